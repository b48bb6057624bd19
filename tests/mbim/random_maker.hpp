// SPDX-License-Identifier: BSL-1.0
/// \file
/// Values of messages for programs that know what a value means: enumerations hold values that they declare.
#pragma once

#include <algorithm>
#include <cdcnet/mbim/tlv_type.hpp>
#include <optional>
#include <random>

#include "mbim/round_trip.hpp"

namespace round_trip {

/// The number of values of the largest enumeration in a structure.
inline std::size_t largest_enumeration(const layout_names& names) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < names.count; ++i) {
        const field_name& f = names.fields[i];
        if (f.values != nullptr) n = std::max(n, f.values->count);
        if (f.structure != nullptr) n = std::max(n, largest_enumeration(*f.structure));
    }
    return n;
}

class random_maker : public maker {
public:
    /// Random values: a field may hold anything, or nothing.
    random_maker(release r, style s, unsigned variant, std::uint32_t seed) : maker{r, s, variant}, style_{s}, random_{seed} {}
    /// Random values, where every enumeration holds the value that it declares as number `turn`, counted in circles.
    random_maker(release r, unsigned variant, std::uint32_t seed, std::size_t turn) : random_maker{r, style::every_member, variant, seed} {
        turn_ = turn;
    }

    std::uint64_t number() override {
        if (values_ == nullptr) {
            // Small numbers are as likely as large ones.
            const std::uint64_t n = std::uint64_t{next()} << 32 | next();
            return n >> below(64);
        }
        if (turn_) return values_->first[*turn_ % values_->count].value;
        if (below(8) == 0) return below(256);
        if (values_->kind == enumeration_kind::values) return declared(*values_);
        std::uint64_t bits = 0;
        for (std::uint32_t n = below(4); n != 0; --n) bits |= declared(*values_);
        return bits;
    }
    tlv one_tlv() override {
        constexpr field_entry any{.type = form::tlv_any};
        const auto type = static_cast<tlv_type>(declared(enumeration_of<tlv_type>));
        return type == tlv_type::wchar_str ? tlv{type, octets_of(text16(any))} : tlv{type, octets(any)};
    }
    std::size_t elements() override { return style_ == style::maximal ? maker::elements() : 1 + below(3); }

protected:
    void set(void* member, const member_type& type, const field_entry& e, const field_name& name) override {
        // Bytes that share their size with others are there when the others are.
        if (style_ != style::maximal && !turn_ && e.type != form::bytes_ref_offset && below(6) == 0) return;
        values_ = name.values;
        maker::set(member, type, e, name);
        values_ = nullptr;
    }
    std::uint32_t next() override { return static_cast<std::uint32_t>(random_()); }
    std::size_t length(std::size_t usual, std::size_t most, std::size_t limit) override {
        if (style_ == style::maximal) return maker::length(usual, most, limit);
        return 1 + below(limit == 0 ? 40 : static_cast<std::uint32_t>(std::min<std::size_t>(limit, 40)));
    }

private:
    std::uint32_t below(std::uint32_t n) { return next() % n; }
    std::uint32_t declared(const enumeration& e) { return e.first[below(static_cast<std::uint32_t>(e.count))].value; }
    /// The wire form of text.
    bytes octets_of(const utf16& text) {
        auto* const own = static_cast<std::byte*>(room(2 * text.size()));
        for (std::size_t i = 0; i < text.size(); ++i) store_le(own + 2 * i, static_cast<std::uint16_t>(text[i]));
        return {own, 2 * text.size()};
    }

    style style_;
    std::mt19937 random_;
    std::optional<std::size_t> turn_{};
    const enumeration* values_{};
};

}  // namespace round_trip
