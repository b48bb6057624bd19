// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONNECT, CID 12.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/connect.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_connect {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/12/set@1.0`, 88 bytes.
constexpr auto activate_bytes =
    hex("01000000"                          // SessionId
        "01000000"                          // ActivationCommand
        "3c000000"                          // AccessString: offset 60
        "10000000"                          // AccessString: size 16
        "4c000000"                          // UserName: offset 76
        "04000000"                          // UserName: size 4
        "50000000"                          // Password: offset 80
        "06000000"                          // Password: size 6
        "01000000"                          // Compression
        "02000000"                          // AuthProtocol
        "03000000"                          // IpType
        "7e5e2a7e4e6f7272736b656e7e5e2a7e"  // ContextType 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e
        "69006e007400650072006e0065007400"  // AccessString "internet"
        "6d006500"                          // UserName "me"
        "610062006300"                      // Password "abc"
        "0000");                            // padding

constexpr connect_set activate{.session_id = 1,
                               .command = activation_command::activate,
                               .access_string = u"internet",
                               .user_name = u"me",
                               .password = u"abc",
                               .compression = compression::enable,
                               .auth_protocol = auth_protocol::chap,
                               .ip_type = context_ip_type::ipv4v6,
                               .context_type = context_type::internet};

/// `basic_connect/12/set@3.0`, 92 bytes.
constexpr auto activate_v3_bytes =
    hex("01000000"                          // SessionId
        "01000000"                          // ActivationCommand
        "01000000"                          // Compression
        "02000000"                          // AuthProtocol
        "03000000"                          // IpType
        "7e5e2a7e4e6f7272736b656e7e5e2a7e"  // ContextType 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e
        "02000000"                          // MediaPreference
        "0a00000010000000"                  // AccessString: TLV WCHAR_STR, 0 bytes of padding, 16 of data
        "69006e007400650072006e0065007400"  // AccessString "internet"
        "0a00000004000000"                  // UserName: TLV WCHAR_STR, 0 bytes of padding, 4 of data
        "6d006500"                          // UserName "me"
        "0a00000206000000"                  // Password: TLV WCHAR_STR, 2 bytes of padding, 6 of data
        "610062006300"                      // Password "abc"
        "0000");                            // padding

constexpr connect_set_v3 activate_v3{.session_id = 1,
                                     .command = activation_command::activate,
                                     .compression = compression::enable,
                                     .auth_protocol = auth_protocol::chap,
                                     .ip_type = context_ip_type::ipv4v6,
                                     .context_type = context_type::internet,
                                     .media_preference = access_media_type::_3gpp_preferred,
                                     .access_string = u"internet",
                                     .user_name = u"me",
                                     .password = u"abc"};

constexpr auto slice = hex("0401abcdef");
constexpr auto os = hex("0011223344");
constexpr tlv ies[] = {{tlv_type::os_id, bytes{os}}};

/// `basic_connect/12/set@4.0`, 128 bytes.
constexpr auto activate_v4_bytes =
    hex("01000000"                          // SessionId
        "01000000"                          // ActivationCommand
        "02000000"                          // ActivationOption
        "01000000"                          // Compression
        "02000000"                          // AuthProtocol
        "03000000"                          // IpType
        "7e5e2a7e4e6f7272736b656e7e5e2a7e"  // ContextType 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e
        "02000000"                          // MediaPreference
        "0a00000010000000"                  // AccessString: TLV WCHAR_STR, 0 bytes of padding, 16 of data
        "69006e007400650072006e0065007400"  // AccessString "internet"
        "0a00000004000000"                  // UserName: TLV WCHAR_STR, 0 bytes of padding, 4 of data
        "6d006500"                          // UserName "me"
        "0a00000206000000"                  // Password: TLV WCHAR_STR, 2 bytes of padding, 6 of data
        "610062006300"                      // Password "abc"
        "0000"                              // padding
        "0200000305000000"                  // Snssai: TLV SINGLE_NSSAI, 3 bytes of padding, 5 of data
        "0401abcdef"                        // Snssai
        "000000"                            // padding
        "1200000305000000"                  // UnnamedIes[0]: TLV 18, 3 bytes of padding, 5 of data
        "0011223344"                        // UnnamedIes[0]
        "000000");                          // padding

constexpr connect_set_v3 activate_v4{.session_id = 1,
                                     .command = activation_command::activate,
                                     .option = activation_option::per_default_ursp_rules,
                                     .compression = compression::enable,
                                     .auth_protocol = auth_protocol::chap,
                                     .ip_type = context_ip_type::ipv4v6,
                                     .context_type = context_type::internet,
                                     .media_preference = access_media_type::_3gpp_preferred,
                                     .access_string = u"internet",
                                     .user_name = u"me",
                                     .password = u"abc",
                                     .snssai = bytes{slice},
                                     .unnamed_ies = ies};

/// `basic_connect/12/query@1.0`, 36 bytes.
constexpr auto query_bytes =
    hex("03000000"                          // SessionId
        "00000000"                          // ActivationState
        "00000000"                          // VoiceCallState
        "00000000"                          // IpType
        "00000000000000000000000000000000"  // ContextType 00000000000000000000000000000000
        "00000000");                        // NwError

constexpr connect_query query{.session_id = 3};

/// `basic_connect/12/query@3.0`, 4 bytes.
constexpr auto query_v3_bytes = hex("03000000");  // SessionId

constexpr connect_query query_v3{.session_id = 3};

/// `basic_connect/12/response@1.0`, 36 bytes.
constexpr auto info_bytes =
    hex("03000000"                          // SessionId
        "01000000"                          // ActivationState
        "02000000"                          // VoiceCallState
        "01000000"                          // IpType
        "7e5e2a7e4e6f7272736b656e7e5e2a7e"  // ContextType 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e
        "21000000");                        // NwError 33

constexpr connect_info info{.session_id = 3,
                            .state = activation_state::activated,
                            .voice_call_state = voice_call_state::hang_up,
                            .ip_type = context_ip_type::ipv4,
                            .context_type = context_type::internet,
                            .nw_error = 33};

/// `basic_connect/12/notification@3.0`, 56 bytes.
constexpr auto info_v3_bytes =
    hex("03000000"                          // SessionId
        "01000000"                          // ActivationState
        "02000000"                          // VoiceCallState
        "01000000"                          // IpType
        "7e5e2a7e4e6f7272736b656e7e5e2a7e"  // ContextType 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e
        "21000000"                          // NwError 33
        "01000000"                          // MediaPreference
        "0a00000206000000"                  // AccessString: TLV WCHAR_STR, 2 bytes of padding, 6 of data
        "69006d007300"                      // AccessString "ims"
        "0000");                            // padding

constexpr connect_info_v3 info_v3{.session_id = 3,
                                  .state = activation_state::activated,
                                  .voice_call_state = voice_call_state::hang_up,
                                  .ip_type = context_ip_type::ipv4,
                                  .context_type = context_type::internet,
                                  .nw_error = 33,
                                  .media_preference = access_media_type::_3gpp,
                                  .access_string = u"ims"};

/// `basic_connect/12/response@4.0`, 72 bytes.
constexpr auto info_v4_bytes =
    hex("03000000"                          // SessionId
        "01000000"                          // ActivationState
        "02000000"                          // VoiceCallState
        "01000000"                          // IpType
        "7e5e2a7e4e6f7272736b656e7e5e2a7e"  // ContextType 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e
        "21000000"                          // NwError 33
        "01000000"                          // MediaPreference
        "0a00000206000000"                  // AccessString: TLV WCHAR_STR, 2 bytes of padding, 6 of data
        "69006d007300"                      // AccessString "ims"
        "0000"                              // padding
        "0200000305000000"                  // Snssai: TLV SINGLE_NSSAI, 3 bytes of padding, 5 of data
        "0401abcdef"                        // Snssai
        "000000");                          // padding

constexpr connect_info_v3 info_v4{.session_id = 3,
                                  .state = activation_state::activated,
                                  .voice_call_state = voice_call_state::hang_up,
                                  .ip_type = context_ip_type::ipv4,
                                  .context_type = context_type::internet,
                                  .nw_error = 33,
                                  .media_preference = access_media_type::_3gpp,
                                  .access_string = u"ims",
                                  .snssai = bytes{slice}};

static_assert(both_ways(activate_bytes, activate));
static_assert(both_ways(activate_bytes, activate, mbimex::v2));
static_assert(both_ways(activate_v3_bytes, activate_v3, mbimex::v3));
static_assert(both_ways(activate_v4_bytes, activate_v4, mbimex::v4));
static_assert(both_ways(query_bytes, query));
static_assert(both_ways(query_bytes, query, mbimex::v2));
static_assert(both_ways(query_v3_bytes, query_v3, mbimex::v3));
static_assert(both_ways(query_v3_bytes, query_v3, mbimex::v4));
static_assert(both_ways(info_bytes, info));
static_assert(both_ways(info_bytes, info, mbimex::v2));
static_assert(both_ways(info_v3_bytes, info_v3, mbimex::v3));
static_assert(both_ways(info_v4_bytes, info_v4, mbimex::v4));

TEST_CASE("connect: decodes, and encodes to the same bytes") {
    CHECK(both_ways(activate_bytes, activate));
    CHECK(both_ways(activate_bytes, activate, mbimex::v2));
    CHECK(both_ways(activate_v3_bytes, activate_v3, mbimex::v3));
    CHECK(both_ways(activate_v4_bytes, activate_v4, mbimex::v4));
    CHECK(both_ways(query_bytes, query));
    CHECK(both_ways(query_bytes, query, mbimex::v2));
    CHECK(both_ways(query_v3_bytes, query_v3, mbimex::v3));
    CHECK(both_ways(query_v3_bytes, query_v3, mbimex::v4));
    CHECK(both_ways(info_bytes, info));
    CHECK(both_ways(info_bytes, info, mbimex::v2));
    CHECK(both_ways(info_v3_bytes, info_v3, mbimex::v3));
    CHECK(both_ways(info_v4_bytes, info_v4, mbimex::v4));
}

TEST_CASE("connect: truncations") {
    check_truncations<connect_set>(activate_bytes, mbimex::v1, {86, 87});
    check_truncations<connect_set_v3>(activate_v3_bytes, mbimex::v3, {90, 91});
    check_truncations<connect_query>(query_bytes, mbimex::v1, {4, 8, 12, 16, 32});
    check_truncations<connect_query>(query_v3_bytes, mbimex::v3);
    check_truncations<connect_info>(info_bytes);
    check_truncations<connect_info_v3>(info_v3_bytes, mbimex::v3, {54, 55});
    check_truncations<connect_info_v3>(info_v4_bytes, mbimex::v4, {69, 70, 71});
}

TEST_CASE("connect: wrong offsets and sizes") {
    check_references<connect_set>(activate_bytes, {{8, 12, "AccessString"}, {16, 20, "UserName"}, {24, 28, "Password"}});
}

TEST_CASE("connect: a query of SessionId alone is for standard alone") {
    const auto parsed = parse<connect_query>(bytes{query_v3_bytes}, mbimex::v1);
    REQUIRE(parsed);
    CHECK(parsed->session_id == 3);
    CHECK(is(fault_of<connect_query>(query_v3_bytes, mbimex::v1, tolerance::strict), errc::length, place::of_field(1), 4));
    // From MBIMEx 3.0 on the long form has bytes that no field claims.
    CHECK(is(fault_of<connect_query>(query_bytes, mbimex::v3, tolerance::strict), errc::trailing_bytes, {}, 4));
}

TEST_CASE("connect: TLVs that are wrong") {
    // The TLVs of the set in release 3 start at 40: AccessString, then UserName at 64, Password at 76.
    const auto fault = [](std::size_t at, std::uint32_t word) {
        return fault_of<connect_set_v3>(with(activate_v3_bytes, at, word), mbimex::v3);
    };
    CHECK(is(fault(40, 0x0000000b), errc::tlv_type, place::of_field(8), 40));
    CHECK(is(fault(40, 0x0400000a), errc::tlv_padding, place::of_field(8), 43));
    CHECK(is(fault(44, 0x7ffffffe), errc::outside, place::of_field(8), 44));
    CHECK(is(fault(44, 15), errc::odd_size, place::of_field(8), 44));
    CHECK(is(fault(68, 0xfffffffe), errc::outside, place::of_field(9), 68));
    CHECK(is(fault(80, 10), errc::outside, place::of_field(10), 80));
    // A type byte that is reserved and padding that is not the least are faults for strict alone.
    constexpr auto reserved = with(activate_v3_bytes, 40, 0x0001000a);
    CHECK_FALSE(fault_of<connect_set_v3>(reserved, mbimex::v3));
    CHECK(is(fault_of<connect_set_v3>(reserved, mbimex::v3, tolerance::strict), errc::value, place::of_field(8), 42));
}

TEST_CASE("connect: the TLVs behind the named ones end where the buffer ends") {
    // The last TLV of the set in release 4 starts at 112 and takes 16 bytes; up to 7 bytes of it are
    // ignored as leftovers.  The 3 bytes in front of it are padding.
    for (std::size_t n = 0; n < activate_v4_bytes.size(); ++n) {
        const auto parsed = parse<connect_set_v3>(bytes{activate_v4_bytes}.first(n), mbimex::v4);
        CHECK(bool(parsed) == ((n >= 109 && n < 120) || n >= 125));
        if (parsed) CHECK(parsed->unnamed_ies.empty() == (n < 120));
    }
}

TEST_CASE("connect: order and overlap are for strict alone") {
    // Password placed on UserName, and UserName in front of AccessString.
    constexpr auto shared = with(activate_bytes, 24, 76);
    CHECK_FALSE(fault_of<connect_set>(shared));
    CHECK(is(fault_of<connect_set>(shared, release::v1, tolerance::strict), errc::overlap, place::of_field(4), 24));
    constexpr auto gap = with(with(activate_bytes, 8, 64), 12, 12);
    CHECK_FALSE(fault_of<connect_set>(gap));
    CHECK(is(fault_of<connect_set>(gap, release::v1, tolerance::strict), errc::order, place::of_field(2), 8));
    constexpr auto odd = with(activate_bytes, 24, 78);
    CHECK(is(fault_of<connect_set>(odd, release::v1, tolerance::strict), errc::misaligned, place::of_field(4), 24));
    constexpr auto dirty = with(activate_bytes, 84, 0x01000063);
    CHECK_FALSE(fault_of<connect_set>(dirty));
    CHECK(is(fault_of<connect_set>(dirty, release::v1, tolerance::strict), errc::padding, place::of_field(4), 87));
}

TEST_CASE("connect: each release has its structure") {
    CHECK(connect_set::id.in(mbimex::v2));
    CHECK_FALSE(connect_set::id.in(mbimex::v3));
    CHECK_FALSE(connect_set_v3::id.in(mbimex::v2));
    CHECK(connect_set_v3::id.in(mbimex::v4));
}

}  // namespace cases::basic_connect_connect
