// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/sms.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: sms") { round_trip::check_service<cdcnet::mbim::sms::messages>(); }
