// SPDX-License-Identifier: BSL-1.0
// error: size_first, at_offset, sized, counted and tail are for members of type bytes
#include <cdcnet/mbim/codec.hpp>

using namespace cdcnet::mbim;

#ifdef CDCNET_FAIL_CONTROL
using member = cdcnet::bytes;
#else
using member = cdcnet::utf16;
#endif

struct app {
    member id{};
    using layout = fields<"APP", size_first<"AppId", &app::id>>;
};

auto read(cdcnet::bytes wire) { return parse<app>(wire); }
