// SPDX-License-Identifier: BSL-1.0
/// \file
/// cdclint over what mbimcli and virtual_modem say to each other: no rule of any profile finds anything.
#include <nlohmann/json.hpp>

#include "examples/virtual_modem.hpp"

using namespace virtual_modem_test;
using cdcdump_test::lines_of;
using nlohmann::json;

TEST_CASE("cdclint: mbimcli and virtual_modem give no finding") {
    if (!has_mbimcli()) return;
    const modem_process modem{""};
    REQUIRE(modem.attaches());
    for (const char* action : {"--query-device-caps",        "--query-subscriber-ready-status",
                               "--query-radio-state",        "--query-device-services",
                               "--query-pin-state",          "--query-pin-list",
                               "--query-home-provider",      "--query-visible-providers",
                               "--query-registration-state", "--register-automatic",
                               "--query-signal-state",       "--query-packet-service-state",
                               "--attach-packet-service",    "--connect=apn=internet",
                               "--query-connection-state",   "--query-ip-configuration",
                               "--query-packet-statistics",  "--disconnect",
                               "--detach-packet-service",    "--attach-packet-service",
                               "--set-radio-state=off",      "--set-radio-state=on"}) {
        CAPTURE(action);
        CHECK(modem.mbimcli(action).status == 0);
    }
    for (const char* profile : {"spec", "windows7", "windows8", "windows10"}) {
        CAPTURE(profile);
        const outcome told = run("'" CDCNET_CDCLINT "' --json --profile " + std::string{profile} + " '" + modem.log() + "'");
        CHECK(told.status == 0);
        const auto lines = lines_of(told.output);
        CHECK(lines.size() == 1);  // the summary
        const json summary = json::parse(lines.back());
        CHECK(summary.at("messages") > 140);
        CHECK(summary.at("rules").at("exercised") > 15);
    }
}
