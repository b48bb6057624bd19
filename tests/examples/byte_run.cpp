// SPDX-License-Identifier: BSL-1.0
#include <cdcdump/byte_run.hpp>
#include <doctest/doctest.h>

#include "examples/collector.hpp"

using cdcdump::byte_run;
using cdcdump::direction;
using cdcdump::origin_unit;
using cdcdump_test::collector;
using cdcdump_test::from_hex;
using cdcdump_test::octets;

namespace {

const std::string open_message = "01000000 10000000 01000000 00100000";
const std::string open_done = "01000080 10000000 01000000 00000000";
const std::string block = "4e434d48 0c00 0000 2000 0c00  49505300 1000 0000 1c00 0400 0000 0000 45000004";
/// QMI over MBIM: 61 bytes, not a multiple of 4, as real modems send it.
const std::string unpadded =
    "07000080 3d000000 00000000 01000000 00000000 d1a30bc2f97a6e43bf65c7e24fb0f0d3 01000000 11000000 0102030405060708090a0b0c0d0e0f1011";

void take(collector& out, const std::string& hex, byte_run::tail behind, origin_unit unit = origin_unit::byte) {
    byte_run run{cdcnet::mbim::release::v1, out};
    run.take(from_hex(hex), {.unit = unit}, behind);
    run.finish();
}

}  // namespace

TEST_CASE("messages and blocks one after the other") {
    collector out;
    take(out, open_message + block + open_done + block + open_message, byte_run::tail::nothing);
    CHECK(out.faults.empty());
    REQUIRE(out.messages.size() == 3);
    REQUIRE(out.blocks.size() == 2);
    CHECK(out.messages[0].where.number == 0);
    CHECK(out.blocks[0].where.number == 16);
    CHECK(out.messages[1].where.number == 48);
    CHECK(out.messages[0].where.way == direction::to_device);
    CHECK(out.messages[1].where.way == direction::to_host);
}

TEST_CASE("zero bytes up to the next multiple of 4 belong to the message before") {
    for (const char* padding : {"", "000000"}) {
        collector out;
        take(out, unpadded + padding + open_message, byte_run::tail::nothing);
        CHECK(out.faults.empty());
        CHECK(out.messages.size() == 2);
    }
}

TEST_CASE("what is neither a message nor a block") {
    collector file;
    take(file, open_message + "ffffffff", byte_run::tail::nothing);
    CHECK(file.messages.size() == 1);
    REQUIRE(file.faults.size() == 1);
    CHECK(file.faults[0].where.number == 16);
    CHECK(file.faults[0].error.code() == cdcnet::errc::message_type);

    collector log;  // logs print what stood in the buffer behind the message
    take(log, open_message + "ffffffff", byte_run::tail::padding, origin_unit::line);
    CHECK(log.messages.size() == 1);
    CHECK(log.faults.empty());
}

TEST_CASE("lengths that lead nowhere") {
    for (const char* hex : {"01000000 00000000 01000000 00100000", "01000000 0b000000 01000000", "01000000 ffffffff 01000000 00100000",
                            "4e434d48 0c00 0000 0000 0c00", "6e636d68 1000 0000 ffffffff 10000000"}) {
        CAPTURE(hex);
        collector out;
        take(out, hex, byte_run::tail::nothing);
        CHECK(out.messages.empty());
        CHECK(out.blocks.empty());
        CHECK(out.faults.size() == 1);
    }
}

TEST_CASE("every front of a run") {
    const octets whole = from_hex(open_message + block + unpadded);
    for (std::size_t n = 1; n < whole.size(); ++n) {
        CAPTURE(n);
        collector out;
        byte_run run{cdcnet::mbim::release::v1, out};
        const octets front(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n));
        run.take(front, {.unit = origin_unit::byte}, byte_run::tail::nothing);
        run.finish();
        const bool between = n == 16 || n == 48;
        CHECK(out.faults.size() == (between ? 0 : 1));
        CHECK(out.messages.size() == (n >= 16 ? 1 : 0));
        CHECK(out.blocks.size() == (n >= 48 ? 1 : 0));
    }
}
