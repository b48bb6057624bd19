// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/ms_host_shutdown.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: Microsoft host shutdown") { round_trip::check_service<cdcnet::mbim::ms_host_shutdown::messages>(); }
