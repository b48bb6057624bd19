// SPDX-License-Identifier: BSL-1.0
/// \file
/// Changes a control message as a sender would: another structure, other fields, and MessageLength, InformationBufferLength and the
/// references of the structure follow.
#pragma once

#include <cdcnet/mbim/catalogue.hpp>

#include "../mutation.hpp"

namespace fuzz {

using namespace cdcnet;

/// Puts right what the validator says is wrong, a few times: what it finds is where a mutation has to be in order to be seen.
inline void repair(std::vector<std::byte>& buffer, std::size_t most, const mbim::layout_table& layout, dice& d) {
    for (int round = 0; round < 24; ++round) {
        const error e = mbim::validate(layout, buffer);
        if (!e) return;
        const std::size_t at = e.offset();
        const auto put = [&](std::size_t where, std::uint32_t value) {
            if (where + 4 <= buffer.size()) store_le(buffer.data() + where, value);
        };
        const auto place = [&] { return buffer.size() < 16 ? 0 : d.below((buffer.size() - 8) / 4) * 4 + 8; };
        switch (e.code()) {
            case errc::length:
            case errc::count:
                if (e.code() == errc::count && e.where().field() < layout.count) {
                    const std::uint8_t link = layout.fields[e.where().field()].link;
                    if (link < layout.count && d.one_in(2)) put(layout.fields[link].offset, d.below(3));
                }
                if (buffer.size() + 16 > most) return;
                buffer.resize(buffer.size() + 16);
                break;
            case errc::odd_size:
            case errc::element_size:
            case errc::repeated:
            case errc::outside:
            case errc::null_reference:
                put(at, place());
                if (d.one_in(2)) put(at + 4, d.below(6) * 4);
                break;
            case errc::tlv_type:
                if (e.where().field() < layout.count && at + 2 <= buffer.size())
                    store_le(buffer.data() + at, layout.fields[e.where().field()].element);
                break;
            case errc::tlv_padding: buffer[at] = std::byte{}; break;
            default: return;
        }
    }
}

/// A whole message in one fragment with an information buffer for a structure of the catalogue.
inline std::vector<std::byte> framed(const mbim::command_id& id, mbim::operation one, std::uint32_t transaction, bytes buffer) {
    using enum mbim::operation;
    std::vector<std::byte> out(48 + buffer.size());
    const auto message = [&] {
        if (one == notification)
            return mbim::build_message(mutable_bytes{out}, mbim::transaction_id{},
                                       mbim::indicate_status_msg{.service = id.service, .cid = id.cid, .information_buffer = buffer});
        if (one == response)
            return mbim::build_message(mutable_bytes{out}, mbim::transaction_id{transaction},
                                       mbim::command_done{.service = id.service, .cid = id.cid, .information_buffer = buffer});
        const auto type = one == set ? mbim::command_type::set : mbim::command_type::query;
        return mbim::build_message(mutable_bytes{out}, mbim::transaction_id{transaction},
                                   mbim::command_msg{.service = id.service, .cid = id.cid, .command = type, .information_buffer = buffer});
    }();
    out.resize(message ? message->size() : 0);
    return out;
}

/// \param any_entry  a structure of the catalogue, by chance
template <class AnyEntry>
std::size_t mutate_message(std::uint8_t* data, std::size_t size, std::size_t max_size, dice& d, AnyEntry any_entry) {
    if (max_size < 64 || d.one_in(4)) return mutate_bytes(data, size, max_size, d);
    const bytes input{reinterpret_cast<const std::byte*>(data), size};
    const auto m = mbim::message::parse(input);
    const auto p = m ? mbim::payload_of(*m) : result<mbim::payload>{error{errc::length, 0}};
    const std::size_t room = max_size - 48;

    const auto release = static_cast<mbim::release>(1 + d.below(4));
    const mbim::catalogue_entry* entry = p ? p->declaration(release) : nullptr;
    std::vector<std::byte> buffer(input.begin(), input.end());
    if (p) buffer.assign(p->information_buffer.begin(), p->information_buffer.end());
    if (entry == nullptr || d.one_in(8)) entry = &any_entry();

    buffer.resize(std::min(buffer.size(), room));
    std::vector<std::uint8_t> raw(room);
    std::memcpy(raw.data(), buffer.data(), buffer.size());
    raw.resize(mutate_bytes(raw.data(), buffer.size(), room, d));
    buffer.assign(reinterpret_cast<const std::byte*>(raw.data()), reinterpret_cast<const std::byte*>(raw.data()) + raw.size());
    if (!d.one_in(4)) repair(buffer, room, entry->layout(entry->id.in(release) ? release : entry->id.since), d);

    const auto operations = static_cast<unsigned>(entry->id.operations);
    auto one = static_cast<mbim::operation>(operations & -operations);
    if (d.one_in(2) && (operations & (operations - 1)) != 0) one = static_cast<mbim::operation>(operations & (operations - 1));
    const std::vector<std::byte> made = framed(entry->id, one, d.below(0x10000), buffer);
    if (made.empty() || made.size() > max_size) return mutate_bytes(data, size, max_size, d);
    std::memcpy(data, made.data(), made.size());
    return made.size();
}

}  // namespace fuzz
