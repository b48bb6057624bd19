// SPDX-License-Identifier: BSL-1.0
// error: std::is_integral_v<float>
#include <cdcnet/wire/endian.hpp>

#ifdef CDCNET_FAIL_CONTROL
using loaded = std::uint32_t;
#else
using loaded = float;
#endif

loaded load(const std::byte* from) { return cdcnet::load_le<loaded>(from); }
