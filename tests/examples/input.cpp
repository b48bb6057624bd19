// SPDX-License-Identifier: BSL-1.0
#include <cdcdump/input.hpp>
#include <doctest/doctest.h>

#include "examples/collector.hpp"

using cdcdump::format_of;
using cdcdump::input_format;
using cdcdump_test::from_hex;

TEST_CASE("captures are known by their magic numbers") {
    for (const char* magic : {"d4c3b2a1", "a1b2c3d4", "4d3cb2a1", "a1b23c4d", "34cdb2a1", "a1b2cd34", "0a0d0d0a"}) {
        CAPTURE(magic);
        CHECK(format_of(from_hex(magic)) == input_format::capture);
    }
}

TEST_CASE("raw bytes are known by the first word of a message or block") {
    for (const char* word : {"01000000", "02000000", "03000000", "04000000", "01000080", "02000080", "03000080", "04000080", "07000080",
                             "4e434d48", "6e636d68"}) {
        CAPTURE(word);
        CHECK(format_of(from_hex(word)) == input_format::raw);
    }
    CHECK(format_of(from_hex("05000000")) == input_format::detect);
    CHECK(format_of(from_hex("06000080")) == input_format::detect);
}

TEST_CASE("everything printable is text") {
    const auto of = [](std::string_view text) { return format_of({reinterpret_cast<const std::byte*>(text.data()), text.size()}); };
    CHECK(of("0300") == input_format::text);
    CHECK(of("<<<<") == input_format::text);
    CHECK(of("M3 x") == input_format::text);
    CHECK(of("\n\n  ") == input_format::text);
    CHECK(of("\x1b[1m") == input_format::text);
    CHECK(of("a") == input_format::text);
    CHECK(of(std::string_view{"a\0b", 3}) == input_format::detect);
}
