// SPDX-License-Identifier: BSL-1.0
// error: build_indication takes a structure that a function indicates
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/basic_connect/radio_state.hpp>

using namespace cdcnet::mbim;

auto send(cdcnet::mutable_bytes out) {
#ifdef CDCNET_FAIL_CONTROL
    return build_indication(out, basic_connect::radio_state_info{});
#else
    return build_indication(out, basic_connect::radio_state_set{});
#endif
}
