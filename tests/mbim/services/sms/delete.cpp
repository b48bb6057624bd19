// SPDX-License-Identifier: BSL-1.0
/// \file
/// DELETE and MESSAGE_STORE_STATUS, CIDs 4 and 5.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/sms/delete.hpp>
#include <cdcnet/mbim/services/sms/message_store_status.hpp>

#include "mbim/services/case.hpp"

namespace cases::sms_delete {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::sms;

/// `sms/4/set@1.0`, 8 bytes.
constexpr auto drafts_bytes =
    hex("05000000"    // Flag
        "00000000");  // MessageIndex

constexpr delete_set drafts{.flag = sms_flag::draft};

/// `sms/5/response@1.0`, 8 bytes.
constexpr auto full_bytes =
    hex("03000000"    // Flag
        "07000000");  // MessageIndex

constexpr message_store_status_info full{.flag = sms_status_flag::message_store_full | sms_status_flag::new_message, .message_index = 7};

static_assert(both_ways(drafts_bytes, drafts));
static_assert(both_ways(std::array<std::byte, 0>{}, delete_info{}));
static_assert(both_ways(std::array<std::byte, 0>{}, message_store_status_query{}));
static_assert(both_ways(full_bytes, full));

TEST_CASE("sms delete and message_store_status: decodes, and encodes to the same bytes") {
    CHECK(both_ways(drafts_bytes, drafts));
    CHECK(both_ways(std::array<std::byte, 0>{}, delete_info{}));
    CHECK(both_ways(std::array<std::byte, 0>{}, message_store_status_query{}));
    CHECK(both_ways(full_bytes, full));
}

TEST_CASE("sms delete and message_store_status: truncations") {
    check_truncations<delete_set>(drafts_bytes);
    check_truncations<message_store_status_info>(full_bytes);
}

}  // namespace cases::sms_delete
