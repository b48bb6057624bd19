// SPDX-License-Identifier: BSL-1.0
/// \file
/// NTBs of NCM and MBIM, parsed and built, and their parameters.
#pragma once

#include <cdcnet/ncm/admission.hpp>
#include <cdcnet/ncm/aggregator.hpp>
#include <cdcnet/ncm/capacity.hpp>
#include <cdcnet/ncm/copy_out.hpp>
#include <cdcnet/ncm/crc.hpp>
#include <cdcnet/ncm/gather.hpp>
#include <cdcnet/ncm/limits.hpp>
#include <cdcnet/ncm/ntb.hpp>
#include <cdcnet/ncm/parameters.hpp>
#include <cdcnet/ncm/parse_options.hpp>
#include <cdcnet/ncm/parser.hpp>
#include <cdcnet/ncm/reader.hpp>
#include <cdcnet/ncm/statistics.hpp>
#include <cdcnet/ncm/writer.hpp>
