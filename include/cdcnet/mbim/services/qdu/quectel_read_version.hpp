// SPDX-License-Identifier: BSL-1.0
/// \file
/// QUECTEL_READ_VERSION, CID 7: versions of the firmware.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/qdu/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::qdu {

/// Chooses a version, which the answer tells; 2 bytes.  CID 7; `qdu/7/set@1.0`.
struct quectel_read_version_set {
    quectel_version_type type{};

    static constexpr command_id id{service::qdu, 7, operation::set};
    using layout = fields<"MBIM_QDU_QUECTEL_READ_VERSION_SET",
        field<"VersionType", &quectel_read_version_set::type>>;
};

/// The version.  CID 7; `qdu/7/response@1.0`.
struct quectel_read_version_info {
    std::uint32_t version_id{};
    utf16 version{};

    static constexpr command_id id{service::qdu, 7, operation::response};
    using layout = fields<"MBIM_QDU_QUECTEL_READ_VERSION_INFO",
        field<"VersionId", &quectel_read_version_info::version_id>,
        field<"Version",   &quectel_read_version_info::version, rule{.max_bytes = 120}>>;
};

}  // namespace cdcnet::mbim::qdu
