// SPDX-License-Identifier: BSL-1.0
// error: wNdpOutDivisor
#include <cdcnet/usb/compatibility.hpp>

using namespace cdcnet;

#ifdef CDCNET_FAIL_CONTROL
inline constexpr std::uint16_t divisor = 4;
#else
inline constexpr std::uint16_t divisor = 1;
#endif

static_assert(usb::acceptable_to(usb::host::windows_2026, ncm::ntb_parameters{.out = {2048, divisor, 0, 4, 0}}));
