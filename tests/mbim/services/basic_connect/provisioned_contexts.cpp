// SPDX-License-Identifier: BSL-1.0
/// \file
/// PROVISIONED_CONTEXTS, CID 13.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/provisioned_contexts.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_provisioned_contexts {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/13/set@1.0`, 100 bytes.
constexpr auto one_bytes =
    hex("02000000"                          // ContextId
        "7e5e2a7e4e6f7272736b656e7e5e2a7e"  // ContextType 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e
        "3c000000"                          // AccessString: offset 60
        "06000000"                          // AccessString: size 6
        "44000000"                          // UserName: offset 68
        "08000000"                          // UserName: size 8
        "4c000000"                          // Password: offset 76
        "0c000000"                          // Password: size 12
        "00000000"                          // Compression
        "01000000"                          // AuthProtocol
        "58000000"                          // ProviderId: offset 88
        "0a000000"                          // ProviderId: size 10
        "610070006e00"                      // AccessString "apn"
        "0000"                              // padding
        "7500730065007200"                  // UserName "user"
        "730065006300720065007400"          // Password "secret"
        "32003600320030003100"              // ProviderId "26201"
        "0000");                            // padding

constexpr provisioned_contexts_set one{.context_id = 2,
                                       .context_type = context_type::internet,
                                       .access_string = u"apn",
                                       .user_name = u"user",
                                       .password = u"secret",
                                       .auth_protocol = auth_protocol::pap,
                                       .provider_id = u"26201"};

constexpr provisioned_context contexts[] = {{.context_id = 2,
                                             .context_type = context_type::internet,
                                             .access_string = u"apn",
                                             .user_name = u"user",
                                             .password = u"secret",
                                             .auth_protocol = auth_protocol::pap},
                                            {.context_id = 3, .context_type = context_type::ims, .compression = compression::enable}};

/// `basic_connect/13/response@1.0`, 152 bytes.
constexpr auto all_bytes =
    hex("02000000"                          // ProvisionedContextsCount
        "14000000"                          // ProvisionedContexts[0]: offset 20
        "50000000"                          // ProvisionedContexts[0]: size 80
        "64000000"                          // ProvisionedContexts[1]: offset 100
        "34000000"                          // ProvisionedContexts[1]: size 52
        "02000000"                          // ProvisionedContexts[0].ContextId
        "7e5e2a7e4e6f7272736b656e7e5e2a7e"  // ProvisionedContexts[0].ContextType 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e
        "34000000"                          // ProvisionedContexts[0].AccessString: offset 52
        "06000000"                          // ProvisionedContexts[0].AccessString: size 6
        "3c000000"                          // ProvisionedContexts[0].UserName: offset 60
        "08000000"                          // ProvisionedContexts[0].UserName: size 8
        "44000000"                          // ProvisionedContexts[0].Password: offset 68
        "0c000000"                          // ProvisionedContexts[0].Password: size 12
        "00000000"                          // ProvisionedContexts[0].Compression
        "01000000"                          // ProvisionedContexts[0].AuthProtocol
        "610070006e00"                      // ProvisionedContexts[0].AccessString "apn"
        "0000"                              // padding
        "7500730065007200"                  // ProvisionedContexts[0].UserName "user"
        "730065006300720065007400"          // ProvisionedContexts[0].Password "secret"
        "03000000"                          // ProvisionedContexts[1].ContextId
        "21610d0130744bce9425b53a07d697d6"  // ProvisionedContexts[1].ContextType 21610d01-3074-4bce-9425-b53a07d697d6
        "00000000"                          // ProvisionedContexts[1].AccessString: offset 0
        "00000000"                          // ProvisionedContexts[1].AccessString: size 0
        "00000000"                          // ProvisionedContexts[1].UserName: offset 0
        "00000000"                          // ProvisionedContexts[1].UserName: size 0
        "00000000"                          // ProvisionedContexts[1].Password: offset 0
        "00000000"                          // ProvisionedContexts[1].Password: size 0
        "01000000"                          // ProvisionedContexts[1].Compression
        "00000000");                        // ProvisionedContexts[1].AuthProtocol

constexpr provisioned_contexts_info all{.contexts = contexts};

/// `basic_connect/13/response@1.0`, 4 bytes.
constexpr auto none_bytes = hex("00000000");  // ProvisionedContextsCount

constexpr provisioned_contexts_info none{};

static_assert(both_ways(std::array<std::byte, 0>{}, provisioned_contexts_query{}));
static_assert(both_ways(one_bytes, one));
static_assert(both_ways(all_bytes, all));
static_assert(both_ways(none_bytes, none));

TEST_CASE("provisioned_contexts: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, provisioned_contexts_query{}));
    CHECK(both_ways(one_bytes, one));
    CHECK(both_ways(all_bytes, all));
    CHECK(both_ways(none_bytes, none));
}

TEST_CASE("provisioned_contexts: truncations") {
    check_truncations<provisioned_contexts_set>(one_bytes, mbimex::v1, {98, 99});
    check_truncations<provisioned_contexts_info>(all_bytes);
    check_truncations<provisioned_contexts_info>(none_bytes);
}

TEST_CASE("provisioned_contexts: wrong offsets and sizes") {
    check_references<provisioned_contexts_set>(
        one_bytes, {{20, 24, "AccessString"}, {28, 32, "UserName"}, {36, 40, "Password"}, {52, 56, "ProviderId"}});
    check_references<provisioned_contexts_info>(all_bytes, {{4, 8, "ProvisionedContexts[0]"},
                                                            {40, 44, "ProvisionedContexts[0].AccessString"},
                                                            {48, 52, "ProvisionedContexts[0].UserName"},
                                                            {56, 60, "ProvisionedContexts[0].Password"},
                                                            {12, 16, "ProvisionedContexts[1]"}});
}

}  // namespace cases::basic_connect_provisioned_contexts
