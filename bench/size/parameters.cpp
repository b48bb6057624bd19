// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/parameters.hpp>

using namespace cdcnet;

extern "C" {

extern const char object[sizeof(ncm::ntb_parameters)]{};

bool parse(ncm::ntb_parameters& p, bytes data) {
    const auto parsed = ncm::ntb_parameters::parse(data);
    if (parsed) p = *parsed;
    return parsed.has_value();
}
bool build(const ncm::ntb_parameters& p, mutable_bytes buffer) { return p.build(buffer).has_value(); }
}
