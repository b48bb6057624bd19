// SPDX-License-Identifier: BSL-1.0
/// \file
/// Random blocks as no sender of ours would make them, each as it is and spoilt: tshark finds the same datagrams, and complains
/// where the library does.  What they do not agree about stands in `tshark_differences.txt`.
///
/// The long run, some minutes:
///
///     CDCNET_CASES=1000000 cdcnet_tests --source-file=*/ncm/tshark.cpp
#include <cdcnet/ncm/parser.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "bad_inputs.hpp"
#include "mbim/tshark.hpp"
#include "random.hpp"
#include "random_block.hpp"

using namespace cdcnet;

namespace {

using octets = std::vector<std::byte>;
using pairs = std::vector<std::pair<std::size_t, std::size_t>>;  ///< index and length of datagrams

std::vector<std::size_t> numbers(const std::string& joined) {
    std::vector<std::size_t> all;
    std::istringstream in{joined};
    for (std::string part; std::getline(in, part, ';');) all.push_back(std::stoul(part));
    return all;
}

/// What tshark says of a block.
struct opinion {
    std::set<std::string> complaints;
    pairs datagrams;
};

/// Its entries, up to the one of each table that ends it.
pairs datagrams_of(const std::string& tables, const std::string& indices, const std::string& lengths, bool big) {
    pairs found;
    const std::vector<std::size_t> index = numbers(indices);
    const std::vector<std::size_t> length = numbers(lengths);
    std::size_t i = 0;
    for (const std::size_t table : numbers(tables)) {
        const std::size_t entries = big ? (table - 16) / 8 : (table - 8) / 4;
        bool open = true;
        for (std::size_t n = 0; n < entries && i < std::min(index.size(), length.size()); ++n, ++i) {
            open = open && index[i] != 0 && length[i] != 0;
            if (open) found.emplace_back(index[i], length[i]);
        }
    }
    return found;
}
std::vector<opinion> opinions_about(const std::vector<bytes>& blocks) {
    std::istringstream lines{tshark::told_about(
        blocks, "mbim.bulk",
        "--disable-protocol ip --disable-protocol eth -T fields -E 'aggregator=;' -e mbim.bulk.ndp.length"
        " -e mbim.bulk.ndp.datagram.index -e mbim.bulk.ndp.datagram.length -e _ws.expert.severity -e _ws.expert.message")};
    std::vector<opinion> all;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells{line};
        std::string tables;
        std::string indices;
        std::string lengths;
        std::string complaints;
        std::getline(cells, tables, '\t');
        std::getline(cells, indices, '\t');
        std::getline(cells, lengths, '\t');
        std::getline(cells, complaints);
        REQUIRE(all.size() < blocks.size());
        const bytes block = blocks[all.size()];
        const bool big = !block.empty() && block[0] == std::byte{'n'};
        all.push_back({tshark::complaints_in(complaints), datagrams_of(tables, indices, lengths, big)});
    }
    REQUIRE(all.size() == blocks.size());
    return all;
}

class comparison {
public:
    void run(const case_numbers& cases) {
        for (std::uint64_t number = cases.first; number != cases.end; ++number) {
            add(number);
            if (blocks_.size() == batch || number + 1 == cases.end) compare_all();
        }
        known_.check_listed();
        if (cases.end - cases.first >= all_classes) known_.check_seen([](const std::string&) { return true; });
        MESSAGE(count_ << " blocks, half of them spoilt: both take " << both_take_ << " with the same " << datagrams_
                       << " datagrams, and both refuse " << both_refuse_ << "; " << known_.of("").size()
                       << " classes of disagreement listed");
        tried("NTBs that tshark is asked about too", count_ / 2);
    }

private:
    static constexpr std::size_t batch = 20'000;
    /// Cases among which each class has been seen.
    static constexpr std::uint64_t all_classes = 1'000'000;

    void add(std::uint64_t number) {
        random_numbers random{number};
        blocks_.push_back({number, maker_.make(random)});
        maker_.mutate();
        blocks_.push_back({number, maker_.transfer()});
    }
    void compare_all() {
        std::vector<bytes> wires;
        for (const block& b : blocks_) wires.emplace_back(b.wire);
        const std::vector<opinion> theirs = opinions_about(wires);
        for (std::size_t i = 0; i < blocks_.size(); ++i) one_block(blocks_[i].number, wires[i], theirs[i]);
        count_ += blocks_.size();
        blocks_.clear();
    }
    void one_block(std::uint64_t number, bytes wire, const opinion& theirs) {
        const auto differ = [&](const std::string& what) { known_.add(what, text_of_case(number)); };
        const auto ours = ncm::ntb::parse(wire);
        if (!ours) {
            if (theirs.complaints.empty()) return differ(std::string{name_of(ours.error().code())} + " taken");
            ++both_refuse_;
            return;
        }
        for (const std::string& complaint : theirs.complaints) differ("good " + complaint);
        pairs datagrams;
        for (const ncm::datagram d : *ours) datagrams.emplace_back(static_cast<std::size_t>(d.bytes.data() - wire.data()), d.bytes.size());
        // Where it has stopped, it tells nothing of what is behind.
        const bool stopped = !theirs.complaints.empty() && theirs.datagrams.size() < datagrams.size();
        const std::size_t told = stopped ? theirs.datagrams.size() : datagrams.size();
        if (theirs.datagrams != pairs(datagrams.begin(), datagrams.begin() + static_cast<std::ptrdiff_t>(told)))
            return differ("other datagrams");
        ++both_take_;
        datagrams_ += told;
    }

    struct block {
        std::uint64_t number;
        octets wire;
    };

    differences known_{"ncm/tshark_differences.txt"};
    hand_made::random_block maker_;
    std::vector<block> blocks_;
    std::size_t count_{};
    std::size_t both_take_{};
    std::size_t both_refuse_{};
    std::size_t datagrams_{};
};

}  // namespace

TEST_CASE("random blocks: tshark finds the datagrams that the library finds, and complains where it does") {
    if (const std::string reason = tshark::reason_to_skip(); !reason.empty()) {
        MESSAGE(reason);
        return;
    }
    comparison{}.run(case_numbers{2000});
}
