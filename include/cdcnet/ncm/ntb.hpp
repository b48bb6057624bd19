// SPDX-License-Identifier: BSL-1.0
/// \file
/// The layouts of NTBs: transfer header (NTH), datagram pointer tables (NDP) and their signatures, in both sizes.
/// NCM 1.0, 3.2 and 3.3; MBIM 1.0, 7; `reference/usb.json`.
#pragma once

#include <bit>
#include <cdcnet/wire/bytes.hpp>
#include <cdcnet/wire/endian.hpp>
#include <cdcnet/wire/result.hpp>
#include <optional>
#include <string_view>

namespace cdcnet::ncm {

/// The two sizes of NTB structures; the values are those of GET_NTB_FORMAT and SET_NTB_FORMAT.
enum class format : std::uint8_t {
    ntb16 = 0,  ///< 16-bit indices and lengths, at most 65535 bytes
    ntb32 = 1,  ///< 32-bit indices and lengths
};

[[nodiscard]] constexpr std::string_view name_of(format f) noexcept { return f == format::ntb16 ? "NTB16" : "NTB32"; }

/// Offsets that both formats share.
namespace at {
inline constexpr std::uint32_t nth_signature = 0;      ///< dwSignature
inline constexpr std::uint32_t nth_header_length = 4;  ///< wHeaderLength
inline constexpr std::uint32_t nth_sequence = 6;       ///< wSequence
inline constexpr std::uint32_t nth_block_length = 8;   ///< wBlockLength, dwBlockLength
inline constexpr std::uint32_t ndp_signature = 0;      ///< dwSignature
inline constexpr std::uint32_t ndp_length = 4;         ///< wLength, 16 bits in both formats: header, entries and the null entry
}  // namespace at

/// Sizes, offsets and signatures of one format.
template <format F>
struct layout;

/// NTH16 and NDP16.
template <>
struct layout<format::ntb16> {
    using index = std::uint16_t;                                ///< of wBlockLength, every index and every datagram length
    static constexpr std::uint32_t nth_signature = 0x484d434e;  ///< NCMH
    static constexpr std::uint32_t nth_size = 12;
    static constexpr std::uint32_t nth_ndp_index = 10;  ///< offset of wNdpIndex
    static constexpr std::uint32_t ndp_size = 8;        ///< of the header, without entries
    static constexpr std::uint32_t ndp_next_index = 6;  ///< offset of wNextNdpIndex
    static constexpr std::uint32_t entry_size = 4;      ///< wDatagramIndex, wDatagramLength
    static constexpr std::uint32_t max_size = 0xffff;   ///< the largest value of wBlockLength
};

/// NTH32 and NDP32.
template <>
struct layout<format::ntb32> {
    using index = std::uint32_t;                                ///< of dwBlockLength, every index and every datagram length
    static constexpr std::uint32_t nth_signature = 0x686d636e;  ///< ncmh
    static constexpr std::uint32_t nth_size = 16;
    static constexpr std::uint32_t nth_ndp_index = 12;     ///< offset of dwNdpIndex
    static constexpr std::uint32_t ndp_size = 16;          ///< of the header with its reserved fields, without entries
    static constexpr std::uint32_t ndp_next_index = 8;     ///< offset of dwNextNdpIndex
    static constexpr std::uint32_t entry_size = 8;         ///< dwDatagramIndex, dwDatagramLength
    static constexpr std::uint32_t max_size = 0xffffffff;  ///< the largest value of dwBlockLength
};

/// The same numbers for a format known at run time.
struct sizes {
    std::uint32_t nth_signature{};
    std::uint32_t nth{};             ///< size of the NTH, and its wHeaderLength
    std::uint32_t nth_ndp_index{};   ///< offset of the first NDP index in the NTH
    std::uint32_t ndp{};             ///< size of an NDP header
    std::uint32_t ndp_next_index{};  ///< offset of the next NDP index in an NDP
    std::uint32_t entry{};           ///< size of one entry
    std::uint32_t max_block{};       ///< the largest block length that the field can hold

    /// The least block: an NTH, an NDP header and two entries (28 or 48 bytes).
    [[nodiscard]] constexpr std::uint32_t min_block() const noexcept { return nth + min_ndp(); }
    /// The least wLength of an NDP that follows the specification: one entry and the null entry (16 or 32 bytes).
    [[nodiscard]] constexpr std::uint32_t min_ndp() const noexcept { return ndp + 2 * entry; }
};

namespace detail {
template <format F>
inline constexpr sizes sizes_in{layout<F>::nth_signature,  layout<F>::nth_size,   layout<F>::nth_ndp_index, layout<F>::ndp_size,
                                layout<F>::ndp_next_index, layout<F>::entry_size, layout<F>::max_size};
}

[[nodiscard]] constexpr const sizes& sizes_of(format f) noexcept {
    return f == format::ntb16 ? detail::sizes_in<format::ntb16> : detail::sizes_in<format::ntb32>;
}

/// What the datagrams of an NDP are.
enum class stream_kind : std::uint8_t {
    ethernet,      ///< Ethernet frames without frame check sequence: NCM0, ncm0
    ethernet_crc,  ///< Ethernet frames, each followed by its CRC-32: NCM1, ncm1
    ips,           ///< IPv4 or IPv6 packets of one MBIM IP session: IPS, ips and the session
    dss,           ///< opaque datagrams of one MBIM device service session: DSS, dss and the session
};

/// The signature's own spelling in an NDP16, without the session byte of IPS and DSS.
[[nodiscard]] constexpr std::string_view name_of(stream_kind k) noexcept {
    switch (k) {
        case stream_kind::ethernet: return "NCM0";
        case stream_kind::ethernet_crc: return "NCM1";
        case stream_kind::ips: return "IPS";
        case stream_kind::dss: return "DSS";
    }
    return "unknown";
}

/// NDP signatures as the 32-bit little-endian number of their four characters, in the NDP16 spelling; the session of
/// the MBIM ones is the top byte, binary.  The NDP32 spelling is the same with lower-case letters.
namespace signature {
inline constexpr std::uint32_t ncm0 = 0x304d434e;
inline constexpr std::uint32_t ncm1 = 0x314d434e;
inline constexpr std::uint32_t ips = 0x00535049;
inline constexpr std::uint32_t dss = 0x00535344;
inline constexpr std::uint32_t ipc = 0x00435049;         ///< multiflow control of an IP session; carries no datagrams of a stream
inline constexpr std::uint32_t dsc = 0x00435344;         ///< multiflow control of a device service session; likewise
inline constexpr std::uint32_t lower_case = 0x00202020;  ///< the bits that make an NDP16 signature one of an NDP32

/// The NDP16 spelling with the session byte cleared, where it is one.
[[nodiscard]] constexpr std::uint32_t family(std::uint32_t raw) noexcept {
    const std::uint32_t letters = raw & 0x00ffffffu;
    const std::uint32_t upper = (letters & lower_case) == lower_case ? letters & ~lower_case : letters;
    return upper == (ncm0 & 0x00ffffffu) ? upper | (raw & 0xff000000u) : upper;
}

/// A signature's name: "NCM0", "ips", "IPC" ... in the spelling of its size, without the session; empty when it is not
/// a signature of NCM or MBIM.
[[nodiscard]] constexpr std::string_view name_of(std::uint32_t raw) noexcept {
    const bool lower = (raw & lower_case) == lower_case;
    switch (family(raw)) {
        case ncm0: return lower ? "ncm0" : "NCM0";
        case ncm1: return lower ? "ncm1" : "NCM1";
        case ips: return lower ? "ips" : "IPS";
        case dss: return lower ? "dss" : "DSS";
        case ipc: return lower ? "ipc" : "IPC";
        case dsc: return lower ? "dsc" : "DSC";
        default: return {};
    }
}
}  // namespace signature

/// Which flow a datagram belongs to.
class stream {
public:
    /// Ethernet without CRC.
    constexpr stream() noexcept = default;

    [[nodiscard]] static constexpr stream ethernet() noexcept { return stream{stream_kind::ethernet, 0}; }
    [[nodiscard]] static constexpr stream ethernet_crc() noexcept { return stream{stream_kind::ethernet_crc, 0}; }
    [[nodiscard]] static constexpr stream ips(std::uint8_t session) noexcept { return stream{stream_kind::ips, session}; }
    [[nodiscard]] static constexpr stream dss(std::uint8_t session) noexcept { return stream{stream_kind::dss, session}; }
    /// The stream of the SessionId in MBIM's CONNECT, which is 32 bits wide; none above 255.
    [[nodiscard]] static constexpr std::optional<stream> of_ip_session(std::uint32_t session_id) noexcept {
        return session_id > 0xff ? std::optional<stream>{} : ips(static_cast<std::uint8_t>(session_id));
    }
    /// The stream of the DssSessionId in MBIM's DSS CONNECT; none above 255.
    [[nodiscard]] static constexpr std::optional<stream> of_device_session(std::uint32_t dss_session_id) noexcept {
        return dss_session_id > 0xff ? std::optional<stream>{} : dss(static_cast<std::uint8_t>(dss_session_id));
    }

    [[nodiscard]] constexpr stream_kind kind() const noexcept { return kind_; }
    /// The MBIM session, 0 to 255; 0 for Ethernet.
    [[nodiscard]] constexpr std::uint8_t session() const noexcept { return session_; }
    /// True when four bytes of CRC-32 follow each datagram and count in its length.
    [[nodiscard]] constexpr bool has_crc() const noexcept { return kind_ == stream_kind::ethernet_crc; }
    [[nodiscard]] constexpr bool is_ethernet() const noexcept { return kind_ == stream_kind::ethernet || has_crc(); }

    /// The dwSignature of an NDP of this stream.
    [[nodiscard]] constexpr std::uint32_t signature(format f) const noexcept {
        const std::uint32_t letters = family() | (f == format::ntb32 ? signature::lower_case : 0);
        return letters | std::uint32_t{session_} << 24;
    }

    friend constexpr bool operator==(stream a, stream b) noexcept {
        return std::bit_cast<std::uint16_t>(a) == std::bit_cast<std::uint16_t>(b);
    }

private:
    constexpr stream(stream_kind kind, std::uint8_t session) noexcept : kind_{kind}, session_{session} {}
    [[nodiscard]] constexpr std::uint32_t family() const noexcept {
        switch (kind_) {
            case stream_kind::ethernet: return signature::ncm0;
            case stream_kind::ethernet_crc: return signature::ncm1;
            case stream_kind::ips: return signature::ips;
            case stream_kind::dss: return signature::dss;
        }
        return 0;
    }
    stream_kind kind_{};
    std::uint8_t session_{};
};

/// What a valid dwSignature of an NDP says.
struct ndp_meaning {
    ncm::stream stream{};
    ncm::format format{};
};

/// Reads the dwSignature of an NDP.  `errc::ndp_signature` for everything that carries no datagrams of a stream, the
/// multiflow control signatures included.
[[nodiscard]] constexpr result<ndp_meaning> parse_signature(std::uint32_t raw) noexcept {
    const ncm::format f = (raw & signature::lower_case) == signature::lower_case ? format::ntb32 : format::ntb16;
    const auto session = static_cast<std::uint8_t>(raw >> 24);
    switch (signature::family(raw)) {
        case signature::ncm0: return ndp_meaning{stream::ethernet(), f};
        case signature::ncm1: return ndp_meaning{stream::ethernet_crc(), f};
        case signature::ips: return ndp_meaning{stream::ips(session), f};
        case signature::dss: return ndp_meaning{stream::dss(session), f};
        default: return error{errc::ndp_signature, 0};
    }
}

/// One datagram and its flow.  From the parser: a view into the transfer, the CRC of `ethernet_crc` included.  To the
/// aggregator: the caller's bytes without a CRC, which is added.
struct datagram {
    ncm::stream stream{};
    cdcnet::bytes bytes{};
};

}  // namespace cdcnet::ncm
