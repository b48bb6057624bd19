// SPDX-License-Identifier: BSL-1.0
/// \file
/// Names that an enumeration gives when the program asks, against its table, which the compiler has made.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cdcnet/mbim/enumeration.hpp>

namespace mbim_test {

template <cdcnet::mbim::named_enum E>
void check_names(E any) {
    using cdcnet::mbim::enumerator;
    const auto computed = names(any);
    const cdcnet::mbim::enumeration& table = cdcnet::mbim::enumeration_of<E>;
    CAPTURE(table.name);
    CHECK(computed.name == table.name);
    CHECK(computed.kind == table.kind);
    CHECK(std::equal(computed.list.begin(), computed.list.end(), table.begin(), table.end(),
                     [](const enumerator& a, const enumerator& b) { return a.value == b.value && a.name == b.name; }));
}

}  // namespace mbim_test
