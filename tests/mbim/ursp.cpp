// SPDX-License-Identifier: BSL-1.0
/// \file
/// Traffic components, parameters and rules.  The bytes follow reference/messages.json, tlv_payloads, and
/// reference/enums.json, UrspTrafficComponentType.  `tshark_tlv.cpp` says how far a second program agrees: about the length of
/// all 20 types, about the value of 11; it shows those of the other 9 as bytes.
#include <cdcnet/mbim/ursp.hpp>

#include "constant.hpp"
#include "payload.hpp"

using namespace wire_test;
using namespace cdcnet::literals;

namespace {

using component = traffic_component;
using kind = ursp_traffic_component_type;

constexpr auto net = hex<"6e6574">;
constexpr auto ims_and_internet = hex<"0108">;
constexpr auto android = "97a498e3-fc92-5c94-8986-0333d06e4e47"_uuid;
constexpr auto loopback = ipv6{.octets = {std::byte{0x20}, std::byte{1}, std::byte{0x0d}, std::byte{0xb8}}};

struct example {
    component value;
    bytes wire;
};
constexpr auto all_bytes = hex<"01">;
constexpr auto app_bytes = hex<"08 97a498e3fc925c9489860333d06e4e47 03 6e6574">;
constexpr auto ipv4_bytes = hex<"10 c0a80000 ffff0000">;
constexpr auto ipv6_bytes = hex<"21 20010db8000000000000000000000000 40">;
constexpr auto protocol_bytes = hex<"30 11">;
constexpr auto port_bytes = hex<"50 01bb">;
constexpr auto ports_bytes = hex<"51 03e8 07d0">;
constexpr auto spi_bytes = hex<"60 01020304">;
constexpr auto service_bytes = hex<"70 b8fc">;
constexpr auto flow_bytes = hex<"80 0abcde">;
constexpr auto mac_bytes = hex<"81 020000000001">;
constexpr auto c_tag_bytes = hex<"83 0123">;
constexpr auto s_tag_bytes = hex<"84 0456">;
constexpr auto c_pcp_bytes = hex<"85 07">;
constexpr auto s_pcp_bytes = hex<"86 08">;
constexpr auto ethertype_bytes = hex<"87 86dd">;
constexpr auto dnn_bytes = hex<"88 03 6e6574">;
constexpr auto capabilities_bytes = hex<"90 02 0108">;
constexpr auto fqdn_bytes = hex<"91 03 6e6574">;
constexpr auto app_id_bytes = hex<"a0 00">;

constexpr example examples[] = {
    {component{}, all_bytes},
    {component::of_app(android, net), app_bytes},
    {component::of_address(ipv4{{std::byte{192}, std::byte{168}}}, ipv4{{std::byte{255}, std::byte{255}}}), ipv4_bytes},
    {component::of_address(loopback, 64), ipv6_bytes},
    {component::of_number(kind::protocol_or_next_header, 17), protocol_bytes},
    {component::of_number(kind::port, 443), port_bytes},
    {component::of_ports(1000, 2000), ports_bytes},
    {component::of_number(kind::security_parameter_index, 0x01020304), spi_bytes},
    {component::of_number(kind::type_of_service, 0xb8fc), service_bytes},
    {component::of_number(kind::flow_label, 0x0abcde), flow_bytes},
    {component::of_address(mac_address{{std::byte{2}, {}, {}, {}, {}, std::byte{1}}}), mac_bytes},
    {component::of_number(kind::c_tag_vid, 0x123), c_tag_bytes},
    {component::of_number(kind::s_tag_vid, 0x456), s_tag_bytes},
    {component::of_number(kind::c_tag_pcp_dei, 7), c_pcp_bytes},
    {component::of_number(kind::s_tag_pcp_dei, 8), s_pcp_bytes},
    {component::of_number(kind::ethertype, 0x86dd), ethertype_bytes},
    {component::of_data(kind::dnn, net), dnn_bytes},
    {component::of_data(kind::connection_capabilities, ims_and_internet), capabilities_bytes},
    {component::of_data(kind::fqdn, net), fqdn_bytes},
    {component::of_data(kind::app_id, bytes{}), app_id_bytes},
};
TEST_CONSTANT([] {
    bool all = true;
    for (const example& e : examples) all = all && same(e.value, e.wire);
    return all;
}());

constexpr component web[] = {component::of_number(kind::protocol_or_next_header, 6), component::of_number(kind::port, 443)};
constexpr component everything[] = {component{}};

constexpr auto rules_bytes =
    hex<"05"       // precedence
        "0005"     // descriptor length, big-endian
        "30 06"    // PROTOCOL_OR_NEXT_HEADER 6
        "50 01bb"  // PORT 443
        "ff"       // precedence
        "0001"     // descriptor length, big-endian
        "01">;     // MATCH_ALL

constexpr ursp_rule rules[] = {{.precedence = 5, .components = web}, {.precedence = 255, .components = everything}};

constexpr auto parameters_bytes =
    hex<"0001"     // length, big-endian
        "01"       // MATCH_ALL
        "0005"     // length, big-endian
        "30 06"    // PROTOCOL_OR_NEXT_HEADER 6
        "50 01bb"  // PORT 443
        "0000">;   // length: no components

constexpr traffic_parameter parameters[] = {{.components = everything}, {.components = web}, {}};

TEST_CONSTANT(same(ursp_rules{rules}, rules_bytes));
TEST_CONSTANT(same(traffic_parameters{parameters}, parameters_bytes));
TEST_CONSTANT(same(ursp_rules{}, bytes{}));

/// A component of a type that nobody knows takes all that follows in its descriptor.
constexpr auto unknown_bytes = hex<"01 0004 02 010203 02 0001 01">;
constexpr component unknown_components[] = {component::of_data(static_cast<kind>(2), hex<"010203">)};
constexpr ursp_rule unknown_rules[] = {{.precedence = 1, .components = unknown_components}, {.precedence = 2, .components = everything}};
TEST_CONSTANT(same(ursp_rules{unknown_rules}, unknown_bytes));

}  // namespace

TEST_CASE("traffic components: every type, cut everywhere") {
    std::size_t types = 0;
    for (const example& e : examples) {
        INFO(name_of(e.value.type()));
        check_payload(e.value, e.wire);
        ++types;
    }
    CHECK(types == enumeration_of<kind>.count);
}

TEST_CASE("traffic components: equal in all that they say") {
    for (const example& a : examples)
        for (const example& b : examples) CHECK((a.value == b.value) == (&a == &b));
    CHECK(component::of_number(kind::port, 443) != component::of_number(kind::port, 444));
    CHECK(component::of_data(kind::dnn, net) != component::of_data(kind::dnn, ims_and_internet));
    CHECK(component::ports{1, 2} != component::ports{3, 2});
    CHECK(component::ports{1, 2} != component::ports{1, 3});
    CHECK(rules[0] != rules[1]);
    CHECK(rules[0] != ursp_rule{.precedence = rules[0].precedence, .components = rules[1].components});
    CHECK(rules[0] != ursp_rule{.precedence = 77, .components = rules[0].components});
    CHECK(ursp_rules{rules} != ursp_rules{unknown_rules});
    const ursp_rule first[] = {rules[0]};
    CHECK(ursp_rules{rules} != ursp_rules{first});
    CHECK(ursp_rules{first} != ursp_rules{rules});
    CHECK(traffic_parameters{parameters} != traffic_parameters{});
}

TEST_CASE("traffic components: each value by its meaning") {
    const auto read = [](bytes wire) { return parse<component>(wire).value(); };
    CHECK(read(port_bytes).number() == 443u);
    CHECK(read(port_bytes).port_range() == component::ports{443, 443});
    CHECK(read(ports_bytes).port_range() == component::ports{1000, 2000});
    CHECK_FALSE(read(ports_bytes).number());
    CHECK_FALSE(read(protocol_bytes).port_range());
    CHECK(read(flow_bytes).number() == 0x0abcdeu);
    CHECK(read(spi_bytes).number() == 0x01020304u);
    CHECK(read(ipv4_bytes).ipv4_address()->text() == "192.168.0.0");
    CHECK(read(ipv4_bytes).ipv4_mask()->text() == "255.255.0.0");
    CHECK_FALSE(read(ipv4_bytes).ipv6_address());
    CHECK(read(ipv6_bytes).ipv6_address() == loopback);
    CHECK(read(ipv6_bytes).ipv6_prefix_length() == 64);
    CHECK_FALSE(read(mac_bytes).ipv6_prefix_length());
    CHECK(read(mac_bytes).mac_address()->octets[5] == std::byte{1});
    CHECK(read(app_bytes).os_id() == android);
    CHECK(cdcnet::equal(read(app_bytes).data(), net));
    CHECK(cdcnet::equal(read(dnn_bytes).data(), net));
    CHECK_FALSE(read(dnn_bytes).number());
    CHECK_FALSE(read(all_bytes).number());
    const bytes capabilities = read(capabilities_bytes).data();
    REQUIRE(capabilities.size() == 2);
    CHECK(name_of(static_cast<ursp_connection_capability>(capabilities[1])) == "INTERNET");
}

TEST_CASE("traffic components: lengths that lie") {
    check_payload_refused<component>(hex<"">, errc::length, 0);
    check_payload_refused<component>(hex<"50 01">, errc::length, 1);
    check_payload_refused<component>(hex<"88">, errc::length, 1);
    check_payload_refused<component>(hex<"88 04 6e6574">, errc::outside, 1);
    check_payload_refused<component>(hex<"88 ff">, errc::outside, 1);
    check_payload_refused<component>(hex<"08 97a498e3fc925c9489860333d06e4e47">, errc::length, 17);
    check_payload_refused<component>(hex<"08 97a498e3fc925c9489860333d06e4e47 01">, errc::outside, 17);
    check_payload_refused<traffic_components>(hex<"01 30 06 50 01">, errc::length, 4);
}

TEST_CASE("ursp: rules and parameters, cut everywhere") {
    check_payload(ursp_rules{rules}, rules_bytes, {0, 8});
    check_payload(traffic_parameters{parameters}, parameters_bytes, {0, 3, 10});
    check_payload(ursp_rules{unknown_rules}, unknown_bytes, {0, 7});
    std::size_t n = 0;
    for (const ursp_rule rule : parse<ursp_rules>(rules_bytes).value_or({})) {
        CHECK(rule.precedence == rules[n].precedence);
        CHECK(rule.components == rules[n].components);
        ++n;
    }
    CHECK(n == 2);
}

TEST_CASE("ursp: lengths that lie") {
    check_payload_refused<ursp_rules>(hex<"05">, errc::length, 1);
    check_payload_refused<ursp_rules>(hex<"05 00">, errc::length, 1);
    check_payload_refused<ursp_rules>(hex<"05 0100 01">, errc::outside, 1);  // 1 in the other byte order
    check_payload_refused<ursp_rules>(hex<"05 0002 30 06 ff 0004 50 01bb">, errc::outside, 6);
    check_payload_refused<ursp_rules>(hex<"ff 0001 01 05 0004 30 06 50 01">, errc::length, 10);
    check_payload_refused<traffic_parameters>(hex<"0001 01 0003 88 03 6e">, errc::outside, 6);
    check_payload_refused<traffic_parameters>(hex<"00">, errc::length, 0);
    // A component does not reach over the end of its descriptor, whatever follows it.
    check_payload_refused<traffic_parameters>(hex<"0002 50 01 bb">, errc::length, 3);
}

TEST_CASE("ursp: what the wire cannot say is not built") {
    const std::vector<std::byte> long_name(256);
    check_value_refused(component::of_data(kind::dnn, bytes{long_name}), errc::too_large);
    const std::vector<component> many(65536);
    check_value_refused(traffic_parameter{.components = many}, errc::too_large);
    const traffic_components most{gsl::span<const component>{many}.first(65535)};
    std::vector<std::byte> room(65537);
    const auto built = build(mutable_bytes{room}, traffic_parameter{.components = most});
    REQUIRE(built);
    CHECK(*parse<traffic_parameter>(*built) == traffic_parameter{.components = most});
    // An unknown component would swallow what follows it.
    const component open_first[] = {unknown_components[0], component{}};
    check_value_refused(traffic_components{open_first}, errc::value);
    check_value_refused(ursp_rule{.components = open_first}, errc::value);
}
