// SPDX-License-Identifier: BSL-1.0
/// \file
/// The reassembler against a simple one of maps and vectors, and the splitter against the rules.  The input chooses the memory, then
/// frames and times.
#include <cdcnet/mbim/fragment.hpp>

#include <cstddef>
#include <map>

#include "frames.hpp"

using namespace fuzz;

namespace {

using key = std::pair<message_type, transaction_id>;
using refusals = std::vector<reassembler::dropped>;

/// What is known of an unfinished message.
struct unfinished {
    std::size_t slot{};
    std::uint32_t total{};
    std::uint32_t next{};
    std::uint64_t whole{};  ///< bytes that InformationBufferLength announces, headers included
    std::uint64_t deadline{};
    std::vector<std::byte> bytes{};  ///< behind the headers
};

class simple_reassembler {
public:
    simple_reassembler(std::size_t slots, std::size_t capacity) : used_(slots), capacity_{capacity} {}

    struct outcome {
        std::optional<std::vector<std::byte>> whole{};  ///< behind the headers
        std::optional<reassembler::dropped> refused{};
        std::optional<reassembler::dropped> evicted{};
    };
    outcome receive(const message& m, std::uint64_t now) {
        const key k{m.type(), m.transaction()};
        const std::vector<std::byte> body(m.body().begin(), m.body().end());
        if (!has_fragment_header(m.type())) {
            const bool error = m.type() == message_type::host_error || m.type() == message_type::function_error;
            for (const key& each : keys())
                if (!error || each.second == m.transaction()) drop(each);
            return {.whole = body};
        }
        const bool known = all_.count(k) != 0;
        if (m.fragment().current == 0) {
            if (known) return refuse(k, protocol_error::duplicated_tid);
            if (m.fragment().total == 1) return {.whole = body};
            return first(k, m.fragment().total, body, now);
        }
        if (!known || all_[k].next != m.fragment().current || all_[k].total != m.fragment().total)
            return refuse(k, protocol_error::fragment_out_of_sequence);
        return more(k, body, now);
    }
    std::optional<reassembler::dropped> expire(std::uint64_t now) {
        const auto k = first_to_expire(now);
        if (!k || all_[*k].deadline > now) return std::nullopt;
        return refuse(*k, protocol_error::timeout_fragment).refused;
    }
    [[nodiscard]] std::size_t size() const { return all_.size(); }
    [[nodiscard]] std::optional<std::uint64_t> wait(std::uint64_t now) {
        const auto k = first_to_expire(now);
        if (!k) return std::nullopt;
        return remaining(*k, now);
    }

private:
    [[nodiscard]] std::vector<key> keys() const {
        std::vector<key> out;
        for (const auto& [k, u] : all_) out.push_back(k);
        return out;
    }
    void drop(const key& k) {
        const auto found = all_.find(k);
        if (found == all_.end()) return;
        used_[found->second.slot] = false;
        all_.erase(found);
    }
    outcome refuse(const key& k, protocol_error reason) {
        drop(k);
        return {.refused = reassembler::dropped{k.first, k.second, reason}};
    }
    std::uint64_t remaining(const key& k, std::uint64_t now) { return all_[k].deadline > now ? all_[k].deadline - now : 0; }
    std::optional<key> first_to_expire(std::uint64_t now) {
        std::optional<key> best;
        for (const key& k : keys()) {
            if (!best || remaining(k, now) < remaining(*best, now) ||
                (remaining(k, now) == remaining(*best, now) && all_[k].slot < all_[*best].slot))
                best = k;
        }
        return best;
    }
    outcome first(const key& k, std::uint32_t total, const std::vector<std::byte>& body, std::uint64_t now) {
        const std::size_t head = k.first == message_type::indicate_status ? 24 : 28;  // from the service to InformationBufferLength
        if (body.size() < head) return refuse(k, protocol_error::length_mismatch);
        const std::uint64_t whole = 20 + head + load_le<std::uint32_t>(body.data() + head - 4);
        if (whole > capacity_ || 20 + body.size() > std::min<std::uint64_t>((whole + 3) / 4 * 4, capacity_))
            return refuse(k, protocol_error::length_mismatch);
        outcome o;
        if (all_.size() == used_.size()) {
            const key oldest = *first_to_expire(now);
            o.evicted = refuse(oldest, protocol_error::timeout_fragment).refused;
        }
        std::size_t slot = 0;
        while (used_[slot]) ++slot;
        used_[slot] = true;
        all_[k] = {slot, total, 0, whole, 0, {}};
        o.refused = more(k, body, now).refused;
        return o;
    }
    outcome more(const key& k, const std::vector<std::byte>& body, std::uint64_t now) {
        unfinished& u = all_[k];
        u.bytes.insert(u.bytes.end(), body.begin(), body.end());
        u.deadline = now + 1250;
        ++u.next;
        const std::uint64_t so_far = 20 + u.bytes.size();
        const bool too_long = so_far > (u.whole + 3) / 4 * 4 || so_far > capacity_;
        const bool too_short = u.next == u.total && so_far < u.whole;
        if (body.empty() || too_long || too_short) return refuse(k, protocol_error::length_mismatch);
        if (u.next != u.total) return {};
        outcome o{.whole = u.bytes};
        drop(k);
        return o;
    }

    std::map<key, unfinished> all_{};
    std::vector<bool> used_;
    std::size_t capacity_;
};

/// Both reassemblers.
class both {
public:
    both(std::size_t slots, std::size_t each, std::uint32_t start)
        : slots_(slots), memory_(slots * each), start_{start}, tested_{slots_, memory_}, simple_{slots, each} {}

    void receive(const std::vector<std::byte>& frame) {
        const auto m = message::parse(frame);
        if (!m) return;
        const auto got = tested_.receive(*m, now());
        const auto want = simple_.receive(*m, elapsed_);
        require(got.refused == want.refused, "another refusal");
        require(got.evicted == want.evicted, "another eviction");
        require(got.whole.has_value() == want.whole.has_value(), "a message of one of both only");
        require(!got.whole || equal(got.whole->body(), bytes{*want.whole}), "another message");
        require(!got.whole || (got.whole->is_whole() && got.whole->bytes().size() == got.whole->header().length), "not a whole message");
        require(!got.whole || (got.whole->type() == m->type() && got.whole->transaction() == m->transaction()), "another header");
        compare();
    }
    void pass(std::uint32_t milliseconds) {
        elapsed_ += milliseconds;
        compare();
    }
    void expire() {
        require(tested_.expire(now()) == simple_.expire(elapsed_), "another message runs out of time");
        compare();
    }
    void reset_by(message_type type) {
        std::vector<std::byte> frame(12);
        store_le(frame.data(), static_cast<std::uint32_t>(type));
        store_le(frame.data() + 4, std::uint32_t{12});
        receive(frame);
        require(tested_.unfinished() == 0, "CLOSE leaves something");
    }

private:
    [[nodiscard]] instant now() const { return {start_ + static_cast<std::uint32_t>(elapsed_)}; }
    void compare() {
        require(tested_.unfinished() == simple_.size(), "another number of messages");
        const auto got = tested_.next_timeout(now());
        const auto want = simple_.wait(elapsed_);
        require(got.has_value() == want.has_value() && (!got || got->from(now()) == *want), "another timeout");
    }

    std::vector<reassembly_slot> slots_;
    std::vector<std::byte> memory_;
    std::uint32_t start_;
    std::uint64_t elapsed_{};
    reassembler tested_;
    simple_reassembler simple_;
};

/// A message is split and put together again, frame by frame into both.
void split(script& in, both& far) {
    const std::uint32_t max = 60u + in.u8();
    std::vector<std::byte> whole = next_frame(in, {3, 0x80000003, 0x80000007}, [](std::uint8_t n) { return n % 4u; });
    const std::vector<std::byte> before = whole;
    const auto good = splitter::over(whole, max);
    if (!good) return;
    splitter parts = *good;
    require(max >= 64, "a maximum that is too small");
    listener ear;
    std::size_t frames = 0;
    bool complete = false;
    for (bytes frame = parts.next(); !frame.empty(); frame = parts.next()) {
        require(!complete && ++frames <= parts.total(), "more frames than announced");
        require(frames == parts.total() || parts.total() == 1 || frame.size() == max, "a frame that is not full");
        complete = ear.hears(frame, max, load_le<std::uint32_t>(before.data()) < 0x80000000u);
        far.receive({frame.begin(), frame.end()});
    }
    require(complete && std::equal(ear.body.begin(), ear.body.end(), before.begin() + 20, before.end()),
            "another message behind the splitter");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    script in{data, size};
    const std::size_t slots = 1 + in.u8() % 4u;
    const std::size_t each = in.u8() * 2u;
    both all{slots, each, in.u32()};
    while (!in.ended()) {
        switch (in.u8() % 8) {
            case 0: all.pass(in.u8() * 8u); break;
            case 1: all.expire(); break;
            case 2: all.reset_by(in.u8() % 2 == 0 ? message_type::close : message_type::open_done); break;
            case 3: split(in, all); break;
            default: all.receive(next_frame(in, {3, 3, 0x80000003, 0x80000007, 4, 0x80000004, 1}, [](std::uint8_t n) { return n % 4u; }));
        }
    }
    return 0;
}
