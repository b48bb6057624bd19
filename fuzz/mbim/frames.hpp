// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the fuzz targets of the control channel have in common: the input as a script, and frames made of it that come close to
/// what the other side would send.
#pragma once

#include <cdcnet/mbim/message.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <vector>

#include "../property.hpp"

namespace fuzz {

using namespace cdcnet;
using namespace cdcnet::mbim;

inline void require(bool condition, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

/// Reads what an event shows: it lies in the frame that brought it, or in the memory of the endpoint that tells of it.
template <class Endpoint>
void read_shown(bytes shown, bytes frame, const Endpoint& endpoint) {
    const bytes own{reinterpret_cast<const std::byte*>(&endpoint), sizeof endpoint};
    require(is_part_of(shown, frame) || is_part_of(shown, own), "a view outside of the frame and of the inbox");
    volatile std::uint32_t sum = 0;
    for (const std::byte b : shown) sum = sum + std::to_integer<std::uint32_t>(b);
}

/// The input from its start to its end; behind it come zeros.
class script {
public:
    script(const std::uint8_t* data, std::size_t size) : rest_{reinterpret_cast<const std::byte*>(data), size} {}

    [[nodiscard]] bool ended() const { return rest_.empty(); }
    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return number(4); }
    std::vector<std::byte> octets(std::size_t n) {
        const bytes part = rest_.first(std::min(n, rest_.size()));
        rest_ = rest_.subspan(part.size());
        return {part.begin(), part.end()};
    }

private:
    std::uint32_t number(std::size_t n) {
        std::array<std::byte, 4> out{};
        const auto part = octets(n);
        std::copy(part.begin(), part.end(), out.begin());
        return load_le<std::uint32_t>(out.data());
    }

    bytes rest_;
};

inline void put(std::vector<std::byte>& out, std::uint32_t value) {
    out.resize(out.size() + 4);
    store_le(out.data() + out.size() - 4, value);
}

/// The next frame of a script.  One byte of flags tells how: as it stands in the input, or made of a few choices: with a head in front
/// of the body, with a lie about the length, cut at the end.
/// \param types  the choices of MessageType
/// \param id     turns a small number into a TransactionId
template <class Id>
std::vector<std::byte> next_frame(script& in, std::initializer_list<std::uint32_t> types, Id id) {
    enum : std::uint8_t { raw = 1, headless = 2, lying = 4, cut = 8 };
    const std::uint8_t flags = in.u8();
    if ((flags & raw) != 0) return in.octets(in.u8());
    const std::uint32_t type = types.begin()[in.u8() % types.size()];
    std::vector<std::byte> out;
    put(out, type);
    put(out, 0);
    put(out, id(in.u8()));
    if (has_fragment_header(static_cast<message_type>(type))) {
        const std::uint8_t current = flags >> 6;
        put(out, flags >> 4 & 3u ? (flags >> 4 & 3u) + 1u : 1u);
        put(out, current);
        if (current == 0 && (flags & headless) == 0) {
            constexpr uuid services[] = {service::basic_connect, service::ms_basic_connect_extensions, service::sms};
            const uuid& s = services[in.u8() % 3];
            out.insert(out.end(), s.octets.begin(), s.octets.end());
            put(out, in.u8() % 32u);                                       // CID
            if (type != 0x80000007u) put(out, in.u8() % 4u);               // CommandType or Status
            put(out, (flags >> 4 & 3u) != 0 ? in.u16() % 512u : in.u8());  // InformationBufferLength
        }
    }
    const auto body = in.octets(in.u8());
    out.insert(out.end(), body.begin(), body.end());
    store_le(out.data() + 4, static_cast<std::uint32_t>(out.size()) + ((flags & lying) != 0 ? in.u8() - 128u : 0u));
    if ((flags & cut) != 0) out.resize(out.size() - std::min<std::size_t>(in.u8(), out.size()));
    return out;
}

/// Checks the frames that a side sends and puts their messages together, the simple way.
class listener {
public:
    /// \return true when the frame completes a message: `type`, `transaction` and `body` are those of it
    bool hears(bytes frame, std::uint32_t max_transfer, bool of_host) {
        require(frame.size() >= 12 && frame.size() <= max_transfer, "a frame of a size that cannot be");
        require(load_le<std::uint32_t>(frame.data() + 4) == frame.size(), "MessageLength is not the frame's");
        type = static_cast<message_type>(load_le<std::uint32_t>(frame.data()));
        require((static_cast<std::uint32_t>(type) >> 31 == 0) == of_host, "a message of the other side");
        const auto id = load_le<std::uint32_t>(frame.data() + 8);
        if (!has_fragment_header(type)) {
            transaction = id;
            total_ = next_ = 0;
            body.assign(frame.begin() + 12, frame.end());
            return true;
        }
        const auto total = load_le<std::uint32_t>(frame.data() + 12);
        const auto current = load_le<std::uint32_t>(frame.data() + 16);
        require(frame.size() > 20 || total == 1, "a fragment with nothing in it");
        if (current == 0) {
            body.clear();
            transaction = id;
            total_ = total;
            next_ = 0;
        }
        require(total == total_ && current == next_ && id == transaction, "fragments out of sequence");
        body.insert(body.end(), frame.begin() + 20, frame.end());
        ++next_;
        if (next_ != total_) return false;
        total_ = next_ = 0;
        return true;
    }

    message_type type{};
    std::uint32_t transaction{};
    std::vector<std::byte> body{};

private:
    std::uint32_t total_{};
    std::uint32_t next_{};
};

}  // namespace fuzz
