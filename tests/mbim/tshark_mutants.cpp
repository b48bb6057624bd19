// SPDX-License-Identifier: BSL-1.0
/// \file
/// Random control messages, each as it is and spoilt, and whether tshark complains where the library does.  What they do not
/// agree about, and is due to the spoiling, stands in the lines `mutant` of `tshark_differences.txt`.
///
/// The long run, some minutes:
///
///     CDCNET_CASES=1000000 cdcnet_tests --source-file=*/mbim/tshark_mutants.cpp
#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "bad_inputs.hpp"
#include "mbim/differences.hpp"
#include "mbim/random_message.hpp"
#include "mbim/tshark.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using round_trip::octets;

/// A message and one that it was made into.
struct pair {
    std::uint64_t number;
    std::size_t whole, spoilt;  ///< where they stand in the conversation
};

/// What host and function say to each other in one release.
class conversation {
public:
    explicit conversation(const round_trip::message_kinds& kinds) : kinds_{kinds} { agree(); }

    void add(std::uint64_t number) {
        random_numbers random{number};
        const round_trip::message_kind& kind = kinds_.any(random);
        const transaction_id transaction{++last_};
        // tshark looks at the command to tell what an answer answers.
        if (kind.direction == operation::response)
            if (const auto* const command = kinds_.command_for(kind, random); command != nullptr)
                say(round_trip::framed(command->type->id, command->direction, transaction, kinds_.buffer(*command, random)));
        const octets whole = round_trip::framed(kind.type->id, kind.direction, transaction, kinds_.buffer(kind, random));
        octets spoilt = whole;
        round_trip::mutation{random}.apply(spoilt);
        const std::size_t at = say(whole);
        pairs_.push_back({number, at, say(spoilt)});
    }
    template <class Compare>
    void compare(Compare one_pair) {
        std::vector<bytes> wires{said_.begin(), said_.end()};
        const std::vector<tshark::opinion> opinions = tshark::opinions_about(wires);
        REQUIRE(opinions.size() == wires.size());
        for (const pair& p : pairs_) one_pair(p.number, said_[p.spoilt], opinions[p.whole], opinions[p.spoilt]);
    }

private:
    static constexpr std::uint32_t version_cid = 15;

    /// \return the number of the message
    std::size_t say(const octets& wire) {
        const std::size_t number = said_.size();
        said_.push_back(wire);
        // tshark believes it.
        if (is_about_version(wire)) agree();
        return number;
    }
    void agree() {
        octets version(4);
        store_le(version.data(), std::uint16_t{0x0100});
        store_le(version.data() + 2, bcd_of(kinds_.agreed()));
        const command_id id{service::ms_basic_connect_extensions, version_cid, {}};
        const transaction_id transaction{++last_};
        said_.push_back(round_trip::framed(id, operation::query, transaction, version));
        said_.push_back(round_trip::framed(id, operation::response, transaction, version));
    }
    static bool is_about_version(bytes wire) {
        constexpr std::size_t at = command_msg::service_offset;
        constexpr const auto& service = service::ms_basic_connect_extensions.octets;
        return wire.size() >= at + service.size() + 4 && equal(wire.subspan(at, service.size()), bytes{service}) &&
               load_le<std::uint32_t>(wire.data() + at + service.size()) == version_cid;
    }

    const round_trip::message_kinds& kinds_;
    std::uint32_t last_{};
    std::vector<octets> said_;
    std::vector<pair> pairs_;
};

class comparison {
public:
    void run(const case_numbers& cases) {
        for (std::uint64_t first = cases.first; first < cases.end; first += batch)
            for (std::uint64_t r = 0; r < std::size(round_trip::releases); ++r)
                one_batch(round_trip::releases[r], first, std::min(first + batch, cases.end), r);
        known_.check_listed();
        if (cases.end - cases.first >= all_classes) known_.check_seen([](const std::string&) { return true; });
        MESSAGE(count_ << " messages as they are and spoilt; of these both take " << both_take_ << " and both refuse " << both_refuse_
                       << "; " << known_.of("").size() << " classes of disagreement listed");
        tried("control messages that tshark is asked about too", count_);
    }

private:
    static constexpr std::uint64_t batch = 40'000;
    /// Cases among which each class has been seen.
    static constexpr std::uint64_t all_classes = 1'000'000;

    /// The cases that are of a release.
    void one_batch(release r, std::uint64_t first, std::uint64_t end, std::uint64_t remainder) {
        const round_trip::message_kinds kinds{r};
        conversation talk{kinds};
        for (std::uint64_t number = first; number != end; ++number)
            if (number % std::size(round_trip::releases) == remainder) talk.add(number);
        talk.compare([&](std::uint64_t number, bytes wire, const tshark::opinion& before, const tshark::opinion& after) {
            ++count_;
            one_pair(number, kinds, wire, before, after);
        });
    }
    void one_pair(std::uint64_t number, const round_trip::message_kinds& kinds, bytes wire, const tshark::opinion& before,
                  const tshark::opinion& after) {
        const round_trip::judgement ours = round_trip::judge(kinds, wire);
        if (!ours.fault && ours.unknown) return;
        if (ours.type != nullptr && (before.is_raw || after.is_raw)) return;
        const auto differ = [&](const std::string& what) {
            // How the buffer ends there changes everything else.
            known_.add("mutant " + (ours.is_followed ? "of a buffer with bytes behind it" : what),
                       text_of_case(number) + "; " + what + "; " + round_trip::shown(wire));
        };
        if (ours.fault) {
            const bool is_empty = ours.type != nullptr && ours.buffer.empty();
            if (after.complaints.empty()) return differ((is_empty ? "no buffer" : ours.verdict(kinds.agreed())) + " taken");
            ++both_refuse_;
            return;
        }
        if (after.complaints.empty()) ++both_take_;
        // What it says of the message as it was is the business of the test of values.
        for (const std::string& complaint : after.complaints)
            if (before.complaints.count(complaint) == 0) differ("good " + complaint);
    }

    differences known_{"mbim/tshark_differences.txt", "mutant "};
    std::size_t count_{};
    std::size_t both_take_{};
    std::size_t both_refuse_{};
};

}  // namespace

TEST_CASE("mbim messages that are spoilt: tshark complains about what the library refuses, and nothing else") {
    if (const std::string reason = tshark::reason_to_skip(); !reason.empty()) {
        MESSAGE(reason);
        return;
    }
    comparison{}.run(case_numbers{4000});
}
