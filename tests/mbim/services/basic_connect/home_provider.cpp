// SPDX-License-Identifier: BSL-1.0
/// \file
/// HOME_PROVIDER, CID 6.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/home_provider.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_home_provider {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/6/response@1.0`, 56 bytes.
constexpr auto home_bytes =
    hex("20000000"              // Provider.ProviderId: offset 32
        "0a000000"              // Provider.ProviderId: size 10
        "09000000"              // Provider.ProviderState
        "2c000000"              // Provider.ProviderName: offset 44
        "0a000000"              // Provider.ProviderName: size 10
        "01000000"              // Provider.CellularClass
        "14000000"              // Provider.Rssi 20
        "63000000"              // Provider.ErrorRate 99
        "32003600320030003100"  // Provider.ProviderId "26201"
        "0000"                  // padding
        "41006c00700068006100"  // Provider.ProviderName "Alpha"
        "0000");                // padding

constexpr home_provider home{.provider = {.provider_id = u"26201",
                                          .state = provider_state::home | provider_state::visible,
                                          .provider_name = u"Alpha",
                                          .cellular_class = cellular_class::gsm,
                                          .rssi = 20,
                                          .error_rate = 99}};

static_assert(both_ways(std::array<std::byte, 0>{}, home_provider_query{}));
static_assert(both_ways(home_bytes, home));

TEST_CASE("home_provider: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, home_provider_query{}));
    CHECK(both_ways(home_bytes, home));
}

TEST_CASE("home_provider: truncations") { check_truncations<home_provider>(home_bytes, mbimex::v1, {54, 55}); }

TEST_CASE("home_provider: wrong offsets and sizes") {
    check_references<home_provider>(home_bytes, {{0, 4, "Provider.ProviderId"}, {12, 16, "Provider.ProviderName"}});
}

}  // namespace cases::basic_connect_home_provider
