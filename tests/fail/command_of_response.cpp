// SPDX-License-Identifier: BSL-1.0
// error: build_command takes a structure that a host sends: a set or a query
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/basic_connect/pin.hpp>

using namespace cdcnet::mbim;

auto send(cdcnet::mutable_bytes out) {
#ifdef CDCNET_FAIL_CONTROL
    return build_command(out, transaction_id{1}, basic_connect::pin_set{});
#else
    return build_command(out, transaction_id{1}, basic_connect::pin_info{});
#endif
}
