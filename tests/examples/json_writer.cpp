// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cdcdump/json_writer.hpp>

TEST_CASE("json_writer: texts are UTF-8 whatever they come from") {
    std::string out;
    cdcdump::json_writer json{out};
    SUBCASE("escapes") {
        json.value("a\"b\\c\n\x1f");
        CHECK(out == R"("a\"b\\c\u000a\u001f")");
    }
    SUBCASE("UTF-8 stays") {
        json.value("Z\xc3\xbcrich \xf0\x9f\x98\x80");
        CHECK(out == "\"Z\xc3\xbcrich \xf0\x9f\x98\x80\"");
    }
    SUBCASE("a byte that is no UTF-8 becomes U+FFFD") {
        json.value("a\xff\"");
        CHECK(out == "\"a\xef\xbf\xbd\\\"\"");
    }
}
