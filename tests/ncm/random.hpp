// SPDX-License-Identifier: BSL-1.0
/// \file
/// Random cases that can be run again: each has a number, which is its seed.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <string>

#include "slow.hpp"

/// A sequence of numbers that follows from its seed alone, whatever the standard library.
class random_numbers {
public:
    explicit random_numbers(std::uint64_t seed) : state_{seed} {}

    std::uint64_t operator()() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
        z = (z ^ z >> 27) * 0x94d049bb133111eb;
        return z ^ z >> 31;
    }
    /// 0 ... n - 1.
    std::uint32_t below(std::uint64_t n) { return static_cast<std::uint32_t>((*this)() % n); }
    std::uint32_t between(std::uint32_t least, std::uint32_t most) { return least + below(std::uint64_t{most} - least + 1); }
    /// True once in `n` times.
    bool once_in(std::uint64_t n) { return below(n) == 0; }
    template <class T>
    T one_of(std::initializer_list<T> list) {
        return list.begin()[below(list.size())];
    }

private:
    std::uint64_t state_;
};

inline std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
    const char* const text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// Numbers of random cases: `usual` of them, a quarter or `where_slow` where a sanitizer makes them slow.  CDCNET_CASES in the environment
/// is another count, CDCNET_FIRST another number to begin with.
struct case_numbers {
    std::uint64_t first{};
    std::uint64_t end{};

    explicit case_numbers(std::uint64_t usual) : case_numbers{usual, usual / 4} {}
    case_numbers(std::uint64_t usual, std::uint64_t where_slow)
        : first{number_from_environment("CDCNET_FIRST", 0)},
          end{first + number_from_environment("CDCNET_CASES", test_is_slow ? where_slow : usual)} {}
};

/// How to run one case again.
inline std::string text_of_case(std::uint64_t number) {
    return "to run this case alone: CDCNET_CASES=1 CDCNET_FIRST=" + std::to_string(number);
}
