// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <printable.hpp>

using examples::printable;

TEST_CASE("printable: what a terminal shows stays as it is") {
    CHECK(printable("").empty());
    CHECK(printable("a \"b\" \\ ~") == "a \"b\" \\ ~");
    CHECK(printable("Z\xc3\xbcrich \xe4\xb8\xad \xf0\x9f\x98\x80") == "Z\xc3\xbcrich \xe4\xb8\xad \xf0\x9f\x98\x80");
}

TEST_CASE("printable: what it obeys is written as in dumps") {
    CHECK(printable(std::string_view{"a\0\x07\x1b[2J\r\n\x7f", 10}) == "a\\u0000\\u0007\\u001b[2J\\u000d\\u000a\\u007f");
    CHECK(printable("\xc2\x80\xc2\x9b"
                    "31m") == "\\u0080\\u009b31m");  // CSI in one character
    CHECK(printable("\xe2\x80\xa8\xe2\x80\xae\xe2\x81\xa6") == "\\u2028\\u202e\\u2066");
}

TEST_CASE("printable: what is no UTF-8 is U+FFFD") {
    // A byte that begins nothing (C1, to a terminal of 8 bits); ESC that two bytes spell; a character without its end
    for (const char* text : {"\x9b", "\xc0\x9b", "\xe2\x80"}) {
        CAPTURE(text);
        for (const char c : printable(text)) CHECK((c == '\xef' || c == '\xbf' || c == '\xbd'));
    }
}
