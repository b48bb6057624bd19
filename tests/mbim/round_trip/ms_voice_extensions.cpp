// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/ms_voice_extensions.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: Microsoft voice extensions") { round_trip::check_service<cdcnet::mbim::ms_voice_extensions::messages>(); }
