// SPDX-License-Identifier: BSL-1.0
/// \file
/// AT_COMMAND, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/fibocom/at_command.hpp>

#include "mbim/services/case.hpp"

namespace cases::fibocom_at_command {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::fibocom;

constexpr auto question = hex("41542b434751200d");

/// `fibocom/1/set@1.0`, 5 bytes.
constexpr auto ati_bytes = hex("415449310d");  // CommandReq "ATI1", CR

constexpr auto ati_text = hex("415449310d");
constexpr at_command_set ati{.command_req = bytes{ati_text}};

/// `fibocom/1/response@1.0`, 6 bytes.
constexpr auto ok_bytes = hex("0d0a4f4b0d0a");  // CommandResp CR LF "OK" CR LF

constexpr auto ok_text = hex("0d0a4f4b0d0a");
constexpr at_command_info ok{.command_resp = bytes{ok_text}};

static_assert(both_ways(ati_bytes, ati));
static_assert(both_ways(std::array<std::byte, 0>{}, at_command_set{}));
static_assert(both_ways(ok_bytes, ok));

TEST_CASE("fibocom at_command: decodes, and encodes to the same bytes") {
    CHECK(both_ways(ati_bytes, ati));
    CHECK(both_ways(ok_bytes, ok));
}

TEST_CASE("fibocom at_command: the text is what there is, and is not padded") {
    for (std::size_t n = 0; n <= question.size(); ++n) {
        const bytes text = bytes{question}.first(n);
        std::array<std::byte, 64> room{};
        const auto sent = build_command(mutable_bytes{room}, transaction_id{1}, at_command_set{.command_req = text});
        REQUIRE(sent);
        CHECK(sent->size() == 48 + n);
        const auto command = message::parse(*sent, tolerance::strict)->as<command_msg>(tolerance::strict);
        REQUIRE(command);
        CHECK(command->command == command_type::set);
        CHECK(equal(command->read<at_command_set>(mbimex::v1, tolerance::strict)->command_req, text));

        const auto answer = build(mutable_bytes{room}, at_command_info{.command_resp = text});
        REQUIRE(answer);
        CHECK(equal(*answer, text));
    }
}

}  // namespace cases::fibocom_at_command
