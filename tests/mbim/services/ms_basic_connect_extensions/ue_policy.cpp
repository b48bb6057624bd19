// SPDX-License-Identifier: BSL-1.0
/// \file
/// UE_POLICY, CID 20.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/ue_policy.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_ue_policy {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/20/query@4.0`, 36 bytes.
constexpr auto query_bytes =
    hex("1200000010000000"                  // UnnamedIes[0]: TLV OS_ID, 0 bytes of padding, 16 of data
        "97a498e3fc925c9489860333d06e4e47"  // UnnamedIes[0]
        "1300000004000000"                  // UnnamedIes[1]: TLV 3GPP_REL_VERSION, 0 bytes of padding, 4 of data
        "10000000");                        // UnnamedIes[1]

constexpr auto os = hex("97a498e3fc925c9489860333d06e4e47");
constexpr auto rel_16 = hex("10000000");
constexpr tlv of_os[] = {{tlv_type::os_id, bytes{os}}, {tlv_type::_3gpp_rel_version, bytes{rel_16}}};
constexpr ue_policy_query query{.unnamed_ies = of_os};

/// `ms_basic_connect_extensions/20/notification@4.0`, 24 bytes.
constexpr auto policy_bytes =
    hex("1400000004000000"  // UnnamedIes[0]: TLV URSP_RULES_TD_ONLY, 0 bytes of padding, 4 of data
        "ff000101"          // UnnamedIes[0]
        "0400000202000000"  // UnnamedIes[1]: TLV CFG_NSSAI, 2 bytes of padding, 2 of data
        "0101"              // UnnamedIes[1]
        "0000");            // padding

constexpr auto rules = hex("ff000101");
constexpr auto slices = hex("0101");
constexpr tlv of_network[] = {{tlv_type::ursp_rules_td_only, bytes{rules}}, {tlv_type::cfg_nssai, bytes{slices}}};
constexpr ue_policy_info policy{.unnamed_ies = of_network};

static_assert(both_ways(std::array<std::byte, 0>{}, ue_policy_query{}, mbimex::v4));
static_assert(both_ways(query_bytes, query, mbimex::v4));
static_assert(both_ways(policy_bytes, policy, mbimex::v4));
static_assert(both_ways(std::array<std::byte, 0>{}, ue_policy_info{}, mbimex::v4));

TEST_CASE("ue_policy: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, ue_policy_query{}, mbimex::v4));
    CHECK(both_ways(query_bytes, query, mbimex::v4));
    CHECK(both_ways(policy_bytes, policy, mbimex::v4));
    CHECK(both_ways(std::array<std::byte, 0>{}, ue_policy_info{}, mbimex::v4));
}

TEST_CASE("ue_policy: truncations") {
    // Less than a header behind a whole TLV is ignored.
    check_truncations<ue_policy_query>(query_bytes, mbimex::v4, {0, 1, 2, 3, 4, 5, 6, 7, 24, 25, 26, 27, 28, 29, 30, 31});
    check_truncations<ue_policy_info>(policy_bytes, mbimex::v4, {0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 16, 17, 18, 19, 22, 23});
}

}  // namespace cases::ms_basic_connect_extensions_ue_policy
