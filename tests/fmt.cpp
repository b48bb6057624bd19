// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/fmt.hpp>
// Behind it: its formatters for ranges must not compete with those for our lists.
#include <doctest/doctest.h>
#include <fmt/ranges.h>

#include <string>

#include "mbim/wire.hpp"

using namespace cdcnet;
using namespace cdcnet::literals;
namespace bc = cdcnet::mbim::basic_connect;

namespace stranger {

/// Looks like ours, and is not.
enum class level { low, high };
[[maybe_unused]] constexpr std::string_view name_of(level) { return "hijacked"; }
enum class listed { a };
[[maybe_unused]] constexpr int names(listed) { return 0; }
struct view {
    struct layout {
        static constexpr std::string_view name = "hijacked";
    };
    [[maybe_unused]] [[nodiscard]] static std::string_view text() { return "hijacked"; }
};
struct converts {
    operator uuid() const { return {}; }  // NOLINT(google-explicit-constructor)
};

/// A service of its own, declared with the means of the library.
enum class color : std::uint32_t { red = 1, green = 2 };
constexpr auto names(color) { return mbim::flags("Color", mbim::named{color::red, "RED"}, mbim::named{color::green, "GREEN"}); }

struct part {
    std::uint16_t number{};
    using layout = mbim::fields<"PART", mbim::field<"Number", &part::number>>;
};
struct lamp {
    color shade{};
    std::int32_t offset{};
    std::array<std::byte, 2> key{};
    std::uint32_t kind{};
    std::uint32_t only_kind_1{};
    std::uint32_t only_kind_2{};
    std::uint64_t width{};
    std::optional<part> spare{};
    mbim::ref_list<part> parts{};
    bytes blob{};

    using layout =
        mbim::fields<"LAMP", mbim::field<"Shade", &lamp::shade>, mbim::field<"Offset", &lamp::offset>,
                     mbim::field<"Key", &lamp::key, mbim::rule{.personal = true}>, mbim::field<"Kind", &lamp::kind>,
                     mbim::when<&lamp::kind, 1, mbim::field<"One", &lamp::only_kind_1>>,
                     mbim::when<&lamp::kind, 2, mbim::field<"Two", &lamp::only_kind_2>>,
                     mbim::field<"Width", &lamp::width, mbim::rule{.before = mbimex::v3}>,
                     mbim::field<"WidthV3", &lamp::width, mbim::rule{.since = mbimex::v3}>, mbim::field<"Spare", &lamp::spare>,
                     mbim::count<"PartCount", &lamp::parts>, mbim::field<"Parts", &lamp::parts>, mbim::field<"Blob", &lamp::blob>>;
};

}  // namespace stranger

namespace {

template <class... Byte>
constexpr std::array<std::byte, sizeof...(Byte)> raw(Byte... byte) {
    return {static_cast<std::byte>(byte)...};
}

template <class T>
constexpr bool has_formatter = fmt::is_formattable<T>::value;

static_assert(!has_formatter<stranger::level> && !has_formatter<stranger::listed>);
static_assert(!has_formatter<stranger::view> && !has_formatter<stranger::converts>);
static_assert(!detail::printable<std::u16string> && !detail::printable<std::string> && !detail::printable<std::optional<uuid>>);
static_assert(!detail::printable<bytes> && !detail::printable<std::uint32_t> && !detail::printable<std::byte>);
static_assert(has_formatter<stranger::color> && has_formatter<stranger::lamp>);

template <class T>
std::string text(const T& value) {
    return fmt::format("{}", value);
}

/// Every enumerator has the text of its name; another number is printed as such.
template <class E>
struct spelt {
    E value;
    std::string_view name;
};
template <class E>
void check_names(std::initializer_list<spelt<E>> all) {
    std::size_t longest = detail::longest_enum_text<E>();
    CHECK(longest == detail::printer<E>::most);
    for (const spelt<E>& one : all) {
        CHECK(text(one.value) == one.name);
        CHECK(one.name.size() <= longest);
    }
    CHECK(text(static_cast<E>(99)) == "99");
}

}  // namespace

TEST_CASE("fmt: enumerations by name, unknown values as numbers") {
    CHECK(text(errc::outside) == "outside");
    CHECK(text(static_cast<errc>(200)) == "200");
    CHECK(text(mbim::pin_type::pin1) == "PIN1");
    CHECK(text(static_cast<mbim::pin_type>(4000000000u)) == "4000000000");
    CHECK(text(mbim::message_type::command_done) == "COMMAND_DONE");
    CHECK(text(mbim::status::success) == "SUCCESS");
    CHECK(text(mbim::release::v3) == "3.0");
    CHECK(text(mbim::release{}) == "0");
    CHECK(text(mbim::form::u32_array) == "u32_array");
    CHECK(text(static_cast<mbim::form>(99)) == "99");
    CHECK(text(ncm::format::ntb32) == "NTB32");
    CHECK(text(ncm::stream_kind::ethernet_crc) == "NCM1");
    CHECK(text(static_cast<ncm::flush_reason>(9)) == "9");
    CHECK(text(ncm::termination::always_zlp) == "always_zlp");
    CHECK(text(ncm::payload::mbim) == "mbim");
    CHECK(text(ncm::terminator_kind::pad) == "pad");
    CHECK(text(usb::function_kind::ncm_with_mbim_alternate) == "ncm_with_mbim_alternate");
    CHECK(text(usb::functional_subtype::mbim_extended) == "MBIM_EXTENDED");
    CHECK(text(usb::descriptor_type::interface_association) == "INTERFACE_ASSOCIATION");
    CHECK(text(usb::descriptor_type::cs_interface) == "CS_INTERFACE");
    CHECK(text(static_cast<usb::descriptor_type>(0x21)) == "33");
    CHECK(text(usb::class_request::set_ethernet_power_management_pattern_filter) == "SET_ETHERNET_POWER_MANAGEMENT_PATTERN_FILTER");
    CHECK(text(usb::standard_request::set_interface) == "SET_INTERFACE");
    CHECK(text(usb::notification_code::connection_speed_change) == "CONNECTION_SPEED_CHANGE");
    CHECK(text(usb::ntb_format::ntb16) == "NTB16");
    CHECK(text(static_cast<usb::ntb_format>(2)) == "2");
    CHECK(text(usb::crc_mode::crc32) == "crc32");
    CHECK(text(usb::pairing::union_) == "union");
    CHECK(text(usb::transfer_type::interrupt) == "interrupt");
}

TEST_CASE("fmt: each name of the enumerations without a table") {
    check_names<mbim::release>(
        {{mbim::release::v1, "1.0"}, {mbim::release::v2, "2.0"}, {mbim::release::v3, "3.0"}, {mbim::release::v4, "4.0"}});
    check_names<mbim::tolerance>({{mbim::tolerance::standard, "standard"}, {mbim::tolerance::strict, "strict"}});
    check_names<mbim::enumeration_kind>({{mbim::enumeration_kind::values, "values"}, {mbim::enumeration_kind::flags, "flags"}});
    check_names<mbim::support>({{mbim::support::no, "no"}, {mbim::support::yes, "yes"}, {mbim::support::unknown, "unknown"}});
    using mbim::unit;
    check_names<unit>({{unit::none, "none"},
                       {unit::bytes, "bytes"},
                       {unit::seconds, "seconds"},
                       {unit::bits_per_second, "bits_per_second"},
                       {unit::rssi, "rssi"},
                       {unit::error_rate, "error_rate"},
                       {unit::rsrp, "rsrp"},
                       {unit::snr, "snr"},
                       {unit::dbm, "dbm"}});
    namespace pdu = mbim::sms_pdu;
    check_names<pdu::message_type>({{pdu::message_type::deliver, "deliver"},
                                    {pdu::message_type::submit, "submit"},
                                    {pdu::message_type::status_report, "status_report"},
                                    {pdu::message_type::reserved, "reserved"}});
    check_names<pdu::waiting>({{pdu::waiting::voicemail, "voicemail"},
                               {pdu::waiting::fax, "fax"},
                               {pdu::waiting::email, "email"},
                               {pdu::waiting::other, "other"}});
    using period = pdu::validity_period::form;
    check_names<period>(
        {{period::none, "none"}, {period::enhanced, "enhanced"}, {period::relative, "relative"}, {period::absolute, "absolute"}});
}

TEST_CASE("fmt: each name of the enumerations of NTBs") {
    check_names<ncm::termination>(
        {{ncm::termination::zlp, "zlp"}, {ncm::termination::pad, "pad"}, {ncm::termination::always_zlp, "always_zlp"}});
    check_names<ncm::payload>({{ncm::payload::ethernet, "ethernet"}, {ncm::payload::mbim, "mbim"}});
    check_names<ncm::admission>({{ncm::admission::accepted, "accepted"},
                                 {ncm::admission::full, "full"},
                                 {ncm::admission::too_big, "too_big"},
                                 {ncm::admission::empty, "empty"}});
    check_names<ncm::terminator_kind>(
        {{ncm::terminator_kind::none, "none"}, {ncm::terminator_kind::zlp, "zlp"}, {ncm::terminator_kind::pad, "pad"}});
    check_names<ncm::stream_kind>({{ncm::stream_kind::ethernet, "NCM0"},
                                   {ncm::stream_kind::ethernet_crc, "NCM1"},
                                   {ncm::stream_kind::ips, "IPS"},
                                   {ncm::stream_kind::dss, "DSS"}});
    check_names<ncm::mode>({{ncm::mode::standard, "standard"}, {ncm::mode::strict, "strict"}, {ncm::mode::lenient, "lenient"}});
    check_names<ncm::flush_reason>({{ncm::flush_reason::caller, "caller"},
                                    {ncm::flush_reason::timer, "timer"},
                                    {ncm::flush_reason::full, "full"},
                                    {ncm::flush_reason::max_datagrams, "max_datagrams"},
                                    {ncm::flush_reason::table_full, "table_full"}});
}

TEST_CASE("fmt: each name of the enumerations of USB") {
    using kind = usb::function_kind;
    check_names<kind>({{kind::other, "other"},
                       {kind::mbim, "mbim"},
                       {kind::ncm, "ncm"},
                       {kind::ncm_with_mbim_alternate, "ncm_with_mbim_alternate"},
                       {kind::vendor_ncm, "vendor_ncm"},
                       {kind::ecm, "ecm"},
                       {kind::eem, "eem"},
                       {kind::rndis, "rndis"},
                       {kind::acm, "acm"},
                       {kind::mass_storage, "mass_storage"},
                       {kind::vendor, "vendor"}});
    using type = usb::descriptor_type;
    check_names<type>({{type::device, "DEVICE"},
                       {type::configuration, "CONFIGURATION"},
                       {type::string, "STRING"},
                       {type::interface_, "INTERFACE"},
                       {type::endpoint, "ENDPOINT"},
                       {type::device_qualifier, "DEVICE_QUALIFIER"},
                       {type::other_speed_configuration, "OTHER_SPEED_CONFIGURATION"},
                       {type::interface_association, "INTERFACE_ASSOCIATION"},
                       {type::bos, "BOS"},
                       {type::cs_interface, "CS_INTERFACE"},
                       {type::cs_endpoint, "CS_ENDPOINT"},
                       {type::superspeed_endpoint_companion, "SUPERSPEED_ENDPOINT_COMPANION"}});
    using transfer = usb::transfer_type;
    check_names<transfer>({{transfer::control, "control"},
                           {transfer::isochronous, "isochronous"},
                           {transfer::bulk, "bulk"},
                           {transfer::interrupt, "interrupt"}});
    check_names<usb::ntb_format>({{usb::ntb_format::ntb16, "NTB16"}, {usb::ntb_format::ntb32, "NTB32"}});
    check_names<usb::crc_mode>({{usb::crc_mode::none, "none"}, {usb::crc_mode::crc32, "crc32"}});
    using usb::pairing;
    check_names<pairing>({{pairing::none, "none"},
                          {pairing::union_, "union"},
                          {pairing::association, "association"},
                          {pairing::adjacent, "adjacent"},
                          {pairing::combined, "combined"}});
    check_names<usb::framing>({{usb::framing::none, "none"}, {usb::framing::ncm, "ncm"}, {usb::framing::mbim, "mbim"}});
}

TEST_CASE("fmt: flag sets as names with | between") {
    using mbim::data_class;
    CHECK(text(data_class::none) == "NONE");
    CHECK(text(data_class::lte) == "LTE");
    CHECK(text(data_class::gprs | data_class::lte | data_class::custom) == "GPRS|LTE|CUSTOM");
    CHECK(text(data_class::gprs | static_cast<data_class>(0x100)) == "GPRS|256");
    CHECK(text(static_cast<data_class>(0xffffffff)) ==
          "GPRS|EDGE|UMTS|HSDPA|HSUPA|LTE|5G_NSA|5G_SA|1XRTT|1XEVDO|1XEVDO_REVA|1XEVDV|3XRTT|1XEVDO_REVB|UMB|CUSTOM|2139160320");
    CHECK(text(usb::packet_filter::directed | usb::packet_filter::broadcast) == "directed|broadcast");
    CHECK(text(usb::packet_filter::none) == "none");
    CHECK(text(static_cast<usb::network_capability>(0x28)) == "max_datagram_size|ntb_input_size_8");
    CHECK(text(stranger::color::red) == "RED");
}

TEST_CASE("fmt: text of short values takes the specifications of strings") {
    constexpr uuid id = "a289cc33-bcbb-8b4f-b6b0-133ec2aae6df"_uuid;
    CHECK(text(id) == "a289cc33-bcbb-8b4f-b6b0-133ec2aae6df");
    CHECK(text(id.text()) == "a289cc33-bcbb-8b4f-b6b0-133ec2aae6df");
    CHECK(fmt::format("{:>9}|{:<9}|{:*^9}|{:.3}", *ipv4::parse("10.0.0.2"), *ipv4::parse("10.0.0.2"), *ipv4::parse("1.2.3.4"), id) ==
          " 10.0.0.2|10.0.0.2 |*1.2.3.4*|a28");
    CHECK(text(*ipv6::parse("FE80:0:0:0:0:0:0:1")) == "fe80::1");
    CHECK(text(*mac_address::parse("02-00-5E-00-53-01")) == "02:00:5e:00:53:01");
    CHECK(text(mbim::plmn{262, 1, 2}) == "26201");
    CHECK(fmt::format("{:>8}.", mbim::pin_state::locked) == "  LOCKED.");
    CHECK(fmt::format("{:>6}.", ncm::stream::ips(5)) == " ips 5.");
    CHECK(fmt::format("{} {:04x}", mbim::transaction_id{17}, mbim::transaction_id{17}) == "17 0011");
}

TEST_CASE("fmt: text as UTF-8, bytes as hexadecimal digits") {
    CHECK(text(utf16{u"Net\u00e9 \u20ac \U0001f600"}) == "Net\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80");
    const char16_t lone[] = {u'a', 0xd800, u'b', 0xdc00};
    CHECK(text(utf16{lone}) ==
          "a\xef\xbf\xbd"
          "b\xef\xbf\xbd");
    CHECK(text(utf8{"a\xff"
                    "b"}) ==
          "a\xef\xbf\xbd"
          "b");
    CHECK(text(utf16{}).empty());
    const auto data = raw(0x03, 0x00, 0xab, 0xff);
    CHECK(fmt::format("<{}> <{}>", hex(data), hex({})) == "<0300abff> <>");
}

TEST_CASE("fmt: errors") {
    CHECK(text(error{}) == "none");
    CHECK(text(error{errc::outside, 12}) == "outside at byte 12");
    CHECK(text(error{errc::outside, 12, place::of_field(3, 2, 1)}) == "outside at byte 12, field 3[2].1");
    CHECK(text(error{errc::outside, 12, place::of_field(3)}) == "outside at byte 12, field 3");
    CHECK(text(error{errc::outside, 12, place::of_field(3, place::no_element, 1)}) == "outside at byte 12, field 3.1");
    CHECK(text(error{errc::outside, 12, place::of_field(3, 2)}) == "outside at byte 12, field 3[2]");
    CHECK(text(error::no_space(212)) == "no_space: 212 bytes needed");
    CHECK(text(error{errc::chain, 18, place::of_entry(1)}) == "chain at byte 18, NDP 1");
    CHECK(text(error{errc::datagram_outside, 20, place::of_entry(0, 3)}) == "datagram_outside at byte 20, NDP 0 entry 3");
    CHECK(fmt::format("{:n}", error{errc::overlap, 20, place::of_entry(2, 3)}) == "overlap at byte 20, NDP 2 entry 3");
    CHECK(text(place{}) == "nowhere");
    CHECK(text(place::of_field(4, 0)) == "field 4[0]");
}

TEST_CASE("fmt: a wrong specification is an error of fmt") {
    CHECK_THROWS_AS(static_cast<void>(fmt::format(fmt::runtime("{:x}"), error{})), fmt::format_error);
    CHECK_THROWS_AS(static_cast<void>(fmt::format(fmt::runtime("{:n}"), bc::pin_info{})), fmt::format_error);
    CHECK_THROWS_AS(static_cast<void>(fmt::format(fmt::runtime("{:r}"), ncm::limits{})), fmt::format_error);
}

TEST_CASE("fmt: NTBs") {
    CHECK(text(ncm::stream::ethernet()) == "ethernet");
    CHECK(text(ncm::stream::ethernet_crc()) == "ethernet_crc");
    CHECK(text(ncm::stream::dss(0)) == "dss 0");
    CHECK(text(ncm::stream::ips(255)) == "ips 255");
    CHECK(text(*ncm::parse_signature(0x05737069)) == "NTB32 ips 5");

    // NTH16 with wSequence 7 and 32 bytes; NDP16 of IP session 5 at 12; one datagram of 4 bytes at 28.
    const auto block = raw('N', 'C', 'M', 'H', 12, 0, 7, 0, 32, 0, 12, 0,           //
                           'I', 'P', 'S', 5, 16, 0, 0, 0, 28, 0, 4, 0, 0, 0, 0, 0,  //
                           0x45, 0, 0, 4);
    const auto parsed = ncm::ntb::parse(block);
    REQUIRE(parsed);
    CHECK(text(*parsed) == "NTB16 sequence 7, 32 bytes, 1 datagrams");
    for (const ncm::datagram d : *parsed) CHECK(text(d) == "ips 5, 4 bytes");
    for (const ncm::ndp n : parsed->ndps())
        CHECK(text(n) == "NDP{number: 0, stream: ips 5, index: 12, length: 16, next_index: 0, entries: 1}");
    for (const ncm::entry e : parsed->entries()) CHECK(text(e) == "ENTRY{ndp: 0, number: 0, stream: ips 5, index: 28, length: 4}");

    ncm::rx_statistics rx;
    rx.count(parsed);
    rx.count(ncm::ntb::parse(bytes{block}.first(31)));
    CHECK(text(rx) ==
          "rx{ntbs: 1, datagrams: 1, payload: 4, overhead: 28, rejected_blocks: 1, rejected_entries: 0, "
          "sequence: {gaps: 0, missing: 0}, rejects: {block_exceeds: 1}}");
    ncm::tx_statistics tx;
    tx.on_block({100, 80, 2, ncm::flush_reason::full});
    CHECK(text(tx) == "tx{ntbs: 1, datagrams: 2, payload: 80, overhead: 20, flushed: {full: 1}}");
    CHECK(text(ncm::closed_block{100, 80, 2, ncm::flush_reason::timer}) ==
          "closed_block{size: 100, payload: 80, datagrams: 2, reason: timer}");
}

TEST_CASE("fmt: lenient shows what it skips") {
    // As above, with a second entry that ends behind the block.
    const auto block = raw('N', 'C', 'M', 'H', 12, 0, 7, 0, 36, 0, 12, 0,                        //
                           'I', 'P', 'S', 5, 20, 0, 0, 0, 32, 0, 4, 0, 32, 0, 9, 0, 0, 0, 0, 0,  //
                           0x45, 0, 0, 4);
    const auto parsed = ncm::ntb::parse(block, {.mode = ncm::mode::lenient});
    REQUIRE(parsed);
    CHECK(text(*parsed) == "NTB16 sequence 7, 36 bytes, 1 datagrams, some skipped");
    std::string last;
    for (const ncm::entry e : parsed->entries()) last = text(e);
    CHECK(last == "ENTRY{ndp: 0, number: 1, stream: ips 5, index: 32, length: 9, fault: datagram_outside}");
}

TEST_CASE("fmt: parameters and limits") {
    const ncm::ntb_parameters p{3, {16384, 4, 2, 8}, {32768, 1, 0, 4, 40}};
    CHECK(text(p) ==
          "NTB_PARAMETERS{bmNtbFormatsSupported: 0x0003, dwNtbInMaxSize: 16384, wNdpInDivisor: 4, wNdpInPayloadRemainder: 2, "
          "wNdpInAlignment: 8, dwNtbOutMaxSize: 32768, wNdpOutDivisor: 1, wNdpOutPayloadRemainder: 0, wNdpOutAlignment: 4, "
          "wNtbOutMaxDatagrams: 40}");
    CHECK(text(p.in) == "{dwNtbInMaxSize: 16384, wNdpInDivisor: 4, wNdpInPayloadRemainder: 2, wNdpInAlignment: 8}");
    CHECK(text(p.out) ==
          "{dwNtbOutMaxSize: 32768, wNdpOutDivisor: 1, wNdpOutPayloadRemainder: 0, wNdpOutAlignment: 4, wNtbOutMaxDatagrams: 40}");
    CHECK(text(ncm::ntb_input_size{8192, 5}) == "NTB_INPUT_SIZE{dwNtbInMaxSize: 8192, wNtbInMaxDatagrams: 5}");
    CHECK(text(ncm::limits{ncm::format::ntb32, 2048, 4, 2, 8, 10, ncm::placement::front, ncm::termination::pad}) ==
          "limits{format: NTB32, max_size: 2048, divisor: 4, remainder: 2, ndp_alignment: 8, max_datagrams: 10, placement: front, "
          "termination: pad}");
    CHECK(text(ncm::parse_options{.mode = ncm::mode::strict, .divisor = 4}) ==
          "parse_options{mode: strict, ndp_alignment: 0, divisor: 4, remainder: 0, scratch: 0}");
}

TEST_CASE("fmt: QMI frames, messages and TLVs") {
    const auto whole = raw(0x01, 0x16, 0x00, 0x80, 0x02, 0x01, 0x02, 0x34, 0x12, 0x25, 0x00, 0x0a, 0x00,  // headers
                           0x02, 0x04, 0x00, 0x01, 0x00, 0x0e, 0x00, 0x11, 0x00, 0x00);                   // TLVs 0x02 and 0x11
    const auto frame = qmi::frame::parse(whole);
    REQUIRE(frame);
    CHECK(text(frame->header) == "QMUX_HEADER{ControlFlags: 0x80, Service: DMS, ClientId: 1}");
    CHECK(text(*frame) == "QMUX{ControlFlags: 0x80, Service: DMS, ClientId: 1, Message: 02341225000a0002040001000e00110000}");
    CHECK(fmt::format("{:r}", *frame) == "QMUX{ControlFlags: 0x80, Service: DMS, ClientId: 1, Message: <redacted>}");
    const auto m = qmi::message::parse(*frame);
    REQUIRE(m);
    CHECK(text(*m) ==
          "QMI_MESSAGE{ControlFlags: 0x02, TransactionId: 4660, MessageId: 0x0025, "
          "TLVs: [TLV{Type: 0x02, Value: 01000e00}, TLV{Type: 0x11, Value: }]}");
    CHECK(fmt::format("{:r}", m->tlvs) == "[TLV{Type: 0x02, Value: <redacted>}, TLV{Type: 0x11, Value: <redacted>}]");
    CHECK(text(*qmi::operation_result::in(m->tlvs)) == "{Result: 1, Error: 14}");
    CHECK(text(m->kind(frame->header.service)) == "response");
    CHECK(text(qmi::service_type::wda) == "WDA");
    CHECK(text(static_cast<qmi::service_type>(0xf3)) == "243");
}

TEST_CASE("fmt: USB requests and notifications") {
    CHECK(text(usb::setup_packet{0xa1, 0x80, 0, 2, 28}) ==
          "SETUP{bmRequestType: 0xa1, bRequest: GET_NTB_PARAMETERS, wValue: 0, wIndex: 2, wLength: 28}");
    CHECK(text(usb::setup_packet{0x80, 6, 0x0200, 0, 9}) ==
          "SETUP{bmRequestType: 0x80, bRequest: GET_DESCRIPTOR, wValue: 512, wIndex: 0, wLength: 9}");
    CHECK(text(usb::setup_packet{0x40, 6, 0, 0, 0}) == "SETUP{bmRequestType: 0x40, bRequest: 6, wValue: 0, wIndex: 0, wLength: 0}");

    const auto connected = raw(0xa1, 0, 1, 0, 3, 0, 0, 0);
    CHECK(text(*usb::notification::parse(connected)) == "NOTIFICATION{bNotification: NETWORK_CONNECTION, wValue: 1, wIndex: 3}");
    const auto speed = raw(0xa1, 42, 0, 0, 3, 0, 8, 0, 0x00, 0xe1, 0xf5, 0x05, 0x80, 0x96, 0x98, 0x00);
    CHECK(text(*usb::notification::parse(speed)) ==
          "NOTIFICATION{bNotification: CONNECTION_SPEED_CHANGE, wValue: 0, wIndex: 3, "
          "Data: {DLBitRate: 100000000, ULBitRate: 10000000}}");
    const auto other = raw(0xa1, 99, 0, 0, 0, 0, 2, 0, 0xab, 0xcd);
    CHECK(text(*usb::notification::parse(other)) == "NOTIFICATION{bNotification: 99, wValue: 0, wIndex: 0, Data: abcd}");
    CHECK(text(usb::notification_header{0xa1, usb::notification_code::response_available, 0, 1, 0}) ==
          "NOTIFICATION_HEADER{bmRequestType: 0xa1, bNotification: RESPONSE_AVAILABLE, wValue: 0, wIndex: 1, wLength: 0}");
}

TEST_CASE("fmt: USB descriptors, parsed and raw") {
    CHECK(text(usb::mbim_extended_descriptor{0x0300, 64, 1500}) ==
          "MBIM_EXTENDED{bcdMBIMExtendedVersion: 0x0300, bMaxOutstandingCommandMessages: 64, wMTU: 1500}");
    const auto subordinates = raw(1, 2);
    CHECK(text(usb::union_descriptor{0, subordinates}) == "UNION{bControlInterface: 0, bSubordinateInterface0: [1, 2]}");
    const auto countries = raw(0x31, 0x01, 0x44, 0x02);
    CHECK(text(usb::country_selection_descriptor{7, countries}) == "COUNTRY_SELECTION{iCountryCodeRelDate: 7, wCountryCode0: [305, 580]}");
    CHECK(text(usb::endpoint_descriptor{0x81, 2, 512, 0}) ==
          "ENDPOINT{bEndpointAddress: 0x81, bmAttributes: 0x02, wMaxPacketSize: 512, bInterval: 0}");
    CHECK(text(usb::device_descriptor{.vendor = 0x1199, .product = 0x9071}).find("idVendor: 0x1199, idProduct: 0x9071") !=
          std::string::npos);

    const auto describe = [](const auto& data) { return text(usb::descriptor{data, 0}); };
    CHECK(describe(raw(5, 0x24, 0, 0x20, 0x01)) == "HEADER{bcdCDC: 0x0120}");
    CHECK(describe(raw(6, 0x24, 6, 0, 1, 2)) == "UNION{bControlInterface: 0, bSubordinateInterface0: [1, 2]}");
    CHECK(describe(raw(4, 0x24, 6, 0)) == "UNION{bDescriptorType: CS_INTERFACE, bytes: 04240600}");
    CHECK(describe(raw(3, 0x21, 9)) == "DESCRIPTOR{bDescriptorType: 33, bytes: 032109}");
    CHECK(describe(raw(4, 0x24, 17, 9)) == "WHCM{bDescriptorType: CS_INTERFACE, bytes: 04241109}");
    CHECK(text(usb::descriptor{}) == "no descriptor");
}

TEST_CASE("fmt: configurations and their functions") {
    const auto data = raw(9, 2, 18, 0, 1, 1, 0, 0x80, 250,  //
                          9, 4, 0, 0, 0, 8, 6, 0x50, 0);
    const auto parsed = usb::configuration::parse(data);
    REQUIRE(parsed);
    const std::string interface_text =
        "INTERFACE{bInterfaceNumber: 0, bAlternateSetting: 0, bNumEndpoints: 0, bInterfaceClass: 8, bInterfaceSubClass: 6, "
        "bInterfaceProtocol: 80, iInterface: 0}";
    CHECK(text(*parsed) ==
          "[CONFIGURATION{wTotalLength: 18, bNumInterfaces: 1, bConfigurationValue: 1, iConfiguration: 0, bmAttributes: 0x80, "
          "bMaxPower: 250}, " +
              interface_text + "]");
    for (const usb::interface_setting& s : parsed->interfaces()) CHECK(text(s) == interface_text + " []");
    std::array<usb::function, 2> storage{};
    const auto functions = usb::classify(*parsed, storage);
    REQUIRE(functions);
    CHECK(text((*functions)[0]) == "mass_storage{code: 08/06/50, communication: 0}");

    usb::function f{};
    f.kind = usb::function_kind::mbim;
    f.code = {2, 14, 0};
    f.data = 1;
    f.paired_by = usb::pairing::union_;
    CHECK(text(f) == "mbim{code: 02/0e/00, communication: 0, data: 1, paired_by: union}");
    CHECK(text(usb::operating_mode{0, 1, {.address = 0x81}, {.address = 0x82}, {.address = 0x01}}) ==
          "{communication_alternate: 0, data_alternate: 1, notification: 0x81, bulk_in: 0x82, bulk_out: 0x01}");
}

TEST_CASE("fmt: structures of MBIM") {
    CHECK(text(bc::pin_info{mbim::pin_type::pin1, mbim::pin_state::locked, 3}) ==
          "MBIM_PIN_INFO{PinType: PIN1, PinState: LOCKED, RemainingAttempts: 3}");
    CHECK(text(bc::pin_query{}) == "MBIM_PIN_QUERY{}");
    const bc::pin_set pin{mbim::pin_type::pin1, mbim::pin_operation::change, u"12\"4", {}};
    CHECK(text(pin) == R"(MBIM_SET_PIN{PinType: PIN1, PinOperation: CHANGE, Pin: "12\"4", NewPin: ""})");
    CHECK(fmt::format("{:r}", pin) == "MBIM_SET_PIN{PinType: PIN1, PinOperation: CHANGE, Pin: <redacted>, NewPin: <redacted>}");
    CHECK(text(mbim::message_header{mbim::message_type::open, 16, mbim::transaction_id{1}}) ==
          "MBIM_MESSAGE_HEADER{MessageType: OPEN, MessageLength: 16, TransactionId: 1}");
    CHECK(text(mbim::open_done{mbim::status::success}) == "MBIM_OPEN_DONE{Status: SUCCESS}");
    const auto buffer = raw(0, 0, 0, 0);
    CHECK(text(mbim::command_done{mbim::service::basic_connect, 3, static_cast<mbim::status>(12345), buffer}) ==
          "MBIM_COMMAND_DONE{DeviceServiceId: a289cc33-bcbb-8b4f-b6b0-133ec2aae6df, Cid: 3, Status: 12345, "
          "InformationBuffer: 00000000}");
}

TEST_CASE("fmt: nested structures, lists and optional values") {
    const bc::ipv4_element addresses[] = {{24, *ipv4::parse("10.0.0.2")}, {32, *ipv4::parse("10.0.0.9")}};
    const ipv4 servers[] = {*ipv4::parse("1.1.1.1"), *ipv4::parse("8.8.8.8")};
    const bc::ip_configuration_info info{.session_id = 1,
                                         .ipv4_addresses = addresses,
                                         .ipv4_gateway = *ipv4::parse("10.0.0.1"),
                                         .ipv4_dns_servers = servers,
                                         .ipv4_mtu = 1500};
    const std::string shown = text(info);
    CHECK(shown.find("IPv4Address: [{OnLinkPrefixLength: 24, IPv4Address: 10.0.0.2}, {OnLinkPrefixLength: 32, IPv4Address: 10.0.0.9}], "
                     "IPv6Address: [], IPv4Gateway: 10.0.0.1, IPv6Gateway: absent, IPv4DnsServer: [1.1.1.1, 8.8.8.8], "
                     "IPv6DnsServer: [], IPv4Mtu: 1500, IPv6Mtu: 0}") != std::string::npos);
    CHECK(shown.find("Count") == std::string::npos);
    CHECK(text(info.ipv4_dns_servers) == "[1.1.1.1, 8.8.8.8]");
    CHECK(text(info.ipv4_addresses).find("[{OnLinkPrefixLength: 24, ") == 0);

    const utf16 numbers[] = {u"+491", u"+492"};
    CHECK(text(mbim::ref_list<utf16>{numbers}) == R"(["+491", "+492"])");
}

TEST_CASE("fmt: TLVs") {
    const auto name = raw('a', 0, 'b', 0);
    const auto slice = raw(1, 2);
    const mbim::tlv all[] = {{mbim::tlv_type::wchar_str, name}, {static_cast<mbim::tlv_type>(500), slice}, {mbim::tlv_type::pco, {}}};
    CHECK(text(mbim::tlv_list{all}) == R"([{Type: WCHAR_STR, Data: "ab"}, {Type: 500, Data: 0102}, {Type: PCO, Data: none}])");
    CHECK(fmt::format("{:r}", all[0]) == "{Type: WCHAR_STR, Data: <redacted>}");

    // Data that are known are read, those at fault are digits.
    const auto session = raw(3, 0, 0, 0);
    CHECK(text(mbim::tlv{mbim::tlv_type::session_id, session}) == "{Type: SESSION_ID, Data: SESSION_ID{SessionId: 3}}");
    CHECK(text(mbim::tlv{mbim::tlv_type::session_id, slice}) == "{Type: SESSION_ID, Data: 0102}");
    const auto slices = raw(1, 5);
    CHECK(text(mbim::tlv{mbim::tlv_type::allowed_nssai, slices}) == "{Type: ALLOWED_NSSAI, Data: [{sst: 5}]}");
}

TEST_CASE("fmt: payloads of TLVs") {
    const mbim::snssai slices[] = {{.sst = 1}, {.sst = 2, .sd = 0xabc, .mapped_sst = 3, .mapped_sd = 0x123456}};
    CHECK(text(mbim::nssai{slices}) == "[{sst: 1}, {sst: 2, sd: 0x000abc, mapped_sst: 3, mapped_sd: 0x123456}]");
    CHECK(text(mbim::rejected_snssai{2, 1, 7}) == "{cause: 2, sst: 1, sd: 0x000007}");

    const std::uint32_t tacs[] = {5, 7};
    const mbim::tai_list_entry of_one{
        .list_type = mbim::tai_list_type::non_consecutive_tac, .plmn_mcc = 262, .plmn_mnc = 0x8001, .tacs = tacs};
    CHECK(text(of_one) == "{list_type: NON_CONSECUTIVE_TAC, plmn: 26201, tacs: [5, 7]}");
    CHECK(fmt::format("{:r}", of_one) == "{list_type: NON_CONSECUTIVE_TAC, plmn: 26201, tacs: <redacted>}");
    CHECK(text(mbim::tai_list_entry{.plmn_mcc = 1000, .plmn_mnc = 1}) ==
          "{list_type: NON_CONSECUTIVE_TAC, plmn_mcc: 1000, plmn_mnc: 1, tacs: []}");
    const mbim::tai areas[] = {{262, 0x8001, 5}};
    const mbim::tai_list_entry of_many{.list_type = mbim::tai_list_type::multi_plmn_tac, .tais = areas};
    CHECK(text(of_many) == "{list_type: MULTI_PLMN_TAC, tais: [{PlmnMcc: 262, PlmnMnc: 32769, Tac: 5}]}");
    CHECK(fmt::format("{:r}", of_many) == "{list_type: MULTI_PLMN_TAC, tais: [{PlmnMcc: 262, PlmnMnc: 32769, Tac: <redacted>}]}");
    const auto rest = raw(1, 2);
    CHECK(text(mbim::tai_list_entry{.list_type = static_cast<mbim::tai_list_type>(9), .unknown = rest}) == "{list_type: 9, unknown: 0102}");
    const mbim::ladn networks[] = {{u"home", of_one}};
    CHECK(text(mbim::ladn_list{networks}) == R"([{dnn: "home", tai_list: {list_type: NON_CONSECUTIVE_TAC, plmn: 26201, tacs: [5, 7]}}])");

    using component = mbim::traffic_component;
    using kind = mbim::ursp_traffic_component_type;
    const auto ascii = raw('a', '"');
    const auto capabilities = raw(1, 8, 3);
    CHECK(text(component{}) == "MATCH_ALL");
    CHECK(text(component::of_number(kind::port, 443)) == "PORT 443");
    CHECK(text(component::of_ports(80, 443)) == "PORT_RANGE 80-443");
    CHECK(text(component::of_address(*ipv4::parse("10.0.0.0"), *ipv4::parse("255.0.0.0"))) == "IPV4 10.0.0.0 mask 255.0.0.0");
    CHECK(text(component::of_address(*ipv6::parse("2001:db8::"), 32)) == "IPV6_PREFIX 2001:db8::/32");
    CHECK(text(component::of_address(*mac_address::parse("02:00:00:00:00:01"))) == "MAC_ADDRESS 02:00:00:00:00:01");
    CHECK(text(component::of_app("01234567-89ab-cdef-0123-456789abcdef"_uuid, ascii)) ==
          R"(OS_ID_AND_APP_ID 01234567-89ab-cdef-0123-456789abcdef "a\"")");
    CHECK(text(component::of_data(kind::app_id, ascii)) == R"(APP_ID "a\"")");
    CHECK(text(component::of_data(kind::connection_capabilities, capabilities)) == "CONNECTION_CAPABILITIES IMS INTERNET IMS|MMS");
    CHECK(text(component::of_data(kind::dnn, rest)) == "DNN 0102");
    CHECK(text(component::of_data(static_cast<kind>(200), rest)) == "200 0102");
    const component both[] = {component::of_number(kind::protocol_or_next_header, 6), component::of_number(kind::port, 22)};
    const mbim::traffic_parameter parameters[] = {{both}, {}};
    CHECK(text(mbim::traffic_parameters{parameters}) == "[[PROTOCOL_OR_NEXT_HEADER 6, PORT 22], []]");
    const mbim::ursp_rule rules[] = {{9, both}};
    CHECK(text(mbim::ursp_rules{rules}) == "[{precedence: 9, components: [PROTOCOL_OR_NEXT_HEADER 6, PORT 22]}]");
}

TEST_CASE("fmt: short messages") {
    namespace sms = mbim::sms_pdu;
    const sms::date_time evening{24, 12, 31, 23, 59, 58, 4};
    CHECK(text(evening) == "24-12-31 23:59:58 +01:00");
    CHECK(fmt::format("[{:>26}]", sms::date_time{3, 1, 2, 4, 5, 6, -14}) == "[  03-01-02 04:05:06 -03:30]");
    CHECK(text(sms::date_time{255, 255, 255, 255, 255, 255, -128}).size() == 30);
    CHECK(text(sms::timestamp::of(evening).value()) == "24-12-31 23:59:58 +01:00");
    CHECK(text(sms::timestamp{}) == "00000000000000");
    CHECK(text(sms::validity_period{}) == "none");
    CHECK(text(sms::validity_period{sms::validity_period::form::relative, {}}) == "300 s");
    CHECK(text(sms::validity_period{sms::validity_period::form::absolute, sms::timestamp::of(evening).value()}) ==
          "24-12-31 23:59:58 +01:00");
    CHECK(text(sms::validity_period{sms::validity_period::form::enhanced, {raw(0x80, 0, 0, 0, 0, 0, 1)}}) == "80000000000001");
    CHECK(text(sms::concatenation{0xcc, 3, 2, false}) == "part 2 of 3, reference 0xcc");
    CHECK(text(sms::concatenation{0xffff, 255, 255, true}) == "part 255 of 255, reference 0xffff");
    CHECK(text(sms::coding_of(0xc8)) == "{alphabet: GSM7, indication: {kind: voicemail, active: yes, discard: yes}}");
    CHECK(text(sms::coding_of(0x7a)) == "{alphabet: UCS2, compressed: yes, deletes_itself: yes, message_class: SIM}");
    CHECK(text(sms::message_type::status_report) == "status_report");
    CHECK(text(sms::type_of_number::alphanumeric) == "ALPHANUMERIC");
    CHECK(text(sms::validity_period::form::absolute) == "absolute");

    // From tests/mbim/text/sms_pdu.cpp.
    const auto named = sms::split(wire_test::hex<"0591216013f3 24 0ed0c2b07b0dda9463 39 18 30102040506049 02 0416">).value();
    CHECK(text(named) == "PduData{service_centre: +1206313, tpdu: 240ed0c2b07b0dda9463391830102040506049020416}");
    CHECK(fmt::format("{:r}", named) == "PduData{service_centre: <redacted>, tpdu: <redacted>}");
    const sms::deliver from_bank = sms::parse_deliver(named.tpdu).value();
    CHECK(text(from_bank) ==
          "SMS-DELIVER{report_requested: yes, originator: \"Bank \u20ac1\", protocol_id: 0x39, data_coding_scheme: 0x18, "
          "service_centre_time: 03-01-02 04:05:06 -03:30, "
          "user_data: {coding: {alphabet: UCS2, message_class: FLASH}, text: \"\u0416\"}}");
    CHECK(fmt::format("{:r}", from_bank) ==
          "SMS-DELIVER{report_requested: yes, originator: <redacted>, protocol_id: 0x39, data_coding_scheme: 0x18, "
          "service_centre_time: 03-01-02 04:05:06 -03:30, "
          "user_data: {coding: {alphabet: UCS2, message_class: FLASH}, text: <redacted>}}");
    const sms::submit sent = sms::parse_submit(wire_test::hex<"f5 09 0c91947111325476 4008 aa 08 050003cc0202 0416">).value();
    CHECK(text(sent) ==
          "SMS-SUBMIT{reject_duplicates: yes, report_requested: yes, reply_path: yes, reference: 9, destination: +491711234567, "
          "protocol_id: 0x40, data_coding_scheme: 0x08, validity: 345600 s, user_data: {coding: {alphabet: UCS2}, "
          "elements: [{identifier: 0x00, data: cc0202}], concatenation: part 2 of 2, reference 0xcc, text: \"\u0416\"}}");
    CHECK(fmt::format("{:r}", sent.user_data.elements()) == "[{identifier: 0x00, data: <redacted>}]");
    const sms::submit data = sms::parse_submit(wire_test::hex<"01 00 028121 0004 02 0080">).value();
    CHECK(text(data.user_data) == "{coding: {alphabet: OCTETS}, payload: 0080}");
    const sms::user_data half{.coding = sms::coding_of(8), .length = 1, .octets = wire_test::hex<"04">};
    CHECK(text(half) == "{coding: {alphabet: UCS2}, payload: 04}");
    const sms::status_report report =
        sms::parse_status_report(wire_test::hex<"2a 2b 038119f1 42209210203080 00000000000000 46 07 41 00 02 ef35">).value();
    CHECK(text(report) ==
          "SMS-STATUS-REPORT{more_messages: yes, loop_prevention: yes, of_command: yes, reference: 43, recipient: 911, "
          "service_centre_time: 24-02-29 01:02:03 +02:00, discharge_time: 00000000000000, status: 0x46, protocol_id: 0x41, "
          "data_coding_scheme: 0x00, user_data: {coding: {alphabet: GSM7}, text: \"ok\"}}");

    CHECK(text(sms::submission{.destination = u"+49", .text = u"\"", .reference = 7, .reply_path = true, .relative_validity = {}}) ==
          R"(submission{destination: "+49", text: "\"", reference: 7, reply_path: yes, protocol_id: 0x00, concatenation_reference: 0x00})");
    const sms::delivery delivered{.service_centre = u"+1",
                                  .originator_name = u"Bank",
                                  .text = u"x",
                                  .service_centre_time = sms::timestamp::of(evening).value(),
                                  .message_class = mbim::message_class::sim,
                                  .concatenation_reference = 0xabc,
                                  .wide_reference = true};
    CHECK(text(delivered) ==
          R"(delivery{service_centre: "+1", originator_name: "Bank", text: "x", service_centre_time: 24-12-31 23:59:58 +01:00, )"
          "protocol_id: 0x00, message_class: SIM, concatenation_reference: 0x0abc}");
    CHECK(fmt::format("{:r}", delivered) ==
          "delivery{service_centre: <redacted>, originator_name: <redacted>, text: <redacted>, "
          "service_centre_time: 24-12-31 23:59:58 +01:00, protocol_id: 0x00, message_class: SIM, concatenation_reference: 0x0abc}");
    CHECK(text(sms::outcome{.recipient = u"911", .reference = 1, .status = 0x20, .of_command = true, .protocol_id = std::uint8_t{65}}) ==
          R"(outcome{recipient: "911", reference: 1, service_centre_time: 00000000000000, discharge_time: 00000000000000, )"
          "status: 0x20, of_command: yes, protocol_id: 0x41}");
}

TEST_CASE("fmt: every form of a member, conditional fields, fields of several releases") {
    const stranger::part parts[] = {{7}, {8}};
    const auto blob = raw(0xca, 0xfe);
    const stranger::lamp lamp{.shade = static_cast<stranger::color>(3),
                              .offset = -5,
                              .key = raw(1, 2),
                              .kind = 2,
                              .only_kind_1 = 11,
                              .only_kind_2 = 22,
                              .width = 0xffffffffffffffff,
                              .spare = stranger::part{9},
                              .parts = parts,
                              .blob = blob};
    CHECK(fmt::format("{}", lamp) ==
          "LAMP{Shade: RED|GREEN, Offset: -5, Key: 0102, Kind: 2, Two: 22, Width: 18446744073709551615, Spare: {Number: 9}, "
          "Parts: [{Number: 7}, {Number: 8}], Blob: cafe}");
    CHECK(fmt::format("{:r}", stranger::lamp{}) ==
          "LAMP{Shade: 0, Offset: 0, Key: <redacted>, Kind: 0, Width: 0, Spare: absent, Parts: [], Blob: none}");
}

TEST_CASE("fmt: messages and commands") {
    const auto open = raw(1, 0, 0, 0, 16, 0, 0, 0, 5, 0, 0, 0, 0, 16, 0, 0);
    const auto parsed = mbim::message::parse(open);
    REQUIRE(parsed);
    CHECK(text(*parsed) == "OPEN transaction 5, 16 bytes");
    const auto fragment = raw(3, 0, 0, 0x80, 24, 0, 0, 0, 6, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 1, 2, 3, 4);
    const auto second = mbim::message::parse(fragment);
    REQUIRE(second);
    CHECK(text(*second) == "COMMAND_DONE transaction 6, 24 bytes, fragment 1 of 3");
    CHECK(text(bc::connect_info::id) == "basic_connect/12/response|notification");
}

TEST_CASE("fmt: a member that two releases have in different fields is shown once") {
    using stranger::lamp;
    CHECK(detail::is_shown_before<lamp, &lamp::width, 7>());
    CHECK_FALSE(detail::is_shown_before<lamp, &lamp::width, 6>());
    CHECK_FALSE(detail::is_shown_before<lamp, &lamp::only_kind_1, 5>());
}

TEST_CASE("fmt: a CID of a service that nobody knows") {
    CHECK(text(mbim::command_id{"6d1f8a0c-2b47-4c5e-9d30-7f0e51a2c9b4"_uuid, 3, mbim::operation::set}) ==
          "6d1f8a0c-2b47-4c5e-9d30-7f0e51a2c9b4/3/set");
    CHECK(text(mbim::command_id{mbim::service::sms, 2, mbim::operation::query}) == "sms/2/query");
}

TEST_CASE("fmt: data of a TLV for a dump") {
    std::string out;
    auto put = [&](std::string_view piece) { out += piece; };
    const mbim::text_writer to{put};
    constexpr auto id = raw(0x97, 0xa4, 0x98, 0xe3, 0xfc, 0x92, 0x5c, 0x94, 0x89, 0x86, 0x03, 0x33, 0xd0, 0x6e, 0x4e, 0x47);
    CHECK_FALSE(mbim::print_payload(to, {mbim::tlv_type::pco, id}, false));
    CHECK(out.empty());
    CHECK(mbim::print_payload(to, {mbim::tlv_type::os_id, id}, false));
    CHECK(out.find("97a498e3-fc92-5c94-8986-0333d06e4e47") != std::string::npos);
}
