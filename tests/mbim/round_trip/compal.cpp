// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/compal.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: compal") { round_trip::check_service<cdcnet::mbim::compal::messages>(); }
