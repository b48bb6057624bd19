// SPDX-License-Identifier: BSL-1.0
/// \file
/// OPERATORS, CID 3.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/atds/operators.hpp>

#include "mbim/services/case.hpp"

namespace cases::atds_operators {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::atds;

constexpr provider two[] = {{.provider_id = u"310410",
                             .state = provider_state::home | provider_state::registered,
                             .provider_name = u"AT&T",
                             .plmn_mode = provider_plmn_mode::lte,
                             .rssi = 21,
                             .error_rate = 99},
                            {.provider_id = u"310260", .state = provider_state::forbidden, .plmn_mode = provider_plmn_mode::gsm}};

/// `atds/3/response@1.0`, 116 bytes.
constexpr auto both_bytes =
    hex("02000000"                    // ProvidersCount
        "14000000"                    // Providers[0]: offset 20
        "34000000"                    // Providers[0]: size 52
        "48000000"                    // Providers[1]: offset 72
        "2c000000"                    // Providers[1]: size 44
        "20000000"                    // Providers[0].ProviderId: offset 32
        "0c000000"                    // Providers[0].ProviderId: size 12
        "11000000"                    // Providers[0].ProviderState
        "2c000000"                    // Providers[0].ProviderName: offset 44
        "08000000"                    // Providers[0].ProviderName: size 8
        "07000000"                    // Providers[0].PlmnMode
        "15000000"                    // Providers[0].Rssi 21
        "63000000"                    // Providers[0].ErrorRate 99
        "330031003000340031003000"    // Providers[0].ProviderId "310410"
        "4100540026005400"            // Providers[0].ProviderName "AT&T"
        "20000000"                    // Providers[1].ProviderId: offset 32
        "0c000000"                    // Providers[1].ProviderId: size 12
        "02000000"                    // Providers[1].ProviderState
        "00000000"                    // Providers[1].ProviderName: offset 0
        "00000000"                    // Providers[1].ProviderName: size 0
        "00000000"                    // Providers[1].PlmnMode
        "00000000"                    // Providers[1].Rssi 0
        "00000000"                    // Providers[1].ErrorRate 0
        "330031003000320036003000");  // Providers[1].ProviderId "310260"

constexpr operators both{.providers = two};

/// `atds/3/set@1.0`, 4 bytes.
constexpr auto none_bytes = hex("00000000");  // ProvidersCount

constexpr operators none{};

static_assert(both_ways(std::array<std::byte, 0>{}, operators_query{}));
static_assert(both_ways(both_bytes, both));
static_assert(both_ways(both_bytes, both, mbimex::v4));
static_assert(both_ways(none_bytes, none));

TEST_CASE("atds operators: decodes, and encodes to the same bytes") {
    CHECK(both_ways(both_bytes, both));
    CHECK(both_ways(none_bytes, none));
}

TEST_CASE("atds operators: truncations") {
    check_truncations<operators>(both_bytes);
    check_truncations<operators>(none_bytes);
}

TEST_CASE("atds operators: wrong offsets and sizes") {
    check_references<operators>(both_bytes, {{4, 8, "Providers[0]"}, {12, 16, "Providers[1]"}});
    // Those of a provider count from its first byte and end with it.
    CHECK(is(fault_of<operators>(with(both_bytes, 20, 44)), errc::outside, place::of_field(1, 0, 0), 20));
    CHECK(is(fault_of<operators>(with(both_bytes, 32, 0)), errc::null_reference, place::of_field(1, 0, 2), 32));
    CHECK(is(fault_of<operators>(with(both_bytes, 36, 7)), errc::odd_size, place::of_field(1, 0, 2), 32));
    CHECK(is(fault_of<operators>(with(both_bytes, 76, 14)), errc::outside, place::of_field(1, 1, 0), 72));
    CHECK(is(fault_of<operators>(with(both_bytes, 8, 31)), errc::element_size, place::of_field(1, 0), 4));
    CHECK(is(fault_of<operators>(with(both_bytes, 0, 0x20000000)), errc::count, place::of_field(1), 4));
}

}  // namespace cases::atds_operators
