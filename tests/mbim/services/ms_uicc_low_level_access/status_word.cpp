// SPDX-License-Identifier: BSL-1.0
/// \file
/// SW1 and SW2 in the numbers that carry them; `reference/discrepancies.md`, A13.
#include <cdcnet/mbim/services/ms_uicc_low_level_access/status_word.hpp>

#include <doctest/doctest.h>

#include <initializer_list>

#include "constant.hpp"

using cdcnet::mbim::ms_uicc_low_level_access::status_word;

TEST_CASE("status word: SW1 is the first byte on the wire") {
    CHECK_CONSTANT(status_word::of(0x00000090) == status_word{0x90, 0x00});
    CHECK_CONSTANT(status_word::of(0x0000816a) == status_word{0x6a, 0x81});
    CHECK_CONSTANT(status_word{0x6a, 0x81}.status() == 0x816a);
    CHECK_CONSTANT(status_word{0x6a, 0x81}.number() == 0x6a81);
    CHECK_CONSTANT(status_word::of(0xffff816a) == status_word::of(0x816a));
    CHECK_CONSTANT(status_word::of(0x6a, 0x81) == status_word{0x6a, 0x81});
    CHECK_CONSTANT(status_word::of(0x190, 0xffffff00) == status_word{0x90, 0x00});
    for (unsigned sw1 = 0; sw1 < 0x100; ++sw1)
        for (const unsigned sw2 : {0x00u, 0x01u, 0x7fu, 0x80u, 0xffu}) {
            const status_word word = status_word::of(sw1, sw2);
            CHECK(status_word::of(word.status()) == word);
            CHECK(word.number() == sw1 * 0x100 + sw2);
        }
}

TEST_CASE("status word: what is normal") {
    CHECK(status_word{0x90, 0x00}.is_normal());
    CHECK(status_word{0x91, 0x0b}.is_normal());
    CHECK_FALSE(status_word{0x90, 0x01}.is_normal());
    CHECK_FALSE(status_word{0x61, 0x10}.is_normal());
    CHECK_FALSE(status_word{0x6a, 0x81}.is_normal());
    // The number that people write is not the value of the field.
    CHECK_FALSE(status_word::of(0x9000).is_normal());
}
