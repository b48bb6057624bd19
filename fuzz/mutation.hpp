// SPDX-License-Identifier: BSL-1.0
/// \file
/// What custom mutators are made of.  They are run by libFuzzer; replay runs them too, so that they cannot rot, and other engines
/// link a target without ever calling its mutator.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

/// libFuzzer's own mutations, where it is linked.
extern "C" [[gnu::weak]] std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace fuzz {

/// Choices out of the seed that the engine hands to a mutator.
class dice {
public:
    explicit dice(std::uint32_t seed) : state_{seed * std::uint64_t{0x9e3779b97f4a7c15} + 1} {}

    /// 0 to n - 1; 0 for n = 0.
    std::uint32_t below(std::uint64_t n) {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return n == 0 ? 0 : static_cast<std::uint32_t>((state_ >> 16) % n);
    }
    bool one_in(std::uint32_t n) { return below(n) == 0; }

    /// A number that parsers stumble over, near what is right.
    std::uint32_t wrong(std::uint32_t right) {
        const std::uint32_t values[] = {0, 1, right + 1, right - 1, right + 4, right - 4, right * 2, 0xffff, 0x7fffffff, 0xffffffff};
        return values[below(std::size(values))];
    }

private:
    std::uint64_t state_;
};

/// Any change to bytes: the engine's own where there is one, else one byte.  \return the new size
inline std::size_t mutate_bytes(std::uint8_t* data, std::size_t size, std::size_t max_size, dice& d) {
    if (LLVMFuzzerMutate != nullptr) return LLVMFuzzerMutate(data, size, max_size);
    if (size != 0) data[d.below(size)] = static_cast<std::uint8_t>(d.below(256));
    return size;
}

}  // namespace fuzz
