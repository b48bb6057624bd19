// SPDX-License-Identifier: BSL-1.0
/// \file
/// The one place that checks an information buffer.  It walks the table of a layout, and is no template but for a way past the
/// walk that large processors take through good structures, by the same rules; afterwards typed code reads with plain loads.
#pragma once

#include <cdcnet/mbim/table.hpp>
#include <cdcnet/wire/error.hpp>
#include <utility>

namespace cdcnet::mbim {

/// The header of a TLV: u16 type, u8 reserved, u8 padding length, u32 data length.
inline constexpr std::uint32_t tlv_header_size = 8;

namespace detail {

/// Walks a structure twice: first its fields, then what they refer to.  Positions have 32 bits, for the sake of small
/// processors; nothing wraps, as a size is compared with the room that is left before it is added to anything.
class validator {
public:
    using position = std::uint32_t;  ///< in the buffer

private:
    /// A structure that is being walked.
    struct frame {
        const layout_table* layout{};
        position begin{};   ///< of the structure: offsets count from here
        position end{};     ///< of the bytes that references may point into
        position cursor{};  ///< of the field
        position next{};    ///< where strict expects the next item
        position left{};    ///< bytes that further references may name
    };

public:
    /// The most bytes that a buffer may have.
    static constexpr std::uint32_t most = 0xfffffff0u;

    /// \param whole  at most `most` bytes
    explicit constexpr validator(bytes whole, tolerance t = tolerance::standard) noexcept
        : base_{whole.data()}, size_{static_cast<position>(whole.size())}, strict_{t == tolerance::strict} {}

    /// The fault of a function that has returned false.
    [[nodiscard]] constexpr error fault() const noexcept { return fault_; }

    /// Checks the structure that is the whole buffer.  `strict` allows nothing behind its last item.
    constexpr bool exactly(const layout_table& layout) noexcept { return exactly(layout, 0, size_); }

    /// As `exactly` in the standard tolerance for a layout that the compiler knows, whose last field alone may have any size:
    /// field by field without a loop.  Where this returns false, `exactly` tells what is wrong.
    template <const layout_table& Layout>
    [[nodiscard, gnu::always_inline]] constexpr bool looks_good() noexcept {
        static_assert(Layout.count - Layout.rigid <= 1);
        if (size_ < Layout.rigid_size) return false;
        frame f{&Layout, 0, size_, Layout.rigid_size, 0, padded(size_)};
        constexpr bool elastic = Layout.rigid != Layout.count && Layout.fields[Layout.rigid].offset != field_entry::absent;
        // Whether an optional field that is not there whole is missing or cut, `exactly` decides.
        if constexpr (elastic)
            if (size_ - Layout.rigid_size < Layout.fields[Layout.rigid].size || !measure(f, Layout.fields[Layout.rigid])) return false;
        return [&]<unsigned... I>(std::integer_sequence<unsigned, I...>) {
            return (refers_well<Layout.references_begin + I>(f, Layout) && ...);
        }(std::make_integer_sequence<unsigned, Layout.references_end - Layout.references_begin>{});
    }

    /// Checks the structure at the start of the buffer; behind it there may be others.
    /// \param[out] extent  its fixed part and its items with their padding: where the next element of a list starts
    constexpr bool first(const layout_table& layout, position& extent) noexcept {
        const bool good = structure(layout, 0, size_);
        extent = extent_;
        return good;
    }

    /// The inline bytes of the field at `cursor` in a structure that has been checked and starts at byte 0.
    [[nodiscard]] constexpr position inline_size(const layout_table& layout, const field_entry& entry, std::uint64_t cursor) noexcept {
        frame f{&layout, 0, size_, static_cast<position>(cursor)};
        return inline_part(f, entry) ? extent_ : 0;
    }

private:
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
    /// The count or the size that belongs to a field.
    [[nodiscard]] constexpr std::uint32_t linked(const frame& f, const field_entry& entry) const noexcept {
        return detail::linked(*f.layout, entry, at(f.begin));
    }

    [[gnu::noinline]] constexpr bool fail(errc code, position p) noexcept {
        fault_ = error{code, p, place::of_field(at_.field, at_.element, at_.inner)};
        return false;
    }
    constexpr void look_at(unsigned field) noexcept { (at_.nested ? at_.inner : at_.field) = static_cast<std::uint8_t>(field); }
    /// Into a structure of the field that is looked at; from there one comes back by assigning to `at_`.
    constexpr void enter(unsigned element = place::no_element) noexcept {
        if (!at_.nested) at_.element = element;
        at_.nested = true;
    }

    constexpr bool exactly(const layout_table& layout, position begin, position end) noexcept {
        if (!structure(layout, begin, end)) return false;
        if (!strict_ || extent_ == end - begin) return true;
        look_at(place::no_field);
        return fail(errc::trailing_bytes, begin + extent_);
    }

    /// Leaves in `extent_` what `first` promises.
    constexpr bool structure(const layout_table& layout, position begin, position end) noexcept {
        const position room = end - begin;
        frame f{&layout, begin, end};
        if (!fields(f)) return false;
        const position head = f.cursor - begin;
        f.next = f.cursor;
        f.left = padded(room);
        if (!references(f)) return false;
        extent_ = head + least(padded(room) - f.left, room - head);
        return true;
    }

    /// The fields of a structure; afterwards the cursor stands behind the inline part.
    constexpr bool fields(frame& f) noexcept {
        unsigned i = 0;
        f.cursor = f.begin;
        if (f.end - f.begin >= f.layout->rigid_size) {
            i = f.layout->rigid;
            f.cursor += f.layout->rigid_size;
        }
        return i == f.layout->count || walk(f, i, f.layout->count, false);
    }
    /// What the fields of a structure refer to.
    constexpr bool references(frame& f) noexcept {
        const layout_table& layout = *f.layout;
        unsigned i = layout.references_begin;
        for (; i < least(layout.references_end, layout.rigid); ++i) {
            const field_entry& entry = layout.fields[i];
            if (entry.offset == field_entry::absent) continue;
            f.cursor = f.begin + entry.offset;
            look_at(i);
            if (!referred(f, entry)) return false;
        }
        if (i >= layout.references_end) return true;
        f.cursor = f.begin + layout.rigid_size;
        return walk(f, layout.rigid, layout.references_end, true);
    }
    /// From field `i`, behind the rigid ones, to field `end`.
    constexpr bool walk(frame& f, unsigned i, unsigned end, bool references) noexcept {
        const layout_table& layout = *f.layout;
        for (; i < end; ++i) {
            const field_entry& entry = layout.fields[i];
            if (entry.offset == field_entry::absent) continue;
            if (i >= layout.rigid) {
                if (f.cursor == f.end && entry.optional && !strict_) break;
                if (!holds(layout, entry, at(f.begin))) continue;
            }
            look_at(i);
            extent_ = entry.size;
            if (f.end - f.cursor < extent_) return fail(errc::length, f.cursor);
            if (i >= layout.rigid && !inline_part(f, entry)) return false;
            const position extent = extent_;
            if (references && !referred(f, entry)) return false;
            f.cursor += extent;
        }
        return true;
    }

    /// A structure inline: its offsets count from its own start, and reach as far as those around it.
    // In front of its users: clang does not instantiate it for a constant expression otherwise.
    template <bool References>
    constexpr bool inner(frame& f, const field_entry& entry) noexcept {
        const path before = at_;
        enter();
        frame in = f;
        in.layout = entry.structure;
        in.begin = f.cursor;
        if (!(References ? references(in) : fields(in))) return false;
        f.next = in.next;
        f.left = in.left;
        if constexpr (!References) extent_ = in.cursor - in.begin;
        at_ = before;
        return true;
    }

    /// Leaves in `extent_` the bytes that a field takes in the inline part.
    constexpr bool inline_part(frame& f, const field_entry& entry) noexcept { return measure(f, entry); }
    [[gnu::always_inline]] constexpr bool measure(frame& f, const field_entry& entry) noexcept {
        const position room = f.end - f.cursor;
        extent_ = entry.size;
        switch (entry.type) {
            case form::string_array:
            case form::struct_ol_array: return elements(linked(f, entry), 8, room) || fail(errc::count, f.cursor);
            case form::u32_array: return elements(linked(f, entry), 4, room) || fail(errc::count, f.cursor);
            case form::bytes_sized:
                if (room < 4) return fail(errc::length, f.cursor);
                if (!inline_bytes(f, entry, f.cursor + 4, u32_at(f.cursor))) return false;
                extent_ += 4;
                return true;
            case form::bytes_counted: return inline_bytes(f, entry, f.cursor, linked(f, entry));
            case form::bytes_tail: extent_ = room; return true;
            case form::tlv_list: return tlvs(f);
            case form::tlv:
            case form::tlv_any: return one_tlv(f, entry, f.cursor);
            case form::structure: return inner<false>(f, entry);
            default: return true;
        }
    }

    constexpr bool elements(std::uint32_t n, position size, position room) noexcept {
        if (n > room / size) return false;
        extent_ = n * size;
        return true;
    }

    /// `size` bytes at `p` and their padding.
    constexpr bool inline_bytes(const frame& f, const field_entry& entry, position p, position size) noexcept {
        const position room = f.end - p;
        if (size > room) return fail(errc::outside, p);
        extent_ = entry.unpadded ? size : least(padded(size), room);
        return !strict_ || (!too_long(entry, size, p) && zeros(f, p + size, entry.unpadded ? 0 : padded(size) - size));
    }
    constexpr bool too_long(const field_entry& entry, position size, position p) noexcept {
        return entry.max_bytes != 0 && size > entry.max_bytes && !fail(errc::too_long, p);
    }
    /// strict: padding is there and zero.
    constexpr bool zeros(const frame& f, position from, position count) noexcept {
        if (count > f.end - from) return fail(errc::padding, f.end);
        for (; count != 0; ++from, --count)
            if (*at(from) != std::byte{}) return fail(errc::padding, from);
        return true;
    }

    constexpr bool one_tlv(const frame& f, const field_entry& entry, position cursor) noexcept {
        if (f.end - cursor < tlv_header_size) return fail(errc::length, cursor);
        if (entry.type == form::tlv && load_le<std::uint16_t>(at(cursor)) != entry.element) return fail(errc::tlv_type, cursor);
        const auto padding = std::to_integer<std::uint32_t>(*at(cursor + 3));
        const position size = u32_at(cursor + 4);
        const position data = cursor + tlv_header_size;
        if (padding > 3) return fail(errc::tlv_padding, cursor + 3);
        if (size > f.end - data) return fail(errc::outside, cursor + 4);
        if (odd(entry, size)) return fail(errc::odd_size, cursor + 4);
        extent_ = tlv_header_size + least(size + padding, f.end - data);
        if (!strict_) return true;
        if (*at(cursor + 2) != std::byte{}) return fail(errc::value, cursor + 2);
        if (padding != padded(size) - size) return fail(errc::tlv_padding, cursor + 3);
        return !too_long(entry, size, cursor + 4) && zeros(f, data + size, padding);
    }
    static constexpr bool odd(const field_entry& entry, position size) noexcept { return (size & (entry.unit - 1u)) != 0; }

    /// Fewer than 8 bytes behind the last TLV are ignored, as devices leave some there.
    constexpr bool tlvs(const frame& f) noexcept {
        constexpr field_entry any{.type = form::tlv_any};
        position cursor = f.cursor;
        while (f.end - cursor >= tlv_header_size) {
            if (!one_tlv(f, any, cursor)) return false;
            cursor += extent_;
        }
        extent_ = f.end - f.cursor;
        return !strict_ || cursor == f.end || fail(errc::trailing_bytes, cursor);
    }

    /// What a field points at.
    constexpr bool referred(frame& f, const field_entry& entry) noexcept {
        if (refers_to_bytes(entry.type)) {
            const target t = target_of(f, entry);
            return t.absent || item(f, entry, t.reference, t.size);
        }
        switch (entry.type) {
            case form::string_array:
            case form::struct_ol_array: return pairs(f, entry);
            case form::structure: return inner<true>(f, entry);
            case form::struct_ref: return one_structure(f, entry, f.cursor, place::no_element);
            case form::struct_list_ref: return list(f, entry);
            default: return true;
        }
    }

    /// Bytes that a field refers to: where their offset stands, and how many they are.
    struct target {
        position reference;
        position size;
        bool absent{};
    };
    static constexpr bool refers_to_bytes(form f) noexcept {
        return refers(f) && f != form::string_array && f != form::struct_ref && f != form::struct_ol_array && f != form::struct_list_ref;
    }
    [[nodiscard, gnu::always_inline]] constexpr target target_of(const frame& f, const field_entry& entry) const noexcept {
        const position cursor = f.cursor;
        switch (entry.type) {
            case form::bytes_ref_size_first: return {cursor + 4, u32_at(cursor)};
            case form::bytes_ref_offset: return {cursor, linked(f, entry)};
            case form::ipv4_ref:
            case form::ipv6_ref: return {cursor, entry.element, u32_at(cursor) == 0};
            case form::ipv4_array_ref:
            case form::ipv6_array_ref:
            case form::struct_array_ref: {
                const std::uint64_t size = std::uint64_t{linked(f, entry)} * entry.element;
                // Any size that does not fit will do for one that is too large for 32 bits.
                return {cursor, size > most ? most + 1 : static_cast<position>(size)};
            }
            default: return {cursor, u32_at(cursor + 4)};
        }
    }

    /// What is wrong with `size` bytes at the offset that stands at `reference`.
    [[nodiscard, gnu::always_inline]] constexpr errc item_fault(const frame& f, const field_entry& entry, position reference,
                                                                position size) const noexcept {
        const std::uint32_t offset = u32_at(reference);
        if (odd(entry, size)) return errc::odd_size;
        if (size == 0) return strict_ && offset != 0 ? errc::null_reference : errc::none;
        if (offset == 0) return errc::null_reference;
        const position room = f.end - f.begin;
        if (offset > room || size > room - offset) return errc::outside;
        // Without this a few references to the same bytes would let a small message cost like a large one.
        return named(entry, size) > f.left ? errc::repeated : errc::none;
    }
    /// The bytes of an item with its padding.
    static constexpr position named(const field_entry& entry, position size) noexcept { return entry.unpadded ? size : padded(size); }

    constexpr bool item(frame& f, const field_entry& entry, position reference, position size) noexcept {
        if (const errc code = item_fault(f, entry, reference, size); code != errc::none) return fail(code, reference);
        f.left -= named(entry, size);
        return !strict_ || size == 0 || placed(f, entry, reference, size);
    }

    /// The field as `looks_good` sees it.
    template <unsigned I>
    [[gnu::always_inline]] constexpr bool refers_well(frame& f, const layout_table& layout) noexcept {
        const field_entry& entry = layout.fields[I];
        if (entry.offset == field_entry::absent || (!refers(entry.type) && entry.type != form::structure)) return true;
        f.cursor = entry.offset;
        if (!refers_to_bytes(entry.type)) return referred(f, entry);
        const target t = target_of(f, entry);
        if (t.absent) return true;
        if (item_fault(f, entry, t.reference, t.size) != errc::none) return false;
        f.left -= named(entry, t.size);
        return true;
    }

    /// strict: items stand in field order, aligned, back to back, each with its padding.
    constexpr bool placed(frame& f, const field_entry& entry, position p, position size) noexcept {
        const std::uint32_t offset = u32_at(p);
        const position first = f.begin + offset;
        const position padding = entry.unpadded ? 0 : padded(size) - size;
        if (offset % 4 != 0) return fail(errc::misaligned, p);
        if (first != f.next) return fail(first < f.next ? errc::overlap : errc::order, p);
        f.next = first + size + padding;
        return !too_long(entry, size, p) && zeros(f, first + size, padding);
    }

    /// A count of pairs of offset and size.
    constexpr bool pairs(frame& f, const field_entry& entry) noexcept {
        const path before = at_;
        const std::uint32_t n = linked(f, entry);
        position pair = f.cursor;
        for (std::uint32_t k = 0; k < n; ++k, pair += 8) {
            if (!at_.nested) at_.element = k;
            if (!(entry.type == form::string_array ? item(f, entry, pair, u32_at(pair + 4)) : one_structure(f, entry, pair, k)))
                return false;
        }
        at_ = before;
        return true;
    }

    [[nodiscard]] constexpr position least_size(const layout_table& layout) const noexcept {
        return strict_ ? layout.fixed_size : layout.required_size;
    }
    constexpr bool one_structure(frame& f, const field_entry& entry, position pair, unsigned element) noexcept {
        const position size = u32_at(pair + 4);
        const bool absent = size == 0 && entry.type == form::struct_ref;
        if (!absent && size < least_size(*entry.structure)) return fail(errc::element_size, pair);
        if (!item(f, entry, pair, size)) return false;
        if (size == 0) return true;
        const path before = at_;
        enter(element);
        const position begin = f.begin + u32_at(pair);
        if (!exactly(*entry.structure, begin, begin + size)) return false;
        at_ = before;
        return true;
    }

    /// A block of a count and so many structures back to back.
    constexpr bool list(frame& f, const field_entry& entry) noexcept {
        const position size = u32_at(f.cursor + 4);
        if (!item(f, entry, f.cursor, size)) return false;
        if (size == 0) return true;
        if (size < 4) return fail(errc::element_size, f.cursor);
        const position block = f.begin + u32_at(f.cursor);
        const position end = block + size;
        position cursor = block + 4;
        const path before = at_;
        const std::uint32_t n = u32_at(block);
        for (std::uint32_t k = 0; k < n; ++k) {
            if (end - cursor < least_size(*entry.structure) || cursor == end) return fail(errc::count, block);
            enter(k);
            if (!structure(*entry.structure, cursor, end)) return false;
            at_ = before;
            cursor += extent_;
        }
        return !strict_ || cursor == end || fail(errc::trailing_bytes, cursor);
    }

    const std::byte* base_;
    position size_;
    position extent_{};
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
