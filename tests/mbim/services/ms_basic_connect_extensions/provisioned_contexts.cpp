// SPDX-License-Identifier: BSL-1.0
/// \file
/// PROVISIONED_CONTEXTS, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/provisioned_contexts.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_provisioned_contexts {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/1/set@1.0`, 100 bytes.
constexpr auto one_bytes =
    hex("00000000"                          // Operation
        "7e5e2a7e4e6f7272736b656e7e5e2a7e"  // ContextType 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e
        "03000000"                          // IpType
        "01000000"                          // State
        "06000000"                          // Roaming
        "02000000"                          // MediaType
        "01000000"                          // Source
        "48000000"                          // AccessString: offset 72
        "06000000"                          // AccessString: size 6
        "50000000"                          // UserName: offset 80
        "08000000"                          // UserName: size 8
        "58000000"                          // Password: offset 88
        "0c000000"                          // Password: size 12
        "01000000"                          // Compression
        "02000000"                          // AuthProtocol
        "610070006e00"                      // AccessString "apn"
        "0000"                              // padding
        "7500730065007200"                  // UserName "user"
        "730065006300720065007400");        // Password "secret"

constexpr provisioned_contexts_set one{.operation = context_operation::default_,
                                       .context_type = context_type::internet,
                                       .ip_type = context_ip_type::ipv4v6,
                                       .state = context_state::enabled,
                                       .roaming = context_roaming_control::allow_all,
                                       .media_type = context_media_type::all,
                                       .source = context_source::user,
                                       .access_string = u"apn",
                                       .user_name = u"user",
                                       .password = u"secret",
                                       .compression = compression::enable,
                                       .auth_protocol = auth_protocol::chap};

/// `ms_basic_connect_extensions/1/set@4.0`, 116 bytes.
constexpr auto one_v4_bytes =
    hex("00000000"                          // Operation
        "7e5e2a7e4e6f7272736b656e7e5e2a7e"  // ContextType 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e
        "03000000"                          // IpType
        "01000000"                          // State
        "06000000"                          // Roaming
        "02000000"                          // MediaType
        "01000000"                          // Source
        "58000000"                          // AccessString: offset 88
        "06000000"                          // AccessString: size 6
        "60000000"                          // UserName: offset 96
        "08000000"                          // UserName: size 8
        "68000000"                          // Password: offset 104
        "0c000000"                          // Password: size 12
        "01000000"                          // Compression
        "02000000"                          // AuthProtocol
        "0200000305000000"                  // Snssai: TLV SINGLE_NSSAI, 3 bytes of padding, 5 of data
        "0401abcdef"                        // Snssai
        "000000"                            // padding
        "610070006e00"                      // AccessString "apn"
        "0000"                              // padding
        "7500730065007200"                  // UserName "user"
        "730065006300720065007400");        // Password "secret"

constexpr auto slice = hex("0401abcdef");
constexpr provisioned_contexts_set one_v4 = [] {
    provisioned_contexts_set with_slice = one;
    with_slice.snssai = bytes{slice};
    return with_slice;
}();

/// `ms_basic_connect_extensions/1/set@1.0`, 72 bytes.
constexpr auto restore_bytes =
    hex("02000000"                          // Operation
        "00000000000000000000000000000000"  // ContextType 00000000000000000000000000000000
        "00000000"                          // IpType
        "00000000"                          // State
        "00000000"                          // Roaming
        "00000000"                          // MediaType
        "02000000"                          // Source
        "00000000"                          // AccessString: offset 0
        "00000000"                          // AccessString: size 0
        "00000000"                          // UserName: offset 0
        "00000000"                          // UserName: size 0
        "00000000"                          // Password: offset 0
        "00000000"                          // Password: size 0
        "00000000"                          // Compression
        "00000000");                        // AuthProtocol

constexpr provisioned_contexts_set restore{.operation = context_operation::restore_factory, .source = context_source::operator_};

/// `ms_basic_connect_extensions/1/response@1.0`, 184 bytes.
constexpr auto all_bytes =
    hex("02000000"                          // ProvisionedContextsCount
        "14000000"                          // ProvisionedContexts[0]: offset 20
        "50000000"                          // ProvisionedContexts[0]: size 80
        "64000000"                          // ProvisionedContexts[1]: offset 100
        "54000000"                          // ProvisionedContexts[1]: size 84
        "02000000"                          // ProvisionedContexts[0].ContextId
        "7e5e2a7e4e6f7272736b656e7e5e2a7e"  // ProvisionedContexts[0].ContextType 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e
        "01000000"                          // ProvisionedContexts[0].IpType
        "01000000"                          // ProvisionedContexts[0].State
        "03000000"                          // ProvisionedContexts[0].Roaming
        "01000000"                          // ProvisionedContexts[0].MediaType
        "03000000"                          // ProvisionedContexts[0].Source
        "48000000"                          // ProvisionedContexts[0].AccessString: offset 72
        "06000000"                          // ProvisionedContexts[0].AccessString: size 6
        "00000000"                          // ProvisionedContexts[0].UserName: offset 0
        "00000000"                          // ProvisionedContexts[0].UserName: size 0
        "00000000"                          // ProvisionedContexts[0].Password: offset 0
        "00000000"                          // ProvisionedContexts[0].Password: size 0
        "00000000"                          // ProvisionedContexts[0].Compression
        "01000000"                          // ProvisionedContexts[0].AuthProtocol
        "610070006e00"                      // ProvisionedContexts[0].AccessString "apn"
        "0000"                              // padding
        "03000000"                          // ProvisionedContexts[1].ContextId
        "21610d0130744bce9425b53a07d697d6"  // ProvisionedContexts[1].ContextType 21610d01-3074-4bce-9425-b53a07d697d6
        "00000000"                          // ProvisionedContexts[1].IpType
        "00000000"                          // ProvisionedContexts[1].State
        "00000000"                          // ProvisionedContexts[1].Roaming
        "00000000"                          // ProvisionedContexts[1].MediaType
        "00000000"                          // ProvisionedContexts[1].Source
        "00000000"                          // ProvisionedContexts[1].AccessString: offset 0
        "00000000"                          // ProvisionedContexts[1].AccessString: size 0
        "48000000"                          // ProvisionedContexts[1].UserName: offset 72
        "04000000"                          // ProvisionedContexts[1].UserName: size 4
        "4c000000"                          // ProvisionedContexts[1].Password: offset 76
        "06000000"                          // ProvisionedContexts[1].Password: size 6
        "00000000"                          // ProvisionedContexts[1].Compression
        "00000000"                          // ProvisionedContexts[1].AuthProtocol
        "6d006500"                          // ProvisionedContexts[1].UserName "me"
        "610062006300"                      // ProvisionedContexts[1].Password "abc"
        "0000");                            // padding

constexpr provisioned_context contexts[] = {{.context_id = 2,
                                             .context_type = context_type::internet,
                                             .ip_type = context_ip_type::ipv4,
                                             .state = context_state::enabled,
                                             .roaming = context_roaming_control::home_and_partner,
                                             .media_type = context_media_type::wifi_only,
                                             .source = context_source::modem,
                                             .access_string = u"apn",
                                             .auth_protocol = auth_protocol::pap},
                                            {.context_id = 3, .context_type = context_type::ims, .user_name = u"me", .password = u"abc"}};
constexpr provisioned_contexts_info all{.contexts = contexts};

/// `ms_basic_connect_extensions/1/notification@4.0`, 204 bytes.
constexpr auto all_v4_bytes =
    hex("02000000"                          // ProvisionedContextsCount
        "14000000"                          // ProvisionedContexts[0]: offset 20
        "60000000"                          // ProvisionedContexts[0]: size 96
        "74000000"                          // ProvisionedContexts[1]: offset 116
        "58000000"                          // ProvisionedContexts[1]: size 88
        "02000000"                          // ProvisionedContexts[0].ContextId
        "7e5e2a7e4e6f7272736b656e7e5e2a7e"  // ProvisionedContexts[0].ContextType 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e
        "00000000"                          // ProvisionedContexts[0].IpType
        "00000000"                          // ProvisionedContexts[0].State
        "00000000"                          // ProvisionedContexts[0].Roaming
        "00000000"                          // ProvisionedContexts[0].MediaType
        "00000000"                          // ProvisionedContexts[0].Source
        "58000000"                          // ProvisionedContexts[0].AccessString: offset 88
        "06000000"                          // ProvisionedContexts[0].AccessString: size 6
        "00000000"                          // ProvisionedContexts[0].UserName: offset 0
        "00000000"                          // ProvisionedContexts[0].UserName: size 0
        "00000000"                          // ProvisionedContexts[0].Password: offset 0
        "00000000"                          // ProvisionedContexts[0].Password: size 0
        "00000000"                          // ProvisionedContexts[0].Compression
        "00000000"                          // ProvisionedContexts[0].AuthProtocol
        "0200000305000000"                  // ProvisionedContexts[0].Snssai: TLV SINGLE_NSSAI, 3 bytes of padding, 5 of data
        "0401abcdef"                        // ProvisionedContexts[0].Snssai
        "000000"                            // padding
        "610070006e00"                      // ProvisionedContexts[0].AccessString "apn"
        "0000"                              // padding
        "03000000"                          // ProvisionedContexts[1].ContextId
        "21610d0130744bce9425b53a07d697d6"  // ProvisionedContexts[1].ContextType 21610d01-3074-4bce-9425-b53a07d697d6
        "00000000"                          // ProvisionedContexts[1].IpType
        "00000000"                          // ProvisionedContexts[1].State
        "00000000"                          // ProvisionedContexts[1].Roaming
        "00000000"                          // ProvisionedContexts[1].MediaType
        "00000000"                          // ProvisionedContexts[1].Source
        "50000000"                          // ProvisionedContexts[1].AccessString: offset 80
        "06000000"                          // ProvisionedContexts[1].AccessString: size 6
        "00000000"                          // ProvisionedContexts[1].UserName: offset 0
        "00000000"                          // ProvisionedContexts[1].UserName: size 0
        "00000000"                          // ProvisionedContexts[1].Password: offset 0
        "00000000"                          // ProvisionedContexts[1].Password: size 0
        "00000000"                          // ProvisionedContexts[1].Compression
        "00000000"                          // ProvisionedContexts[1].AuthProtocol
        "0200000000000000"                  // ProvisionedContexts[1].Snssai: TLV SINGLE_NSSAI, 0 bytes of padding, 0 of data
        "69006d007300"                      // ProvisionedContexts[1].AccessString "ims"
        "0000");                            // padding

constexpr provisioned_context contexts_v4[] = {
    {.context_id = 2, .context_type = context_type::internet, .access_string = u"apn", .snssai = bytes{slice}},
    {.context_id = 3, .context_type = context_type::ims, .access_string = u"ims"}};
constexpr provisioned_contexts_info all_v4{.contexts = contexts_v4};

static_assert(both_ways(one_bytes, one));
static_assert(both_ways(one_bytes, one, mbimex::v3));
static_assert(both_ways(one_v4_bytes, one_v4, mbimex::v4));
static_assert(both_ways(restore_bytes, restore));
static_assert(both_ways(std::array<std::byte, 0>{}, provisioned_contexts_query{}));
static_assert(both_ways(all_bytes, all));
static_assert(both_ways(all_bytes, all, mbimex::v3));
static_assert(both_ways(all_v4_bytes, all_v4, mbimex::v4));

TEST_CASE("provisioned_contexts of the extensions: decodes, and encodes to the same bytes") {
    CHECK(both_ways(one_bytes, one));
    CHECK(both_ways(one_bytes, one, mbimex::v3));
    CHECK(both_ways(one_v4_bytes, one_v4, mbimex::v4));
    CHECK(both_ways(restore_bytes, restore));
    CHECK(both_ways(std::array<std::byte, 0>{}, provisioned_contexts_query{}));
    CHECK(both_ways(all_bytes, all));
    CHECK(both_ways(all_bytes, all, mbimex::v3));
    CHECK(both_ways(all_v4_bytes, all_v4, mbimex::v4));
}

TEST_CASE("provisioned_contexts of the extensions: truncations") {
    check_truncations<provisioned_contexts_set>(one_bytes);
    check_truncations<provisioned_contexts_set>(one_v4_bytes, mbimex::v4);
    check_truncations<provisioned_contexts_set>(restore_bytes);
    check_truncations<provisioned_contexts_info>(all_bytes);
    check_truncations<provisioned_contexts_info>(all_v4_bytes, mbimex::v4);
}

TEST_CASE("provisioned_contexts of the extensions: wrong offsets and sizes") {
    check_references<provisioned_contexts_set>(one_bytes, {{40, 44, "AccessString"}, {48, 52, "UserName"}, {56, 60, "Password"}});
    check_references<provisioned_contexts_set>(one_v4_bytes, {{40, 44, "AccessString"}, {48, 52, "UserName"}, {56, 60, "Password"}},
                                               mbimex::v4);
    const auto refused = [](std::size_t at, std::uint32_t word, errc code, place where, std::uint32_t offset) {
        CHECK(is(fault_of<provisioned_contexts_info>(with(all_bytes, at, word)), code, where, offset));
    };
    refused(0, 0x40000000, errc::count, place::of_field(1), 4);
    refused(4, 0xfffffffc, errc::outside, place::of_field(1, 0), 4);
    refused(16, 71, errc::element_size, place::of_field(1, 1), 12);
    // AccessString of the first element: its offset counts from the element.
    refused(20 + 40, 80, errc::outside, place::of_field(1, 0, 7), 20 + 40);
}

TEST_CASE("provisioned_contexts of the extensions: the slice stands before the text, from MBIMEx 4.0 on") {
    // The TLV is part of what is always there: the form of 1.0 has text where its header should be.
    CHECK(is(fault_of<provisioned_contexts_set>(one_bytes, mbimex::v4), errc::tlv_type, place::of_field(12), 72));
    CHECK(is(fault_of<provisioned_contexts_set>(restore_bytes, mbimex::v4), errc::length, place::of_field(12), 72));
    // And to those who know no slices the text is just placed further back.
    const auto older = parse<provisioned_contexts_set>(bytes{one_v4_bytes}, mbimex::v3);
    REQUIRE(older);
    CHECK(mbim::equal(*older, one));
    CHECK(is(fault_of<provisioned_contexts_set>(one_v4_bytes, mbimex::v3, tolerance::strict), errc::order, place::of_field(7), 40));
    std::array<std::byte, 256> room{};
    const auto refused = build(mutable_bytes{room}, one_v4, mbimex::v3);
    REQUIRE_FALSE(refused);
    CHECK(is(refused.error(), errc::not_this_release, place::of_field(12), 0));
}

}  // namespace cases::ms_basic_connect_extensions_provisioned_contexts
