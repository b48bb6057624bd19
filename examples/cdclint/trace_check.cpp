// SPDX-License-Identifier: BSL-1.0
#include "trace_check.hpp"

#include <algorithm>
#include <cdcnet/mbim/conformance.hpp>

#include "datagram_facts.hpp"
#include "device_facts.hpp"

namespace cdclint {

namespace rules = cdcnet::mbim::conformance;
namespace usb = cdcnet::usb;
using cdcdump::direction;
using cdcdump::origin;

namespace {

/// Logs do not tell who sent a message but by its type, and that proves nothing about who may send it.
rules::sender sender_of(const origin& where) noexcept {
    if (!where.on_usb || where.way == direction::unknown) return rules::sender::unknown;
    return where.way == direction::to_device ? rules::sender::host : rules::sender::function;
}

std::optional<cdcnet::mbim::instant> instant_of(const origin& where) noexcept {
    if (where.time_ns == cdcdump::no_time) return std::nullopt;
    return cdcnet::mbim::instant{static_cast<std::uint32_t>(static_cast<std::uint64_t>(where.time_ns) / 1'000'000)};
}

/// What the first MBIM function of a configuration says of itself; what the user has said counts more.
rules::descriptor_facts described(cdcnet::bytes raw, rules::descriptor_facts facts) {
    const auto parsed = usb::configuration::parse(raw);
    if (!parsed) return facts;
    constexpr std::size_t most_functions = 256;
    std::vector<usb::function> storage(most_functions);
    const auto functions = usb::classify(*parsed, storage);
    if (!functions) return facts;
    for (const usb::function& f : *functions) {
        const auto mbim = f.functional<usb::mbim_descriptor>();
        if (!mbim) continue;
        if (!facts.max_control_message) facts.max_control_message = mbim->max_control_message;
        if (!facts.max_segment_size) facts.max_segment_size = mbim->max_segment_size;
        const auto extended = f.functional<usb::mbim_extended_descriptor>();
        if (extended && !facts.mtu) facts.mtu = extended->mtu;
        if (extended && !facts.extended_version) facts.extended_version = extended->version;
        break;
    }
    return facts;
}

void add(totals& sum, std::size_t index, const rules::outcome& of) {
    rule_tally& r =
        *std::find_if(sum.rules.begin(), sum.rules.end(), [&](const rule_tally& t) { return t.which == &rules::all_rules[index]; });
    r.kept += of.kept;
    r.broken += of.broken;
    r.undecidable += of.undecidable;
}

}  // namespace

/// One device of an input.
class trace_check::watched_device {
public:
    watched_device(const origin& first, const options& chosen, printer& out) : first_{first}, chosen_{chosen}, out_{out} {
        frames_.push_back(place_in_input(first));
        checker_.know(chosen.facts);
        facts_.where = first;
        checker_.describe(chosen.descriptors, tell());
    }

    [[nodiscard]] bool has_spoken() const noexcept { return frames_.size() > 1; }

    void receive(const cdcdump::frame_record& r) {
        frames_.push_back(place_in_input(r.where));
        // A clock that was set back tells nothing about how long anything took.
        const bool goes_on = r.where.time_ns >= latest_ns_;
        latest_ns_ = std::max(latest_ns_, r.where.time_ns);
        checker_.receive(sender_of(r.where), r.data, tell(), goes_on ? instant_of(r.where) : std::nullopt);
    }
    void connection(bool is_up) { checker_.connection(is_up, tell()); }
    void datagrams(const cdcnet::ncm::ntb& block) {
        for (const cdcnet::ncm::datagram d : block) {
            if (d.stream.kind() != cdcnet::ncm::stream_kind::ips) continue;
            watch_datagrams();
            const rules::datagram_fact shown = fact_of(d.bytes);
            if (shown != rules::datagram_fact::none) checker_.datagram(d.stream.session(), shown, tell());
        }
    }
    void describe(const cdcdump::configuration_record& r) {
        const bool is_another = facts_.device && r.device && facts_.device != r.device;
        if (is_another) facts_ = {};
        facts_.where = r.where;
        facts_.device = r.device;
        facts_.configurations = {{r.raw.begin(), r.raw.end()}};
        checker_.describe(described(r.raw, chosen_.descriptors), tell());
    }
    void know(const cdcnet::ncm::ntb_parameters& parameters) {
        if (!facts_.has_any()) facts_.where = first_;
        facts_.others.parameters = parameters;
    }
    void know_string(const cdcdump::string_record& r) { facts_.strings[r.index].assign(r.raw.begin(), r.raw.end()); }
    void know_microsoft_os(const cdcdump::microsoft_os_record& r) { facts_.microsoft_os.emplace(r.raw.begin(), r.raw.end()); }

    /// There is no more of it.
    void finish() {
        checker_.finish(tell());
        out_.sum().messages += frames_.size() - 1;
        for (std::size_t i = 0; i < rules::all_rules.size(); ++i)
            if (is_chosen(i)) add(out_.sum(), i, checker_.outcome_of(i).value_or(rules::outcome{}));
        for (const host_table& table : tables_of(facts_, chosen_.hosts))
            if (table.is_judged()) out_.tell(table);
    }

private:
    /// Where a frame was; device and endpoint are the same for all.
    struct frame_place {
        std::uint64_t number{};
        std::int64_t time_ns{};
    };

    /// Times of a log count from anywhere, which is enough for rules and nothing to print.
    static frame_place place_in_input(const origin& where) noexcept {
        return {where.number, where.unit == cdcdump::origin_unit::packet ? where.time_ns : cdcdump::no_time};
    }
    [[nodiscard]] place place_of(std::uint32_t message) const {
        const frame_place& of = frames_[std::min<std::size_t>(message, frames_.size() - 1)];
        origin where = first_;
        where.number = of.number;
        where.time_ns = of.time_ns;
        where.way = direction::unknown;
        return {message, where};
    }
    [[nodiscard]] bool is_chosen(std::size_t index) const noexcept {
        return (rules::all_rules[index].in & chosen_.profile) != rules::profile::none;
    }
    /// Rules keep nothing, so that leaving out their findings leaves out the rules.
    void found(const rules::finding& f) {
        if (!is_chosen(f.index)) return;
        const auto since = f.since == 0 ? std::nullopt : std::optional{place_of(f.since)};
        out_.tell(trace_finding{f.text(), f.field, f.found, place_of(f.number), since});
    }
    struct listener {
        watched_device& of;
        void operator()(const rules::finding& f) const { of.found(f); }
    };
    [[nodiscard]] listener tell() noexcept { return {*this}; }
    void watch_datagrams() {
        if (checker_.facts().watches_datagrams) return;
        rules::outside_facts facts = checker_.facts();
        facts.watches_datagrams = true;
        checker_.know(facts);
    }

    static constexpr std::size_t sessions = 64;
    static constexpr std::size_t pending = 64;

    origin first_;
    const options& chosen_;
    printer& out_;
    std::int64_t latest_ns_{cdcdump::no_time};
    std::vector<frame_place> frames_{};  ///< by message number; before them, where the device was seen first
    device_facts facts_{};
    rules::fixed_checker<rules::every_profile, sessions, pending> checker_{};
};

trace_check::trace_check(const options& chosen, printer& out) : chosen_{chosen}, out_{out} {
    if (!out_.sum().rules.empty()) return;  // an earlier input
    for (const rules::rule& r : rules::all_rules)
        if ((r.in & chosen.profile) != rules::profile::none) out_.sum().rules.push_back({&r});
}

trace_check::~trace_check() = default;

trace_check::watched_device& trace_check::device_at(const origin& where) {
    return devices_.at(
        where.bus, where.device, [&] { return std::make_unique<watched_device>(where, chosen_, out_); },
        [&](watched_device& d) {
            d.finish();
            ++out_.sum().forgotten;
        });
}

void trace_check::finish() {
    ++out_.sum().traces;
    devices_.each([](watched_device& d) { d.finish(); });
    devices_.clear();
}

void trace_check::frame(const cdcdump::frame_record& r) {
    // Of a frame that is not whole nothing is known but that there was one; cdcdump reports it as a fault.
    if (!r.cut) device_at(r.where).receive(r);
}

void trace_check::usb(const cdcdump::usb_record& r) {
    if (r.event != "notification") return;
    for (const cdcdump::usb_record::member& m : r.members)
        if (m.name == "connected") device_at(r.where).connection(std::get<std::uint64_t>(m.value) != 0);
}

void trace_check::block(const cdcdump::block_record& r) {
    if (r.where.way == direction::to_host) device_at(r.where).datagrams(r.ntb);
}

void trace_check::configuration(const cdcdump::configuration_record& r) {
    watched_device* device = &device_at(r.where);
    if (device->has_spoken()) {  // the address belongs to another device, or the function has been left
        device->finish();
        devices_.erase(r.where.bus, r.where.device);
        device = &device_at(r.where);
    }
    device->describe(r);
}

void trace_check::parameters(const cdcdump::parameters_record& r) { device_at(r.where).know(r.parameters); }

void trace_check::string(const cdcdump::string_record& r) { device_at(r.where).know_string(r); }

void trace_check::microsoft_os(const cdcdump::microsoft_os_record& r) { device_at(r.where).know_microsoft_os(r); }

void trace_check::fault(const cdcdump::fault_record&) { ++out_.sum().malformed; }

}  // namespace cdclint
