// SPDX-License-Identifier: BSL-1.0
/// \file
/// The CRC-32 of IEEE 802.3 behind each datagram of NCM1 and ncm1 streams: four bytes, little-endian, counted in the
/// datagram length.  NCM 1.0, 3.3.  Used after SET_CRC_MODE(1) only, and never by MBIM.
#pragma once

#include <array>
#include <cdcnet/ncm/ntb.hpp>

namespace cdcnet::ncm {

/// Bytes of CRC behind a datagram.
inline constexpr std::size_t crc_size = 4;

namespace detail {
[[nodiscard]] constexpr std::array<std::uint32_t, 256> make_crc_table() noexcept {
    constexpr std::uint32_t reflected_polynomial = 0xedb88320;
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t remainder = byte;
        for (int bit = 0; bit < 8; ++bit) remainder = remainder >> 1 ^ ((remainder & 1) != 0 ? reflected_polynomial : 0);
        table[byte] = remainder;
    }
    return table;
}
inline constexpr std::array<std::uint32_t, 256> crc_table = make_crc_table();
}  // namespace detail

/// The CRC-32 of `data`.
/// \param before  the CRC-32 of the bytes that come before them
[[nodiscard]] constexpr std::uint32_t crc32(bytes data, std::uint32_t before = 0) noexcept {
    const std::byte* const from = data.data();
    const std::size_t size = data.size();
    std::uint32_t crc = ~before;
    for (std::size_t i = 0; i < size; ++i) crc = crc >> 8 ^ detail::crc_table[(crc ^ std::to_integer<std::uint32_t>(from[i])) & 0xff];
    return ~crc;
}

/// Checks the CRC of a datagram and returns the datagram without it.  A datagram of a stream without CRC is returned as
/// it is.  `errc::length` when there is no room for a CRC; `errc::crc` with the offset of the CRC when it differs.
[[nodiscard]] constexpr result<bytes> check_crc(const datagram& d) noexcept {
    if (!d.stream.has_crc()) return d.bytes;
    if (d.bytes.size() < crc_size) return error{errc::length, 0};
    const bytes payload = d.bytes.first(d.bytes.size() - crc_size);
    if (load_le<std::uint32_t>(d.bytes.data() + payload.size()) != crc32(payload)) return error{errc::crc, payload.size()};
    return payload;
}

}  // namespace cdcnet::ncm
