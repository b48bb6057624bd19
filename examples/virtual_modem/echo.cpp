// SPDX-License-Identifier: BSL-1.0
#include "echo.hpp"

#include <algorithm>

namespace virtual_modem {

namespace {

/// What differs between the two.
struct icmp_kind {
    std::uint8_t protocol;
    std::byte request;
    std::byte reply;
    std::size_t hop_limit_at;  ///< in the IP header
    unsigned multicast;        ///< the least first octet of addresses that are not of one host
};
constexpr icmp_kind icmp{.protocol = protocol_icmp, .request = std::byte{8}, .reply = std::byte{0}, .hop_limit_at = 8, .multicast = 224};
constexpr icmp_kind icmpv6{
    .protocol = protocol_icmpv6, .request = std::byte{128}, .reply = std::byte{129}, .hop_limit_at = 7, .multicast = 255};

constexpr std::size_t echo_header = 8;
constexpr std::size_t ipv4_checksum_at = 10;
constexpr std::size_t icmp_checksum_at = 2;
constexpr std::byte hop_limit{64};

const icmp_kind& kind_of(const ip_datagram& d) { return d.is_ipv6 ? icmpv6 : icmp; }

bool is_request(const ip_datagram& d) {
    const icmp_kind& kind = kind_of(d);
    const std::uint32_t start = d.is_ipv6 ? pseudo_header_sum(d) : 0;
    return d.protocol == kind.protocol && !d.is_fragment && d.payload.size() >= echo_header && d.payload[0] == kind.request &&
           d.payload[1] == std::byte{0} && std::to_integer<unsigned>(d.destination[0]) < kind.multicast &&
           internet_sum(d.payload, start) == right_sum;
}

void store_be(mutable_bytes at, std::uint16_t value) {
    at[0] = static_cast<std::byte>(value >> 8);
    at[1] = static_cast<std::byte>(value & 0xffu);
}
/// Writes the checksum of bytes at a place of theirs.
void put_checksum(mutable_bytes data, std::size_t at, std::uint32_t start = 0) {
    store_be(data.subspan(at), 0);
    store_be(data.subspan(at), static_cast<std::uint16_t>(~internet_sum(data, start)));
}

}  // namespace

std::vector<std::byte> answer_echo(const ip_datagram& asked) {
    if (!is_request(asked)) return {};
    std::vector<std::byte> answer{asked.all.begin(), asked.all.end()};
    const mutable_bytes all{answer};
    const auto place_of = [&](bytes part) { return static_cast<std::size_t>(part.data() - asked.all.data()); };
    const std::size_t payload_at = place_of(asked.payload);

    std::copy(asked.source.begin(), asked.source.end(), all.subspan(place_of(asked.destination)).begin());
    std::copy(asked.destination.begin(), asked.destination.end(), all.subspan(place_of(asked.source)).begin());
    all[kind_of(asked).hop_limit_at] = hop_limit;
    if (!asked.is_ipv6) put_checksum(all.first(payload_at), ipv4_checksum_at);
    const mutable_bytes message = all.subspan(payload_at);
    message[0] = kind_of(asked).reply;
    // The pseudo header's sum is the same in both directions.
    put_checksum(message, icmp_checksum_at, asked.is_ipv6 ? pseudo_header_sum(asked) : 0);
    return answer;
}

}  // namespace virtual_modem
