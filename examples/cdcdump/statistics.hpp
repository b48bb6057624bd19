// SPDX-License-Identifier: BSL-1.0
/// \file
/// Counts instead of records.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "console.hpp"
#include "report.hpp"

namespace cdcdump {

/// Counts what passes, and prints one table or one JSON object at the end.
class statistics : public report {
public:
    statistics(console& out, bool json) : out_{out}, json_{json} {}

    void control(const control_record& r) override;
    void block(const block_record& r) override;
    void fault(const fault_record& r) override;
    void begin_input(std::string_view) override { ++inputs_; }
    void finish() override;

private:
    /// One direction of the data channel.
    struct direction_counts {
        std::uint64_t ntbs{};
        std::uint64_t bytes{};  ///< of the blocks
        std::uint64_t datagrams{};
        std::uint64_t payload{};               ///< bytes of the datagrams
        std::uint64_t gaps{};                  ///< jumps of wSequence to a higher number
        std::uint64_t missed{};                ///< NTBs that those jumps leave out
        std::uint64_t repeats{};               ///< NTBs whose wSequence is not above the one before
        std::uint64_t limited{};               ///< NTBs whose agreed maximum is known
        std::uint64_t limit_bytes{};           ///< sum of those maxima
        std::uint64_t filled{};                ///< bytes of those NTBs
        std::array<std::uint64_t, 10> fill{};  ///< how many are filled to less than 10 %, 20 % ...
    };
    struct stream_counts {
        std::uint64_t datagrams{};
        std::uint64_t bytes{};
        std::uint32_t smallest{0xffffffff};
        std::uint32_t largest{};
    };
    struct cid_counts {
        std::uint64_t messages{};
        std::uint64_t failures{};  ///< COMMAND_DONE with another status than success
        std::uint64_t bytes{};     ///< of the information buffers
    };
    /// Service name, CID name, CID, operation.
    using cid_key = std::tuple<std::string, std::string, std::uint32_t, std::string>;

    void count(const message_facts& facts);
    void print_text();
    void print_json();
    [[nodiscard]] direction_counts total() const;
    stream_counts& counts_of(cdcnet::ncm::stream s, direction way);

    console& out_;
    bool json_;
    std::uint64_t inputs_{};

    std::array<direction_counts, 3> directions_{};  ///< by `direction`
    /// By direction, kind of stream and session.
    std::array<std::array<std::vector<stream_counts>, 4>, 3> streams_{};
    std::uint64_t ntb16_{};
    std::uint64_t ntb32_{};
    std::uint64_t crc_checked_{};
    std::uint64_t crc_failed_{};

    std::uint64_t messages_{};
    std::uint64_t fragments_{};
    std::map<std::string, std::uint64_t> types_;
    std::map<cid_key, cid_counts> cids_;

    std::uint64_t malformed_{};
    std::map<std::pair<std::string, std::string>, std::uint64_t> causes_;  ///< by item and code
};

}  // namespace cdcdump
