// SPDX-License-Identifier: BSL-1.0
/// \file
/// Compares `ntb::parse` with the reference parser on one transfer.
#pragma once

#include <cdcnet/ncm/parser.hpp>
#include <set>
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
inline std::string text(const reference::entry& e) { return "ndp " + text(e.ndp) + " entry " + text(e.number) + ": "; }

inline cdcnet::error to_error(const reference::fault& f) {
    if (f.code == cdcnet::errc::none) return {};
    return {f.code, f.offset, cdcnet::place::of_entry(static_cast<unsigned>(f.ndp), static_cast<unsigned>(f.entry))};
}

/// What differs between an accepted block and the verdict; empty when nothing does.
inline std::string difference(cdcnet::bytes transfer, const ncm::ntb& got, const reference::verdict& want) {
    if (got.size() != want.size || got.next_offset() != want.next) return "other size or next block";
    auto tables = got.ndps().begin();
    for (const reference::ndp_table& t : want.tables) {
        if (tables == std::default_sentinel) return "an NDP is missing";
        const ncm::ndp g = *tables++;
        if (g.index != t.index || g.length != t.length || g.next_index != t.next || g.signature != t.signature ||
            g.capacity != t.capacity || g.entries != t.entries)
            return "other values in ndps()";
    }
    if (!(tables == std::default_sentinel)) return "too many NDPs";

    auto entries = got.entries().begin();
    auto datagrams = got.begin();
    std::size_t delivered = 0;
    std::set<std::size_t> told;  // where entries are that several NDPs have
    for (const reference::entry& e : want.entries) {
        const ncm::sizes& sizes = ncm::sizes_of(got.format());
        const auto at = static_cast<std::size_t>(want.tables[e.ndp].index + sizes.ndp + e.number * sizes.entry);
        if (got.has_rejects() && !told.insert(at).second) {
            if (e.rejected == cdcnet::errc::none) return text(e) + "delivered twice by the reference";
            continue;
        }
        if (entries == std::default_sentinel) return text(e) + "missing in entries()";
        const ncm::entry g = *entries++;
        if (g.ndp != e.ndp || g.number != e.number || g.index != e.index || g.length != e.length)
            return text(e) + "other values in entries()";
        if (g.fault.code() != e.rejected) return text(e) + std::string{name_of(e.rejected)} + ", library: " + text(g.fault);
        if (e.rejected != cdcnet::errc::none) continue;
        if (datagrams == std::default_sentinel) return text(e) + "not delivered";
        const ncm::datagram d = *datagrams++;
        ++delivered;
        if (d.stream.signature(got.format()) != e.signature) return text(e) + "other stream";
        if (d.bytes.data() != transfer.data() + e.index || d.bytes.size() != e.length) return text(e) + "other bytes";
    }
    if (!(entries == std::default_sentinel)) return "too many entries";
    if (!(datagrams == std::default_sentinel)) return "too many datagrams";
    if (got.datagram_count() != delivered) return "datagram_count() " + text(got.datagram_count()) + " of " + text(delivered);
    if (got.has_rejects() != (delivered != want.entries.size())) return "has_rejects()";
    return {};
}

/// Holds the memory of the reference parser from transfer to transfer.
class comparer {
public:
    /// What differs between the library and the reference in one mode; empty when nothing does.
    std::string difference(cdcnet::bytes transfer, const ncm::parse_options& options) {
        const reference::options plain{static_cast<reference::mode>(options.mode), options.ndp_alignment == 0 ? 4 : options.ndp_alignment,
                                       options.divisor, options.remainder};
        const reference::verdict& want = parser_(transfer.data(), transfer.size(), plain);
        const auto got = ncm::ntb::parse(transfer, options);
        const cdcnet::error wanted = to_error(want.fault);
        if (got.error() != wanted) return "reference: " + text(wanted) + ", library: " + text(got.error());
        return got ? comparison::difference(transfer, *got, want) : std::string{};
    }

    /// The same in all modes, lenient with and without scratch memory, and the modes among each other.
    std::string difference(cdcnet::bytes transfer, std::uint32_t alignment = 0, std::uint32_t divisor = 0, std::uint32_t remainder = 0) {
        ncm::parse_options options{ncm::mode::standard, alignment, divisor, remainder};
        if (auto d = difference(transfer, options); !d.empty()) return "standard: " + d;
        const bool standard = ncm::ntb::parse(transfer, options).has_value();
        options.mode = ncm::mode::strict;
        if (auto d = difference(transfer, options); !d.empty()) return "strict: " + d;
        if (ncm::ntb::parse(transfer, options) && !standard) return "strict accepts what standard refuses";
        options.mode = ncm::mode::lenient;
        const cdcnet::error bare = ncm::ntb::parse(transfer, options).error();
        const bool needs_scratch = bare.code() == cdcnet::errc::no_space;
        if (needs_scratch && bare.needed() > ncm::scratch_size(transfer.size())) return "lenient asks for more than scratch_size()";
        std::vector<std::byte> scratch(needs_scratch ? bare.needed() : 0, std::byte{0xff});
        options.scratch = scratch;
        if (auto d = difference(transfer, options); !d.empty()) return "lenient: " + d;
        if (standard && !ncm::ntb::parse(transfer, options)) return "lenient refuses what standard accepts";
        return {};
    }

private:
    reference::parser parser_;
};

inline std::string difference(cdcnet::bytes transfer, const ncm::parse_options& options) {
    return comparer{}.difference(transfer, options);
}
inline std::string difference(cdcnet::bytes transfer, std::uint32_t alignment = 0, std::uint32_t divisor = 0, std::uint32_t remainder = 0) {
    return comparer{}.difference(transfer, alignment, divisor, remainder);
}

}  // namespace comparison
