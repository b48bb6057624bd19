// SPDX-License-Identifier: BSL-1.0
/// \file
/// The host's end of virtual_modem's data plane: NTBs and pings, written and read byte by byte, without the library.
#pragma once

#include <doctest/doctest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace ntb_host {

using octets = std::vector<std::uint8_t>;

inline void put_le(octets& to, std::size_t at, std::uint32_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) to.at(at + i) = static_cast<std::uint8_t>(value >> (8 * i));
}
inline std::uint32_t get_le(const octets& from, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value |= std::uint32_t{from.at(at + i)} << (8 * i);
    return value;
}
inline unsigned get_be16(const octets& from, std::size_t at) { return from.at(at) * 256u + from.at(at + 1); }
inline octets part_of(const octets& all, std::size_t at, std::size_t size) {
    REQUIRE(at + size <= all.size());
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(at);
    return {first, first + static_cast<std::ptrdiff_t>(size)};
}

// --- NTBs, NCM 1.0, 3.2 and 3.3; MBIM 1.0, 7 ------------------------------------------------------------------------------

/// A datagram of a session.
struct sent {
    std::uint8_t session{};
    octets datagram{};

    friend bool operator==(const sent& a, const sent& b) { return a.session == b.session && a.datagram == b.datagram; }
};

/// Sizes and places of one of the formats.
struct layout {
    bool is_32;
    std::size_t field;         ///< bytes of an index or a length
    std::size_t nth;           ///< bytes of the NTH
    std::size_t block_length;  ///< offset of wBlockLength
    std::size_t ndp_index;     ///< offset of wNdpIndex
    std::size_t next_index;    ///< offset of wNextNdpIndex in the NDP
    std::size_t entries;       ///< offset of the first entry in the NDP
};
inline constexpr layout ntb16{.is_32 = false, .field = 2, .nth = 12, .block_length = 8, .ndp_index = 10, .next_index = 6, .entries = 8};
inline constexpr layout ntb32{.is_32 = true, .field = 4, .nth = 16, .block_length = 8, .ndp_index = 12, .next_index = 8, .entries = 16};

/// A block with one NDP for each run of datagrams of one session, behind the datagrams.
inline octets write_block(const layout& l, std::uint16_t sequence, const std::vector<sent>& list) {
    octets block(l.nth);
    std::vector<std::size_t> places;
    const auto align = [&block] { block.resize((block.size() + 3) / 4 * 4); };
    for (const sent& s : list) {
        align();
        places.push_back(block.size());
        block.insert(block.end(), s.datagram.begin(), s.datagram.end());
    }
    std::size_t link = l.ndp_index;
    for (std::size_t i = 0; i < list.size();) {
        align();
        const std::size_t ndp = block.size();
        put_le(block, link, static_cast<std::uint32_t>(ndp), l.field);
        link = ndp + l.next_index;
        std::size_t end = i;
        while (end < list.size() && list[end].session == list[i].session) ++end;
        const std::size_t size = l.entries + (end - i + 1) * 2 * l.field;
        block.resize(ndp + size);
        const std::string letters = l.is_32 ? "ips" : "IPS";
        std::copy(letters.begin(), letters.end(), block.begin() + static_cast<std::ptrdiff_t>(ndp));
        block[ndp + 3] = list[i].session;
        put_le(block, ndp + 4, static_cast<std::uint32_t>(size), 2);
        for (std::size_t at = ndp + l.entries; i < end; ++i, at += 2 * l.field) {
            put_le(block, at, static_cast<std::uint32_t>(places[i]), l.field);
            put_le(block, at + l.field, static_cast<std::uint32_t>(list[i].datagram.size()), l.field);
        }
    }
    const std::string letters = l.is_32 ? "ncmh" : "NCMH";
    std::copy(letters.begin(), letters.end(), block.begin());
    put_le(block, 4, static_cast<std::uint32_t>(l.nth), 2);
    put_le(block, 6, sequence, 2);
    put_le(block, l.block_length, static_cast<std::uint32_t>(block.size()), l.field);
    return block;
}

/// What a block says.
struct read_block {
    read_block(const layout& l, const octets& block) : sequence{get_le(block, 6, 2)} {
        CHECK(std::memcmp(block.data(), l.is_32 ? "ncmh" : "NCMH", 4) == 0);
        CHECK(get_le(block, 4, 2) == l.nth);
        CHECK(get_le(block, l.block_length, l.field) == block.size());
        for (std::size_t ndp = get_le(block, l.ndp_index, l.field); ndp != 0; ndp = get_le(block, ndp + l.next_index, l.field)) {
            CHECK(ndp % 4 == 0);
            CHECK(std::memcmp(part_of(block, ndp, 3).data(), l.is_32 ? "ips" : "IPS", 3) == 0);
            for (std::size_t at = ndp + l.entries; get_le(block, at, l.field) != 0; at += 2 * l.field)
                datagrams.push_back({block.at(ndp + 3), part_of(block, get_le(block, at, l.field), get_le(block, at + l.field, l.field))});
        }
    }
    std::uint32_t sequence;
    std::vector<sent> datagrams{};
};

// --- pings, RFC 791, 792, 8200, 4443 ---------------------------------------------------------------------------------------

/// RFC 1071, as the remainder of a division: 0 for bytes that hold their own checksum.
inline unsigned sum_of(const octets& data) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < data.size(); ++i) sum += std::uint64_t{data[i]} * (i % 2 == 0 ? 256u : 1u);
    return static_cast<unsigned>(sum % 65535);
}
inline void put_checksum(octets& data, std::size_t at, unsigned sum) {
    const unsigned checksum = 65535 - sum;
    data.at(at) = static_cast<std::uint8_t>(checksum / 256);
    data.at(at + 1) = static_cast<std::uint8_t>(checksum % 256);
}

/// Of the bytes from `first` to `end`, at `at`.
inline void renew_checksum(octets& data, std::size_t first, std::size_t end, std::size_t at) {
    put_checksum(data, at, 65535);
    put_checksum(data, at, sum_of(part_of(data, first, end - first)));
}

inline octets operator+(octets a, const octets& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}
inline octets ipv4_address(unsigned session, unsigned host) {
    return {10, 64, static_cast<std::uint8_t>(session), static_cast<std::uint8_t>(host)};
}
inline octets ipv6_address(unsigned session, unsigned host) {
    return {0x20, 0x01, 0x0d, 0xb8, 0, 0x64, 0, static_cast<std::uint8_t>(session), 0, 0, 0, 0, 0, 0, 0, static_cast<std::uint8_t>(host)};
}

inline octets pseudo_header(const octets& source, const octets& destination, std::size_t size) {
    return source + destination + octets{0, 0, static_cast<std::uint8_t>(size / 256), static_cast<std::uint8_t>(size % 256), 0, 0, 0, 58};
}

inline octets icmp(std::uint8_t type, unsigned number, std::size_t size) {
    octets message{type, 0, 0, 0, 0x12, 0x34, static_cast<std::uint8_t>(number / 256), static_cast<std::uint8_t>(number % 256)};
    for (std::size_t i = 0; i < size; ++i) message.push_back(static_cast<std::uint8_t>(i * 7 + number));
    return message;
}
/// An echo request by IPv4.
inline octets ping4(const octets& source, const octets& destination, unsigned number, std::size_t size) {
    octets message = icmp(8, number, size);
    put_checksum(message, 2, sum_of(message));
    const std::size_t all = 20 + message.size();
    octets header =
        octets{0x45, 0, static_cast<std::uint8_t>(all / 256), static_cast<std::uint8_t>(all % 256), 7, 7, 0x40, 0, 33, 1, 0, 0} + source +
        destination;
    put_checksum(header, 10, sum_of(header));
    return header + message;
}
/// An echo request by IPv6.
inline octets ping6(const octets& source, const octets& destination, unsigned number, std::size_t size) {
    octets message = icmp(128, number, size);
    put_checksum(message, 2, sum_of(pseudo_header(source, destination, message.size()) + message));
    return octets{0x60, 0, 0, 0, static_cast<std::uint8_t>(message.size() / 256), static_cast<std::uint8_t>(message.size() % 256), 58, 33} +
           source + destination + message;
}

inline bool is_ipv6(const octets& datagram) { return datagram.at(0) >> 4 == 6; }

/// Checks everything of an answer to a ping.
inline void check_answer(const octets& asked, const octets& answer) {
    REQUIRE(answer.size() == asked.size());
    const bool v6 = is_ipv6(asked);
    const std::size_t header = v6 ? 40 : 20;
    const std::size_t address = v6 ? 16 : 4;
    const std::size_t source = v6 ? 8 : 12;
    CHECK(answer[0] == asked[0]);
    CHECK(part_of(answer, source, address) == part_of(asked, source + address, address));
    CHECK(part_of(answer, source + address, address) == part_of(asked, source, address));
    const octets message = part_of(answer, header, answer.size() - header);
    CHECK(message[0] == (v6 ? 129 : 0));
    CHECK(message[1] == 0);
    CHECK(part_of(message, 4, message.size() - 4) == part_of(asked, header + 4, message.size() - 4));
    if (v6) {
        CHECK(answer[6] == 58);
        CHECK(get_be16(answer, 4) == message.size());
        CHECK(sum_of(pseudo_header(part_of(answer, 8, 16), part_of(answer, 24, 16), message.size()) + message) == 0);
    } else {
        CHECK(answer[9] == 1);
        CHECK(get_be16(answer, 2) == answer.size());
        CHECK(sum_of(part_of(answer, 0, 20)) == 0);
        CHECK(sum_of(message) == 0);
    }
}

// --- the socket --------------------------------------------------------------------------------------------------------------

class data_socket {
public:
    explicit data_socket(const std::string& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        REQUIRE(::connect(number_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    }
    data_socket(const data_socket&) = delete;
    data_socket& operator=(const data_socket&) = delete;
    ~data_socket() { leave(); }
    void leave() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }

    /// False when the modem takes no more for a while.
    [[nodiscard]] bool can_send() const {
        pollfd watched{number_, POLLOUT, 0};
        return ::poll(&watched, 1, 200) == 1;
    }

    void send(const octets& block) const { REQUIRE(::send(number_, block.data(), block.size(), 0) == static_cast<ssize_t>(block.size())); }
    /// The next message; empty when none comes in time.
    [[nodiscard]] octets receive(std::chrono::milliseconds patience = std::chrono::seconds{20}) const {
        pollfd watched{number_, POLLIN, 0};
        if (::poll(&watched, 1, static_cast<int>(patience.count())) != 1) return {};
        octets block(256 * 1024);
        const ssize_t n = ::recv(number_, block.data(), block.size(), 0);
        block.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
        return block;
    }

private:
    int number_{::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0)};
};

}  // namespace ntb_host
