// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/intel_usb_profile.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: intel usb profile") { round_trip::check_service<cdcnet::mbim::intel_usb_profile::messages>(); }
