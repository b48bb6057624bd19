// SPDX-License-Identifier: BSL-1.0
/// \file
/// Every row of requirements.md that asks for a rule has one, every rule has its traces, and the declarations are in order.
#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>

#include "mbim/names_at_run_time.hpp"
#include "trace.hpp"

using namespace conformance_test;

namespace {

using rows = std::set<std::string>;

/// The rows of groups A to H whose offer is a rule.
const rows asked_for{"A1",  "A2",  "A3",  "B1",  "B2",  "B3",  "B4",  "B5",  "B6",  "B7",  "C3",  "C4",  "C5",  "C6",  "C8",
                     "C9",  "C10", "C11", "C12", "C13", "C14", "C15", "C18", "C19", "C20", "C21", "C22", "C23", "C24", "C25",
                     "D2",  "D3",  "D4",  "E1",  "E2",  "E3",  "F2",  "F3",  "F4",  "F5",  "F6",  "F7",  "G1",  "G2",  "G9",
                     "G10", "H2",  "H3",  "H4",  "H5",  "H6",  "H7",  "H8",  "H10", "H11", "H13", "H15", "H16", "H17", "H18"};

/// Those without a rule.
struct left_out {
    std::string_view row;
    std::string_view reason;
};
constexpr left_out without_rule[] = {
    {"H10", "permits what a device may do; the trace that does not exercise no-self-activation shows that no rule minds"},
};
/// Rows whose offer is something else, and which a rule or its note serves all the same.
const rows served_too{"C7", "C17", "C26", "E4"};

rows words_of(std::string_view text) {
    std::istringstream in{std::string{text}};
    rows out;
    for (std::string word; in >> word;) out.insert(word);
    return out;
}
rows rows_of_rules() {
    rows out;
    for (const conformance::rule& r : all_rules) out.merge(words_of(r.rows));
    return out;
}

#ifdef CDCNET_SHARED_DIR
/// `offer` has the word R.
bool offers_rule(const std::string& offer) {
    for (std::size_t i = offer.find('R'); i != std::string::npos; i = offer.find('R', i + 1)) {
        const bool begins = i == 0 || offer[i - 1] == ' ';
        const bool ends = i + 1 == offer.size() || offer[i + 1] == ' ' || offer[i + 1] == ',' || offer[i + 1] == '/';
        if (begins && ends) return true;
    }
    return false;
}
std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(' ');
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}
#endif

}  // namespace

TEST_CASE("mbim conformance: every row that asks for a rule has one") {
    rows have = rows_of_rules();
    for (const left_out& l : without_rule) {
        CAPTURE(l.row);
        CHECK(have.insert(std::string{l.row}).second);
        CHECK(!l.reason.empty());
    }
    rows wanted = asked_for;
    wanted.insert(served_too.begin(), served_too.end());
    CHECK(have == wanted);
    CHECK(asked_for.size() == 60);
}

#ifdef CDCNET_SHARED_DIR
TEST_CASE("mbim conformance: the rows are those of requirements.md") {
    std::ifstream in{std::string{CDCNET_SHARED_DIR} + "/requirements.md"};
    if (!in) return;
    rows found;
    for (std::string line; std::getline(in, line);) {
        std::istringstream cells{line};
        std::array<std::string, 6> cell{};
        for (std::string& c : cell) std::getline(cells, c, '|');
        const std::string id = trimmed(cell[1]);
        const bool is_row = id.size() >= 2 && id[0] >= 'A' && id[0] <= 'Z' && id.find_first_not_of("0123456789", 1) == std::string::npos;
        if (is_row && offers_rule(trimmed(cell[4]))) found.insert(id);
    }
    CHECK(found == asked_for);
}
#endif

TEST_CASE("mbim conformance: every rule has its three traces") {
    std::set<std::string_view> rules;
    for (const conformance::rule& r : all_rules) rules.insert(r.id);
    const std::set<std::string_view> traced(matrix().begin(), matrix().end());
    CHECK(traced == rules);
    CHECK(matrix().size() == all_rules.size());
    CHECK(rules.size() == all_rules.size());
}

TEST_CASE("mbim conformance: declarations are whole") {
    for (const conformance::rule& r : all_rules) {
        CAPTURE(r.id);
        CHECK(r.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos);
        CHECK(!r.title.empty());
        CHECK(!r.source.empty());
        CHECK(!r.looks_at.empty());
        CHECK(!r.example.empty());
        CHECK(r.in != profile::none);
        CHECK(r.on != occasion::none);
        CHECK((r.look != nullptr));
        CHECK(find_rule(r.id) == static_cast<std::size_t>(&r - all_rules.data()));
        // The specification's rules are everybody's.
        if (has(r.in, profile::spec)) CHECK(r.in == every_profile);
    }
    CHECK_FALSE(find_rule("no such rule"));
}

TEST_CASE("mbim conformance: the ambiguities of the sources stand beside the rules that they touch") {
    const auto note_of = [](std::string_view id) { return all_rules[*find_rule(id)].note; };
    CHECK(note_of("home-provider-old-sim-bad").find("not bad") != std::string_view::npos);
    CHECK(note_of("segment-size-is-mtu").find("2048") != std::string_view::npos);
    CHECK(note_of("pin-entered").find("ignored") != std::string_view::npos);
}

TEST_CASE("mbim conformance: what the compiler has made of the declarations, the program makes, too") {
    mbim_test::check_names(severity{});
    mbim_test::check_names(profile{});
    mbim_test::check_names(occasion{});
    mbim_test::check_names(subject{});
    const auto rules = conformance::detail::joined(framing_rules, opening_rules, provider_rules, pin_rules, packet_service_rules,
                                                   order_of_loss_rules, ip_configuration_rules, radio_rules, connect_rules);
    CHECK(std::equal(rules.begin(), rules.end(), all_rules.begin(), all_rules.end(),
                     [](const conformance::rule& a, const conformance::rule& b) { return a.id == b.id && a.look == b.look; }));
    CHECK(conformance::detail::count_of(every_profile) == all_rules.size());
    CHECK(conformance::detail::count_of(profile::spec) == fixed_checker<profile::spec>::rule_count);
    CHECK(conformance::detail::count_of(profile::none) == 0);
}
