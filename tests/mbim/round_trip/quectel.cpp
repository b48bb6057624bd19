// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/quectel.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: quectel") { round_trip::check_service<cdcnet::mbim::quectel::messages>(); }
