// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/qdu.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: qdu") { round_trip::check_service<cdcnet::mbim::qdu::messages>(); }
