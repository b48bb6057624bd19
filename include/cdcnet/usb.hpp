// SPDX-License-Identifier: BSL-1.0
/// \file
/// Everything of USB: descriptors, their builder, classification, requests and notifications.  The rules of hosts,
/// `cdcnet/usb/compatibility.hpp`, are included by name.
#pragma once

#include <cdcnet/usb/builder.hpp>
#include <cdcnet/usb/classify.hpp>
#include <cdcnet/usb/descriptors.hpp>
#include <cdcnet/usb/microsoft_os.hpp>
#include <cdcnet/usb/notifications.hpp>
#include <cdcnet/usb/requests.hpp>
