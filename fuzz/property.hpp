// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a fuzz target demands of the code under test, and says when it does not hold.
#pragma once

#include <cdcnet/wire/bytes.hpp>
#include <cstdio>
#include <cstdlib>
#include <functional>

namespace fuzz {

[[noreturn]] inline void failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "%s:%d: %s does not hold\n", file, line, condition);
    std::abort();
}

/// No view leaves the input.
inline bool is_part_of(cdcnet::bytes part, cdcnet::bytes whole) {
    const std::less_equal<> before{};
    return part.empty() || (before(whole.data(), part.data()) && before(part.data() + part.size(), whole.data() + whole.size()));
}

}  // namespace fuzz

#define PROPERTY(condition) ((condition) ? void() : ::fuzz::failed(#condition, __FILE__, __LINE__))
