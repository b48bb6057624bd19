// SPDX-License-Identifier: BSL-1.0
/// \file
/// Whether what runs is several times slower than the library is, so that tests of millions of cases take a part of them.
#pragma once

#include <cstdint>

#if defined(__SANITIZE_ADDRESS__) || defined(CDCNET_TEST_IS_SLOW)
inline constexpr bool test_is_slow = true;
#elif defined(__has_feature)
inline constexpr bool test_is_slow = __has_feature(address_sanitizer) || __has_feature(memory_sanitizer);
#else
inline constexpr bool test_is_slow = false;
#endif

/// A test that covers a dimension in full takes one of so many of it.
#ifdef CDCNET_TEST_SHARE
inline constexpr std::uint32_t test_share = CDCNET_TEST_SHARE;
#else
inline constexpr std::uint32_t test_share = test_is_slow ? 3 : 1;
#endif
