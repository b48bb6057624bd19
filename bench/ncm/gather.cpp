// SPDX-License-Identifier: BSL-1.0
/// \file
/// Blocks whose payload stays where it is: headers, tables and a list of segments.
#include "operations.hpp"
#include "suite.hpp"

namespace cdcnet::bench {

void add_gather() {
    for_each_setting([](setting s) {
        add<pack_sg>("pack_sg", variant_of(s), s);
        if (s.limits.format == ncm::format::ntb16) add<sg_min>("pack_sg", "sg_min", s);
        s.sessions = 8;
        add<pack_sg_sessions>("pack_sg", variant_of(s), s);
    });
}

}  // namespace cdcnet::bench
