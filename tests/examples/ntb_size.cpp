// SPDX-License-Identifier: BSL-1.0
/// \file
/// ntb_size: its figures against ones worked out by hand, its rule, and its page against what it prints.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "ntb_size/page.hpp"

using namespace ntb_size;

namespace {

constexpr const bus& full_speed = usb_buses[0];
constexpr const bus& high_speed = usb_buses[1];
constexpr double us = 1e-6;
constexpr double mbit = 1e6 / 8;

settings settings_of(const std::string& words) {
    command_line command;
    command.app().parse(words);
    return command.read();
}
doctest::Approx about(double value) { return doctest::Approx{value}.epsilon(1e-9); }

std::string text_of_file(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    REQUIRE(in.is_open());
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST_CASE("a full block of one size") {
    SUBCASE("NTB16 of 16 KiB: 12 + 10 x 1500 + 8 + 11 x 4, and an eleventh datagram is too much") {
        const full_block b = full_block_of(settings_of("").limits_for(16384), 1500, 512);
        CHECK(b.datagrams == 10);
        CHECK(b.size == 15064);
        CHECK(b.payload == 15000);
        CHECK(b.overhead() == about(6.4));
        CHECK(b.transfer.packets == 30);
    }
    SUBCASE("NTB16 of 16 KiB: 12 + 8 + 4 + n x 44") {
        const full_block b = full_block_of(settings_of("").limits_for(16384), 40, 512);
        CHECK(b.datagrams == (16384 - 24) / 44);
        CHECK(b.size == 24 + 371 * 44);
    }
    SUBCASE("NTB32 of 256 KiB: 16 + 16 + 8 + n x 1508") {
        const full_block b = full_block_of(settings_of("").limits_for(262144), 1500, 512);
        CHECK(b.datagrams == (262144 - 40) / 1508);
        CHECK(b.size == 40 + 173 * 1508);
    }
    SUBCASE("frames of 1514 bytes, which start 2 bytes behind a multiple of 4 and take 1516") {
        const full_block b = full_block_of(settings_of("--payload ethernet").limits_for(16384), 1514, 512);
        CHECK(b.datagrams == 10);
        CHECK(b.size == 12 + 2 + 10 * 1516 - 2 + 8 + 11 * 4);
    }
    SUBCASE("a limit of datagrams") {
        const full_block b = full_block_of(settings_of("--max-datagrams 16").limits_for(4096), 40, 512);
        CHECK(b.datagrams == 16);
        CHECK(b.size == 24 + 16 * 44);
    }
    SUBCASE("a datagram that does not fit") { CHECK(!full_block_of(settings_of("").limits_for(2048), *load_of("2100"), 512).exists()); }
}

TEST_CASE("packed blocks agree with capacity") {
    for (const std::uint32_t ntb : {2048u, 16384u, 65536u, 131072u}) {
        for (const char* size : {"40", "41", "576", "1500"}) {
            const ncm::limits l = settings_of("").limits_for(ntb);
            const load d = *load_of(size);
            const full_block packed = packed_blocks(l, d, 512, 1);
            const full_block computed = full_block_of(l, d.smallest(), 512);
            CHECK(packed.datagrams == about(computed.datagrams));
            CHECK(packed.size == about(computed.size));
            CHECK(packed.transfer.packets == about(computed.transfer.packets));
        }
    }
}

TEST_CASE("packed blocks of a mix agree with arithmetic") {
    const load d = *load_of("imix");
    CHECK(d.mean() == about((7 * 40 + 4 * 576 + 1500) / 12.0));
    sequence sizes{d};
    std::map<std::uint32_t, int> seen;
    for (int i = 0; i < 12; ++i) ++seen[sizes.next()];
    CHECK(seen == std::map<std::uint32_t, int>{{40, 7}, {576, 4}, {1500, 1}});

    // All sizes are multiples of 4, so a block is 12 + payload + 8 + 4 (n + 1).
    double blocks = 0;
    double bytes = 0;
    double datagrams = 0;
    std::uint32_t payload = 0;
    std::uint32_t count = 0;
    for (sequence again{d}; blocks < 120;) {
        const std::uint32_t next = again.next();
        if (24 + payload + next + 4 * (count + 1) > 16384) {
            ++blocks;
            bytes += 24 + payload + 4 * count;
            datagrams += count;
            payload = count = 0;
        }
        payload += next;
        ++count;
    }
    const full_block b = full_block_of(settings_of("").limits_for(16384), d, 512);
    CHECK(b.datagrams == about(datagrams / blocks));
    CHECK(b.size == about(bytes / blocks));
}

TEST_CASE("eight streams in turn: each has a header of 8 and a null entry of 4") {
    const full_block b = full_block_of(settings_of("").limits_for(16384), *load_of("40"), 512, 8);
    CHECK(b.datagrams == (16384 - 12 - 8 * 12) / 44);
    CHECK(b.size == 12 + 8 * 12 + 369 * 44);
}

TEST_CASE("time on the bus") {
    const ncm::limits l = settings_of("").limits_for(16384);
    CHECK(seconds_of(transfer_of(13 * 512 - 1, 512, l), high_speed) == about(125 * us - 1 / (13 * 567 * 8000.0)));
    CHECK(seconds_of(transfer_of(16384, 512, l), high_speed) == about(32.0 / 13 * 125 * us));
    CHECK(seconds_of({19 * 64, 19}, full_speed) == about(1000 * us));
    CHECK(seconds_of({1250, 10}, bus::of_rate(100e6, 125, 0)) == about(100 * us));
}

TEST_CASE("what ends a transfer is on the bus too") {
    const auto packets = [](const char* words, std::size_t size) {
        return transfer_of(size, 512, settings_of(words).limits_for(16384)).packets;
    };
    CHECK(packets("", 2047) == 4);
    CHECK(packets("", 2048) == 5);
    CHECK(packets("--termination pad", 2048) == 5);
    CHECK(packets("", 16384) == 32);
    CHECK(packets("--termination always-zlp", 16384) == 33);
    CHECK(transfer_of(2048, 512, settings_of("--termination pad").limits_for(16384)).bytes == 2049);
}

TEST_CASE("throughput: transfers or the bus") {
    const settings s = settings_of("");
    const full_block small = full_block_of(s.limits_for(2048), 1500, 512);
    CHECK(throughput_of(small, high_speed, 8000) == about(8000 * 1500));
    // 5 x 1500 bytes in 12 + 7500 + 8 + 6 x 4 = 7544 bytes, 15 packets
    const full_block large = full_block_of(s.limits_for(8192), 1500, 512);
    const double time = (7544 + 15 * 55) / (13 * 567 * 8000.0);
    CHECK(throughput_of(large, high_speed, 8000) == about(7500 / time));
}

TEST_CASE("the rule") {
    const settings s = settings_of("");
    const load d = *load_of("1500");
    SUBCASE("the smallest size that reaches 95 % of the best; the timer keeps to the transfers") {
        // 4 KiB: 2 x 1500 x 8000 = 24 MB/s; 8 KiB: 52.8 MB/s; 64 KiB, the best: 53.0 MB/s
        const advice a = advise(s, high_speed, d, 1000 * us);
        CHECK(a.ntb == 8192);
        CHECK(a.datagrams == 5);
        CHECK(a.timer == about(125 * us));
        CHECK(a.latency == about(2 * (7544 + 15 * 55) / (13 * 567 * 8000.0) + 125 * us));
        CHECK(a.throughput_met);
        CHECK(a.latency_met);
    }
    SUBCASE("a budget that only 4 KiB meets, and that leaves less for the timer") {
        const advice a = advise(s, high_speed, d, 200 * us);
        const double block = (12 + 3000 + 8 + 12 + 6 * 55) / (13 * 567 * 8000.0);
        CHECK(a.ntb == 4096);
        CHECK(a.timer == about(200 * us - 2 * block));
        CHECK(a.latency_met);
    }
    SUBCASE("a goal") {
        CHECK(advise(settings_of("--goal 150M"), high_speed, d, 1000 * us).ntb == 4096);
        const advice a = advise(settings_of("--goal 1G"), high_speed, d, 5000 * us);
        CHECK(!a.throughput_met);
        CHECK(a.throughput > 420 * mbit);
    }
    SUBCASE("a budget that nothing meets: the least size, and no waiting") {
        const advice a = advise(s, full_speed, d, 200 * us);
        CHECK(a.ntb == 2048);
        CHECK(a.timer == 0);
        CHECK(!a.latency_met);
    }
    SUBCASE("a device that takes less") {
        const advice a = advise(settings_of("--ntb-max 3Ki --max-datagrams 1"), high_speed, d, 1000 * us);
        CHECK(a.ntb == 2048);
        CHECK(a.datagrams == 1);
    }
}

TEST_CASE("sizes go up to the device's own") {
    CHECK(settings_of("--ntb-max 16Ki").ntb_sizes == std::vector<std::uint32_t>{2048, 4096, 8192, 16384});
    CHECK(settings_of("--ntb-max 3200").ntb_sizes == std::vector<std::uint32_t>{2048, 3200});
    CHECK(settings_of("--ntb-max 2Ki").ntb_sizes == std::vector<std::uint32_t>{2048});
    CHECK(settings_of("").ntb_sizes.back() == 262144);
}

TEST_CASE("what has no meaning is refused") {
    for (const char* words :
         {"--datagrams 0", "--datagrams 40:0", "--mix 40:1+", "--mix 40x", "--mix ''", "--link low", "--ntb-max 1Ki", "--transfers 0",
          "--latency 0", "--timer -1", "--offered 0", "--payload ethernet --streams 2", "--table none", "--format ntb64"}) {
        CAPTURE(words);
        CHECK_THROWS_AS(static_cast<void>(settings_of(words)), CLI::ParseError);
    }
}

TEST_CASE("text tables count characters, not bytes") {
    const text_table t{"T", {"a", "bb"}, {{"1", "2 µs"}, {"22", "3"}}};
    CHECK(to_text(t, false) == "T\n\n a     bb\n 1   2 µs\n 22     3\n");
    CHECK(to_text(t, true) == "**T**\n\n| a  |   bb |\n|----|-----:|\n| 1  | 2 µs |\n| 22 |    3 |\n");
}

TEST_CASE("every table prints") {
    std::string names;
    for (const auto& [name, make] : tables()) names += "," + name;
    const std::string text = run(settings_of("--table " + names.substr(1))).text;
    CHECK(text.find("nan") == std::string::npos);
    CHECK(text.find("inf") == std::string::npos);
}

TEST_CASE("the page is what the program prints") {
    const std::string folder = CDCNET_SOURCE_DIR "/examples/ntb_size/";
    const std::string text = text_of_file(folder + "README.md");
    const page fresh = refreshed(text);
    CHECK(fresh.text == text);
    CHECK(fresh.plots.size() == 1);
    for (const auto& [name, svg] : fresh.plots) CHECK(text_of_file(folder + name) == svg);

    SUBCASE("and a figure that is not is found") {
        std::string changed = text;
        const std::size_t at = changed.find("8 KiB", changed.find("<!-- $"));
        REQUIRE(at != std::string::npos);
        changed[at] = '9';
        CHECK(refreshed(changed).text == text);
    }
    SUBCASE("and a command without end is refused") {
        CHECK_THROWS_AS(static_cast<void>(refreshed("<!-- $ ntb_size --table link -->\n\ntext\n")), std::runtime_error);
        CHECK_THROWS_AS(static_cast<void>(refreshed("<!-- $ ntb_size --table link\n<!-- end -->\n")), std::runtime_error);
    }
}
