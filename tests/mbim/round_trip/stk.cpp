// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/stk.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: stk") { round_trip::check_service<cdcnet::mbim::stk::messages>(); }
