// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/atds.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: atds") { round_trip::check_service<cdcnet::mbim::atds::messages>(); }
