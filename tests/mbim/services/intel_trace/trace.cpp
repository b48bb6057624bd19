// SPDX-License-Identifier: BSL-1.0
/// \file
/// TRACE and TRACE_DATA, CIDs 1 and 2.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/intel_trace/trace.hpp>
#include <cdcnet/mbim/services/intel_trace/trace_data.hpp>

#include "mbim/services/case.hpp"

namespace cases::intel_trace_trace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::intel_trace;

/// `intel_trace/1/set@1.0`, 4 bytes.
constexpr auto config_bytes = hex("04030201");  // Config 0x01020304

constexpr trace config{.config = 0x01020304};
constexpr trace_data data_config{.config = 0x01020304};

static_assert(both_ways(std::array<std::byte, 0>{}, trace_query{}));
static_assert(both_ways(config_bytes, config));
static_assert(both_ways(std::array<std::byte, 0>{}, trace_data_query{}));
static_assert(both_ways(config_bytes, data_config));
static_assert(trace::id.cid == 1 && trace_data::id.cid == 2);

TEST_CASE("intel trace: decodes, and encodes to the same bytes") {
    CHECK(both_ways(config_bytes, config));
    CHECK(both_ways(config_bytes, data_config));
}

TEST_CASE("intel trace: truncations") {
    check_truncations<trace>(config_bytes);
    check_truncations<trace_data>(config_bytes);
}

}  // namespace cases::intel_trace_trace
