// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/conformance.hpp>

using namespace cdcnet;
using namespace cdcnet::mbim::conformance;

#ifndef CDCNET_PROBED_PROFILE
#define CDCNET_PROBED_PROFILE every_profile
#endif

using probed = fixed_checker<CDCNET_PROBED_PROFILE, 8>;

extern "C" {

extern const char object[sizeof(probed)]{};

void found(const finding& f);

void feed(probed& checker, sender from, const std::byte* frame, std::size_t size) {
    checker.receive(from, {frame, size}, [](const finding& f) { found(f); });
}
void finish(probed& checker) {
    checker.finish([](const finding& f) { found(f); });
}
}
