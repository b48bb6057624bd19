// SPDX-License-Identifier: BSL-1.0
/// \file
/// All that a receiver does with a transfer, for those who measure it: each mode of the parser with the walk over what it accepts, what
/// tools ask of it, and the reader.
#pragma once

#include <cdcnet/ncm.hpp>
#include <cdcnet/ncm/reader.hpp>
#include <cdcnet/ncm/statistics.hpp>
#include <string_view>
#include <vector>

namespace fuzz {

/// Something that is done to bytes; what it returns only keeps it from being optimised away.
struct operation {
    std::string_view name;
    std::size_t (*run)(cdcnet::bytes input);
};

namespace receiving {

using namespace cdcnet;

inline std::size_t walk(bytes transfer, const ncm::parse_options& o) {
    std::size_t n = 0;
    for (const auto& block : ncm::transfer{transfer, o})
        if (block)
            for (const ncm::datagram d : *block) n += d.bytes.size();
    return n;
}
inline std::size_t standard(bytes transfer) { return walk(transfer, {}); }
inline std::size_t strict(bytes transfer) { return walk(transfer, {.mode = ncm::mode::strict}); }
inline mutable_bytes scratch_for(bytes transfer) {
    static std::vector<std::byte> scratch;
    if (scratch.size() < ncm::scratch_size(transfer.size())) scratch.resize(ncm::scratch_size(transfer.size()));
    return scratch;
}
inline std::size_t aided(bytes transfer) { return walk(transfer, {.scratch = scratch_for(transfer)}); }
inline std::size_t lenient(bytes transfer) { return walk(transfer, {.mode = ncm::mode::lenient, .scratch = scratch_for(transfer)}); }
inline std::size_t inspect(bytes transfer) {
    ncm::rx_statistics seen;
    std::size_t n = 0;
    for (const auto& block : ncm::transfer{transfer, {.mode = ncm::mode::lenient, .scratch = scratch_for(transfer)}}) {
        seen.count(block);
        if (block)
            for (const ncm::ndp& table : block->ndps()) n += table.entries;
    }
    return n + static_cast<std::size_t>(seen.rejected_entries);
}
template <ncm::format F>
std::size_t read(bytes transfer) {
    ncm::basic_reader<F> reader;
    std::size_t n = 0;
    if (reader.open(transfer))
        for (bytes d; reader.next(d);) n += d.size();
    return n;
}

inline constexpr operation operations[] = {
    {"parse_standard", standard},
    {"parse_strict", strict},
    {"parse_lenient", lenient},
    {"parse_with_scratch", aided},
    {"inspect_lenient", inspect},
    {"read_ntb16", read<ncm::format::ntb16>},
    {"read_ntb32", read<ncm::format::ntb32>},
};

}  // namespace receiving
}  // namespace fuzz
