// SPDX-License-Identifier: BSL-1.0
/// \file
/// Compares with libmbim-glib, which shares no code with the library: generated messages of every CID, operation and
/// release are valid to it, and the fields that it prints are those that the library has put in.  It agrees, too, about
/// which damaged messages are no messages, and which fields of spoilt ones can be read, and as what.  What they do not agree
/// about stands in `libmbim_differences.txt`.
///
/// The long run, some minutes:
///
///     CDCNET_CASES=1000000 cdcnet_tests --source-file=*/mbim/libmbim.cpp
#include <doctest/doctest.h>

#include <algorithm>
#include <cdcnet/mbim/message.hpp>
#include <cstdio>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#ifndef CDCNET_LIBMBIM_PEER
TEST_CASE("mbim against libmbim: skipped, it is not installed") {
    MESSAGE("skipped: no libmbim-glib 1.28 was found when this was configured");
}
#else
#include "bad_inputs.hpp"
#include "mbim/libmbim_fields.hpp"
#include "mbim/random_message.hpp"

namespace {

using namespace libmbim;
using octets = round_trip::octets;

/// One message that has been sent, and in which words a disagreement about it is listed.
struct sent {
    const round_trip::message_type* message;
    operation direction;
    release agreed;
    octets wire;
};
std::string_view word_of(operation o) {
    switch (o) {
        case operation::set: return "set";
        case operation::query: return "query";
        case operation::response: return "response";
        default: return "notification";
    }
}
bool is_of_frames(const std::string& line) { return line.compare(0, 6, "frame ") == 0; }
bool is_of_mutants(const std::string& line) { return line.compare(0, 7, "mutant ") == 0; }
/// What reading a message does to a process depends on the process, too.
bool is_of_stable_mutants(const std::string& line) { return is_of_mutants(line) && line.find(" killed") == std::string::npos; }

/// What there is in the releases that libmbim prints.
class printed_kinds {
public:
    [[nodiscard]] const round_trip::message_kinds& of_case(std::uint64_t number) const { return kinds_[number % std::size(kinds_)]; }

private:
    round_trip::message_kinds kinds_[3]{round_trip::message_kinds{mbimex::v1}, round_trip::message_kinds{mbimex::v2},
                                        round_trip::message_kinds{mbimex::v3}};
};

/// Messages for one run of the other program.
constexpr std::size_t batch = 20'000;

class comparison {
public:
    void run() {
        compare_all();
        is_random_ = true;
        const case_numbers cases{4000, 4000};
        for (std::uint64_t number = cases.first; number != cases.end; ++number) {
            add_random(number);
            if (all_.size() == batch || number + 1 == cases.end) compare_all();
        }
        tell_silent();
        for (const auto& d : seen_) known_.add(d.first.with(d.second.releases), d.second.example);
        known_.check_listed();
        known_.check_seen([](const std::string& line) { return !is_of_frames(line) && !is_of_mutants(line); });
        MESSAGE(compared_ << " messages compared, libmbim knows " << known_cids_ << " of " << known_cids_ + unknown_cids_
                          << " CIDs before MBIMEx 4.0, " << fields_.count() + headers_ << " fields compared, " << known_.of("").size()
                          << " disagreements listed; " << only_valid_
                          << " messages of MBIMEx 4.0, which it does not print, are valid to it");
        CHECK(fields_.count() > 100'000);
        CHECK(known_cids_ > 80);
    }

    comparison() {
        for (const round_trip::messages* service : round_trip::all_services_checked())
            for (const round_trip::message_type& m : *service)
                for (const operation o : {operation::set, operation::query, operation::response, operation::notification})
                    for (const release r : round_trip::releases)
                        if (m.id.serves(o) && m.id.in(r)) generate(m, o, r);
    }

private:
    // Names of one disagreement.
    struct key {
        std::string cid;  ///< service and number
        std::string direction;
        std::string what;

        friend bool operator<(const key& a, const key& b) {
            return std::tie(a.cid, a.direction, a.what) < std::tie(b.cid, b.direction, b.what);
        }
        [[nodiscard]] std::string with(const std::set<release>& releases) const {
            std::string text = cid + " " + direction + " ";
            for (const release r : releases) text += (text.back() == ' ' ? "" : ",") + std::to_string(static_cast<unsigned>(r));
            return text + " " + what;
        }
    };
    struct occurrences {
        std::set<release> releases;
        std::string example;
    };

    // --- messages

    /// Several values of a message: nothing, everything, each value of the enumerations, and random ones.
    void generate(const round_trip::message_type& m, operation o, release r) {
        constexpr unsigned random_values = 12;
        const layout_table& layout = m.record->layout(r);
        std::uint32_t seed = seed_of(m.id, o, r);
        add(m, o, r, nullptr);
        if (layout.count == 0) return;
        for (unsigned variant = 0; variant < round_trip::variants(layout); ++variant) {
            round_trip::random_maker everything{r, round_trip::style::maximal, variant, ++seed};
            add(m, o, r, &everything);
            for (std::size_t turn = 0; turn < round_trip::largest_enumeration(*m.record->names); ++turn) {
                round_trip::random_maker declared{r, variant, ++seed, turn};
                add(m, o, r, &declared);
            }
            for (unsigned i = 0; i < random_values; ++i) {
                round_trip::random_maker something{r, round_trip::style::every_member, variant, ++seed};
                add(m, o, r, &something);
            }
        }
    }
    void add(const round_trip::message_type& m, operation o, release r, round_trip::maker* maker) {
        all_.push_back({&m, o, r, round_trip::framed(m.id, o, transaction, round_trip::buffer_of(m, r, maker))});
    }
    void add_random(std::uint64_t number) {
        random_numbers random{number};
        const round_trip::message_kinds& kinds = printed_.of_case(number);
        const round_trip::message_kind& kind = kinds.any(random);
        const octets buffer = kinds.buffer(kind, random);
        all_.push_back({kind.type, kind.direction, kinds.agreed(), round_trip::framed(kind.type->id, kind.direction, transaction, buffer)});
    }
    void compare_all() {
        conversation talk;
        for (const sent& s : all_) talk.say(s.wire, s.agreed);
        const std::vector<opinion> answers = talk.answers();
        for (std::size_t i = 0; i < all_.size(); ++i) one_message(all_[i], answers[i]);
        all_.clear();
    }
    /// The same for a message wherever it stands among the others.
    static std::uint32_t seed_of(const command_id& id, operation o, release r) {
        std::uint32_t seed = id.cid;
        for (const auto octet : id.service.octets) seed = seed * 31 + std::to_integer<std::uint32_t>(octet);
        return seed * 31 * 31 + static_cast<std::uint32_t>(o) * 31 + static_cast<std::uint32_t>(r);
    }

    // --- one message

    void one_message(const sent& s, const opinion& theirs) {
        const service_info& service = *find_service(s.message->id.service);
        const std::string cid = std::string{service.key} + " " + std::to_string(s.message->id.cid);
        const std::string direction{word_of(s.direction)};
        const auto differ = [&](const std::string& what, const std::string& example) {
            const key k{cid, direction, what};
            // Which releases random values show it in is chance.
            if (is_random_ && seen_.count(k) != 0) return;
            occurrences& o = seen_[k];
            o.releases.insert(s.agreed);
            if (o.example.empty()) o.example = example;
        };
        if (theirs.verdict == "killed") return differ("killed", theirs.text);
        if (s.agreed > mbimex::v3) {
            // Valid in its eyes, and then not printed.
            if (theirs.text.find("is unsupported") == std::string::npos) differ("refused", theirs.text);
            ++only_valid_;
            return;
        }
        if (theirs.verdict != "accepted") return differ("refused", theirs.text);
        ++compared_;
        const printed_message there{theirs};
        check_headers(s, service, there.headers, differ);
        silent_[cid][{direction, s.agreed}] |= there.verdict == printed_message::silent;
        if (there.verdict != printed_message::silent) fields_.compare(ours(s), there.fields, differ);
    }

    /// The part in front of the fields: lines of `name = value`.
    template <class Differ>
    void check_headers(const sent& s, const service_info& service, const std::string& text, const Differ& differ) {
        std::vector<std::string> values;
        for (const std::string& line : split(text, '\n'))
            if (const std::size_t equals = line.find('='); equals != std::string::npos)
                values.emplace_back(trimmed(std::string_view{line}.substr(equals + 1)));
        char cid[16];
        std::snprintf(cid, sizeof cid, "(0x%08x)", static_cast<unsigned>(s.message->id.cid));
        const bool notification = s.direction == operation::notification;
        const bool response = s.direction == operation::response;
        std::vector<std::string> found;
        for (const std::string& v : values) found.push_back(v.substr(v.back() == ')' ? v.rfind('(') : 0));
        std::vector<std::string> wanted{std::to_string(s.wire.size()),
                                        notification ? "(0x80000007)"
                                        : response   ? "(0x80000003)"
                                                     : "(0x00000003)",
                                        notification ? "0" : std::to_string(static_cast<std::uint32_t>(transaction)), "1", "0"};
        if (response) wanted.emplace_back("(0x00000000)");
        const uuid id = s.message->id.service;
        wanted.push_back("(" + std::string{std::string_view{id.text()}} + ")");
        wanted.emplace_back(cid);
        if (!response && !notification) wanted.emplace_back(s.direction == operation::set ? "(0x00000001)" : "(0x00000000)");
        if (found != wanted) differ("headers", text);
        headers_ += wanted.size();
        if (values.size() != wanted.size()) return;
        const std::string& shown = values[response ? 7 : 6];
        const std::string name = shown.substr(0, shown.find(' '));
        const auto* const own = std::find_if(service.begin(), service.end(), [&](const cid_info& c) { return c.cid == s.message->id.cid; });
        if (name != "'invalid'" && name != "'(null)'" && (own == service.end() || plain(name) != plain(own->name)))
            differ("called:" + without(name, "'"), text);
    }

    static std::vector<expected> ours(const sent& s) {
        const std::size_t information_at = s.direction == operation::notification ? indicate_status_msg::information_buffer_offset
                                                                                  : command_msg::information_buffer_offset;
        return own_fields::of(*s.message->record, s.agreed, bytes{s.wire}.subspan(information_at));
    }

    /// CIDs of which it prints nothing, and single messages of others.
    void tell_silent() {
        for (const auto& cid : silent_) {
            const bool all = std::all_of(cid.second.begin(), cid.second.end(), [](const auto& m) { return m.second; });
            (all ? unknown_cids_ : known_cids_) += 1;
            if (all) {
                known_.add(cid.first + " * * *", "prints no fields");
                continue;
            }
            for (const auto& m : cid.second)
                if (m.second) seen_[{cid.first, m.first.first, "*"}].releases.insert(m.first.second);
        }
    }

    static constexpr transaction_id transaction{0x12345678};

    differences known_{"mbim/libmbim_differences.txt"};
    field_comparison fields_{known_};
    printed_kinds printed_;
    std::vector<sent> all_;
    bool is_random_{};
    std::map<key, occurrences> seen_;
    std::map<std::string, std::map<std::pair<std::string, release>, bool>> silent_;  ///< whether a message prints nothing
    std::size_t compared_{};
    std::size_t only_valid_{};
    std::size_t headers_{};
    std::size_t known_cids_{};
    std::size_t unknown_cids_{};
};

// --- mutants -------------------------------------------------------------------------------------------------------

/// Random messages, each as it is and spoilt: both sides take the same ones, and find the same in those that both take.
class mutants {
public:
    void run() {
        const case_numbers cases{4000};
        for (std::uint64_t number = cases.first; number != cases.end; ++number) {
            add(number);
            if (all_.size() == batch || number + 1 == cases.end) compare_all();
        }
        known_.check_listed();
        if (cases.end - cases.first >= all_classes) known_.check_seen(is_of_stable_mutants);
        MESSAGE(count_ << " mutants: both take " << both_take_ << ", " << same_ << " of them with the same values, and both refuse "
                       << both_refuse_ << "; " << known_.of("mutant ").size() << " classes of disagreement listed");
        tried("control messages that libmbim is asked about too", count_);
    }

private:
    /// Cases among which each class has been seen.
    static constexpr std::uint64_t all_classes = 1'000'000;

    struct mutant {
        std::uint64_t number;
        const round_trip::message_kinds* kinds;
        octets whole, spoilt;
    };
    void add(std::uint64_t number) {
        random_numbers random{number};
        const round_trip::message_kinds& kinds = printed_.of_case(number);
        const round_trip::message_kind& kind = kinds.any(random);
        octets whole = round_trip::framed(kind.type->id, kind.direction, transaction_id{1}, kinds.buffer(kind, random));
        octets spoilt = whole;
        round_trip::mutation{random}.apply(spoilt);
        all_.push_back({number, &kinds, std::move(whole), std::move(spoilt)});
    }
    void compare_all() {
        conversation talk;
        for (const mutant& m : all_) {
            const round_trip::judgement ours = round_trip::judge(*m.kinds, m.spoilt);
            talk.say(m.whole, m.kinds->agreed());
            // Without a buffer there is nothing to print.
            talk.say(m.spoilt, ours.type == nullptr ? release{} : m.kinds->agreed());
        }
        const std::vector<opinion> answers = talk.answers();
        for (std::size_t i = 0; i < all_.size(); ++i) one_mutant(all_[i], answers[2 * i], answers[2 * i + 1]);
        count_ += all_.size();
        all_.clear();
    }

    void one_mutant(const mutant& m, const opinion& of_whole, const opinion& theirs) {
        const round_trip::judgement ours = round_trip::judge(*m.kinds, m.spoilt);
        const auto differ = [&](const std::string& what, const std::string& example) {
            // How the buffer ends there changes everything else.
            known_.add("mutant " + (ours.is_followed ? "of a buffer with bytes behind it" : what),
                       text_of_case(m.number) + "; " + round_trip::shown(m.spoilt) + "; " + example);
        };
        const std::string own = ours.verdict(m.kinds->agreed());
        if (theirs.verdict == "killed") return differ(own + " killed", theirs.text);
        if (ours.type == nullptr) {
            const bool fine = theirs.verdict == "accepted";
            if (fine == !ours.fault)
                ++(fine ? both_take_ : both_refuse_);
            else
                differ("frame " + own + " " + theirs.verdict, theirs.text);
            return;
        }
        const printed_message there{theirs};
        if (there.verdict == printed_message::refused) {
            if (ours.fault)
                ++both_refuse_;
            else
                differ("good " + there.complaint, theirs.text);
            return;
        }
        if (there.verdict == printed_message::silent) return;
        if (ours.fault) return differ(own + " taken", theirs.text);
        ++both_take_;
        compare_values(m, ours, of_whole, there, differ);
    }
    template <class Differ>
    void compare_values(const mutant& m, const round_trip::judgement& ours, const opinion& of_whole, const printed_message& there,
                        const Differ& differ) {
        // What they do not agree about in the message as it was is the other test's business.
        std::set<std::string> before;
        const round_trip::judgement whole = round_trip::judge(*m.kinds, m.whole);
        const printed_message whole_there{of_whole};
        if (whole.type == ours.type && whole_there.verdict == printed_message::taken)
            fields_.compare(own_fields::of(*whole.type->record, m.kinds->agreed(), whole.buffer), whole_there.fields,
                            [&](const std::string& what, const std::string&) { before.insert(what); });
        const std::vector<expected> own = own_fields::of(*ours.type->record, m.kinds->agreed(), ours.buffer);
        if (std::any_of(own.begin(), own.end(), [](const expected& e) { return confuses_reader(e.value.dump()); })) return;
        bool same = true;
        const auto form = [&](const std::string& path) {
            return form_of(ours.type->record->layout(m.kinds->agreed()), *ours.type->record->names, path);
        };
        fields_.compare(own, there.fields, [&](const std::string& what, const std::string& example) {
            same = false;
            if (before.count(what) != 0) return;
            if (example.find("\\u0000") != std::string::npos) return differ("value NUL in text", example);
            const bool one_side = what.front() == '+' || what.front() == '-';
            differ((one_side ? what.substr(0, 1) : "value ") + form(one_side ? what.substr(1) : what), what + ": " + example);
        });
        same_ += same ? 1 : 0;
    }

    /// Text that looks like a line or a bracket of the print.
    static bool confuses_reader(const std::string& value) {
        return value.find("\\n") != std::string::npos || value.find("\"[") != std::string::npos || value.find("\"{") != std::string::npos;
    }
    /// The form of the field that a path starts with.
    static std::string form_of(const layout_table& layout, const layout_names& names, std::string_view path) {
        const std::string_view name = path.substr(0, path.find_first_of(".[="));
        for (std::size_t i = 0; i < names.count; ++i)
            if (names.fields[i].name == name) return std::string{name_of(layout.fields[i].type)};
        return {};
    }

    differences known_{"mbim/libmbim_differences.txt"};
    field_comparison fields_{known_};
    printed_kinds printed_;
    std::vector<mutant> all_;
    std::size_t count_{};
    std::size_t both_take_{};
    std::size_t both_refuse_{};
    std::size_t same_{};
};

// --- damaged messages ----------------------------------------------------------------------------------------------

/// Messages of every type, changed at random, most of them in their headers.
class damage {
public:
    void run() {
        constexpr unsigned of_each = 3000;
        conversation talk;
        std::vector<octets> all;
        for (const octets& whole : messages())
            for (unsigned i = 0; i < of_each; ++i) talk.say(bytes{all.emplace_back(damaged(whole))}, release{});
        const std::vector<opinion> answers = talk.answers();
        std::size_t good = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const opinion& theirs = answers[i];
            const error ours = fault_of(bytes{all[i]});
            const bool fine = theirs.verdict == "accepted";
            good += fine ? 1 : 0;
            if (fine == !ours) continue;
            const auto type =
                all[i].size() < 4 ? std::string_view{} : name_of(static_cast<message_type>(load_le<std::uint32_t>(all[i].data())));
            const std::string_view own = ours ? name_of(ours.code()) : "good";
            known_.add("frame " + std::string{type} + " " + std::string{own} + " " + theirs.verdict,
                       round_trip::hex_of(all[i]) + "; there: " + theirs.text);
        }
        known_.check_listed();
        known_.check_seen([](const std::string&) { return true; });
        MESSAGE(all.size() << " damaged messages, " << good << " of them still valid to libmbim");
        CHECK(good > 1000);
        CHECK(good < all.size() - 1000);
    }

private:
    static error fault_of(bytes wire) {
        const auto m = message::parse(wire);
        if (!m) return m.error();
        if (!m->is_whole()) return {};  // what it holds is known when the fragments have been put together
        return visit_body(*m, [](const auto&) {});
    }
    template <class M>
    static octets built(const M& body) {
        octets wire(200);
        const auto message = build_message(mutable_bytes{wire}, transaction_id{1}, body);
        REQUIRE(message);
        wire.resize(message->size());
        return wire;
    }
    static std::vector<octets> messages() {
        const octets buffer(40, std::byte{1});
        constexpr uuid id = service::basic_connect;
        return {built(open_msg{4096}),
                built(close_msg{}),
                built(open_done{}),
                built(close_done{}),
                built(host_error_msg{protocol_error::cancel}),
                built(function_error_msg{protocol_error::cancel}),
                built(command_msg{id, 12, command_type::set, bytes{buffer}}),
                built(command_done{id, 12, {}, bytes{buffer}}),
                built(indicate_status_msg{id, 12, bytes{buffer}})};
    }
    octets damaged(octets wire) {
        if (below(4) == 0) wire.resize(below(static_cast<std::uint32_t>(wire.size()) + 8));
        for (std::uint32_t n = below(3); n != 0 && !wire.empty(); --n) {
            static constexpr std::uint32_t edges[] = {0, 1, 2, 3, 4, 0x7f, 0x80, 0xff};
            const std::uint32_t to = below(2) == 0 ? edges[below(8)] : below(256);
            wire[below(static_cast<std::uint32_t>(std::min<std::size_t>(wire.size(), 48)))] = static_cast<std::byte>(to);
        }
        return wire;
    }
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }

    differences known_{"mbim/libmbim_differences.txt", "frame "};
    std::mt19937 random_{1};
};

}  // namespace

TEST_CASE("mbim against libmbim: of mutants the same ones are taken, with the same values") { mutants{}.run(); }
TEST_CASE("mbim against libmbim: of damaged messages the same ones are still valid") { damage{}.run(); }
TEST_CASE("mbim against libmbim: generated messages are valid, and print as the values that were put in") { comparison{}.run(); }
#endif
