// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/phonebook.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("round trip: phonebook") { round_trip::check_service<cdcnet::mbim::phonebook::messages>(); }
