// SPDX-License-Identifier: BSL-1.0
/// \file
/// Frames out of streams of bytes.
#include <cdcnet/mbim/stream_reader.hpp>

#include <algorithm>
#include <random>
#include <string>

#include "wire.hpp"

using namespace wire_test;

namespace {

constexpr auto open_answer = hex<"01000080 10000000 02000000 00000000">;
constexpr auto close_wire = hex<"02000000 0c000000 03000000">;
constexpr auto garbage = hex<"03000000 00 00b02f 05000000">;  // a COMMAND_MSG of 800 MB

std::vector<std::byte> joined(std::initializer_list<bytes> parts) {
    std::vector<std::byte> all;
    for (const bytes part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// The frames of a stream that comes in pieces of these sizes.
template <class NextSize>
std::vector<std::vector<std::byte>> frames_of(stream_reader& in, bytes stream, NextSize next_size) {
    std::vector<std::vector<std::byte>> frames;
    while (!stream.empty()) {
        const mutable_bytes room = in.room();
        REQUIRE_FALSE(room.empty());
        const std::size_t n = std::min({room.size(), stream.size(), static_cast<std::size_t>(next_size())});
        std::copy_n(stream.begin(), n, room.begin());
        in.received(n);
        stream = stream.subspan(n);
        for (bytes frame = in.next(); !frame.empty(); frame = in.next()) frames.emplace_back(frame.begin(), frame.end());
    }
    return frames;
}

}  // namespace

TEST_CASE("mbim streams: frames, whatever the pieces are") {
    const auto stream = joined({open_answer, close_wire, open_answer, open_answer, close_wire});
    for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
        std::array<std::byte, 20> memory{};
        stream_reader in{memory};
        const auto frames = frames_of(in, stream, [&] { return piece; });
        REQUIRE(frames.size() == 5);
        CHECK(cdcnet::equal(bytes{frames[0]}, open_answer));
        CHECK(cdcnet::equal(bytes{frames[1]}, close_wire));
        CHECK(cdcnet::equal(bytes{frames[4]}, close_wire));
        CHECK(in.skipped() == 0);
    }
}

TEST_CASE("mbim streams: garbage is skipped up to the next frame") {
    for (std::size_t piece = 1; piece <= 40; ++piece) {
        std::array<std::byte, 64> memory{};
        stream_reader in{memory};
        const auto frames = frames_of(in, joined({garbage, close_wire, hex<"ffffff">, open_answer}), [&] { return piece; });
        REQUIRE(frames.size() == 2);
        CHECK(cdcnet::equal(bytes{frames[0]}, close_wire));
        CHECK(cdcnet::equal(bytes{frames[1]}, open_answer));
        CHECK(in.skipped() == garbage.size() + 3);
    }
}

TEST_CASE("mbim streams: whatever comes, there is room for more and every byte is accounted for") {
    std::mt19937 random{1};
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::byte> stream;
        while (stream.size() < 300) {
            const bytes part = random() % 3 == 0 ? bytes{garbage} : random() % 2 == 0 ? bytes{open_answer} : bytes{close_wire};
            stream.insert(stream.end(), part.begin(), part.end());
            if (random() % 2 == 0) stream[random() % stream.size()] = static_cast<std::byte>(random());
        }
        std::array<std::byte, 48> memory{};
        stream_reader in{memory};
        std::size_t size = 0;
        for (const auto& frame : frames_of(in, stream, [&] { return 1 + random() % 30; })) size += frame.size();
        CHECK(size + in.skipped() <= stream.size());
        CHECK(size + in.skipped() + memory.size() > stream.size());
    }
}

TEST_CASE("mbim streams: a MessageLength that does not count the header, or more than there is room for") {
    for (const std::uint32_t length : {0u, 8u, 11u, 17u, 0xffffffffu}) {
        std::array<std::byte, 16> memory{};
        stream_reader in{memory};
        const auto frames = frames_of(in, joined({bytes{with(close_wire, 4, length)}, open_answer}), [] { return 100; });
        REQUIRE(frames.size() == 1);
        CHECK(cdcnet::equal(bytes{frames[0]}, open_answer));
        CHECK(in.skipped() == close_wire.size());
    }
}

TEST_CASE("mbim streams: bytes that come one by one are not moved each time") {
    // A constant expression has only so many steps: those of a move for each byte would be too many.
    constexpr bool good = [] {
        std::array<std::byte, 4000> memory{};
        stream_reader in{memory};
        std::copy_n(open_answer.list.begin(), 8, in.room().begin());
        store_le(memory.data() + 4, std::uint32_t{4000});
        in.received(8);
        for (std::size_t i = 8; i < memory.size(); ++i) {
            if (!in.next().empty() || in.room().size() != memory.size() - i) return false;
            in.received(1);
        }
        return in.next().size() == memory.size();
    }();
    CHECK(good);
}

TEST_CASE("mbim streams: in a constant expression, and forgotten") {
    constexpr bool good = [] {
        std::array<std::byte, 16> memory{};
        stream_reader in{memory};
        std::copy_n(close_wire.list.begin(), 10, in.room().begin());
        in.received(10);
        if (!in.next().empty()) return false;
        in.reset();
        std::copy_n(open_answer.list.begin(), 16, in.room().begin());
        in.received(16);
        return cdcnet::equal(in.next(), open_answer);
    }();
    CHECK(good);
}
