// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/intel_tools.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: intel tools") { round_trip::check_service<cdcnet::mbim::intel_tools::messages>(); }
