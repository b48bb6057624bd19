// SPDX-License-Identifier: BSL-1.0
/// \file
/// CARRIER_LOCK, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/google/carrier_lock.hpp>

#include "mbim/services/case.hpp"

namespace cases::google_carrier_lock {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::google;

constexpr auto blob = hex("0a0b0c0d0e");

/// `google/1/set@1.0`, 12 bytes.
constexpr auto lock_bytes =
    hex("05000000"    // Data: size 5
        "0a0b0c0d0e"  // Data
        "000000");    // padding

constexpr carrier_lock_set lock{.data = bytes{blob}};

/// `google/1/response@1.0`, 12 bytes.
constexpr auto locked_bytes =
    hex("01000000"    // CarrierLockStatus
        "03000000"    // CarrierLockModemState
        "02000000");  // CarrierLockCause

constexpr carrier_lock_info locked{.status = carrier_lock_status::applied,
                                   .modem_state = carrier_lock_modem_state::registered,
                                   .cause = carrier_lock_cause::sim_lock_policy_matched};

/// `google/1/set@1.0`, 4 bytes.
constexpr auto empty_bytes = hex("00000000");  // Data: size 0

static_assert(both_ways(lock_bytes, lock));
static_assert(both_ways(empty_bytes, carrier_lock_set{}));
static_assert(both_ways(std::array<std::byte, 0>{}, carrier_lock_query{}));
static_assert(both_ways(locked_bytes, locked));

TEST_CASE("google carrier_lock: decodes, and encodes to the same bytes") {
    CHECK(both_ways(lock_bytes, lock));
    CHECK(both_ways(locked_bytes, locked));
}

TEST_CASE("google carrier_lock: truncations") {
    check_truncations<carrier_lock_set>(lock_bytes, mbimex::v1, {9, 10, 11});
    check_truncations<carrier_lock_info>(locked_bytes);
}

TEST_CASE("google carrier_lock: wrong sizes") {
    CHECK(is(fault_of<carrier_lock_set>(with(lock_bytes, 0, 9)), errc::outside, place::of_field(0), 4));
    CHECK(is(fault_of<carrier_lock_set>(with(lock_bytes, 0, 0xffffffff)), errc::outside, place::of_field(0), 4));
    constexpr auto dirty = with(lock_bytes, 8, 0x0100000e);
    CHECK_FALSE(fault_of<carrier_lock_set>(dirty));
    CHECK(is(fault_of<carrier_lock_set>(dirty, mbimex::v1, tolerance::strict), errc::padding, place::of_field(0), 11));
}

}  // namespace cases::google_carrier_lock
