// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/ms_firmware_id.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: Microsoft firmware id") { round_trip::check_service<cdcnet::mbim::ms_firmware_id::messages>(); }
