// SPDX-License-Identifier: BSL-1.0
/// \file
/// The NTB parameters that host and function exchange on the control endpoint.  NCM 1.0, 6.2; `reference/usb.json`.
///
/// What the function sends (IN) and what it receives (OUT) are types of their own: a size of one direction cannot end up
/// in the other.
#pragma once

#include <cdcnet/ncm/ntb.hpp>

namespace cdcnet::ncm {

/// Bits of bmNtbFormatsSupported.
namespace formats_supported {
inline constexpr std::uint16_t ntb16 = 1;  ///< always set
inline constexpr std::uint16_t ntb32 = 2;
}  // namespace formats_supported

/// How the function builds the NTBs that it sends to the host.
struct in_parameters {
    std::uint32_t max_size{};           ///< dwNtbInMaxSize, at least 2048
    std::uint16_t divisor{};            ///< wNdpInDivisor, a power of two
    std::uint16_t payload_remainder{};  ///< wNdpInPayloadRemainder; of Ethernet frames, counted behind the 14-byte header
    std::uint16_t ndp_alignment{};      ///< wNdpInAlignment, a power of two, at least 4

    friend constexpr bool operator==(const in_parameters&, const in_parameters&) noexcept = default;
};

/// How the host has to build the NTBs that it sends to the function.
struct out_parameters {
    std::uint32_t max_size{};           ///< dwNtbOutMaxSize, at least 2048
    std::uint16_t divisor{};            ///< wNdpOutDivisor, a power of two
    std::uint16_t payload_remainder{};  ///< wNdpOutPayloadRemainder; of Ethernet frames, counted behind the 14-byte header
    std::uint16_t ndp_alignment{};      ///< wNdpOutAlignment, a power of two, at least 4
    std::uint16_t max_datagrams{};      ///< wNtbOutMaxDatagrams; 0: no limit

    friend constexpr bool operator==(const out_parameters&, const out_parameters&) noexcept = default;
};

/// The NTB parameter structure, the answer to GET_NTB_PARAMETERS.
///
/// A function fills it as real hosts expect: divisors and alignments a power of two and at least 4, which is the default
/// here (a host is known to refuse a function whose divisor is 1).  A host reads whatever it is given and normalises it
/// with `limits::from`.
struct ntb_parameters {
    std::uint16_t formats_supported{ncm::formats_supported::ntb16};  ///< bmNtbFormatsSupported
    in_parameters in{2048, 4, 0, 4};
    out_parameters out{2048, 4, 0, 4, 0};

    static constexpr std::size_t wire_size = 28;

    [[nodiscard]] constexpr bool supports(format f) const noexcept {
        return f == format::ntb16 || (formats_supported & formats_supported::ntb32) != 0;
    }

    /// Reads the first 28 bytes; values are taken as they are, and wLength is not looked at (functions are known to send
    /// others than 28).  `need_more` when there are fewer bytes.
    [[nodiscard]] static constexpr result<ntb_parameters> parse(bytes data) noexcept {
        if (data.size() < wire_size) return error{errc::need_more, data.size()};
        const auto u16 = [&](std::size_t at) { return load_le<std::uint16_t>(data.data() + at); };
        const auto u32 = [&](std::size_t at) { return load_le<std::uint32_t>(data.data() + at); };
        return ntb_parameters{u16(2), {u32(4), u16(8), u16(10), u16(12)}, {u32(16), u16(20), u16(22), u16(24), u16(26)}};
    }

    /// Writes 28 bytes and returns them; `no_space` when the buffer is smaller.
    [[nodiscard]] constexpr result<bytes> build(mutable_bytes buffer) const noexcept {
        if (buffer.size() < wire_size) return error::no_space(wire_size);
        const auto u16 = [&](std::size_t at, std::uint16_t value) { store_le(buffer.data() + at, value); };
        const auto u32 = [&](std::size_t at, std::uint32_t value) { store_le(buffer.data() + at, value); };
        u16(0, wire_size);
        u16(2, formats_supported);
        u32(4, in.max_size);
        u16(8, in.divisor);
        u16(10, in.payload_remainder);
        u16(12, in.ndp_alignment);
        u16(14, 0);
        u32(16, out.max_size);
        u16(20, out.divisor);
        u16(22, out.payload_remainder);
        u16(24, out.ndp_alignment);
        u16(26, out.max_datagrams);
        return bytes{buffer.first(wire_size)};
    }

    friend constexpr bool operator==(const ntb_parameters&, const ntb_parameters&) noexcept = default;
};

/// The NTB input size structure of GET_NTB_INPUT_SIZE and SET_NTB_INPUT_SIZE: what the host lets the function send.
struct ntb_input_size {
    std::uint32_t max_size{};       ///< dwNtbInMaxSize: 2048 up to that of `in_parameters`
    std::uint16_t max_datagrams{};  ///< wNtbInMaxDatagrams, in the 8-byte form only; 0: no limit

    /// The two forms on the wire; the long one where bit 5 of the function's bmNetworkCapabilities is set.
    enum class form : std::uint8_t { short_form = 4, long_form = 8 };

    /// Reads 4 bytes, or 8 and more.  `need_more` for any other number.
    [[nodiscard]] static constexpr result<ntb_input_size> parse(bytes data) noexcept {
        if (data.size() < 4 || (data.size() > 4 && data.size() < 8)) return error{errc::need_more, data.size()};
        const bool has_datagrams = data.size() >= 8;
        return ntb_input_size{load_le<std::uint32_t>(data.data()),
                              has_datagrams ? load_le<std::uint16_t>(data.data() + 4) : std::uint16_t{0}};
    }

    /// Writes 4 or 8 bytes and returns them; `no_space` when the buffer is smaller.
    [[nodiscard]] constexpr result<bytes> build(mutable_bytes buffer, form f) const noexcept {
        const auto size = static_cast<std::size_t>(f);
        if (buffer.size() < size) return error::no_space(size);
        store_le(buffer.data(), max_size);
        if (f == form::long_form) {
            store_le(buffer.data() + 4, max_datagrams);
            store_le(buffer.data() + 6, std::uint16_t{0});
        }
        return bytes{buffer.first(size)};
    }

    friend constexpr bool operator==(const ntb_input_size&, const ntb_input_size&) noexcept = default;
};

}  // namespace cdcnet::ncm
