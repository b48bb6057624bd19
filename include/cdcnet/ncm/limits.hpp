// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the receiver of an NTB asks of its sender, in one place for both directions.
#pragma once

#include <cdcnet/ncm/detail/alignment.hpp>
#include <cdcnet/ncm/parameters.hpp>

namespace cdcnet::ncm {

/// Where the NDPs stand in a block.
enum class placement : std::uint8_t {
    front,  ///< behind the NTH
    end,    ///< behind the datagrams; some devices accept nothing else
};

[[nodiscard]] constexpr std::string_view name_of(placement p) noexcept { return p == placement::front ? "front" : "end"; }

/// How a transfer is ended whose length is a multiple of the packet size.
enum class termination : std::uint8_t {
    zlp,         ///< a zero-length packet, unless the block has the maximum size
    pad,         ///< one zero byte behind the block, unless the block has the maximum size
    always_zlp,  ///< a zero-length packet, also after a block of maximum size; most MBIM devices need it
};

/// What the datagrams are; decides where a device's payload remainder counts from.
enum class payload : std::uint8_t {
    ethernet,  ///< NCM: the remainder is that of the byte behind the 14-byte Ethernet header
    mbim,      ///< MBIM: the remainder is that of the datagram's first byte
};

/// What a block has to respect.
struct limits {
    ncm::format format{ncm::format::ntb16};
    /// The largest block.  NTB16 holds at most 65535 bytes, and never more than 1 GiB is used.
    std::uint32_t max_size{16384};
    /// Datagrams start where `offset % divisor == remainder`, counted from the start of the block.  Any number; 0 is
    /// taken as 1, and a remainder that is not below the divisor is reduced.
    std::uint16_t divisor{4};
    std::uint16_t remainder{0};
    /// NDPs start at multiples of this.  Any number; 0 is taken as 1.
    std::uint16_t ndp_alignment{4};
    std::uint16_t max_datagrams{0};  ///< in one block; 0: no limit
    ncm::placement placement{ncm::placement::end};
    ncm::termination termination{ncm::termination::zlp};

    /// Of a host that sends: what the function's parameters ask for.  What a device may report and the specification
    /// does not allow is replaced by one rule:
    /// - a maximum size below 2048, which is the least that NCM allows, 0 included: 2048;
    /// - a divisor that is not a power of two or not below the maximum size: 4.  1 and 2 are taken as they are;
    /// - a remainder that is not below the divisor: 0;
    /// - an NDP alignment that is not a power of two, below 4 or not below the maximum size: 4.
    /// The remainder of Ethernet frames is converted to that of their first byte.
    [[nodiscard]] static constexpr limits from(const out_parameters& p, ncm::payload kind) noexcept {
        return normalised(p.max_size, p.divisor, p.payload_remainder, p.ndp_alignment, p.max_datagrams, kind);
    }
    /// Of a function that sends: what its own parameters say, within the size that the host has set.
    [[nodiscard]] static constexpr limits from(const in_parameters& p, const ntb_input_size& size, ncm::payload kind) noexcept {
        const std::uint32_t most = size.max_size < p.max_size ? size.max_size : p.max_size;
        return normalised(most, p.divisor, p.payload_remainder, p.ndp_alignment, size.max_datagrams, kind);
    }
    /// Of a function that sends before the host has set a size.
    [[nodiscard]] static constexpr limits from(const in_parameters& p, ncm::payload kind) noexcept {
        return from(p, ntb_input_size{p.max_size}, kind);
    }
    /// The same for the host, from the whole structure.
    [[nodiscard]] static constexpr limits from(const ntb_parameters& p, ncm::payload kind) noexcept { return from(p.out, kind); }

private:
    static constexpr std::uint32_t ethernet_header = 14;
    static constexpr std::uint32_t least_max_size = 2048;

    [[nodiscard]] static constexpr limits normalised(std::uint32_t size, std::uint16_t divisor, std::uint16_t remainder,
                                                     std::uint16_t alignment, std::uint16_t datagrams, ncm::payload kind) noexcept {
        limits l{};
        l.max_size = size < least_max_size ? least_max_size : size;
        l.divisor = std::has_single_bit(divisor) && divisor < l.max_size ? divisor : std::uint16_t{4};
        l.ndp_alignment = std::has_single_bit(alignment) && alignment >= 4 && alignment < l.max_size ? alignment : std::uint16_t{4};
        l.max_datagrams = datagrams;
        const std::uint32_t behind_header = remainder < l.divisor ? remainder : 0u;
        const std::uint32_t header = kind == ncm::payload::ethernet ? ethernet_header : 0u;
        l.remainder = static_cast<std::uint16_t>(detail::gap_before(header, behind_header, l.divisor - 1u));
        return l;
    }
};

/// Limits that are known at run time, as a policy of those who build blocks.
class run_time_limits {
public:
    constexpr run_time_limits(const limits& l) noexcept  // NOLINT(google-explicit-constructor): limits are what it is made of
        : limits_{l}, datagrams_{l.divisor, l.remainder}, ndps_{l.ndp_alignment, 0} {}

    [[nodiscard]] constexpr const limits& get() const noexcept { return limits_; }
    /// Where datagrams may start.
    [[nodiscard]] constexpr const detail::offset_class& datagrams() const noexcept { return datagrams_; }
    /// Where NDPs may start.
    [[nodiscard]] constexpr const detail::offset_class& ndps() const noexcept { return ndps_; }

private:
    limits limits_;
    detail::offset_class datagrams_;
    detail::offset_class ndps_;
};

/// Limits that are known when the program is compiled: they take no memory, and what they do not ask for takes no code.
///
///     using device_limits = ncm::fixed_limits<ncm::limits{.max_size = 2048, .max_datagrams = 8}>;
template <limits L>
class fixed_limits {
public:
    [[nodiscard]] static constexpr const limits& get() noexcept { return value; }
    [[nodiscard]] static constexpr detail::offset_class datagrams() noexcept { return {L.divisor, L.remainder}; }
    [[nodiscard]] static constexpr detail::offset_class ndps() noexcept { return {L.ndp_alignment, 0}; }

private:
    static constexpr limits value = L;
};

/// What follows a block of a transfer on the bus.
enum class terminator_kind : std::uint8_t {
    none,  ///< nothing: the last packet is short, or the receiver knows the size
    zlp,   ///< a zero-length packet
    pad,   ///< one zero byte behind the block, in the same transfer
};

[[nodiscard]] constexpr std::string_view name_of(terminator_kind k) noexcept {
    switch (k) {
        case terminator_kind::none: return "none";
        case terminator_kind::zlp: return "zlp";
        case terminator_kind::pad: return "pad";
    }
    return "unknown";
}

/// How to end the transfer of a block of `size` bytes.  NCM 1.0, 3.2.2.
/// \param max_packet_size  wMaxPacketSize of the bulk endpoint; 0 is taken as "no rule about short packets"
[[nodiscard]] constexpr terminator_kind terminator(std::size_t size, std::uint32_t max_packet_size, const limits& l) noexcept {
    if (size == 0 || max_packet_size == 0 || size % max_packet_size != 0) return terminator_kind::none;
    if (l.termination == termination::always_zlp) return terminator_kind::zlp;
    if (size >= l.max_size) return terminator_kind::none;
    return l.termination == termination::pad ? terminator_kind::pad : terminator_kind::zlp;
}

}  // namespace cdcnet::ncm
