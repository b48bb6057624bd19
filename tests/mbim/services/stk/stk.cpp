// SPDX-License-Identifier: BSL-1.0
/// \file
/// PAC, TERMINAL_RESPONSE and ENVELOPE, CIDs 1 to 3.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/stk/envelope.hpp>
#include <cdcnet/mbim/services/stk/pac.hpp>
#include <cdcnet/mbim/services/stk/terminal_response.hpp>

#include "constant.hpp"
#include "mbim/services/case.hpp"

namespace cases::stk_stk {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::stk;

/// 0, 1, 2 ... from `first` on.
template <std::size_t N>
constexpr std::array<std::byte, N> counting(unsigned first) {
    std::array<std::byte, N> out{};
    for (std::size_t i = 0; i < N; ++i) out[i] = static_cast<std::byte>(first + i);
    return out;
}

// `stk/1/set@1.0`: PacHostControl alone, 32 bytes.  `stk/1/response@1.0`: PacSupport alone, 256 bytes.
// `stk/3/response@1.0`: EnvelopeSupport alone, 32 bytes.
constexpr auto control_bytes = counting<32>(1);
constexpr pac_set control{.host_control = control_bytes};
constexpr auto support_bytes = counting<256>(0);
constexpr pac_info supported{.support = support_bytes};
constexpr auto envelopes_bytes = counting<32>(0x80);
constexpr envelope_info envelopes{.envelope_support = envelopes_bytes};

constexpr auto command_octets = hex("d0098103012100820281028d");

/// `stk/1/notification@1.0`, 16 bytes.
constexpr auto command_bytes =
    hex("01000000"                    // PacType
        "d0098103012100820281028d");  // DataBuffer

constexpr stk::pac shown{.type = stk_pac_type::notification, .data_buffer = bytes{command_octets}};

constexpr auto response_octets = hex("8103012100820282818301");

/// `stk/2/set@1.0`, 16 bytes.
constexpr auto respond_bytes =
    hex("0b000000"                // Response: size 11
        "8103012100820282818301"  // Response
        "00");                    // padding

constexpr terminal_response_set respond{.response = bytes{response_octets}};

/// `stk/2/response@1.0`, 20 bytes.
constexpr auto outcome_bytes =
    hex("0c000000"    // ResultData: offset 12
        "05000000"    // ResultData: size 5
        "00900000"    // StatusWords 36864
        "0102030405"  // ResultData
        "000000");    // padding

constexpr auto outcome_octets = hex("0102030405");
constexpr terminal_response_info outcome{.result_data = bytes{outcome_octets}, .status_words = 0x9000};

/// `stk/3/set@1.0`, 8 bytes.
constexpr auto envelope_bytes = hex("d307820201819001");  // Data

constexpr auto envelope_octets = hex("d307820201819001");
constexpr envelope_set envelope{.data = bytes{envelope_octets}};

// The number of a command is hexadecimal in PacSupport: OPEN CHANNEL is entry 0x40.
TEST_CONSTANT(supported.profile(stk_proactive_command::open_channel) == static_cast<stk_pac_profile>(0x40));
TEST_CONSTANT(pac_info{}.profile(stk_proactive_command::refresh) == stk_pac_profile::not_handled_by_function_handled_by_host);

TEST_CONSTANT(both_ways(control_bytes, control));
TEST_CONSTANT(both_ways(std::array<std::byte, 0>{}, pac_query{}));
TEST_CONSTANT(both_ways(support_bytes, supported));
TEST_CONSTANT(both_ways(command_bytes, shown));
TEST_CONSTANT(both_ways(respond_bytes, respond));
TEST_CONSTANT(both_ways(outcome_bytes, outcome));
TEST_CONSTANT(both_ways(envelope_bytes, envelope));
TEST_CONSTANT(both_ways(std::array<std::byte, 0>{}, envelope_query{}));
TEST_CONSTANT(both_ways(envelopes_bytes, envelopes));

TEST_CASE("stk: decodes, and encodes to the same bytes") {
    CHECK(both_ways(control_bytes, control));
    CHECK(both_ways(std::array<std::byte, 0>{}, pac_query{}));
    CHECK(both_ways(support_bytes, supported));
    CHECK(both_ways(command_bytes, shown));
    CHECK(both_ways(respond_bytes, respond));
    CHECK(both_ways(outcome_bytes, outcome));
    CHECK(both_ways(envelope_bytes, envelope));
    CHECK(both_ways(std::array<std::byte, 0>{}, envelope_query{}));
    CHECK(both_ways(envelopes_bytes, envelopes));
}

TEST_CASE("stk: truncations") {
    check_truncations<pac_set>(control_bytes);
    check_truncations<pac_info>(support_bytes);
    check_truncations<stk::pac>(command_bytes, mbimex::v1, {4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
    check_truncations<terminal_response_set>(respond_bytes, mbimex::v1, {15});
    check_truncations<terminal_response_info>(outcome_bytes, mbimex::v1, {17, 18, 19});
    check_truncations<envelope_info>(envelopes_bytes);
}

TEST_CASE("stk: wrong offsets and sizes") { check_references<terminal_response_info>(outcome_bytes, {{0, 4, "ResultData"}}); }

TEST_CASE("stk: a response that is longer than its buffer") {
    for (const std::uint32_t size : {13u, 0x7fffffffu, 0xffffffffu})
        CHECK(is(fault_of<terminal_response_set>(with(respond_bytes, 0, size)), errc::outside, place::of_field(0), 4));
}

TEST_CASE("stk: an envelope of any size is read, with the padding that it may have") {
    const auto parsed = parse<envelope_set>(bytes{envelope_bytes}.first(5));
    REQUIRE(parsed);
    CHECK(equal(parsed->data, bytes{envelope_bytes}.first(5)));
    CHECK(parse<envelope_set>(bytes{}).value().data.empty());
}

}  // namespace cases::stk_stk
