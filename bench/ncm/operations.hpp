// SPDX-License-Identifier: BSL-1.0
/// \file
/// The library's operations on a workload.  One call is one pass over all datagrams of the case; the timed benchmarks
/// and the instruction counts share them.
#pragma once

#include "baselines.hpp"

#include <cdcnet/ncm/copy_out.hpp>
#include <cdcnet/ncm/gather.hpp>

namespace cdcnet::bench {

/// Blocks by the primary call: a span of datagrams.
template <class Aggregator = ncm::aggregator>
class pack_span : public packing {
public:
    explicit pack_span(const setting& s) : packing{s}, tx_{make(ring().next(), s.limits)}, flow_{flow_of(s)} {}

    void operator()(sink& out) {
        for (gsl::span<const bytes> rest = source().list(); !rest.empty();) {
            tx_.use(ring().next());
            const std::size_t taken = tx_.append(flow_, rest);
            require(taken != 0, "a datagram was refused");
            rest = rest.subspan(taken);
            out.take(tx_.finish());
        }
    }

private:
    static Aggregator make(mutable_bytes buffer, const ncm::limits& l) {
        if constexpr (std::is_constructible_v<Aggregator, mutable_bytes, const ncm::limits&>)
            return {buffer, l};
        else
            return Aggregator{buffer};
    }
    Aggregator tx_;
    ncm::stream flow_;
};

/// Blocks by one call for each datagram.
class pack_one : public packing {
public:
    explicit pack_one(const setting& s) : packing{s}, tx_{ring().next(), s.limits}, flow_{flow_of(s)} {}

    void operator()(sink& out) {
        const bytes* next = source().list().data();
        const bytes* const last = next + source().list().size();
        while (next != last) {
            tx_.use(ring().next());
            while (next != last && tx_.append(flow_, *next) == ncm::admission::accepted) ++next;
            out.take(tx_.finish());
        }
    }

private:
    ncm::aggregator tx_;
    ncm::stream flow_;
};

/// Blocks of several streams that take turns.
class pack_sessions : public packing {
public:
    explicit pack_sessions(const setting& s) : packing{s}, tx_{ring().next(), s.limits} {}

    void operator()(sink& out) {
        for (gsl::span<const ncm::datagram> rest = source().tagged(); !rest.empty();) {
            tx_.use(ring().next());
            const std::size_t taken = tx_.append(rest);
            require(taken != 0, "a datagram was refused");
            rest = rest.subspan(taken);
            out.take(tx_.finish());
        }
    }

private:
    ncm::aggregator tx_;
};

/// Blocks whose payload stays where it is: headers, tables and a list of segments.
class pack_sg : public packing {
public:
    explicit pack_sg(const setting& s)
        : packing{s},
          headers_(ncm::gather_header_size(s.limits, datagrams(), s.sessions == 0 ? 1 : s.sessions)),
          segments_(ncm::gather_segments(s.limits, datagrams())),
          tx_{headers_, segments_, s.limits} {}

    void operator()(sink& out) { build_all(source().list(), out, ncm::stream::ips(0)); }

protected:
    /// \param flow  of all datagrams, where the list does not say it
    template <class Item, class... Flow>
    void build_all(gsl::span<const Item> list, sink& out, Flow... flow) {
        while (!list.empty()) {
            const std::size_t taken = tx_.build(flow..., list);
            require(taken != 0, "a datagram was refused");
            list = list.subspan(taken);
            out.take_gathered(tx_.segments(), tx_.size());
        }
    }

private:
    std::vector<std::byte> headers_;
    std::vector<bytes> segments_;
    ncm::gather tx_;
};

/// The same of several streams that take turns.
class pack_sg_sessions : public pack_sg {
public:
    using pack_sg::pack_sg;
    void operator()(sink& out) { build_all(source().tagged(), out); }
};

/// One small datagram, alone in its block: what an acknowledgement that must not wait pays.
class first_dgram {
public:
    explicit first_dgram(const setting& s) : ring_{s}, tx_{ring_.next(), s.limits} {}

    [[nodiscard]] static std::size_t datagrams() noexcept { return 1; }
    [[nodiscard]] static std::size_t payload() noexcept { return size; }

    void operator()(sink& out) {
        tx_.use(ring_.next());
        static_cast<void>(tx_.append(flow, bytes{datagram_.data(), size}));
        out.take(tx_.finish());
    }

private:
    static constexpr std::size_t size = 40;
    static constexpr ncm::stream flow = ncm::stream::ips(0);
    block_ring ring_;
    memory datagram_{size, 0};
    ncm::aggregator tx_;
};

/// What every operation on received blocks has: the blocks that the aggregator makes of a workload.
class received {
public:
    explicit received(const setting& s) {
        const traffic source{s};
        datagrams_ = source.list().size();
        payload_ = source.payload();
        std::vector<std::byte> buffer(s.limits.max_size);
        ncm::aggregator tx{buffer, s.limits};
        for (gsl::span<const ncm::datagram> rest = source.tagged(); !rest.empty();) {
            rest = rest.subspan(tx.append(rest));
            const bytes block = tx.finish();
            require(!block.empty(), "a datagram was refused");
            memory_.emplace_back(block.size(), 320);
            std::memcpy(memory_.back().data(), block.data(), block.size());
            blocks_.emplace_back(memory_.back().data(), block.size());
        }
    }
    [[nodiscard]] std::size_t datagrams() const noexcept { return datagrams_; }
    [[nodiscard]] std::size_t payload() const noexcept { return payload_; }

protected:
    [[nodiscard]] const std::vector<bytes>& blocks() const noexcept { return blocks_; }

private:
    std::vector<memory> memory_;
    std::vector<bytes> blocks_;
    std::size_t datagrams_{};
    std::size_t payload_{};
};

/// Parses a block and touches the first byte of each datagram; returns how many there were.
inline std::uint64_t parse_and_touch(bytes block, ncm::mode mode) {
    const auto parsed = ncm::ntb::parse(block, {.mode = mode});
    require(parsed.has_value(), "a good block was refused");
    std::uint64_t sum = 0;
    for (const ncm::datagram d : *parsed) sum += std::to_integer<unsigned>(*d.bytes.data());
    return sum;
}

/// All checks, and no datagram looked at.
class parse_validate : public received {
public:
    using received::received;
    void operator()(sink& out) const {
        for (const bytes& block : blocks()) {
            const auto parsed = ncm::ntb::parse(block);
            require(parsed.has_value(), "a good block was refused");
            out.take(block, parsed->datagram_count());
        }
    }
};

/// All checks, then every datagram's first byte.
template <ncm::mode Mode>
class parse_touch : public received {
public:
    using received::received;
    void operator()(sink& out) const {
        for (const bytes& block : blocks()) out.take(block, parse_and_touch(block, Mode));
    }
};
using parse_iterate = parse_touch<ncm::mode::standard>;
using parse_strict = parse_touch<ncm::mode::strict>;

/// All checks, then every datagram copied out.
class parse_copyout : public received {
public:
    using received::received;
    void operator()(sink& out) const {
        for (const bytes& block : blocks()) {
            const auto parsed = ncm::ntb::parse(block);
            require(parsed.has_value(), "a good block was refused");
            std::size_t slot = 0;
            for (const ncm::datagram d : *parsed) static_cast<void>(ncm::copy_out(d, {slots_.at(slot++), slot_ring::slot_size}));
            out.take(block);
        }
    }

private:
    slot_ring slots_;
};

/// The limit of a receiver that copies: one memcpy for each datagram, whose places are known before.
class floor_out : public received {
public:
    explicit floor_out(const setting& s) : received{s} {
        for (const bytes& block : blocks()) {
            std::vector<bytes>& list = lists_.emplace_back();
            const auto parsed = ncm::ntb::parse(block);
            require(parsed.has_value(), "a good block was refused");
            for (const ncm::datagram d : *parsed) list.push_back(d.bytes);
        }
    }
    void operator()(sink& out) {
        for (std::size_t i = 0; i < lists_.size(); ++i) {
            std::size_t slot = 0;
            for (const bytes& d : lists_[i]) std::memcpy(slots_.at(slot++), d.data(), d.size());
            out.take(blocks()[i]);
        }
    }

private:
    std::vector<std::vector<bytes>> lists_;
    slot_ring slots_;
};

/// The plain reader, which touches the first byte of each datagram.
class naive_iterate : public received {
public:
    using received::received;
    void operator()(sink& out) const {
        for (const bytes& block : blocks()) {
            std::uint64_t sum = 0;
            const bool good =
                naive_parse(block, [&](const std::byte* datagram, std::size_t) { sum += std::to_integer<unsigned>(*datagram); });
            require(good, "a good block was refused");
            out.take(block, sum);
        }
    }
};

/// The plain reader that copies each datagram out.
class naive_copyout : public received {
public:
    using received::received;
    void operator()(sink& out) const {
        for (const bytes& block : blocks()) {
            std::size_t slot = 0;
            const bool good =
                naive_parse(block, [&](const std::byte* datagram, std::size_t size) { std::memcpy(slots_.at(slot++), datagram, size); });
            require(good, "a good block was refused");
            out.take(block);
        }
    }

private:
    slot_ring slots_;
};

/// Fifty NDPs of one datagram each.
class chain50 {
public:
    explicit chain50(const setting&) {
        std::byte* const base = block_.data();
        store_le(base, ncm::layout<ncm::format::ntb16>::nth_signature);
        store_le(base + 4, std::uint32_t{12});
        store_le(base + 8, static_cast<std::uint16_t>(block_size));
        store_le(base + 10, static_cast<std::uint16_t>(12));
        for (std::size_t i = 0; i < tables; ++i) {
            std::byte* const table = base + 12 + i * table_size;
            store_le(table, ncm::signature::ips | static_cast<std::uint32_t>(i) << 24);
            store_le(table + 4, static_cast<std::uint16_t>(table_size));
            store_le(table + 6, static_cast<std::uint16_t>(i + 1 == tables ? 0 : 12 + (i + 1) * table_size));
            store_le(table + 8, static_cast<std::uint16_t>(first_datagram + i * size));
            store_le(table + 10, static_cast<std::uint16_t>(size));
            store_le(table + 12, std::uint32_t{0});
        }
    }
    /// NDPs, in truth; as many as datagrams.
    [[nodiscard]] static std::size_t datagrams() noexcept { return tables; }
    [[nodiscard]] static std::size_t payload() noexcept { return tables * size; }

    void operator()(sink& out) const {
        const bytes block{block_.data(), block_size};
        out.take(block, parse_and_touch(block, ncm::mode::standard));
    }

private:
    static constexpr std::size_t tables = 50;
    static constexpr std::size_t table_size = 16;
    static constexpr std::size_t size = 40;
    static constexpr std::size_t first_datagram = 12 + tables * table_size;
    static constexpr std::size_t block_size = first_datagram + tables * size;
    memory block_{block_size, 320};
};

}  // namespace cdcnet::bench
