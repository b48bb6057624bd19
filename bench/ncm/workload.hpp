// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the benchmarks work on: datagrams from one seeded generator, and memory whose place is chosen.
#pragma once

#include <cdcnet/ncm.hpp>

#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace cdcnet::bench {

/// How much of the caches the datagrams take.
enum class heat {
    hot,   ///< one block's worth: the first and second level
    warm,  ///< 700 KB of payload: the second and third level, and more branches than a predictor learns
    cold,  ///< 128 MiB of source and as much of blocks: memory
};
[[nodiscard]] constexpr std::string_view name_of(heat h) noexcept { return h == heat::hot ? "hot" : h == heat::warm ? "warm" : "cold"; }

/// Where the datagrams lie.
enum class source_layout {
    packed64,  ///< one behind the other, each on cache lines of its own, with one line between
    pool2k,    ///< in slots of 2048 bytes with 64 between
    scatter,   ///< as packed64, but taken in random order within windows of 64
};

/// One case: which datagrams, and for which blocks.
struct setting {
    std::string workload{"imix"};  ///< s and a size in bytes, imix (40, 576 and 1500 bytes as 7 : 4 : 1) or acks (40 and 52)
    ncm::limits limits{};
    unsigned sessions{};  ///< streams that take turns; 0: one, and none in the name
    heat temperature{heat::hot};
    source_layout source{source_layout::packed64};
    bool crc{};  ///< the stream carries CRCs
};

inline constexpr std::size_t page_size = 4096;
inline constexpr std::size_t line_size = 64;

/// The stream of everything that has only one.
[[nodiscard]] inline ncm::stream flow_of(const setting& s) noexcept { return s.crc ? ncm::stream::ethernet_crc() : ncm::stream::ips(0); }

/// Memory at a chosen distance from a page boundary, its pages touched.  Buffers whose addresses agree in the low 12
/// bits make a load wait for an unrelated store: 1500-byte results change by a third.  So each kind of buffer has an
/// offset of its own, the same in every run.
class memory {
public:
    memory(std::size_t size, std::size_t page_offset) : bytes_(size + page_size + page_offset) {
        const auto address = reinterpret_cast<std::uintptr_t>(bytes_.data());
        start_ = bytes_.data() + (page_size - address % page_size) % page_size + page_offset;
    }
    memory(const memory&) = delete;
    memory& operator=(const memory&) = delete;
    memory(memory&&) = default;
    memory& operator=(memory&&) = default;
    ~memory() = default;

    [[nodiscard]] std::byte* data() const noexcept { return start_; }

private:
    std::vector<std::byte> bytes_;
    std::byte* start_;
};

/// The buffers that blocks are built in, one after the other.
class block_ring {
public:
    explicit block_ring(const setting& s)
        : size_{s.limits.max_size},
          blocks_{count_for(s)},
          stride_{(size_ / line_size + 18) * line_size},
          memory_{blocks_ * stride_, 1088} {}

    [[nodiscard]] mutable_bytes next() noexcept {
        std::byte* const block = memory_.data() + at_ * stride_;
        at_ = at_ + 1 == blocks_ ? 0 : at_ + 1;
        return {block, size_};
    }

private:
    static std::size_t count_for(const setting& s) {
        if (s.temperature == heat::hot) return 1;
        return s.temperature == heat::warm ? 4 : (std::size_t{128} << 20) / s.limits.max_size;
    }
    std::size_t size_;
    std::size_t blocks_;
    std::size_t stride_;
    memory memory_;
    std::size_t at_{};
};

/// The buffers that datagrams are copied out to.  Their distance is no power of two, whose multiples share cache sets;
/// and they are many, because a single buffer that is always hot makes copying look better than it is.
class slot_ring {
public:
    static constexpr std::size_t slot_size = 2112;
    static constexpr std::size_t slots = 64;

    [[nodiscard]] std::byte* at(std::size_t number) const noexcept { return memory_.data() + number % slots * slot_size; }

private:
    memory memory_{slots * slot_size, 2240};
};

/// The sizes of a workload's datagrams.
class size_sequence {
public:
    explicit size_sequence(const std::string& workload) {
        if (workload == "imix") {
            deck_ = {40, 40, 40, 40, 40, 40, 40, 576, 576, 576, 576, 1500};
            shuffled_ = true;
        } else if (workload == "acks") {
            deck_ = {40, 52};
        } else if (workload.starts_with('s')) {
            deck_ = {std::stoul(workload.substr(1))};
        } else {
            throw std::invalid_argument{"no workload is called " + workload};
        }
    }
    [[nodiscard]] std::size_t next() {
        if (at_ == 0 && shuffled_)
            for (std::size_t i = deck_.size() - 1; i > 0; --i) std::swap(deck_[i], deck_[random_() % (i + 1)]);
        const std::size_t size = deck_[at_];
        at_ = at_ + 1 == deck_.size() ? 0 : at_ + 1;
        return size;
    }

private:
    std::vector<std::size_t> deck_;
    bool shuffled_{};
    std::size_t at_{};
    std::mt19937 random_{7};
};

/// The datagrams of a case.
class traffic {
public:
    explicit traffic(const setting& s) {
        size_sequence sizes{s.workload};
        quota rest{s};
        std::vector<std::size_t> starts;
        std::size_t footprint = 0;
        for (std::size_t size = sizes.next(); rest.takes(size, footprint); size = sizes.next()) {
            starts.push_back(footprint);
            list_.emplace_back(static_cast<const std::byte*>(nullptr), std::size_t{0});
            lengths_.push_back(size);
            payload_ += size;
            footprint += s.source == source_layout::pool2k ? 2048 + line_size : (size + line_size - 1) / line_size * line_size + line_size;
        }
        // Filled in whole lines, and a datagram may be longer than its share of the last window's lines.
        memory_ = std::make_unique<memory>(footprint + 2 * page_size, 0);
        fill(footprint);
        if (s.source == source_layout::scatter) permute(starts);
        for (std::size_t i = 0; i < list_.size(); ++i) {
            std::byte* const start = memory_->data() + starts[i];
            *start = i % 2 == 0 ? std::byte{0x45} : std::byte{0x60};
            list_[i] = {start, lengths_[i]};
        }
        const unsigned sessions = s.sessions == 0 ? 1 : s.sessions;
        for (const bytes& d : list_) {
            const auto turn = static_cast<std::uint8_t>(tagged_.size() % sessions);
            tagged_.push_back({s.crc ? flow_of(s) : ncm::stream::ips(turn), d});
        }
    }

    [[nodiscard]] gsl::span<const bytes> list() const noexcept { return list_; }
    [[nodiscard]] gsl::span<const ncm::datagram> tagged() const noexcept { return tagged_; }
    [[nodiscard]] std::size_t payload() const noexcept { return payload_; }

private:
    /// When there are enough datagrams.  Hot is what one block holds for sure, by arithmetic of its own, so that every
    /// operation and baseline makes exactly one block.
    class quota {
    public:
        explicit quota(const setting& s)
            : s_{s},
              sizes_{ncm::sizes_of(s.limits.format)},
              used_{sizes_.nth + std::size_t{s.limits.divisor}},
              tables_{s.sessions == 0 ? 1u : s.sessions} {}
        [[nodiscard]] bool takes(std::size_t size, std::size_t footprint) {
            const std::size_t divisor = s_.limits.divisor;
            const std::size_t placed = (size + (s_.crc ? ncm::crc_size : 0) + divisor - 1) / divisor * divisor;
            used_ += placed + sizes_.entry;
            if (tables_ != 0) {
                used_ += sizes_.ndp + sizes_.entry + s_.limits.ndp_alignment;
                --tables_;
            }
            payload_ += size;
            if (s_.temperature == heat::hot) return used_ <= s_.limits.max_size;
            return s_.temperature == heat::warm ? payload_ <= 700'000 : footprint < std::size_t{128} << 20;
        }

    private:
        const setting& s_;
        const ncm::sizes& sizes_;
        std::size_t used_;
        std::size_t tables_;  ///< streams that have had no datagram yet
        std::size_t payload_{};
    };

    void fill(std::size_t size) {
        std::mt19937_64 random{11};
        for (std::size_t at = 0; at < size; at += sizeof(std::uint64_t))
            store_le(memory_->data() + at, static_cast<std::uint64_t>(random()));
    }
    void permute(std::vector<std::size_t>& starts) {
        std::mt19937 random{13};
        constexpr std::size_t window = 64;
        for (std::size_t from = 0; from < starts.size(); from += window) {
            const std::size_t size = std::min(window, starts.size() - from);
            for (std::size_t i = size - 1; i > 0; --i) {
                const std::size_t other = random() % (i + 1);
                std::swap(starts[from + i], starts[from + other]);
                std::swap(lengths_[from + i], lengths_[from + other]);
            }
        }
    }

    std::vector<std::size_t> lengths_;
    std::vector<bytes> list_;
    std::vector<ncm::datagram> tagged_;
    std::unique_ptr<memory> memory_;
    std::size_t payload_{};
};

/// Where results go: the compiler must have made every byte of a block when it is taken.  Once per block and not per
/// datagram, which would forbid what is being measured.
class sink {
public:
    void take(bytes block, std::uint64_t value = 0) noexcept {
        ++blocks;
        block_bytes += block.size();
        value += std::to_integer<unsigned>(block.data()[0]) + std::to_integer<unsigned>(block.data()[block.size() - 1]);
        asm volatile("" : : "r"(value), "r"(block.data()) : "memory");
    }
    /// A block of `size` bytes in pieces.
    void take_gathered(gsl::span<const bytes> segments, std::size_t size) noexcept {
        ++blocks;
        block_bytes += size;
        asm volatile("" : : "r"(segments.data()), "r"(segments.size()) : "memory");
    }
    std::size_t blocks{};
    std::size_t block_bytes{};
};

/// Makes the compiler believe that others know the object: its members live in memory, as those of a driver do.
inline void escape(void* object) noexcept { asm volatile("" : : "r"(object) : "memory"); }

/// An operation that fails would be measured as a fast one.
inline void require(bool condition, const char* what) {
    if (!condition) throw std::runtime_error{what};
}

}  // namespace cdcnet::bench
