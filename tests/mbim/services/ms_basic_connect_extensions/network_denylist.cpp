// SPDX-License-Identifier: BSL-1.0
/// \file
/// NETWORK_DENYLIST, CID 2.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/network_denylist.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_network_denylist {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/2/response@1.0`, 48 bytes.
constexpr auto lists_bytes =
    hex("02000000"    // DenylistState
        "02000000"    // ProvidersCount
        "18000000"    // Providers[0]: offset 24
        "0c000000"    // Providers[0]: size 12
        "24000000"    // Providers[1]: offset 36
        "0c000000"    // Providers[1]: size 12
        "06010000"    // Providers[0].Mcc 262
        "01000000"    // Providers[0].Mnc
        "00000000"    // Providers[0].NetworkDenylistType
        "36010000"    // Providers[1].Mcc 310
        "9a010000"    // Providers[1].Mnc 410
        "01000000");  // Providers[1].NetworkDenylistType

constexpr network_denylist_provider providers[] = {{.mcc = 262, .mnc = 1, .type = network_denylist_type::sim},
                                                   {.mcc = 310, .mnc = 410, .type = network_denylist_type::network}};
constexpr network_denylist lists{.state = network_denylist_state::network_provider_actuated, .providers = providers};

/// `ms_basic_connect_extensions/2/set@1.0`, 8 bytes.
constexpr auto none_bytes =
    hex("00000000"    // DenylistState
        "00000000");  // ProvidersCount

static_assert(both_ways(std::array<std::byte, 0>{}, network_denylist_query{}));
static_assert(both_ways(lists_bytes, lists));
static_assert(both_ways(lists_bytes, lists, mbimex::v4));
static_assert(both_ways(none_bytes, network_denylist{}));

TEST_CASE("network_denylist: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, network_denylist_query{}));
    CHECK(both_ways(lists_bytes, lists));
    CHECK(both_ways(lists_bytes, lists, mbimex::v4));
    CHECK(both_ways(none_bytes, network_denylist{}));
}

TEST_CASE("network_denylist: truncations") {
    check_truncations<network_denylist>(lists_bytes);
    check_truncations<network_denylist>(none_bytes);
}

TEST_CASE("network_denylist: wrong counts, offsets and sizes") {
    const auto refused = [](std::size_t at, std::uint32_t word, errc code, place where, std::uint32_t offset) {
        CHECK(is(fault_of<network_denylist>(with(lists_bytes, at, word)), code, where, offset));
    };
    refused(4, 7, errc::count, place::of_field(2), 8);
    refused(8, 48, errc::outside, place::of_field(2, 0), 8);
    refused(20, 11, errc::element_size, place::of_field(2, 1), 16);
    refused(16, 0, errc::null_reference, place::of_field(2, 1), 16);
    refused(20, 0x7ffffffe, errc::outside, place::of_field(2, 1), 16);
}

TEST_CASE("network_denylist: both lists may be in force") {
    const auto damaged = with(lists_bytes, 0, 3);
    const auto parsed = parse<network_denylist>(bytes{damaged});
    REQUIRE(parsed);
    CHECK(parsed->state == (network_denylist_state::sim_provider_actuated | network_denylist_state::network_provider_actuated));
}

}  // namespace cases::ms_basic_connect_extensions_network_denylist
