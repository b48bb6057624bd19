// SPDX-License-Identifier: BSL-1.0
/// \file
/// What went wrong and where, in 8 bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace cdcnet {

/// Why a parser refused its input or a builder its value.
///
/// Three answers that callers treat differently: `need_more` (a prefix of something valid: read on), `no_space` (the
/// caller's buffer is too small: `error::needed()` tells the size) and everything else (malformed, or a value that
/// the wire cannot carry: final).
enum class errc : std::uint8_t {
    none,
    need_more,  ///< the input ends before the item does; `error::offset()` is where the missing byte would be
    no_space,   ///< the output buffer is too small; `error::needed()` is the size that suffices

    // Items of known size, strings and references
    length,            ///< a length field is too small for what it covers, or disagrees with another one
    trailing_bytes,    ///< bytes behind the end of the item (strict only)
    outside,           ///< an offset, index or size points outside the enclosing structure
    null_reference,    ///< offset 0 together with a size that is not 0
    odd_size,          ///< UTF-16 text whose size is not a multiple of 2
    count,             ///< more elements than the bytes present can hold
    element_size,      ///< a referenced element is smaller than its fixed part
    overlap,           ///< two items share bytes
    repeated,          ///< references name more bytes than the structure has
    misaligned,        ///< an offset is not a multiple of its alignment (strict only)
    order,             ///< items are not in the order of their fields (strict only)
    padding,           ///< padding that is missing, too long or not zero (strict only)
    too_long,          ///< text or bytes above the limit of the field (strict only)
    value,             ///< a field holds a value that its structure does not allow
    tlv_type,          ///< another TLV type than the one expected here
    tlv_padding,       ///< PaddingLength above 3 or not the distance to the next multiple of 4
    too_large,         ///< a built item would not fit the width of its length field
    size_mismatch,     ///< two members that share one size field have different sizes
    not_this_release,  ///< the item does not exist in the negotiated MBIMEx release

    // MBIM framing
    message_type,     ///< MessageType is not one of the nine known types
    fragment,         ///< TotalFragments is 0, or CurrentFragment is not below it
    not_first,        ///< a continuation fragment has no command header
    not_whole,        ///< the information buffer continues in further fragments
    other_operation,  ///< the message carries another service, CID or operation than the one asked for

    // NTB framing (NCM 1.0, MBIM 1.0 section 7)
    nth_signature,      ///< neither NCMH nor ncmh
    nth_header_length,  ///< wHeaderLength is not the NTH size
    block_exceeds,      ///< the block length is above the bytes of the transfer
    block_length,       ///< the block is too short for an NTH and an NDP, or too long for its format
    ndp_over_nth,       ///< the first NDP index lies inside the NTH
    ndp_outside,        ///< an NDP header is not inside the block
    ndp_signature,      ///< not NCM0, NCM1, IPS or DSS, nor a lower-case form
    ndp_kind,           ///< a 32-bit NDP in an NTB16, or a 16-bit one in an NTB32
    ndp_length,         ///< wLength is below the NDP header size, or not what strict demands
    table_outside,      ///< the datagram table does not end inside the block
    chain,              ///< a next NDP index that does not grow
    datagram_outside,   ///< a datagram does not end inside the block
    datagram_over_nth,  ///< a datagram shares bytes with the NTH
    datagram_over_ndp,  ///< a datagram shares bytes with an NDP
    payload_exceeds,    ///< the datagram lengths add up to more than the block
    half_null,          ///< an entry with exactly one of index and length 0 (strict only)
    terminator,         ///< the null entry is missing or is not the last one (strict only)
    alignment,          ///< an index breaks the negotiated alignment (strict only)
    crc,                ///< the CRC-32 of a datagram does not match

    // USB descriptors, requests and notifications
    descriptor_length,   ///< bLength is below 2 or below the size of the descriptor's fixed part
    descriptor_missing,  ///< a descriptor that the function needs is not there
    request,             ///< not the request that was asked for

    // Text and value conversions
    syntax,  ///< text that is not the canonical form
};

/// A short name of a code, as the enumerator is spelt.
[[nodiscard]] constexpr std::string_view name_of(errc code) noexcept {
    switch (code) {
        case errc::none: return "none";
        case errc::need_more: return "need_more";
        case errc::no_space: return "no_space";
        case errc::length: return "length";
        case errc::trailing_bytes: return "trailing_bytes";
        case errc::outside: return "outside";
        case errc::null_reference: return "null_reference";
        case errc::odd_size: return "odd_size";
        case errc::count: return "count";
        case errc::element_size: return "element_size";
        case errc::overlap: return "overlap";
        case errc::repeated: return "repeated";
        case errc::misaligned: return "misaligned";
        case errc::order: return "order";
        case errc::padding: return "padding";
        case errc::too_long: return "too_long";
        case errc::value: return "value";
        case errc::tlv_type: return "tlv_type";
        case errc::tlv_padding: return "tlv_padding";
        case errc::too_large: return "too_large";
        case errc::size_mismatch: return "size_mismatch";
        case errc::not_this_release: return "not_this_release";
        case errc::message_type: return "message_type";
        case errc::fragment: return "fragment";
        case errc::not_first: return "not_first";
        case errc::not_whole: return "not_whole";
        case errc::other_operation: return "other_operation";
        case errc::nth_signature: return "nth_signature";
        case errc::nth_header_length: return "nth_header_length";
        case errc::block_exceeds: return "block_exceeds";
        case errc::block_length: return "block_length";
        case errc::ndp_over_nth: return "ndp_over_nth";
        case errc::ndp_outside: return "ndp_outside";
        case errc::ndp_signature: return "ndp_signature";
        case errc::ndp_kind: return "ndp_kind";
        case errc::ndp_length: return "ndp_length";
        case errc::table_outside: return "table_outside";
        case errc::chain: return "chain";
        case errc::datagram_outside: return "datagram_outside";
        case errc::datagram_over_nth: return "datagram_over_nth";
        case errc::datagram_over_ndp: return "datagram_over_ndp";
        case errc::payload_exceeds: return "payload_exceeds";
        case errc::half_null: return "half_null";
        case errc::terminator: return "terminator";
        case errc::alignment: return "alignment";
        case errc::crc: return "crc";
        case errc::descriptor_length: return "descriptor_length";
        case errc::descriptor_missing: return "descriptor_missing";
        case errc::request: return "request";
        case errc::syntax: return "syntax";
    }
    return "unknown";
}

/// Where in a structure, as three indices in 24 bits.  MBIM reads them as field, element of that field and field of
/// the element; NCM as NDP and entry.  An index that does not fit is held at its maximum; the offset stays exact.
class place {
public:
    static constexpr unsigned no_field = 63;      ///< "not in a field"
    static constexpr unsigned no_element = 4095;  ///< "not in an element", and every element from 4095 on

    constexpr place() noexcept = default;

    /// Field `outer`, its element `element`, field `inner` of that element.
    static constexpr place of_field(unsigned outer, unsigned element = no_element, unsigned inner = no_field) noexcept {
        return place{(least(outer, no_field) << 18) | (least(element, no_element) << 6) | least(inner, no_field)};
    }
    /// Entry `entry` of the NDP number `ndp`, both from 0; without an entry: the NDP itself.
    static constexpr place of_entry(unsigned ndp, unsigned entry = 0x3fff) noexcept {
        return place{(least(ndp, 0x3ff) << 14) | least(entry, 0x3fff)};
    }
    static constexpr place from_bits(std::uint32_t bits) noexcept { return place{bits & 0xffffffu}; }

    [[nodiscard]] constexpr unsigned field() const noexcept { return (bits_ >> 18) & 63u; }
    [[nodiscard]] constexpr unsigned element() const noexcept { return (bits_ >> 6) & 4095u; }
    [[nodiscard]] constexpr unsigned inner_field() const noexcept { return bits_ & 63u; }
    [[nodiscard]] constexpr unsigned ndp() const noexcept { return (bits_ >> 14) & 0x3ffu; }
    [[nodiscard]] constexpr unsigned entry() const noexcept { return bits_ & 0x3fffu; }
    [[nodiscard]] constexpr std::uint32_t bits() const noexcept { return bits_; }
    friend constexpr bool operator==(place, place) noexcept = default;

private:
    explicit constexpr place(std::uint32_t bits) noexcept : bits_{bits} {}
    static constexpr std::uint32_t least(unsigned n, unsigned most) noexcept { return n < most ? n : most; }
    std::uint32_t bits_{0xffffffu};
};

/// An error, or none.  True in a condition means that there is one.
class error {
public:
    constexpr error() noexcept = default;
    /// \param offset  counts in bytes from the start of what the caller passed
    constexpr error(errc code, std::uint64_t offset, place where = {}) noexcept
        : offset_{offset > 0xffffffffu ? 0xffffffffu : static_cast<std::uint32_t>(offset)},
          packed_{static_cast<std::uint32_t>(code) | (where.bits() << 8)} {}
    /// The output buffer is too small; `needed` bytes suffice.
    static constexpr error no_space(std::uint64_t needed) noexcept { return error{errc::no_space, needed}; }

    [[nodiscard]] constexpr errc code() const noexcept { return static_cast<errc>(packed_ & 0xffu); }
    [[nodiscard]] constexpr place where() const noexcept { return place::from_bits(packed_ >> 8); }
    /// Byte offset from the start of what the caller passed.
    [[nodiscard]] constexpr std::uint32_t offset() const noexcept { return offset_; }
    /// Of `no_space`: the number of bytes that suffices.
    [[nodiscard]] constexpr std::uint32_t needed() const noexcept { return offset_; }
    constexpr explicit operator bool() const noexcept { return code() != errc::none; }

    /// The same error for a caller to whom the item starts `by` bytes later.
    [[nodiscard]] constexpr error shifted(std::uint64_t by) const noexcept {
        return !*this || code() == errc::no_space ? *this : error{code(), offset_ + by, where()};
    }
    /// The same error, found at `where`.
    [[nodiscard]] constexpr error at(place where) const noexcept { return !*this ? *this : error{code(), offset_, where}; }

    friend constexpr bool operator==(error, error) noexcept = default;

private:
    std::uint32_t offset_{};
    std::uint32_t packed_{0xffffff00u};
};
static_assert(sizeof(error) == 8);

}  // namespace cdcnet
