// SPDX-License-Identifier: BSL-1.0
/// \file
/// The receiver that one writes on an afternoon: it looks at the signatures and the block length, and follows offsets as they come.
/// It exists to be broken: that the fuzzers break it from the seeds of ncm/ntb.cpp shows that they would see such faults in the library.
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace {

std::uint16_t u16(const std::uint8_t* p) { return static_cast<std::uint16_t>(p[0] | p[1] << 8); }

/// Adds up the bytes of all datagrams, as somebody who copies them out would read them.
unsigned receive(const std::uint8_t* ntb, std::size_t size) {
    if (size < 12 || std::memcmp(ntb, "NCMH", 4) != 0 || u16(ntb + 8) > size) return 0;
    unsigned sum = 0;
    for (std::size_t ndp = u16(ntb + 10); ndp != 0; ndp = u16(ntb + ndp + 6)) {
        const unsigned entries = (u16(ntb + ndp + 4) - 8u) / 4;
        for (unsigned i = 0; i < entries; ++i) {
            const std::uint8_t* const entry = ntb + ndp + 8 + std::size_t{4} * i;
            if (u16(entry) == 0) break;
            for (unsigned k = 0; k < u16(entry + 2); ++k) sum += ntb[u16(entry) + k];
        }
    }
    return sum;
}

volatile unsigned result = 0;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    constexpr std::size_t options = 4;                                               // what the seeds begin with
    if (size >= options) result = receive(data + options, size - options);
    return 0;
}
