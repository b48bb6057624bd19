// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/intel_at_tunnel.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: intel at tunnel") { round_trip::check_service<cdcnet::mbim::intel_at_tunnel::messages>(); }
