// SPDX-License-Identifier: BSL-1.0
/// \file
/// Any sequence of frames and facts, judged by the conformance rules.  The state that the rules look at does not depend on the
/// profile: a checker of one profile finds what that of all profiles finds, less the rules that it does not have.  Numbers of findings
/// are those of messages that have come, and counts agree with what was told.
#include <cdcnet/mbim/conformance.hpp>

#include "frames.hpp"

using namespace fuzz;
namespace rules = cdcnet::mbim::conformance;

namespace {

/// A checker, and what it has told.
template <rules::profile P>
struct judge {
    rules::fixed_checker<P, 3, 4> checker{};
    std::vector<rules::finding> findings{};

    struct collector {
        std::vector<rules::finding>& all;
        void operator()(const rules::finding& f) const { all.push_back(f); }
    };
    collector tell() { return {findings}; }

    void check() const {
        std::vector<std::size_t> broken(rules::all_rules.size());
        for (const rules::finding& f : findings) {
            require(f.index < rules::all_rules.size(), "a finding of no rule");
            require((f.text().in & P) != rules::profile::none, "a finding of another profile");
            require(f.number <= checker.number() && f.since <= f.number, "a number of no message");
            ++broken[f.index];
        }
        for (std::size_t i = 0; i < broken.size(); ++i)
            require(checker.outcome_of(i).value_or(rules::outcome{}).broken == broken[i], "a finding that was not counted");
    }
};

class bench {
public:
    template <class Act>
    void all(Act act) {
        act(every_);
        act(spec_);
        act(windows7_);
        act(windows8_);
        act(windows10_);
    }
    void check() {
        all([](const auto& j) { j.check(); });
        compare(spec_);
        compare(windows7_);
        compare(windows8_);
        compare(windows10_);
    }

private:
    template <rules::profile P>
    void compare(const judge<P>& one) const {
        std::vector<rules::finding> expected;
        for (const rules::finding& f : every_.findings)
            if ((f.text().in & P) != rules::profile::none) expected.push_back(f);
        require(expected == one.findings, "a profile finds something else");
    }

    judge<rules::every_profile> every_{};
    judge<rules::profile::spec> spec_{};
    judge<rules::profile::windows7> windows7_{};
    judge<rules::profile::windows8> windows8_{};
    judge<rules::profile::windows10> windows10_{};
};

std::optional<bool> maybe(unsigned bits) { return bits == 0 ? std::nullopt : std::optional{bits == 1}; }

/// A whole message of the services that rules look at, with words that they look at.
std::vector<std::byte> likely_frame(script& in) {
    constexpr std::uint32_t cids[] = {1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 12, 12, 14, 15, 19};
    const std::uint8_t choice = in.u8();
    const bool news = choice % 4 == 0;
    const bool answer = choice % 4 == 1;
    std::vector<std::byte> out;
    put(out, news ? 0x80000007u : answer ? 0x80000003u : 3u);
    put(out, 0);
    put(out, news ? 0u : in.u8() % 6u);
    put(out, 1);
    put(out, 0);
    out.insert(out.end(), service::basic_connect.octets.begin(), service::basic_connect.octets.end());
    put(out, cids[in.u8() % std::size(cids)]);
    if (!news) put(out, answer ? in.u8() % 24u : in.u8() % 2u);
    const std::uint32_t words = in.u8() % 20u;
    put(out, 4 * words);
    for (std::uint32_t i = 0; i < words; ++i) put(out, in.u8());
    store_le(out.data() + 4, static_cast<std::uint32_t>(out.size()));
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    script in{data, size};
    bench b;
    instant now{};
    while (!in.ended()) {
        const std::uint8_t what = in.u8();
        switch (what % 16) {
            case 0: {
                const auto shown = static_cast<rules::datagram_fact>(in.u8() % 16);
                const std::uint32_t session = in.u8() % 4u;
                b.all([&](auto& j) { j.checker.datagram(session, shown, j.tell()); });
                break;
            }
            case 1: b.all([&](auto& j) { j.checker.connection(what >= 128, j.tell()); }); break;
            case 2: {
                const rules::descriptor_facts d{.max_control_message = in.u16(), .max_segment_size = in.u16()};
                b.all([&](auto& j) { j.checker.describe(d, j.tell()); });
                break;
            }
            case 3: {
                const unsigned bits = in.u8();
                const rules::outside_facts facts{maybe(bits % 3), maybe(bits / 3 % 3), maybe(bits / 9 % 3), bits >= 128, bits % 2 == 1};
                b.all([&](auto& j) { j.checker.know(facts); });
                break;
            }
            case 4: b.all([](auto& j) { j.checker.power_cycled(); }); break;
            default: {
                now = now.after(what);
                const auto frame = what % 16 < 12
                                       ? likely_frame(in)
                                       : next_frame(in, {1, 0x80000001, 2, 0x80000002, 3, 0x80000003, 0x80000007, 4, 0x80000004, 9},
                                                    [](std::uint8_t n) { return n % 6u; });
                const auto from = static_cast<rules::sender>(what / 16 % 3);
                const auto at = what >= 128 ? std::optional{now} : std::nullopt;
                b.all([&](auto& j) { j.checker.receive(from, frame, j.tell(), at); });
            }
        }
    }
    b.all([](auto& j) { j.checker.finish(j.tell()); });
    b.check();
    return 0;
}
