// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/qmi.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: qmi") { round_trip::check_service<cdcnet::mbim::qmi::messages>(); }
