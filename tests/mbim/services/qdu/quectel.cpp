// SPDX-License-Identifier: BSL-1.0
/// \file
/// The CIDs of Quectel: QUECTEL_REBOOT, QUECTEL_READ_VERSION and COMMAND, CIDs 4, 7 and 8.  The bytes follow the layouts of
/// reference/messages.json.
#include <cdcnet/mbim/services/qdu/command.hpp>
#include <cdcnet/mbim/services/qdu/quectel_read_version.hpp>
#include <cdcnet/mbim/services/qdu/quectel_reboot.hpp>

#include "mbim/services/case.hpp"

namespace cases::qdu_quectel {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::qdu;

/// `qdu/4/set@1.0`, 2 bytes.
constexpr auto reboot_bytes = hex("1100");  // RebootType 17

constexpr quectel_reboot_set reboot{.type = quectel_reboot_type::edl};

/// `qdu/7/set@1.0`, 2 bytes.
constexpr auto which_bytes = hex("0001");  // VersionType 256

constexpr quectel_read_version_set which{.type = quectel_version_type::fw_build_id};

/// `qdu/7/response@1.0`, 24 bytes.
constexpr auto version_bytes =
    hex("05000000"              // VersionId
        "0c000000"              // Version: offset 12
        "0a000000"              // Version: size 10
        "45004d00310036003000"  // Version "EM160"
        "0000");                // padding

constexpr quectel_read_version_info version{.version_id = 5, .version = u"EM160"};

constexpr auto ati = hex("4154490d");
constexpr auto reply = hex("0d0a4f4b0d0a0000");

/// `qdu/8/set@1.0`, 7 bytes.
constexpr auto at_bytes =
    hex("00000000"  // CommandType
        "41540d");  // CommandString "AT", CR

constexpr auto just_at = hex("41540d");
constexpr command_set at{.type = quectel_command_type::at, .command_string = bytes{just_at}};

/// `qdu/8/response@1.0`, 12 bytes.
constexpr auto reply_bytes =
    hex("01000000"            // CommandResponseStatus
        "0d0a4f4b0d0a0000");  // CommandResponseString CR LF "OK" CR LF, padding

constexpr command_info replied{.status = quectel_command_response_status::fail, .response_string = bytes{reply}};

static_assert(both_ways(reboot_bytes, reboot));
static_assert(both_ways(std::array<std::byte, 0>{}, quectel_reboot_info{}));
static_assert(both_ways(which_bytes, which));
static_assert(both_ways(version_bytes, version));
static_assert(both_ways(at_bytes, at));
static_assert(both_ways(reply_bytes, replied));

TEST_CASE("qdu quectel: decodes, and encodes to the same bytes") {
    CHECK(both_ways(reboot_bytes, reboot));
    CHECK(both_ways(which_bytes, which));
    CHECK(both_ways(version_bytes, version));
    CHECK(both_ways(at_bytes, at));
    CHECK(both_ways(reply_bytes, replied));
}

TEST_CASE("qdu quectel: truncations") {
    check_truncations<quectel_reboot_set>(reboot_bytes);
    check_truncations<quectel_read_version_set>(which_bytes);
    check_truncations<quectel_read_version_info>(version_bytes, mbimex::v1, {22, 23});
    check_truncations<command_set>(at_bytes, mbimex::v1, {4, 5, 6});
    check_truncations<command_info>(reply_bytes, mbimex::v1, {4, 5, 6, 7, 8, 9, 10, 11});
}

TEST_CASE("qdu quectel: wrong offsets and sizes") { check_references<quectel_read_version_info>(version_bytes, {{4, 8, "Version"}}); }

TEST_CASE("qdu quectel: a command is not padded, its answer is") {
    std::array<std::byte, 32> room{};
    for (std::size_t n = 0; n <= ati.size(); ++n) {
        const bytes text = bytes{ati}.first(n);
        const auto asked = build(mutable_bytes{room}, command_set{.command_string = text});
        REQUIRE(asked);
        CHECK(asked->size() == 4 + n);
        const auto answered = build(mutable_bytes{room}, command_info{.response_string = text});
        REQUIRE(answered);
        CHECK(answered->size() == 4 + round_up_4(n));
    }
}

}  // namespace cases::qdu_quectel
