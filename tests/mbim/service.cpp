// SPDX-License-Identifier: BSL-1.0
/// \file
/// Services, CIDs and context types: look-up, and equality with the reference table where that is present.
#include <doctest/doctest.h>

#include <cdcnet/mbim/service.hpp>
#include <set>
#include <string>
#include <string_view>

#include "constant.hpp"

#ifdef CDCNET_SHARED_DIR
#include <fstream>
#include <nlohmann/json.hpp>
#endif

namespace {

using namespace cdcnet::mbim;
using namespace cdcnet::literals;
using cdcnet::uuid;

#ifdef CDCNET_SHARED_DIR
using nlohmann::json;

json reference() {
    std::ifstream in{CDCNET_SHARED_DIR "/reference/services.json"};
    REQUIRE(in.good());
    return json::parse(in);
}

/// Parsed here and not by the library: the bytes of the text in reading order.
uuid id_in(const json& entry) {
    uuid id{};
    std::size_t digits = 0;
    const auto text = entry.at("uuid").get<std::string>();
    for (const char c : text) {
        if (c == '-') continue;
        const auto nibble = static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
        REQUIRE(digits < 32);
        auto& octet = id.octets[digits++ / 2];
        octet = static_cast<std::remove_reference_t<decltype(octet)>>((static_cast<unsigned>(octet) << 4 | nibble) & 0xffu);
    }
    REQUIRE(digits == 32);
    return id;
}

support support_in(const json& value) { return value.is_null() ? support::unknown : value.get<bool>() ? support::yes : support::no; }

release release_in(const json& cid) {
    const auto text = cid.at("mbimex").get<std::string>();
    return static_cast<release>(text.at(0) - '0');
}

/// The name without its remark in parentheses.
std::string_view short_name(std::string_view name) { return name.substr(0, name.find(" (")); }
#endif

}  // namespace

TEST_CASE("mbim services: look-up") {
    CHECK_CONSTANT(find_service(service::basic_connect)->key == "basic_connect");
    CHECK_CONSTANT(find_cid(service::basic_connect, 12)->name == "CONNECT");
    CHECK_CONSTANT(find_cid(service::basic_connect, 12)->since == release::v1);
    CHECK_CONSTANT(find_cid(service::ms_basic_connect_extensions, 15)->since == cdcnet::mbimex::v2);
    CHECK_CONSTANT(find_cid(service::intel_thermal_rf, 0x02000100)->name == "THERMAL_STATE");
    CHECK_CONSTANT(find_cid(service::ms_sar, 1)->notify == support::unknown);
    CHECK_CONSTANT(find_service(service::ms_modem_file_transfer)->count == 0);
}

TEST_CASE("mbim services: what is not known is null") {
    CHECK_CONSTANT(find_service(uuid{}) == nullptr);
    CHECK_CONSTANT(find_cid(uuid{}, 1) == nullptr);
    CHECK_CONSTANT(find_cid(service::basic_connect, 0) == nullptr);
    CHECK_CONSTANT(find_cid(service::basic_connect, 25) == nullptr);
    CHECK_CONSTANT(find_cid(service::ms_modem_file_transfer, 1) == nullptr);
    CHECK_CONSTANT(context_type_name(uuid{}).empty());
}

TEST_CASE("mbim services: the second id of the extensions service is accepted") {
    static_assert(service::ms_basic_connect_extensions != service::ms_basic_connect_extensions_alias);
    CHECK_CONSTANT(find_service(service::ms_basic_connect_extensions_alias) == find_service(service::ms_basic_connect_extensions));
    CHECK_CONSTANT(canonical_service(service::ms_basic_connect_extensions_alias) == service::ms_basic_connect_extensions);
    CHECK_CONSTANT(canonical_service(service::sms) == service::sms);
    CHECK(find_cid(service::ms_basic_connect_extensions_alias, 6)->name == "DEVICE_CAPS");
}

TEST_CASE("mbim services: ids are the bytes in reading order") {
    constexpr auto octets = service::basic_connect.octets;
    CHECK_CONSTANT(octets.size() == 16);
    CHECK_CONSTANT(static_cast<unsigned>(octets[0]) == 0xa2 && static_cast<unsigned>(octets[3]) == 0x33);
    CHECK_CONSTANT(static_cast<unsigned>(octets[4]) == 0xbc && static_cast<unsigned>(octets[15]) == 0xdf);
}

TEST_CASE("mbim services: ids, keys and CIDs are unique") {
    std::set<std::string_view> keys;
    for (const service_info& s : services) {
        CAPTURE(s.key);
        CHECK(keys.insert(s.key).second);
        CHECK(!s.name.empty());
        CHECK(find_service(s.id) == &s);
        std::uint32_t last = 0;
        for (const cid_info& c : s) {
            CHECK(c.cid > last);
            last = c.cid;
            CHECK(find_cid(s, c.cid) == &c);
        }
    }
}

TEST_CASE("mbim services: context types by name") {
    CHECK_CONSTANT(context_type_name(context_type::internet) == "internet");
    static_assert(context_type::internet == "7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e"_uuid);
    CHECK_CONSTANT(context_type_name(context_type::voice) == "voice" && context_type_name(context_type::none) == "none");
    for (const context_type_info& c : context_types) CHECK(context_type_name(c.id) == c.name);
}

TEST_CASE("mbim services: equal to reference/services.json") {
#ifdef CDCNET_SHARED_DIR
    const json all = reference();
    std::size_t cids = 0;
    for (const json& expected : all.at("services")) {
        const auto key = expected.at("key").get<std::string>();
        CAPTURE(key);
        const service_info* s = find_service(id_in(expected));
        if (s == nullptr) {
            FAIL_CHECK("missing");
            continue;
        }
        CHECK(s->key == key);
        CHECK(short_name(s->name) == short_name(expected.at("name").get<std::string>()));
        CHECK(s->count == expected.at("cids").size());
        for (const json& want : expected.at("cids")) {
            const auto number = want.at("cid").get<std::uint32_t>();
            CAPTURE(number);
            const cid_info* c = find_cid(*s, number);
            if (c == nullptr) {
                FAIL_CHECK("missing");
                continue;
            }
            ++cids;
            CHECK(c->name == want.at("name").get<std::string>());
            CHECK(c->set == support_in(want.at("set")));
            CHECK(c->query == support_in(want.at("query")));
            CHECK(c->notify == support_in(want.at("notify")));
            CHECK(c->since == release_in(want));
        }
    }
    CHECK(std::size(services) == all.at("services").size());
    MESSAGE("services " << std::size(services) << "/" << all.at("services").size() << ", CIDs " << cids);

    CHECK(std::size(context_types) == all.at("context_types").size());
    for (const json& expected : all.at("context_types"))
        CHECK(context_type_name(id_in(expected)) == expected.at("name").get<std::string>());

    const auto second = all.at("known_uuid_conflict").at("also_printed_by_microsoft").get<std::string>();
    CHECK(service::ms_basic_connect_extensions_alias == id_in(json{{"uuid", second}}));
#else
    MESSAGE("skipped: the reference table is not present");
#endif
}

TEST_CASE("services: rows as the program makes them") {
    const service_info* const known = find_service(service::sms);
    REQUIRE(known != nullptr);
    const service_info row = cdcnet::mbim::detail::row(service::sms, known->key, known->name, cdcnet::mbim::detail::cids::sms);
    CHECK(row.id == known->id);
    CHECK(row.begin() == known->begin());
    CHECK(row.end() == known->end());
}
