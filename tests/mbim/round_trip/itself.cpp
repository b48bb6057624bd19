// SPDX-License-Identifier: BSL-1.0
/// \file
/// The check for members that no field carries sees them.
#include <cdcnet/mbim/services/basic_connect/connect.hpp>

#include "mbim/round_trip.hpp"

namespace {

using namespace cdcnet::mbim;

struct left_out {
    std::uint32_t a{};
    std::uint32_t b{};
    using layout = fields<"LEFT_OUT", field<"A", &left_out::a>>;
};
struct holds_left_out {
    ref_list<left_out> list{};
    using layout = fields<"HOLDS_LEFT_OUT", count<"Count", &holds_left_out::list>, field<"List", &holds_left_out::list>>;
};

}  // namespace

TEST_CASE("round trip: a member that is left out of a layout is found") {
    static_assert(!round_trip::complete<left_out>() && !round_trip::complete<holds_left_out>());
    static_assert(round_trip::members<basic_connect::connect_set_v3>() == 13);
}
