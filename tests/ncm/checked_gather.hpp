// SPDX-License-Identifier: BSL-1.0
/// \file
/// Gathers datagrams and checks each block: its segments joined are the block that the packing rules allow, as full as the
/// block and the memory can be, in no more segments than promised, and nothing is written outside.
#pragma once

#include <algorithm>
#include <cdcnet/ncm/gather.hpp>
#include <functional>
#include <string>
#include <type_traits>
#include <vector>

#include "packing.hpp"

namespace packing {

/// \tparam Choices  has `below(n)`, which gives a number below n
/// \tparam Gather   under test
template <class Choices, class Gather = ncm::gather>
class checked_gather {
public:
    checked_gather(Choices& choose, const ncm::limits& limits, std::size_t header_size, std::size_t most_segments)
        : choose_{choose},
          memory_(guard + header_size + guard, pattern),
          headers_{mutable_bytes{memory_}.subspan(guard, header_size)},
          list_(most_segments + guard),
          tx_{make(headers_, {list_.data(), most_segments}, limits)},
          packing_{to_reference(limits, limits.max_size)},
          most_segments_{most_segments} {}

    /// Gathers all of them, block by block; returns what is wrong, nothing when all is well.
    const std::string& send(gsl::span<const sent> all) {
        while (!all.empty() && error_.empty()) {
            const std::size_t taken = send_block(all);
            all = all.subspan(taken == 0 ? 1 : taken);
        }
        return error_;
    }
    [[nodiscard]] std::size_t blocks() const { return sequence_; }

private:
    static constexpr std::size_t guard = 64;
    static constexpr std::byte pattern{0xa5};

    static Gather make(mutable_bytes headers, gsl::span<bytes> segments, const ncm::limits& limits) {
        if constexpr (std::is_constructible_v<Gather, mutable_bytes, gsl::span<bytes>, const ncm::limits&>)
            return Gather{headers, segments, limits};
        else
            return Gather{headers, segments};
    }
    void fail_if(bool wrong, const char* what) {
        if (wrong && error_.empty())
            error_ = std::string{what} + ", block " + std::to_string(sequence_) + ", headers " + std::to_string(headers_.size()) +
                     ", segments " + std::to_string(most_segments_);
    }

    std::size_t send_block(gsl::span<const sent> all) {
        const sent& first = all.data()[0];
        const bool one_stream = choose_.below(2) == 0;
        const std::size_t most = choose_.below(3) != 2 ? all.size() : std::min<std::size_t>(all.size(), 1 + choose_.below(12));
        datagrams_.clear();
        contents_.clear();
        while (datagrams_.size() < most && (!one_stream || all.data()[datagrams_.size()].stream == first.stream)) {
            const sent& d = all.data()[datagrams_.size()];
            datagrams_.push_back({d.stream, d.bytes});
            contents_.push_back(d.bytes);
        }
        const std::size_t offered = datagrams_.size();
        const std::size_t taken = one_stream ? tx_.build(first.stream, contents_) : tx_.build(datagrams_);
        fail_if(taken > offered, "more taken than offered");
        if (!error_.empty()) return 0;
        check_count(all.first(offered), taken);
        taken == 0 ? fail_if(tx_.size() != 0 || !tx_.segments().empty(), "a block without a datagram") : check_block(all.first(taken));
        check_guards();
        return taken;
    }

    /// The datagram behind the last was left because it does not fit, or because the memory is below what is promised.
    void check_count(gsl::span<const sent> offered, std::size_t taken) {
        const sent& first = offered.data()[0];
        const ncm::admission verdict = tx_.check(first.stream, first.bytes.size());
        // Of a CRC alone `check` reckons with a segment for the datagram, which it does not take.
        const bool sure = !first.bytes.empty() || verdict == ncm::admission::accepted;
        fail_if(sure && (verdict == ncm::admission::accepted) != (taken != 0), "check() of the first");
        const bool nothing = first.bytes.empty() && !first.stream.has_crc();
        fail_if((verdict == ncm::admission::empty) != nothing, "check() of an empty one");
        if (taken == offered.size()) return;
        const sent& next = offered.data()[taken];
        if (next.bytes.empty() && !next.stream.has_crc()) return;
        if (!model_.fits(packing_, offered, taken + 1)) return;
        const promise p = promised(offered.first(taken + 1));
        fail_if(headers_.size() >= p.headers && most_segments_ >= p.segments, "refused a datagram that fits");
    }
    struct promise {
        std::size_t headers, segments;
    };
    promise promised(gsl::span<const sent> list) const {
        std::vector<std::uint32_t> streams;
        ncm::stream flow;
        for (const sent& d : list) {
            if (std::find(streams.begin(), streams.end(), d.signature) == streams.end()) streams.push_back(d.signature);
            if (d.stream.has_crc()) flow = d.stream;
        }
        return {ncm::gather_header_size(tx_.limits(), list.size(), streams.size(), flow),
                ncm::gather_segments(tx_.limits(), list.size(), flow)};
    }

    void check_block(gsl::span<const sent> block) {
        fail_if(!model_.fits(packing_, block, block.size()), "more than a block may hold");
        const auto segments = tx_.segments();
        fail_if(segments.size() > most_segments_ || segments.size() > promised(block).segments, "more segments than promised");
        if (!error_.empty()) return;
        joined_.clear();
        std::size_t datagram = 0;
        for (const bytes s : segments) {
            fail_if(s.empty(), "an empty segment");
            joined_.insert(joined_.end(), s.begin(), s.end());
            while (datagram < block.size() && block.data()[datagram].bytes.empty()) ++datagram;
            if (datagram < block.size() && s.data() == block.data()[datagram].bytes.data()) {
                fail_if(s.size() != block.data()[datagram++].bytes.size(), "a part of a datagram");
            } else if (!inside_headers(s)) {
                fail_if(std::any_of(s.begin(), s.end(), [](std::byte b) { return b != std::byte{}; }), "padding that is not zero");
            }
        }
        while (datagram < block.size() && block.data()[datagram].bytes.empty()) ++datagram;
        fail_if(datagram != block.size(), "a datagram that is not where it was");
        const std::vector<std::uint8_t>& expected = model_.pack(packing_, block, block.size(), sequence_++);
        fail_if(tx_.size() != expected.size(), "size()");
        fail_if(!equal(bytes{joined_}, {reinterpret_cast<const std::byte*>(expected.data()), expected.size()}),
                "not the block of the rules");
        fail_if(tx_.sequence() != (sequence_ & 0xffff), "sequence()");
    }
    bool inside_headers(bytes s) const {
        const std::less_equal<const std::byte*> before;
        return before(headers_.data(), s.data()) && before(s.data() + s.size(), headers_.data() + headers_.size());
    }
    void check_guards() {
        bool touched = false;
        for (std::size_t i = 0; i < guard; ++i) {
            touched = touched || memory_[i] != pattern || memory_[guard + headers_.size() + i] != pattern;
            touched = touched || list_[most_segments_ + i].data() != nullptr;
        }
        fail_if(touched, "something outside the memory was written");
    }

    Choices& choose_;
    std::vector<std::byte> memory_;
    mutable_bytes headers_;
    std::vector<bytes> list_;
    Gather tx_;
    reference::packing packing_;
    reference::packer model_;
    std::size_t most_segments_{};
    std::size_t sequence_{};
    std::string error_;

    std::vector<ncm::datagram> datagrams_;
    std::vector<bytes> contents_;
    std::vector<std::byte> joined_;
};

}  // namespace packing
