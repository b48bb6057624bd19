// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/google.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: google") { round_trip::check_service<cdcnet::mbim::google::messages>(); }
