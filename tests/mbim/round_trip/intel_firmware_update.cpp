// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/intel_firmware_update.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: intel firmware update") { round_trip::check_service<cdcnet::mbim::intel_firmware_update::messages>(); }
