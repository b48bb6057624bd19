// SPDX-License-Identifier: BSL-1.0
/// \file
/// NTBs packed and parsed, beside what the copying alone costs.  `BM_<operation>/<variant>/<datagrams>/<block size>`.
///
/// Baselines: `flat` copies the payload of a block in one piece; `floor` copies each datagram to its aligned place and
/// writes no headers; `floor_out` copies each datagram of a block out into one of 64 slots.  Compare figures of one run
/// only, taken with `--benchmark_enable_random_interleaving=true`, and the minimum of many repetitions.
#include <benchmark/benchmark.h>
#include <cdcnet/ncm.hpp>

#include <cstring>
#include <random>
#include <string>
#include <vector>

using namespace cdcnet;

namespace {

/// One block's worth of datagrams, each on cache lines of its own.
class workload {
public:
    workload(const std::string& name, std::size_t block_size) {
        std::mt19937 random{1};
        std::size_t sum = 0;
        for (std::vector<std::size_t> sizes; sum < block_size;) {
            const std::size_t size = name == "imix" ? imix(random) : std::stoul(name.substr(1));
            starts_.push_back(memory_size_);
            sizes_.push_back(size);
            memory_size_ += (size + 127) / 64 * 64;
            sum += size;
        }
        memory_.resize(memory_size_);
        for (auto& b : memory_) b = static_cast<std::byte>(random());
        for (std::size_t i = 0; i < starts_.size(); ++i) {
            memory_[starts_[i]] = std::byte{0x45};
            datagrams_.emplace_back(memory_.data() + starts_[i], sizes_[i]);
        }
    }
    [[nodiscard]] gsl::span<const bytes> datagrams() const { return datagrams_; }

private:
    /// 40, 576 and 1500 bytes as 7 : 4 : 1.
    static std::size_t imix(std::mt19937& random) {
        const auto n = random() % 12;
        return n < 7 ? 40 : n < 11 ? 576 : 1500;
    }
    std::size_t memory_size_{};
    std::vector<std::size_t> starts_;
    std::vector<std::size_t> sizes_;
    std::vector<std::byte> memory_;
    std::vector<bytes> datagrams_;
};

constexpr ncm::stream flow = ncm::stream::ips(0);

/// Seconds per datagram; the console shows them as "1.76ns".
void count_datagrams(benchmark::State& state, std::size_t per_block) {
    using benchmark::Counter;
    state.counters["per_dgram"] = Counter(static_cast<double>(per_block), Counter::kIsIterationInvariantRate | Counter::kInvert);
    state.counters["dgrams"] = static_cast<double>(per_block);
}

/// How many of the datagrams one block takes, and their bytes.
struct block_content {
    std::size_t datagrams{};
    std::size_t payload{};
};
block_content content_of(const workload& w, const ncm::limits& l) {
    std::vector<std::byte> buffer(l.max_size);
    ncm::aggregator tx{buffer, l};
    block_content c{tx.append(flow, w.datagrams()), 0};
    for (std::size_t i = 0; i < c.datagrams; ++i) c.payload += w.datagrams()[i].size();
    return c;
}

void pack_span(benchmark::State& state, const std::string& name, ncm::limits l) {
    const workload w{name, l.max_size};
    std::vector<std::byte> buffer(l.max_size);
    ncm::aggregator tx{buffer, l};
    for (auto _ : state) {
        tx.append(flow, w.datagrams());
        const bytes block = tx.finish();
        benchmark::DoNotOptimize(block.data());
        benchmark::ClobberMemory();
    }
    count_datagrams(state, content_of(w, l).datagrams);
}

void pack_one(benchmark::State& state, const std::string& name, ncm::limits l) {
    const workload w{name, l.max_size};
    std::vector<std::byte> buffer(l.max_size);
    ncm::aggregator tx{buffer, l};
    for (auto _ : state) {
        for (const bytes d : w.datagrams())
            if (tx.append(flow, d) != ncm::admission::accepted) break;
        const bytes block = tx.finish();
        benchmark::DoNotOptimize(block.data());
        benchmark::ClobberMemory();
    }
    count_datagrams(state, content_of(w, l).datagrams);
}

void pack_sessions(benchmark::State& state, const std::string& name, ncm::limits l, unsigned sessions) {
    const workload w{name, l.max_size};
    std::vector<ncm::datagram> list;
    for (const bytes d : w.datagrams()) list.push_back({ncm::stream::ips(static_cast<std::uint8_t>(list.size() % sessions)), d});
    std::vector<std::byte> buffer(l.max_size);
    ncm::aggregator tx{buffer, l};
    const std::size_t taken = tx.append(list);
    for (auto _ : state) {
        tx.append(list);
        const bytes block = tx.finish();
        benchmark::DoNotOptimize(block.data());
        benchmark::ClobberMemory();
    }
    count_datagrams(state, taken);
}

void flat(benchmark::State& state, const std::string& name, ncm::limits l) {
    const workload w{name, l.max_size};
    const block_content c = content_of(w, l);
    const std::vector<std::byte> source(c.payload);
    std::vector<std::byte> buffer(l.max_size + 32);
    for (auto _ : state) {
        std::memcpy(buffer.data() + 32, source.data(), c.payload);
        benchmark::DoNotOptimize(buffer.data());
        benchmark::ClobberMemory();
    }
    count_datagrams(state, c.datagrams);
}

void floor(benchmark::State& state, const std::string& name, ncm::limits l) {
    const workload w{name, l.max_size};
    const std::size_t count = content_of(w, l).datagrams;
    const gsl::span<const bytes> datagrams = w.datagrams();
    std::vector<std::byte> buffer(l.max_size);
    for (auto _ : state) {
        std::size_t at = 12;
        const bytes* const list = datagrams.data();
        for (std::size_t i = 0; i < count; ++i) {
            std::memcpy(buffer.data() + at, list[i].data(), list[i].size());
            at = (at + list[i].size() + 3) & ~std::size_t{3};
        }
        benchmark::DoNotOptimize(buffer.data());
        benchmark::ClobberMemory();
    }
    count_datagrams(state, count);
}

/// A block that the aggregator has packed.
std::vector<std::byte> packed_block(const workload& w, const ncm::limits& l) {
    std::vector<std::byte> buffer(l.max_size);
    ncm::aggregator tx{buffer, l};
    tx.append(flow, w.datagrams());
    const bytes block = tx.finish();
    return {block.begin(), block.end()};
}

void parse(benchmark::State& state, const std::string& name, ncm::limits l, ncm::mode mode) {
    const std::vector<std::byte> block = packed_block(workload{name, l.max_size}, l);
    for (auto _ : state) {
        const auto parsed = ncm::ntb::parse(block, {.mode = mode});
        benchmark::DoNotOptimize(parsed->datagram_count());
        benchmark::ClobberMemory();
    }
    count_datagrams(state, ncm::ntb::parse(block)->datagram_count());
}

void parse_iterate(benchmark::State& state, const std::string& name, ncm::limits l) {
    const std::vector<std::byte> block = packed_block(workload{name, l.max_size}, l);
    for (auto _ : state) {
        unsigned sum = 0;
        const auto parsed = ncm::ntb::parse(block);
        for (const ncm::datagram d : *parsed) sum += std::to_integer<unsigned>(*d.bytes.data());
        benchmark::DoNotOptimize(sum);
        benchmark::ClobberMemory();
    }
    count_datagrams(state, ncm::ntb::parse(block)->datagram_count());
}

constexpr std::size_t slot_size = 2112;  // not a power of two, whose multiples would share cache sets
constexpr std::size_t slots = 64;

void parse_copyout(benchmark::State& state, const std::string& name, ncm::limits l) {
    const std::vector<std::byte> block = packed_block(workload{name, l.max_size}, l);
    std::vector<std::byte> out(slots * slot_size);
    for (auto _ : state) {
        std::size_t slot = 0;
        const auto parsed = ncm::ntb::parse(block);
        for (const ncm::datagram d : *parsed) std::memcpy(out.data() + slot++ % slots * slot_size, d.bytes.data(), d.bytes.size());
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    count_datagrams(state, ncm::ntb::parse(block)->datagram_count());
}

void floor_out(benchmark::State& state, const std::string& name, ncm::limits l) {
    const std::vector<std::byte> block = packed_block(workload{name, l.max_size}, l);
    const auto parsed = ncm::ntb::parse(block);
    std::vector<bytes> datagrams;
    for (const ncm::datagram d : *parsed) datagrams.push_back(d.bytes);
    std::vector<std::byte> out(slots * slot_size);
    for (auto _ : state) {
        std::size_t slot = 0;
        for (const bytes& d : datagrams) std::memcpy(out.data() + slot++ % slots * slot_size, d.data(), d.size());
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    count_datagrams(state, datagrams.size());
}

/// One acknowledgement: a block of a single small datagram.
void first_datagram(benchmark::State& state, ncm::limits l) {
    std::vector<std::byte> buffer(l.max_size);
    const std::vector<std::byte> datagram(40);
    ncm::aggregator tx{buffer, l};
    for (auto _ : state) {
        tx.append(flow, bytes{datagram});
        benchmark::DoNotOptimize(tx.finish().data());
        benchmark::ClobberMemory();
    }
    count_datagrams(state, 1);
}

[[maybe_unused]] const bool registered = [] {
    using benchmark::RegisterBenchmark;
    constexpr std::uint32_t size = 16384;
    for (const std::string name : {"s40", "s256", "s576", "s1500", "imix"}) {
        const auto full_name = [&](const char* operation, const char* variant) {
            return std::string{"BM_"} + operation + "/" + variant + "/" + name + "/" + std::to_string(size);
        };
        const ncm::limits end16{.max_size = size};
        const ncm::limits front16{.max_size = size, .placement = ncm::placement::front};
        const ncm::limits end32{.format = ncm::format::ntb32, .max_size = size};
        RegisterBenchmark(full_name("pack", "flat").c_str(), flat, name, end16);
        RegisterBenchmark(full_name("pack", "floor").c_str(), floor, name, end16);
        RegisterBenchmark(full_name("pack_span", "ntb16_end").c_str(), pack_span, name, end16);
        RegisterBenchmark(full_name("pack_span", "ntb16_front").c_str(), pack_span, name, front16);
        RegisterBenchmark(full_name("pack_span", "ntb32_end").c_str(), pack_span, name, end32);
        RegisterBenchmark(full_name("pack_one", "ntb16_end").c_str(), pack_one, name, end16);
        RegisterBenchmark(full_name("pack_sessions8", "ntb16_end").c_str(), pack_sessions, name, end16, 8u);
        RegisterBenchmark(full_name("parse_validate", "ntb16").c_str(), parse, name, end16, ncm::mode::standard);
        RegisterBenchmark(full_name("parse_strict", "ntb16").c_str(), parse, name, end16, ncm::mode::strict);
        RegisterBenchmark(full_name("parse_iterate", "ntb16").c_str(), parse_iterate, name, end16);
        RegisterBenchmark(full_name("parse_iterate", "ntb32").c_str(), parse_iterate, name, end32);
        RegisterBenchmark(full_name("parse_copyout", "floor_out").c_str(), floor_out, name, end16);
        RegisterBenchmark(full_name("parse_copyout", "ntb16").c_str(), parse_copyout, name, end16);
    }
    RegisterBenchmark("BM_first_dgram/ntb16_end/s40/16384", first_datagram, ncm::limits{.max_size = size});
    return true;
}();

}  // namespace
