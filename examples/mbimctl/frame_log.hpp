// SPDX-License-Identifier: BSL-1.0
/// \file
/// Frames as hexadecimal digits on standard error, in lines that cdcdump reads.
#pragma once

#include <cdcnet/mbim/message.hpp>
#include <set>
#include <utility>

namespace mbimctl {

/// Writes frames, without the information buffers that hold secrets.
class frame_log {
public:
    enum class way { sent, received };

    /// \param show_secrets  also PINs, passwords, who the subscriber is, and what nobody knows
    explicit frame_log(bool show_secrets) : show_secrets_{show_secrets} {}

    void frame(way w, cdcnet::bytes frame, cdcnet::mbim::release agreed);

private:
    std::size_t shown(cdcnet::bytes frame, cdcnet::mbim::release agreed);

    bool show_secrets_;
    /// Messages in pieces that have nothing to hide, by their first piece.
    std::set<std::pair<cdcnet::mbim::message_type, cdcnet::mbim::transaction_id>> shown_;
};

}  // namespace mbimctl
