// SPDX-License-Identifier: BSL-1.0
/// \file
/// Dumps against texts written by hand.
#include <cdcnet/mbim/dump.hpp>

#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/basic_connect.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "wire.hpp"

using namespace wire_test;
using nlohmann::json;
namespace bc = cdcnet::mbim::basic_connect;

namespace {

enum class level : std::uint32_t { low = 1, high = 2 };
constexpr auto names(level) {
    using enum level;
    return values("Level", named{low, "LOW"}, named{high, "HIGH"});
}
enum class ability : std::uint32_t { none = 0, read = 1, write = 2, last = 0x80000000 };
constexpr auto names(ability) {
    using enum ability;
    return flags("Ability", named{none, "NONE"}, named{read, "READ"}, named{write, "WRITE"}, named{last, "LAST"});
}

template <record T>
std::string text_of(bytes wire, const dump_options& options = {}, release r = release::v1) {
    std::string out;
    auto put = [&](std::string_view piece) { out += piece; };
    CHECK_FALSE(dump_text(layout_of<T>(r), names_of<T>(), copied{wire}, put, options));
    return out;
}
template <record T>
std::string json_of(bytes wire, const dump_options& options = {}, release r = release::v1) {
    std::string out;
    auto put = [&](std::string_view piece) { out += piece; };
    CHECK_FALSE(dump_json(layout_of<T>(r), names_of<T>(), copied{wire}, put, options));
    return out;
}
template <record T>
std::string path_of(place where) {
    std::string out;
    auto put = [&](std::string_view piece) { out += piece; };
    write_path(names_of<T>(), where, put);
    return out;
}
/// The value as bytes.
template <record T>
std::vector<std::byte> wire_of(const T& value, release r = release::v1) {
    const auto size = encoded_size(value, r);
    REQUIRE(size);
    std::vector<std::byte> out(*size);
    REQUIRE(build(mutable_bytes{out}, value, r));
    return out;
}

struct numbers {
    std::uint8_t a{};
    std::uint16_t b{};
    std::uint64_t c{};
    std::int32_t d{};
    level e{};
    ability f{};
    using layout = fields<"NUMBERS", field<"A", &numbers::a>, field<"B", &numbers::b>, field<"C", &numbers::c>, field<"D", &numbers::d>,
                          field<"E", &numbers::e>, field<"F", &numbers::f>>;
};

struct units {
    std::uint32_t size{};
    std::uint32_t time{};
    std::uint32_t rate{};
    std::uint32_t rssi{};
    std::uint32_t errors{};
    std::uint32_t rsrp{};
    std::uint32_t snr{};
    using layout =
        fields<"UNITS", field<"Size", &units::size, rule{.unit = unit::bytes}>, field<"Time", &units::time, rule{.unit = unit::seconds}>,
               field<"Rate", &units::rate, rule{.unit = unit::bits_per_second}>, field<"Rssi", &units::rssi, rule{.unit = unit::rssi}>,
               field<"Errors", &units::errors, rule{.unit = unit::error_rate}>, field<"Rsrp", &units::rsrp, rule{.unit = unit::rsrp}>,
               field<"Snr", &units::snr, rule{.unit = unit::snr}>>;
};

struct texts {
    utf16 wide{};
    utf8 narrow{};
    using layout = fields<"TEXTS", field<"Wide", &texts::wide>, field<"Narrow", &texts::narrow>>;
};

struct addresses {
    uuid id{};
    ipv4 v4{};
    std::optional<ipv6> v6{};
    array_view<ipv4> list{};
    std::array<std::byte, 2> raw{};
    bytes data{};
    using layout = fields<"ADDRESSES", field<"Id", &addresses::id>, field<"V4", &addresses::v4>, field<"V6", &addresses::v6>,
                          count<"Count", &addresses::list>, field<"List", &addresses::list>, field<"Raw", &addresses::raw>,
                          field<"Data", &addresses::data>>;
};

struct person {
    utf16 name{};
    std::uint32_t age{};
    using layout = fields<"PERSON", field<"Name", &person::name, rule{.personal = true}>, field<"Age", &person::age>>;
};
struct people {
    person boss{};
    std::optional<person> other{};
    ref_list<person> pairs{};
    record_list<person> block{};
    array_view<std::uint32_t> years{};
    using layout = fields<"PEOPLE", count<"YearCount", &people::years>, field<"Boss", &people::boss>, field<"Other", &people::other>,
                          count<"Count", &people::pairs>, field<"Pairs", &people::pairs>, field<"Block", &people::block>,
                          field<"Years", &people::years>>;
};
constexpr person two_people[] = {{u"ann", 1}, {u"", 2}};
constexpr std::uint32_t two_years[] = {1999, 2024};
constexpr people everyone{{u"zoe", 9}, person{u"bob", 8}, two_people, two_people, two_years};

struct tlvs {
    utf16 name{};
    array_view<std::uint16_t> table{};
    bytes slice{};
    tlv any{};
    tlv_list rest{};
    using layout = fields<"TLVS", in_tlv<"Name", &tlvs::name, tlv_type::wchar_str>, in_tlv<"Table", &tlvs::table, tlv_type::uint16_tbl>,
                          in_tlv<"Slice", &tlvs::slice, tlv_type::single_nssai>, field<"Any", &tlvs::any>, field<"Rest", &tlvs::rest>>;
};

}  // namespace

TEST_CASE("numbers, enumerators and flags") {
    const auto known = wire_of(numbers{255, 65535, 0xffffffffffffffff, -2147483647 - 1, level::high, ability::read | ability::last});
    CHECK(text_of<numbers>(known) ==
          "\n  A: 255\n  B: 65535\n  C: 18446744073709551615\n  D: -2147483648\n  E: HIGH (2)\n  F: READ|LAST (2147483649)");
    CHECK(json_of<numbers>(known) == R"({"A":255,"B":65535,"C":18446744073709551615,"D":-2147483648,)"
                                     R"("E":{"value":2,"name":"HIGH"},"F":{"value":2147483649,"name":"READ|LAST"}})");

    const auto unknown = wire_of(numbers{0, 0, 0, 0, static_cast<level>(77), static_cast<ability>(0x13)});
    CHECK(text_of<numbers>(unknown) == "\n  A: 0\n  B: 0\n  C: 0\n  D: 0\n  E: 77\n  F: READ|WRITE|16 (19)");
    CHECK(json_of<numbers>(unknown) == R"({"A":0,"B":0,"C":0,"D":0,"E":{"value":77,"name":null},"F":{"value":19,"name":"READ|WRITE|16"}})");

    const auto none = wire_of(numbers{0, 0, 0, 0, level{}, ability::none});
    CHECK(text_of<numbers>(none).ends_with("\n  E: 0\n  F: NONE (0)"));
    CHECK(json_of<numbers>(none).ends_with(R"("E":{"value":0,"name":null},"F":{"value":0,"name":"NONE"}})"));
}

TEST_CASE("units") {
    CHECK(text_of<units>(wire_of(units{1500, 30, 1000, 20, 3, 60, 47})) ==
          "\n  Size: 1500 bytes\n  Time: 30 s\n  Rate: 1000 bit/s\n  Rssi: 20 (-73 dBm)\n  Errors: 3\n  Rsrp: 60 (-96 dBm)\n  Snr: 47 (0.5 "
          "dB)");
    CHECK(text_of<units>(wire_of(units{0, 0, 0, 99, 99, 127, 128}))
              .ends_with("\n  Rssi: 99 (unknown)\n  Errors: 99 (unknown)\n  Rsrp: 127 (unknown)\n  Snr: 128 (unknown)"));
    CHECK(text_of<units>(wire_of(units{0, 0, 0, 0, 0, 0, 0}))
              .ends_with("\n  Rssi: 0 (-113 dBm)\n  Errors: 0\n  Rsrp: 0 (-156 dBm)\n  Snr: 0 (-23 dB)"));
    CHECK(text_of<units>(wire_of(units{0, 0, 0, 32, 8, 128, 129})).ends_with("\n  Rssi: 32\n  Errors: 8\n  Rsrp: 128\n  Snr: 129"));
    CHECK(text_of<units>(wire_of(units{0, 0, 0, 0xffffffff, 0, 0xffffffff, 0xffffffff}))
              .ends_with("\n  Rssi: 4294967295\n  Errors: 0\n  Rsrp: 4294967295\n  Snr: 4294967295"));
    CHECK(json_of<units>(wire_of(units{1, 2, 3, 20, 5, 60, 7})) ==
          R"({"Size":1,"Time":2,"Rate":3,"Rssi":20,"Errors":5,"Rsrp":60,"Snr":7})");
}

TEST_CASE("text: escapes, surrogates, NULs") {
    const auto plain = wire_of(texts{u"caf\u00e9 \u4e2d\U0001f600", "plain"});
    CHECK(text_of<texts>(plain) == "\n  Wide: \"caf\u00e9 \u4e2d\U0001f600\"\n  Narrow: \"plain\"");
    CHECK(json::parse(json_of<texts>(plain)) == json{{"Wide", "caf\u00e9 \u4e2d\U0001f600"}, {"Narrow", "plain"}});

    const auto escapes = wire_of(texts{u"a\"b\\c\n\t\u0001\u007f\u2028", "\x1b[31m\r"});
    const std::string expected = R"("Wide":"a\"b\\c\u000a\u0009\u0001\u007f\u2028","Narrow":"\u001b[31m\u000d")";
    CHECK(json_of<texts>(escapes) == "{" + expected + "}");
    CHECK(json::parse(json_of<texts>(escapes))["Wide"] == "a\"b\\c\n\t\x01\x7f\u2028");
    // C1 controls, which some terminals obey, and what turns the direction of text; a space that does not break is none of them.
    const auto turned = wire_of(texts{u"\u0080\u009b2J\u009f\u00a0\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u206a", ""});
    CHECK(json_of<texts>(turned) ==
          "{\"Wide\":\"\\u0080\\u009b2J\\u009f\u00a0\\u061c\\u200e\\u200f\\u202a\\u202e\\u2066\\u2069\u206a\",\"Narrow\":\"\"}");
    // Nothing that a terminal acts on comes out in text either.
    for (const char c : text_of<texts>(escapes).substr(1)) CHECK((c == '\n' || static_cast<unsigned char>(c) >= 0x20));

    constexpr char16_t lone[] = {u'a', 0xd800, u'b', 0xdc00, 0xdbff};
    const auto broken = wire_of(texts{std::u16string_view{lone, 5}, "x\xff\xc3(\xed\xa0\x80"});
    CHECK(json::parse(json_of<texts>(broken))["Wide"] == "a\ufffdb\ufffd\ufffd");
    CHECK(json::parse(json_of<texts>(broken))["Narrow"] == "x\ufffd\ufffd(\ufffd\ufffd\ufffd");

    constexpr char16_t nuls[] = {u'a', 0, u'b', 0, 0};
    CHECK(json::parse(json_of<texts>(wire_of(texts{std::u16string_view{nuls, 5}, {}})))["Wide"] == std::string("a\0b", 3));
    CHECK(json_of<texts>(wire_of(texts{})) == R"({"Wide":"","Narrow":""})");
}

TEST_CASE("identifiers, addresses, bytes, what is absent") {
    const ipv4 list[] = {*ipv4::parse("192.0.2.1"), *ipv4::parse("192.0.2.2")};
    const auto full = wire_of(addresses{service::basic_connect,
                                        *ipv4::parse("10.0.0.1"),
                                        *ipv6::parse("2001:db8::1"),
                                        list,
                                        {std::byte{0xab}, std::byte{1}},
                                        hex<"00ff10">});
    CHECK(text_of<addresses>(full) ==
          "\n  Id: a289cc33-bcbb-8b4f-b6b0-133ec2aae6df (basic_connect)\n  V4: 10.0.0.1\n  V6: 2001:db8::1\n  Count: 2\n  List:"
          "\n    [0] 192.0.2.1\n    [1] 192.0.2.2\n  Raw: ab01\n  Data: 00ff10");
    CHECK(json::parse(json_of<addresses>(full)) == json::parse(R"({"Id":"a289cc33-bcbb-8b4f-b6b0-133ec2aae6df","V4":"10.0.0.1",
          "V6":"2001:db8::1","Count":2,"List":["192.0.2.1","192.0.2.2"],"Raw":"ab01","Data":"00ff10"})"));

    const auto bare = wire_of(addresses{context_type::internet, {}, {}, {}, {}, {}});
    CHECK(text_of<addresses>(bare) ==
          "\n  Id: 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e (internet)\n  V4: 0.0.0.0\n  V6: absent\n  Count: 0\n  List: none\n  Raw: 0000\n  "
          "Data: ");
    CHECK(json_of<addresses>(bare) ==
          R"({"Id":"7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e","V4":"0.0.0.0","V6":null,"Count":0,"List":[],"Raw":"0000","Data":""})");
}

TEST_CASE("structures in every arrangement") {
    const auto wire = wire_of(everyone);
    CHECK(text_of<people>(wire) ==
          "\n  YearCount: 2\n  Boss:\n    Name: \"zoe\"\n    Age: 9"
          "\n  Other:\n    Name: \"bob\"\n    Age: 8"
          "\n  Count: 2\n  Pairs:\n    [0]\n      Name: \"ann\"\n      Age: 1\n    [1]\n      Name: \"\"\n      Age: 2"
          "\n  Block:\n    [0]\n      Name: \"ann\"\n      Age: 1\n    [1]\n      Name: \"\"\n      Age: 2"
          "\n  Years:\n    [0] 1999\n    [1] 2024");
    const json two = json::parse(R"([{"Name":"ann","Age":1},{"Name":"","Age":2}])");
    const json expected{{"Boss", {{"Name", "zoe"}, {"Age", 9}}},
                        {"Other", {{"Name", "bob"}, {"Age", 8}}},
                        {"Count", 2},
                        {"Pairs", two},
                        {"Block", two},
                        {"YearCount", 2},
                        {"Years", {1999, 2024}}};
    CHECK(json::parse(json_of<people>(wire)) == expected);

    const auto nobody = wire_of(people{});
    CHECK(json::parse(json_of<people>(nobody)) == json::parse(R"({"Boss":{"Name":"","Age":0},"Other":null,"Count":0,"Pairs":[],"Block":[],
          "YearCount":0,"Years":[]})"));
    CHECK(text_of<people>(nobody, {.indent = 0}) ==
          "\nYearCount: 0\nBoss:\n  Name: \"\"\n  Age: 0\nOther: absent\nCount: 0\nPairs: none\nBlock: none\nYears: none");
}

TEST_CASE("redaction reaches into every structure") {
    const auto wire = wire_of(everyone);
    const std::string out = json_of<people>(wire, {.redact = true});
    const json hidden = json::parse(R"([{"Name":"<redacted>","Age":1},{"Name":"<redacted>","Age":2}])");
    const json expected{{"Boss", {{"Name", "<redacted>"}, {"Age", 9}}},
                        {"Other", {{"Name", "<redacted>"}, {"Age", 8}}},
                        {"Count", 2},
                        {"Pairs", hidden},
                        {"Block", hidden},
                        {"YearCount", 2},
                        {"Years", {1999, 2024}}};
    CHECK(json::parse(out) == expected);
    const std::string text = text_of<people>(wire, {.redact = true});
    for (const char* secret : {"zoe", "bob", "ann"}) CHECK(text.find(secret) == std::string::npos);

    const auto pin = wire_of(bc::pin_set{.pin = u"1234", .new_pin = u"5678"});
    CHECK(text_of<bc::pin_set>(pin, {.redact = true}).find("1234") == std::string::npos);
    CHECK(text_of<bc::pin_set>(pin).find("1234") != std::string::npos);
    const utf16 phones[] = {u"+15550100"};
    const auto subscriber =
        wire_of(bc::subscriber_ready_status_info{.subscriber_id = u"001010123456789", .sim_iccid = u"8988", .telephone_numbers = phones});
    const json shown = json::parse(json_of<bc::subscriber_ready_status_info>(subscriber, {.redact = true}));
    CHECK(shown["SubscriberId"] == "<redacted>");
    CHECK(shown["SimIccId"] == "<redacted>");
    CHECK(shown["TelephoneNumbers"] == "<redacted>");
    const auto connect = wire_of(bc::connect_set_v3{.access_string = u"apn", .user_name = u"me", .password = u"secret"}, mbimex::v3);
    const std::string set = json_of<bc::connect_set_v3>(connect, {.redact = true}, mbimex::v3);
    CHECK(json::parse(set)["Password"] == "<redacted>");
    CHECK(json::parse(set)["AccessString"] == "apn");
}

TEST_CASE("TLVs") {
    const std::uint16_t table[] = {1, 0xffff};
    const tlv rest[] = {
        {tlv_type::wchar_str, hex<"6100">}, {static_cast<tlv_type>(0x7777), hex<"01">}, {tlv_type::uint16_tbl, hex<"010203">}};
    const auto wire = wire_of(tlvs{u"apn", table, hex<"0101">, {tlv_type::pco, hex<"aabb">}, rest});
    CHECK(text_of<tlvs>(wire) ==
          "\n  Name: \"apn\"\n  Table: [1,65535]\n  Slice: 0101\n  Any:\n    Type: PCO (13)\n    Data: aabb\n  Rest:"
          "\n    [0]\n      Type: WCHAR_STR (10)\n      Data: \"a\"\n    [1]\n      Type: 30583\n      Data: 01"
          "\n    [2]\n      Type: UINT16_TBL (11)\n      Data: 010203");
    CHECK(json::parse(json_of<tlvs>(wire)) == json::parse(R"({"Name":"apn","Table":[1,65535],"Slice":"0101",
          "Any":{"Type":{"value":13,"name":"PCO"},"Data":"aabb"},
          "Rest":[{"Type":{"value":10,"name":"WCHAR_STR"},"Data":"a"},{"Type":{"value":30583,"name":null},"Data":"01"},
                  {"Type":{"value":11,"name":"UINT16_TBL"},"Data":"010203"}]})"));
    const auto known = [](const text_writer& out, const tlv& t, bool redact) {
        if (t.type != tlv_type::single_nssai && t.type != tlv_type::uint16_tbl) return false;
        out.text(redact ? "hidden" : "known");
        return true;
    };
    CHECK(text_of<tlvs>(wire, {.payload = known}) ==
          "\n  Name: 610070006e00\n  Table: known\n  Slice: known\n  Any:\n    Type: PCO (13)\n    Data: aabb\n  Rest:"
          "\n    [0]\n      Type: WCHAR_STR (10)\n      Data: 6100\n    [1]\n      Type: 30583\n      Data: 01"
          "\n    [2]\n      Type: UINT16_TBL (11)\n      Data: known");
    CHECK(text_of<tlvs>(wire, {.redact = true, .payload = known}).find("Slice: hidden") != std::string::npos);

    const json hidden = json::parse(json_of<tlvs>(wire, {.redact = true}));
    CHECK(hidden["Any"]["Data"] == "<redacted>");
    CHECK(hidden["Rest"][0]["Data"] == "<redacted>");
    CHECK(json::parse(json_of<tlvs>(wire_of(tlvs{})))["Rest"] == json::array());
}

TEST_CASE("a fault writes nothing") {
    std::size_t pieces = 0;
    auto put = [&](std::string_view) { ++pieces; };
    const auto wire = wire_of(everyone);
    for (std::size_t n = 0; n < wire.size(); ++n) {
        const copied prefix{bytes{wire}.first(n)};
        const error fault = validate(layout_of<people>(mbimex::v1), prefix);
        CHECK(static_cast<bool>(fault));
        CHECK(dump_text(layout_of<people>(mbimex::v1), names_of<people>(), prefix, put) == fault);
        CHECK(dump_json(layout_of<people>(mbimex::v1), names_of<people>(), prefix, put) == fault);
    }
    CHECK(pieces == 0);
}

TEST_CASE("the path of an error") {
    CHECK(path_of<people>(field_at(1)) == "Boss");
    CHECK(path_of<people>(field_at(1, place::no_element, 1)) == "Boss.Age");
    CHECK(path_of<people>(field_at(4, 2)) == "Pairs[2]");
    CHECK(path_of<people>(field_at(4, 2, 0)) == "Pairs[2].Name");
    CHECK(path_of<people>(field_at(6, 1, 0)) == "Years[1]");
    CHECK(path_of<people>(field_at(7)).empty());
    CHECK(path_of<people>({}).empty());
    CHECK(path_of<people>(field_at(1, place::no_element, 7)) == "Boss");
}

namespace {
std::string kept;
void keep(std::string_view piece) { kept += piece; }
}  // namespace

TEST_CASE("mbim dump: into a plain function") {
    kept.clear();
    CHECK_FALSE(dump_text(layout_of<open_done>(release::v1), names_of<open_done>(), std::array<std::byte, 4>{}, keep));
    CHECK(kept == "\n  Status: SUCCESS (0)");
}
