// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/intel_mutual_authentication.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: intel mutual authentication") { round_trip::check_service<cdcnet::mbim::intel_mutual_authentication::messages>(); }
