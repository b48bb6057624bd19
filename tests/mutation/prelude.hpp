// SPDX-License-Identifier: BSL-1.0
/// \file
/// In front of every source of the mutated tests: what nearly all include, and then no static_assert any more, since constant
/// expressions are never mutated and only take time.  Those of the tests themselves are checks at run time, see mutate.py.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cdcnet/mbim/codec.hpp>
#include <cdcnet/ncm/aggregator.hpp>
#include <cdcnet/ncm/parser.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#undef static_assert
#define static_assert(...) static_assert(true)

namespace cdcnet_mutation {
[[nodiscard]] inline bool holds(bool condition, const char* /*text*/ = nullptr) { return condition; }
}  // namespace cdcnet_mutation

#define CDCNET_CHECK(...) CHECK(::cdcnet_mutation::holds(__VA_ARGS__))
#define CDCNET_CHECK_CASE(name, ...)               \
    TEST_CASE(name) { CDCNET_CHECK(__VA_ARGS__); } \
    static_assert()
