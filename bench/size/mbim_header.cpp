// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/message.hpp>

using namespace cdcnet;

extern "C" {

extern const char object[sizeof(mbim::message)]{};

bool parse(mbim::message& m, bytes received) {
    const auto parsed = mbim::message::parse(received);
    if (parsed) m = *parsed;
    return parsed.has_value();
}
}
