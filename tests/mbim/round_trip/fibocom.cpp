// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/fibocom.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: fibocom") { round_trip::check_service<cdcnet::mbim::fibocom::messages>(); }
