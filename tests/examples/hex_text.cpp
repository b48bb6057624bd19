// SPDX-License-Identifier: BSL-1.0
#include <cdcdump/hex_text.hpp>
#include <doctest/doctest.h>

#include <sstream>

#include "examples/collector.hpp"

using cdcdump::direction;
using cdcdump::text_dialect;
using cdcdump_test::from_hex;
using cdcdump_test::octets;

namespace {

struct found {
    octets data;
    std::uint64_t line;
    direction way;
};

std::vector<found> read(const std::string& text, text_dialect dialect = text_dialect::any) {
    std::vector<found> runs;
    cdcdump::hex_text reader{dialect, [&](const cdcdump::hex_run& r) { runs.push_back({{r.data.begin(), r.data.end()}, r.line, r.way}); }};
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) reader.line(line);
    reader.finish();
    CHECK(reader.runs() == runs.size());
    return runs;
}

const octets open_message = from_hex("01000000 10000000 01000000 00100000");
const octets close_message = from_hex("02000000 0c000000 02000000");

}  // namespace

TEST_CASE("the log of a modem manager") {
    const auto runs = read(
        "[08 Oct 2013, 15:29:41] [Debug] [/dev/cdc-wdm0] Sent message...\n"
        "<<<<<< RAW:\n"
        "<<<<<<   length = 16\n"
        "<<<<<<   data   = 01:00:00:00:10:00:00:00:01:00:00:00:00:10:00:00\n"
        "\n"
        "[08 Oct 2013, 15:29:41] [Debug] [/dev/cdc-wdm0] Received message...\n"
        ">>>>>> RAW:\n"
        ">>>>>>   data   = 02:00:00:00:0C:00:00:00:02:00:00:00\n");
    REQUIRE(runs.size() == 2);
    CHECK(runs[0].data == open_message);
    CHECK(runs[0].line == 4);
    CHECK(runs[0].way == direction::to_device);
    CHECK(runs[1].data == close_message);
    CHECK(runs[1].way == direction::to_host);
}

TEST_CASE("a value that goes on in the next lines") {
    const auto runs = read(
        "  data = 01:00:00:00:10:00:\n"
        "         00:00:01:00:00:00:\n"
        "         00:10:00:00\n"
        "done\n");
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].data == open_message);
}

TEST_CASE("bytes behind a prefix without the word data") {
    CHECK(read("[12:01:07] rx 01:00:00:00:10:00:00:00:01:00:00:00:00:10:00:00 end").at(0).data == open_message);
    CHECK(read("2013-10-08 15:29:41 01 00 00 00 10 00 00 00 01 00 00 00 00 10 00 00").at(0).data == open_message);
    CHECK(read("{\"hex\": \"01000000100000000100000000100000\", \"id\": 4}").at(0).data == open_message);
}

TEST_CASE("plain hex") {
    CHECK(read("01000000100000000100000000100000").at(0).data == open_message);
    CHECK(read("01 00 00 00 10 00 00 00 01 00 00 00 00 10 00 00").at(0).data == open_message);
    CHECK(read("0x01,0x00,0x00,0x00,0x10,0x00,0x00,0x00,\n0x01,0x00,0x00,0x00,0x00,0x10,0x00,0x00").at(0).data == open_message);
    CHECK(read("01000000 10000000\n01000000 00100000\n").at(0).data == open_message);
    const auto runs = read("01000000100000000100000000100000\n020000000c00000002000000\n");
    REQUIRE(runs.size() == 2);
    CHECK(runs[1].data == close_message);
    CHECK(runs[1].line == 2);
}

TEST_CASE("a line with a whole message begins a new one even when the one before is short") {
    const auto runs = read("0100000010000000010000\n020000000c00000002000000\n");
    REQUIRE(runs.size() == 2);
    CHECK(runs[0].data.size() == 11);
    CHECK(runs[1].data == close_message);
}

TEST_CASE("dumps with offsets and characters") {
    const std::string xxd = "00000000: 0100 0000 1000 0000 0100 0000 0010 0000  ................\n";
    const std::string hexdump =
        "00000000  01 00 00 00 10 00 00 00  01 00 00 00 00 10 00 00  |................|\n"
        "00000010\n";
    const std::string wireshark =
        "0000  01 00 00 00 10 00 00 00 01 00   abcdef0123\n"
        "000a  00 00 00 10 00 00               ab\n";
    const std::string tcpdump = "\t0x0000:  0100 0000 1000 0000 0100 0000 0010 0000  ................\n";
    for (const std::string& text : {xxd, hexdump, wireshark, tcpdump}) {
        CAPTURE(text);
        const auto runs = read(text);
        REQUIRE(runs.size() == 1);
        CHECK(runs[0].data == open_message);
    }
    CHECK(read(xxd + "\n" + xxd).size() == 2);
    CHECK(read(xxd + xxd).size() == 2);  // offset 0 begins anew
}

TEST_CASE("a star in a dump repeats the row before") {
    const auto runs = read(
        "00000000  03 00 00 80 40 00 00 00  13 00 00 00 00 00 00 00  |....|\n"
        "00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |....|\n"
        "*\n"
        "00000030  aa 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |....|\n");
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].data.size() == 64);
    CHECK(runs[0].data[48] == std::byte{0xaa});
}

TEST_CASE("stars repeat no more than 16 MiB in all") {
    constexpr std::size_t most = std::size_t{16} << 20;
    // A message of 16 bytes, and zeros up to 16 MiB.
    const std::string dump =
        "00000000: 0100 0000 1000 0000 0100 0000 0010 0000  ....\n"
        "00000010: 0000 0000 0000 0000 0000 0000 0000 0000  ....\n"
        "*\n"
        "00ffffff: 00  .\n";
    std::size_t runs = 0;
    std::size_t bytes = 0;
    cdcdump::hex_text reader{text_dialect::any, [&](const cdcdump::hex_run& r) {
                                 ++runs;
                                 bytes += r.data.size();
                             }};
    const auto take = [&](const std::string& text) {
        std::istringstream lines{text};
        for (std::string line; std::getline(lines, line);) reader.line(line);
    };
    take(dump);
    reader.finish();
    CHECK(runs == 1);
    CHECK(bytes == most);
    CHECK(reader.left_out() == 0);
    take(dump + dump + dump);
    reader.finish();
    CHECK(runs == 4);  // the message is there each time
    CHECK(bytes == most + 3 * 32);
    CHECK(reader.left_out() == 8);  // the row behind the second star
}

TEST_CASE("prose is not hex") {
    CHECK(read("a cafe, 12:30:45, 2013-10-08 and dead beef\n1234\nthe 4th face").empty());
    CHECK(read("00:11:22:33:44:55\n").empty());
    // SHA-1 fingerprints are long enough but begin like no message.
    CHECK(read("key aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:00:11:22:33 accepted").empty());
}

TEST_CASE("a dialect that is asked for leaves the other alone") {
    CHECK(read("ff000000100000000100000000100000", text_dialect::log).empty());
    CHECK(read("ff000000100000000100000000100000", text_dialect::any).size() == 1);
    CHECK(read("data = 01:00:00:00", text_dialect::log).size() == 1);
    CHECK(read("ff00", text_dialect::hex).size() == 1);
    CHECK(read("data = 01:00:00:00", text_dialect::hex).empty());
}

TEST_CASE("every front of every form is read without harm") {
    const std::string text =
        "<<<<<<   data   = 01:00:00:00:10:00:00:00:01:00:00:00:00:10:00:00\n"
        "00000000: 0100 0000 1000 0000 0100 0000 0010 0000  ....\n*\n"
        "0x01,0x00,0x00,0x00,0x10,0x00,0x00,0x00,0x01,0x00,0x00,0x00,0x00,0x10,0x00,0x00\n"
        "[1] rx 02 00 00 00 0c 00 00 00 02 00 00 00\n";
    for (std::size_t n = 0; n <= text.size(); ++n)
        for (const text_dialect d : {text_dialect::any, text_dialect::log, text_dialect::hex})
            CHECK(read(text.substr(0, n), d).size() <= 4);
}
