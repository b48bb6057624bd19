// SPDX-License-Identifier: BSL-1.0
/// \file
/// Datagrams on their way into an empty block, and their entries, which are turned round: in every way that the machine has.
#include <cdcnet/ncm/detail/streaming.hpp>
#include <cdcnet/ncm/detail/tables.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "random.hpp"

using namespace cdcnet;
using namespace cdcnet::ncm::detail;

namespace {

template <ncm::format F>
void check_reversed() {
    using number = entry_number<F>;
    constexpr std::size_t size = sizeof(number);
    for (std::size_t count = 0; count < 40; ++count)
        for (std::size_t distance = 0; distance <= count + 2; ++distance) {
            std::vector<number> entries(count);
            for (std::size_t i = 0; i < count; ++i) entries[i] = static_cast<number>(0x0102030405060708 * (i + 1));
            std::vector<std::byte> memory((count + distance) * size + 1);
            std::byte* const to = memory.data() + 1;
            std::byte* const first = to + distance * size;
            std::byte* const last = first + count * size;
            const auto put_all = [&] {
                for (std::size_t i = 0; i < count; ++i) std::memcpy(first + i * size, &entries[i], size);
            };
            const auto reversed_at = [&](const std::byte* from) {
                for (std::size_t i = 0; i < count; ++i)
                    if (cdcnet::detail::load_native<number>(from + i * size) != entries[count - 1 - i]) return false;
                return true;
            };
            put_all();
            move_reversed<F>(to, first, last);
            REQUIRE(reversed_at(to));
            put_all();
            reverse<F>(first, last);
            REQUIRE(reversed_at(first));
            if (distance < count) continue;
            put_all();
            copy_reversed<F>(to, first, last);
            REQUIRE(reversed_at(to));
        }
}

/// Streams a list in one of the ways that the machine has.
enum class way { best, plain, wide };
constexpr way ways[]{way::best, way::plain, way::wide};
template <class Streaming, class... Arguments>
fitting stream_by(way w, Arguments... arguments) {
#if CDCNET_CPU_DISPATCH
    if (w == way::wide && __builtin_cpu_supports("avx2")) return stream_avx2<Streaming>(arguments...);
#endif
    return w == way::plain ? stream_here<Streaming>(arguments...) : stream_list<Streaming>(arguments...);
}

/// A list of datagrams, and where each of those that fit has to go.
template <ncm::format F>
struct streamed_list {
    std::vector<std::vector<std::byte>> data;
    std::vector<ncm::datagram> datagrams;
    streaming_room room;
    std::vector<std::uint32_t> starts;
    bool full{};

    static constexpr std::uint32_t entry_size = ncm::layout<F>::entry_size;
    static constexpr std::uint32_t empty_ndp = ncm::layout<F>::ndp_size + entry_size;

    streamed_list(random_numbers& random, std::uint32_t streams) {
        const std::uint32_t longest = random.one_of({3u, 20u, 100u});
        for (std::uint32_t i = random.below(60); i != 0; --i) {
            data.emplace_back(random.once_in(60) ? 0 : random.between(1, longest));
            for (std::byte& b : data.back()) b = static_cast<std::byte>(random.between(1, 255));
        }
        for (const auto& d : data) {
            const auto session = static_cast<std::uint8_t>(random.below(streams));
            datagrams.push_back({random.once_in(100) ? ncm::stream::ethernet_crc() : ncm::stream::ips(session), d});
        }
        room.start = 12 + random.below(20);
        room.mask = (1u << random.below(4)) - 1;
        room.end = (64 + random.below(2000)) & ~7u;
        room.most = std::min((room.end - empty_ndp) / entry_size, random.once_in(4) ? random.between(1, 40) : 1000);
    }
    /// With `mixed` each stream has an NDP of its own.
    void expect(bool mixed) {
        std::vector<ncm::stream> seen;
        std::uint32_t tables = mixed ? 0 : empty_ndp;
        std::uint32_t start = room.start;
        starts.clear();
        full = false;
        for (const ncm::datagram& d : datagrams) {
            if (starts.size() == room.most || d.bytes.empty()) break;
            if (mixed && std::find(seen.begin(), seen.end(), d.stream) == seen.end()) {
                if (d.stream.has_crc() || seen.size() == 32) break;
                seen.push_back(d.stream);
                tables += empty_ndp;
            }
            tables += entry_size;
            full = start + d.bytes.size() + tables > room.end;
            if (full) break;
            starts.push_back(start);
            start += static_cast<std::uint32_t>(d.bytes.size());
            while ((start - room.start) % (room.mask + 1) != 0) ++start;
        }
    }
    [[nodiscard]] std::vector<std::byte> block() const { return std::vector<std::byte>(room.end + 8, std::byte{0xff}); }
    void check(const fitting& f, const std::vector<std::byte>& block) const {
        REQUIRE(f.count == starts.size());
        REQUIRE(f.full == full);
        if (starts.empty()) return;
        const std::uint32_t end = starts.back() + static_cast<std::uint32_t>(datagrams[starts.size() - 1].bytes.size());
        REQUIRE(f.size == end - room.start);
        std::vector<std::byte> payload(f.size);
        for (std::size_t i = 0; i < starts.size(); ++i)
            std::copy(datagrams[i].bytes.begin(), datagrams[i].bytes.end(), payload.begin() + (starts[i] - room.start));
        REQUIRE(equal(bytes{block}.subspan(room.start, f.size), payload));
        for (std::size_t i = room.end; i < block.size(); ++i) REQUIRE(block[i] == std::byte{0xff});
    }
};

template <ncm::format F>
void check_one(random_numbers& random) {
    streamed_list<F> list{random, 1};
    std::vector<bytes> views;
    for (const ncm::datagram& d : list.datagrams) views.push_back(d.bytes);
    list.expect(false);
    for (const way w : ways) {
        std::vector<std::byte> block = list.block();
        list.check(stream_by<stream_one<F>>(w, list.room, block.data(), static_cast<const bytes*>(views.data()), views.size()), block);
        for (std::size_t i = 0; i < list.starts.size(); ++i) {
            const extent e = load_entry<F>(block.data() + list.room.end - (i + 1) * ncm::layout<F>::entry_size);
            REQUIRE(e.index == list.starts[i]);
            REQUIRE(e.length == views[i].size());
        }
    }
}

template <ncm::format F>
void check_mixed(random_numbers& random) {
    streamed_list<F> list{random, random.one_of({2u, 8u, 33u, 60u})};
    list.expect(true);
    for (const way w : ways) {
        std::vector<std::byte> block = list.block();
        owner_list noted;
        list.check(stream_by<stream_mixed<F>>(w, list.room, block.data(), static_cast<const ncm::datagram*>(list.datagrams.data()),
                                              list.datagrams.size(), &noted),
                   block);
        std::vector<std::uint32_t> before(32);
        for (std::size_t i = 0; i < list.starts.size(); ++i) {
            const owner_list::note n = noted.notes[i];
            REQUIRE(noted.flows.stream(n.flow()) == list.datagrams[i].stream);
            REQUIRE(n.before() == before[n.flow()]++);
        }
        for (std::size_t i = 0; i < noted.flows.size(); ++i) REQUIRE(noted.flows[i].added == before[i]);
    }
}

}  // namespace

TEST_CASE("entries are turned round, in their place and on the way to another") {
    check_reversed<ncm::format::ntb16>();
    check_reversed<ncm::format::ntb32>();
}

TEST_CASE("streaming: datagrams of one stream") {
    random_numbers random{1};
    for (int round = 0; round < 200; ++round) {
        check_one<ncm::format::ntb16>(random);
        check_one<ncm::format::ntb32>(random);
    }
}

TEST_CASE("streaming: datagrams of several streams") {
    random_numbers random{2};
    for (int round = 0; round < 200; ++round) {
        check_mixed<ncm::format::ntb16>(random);
        check_mixed<ncm::format::ntb32>(random);
    }
}

namespace {

/// Places a list by each function that does it.
template <class Item>
void check_places(const std::vector<Item>& list, std::size_t divisor, bool gaps) {
    std::vector<std::byte> want;
    for (const Item& item : list) {
        const bytes d = bytes_of(item);
        while (gaps && want.size() % divisor != 0) want.push_back({});
        want.insert(want.end(), d.begin(), d.end());
    }
    using place_function = void (*)(const list_place&, const Item*) noexcept;
    std::vector<place_function> functions{place_list<Item>, place_list_here<Item>};
#if CDCNET_CPU_DISPATCH
    if (__builtin_cpu_supports("avx2")) functions.push_back(place_list_avx2<Item>);
#endif
    for (const place_function place : functions) {
        std::vector<std::byte> got(want.size() + 1, std::byte{0xff});
        place({got.data(), divisor - 1, list.size(), gaps}, list.data());
        REQUIRE(equal(bytes{got}.first(want.size()), want));
        REQUIRE(got.back() == std::byte{0xff});
    }
}

}  // namespace

TEST_CASE("datagrams are copied to their places, and the bytes between them are zero") {
    random_numbers random{3};
    for (int round = 0; round < 100; ++round) {
        const std::size_t divisor = std::size_t{1} << random.below(7);
        const bool gaps = divisor != 1 && random.once_in(2);
        std::vector<std::vector<std::byte>> data;
        std::vector<bytes> views;
        std::vector<ncm::datagram> datagrams;
        for (std::uint32_t i = random.between(1, 20); i != 0; --i) {
            const std::size_t size = gaps ? random.between(1, 200) : divisor * random.between(1, 4);
            data.emplace_back(size, static_cast<std::byte>(random.between(1, 200)));
        }
        for (const auto& d : data) {
            views.push_back(d);
            datagrams.push_back({ncm::stream::ips(1), d});
        }
        check_places(views, divisor, gaps);
        check_places(datagrams, divisor, gaps);
    }
}
