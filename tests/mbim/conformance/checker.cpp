// SPDX-License-Identifier: BSL-1.0
/// \file
/// The checker as such: profiles, memory, constant expressions, and transcripts of our own endpoints.
#include <cdcnet/mbim/device.hpp>
#include <cdcnet/mbim/host.hpp>

#include <algorithm>
#include <deque>
#include <random>

#include "trace.hpp"

using namespace conformance_test;

namespace {

template <profile P>
std::string findings_with(std::initializer_list<octets> frames) {
    fixed_checker<P> checker;
    std::vector<finding> all;
    for (const octets& f : frames) {
        const auto type = static_cast<message_type>(load_le<std::uint32_t>(f.data()));
        checker.receive(from_function(type) ? sender::function : sender::host, f, [&](const finding& one) { all.push_back(one); });
    }
    return ids_of(all);
}

}  // namespace

TEST_CASE("mbim conformance: a profile has its own rules, and those of the specification") {
    const auto open = trace::built(transaction_id{1}, open_msg{4096});
    const auto busy = trace::built(transaction_id{1}, open_done{status::busy});
    CHECK(findings_with<profile::spec>({open, busy}) == "");
    CHECK(findings_with<profile::windows7>({open, busy}) == "");
    CHECK(findings_with<profile::windows8>({open, busy}) == "open-not-busy@2 ");
    CHECK(findings_with<profile::windows10>({open, busy}) == "open-not-busy@2 ");
    const auto stray = trace::built(transaction_id{2}, open_done{});
    CHECK(findings_with<profile::spec>({open, stray}) == "open-done-answers@2 ");
    CHECK_FALSE(fixed_checker<profile::spec>{}.outcome_of(*find_rule("open-not-busy")));
    CHECK(fixed_checker<>::rule_count == all_rules.size());
}

TEST_CASE("mbim conformance: memory, and a whole trace in a constant expression") {
    static_assert(sizeof(fixed_checker<>) < 2048);
    constexpr auto found = [] {
        fixed_checker<> checker;
        std::array<std::byte, 16> room{};
        std::size_t findings = 0;
        std::string_view last;
        const auto tell = [&](const finding& f) {
            ++findings;
            last = f.text().id;
        };
        checker.receive(sender::host, *build_message(room, transaction_id{1}, open_msg{4096}), tell);
        checker.receive(sender::function, *build_message(room, transaction_id{1}, open_done{status::busy}), tell);
        checker.finish(tell);
        return findings == 1 && last == "open-not-busy" && checker.exercised() > 3;
    }();
    CHECK(found);
}

TEST_CASE("mbim conformance: a trace that exercises nothing is told from one that is clean") {
    fixed_checker<> idle;
    CHECK(idle.exercised() == 0);
    trace t;
    t.open();
    CHECK(t.findings.empty());
    CHECK(t.checker.exercised() > 3);
    CHECK(t.checker.exercised() < all_rules.size() / 2);
    CHECK_FALSE(t.of("loss-order").is_exercised());
}

TEST_CASE("mbim conformance: numbers of the caller") {
    trace t;
    t.checker.number(1000);
    t.open(status::busy);
    REQUIRE(t.findings.size() == 1);
    CHECK(t.findings[0].number == 1002);
    CHECK(t.findings[0].since == 1001);
}

namespace {

/// A host and a function with an application each, frames on their way between them, and a checker at one end.
class transcript {
public:
    transcript(std::uint32_t seed, bool at_host)
        : random_{seed},
          at_host_{at_host},
          host_{{.max_transfer = 64 + seed % 3 * 100, .newest = release::v1}},
          device_{{.max_transfer = 64 + seed % 2 * 448}} {}

    void run(int steps) {
        for (int i = 0; i < steps && findings_.empty(); ++i) {
            now_ = now_.after(one_of(40));
            switch (one_of(10)) {
                case 0: act(); break;
                case 1:
                case 2: ask(); break;
                case 3: answer(); break;
                case 4: news(); break;
                case 5:
                case 6: carry(to_device_, false); break;
                default: carry(to_host_, true); break;
            }
            for (host_event e = host_.next_event(now_); e.what != host_event::nothing; e = host_.next_event(now_)) {
            }
            for (device_event e = device_.expire(now_); e.what != device_event::nothing; e = device_.expire(now_)) gone(e.transaction);
            emit();
        }
        checker_.finish(tell());
    }
    [[nodiscard]] std::string findings() const { return ids_of(findings_); }
    [[nodiscard]] std::size_t exercised() const { return checker_.exercised(); }

private:
    struct collector {
        std::vector<finding>& all;
        void operator()(const finding& f) const { all.push_back(f); }
    };
    collector tell() { return {findings_}; }
    std::uint32_t one_of(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }

    void emit() {
        for (bytes f = host_.next_frame(); !f.empty(); f = host_.next_frame()) {
            if (at_host_) see(sender::host, f);
            to_device_.emplace_back(f.begin(), f.end());
        }
        for (bytes f = device_.next_frame(); !f.empty(); f = device_.next_frame()) {
            if (!at_host_) see(sender::function, f);
            to_host_.emplace_back(f.begin(), f.end());
        }
    }
    void see(sender from, bytes f) { checker_.receive(from, f, tell(), now_); }
    /// Takes a frame from the way.
    void carry(std::deque<octets>& way, bool is_to_host) {
        if (way.empty()) return;
        const octets f = way.front();
        way.pop_front();
        if (at_host_ == is_to_host) see(is_to_host ? sender::function : sender::host, f);
        if (is_to_host) {
            static_cast<void>(host_.receive(f, now_));
            return;
        }
        const device_event e = device_.receive(f, now_);
        if (e.what == device_event::command) take(e);
        if (e.what == device_event::cancelled) gone(e.transaction);
        if (e.what == device_event::opened || e.what == device_event::closed) forget();
    }
    void act() {
        if (host_.is_closed()) {
            CHECK_FALSE(host_.open(now_));
        } else if (one_of(8) == 0) {
            static_cast<void>(host_.close(now_));
        } else if (!sent_.empty()) {
            static_cast<void>(host_.cancel(sent_[one_of(static_cast<std::uint32_t>(sent_.size()))]));
        }
    }
    void ask() {
        result<transaction_id> id = error{errc::value, 0};
        const std::u16string text(one_of(60), u'x');
        switch (one_of(5)) {
            case 0: id = host_.send(bc::radio_state_query{}, now_, 50 + one_of(5000)); break;
            case 1: id = host_.send(bc::connect_query{.session_id = 0}, now_); break;
            case 2: id = host_.send(bc::pin_query{}, now_); break;
            case 3: id = host_.send(bc::register_state_set{.provider_id = u"26201"}, now_, 50 + one_of(500)); break;
            default:
                id = host_.send(bc::connect_set{.command = bc::activation_command::activate, .access_string = text, .user_name = text},
                                now_, 50 + one_of(5000));
                break;
        }
        if (id) sent_.push_back(*id);
    }
    void take(const device_event& e) {
        const auto m = *e.asked;
        waiting_.push_back({e.transaction, m.cid, m.command});
    }
    void answer() {
        if (waiting_.empty()) return;
        const std::size_t i = one_of(static_cast<std::uint32_t>(waiting_.size()));
        const waiting w = waiting_[i];
        error e{};
        switch (w.cid) {
            case 3: e = device_.respond(w.id, bc::radio_state_info{}); break;
            case 4: e = device_.respond(w.id, bc::pin_info{}); break;
            case 12:
                e = device_.respond(w.id, bc::connect_info{.state = bc::activation_state::deactivated},
                                    w.type == command_type::set ? status::failure : status::success);
                break;
            default: e = device_.respond(w.id, one_of(2) == 0 ? status::failure : status::no_device_support); break;
        }
        if (e.code() != errc::no_space) waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
    }
    void news() {
        if (one_of(2) == 0) {
            static_cast<void>(device_.indicate(bc::radio_state_info{}));
        } else {
            // Long enough for several frames.
            static_cast<void>(device_.indicate(bc::register_state_info{.state = register_state::home,
                                                                       .provider_id = u"26201",
                                                                       .provider_name = u"a provider",
                                                                       .roaming_text = u"a text about roaming"}));
            static_cast<void>(device_.indicate(bc::packet_service_info{.state = bc::packet_service_state::attached}));
        }
    }
    void gone(transaction_id id) {
        std::erase_if(waiting_, [&](const waiting& w) { return w.id == id; });
    }
    void forget() { waiting_.clear(); }

    struct waiting {
        transaction_id id{};
        std::uint32_t cid{};
        command_type type{};
    };
    std::mt19937 random_;
    bool at_host_;
    fixed_host<6, 4096, 2, 4096> host_;
    fixed_device<6, 4096, 2, 4096> device_;
    fixed_checker<every_profile, 8, 32> checker_{};
    std::vector<finding> findings_{};
    std::deque<octets> to_host_{};
    std::deque<octets> to_device_{};
    std::vector<transaction_id> sent_{};
    std::vector<waiting> waiting_{};
    instant now_{1};
};

}  // namespace

TEST_CASE("mbim conformance: nothing is found in what our own host and function say to each other") {
    std::size_t most = 0;
    for (std::uint32_t seed = 0; seed < 300; ++seed)
        for (const bool at_host : {true, false}) {
            CAPTURE(seed);
            CAPTURE(at_host);
            transcript t{seed, at_host};
            t.run(400);
            CHECK(t.findings() == "");
            most = std::max(most, t.exercised());
        }
    CHECK(most > 20);
}
