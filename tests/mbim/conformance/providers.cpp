// SPDX-License-Identifier: BSL-1.0
/// \file
/// requirements.md, group B.
#include "trace.hpp"

using namespace conformance_test;

namespace {

trace& set_home(trace& t, status how) { return t.open().asks(bc::home_provider{}, command_type::set).answered_as<bc::home_provider>(how); }
trace& query_home(trace& t, status how) { return t.open().asks(bc::home_provider_query{}).answered_as<bc::home_provider>(how); }
trace& scan(trace& t, bc::visible_providers_action action, status how) {
    return t.open().asks(bc::visible_providers_query{action}).answered_as<bc::visible_providers_info>(how);
}
constexpr auto restricted = bc::visible_providers_action::restricted_scan;

constexpr traces_of providers[] = {
    {"home-provider-old-sim-absent",
     [](trace& t) {
         t.known({.new_home_sim_present = false});
         set_home(t, status::sim_not_inserted);
     },
     [](trace& t) {
         t.known({.new_home_sim_present = true});
         set_home(t, status::sim_not_inserted);
     },
     subject::status, 3, [](trace& t) { query_home(t, status::sim_not_inserted); }},
    {"home-provider-old-sim-bad",
     [](trace& t) {
         t.known({.new_home_sim_good = false});
         set_home(t, status::bad_sim);
     },
     [](trace& t) {
         t.known({.new_home_sim_good = true});
         set_home(t, status::bad_sim);
     },
     subject::status, 4, [](trace& t) { query_home(t, status::bad_sim); }},
    {"home-provider-pin", [](trace& t) { set_home(t, status::failure); }, [](trace& t) { set_home(t, status::pin_required); },
     subject::status, 5, [](trace& t) { query_home(t, status::pin_required); }},
    {"restricted-scan-sim", [](trace& t) { scan(t, restricted, status::providers_not_found); },
     [](trace& t) { scan(t, restricted, status::sim_not_inserted); }, subject::status, 3,
     [](trace& t) { scan(t, bc::visible_providers_action::full_scan, status::sim_not_inserted); }},
    {"restricted-scan-pin", [](trace& t) { scan(t, restricted, status::radio_power_off); },
     [](trace& t) { scan(t, restricted, status::pin_required); }, subject::status, 5,
     [](trace& t) { scan(t, bc::visible_providers_action::full_scan, status::pin_required); }},
};
const group linked_providers{providers};

}  // namespace

TEST_CASE("mbim conformance: providers") { check(providers); }

TEST_CASE("mbim conformance: which SIM is in, nobody guesses") {
    trace t;
    set_home(t, status::sim_not_inserted);
    CHECK(t.findings.empty());
    CHECK(t.of("home-provider-old-sim-absent") == outcome{.undecidable = 1});
    trace bad;
    set_home(bad, status::bad_sim);
    CHECK(bad.of("home-provider-old-sim-bad") == outcome{.undecidable = 1});
}
