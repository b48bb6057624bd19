// SPDX-License-Identifier: BSL-1.0
#include "rebuild_message.hpp"

#include <cdcnet/mbim/catalogue.hpp>
#include <optional>
#include <string>

namespace cdcdump {

namespace mbim = cdcnet::mbim;
using cdcnet::bytes;
using cdcnet::mutable_bytes;
using cdcnet::result;

namespace {

/// Builds the message around an information buffer of `T`, as its operation demands.
template <mbim::command T>
result<bytes> build_around(mutable_bytes out, const mbim::message& m, const T& value, mbim::release r) {
    if (const auto command = m.as<mbim::command_msg>()) {
        if constexpr (has(T::id.operations, mbim::operation::set) || has(T::id.operations, mbim::operation::query))
            return mbim::build_command(out, m.transaction(), value, command->command, r);
    }
    if (const auto done = m.as<mbim::command_done>()) {
        if constexpr (has(T::id.operations, mbim::operation::response))
            return mbim::build_response(out, m.transaction(), value, done->status, r);
    }
    if constexpr (has(T::id.operations, mbim::operation::notification)) return mbim::build_indication(out, value, r);
    return cdcnet::error{cdcnet::errc::other_operation, 0};
}

/// Reads the information buffer as a `T`; none when it holds something else.
template <mbim::command T>
std::optional<result<T>> read_as(const mbim::message& m, mbim::release r) {
    if (!T::id.in(r)) return {};
    const auto from = [&](const auto& body) -> std::optional<result<T>> {
        if (!body || !body->template carries<T>()) return {};
        return body->template read<T>(r);
    };
    switch (m.type()) {
        case mbim::message_type::command: return from(m.as<mbim::command_msg>());
        case mbim::message_type::command_done: return from(m.as<mbim::command_done>());
        case mbim::message_type::indicate_status: return from(m.as<mbim::indicate_status_msg>());
        default: return {};
    }
}

/// Tries the structures of a service one after the other; none when the message carries another one.
template <class... T>
std::optional<result<bytes>> build_typed(mbim::message_list<T...>, mutable_bytes out, const mbim::message& m, mbim::release r) {
    std::optional<result<bytes>> built;
    const auto attempt = [&]<class One>() {
        const auto value = read_as<One>(m, r);
        if (!value) return false;
        built = *value ? build_around(out, m, **value, r) : result<bytes>{value->error()};
        return true;
    };
    static_cast<void>((attempt.template operator()<T>() || ...));
    return built;
}

/// Builds the message from the fields of its body; an information buffer is copied.
result<bytes> build_frame(mutable_bytes out, const mbim::message& m) {
    const auto from = [&](const auto& body) {
        return body ? mbim::build_message(out, m.transaction(), *body) : result<bytes>{body.error()};
    };
    switch (m.type()) {
        case mbim::message_type::open: return from(m.as<mbim::open_msg>());
        case mbim::message_type::close: return from(m.as<mbim::close_msg>());
        case mbim::message_type::command: return from(m.as<mbim::command_msg>());
        case mbim::message_type::host_error: return from(m.as<mbim::host_error_msg>());
        case mbim::message_type::open_done: return from(m.as<mbim::open_done>());
        case mbim::message_type::close_done: return from(m.as<mbim::close_done>());
        case mbim::message_type::command_done: return from(m.as<mbim::command_done>());
        case mbim::message_type::function_error: return from(m.as<mbim::function_error_msg>());
        case mbim::message_type::indicate_status: return from(m.as<mbim::indicate_status_msg>());
    }
    return cdcnet::error{cdcnet::errc::message_type, 0};
}

bool leaves_payload_out(const mbim::message& m) {
    const auto payload = mbim::payload_of(m);
    return payload && payload->is_left_out();
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
    buffer.resize(m.bytes().size() * 2 + padding);
    if (!leaves_payload_out(m)) {
        if (const auto built = build_typed(mbim::basic_connect::messages{}, buffer, m, r)) {
            if (!*built) return rebuilt::different;
            if (cdcnet::equal(**built, m.bytes())) return rebuilt::equal;
            return same_fields(json_of(m.bytes(), r), json_of(**built, r)) ? rebuilt::same_value : rebuilt::different;
        }
    }
    const auto built = build_frame(buffer, m);
    if (!built) return rebuilt::different;
    if (cdcnet::equal(*built, m.bytes())) return mbim::has_fragment_header(m.type()) ? rebuilt::framed : rebuilt::equal;
    // Bytes behind the last field mean nothing: some hosts send a CLOSE with stale ones.
    return built->size() < m.bytes().size() && same_fields(json_of(m.bytes(), r), json_of(*built, r)) ? rebuilt::same_value
                                                                                                      : rebuilt::different;
}

}  // namespace cdcdump
