// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/ms_basic_connect_extensions.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: Microsoft basic connect extensions") {
    round_trip::check_service<cdcnet::mbim::ms_basic_connect_extensions::messages>();
}
