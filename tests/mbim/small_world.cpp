// SPDX-License-Identifier: BSL-1.0
/// \file
/// Host and device against each other over a cable that loses, repeats, swaps and cuts frames: every way in which it may treat six
/// frames in a row, and any three frames of the exchange.
///
/// OPEN, a command in pieces, its answer in pieces, an indication in pieces, CLOSE; then time passes until nothing waits.  Whatever
/// the cable did: every call comes to its end, every command ends once, what arrives is what was sent, and on a cable that
/// works again the next OPEN and command succeed.
#include <cdcnet/mbim/device.hpp>
#include <cdcnet/mbim/host.hpp>
#include <doctest/doctest.h>

#include <array>
#include <cdcnet/mbim/services/basic_connect/connect.hpp>
#include <string>

#include "bad_inputs.hpp"
#include "slow.hpp"

using namespace cdcnet;
using namespace cdcnet::mbim;
namespace bc = cdcnet::mbim::basic_connect;

namespace {

// --- the cable -----------------------------------------------------------------------------------------------------

enum class fate : std::uint8_t { through, lost, twice, swapped, cut };
constexpr std::size_t fates = 5;
constexpr std::uint32_t max_transfer = 64;

/// What becomes of the first frames, both directions counted together; those behind go through.
using plan = std::array<fate, 24>;

std::string to_string(const plan& p) {
    std::string out;
    for (const fate f : p) out += ".-2x/"[static_cast<std::size_t>(f)];
    return out;
}

/// One direction: a frame that is swapped waits for the next one.
struct direction {
    std::array<std::byte, max_transfer> held{};
    std::size_t size{};
};

class cable {
public:
    /// \param cut_to  bytes that are left of a frame that is cut; 0 stands for all but the last
    cable(const plan& p, std::size_t cut_to) : plan_{p}, cut_to_{cut_to} {}

    template <class Deliver>
    void carry(bytes frame, direction& d, Deliver deliver) {
        const fate f = frames_ < plan_.size() ? plan_[frames_] : fate::through;
        ++frames_;
        if (f == fate::swapped && d.size == 0) {
            copy_bytes(d.held.data(), frame.data(), frame.size());
            d.size = frame.size();
            return;
        }
        if (f == fate::cut) {
            deliver(frame.first(cut_to_ == 0 || cut_to_ >= frame.size() ? frame.size() - 1 : cut_to_));
        } else if (f != fate::lost) {
            deliver(frame);
            if (f == fate::twice) deliver(frame);
        }
        release(d, deliver);
    }
    /// \return whether a frame was waiting for one behind it
    template <class Deliver>
    static bool release(direction& d, Deliver deliver) {
        if (d.size == 0) return false;
        const std::array<std::byte, max_transfer> held = d.held;
        deliver(bytes{held}.first(std::exchange(d.size, 0)));
        return true;
    }
    void repair() { plan_ = {}; }

private:
    plan plan_;
    std::size_t cut_to_;
    std::size_t frames_{};
};

// --- what is said over it ------------------------------------------------------------------------------------------

/// One of the exchanges.
struct script {
    std::size_t command{};  ///< bytes of the information buffer: 60 for two frames, 108 for three
    std::size_t answer{};
    std::size_t second{};  ///< of a second command right behind the first; 0: there is none
    bool late{};           ///< a swapped frame with none behind it arrives when everybody has given up waiting
    std::size_t cut_to{};  ///< see `cable`
    release newest{release::v1};
    bool reopen{};
    std::size_t cancel_at{};  ///< rounds behind `send`; 0: it is not cancelled
};

/// Something that one side has sent: every word of its buffer is `serial`, and its place.
struct told {
    bool to_host{};
    transaction_id transaction{};
    std::size_t size{};
};

class world {
public:
    world(const plan& p, const script& s)
        : script_{s},
          cable_{p, s.cut_to},
          host_{{.max_transfer = max_transfer, .newest = s.newest, .reopen = s.reopen}},
          device_{{.max_transfer = max_transfer, .newest = s.newest}} {}

    /// \return what is wrong; none when nothing is
    const char* run() {
        for (int tries = 0; tries < 9 && !host_.is_open(); ++tries) open();
        require(host_.is_open(), "the channel does not open");
        if (script_.newest != release::v1 && host_.is_open())
            require(host_.agreed() == device_.agreed(), "the sides speak different releases");
        exchange();
        cable_.repair();
        if (host_.is_closed()) open();
        if (script_.reopen && !is_in_order()) recover();
        require(host_.is_open() && device_.is_open(), "the next OPEN fails");
        const std::size_t answers = answers_;
        send(script_.command);
        rest();
        require(answers_ == answers + 1, "the next command fails");
        close();
        require(!device_.is_open() && device_.waiting() == 0 && !host_.has_frame() && !device_.has_frame(), "something is left");
        return broken_;
    }

private:
    void require(bool condition, const char* what) {
        if (!condition && broken_ == nullptr) broken_ = what;
    }

    // --- the host's application

    void open() {
        const std::size_t before = opens_;
        require(!host_.open(now_), "a closed channel cannot be opened");
        rest();
        require(opens_ > before, "OPEN has no end");
        require(opens_ == before + 1 || script_.reopen, "OPEN ends twice");
        require(host_.is_open() || host_.is_closed(), "the host rests between open and closed");
    }
    void exchange() {
        send(script_.command);
        if (script_.second != 0) send(script_.second);
        for (std::size_t i = 0; i < script_.cancel_at; ++i) round();
        if (script_.cancel_at != 0) static_cast<void>(host_.cancel(sent_[0].transaction));
        rest();
        if (!script_.reopen) close();
    }
    void close() {
        const std::size_t before = closes_;
        if (host_.is_closed()) return;
        require(!host_.close(now_), "an open channel cannot be closed");
        rest();
        require(closes_ == before + 1 && host_.is_closed(), "CLOSE has no end, or two");
    }
    /// What an application does whose channel opens by itself: it tries again until a command is answered.
    void recover() {
        send(script_.command);
        rest();
        if (host_.is_closed()) open();
    }
    [[nodiscard]] bool is_in_order() const { return host_.is_open() && device_.is_open(); }

    void send(std::size_t size) {
        if (!host_.is_open()) return;
        std::array<std::byte, 128> memory{};
        const bytes buffer = fill(memory, size);
        const auto id = host_.send(command_msg{service::basic_connect, 1, command_type::set, buffer}, now_);
        require(id.has_value() && sent_count_ < sent_.size(), "a command cannot be sent");
        if (broken_ != nullptr) return;
        record(false, *id, size);
        sent_[sent_count_++] = {*id, 0};
    }
    void happened(const host_event& e) {
        switch (e.what) {
            case host_event::opened:
            case host_event::open_failed: ++opens_; break;
            case host_event::closed: ++closes_; break;
            case host_event::answer:
                ++answers_;
                require(is_told(e.answered->information_buffer, true, e.transaction), "an answer that the function did not give");
                ended(e.transaction);
                break;
            case host_event::failed: ended(e.transaction); break;
            case host_event::indication: indicated(*e.indicated); break;
            default: break;
        }
    }
    void ended(transaction_id id) {
        for (std::size_t i = 0; i < sent_count_; ++i)
            if (sent_[i].transaction == id) return require(++sent_[i].ends == 1, "a command ends twice");
        require(false, "a command ends that was never sent");
    }
    /// The first and the last field carry the same number; they travel in different frames.  Of two indications, the first frame of
    /// one and the last of the other look like one if what is between them is lost: they have no TransactionId.
    void indicated(const indicate_status_msg& m) {
        const auto info = m.read<bc::connect_info>();
        if (!info) return require(false, "an indication that cannot be read");
        require(info->session_id < serial_ && info->nw_error < serial_, "an indication that was never sent");
        require(info->session_id == info->nw_error || script_.second != 0, "a mixture of two indications");
    }

    // --- the function's application

    void happened(const device_event& e) {
        if (e.what != device_event::command) return;
        const auto& body = e.asked;
        if (body->carries<bc::device_services_query>()) return list_services(e.transaction);
        require(is_told(body->information_buffer, false, e.transaction), "a command that the host did not send");
        std::array<std::byte, 128> memory{};
        const bytes buffer = fill(memory, body->information_buffer.size() < 60 ? 8 : script_.answer);
        require(!device_.respond(e.transaction, status::success, buffer), "no room for an answer");
        record(true, e.transaction, buffer.size());
        require(!device_.indicate(bc::connect_info{.session_id = serial_, .nw_error = serial_}), "no room for an indication");
        record(true, {}, 0);
    }
    void list_services(transaction_id id) {
        static constexpr std::uint32_t cids[] = {1, 15};
        const bc::device_service_element services[] = {{.device_service_id = service::ms_basic_connect_extensions, .cids = cids}};
        require(!device_.respond(id, bc::device_services_info{.device_services = services}), "no room for the services");
    }

    // --- time

    /// One frame of each side.
    /// \return whether there was one
    bool round() {
        const auto to_device = [&](bytes frame) { happened(device_.receive(frame, now_)); };
        const auto to_host = [&](bytes frame) { happened(host_.receive(frame, now_)); };
        const bytes down = host_.next_frame();
        require(down.size() <= max_transfer, "a frame that is too long");
        if (!down.empty()) cable_.carry(down, down_, to_device);
        const bytes up = device_.next_frame();
        require(up.size() <= max_transfer, "a frame that is too long");
        if (!up.empty()) cable_.carry(up, up_, to_host);
        return !down.empty() || !up.empty();
    }
    bool release_held() {
        const bool down = cable::release(down_, [&](bytes frame) { happened(device_.receive(frame, now_)); });
        const bool up = cable::release(up_, [&](bytes frame) { happened(host_.receive(frame, now_)); });
        return down || up;
    }
    [[nodiscard]] std::optional<instant> next_timeout() const {
        const auto a = host_.next_timeout(now_);
        const auto b = device_.next_timeout(now_);
        if (!a || !b) return a ? a : b;
        return a->from(now_) < b->from(now_) ? a : b;
    }
    void tick() {
        for (host_event e = host_.next_event(now_); e.what != host_event::nothing; e = host_.next_event(now_)) happened(e);
        for (device_event e = device_.expire(now_); e.what != device_event::nothing; e = device_.expire(now_)) happened(e);
    }
    /// Lets frames and time pass until nothing waits for either.
    void rest() {
        for (int i = 0; i < 200; ++i) {
            while (round()) {
            }
            if (!script_.late && release_held()) continue;
            const auto next = next_timeout();
            if (next) {
                now_ = *next;
                tick();
            }
            if (!release_held() && !next) return quiet();
        }
        require(false, "no rest");
    }
    void quiet() {
        require(host_.waiting() == 0, "the host waits without a timeout");
        for (std::size_t i = 0; i < sent_count_; ++i) require(sent_[i].ends == 1, "a command is lost silently");
    }

    // --- what has been sent

    bytes fill(std::array<std::byte, 128>& memory, std::size_t size) const {
        for (std::size_t i = 0; i < size; i += 4) store_le(memory.data() + i, static_cast<std::uint32_t>(serial_ << 8 | i));
        return bytes{memory}.first(size);
    }
    void record(bool to_host, transaction_id id, std::size_t size) {
        require(serial_ < told_.size(), "more is sent than this test can note");
        if (broken_ == nullptr) told_[serial_++] = {to_host, id, size};
    }
    [[nodiscard]] bool is_told(bytes buffer, bool to_host, transaction_id id) const {
        if (buffer.size() < 4) return false;
        const std::size_t serial = load_le<std::uint32_t>(buffer.data()) >> 8;
        if (serial >= serial_) return false;
        const told& t = told_[serial];
        if (t.to_host != to_host || t.transaction != id || t.size != buffer.size()) return false;
        for (std::size_t i = 0; i < t.size; i += 4)
            if (load_le<std::uint32_t>(buffer.data() + i) != (serial << 8 | i)) return false;
        return true;
    }

    struct command {
        transaction_id transaction{};
        int ends{};
    };

    const script& script_;
    cable cable_;
    fixed_host<2, 384, 2, 192> host_;
    fixed_device<2, 1024, 2, 192, 0> device_;
    direction down_{};
    direction up_{};
    instant now_{0xffff0000};
    std::array<command, 8> sent_{};
    std::size_t sent_count_{};
    std::array<told, 64> told_{};
    std::uint32_t serial_{};
    std::size_t opens_{};
    std::size_t closes_{};
    std::size_t answers_{};
    const char* broken_{};
};

// --- all plans -----------------------------------------------------------------------------------------------------

/// Runs plans and counts them.
class explorer {
public:
    explicit explorer(const script& s, bool keeps_order = false) : script_{s}, keeps_order_{keeps_order} {}

    /// Every fate for `length` frames in a row, wherever they begin.
    void windows(std::size_t length, std::size_t last_start) {
        for (std::size_t start = 0; start <= last_start; ++start) {
            plan p{};
            window(p, start, start, start + length);
        }
    }
    /// `faults` frames, wherever they are; with `windows` of a length before, only those that no window holds.
    void anywhere(std::size_t faults, std::size_t frames, std::size_t not_within = 0) {
        plan p{};
        scatter(p, faults, 0, frames, not_within, frames);
    }
    [[nodiscard]] std::size_t count() const { return count_; }

private:
    /// Plans whose first frame goes through belong to the next window, so that none runs twice.
    void window(plan& p, std::size_t start, std::size_t at, std::size_t end) {
        if (at == end) return run(p);
        for (std::size_t f = at == start && start != 0 ? 1 : 0; f < fates; ++f) {
            if (!may(static_cast<fate>(f))) continue;
            p[at] = static_cast<fate>(f);
            window(p, start, at + 1, end);
        }
        p[at] = fate::through;
    }
    void scatter(plan& p, std::size_t faults, std::size_t from, std::size_t frames, std::size_t not_within, std::size_t first) {
        if (faults == 0) {
            if (from - first > not_within) run(p);
            return;
        }
        for (std::size_t at = from; at + faults <= frames; ++at) {
            for (std::size_t f = 1; f < fates; ++f) {
                if (!may(static_cast<fate>(f))) continue;
                p[at] = static_cast<fate>(f);
                scatter(p, faults - 1, at + 1, frames, not_within, first == frames ? at : first);
            }
            p[at] = fate::through;
        }
    }
    [[nodiscard]] bool may(fate f) const { return !keeps_order_ || (f != fate::twice && f != fate::swapped); }
    void run(const plan& p) {
        ++count_;
        if (const char* const broken = world{p, script_}.run()) {
            const std::string told = std::string{broken} + ": " + to_string(p);
            FAIL(told);
        }
    }

    const script& script_;
    bool keeps_order_;
    std::size_t count_{};
};

}  // namespace

// A sanitizer looks at a part of what the other builds run.
constexpr std::size_t in_a_row = test_is_slow ? 4 : 6;

TEST_CASE("mbim small world: six frames in a row, or three anywhere") {
    std::size_t all = 0;
    for (const script& s :
         {script{.command = 60, .answer = 60}, script{.command = 108, .answer = 108}, script{.command = 60, .answer = 108, .late = true}}) {
        explorer e{s};
        e.windows(in_a_row, 10);
        e.anywhere(test_is_slow ? 2 : 3, 16, in_a_row);
        all += e.count();
    }
    tried("cables that lose, repeat, swap and cut frames", all);
}

TEST_CASE("mbim small world: four frames in a row, and more that happens meanwhile") {
    std::size_t all = 0;
    for (const script& base : {script{.command = 108, .answer = 60, .second = 60}, script{.command = 60, .answer = 60, .second = 8},
                               script{.command = 60, .answer = 108, .reopen = true}, script{.command = 108, .answer = 108, .cancel_at = 1},
                               script{.command = 60, .answer = 108, .cancel_at = 3}})
        for (const std::size_t cut_to : {0u, 11u, 12u, 20u, 48u})
            for (const bool late : {false, true}) {
                script s = base;
                s.cut_to = cut_to;
                s.late = late;
                explorer e{s};
                e.windows(4, 14);
                all += e.count();
            }
    tried("cables that lose, repeat, swap and cut frames", all);
}

TEST_CASE("mbim small world: both sides agree about the release, whatever is lost or cut") {
    std::size_t all = 0;
    for (const std::size_t cut_to : {0u, 11u, 20u}) {
        const script s{.command = 60, .answer = 60, .cut_to = cut_to, .newest = release::v2};
        explorer e{s, true};
        e.windows(in_a_row, 14);
        all += e.count();
    }
    tried("cables that lose, repeat, swap and cut frames", all);
}
