// SPDX-License-Identifier: BSL-1.0
/// \file
/// Messages in pieces.  Frames are written by hand from `framing` of reference/messages.json.
#include <cdcnet/mbim/fragment.hpp>

#include <algorithm>
#include <array>
#include <string>

#include "wire.hpp"

using namespace wire_test;

namespace {

#define BASIC_CONNECT "a289cc33 bcbb 8b4f b6b0 133ec2aae6df"

/// A command of Basic Connect, CID 13, whose information buffer of `size` bytes counts 1, 2, 3 ...
std::vector<std::byte> command_of(std::size_t size, std::uint32_t transaction = 5) {
    std::vector<std::byte> wire(48 + size);
    constexpr auto head = hex<"03000000 00000000 00000000 01000000 00000000" BASIC_CONNECT
                              "0d000000"
                              "01000000">;
    std::copy_n(head.list.begin(), head.size(), wire.begin());
    store_le(wire.data() + 4, static_cast<std::uint32_t>(wire.size()));
    store_le(wire.data() + 8, transaction);
    store_le(wire.data() + 44, static_cast<std::uint32_t>(size));
    for (std::size_t i = 0; i < size; ++i) wire[48 + i] = static_cast<std::byte>(i + 1);
    return wire;
}

/// The frame that the rules of the reference give for one part of a message, written without the library.
std::vector<std::byte> frame_of(const std::vector<std::byte>& whole, std::size_t max, std::size_t index) {
    const std::size_t step = max - 20;
    const std::size_t total = (whole.size() - 20 + step - 1) / step;
    const std::size_t begin = 20 + index * step;
    const std::size_t end = std::min(begin + step, whole.size());
    std::vector<std::byte> frame(20 + end - begin);
    std::copy_n(whole.data(), 20, frame.data());
    std::copy(whole.data() + begin, whole.data() + end, frame.data() + 20);
    store_le(frame.data() + 4, static_cast<std::uint32_t>(frame.size()));
    store_le(frame.data() + 12, static_cast<std::uint32_t>(total));
    store_le(frame.data() + 16, static_cast<std::uint32_t>(index));
    return frame;
}
std::size_t frames_of(const std::vector<std::byte>& whole, std::size_t max) { return (whole.size() - 20 + max - 21) / (max - 20); }

bool same(bytes a, const std::vector<std::byte>& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

/// A reassembler with its memory.
template <std::size_t Slots, std::size_t Each = 256>
struct receiver {
    std::array<reassembly_slot, Slots> slots{};
    std::array<std::byte, Slots * Each> memory{};
    reassembler all{slots, memory};

    reassembler::outcome take(const std::vector<std::byte>& frame, std::uint32_t ms = 0) {
        kept.push_back(std::make_unique<std::vector<std::byte>>(frame));
        const auto m = message::parse(*kept.back());
        REQUIRE(m);
        return all.receive(*m, instant{ms});
    }
    std::vector<std::unique_ptr<std::vector<std::byte>>> kept{};
};

using dropped = reassembler::dropped;
dropped refusal(protocol_error reason, std::uint32_t transaction = 5, message_type type = message_type::command) {
    return {type, transaction_id{transaction}, reason};
}

}  // namespace

TEST_CASE("mbim fragments: a command of 100 bytes for 64, frame by frame") {
    auto whole = command_of(52);
    const auto split = splitter::over(whole, 64);
    REQUIRE(split);
    CHECK(split->total() == 2);
    auto parts = *split;
    constexpr auto first = hex<"03000000 40000000 05000000 02000000 00000000" BASIC_CONNECT
                               "0d000000 01000000 34000000"
                               "01020304 05060708 090a0b0c 0d0e0f10">;
    constexpr auto second =
        hex<"03000000 38000000 05000000 02000000 01000000"
            "11121314 15161718 191a1b1c 1d1e1f20 21222324 25262728 292a2b2c 2d2e2f30 31323334">;
    CHECK(cdcnet::equal(parts.next(), first));
    CHECK(parts.sent() == 1);
    CHECK(cdcnet::equal(parts.next(), second));
    CHECK(parts.next().empty());
    CHECK(parts.sent() == 2);
}

TEST_CASE("mbim fragments: every size and every maximum, there and back") {
    for (std::size_t max = 64; max <= 150; ++max) {
        for (std::size_t size = 0; size <= 200; ++size) {
            const auto whole = command_of(size);
            auto used_up = whole;
            const auto split = splitter::over(used_up, static_cast<std::uint32_t>(max));
            REQUIRE(split);
            auto parts = *split;
            receiver<1> far{};
            std::size_t n = 0;
            for (bytes frame = parts.next(); !frame.empty(); frame = parts.next(), ++n) {
                if (whole.size() > max) REQUIRE(same(frame, frame_of(whole, max, n)));
                REQUIRE(frame.size() <= max);
                const auto outcome = far.take({frame.begin(), frame.end()});
                REQUIRE_FALSE(outcome.refused);
                REQUIRE(outcome.whole.has_value() == (n + 1 == parts.total()));
                if (outcome.whole) REQUIRE(same(outcome.whole->bytes(), whole));
            }
            REQUIRE(n == (whole.size() <= max ? 1 : frames_of(whole, max)));
        }
    }
}

TEST_CASE("mbim fragments: what cannot be split") {
    auto whole = command_of(52);
    CHECK(splitter::over(whole, 63).error() == error{errc::value, 0});
    CHECK(splitter::over(mutable_bytes{whole}.first(90), 64).error().code() == errc::need_more);
    auto part = frame_of(whole, 64, 0);
    CHECK(splitter::over(part, 64).error() == error{errc::not_whole, 12});
    std::vector<std::byte> open(100);
    store_le(open.data(), std::uint32_t{1});
    store_le(open.data() + 4, std::uint32_t{100});
    CHECK(splitter::over(open, 64).error() == error{errc::too_long, 64});
    CHECK(splitter::over(open, 100)->total() == 1);
    splitter none;
    CHECK(none.next().empty());
}

TEST_CASE("mbim fragments: in a constant expression") {
    constexpr bool good = [] {
        std::array<std::byte, 100> whole{};
        constexpr auto head = hex<"03000000 64000000 05000000 01000000 00000000" BASIC_CONNECT "0d000000 01000000 34000000">;
        for (std::size_t i = 0; i < head.size(); ++i) whole[i] = head.list[i];
        whole[99] = std::byte{7};
        std::array<std::byte, 100> sent = whole;
        splitter parts = *splitter::over(sent, 64);
        std::array<reassembly_slot, 1> slots{};
        std::array<std::byte, 100> memory{};
        reassembler far{slots, memory};
        far.receive(*message::parse(parts.next()), instant{});
        const auto last = far.receive(*message::parse(parts.next()), instant{1});
        return last.whole && cdcnet::equal(last.whole->bytes(), whole);
    }();
    CHECK(good);
}

TEST_CASE("mbim fragments: mixed transactions, types and messages in one piece") {
    receiver<2> r;
    const auto one = command_of(100, 1);
    const auto two = command_of(120, 2);
    auto news = command_of(90, 0);
    store_le(news.data(), std::uint32_t{0x80000007});
    CHECK_FALSE(r.take(frame_of(one, 64, 0)).whole);
    CHECK_FALSE(r.take(frame_of(two, 64, 0)).whole);
    CHECK(r.all.unfinished() == 2);
    CHECK(r.take(command_of(4, 3)).whole);
    CHECK_FALSE(r.take(frame_of(one, 64, 1)).whole);
    CHECK_FALSE(r.take(frame_of(two, 64, 1)).whole);
    CHECK_FALSE(r.take(frame_of(two, 64, 2)).whole);
    CHECK(same(r.take(frame_of(one, 64, 2)).whole->bytes(), one));
    CHECK(same(r.take(frame_of(two, 64, 3)).whole->bytes(), two));
    CHECK(r.all.unfinished() == 0);
}

TEST_CASE("mbim fragments: an indication and an answer in pieces do not disturb each other") {
    receiver<2> r;
    auto answer = command_of(100, 7);
    store_le(answer.data(), std::uint32_t{0x80000003});
    // Indications have no status: their buffer begins 4 bytes earlier.
    auto news = command_of(100, 7);
    store_le(news.data(), std::uint32_t{0x80000007});
    store_le(news.data() + 40, std::uint32_t{104});
    store_le(news.data() + 44, std::uint32_t{7});
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK_FALSE(r.take(frame_of(answer, 64, i)).refused);
        CHECK_FALSE(r.take(frame_of(news, 64, i)).refused);
    }
    CHECK(same(r.take(frame_of(news, 64, 2)).whole->bytes(), news));
    CHECK(same(r.take(frame_of(answer, 64, 2)).whole->bytes(), answer));
}

TEST_CASE("mbim fragments: what is out of sequence ends its message, and only that") {
    const auto whole = command_of(200);
    for (std::size_t got = 0; got < 5; ++got) {
        for (std::size_t wrong = 0; wrong < 5; ++wrong) {
            if (wrong == got) continue;
            receiver<2> r;
            CHECK_FALSE(r.take(frame_of(command_of(100, 9), 64, 0)).refused);
            for (std::size_t i = 0; i < got; ++i) CHECK_FALSE(r.take(frame_of(whole, 64, i)).refused);
            const auto outcome = r.take(frame_of(whole, 64, wrong));
            if (got == 0 || wrong != 0) {
                CHECK(outcome.refused == refusal(protocol_error::fragment_out_of_sequence));
            } else {
                CHECK(outcome.refused == refusal(protocol_error::duplicated_tid));
            }
            CHECK(r.all.unfinished() == 1);
            CHECK_FALSE(r.take(frame_of(command_of(100, 9), 64, 1)).refused);
            CHECK(same(r.take(frame_of(command_of(100, 9), 64, 2)).whole->bytes(), command_of(100, 9)));
        }
    }
}

TEST_CASE("mbim fragments: another TotalFragments than before") {
    receiver<1> r;
    auto second = frame_of(command_of(100), 64, 1);
    store_le(second.data() + 12, std::uint32_t{4});
    CHECK_FALSE(r.take(frame_of(command_of(100), 64, 0)).refused);
    CHECK(r.take(second).refused == refusal(protocol_error::fragment_out_of_sequence));
    CHECK(r.all.unfinished() == 0);
}

TEST_CASE("mbim fragments: a message in one piece with the transaction of an unfinished one") {
    receiver<1> r;
    CHECK_FALSE(r.take(frame_of(command_of(100), 64, 0)).refused);
    const auto outcome = r.take(command_of(4));
    CHECK_FALSE(outcome.whole);
    CHECK(outcome.refused == refusal(protocol_error::duplicated_tid));
    CHECK(r.all.unfinished() == 0);
}

TEST_CASE("mbim fragments: InformationBufferLength disagrees with what comes") {
    const auto with_length = [](std::size_t size, std::uint32_t length) {
        auto whole = command_of(size);
        store_le(whole.data() + 44, length);
        return whole;
    };
    const auto result_of = [&](const std::vector<std::byte>& whole) {
        receiver<1> r;
        reassembler::outcome last;
        for (std::size_t i = 0; i < frames_of(whole, 64) && !last.refused; ++i) last = r.take(frame_of(whole, 64, i));
        CHECK(r.all.unfinished() == 0);
        return last;
    };
    const auto mismatch = refusal(protocol_error::length_mismatch);
    CHECK(result_of(with_length(100, 100)).whole);
    CHECK(result_of(with_length(100, 101)).refused == mismatch);
    CHECK(result_of(with_length(100, 97)).whole);  // the padding is counted in MessageLength alone
    CHECK(result_of(with_length(100, 96)).refused == mismatch);
    CHECK(result_of(with_length(100, 0)).refused == mismatch);
    CHECK(result_of(with_length(100, 0xffffffff)).refused == mismatch);
    CHECK(result_of(with_length(100, 0xfffffff0)).refused == mismatch);
    CHECK(result_of(with_length(208, 208)).whole);  // as much as there is room for
    CHECK(result_of(with_length(212, 209)).refused == mismatch);
    receiver<1> r;  // what there is no room for is refused at once
    CHECK(r.take(frame_of(with_length(212, 209), 64, 0)).refused == mismatch);
}

TEST_CASE("mbim fragments: a first fragment without the whole head, and fragments with nothing in them") {
    receiver<1> r;
    auto first = frame_of(command_of(100), 64, 0);
    for (std::size_t size = 20; size < 48; ++size) {
        std::vector<std::byte> cut(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(size));
        store_le(cut.data() + 4, static_cast<std::uint32_t>(size));
        CHECK(r.take(cut).refused == refusal(protocol_error::length_mismatch));
    }
    CHECK_FALSE(r.take(first).refused);
    auto empty = frame_of(command_of(100), 64, 1);
    empty.resize(20);
    store_le(empty.data() + 4, std::uint32_t{20});
    CHECK(r.take(empty).refused == refusal(protocol_error::length_mismatch));
    CHECK(r.all.unfinished() == 0);
}

TEST_CASE("mbim fragments: the next fragment in time, and not") {
    receiver<2> r;
    CHECK_FALSE(r.all.next_timeout(instant{0}));
    CHECK_FALSE(r.all.expire(instant{5000}));
    const std::uint32_t start = 0xfffffe00;  // the time wraps meanwhile
    CHECK_FALSE(r.take(frame_of(command_of(100, 1), 64, 0), start).refused);
    CHECK_FALSE(r.take(frame_of(command_of(100, 2), 64, 0), start + 100).refused);
    CHECK(r.all.next_timeout(instant{start + 100}) == instant{start + 1250});
    CHECK_FALSE(r.all.expire(instant{start + 1249}));
    CHECK_FALSE(r.take(frame_of(command_of(100, 1), 64, 1), start + 1249).refused);
    CHECK(r.all.expire(instant{start + 1350}) == refusal(protocol_error::timeout_fragment, 2));
    CHECK_FALSE(r.all.expire(instant{start + 1350}));
    CHECK(r.all.next_timeout(instant{start + 1350}) == instant{start + 1249 + 1250});
    CHECK(r.take(frame_of(command_of(100, 1), 64, 2), start + 2498).whole);
    CHECK_FALSE(r.all.next_timeout(instant{start + 2498}));
    CHECK_FALSE(r.take(frame_of(command_of(100, 3), 64, 0), start).refused);
    CHECK(r.all.expire(instant{start + 100'000}) == refusal(protocol_error::timeout_fragment, 3));
}

TEST_CASE("mbim fragments: no slot is free, so the one that waits longest goes") {
    receiver<2> r;
    r.take(frame_of(command_of(100, 1), 64, 0), 10);
    r.take(frame_of(command_of(100, 2), 64, 0), 20);
    r.take(frame_of(command_of(100, 1), 64, 1), 30);
    const auto outcome = r.take(frame_of(command_of(100, 3), 64, 0), 40);
    CHECK(outcome.evicted == refusal(protocol_error::timeout_fragment, 2));
    CHECK_FALSE(outcome.refused);
    CHECK(same(r.take(frame_of(command_of(100, 1), 64, 2), 50).whole->bytes(), command_of(100, 1)));
    r.take(frame_of(command_of(100, 3), 64, 1), 60);
    CHECK(same(r.take(frame_of(command_of(100, 3), 64, 2), 70).whole->bytes(), command_of(100, 3)));
}

TEST_CASE("mbim fragments: a first fragment at fault takes nobody's place") {
    receiver<1> r;
    r.take(frame_of(command_of(100, 1), 64, 0), 10);
    // More bytes than InformationBufferLength says.
    auto long_one = frame_of(command_of(100, 3), 64, 0);
    store_le(long_one.data() + 44, std::uint32_t{4});
    const auto outcome = r.take(long_one, 20);
    CHECK(outcome.refused == refusal(protocol_error::length_mismatch, 3));
    CHECK_FALSE(outcome.evicted);
    r.take(frame_of(command_of(100, 1), 64, 1), 30);
    CHECK(same(r.take(frame_of(command_of(100, 1), 64, 2), 40).whole->bytes(), command_of(100, 1)));
}

TEST_CASE("mbim fragments: OPEN and CLOSE drop what is unfinished, errors their transaction") {
    const auto short_message = [](std::uint32_t type, std::uint32_t transaction) {
        std::vector<std::byte> wire(16);
        store_le(wire.data(), type);
        store_le(wire.data() + 4, std::uint32_t{16});
        store_le(wire.data() + 8, transaction);
        return wire;
    };
    for (const std::uint32_t type : {0x1u, 0x2u, 0x80000001u, 0x80000002u}) {
        receiver<2> r;
        r.take(frame_of(command_of(100, 1), 64, 0));
        r.take(frame_of(command_of(100, 2), 64, 0));
        CHECK(r.take(short_message(type, 9)).whole);
        CHECK(r.all.unfinished() == 0);
    }
    for (const std::uint32_t type : {0x4u, 0x80000004u}) {
        receiver<2> r;
        r.take(frame_of(command_of(100, 1), 64, 0));
        r.take(frame_of(command_of(100, 2), 64, 0));
        CHECK(r.take(short_message(type, 2)).whole);
        CHECK(r.all.unfinished() == 1);
        CHECK_FALSE(r.take(frame_of(command_of(100, 1), 64, 1)).refused);
    }
}

TEST_CASE("mbim fragments: one message is forgotten, and no other") {
    receiver<2> r;
    r.take(frame_of(command_of(100, 1), 64, 0));
    r.take(frame_of(command_of(100, 2), 64, 0));
    r.all.forget(message_type::command_done, transaction_id{1});
    r.all.forget(message_type::command, transaction_id{3});
    CHECK(r.all.unfinished() == 2);
    r.all.forget(message_type::command, transaction_id{1});
    CHECK(r.all.unfinished() == 1);
    CHECK(r.take(frame_of(command_of(100, 1), 64, 1)).refused == refusal(protocol_error::fragment_out_of_sequence, 1));
    CHECK_FALSE(r.take(frame_of(command_of(100, 2), 64, 1)).refused);
}

TEST_CASE("mbim fragments: times to come, up to the distance at which they have come") {
    CHECK(instant{100}.from(instant{40}) == 60);
    CHECK(instant{40}.from(instant{40}) == 0);
    CHECK(instant{40}.from(instant{41}) == 0);
    CHECK(instant{0x7fffffff}.from(instant{0}) == 0x7fffffff);
    CHECK(instant{0x80000000}.from(instant{0}) == 0);
    CHECK(instant{5}.from(instant{0xfffffffb}) == 10);
}

TEST_CASE("mbim fragments: a message without fragment header goes as it is") {
    constexpr auto open = hex<"01000000 10000000 05000000 00100000">;
    std::vector<std::byte> sent(open.list.begin(), open.list.begin() + 16);
    auto parts = *splitter::over(sent, 64);
    CHECK(cdcnet::equal(parts.next(), open));
    CHECK(parts.next().empty());
    CHECK(parts.sent() == 1);
}

TEST_CASE("mbim fragments: memory with the remains of another reassembler is empty") {
    std::array<reassembly_slot, 2> slots{reassembly_slot{.taken = true}, reassembly_slot{.taken = true}};
    std::array<std::byte, 512> memory{};
    CHECK(reassembler{slots, memory}.unfinished() == 0);
}

TEST_CASE("mbim fragments: a transaction id may be used again when its message is complete") {
    receiver<1> r;
    for (int i = 0; i < 2; ++i) {
        CHECK_FALSE(r.take(frame_of(command_of(100), 64, 0)).refused);
        CHECK_FALSE(r.take(frame_of(command_of(100), 64, 1)).refused);
        CHECK(r.take(frame_of(command_of(100), 64, 2)).whole);
    }
    // And a later fragment of what is complete belongs to nothing.
    CHECK(r.take(frame_of(command_of(100), 64, 2)).refused == refusal(protocol_error::fragment_out_of_sequence));
}

TEST_CASE("mbim fragments: a first fragment that ends where the information buffer begins") {
    auto whole = command_of(40);
    auto first = frame_of(whole, 64, 0);
    first.resize(48);
    store_le(first.data() + 4, std::uint32_t{48});
    auto second = frame_of(whole, 64, 1);
    second.insert(second.begin() + 20, whole.begin() + 48, whole.begin() + 64);
    store_le(second.data() + 4, static_cast<std::uint32_t>(second.size()));
    receiver<1> r;
    CHECK_FALSE(r.take(first).refused);
    const auto outcome = r.take(second);
    REQUIRE(outcome.whole);
    CHECK(same(outcome.whole->bytes(), whole));
}

TEST_CASE("mbim fragments: little memory") {
    auto first = frame_of(command_of(40), 64, 0);
    first.resize(48);
    store_le(first.data() + 4, std::uint32_t{48});
    store_le(first.data() + 44, std::uint32_t{0});
    for (const auto refused :
         {receiver<1, 47>{}.take(first).refused, receiver<1, 20>{}.take(first).refused, receiver<1, 0>{}.take(first).refused})
        CHECK(refused == refusal(protocol_error::length_mismatch));
    CHECK_FALSE(receiver<1, 48>{}.take(first).refused);
    // As much as the message takes, but not its padding.
    auto whole = command_of(52);
    store_le(whole.data() + 44, std::uint32_t{49});
    for (const bool fits : {true, false}) {
        receiver<2, 100> enough;
        receiver<2, 97> little;
        const auto take = [&](std::size_t i) { return fits ? enough.take(frame_of(whole, 64, i)) : little.take(frame_of(whole, 64, i)); };
        CHECK_FALSE(take(0).refused);
        CHECK(take(1).whole.has_value() == fits);
    }
}
