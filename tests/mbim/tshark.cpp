// SPDX-License-Identifier: BSL-1.0
/// \file
/// Control messages of every CID as tshark sees them, which shares no code with the library: it accepts each one that it
/// knows, and shows each field at its place with its value and its name.  Where the two disagree, `tshark_differences.txt`
/// says so and why.
///
/// CDCNET_CASES in the environment is the number of messages at least: rounds of all of them with other values.
#include <algorithm>
#include <cdcnet/mbim/catalogue.hpp>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "mbim/leaves.hpp"
#include "mbim/round_trip.hpp"
#include "mbim/tshark.hpp"
#include "ncm/random.hpp"

using namespace cdcnet::mbim;
namespace mbimex = cdcnet::mbimex;
using cdcnet::bytes;
using cdcnet::mutable_bytes;
using mbim_test::leaf;

namespace {

using octets = std::vector<std::byte>;

// --- messages ------------------------------------------------------------------------------------------------------

/// A message as it was sent.
struct sent {
    std::string service;
    std::uint32_t cid{};
    std::string operation;  ///< `answer-to-set` and so on
    release agreed{};
    octets wire;
    std::vector<leaf> leaves;
    std::size_t information_at{};

    [[nodiscard]] std::size_t information_size() const { return wire.size() - information_at; }
};

/// Puts random values into what was built, without changing a size.
class variation {
public:
    explicit variation(std::uint32_t seed) : random_{seed} {}

    void apply(octets& wire, const std::vector<leaf>& leaves) {
        for (const leaf& l : leaves) {
            std::byte* const to = wire.data() + l.at;
            switch (l.type) {
                case leaf::kind::number: number(to, l); break;
                case leaf::kind::uuid:
                case leaf::kind::address: any(to, l.size); break;
                case leaf::kind::utf16: text16(to, l.size); break;
                case leaf::kind::utf8: text8(to, l.size); break;
                case leaf::kind::octets: any(to, l.size); break;
                case leaf::kind::structural:
                case leaf::kind::padding: break;
            }
        }
        make_plausible(wire, leaves);
    }

    /// Bytes that tshark looks into hold something that is allowed there.
    static void make_plausible(octets& wire, const std::vector<leaf>& leaves) {
        for (const leaf& l : leaves) {
            const auto put = [&](std::initializer_list<std::size_t> first) {
                std::transform(first.begin(), first.end(), wire.data() + l.at, [](std::size_t n) { return static_cast<std::byte>(n); });
            };
            const std::string name = l.name();
            if (name == "EncodedMessageSizeInCharacters") put({2, 0, 0, 0});  // no more than there are
            if (l.type != leaf::kind::octets) continue;
            if (name == "PduData") put({0});                                             // no address of a service centre
            if (name == "Tft") put({0x50, 1, std::min<std::size_t>(l.size - 3, 0xff)});  // no filter, one parameter
            if (l.tlv == static_cast<std::uint16_t>(tlv_type::single_nssai)) put({l.size - 1});
            // In lists; the test of TLVs looks at those that hold something in particular.
            if (l.tlv != 0 && (name == "UnnamedIes" || name == "WakeTlv"))
                cdcnet::store_le(wire.data() + l.at - tlv_header_size, plain_tlv(l));
        }
    }

private:
    /// A type of TLVs that hold whatever bytes there are.
    static std::uint16_t plain_tlv(const leaf& l) {
        static constexpr tlv_type plain[] = {tlv_type::ue_policies, tlv_type::eap_packet, tlv_type::pco,
                                             tlv_type::route_selection_descriptors, tlv_type{0x1234}};
        return static_cast<std::uint16_t>(plain[(l.at + l.size) % std::size(plain)]);
    }
    std::uint32_t below(std::size_t n) { return static_cast<std::uint32_t>(random_() % n); }
    void number(std::byte* to, const leaf& l) {
        std::uint64_t n = std::uint64_t{random_()} << 32 | random_();
        // Small numbers are as likely as large ones, and those with a name as the others.
        n >>= 64 - 1 - below(8 * l.size);
        if (l.values != nullptr && below(2) == 0)
            n = (l.values->begin() + below(static_cast<std::size_t>(l.values->end() - l.values->begin())))->value;
        for (std::size_t i = 0; i < l.size; ++i) to[i] = static_cast<std::byte>(n >> 8 * i);
    }
    void any(std::byte* to, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) to[i] = static_cast<std::byte>(random_());
    }
    void text8(std::byte* to, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) to[i] = static_cast<std::byte>(' ' + below(0x7f - ' '));
    }
    void text16(std::byte* to, std::size_t size) {
        static constexpr std::uint32_t ranges[][2] = {{0x20, 0x7f}, {0xa0, 0x800}, {0x800, 0x2000}, {0xe000, 0xfffd}};
        const auto unit = [&](std::size_t at, std::uint32_t u) { cdcnet::store_le(to + at, static_cast<std::uint16_t>(u)); };
        for (std::size_t i = 0; i < size; i += 2) {
            if (size - i >= 4 && below(8) == 0) {
                unit(i, 0xd800 + below(0x400));
                i += 2;
                unit(i, 0xdc00 + below(0x400));
                continue;
            }
            const auto& range = ranges[below(4)];
            unit(i, range[0] + below(range[1] - range[0]));
        }
    }

    std::mt19937 random_;
};

/// Everything that is sent, in the order of the file.
class traffic {
public:
    /// \param round  differs in the random values
    explicit traffic(std::uint64_t round) : round_{static_cast<std::uint32_t>(round)} {
        // Not in the order in which they were linked: what tshark says depends on what it has seen.
        std::vector<const round_trip::messages*> services = round_trip::all_services_checked();
        std::sort(services.begin(), services.end(), [](const auto* a, const auto* b) { return key_of(*a) < key_of(*b); });
        for (const release r : round_trip::releases) {
            agree(r);
            for (const round_trip::messages* service : services)
                for (const round_trip::message_type& m : *service)
                    if (m.id.in(r)) one_message(m, *service, r);
        }
    }

    [[nodiscard]] const std::vector<sent>& all() const { return all_; }

private:
    static std::string_view key_of(const round_trip::messages& of_service) { return find_service(of_service.front().id.service)->key; }

    /// The two sides tell each other the release.
    void agree(release r) {
        octets version(4);
        cdcnet::store_le(version.data(), std::uint16_t{0x0100});
        cdcnet::store_le(version.data() + 2, bcd_of(r));
        const catalogue_entry* const entry = find_message(service::ms_basic_connect_extensions, version_cid, operation::query, mbimex::v2);
        REQUIRE(entry != nullptr);
        send(entry->id, operation::query, "query", mbimex::v2, version);
        send(entry->id, operation::response, "answer-to-query", mbimex::v2, version);
    }

    void one_message(const round_trip::message_type& m, const round_trip::messages& service, release r) {
        for (const octets& buffer : buffers_of(m, r)) {
            if (m.id.serves(operation::set)) send(m.id, operation::set, "set", r, buffer);
            if (m.id.serves(operation::query)) send(m.id, operation::query, "query", r, buffer);
            if (m.id.serves(operation::notification)) send(m.id, operation::notification, "indication", r, buffer);
            if (m.id.serves(operation::response)) answer(m.id, service, r, buffer);
            // They are believed.
            if (m.id.service == service::ms_basic_connect_extensions && m.id.cid == version_cid) agree(r);
        }
    }
    /// An answer follows its command: tshark looks there what it answers to.
    void answer(const command_id& id, const round_trip::messages& service, release r, const octets& buffer) {
        bool answered = false;
        for (const operation o : {operation::query, operation::set})
            for (const round_trip::message_type& command : service) {
                if (command.id.cid != id.cid || !command.id.serves(o) || !command.id.in(r)) continue;
                const std::string name = o == operation::set ? "set" : "query";
                send(command.id, o, name, r, build(command, r, round_trip::style::nothing, 0));
                send(id, operation::response, "answer-to-" + name, r, buffer);
                answered = true;
            }
        if (!answered) send(id, operation::response, "answer", r, buffer);
    }

    /// Information buffers of a message: nothing set, something random, everything.
    std::vector<octets> buffers_of(const round_trip::message_type& m, release r) {
        const layout_table& layout = m.record->layout(r);
        std::vector<octets> all{build(m, r, round_trip::style::nothing, 0)};
        if (layout.count == 0) return all;
        for (unsigned variant = 0; variant < variants(layout); ++variant) {
            const octets made = plausible(m, r, build(m, r, round_trip::style::every_member, variant));
            all.push_back(made);
            for (std::uint32_t seed = 0; seed < 3; ++seed) {
                octets varied = made;
                variation{1'000'003 * round_ + 100 * m.id.cid + seed}.apply(varied, mbim_test::leaves_of(layout, *m.record->names, varied));
                all.push_back(built_again(m, r, varied));
            }
        }
        all.push_back(plausible(m, r, build(m, r, round_trip::style::maximal, 0)));
        return all;
    }
    /// One for each field whose existence depends on a value.
    static unsigned variants(const layout_table& layout) {
        return std::max(1u, static_cast<unsigned>(std::count_if(layout.begin(), layout.end(),
                                                                [](const field_entry& e) { return e.condition != field_entry::no_link; })));
    }
    static octets build(const round_trip::message_type& m, release r, round_trip::style how, unsigned variant) {
        round_trip::value content{*m.record};
        round_trip::maker owner{r, how, variant};
        if (how != round_trip::style::nothing) owner.fill(content.get(), *m.record);
        return build(m, r, content);
    }
    static octets plausible(const round_trip::message_type& m, release r, octets built) {
        variation::make_plausible(built, mbim_test::leaves_of(m.record->layout(r), *m.record->names, bytes{built}));
        return built_again(m, r, built);
    }
    static octets build(const round_trip::message_type& m, release r, const round_trip::value& content) {
        const auto size = m.encoded_size(content.get(), r);
        REQUIRE(size);
        octets out(*size);
        REQUIRE(m.build(mutable_bytes{out}, content.get(), r, tolerance::strict));
        return out;
    }
    static octets built_again(const round_trip::message_type& m, release r, const octets& buffer) {
        round_trip::value content{*m.record};
        const cdcnet::error e = m.parse(bytes{buffer}, r, tolerance::strict, content.get());
        REQUIRE_MESSAGE(!e, m.record->names->name << ": " << name_of(e.code()) << " at " << e.offset());
        return build(m, r, content);
    }

    void send(const command_id& id, operation o, std::string what, release r, const octets& information) {
        const bytes buffer{information};
        if (o == operation::notification) return put(indicate_status_msg{id.service, id.cid, buffer}, id, o, std::move(what), r);
        if (o == operation::response) return put(command_done{id.service, id.cid, status::success, buffer}, id, o, std::move(what), r);
        ++transaction_;
        put(command_msg{id.service, id.cid, o == operation::set ? command_type::set : command_type::query, buffer}, id, o, std::move(what),
            r);
    }
    template <class M>
    void put(const M& message, const command_id& id, operation o, std::string what, release r) {
        const std::uint32_t transaction = o == operation::notification ? 0 : transaction_;
        sent s{std::string{find_service(id.service)->key}, id.cid, std::move(what), r, {}, {}, M::information_buffer_offset};
        s.wire.resize(M::information_buffer_offset + message.information_buffer.size());
        REQUIRE(build_message(mutable_bytes{s.wire}, transaction_id{transaction}, message));
        const bytes whole{s.wire};
        add(s, layout_of<message_header>(release::v1), names_of<message_header>(), 0, message_header::size);
        add(s, layout_of<fragment_header>(release::v1), names_of<fragment_header>(), message_header::size, fragment_header::size);
        add(s, layout_of<M>(release::v1), names_of<M>(), M::service_offset, whole.size() - M::service_offset);
        if (s.leaves.back().at == M::information_buffer_offset) s.leaves.pop_back();
        const catalogue_entry* const entry = find_message(id.service, id.cid, o, r);
        REQUIRE(entry != nullptr);
        add(s, entry->layout(r), *entry->names, M::information_buffer_offset, message.information_buffer.size());
        all_.push_back(std::move(s));
    }
    static void add(sent& s, const layout_table& layout, const layout_names& names, std::size_t at, std::size_t size) {
        for (leaf& l : mbim_test::leaves_of(layout, names, bytes{s.wire}.subspan(at, size))) {
            l.at += at;
            s.leaves.push_back(std::move(l));
        }
    }

    static constexpr std::uint32_t version_cid = 15;
    std::uint32_t round_;
    std::uint32_t transaction_{};
    std::vector<sent> all_;
};

// --- comparison ----------------------------------------------------------------------------------------------------

/// Letters and digits only, in lower case.
std::string plain(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') result += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) result += c;
    }
    return result;
}

/// How tshark shows the value of a leaf.
enum class showing : std::uint8_t {
    same,
    sign,   ///< the same bits, signed instead of unsigned or the other way
    yesno,  ///< 1 for any number but 0
    other,
};
std::string_view name_of(showing s) {
    static constexpr std::string_view names[] = {"same", "sign", "yesno", "value"};
    return names[static_cast<std::size_t>(s)];
}

showing shown_number(const std::string& shown, const leaf& l) {
    const bool hexadecimal = shown.size() > 2 && shown[1] == 'x';
    const auto bits = [&](std::uint64_t n) { return l.size < 8 ? n & ((std::uint64_t{1} << 8 * l.size) - 1) : n; };
    const auto number = [&](const std::string& text, int base) {
        return text[0] == '-' ? std::uint64_t{0} - std::stoull(text.substr(1)) : std::stoull(text, nullptr, base);
    };
    if (shown == l.value) return showing::same;
    const std::uint64_t theirs = number(shown, hexadecimal ? 16 : 10);
    const std::uint64_t ours = number(l.value, 10);
    if (hexadecimal && theirs == ours) return showing::same;
    if (bits(theirs) == bits(ours)) return showing::sign;
    return shown == "1" ? showing::yesno : showing::other;
}
showing how_shown(const tshark::field& f, const leaf& l) {
    if (l.is_number()) return shown_number(tshark::text_of(f.show), l);
    const bool same = l.type == leaf::kind::octets ? f.raw == l.value : tshark::text_of(f.show) == l.value;
    return same ? showing::same : showing::other;
}

/// The disagreements in `tshark_differences.txt`; its head says how it is written.
class listed {
public:
    listed() {
        std::ifstream file{CDCNET_SOURCE_DIR "/tests/mbim/tshark_differences.txt"};
        REQUIRE(file);
        for (std::string line; std::getline(file, line);)
            if (!line.empty() && line[0] != '#' && line.compare(0, 7, "mutant ") != 0) read(line);
    }

    /// Whether a disagreement is expected.
    bool has(const std::string& difference) { return seen(differences_, difference); }
    /// Whether both names are words for the same.
    bool has_words(const std::string& pair) { return seen(words_, pair); }

    [[nodiscard]] std::size_t count() const { return differences_.size(); }
    [[nodiscard]] std::size_t count_words() const { return words_.size(); }
    /// Those that nobody asked for; in a short run not those that are `rare`.
    [[nodiscard]] std::vector<std::string> stale(bool long_run) const {
        std::vector<std::string> all;
        for (const auto* lines : {&differences_, &words_})
            for (const auto& one : *lines)
                if (!one.second && (long_run || rare_.count(one.first) == 0)) all.push_back(one.first);
        return all;
    }

private:
    using list = std::map<std::string, bool>;

    static bool seen(list& all, const std::string& one) {
        const auto found = all.find(one);
        if (found == all.end()) return false;
        found->second = true;
        return true;
    }
    void read(const std::string& line) {
        CAPTURE(line);
        if (line.substr(0, 6) == "words ") {
            CHECK(words_.emplace(line.substr(6), false).second);
            return;
        }
        const std::string_view rare = "rare ";
        const bool is_rare = line.compare(0, rare.size(), rare) == 0;
        std::istringstream in{is_rare ? line.substr(rare.size()) : line};
        std::string service;
        std::string cid;
        std::string operations;
        std::string releases;
        std::string what;
        REQUIRE(static_cast<bool>(in >> service >> cid >> operations >> releases >> what));
        std::string where;
        std::getline(in >> std::ws, where);
        const std::size_t reason = where.find(": ");
        REQUIRE(reason != std::string::npos);
        where.erase(reason);
        for (const std::string& operation : parts_of(operations))
            for (char r = releases.front(); r <= releases.back(); ++r) {
                const std::string difference = service + ' ' + cid + ' ' + operation + ' ' + r + ' ' + what + ' ' + where;
                CHECK(differences_.emplace(difference, false).second);
                if (is_rare) rare_.insert(difference);
            }
    }
    static std::vector<std::string> parts_of(const std::string& joined) {
        std::vector<std::string> parts;
        std::istringstream in{joined};
        for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
        return parts;
    }

    list differences_;
    list words_;
    std::set<std::string> rare_;
};

class comparison {
public:
    void message(const sent& s, const tshark::packet& p) {
        ++messages_;
        if (is_raw(s, p)) return differ(s, "unknown", "buffer");
        std::vector<const leaf*> leaves;
        for (const leaf& l : s.leaves)
            if (l.type != leaf::kind::padding) leaves.push_back(&l);
        std::sort(leaves.begin(), leaves.end(), [](const leaf* a, const leaf* b) { return a->at < b->at; });
        std::size_t shown = leaves.size();
        while (shown != 0 && is_missing(*leaves[shown - 1], p)) --shown;
        const bool refused = shown != leaves.size() && leaves[shown]->at == s.information_at;
        if (s.information_size() != 0 && !refused) known_.insert(s.service + ' ' + std::to_string(s.cid));
        for (const std::string& c : p.complaints) differ(s, refused ? "refused" : "complaint", c);
        if (shown != leaves.size() && !(refused && !p.complaints.empty())) differ(s, "stops", leaves[shown]->path);
        for (const leaf* l : leaves)
            if (!refused && l->at >= s.information_at) fields_.insert(path_of(s, *l));
        for (std::size_t i = 0; i < shown; ++i) one_leaf(s, *leaves[i], p);
        for (const tshark::field& f : p.fields)
            if (!f.divided) place(s, f);
    }

    [[nodiscard]] std::size_t messages() const { return messages_; }

    void finish() {
        for (const std::string& one : unlisted_) FAIL_CHECK("not in tshark_differences.txt: " << one);
        for (const std::string& one : listed_.stale(messages_ >= long_run))
            FAIL_CHECK("in tshark_differences.txt, but does not happen: " << one);
        CHECK(!known_.empty());
        MESSAGE(messages_ << " messages; tshark knows " << known_.size() << " CIDs, shows " << compared_.size() << " of their "
                          << fields_.size() << " fields, in all " << values_ << " values, as ours, and divides " << divided_.size() << "; "
                          << listed_.count() << " disagreements listed, " << listed_.count_words() << " pairs of words");
    }

private:
    void differ(const sent& s, std::string_view what, const std::string& where) {
        const std::string one = s.service + ' ' + std::to_string(s.cid) + ' ' + s.operation + ' ' +
                                std::to_string(static_cast<unsigned>(s.agreed)) + ' ' + std::string{what} + ' ' + where;
        if (!listed_.has(one)) unlisted_.insert(one);
    }
    static std::string path_of(const sent& s, const leaf& l) {
        return s.service + ' ' + std::to_string(s.cid) + ' ' + s.operation + ' ' + l.path;
    }
    /// tshark shows the information buffer as bytes.
    static bool is_raw(const sent& s, const tshark::packet& p) {
        return s.information_size() != 0 && std::any_of(p.fields.begin(), p.fields.end(), [&](const tshark::field& f) {
                   return f.at == s.information_at && f.size == s.information_size() && f.label.substr(0, 18) == "Information Buffer";
               });
    }
    static bool is_missing(const leaf& l, const tshark::packet& p) {
        return std::none_of(p.fields.begin(), p.fields.end(),
                            [&](const tshark::field& f) { return f.at < l.at + l.size && l.at < f.at + f.size; });
    }

    /// What tshark shows in the place of a leaf.
    void one_leaf(const sent& s, const leaf& l, const tshark::packet& p) {
        std::string_view what = "missing";
        std::vector<bool> parts(l.size);
        for (const tshark::field& f : p.fields) {
            if (f.at < l.at || f.at + f.size > l.at + l.size) continue;
            if (f.size != l.size) {
                if (!f.divided) std::fill_n(parts.begin() + static_cast<std::ptrdiff_t>(f.at - l.at), f.size, true);
                continue;
            }
            const showing how = how_shown(f, l);
            what = name_of(how);
            if (how != showing::same) continue;
            ++values_;
            if (l.at >= s.information_at) compared_.insert(path_of(s, l));
            return name(s, l, f);
        }
        if (l.type == leaf::kind::octets && std::find(parts.begin(), parts.end(), false) == parts.end()) {
            divided_.insert(path_of(s, l));
            return;
        }
        differ(s, what, l.path);
    }
    void name(const sent& s, const leaf& l, const tshark::field& f) {
        std::string label = tshark::text_of(f.label.substr(0, f.label.find(':')));
        if (const std::size_t cut = label.find(" [truncated]"); cut != std::string::npos) label.erase(cut);
        // What a TLV holds stands above it.
        if (l.tlv != 0) label = tshark::text_of(f.group);
        const std::string pair = l.name() + " = " + label;
        if (plain(label) != plain(l.name()) && !listed_.has_words(pair)) differ(s, "name", pair);
    }
    /// Where a field of tshark stands: in one of ours.
    void place(const sent& s, const tshark::field& f) {
        for (const leaf& l : s.leaves) {
            if (f.at < l.at || f.at >= l.at + l.size) continue;
            const bool inside = f.at + f.size <= l.at + l.size;
            if (!inside || (f.size != l.size && l.type != leaf::kind::octets)) differ(s, "border", l.path);
            return;
        }
        differ(s, "beyond", std::string{f.label.substr(0, f.label.find(':'))});
    }

    static constexpr std::size_t long_run = 1'000'000;

    listed listed_;
    std::set<std::string> unlisted_;
    std::set<std::string> known_;
    std::set<std::string> fields_;    ///< of the CIDs that tshark knows
    std::set<std::string> compared_;  ///< those that it showed as ours at least once
    std::set<std::string> divided_;   ///< bytes that it shows as fields of its own
    std::size_t messages_{};
    std::size_t values_{};
};

void compare(const traffic& t, comparison& c) {
    std::vector<bytes> wires;
    for (const sent& s : t.all()) wires.emplace_back(s.wire);
    const std::string document = tshark::read(wires);
    tshark::reader packets{document, "mbim"};
    tshark::packet p;
    for (const sent& s : t.all()) {
        REQUIRE(packets.next(p));
        c.message(s, p);
    }
    CHECK(!packets.next(p));
}

}  // namespace

TEST_CASE("mbim messages of every CID: tshark accepts them and shows the values that they were made of") {
    if (const std::string reason = tshark::reason_to_skip(); !reason.empty()) {
        MESSAGE(reason);
        return;
    }
    const case_numbers cases{1, 1};
    comparison c;
    for (std::uint64_t round = cases.first; c.messages() < cases.end - cases.first; ++round) {
        INFO("to begin with this round: CDCNET_FIRST=" << round);
        compare(traffic{round}, c);
    }
    c.finish();
}
