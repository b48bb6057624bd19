// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/intel_nrtc.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: intel nrtc") { round_trip::check_service<cdcnet::mbim::intel_nrtc::messages>(); }
