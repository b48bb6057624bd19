// SPDX-License-Identifier: BSL-1.0
#include "cdclint/log_clock.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

constexpr std::int64_t ms = 1'000'000;

/// What the times of these lines are apart from the first one, in milliseconds; each line begins a run.
std::vector<std::int64_t> since_first(const std::vector<std::string>& lines) {
    cdclint::log_clock clock;
    std::vector<std::int64_t> out;
    std::optional<std::int64_t> first;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        clock.line(i + 1, lines[i]);
        const auto time = clock.time_of(i + 1);
        if (time && !first) first = time;
        out.push_back(time ? (*time - *first) / ms : -1);
    }
    return out;
}

using times = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("log clock: times of day and seconds in brackets") {
    CHECK(since_first({"2013-10-08 15:29:41.123 rx 01:00", "2013-10-08T15:29:42.373Z rx", "15:30:41,123 x"}) == times{0, 1250, 60000});
    CHECK(since_first({"[12:01:07.250] rx 01", "[13:01:07.250123456] tx"}) == times{0, 3600000});
    CHECK(since_first({"<debug> [1695297313.372391] [modem0]", "<debug> [1695297315.000391]"}) == times{0, 1628});
    CHECK(since_first({"[    7.123456] cdc_mbim", "[   17.123456] cdc_mbim"}) == times{0, 10000});
}

TEST_CASE("log clock: midnight") {
    CHECK(since_first({"23:59:59.900", "00:00:00.150", "23:59:59.900", "00:00:00.150"}) == times{0, 250, 86400000, 86400250});
    // A little backwards is not a day forwards.
    CHECK(since_first({"12:00:01.000", "12:00:00.500"}) == times{0, -500});
}

TEST_CASE("log clock: a log has no end of nights") {
    // 64 bits of nanoseconds are 106,751 days; a line that goes back by half a day is a night.
    constexpr std::int64_t day = 86'400'000 * ms;
    cdclint::log_clock clock;
    std::uint64_t line = 0;
    for (int night = 0; night < 107'000; ++night) {
        clock.line(++line, "23:59:59.000");
        clock.line(++line, "00:00:00.000");
    }
    CHECK(clock.time_of(line).value_or(-1) > 106'000 * day);
    // The clock goes on within the last day.
    clock.line(++line, "00:00:01.250");
    const auto before = clock.time_of(line).value_or(-1);
    clock.line(++line, "23:59:60.999");
    CHECK(clock.time_of(line).value_or(-1) - before == 86'399'749 * ms);
}

TEST_CASE("log clock: what is no time, or too coarse") {
    for (const char* line :
         {"[08 Oct 2013, 15:29:41] [Debug]", "data = 12:00:00:00:10:00:00:00", "12:00:00,12", "24:00:00.000", "12:60:00.000", "[7.12] x",
          "[99999999999.000] x", "[9999999999.000] x", "12:00:00.1234567890", "7.123456", "[7.123456", ""}) {
        CAPTURE(line);
        CHECK(since_first({line}) == times{-1});
    }
}

TEST_CASE("log clock: the first kind of time counts") {
    CHECK(since_first({"[ 7.000] 12:00:00.000 x", "12:00:01.000 x", "12:00:02.000 [ 8.000]"}) == times{0, -1, 1000});
}

TEST_CASE("log clock: a time is that of the run that follows it") {
    cdclint::log_clock clock;
    clock.line(1, "[1.000]");
    clock.line(2, "[2.000] Received message");
    clock.line(3, "no time");
    CHECK(clock.time_of(4) == 2000 * ms);
    CHECK_FALSE(clock.time_of(5));
    // A run is asked for when the line behind it has been read.
    clock.line(6, "[6.000] rx");
    clock.line(7, "[7.000] rx");
    CHECK(clock.time_of(6) == 6000 * ms);
    CHECK(clock.time_of(7) == 7000 * ms);
}
