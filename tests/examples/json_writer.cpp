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
    SUBCASE("what a terminal obeys, and what changes how a line reads") {
        // DEL; NEL and APC, the ends of C1 but one; LINE and PARAGRAPH SEPARATOR; RIGHT-TO-LEFT OVERRIDE; POP DIRECTIONAL ISOLATE
        json.value("\x7f|\xc2\x85|\xc2\x9f|\xe2\x80\xa8|\xe2\x80\xa9|\xe2\x80\xae|\xe2\x81\xa9");
        CHECK(out == R"("\u007f|\u0085|\u009f|\u2028|\u2029|\u202e|\u2069")");
    }
    SUBCASE("their neighbours stay") {
        // U+00A0, U+2027, U+202F, U+2065, U+206A
        json.value("~\xc2\xa0\xe2\x80\xa7\xe2\x80\xaf\xe2\x81\xa5\xe2\x81\xaa");
        CHECK(out == "\"~\xc2\xa0\xe2\x80\xa7\xe2\x80\xaf\xe2\x81\xa5\xe2\x81\xaa\"");
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
