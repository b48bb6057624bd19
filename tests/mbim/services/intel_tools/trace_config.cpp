// SPDX-License-Identifier: BSL-1.0
/// \file
/// TRACE_CONFIG, CID 8.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/intel_tools/trace_config.hpp>

#include "mbim/services/case.hpp"

namespace cases::intel_tools_trace_config {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::intel_tools;

/// `intel_tools/8/set@1.0`, 8 bytes.
constexpr auto level_bytes =
    hex("01000000"    // TraceCmd
        "05000000");  // TraceValue 5

constexpr trace_config_set level{.command = trace_command::level, .value = 5};

/// `intel_tools/8/query@1.0`, 4 bytes.
constexpr auto where_bytes = hex("02000000");  // TraceCmd

constexpr trace_config_query where{.command = trace_command::location};

/// `intel_tools/8/response@1.0`, 8 bytes.
constexpr auto interval_bytes =
    hex("03000000"    // TraceCmd
        "3c000000");  // Result 60

constexpr trace_config_info interval{.command = trace_command::flash_interval, .result = 60};

static_assert(both_ways(level_bytes, level));
static_assert(both_ways(where_bytes, where));
static_assert(both_ways(interval_bytes, interval));

TEST_CASE("intel trace_config: decodes, and encodes to the same bytes") {
    CHECK(both_ways(level_bytes, level));
    CHECK(both_ways(where_bytes, where));
    CHECK(both_ways(interval_bytes, interval));
}

TEST_CASE("intel trace_config: truncations") {
    check_truncations<trace_config_set>(level_bytes);
    check_truncations<trace_config_query>(where_bytes);
    check_truncations<trace_config_info>(interval_bytes);
}

}  // namespace cases::intel_tools_trace_config
