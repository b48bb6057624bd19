// SPDX-License-Identifier: BSL-1.0
/// \file
/// The most work that the descriptors of a device can make of their bytes.
#include "../steps.hpp"
#include "work.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    fuzz::measure_all(fuzz::enumeration::operations, {reinterpret_cast<const std::byte*>(data), size});
    return 0;
}

/// Cases that only large inputs show.
extern "C" int LLVMFuzzerInitialize(int*, char***) {  // NOLINT(readability-identifier-naming)
    fuzz::enumeration::each_large(
        [](std::string_view, const std::vector<std::byte>& input) { fuzz::measure_all(fuzz::enumeration::operations, input); });
    return 0;
}
