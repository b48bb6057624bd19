// SPDX-License-Identifier: BSL-1.0
/// \file
/// One block of the host becomes one or more of ours: a block carries one session, and ends at the size that the host has set.
#include "echo.hpp"

#include "ping.hpp"

namespace firmware {

bool echo::set_format(std::uint16_t wanted) noexcept {
    if (wanted > static_cast<std::uint16_t>(ncm::format::ntb32)) return false;
    format_ = static_cast<ncm::format>(wanted);
    return true;
}

bool echo::set_input_size(const ncm::ntb_input_size& wanted) noexcept {
    constexpr std::uint32_t least = 2048;
    if (wanted.max_size < least || wanted.max_size > ntb_parameters.in.max_size) return false;
    input_size_ = wanted;
    return true;
}

bool echo::set_max_datagram_size(std::uint16_t wanted) noexcept {
    constexpr std::uint16_t least = 1280;  // what IPv6 needs
    if (wanted < least || wanted > mbim_functional.max_segment_size) return false;
    max_datagram_size_ = wanted;
    return true;
}

void echo::start() noexcept {
    ncm::limits limits = ncm::limits::from(ntb_parameters.in, input_size_, ncm::payload::mbim);
    limits.format = format_;
    flow_ = ncm::stream::ips(0);
    tx_ = {in_, limits, flow_};
    waiting_ = false;
    on_ = true;
}

void echo::stop() noexcept {
    format_ = ncm::format::ntb16;
    input_size_ = {.max_size = ntb_parameters.in.max_size};
    max_datagram_size_ = mbim_functional.max_segment_size;
    on_ = waiting_ = false;
}

void echo::out_received(std::size_t size) noexcept {
    if (out_room().empty()) return;
    waiting_ = size <= out_.size() && open(out_.first(size));
    held_ = {};
    if (!waiting_) ++network_.traffic.out_errors;
}

bytes echo::next_in() noexcept {
    if (!waiting_) return {};
    while (!held_.empty() || next(held_)) {
        if (!take(held_)) return tx_.finish();
        held_ = {};
    }
    waiting_ = false;
    return tx_.finish();
}

bool echo::open(bytes transfer) noexcept { return format_ == ncm::format::ntb16 ? rx16_.open(transfer) : rx32_.open(transfer); }
bool echo::next(bytes& datagram) noexcept { return format_ == ncm::format::ntb16 ? rx16_.next(datagram) : rx32_.next(datagram); }
ncm::stream echo::stream() const noexcept { return format_ == ncm::format::ntb16 ? rx16_.stream() : rx32_.stream(); }

/// \return false when the block has to be sent before this datagram has room
bool echo::take(bytes datagram) noexcept {
    auto& traffic = network_.traffic;
    const ncm::stream flow = stream();
    const bool active = flow.kind() == ncm::stream_kind::ips && network_.is_active(flow.session());
    if (!active || datagram.size() > max_datagram_size_) {
        ++traffic.out_discards;
        return true;
    }
    if (!carry(flow)) return false;
    const mutable_bytes room = tx_.reserve(datagram.size());
    if (room.empty() && !tx_.empty()) return false;
    ++traffic.out_packets;
    traffic.out_octets += datagram.size();
    if (room.empty()) {
        ++traffic.in_discards;
        return true;
    }
    copy_bytes(room.data(), datagram.data(), datagram.size());
    answer_ping(room);
    tx_.commit(room.size());
    ++traffic.in_packets;
    traffic.in_octets += room.size();
    return true;
}

/// Makes the block one of this stream.  \return false when it is one of another
bool echo::carry(ncm::stream flow) noexcept {
    if (flow == flow_) return true;
    if (!tx_.empty()) return false;
    flow_ = flow;
    tx_.use(in_, flow);
    return true;
}

}  // namespace firmware
