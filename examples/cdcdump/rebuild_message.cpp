// SPDX-License-Identifier: BSL-1.0
#include "rebuild_message.hpp"

#include <cdcnet/mbim/catalogue.hpp>
#include <string>

namespace cdcdump {

namespace mbim = cdcnet::mbim;
using cdcnet::bytes;
using cdcnet::mutable_bytes;
using cdcnet::result;

namespace {

/// What the information buffer of a message is made of when it is built again.
enum class source : std::uint8_t { structure, copy, nothing_right };

/// Builds the information buffer from what its structure says, in every service that the library declares; copies one
/// that is not declared or left out.
source build_payload(mutable_bytes out, bytes& made, const mbim::message& m, mbim::release r) {
    const auto payload = mbim::payload_of(m);
    if (!payload) return source::copy;  // one of the messages without
    made = payload->information_buffer;
    result<bytes> built{bytes{}};
    const auto seen = mbim::visit(*payload, r, [&](const auto& value) { built = mbim::build(out, value, r); });
    if (!seen || !built) return source::nothing_right;
    if (*seen != mbim::visited::structure) return source::copy;
    made = *built;
    return source::structure;
}

/// Builds the message from the fields of its body and an information buffer.
result<bytes> build_frame(mutable_bytes out, const mbim::message& m, bytes information_buffer) {
    result<bytes> built{bytes{}};
    const cdcnet::error fault = mbim::visit_body(m, [&](auto body) {
        if constexpr (requires { body.information_buffer; }) body.information_buffer = information_buffer;
        built = mbim::build_message(out, m.transaction(), body);
    });
    return fault ? result<bytes>{fault} : built;
}

std::string json_of(bytes whole, mbim::release r) {
    std::string text;
    const auto m = mbim::message::parse(whole);
    if (!m || mbim::dump_json(*m, r, [&](std::string_view piece) { text += piece; })) return {};
    return text;
}

/// True when `after` has all fields of `before` with the same values.  Optional fields at the end that a sender left out
/// come back with the value 0.
bool same_fields(std::string_view before, std::string_view after) {
    if (before.empty()) return false;
    before.remove_suffix(1);  // the closing brace
    return after.substr(0, before.size()) == before;
}

}  // namespace

rebuilt rebuild_message(const mbim::message& m, mbim::release r, std::vector<std::byte>& buffer) {
    constexpr std::size_t padding = 64;  // a built message may be longer than one whose sender saved padding
    const std::size_t room = m.bytes().size() * 2 + padding;
    buffer.resize(2 * room);
    const mutable_bytes whole{buffer};

    bytes payload;
    const source from = build_payload(whole.first(room), payload, m, r);
    const auto built = build_frame(whole.subspan(room), m, payload);
    if (from == source::nothing_right || !built) return rebuilt::different;
    const bool copied = from == source::copy && mbim::has_fragment_header(m.type());
    if (cdcnet::equal(*built, m.bytes())) return copied ? rebuilt::framed : rebuilt::equal;
    // Bytes behind the last field mean nothing: some hosts send a CLOSE with stale ones.
    if (from == source::copy && built->size() >= m.bytes().size()) return rebuilt::different;
    return same_fields(json_of(m.bytes(), r), json_of(*built, r)) ? rebuilt::same_value : rebuilt::different;
}

}  // namespace cdcdump
