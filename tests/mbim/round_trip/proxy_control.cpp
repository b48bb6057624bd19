// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/proxy_control.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: proxy control") { round_trip::check_service<cdcnet::mbim::proxy_control::messages>(); }
