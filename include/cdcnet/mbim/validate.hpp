// SPDX-License-Identifier: BSL-1.0
/// \file
/// The one place that checks an information buffer.  Not a template: it walks the table of the layout and looks at
/// every offset, size and count once; afterwards typed code reads with plain loads.
#pragma once

#include <cdcnet/mbim/table.hpp>
#include <cdcnet/wire/error.hpp>

namespace cdcnet::mbim {

/// The header of a TLV: u16 type, u8 reserved, u8 padding length, u32 data length.
inline constexpr std::uint32_t tlv_header_size = 8;

namespace detail {

/// Walks a structure twice: first its fields, then what they refer to.  All positions and sizes are below 2^32, and every
/// sum is a difference from an end, so that nothing wraps and small processors need no 64-bit arithmetic.
class validator {
public:
    using position = std::uint32_t;  ///< in the buffer
    /// The most bytes that a buffer may have.
    static constexpr std::uint32_t most = 0xfffffff0u;

    /// \param whole  at most `most` bytes
    explicit constexpr validator(bytes whole, tolerance t = tolerance::standard) noexcept
        : base_{whole.data()}, size_{static_cast<position>(whole.size())}, strict_{t == tolerance::strict} {}

    /// The fault of a function that has returned false.
    [[nodiscard]] constexpr error fault() const noexcept { return fault_; }

    /// Checks the structure at the start of the buffer; behind it there may be others.
    /// \param[out] extent  its fixed part and its items with their padding: where the next element of a list starts
    constexpr bool first(const layout_table& layout, position& extent) noexcept { return structure(layout, 0, size_, extent); }

    /// Checks the structure at [begin, end).  `strict` allows nothing behind its last item.
    constexpr bool exactly(const layout_table& layout, position begin, position end) noexcept {
        position extent{};
        if (!structure(layout, begin, end, extent)) return false;
        if (!strict_ || extent == end - begin) return true;
        (at_.nested ? at_.inner : at_.field) = place::no_field;
        return fail(errc::trailing_bytes, begin + extent);
    }
    constexpr bool exactly(const layout_table& layout) noexcept { return exactly(layout, 0, size_); }

    /// The inline bytes of the field at `cursor` in a structure that has been checked and starts at byte 0.
    [[nodiscard]] constexpr position inline_size(const layout_table& layout, const field_entry& entry, std::uint64_t cursor) noexcept {
        position extent = entry.size;
        frame f{0, size_, 0, 0};
        return entry.type <= form::bytes_fixed || inline_part(layout, entry, f, 0, static_cast<position>(cursor), pass::fields, extent)
                   ? extent
                   : 0;
    }

private:
    enum class pass : bool { fields, references };

    /// The bytes that references of a structure, and of the structures inline in it, may point into.
    struct frame {
        position begin;
        position end;
        position next;  ///< where strict expects the next item
        position left;  ///< bytes that further references may name
    };
    /// Which field is looked at, of the whole and of a structure in it.
    struct path {
        unsigned element{place::no_element};
        std::uint8_t field{place::no_field};
        std::uint8_t inner{place::no_field};
        bool nested{};
    };

    static constexpr position least(position a, position b) noexcept { return a < b ? a : b; }
    static constexpr position padded(position size) noexcept { return (size + 3) & ~position{3}; }
    [[nodiscard]] constexpr const std::byte* at(position p) const noexcept { return base_ + p; }
    [[nodiscard]] constexpr std::uint32_t u32_at(position p) const noexcept { return load_le<std::uint32_t>(at(p)); }

    [[gnu::noinline]] constexpr bool fail(errc code, position p) noexcept {
        fault_ = error{code, p, at_.nested ? place::of_field(at_.field, at_.element, at_.inner) : place::of_field(at_.field, at_.element)};
        return false;
    }
    constexpr void look_at(unsigned field) noexcept {
        if (at_.nested)
            at_.inner = static_cast<std::uint8_t>(field);
        else
            at_ = {.field = static_cast<std::uint8_t>(field)};
    }
    /// Into a structure of the field that is looked at; the path to come back to.
    constexpr path enter(unsigned element = place::no_element) noexcept {
        const path before = at_;
        if (!at_.nested) {
            at_.element = element;
            at_.nested = true;
        }
        return before;
    }

    constexpr bool structure(const layout_table& layout, position begin, position end, position& extent) noexcept {
        position head{};
        const position room = end - begin;
        frame f{begin, end, 0, padded(room)};
        if (!walk(layout, f, begin, pass::fields, head)) return false;
        f.next = begin + head;
        if (!walk(layout, f, begin, pass::references, head)) return false;
        extent = head + least(padded(room) - f.left, room - head);
        return true;
    }

    /// The fields of the structure at `begin`, or what they refer to.  \param[out] head  bytes of its inline part
    constexpr bool walk(const layout_table& layout, frame& f, position begin, pass p, position& head) noexcept {
        unsigned i = 0;
        position cursor = begin;
        if (p == pass::fields && f.end - begin >= layout.rigid_size) {
            i = layout.rigid;
            cursor += layout.rigid_size;
        }
        for (; i < layout.count; ++i) {
            const field_entry& entry = layout.fields[i];
            if (entry.offset == field_entry::absent) continue;
            if (i >= layout.rigid) {
                if (cursor == f.end && entry.optional && !strict_) break;
                if (!holds(layout, entry, at(begin))) continue;
            }
            position extent = entry.size;
            if (p == pass::fields || entry.type > form::bytes_fixed) {
                look_at(i);
                if (f.end - cursor < extent) return fail(errc::length, cursor);
                if (entry.type > form::bytes_fixed && !inline_part(layout, entry, f, begin, cursor, p, extent)) return false;
                if (p == pass::references && !reference(layout, entry, f, begin, cursor)) return false;
            }
            cursor += extent;
        }
        head = cursor - begin;
        return true;
    }

    /// The bytes that the field at `cursor` takes in the inline part, where their number depends on the value.
    constexpr bool inline_part(const layout_table& layout, const field_entry& entry, frame& f, position begin, position cursor, pass p,
                               position& extent) noexcept {
        const position room = f.end - cursor;
        switch (entry.type) {
            case form::string_array:
            case form::struct_ol_array:
            case form::u32_array: {
                const std::uint32_t n = linked(layout, entry, at(begin));
                const position each = entry.type == form::u32_array ? 4 : 8;
                if (n > room / each) return fail(errc::count, cursor);
                extent = n * each;
                return true;
            }
            case form::bytes_sized:
                if (room < 4) return fail(errc::length, cursor);
                if (!inline_bytes(entry, f, cursor + 4, u32_at(cursor), extent)) return false;
                extent += 4;
                return true;
            case form::bytes_counted: return inline_bytes(entry, f, cursor, linked(layout, entry, at(begin)), extent);
            case form::bytes_tail: extent = room; return true;
            case form::tlv_list: extent = room; return p == pass::references || tlvs(f, cursor);
            case form::tlv:
            case form::tlv_any: return one_tlv(entry, f, cursor, extent);
            case form::structure: {
                const path before = enter();
                if (!walk(*entry.structure, f, cursor, p, extent)) return false;
                at_ = before;
                return true;
            }
            default: return true;
        }
    }

    /// `size` bytes at `p` and their padding.
    constexpr bool inline_bytes(const field_entry& entry, const frame& f, position p, position size, position& extent) noexcept {
        const position room = f.end - p;
        if (size > room) return fail(errc::outside, p);
        extent = entry.unpadded ? size : least(padded(size), room);
        if (!strict_) return true;
        if (entry.max_bytes != 0 && size > entry.max_bytes) return fail(errc::too_long, p);
        return entry.unpadded || zeros(p + size, padded(size) - size, f.end);
    }

    /// strict: padding is there and zero.
    constexpr bool zeros(position from, position count, position end) noexcept {
        if (count > end - from) return fail(errc::padding, end);
        for (; count != 0; ++from, --count)
            if (*at(from) != std::byte{}) return fail(errc::padding, from);
        return true;
    }

    constexpr bool one_tlv(const field_entry& entry, const frame& f, position cursor, position& extent) noexcept {
        if (f.end - cursor < tlv_header_size) return fail(errc::length, cursor);
        if (entry.type == form::tlv && load_le<std::uint16_t>(at(cursor)) != entry.element) return fail(errc::tlv_type, cursor);
        const auto padding = std::to_integer<std::uint32_t>(*at(cursor + 3));
        const position size = u32_at(cursor + 4);
        const position data = cursor + tlv_header_size;
        const position room = f.end - data;
        if (padding > 3) return fail(errc::tlv_padding, cursor + 3);
        if (size > room) return fail(errc::outside, cursor + 4);
        if ((size & (entry.unit - 1u)) != 0) return fail(errc::odd_size, cursor + 4);
        extent = tlv_header_size + least(size + padding, room);
        if (!strict_) return true;
        if (*at(cursor + 2) != std::byte{}) return fail(errc::value, cursor + 2);
        if (padding != padded(size) - size) return fail(errc::tlv_padding, cursor + 3);
        if (entry.max_bytes != 0 && size > entry.max_bytes) return fail(errc::too_long, cursor + 4);
        return zeros(data + size, padding, f.end);
    }

    /// Fewer than 8 bytes behind the last TLV are ignored, as devices leave some there.
    constexpr bool tlvs(const frame& f, position cursor) noexcept {
        constexpr field_entry any{.type = form::tlv_any};
        while (f.end - cursor >= tlv_header_size) {
            position extent{};
            if (!one_tlv(any, f, cursor, extent)) return false;
            cursor += extent;
        }
        return !strict_ || cursor == f.end || fail(errc::trailing_bytes, cursor);
    }

    /// What the field at `cursor` points at.
    constexpr bool reference(const layout_table& layout, const field_entry& entry, frame& f, position begin, position cursor) noexcept {
        switch (entry.type) {
            case form::string:
            case form::bytes_ref: return item(entry, f, begin, cursor, u32_at(cursor), u32_at(cursor + 4));
            case form::bytes_ref_size_first: return item(entry, f, begin, cursor + 4, u32_at(cursor + 4), u32_at(cursor));
            case form::bytes_ref_offset: return item(entry, f, begin, cursor, u32_at(cursor), linked(layout, entry, at(begin)));
            case form::ipv4_ref:
            case form::ipv6_ref: return u32_at(cursor) == 0 || item(entry, f, begin, cursor, u32_at(cursor), entry.element);
            case form::ipv4_array_ref:
            case form::ipv6_array_ref:
            case form::struct_array_ref: {
                const std::uint32_t n = linked(layout, entry, at(begin));
                const std::uint64_t size = std::uint64_t{n} * entry.element;
                // Any size that does not fit will do for one that is too large for 32 bits.
                return item(entry, f, begin, cursor, u32_at(cursor), size > most ? most + 1 : static_cast<position>(size));
            }
            case form::string_array:
            case form::struct_ol_array: return items(entry, f, begin, cursor, linked(layout, entry, at(begin)));
            case form::struct_ref: return one_structure(entry, f, begin, cursor, place::no_element);
            case form::struct_list_ref: return list(entry, f, begin, cursor);
            default: return true;
        }
    }

    /// `n` pairs of offset and size.
    constexpr bool items(const field_entry& entry, frame& f, position begin, position pair, std::uint32_t n) noexcept {
        const path before = at_;
        for (std::uint32_t k = 0; k < n; ++k, pair += 8) {
            if (!at_.nested) at_.element = k;
            if (entry.type == form::string_array ? !item(entry, f, begin, pair, u32_at(pair), u32_at(pair + 4))
                                                 : !one_structure(entry, f, begin, pair, k))
                return false;
        }
        at_ = before;
        return true;
    }

    /// `size` bytes, `offset` from the structure at `begin`, as the reference at `p` says.
    constexpr bool item(const field_entry& entry, frame& f, position begin, position p, std::uint32_t offset, position size) noexcept {
        if ((size & (entry.unit - 1u)) != 0) return fail(errc::odd_size, p);
        if (size == 0) return !strict_ || offset == 0 || fail(errc::null_reference, p);
        if (offset == 0) return fail(errc::null_reference, p);
        const position room = f.end - begin;
        if (offset > room || size > room - offset) return fail(errc::outside, p);
        // Without this a few references to the same bytes would let a small message cost like a large one.
        const position named = entry.unpadded ? size : padded(size);
        if (named > f.left) return fail(errc::repeated, p);
        f.left -= named;
        return !strict_ || placed(entry, f, begin, offset, size, p);
    }

    /// strict: items stand in field order, aligned, back to back, each with its padding.
    constexpr bool placed(const field_entry& entry, frame& f, position begin, std::uint32_t offset, position size, position p) noexcept {
        const position first = begin + offset;
        const position padding = entry.unpadded ? 0 : padded(size) - size;
        if (offset % 4 != 0) return fail(errc::misaligned, p);
        if (first != f.next) return fail(first < f.next ? errc::overlap : errc::order, p);
        if (entry.max_bytes != 0 && size > entry.max_bytes) return fail(errc::too_long, p);
        f.next = first + size + padding;
        return zeros(first + size, padding, f.end);
    }

    [[nodiscard]] constexpr position least_size(const layout_table& layout) const noexcept {
        return strict_ ? layout.fixed_size : layout.required_size;
    }

    constexpr bool one_structure(const field_entry& entry, frame& f, position begin, position pair, unsigned element) noexcept {
        const std::uint32_t offset = u32_at(pair);
        const position size = u32_at(pair + 4);
        const bool may_be_absent = entry.type == form::struct_ref && size == 0;
        if (!may_be_absent && size < least_size(*entry.structure)) return fail(errc::element_size, pair);
        if (!item(entry, f, begin, pair, offset, size)) return false;
        if (size == 0) return true;
        const path before = enter(element);
        if (!exactly(*entry.structure, begin + offset, begin + offset + size)) return false;
        at_ = before;
        return true;
    }

    /// A block of a count and so many structures back to back.
    constexpr bool list(const field_entry& entry, frame& f, position begin, position pair) noexcept {
        const std::uint32_t offset = u32_at(pair);
        const position size = u32_at(pair + 4);
        if (!item(entry, f, begin, pair, offset, size)) return false;
        if (size == 0) return true;
        if (size < 4) return fail(errc::element_size, pair);
        const position block = begin + offset;
        const position end = block + size;
        position cursor = block + 4;
        const path before = at_;
        const std::uint32_t n = u32_at(block);
        for (std::uint32_t k = 0; k < n; ++k) {
            if (end - cursor < least_size(*entry.structure) || cursor == end) return fail(errc::count, block);
            enter(k);
            position extent{};
            if (!structure(*entry.structure, cursor, end, extent)) return false;
            at_ = before;
            cursor += extent;
        }
        return !strict_ || cursor == end || fail(errc::trailing_bytes, cursor);
    }

    const std::byte* base_;
    position size_;
    bool strict_;
    path at_{};
    error fault_{};
};

}  // namespace detail

/// Checks a whole information buffer (or a structure) against a layout.
///
/// Every field, every referenced item and every element is inside the buffer, counts fit the bytes present, UTF-16
/// sizes are even, and references together name no more bytes than there are.  Costs one visit per field and element.
/// \return none, or the first fault with field path and offset; `too_large` for 4 GiB and more, which no message has
[[nodiscard]] constexpr error validate(const layout_table& layout, bytes information_buffer, tolerance t = tolerance::standard) noexcept {
    if (information_buffer.size() > detail::validator::most) return error{errc::too_large, 0};
    detail::validator v{information_buffer, t};
    return v.exactly(layout) ? error{} : v.fault();
}

}  // namespace cdcnet::mbim
