// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/intel_adaptive_clocking.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: intel adaptive clocking") { round_trip::check_service<cdcnet::mbim::intel_adaptive_clocking::messages>(); }
