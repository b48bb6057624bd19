// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/basic_connect.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: basic connect") { round_trip::check_service<cdcnet::mbim::basic_connect::messages>(); }
