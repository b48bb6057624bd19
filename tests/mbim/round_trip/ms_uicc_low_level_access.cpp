// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/ms_uicc_low_level_access.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: Microsoft UICC low level access") { round_trip::check_service<cdcnet::mbim::ms_uicc_low_level_access::messages>(); }
