// SPDX-License-Identifier: BSL-1.0
/// \file
/// VERSION, CID 15: agrees on the release of the extensions.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// The releases of one side: the host tells its own in the query, the function in the answer, and the lower one of the
/// extensions holds from then on.  Major in the high byte, minor in the low byte, each as two decimal digits: 0x0300 is 3.0.
///
/// It is what an agreement starts with, so read and build it with `mbimex::v2` whatever has been agreed on so far.
/// MBIMEx 2.0, CID 15; `ms_basic_connect_extensions/15/query@2.0` and the response.
struct version {
    std::uint16_t mbim_version{};  ///< 0x0100
    std::uint16_t mbim_extended_version{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 15, operation::query | operation::response, mbimex::v2};
    using layout = fields<"MBIM_VERSION_INFO",
        field<"MbimVersion",         &version::mbim_version>,
        field<"MbimExtendedVersion", &version::mbim_extended_version>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
