// SPDX-License-Identifier: BSL-1.0
// error: a layout names a member whose type has no wire form
#include <cdcnet/mbim/codec.hpp>

using namespace cdcnet::mbim;

#ifdef CDCNET_FAIL_CONTROL
using member = std::uint32_t;
#else
using member = const char*;
#endif

struct pin {
    member number{};
    using layout = fields<"PIN", field<"Number", &pin::number>>;
};

auto read(cdcnet::bytes wire) { return parse<pin>(wire); }
