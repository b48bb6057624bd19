// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the device says of itself.
#pragma once

#include <cdcnet/wire/uuid.hpp>
#include <cstdint>
#include <string_view>

namespace virtual_modem::identity {

using namespace cdcnet::literals;

inline constexpr std::u16string_view imei = u"001015550123456";  // of the test range
inline constexpr std::u16string_view firmware = u"cdcnet virtual modem";
inline constexpr std::u16string_view hardware = u"none";
inline constexpr cdcnet::uuid firmware_id = "4f0e6f6c-29c3-4f2a-9c5e-7b3c1f6d2a10"_uuid;
inline constexpr std::uint64_t modem_id = 0x63646e65740001;

}  // namespace virtual_modem::identity
