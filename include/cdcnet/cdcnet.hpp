// SPDX-License-Identifier: BSL-1.0
/// \file
/// The whole library but for two headers that cost more than most programs want to pay: `cdcnet/fmt.hpp` and
/// `cdcnet/mbim/catalogue.hpp`.
#pragma once

#include <cdcnet/mbim.hpp>
#include <cdcnet/ncm.hpp>
#include <cdcnet/qmi/qmux.hpp>
#include <cdcnet/usb.hpp>
#include <cdcnet/version.hpp>
