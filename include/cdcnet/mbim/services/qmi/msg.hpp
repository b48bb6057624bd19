// SPDX-License-Identifier: BSL-1.0
/// \file
/// MSG, CID 1: messages of QMI, Qualcomm's own control protocol, inside MBIM.
/// A message is one QMUX frame; `cdcnet/qmi/qmux.hpp` reads and builds it.  It is never padded to a multiple of 4, and so the
/// length of the MBIM message need not be one either (`reference/discrepancies.md`, E).
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::qmi {

/// A QMI message to the function.  CID 1; `qmi/1/set@1.0`.
struct msg_set {
    bytes qmi_msg{};  ///< a QMUX frame, the marker 0x01 included

    static constexpr command_id id{service::qmi, 1, operation::set};
    using layout = fields<"MBIM_QMI_MSG_SET",
        tail<"QmiMsg", &msg_set::qmi_msg, rule{.personal = true, .unpadded = true}>>;
};

/// A QMI message from the function: its answer, or an indication of QMI.
/// CID 1; `qmi/1/response@1.0` and the notification.
struct msg_info {
    bytes qmux{};  ///< a QMUX frame, the marker 0x01 included

    static constexpr command_id id{service::qmi, 1, operation::response | operation::notification};
    using layout = fields<"MBIM_QMI_MSG_INFO",
        tail<"QMUX", &msg_info::qmux, rule{.personal = true, .unpadded = true}>>;
};

}  // namespace cdcnet::mbim::qmi
