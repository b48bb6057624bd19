// SPDX-License-Identifier: BSL-1.0
/// \file
/// UPDATE_SESSION, FILE_OPEN and FILE_WRITE, CIDs 1 to 3.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/qdu/file_open.hpp>
#include <cdcnet/mbim/services/qdu/file_write.hpp>
#include <cdcnet/mbim/services/qdu/update_session.hpp>

#include "mbim/services/case.hpp"

namespace cases::qdu_update_session {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::qdu;

/// `qdu/1/set@1.0`, 8 bytes.
constexpr auto start_bytes =
    hex("00000000"    // SessionAction
        "01000000");  // SessionType

constexpr update_session_set start{.action = session_action::start, .type = session_type::le};

/// `qdu/1/response@1.0`, 24 bytes.
constexpr auto session_bytes =
    hex("01000000"    // CurrentSessionType
        "02000000"    // CurrentSessionStatus
        "01000000"    // LastSessionType
        "01000000"    // LastSessionResult
        "00100000"    // LastSessionErrorOffset 4096
        "10000000");  // LastSessionErrorSize 16

constexpr update_session_info session{.current_type = session_type::le,
                                      .current_status = session_status::apply_update,
                                      .last_type = session_type::le,
                                      .last_result = session_result::failure,
                                      .last_error_offset = 4096,
                                      .last_error_size = 16};

/// `qdu/2/set@1.0`, 8 bytes.
constexpr auto open_bytes =
    hex("00000000"    // FileType
        "00c0ea03");  // FileSize 65716224

constexpr file_open_set open{.type = file_type::little_endian_package, .file_size = 65'716'224};

/// `qdu/2/response@1.0`, 8 bytes.
constexpr auto limits_bytes =
    hex("00080000"    // MaxTransferSize 2048
        "08000000");  // MaxWindowSize 8

constexpr file_open_info limits{.max_transfer_size = 2048, .max_window_size = 8};

constexpr auto piece = hex("d1f00d0a05");

/// `qdu/3/set@1.0`, 5 bytes.
constexpr auto write_bytes = hex("d1f00d0a05");  // DataBuffer

constexpr file_write_set written{.data_buffer = bytes{piece}};

static_assert(both_ways(start_bytes, start));
static_assert(both_ways(std::array<std::byte, 0>{}, update_session_query{}));
static_assert(both_ways(session_bytes, session));
static_assert(both_ways(open_bytes, open));
static_assert(both_ways(std::array<std::byte, 0>{}, file_open_query{}));
static_assert(both_ways(limits_bytes, limits));
static_assert(both_ways(write_bytes, written));
static_assert(both_ways(std::array<std::byte, 0>{}, file_write_set{}));
static_assert(both_ways(std::array<std::byte, 0>{}, file_write_info{}));

TEST_CASE("qdu update: decodes, and encodes to the same bytes") {
    CHECK(both_ways(start_bytes, start));
    CHECK(both_ways(session_bytes, session));
    CHECK(both_ways(open_bytes, open));
    CHECK(both_ways(limits_bytes, limits));
    CHECK(both_ways(write_bytes, written));
}

TEST_CASE("qdu update: truncations") {
    check_truncations<update_session_set>(start_bytes);
    check_truncations<update_session_info>(session_bytes);
    check_truncations<file_open_set>(open_bytes);
    check_truncations<file_open_info>(limits_bytes);
    check_truncations<file_write_set>(write_bytes, mbimex::v1, {0, 1, 2, 3, 4});
}

TEST_CASE("qdu update: no padding follows a piece of the file") {
    for (std::size_t n = 0; n <= piece.size(); ++n) {
        std::array<std::byte, 64> room{};
        const auto sent = build_command(mutable_bytes{room}, transaction_id{9}, file_write_set{.data_buffer = bytes{piece}.first(n)});
        REQUIRE(sent);
        CHECK(sent->size() == 48 + n);
        CHECK(load_le<std::uint32_t>(sent->data() + 4) == 48 + n);  // MessageLength
        CHECK(load_le<std::uint32_t>(sent->data() + 44) == n);      // InformationBufferLength
        const auto command = message::parse(*sent, tolerance::strict)->as<command_msg>(tolerance::strict);
        REQUIRE(command);
        CHECK(equal(command->read<file_write_set>(mbimex::v1, tolerance::strict)->data_buffer, bytes{piece}.first(n)));
    }
}

}  // namespace cases::qdu_update_session
