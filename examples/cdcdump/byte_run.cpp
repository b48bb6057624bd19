// SPDX-License-Identifier: BSL-1.0
#include "byte_run.hpp"

#include <algorithm>

#include "input.hpp"

namespace cdcdump {

using cdcnet::bytes;
using cdcnet::load_le;

namespace {

/// The function's messages have bit 31 of their type set.
direction direction_of_message(bytes message) noexcept {
    return (std::to_integer<unsigned>(message[3]) & 0x80u) != 0 ? direction::to_host : direction::to_device;
}

/// Bytes of the block or message that `data` begins with, as far as they are there.
std::size_t extent_of(bytes data) noexcept {
    constexpr std::size_t shortest = 12;
    if (data.size() < shortest) return data.size();
    std::uint64_t length = load_le<std::uint32_t>(data.data() + 4);
    if (begins_ntb(data)) {
        const bool wide = load_le<std::uint32_t>(data.data()) == cdcnet::ncm::layout<cdcnet::ncm::format::ntb32>::nth_signature;
        length = wide ? load_le<std::uint32_t>(data.data() + 8) : load_le<std::uint16_t>(data.data() + 8);
    }
    return length < shortest ? data.size() : static_cast<std::size_t>(std::min<std::uint64_t>(length, data.size()));
}

bool is_block(bytes data) noexcept { return data[0] == std::byte{'N'} || data[0] == std::byte{'n'}; }

}  // namespace

void byte_run::take(bytes data, origin where, tail behind) {
    for (bytes rest = data; !rest.empty();) {
        if (!starts_message_or_block(rest)) {
            if (behind == tail::padding && rest.size() != data.size()) return;
            out_.fault({where, "input", {cdcnet::errc::message_type, 0}, "MessageType", "neither a control message nor an NTB", rest});
            return;
        }
        const std::size_t extent = extent_of(rest);
        const bytes item = rest.first(extent);
        if (is_block(rest)) {
            take_bulk(item, where, false);
        } else {
            take_control(item, where, false);
        }
        rest = rest.subspan(extent);
        if (where.unit == origin_unit::byte) where.number += extent;
        // Zero bytes up to the next multiple of 4 belong to the message before them.
        while (where.unit == origin_unit::byte && !rest.empty() && rest[0] == std::byte{} && (extent & 3) != 0 && (where.number & 3) != 0) {
            rest = rest.subspan(1);
            ++where.number;
        }
    }
}

void byte_run::take_control(bytes message, origin where, bool cut) {
    if (message.size() >= 4) where.way = direction_of_message(message);
    control_.take(message, where, cut, out_);
}

void byte_run::take_bulk(bytes transfer, origin where, bool cut) { data_.take(transfer, where, cut, out_); }

void byte_run::finish() {
    control_.flush(out_);
    data_.flush(out_);
}

}  // namespace cdcdump
