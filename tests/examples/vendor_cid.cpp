// SPDX-License-Identifier: BSL-1.0
/// \file
/// vendor_cid: a service outside the library against bytes written by hand.
#include "vendor_cid/fan.hpp"

#include <string>

#include "mbim/wire.hpp"

using namespace wire_test;

namespace {

// ACME_SET_FAN: FanMode FIXED, FanSpeed 60
constexpr auto set_wire = hex<"01000000 3c000000">;
constexpr acme::fan_set set{.mode = acme::fan_mode::fixed, .speed = 60};
static_assert(same(set, set_wire));

// ACME_FAN_INFO: FanMode, Revolutions, FanNameOffset 28, FanNameSize 8, ThresholdCount 2, 55, 70, "rear"
constexpr auto info_wire = hex<"01000000 60090000 1c000000 08000000 02000000 37000000 46000000 7200 6500 6100 7200">;
constexpr std::uint32_t thresholds[] = {55, 70};
constexpr acme::fan_info info{.mode = acme::fan_mode::fixed, .revolutions = 2400, .name = u"rear", .thresholds = thresholds};
static_assert(same(info, info_wire));

// Its catalogue knows it; the library's own does not, nor the other way round.
static_assert(find_message<acme::services>(acme::fan_service, 1, operation::notification, mbimex::v4)->names ==
              &names_of<acme::fan_info>());
static_assert(find_message(acme::fan_service, 1, operation::set, mbimex::v1) == nullptr);
static_assert(find_message<acme::services>(service::basic_connect, 1, operation::query, mbimex::v1) == nullptr);
static_assert(find_message<joined_services<acme::services, all_services>>(acme::fan_service, 1, operation::set, mbimex::v1) != nullptr);

}  // namespace

TEST_CASE("vendor CID: there and back, and every truncation") {
    check_bytes(set, set_wire);
    check_bytes(info, info_wire);
    check_bytes(acme::fan_query{}, hex<"">);
    check_refused<acme::fan_info>(with(info_wire, 16, 5), error{errc::count, 20, field_at(4)});
    check_strict<acme::fan_info>(with(info_wire, 12, 6), error{errc::padding, 34, field_at(2)});
}

TEST_CASE("vendor CID: a whole message, its dumps and its visitor") {
    std::array<std::byte, 128> buffer{};
    const auto sent = build_command(buffer, transaction_id{9}, set);
    REQUIRE(sent);
    CHECK(equal(*sent, hex<"03000000 38000000 09000000 01000000 00000000 f490ac6336d04625ac875bd12750b921 01000000 01000000 08000000"
                           "01000000 3c000000">));
    const auto m = message::parse(*sent);
    REQUIRE(m);

    std::string out;
    auto put = [&](std::string_view piece) { out += piece; };
    CHECK_FALSE(dump_text<acme::services>(*m, mbimex::v1, put));
    CHECK(std::exchange(out, {}) == "\n  FanMode: FIXED (1)\n  FanSpeed: 60");
    CHECK_FALSE(dump_json<acme::services>(*m, mbimex::v1, put));
    CHECK(std::exchange(out, {}) == R"({"FanMode":{"value":1,"name":"FIXED"},"FanSpeed":60})");
    CHECK_FALSE(dump_json(*m, mbimex::v1, put));
    CHECK(std::exchange(out, {}) == R"({"InformationBuffer":"010000003c000000"})");

    std::uint32_t speed = 0;
    const auto seen = visit<acme::services>(*payload_of(*m), mbimex::v1, [&]<command T>(const T& value) {
        if constexpr (std::is_same_v<T, acme::fan_set>) speed = value.speed;
    });
    REQUIRE(seen);
    CHECK(*seen == visited::structure);
    CHECK(speed == 60);
}
