// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/auth.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: auth") { round_trip::check_service<cdcnet::mbim::auth::messages>(); }
