// SPDX-License-Identifier: BSL-1.0
/// \file
/// Defects that control-message code has had, one case each: part C of the collection.  Its rows are tested
///
/// | here, where one message is enough                   | C01 to C12, C16 to C19, C21 to C25, C28, C29, C31 to C33          |
/// | in museum_channel.cpp, which has both sides         | C02 to C06, C12 to C15, C20, C21, C25, C26, C28, C30, C33         |
/// | once more with all that can become of six frames    | C13, C15, C26, C28: small_world.cpp                               |
/// | once more with hostile input                        | C01 to C09, C22 to C25, C29: fuzz/mbim/control.cpp;               |
/// |                                                     | C03 to C06, C13, C14, C26, C28, C33: fuzz/mbim/fragment.cpp,      |
/// |                                                     | host.cpp, device.cpp, stream_reader.cpp                           |
/// | nowhere, there is nothing to test                   | C27: memory shared between threads; the library has none          |
#include <cdcnet/mbim/catalogue.hpp>

#include <cstring>

#include "wire.hpp"

using namespace wire_test;
namespace bc = cdcnet::mbim::basic_connect;

namespace {

constexpr std::uint32_t extreme[] = {0xffffffffu, 0xfffffffeu, 0xfffffff8u, 0xfffffff0u, 0x80000000u, 0x7fffffffu};

/// A COMMAND_DONE of basic connect around an information buffer.
std::vector<std::byte> done(std::uint32_t cid, bytes information_buffer, status s = status::success) {
    std::vector<std::byte> out(48 + information_buffer.size());
    const auto built =
        build_message(mutable_bytes{out}, transaction_id{1}, command_done{service::basic_connect, cid, s, information_buffer});
    REQUIRE(built);
    return out;
}

/// Whatever is read of a value that did not parse is nothing: the value itself is not there.
template <command T>
void refused_everywhere(bytes wire, release r = release::v1) {
    const copied input{wire};
    CHECK_FALSE(parse<T>(input, r));
    CHECK_FALSE(parse<T>(input, r, tolerance::strict));
    CHECK_FALSE(view<T>::over(input, r));
    std::size_t written = 0;
    auto count = [&](std::string_view piece) { written += piece.size(); };
    CHECK(dump_json(layout_of<T>(r), names_of<T>(), input, count));
    CHECK(dump_text(layout_of<T>(r), names_of<T>(), input, count));
    CHECK(written == 0);
}

// IP_CONFIGURATION with one IPv4 address, a gateway, one name server of each kind; 60 bytes of fixed part.
// clang-format off: one field a line
constexpr auto ip_configuration = hex<
    "00000000"             //  0 SessionId
    "0f000000"             //  4 IPv4ConfigurationAvailable
    "0f000000"             //  8 IPv6ConfigurationAvailable
    "01000000" "3c000000"  // 12 IPv4Address
    "01000000" "44000000"  // 20 IPv6Address
    "58000000"             // 28 IPv4Gateway
    "5c000000"             // 32 IPv6Gateway
    "01000000" "6c000000"  // 36 IPv4DnsServer
    "01000000" "70000000"  // 44 IPv6DnsServer
    "dc050000"             // 52 IPv4Mtu
    "dc050000"             // 56 IPv6Mtu
    "18000000 c0000202"
    "40000000 20010db8000000000000000000000002"
    "c0000201"
    "20010db8000000000000000000000001"
    "c0000235"
    "20010db8000000000000000000000035">;

constexpr auto subscriber = hex<
    "01000000"             //  0 ReadyState
    "1c000000 06000000"    //  4 SubscriberId
    "24000000 04000000"    // 12 SimIccId
    "00000000"             // 20 ReadyInfo
    "00000000"             // 24 TelephoneNumbersCount
    "3100 3200 3300 0000"
    "3800 3900">;
// clang-format on

}  // namespace

TEST_CASE("museum C01: offsets and sizes at the end of 32 bits") {
    for (const std::uint32_t a : extreme) {
        refused_everywhere<bc::subscriber_ready_status_info>(with(subscriber, 4, a));
        refused_everywhere<bc::subscriber_ready_status_info>(with(subscriber, 8, a & ~1u));
        refused_everywhere<bc::subscriber_ready_status_info>(with(subscriber, 24, a));
        for (const std::uint32_t b : extreme)
            refused_everywhere<bc::subscriber_ready_status_info>(with(with(subscriber, 4, a), 8, b & ~1u));
        refused_everywhere<bc::visible_providers_info>(hex<"ffffffff ffffffff ffffffff">);
        refused_everywhere<bc::visible_providers_info>(with(with(hex<"01000000 00000000 00000000">, 4, a), 8, a));
        refused_everywhere<bc::signal_state_info>(
            with(with(hex<"00000000 00000000 00000000 00000000 00000000 00000000 00000000">, 20, a), 24, a), mbimex::v2);
    }
}

TEST_CASE("museum C02: an indication without its service") {
    constexpr auto wire = hex<"07000080 14000000 00000000 01000000 00000000">;
    const copied input{wire};
    const auto m = message::parse(input);
    REQUIRE(m);
    CHECK(m->as<indicate_status_msg>().error() == error{errc::length, 20, field_at(0)});
    CHECK(payload_of(*m).error() == error{errc::length, 20, field_at(0)});
}

TEST_CASE("museum C03, C21: a continuation is not a message") {
    // Its bytes happen to look like a whole command header.
    constexpr auto wire =
        hex<"03000080 38000000 05000000 02000000 01000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 00000000 08000000 01000000 00000000">;
    const auto m = message::parse(wire);
    REQUIRE(m);
    CHECK_FALSE(m->is_whole());
    CHECK(m->body().size() == 36);
    CHECK(m->as<command_done>().error().code() == errc::not_first);
    CHECK(payload_of(*m).error().code() == errc::not_first);
    std::size_t written = 0;
    auto count = [&](std::string_view piece) { written += piece.size(); };
    CHECK(dump_text(*m, mbimex::v1, count).code() == errc::not_first);
    CHECK(written == 0);
}

TEST_CASE("museum C04: fragment numbers that cannot be") {
    constexpr std::uint32_t pairs[][2] = {{0, 0}, {1, 1}, {2, 5}, {0, 0xffffffff}, {0xffffffff, 0xffffffff}};
    for (const auto& [total, current] : pairs) {
        auto wire = done(3, hex<"01000000 00000000">);
        store_le(wire.data() + 12, total);
        store_le(wire.data() + 16, current);
        CHECK(message::parse(wire).error() == error{errc::fragment, 12});
    }
}

TEST_CASE("museum C05, C25: an information buffer length that wraps") {
    for (const std::uint32_t length : extreme) {
        auto wire = done(3, {});
        store_le(wire.data() + 44, length);
        const copied input{wire};
        const auto m = message::parse(input);
        REQUIRE(m);
        CHECK(m->as<command_done>().error() == error{errc::outside, 48, field_at(4)});
        CHECK(payload_of(*m).error() == error{errc::outside, 48, field_at(4)});
    }
}

TEST_CASE("museum C06: garbage with a huge length") {
    // Text that reads as a type: refused at once.  A known type with a length of 800 MB: the caller, who knows the maximum
    // of his channel, sees the length before he waits for the rest.
    CHECK(message::parse(hex<"4154 0d0a 0000 0030 00000000">).error() == error{errc::message_type, 0, field_at(0)});
    CHECK(message::parse(hex<"01000000 00000030 01000000 00100000">).error() == error{errc::need_more, 16});
}

TEST_CASE("museum C07, C08: TLVs that lie") {
    std::array<std::byte, 256> out{};
    const auto built = build(out, bc::connect_info_v3{.access_string = u"internet"}, mbimex::v3);
    REQUIRE(built);
    const std::uint32_t at = 4 * 5 + 16 + 4;  // behind six fields and the UUID: the first TLV
    for (const std::uint32_t length : {0xfffffffcu, 0xfffffff8u, 0xffffffffu, 0x7fffffffu, 18u})
        refused_everywhere<bc::connect_info_v3>(with(*built, at + 4, length), mbimex::v3);
    CHECK(parse<bc::connect_info_v3>(with(*built, at, 0xc800000a), mbimex::v3).error().code() == errc::tlv_padding);
    CHECK(tlv_list::check(hex<"0d00 00 c8 04000000 01020304">) == error{errc::tlv_padding, 3, field_at(0)});
}

TEST_CASE("museum C09: odd places") {
    // Every field at every alignment; a sanitizer sees loads that want more.
    for (std::size_t shift = 0; shift < 8; ++shift) {
        const copied input{ip_configuration, shift};
        const auto info = parse<bc::ip_configuration_info>(input);
        REQUIRE(info);
        CHECK(info->ipv6_addresses[0].address == *ipv6::parse("2001:db8::2"));
        CHECK(info->ipv4_gateway == *ipv4::parse("192.0.2.1"));
        CHECK(info->ipv6_dns_servers[0] == *ipv6::parse("2001:db8::35"));
    }
    // Text at an odd offset.
    const auto odd = hex<"01000000 1d000000 06000000 00000000 00000000 00000000 00000000 00 3100 3200 3300">;
    const copied input{odd};
    const auto read = parse<bc::subscriber_ready_status_info>(input);
    REQUIRE(read);
    CHECK(read->subscriber_id == utf16{u"123"});
}

TEST_CASE("museum C10: text of three units is padded") {
    std::array<std::byte, 128> out{};
    const auto built =
        build(out, bc::subscriber_ready_status_info{
                       .ready_state = static_cast<bc::subscriber_ready_state>(1), .subscriber_id = u"123", .sim_iccid = u"89"});
    REQUIRE(built);
    CHECK(cdcnet::equal(*built, subscriber));
}

TEST_CASE("museum C11: five bytes of a file are five bytes") {
    constexpr auto piece = hex<"d1f00d0a05">;
    std::array<std::byte, 64> out{};
    const auto built = build_command(out, transaction_id{1}, qdu::file_write_set{.data_buffer = piece});
    REQUIRE(built);
    CHECK(built->size() == 53);
    CHECK(load_le<std::uint32_t>(built->data() + 4) == 53);
    CHECK(load_le<std::uint32_t>(built->data() + 44) == 5);
    CHECK(cdcnet::equal(message::parse(*built)->as<command_msg>()->read<qdu::file_write_set>()->data_buffer, piece));
}

TEST_CASE("museum C12: nothing where nothing is needed") {
    const auto wire = done(3, {}, status::no_device_support);
    const auto m = message::parse(wire);
    const auto p = payload_of(*m);
    REQUIRE(p);
    CHECK(p->is_left_out());
    CHECK_FALSE(validate(*p, mbimex::v1));
    std::string out;
    auto put = [&](std::string_view piece) { out += piece; };
    CHECK_FALSE(dump_json(*m, mbimex::v1, put));
    CHECK(out == "{}");
}

TEST_CASE("museum C16, C19: two byte fields are two bytes") {
    // Built and read by byte, whatever the machine's order.
    std::array<std::byte, 16> out{};
    const auto built = build_message(out, transaction_id{0x01020304}, open_msg{0x11223344});
    REQUIRE(built);
    CHECK(cdcnet::equal(*built, hex<"01000000 10000000 04030201 44332211">));
}

TEST_CASE("museum C17: a service is not a context type") {
    CHECK(context_type_name(service::dss).empty());
    CHECK(find_service(context_type::internet) == nullptr);
    const auto read = parse<bc::connect_info>(hex<"00000000 01000000 00000000 00000000 c08a26dd7718 4382 8482 6e0d583c4d0e 00000000">);
    REQUIRE(read);
    CHECK(context_type_name(read->context_type).empty());
}

TEST_CASE("museum C18: a bad string behind good ones") {
    // Two telephone numbers; nothing is allocated for the first, so nothing can be left over.
    constexpr auto numbers =
        hex<"01000000 00000000 00000000 00000000 00000000 00000000 02000000 2c000000 04000000 30000000 04000000"
            "3100 3200 3300 3400">;
    const auto read = parse<bc::subscriber_ready_status_info>(numbers);
    REQUIRE(read);
    CHECK(read->telephone_numbers[1] == utf16{u"34"});
    for (const std::uint32_t n : extreme) refused_everywhere<bc::subscriber_ready_status_info>(with(numbers, 36, n));
    refused_everywhere<bc::subscriber_ready_status_info>(with(numbers, 40, 3));
}

TEST_CASE("museum C22: offset and size whose sum wraps to something small") {
    const auto wrapping = with(with(subscriber, 4, 0xfffffff0), 8, 0x20);
    CHECK(parse<bc::subscriber_ready_status_info>(wrapping).error() == error{errc::outside, 4, field_at(2)});
    refused_everywhere<bc::subscriber_ready_status_info>(wrapping);
}

TEST_CASE("museum C23, C24, C29: every offset and count of IP CONFIGURATION") {
    constexpr struct {
        std::uint32_t count, offset, field;
    } pairs[] = {{12, 16, 4}, {20, 24, 6}, {0, 28, 7}, {0, 32, 8}, {36, 40, 10}, {44, 48, 12}};
    REQUIRE(parse<bc::ip_configuration_info>(ip_configuration));
    for (const auto& p : pairs) {
        for (const std::uint32_t n : extreme) {
            refused_everywhere<bc::ip_configuration_info>(with(ip_configuration, p.offset, n));
            CHECK(parse<bc::ip_configuration_info>(with(ip_configuration, p.offset, n)).error() ==
                  error{errc::outside, p.offset, field_at(p.field)});
            if (p.count == 0) continue;
            CHECK(parse<bc::ip_configuration_info>(with(ip_configuration, p.count, n)).error() ==
                  error{errc::outside, p.offset, field_at(p.field)});
        }
        CHECK_FALSE(
            parse<bc::ip_configuration_info>(with(ip_configuration, p.offset, static_cast<std::uint32_t>(ip_configuration.size() - 3))));
    }
}

TEST_CASE("museum C28: a message cut by a small buffer") {
    const auto wire = done(15, ip_configuration);
    for (std::size_t n = 0; n < wire.size(); ++n) CHECK(message::parse(copied{bytes{wire}.first(n)}).error() == error{errc::need_more, n});
    // Two answers in one buffer: the first ends where its length says.
    std::vector<std::byte> both(wire);
    both.insert(both.end(), wire.begin(), wire.end());
    const auto first = message::parse(both);
    REQUIRE(first);
    const auto second = message::parse(bytes{both}.subspan(first->bytes().size()));
    REQUIRE(second);
    CHECK(second->bytes().size() == wire.size());
}

TEST_CASE("museum C31: a read of no bytes") {
    namespace uicc = ms_uicc_low_level_access;
    std::array<std::byte, 128> out{};
    const auto built = build(out, uicc::read_binary{.file_path = hex<"3f002fe2">, .read_size = 0});
    REQUIRE(built);
    const auto read = parse<uicc::read_binary>(*built);
    REQUIRE(read);
    CHECK(read->read_size == 0);
    // Microsoft names the structures of SAR both ways round; the ids tell which is meant.
    CHECK(ms_sar::config_set::id.operations == operation::set);
    CHECK(ms_sar::config_info::id.operations == operation::response);
}

TEST_CASE("museum C32: empty text and half empty references") {
    CHECK(parse<bc::subscriber_ready_status_info>(with(with(subscriber, 4, 0), 8, 0))->subscriber_id.empty());
    CHECK(parse<bc::subscriber_ready_status_info>(with(subscriber, 4, 0)).error() == error{errc::null_reference, 4, field_at(2)});
}

TEST_CASE("museum C33: every protocol error can be said") {
    for (std::uint32_t code = 1; code <= 6; ++code) {
        std::array<std::byte, 16> out{};
        const auto built = build_message(out, transaction_id{0}, function_error_msg{static_cast<protocol_error>(code)});
        REQUIRE(built);
        const auto m = message::parse(*built);
        CHECK(m->transaction() == transaction_id{0});
        CHECK(m->as<function_error_msg>()->error == static_cast<protocol_error>(code));
        CHECK_FALSE(meaning_of(static_cast<protocol_error>(code)).empty());
    }
}
