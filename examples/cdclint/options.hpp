// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the user asked for.
#pragma once

#include <cdcnet/mbim/conformance/state.hpp>
#include <cdcnet/usb/host_rules.hpp>
#include <string>
#include <vector>

namespace cdclint {

struct options {
    std::vector<std::string> files;
    cdcnet::mbim::conformance::profile profile{cdcnet::mbim::conformance::profile::spec};
    cdcnet::mbim::conformance::outside_facts facts{};
    cdcnet::mbim::conformance::descriptor_facts descriptors{};  ///< in place of those that an input shows
    std::vector<cdcnet::usb::host> hosts{cdcnet::usb::all_hosts.begin(), cdcnet::usb::all_hosts.end()};
    bool json{};
    bool coverage{};
    bool list_rules{};
    std::string explain{};  ///< id of a rule; empty: none
};

}  // namespace cdclint
