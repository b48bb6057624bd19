// SPDX-License-Identifier: BSL-1.0
/// \file
/// Counts work and lets libFuzzer look for more of it.  A step is one edge of the compiled code, counted by clang's
/// `-fsanitize-coverage=trace-pc`, with `--wrap=__sanitizer_cov_trace_pc` for the linker; without them nothing is counted.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "property.hpp"

namespace fuzz {

inline std::uint64_t steps = 0;

/// What libFuzzer takes for coverage besides the code's: a counter for each operation and each level of work.
inline constexpr std::size_t most_operations = 8;
inline constexpr std::size_t levels = 1024;
__attribute__((section("__libfuzzer_extra_counters"), used)) inline std::array<std::uint8_t, most_operations * levels> work_levels{};

/// More steps for a byte than any operation may take, however hostile the bytes are; what does not depend on them comes on top.
/// A case whose time grows faster than its size exceeds this at the sizes that a fuzzer tries.
inline constexpr std::uint64_t most_steps_per_byte = 48;
inline constexpr std::uint64_t fixed_steps = 512;

/// Runs operations on an input and shows how much each did.
template <class Operations>
void measure_all(const Operations& operations, cdcnet::bytes input) {
    PROPERTY(std::size(operations) <= most_operations);
    std::size_t number = 0;
    for (const auto& one : operations) {
        const std::uint64_t before = steps;
        static_cast<void>(one.run(input));
        const std::uint64_t taken = steps - before;
        PROPERTY(taken <= fixed_steps + most_steps_per_byte * input.size());
        // Levels of a sixteenth of a step for a byte; short inputs would show what is fixed.
        if (input.size() >= 64) work_levels[number * levels + std::min<std::size_t>(taken * 16 / input.size(), levels - 1)] = 1;
        ++number;
    }
}

}  // namespace fuzz

#ifdef __clang__
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): the linker puts it in the place of libFuzzer's, which does
// nothing
extern "C" [[clang::no_sanitize("coverage")]] void __wrap___sanitizer_cov_trace_pc() { ++fuzz::steps; }
#endif
