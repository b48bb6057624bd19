// SPDX-License-Identifier: BSL-1.0
/// \file
/// Cases beside the plain ones: a lonely datagram, hostile blocks, blocks that the fast path does not cover, and a round
/// trip that proves the fast path right under the flags it is measured with.
#include "operations.hpp"
#include "suite.hpp"

namespace cdcnet::bench {

namespace {

/// A valid block whose last entry but one is null as well.
class worst_fallback : public received {
public:
    explicit worst_fallback(const setting& s) : received{s} {
        for (const bytes& block : blocks()) {
            std::byte* const copy = copies_.emplace_back(block.size(), 320).data();
            std::memcpy(copy, block.data(), block.size());
            const std::size_t table = load_le<std::uint16_t>(copy + 10);
            const std::size_t length = load_le<std::uint16_t>(copy + table + 4);
            store_le(copy + table + length - 8, std::uint32_t{0});
        }
    }
    void operator()(sink& out) const {
        for (std::size_t i = 0; i < copies_.size(); ++i) {
            const bytes block{copies_[i].data(), blocks()[i].size()};
            out.take(block, parse_and_touch(block, ncm::mode::standard));
        }
    }

private:
    std::vector<memory> copies_;
};

/// A hash that every byte and its place changes.
class payload_hash {
public:
    void add(bytes data) noexcept {
        std::size_t at = 0;
        for (; at + 8 <= data.size(); at += 8) mix(load_le<std::uint64_t>(data.data() + at));
        for (; at < data.size(); ++at) mix(std::to_integer<std::uint64_t>(data.data()[at]));
        mix(data.size());
    }
    [[nodiscard]] std::uint64_t value() const noexcept { return value_; }

private:
    void mix(std::uint64_t word) noexcept { value_ = ((value_ << 5 | value_ >> 59) ^ word) * 0x517cc1b727220a95; }
    std::uint64_t value_{};
};

/// Packs, parses strictly and compares what came out with what went in.
class ntb_roundtrip : public packing {
public:
    explicit ntb_roundtrip(const setting& s) : packing{s}, tx_{ring().next(), s.limits}, flow_{flow_of(s)} {
        for (const bytes& d : source().list()) expected_.add(d);
    }
    void operator()(sink& out) {
        payload_hash found;
        for (gsl::span<const bytes> rest = source().list(); !rest.empty();) {
            tx_.use(ring().next());
            rest = rest.subspan(tx_.append(flow_, rest));
            const bytes block = tx_.finish();
            const auto parsed = ncm::ntb::parse(block, {.mode = ncm::mode::strict});
            require(parsed.has_value(), "a block of the aggregator was refused");
            for (const ncm::datagram d : *parsed) found.add(d.bytes);
            out.take(block);
        }
        require(found.value() == expected_.value(), "the payload changed on its way");
    }

private:
    ncm::aggregator tx_;
    ncm::stream flow_;
    payload_hash expected_;
};

/// A block of 65535 bytes with as many entries as hurt most, which has to be refused; its workload is the shape:
/// - `one_byte`: 16000 times the same byte
/// - `steps`: 16000 entries in ascending order, each over the one before
/// - `last_pair`: 13000 entries of one byte in descending order, the last over the one before
/// - `shuffled`: 13000 entries of one byte in random order, two of them the same
/// - `too_long`: 16000 entries that are fine alone and have more bytes in all than the block
template <ncm::mode Mode>
class adversarial {
public:
    explicit adversarial(const setting& s) {
        const bool disjoint = s.workload == "last_pair" || s.workload == "shuffled";
        entries_ = disjoint ? 13000 : 16000;
        const std::size_t first = table_at + 8 + 4 * (entries_ + 1);
        const std::size_t room = block_size - first;
        std::vector<std::size_t> order(entries_);
        for (std::size_t i = 0; i < entries_; ++i) order[i] = s.workload == "last_pair" ? entries_ - 1 - i : i;
        std::mt19937 random{17};
        if (s.workload == "shuffled")
            for (std::size_t i = entries_ - 1; i > 0; --i) std::swap(order[i], order[random() % (i + 1)]);
        if (disjoint) order.back() = order[entries_ - 2];

        write_headers();
        for (std::size_t i = 0; i < entries_; ++i) {
            if (disjoint)
                write_entry(i, first + order[i], 1);
            else if (s.workload == "one_byte")
                write_entry(i, first + 100, 1);
            else if (s.workload == "steps")
                write_entry(i, first + i * (room - 4) / entries_, 4);
            else
                write_entry(i, first, room);
        }
    }
    [[nodiscard]] std::size_t datagrams() const noexcept { return entries_; }
    [[nodiscard]] static std::size_t payload() noexcept { return 0; }

    void operator()(sink& out) {
        const bytes block{block_.data(), block_size};
        const auto parsed = ncm::ntb::parse(block, {.mode = Mode, .scratch = scratch_});
        if constexpr (Mode == ncm::mode::lenient) {
            std::size_t delivered = 0;
            if (parsed)
                for (const ncm::datagram d : *parsed) delivered += d.bytes.size();
            require(delivered < block_size, "more was delivered than there was");
        } else {
            require(!parsed.has_value(), "a hostile block was accepted");
        }
        out.take(block);
    }

private:
    static constexpr std::size_t block_size = 65535;
    static constexpr std::size_t table_at = 12;

    void write_headers() {
        std::byte* const base = block_.data();
        store_le(base, ncm::layout<ncm::format::ntb16>::nth_signature);
        store_le(base + 4, std::uint32_t{12});
        store_le(base + 8, static_cast<std::uint16_t>(block_size));
        store_le(base + 10, static_cast<std::uint16_t>(table_at));
        store_le(base + table_at, ncm::signature::ips);
        store_le(base + table_at + 4, static_cast<std::uint32_t>(8 + 4 * (entries_ + 1)));
    }
    void write_entry(std::size_t number, std::size_t index, std::size_t length) {
        std::byte* const entry = block_.data() + table_at + 8 + 4 * number;
        store_le(entry, static_cast<std::uint16_t>(index));
        store_le(entry + 2, static_cast<std::uint16_t>(length));
    }

    std::size_t entries_{};
    memory block_{block_size, 320};
    std::vector<std::byte> scratch_ = std::vector<std::byte>(ncm::scratch_size(block_size));
};

}  // namespace

void add_scenarios() {
    add<first_dgram>("first_dgram", "ntb16", {.workload = "s40"});
    for (const char* const workload : workloads) {
        add<worst_fallback>("worst_fallback", "ntb16", {.workload = workload});
        add<ntb_roundtrip>("ntb_roundtrip", "ntb16", {.workload = workload});
    }
    add<chain50>("chain50", "ntb16", {.workload = "s40", .limits = limits_of(ncm::format::ntb16, 2812)});
    for (const char* const shape : {"one_byte", "steps", "last_pair", "shuffled", "too_long"}) {
        const setting s{shape, limits_of(ncm::format::ntb16, 65535)};
        add<adversarial<ncm::mode::standard>>("adversarial", "standard", s);
        add<adversarial<ncm::mode::strict>>("adversarial", "strict", s);
        add<adversarial<ncm::mode::lenient>>("adversarial", "lenient", s);
    }
}

}  // namespace cdcnet::bench
