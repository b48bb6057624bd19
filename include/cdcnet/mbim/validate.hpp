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

class validator {
public:
    explicit constexpr validator(bytes whole, tolerance t = tolerance::standard) noexcept
        : whole_{whole}, strict_{t == tolerance::strict} {}

    /// The levels above a structure: which field, and which of its elements, it is.
    struct path {
        unsigned field{place::no_field};
        unsigned element{place::no_element};
        bool nested{};
    };

    /// Checks the structure at [begin, end) of the buffer.
    /// \param[out] extent  its fixed part and its items with their padding; where the next element of a list starts
    constexpr error check(const layout_table& layout, std::uint64_t begin, std::uint64_t end, path at,
                          std::uint64_t& extent) const noexcept {
        frame f{begin, end, 0, 0};
        std::uint64_t head{};
        if (error e = check_head(layout, f, begin, at, head)) return e;
        f.next = begin + head;
        if (error e = check_references(layout, f, begin, at)) return e;
        extent = least(head + f.referenced, end - begin);
        return {};
    }

    /// As above, for a structure whose end is known: `strict` allows nothing behind its last item.
    constexpr error check_exact(const layout_table& layout, std::uint64_t begin, std::uint64_t end, path at) const noexcept {
        std::uint64_t extent{};
        if (error e = check(layout, begin, end, at, extent)) return e;
        if (strict_ && begin + extent != end) return error{errc::trailing_bytes, begin + extent, leaf(at, place::no_field)};
        return {};
    }

    /// The inline bytes of the field at `cursor` in a structure that has been checked and starts at byte 0.
    [[nodiscard]] constexpr std::uint64_t inline_size(const layout_table& layout, const field_entry& entry,
                                                      std::uint64_t cursor) const noexcept {
        std::uint64_t extent = entry.size;
        const error impossible = inline_extent(layout, entry, frame{0, whole_.size(), 0, 0}, 0, cursor, {}, {}, extent);
        return impossible ? 0 : extent;
    }

private:
    /// The bytes that references of a structure, and of the structures inside it, may point into.
    struct frame {
        std::uint64_t begin;
        std::uint64_t end;
        std::uint64_t next;        ///< where strict expects the next referenced item
        std::uint64_t referenced;  ///< bytes named by references so far, with padding
    };

    static constexpr std::uint64_t least(std::uint64_t a, std::uint64_t b) noexcept { return a < b ? a : b; }
    static constexpr place leaf(path at, unsigned field) noexcept {
        return at.nested ? place::of_field(at.field, at.element, field) : place::of_field(field);
    }
    /// The path of the structures in field `field`.
    static constexpr path below(path at, unsigned field, unsigned element = place::no_element) noexcept {
        return at.nested ? at : path{field, element, true};
    }
    [[nodiscard]] constexpr std::uint32_t u32_at(std::uint64_t position) const noexcept {
        return load_le<std::uint32_t>(whole_.data() + position);
    }
    [[nodiscard]] constexpr const std::byte* at(std::uint64_t position) const noexcept { return whole_.data() + position; }

    /// The inline part of a structure: every field lies inside the frame.  \param[out] head  its length
    constexpr error check_head(const layout_table& layout, const frame& f, std::uint64_t begin, path path_,
                               std::uint64_t& head) const noexcept {
        std::uint64_t cursor = begin;
        for (unsigned i = 0; i < layout.count; ++i) {
            const field_entry& entry = layout.fields[i];
            if (entry.offset == field_entry::absent) continue;
            if (cursor == f.end && entry.optional && !strict_) break;
            if (!holds(layout, entry, at(begin))) continue;
            const place where = leaf(path_, i);
            if (!inside(cursor, entry.size, f.end)) return error{errc::length, cursor, where};
            std::uint64_t extent = entry.size;
            if (error e = inline_extent(layout, entry, f, begin, cursor, where, below(path_, i), extent)) return e;
            cursor += extent;
        }
        head = cursor - begin;
        return {};
    }

    /// The bytes that the field at `cursor` takes in the inline part.
    constexpr error inline_extent(const layout_table& layout, const field_entry& entry, const frame& f, std::uint64_t begin,
                                  std::uint64_t cursor, place where, path sub, std::uint64_t& extent) const noexcept {
        const std::uint64_t room = f.end - cursor;
        switch (entry.type) {
            case form::string_array:
            case form::struct_ol_array:
            case form::u32_array: {
                extent = std::uint64_t{linked(layout, entry, at(begin))} * (entry.type == form::u32_array ? 4 : 8);
                return extent <= room ? error{} : error{errc::count, cursor, where};
            }
            case form::bytes_sized: {
                if (room < 4) return error{errc::length, cursor, where};
                return inline_bytes(entry, f, cursor + 4, u32_at(cursor), where, extent, 4);
            }
            case form::bytes_counted: return inline_bytes(entry, f, cursor, linked(layout, entry, at(begin)), where, extent, 0);
            case form::bytes_tail:
            case form::tlv_list: {
                extent = room;
                return entry.type == form::tlv_list ? tlvs(f, cursor, where) : error{};
            }
            case form::tlv:
            case form::tlv_any: return one_tlv(entry, f, cursor, where, extent);
            case form::structure: return check_head(*entry.structure, f, cursor, sub, extent);
            default: return {};
        }
    }

    /// `size` bytes at `position`, behind a prefix that is already counted, and their padding.
    constexpr error inline_bytes(const field_entry& entry, const frame& f, std::uint64_t position, std::uint64_t size, place where,
                                 std::uint64_t& extent, std::uint64_t prefix) const noexcept {
        if (!inside(position, size, f.end)) return error{errc::outside, position, where};
        extent = prefix + least(entry.unpadded ? size : round_up_4(size), f.end - position);
        if (!strict_) return {};
        if (entry.max_bytes != 0 && size > entry.max_bytes) return error{errc::too_long, position, where};
        return entry.unpadded ? error{} : zeros(position + size, position + round_up_4(size), f.end, where);
    }

    /// strict: padding is there and zero.
    [[nodiscard]] constexpr error zeros(std::uint64_t from, std::uint64_t to, std::uint64_t end, place where) const noexcept {
        if (to > end) return error{errc::padding, end, where};
        for (std::uint64_t i = from; i < to; ++i)
            if (*at(i) != std::byte{}) return error{errc::padding, i, where};
        return {};
    }

    constexpr error one_tlv(const field_entry& entry, const frame& f, std::uint64_t cursor, place where,
                            std::uint64_t& extent) const noexcept {
        if (f.end - cursor < tlv_header_size) return error{errc::length, cursor, where};
        if (entry.type == form::tlv && load_le<std::uint16_t>(at(cursor)) != entry.element) return error{errc::tlv_type, cursor, where};
        const auto padding = std::to_integer<std::uint32_t>(*at(cursor + 3));
        const std::uint64_t size = u32_at(cursor + 4);
        const std::uint64_t data = cursor + tlv_header_size;
        if (padding > 3) return error{errc::tlv_padding, cursor + 3, where};
        if (!inside(data, size, f.end)) return error{errc::outside, cursor + 4, where};
        if (size % entry.unit != 0) return error{errc::odd_size, cursor + 4, where};
        extent = tlv_header_size + least(size + padding, f.end - data);
        if (!strict_) return {};
        if (*at(cursor + 2) != std::byte{}) return error{errc::value, cursor + 2, where};
        if (padding != round_up_4(size) - size) return error{errc::tlv_padding, cursor + 3, where};
        if (entry.max_bytes != 0 && size > entry.max_bytes) return error{errc::too_long, cursor + 4, where};
        return zeros(data + size, data + size + padding, f.end, where);
    }

    /// Fewer than 8 bytes behind the last TLV are ignored, as devices leave some there.
    constexpr error tlvs(const frame& f, std::uint64_t cursor, place where) const noexcept {
        constexpr field_entry any{.type = form::tlv_any};
        while (f.end - cursor >= tlv_header_size) {
            std::uint64_t extent{};
            if (error e = one_tlv(any, f, cursor, where, extent)) return e;
            cursor += extent;
        }
        return strict_ && cursor != f.end ? error{errc::trailing_bytes, cursor, where} : error{};
    }

    /// What the offsets of a structure point at.
    constexpr error check_references(const layout_table& layout, frame& f, std::uint64_t begin, path path_) const noexcept {
        std::uint64_t cursor = begin;
        for (unsigned i = 0; i < layout.count; ++i) {
            const field_entry& entry = layout.fields[i];
            if (entry.offset == field_entry::absent) continue;
            if (cursor == f.end && entry.optional && !strict_) break;
            if (!holds(layout, entry, at(begin))) continue;
            std::uint64_t extent = entry.size;
            // Cannot fail: check_head has passed over the same bytes.
            if (error e = inline_extent(layout, entry, f, begin, cursor, {}, {}, extent)) return e;
            if (error e = check_reference(layout, entry, f, begin, cursor, leaf(path_, i), path_, i)) return e;
            cursor += extent;
        }
        return {};
    }

    constexpr error check_reference(const layout_table& layout, const field_entry& entry, frame& f, std::uint64_t begin,
                                    std::uint64_t cursor, place where, path path_, unsigned field) const noexcept {
        const item at_cursor{cursor, where};
        switch (entry.type) {
            case form::string:
            case form::bytes_ref: return bytes_item(entry, f, begin, u32_at(cursor), u32_at(cursor + 4), at_cursor);
            case form::bytes_ref_size_first:
                return bytes_item(entry, f, begin, u32_at(cursor + 4), u32_at(cursor), item{cursor + 4, where});
            case form::bytes_ref_offset: return bytes_item(entry, f, begin, u32_at(cursor), linked(layout, entry, at(begin)), at_cursor);
            case form::ipv4_ref:
            case form::ipv6_ref: return u32_at(cursor) == 0 ? error{} : refer(entry, f, begin, u32_at(cursor), entry.element, at_cursor);
            case form::ipv4_array_ref:
            case form::ipv6_array_ref:
            case form::struct_array_ref:
                return refer(entry, f, begin, u32_at(cursor), std::uint64_t{linked(layout, entry, at(begin))} * entry.element, at_cursor);
            case form::string_array: {
                const std::uint32_t n = linked(layout, entry, at(begin));
                for (std::uint32_t k = 0; k < n; ++k) {
                    const std::uint64_t pair = cursor + std::uint64_t{k} * 8;
                    const item element{pair, path_.nested ? where : place::of_field(field, k)};
                    if (error e = bytes_item(entry, f, begin, u32_at(pair), u32_at(pair + 4), element)) return e;
                }
                return {};
            }
            case form::structure: return check_references(*entry.structure, f, cursor, below(path_, field));
            case form::struct_ref: {
                if (u32_at(cursor + 4) == 0) return refer(entry, f, begin, u32_at(cursor), 0, at_cursor);
                return structure_item(entry, f, begin, u32_at(cursor), u32_at(cursor + 4), at_cursor, below(path_, field));
            }
            case form::struct_ol_array: {
                const std::uint32_t n = linked(layout, entry, at(begin));
                for (std::uint32_t k = 0; k < n; ++k) {
                    const std::uint64_t pair = cursor + std::uint64_t{k} * 8;
                    const item element{pair, path_.nested ? where : place::of_field(field, k)};
                    if (error e = structure_item(entry, f, begin, u32_at(pair), u32_at(pair + 4), element, below(path_, field, k)))
                        return e;
                }
                return {};
            }
            case form::struct_list_ref: return list_item(entry, f, begin, u32_at(cursor), u32_at(cursor + 4), at_cursor, path_, field);
            default: return {};
        }
    }

    /// Where a reference stands and which field it is.
    struct item {
        std::uint64_t position;
        place where;
    };

    /// A reference of `size` bytes, `offset` from the structure at `begin`.
    constexpr error refer(const field_entry& entry, frame& f, std::uint64_t begin, std::uint32_t offset, std::uint64_t size,
                          item i) const noexcept {
        if (size == 0) return strict_ && offset != 0 ? error{errc::null_reference, i.position, i.where} : error{};
        if (offset == 0) return error{errc::null_reference, i.position, i.where};
        const std::uint64_t first = begin + offset;
        if (!inside(first, size, f.end)) return error{errc::outside, i.position, i.where};
        f.referenced += entry.unpadded ? size : round_up_4(size);
        // Without this a few references to the same bytes would let a small message cost like a large one.
        if (f.referenced > round_up_4(f.end - f.begin)) return error{errc::repeated, i.position, i.where};
        return strict_ ? placed(entry, f, begin, offset, size, i) : error{};
    }

    /// strict: items stand in field order, aligned, back to back, each with its padding.
    constexpr error placed(const field_entry& entry, frame& f, std::uint64_t begin, std::uint32_t offset, std::uint64_t size,
                           item i) const noexcept {
        const std::uint64_t first = begin + offset;
        if (offset % 4 != 0) return error{errc::misaligned, i.position, i.where};
        if (first < f.next) return error{errc::overlap, i.position, i.where};
        if (first != f.next) return error{errc::order, i.position, i.where};
        if (entry.max_bytes != 0 && size > entry.max_bytes) return error{errc::too_long, i.position, i.where};
        f.next = first + (entry.unpadded ? size : round_up_4(size));
        return entry.unpadded ? error{} : zeros(first + size, f.next, f.end, i.where);
    }

    constexpr error bytes_item(const field_entry& entry, frame& f, std::uint64_t begin, std::uint32_t offset, std::uint32_t size,
                               item i) const noexcept {
        if (size % entry.unit != 0) return error{errc::odd_size, i.position, i.where};
        return refer(entry, f, begin, offset, size, i);
    }

    [[nodiscard]] constexpr std::uint64_t least_size(const layout_table& layout) const noexcept {
        return strict_ ? layout.fixed_size : layout.required_size;
    }

    constexpr error structure_item(const field_entry& entry, frame& f, std::uint64_t begin, std::uint32_t offset, std::uint32_t size,
                                   item i, path sub) const noexcept {
        if (size < least_size(*entry.structure)) return error{errc::element_size, i.position, i.where};
        if (size == 0) return {};
        if (error e = refer(entry, f, begin, offset, size, i)) return e;
        return check_exact(*entry.structure, begin + offset, begin + offset + size, sub);
    }

    constexpr error list_item(const field_entry& entry, frame& f, std::uint64_t begin, std::uint32_t offset, std::uint32_t size, item i,
                              path path_, unsigned field) const noexcept {
        if (error e = refer(entry, f, begin, offset, size, i)) return e;
        if (size == 0) return {};
        if (size < 4) return error{errc::element_size, i.position, i.where};
        const std::uint64_t end = begin + offset + size;
        std::uint64_t cursor = begin + offset + 4;
        const std::uint32_t n = u32_at(begin + offset);
        for (std::uint32_t k = 0; k < n; ++k) {
            if (end - cursor < least_size(*entry.structure) || cursor == end) return error{errc::count, begin + offset, i.where};
            std::uint64_t extent{};
            if (error e = check(*entry.structure, cursor, end, below(path_, field, k), extent)) return e;
            cursor += extent;
        }
        return strict_ && cursor != end ? error{errc::trailing_bytes, cursor, i.where} : error{};
    }

    bytes whole_;
    bool strict_;
};

}  // namespace detail

/// Checks a whole information buffer (or a structure) against a layout.
///
/// Every field, every referenced item and every element is inside the buffer, counts fit the bytes present, UTF-16
/// sizes are even, and references together name no more bytes than there are.  Costs one visit per field and element.
/// \return none, or the first fault with field path and offset
[[nodiscard]] constexpr error validate(const layout_table& layout, bytes information_buffer, tolerance t = tolerance::standard) noexcept {
    return detail::validator{information_buffer, t}.check_exact(layout, 0, information_buffer.size(), {});
}

}  // namespace cdcnet::mbim
