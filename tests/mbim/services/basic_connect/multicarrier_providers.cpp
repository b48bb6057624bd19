// SPDX-License-Identifier: BSL-1.0
/// \file
/// MULTICARRIER_PROVIDERS, CID 24.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/multicarrier_providers.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_multicarrier_providers {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

constexpr provider two[] = {
    {.provider_id = u"26201",
     .state = provider_state::home | provider_state::visible,
     .provider_name = u"Alpha",
     .cellular_class = cellular_class::gsm,
     .rssi = 20,
     .error_rate = 99},
    {.provider_id = u"310260", .state = provider_state::forbidden, .cellular_class = cellular_class::cdma, .rssi = 99, .error_rate = 3}};

/// `basic_connect/24/set@1.0`, 120 bytes.
constexpr auto list_bytes =
    hex("02000000"                    // ProvidersCount
        "14000000"                    // Providers[0]: offset 20
        "38000000"                    // Providers[0]: size 56
        "4c000000"                    // Providers[1]: offset 76
        "2c000000"                    // Providers[1]: size 44
        "20000000"                    // Providers[0].ProviderId: offset 32
        "0a000000"                    // Providers[0].ProviderId: size 10
        "09000000"                    // Providers[0].ProviderState
        "2c000000"                    // Providers[0].ProviderName: offset 44
        "0a000000"                    // Providers[0].ProviderName: size 10
        "01000000"                    // Providers[0].CellularClass
        "14000000"                    // Providers[0].Rssi 20
        "63000000"                    // Providers[0].ErrorRate 99
        "32003600320030003100"        // Providers[0].ProviderId "26201"
        "0000"                        // padding
        "41006c00700068006100"        // Providers[0].ProviderName "Alpha"
        "0000"                        // padding
        "20000000"                    // Providers[1].ProviderId: offset 32
        "0c000000"                    // Providers[1].ProviderId: size 12
        "02000000"                    // Providers[1].ProviderState
        "00000000"                    // Providers[1].ProviderName: offset 0
        "00000000"                    // Providers[1].ProviderName: size 0
        "02000000"                    // Providers[1].CellularClass
        "63000000"                    // Providers[1].Rssi 99
        "03000000"                    // Providers[1].ErrorRate
        "330031003000320036003000");  // Providers[1].ProviderId "310260"

constexpr multicarrier_providers list{.providers = two};

/// `basic_connect/24/set@1.0`, 4 bytes.
constexpr auto none_bytes = hex("00000000");  // ProvidersCount

constexpr multicarrier_providers none{};

static_assert(both_ways(list_bytes, list));
static_assert(both_ways(none_bytes, none));
static_assert(both_ways(std::array<std::byte, 0>{}, multicarrier_providers_query{}));

TEST_CASE("multicarrier_providers: decodes, and encodes to the same bytes") {
    CHECK(both_ways(list_bytes, list));
    CHECK(both_ways(none_bytes, none));
    CHECK(both_ways(std::array<std::byte, 0>{}, multicarrier_providers_query{}));
}

TEST_CASE("multicarrier_providers: truncations") {
    check_truncations<multicarrier_providers>(list_bytes);
    check_truncations<multicarrier_providers>(none_bytes);
}

TEST_CASE("multicarrier_providers: wrong offsets and sizes") {
    check_references<multicarrier_providers>(list_bytes, {{4, 8, "Providers[0]"},
                                                          {20, 24, "Providers[0].ProviderId"},
                                                          {32, 36, "Providers[0].ProviderName"},
                                                          {12, 16, "Providers[1]"},
                                                          {76, 80, "Providers[1].ProviderId"}});
}

TEST_CASE("multicarrier_providers: elements that do not fit") {
    // A pair table behind the end, an element below its fixed part, and two elements that are one.
    for (const std::uint32_t count : {15u, 0x20000000u, 0xffffffffu})
        CHECK(is(fault_of<multicarrier_providers>(with(list_bytes, 0, count)), errc::count, place::of_field(1), 4));
    CHECK(is(fault_of<multicarrier_providers>(with(list_bytes, 8, 31)), errc::element_size, place::of_field(1, 0), 4));
    CHECK(is(fault_of<multicarrier_providers>(with(with(list_bytes, 12, 20), 16, 100)), errc::repeated, place::of_field(1, 1), 12));
    CHECK(is(fault_of<multicarrier_providers>(with(list_bytes, 12, 20), release::v1, tolerance::strict), errc::overlap,
             place::of_field(1, 1), 12));
}

}  // namespace cases::basic_connect_multicarrier_providers
