// SPDX-License-Identifier: BSL-1.0
/// \file
/// Everything of USB: descriptors, classification, requests and notifications.
#pragma once

#include <cdcnet/usb/classify.hpp>
#include <cdcnet/usb/descriptors.hpp>
#include <cdcnet/usb/microsoft_os.hpp>
#include <cdcnet/usb/notifications.hpp>
#include <cdcnet/usb/requests.hpp>
