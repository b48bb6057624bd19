// SPDX-License-Identifier: BSL-1.0
/// \file
/// Names of NDIS: look-up in both directions, and equality with the reference table where that is present.
#include <doctest/doctest.h>

#include <cdcnet/mbim/ndis.hpp>
#include <set>
#include <string>

#include "constant.hpp"

#ifdef CDCNET_SHARED_DIR
#include <fstream>
#include <nlohmann/json.hpp>
#endif

namespace {

using namespace cdcnet::mbim;

constexpr bool only_cid(std::string_view oid, const cdcnet::uuid& service, std::uint32_t cid) {
    const ndis::oid_info* found = ndis::find_oid(oid);
    return found != nullptr && found->count == 1 && found->cids[0] == ndis::cid_key{service, cid} && found->reach == ndis::reach::listed;
}
TEST_CONSTANT(only_cid("OID_WWAN_CONNECT", service::basic_connect, 12));
TEST_CONSTANT(only_cid("OID_WWAN_DEVICE_CAPS", service::basic_connect, 1));
TEST_CONSTANT(only_cid("OID_WWAN_UICC_ACCESS_RECORD", service::ms_uicc_low_level_access, 10));
TEST_CONSTANT(only_cid("OID_WWAN_VISIBLE_PROVIDERS", service::basic_connect, 8));
TEST_CONSTANT(ndis::find_oid("OID_WWAN_CONNECT")->indication == "NDIS_STATUS_WWAN_CONTEXT_STATE");
TEST_CONSTANT(ndis::find_oid("OID_WWAN_CONNECT")->basis == ndis::pairing::documented);
TEST_CONSTANT(ndis::find_oid("OID_WWAN_AUTH_CHALLENGE")->count == 3);
TEST_CONSTANT(ndis::find_oid("OID_WWAN_DRIVER_CAPS")->basis == ndis::pairing::none);
TEST_CONSTANT(ndis::find_oid("OID_WWAN_DEVICE_SERVICE_COMMAND")->reach == ndis::reach::any_cid);
TEST_CONSTANT(ndis::find_oid("OID_WWAN_DEVICE_SERVICE_SESSION_WRITE")->reach == ndis::reach::dss_datagrams);
TEST_CONSTANT(ndis::find_oid("OID_WWAN_CONNEC") == nullptr && ndis::find_oid("") == nullptr && ndis::find_oid("~") == nullptr);

TEST_CONSTANT(ndis::oids_of(service::basic_connect, 12).size() == 2);  // CONNECT and MPDP
TEST_CONSTANT(ndis::oids_of(service::basic_connect, 4).begin()->oid->name == "OID_WWAN_PIN");
TEST_CONSTANT(ndis::oids_of(service::ms_basic_connect_extensions_alias, 20).begin()->oid->name == "OID_WWAN_UE_POLICY");
TEST_CONSTANT(ndis::oids_of(service::basic_connect, 15).empty() && ndis::oids_of(service::basic_connect, 0).empty());
TEST_CONSTANT(ndis::oids_of(cdcnet::uuid{}, 1).empty() && ndis::oids_of(service::qmi, 1).empty());

TEST_CONSTANT(ndis::find_wwan_status("WWAN_STATUS_PACKET_SVC_DETACHED")->code == status::packet_service_detached);
TEST_CONSTANT(!ndis::find_wwan_status("WWAN_STATUS_SMS_UNKNOWN_ERROR")->code);
TEST_CONSTANT(ndis::find_wwan_status("WWAN_STATUS_AUTH_SYNC_FAILURE") == nullptr);
TEST_CONSTANT(ndis::wwan_status_name(status::success) == "WWAN_STATUS_SUCCESS");
TEST_CONSTANT(ndis::wwan_status_name(status::memory_full) == "WWAN_STATUS_SMS_MEMORY_FULL");
TEST_CONSTANT(ndis::wwan_status_name(status::auth_sync_failure).empty());
TEST_CONSTANT(ndis::wwan_status_name(static_cast<status>(0xffffffffu)).empty());

#ifdef CDCNET_SHARED_DIR
using nlohmann::json;

json reference() {
    std::ifstream in{CDCNET_SHARED_DIR "/reference/oid-map.json"};
    REQUIRE(in.good());
    return json::parse(in);
}
std::string key_of(const cdcnet::uuid& id) { return std::string{find_service(id)->key}; }
std::string text_in(const json& value) { return value.is_null() ? "" : value.get<std::string>(); }
#endif

}  // namespace

TEST_CASE("ndis: every OID is found by its name and by each of its CIDs") {
    for (const ndis::oid_info& o : ndis::oids) {
        CAPTURE(o.name);
        CHECK(ndis::find_oid(o.name) == &o);
        CHECK((o.basis == ndis::pairing::none) == (o.count == 0 && o.reach == ndis::reach::listed));
        for (const ndis::cid_key& key : o) {
            CHECK(find_cid(key.service, key.cid) != nullptr);
            std::size_t found = 0;
            for (const ndis::cid_oid& row : ndis::oids_of(key.service, key.cid)) {
                CHECK(row.key == key);
                found += row.oid == &o;
            }
            CHECK(found == 1);
        }
    }
}

TEST_CASE("ndis: CIDs without an OID are known, and have none") {
    std::set<ndis::cid_key> seen;
    for (const ndis::cid_without_oid& row : ndis::cids_without_oid) {
        CHECK(find_cid(row.key.service, row.key.cid) != nullptr);
        CHECK(ndis::oids_of(row.key.service, row.key.cid).empty());
        CHECK(seen.insert(row.key).second);
    }
}

TEST_CASE("ndis: statuses there and back") {
    for (const ndis::wwan_status_info& s : ndis::wwan_statuses) {
        CAPTURE(s.name);
        CHECK(ndis::find_wwan_status(s.name) == &s);
        if (s.code) CHECK(ndis::wwan_status_name(*s.code) == s.name);
    }
}

TEST_CASE("ndis: equal to reference/oid-map.json") {
#ifdef CDCNET_SHARED_DIR
    const json all = reference();
    std::set<std::string> sections;
    for (const auto& section : all.items()) sections.insert(section.key());
    CHECK(sections == std::set<std::string>{"basis", "oids", "cids_without_oid", "status_map", "status_map_note"});

    CHECK(ndis::oids.size() == all.at("oids").size());
    for (const json& expected : all.at("oids")) {
        const auto name = expected.at("oid").get<std::string>();
        CAPTURE(name);
        const ndis::oid_info* ours = ndis::find_oid(name);
        REQUIRE(ours != nullptr);
        CHECK(ours->indication == text_in(expected.at("ndis_status")));
        const std::string basis = ours->basis == ndis::pairing::none ? "none" : ours->basis == ndis::pairing::name ? "name" : "doc";
        CHECK(basis == expected.at("basis").get<std::string>());
        CHECK(all.at("basis").contains(basis));
        json cids = json::array();
        for (const ndis::cid_key& key : *ours) cids.push_back({{"service", key_of(key.service)}, {"cid", key.cid}});
        if (ours->reach == ndis::reach::any_cid) cids.push_back("any");
        if (ours->reach == ndis::reach::dss_datagrams) cids.push_back("DSS datagrams");
        CHECK(cids == expected.at("cids"));
    }

    REQUIRE(ndis::cids_without_oid.size() == all.at("cids_without_oid").size());
    for (std::size_t i = 0; i < ndis::cids_without_oid.size(); ++i) {
        const json& expected = all.at("cids_without_oid")[i];
        const ndis::cid_without_oid& ours = ndis::cids_without_oid[i];
        const auto name = expected.at("name").get<std::string>();
        CAPTURE(name);
        CHECK(key_of(ours.key.service) == expected.at("service").get<std::string>());
        CHECK(ours.key.cid == expected.at("cid").get<std::uint32_t>());
        // The indication stands behind the name, in parentheses.
        const std::string remark = ours.indication.empty() ? "" : " (indication " + std::string{ours.indication} + ')';
        CHECK(name.substr(std::min(name.find(' '), name.size())) == remark);
    }

    REQUIRE(ndis::wwan_statuses.size() == all.at("status_map").size());
    for (const json& expected : all.at("status_map")) {
        const auto name = expected.at("wwan_name").get<std::string>();
        CAPTURE(name);
        const ndis::wwan_status_info* ours = ndis::find_wwan_status(name);
        REQUIRE(ours != nullptr);
        REQUIRE(ours->code.has_value() == !expected.at("mbim").is_null());
        CHECK(ours->code.has_value() == !expected.at("mbim_name").is_null());
        if (!ours->code) continue;
        CHECK(static_cast<std::uint32_t>(*ours->code) == expected.at("mbim").get<std::uint32_t>());
        CHECK(name_of(*ours->code) == expected.at("mbim_name").get<std::string>());
    }
    MESSAGE("OIDs " << ndis::oids.size() << "/" << all.at("oids").size() << ", statuses " << ndis::wwan_statuses.size() << "/"
                    << all.at("status_map").size());
#else
    MESSAGE("skipped: the reference table is not present");
#endif
}
