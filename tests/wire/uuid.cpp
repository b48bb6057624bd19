// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/wire/uuid.hpp>
#include <doctest/doctest.h>
#include <string>

#include "constant.hpp"

using namespace cdcnet;
using namespace cdcnet::literals;

namespace {

// The example of RFC 4122, section 3.
constexpr std::string_view example = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
constexpr unsigned char example_octets[16] = {0xf8, 0x1d, 0x4f, 0xae, 0x7d, 0xec, 0x11, 0xd0,
                                              0xa7, 0x65, 0x00, 0xa0, 0xc9, 0x1e, 0x6b, 0xf6};

constexpr uuid example_uuid() {
    uuid id{};
    for (std::size_t i = 0; i < 16; ++i) id.octets[i] = static_cast<std::byte>(example_octets[i]);
    return id;
}

TEST_CONSTANT("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"_uuid == example_uuid());
TEST_CONSTANT(example_uuid().text() == example);
TEST_CONSTANT(uuid::from(example_uuid().octets.data()) == example_uuid());
static_assert(sizeof(uuid) == 16);
static_assert(std::is_aggregate_v<uuid>);
TEST_CONSTANT(uuid{}.is_nil() && !example_uuid().is_nil());
TEST_CONSTANT(uuid{} < example_uuid());

}  // namespace

TEST_CASE("uuid: either case is read, lower case is written") {
    const auto upper = uuid::parse("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6");
    REQUIRE(upper);
    CHECK(*upper == example_uuid());
    CHECK(upper->text().view() == example);
}

TEST_CASE("uuid: every wrong character is found where it is") {
    for (std::size_t at = 0; at < example.size(); ++at) {
        std::string text{example};
        text[at] = text[at] == '-' ? '0' : '-';
        CHECK(uuid::parse(text).error() == error{errc::syntax, at});
        text[at] = 'g';
        CHECK(uuid::parse(text).error() == error{errc::syntax, at});
        text[at] = '\0';
        CHECK(uuid::parse(text).error() == error{errc::syntax, at});
    }
}

TEST_CASE("uuid: every truncation and every surplus is refused at its end") {
    for (std::size_t size = 0; size < example.size(); ++size)
        CHECK(uuid::parse(example.substr(0, size)).error() == error{errc::syntax, size});
    CHECK(uuid::parse(std::string{example} + "0").error() == error{errc::syntax, 36});
    CHECK(uuid::parse("{" + std::string{example} + "}").error() == error{errc::syntax, 0});
}

TEST_CASE("uuid: every octet value keeps its place") {
    for (std::size_t at = 0; at < 16; ++at) {
        for (unsigned value = 0; value < 256; ++value) {
            uuid id{};
            id.octets[at] = static_cast<std::byte>(value);
            const auto text = id.text();
            const auto again = uuid::parse(text);
            REQUIRE(again);
            REQUIRE(*again == id);
        }
    }
}

TEST_CASE("uuid: the memory order of a Windows GUID") {
    // Basic connect, a289cc33-bcbb-8b4f-b6b0-133ec2aae6df, shows in Windows event traces as the GUID
    // 33cc89a2-bbbc-4f8b-..., that is, its wire bytes are taken for the memory of a GUID.
    const auto on_the_wire = "a289cc33-bcbb-8b4f-b6b0-133ec2aae6df"_uuid;
    const auto as_windows_prints_it = "33cc89a2-bbbc-4f8b-b6b0-133ec2aae6df"_uuid;
    CHECK(uuid::from_guid(on_the_wire.octets.data()) == as_windows_prints_it);
    CHECK(as_windows_prints_it.guid() == on_the_wire.octets);
    CHECK(uuid::from_guid(example_uuid().guid().data()) == example_uuid());
}

TEST_CASE("uuid: ordered as its text") {
    const auto low = "00000000-0000-0000-0000-0000000000ff"_uuid;
    const auto high = "00000000-0000-0000-0000-000000000100"_uuid;
    CHECK(low < high);
    CHECK(high > low);
    CHECK(low != high);
}

TEST_CASE("uuid: what stands behind a text is not looked at") {
    constexpr std::string_view whole = "a289cc33-bcbb-8b4f-b6b0-133ec2aae6df";
    for (std::size_t n = 0; n < whole.size(); ++n) CHECK(uuid::parse(whole.substr(0, n)).error() == error{errc::syntax, n});
    CHECK_FALSE(uuid::parse(std::string_view{"a289cc33-bcbb-8b4f-b6b0-133ec2aae6df0"}.substr(0, 36)).error());
}

TEST_CASE("uuid: each octet decides about the order where those in front are equal") {
    for (std::size_t at = 0; at < 16; ++at) {
        uuid low{};
        uuid high{};
        low.octets[at] = std::byte{1};
        high.octets[at] = std::byte{2};
        for (std::size_t i = at + 1; i < 16; ++i) low.octets[i] = std::byte{0xff};
        CHECK(low < high);
        CHECK(low.text().view() < high.text().view());
        CHECK_FALSE(low.is_nil());
        CHECK_FALSE(low == high);
    }
    CHECK(uuid{}.is_nil());

    // With the same bytes in front of both, which decide nothing.
    struct neighbour {
        std::uint64_t in_front;
        uuid id;
    };
    neighbour low{1, {}};
    neighbour high{1, {}};
    low.id.octets[15] = std::byte{1};
    high.id.octets[15] = std::byte{2};
    CHECK(low.id < high.id);
}
