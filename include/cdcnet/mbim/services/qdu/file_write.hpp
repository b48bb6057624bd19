// SPDX-License-Identifier: BSL-1.0
/// \file
/// FILE_WRITE, CID 3: the next piece of the file.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::qdu {

/// A piece of the file.  Nothing follows it: padding would become part of the file, so the length of the MBIM message need
/// not be a multiple of 4 (`reference/discrepancies.md`, E).  CID 3; `qdu/3/set@1.0`.
struct file_write_set {
    bytes data_buffer{};  ///< at most MaxTransferSize of FILE_OPEN

    static constexpr command_id id{service::qdu, 3, operation::set};
    using layout = fields<"MBIM_QDU_FILE_WRITE_SET",
        tail<"DataBuffer", &file_write_set::data_buffer, rule{.unpadded = true}>>;
};

/// The piece is taken; empty.  CID 3; `qdu/3/response@1.0`.
struct file_write_info {
    static constexpr command_id id{service::qdu, 3, operation::response};
    using layout = fields<"MBIM_QDU_FILE_WRITE_INFO">;
};

}  // namespace cdcnet::mbim::qdu
