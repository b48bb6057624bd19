// SPDX-License-Identifier: BSL-1.0
/// \file
/// Transfers that broke a receiver, by their number in the list of such inputs, and what each mode does with them.  The
/// expected values are worked out by hand from the rules.
#pragma once

#include <cdcnet/wire/bytes.hpp>
#include <cdcnet/wire/error.hpp>
#include <string_view>

#include "builder.hpp"

// NOLINTBEGIN(readability-identifier-naming): inputs carry the letter of their list

namespace museum {

using namespace hand_made;
using cdcnet::errc;

/// What a mode does with a transfer: delivers so many datagrams, or refuses it with a code at an offset.
struct outcome {
    errc code{};
    std::size_t offset{};
    std::size_t datagrams{};
    friend constexpr bool operator==(outcome, outcome) = default;
};
constexpr outcome delivers(std::size_t datagrams) { return {errc::none, 0, datagrams}; }
constexpr outcome refuses(errc code, std::size_t offset) { return {code, offset, 0}; }

/// Two blocks that every mode accepts, to start from.
inline constexpr auto good16 = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 20, 0, {{32, 40}, {72, 56}, {0, 0}}).payload(32, 96).bytes;
inline constexpr auto good32 = transfer<128>{}.nth32(1, 128, 16).ndp32(16, ips, 40, 0, {{56, 40}, {96, 32}, {0, 0}}).payload(56, 72).bytes;

inline constexpr auto museum_A01_table_past_end =
    transfer<128>{}.nth16(1, 128, 104).ndp16(104, IPS, 64, 0, {{12, 20}, {32, 20}, {52, 20}, {72, 20}}).bytes;
inline constexpr auto museum_A02_table_past_end_32 = transfer<128>{}.nth32(1, 128, 96).ndp32(96, ncm0, 0x60, 0).bytes;
inline constexpr auto museum_A03_negative_next = transfer<128>{}.nth32(1, 128, 16).ndp32(16, ips, 32, 0xfffffff0, {{64, 20}, {0, 0}}).bytes;
inline constexpr auto museum_A04_negative_sum =
    transfer<128>{}.nth32(1, 128, 16).ndp32(16, ips, 40, 0, {{0x7ffffff0, 0x40}, {64, 20}, {0, 0}}).bytes;

inline constexpr auto museum_A05_block_of_2 = transfer<64>{}.nth16(1, 2, 12).ndp16(12, NCM0, 16, 0, {{28, 20}, {0, 0}}).bytes;
inline constexpr auto museum_A05_block_of_27 = transfer<64>{}.nth16(1, 27, 12).ndp16(12, NCM0, 16, 0, {{28, 20}, {0, 0}}).bytes;
inline constexpr auto museum_A05_block_of_47 = transfer<64>{}.nth32(1, 47, 16).ndp32(16, ncm0, 32, 0, {{48, 16}, {0, 0}}).bytes;
inline constexpr auto museum_A05_tail_is_a_block = transfer<128>{}
                                                       .nth16(1, 16, 72)
                                                       .ndp16(72, NCM0, 16, 0, {{88, 40}, {0, 0}})
                                                       .nth16(2, 112, 12, 16)
                                                       .ndp16(28, NCM0, 16, 0, {{28, 20}, {0, 0}})
                                                       .bytes;
inline constexpr auto museum_A05_least_block = transfer<28>{}.nth16(1, 28, 12).ndp16(12, NCM0, 16, 0).bytes;

inline constexpr auto museum_A06_datagram_past_end = transfer<64>{}.nth16(1, 64, 12).ndp16(12, NCM0, 16, 0, {{28, 1000}, {0, 0}}).bytes;
inline constexpr auto museum_A07_block_past_end = transfer<64>{}.nth16(1, 1500, 12).ndp16(12, NCM0, 16, 0, {{28, 1000}, {0, 0}}).bytes;
inline constexpr auto museum_A08_short_tail =
    transfer<100>{}.nth16(1, 96, 12).ndp16(12, NCM0, 16, 0, {{28, 68}, {0, 0}}).put(96, 0x484d434e, 4).bytes;
inline constexpr auto museum_A09_next_is_itself =
    transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 24, 12, {{40, 60}, {0, 0}, {0, 0}, {0, 0}}).bytes;
inline constexpr auto museum_A10_ethernet_table =
    transfer<128>{}.nth16(1, 128, 104).ndp16(104, NCM0, 64, 0, {{12, 20}, {32, 20}, {52, 20}, {72, 20}}).bytes;
inline constexpr auto museum_A11_ndp_past_end = transfer<64>{}.nth16(1, 64, 0xfff0).bytes;
inline constexpr auto museum_A12_null_entry = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}}).bytes;
inline constexpr auto museum_A13_pad_byte = transfer<513>{}.nth16(1, 512, 12).ndp16(12, NCM0, 16, 0, {{28, 484}, {0, 0}}).bytes;
inline constexpr auto museum_A14_no_length = transfer<128>{}.nth16(1, 0, 12).ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}}).bytes;
inline constexpr auto museum_A15_two_blocks = transfer<256>{}
                                                  .nth16(1, 128, 12)
                                                  .ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}})
                                                  .nth16(2, 128, 12, 128)
                                                  .ndp16(140, NCM0, 16, 0, {{28, 90}, {0, 0}})
                                                  .bytes;

inline constexpr auto museum_A16_cyclic_chain = transfer<128>{}.nth16(1, 128, 12).ndp16(12, IPS, 16, 12, {{28, 100}, {0, 0}}).bytes;
inline constexpr auto museum_A16_cyclic_empty_chain = transfer<128>{}.nth16(1, 128, 12).ndp16(12, IPS, 16, 12, {{0, 0}, {0, 0}}).bytes;
inline constexpr auto museum_A16_two_cycle =
    transfer<128>{}.nth16(1, 128, 12).ndp16(12, IPS, 16, 28, {{60, 10}, {0, 0}}).ndp16(28, IPS, 16, 12, {{70, 10}, {0, 0}}).bytes;
inline constexpr auto museum_A17_ip_datagram_past_end =
    transfer<64>{}.nth16(1, 64, 12).ndp16(12, IPS, 16, 0, {{28, 1000}, {0, 0}}).payload(28, 36).bytes;
inline constexpr auto museum_A18_sequence = transfer<128>{}.nth16(7, 128, 12).ndp16(12, IPS, 16, 0, {{28, 100}, {0, 0}}).bytes;
inline constexpr auto museum_A19_index_near_16_bits =
    transfer<65520>{}.nth16(1, 65520, 12).ndp16(12, NCM0, 20, 0, {{0xfff0, 0x20}, {100, 20}, {0, 0}}).bytes;
inline constexpr auto museum_A20_sixty_entries =
    transfer<1464>{}.nth16(1, 1464, 12).ndp16(12, NCM0, 252, 0).many16(20, 60, {264, 20}, 20).bytes;
inline constexpr auto museum_A21_runt =
    transfer<128>{}.nth16(1, 128, 12).ndp16(12, IPS, 24, 0, {{36, 40}, {76, 10}, {88, 40}, {0, 0}}).payload(36, 92).bytes;
inline constexpr auto museum_A21_bad_middle =
    transfer<128>{}.nth16(1, 128, 12).ndp16(12, IPS, 24, 0, {{36, 40}, {4, 10}, {88, 40}, {0, 0}}).bytes;
inline constexpr auto museum_A22_amplification =
    transfer<65535>{}.nth16(1, 65535, 12).ndp16(12, IPS, 8 + 4 * 13001, 0).many16(20, 13000, {56000, 8000}, 0).bytes;
inline constexpr auto museum_A23_header_bytes = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 20, 0, {{1, 40}, {4, 60}, {0, 0}}).bytes;
inline constexpr auto museum_A23_table_bytes = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 20, 0, {{31, 40}, {80, 40}, {0, 0}}).bytes;
inline constexpr auto museum_A24_behind_block = transfer<128>{}.nth16(1, 60, 12).ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}}).bytes;
inline constexpr auto museum_A25_overlap_unterminated =
    transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 20, 0, {{60, 40}, {64, 40}, {100, 20}}).bytes;
inline constexpr auto museum_A25_unterminated =
    transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 20, 0, {{40, 20}, {60, 40}, {100, 20}}).bytes;
inline constexpr auto museum_A26_empty_ndp =
    transfer<128>{}
        .nth16(1, 128, 12)
        .ndp16(12, IPS, 16, 28, {{64, 40}, {0, 0}})
        .ndp16(28, IPS | 1u << 24, 32, 0, {{0, 0}, {0xfff0, 0xffff}, {0xfff0, 0xffff}, {0xfff0, 0xffff}, {0, 0}})
        .bytes;
inline constexpr auto museum_A27_own_index = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 12, {{28, 100}, {0, 0}}).bytes;
inline constexpr auto museum_A27_own_index_empty = transfer<128>{}.nth16(1, 128, 112).ndp16(112, NCM0, 16, 112, {{0, 0}, {0, 0}}).bytes;
inline constexpr auto museum_A28_long_without_length = transfer<65556>{}.nth16(1, 0, 12).ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}}).bytes;
inline constexpr auto museum_A29_ndp_wraps = transfer<128>{}.nth32(1, 128, 0xfffffff0).bytes;
inline constexpr auto museum_A30_huge_table = transfer<64>{}.nth16(1, 64, 48).ndp16(48, NCM0, 0xfff8, 0).bytes;

inline constexpr auto museum_A31_nothing_inside = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0, {{0, 0}, {0, 0}}).bytes;
inline constexpr auto museum_A32_bad_signature = transfer<64>{}.nth16(1, 64, 12).ndp16(12, 0, 16, 0, {{28, 20}, {0, 0}}).bytes;
inline constexpr auto museum_A33_four_packets = transfer<1600>{}.nth16(1, 1600, 12).ndp16(12, NCM0, 16, 0, {{28, 1572}, {0, 0}}).bytes;
inline constexpr auto museum_A33_first_packet = transfer<512>{}.nth16(1, 1600, 12).ndp16(12, NCM0, 16, 0, {{28, 1572}, {0, 0}}).bytes;
inline constexpr auto museum_A34_odd_ndp = transfer<128>{}.nth16(1, 128, 13).ndp16(13, NCM0, 16, 0, {{40, 60}, {0, 0}}).bytes;
inline constexpr auto museum_A35_ndp_at_end = transfer<128>{}.nth16(1, 128, 112).ndp16(112, NCM0, 16, 0, {{12, 100}, {0, 0}}).bytes;
inline constexpr auto museum_A36_ping_of_53 = transfer<129>{}.nth16(1, 128, 112).ndp16(112, NCM0, 16, 0, {{12, 95}, {0, 0}}).bytes;
inline constexpr auto museum_A37_long_table = transfer<128>{}.nth16(1, 128, 112).ndp16(112, NCM0, 8 + 4 * 9, 0, {{12, 100}, {0, 0}}).bytes;
inline constexpr auto museum_A38_no_length = transfer<128>{}.nth16(1, 0, 112).ndp16(112, NCM0, 16, 0, {{12, 100}, {0, 0}}).bytes;
inline constexpr auto museum_A39_far_ndp = transfer<128>{}.nth16(1, 128, 0xfff0).bytes;
inline constexpr auto museum_A39_far_datagram = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0, {{0xfff0, 0xffff}, {0, 0}}).bytes;
inline constexpr auto museum_A40_pad_byte = transfer<65>{}.nth16(1, 64, 12).ndp16(12, NCM0, 16, 0, {{28, 36}, {0, 0}}).bytes;
inline constexpr auto museum_A41_no_zlp_between = transfer<1024>{}
                                                      .nth16(1, 512, 12)
                                                      .ndp16(12, NCM0, 16, 0, {{28, 484}, {0, 0}})
                                                      .nth16(2, 512, 12, 512)
                                                      .ndp16(524, NCM0, 16, 0, {{28, 484}, {0, 0}})
                                                      .bytes;
inline constexpr auto museum_A42_two_cycle =
    transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 28, {{60, 10}, {0, 0}}).ndp16(28, NCM0, 16, 12, {{70, 10}, {0, 0}}).bytes;
inline constexpr auto museum_A43_two_ndps =
    transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 28, {{44, 40}, {0, 0}}).ndp16(28, NCM0, 16, 0, {{84, 44}, {0, 0}}).bytes;
inline constexpr auto museum_A44_two_datagrams =
    transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 20, 0, {{32, 40}, {72, 56}, {0, 0}}).bytes;
inline constexpr auto museum_A45_long_datagram = transfer<1628>{}.nth16(1, 1628, 12).ndp16(12, NCM0, 16, 0, {{28, 1600}, {0, 0}}).bytes;
inline constexpr auto museum_A46_next_past_end = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0xfff0, {{40, 60}, {0, 0}}).bytes;
inline constexpr auto museum_A46_ndp_is_the_end = transfer<128>{}.nth16(1, 128, 128).bytes;
inline constexpr auto museum_A46_no_signature = transfer<128>{}.nth16(1, 128, 12).ndp16(12, 0, 16, 0, {{40, 60}, {0, 0}}).bytes;
inline constexpr auto museum_A46_unterminated = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0, {{28, 50}, {78, 50}}).bytes;
inline constexpr auto museum_A46_self_loop = transfer<128>{}.nth16(1, 128, 64).ndp16(64, NCM0, 16, 64, {{12, 50}, {0, 0}}).bytes;
inline constexpr auto museum_A47_ndp_2_to_the_31 = transfer<128>{}.nth32(1, 128, 0x7fffffe0).bytes;
inline constexpr auto museum_A47_ndp_2_to_the_32 = transfer<128>{}.nth32(1, 128, 0xffffffff).bytes;
inline constexpr auto museum_A47_lengths_wrap =
    transfer<128>{}.nth32(1, 128, 16).ndp32(16, ncm0, 40, 0, {{0x20, 0xfffffff0}, {0xfffffff0, 0x20}, {0, 0}}).bytes;
inline constexpr auto museum_A47_sum_is_2_to_the_31 =
    transfer<128>{}.nth32(1, 128, 16).ndp32(16, ncm0, 40, 0, {{64, 0x7fffffc0}, {64, 32}, {0, 0}}).bytes;
inline constexpr auto museum_A48_ndp16_in_ntb32 = transfer<128>{}.nth32(1, 128, 16).ndp32(16, IPS, 32, 0, {{64, 20}, {0, 0}}).bytes;
inline constexpr auto museum_A48_ndp32_in_ntb16 = transfer<128>{}.nth16(1, 128, 12).ndp16(12, ncm0, 16, 0, {{64, 20}, {0, 0}}).bytes;
inline constexpr auto museum_A49_two_sessions =
    transfer<128>{}.nth16(1, 128, 12).ndp16(12, IPS, 16, 28, {{44, 40}, {0, 0}}).ndp16(28, IPS | 2u << 24, 16, 0, {{84, 44}, {0, 0}}).bytes;
inline constexpr auto museum_A50_behind_block = transfer<256>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0, {{128, 100}, {0, 0}}).bytes;
inline constexpr auto museum_A51_next_far = transfer<128>{}.nth32(1, 128, 16).ndp32(16, dss, 32, 0xffffff00, {{64, 20}, {0, 0}}).bytes;
inline constexpr auto museum_A51_first_far = transfer<128>{}.nth32(1, 128, 0xffffff00).bytes;
inline constexpr auto museum_A51_next_is_itself = transfer<128>{}.nth32(1, 128, 16).ndp32(16, dss, 32, 16, {{64, 20}, {0, 0}}).bytes;
inline constexpr auto museum_A52_65536_bytes = transfer<65536>{}.nth16(1, 0, 12).ndp16(12, NCM0, 16, 0, {{28, 65508}, {0, 0}}).bytes;

struct row {
    std::string_view id;
    std::string_view what;
    cdcnet::bytes transfer;
    outcome standard{};
    outcome lenient{standard};
    outcome strict{standard};
};

inline constexpr row rows[] = {
    {"---", "16-bit, nothing wrong", good16, delivers(2)},
    {"---", "32-bit, nothing wrong", good32, delivers(2)},
    {"A01", "a table that ends behind the transfer", museum_A01_table_past_end, refuses(errc::table_outside, 108)},
    {"A02", "a 32-bit table that ends behind the transfer", museum_A02_table_past_end_32, refuses(errc::table_outside, 100)},
    {"A03", "a next index that is negative as a signed number", museum_A03_negative_next, refuses(errc::ndp_outside, 24)},
    {"A04", "index and length whose sum is negative as a signed number", museum_A04_negative_sum, refuses(errc::datagram_outside, 32),
     delivers(1), refuses(errc::datagram_outside, 32)},
    {"A05", "a block of 2 bytes", museum_A05_block_of_2, refuses(errc::block_length, 8)},
    {"A05", "a block one byte below the least", museum_A05_block_of_27, refuses(errc::block_length, 8)},
    {"A05", "a 32-bit block one byte below the least", museum_A05_block_of_47, refuses(errc::block_length, 8)},
    {"A05", "a block of 16 bytes, and behind them one without fault", museum_A05_tail_is_a_block, refuses(errc::block_length, 8)},
    {"A05", "the least block", museum_A05_least_block, delivers(0), delivers(0), refuses(errc::terminator, 20)},
    {"A06", "a datagram that ends behind the transfer", museum_A06_datagram_past_end, refuses(errc::datagram_outside, 20), delivers(0),
     refuses(errc::datagram_outside, 20)},
    {"A07", "a block length above the transfer", museum_A07_block_past_end, refuses(errc::block_exceeds, 8)},
    {"A08", "four bytes behind a block", museum_A08_short_tail, delivers(1), delivers(1), refuses(errc::trailing_bytes, 96)},
    {"A09", "a next index that names its own NDP", museum_A09_next_is_itself, refuses(errc::chain, 18)},
    {"A10", "an Ethernet table that ends behind the transfer", museum_A10_ethernet_table, refuses(errc::table_outside, 108)},
    {"A11", "a first NDP far behind the transfer", museum_A11_ndp_past_end, refuses(errc::ndp_outside, 10)},
    {"A12", "the null entry is no datagram to be checked", museum_A12_null_entry, delivers(1)},
    {"A13", "one zero byte behind a block of whole packets", museum_A13_pad_byte, delivers(1), delivers(1),
     refuses(errc::trailing_bytes, 512)},
    {"A14", "a block length of 0", museum_A14_no_length, delivers(1)},
    {"A15", "two blocks in one transfer", museum_A15_two_blocks, delivers(1), delivers(1), refuses(errc::trailing_bytes, 128)},
    {"A16", "a chain that comes back", museum_A16_cyclic_chain, refuses(errc::chain, 18)},
    {"A16", "a chain of empty tables that comes back", museum_A16_cyclic_empty_chain, refuses(errc::chain, 18)},
    {"A16", "two NDPs that name each other", museum_A16_two_cycle, refuses(errc::chain, 34)},
    {"A17", "an IP datagram that ends behind the transfer", museum_A17_ip_datagram_past_end, refuses(errc::datagram_outside, 20),
     delivers(0), refuses(errc::datagram_outside, 20)},
    {"A18", "any sequence number", museum_A18_sequence, delivers(1)},
    {"A19", "a datagram index close to the end of 16 bits", museum_A19_index_near_16_bits, refuses(errc::datagram_outside, 20), delivers(1),
     refuses(errc::datagram_outside, 20)},
    {"A20", "a table of sixty entries", museum_A20_sixty_entries, delivers(60)},
    {"A21", "a runt between two datagrams", museum_A21_runt, delivers(3)},
    {"A21", "a bad entry between two datagrams", museum_A21_bad_middle, refuses(errc::datagram_over_nth, 24), delivers(2),
     refuses(errc::datagram_over_nth, 24)},
    {"A22", "thirteen thousand entries with the same bytes", museum_A22_amplification, refuses(errc::payload_exceeds, 52), delivers(1),
     refuses(errc::payload_exceeds, 52)},
    {"A23", "datagrams made of the NTH", museum_A23_header_bytes, refuses(errc::datagram_over_nth, 20), delivers(0),
     refuses(errc::datagram_over_nth, 20)},
    {"A23", "a datagram made of the NDP", museum_A23_table_bytes, refuses(errc::datagram_over_ndp, 20), delivers(1),
     refuses(errc::datagram_over_ndp, 20)},
    {"A24", "a datagram inside the transfer that ends behind the block", museum_A24_behind_block, refuses(errc::datagram_outside, 20),
     delivers(0), refuses(errc::datagram_outside, 20)},
    {"A25", "overlapping datagrams, no null entry", museum_A25_overlap_unterminated, refuses(errc::overlap, 24), delivers(2),
     refuses(errc::overlap, 24)},
    {"A25", "no null entry", museum_A25_unterminated, delivers(3), delivers(3), refuses(errc::terminator, 32)},
    {"A26", "an empty second NDP with rubbish behind its null entry", museum_A26_empty_ndp, delivers(1), delivers(1),
     refuses(errc::terminator, 36)},
    {"A27", "a next index that names its own NDP, one datagram", museum_A27_own_index, refuses(errc::chain, 18)},
    {"A27", "a next index that names its own NDP, no datagram", museum_A27_own_index_empty, refuses(errc::chain, 118)},
    {"A28", "no length in a transfer of more than 16 bits", museum_A28_long_without_length, delivers(1), delivers(1),
     refuses(errc::block_length, 8)},
    {"A29", "a first NDP index whose end wraps in 32 bits", museum_A29_ndp_wraps, refuses(errc::ndp_outside, 12)},
    {"A30", "a table of 64 KiB in a transfer of 64 bytes", museum_A30_huge_table, refuses(errc::table_outside, 52)},
    {"A31", "a block without datagrams", museum_A31_nothing_inside, delivers(0), delivers(0), refuses(errc::terminator, 20)},
    {"A32", "a block that is not valid", museum_A32_bad_signature, refuses(errc::ndp_signature, 12)},
    {"A33", "a block of several packets", museum_A33_four_packets, delivers(1)},
    {"A33", "the first packet of a block", museum_A33_first_packet, refuses(errc::block_exceeds, 8)},
    {"A34", "an NDP at an odd index", museum_A34_odd_ndp, delivers(1), delivers(1), refuses(errc::alignment, 10)},
    {"A35", "the NDP behind the datagrams", museum_A35_ndp_at_end, delivers(1)},
    {"A36", "a block of 128 bytes in a transfer of 129", museum_A36_ping_of_53, delivers(1), delivers(1),
     refuses(errc::trailing_bytes, 128)},
    {"A37", "a table at the end of the transfer with more entries than fit", museum_A37_long_table, refuses(errc::table_outside, 116)},
    {"A38", "a block length of 0, NDP at the end", museum_A38_no_length, delivers(1)},
    {"A39", "an NDP index far behind the transfer", museum_A39_far_ndp, refuses(errc::ndp_outside, 10)},
    {"A39", "a datagram index far behind the transfer", museum_A39_far_datagram, refuses(errc::datagram_outside, 20), delivers(0),
     refuses(errc::datagram_outside, 20)},
    {"A40", "a transfer of one byte more than the block", museum_A40_pad_byte, delivers(1), delivers(1), refuses(errc::trailing_bytes, 64)},
    {"A41", "two blocks of whole packets, nothing between them", museum_A41_no_zlp_between, delivers(1), delivers(1),
     refuses(errc::trailing_bytes, 512)},
    {"A42", "two Ethernet NDPs that name each other", museum_A42_two_cycle, refuses(errc::chain, 34)},
    {"A43", "a chain of two NDPs", museum_A43_two_ndps, delivers(2)},
    {"A44", "two datagrams", museum_A44_two_datagrams, delivers(2)},
    {"A45", "a datagram larger than an Ethernet frame", museum_A45_long_datagram, delivers(1)},
    {"A46", "a next index behind the transfer", museum_A46_next_past_end, refuses(errc::ndp_outside, 18)},
    {"A46", "an NDP index that is the end of the transfer", museum_A46_ndp_is_the_end, refuses(errc::ndp_outside, 10)},
    {"A46", "no signature", museum_A46_no_signature, refuses(errc::ndp_signature, 12)},
    {"A46", "no null entry", museum_A46_unterminated, delivers(2), delivers(2), refuses(errc::terminator, 28)},
    {"A46", "a next index that names its own NDP", museum_A46_self_loop, refuses(errc::chain, 70)},
    {"A47", "an NDP whose end is 2 to the 31", museum_A47_ndp_2_to_the_31, refuses(errc::ndp_outside, 12)},
    {"A47", "an NDP whose end is above 2 to the 32", museum_A47_ndp_2_to_the_32, refuses(errc::ndp_outside, 12)},
    {"A47", "datagrams whose ends wrap in 32 bits", museum_A47_lengths_wrap, refuses(errc::datagram_outside, 32), delivers(0),
     refuses(errc::datagram_outside, 32)},
    {"A47", "a datagram whose end is 2 to the 31", museum_A47_sum_is_2_to_the_31, refuses(errc::datagram_outside, 32), delivers(1),
     refuses(errc::datagram_outside, 32)},
    {"A48", "a 16-bit NDP in a 32-bit block", museum_A48_ndp16_in_ntb32, refuses(errc::ndp_kind, 16)},
    {"A48", "a 32-bit NDP in a 16-bit block", museum_A48_ndp32_in_ntb16, refuses(errc::ndp_kind, 12)},
    {"A49", "a chain of two IP sessions", museum_A49_two_sessions, delivers(2)},
    {"A50", "a datagram inside the transfer but behind the block", museum_A50_behind_block, refuses(errc::datagram_outside, 20),
     delivers(0), refuses(errc::datagram_outside, 20)},
    {"A51", "a next table far away", museum_A51_next_far, refuses(errc::ndp_outside, 24)},
    {"A51", "a first table far away", museum_A51_first_far, refuses(errc::ndp_outside, 12)},
    {"A51", "a next table that is the same", museum_A51_next_is_itself, refuses(errc::chain, 24)},
    {"A52", "an NTB16 of 65536 bytes, whose length is 0", museum_A52_65536_bytes, delivers(1), delivers(1), refuses(errc::block_length, 8)},
};

}  // namespace museum

// NOLINTEND(readability-identifier-naming)
