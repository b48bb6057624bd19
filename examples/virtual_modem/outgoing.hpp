// SPDX-License-Identifier: BSL-1.0
/// \file
/// A frame on its way to the host, word by word: what is to be wrong on purpose, no encoder writes.
#pragma once

#include <algorithm>
#include <cdcnet/mbim/message.hpp>
#include <vector>

#include "timeline.hpp"

namespace virtual_modem {

using namespace cdcnet;
using namespace cdcnet::mbim;

/// A command as it was sent.
struct asked_command {
    command_type type{};
    std::vector<std::byte> buffer{};

    [[nodiscard]] std::uint32_t word(std::size_t n) const {
        return buffer.size() >= 4 * (n + 1) ? load_le<std::uint32_t>(buffer.data() + 4 * n) : 0;
    }
};

struct outgoing {
    std::vector<std::byte> data;
    asked_command asked{};          ///< of an answer
    timeline::milliseconds late{};  ///< how much later it is sent

    static constexpr std::size_t type_at = 0;
    static constexpr std::size_t length_at = 4;
    static constexpr std::size_t transaction_at = 8;
    static constexpr std::size_t total_at = 12;    ///< TotalFragments; Status and ErrorStatusCode of messages without it
    static constexpr std::size_t current_at = 16;  ///< CurrentFragment
    static constexpr std::size_t body_at = 20;     ///< of a fragment
    static constexpr std::size_t cid_at = 36;
    static constexpr std::size_t status_at = 40;  ///< of COMMAND_DONE

    [[nodiscard]] std::uint32_t word(std::size_t at) const { return data.size() >= at + 4 ? load_le<std::uint32_t>(data.data() + at) : 0; }
    template <class T>
    void word(std::size_t at, T value) {
        if (data.size() >= at + 4) store_le(data.data() + at, static_cast<std::uint32_t>(value));
    }
    [[nodiscard]] bool is(message_type type) const { return word(type_at) == static_cast<std::uint32_t>(type); }
    /// It is not sent.
    void withhold() { data.clear(); }
    /// Ends here.
    void cut(std::size_t size) {
        data.resize(size);
        word(length_at, size);
    }

    [[nodiscard]] bool is_fragment() const {
        return (is(message_type::command_done) || is(message_type::indicate_status)) && word(total_at) > 1;
    }
    [[nodiscard]] bool is_last_fragment() const { return is_fragment() && word(current_at) + 1 == word(total_at); }

    /// The answer to a command that carried a `T`.
    template <command T>
    [[nodiscard]] bool answers() const {
        const operation asked_for = asked.type == command_type::set ? operation::set : operation::query;
        return is(message_type::command_done) && carries(T::id) && has(T::id.operations, asked_for);
    }
    template <command T>
    [[nodiscard]] bool indicates() const {
        return is(message_type::indicate_status) && carries(T::id);
    }
    [[nodiscard]] mbim::status status() const { return static_cast<mbim::status>(word(status_at)); }
    void status(mbim::status s) { word(status_at, s); }

    /// A word of the information buffer.
    [[nodiscard]] std::uint32_t info(std::size_t n) const { return word(buffer_at() + 4 * n); }
    template <class T>
    void info(std::size_t n, T value) {
        word(buffer_at() + 4 * n, value);
    }
    [[nodiscard]] std::size_t buffer_at() const {
        return is(message_type::indicate_status) ? indicate_status_msg::information_buffer_offset : command_done::information_buffer_offset;
    }

private:
    /// What is in the first frame is enough for all that is asked here.
    [[nodiscard]] bool carries(const command_id& id) const {
        const auto& service = id.service.octets;
        return data.size() >= status_at && word(current_at) == 0 && word(cid_at) == id.cid &&
               std::equal(service.begin(), service.end(), data.begin() + static_cast<std::ptrdiff_t>(body_at));
    }
};

}  // namespace virtual_modem
