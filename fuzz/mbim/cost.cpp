// SPDX-License-Identifier: BSL-1.0
/// \file
/// The most work that the control channel can make of its bytes.
#include "../steps.hpp"
#include "work.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    fuzz::measure_all(fuzz::control_channel::operations, {reinterpret_cast<const std::byte*>(data), size});
    return 0;
}
