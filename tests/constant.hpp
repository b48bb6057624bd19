// SPDX-License-Identifier: BSL-1.0
/// \file
/// Conditions that hold in a constant expression and again when the program runs: what a compiler evaluates itself says nothing
/// about the code that it generates.
#pragma once

#include <doctest/doctest.h>

namespace constant {

/// A function, so that no compiler folds the condition that is its argument.
inline void holds(bool at_run_time, const char* condition, const char* file, int line) {
    if (!at_run_time) ADD_FAIL_CHECK_AT(file, line, "holds only in a constant expression: " << condition);
}

/// What is given to it is computed when the program runs: a compiler would compute the value of a variable itself.
template <class T>
T at_run_time(T value) {
    return value;
}

}  // namespace constant

/// In a test case.
#define CHECK_CONSTANT(...)     \
    static_assert(__VA_ARGS__); \
    ::constant::holds(static_cast<bool>(__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__)

/// A test case of its own.
#define TEST_CONSTANT(...)                                                                                           \
    TEST_CASE(#__VA_ARGS__) { ::constant::holds(static_cast<bool>(__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__); } \
    static_assert(__VA_ARGS__)
