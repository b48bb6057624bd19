// SPDX-License-Identifier: BSL-1.0
/// \file
/// The library's limits and datagrams in the words of the reference packer.
#pragma once

#include <cdcnet/ncm/limits.hpp>
#include <cdcnet/ncm/ntb.hpp>
#include <cdcnet/ncm/parse_options.hpp>
#include <string>

#include "reference_packer.hpp"

namespace packing {

using namespace cdcnet;

/// A datagram to be sent.
struct sent {
    std::uint32_t signature{};
    cdcnet::bytes bytes{};
    ncm::stream stream{};
};

/// What `l` means for blocks in a buffer of `buffer_size` bytes.
inline reference::packing to_reference(const ncm::limits& l, std::size_t buffer_size) {
    const std::uint64_t divisor = l.divisor == 0 ? 1u : l.divisor;
    return {l.format == ncm::format::ntb32,
            l.placement == ncm::placement::front,
            l.max_size < buffer_size ? l.max_size : buffer_size,
            divisor,
            l.remainder % divisor,
            l.ndp_alignment == 0 ? 1u : l.ndp_alignment,
            l.max_datagrams};
}

inline ncm::parse_options strict_options(const reference::packing& p) {
    return {.mode = ncm::mode::strict,
            .ndp_alignment = static_cast<std::uint32_t>(p.ndp_alignment),
            .divisor = static_cast<std::uint32_t>(p.divisor),
            .remainder = static_cast<std::uint32_t>(p.remainder)};
}

inline std::string text(const ncm::limits& l) {
    const auto number = [](const char* name, std::uint64_t n) { return std::string{" "} + name + " " + std::to_string(n); };
    return std::string{name_of(l.format)} + " " + std::string{name_of(l.placement)} + number("max", l.max_size) +
           number("divisor", l.divisor) + number("remainder", l.remainder) + number("alignment", l.ndp_alignment) +
           number("datagrams", l.max_datagrams);
}

}  // namespace packing
