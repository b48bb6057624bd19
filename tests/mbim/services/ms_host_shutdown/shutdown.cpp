// SPDX-License-Identifier: BSL-1.0
/// \file
/// NOTIFY and PRE_SHUTDOWN, CIDs 1 and 2.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_host_shutdown/notify.hpp>
#include <cdcnet/mbim/services/ms_host_shutdown/pre_shutdown.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_host_shutdown_shutdown {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_host_shutdown;

constexpr std::array<std::byte, 0> nothing{};

static_assert(both_ways(nothing, notify{}));
static_assert(both_ways(nothing, pre_shutdown{}));

TEST_CASE("host shutdown: both are empty, command and answer") {
    CHECK(both_ways(nothing, notify{}));
    CHECK(both_ways(nothing, pre_shutdown{}, mbimex::v4));
    CHECK(notify::id.serves(operation::set));
    CHECK(notify::id.serves(operation::response));
    CHECK_FALSE(pre_shutdown::id.serves(operation::query));
}

TEST_CASE("host shutdown: bytes that nobody expects") {
    constexpr auto extra = hex("01000000");
    CHECK_FALSE(fault_of<notify>(extra));
    CHECK(is(fault_of<notify>(extra, mbimex::v1, tolerance::strict), errc::trailing_bytes, {}, 0));
}

}  // namespace cases::ms_host_shutdown_shutdown
