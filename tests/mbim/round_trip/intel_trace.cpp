// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/intel_trace.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: intel trace") { round_trip::check_service<cdcnet::mbim::intel_trace::messages>(); }
