// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/multiflow.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: multiflow") { round_trip::check_service<cdcnet::mbim::multiflow::messages>(); }
