// SPDX-License-Identifier: BSL-1.0
/// \file
/// Random limits, and random datagrams to be sent under them.
#pragma once

#include <algorithm>
#include <cdcnet/ncm/limits.hpp>
#include <vector>

#include "exact_copy.hpp"
#include "packing.hpp"
#include "random.hpp"

namespace packing {

/// The first eight are of every kind.
inline ncm::stream stream_of(std::uint32_t n) {
    switch (n) {
        case 0: return ncm::stream::ips(0);
        case 1: return ncm::stream::ethernet_crc();
        case 2: return ncm::stream::dss(7);
        case 3: return ncm::stream::ips(255);
        case 4: return ncm::stream::ethernet();
        case 5: return ncm::stream::dss(0);
        case 6: return ncm::stream::ips(1);
        case 7: return ncm::stream::ips(2);
        default: return n % 2 != 0 ? ncm::stream::dss(static_cast<std::uint8_t>(n)) : ncm::stream::ips(static_cast<std::uint8_t>(n * 16));
    }
}

/// Datagrams for about two blocks under `l`.
class traffic {
public:
    traffic(random_numbers& random, const ncm::limits& l, std::uint32_t streams) {
        const std::uint32_t most = random.one_of<std::uint32_t>({13, 60, 100, 700, l.max_size});
        const std::uint32_t offset = random.below(8);
        std::size_t budget = 2 * std::size_t{l.max_size} + 100;
        std::uint32_t flow = 0;
        const std::uint32_t changes = random.one_of({1u, 2u, 20u});
        while (contents_.size() < 400) {
            if (random.once_in(changes)) flow = streams > 8 ? random.below(streams) : (offset + random.below(streams)) % 8;
            const std::uint32_t size = random.once_in(60) ? 0 : random.once_in(40) ? random.below(l.max_size + 8) : 1 + random.below(most);
            const ncm::stream s = stream_of(flow);
            contents_.emplace_back(pool(random).subspan(0, size));
            list_.push_back({s.signature(l.format), contents_.back().view(), s});
            const std::size_t used = size + std::max<std::size_t>(8, l.divisor);
            if (budget < used) break;
            budget -= used;
        }
    }
    [[nodiscard]] gsl::span<const packing::sent> list() const { return list_; }

private:
    /// Some thousands of bytes that are not like those before.
    static bytes pool(random_numbers& random) {
        static const std::vector<std::byte> all = [] {
            random_numbers fixed{1};
            std::vector<std::byte> made(300000);
            for (std::byte& b : made) b = static_cast<std::byte>(fixed.below(256));
            return made;
        }();
        return bytes{all}.subspan(random.below(100000));
    }
    std::vector<exact_copy> contents_;
    std::vector<packing::sent> list_;
};

inline ncm::limits some_limits(random_numbers& random) {
    ncm::limits l;
    l.format = random.once_in(2) ? ncm::format::ntb32 : ncm::format::ntb16;
    l.placement = random.once_in(2) ? ncm::placement::front : ncm::placement::end;
    l.max_size = random.once_in(50) ? random.between(4096, 66000) : random.once_in(3) ? random.between(28, 300) : random.between(28, 4096);
    l.divisor = static_cast<std::uint16_t>(random.once_in(3)   ? 1u << random.below(11)
                                           : random.once_in(3) ? random.below(1025)
                                                               : random.between(1, 16));
    l.remainder = static_cast<std::uint16_t>(random.below(l.divisor + 2u));
    l.ndp_alignment = static_cast<std::uint16_t>(random.once_in(3)   ? random.below(130)
                                                 : random.once_in(4) ? 4u << random.below(9)
                                                                     : 4u << random.below(3));
    l.max_datagrams = static_cast<std::uint16_t>(random.once_in(4) ? random.between(1, 40) : 0);
    return l;
}

}  // namespace packing
