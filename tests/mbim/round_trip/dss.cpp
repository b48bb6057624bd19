// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/dss.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: dss") { round_trip::check_service<cdcnet::mbim::dss::messages>(); }
