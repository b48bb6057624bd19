// SPDX-License-Identifier: BSL-1.0
// error: max_bytes limits text, lists of it, and bytes
#include <cdcnet/mbim/codec.hpp>

using namespace cdcnet::mbim;

#ifdef CDCNET_FAIL_CONTROL
using member = ref_list<cdcnet::utf16>;
#else
using member = array_view<std::uint32_t>;
#endif

struct app {
    member list{};
    using layout = fields<"APP", count<"Count", &app::list>, field<"List", &app::list, rule{.max_bytes = 4}>>;
};

auto write(cdcnet::mutable_bytes out, const app& value) { return build(out, value); }
