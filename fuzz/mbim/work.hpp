// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the control channel does with bytes, for those who measure it: a stream of frames, put together; and the validator on the layouts
/// with the most references in each other.
#pragma once

#include <cdcnet/mbim/fragment.hpp>
#include <cdcnet/mbim/services/basic_connect.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions.hpp>
#include <cdcnet/mbim/stream_reader.hpp>

#include "../ncm/work.hpp"

namespace fuzz::control_channel {

using namespace cdcnet;
using namespace cdcnet::mbim;

inline std::size_t put_together(bytes stream) {
    static std::array<std::byte, 4096> memory;
    static std::array<reassembly_slot, 4> slots;
    static std::array<std::byte, slots.size() * 8192> storage;
    stream_reader frames{memory};
    reassembler messages{slots, storage};
    std::size_t n = 0;
    while (!stream.empty()) {
        const mutable_bytes room = frames.room();
        const bytes piece = stream.first(std::min(room.size(), stream.size()));
        copy_bytes(room.data(), piece.data(), piece.size());
        frames.received(piece.size());
        stream = stream.subspan(piece.size());
        for (bytes frame = frames.next(); !frame.empty(); frame = frames.next()) {
            const instant now{static_cast<std::uint32_t>(50 * n)};
            if (const auto m = message::parse(frame)) n += messages.receive(*m, now).whole ? 1u : 0u;
            while (messages.expire(now)) ++n;
        }
    }
    return n;
}

template <class T>
std::size_t validate_as(bytes buffer) {
    return validate(layout_of<T>(release::v3), buffer).offset() + validate(layout_of<T>(release::v3), buffer, tolerance::strict).offset();
}

inline constexpr operation operations[] = {
    {"reassemble", put_together},
    {"validate_device_services", validate_as<basic_connect::device_services_info>},
    {"validate_provisioned_contexts", validate_as<basic_connect::provisioned_contexts_info>},
    {"validate_ip_configuration", validate_as<basic_connect::ip_configuration_info>},
    {"validate_visible_providers", validate_as<basic_connect::visible_providers_info>},
    {"validate_base_stations", validate_as<ms_basic_connect_extensions::base_stations_info_v3>},
    {"validate_connect", validate_as<basic_connect::connect_info_v3>},
};

}  // namespace fuzz::control_channel
