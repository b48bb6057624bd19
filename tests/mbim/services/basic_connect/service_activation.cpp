// SPDX-License-Identifier: BSL-1.0
/// \file
/// SERVICE_ACTIVATION, CID 14.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/service_activation.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_service_activation {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

constexpr auto payload = hex("0102030405060708");

/// `basic_connect/14/set@1.0`, 8 bytes.
constexpr auto start_bytes = hex("0102030405060708");  // Buffer

constexpr service_activation_set start{.buffer = bytes{payload}};

/// `basic_connect/14/response@1.0`, 12 bytes.
constexpr auto outcome_bytes =
    hex("00000000"            // NwError
        "0102030405060708");  // Buffer

constexpr service_activation_info outcome{.buffer = bytes{payload}};

static_assert(both_ways(start_bytes, start));
static_assert(both_ways(outcome_bytes, outcome));

TEST_CASE("service_activation: decodes, and encodes to the same bytes") {
    CHECK(both_ways(start_bytes, start));
    CHECK(both_ways(outcome_bytes, outcome));
}

TEST_CASE("service_activation: the buffer is what there is") {
    for (std::size_t n = 0; n <= outcome_bytes.size(); ++n) {
        const auto parsed = parse<service_activation_info>(bytes{outcome_bytes}.first(n));
        CHECK(bool(parsed) == (n >= 4));
        if (parsed) CHECK(parsed->buffer.size() == n - 4);
    }
    // What is built is padded, and a reader cannot tell the padding from the data.
    std::array<std::byte, 16> room{};
    const auto built = build(mutable_bytes{room}, service_activation_set{.buffer = bytes{payload}.first(5)});
    REQUIRE(built);
    CHECK(equal(*built, bytes{hex("0102030405000000")}));
}

}  // namespace cases::basic_connect_service_activation
