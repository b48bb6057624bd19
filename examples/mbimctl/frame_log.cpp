// SPDX-License-Identifier: BSL-1.0
#include "frame_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "any_message.hpp"

namespace mbimctl {

namespace mbim = cdcnet::mbim;
using cdcnet::bytes;
using cdcnet::load_le;
using mbim::message_type;

namespace {

constexpr std::size_t fragment_headers = mbim::message_header::size + mbim::fragment_header::size;
constexpr std::size_t cid_offset = mbim::command_msg::service_offset + 16;

/// What the first fragment of a message carries, by the head that is there.
structure structure_of(message_type type, bytes frame, mbim::release agreed) {
    const auto service = cdcnet::uuid::from(frame.data() + mbim::command_msg::service_offset);
    const auto cid = load_le<std::uint32_t>(frame.data() + cid_offset);
    auto o = type == message_type::command_done ? mbim::operation::response : mbim::operation::notification;
    if (type == message_type::command) {
        const auto word = load_le<std::uint32_t>(frame.data() + cid_offset + 4);
        o = static_cast<mbim::command_type>(word) == mbim::command_type::set ? mbim::operation::set : mbim::operation::query;
    }
    return find_structure(service, cid, o, agreed);
}

}  // namespace

void frame_log::frame(way w, bytes frame, mbim::release agreed) {
    const std::size_t n = show_secrets_ ? frame.size() : shown(frame, agreed);
    std::string line = w == way::sent ? "<<<<<<   data   = " : ">>>>>>   data   = ";
    for (std::size_t i = 0; i < n; ++i)
        fmt::format_to(std::back_inserter(line), "{}{:02x}", i == 0 ? "" : ":", std::to_integer<unsigned>(frame[i]));
    if (n < frame.size()) fmt::format_to(std::back_inserter(line), " and {} bytes that --show-secrets shows", frame.size() - n);
    fmt::print(stderr, "{}\n", line);
}

/// Bytes from the start that hide nothing.
std::size_t frame_log::shown(bytes frame, mbim::release agreed) {
    const auto m = mbim::message::parse(frame);
    if (!m) return std::min(frame.size(), fragment_headers);
    if (!mbim::has_fragment_header(m->type())) return frame.size();

    const auto key = std::pair{m->type(), m->transaction()};
    if (m->fragment().current != 0) return shown_.contains(key) ? frame.size() : fragment_headers;
    const std::size_t head = m->type() == message_type::indicate_status ? mbim::indicate_status_msg::information_buffer_offset
                                                                        : mbim::command_msg::information_buffer_offset;
    const bool hides = frame.size() < head || is_personal(structure_of(m->type(), frame, agreed));
    hides ? static_cast<void>(shown_.erase(key)) : static_cast<void>(shown_.insert(key));
    return hides ? std::min(frame.size(), head) : frame.size();
}

}  // namespace mbimctl
