// SPDX-License-Identifier: BSL-1.0
// error: the u32 field of a count, size or condition stands in every release before all items of variable size
#include <cdcnet/mbim/codec.hpp>

using namespace cdcnet::mbim;

struct numbers {
    array_view<std::uint32_t> list{};
#ifdef CDCNET_FAIL_CONTROL
    using layout = fields<"NUMBERS", count<"Count", &numbers::list>, field<"List", &numbers::list>>;
#else
    using layout = fields<"NUMBERS", field<"List", &numbers::list>, count<"Count", &numbers::list>>;
#endif
};

auto read(cdcnet::bytes wire) { return parse<numbers>(wire); }
