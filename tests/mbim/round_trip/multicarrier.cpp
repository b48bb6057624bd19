// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/multicarrier.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: multicarrier") { round_trip::check_service<cdcnet::mbim::multicarrier::messages>(); }
