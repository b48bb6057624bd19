// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a message layout becomes: one small constant table, walked by the validator and by the dumps.
#pragma once

#include <cdcnet/mbim/release.hpp>
#include <cdcnet/wire/endian.hpp>

namespace cdcnet::mbim {

/// The forms that a field has on the wire.  The names are those of `schema.types` in reference/messages.json.
enum class form : std::uint8_t {
    u8,
    u16,
    u32,
    u64,
    i32,
    uuid,                  ///< 16 bytes, in the order of the canonical text
    ipv4,                  ///< 4 bytes, network order
    ipv6,                  ///< 16 bytes, network order
    bytes_fixed,           ///< a known number of bytes inline
    string,                ///< u32 offset, u32 size; UTF-16LE or UTF-8 in the variable part
    string_array,          ///< count x (u32 offset, u32 size) inline, each of one string
    bytes_ref,             ///< u32 offset, u32 size
    bytes_ref_size_first,  ///< u32 size, u32 offset
    bytes_ref_offset,      ///< u32 offset; the size is in another field
    bytes_sized,           ///< u32 size, the bytes and their padding follow at once
    bytes_counted,         ///< the bytes and their padding inline; the size is in another field
    bytes_tail,            ///< all bytes to the end of the structure
    ipv4_ref,              ///< u32 offset of one address, 0: absent
    ipv6_ref,              ///< u32 offset of one address, 0: absent
    ipv4_array_ref,        ///< u32 offset of count addresses
    ipv6_array_ref,        ///< u32 offset of count addresses
    u32_array,             ///< count x u32 inline
    structure,             ///< a structure inline; its offsets count from its own first byte
    struct_ref,            ///< u32 offset, u32 size of one structure; 0, 0: absent
    struct_array_ref,      ///< u32 offset of count structures of fixed size
    struct_ol_array,       ///< count x (u32 offset, u32 size) inline, each of one structure
    struct_list_ref,       ///< u32 offset, u32 size of a block: u32 count, then the structures back to back
    tlv,                   ///< one TLV of a known type, always present; data length 0: absent value
    tlv_any,               ///< one TLV of any type
    tlv_list,              ///< TLVs up to the end of the structure
};

/// The form's name in reference/messages.json.
[[nodiscard]] constexpr std::string_view name_of(form f) noexcept {
    // clang-format off: in the order of the enumerators
    constexpr std::string_view list[] = {
        "u8", "u16", "u32", "u64", "i32", "uuid", "ipv4", "ipv6", "bytes_fixed", "string", "string_array", "bytes_ref",
        "bytes_ref_size_first", "bytes_ref_offset", "bytes_sized", "bytes_counted", "bytes_tail", "ipv4_ref",
        "ipv6_ref", "ipv4_array_ref", "ipv6_array_ref", "u32_array", "struct", "struct_ref", "struct_array_ref",
        "struct_ol_array", "struct_list_ref", "tlv", "tlv_any", "tlv_list"};
    // clang-format on
    const auto i = static_cast<std::size_t>(f);
    return i < std::size(list) ? list[i] : std::string_view{};
}

/// True for the forms that hold an offset.
[[nodiscard]] constexpr bool refers(form f) noexcept {
    switch (f) {
        case form::string:
        case form::string_array:
        case form::bytes_ref:
        case form::bytes_ref_size_first:
        case form::bytes_ref_offset:
        case form::ipv4_ref:
        case form::ipv6_ref:
        case form::ipv4_array_ref:
        case form::ipv6_array_ref:
        case form::struct_ref:
        case form::struct_array_ref:
        case form::struct_ol_array:
        case form::struct_list_ref: return true;
        default: return false;
    }
}

struct layout_table;

/// One field of a layout in one release.
struct field_entry {
    static constexpr std::uint8_t no_link = 0xff;
    static constexpr std::uint16_t absent = 0xffff;    ///< the release does not have this field
    static constexpr std::uint16_t floating = 0xfffe;  ///< behind an inline item of variable size

    form type{};
    bool optional{};                  ///< the structure may end before this field
    bool unpadded{};                  ///< no padding follows the bytes
    std::uint8_t link{no_link};       ///< index of the field that holds the count or the size
    std::uint8_t condition{no_link};  ///< index of the field that decides whether this one exists
    std::uint8_t condition_value{};   ///< the value it must hold
    std::uint8_t unit{1};             ///< sizes are multiples of this power of 2: 2 for UTF-16 text and u16 tables
    std::uint16_t offset{};           ///< from the start of the structure, `absent` or `floating`
    std::uint16_t size{};             ///< bytes in the fixed part; 0 for inline items of variable size
    std::uint16_t element{};          ///< bytes of one element of an array or address; for a TLV its type
    std::uint16_t max_bytes{};        ///< limit of the encoded value, 0: none
    const layout_table* structure{};  ///< of the structures that the field holds or refers to
};

/// One layout in one release.
struct layout_table {
    const field_entry* fields{};
    std::uint8_t count{};
    std::uint8_t rigid{};             ///< fields at the start that are in every value of this release, with one size
    std::uint8_t references_begin{};  ///< the first field that refers to bytes, itself or in a structure inline
    std::uint8_t references_end{};    ///< behind the last one; 0: there is none
    std::uint16_t rigid_size{};       ///< of the rigid fields
    std::uint16_t fixed_size{};       ///< bytes before the first inline item of variable size
    std::uint16_t required_size{};    ///< the part of them that stands before the first optional field

    [[nodiscard]] constexpr const field_entry* begin() const noexcept { return fields; }
    [[nodiscard]] constexpr const field_entry* end() const noexcept { return fields + count; }
};

/// What `parse` accepts.
enum class tolerance : std::uint8_t {
    /// What real devices and hosts send: missing padding at the end, data in any order, bytes behind the end,
    /// offset 0 with size 0 for what is absent, optional fields left out.
    standard,
    /// Only what the specification describes: no overlaps, gaps, misaligned or reordered items, no padding that is
    /// not zero, no text above its limit, nothing behind the end.
    strict,
};

namespace detail {

/// The size of a u32 count or size field that another field links to.
[[nodiscard]] constexpr std::uint32_t linked(const layout_table& layout, const field_entry& entry, const std::byte* structure) noexcept {
    return load_le<std::uint32_t>(structure + layout.fields[entry.link].offset);
}

/// Whether a field whose existence depends on another one is there.
[[nodiscard]] constexpr bool holds(const layout_table& layout, const field_entry& entry, const std::byte* structure) noexcept {
    return entry.condition == field_entry::no_link ||
           load_le<std::uint32_t>(structure + layout.fields[entry.condition].offset) == entry.condition_value;
}

}  // namespace detail
}  // namespace cdcnet::mbim
