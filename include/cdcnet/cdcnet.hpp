// SPDX-License-Identifier: BSL-1.0
/// \file
/// The whole library but for headers that cost more than most programs want to pay: `cdcnet/fmt.hpp`,
/// `cdcnet/mbim/catalogue.hpp`, `cdcnet/usb/compatibility.hpp` and those of `cdcnet/mbim/text/`.
#pragma once

#include <cdcnet/mbim.hpp>
#include <cdcnet/ncm.hpp>
#include <cdcnet/qmi/qmux.hpp>
#include <cdcnet/usb.hpp>
#include <cdcnet/version.hpp>
