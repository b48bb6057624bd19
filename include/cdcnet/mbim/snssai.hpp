// SPDX-License-Identifier: BSL-1.0
/// \file
/// Slices of a 5G network: the payloads SINGLE_NSSAI, ALLOWED_NSSAI, CFG_NSSAI, DFLT_CFG_NSSAI, PRECFG_DFLT_CFG_NSSAI and
/// REJ_NSSAI of TLVs.  Source: `reference/messages.json`, tlv_payloads.
///
///     const auto allowed = parse<nssai>(info.unnamed_ies.find(tlv_type::allowed_nssai));
///     if (allowed)
///         for (const snssai slice : *allowed) use(slice.sst, slice.sd);
#pragma once

#include <cdcnet/mbim/packed.hpp>

namespace cdcnet::mbim {

/// One S-NSSAI: a slice, and the one of the home network that it stands for when roaming.
///
/// The length on the wire tells which members are there: 1 `sst`; 2 and `mapped_sst`; 4 `sst` and `sd`; 5 and
/// `mapped_sst`; 8 all of them.  There is no other.
struct snssai {
    std::uint8_t sst{};                        ///< slice and service type
    std::optional<std::uint32_t> sd{};         ///< slice differentiator, 24 bits
    std::optional<std::uint8_t> mapped_sst{};  ///< slice and service type in the home network
    std::optional<std::uint32_t> mapped_sd{};  ///< slice differentiator in the home network, 24 bits

    friend constexpr bool operator==(const snssai&, const snssai&) noexcept = default;
};

/// S-NSSAI back to back: ALLOWED_NSSAI, CFG_NSSAI, DFLT_CFG_NSSAI.
using nssai = packed_list<snssai>;

/// An S-NSSAI that the network refused.  Its length on the wire does not count the cause: 1 `sst`; 4 `sst` and `sd`.
struct rejected_snssai {
    std::uint8_t cause{};  ///< of 3GPP TS 24.501, rejected S-NSSAI
    std::uint8_t sst{};
    std::optional<std::uint32_t> sd{};  ///< 24 bits

    friend constexpr bool operator==(const rejected_snssai&, const rejected_snssai&) noexcept = default;
};

/// Refused S-NSSAI back to back: REJ_NSSAI.
using rejected_nssai = packed_list<rejected_snssai>;

/// For which access slices are configured.
enum class nssai_access_type : std::uint32_t {
    unknown = 0,
    _3gpp = 1,
    non_3gpp = 2,
};
constexpr auto names(nssai_access_type) {
    using enum nssai_access_type;
    return values("NssaiAccessType", named{unknown, "UNKNOWN"}, named{_3gpp, "3GPP"}, named{non_3gpp, "NON_3GPP"});
}

// clang-format off: layouts are tables, one field a line
/// PRECFG_DFLT_CFG_NSSAI: the slices that a device has configured from the start, for one access.
struct precfg_dflt_cfg_nssai {
    nssai_access_type access_type{};
    bytes default_cfg_nssai{};  ///< to be read with `parse<nssai>`

    using layout = fields<"PRECFG_DFLT_CFG_NSSAI",
        field<"AccessType",       &precfg_dflt_cfg_nssai::access_type>,
        in_tlv<"DefaultCfgNssai", &precfg_dflt_cfg_nssai::default_cfg_nssai, tlv_type::dflt_cfg_nssai>>;
};
// clang-format on

namespace detail {

inline constexpr std::uint32_t most_sd = 0xffffff;

/// Three bytes, the most significant first.
[[nodiscard]] constexpr std::uint32_t load_sd(const std::byte* from) noexcept {
    return std::to_integer<std::uint32_t>(from[0]) << 16 | load_be<std::uint16_t>(from + 1);
}
constexpr void store_sd(std::byte* to, std::uint32_t sd) noexcept {
    to[0] = static_cast<std::byte>(sd >> 16);
    store_be(to + 1, static_cast<std::uint16_t>(sd & 0xffff));
}

template <>
struct packing<snssai> {
    static constexpr error check(bytes rest, std::size_t& size, tolerance) noexcept {
        if (rest.empty()) return error{errc::length, 0};
        const auto length = std::to_integer<std::size_t>(rest[0]);
        if (length != 1 && length != 2 && length != 4 && length != 5 && length != 8) return error{errc::value, 0};
        if (length > rest.size() - 1) return error{errc::outside, 0};
        size = 1 + length;
        return {};
    }
    static constexpr snssai read(bytes item) noexcept {
        const std::byte* p = item.data() + 1;
        const std::size_t length = item.size() - 1;
        snssai slice{.sst = std::to_integer<std::uint8_t>(p[0])};
        if (length >= 4) slice.sd = load_sd(p + 1);
        if (length == 2) slice.mapped_sst = std::to_integer<std::uint8_t>(p[1]);
        if (length >= 5) slice.mapped_sst = std::to_integer<std::uint8_t>(p[4]);
        if (length == 8) slice.mapped_sd = load_sd(p + 5);
        return slice;
    }
    static constexpr error refuse(const snssai& slice) noexcept {
        if (slice.mapped_sd && (!slice.sd || !slice.mapped_sst)) return error{errc::value, 0};
        return slice.sd.value_or(0) <= most_sd && slice.mapped_sd.value_or(0) <= most_sd ? error{} : error{errc::too_large, 0};
    }
    static constexpr std::uint64_t size(const snssai& slice) noexcept {
        return 2u + (slice.sd ? 3u : 0u) + (slice.mapped_sst ? 1u : 0u) + (slice.mapped_sd ? 3u : 0u);
    }
    static constexpr void write(const snssai& slice, std::byte* to) noexcept {
        to[0] = static_cast<std::byte>(size(slice) - 1);
        to[1] = static_cast<std::byte>(slice.sst);
        to += 2;
        if (slice.sd) {
            store_sd(to, *slice.sd);
            to += 3;
        }
        if (slice.mapped_sst) *to++ = static_cast<std::byte>(*slice.mapped_sst);
        if (slice.mapped_sd) store_sd(to, *slice.mapped_sd);
    }
};

template <>
struct packing<rejected_snssai> {
    static constexpr error check(bytes rest, std::size_t& size, tolerance) noexcept {
        if (rest.empty()) return error{errc::length, 0};
        const auto length = std::to_integer<std::size_t>(rest[0]);
        if (length != 1 && length != 4) return error{errc::value, 0};
        if (1 + length > rest.size() - 1) return error{errc::outside, 0};
        size = 2 + length;
        return {};
    }
    static constexpr rejected_snssai read(bytes item) noexcept {
        const std::byte* p = item.data();
        rejected_snssai slice{.cause = std::to_integer<std::uint8_t>(p[1]), .sst = std::to_integer<std::uint8_t>(p[2])};
        if (item.size() == 6) slice.sd = load_sd(p + 3);
        return slice;
    }
    static constexpr error refuse(const rejected_snssai& slice) noexcept {
        return slice.sd.value_or(0) <= most_sd ? error{} : error{errc::too_large, 0};
    }
    static constexpr std::uint64_t size(const rejected_snssai& slice) noexcept { return slice.sd ? 6 : 3; }
    static constexpr void write(const rejected_snssai& slice, std::byte* to) noexcept {
        to[0] = static_cast<std::byte>(size(slice) - 2);
        to[1] = static_cast<std::byte>(slice.cause);
        to[2] = static_cast<std::byte>(slice.sst);
        if (slice.sd) store_sd(to + 3, *slice.sd);
    }
};

}  // namespace detail
}  // namespace cdcnet::mbim
