// SPDX-License-Identifier: BSL-1.0
/// \file
/// The whole library but for formatting, which `cdcnet/fmt.hpp` adds.
#pragma once

#include <cdcnet/mbim.hpp>
#include <cdcnet/ncm.hpp>
#include <cdcnet/usb.hpp>
#include <cdcnet/version.hpp>
