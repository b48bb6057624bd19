// SPDX-License-Identifier: BSL-1.0
/// \file
/// Structures found by service, CID, operation and release.
#include <cdcnet/mbim/catalogue.hpp>

#include <string>

#include "wire.hpp"

using namespace wire_test;
namespace bc = cdcnet::mbim::basic_connect;

namespace {

constexpr release releases[] = {mbimex::v1, mbimex::v2, mbimex::v3, mbimex::v4};
constexpr operation operations[] = {operation::set, operation::query, operation::response, operation::notification};

constexpr std::string_view found(std::uint32_t cid, operation o, release r) {
    const catalogue_entry* entry = find_message(service::basic_connect, cid, o, r);
    return entry == nullptr ? std::string_view{} : entry->names->name;
}
static_assert(found(12, operation::set, mbimex::v1) == "MBIM_SET_CONNECT");
static_assert(found(12, operation::set, mbimex::v2) == "MBIM_SET_CONNECT");
static_assert(found(12, operation::set, mbimex::v3) == "MBIM_SET_CONNECT_V3");
static_assert(found(12, operation::set, mbimex::v4) == "MBIM_SET_CONNECT_V3");
static_assert(found(12, operation::query, mbimex::v4) == "MBIM_CONNECT_QUERY");
static_assert(found(12, operation::notification, mbimex::v2) == found(12, operation::response, mbimex::v2));
static_assert(found(19, operation::set, mbimex::v1) == found(19, operation::response, mbimex::v1));
static_assert(found(19, operation::query, mbimex::v1).empty());
static_assert(found(19, operation{}, mbimex::v1).empty());
static_assert(found(0, operation::query, mbimex::v1).empty());
static_assert(found(0xffffffff, operation::query, mbimex::v1).empty());
static_assert(find_message(service::sms, 0xffffffff, operation::query, mbimex::v1) == nullptr);
static_assert(find_message(uuid{}, 12, operation::set, mbimex::v1) == nullptr);

template <command... T>
constexpr std::size_t structures_of(message_list<T...>, std::uint32_t cid, operation o, release r) {
    return (std::size_t{0} + ... + (T::id.cid == cid && T::id.serves(o) && T::id.in(r) ? 1u : 0u));
}
template <command... T>
constexpr std::size_t count_of(message_list<T...>) {
    return sizeof...(T);
}
constexpr bool unambiguous() {
    for (std::uint32_t cid = 0; cid < 64; ++cid)
        for (const operation o : operations)
            for (const release r : releases) {
                const std::size_t n = structures_of(bc::messages{}, cid, o, r);
                if (n > 1 || (n == 1) != (find_message(service::basic_connect, cid, o, r) != nullptr)) return false;
            }
    return true;
}
static_assert(unambiguous());

constexpr auto message_wire =
    hex<"03000080 38000000 05000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 00000000 08000000 01000000 00000000">;

std::string json_of(const message& m, const dump_options& options = {}) {
    std::string out;
    auto put = [&](std::string_view piece) { out += piece; };
    CHECK_FALSE(dump_json(m, mbimex::v1, put, options));
    return out;
}
std::string text_of(const message& m, const dump_options& options = {}) {
    std::string out;
    auto put = [&](std::string_view piece) { out += piece; };
    CHECK_FALSE(dump_text(m, mbimex::v1, put, options));
    return out;
}

}  // namespace

TEST_CASE("every declared structure is found, with its layout of each release") {
    std::size_t n = 0;
    [&]<command... T>(message_list<T...>) {
        const auto one = [&]<command S>() {
            for (const release r : releases) {
                if (!S::id.in(r)) continue;
                for (const operation o : operations) {
                    if (!S::id.serves(o)) continue;
                    const catalogue_entry* entry = find_message(S::id.service, S::id.cid, o, r);
                    REQUIRE(entry != nullptr);
                    CHECK(&entry->layout(r) == &layout_of<S>(r));
                    CHECK(entry->names == &names_of<S>());
                }
            }
            ++n;
        };
        (one.template operator()<T>(), ...);
    }(bc::messages{});
    CHECK(n == count_of(bc::messages{}));
}

TEST_CASE("the second id of a service is the service") {
    CHECK(canonical_service(service::ms_basic_connect_extensions_alias) == service::ms_basic_connect_extensions);
    CHECK(canonical_service(service::basic_connect) == service::basic_connect);
    for (const operation o : operations)
        for (std::uint32_t cid = 0; cid < 32; ++cid)
            CHECK(find_message(service::ms_basic_connect_extensions_alias, cid, o, mbimex::v1) ==
                  find_message(service::ms_basic_connect_extensions, cid, o, mbimex::v1));
}

TEST_CASE("the payload of a message") {
    const auto m = message::parse(message_wire);
    const auto p = payload_of(*m);
    REQUIRE(p);
    CHECK(p->service == service::basic_connect);
    CHECK(p->cid == 3);
    CHECK(p->operation == operation::response);
    CHECK(p->status == status::success);
    CHECK(p->offset == 48);
    CHECK(p->information_buffer.size() == 8);
    CHECK_FALSE(p->is_left_out());
    REQUIRE(p->declaration(mbimex::v1) != nullptr);
    CHECK(p->declaration(mbimex::v1)->names->name == "MBIM_RADIO_STATE_INFO");
    CHECK_FALSE(validate(*p, mbimex::v1, tolerance::strict));
    CHECK(payload_of(*message::parse(hex<"02000000 0c000000 01000000">)).error().code() == errc::other_operation);
}

TEST_CASE("a fault in the payload counts from the start of the message") {
    const auto cut = with(message_wire, 44, 7);
    const auto m = message::parse(cut);
    const auto p = payload_of(*m);
    REQUIRE(p);
    CHECK(validate(*p, mbimex::v1) == error{errc::length, 52, field_at(1)});
    std::size_t pieces = 0;
    auto put = [&](std::string_view) { ++pieces; };
    CHECK(dump_text(*m, mbimex::v1, put) == error{errc::length, 52, field_at(1)});
    CHECK(dump_json(*p, mbimex::v1, put) == error{errc::length, 52, field_at(1)});
    CHECK(pieces == 0);
    const auto open = message::parse(hex<"01000000 0e000000 01000000 0001">);
    CHECK(dump_json(*open, mbimex::v1, put) == error{errc::length, 12, field_at(0)});
}

TEST_CASE("any message as text and JSON") {
    const auto m = message::parse(message_wire);
    CHECK(text_of(*m) == "\n  HwRadioState: ON (1)\n  SwRadioState: OFF (0)");
    CHECK(json_of(*m) == R"({"HwRadioState":{"value":1,"name":"ON"},"SwRadioState":{"value":0,"name":"OFF"}})");
    CHECK(json_of(*message::parse(hex<"01000000 10000000 02000000 00100000">)) == R"({"MaxControlTransfer":4096})");
    CHECK(text_of(*message::parse(hex<"01000000 10000000 02000000 00100000">)) == "\n  MaxControlTransfer: 4096 bytes");
    CHECK(json_of(*message::parse(hex<"02000000 0c000000 03000000">)) == "{}");
    CHECK(text_of(*message::parse(hex<"02000000 0c000000 03000000">)).empty());
    CHECK(json_of(*message::parse(hex<"04000080 10000000 02000000 08000000">)) ==
          R"({"ErrorStatusCode":{"value":8,"name":"MAX_TRANSFER"}})");
    CHECK(json_of(*message::parse(hex<"01000080 10000000 02000000 02000000">)) == R"({"Status":{"value":2,"name":"FAILURE"}})");
}

TEST_CASE("what nobody declared is bytes") {
    const auto unknown = with(message_wire, 36, 0x7777);
    const auto m = message::parse(unknown);
    CHECK(payload_of(*m)->declaration(mbimex::v1) == nullptr);
    CHECK_FALSE(validate(*payload_of(*m), mbimex::v1, tolerance::strict));
    CHECK(text_of(*m) == "\n  InformationBuffer: 0100000000000000");
    CHECK(json_of(*m) == R"({"InformationBuffer":"0100000000000000"})");
    CHECK(text_of(*m, {.redact = true}) == "\n  InformationBuffer: <redacted>");
    CHECK(json_of(*m, {.redact = true}) == R"({"InformationBuffer":"<redacted>"})");
}

TEST_CASE("a command of unknown type is bytes") {
    constexpr auto wire =
        hex<"03000000 34000000 05000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 07000000 04000000 01000000">;
    const auto m = message::parse(wire);
    CHECK(payload_of(*m)->operation == operation{});
    CHECK(payload_of(*m)->declaration(mbimex::v1) == nullptr);
    CHECK(json_of(*m) == R"({"InformationBuffer":"01000000"})");
}
