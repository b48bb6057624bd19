// SPDX-License-Identifier: BSL-1.0
/// \file
/// LTE_ATTACH_INFO, CID 4.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/lte_attach_info.hpp>

#include "constant.hpp"
#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_lte_attach_info {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/4/response@1.0`, 68 bytes.
constexpr auto info_bytes =
    hex("01000000"                          // LteAttachState
        "03000000"                          // IpType
        "28000000"                          // AccessString: offset 40
        "10000000"                          // AccessString: size 16
        "38000000"                          // UserName: offset 56
        "04000000"                          // UserName: size 4
        "3c000000"                          // Password: offset 60
        "06000000"                          // Password: size 6
        "01000000"                          // Compression
        "02000000"                          // AuthProtocol
        "69006e007400650072006e0065007400"  // AccessString "internet"
        "6d006500"                          // UserName "me"
        "610062006300"                      // Password "abc"
        "0000");                            // padding

constexpr lte_attach_info info{.state = lte_attach_state::attached,
                               .ip_type = context_ip_type::ipv4v6,
                               .access_string = u"internet",
                               .user_name = u"me",
                               .password = u"abc",
                               .compression = compression::enable,
                               .auth_protocol = auth_protocol::chap};

/// `ms_basic_connect_extensions/4/notification@3.0`, 72 bytes.
constexpr auto info_v3_bytes =
    hex("01000000"                          // LteAttachState
        "0b000000"                          // NwError 11
        "03000000"                          // IpType
        "2c000000"                          // AccessString: offset 44
        "10000000"                          // AccessString: size 16
        "3c000000"                          // UserName: offset 60
        "04000000"                          // UserName: size 4
        "40000000"                          // Password: offset 64
        "06000000"                          // Password: size 6
        "01000000"                          // Compression
        "02000000"                          // AuthProtocol
        "69006e007400650072006e0065007400"  // AccessString "internet"
        "6d006500"                          // UserName "me"
        "610062006300"                      // Password "abc"
        "0000");                            // padding

constexpr lte_attach_info info_v3 = [] {
    lte_attach_info with_cause = info;
    with_cause.nw_error = nw_error::plmn_not_allowed;
    return with_cause;
}();

TEST_CONSTANT(both_ways(std::array<std::byte, 0>{}, lte_attach_info_query{}));
TEST_CONSTANT(both_ways(info_bytes, info));
TEST_CONSTANT(both_ways(info_bytes, info, mbimex::v2));
TEST_CONSTANT(both_ways(info_v3_bytes, info_v3, mbimex::v3));
TEST_CONSTANT(both_ways(info_v3_bytes, info_v3, mbimex::v4));

TEST_CONSTANT(lte_attach_info_release(info_bytes) == mbimex::v1);
TEST_CONSTANT(lte_attach_info_release(info_v3_bytes) == mbimex::v3);

TEST_CASE("lte_attach_info: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, lte_attach_info_query{}));
    CHECK(both_ways(info_bytes, info));
    CHECK(both_ways(info_bytes, info, mbimex::v2));
    CHECK(both_ways(info_v3_bytes, info_v3, mbimex::v3));
    CHECK(both_ways(info_v3_bytes, info_v3, mbimex::v4));
}

TEST_CASE("lte_attach_info: truncations") {
    check_truncations<lte_attach_info>(info_bytes, mbimex::v1, {66, 67});
    check_truncations<lte_attach_info>(info_v3_bytes, mbimex::v3, {70, 71});
}

TEST_CASE("lte_attach_info: wrong offsets and sizes") {
    check_references<lte_attach_info>(info_bytes, {{8, 12, "AccessString"}, {16, 20, "UserName"}, {24, 28, "Password"}});
    check_references<lte_attach_info>(info_v3_bytes, {{12, 16, "AccessString"}, {20, 24, "UserName"}, {28, 32, "Password"}}, mbimex::v3);
}

TEST_CASE("lte_attach_info: which form came is told by the bytes") {
    // Whatever text there is, and whatever the numbers around it are.
    std::size_t forms = 0;
    for (unsigned texts = 0; texts < 8; ++texts)
        for (const std::uint32_t ip_type : {0u, 1u, 4u, 39u})
            for (const std::uint32_t other : {0u, 1u, 0xffffffffu})
                for (const release sent : {mbimex::v1, mbimex::v3}) {
                    lte_attach_info value{.state = static_cast<lte_attach_state>(other),
                                          .ip_type = static_cast<context_ip_type>(ip_type),
                                          .compression = static_cast<compression>(other),
                                          .auth_protocol = static_cast<auth_protocol>(other)};
                    if (sent == mbimex::v3) value.nw_error = static_cast<nw_error>(other);
                    if ((texts & 1) != 0) value.access_string = u"a";
                    if ((texts & 2) != 0) value.user_name = u"me";
                    if ((texts & 4) != 0) value.password = u"abc";
                    std::array<std::byte, 128> room{};
                    const auto built = build(mutable_bytes{room}, value, sent);
                    REQUIRE(built);
                    CHECK(lte_attach_info_release(*built) == sent);
                    const auto read = parse<lte_attach_info>(*built, lte_attach_info_release(*built));
                    REQUIRE(read);
                    CHECK(mbim::equal(*read, value));
                    ++forms;
                }
    CHECK(forms == 192);
}

TEST_CASE("lte_attach_info: the form of bytes that are cut or made up") {
    constexpr std::array<std::byte, 48> zeros{};
    for (std::size_t n = 0; n <= zeros.size(); ++n) {
        const std::unique_ptr<std::byte[]> cut{new std::byte[n]{}};
        CHECK(lte_attach_info_release(bytes{cut.get(), n}) == (n < 44 ? mbimex::v1 : mbimex::v3));
    }
    // An offset that is not 0 for text of size 0, as some devices write it.
    CHECK_CONSTANT(lte_attach_info_release(with(zeros, 8, 40)) == mbimex::v1);
    CHECK_CONSTANT(lte_attach_info_release(with(zeros, 12, 44)) == mbimex::v3);
    CHECK_CONSTANT(lte_attach_info_release(with(zeros, 16, 40)) == mbimex::v1);
    CHECK_CONSTANT(lte_attach_info_release(with(zeros, 20, 44)) == mbimex::v3);
    CHECK_CONSTANT(lte_attach_info_release(with(zeros, 24, 40)) == mbimex::v1);
    CHECK_CONSTANT(lte_attach_info_release(with(zeros, 28, 44)) == mbimex::v3);
    CHECK_CONSTANT(lte_attach_info_release(with(zeros, 32, 44)) == mbimex::v3);
}

}  // namespace cases::ms_basic_connect_extensions_lte_attach_info
