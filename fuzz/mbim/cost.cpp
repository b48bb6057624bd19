// SPDX-License-Identifier: BSL-1.0
/// \file
/// The most work that the control channel can make of its bytes: a stream of frames, put together; and the validator on the layouts
/// with the most references in each other.
#include <cdcnet/mbim/fragment.hpp>
#include <cdcnet/mbim/services/basic_connect.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions.hpp>
#include <cdcnet/mbim/stream_reader.hpp>
#include <vector>

#include "../steps.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;

void put_together(bytes stream) {
    std::vector<std::byte> memory(4096);
    std::vector<reassembly_slot> slots(4);
    std::vector<std::byte> storage(slots.size() * 8192);
    stream_reader frames{memory};
    reassembler messages{slots, storage};
    std::uint32_t now = 0;
    while (!stream.empty()) {
        const mutable_bytes room = frames.room();
        const std::size_t n = std::min(room.size(), stream.size());
        copy_bytes(room.data(), stream.data(), n);
        frames.received(n);
        stream = stream.subspan(n);
        for (bytes frame = frames.next(); !frame.empty(); frame = frames.next()) {
            if (const auto m = message::parse(frame)) static_cast<void>(messages.receive(*m, instant{now}));
            now += 50;
            while (messages.expire(instant{now})) {
            }
        }
    }
}

template <class T>
void check(bytes buffer) {
    static_cast<void>(validate(layout_of<T>(release::v3), buffer));
    static_cast<void>(validate(layout_of<T>(release::v3), buffer, tolerance::strict));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes input{reinterpret_cast<const std::byte*>(data), size};
    fuzz::measured(0, size, [&] { put_together(input); });
    fuzz::measured(1, size, [&] { check<basic_connect::device_services_info>(input); });
    fuzz::measured(2, size, [&] { check<basic_connect::provisioned_contexts_info>(input); });
    fuzz::measured(3, size, [&] { check<basic_connect::ip_configuration_info>(input); });
    fuzz::measured(4, size, [&] { check<basic_connect::visible_providers_info>(input); });
    fuzz::measured(5, size, [&] { check<ms_basic_connect_extensions::base_stations_info_v3>(input); });
    fuzz::measured(6, size, [&] { check<basic_connect::connect_info_v3>(input); });
    return 0;
}
