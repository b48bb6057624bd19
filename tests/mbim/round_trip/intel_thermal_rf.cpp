// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/intel_thermal_rf.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: intel thermal rf") { round_trip::check_service<cdcnet::mbim::intel_thermal_rf::messages>(); }
