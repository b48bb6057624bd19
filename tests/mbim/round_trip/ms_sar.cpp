// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/ms_sar.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: Microsoft SAR") { round_trip::check_service<cdcnet::mbim::ms_sar::messages>(); }
