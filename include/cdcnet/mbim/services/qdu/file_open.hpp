// SPDX-License-Identifier: BSL-1.0
/// \file
/// FILE_OPEN, CID 2: announces the file of an update.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/qdu/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::qdu {

/// Announces a file.  CID 2; `qdu/2/set@1.0`.
struct file_open_set {
    file_type type{};
    std::uint32_t file_size{};

    static constexpr command_id id{service::qdu, 2, operation::set};
    using layout = fields<"MBIM_QDU_FILE_OPEN_SET",
        field<"FileType", &file_open_set::type>,
        field<"FileSize", &file_open_set::file_size, rule{.unit = unit::bytes}>>;
};

/// Asks for the limits; empty.  Devices may not know it (`reference/discrepancies.md`, C).  CID 2; `qdu/2/query@1.0`.
struct file_open_query {
    static constexpr command_id id{service::qdu, 2, operation::query};
    using layout = fields<"MBIM_QDU_FILE_OPEN_QUERY">;
};

/// What the function takes.  CID 2; `qdu/2/response@1.0`.
struct file_open_info {
    std::uint32_t max_transfer_size{};  ///< of one FILE_WRITE
    std::uint32_t max_window_size{};

    static constexpr command_id id{service::qdu, 2, operation::response};
    using layout = fields<"MBIM_QDU_FILE_OPEN_INFO",
        field<"MaxTransferSize", &file_open_info::max_transfer_size, rule{.unit = unit::bytes}>,
        field<"MaxWindowSize",   &file_open_info::max_window_size>>;
};

}  // namespace cdcnet::mbim::qdu
