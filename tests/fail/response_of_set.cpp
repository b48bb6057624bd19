// SPDX-License-Identifier: BSL-1.0
// error: build_response takes a structure that a function answers with
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/basic_connect/pin.hpp>

using namespace cdcnet::mbim;

auto send(cdcnet::mutable_bytes out) {
#ifdef CDCNET_FAIL_CONTROL
    return build_response(out, transaction_id{1}, basic_connect::pin_info{});
#else
    return build_response(out, transaction_id{1}, basic_connect::pin_set{});
#endif
}
