// SPDX-License-Identifier: BSL-1.0
/// \file
/// Sends datagrams through an aggregator by all of its functions, mixed, and checks each block: byte for byte the one that
/// the packing rules allow, as full as can be, and nothing written outside.
#pragma once

#include <cdcnet/ncm/aggregator.hpp>
#include <cdcnet/ncm/parser.hpp>
#include <string>
#include <type_traits>
#include <vector>

#include "packing.hpp"

namespace packing {

/// \tparam Choices     has `below(n)`, which gives a number below n: random ones, or those of a fuzzer
/// \tparam Aggregator  under test
template <class Choices, class Aggregator = ncm::aggregator>
class checked_sender {
public:
    /// \param limits  for an aggregator whose limits are not fixed
    checked_sender(Choices& choose, const ncm::limits& limits, std::size_t buffer_size)
        : choose_{choose},
          memory_(guard + buffer_size + guard, pattern),
          buffer_{mutable_bytes{memory_}.subspan(guard, buffer_size)},
          tx_{make(buffer_, limits)},
          packing_{to_reference(tx_.limits(), buffer_size)} {
        max_size_ = static_cast<std::size_t>(packing_.max_size);
        if (!packing_.big && max_size_ > 65535) max_size_ = 65535;
        fail_if(tx_.max_size() != max_size_, "max_size()");
    }

    /// Sends all of them, block by block; returns what is wrong, nothing when all is well.
    const std::string& send(gsl::span<const sent> all) {
        all_ = all;
        next_ = 0;
        while (next_ < all_.size() && error_.empty()) {
            const std::size_t before = next_;
            const bool refused = offer();
            fail_if(tx_.datagram_count() != block_.size(), "datagram_count()");
            if (choose_.below(4) == 3) check_size();
            if (refused) {
                check_refusal();
                if (drop_or_go_on()) continue;
                finish();
            }
            fail_if(before == next_ && block_.empty() && !refused, "no progress");
            if (choose_.below(64) == 63) reset();
        }
        finish();
        check_statistics();
        return error_;
    }
    [[nodiscard]] std::size_t blocks() const { return sequence_; }
    [[nodiscard]] std::size_t refusals() const { return refusals_; }

private:
    static constexpr std::size_t guard = 64;
    static constexpr std::byte pattern{0xa5};

    static Aggregator make(mutable_bytes buffer, const ncm::limits& limits) {
        if constexpr (std::is_constructible_v<Aggregator, mutable_bytes, const ncm::limits&>)
            return Aggregator{buffer, limits};
        else
            return Aggregator{buffer};
    }

    void fail_if(bool wrong, const char* what) {
        if (wrong && error_.empty())
            error_ = std::string{what} + ", block " + std::to_string(sequence_) + ", " + std::to_string(block_.size()) + " datagrams in it";
    }

    /// Offers one datagram or several in one of the ways there are.  True when one was refused: it is the next.
    bool offer() {
        switch (choose_.below(6)) {
            case 0: return offer_one();
            case 1: return offer_stream();
            case 2: return offer_datagrams();
            case 3: return offer_room(0);
            case 4: return offer_room(choose_.below(40));
            default: return offer_in_vain();
        }
    }
    const sent& next() const { return all_.data()[next_]; }
    void take(std::size_t count) {
        for (; count != 0; --count) block_.push_back(all_.data()[next_++]);
    }
    bool offer_one() {
        if (tx_.append(next().stream, next().bytes) != ncm::admission::accepted) return true;
        take(1);
        return false;
    }
    bool offer_stream() {
        list_.clear();
        const std::size_t most = choose_.below(2) == 0 ? all_.size() : 1 + choose_.below(6);
        for (std::size_t i = next_; i < all_.size() && list_.size() < most && all_.data()[i].stream == next().stream; ++i)
            list_.push_back(all_.data()[i].bytes);
        return take_of(tx_.append(next().stream, list_), list_.size());
    }
    bool offer_datagrams() {
        datagrams_.clear();
        const std::size_t most = choose_.below(2) == 0 ? all_.size() : 1 + choose_.below(6);
        for (std::size_t i = next_; i < all_.size() && datagrams_.size() < most; ++i)
            datagrams_.push_back({all_.data()[i].stream, all_.data()[i].bytes});
        return take_of(tx_.append(datagrams_), datagrams_.size());
    }
    bool take_of(std::size_t taken, std::size_t offered) {
        fail_if(taken > offered, "more taken than offered");
        if (taken > offered) return true;
        take(taken);
        return taken < offered;
    }
    bool offer_room(std::size_t extra) {
        const std::size_t size = next().bytes.size();
        if (size == 0) return offer_one();
        mutable_bytes room = tx_.reserve(next().stream, size + extra);
        if (room.empty()) room = tx_.reserve(next().stream, size);
        if (room.empty()) return true;
        fail_if(room.size() < size || room.size() > size + extra, "size of the room");
        fail_if(room.data() < buffer_.data() || room.data() + room.size() > buffer_.data() + buffer_.size(), "room outside the buffer");
        if (!error_.empty()) return true;
        for (std::size_t i = 0; i < room.size(); ++i) room.data()[i] = i < size ? next().bytes.data()[i] : std::byte{0x77};
        tx_.commit(size);
        take(1);
        return false;
    }
    /// Reserves and does not commit, or commits nothing, before it offers in earnest.
    bool offer_in_vain() {
        const mutable_bytes room = tx_.reserve(ncm::stream::dss(255), 1 + choose_.below(100));
        for (std::size_t i = 0; i < room.size(); ++i) room.data()[i] = std::byte{0x66};
        if (choose_.below(2) == 0) tx_.commit(0);
        return offer_one();
    }

    void check_size() { fail_if(tx_.size() != (block_.empty() ? 0 : model_.size(packing_, block_, block_.size())), "size()"); }

    /// The next datagram was refused: it must not fit, and the aggregator must say why.
    void check_refusal() {
        ++refusals_;
        const sent& d = next();
        const std::uint64_t length = d.bytes.size() + (d.stream.has_crc() ? 4 : 0);
        block_.push_back(d);
        const bool fits = length != 0 && model_.fits(packing_, block_, block_.size());
        block_.pop_back();
        fail_if(fits, "refused a datagram that fits");
        const sent alone[] = {d};
        const ncm::admission expected = length == 0                       ? ncm::admission::empty
                                        : model_.fits(packing_, alone, 1) ? ncm::admission::full
                                                                          : ncm::admission::too_big;
        fail_if(tx_.check(d.stream, d.bytes.size()) != expected, "check()");
        fail_if(tx_.append(d.stream, d.bytes) != expected, "append() of what was refused");
        hopeless_ = expected != ncm::admission::full;
    }
    /// A datagram that fits into no block is dropped; now and then also one that would fit into the next, to see whether
    /// a smaller one still fits.
    bool drop_or_go_on() {
        if (!hopeless_ && choose_.below(3) != 2) return false;
        ++next_;
        return true;
    }

    void reset() {
        tx_.reset();
        block_.clear();
        fail_if(!tx_.empty() || tx_.size() != 0, "reset()");
    }

    void finish() {
        if (!error_.empty()) return;
        const std::size_t fill_to = choose_.below(8) == 7 ? choose_.below(max_size_ + 100) : 0;
        const bytes block = tx_.finish(fill_to);
        fail_if(!tx_.empty(), "not empty after finish()");
        if (block_.empty()) {
            fail_if(!block.empty(), "a block without a datagram");
            return;
        }
        fail_if(block.data() != buffer_.data() || block.size() > max_size_, "the block is not in its place");
        fail_if(!model_.fits(packing_, block_, block_.size()), "more than a block may hold");
        if (!error_.empty()) return;
        check_bytes(block, fill_to);
        check_parsed(block);
        check_guards();
        ++sequence_;
        bytes_ += block.size();
        datagrams_sent_ += block_.size();
        for (const sent& d : block_) payload_ += d.bytes.size();
        block_.clear();
    }
    void check_bytes(bytes block, std::size_t fill_to) {
        expected_ = model_.pack(packing_, block_, block_.size(), sequence_);
        const std::size_t target = fill_to < max_size_ ? fill_to : max_size_;
        if (target > expected_.size()) {
            expected_.resize(target);
            for (std::size_t i = 0; i < (packing_.big ? 4u : 2u); ++i) expected_[8 + i] = static_cast<std::uint8_t>(target >> 8 * i);
        }
        fail_if(!equal(block, {reinterpret_cast<const std::byte*>(expected_.data()), expected_.size()}), "not the block of the rules");
    }
    /// What a receiver sees: every NDP has entries, and each stream its datagrams, all of them, in order.
    void check_parsed(bytes block) {
        const auto parsed = ncm::ntb::parse(block, strict_options(packing_));
        fail_if(!parsed, "strict refuses the block");
        if (!parsed) return;
        fail_if(parsed->datagram_count() != block_.size(), "another number of datagrams");
        fail_if(parsed->sequence() != (sequence_ & 0xffff), "wSequence");
        for (const ncm::ndp table : parsed->ndps()) fail_if(table.entries == 0, "an NDP without entries");
        std::size_t next = 0;  // of the stream of the datagram before
        ncm::stream flow{};
        std::size_t received = 0;
        for (const ncm::datagram d : *parsed) {
            if (received++ == 0 || d.stream != flow) next = 0;
            flow = d.stream;
            while (next < block_.size() && block_[next].stream != flow) ++next;
            const auto content = ncm::check_crc(d);
            fail_if(next == block_.size() || !content || !equal(*content, block_[next].bytes), "another datagram than the one sent");
            if (!error_.empty()) return;
            ++next;
        }
    }
    void check_statistics() {
        if constexpr (requires { tx_.statistics().ntbs; }) {
            const auto& t = tx_.statistics();
            fail_if(t.ntbs != sequence_ || t.datagrams != datagrams_sent_, "statistics: blocks or datagrams");
            fail_if(t.payload != payload_ || t.payload + t.overhead != bytes_, "statistics: payload or overhead");
        }
    }
    void check_guards() {
        bool touched = false;
        for (std::size_t i = 0; i < guard; ++i) touched = touched || memory_[i] != pattern;
        for (std::size_t i = guard + max_size_; i < memory_.size(); ++i) touched = touched || memory_[i] != pattern;
        fail_if(touched, "bytes outside the largest block were written");
    }

    Choices& choose_;
    std::vector<std::byte> memory_;
    mutable_bytes buffer_;
    Aggregator tx_;
    reference::packing packing_;
    reference::packer model_;
    std::size_t max_size_{};

    gsl::span<const sent> all_;
    std::size_t next_{};
    std::vector<sent> block_;  ///< what is in the block
    bool hopeless_{};
    std::size_t sequence_{};
    std::size_t refusals_{};
    std::uint64_t bytes_{}, datagrams_sent_{}, payload_{};
    std::string error_;

    std::vector<bytes> list_;
    std::vector<ncm::datagram> datagrams_;
    std::vector<std::uint8_t> expected_;
};

}  // namespace packing
