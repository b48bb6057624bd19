// SPDX-License-Identifier: BSL-1.0
#include "data_plane.hpp"

#include <algorithm>
#include <cdcnet/fmt.hpp>

#include "addresses.hpp"
#include "echo.hpp"

namespace virtual_modem {

namespace {

template <class Address>
bool is(bytes octets, const Address& address) {
    return std::equal(octets.begin(), octets.end(), address.octets.begin(), address.octets.end());
}

/// True when the address is one that IP_CONFIGURATION has given to the session.
bool has_address(const session_context& context, std::uint32_t session, bool is_ipv6, bytes address) {
    if (is_ipv6) return context.ip_type != context_ip_type::ipv4 && is(address, ipv6_of(session, own_host));
    return context.ip_type != context_ip_type::ipv6 && is(address, ipv4_of(session, own_host));
}

bool matches(bytes datagram, const stored_filter& f) {
    if (datagram.size() < f.pattern.size()) return false;
    for (std::size_t i = 0; i < f.pattern.size(); ++i)
        if (((datagram[i] ^ f.pattern[i]) & f.mask[i]) != std::byte{0}) return false;
    return true;
}

/// A session that has filters gets what matches one of them.
bool lets_in(const session_context& context, bytes datagram) {
    const auto& filters = context.filters;
    return filters.empty() || std::any_of(filters.begin(), filters.end(), [&](const stored_filter& f) { return matches(datagram, f); });
}

}  // namespace

data_plane::data_plane(modem& m, const ntb_settings& chosen, block_sink to_host, datagram_sink to_network)
    : modem_{m},
      chosen_{chosen},
      to_host_{std::move(to_host)},
      to_network_{std::move(to_network)},
      memory_(chosen.in_size),
      blocks_{memory_, ncm::limits{.format = chosen.format, .max_size = chosen.in_size}} {}

void data_plane::host_is_there(bool there) {
    host_is_there_ = there;
    blocks_.reset();
    blocks_.restart_sequence();
    received_.sequence.restart();
}

void data_plane::from_host(bytes transfer) {
    if (transfer.size() > chosen_.out_size) return drop_block(error{errc::block_length, chosen_.out_size});
    for (const auto& block : ncm::transfer{transfer}) {
        if (!block) return drop_block(block.error());
        if (block->format() != chosen_.format) return drop_block(error{errc::nth_signature, 0});
        received_.count(block);
        for (const ncm::datagram d : *block) deliver(d);
    }
}

void data_plane::drop_block(error why) {
    received_.count(why);
    ++modem_.traffic.out_errors;
    fmt::print(stderr, "virtual_modem: NTB dropped: {:n}\n", why);
}

bool data_plane::pass(const ip_datagram& d) {
    if (to_network_) return to_network_(d.all);
    if (const auto answer = answer_echo(d); !answer.empty()) from_network(answer);
    return true;
}

void data_plane::deliver(const ncm::datagram& d) {
    auto& counters = modem_.traffic;
    const auto packet = ip_datagram::parse(d.bytes);
    if (!packet) {
        ++counters.out_errors;
        return;
    }
    const std::uint32_t session = d.stream.session();
    const session_context* const context = d.stream.kind() == ncm::stream_kind::ips ? modem_.contexts.find_active(session) : nullptr;
    const bool is_allowed =
        context != nullptr && packet->all.size() <= largest_packet && has_address(*context, session, packet->is_ipv6, packet->source);
    if (!is_allowed || !pass(*packet)) {
        ++counters.out_discards;
        return;
    }
    ++counters.out_packets;
    counters.out_octets += packet->all.size();
}

void data_plane::from_network(bytes datagram) {
    auto& counters = modem_.traffic;
    const auto packet = ip_datagram::parse(datagram);
    if (!packet) {
        ++counters.in_errors;
        return;
    }
    for (const auto& [session, context] : modem_.contexts.sessions) {
        if (!context.is_active() || !has_address(context, session, packet->is_ipv6, packet->destination)) continue;
        if (!host_is_there_ || packet->all.size() > largest_packet || !lets_in(context, packet->all)) break;
        return append(session, packet->all);
    }
    ++counters.in_discards;
}

void data_plane::append(std::uint32_t session, bytes datagram) {
    const auto flow = ncm::stream::of_ip_session(session);
    if (!flow) return;
    // The smallest block that can be chosen holds the largest datagram.
    if (blocks_.append(*flow, datagram) != ncm::admission::accepted) {
        finish();
        static_cast<void>(blocks_.append(*flow, datagram));
    }
    ++modem_.traffic.in_packets;
    modem_.traffic.in_octets += datagram.size();
}

void data_plane::finish() {
    const bytes block = blocks_.finish();
    if (!block.empty()) to_host_(block);
}

}  // namespace virtual_modem
