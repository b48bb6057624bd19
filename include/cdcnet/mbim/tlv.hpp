// SPDX-License-Identifier: BSL-1.0
/// \file
/// TLVs of MBIMEx 3.0 and 4.0: u16 type, u8 reserved, u8 padding length, u32 data length, the data, padding to a
/// multiple of 4.  Source: reference/messages.json, `tlv_header`.
#pragma once

#include <cdcnet/mbim/tlv_type.hpp>
#include <cdcnet/mbim/validate.hpp>
#include <cdcnet/wire/item_list.hpp>

namespace cdcnet::mbim {

/// One TLV: its type and its data without header and padding.
struct tlv {
    tlv_type type{};
    bytes data{};

    friend constexpr bool operator==(const tlv& a, const tlv& b) noexcept { return a.type == b.type && equal(a.data, b.data); }
};

/// The bytes that a TLV with this much data takes.
[[nodiscard]] constexpr std::uint64_t encoded_tlv_size(std::uint64_t data) noexcept { return tlv_header_size + round_up_4(data); }

namespace detail {
/// Reads a TLV that has been checked.
[[nodiscard]] constexpr tlv tlv_at(const std::byte* p) noexcept {
    return {static_cast<tlv_type>(load_le<std::uint16_t>(p)), bytes{p + tlv_header_size, load_le<std::uint32_t>(p + 4)}};
}
/// Writes the header for `size` bytes of data and the padding behind them; the data are the caller's part.
constexpr void store_tlv_frame(std::byte* p, tlv_type type, std::uint32_t size) noexcept {
    const std::uint64_t padding = round_up_4(size) - size;
    store_le(p, static_cast<std::uint16_t>(type));
    p[2] = std::byte{};
    p[3] = static_cast<std::byte>(padding);
    store_le(p + 4, size);
    zero_bytes(p + tlv_header_size + size, static_cast<std::size_t>(padding));
}
}  // namespace detail

namespace detail {
inline constexpr field_entry tlvs_entry{.type = form::tlv_list};
/// The layout of a bare sequence of TLVs.
inline constexpr layout_table only_tlvs{&tlvs_entry, 1};

/// How TLVs follow each other.
struct tlv_wire {
    static constexpr std::size_t header_size = tlv_header_size;
    static constexpr tlv read(const std::byte* p) noexcept { return tlv_at(p); }
    static constexpr std::size_t size(const std::byte* p) noexcept {
        return tlv_header_size + load_le<std::uint32_t>(p + 4) + std::to_integer<std::size_t>(p[3]);
    }
};
}  // namespace detail

/// A sequence of TLVs: on the wire, or the caller's array.  Views what it was made from and owns nothing.
class tlv_list : public cdcnet::detail::item_list<tlv, detail::tlv_wire> {
public:
    using item_list::item_list;

    /// Checks that wire bytes are a sequence of TLVs.
    /// \return none, or where the first TLV that does not fit stands; fewer than 8 bytes behind the last one are ignored
    [[nodiscard]] static constexpr error check(bytes wire) noexcept { return validate(detail::only_tlvs, wire); }
    /// The TLVs in wire bytes that have been checked.
    static constexpr tlv_list over_checked(bytes wire) noexcept {
        tlv_list list;
        list.wire_ = wire;
        return list;
    }

    /// The data of the first TLV of this type; empty when there is none.
    [[nodiscard]] constexpr bytes find(tlv_type type) const noexcept {
        for (const tlv t : *this)
            if (t.type == type) return t.data;
        return {};
    }

    /// Bytes on the wire, headers and padding included.
    [[nodiscard]] constexpr std::uint64_t encoded_size() const noexcept {
        std::uint64_t n = 0;
        for (const tlv t : *this) n += encoded_tlv_size(t.data.size());
        return n;
    }
};

}  // namespace cdcnet::mbim
