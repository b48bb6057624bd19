// SPDX-License-Identifier: BSL-1.0
/// \file
/// Each rule of `host_rules.hpp`, kept and broken, through the hosts it is for; and real devices through all of them.
#include <cdcnet/usb/builder.hpp>
#include <cdcnet/usb/compatibility.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "constant.hpp"
#include "sets.hpp"

#ifdef CDCNET_SHARED_DIR
#include <fstream>
#include <nlohmann/json.hpp>
#endif

using namespace cdcnet;
using namespace cdcnet::usb;

namespace {

/// The facts about a device, owned.
struct sample {
    sets::octets configuration{};
    std::optional<ncm::ntb_parameters> parameters{ncm::ntb_parameters{.in = {16384, 4, 0, 4}, .out = {16384, 4, 0, 4, 0}}};
    std::optional<sets::octets> microsoft_os{};
    std::optional<mac_address> mac{};

    [[nodiscard]] device_facts facts() const {
        device_facts out{.configuration = configuration, .parameters = parameters, .mac = mac};
        if (microsoft_os) out.microsoft_os = bytes{*microsoft_os};
        return out;
    }
};

sets::octets mbim_1500() { return sets::of({12, 0x24, 27, 0x00, 0x01, 0x00, 0x10, 0x20, 0x80, 0xdc, 0x05, 0x00}); }
sets::octets mbim_extended() { return sets::of({8, 0x24, 28, 0x00, 0x01, 1, 0xdc, 0x05}); }

sets::octets set_with_id(unsigned interface, const char (&id)[9]) {
    sets::octets raw = sets::of({10, 0, 0, 0, 0, 0, 3, 6, 46, 0, 8, 0, 1, 0, 0, 0, 36, 0, 8, 0, 2, 0, interface, 0, 28, 0, 20, 0, 3, 0});
    for (std::size_t i = 0; i < 16; ++i) raw.push_back(i < 8 ? static_cast<std::byte>(id[i]) : std::byte{});
    return raw;
}
constexpr char winncm[9] = {'W', 'I', 'N', 'N', 'C', 'M'};
constexpr char mbim_id[9] = {'M', 'B', 'I', 'M'};

/// A device that keeps all rules.
sample good_ncm() {
    using namespace sets;
    return {.configuration =
                sets::configuration({association(0, 2), interface(0, 0, 2, 13, 0, 1), header(), union_of(0, 1), ethernet(), sets::ncm(0x01),
                                     interrupt(0x81), interface(1, 0, 10, 0, 1), interface(1, 1, 10, 0, 1, 2), bulk(0x82), bulk(0x02)}),
            .microsoft_os = set_with_id(0, winncm),
            .mac = mac_address::parse("001122334455").value()};
}
sample good_mbim() {
    using namespace sets;
    return {
        .configuration = sets::configuration({association(0, 2, 2, 14), interface(0, 0, 2, 14, 0, 1), header(), union_of(0, 1), mbim_1500(),
                                              mbim_extended(), interrupt(0x81), interface(1, 0, 10, 0, 2), interface(1, 1, 10, 0, 2, 2),
                                              bulk(0x82), bulk(0x02), interface(2, 0, 8, 6, 0x50, 2), bulk(0x83), bulk(0x03)}),
        .microsoft_os = sets::octets{}};
}
sample good_dual() {
    using namespace sets;
    return {.configuration = sets::configuration({association(0, 2),
                                                  interface(0, 0, 2, 13, 0, 1),
                                                  header(),
                                                  union_of(0, 1),
                                                  ethernet(),
                                                  sets::ncm(0x01),
                                                  interrupt(0x81),
                                                  interface(0, 1, 2, 14, 0, 1),
                                                  header(),
                                                  union_of(0, 1),
                                                  mbim_1500(),
                                                  mbim_extended(),
                                                  interrupt(0x81),
                                                  interface(1, 0, 10, 0, 1),
                                                  interface(1, 1, 10, 0, 1, 2),
                                                  bulk(0x82),
                                                  bulk(0x02),
                                                  interface(1, 2, 10, 0, 2, 2),
                                                  bulk(0x82),
                                                  bulk(0x02)}),
            .microsoft_os = set_with_id(0, mbim_id)};
}

/// The sample with the first bytes that are `from` replaced.
sample with(sample s, const sets::octets& from, const sets::octets& to) {
    sets::octets& raw = s.configuration;
    const auto at = std::search(raw.begin(), raw.end(), from.begin(), from.end());
    REQUIRE(at != raw.end());
    const auto rest = raw.erase(at, at + static_cast<std::ptrdiff_t>(from.size()));
    raw.insert(rest, to.begin(), to.end());
    raw[2] = static_cast<std::byte>(raw.size() % 256);
    raw[3] = static_cast<std::byte>(raw.size() / 256);
    return s;
}
sample without(const sample& s, const sets::octets& part) { return with(s, part, {}); }
sample with_mac(sample s, const char* text) {
    s.mac = mac_address::parse(text).value();
    return s;
}
sample with_set(sample s, std::optional<sets::octets> set) {
    s.microsoft_os = std::move(set);
    return s;
}
template <class Change>
sample with_parameters(sample s, Change change) {
    change(*s.parameters);
    return s;
}
sample with_last_length(sample s, unsigned length) {
    s.configuration[s.configuration.size() - 7] = static_cast<std::byte>(length);
    return s;
}

constexpr host l = host::linux_kernel;
constexpr host w21 = host::windows_2021;
constexpr host w26 = host::windows_2026;
constexpr host wm = host::windows_mbim;
constexpr host mac = host::macos;
constexpr host a = host::android;
constexpr host ios = host::ios;

/// A way to break a rule, and who minds.
struct breach {
    std::string rule;
    std::vector<host> hosts;  ///< of those that have a driver for the sample
    severity how;
    const char* field;
    sample kept;
    sample broken;
};

std::vector<breach> breaches() {
    using namespace sets;
    using p = ncm::ntb_parameters;
    const sample n = good_ncm();
    const sample m = good_mbim();
    const sample d = good_dual();
    const auto refusal = severity::refusal;
    const auto warning = severity::warning;
    const auto block = [&](auto change) { return with_parameters(n, change); };
    return {
        {"configuration", {l, w21, w26, wm, mac, a, ios}, refusal, "wTotalLength", d, with_last_length(d, 8)},
        {"configuration", {l, w21, w26, wm, mac, a, ios}, refusal, "wTotalLength", d, with_last_length(d, 0)},
        {"communication-protocol",
         {l, a},
         refusal,
         "bInterfaceProtocol",
         n,
         with(n, interface(0, 0, 2, 13, 0, 1), interface(0, 0, 2, 13, 0xfe, 1))},
        {"communication-protocol",
         {l},
         refusal,
         "bInterfaceProtocol",
         m,
         with(m, interface(0, 0, 2, 14, 0, 1), interface(0, 0, 2, 14, 1, 1))},
        {"notification-endpoint", {l, a}, refusal, "ENDPOINT", n, without(n, interrupt(0x81))},
        {"notification-endpoint", {l}, refusal, "ENDPOINT", m, with(m, interrupt(0x81), interrupt(0x01))},
        {"one-notification-endpoint",
         {w21, w26},
         refusal,
         "bNumEndpoints",
         n,
         with(n, interface(0, 0, 2, 13, 0, 1), interface(0, 0, 2, 13, 0, 2))},
        {"notification-size", {w21, w26}, warning, "wMaxPacketSize", n, with(n, interrupt(0x81), interrupt(0x81, 15))},
        {"grouping", {wm}, warning, "INTERFACE_ASSOCIATION", m, without(m, association(0, 2, 2, 14))},
        {"data-interface", {l, a}, refusal, "UNION", n, without(without(n, association(0, 2)), union_of(0, 1))},
        {"data-setting-0", {l, w21, w26, a}, refusal, "bAlternateSetting", n, without(n, interface(1, 0, 10, 0, 1))},
        {"data-setting-0", {l}, refusal, "bAlternateSetting", m, without(m, interface(1, 0, 10, 0, 2))},
        {"data-setting", {l, a}, refusal, "bAlternateSetting", n, with(n, interface(1, 1, 10, 0, 1, 2), interface(1, 2, 10, 0, 1, 2))},
        {"data-setting", {l, a}, refusal, "bAlternateSetting", n, with(n, bulk(0x02), bulk(0x83))},
        {"data-setting", {l}, refusal, "bAlternateSetting", d, with(d, interface(1, 2, 10, 0, 2, 2), interface(1, 3, 10, 0, 2, 2))},
        {"data-protocol",
         {w21, w26},
         refusal,
         "bInterfaceProtocol",
         n,
         with(n, interface(1, 1, 10, 0, 1, 2), interface(1, 1, 10, 0, 0, 2))},
        {"data-endpoints", {w21, w26}, refusal, "bNumEndpoints", n, with(n, interface(1, 1, 10, 0, 1, 2), interface(1, 1, 10, 0, 1, 3))},
        {"data-endpoints", {w21, w26}, refusal, "bNumEndpoints", n, with(n, bulk(0x02), interrupt(0x02))},
        {"ncm-descriptor", {l, a}, refusal, "NCM", n, without(n, sets::ncm(0x01))},
        {"ncm-length", {w21, w26}, refusal, "bLength", n, with(n, sets::ncm(0x01), of({7, 0x24, 26, 0, 1, 1, 0}))},
        {"ethernet-descriptor", {l, w21, w26, a}, refusal, "ETHERNET", n, without(n, ethernet())},
        {"ethernet-length", {w21, w26}, refusal, "bLength", n, with(n, ethernet(), of({14, 0x24, 15, 4, 0, 0, 0, 0, 0xea, 5, 0, 0, 0, 0}))},
        {"mac-address-string",
         {l, w21, w26, a},
         refusal,
         "iMACAddress",
         n,
         with(n, ethernet(), of({13, 0x24, 15, 0, 0, 0, 0, 0, 0xea, 5, 0, 0, 0}))},
        {"mac-address-local", {a}, refusal, "iMACAddress", n, with_mac(n, "021122334455")},
        {"segment-size",
         {l, w21, w26, a},
         warning,
         "wMaxSegmentSize",
         n,
         with(n, ethernet(), of({13, 0x24, 15, 4, 0, 0, 0, 0, 0xe9, 5, 0, 0, 0}))},
        {"packet-filter", {mac, ios}, warning, "bmNetworkCapabilities", n, with(n, sets::ncm(0x01), sets::ncm(0x3e))},
        {"mbim-descriptor", {l}, refusal, "MBIM", m, without(m, mbim_1500())},
        {"mbim-segment-size", {wm}, warning, "wMaxSegmentSize", m, with(m, mbim_1500(), sets::mbim())},
        {"mbim-segment-size",
         {wm},
         warning,
         "wMaxSegmentSize",
         m,
         with(m, of({0x20, 0x80, 0xdc, 0x05, 0x00}), of({0x20, 0x80, 0xff, 0x04, 0x00}))},
        {"mbim-extended-version",
         {wm},
         warning,
         "bcdMBIMExtendedVersion",
         m,
         with(m, mbim_extended(), of({8, 0x24, 28, 0, 2, 1, 0xdc, 5}))},
        {"microsoft-os-set", {w21, w26}, warning, "wTotalLength", n, with_set(n, of({10, 0, 0, 0, 0, 0, 3, 6, 46, 0}))},
        {"winncm-id", {w21, w26}, warning, "CompatibleID", n, with_set(n, octets{})},
        {"winncm-id", {w21, w26}, warning, "CompatibleID", n, with_set(n, set_with_id(1, winncm))},
        {"mbim-id", {wm}, refusal, "CompatibleID", d, with_set(d, octets{})},
        {"mbim-id", {wm}, refusal, "CompatibleID", d, with_set(d, set_with_id(0, winncm))},
        {"ntb16", {w21, w26}, refusal, "bmNtbFormatsSupported", n, block([](p& q) { q.formats_supported = 2; })},
        {"out-divisor", {w26}, refusal, "wNdpOutDivisor", n, block([](p& q) { q.out.divisor = 1; })},
        {"out-divisor", {w26}, refusal, "wNdpOutDivisor", n, block([](p& q) { q.out.divisor = 2; })},
        {"out-divisor", {w26}, refusal, "wNdpOutDivisor", n, block([](p& q) { q.out.divisor = 12; })},
        {"out-divisor", {w26}, refusal, "wNdpOutDivisor", n, block([](p& q) { q.out.divisor = 32768; })},
        {"in-divisor", {w26}, warning, "wNdpInDivisor", n, block([](p& q) { q.in.divisor = 1; })},
        {"out-divisor-taken", {l, a}, warning, "wNdpOutDivisor", block([](p& q) { q.out.divisor = 1; }), block([](p& q) {
             q.out.divisor = 12;
         })},
        {"out-divisor-taken", {l, a}, warning, "wNdpOutDivisor", n, block([](p& q) { q.out.divisor = 16384; })},
        {"out-divisor-taken", {l, a}, warning, "wNdpOutDivisor", n, block([](p& q) { q.out.divisor = 0; })},
        {"out-divisor-taken", {l, a}, warning, "wNdpOutDivisor", block([](p& q) { q.out = {0, 128, 0, 4, 0}; }), block([](p& q) {
             q.out = {512, 512, 0, 4, 0};
         })},
        {"out-divisor-taken", {l, a}, warning, "wNdpOutDivisor", block([](p& q) { q.out = {16385, 16384, 0, 4, 0}; }), block([](p& q) {
             q.out = {65536, 32768, 0, 4, 0};
         })},
        {"out-remainder-taken",
         {l, a},
         warning,
         "wNdpOutPayloadRemainder",
         block([](p& q) { q.out.payload_remainder = 3; }),
         block([](p& q) { q.out.payload_remainder = 4; })},
        {"out-remainder-taken",
         {l, a},
         warning,
         "wNdpOutPayloadRemainder",
         block([](p& q) { q.out = {4096, 2048, 8, 4, 0}; }),
         block([](p& q) { q.out = {2048, 2048, 8, 4, 0}; })},
        {"out-remainder-taken",
         {l, a},
         warning,
         "wNdpOutPayloadRemainder",
         block([](p& q) { q.out = {65536, 16384, 100, 4, 0}; }),
         block([](p& q) { q.out = {65536, 32768, 100, 4, 0}; })},
        {"out-alignment-taken", {l, a}, warning, "wNdpOutAlignment", n, block([](p& q) { q.out.ndp_alignment = 2; })},
        {"out-alignment-taken", {l, a}, warning, "wNdpOutAlignment", n, block([](p& q) { q.out.ndp_alignment = 24; })},
        {"out-alignment-taken", {l, a}, warning, "wNdpOutAlignment", block([](p& q) { q.out = {0, 4, 0, 128, 0}; }), block([](p& q) {
             q.out = {512, 4, 0, 512, 0};
         })},
        {"out-alignment-taken", {l, a}, warning, "wNdpOutAlignment", block([](p& q) { q.out = {65536, 4, 0, 16384, 0}; }), block([](p& q) {
             q.out = {65536, 4, 0, 32768, 0};
         })},
        {"out-size", {l, a}, warning, "dwNtbOutMaxSize", block([](p& q) { q.out.max_size = 2048; }), block([](p& q) {
             q.out.max_size = 2047;
         })},
        {"in-size", {l, a}, warning, "dwNtbInMaxSize", block([](p& q) { q.in.max_size = 2048; }), block([](p& q) { q.in.max_size = 0; })},
        {"in-size-windows", {w21, w26}, warning, "dwNtbInMaxSize", block([](p& q) { q.in.max_size = 65536; }), block([](p& q) {
             q.in.max_size = 65537;
         })},
        {"mbim-block-size",
         {l},
         warning,
         "dwNtbOutMaxSize",
         with_parameters(m, [](p& q) { q.out.max_size = 2048; }),
         with_parameters(with(m, mbim_1500(), sets::mbim()), [](p& q) { q.out.max_size = 2048; })},
    };
}

}  // namespace

TEST_CASE("usb compatibility: samples that keep every rule") {
    for (const sample& s : {good_ncm(), good_mbim(), good_dual()}) {
        for (const host h : all_hosts) {
            const report found = judge(h, s.facts());
            for (const finding& f : found) FAIL_CHECK(name_of(h) << " finds " << f.broken->id);
        }
    }
    CHECK(judge(l, good_ncm().facts()).verdict() == verdict::accepted);
    CHECK(judge(w26, good_dual().facts()).verdict() == verdict::not_judged);  // the id MBIM gives it to the other driver
    CHECK(judge(wm, good_ncm().facts()).verdict() == verdict::not_judged);
    CHECK(judge(mac, good_mbim().facts()).verdict() == verdict::not_judged);
}

TEST_CASE("usb compatibility: each rule kept and broken, by whom it is for") {
    std::set<std::string> tried;
    for (const breach& b : breaches()) {
        CAPTURE(b.rule);
        tried.insert(b.rule);
        for (const host h : all_hosts) {
            CAPTURE(name_of(h));
            CHECK(judge(h, b.kept.facts()).find(b.rule) == nullptr);
            const report found = judge(h, b.broken.facts());
            const finding* f = found.find(b.rule);
            const bool minds = std::find(b.hosts.begin(), b.hosts.end(), h) != b.hosts.end();
            CHECK((f != nullptr) == minds);
            if (f == nullptr || !minds) continue;
            CHECK(f->broken->severity == b.how);
            CHECK(f->broken->field == b.field);
            CHECK(f->interface_number == (b.rule == "configuration" ? usb::function::no_interface : 0u));
            if (b.how == severity::refusal) CHECK(found.verdict() == verdict::refused);
            if (b.how == severity::warning) CHECK(found.verdict() == verdict::accepted_with_warning);
        }
    }
    for (const rule& r : rules) CHECK_MESSAGE(tried.count(std::string{r.id}) == 1, "no breach of " << r.id);
}

TEST_CASE("usb compatibility: rules are declared once, and whole") {
    std::set<std::string_view> ids;
    std::set<std::string_view> fields{"bmNtbFormatsSupported",   "dwNtbInMaxSize",   "dwNtbOutMaxSize", "wNdpInDivisor", "wNdpOutDivisor",
                                      "wNdpOutPayloadRemainder", "wNdpOutAlignment", "CompatibleID",    "bLength",       "ENDPOINT",
                                      "INTERFACE_ASSOCIATION"};
    const auto add = [&](const auto& table) {
        for (const field_info& f : table) fields.insert(f.name);
    };
    add(field_table<configuration_descriptor>);
    add(field_table<interface_descriptor>);
    add(field_table<endpoint_descriptor>);
    for (unsigned number = 0; number < 256; ++number) {
        const auto subtype = static_cast<functional_subtype>(number);
        fields.insert(name_of(subtype));
        add(layout_of(subtype).fields);
    }
    for (const rule& r : rules) {
        CAPTURE(r.id);
        CHECK(ids.insert(r.id).second);
        CHECK(fields.count(r.field) == 1);
        CHECK_FALSE(r.title.empty());
        CHECK_FALSE(r.otherwise.empty());
        CHECK_FALSE(r.source.empty());
        CHECK(std::any_of(all_hosts.begin(), all_hosts.end(), [&](host h) { return r.hosts.has(h); }));
    }
    for (const host h : all_hosts) CHECK_FALSE(name_of(h).empty());
    CHECK(judge(w26, ncm::ntb_parameters{.in = {2048, 1, 0, 4}}).find("in-divisor")->broken->confidence == confidence::one_report);
}

TEST_CASE("usb compatibility: the divisor of 2026") {
    // As TinyUSB announced it until September 2026.
    constexpr ncm::ntb_parameters divisor_1{.in = {3200, 1, 0, 4}, .out = {3200, 1, 0, 4, 6}};
    CHECK_CONSTANT(judge(host::windows_2021, divisor_1).verdict() == verdict::accepted);
    CHECK_CONSTANT(judge(host::windows_2026, divisor_1).verdict() == verdict::refused);
    CHECK_CONSTANT(judge(host::windows_2026, divisor_1).begin()->broken->field == "wNdpOutDivisor");
    CHECK_CONSTANT(judge(host::linux_kernel, divisor_1).verdict() == verdict::accepted);
    CHECK_CONSTANT(judge(host::macos, divisor_1).verdict() == verdict::not_judged);
    constexpr ncm::ntb_parameters divisor_4{.in = {3200, 4, 0, 4}, .out = {3200, 4, 0, 4, 6}};
    CHECK_CONSTANT(acceptable_to(host::windows_2026, divisor_4));
    CHECK_CONSTANT(acceptable_to(host::windows_2026, ncm::ntb_parameters{}));
    CHECK(judge(host::windows_2026, divisor_1).find("out-divisor")->broken->source.find("tinyusb/issues/3913") != std::string_view::npos);
}

TEST_CASE("usb compatibility: functional descriptors without a configuration") {
    const device_facts intel{.mbim = mbim_descriptor{.max_segment_size = 1500}, .mbim_extended = mbim_extended_descriptor{}};
    CHECK(judge(wm, intel).verdict() == verdict::accepted);
    CHECK(judge(w26, intel).verdict() == verdict::not_judged);
    const device_facts placeholder{.ncm = ncm_descriptor{}};
    CHECK(judge(mac, placeholder).find("packet-filter") != nullptr);
    CHECK(judge(wm, placeholder).verdict() == verdict::not_judged);
    CHECK(judge(l, device_facts{}).verdict() == verdict::not_judged);
}

TEST_CASE("usb compatibility: given descriptors take the place of those in the configuration") {
    const sample n = good_ncm();
    device_facts facts = n.facts();
    facts.ncm = ncm_descriptor{.capabilities = 0};
    CHECK(judge(ios, facts).find("packet-filter") != nullptr);
}

TEST_CASE("usb compatibility: what is not known is not judged") {
    sample n = good_ncm();
    n.parameters = std::nullopt;
    n.microsoft_os = std::nullopt;
    n.mac = std::nullopt;
    for (const host h : all_hosts) CHECK(judge(h, n.facts()).empty());
    CHECK(judge(a, n.facts()).judged() < judge(a, good_ncm().facts()).judged());
    sample d = good_dual();
    d.microsoft_os = std::nullopt;
    CHECK(judge(wm, d.facts()).find("mbim-id") == nullptr);
    CHECK(judge(w26, d.facts()).verdict() == verdict::accepted);
}

TEST_CASE("usb compatibility: CDC_WMC groups interfaces without an association") {
    sample m = without(good_mbim(), sets::association(0, 2, 2, 14));
    CHECK(judge(wm, m.facts()).find("grouping") != nullptr);
    m.microsoft_os = sets::of({10, 0, 0, 0, 0, 0, 3, 6, 30, 0, 20, 0, 3, 0, 'C', 'D', 'C', '_', 'W', 'M', 'C', 0, 0, 0, 0, 0, 0, 0, 0, 0});
    CHECK(judge(wm, m.facts()).find("grouping") == nullptr);
}

TEST_CASE("usb compatibility: every function is looked at") {
    using namespace sets;
    const octets two = sets::configuration({interface(0, 0, 2, 13, 0, 1), union_of(0, 1), ethernet(), sets::ncm(0x01), interrupt(0x81),
                                            interface(1, 0, 10, 0, 1), interface(1, 1, 10, 0, 1, 2), bulk(0x82), bulk(0x02),
                                            interface(4, 0, 2, 13, 0, 1), union_of(4, 5), ethernet(), sets::ncm(0x00), interrupt(0x83),
                                            interface(5, 0, 10, 0, 1), interface(5, 1, 10, 0, 1, 2), bulk(0x84), bulk(0x04)});
    const report found = judge(mac, {.configuration = two});
    REQUIRE(found.size() == 1);
    CHECK(found.begin()->broken->id == "packet-filter");
    CHECK(found.begin()->interface_number == 4);
}

TEST_CASE("usb compatibility: a Linux gadget passes, as it does in life") {
    const sets::octets raw = sets::copy(sets::linux_f_ncm);
    for (const host h : all_hosts) CHECK(judge(h, {.configuration = raw}).empty());
}

TEST_CASE("usb compatibility: a rule that two functions break is found once") {
    using namespace sets;
    const octets two = sets::configuration({interface(0, 0, 2, 13, 0, 1), union_of(0, 1), ethernet(), sets::ncm(0x00), interrupt(0x81),
                                            interface(1, 0, 10, 0, 1), interface(1, 1, 10, 0, 1, 2), bulk(0x82), bulk(0x02),
                                            interface(4, 0, 2, 13, 0, 1), union_of(4, 5), ethernet(), sets::ncm(0x00), interrupt(0x83),
                                            interface(5, 0, 10, 0, 1), interface(5, 1, 10, 0, 1, 2), bulk(0x84), bulk(0x04)});
    const report found = judge(mac, {.configuration = two});
    REQUIRE(found.size() == 1);
    CHECK(found.begin()->interface_number == 0);
}

TEST_CASE("usb compatibility: the compatible id is that of the function's first interface") {
    using namespace sets;
    const octets data_first =
        sets::configuration({interface(0, 0, 10, 0, 1), interface(0, 1, 10, 0, 1, 2), bulk(0x82), bulk(0x02), interface(1, 0, 2, 13, 0, 1),
                             union_of(1, 0), ethernet(), sets::ncm(0x01), interrupt(0x81)});
    const auto has_id = [&](unsigned interface_number) {
        const octets set = set_with_id(interface_number, winncm);
        return judge(w21, {.configuration = data_first, .microsoft_os = bytes{set}}).find("winncm-id") == nullptr;
    };
    CHECK(has_id(0));
    CHECK_FALSE(has_id(1));
}

TEST_CASE("usb compatibility: a functional descriptor that is too short is none") {
    const sample n = with(good_ncm(), sets::ncm(0x01), sets::of({5, 0x24, 26, 0x00, 0x01}));
    CHECK(judge(l, n.facts()).find("ncm-descriptor") != nullptr);
    CHECK(judge(w26, n.facts()).find("ncm-length") != nullptr);
}

TEST_CASE("usb compatibility: an association names the data interface, and groups its own interfaces only") {
    const sample n = without(good_ncm(), sets::union_of(0, 1));
    CHECK(judge(l, n.facts()).find("data-interface") == nullptr);
    const sample m = good_mbim();
    const auto own = sets::association(0, 2, 2, 14);
    CHECK(judge(wm, with(m, own, sets::association(2, 1, 2, 14)).facts()).find("grouping") != nullptr);
    sets::octets both = own;
    for (const std::byte octet : sets::association(2, 1, 8, 6)) both.push_back(octet);
    CHECK(judge(wm, with(m, own, both).facts()).find("grouping") == nullptr);
}

TEST_CASE("usb compatibility: of settings with one number the first counts") {
    using namespace sets;
    const auto judged = [](const octets& raw) { return judge(l, {.configuration = raw}); };
    const octets first_is_whole = sets::configuration({interface(0, 0, 2, 13, 0, 1), union_of(0, 1), ethernet(), sets::ncm(0x01),
                                                       interrupt(0x81), interface(0, 1, 2, 13, 0xfe, 0), interface(1, 0, 10, 0, 1),
                                                       interface(1, 1, 10, 0, 1, 2), bulk(0x82), bulk(0x02), interface(1, 1, 10, 0, 1, 0)});
    CHECK(judged(first_is_whole).empty());
    const octets last_is_whole = sets::configuration({interface(0, 0, 2, 13, 0xfe, 0), union_of(0, 1), ethernet(), sets::ncm(0x01),
                                                      interface(0, 1, 2, 13, 0, 1), interrupt(0x81), interface(1, 0, 10, 0, 1),
                                                      interface(1, 1, 10, 0, 1, 0), interface(1, 1, 10, 0, 1, 2), bulk(0x82), bulk(0x02)});
    for (const char* const rule : {"communication-protocol", "notification-endpoint", "data-setting"})
        CHECK(judged(last_is_whole).find(rule) != nullptr);
}

TEST_CASE("usb compatibility: each functional descriptor alone says what the function speaks") {
    CHECK(judge(wm, {.mbim_extended = mbim_extended_descriptor{}}).verdict() == verdict::accepted);
    CHECK(judge(w26, {.mbim_extended = mbim_extended_descriptor{}}).verdict() == verdict::not_judged);
    CHECK(judge(l, {.ethernet = ethernet_descriptor{.mac_address_string = 0}}).find("mac-address-string") != nullptr);
    CHECK(judge(wm, {.ethernet = ethernet_descriptor{}}).verdict() == verdict::not_judged);
    const sets::octets of_device =
        sets::of({10, 0, 0, 0, 0, 0, 3, 6, 30, 0, 20, 0, 3, 0, 'M', 'B', 'I', 'M', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    const auto id_fits = [&](std::optional<bytes> set) {
        return judge(w21, {.ncm = ncm_descriptor{}, .microsoft_os = set}).find("winncm-id") == nullptr;
    };
    CHECK(id_fits(std::nullopt));
    CHECK_FALSE(id_fits(bytes{of_device}));
}

// A walk through the configuration for every function takes more steps than compilers do for a constant.
constexpr auto crowd_of_functions = sets::crowd<64>(14);
constexpr auto crowd_of_one = sets::crowd<1>(14);
constexpr std::size_t judged_of(bytes raw) { return judge(host::linux_kernel, {.configuration = raw}).judged(); }
TEST_CONSTANT(judged_of(crowd_of_functions) == 64 * judged_of(crowd_of_one));

TEST_CASE("usb compatibility: words") {
    const std::string_view hosts[] = {"linux_kernel", "windows_2021", "windows_2026", "windows_mbim", "macos", "android", "ios"};
    for (std::size_t n = 0; n < all_hosts.size(); ++n) CHECK(name_of(all_hosts[n]) == hosts[n]);
    CHECK(name_of(static_cast<host>(200)).empty());
    CHECK(name_of(verdict::not_judged) == "not judged");
    CHECK(name_of(verdict::accepted) == "accepted");
    CHECK(name_of(verdict::accepted_with_warning) == "accepted with a warning");
    CHECK(name_of(verdict::refused) == "refused");
    CHECK(name_of(static_cast<verdict>(200)).empty());
    CHECK(name_of(severity::refusal) == "refusal");
    CHECK(name_of(severity::warning) == "warning");
    CHECK(name_of(confidence::documented) == "documented");
    CHECK(name_of(confidence::several_reports) == "several reports");
    CHECK(name_of(confidence::one_report) == "one report");
    CHECK(name_of(static_cast<confidence>(200)).empty());
    const host_set some{host::macos, host::ios};
    for (const host h : all_hosts) CHECK(some.has(h) == (h == host::macos || h == host::ios));
}

#ifndef CDCNET_SHARED_DIR
TEST_CASE("usb compatibility: real devices, skipped, no captures here") { MESSAGE("skipped: CDCNET_SHARED_DIR is not set"); }
#else
namespace {

using nlohmann::json;

std::vector<json> lines_of(const std::string& name) {
    std::ifstream file{std::string{CDCNET_SHARED_DIR "/captures/"}.append(name)};
    REQUIRE(file);
    std::vector<json> out;
    for (std::string line; std::getline(file, line);)
        if (!line.empty()) out.push_back(json::parse(line));
    REQUIRE_FALSE(out.empty());
    return out;
}

/// A parameter block of the fields that are known; the others are such that nobody minds them.
ncm::ntb_parameters parameters_of(const json& known) {
    ncm::ntb_parameters p{.in = {16384, 4, 0, 4}, .out = {16384, 4, 0, 4, 0}};
    const auto set = [&](const char* name, auto& member) {
        if (known.contains(name) && known[name].is_number()) member = known[name].get<std::remove_reference_t<decltype(member)>>();
    };
    set("bmNtbFormatsSupported", p.formats_supported);
    set("dwNtbInMaxSize", p.in.max_size);
    set("wNdpInDivisor", p.in.divisor);
    set("wNdpInPayloadRemainder", p.in.payload_remainder);
    set("wNdpInAlignment", p.in.ndp_alignment);
    set("dwNtbOutMaxSize", p.out.max_size);
    set("wNdpOutDivisor", p.out.divisor);
    set("wNdpOutPayloadRemainder", p.out.payload_remainder);
    set("wNdpOutAlignment", p.out.ndp_alignment);
    set("wNtbOutMaxDatagrams", p.out.max_datagrams);
    return p;
}

/// Functional descriptors that are all that is known of a device.
device_facts functional_of(const std::vector<sets::octets>& raw) {
    device_facts facts;
    for (const sets::octets& d : raw) {
        if (const auto found = parse<ncm_descriptor>(d)) facts.ncm = *found;
        if (const auto found = parse<ethernet_descriptor>(d)) facts.ethernet = *found;
        if (const auto found = parse<mbim_descriptor>(d)) facts.mbim = *found;
        if (const auto found = parse<mbim_extended_descriptor>(d)) facts.mbim_extended = *found;
    }
    return facts;
}

/// What somebody finds, as "HOST: RULE"; what nobody minds is left out.
std::set<std::string> findings_of(const device_facts& facts) {
    std::set<std::string> out;
    for (const host h : all_hosts)
        for (const finding& f : judge(h, facts)) out.insert(std::string{name_of(h)} + ": " + std::string{f.broken->id});
    return out;
}

/// A line for each host: what it makes of the device, and why.
std::string row(const device_facts& facts) {
    std::string out;
    for (const host h : all_hosts) {
        const report found = judge(h, facts);
        out += "\n    " + std::string{name_of(h)} + ": " + std::string{name_of(found.verdict())};
        for (const finding& f : found) out += ", " + std::string{f.broken->id} + " (" + std::string{f.broken->field} + ")";
    }
    return out;
}

}  // namespace

TEST_CASE("usb compatibility: the descriptor sets of real devices") {
    // What Windows would rather have: an MTU in wMaxSegmentSize.  All of these devices are in use with Windows.
    const std::set<std::string> mtu{"windows_mbim: mbim-segment-size"};
    const std::set<std::string> apple{"macos: packet-filter", "ios: packet-filter"};
    const std::set<std::string> nothing{};
    const std::vector<std::pair<std::string, std::set<std::string>>> expected{{"D01", mtu},     {"D02", mtu},   {"D04", nothing},
                                                                              {"D05", mtu},     {"D07", mtu},   {"D08", mtu},
                                                                              {"D10", nothing}, {"D11", apple}, {"D13", nothing}};
    std::size_t seen = 0;
    for (const json& device : lines_of("descriptors.jsonl")) {
        const std::string id = device["id"];
        std::vector<sets::octets> raw;
        for (const char* list : {"configurations_hex", "functional_descriptors_hex"})
            if (device.contains(list))
                for (const json& hex : device[list]) raw.push_back(sets::from_hex(hex));
        if (raw.empty()) continue;
        const device_facts facts = device.contains("configurations_hex") ? device_facts{.configuration = raw[0]} : functional_of(raw);
        MESSAGE(id << " " << device["device"].get<std::string>() << row(facts));
        const auto want = std::find_if(expected.begin(), expected.end(), [&](const auto& e) { return e.first == id; });
        REQUIRE_MESSAGE(want != expected.end(), "no expectation for " << id);
        CHECK(findings_of(facts) == want->second);
        ++seen;
    }
    CHECK(seen == expected.size());
}

TEST_CASE("usb compatibility: the NTB parameters of real devices") {
    std::size_t seen = 0;
    for (const json& device : lines_of("ntb-params.jsonl")) {
        const json& known = device["params"];
        const ncm::ntb_parameters parameters = parameters_of(known);
        if (device.contains("hex")) CHECK(ncm::ntb_parameters::parse(sets::from_hex(device["hex"])).value() == parameters);
        const device_facts facts{.parameters = parameters};
        MESSAGE(device["id"].get<std::string>() << " " << device["device"].get<std::string>() << row(facts));
        const bool is_odd = device["id"] == "P03";  // IN divisor 1
        CHECK(findings_of(facts) == (is_odd ? std::set<std::string>{"windows_2026: in-divisor"} : std::set<std::string>{}));
        ++seen;
    }
    CHECK(seen >= 17);
}
#endif
