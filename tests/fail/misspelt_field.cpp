// SPDX-License-Identifier: BSL-1.0
// error: session_di
#include <cdcnet/mbim/codec.hpp>

using namespace cdcnet::mbim;

struct connect {
    std::uint32_t session_id{};
#ifdef CDCNET_FAIL_CONTROL
    using layout = fields<"CONNECT", field<"SessionId", &connect::session_id>>;
#else
    using layout = fields<"CONNECT", field<"SessionId", &connect::session_di>>;
#endif
};

auto read(cdcnet::bytes wire) { return parse<connect>(wire); }
