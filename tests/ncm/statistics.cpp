// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/statistics.hpp>
#include <doctest/doctest.h>

#include "builder.hpp"

using namespace cdcnet;
using namespace hand_made;

TEST_CASE("sequence numbers: gaps, repeats, the wrap and a restart") {
    ncm::sequence_tracker t;
    CHECK(t.observe(65534) == 0);
    CHECK(t.observe(65535) == 0);
    CHECK(t.observe(0) == 0);
    CHECK(t.gaps() == 0);
    CHECK(t.observe(3) == 2);
    CHECK(t.gaps() == 1);
    CHECK(t.observe(3) == 0);
    CHECK(t.gaps() == 2);
    CHECK(t.observe(4) == 0);
    CHECK(t.observe(0) == 0);
    CHECK(t.gaps() == 3);
    CHECK(t.missing() == 2);
    t.restart();
    CHECK(t.observe(500) == 0);
    CHECK(t.gaps() == 3);
}

TEST_CASE("a receiver's counters: blocks, datagrams, bytes, gaps and causes") {
    const auto good = [](std::uint32_t sequence) {
        return transfer<128>{}.nth16(sequence, 128, 12).ndp16(12, NCM0, 20, 0, {{32, 40}, {72, 56}, {0, 0}}).bytes;
    };
    const auto half_bad = transfer<128>{}.nth16(9, 128, 12).ndp16(12, NCM0, 20, 0, {{4, 40}, {72, 56}, {0, 0}}).bytes;
    ncm::rx_statistics s;
    s.count(ncm::ntb::parse(good(0)));
    s.count(ncm::ntb::parse(good(1)));
    s.count(ncm::ntb::parse(good(4)));
    s.count(ncm::ntb::parse(half_bad));
    s.count(ncm::ntb::parse(half_bad, {.mode = ncm::mode::lenient}));
    s.count(ncm::ntb::parse(no_bytes));
    CHECK(s.ntbs == 4);
    CHECK(s.datagrams == 7);
    CHECK(s.payload == 3 * 96 + 56);
    CHECK(s.payload + s.overhead == 4 * 128);
    CHECK(s.rejected_blocks == 2);
    CHECK(s.rejected_entries == 1);
    CHECK(s.rejects(errc::datagram_over_nth) == 2);
    CHECK(s.rejects(errc::need_more) == 1);
    CHECK(s.rejects(errc::chain) == 0);
    CHECK(s.sequence.gaps() == 2);
    CHECK(s.sequence.missing() == 6);
}
