// SPDX-License-Identifier: BSL-1.0
/// \file
/// The most work that a transfer can make of its bytes.
#include "../../tests/ncm/hostile.hpp"
#include "../steps.hpp"
#include "transfer_mutator.hpp"
#include "work.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    fuzz::measure_all(fuzz::receiving::operations, {reinterpret_cast<const std::byte*>(data), size});
    return 0;
}

/// Cases that only large inputs show.
extern "C" int LLVMFuzzerInitialize(int*, char***) {  // NOLINT(readability-identifier-naming)
    hostile::each([](std::string_view, const std::vector<std::byte>& input) { fuzz::measure_all(fuzz::receiving::operations, input); });
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {  // NOLINT
    fuzz::dice d{seed};
    return fuzz::mutate_transfer(data, size, max_size, d);
}
