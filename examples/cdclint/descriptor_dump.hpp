// SPDX-License-Identifier: BSL-1.0
/// \file
/// Descriptors that stand one after the other in plain bytes.
#pragma once

#include <cdcnet/wire/bytes.hpp>
#include <string>
#include <vector>

#include "device_facts.hpp"

namespace cdclint {

/// True when a dump can begin with these bytes (at least 4): a device or configuration descriptor, a functional descriptor, an NTB
/// parameter block or a Microsoft OS 2.0 descriptor set.
[[nodiscard]] bool begins_dump(cdcnet::bytes first) noexcept;

/// The devices of a dump; each device descriptor behind the first begins a new one.  The file `descriptors` of sysfs is such a dump.
/// A configuration need not be well formed: that is for hosts to judge.
/// \param name  of the input, for errors
/// Throws `cdcdump::unreadable`.
[[nodiscard]] std::vector<device_facts> parse_dump(cdcnet::bytes data, const std::string& name);

}  // namespace cdclint
