// SPDX-License-Identifier: BSL-1.0
/// \file
/// Packs every datagram again in another layout, and checks that it comes back.
#pragma once

#include <cdcnet/ncm/limits.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "console.hpp"
#include "report.hpp"

namespace cdcdump {

/// Takes the datagrams of each NTB, builds new NTBs from them with `ncm::aggregator` (the other size, the other end for the
/// tables, another alignment), parses those and compares byte for byte.  Control messages are built back from their
/// decoded values.
class rebuild : public report {
public:
    explicit rebuild(console& out) : out_{out} {}

    void control(const control_record& r) override;
    void block(const block_record& r) override;
    /// Prints what was rebuilt and how fast.
    void finish() override;

    /// True when something did not come back as it was.
    [[nodiscard]] bool mismatch() const noexcept { return mismatches_ != 0; }

private:
    using clock = std::chrono::steady_clock;

    [[nodiscard]] static cdcnet::ncm::limits other_layout(const cdcnet::ncm::ntb& ntb);
    bool rebuild_block(const cdcnet::ncm::ntb& ntb, const cdcnet::ncm::limits& l);
    bool compare(const cdcnet::ncm::ntb& built, gsl::span<const cdcnet::ncm::datagram> sent);

    void mismatch(const origin& where, std::string_view what);

    console& out_;
    std::vector<std::byte> buffer_;
    std::vector<cdcnet::ncm::datagram> datagrams_;
    std::vector<std::byte> message_;

    std::uint64_t ntbs_{};
    std::uint64_t ntbs_built_{};
    std::uint64_t datagrams_done_{};
    std::uint64_t payload_{};
    std::uint64_t messages_{};
    std::uint64_t messages_equal_{};
    std::uint64_t messages_same_value_{};
    std::uint64_t messages_framed_{};
    std::uint64_t mismatches_{};
    std::map<std::pair<std::string, std::string>, std::uint64_t> layouts_;  ///< from which to which
    clock::duration packing_{};
    clock::duration parsing_{};
    clock::duration messages_time_{};
};

}  // namespace cdcdump
