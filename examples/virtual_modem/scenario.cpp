// SPDX-License-Identifier: BSL-1.0
#include "scenario.hpp"

#include <charconv>
#include <sstream>
#include <stdexcept>

#include "behaviour.hpp"
#include "text.hpp"

namespace virtual_modem {

namespace {

using happening = std::function<void(modem&)>;

/// The words of an event that have not been read yet.
class words {
public:
    explicit words(std::string_view text) : rest_{text} { skip_blanks(); }

    std::string_view next() {
        const std::string_view word = rest_.substr(0, rest_.find_first_of(" \t"));
        if (word.empty()) throw std::invalid_argument{"a word is missing"};
        rest_.remove_prefix(word.size());
        skip_blanks();
        return word;
    }
    std::string_view rest() { return std::exchange(rest_, {}); }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size())); }
    std::string_view rest_;
};

template <class Number>
Number number(std::string_view text) {
    Number n{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (fault != std::errc{} || end != text.data() + text.size()) throw std::invalid_argument{"not a number: " + std::string{text}};
    return n;
}

timeline::milliseconds seconds(std::string_view text) {
    const std::size_t point = std::min(text.find('.'), text.size());
    auto time = std::chrono::seconds{number<unsigned>(text.substr(0, point))} + timeline::milliseconds{0};
    if (point == text.size()) return time;
    std::string thousandths{text.substr(point + 1)};
    if (thousandths.size() > 3) throw std::invalid_argument{"not a time: " + std::string{text}};
    thousandths.resize(3, '0');
    return time + timeline::milliseconds{number<unsigned>(thousandths)};
}

bool one_of(std::string_view word, std::string_view yes, std::string_view no) {
    if (word != yes && word != no) throw std::invalid_argument{"neither " + std::string{yes} + " nor " + std::string{no}};
    return word == yes;
}

happening signal(words& w) {
    const std::string_view level = w.next();
    if (level == "lost") return lose_signal;
    return [dbm = number<int>(level)](modem& m) { find_signal(m, dbm); };
}
happening radio(words& w) {
    return [on = one_of(w.next(), "on", "off")](modem& m) { turn_radio(m, on, m.net.software_radio); };
}
happening card(words& w) {
    return [inserted = one_of(w.next(), "insert", "remove")](modem& m) {
        m.card().inserted = inserted;
        m.card().power_on();
        tell_slot(m, m.slot);
        sim_changed(m);
    };
}
happening refuse(words& w) {
    return [refuses = one_of(w.next(), "on", "off")](modem& m) { refuse_registration(m, refuses); };
}
/// A fault that happens so many times, or after so many.
template <unsigned planned_faults::* Fault>
happening fault(words& w) {
    return [n = number<unsigned>(w.next())](modem& m) { m.faults.*Fault = n; };
}
happening wrong_pin(words& w) {
    return [n = number<unsigned>(w.next())](modem& m) { m.card().taken_as_wrong = n; };
}
happening lose_packets(words&) { return detach; }
happening lose_context(words& w) {
    return [session = number<std::uint32_t>(w.next())](modem& m) { deactivate(m, session, nw_error::network_failure); };
}
happening dns(words& w) {
    const auto address = ipv4::parse(w.next());
    if (!address) throw std::invalid_argument{"not an IPv4 address"};
    return [server = *address](modem& m) {
        m.contexts.ipv4_dns = server;
        for (const auto& entry : m.contexts.sessions) tell_ip_configuration(m, entry.first);
    };
}
happening sms(words& w) {
    const auto from = utf16_of(w.next());
    return [from, text = utf16_of(w.rest())](modem& m) { receive_sms(m, from, text); };
}
happening ussd(words& w) {
    return [text = utf16_of(w.rest())](modem& m) { receive_ussd(m, text); };
}
happening traffic(words& w) {
    const auto in = number<std::uint64_t>(w.next());
    return [in, out = number<std::uint64_t>(w.next())](modem& m) {
        ++m.traffic.in_packets;
        ++m.traffic.out_packets;
        m.traffic.in_octets += in;
        m.traffic.out_octets += out;
    };
}

struct known_event {
    std::string_view name;
    happening (*read)(words&);
};
constexpr known_event known[] = {
    {"signal", signal},
    {"radio", radio},
    {"sim", card},
    {"refuse", refuse},
    {"busy", fault<&planned_faults::busy>},
    {"silent", fault<&planned_faults::silent>},
    {"drop", fault<&planned_faults::drop>},
    {"wrong-pin", wrong_pin},
    {"detach", lose_packets},
    {"deactivate", lose_context},
    {"dns", dns},
    {"sms", sms},
    {"ussd", ussd},
    {"traffic", traffic},
};

scenario_event parse_event(std::string_view line) {
    words w{line};
    const auto at = seconds(w.next());
    const std::string_view name = w.next();
    for (const known_event& k : known) {
        if (k.name != name) continue;
        scenario_event e{at, k.read(w)};
        if (!w.at_end()) throw std::invalid_argument{"too many words"};
        return e;
    }
    throw std::invalid_argument{"no such event: " + std::string{name}};
}

}  // namespace

std::vector<scenario_event> parse_scenario(std::string_view text) {
    std::vector<scenario_event> events;
    std::istringstream lines{std::string{text}};
    std::string line;
    for (unsigned n = 1; std::getline(lines, line); ++n) {
        if (words{line}.at_end() || line[0] == '#') continue;
        try {
            events.push_back(parse_event(line));
        } catch (const std::invalid_argument& e) {
            throw std::invalid_argument{"line " + std::to_string(n) + ": " + e.what()};
        }
    }
    return events;
}

void play(modem& m, std::vector<scenario_event> events) {
    m.on_first_open = [&m, all = std::move(events)] {
        for (const scenario_event& e : all) {
            if (e.at.count() == 0) {
                e.happen(m);
            } else {
                m.times.after(e.at, [&m, happen = e.happen] { happen(m); });
            }
        }
    };
}

}  // namespace virtual_modem
