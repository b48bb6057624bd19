// SPDX-License-Identifier: BSL-1.0
/// \file
/// What TLVs hold, as tshark sees it, which shares no code with the library: each payload that it knows, in a message, with
/// the fields that it shows.
#include <doctest/doctest.h>

#include <cdcnet/mbim/catalogue.hpp>
#include <cdcnet/mbim/tlv_payload.hpp>
#include <string>
#include <vector>

#include "mbim/tshark.hpp"

using namespace cdcnet::mbim;
using namespace cdcnet::literals;
namespace mbimex = cdcnet::mbimex;
using cdcnet::bytes;
using cdcnet::mutable_bytes;

namespace {

using octets = std::vector<std::byte>;
using texts = std::vector<std::string>;  ///< fields of tshark, `SST: 1`
using component = traffic_component;
using kind = ursp_traffic_component_type;

template <class T>
octets built(const T& value) {
    octets out(256);
    const auto made = build(mutable_bytes{out}, value);
    REQUIRE(made);
    out.resize(made->size());
    return out;
}
octets octets_of(std::string_view text) {
    octets all;
    for (const char c : text) all.push_back(static_cast<std::byte>(c));
    return all;
}
texts joined(std::initializer_list<texts> lists) {
    texts all;
    for (const texts& l : lists) all.insert(all.end(), l.begin(), l.end());
    return all;
}
std::string number(const char* name, std::uint64_t n) { return std::string{name} + ": " + std::to_string(n); }
/// tshark reads the three bytes in the other order.
std::string differentiator(const char* name, std::uint32_t sd) { return number(name, (sd & 0xff) << 16 | (sd & 0xff00) | sd >> 16); }

/// TLVs, and what tshark shows of each.
class examples {
public:
    struct one {
        tlv_type type;
        octets data;
        texts shown;
    };

    examples() {
        slices();
        areas();
        wakes();
        add(tlv_type::os_id, os_id{android}, {"Data: 97a498e3-fc92-5c94-8986-0333d06e4e47"});
        add(tlv_type::_3gpp_rel_version, _3gpp_rel_version{16}, {"Data: 16"});
        add(tlv_type::session_id, session_id{3}, {"Data: 3"});
        traffic();
    }

    [[nodiscard]] const std::vector<one>& all() const { return all_; }

private:
    static constexpr auto android = "97a498e3-fc92-5c94-8986-0333d06e4e47"_uuid;

    template <class T>
    void add(tlv_type type, const T& value, texts shown) {
        all_.push_back({type, built(value), std::move(shown)});
    }

    void slices() {
        add(tlv_type::single_nssai, snssai{.sst = 1}, {"Length: 1", "SST: 1"});
        const snssai list[] = {{.sst = 1, .sd = 0x010203},
                               {.sst = 2, .mapped_sst = 3},
                               {.sst = 4, .sd = 0x040506, .mapped_sst = 5},
                               {.sst = 6, .sd = 0x070809, .mapped_sst = 10, .mapped_sd = 0x0b0c0d}};
        const texts shown{"Length: 4",
                          "SST: 1",
                          differentiator("SD", 0x010203),
                          "Length: 2",
                          "SST: 2",
                          "Mapped SST: 3",
                          "Length: 5",
                          "SST: 4",
                          differentiator("SD", 0x040506),
                          "Mapped SST: 5",
                          "Length: 8",
                          "SST: 6",
                          differentiator("SD", 0x070809),
                          "Mapped SST: 10",
                          differentiator("Mapped SD", 0x0b0c0d)};
        for (const auto type : {tlv_type::allowed_nssai, tlv_type::cfg_nssai, tlv_type::dflt_cfg_nssai}) add(type, nssai{list}, shown);
        const octets configured = built(nssai{list});
        add(tlv_type::precfg_dflt_cfg_nssai, precfg_dflt_cfg_nssai{nssai_access_type::non_3gpp, bytes{configured}},
            joined({{"Access Type: 2", "Type: 5", "Reserved: 0", "Padding Length: 1", number("Data Length", configured.size())}, shown}));
        const rejected_snssai refused[] = {{.cause = 1, .sst = 2}, {.cause = 3, .sst = 4, .sd = 0x050607}};
        add(tlv_type::rej_nssai, rejected_nssai{refused},
            {"Length: 1", "Rejected Cause: 1", "SST: 2", "Length: 4", "Rejected Cause: 3", "SST: 4", differentiator("SD", 0x050607)});
    }

    void areas() {
        const std::uint32_t codes[] = {66051, 263430};
        const tai tais[] = {{262, 0x8000 | 1, 460809}, {310, 260, 658188}};
        const tai_list_entry entries[] = {
            {.list_type = tai_list_type::consecutive_tac,
             .plmn_mcc = 262,
             .plmn_mnc = 3,
             .tacs = array_view<std::uint32_t>{gsl::span<const std::uint32_t>{codes}}},
            {.list_type = tai_list_type::multi_plmn_tac, .tais = array_view<tai>{gsl::span<const tai>{tais}}}};
        const texts of_one{"TAI List Type: 1", "Mobile Country Code: 262",  "Mobile Network Code: 003",
                           "TAC Element: 2",   "Tracking Area Code: 66051", "Tracking Area Code: 263430"};
        const texts of_many{
            "TAI List Type: 2",           "TAI Element: 2",           "Mobile Country Code: 262", "Mobile Network Code: 01",
            "Tracking Area Code: 460809", "Mobile Country Code: 310", "Mobile Network Code: 260", "Tracking Area Code: 658188"};
        const texts name{"Type: 10", "Reserved: 0", "Padding Length: 2", "Data Length: 6"};
        add(tlv_type::tai, tai_list{entries}, joined({of_one, of_many}));
        const ladn networks[] = {{u"net", entries[0]}, {u"ims", entries[1]}};
        add(tlv_type::ladn, ladn_list{networks}, joined({name, {"Data: net"}, of_one, name, {"Data: ims"}, of_many}));
    }

    void wakes() {
        const octets payload = octets_of("abcd");
        add(tlv_type::wake_command, wake_command{service::sms, 2, bytes{payload}},
            {"Device Service Id: 533fbeeb-14fe-4467-9f90-33a223e56c3f", "CID: 2", "Payload Offset: 28", "Payload Size: 4",
             "Payload: 61:62:63:64"});
        add(tlv_type::wake_packet, wake_packet{7, 1400, bytes{payload}},
            {"Filter ID: 7", "Original Size: 1400", "Saved Offset: 16", "Saved Size: 4", "Saved Packet Data: 61:62:63:64"});
    }

    /// Each type of component alone, as a parameter and as a rule.
    void traffic() {
        const octets app = octets_of("net");
        const octets name = octets_of("\3net");  // tshark reads labels, as of the domain name system
        const octets capabilities = octets_of("\1\x08");
        const struct {
            component value;
            texts shown;  ///< behind the type
        } components[] = {
            {component{}, {}},
            {component::of_app(android, bytes{app}), {"Os Id: 97a498e3-fc92-5c94-8986-0333d06e4e47", "Length: 3", "App Id: net"}},
            {component::of_address(*cdcnet::ipv4::parse("192.168.0.0"), *cdcnet::ipv4::parse("255.255.0.0")),
             {"IPv4 Address: 192.168.0.0", "IPv4 Mask: 255.255.0.0"}},
            {component::of_address(*cdcnet::ipv6::parse("2001:db8::"), 64), {"IPv6 Address: 2001:db8::", "IPv6 Prefix Length: 64"}},
            {component::of_number(kind::protocol_or_next_header, 17), {"Protocol Identifier: 17"}},
            {component::of_number(kind::port, 443), {"Port: 443"}},
            {component::of_ports(1000, 2000), {"Port Range Low: 1000", "Port Range high: 2000"}},
            {component::of_data(kind::dnn, bytes{name}), {"Length: 4", "DNN: net"}},
            {component::of_data(kind::connection_capabilities, bytes{capabilities}), {"Length: 2", "Capability: 0x01", "Capability: 0x08"}},
            {component::of_data(kind::fqdn, bytes{name}), {"Length: 4", "FQDN: net"}},
            {component::of_data(kind::app_id, bytes{app}), {"Length: 3", "App Id: net"}},
            // It knows how long these are, and shows them as bytes.
            {component::of_number(kind::security_parameter_index, 0x01020304), {"Value: 01:02:03:04"}},
            {component::of_number(kind::type_of_service, 0xb8fc), {"Value: b8:fc"}},
            {component::of_number(kind::flow_label, 0x0abcde), {"Value: 0a:bc:de"}},
            {component::of_address(cdcnet::mac_address{{std::byte{2}, {}, {}, {}, {}, std::byte{1}}}), {"Value: 02:00:00:00:00:01"}},
            {component::of_number(kind::c_tag_vid, 0x123), {"Value: 01:23"}},
            {component::of_number(kind::s_tag_vid, 0x456), {"Value: 04:56"}},
            {component::of_number(kind::c_tag_pcp_dei, 7), {"Value: 07"}},
            {component::of_number(kind::s_tag_pcp_dei, 8), {"Value: 08"}},
            {component::of_number(kind::ethertype, 0x86dd), {"Value: 86:dd"}},
        };
        static_assert(std::size(components) == enumeration_of<kind>.count);
        for (const auto& c : components) {
            // Followed by another one, which is found only if the length is right.
            const component both[] = {c.value, component::of_number(kind::port, 80)};
            const texts shown =
                joined({{number("Length", built(c.value).size() + 3), number("Type", static_cast<unsigned>(c.value.type()))},
                        c.shown,
                        {"Type: 80", "Port: 80"}});
            const traffic_parameter parameters[] = {{.components = both}, {.components = both}};
            add(tlv_type::traffic_parameters, traffic_parameters{parameters}, joined({shown, shown}));
            const ursp_rule rules[] = {{.precedence = 7, .components = both}, {.precedence = 255, .components = both}};
            add(tlv_type::ursp_rules_td_only, ursp_rules{rules}, joined({{"Precedence: 7"}, shown, {"Precedence: 255"}, shown}));
        }
    }

    std::vector<one> all_;
};

octets message_with(const examples::one& e) {
    const tlv list[] = {{e.type, bytes{e.data}}};
    octets out(512);
    const ms_basic_connect_extensions::network_params_query query{tlv_list{list}};
    const auto made = build_command(mutable_bytes{out}, transaction_id{1}, query, mbimex::v3);
    REQUIRE(made);
    out.resize(made->size());
    return out;
}

}  // namespace

TEST_CASE("mbim TLVs: tshark shows what they hold") {
    if (const std::string reason = tshark::reason_to_skip(); !reason.empty()) {
        MESSAGE(reason);
        return;
    }
    const examples tlvs;
    octets agreement(64);
    const ms_basic_connect_extensions::version version{0x0100, 0x0300};
    const auto agreed = build_response(mutable_bytes{agreement}, transaction_id{1}, version, status::success, mbimex::v2);
    REQUIRE(agreed);
    std::vector<octets> messages{octets(agreed->begin(), agreed->end())};
    for (const examples::one& e : tlvs.all()) messages.push_back(message_with(e));
    const std::string document = tshark::read({messages.begin(), messages.end()});
    tshark::reader packets{document, "mbim"};
    tshark::packet p;
    REQUIRE(packets.next(p));
    std::size_t fields = 0;
    for (const examples::one& e : tlvs.all()) {
        INFO(name_of(e.type));
        REQUIRE(packets.next(p));
        for (const std::string& complaint : p.complaints) FAIL_CHECK(complaint);
        auto expected = e.shown.begin();
        for (const tshark::field& f : p.fields) {
            const std::string label = tshark::text_of(f.label);
            const std::string name = label.substr(0, label.find(':'));
            if (f.at < command_msg::information_buffer_offset + tlv_header_size || name == "Padding") continue;
            REQUIRE_MESSAGE(expected != e.shown.end(), label);
            // As a value; a network code as text, with its digits.
            CHECK_MESSAGE((name + ": " + tshark::text_of(f.show) == *expected || label == *expected), label << " is not " << *expected);
            ++expected;
            ++fields;
        }
        CHECK(expected == e.shown.end());
    }
    MESSAGE(tlvs.all().size() << " TLVs, " << fields << " fields");
}
