// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a caller chooses when parsing NTBs.
#pragma once

#include <cdcnet/ncm/detail/offset_set.hpp>
#include <string_view>

namespace cdcnet::ncm {

/// How much of the specification a block has to follow.
///
/// All modes refuse an NTH or an NDP that is wrong: a header, an index or a table outside the block, an NDP of the other
/// size, a chain that does not grow.  They differ in entries and formalities:
enum class mode : std::uint8_t {
    standard,  ///< the default: any datagram outside the block, over a header or over another datagram refuses the block
    strict,    ///< also refuses what receivers need not mind: alignment, order, terminators, bytes behind the block
    lenient,   ///< skips such a datagram alone, reports it in `ntb::entries()` and delivers the others
};

[[nodiscard]] constexpr std::string_view name_of(mode m) noexcept {
    switch (m) {
        case mode::standard: return "standard";
        case mode::strict: return "strict";
        case mode::lenient: return "lenient";
    }
    return "unknown";
}

/// How to parse.
struct parse_options {
    ncm::mode mode = ncm::mode::standard;
    std::uint32_t ndp_alignment = 0;  ///< strict: wNdpInAlignment or wNdpOutAlignment; 0: not given, 4 is taken
    std::uint32_t divisor = 0;        ///< strict: datagrams start at `offset % divisor == remainder`; 0: not given, not checked
    std::uint32_t remainder = 0;      ///< strict: of the datagram's first byte, as in `limits::remainder`
    /// Memory for blocks that cannot be judged with a few KiB on the stack in a time that goes with their size.  Such a block is refused
    /// with `no_space` unless there are `scratch_size(block size)` bytes.  They are, in lenient, blocks whose bad entries cannot be told
    /// from the good ones in one pass with a few variables: overlapping datagrams out of order, or bad entries together with more than 16
    /// NDPs or with NDPs that share bytes; an `ntb` that needed it views it.  In all modes they are blocks of more than 192 KiB with very
    /// many datagrams out of order, or very many NDPs between the datagrams: such as the smallest ones of 9 bytes each in a block of 2 MiB.
    mutable_bytes scratch{};
};

/// Bytes of `parse_options::scratch` that suffice for every block of at most `block_size` bytes: little more than two bits a byte.
[[nodiscard]] constexpr std::size_t scratch_size(std::size_t block_size) noexcept { return 2 * detail::offset_tree::size_for(block_size); }

}  // namespace cdcnet::ncm
