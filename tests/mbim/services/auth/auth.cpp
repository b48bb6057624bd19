// SPDX-License-Identifier: BSL-1.0
/// \file
/// AKA, AKAP and SIM, CIDs 1 to 3.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/auth/aka.hpp>
#include <cdcnet/mbim/services/auth/akap.hpp>
#include <cdcnet/mbim/services/auth/sim.hpp>

#include "constant.hpp"
#include "mbim/services/case.hpp"

namespace cases::auth_auth {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::auth;

constexpr auto rand_octets = hex("101112131415161718191a1b1c1d1e1f");
constexpr auto autn_octets = hex("202122232425262728292a2b2c2d2e2f");
constexpr auto res_octets = hex("303132333435363738393a3b3c3d3e3f");
constexpr auto ik_octets = hex("404142434445464748494a4b4c4d4e4f");
constexpr auto ck_octets = hex("505152535455565758595a5b5c5d5e5f");
constexpr auto auts_octets = hex("606162636465666768696a6b6c6d");

/// `auth/1/query@1.0`, 32 bytes.
constexpr auto challenge_bytes =
    hex("101112131415161718191a1b1c1d1e1f"    // Rand
        "202122232425262728292a2b2c2d2e2f");  // Autn

constexpr aka_query challenge{.rand = rand_octets, .autn = autn_octets};

/// `auth/1/response@1.0` and `auth/2/response@1.0`, 66 bytes.
constexpr auto answer_bytes =
    hex("303132333435363738393a3b3c3d3e3f"  // Res
        "08000000"                          // ResLen
        "404142434445464748494a4b4c4d4e4f"  // IntegrityKey
        "505152535455565758595a5b5c5d5e5f"  // CipheringKey
        "606162636465666768696a6b6c6d");    // Auts

constexpr aka_info answer{.res = res_octets, .res_len = 8, .integrity_key = ik_octets, .ciphering_key = ck_octets, .auts = auts_octets};
constexpr akap_info answer_akap{
    .res = res_octets, .res_len = 8, .integrity_key = ik_octets, .ciphering_key = ck_octets, .auts = auts_octets};

/// `auth/2/query@1.0`, 48 bytes.
constexpr auto named_bytes =
    hex("101112131415161718191a1b1c1d1e1f"  // Rand
        "202122232425262728292a2b2c2d2e2f"  // Autn
        "28000000"                          // NetworkName: offset 40
        "08000000"                          // NetworkName: size 8
        "57004c0041004e00");                // NetworkName "WLAN"

constexpr akap_query named_challenge{.rand = rand_octets, .autn = autn_octets, .network_name = u"WLAN"};

/// `auth/3/query@1.0`, 52 bytes.
constexpr auto triple_bytes =
    hex("101112131415161718191a1b1c1d1e1f"  // Rand1
        "202122232425262728292a2b2c2d2e2f"  // Rand2
        "303132333435363738393a3b3c3d3e3f"  // Rand3
        "03000000");                        // N

constexpr sim_query triple{.rand1 = rand_octets, .rand2 = autn_octets, .rand3 = res_octets, .n = 3};

/// `auth/3/response@1.0`, 40 bytes.
constexpr auto keys_bytes =
    hex("04030201"          // Sres1
        "1817161514131211"  // Kc1 0x1112131415161718
        "24232221"          // Sres2
        "3837363534333231"  // Kc2 0x3132333435363738
        "44434241"          // Sres3
        "5857565554535251"  // Kc3 0x5152535455565758
        "03000000");        // N

constexpr sim_info keys{.sres1 = 0x01020304,
                        .kc1 = 0x1112131415161718,
                        .sres2 = 0x21222324,
                        .kc2 = 0x3132333435363738,
                        .sres3 = 0x41424344,
                        .kc3 = 0x5152535455565758,
                        .n = 3};

// The SIM gave Kc as 11 12 13 14 15 16 17 18; the wire has 18 17 16 15 14 13 12 11.
TEST_CONSTANT(kc_octets(keys.kc1) == hex("1112131415161718"));
TEST_CONSTANT(kc_of(hex("1112131415161718")) == keys.kc1);
TEST_CONSTANT(kc_of(kc_octets(0xfedcba9876543210)) == 0xfedcba9876543210);

TEST_CONSTANT(both_ways(challenge_bytes, challenge));
TEST_CONSTANT(both_ways(answer_bytes, answer));
TEST_CONSTANT(both_ways(named_bytes, named_challenge));
TEST_CONSTANT(both_ways(answer_bytes, answer_akap));
TEST_CONSTANT(both_ways(triple_bytes, triple));
TEST_CONSTANT(both_ways(keys_bytes, keys));

TEST_CASE("auth: decodes, and encodes to the same bytes") {
    CHECK(both_ways(challenge_bytes, challenge));
    CHECK(both_ways(answer_bytes, answer));
    CHECK(both_ways(named_bytes, named_challenge));
    CHECK(both_ways(answer_bytes, answer_akap));
    CHECK(both_ways(triple_bytes, triple));
    CHECK(both_ways(keys_bytes, keys));
}

TEST_CASE("auth: truncations") {
    check_truncations<aka_query>(challenge_bytes);
    check_truncations<aka_info>(answer_bytes);
    check_truncations<akap_query>(named_bytes);
    check_truncations<akap_info>(answer_bytes);
    check_truncations<sim_query>(triple_bytes);
    check_truncations<sim_info>(keys_bytes);
}

TEST_CASE("auth: wrong offsets and sizes") { check_references<akap_query>(named_bytes, {{32, 36, "NetworkName"}}); }

}  // namespace cases::auth_auth
