// SPDX-License-Identifier: BSL-1.0
/// \file
/// Several streams that take turns, packed and parsed.
#include "operations.hpp"
#include "suite.hpp"

namespace cdcnet::bench {

void add_sessions() {
    for (const unsigned sessions : {1u, 2u, 8u, 32u})
        for_each_setting([sessions](setting s) {
            s.sessions = sessions;
            add<pack_sessions>("pack_sessions", variant_of(s), s);
            add<parse_iterate>("parse_iterate", variant_of(s), s);
            if (s.limits.format == ncm::format::ntb16) add<naive_pack>("pack_sessions", "naive", s);
        });
}

}  // namespace cdcnet::bench
