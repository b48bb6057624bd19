// SPDX-License-Identifier: BSL-1.0
/// \file
/// What datagrams there are to send.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ntb_size {

/// Sizes of datagrams, and how many of each there are among all.
struct load {
    struct share {
        std::uint32_t size{};
        std::uint32_t weight{};
    };

    std::string name;
    std::vector<share> shares;

    [[nodiscard]] double mean() const noexcept {
        double bytes = 0;
        double count = 0;
        for (const share& s : shares) {
            bytes += static_cast<double>(s.size) * s.weight;
            count += s.weight;
        }
        return bytes / count;
    }
    [[nodiscard]] std::uint32_t smallest() const noexcept { return std::min_element(shares.begin(), shares.end(), by_size)->size; }
    [[nodiscard]] std::uint32_t largest() const noexcept { return std::max_element(shares.begin(), shares.end(), by_size)->size; }

private:
    [[nodiscard]] static constexpr bool by_size(share a, share b) noexcept { return a.size < b.size; }
};

/// The datagrams of a load one after the other, each size spread as evenly as its weight allows.
class sequence {
public:
    explicit sequence(const load& l) : shares_{l.shares}, credit_(shares_.size()) {
        for (const load::share& s : shares_) weight_ += s.weight;
    }
    std::uint32_t next() {
        for (std::size_t i = 0; i < shares_.size(); ++i) credit_[i] += shares_[i].weight;
        const auto richest = std::max_element(credit_.begin(), credit_.end());
        *richest -= weight_;
        return shares_[static_cast<std::size_t>(richest - credit_.begin())].size;
    }

private:
    std::vector<load::share> shares_;
    std::vector<std::int64_t> credit_;
    std::int64_t weight_{};
};

/// Reads a size (`1500`), a mix (`40:7+576:4+1500:1`), `imix`, which is this one, or `acks`: 40 and 52 in turn.
[[nodiscard]] inline std::optional<load> load_of(std::string_view text) {
    constexpr std::uint32_t most = 1u << 20;
    load out{std::string{text}, {}};
    std::string_view rest = text == "imix" ? "40:7+576:4+1500:1" : text == "acks" ? "40:1+52:1" : text;
    const auto number = [&](std::uint32_t& value) {
        const auto [end, fault] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        return fault == std::errc{} && value != 0 && value <= most;
    };
    const auto skip = [&](char c) {
        const bool found = rest.starts_with(c);
        if (found) rest.remove_prefix(1);
        return found;
    };
    do {
        load::share s{0, 1};
        if (!number(s.size) || (skip(':') && !number(s.weight))) return {};
        out.shares.push_back(s);
    } while (skip('+'));
    if (!rest.empty()) return {};
    return out;
}

}  // namespace ntb_size
