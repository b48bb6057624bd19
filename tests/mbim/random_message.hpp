// SPDX-License-Identifier: BSL-1.0
/// \file
/// Whole control messages of every kind, with random values, and what can go wrong with one on its way.
#pragma once

#include <algorithm>
#include <cdcnet/mbim/message.hpp>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "mbim/random_maker.hpp"
#include "ncm/random.hpp"

namespace round_trip {

using octets = std::vector<std::byte>;

inline std::string hex_of(bytes data) {
    std::string text;
    for (const std::byte b : data)
        text += std::string{hex_digit(std::to_integer<unsigned>(b) >> 4)} + hex_digit(std::to_integer<unsigned>(b));
    return text;
}

/// The start of a message, to show which it is.
inline std::string shown(bytes wire) { return hex_of(wire.first(std::min<std::size_t>(wire.size(), 200))); }

/// A message around an information buffer.
inline octets framed(const command_id& id, operation o, transaction_id transaction, bytes buffer) {
    octets wire(buffer.size() + command_msg::information_buffer_offset);
    const mutable_bytes room{wire};
    const auto built =
        o == operation::response ? build_message(room, transaction, command_done{id.service, id.cid, {}, buffer})
        : o == operation::notification
            ? build_message(room, transaction_id{}, indicate_status_msg{id.service, id.cid, buffer})
            : build_message(room, transaction,
                            command_msg{id.service, id.cid, o == operation::set ? command_type::set : command_type::query, buffer});
    REQUIRE(built);
    wire.resize(built->size());
    return wire;
}

/// The information buffer of a message with the values that `maker` sets; without one, of the message with none.
inline octets buffer_of(const message_type& m, release r, maker* maker) {
    value content{*m.record};
    if (maker != nullptr) maker->fill(content.get(), *m.record);
    const auto size = m.encoded_size(content.get(), r);
    REQUIRE(size);
    octets buffer(*size);
    const auto built = m.build(mutable_bytes{buffer}, content.get(), r, tolerance::strict);
    REQUIRE_MESSAGE(built, name_of(built.error().code()) << " in " << m.record->names->name);
    return buffer;
}

/// A declared message in one of its uses.
struct message_kind {
    const message_type* type{};
    operation direction{};
};

/// Everything that can be sent in a release.
class message_kinds {
public:
    explicit message_kinds(release r) : release_{r} {
        // Not in the order in which they were linked: a case is the same wherever it runs.
        std::vector<const messages*> services = all_services_checked();
        const auto key = [](const messages* m) { return find_service(m->front().id.service)->key; };
        std::sort(services.begin(), services.end(), [&](const auto* a, const auto* b) { return key(a) < key(b); });
        for (const messages* service : services)
            for (const message_type& m : *service)
                for (const operation o : {operation::set, operation::query, operation::response, operation::notification})
                    if (m.id.serves(o) && m.id.in(r)) all_.push_back({&m, o});
    }

    [[nodiscard]] release agreed() const { return release_; }
    [[nodiscard]] const message_kind& any(random_numbers& random) const { return all_[random.below(all_.size())]; }
    /// What a message says it is; null when no service declares that.
    [[nodiscard]] const message_type* find(const uuid& service, std::uint32_t cid, operation o) const {
        for (const message_kind& k : all_)
            if (k.direction == o && k.type->id.cid == cid && is_same_service(k.type->id.service, service)) return k.type;
        return nullptr;
    }
    /// The command that an answer may answer; null when there is none.
    [[nodiscard]] const message_kind* command_for(const message_kind& answer, random_numbers& random) const {
        std::vector<const message_kind*> found;
        for (const message_kind& k : all_)
            if ((k.direction == operation::query || k.direction == operation::set) && k.type->id.cid == answer.type->id.cid &&
                is_same_service(k.type->id.service, answer.type->id.service))
                found.push_back(&k);
        return found.empty() ? nullptr : found[random.below(found.size())];
    }
    /// The message with random values, most of them with something in every field.
    [[nodiscard]] octets buffer(const message_kind& k, random_numbers& random) const {
        const layout_table& layout = k.type->record->layout(release_);
        if (layout.count == 0 || random.once_in(16)) return buffer_of(*k.type, release_, nullptr);
        random_maker values{release_, random.once_in(32) ? style::maximal : style::every_member, random.below(variants(layout)),
                            static_cast<std::uint32_t>(random())};
        return buffer_of(*k.type, release_, &values);
    }

private:
    release release_;
    std::vector<message_kind> all_;
};

/// What the library makes of a message.
struct judgement {
    error fault;
    const message_type* type{};  ///< of the information buffer; null when there is none that has been judged
    bytes buffer{};
    bool is_followed{};  ///< by more bytes, in the message or behind it
    bool unknown{};      ///< nobody declares what the buffer holds, or it is that of an answer that may leave it out

    /// The fault in a few words: `good`, or what is wrong with a field of which form.
    [[nodiscard]] std::string verdict(release agreed) const {
        if (!fault) return "good";
        return std::string{name_of(fault.code())} + (type == nullptr ? "" : " " + form(type->record->layout(agreed)));
    }

private:
    /// Of the field that has the fault; `nested` in a structure that another field refers to or holds.
    [[nodiscard]] std::string form(const layout_table& layout) const {
        const place where = fault.where();
        if (where.field() >= layout.count) return "structure";
        const field_entry& outer = layout.fields[where.field()];
        const bool nested = outer.structure != nullptr && where.inner_field() < outer.structure->count;
        return (nested ? "nested " : "") + std::string{name_of(nested ? outer.structure->fields[where.inner_field()].type : outer.type)};
    }
};
inline judgement judge(const message_kinds& kinds, bytes wire) {
    const auto m = message::parse(wire);
    if (!m) return {m.error()};
    if (!m->is_whole()) return {};
    judgement found;
    found.fault = visit_body(*m, [&](const auto& body) {
        if constexpr (requires { body.information_buffer; }) {
            if constexpr (requires { body.status; }) found.unknown = body.status != status::success || body.information_buffer.empty();
            if (!found.unknown) found.type = kinds.find(body.service, body.cid, body.operation());
            found.unknown = found.type == nullptr;
            found.buffer = body.information_buffer;
            found.is_followed = wire.size() > found.buffer.size() + body.information_buffer_offset;
        }
    });
    if (found.type != nullptr) found.fault = validate(found.type->record->layout(kinds.agreed()), found.buffer);
    return found;
}

/// Spoils a message in one to three places: bits, bytes, and words that look like offsets, sizes and counts; cuts it, makes it
/// longer.  Knows of the layout of messages only where the information buffer starts.
class mutation {
public:
    explicit mutation(random_numbers& random) : random_{random} {}

    void apply(octets& wire) {
        start_ = load_le<std::uint32_t>(wire.data()) == static_cast<std::uint32_t>(message_type_of_indications)
                     ? indicate_status_msg::information_buffer_offset
                     : command_msg::information_buffer_offset;
        for (std::uint32_t n = random_.once_in(2) ? 1 : random_.between(1, 3); n != 0; --n) {
            if (random_.once_in(12)) {
                headers(wire);
            } else {
                buffer(wire);
            }
        }
    }

private:
    static constexpr auto message_type_of_indications = indicate_status_msg::type;

    /// Wherever it is: a header may disagree with everything else.
    void headers(octets& wire) {
        const std::size_t end = std::min(wire.size(), start_);
        if (random_.once_in(3)) {
            wire.resize(random_.below(wire.size() + 8));
        } else if (end >= 4 && random_.once_in(2)) {
            word(wire, 4 * random_.below(end / 4), wire.size());
        } else if (end != 0) {
            wire[random_.below(end)] ^= static_cast<std::byte>(1u << random_.below(8));
        }
    }
    void buffer(octets& wire) {
        if (wire.size() <= start_ + 4 || random_.once_in(10)) return resize(wire);
        const std::size_t size = wire.size() - start_;
        // Fixed parts come first, and offsets and sizes are in them.
        const std::size_t reach = random_.once_in(2) ? std::min<std::size_t>(size, 64) : size;
        const std::size_t at = start_ + random_.below(reach);
        const std::size_t word_at = start_ + 4 * random_.below(std::max<std::size_t>(reach / 4, 1));
        const std::size_t other_at = start_ + 4 * random_.below(size / 4);
        switch (random_.below(7)) {
            case 0: wire[at] ^= static_cast<std::byte>(1u << random_.below(8)); break;
            case 1: wire[at] = static_cast<std::byte>(random_.below(256)); break;
            case 2: std::swap_ranges(wire.data() + word_at, wire.data() + word_at + 4, wire.data() + other_at); break;
            case 3: std::copy_n(wire.data() + other_at, 4, wire.data() + word_at); break;
            default: word(wire, word_at, size); break;
        }
    }
    /// The headers know of it.
    void resize(octets& wire) {
        const std::size_t size = wire.size() - std::min(wire.size(), start_);
        const std::size_t to = random_.once_in(3) ? size + random_.between(1, 16) : random_.below(size + 1);
        while (wire.size() < start_ + to) wire.push_back(static_cast<std::byte>(random_.below(256)));
        wire.resize(start_ + to);
        store_le(wire.data() + 4, static_cast<std::uint32_t>(wire.size()));
        store_le(wire.data() + start_ - 4, static_cast<std::uint32_t>(to));
    }
    void word(octets& wire, std::size_t at, std::size_t size) {
        if (at + 4 > wire.size()) return;
        const auto held = load_le<std::uint32_t>(wire.data() + at);
        const auto s = static_cast<std::uint32_t>(size);
        store_le(wire.data() + at, random_.one_of<std::uint32_t>({0,
                                                                  1,
                                                                  2,
                                                                  4,
                                                                  s - 1,
                                                                  s,
                                                                  s + 1,
                                                                  s - 4,
                                                                  s + 4,
                                                                  held + 1,
                                                                  held - 1,
                                                                  held + 2,
                                                                  held - 2,
                                                                  held + 4,
                                                                  held - 4,
                                                                  2 * held,
                                                                  0x7fff,
                                                                  0xffff,
                                                                  0x7fffffff,
                                                                  0x80000000,
                                                                  0xfffffffc,
                                                                  0xffffffff,
                                                                  random_.below(size + 1),
                                                                  random_.below(8)}));
    }

    random_numbers& random_;
    std::size_t start_{};
};

}  // namespace round_trip
