// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as notifications: no view leaves the input, what is read is built to the same bytes, and in packets of any size it is
/// joined to the same.
#include <cdcnet/usb/notifications.hpp>
#include <vector>

#include "../property.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::usb;
using fuzz::is_part_of;

void as_notification(bytes raw) {
    const auto n = notification::parse(raw);
    if (!n) return;
    PROPERTY(is_part_of(n->data, raw) && n->size() <= raw.size());
    std::vector<std::byte> buffer(n->size());
    const auto built = build(mutable_bytes{buffer}, *n);
    PROPERTY(built && equal(*built, bytes{raw.data(), n->size()}));
    static_cast<void>(n->connected());
    static_cast<void>(n->serial_state());
    static_cast<void>(n->speed());
    if (n->size() > 32) return;
    // In packets of any size the joiner finds the same.
    for (std::size_t packet = 1; packet <= n->size(); ++packet) {
        notification_joiner<32> joiner;
        for (std::size_t at = 0; at < n->size(); at += packet) {
            const std::size_t size = n->size() - at < packet ? n->size() - at : packet;
            bytes rest{raw.data() + at, size};
            const auto joined = joiner.receive(rest);
            PROPERTY(joined.has_value() == (at + size == n->size()) && rest.empty());
            if (joined) PROPERTY(joined->code == n->code && joined->value == n->value && equal(joined->data, n->data));
        }
    }
}

/// Whatever arrives, a joiner ends each packet.
void as_packets(bytes raw) {
    notification_joiner<> joiner;
    for (std::size_t at = 0; at < raw.size(); at += 8) {
        bytes rest{raw.data() + at, raw.size() - at < 8 ? raw.size() - at : 8};
        while (joiner.receive(rest)) PROPERTY(joiner.pending() == 0);
        PROPERTY(rest.empty() && joiner.pending() < 16);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes raw{reinterpret_cast<const std::byte*>(data), size};
    as_notification(raw);
    as_packets(raw);
    return 0;
}
