// SPDX-License-Identifier: BSL-1.0
/// \file
/// How many wrong inputs the tests try: the target `bad_inputs` adds up what they tell and compares it with SECURITY.md.
#pragma once

#include <doctest/doctest.h>

#include <cstddef>
#include <string>

/// \param kind  the row of the table in SECURITY.md
inline void tried(const char* kind, std::size_t count) { MESSAGE("tried " << count << ": " << std::string{kind}); }
