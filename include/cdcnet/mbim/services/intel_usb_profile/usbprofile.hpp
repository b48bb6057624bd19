// SPDX-License-Identifier: BSL-1.0
/// \file
/// USBPROFILE, CID 1: AT commands inside MBIM.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_usb_profile {

/// A command, and what it returns.  CID 1; `intel_usb_profile/1/set@1.0` and the response.
struct usbprofile {
    bytes text{};  ///< UTF-16LE; read it with `utf16::over`

    static constexpr command_id id{service::intel_usb_profile, 1, operation::set | operation::response};
    using layout = fields<"MBIM_INTEL_USBPROFILE",
        sized<"Text", &usbprofile::text, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::intel_usb_profile
