// SPDX-License-Identifier: BSL-1.0
// error: no_count_or_size_field_names_this_member
#include <cdcnet/mbim/codec.hpp>

using namespace cdcnet::mbim;

struct numbers {
    array_view<std::uint32_t> list{};
#ifdef CDCNET_FAIL_CONTROL
    using layout = fields<"NUMBERS", count<"Count", &numbers::list>, field<"List", &numbers::list>>;
#else
    using layout = fields<"NUMBERS", field<"List", &numbers::list>>;
#endif
};

auto read(cdcnet::bytes wire) { return parse<numbers>(wire); }
