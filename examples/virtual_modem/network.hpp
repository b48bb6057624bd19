// SPDX-License-Identifier: BSL-1.0
/// \file
/// The mobile network around the modem, and how the modem stands to it.
#pragma once

#include <algorithm>
#include <cdcnet/mbim/nw_error.hpp>
#include <cdcnet/mbim/services/basic_connect/register_state.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>
#include <cdcnet/mbim/signal.hpp>
#include <cdcnet/mbim/types.hpp>
#include <string_view>
#include <vector>

#include "channel.hpp"

namespace virtual_modem {

/// A network that can be received.
struct operator_network {
    std::u16string_view id;
    std::u16string_view name;
    provider_state standing;    ///< of the subscriber with it
    register_state registered;  ///< what a registration there is called
    std::uint32_t rssi;
};

/// All there are; the first is the subscriber's own.
inline constexpr operator_network operators[] = {
    {u"00101", u"Home", provider_state::home, register_state::home, 21},
    {u"00102", u"Partner", provider_state::preferred, register_state::partner, 17},
    {u"99970", u"Abroad", provider_state::unknown, register_state::roaming, 12},
    {u"99999", u"Closed", provider_state::forbidden, register_state::denied, 9},
};
inline const operator_network* find_operator(const utf16& id) {
    const auto* const found = std::find_if(std::begin(operators), std::end(operators), [&](const auto& o) { return utf16{o.id} == id; });
    return found == std::end(operators) ? nullptr : found;
}

/// A network that the subscriber prefers abroad.
struct preferred_provider {
    std::u16string id;
    std::u16string name;
};

/// An access point of the network; the name of any other is taken for one that gives all.
struct access_point {
    std::u16string_view name;
    bool ipv4;
    bool ipv6;
    std::u16string_view user{};  ///< who may use it; empty: everybody
    std::u16string_view password{};
};
inline constexpr access_point access_points[] = {
    {.name = u"v4only", .ipv4 = true, .ipv6 = false},
    {.name = u"v6only", .ipv4 = false, .ipv6 = true},
    {.name = u"unknown", .ipv4 = false, .ipv6 = false},
    {.name = u"secure", .ipv4 = true, .ipv6 = true, .user = u"user", .password = u"secret"},
};

/// Reception.
struct signal_level {
    static constexpr int at_start = -71;  ///< dBm

    bool lost{};
    int dbm{at_start};
    std::size_t step{};          ///< of its way around the level
    std::uint32_t reported{};    ///< code that the host knows
    std::uint32_t interval{5};   ///< seconds between two looks
    std::uint32_t threshold{1};  ///< steps of the code that are worth a notification
    std::uint32_t error_threshold{};
    std::uint32_t watch{};  ///< number of the last one

    [[nodiscard]] int now() const {
        static constexpr int wander[] = {0, 2, 4, 2, 0, -2, -4, -2};
        return dbm + wander[step % std::size(wander)];
    }
    [[nodiscard]] std::uint32_t code() const { return lost ? rssi_scale.unknown : rssi_code(now()); }
};

struct network {
    bool hardware_radio{true};
    bool software_radio{true};
    signal_level signal{};

    register_state state{register_state::deregistered};
    register_mode mode{register_mode::automatic};
    const operator_network* serving{};
    std::u16string wanted{};  ///< provider of a manual registration
    nw_error cause{};
    data_class preferred{data_class::none};
    std::uint32_t search{};  ///< number of the last one
    bool refuses{};          ///< the home network, too

    basic_connect::packet_service_state packets{basic_connect::packet_service_state::detached};
    std::uint32_t attachment{};  ///< number of the last one
    std::vector<ticket> attaching{};

    [[nodiscard]] bool radio_is_on() const { return hardware_radio && software_radio; }
    [[nodiscard]] bool is_registered() const {
        return state == register_state::home || state == register_state::partner || state == register_state::roaming;
    }
    [[nodiscard]] bool is_attached() const { return packets == basic_connect::packet_service_state::attached; }
};

/// The technologies of the modem, as a release numbers them.
constexpr data_class technologies(release agreed) {
    using enum data_class;
    const data_class v1 = gprs | edge | umts | hsdpa | hsupa | lte;
    if (agreed == mbimex::v1) return v1;
    return agreed == mbimex::v2 ? v1 | _5g_nsa | _5g_sa : v1 | _5g_nsa;  // from 3.0 on, this bit is 5G of any kind
}

}  // namespace virtual_modem
