// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/ussd.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: ussd") { round_trip::check_service<cdcnet::mbim::ussd::messages>(); }
