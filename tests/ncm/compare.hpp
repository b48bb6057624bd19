// SPDX-License-Identifier: BSL-1.0
/// \file
/// Compares `ntb::parse` with the reference parser on one transfer.
#pragma once

#include <cdcnet/ncm/parser.hpp>
#include <string>
#include <vector>

#include "reference_parser.hpp"

namespace comparison {

namespace ncm = cdcnet::ncm;

inline std::string text(std::uint64_t n) { return std::to_string(n); }

inline std::string text(cdcnet::error e) {
    return std::string{name_of(e.code())} + " at " + text(e.offset()) + " ndp " + text(e.where().ndp()) + " entry " +
           text(e.where().entry());
}

/// What differs between the library and the reference in one mode; empty when nothing does.
inline std::string difference(cdcnet::bytes transfer, const ncm::parse_options& options) {
    const auto mode = static_cast<reference::mode>(options.mode);
    const auto want = reference::parse(transfer.data(), transfer.size(),
                                       {mode, options.ndp_alignment == 0 ? 4 : options.ndp_alignment, options.divisor, options.remainder});
    const auto got = ncm::ntb::parse(transfer, options);
    const auto wanted_place = cdcnet::place::of_entry(static_cast<unsigned>(want.fault.ndp), static_cast<unsigned>(want.fault.entry));
    const cdcnet::error wanted{want.fault.code, want.fault.offset, want.fault.code == cdcnet::errc::none ? cdcnet::place{} : wanted_place};
    if (got.error() != wanted) return "reference: " + text(wanted) + ", library: " + text(got.error());
    if (!got) return {};

    if (got->size() != want.size || got->next_offset() != want.next) return "other size or next block";
    auto entries = got->entries().begin();
    auto datagrams = got->begin();
    std::size_t delivered = 0;
    for (const reference::entry& e : want.entries) {
        const std::string where = "ndp " + text(e.ndp) + " entry " + text(e.number) + ": ";
        if (entries == std::default_sentinel) return where + "missing in entries()";
        const ncm::entry g = *entries++;
        if (g.ndp != e.ndp || g.number != e.number || g.index != e.index || g.length != e.length)
            return where + "other values in entries()";
        if (g.fault.code() != e.rejected) return where + std::string{name_of(e.rejected)} + ", library: " + text(g.fault);
        if (e.rejected != cdcnet::errc::none) continue;
        if (datagrams == std::default_sentinel) return where + "not delivered";
        const ncm::datagram d = *datagrams++;
        ++delivered;
        if (d.stream.signature(got->format()) != e.signature) return where + "other stream";
        if (d.bytes.data() != transfer.data() + e.index || d.bytes.size() != e.length) return where + "other bytes";
    }
    if (!(entries == std::default_sentinel)) return "too many entries";
    if (!(datagrams == std::default_sentinel)) return "too many datagrams";
    if (got->datagram_count() != delivered) return "datagram_count() " + text(got->datagram_count()) + " of " + text(delivered);
    if (got->has_rejects() != (delivered != want.entries.size())) return "has_rejects()";
    return {};
}

/// The same in all modes, lenient with and without scratch memory, and the modes among each other.
inline std::string difference(cdcnet::bytes transfer, std::uint32_t alignment = 0, std::uint32_t divisor = 0, std::uint32_t remainder = 0) {
    ncm::parse_options options{ncm::mode::standard, alignment, divisor, remainder};
    if (auto d = difference(transfer, options); !d.empty()) return "standard: " + d;
    const bool standard = ncm::ntb::parse(transfer, options).has_value();
    options.mode = ncm::mode::strict;
    if (auto d = difference(transfer, options); !d.empty()) return "strict: " + d;
    if (ncm::ntb::parse(transfer, options) && !standard) return "strict accepts what standard refuses";
    options.mode = ncm::mode::lenient;
    const auto bare = ncm::ntb::parse(transfer, options);
    std::vector<std::byte> scratch;
    if (bare.error().code() == cdcnet::errc::no_space) scratch.resize(bare.error().needed());
    options.scratch = scratch;
    if (auto d = difference(transfer, options); !d.empty()) return "lenient: " + d;
    if (standard && !ncm::ntb::parse(transfer, options)) return "lenient refuses what standard accepts";
    return {};
}

}  // namespace comparison
