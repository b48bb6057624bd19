// SPDX-License-Identifier: BSL-1.0
/// \file
/// VERSION, CID 2: what the proxy and the device agreed on.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::proxy_control {

/// Tells a program which releases are in force when another one has negotiated them.  The proxy control service of
/// libmbim, CID 2; `proxy_control/2/notification@1.0`.
struct version_info {
    std::uint16_t mbim_version{};           ///< binary-coded decimal, 0x0100: MBIM 1.0
    std::uint16_t mbim_extended_version{};  ///< binary-coded decimal, 0x0300: MBIMEx 3.0

    static constexpr command_id id{service::proxy_control, 2, operation::notification};
    using layout = fields<"MBIM_PROXY_CONTROL_VERSION_INFO",
        field<"MbimVersion",         &version_info::mbim_version>,
        field<"MbimExtendedVersion", &version_info::mbim_extended_version>>;
};

}  // namespace cdcnet::mbim::proxy_control
