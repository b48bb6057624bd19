// SPDX-License-Identifier: BSL-1.0
/// \file
/// How a UICC answers a command: the status bytes SW1 and SW2 of ISO/IEC 7816-4.
#pragma once

#include <cstdint>

namespace cdcnet::mbim::ms_uicc_low_level_access {

/// SW1 and SW2.  A Status field of OPEN_CHANNEL, CLOSE_CHANNEL and APDU has SW1 in its first byte on the wire and SW2 in
/// its second, so that 90 00 reads as the number 0x90; FILE_STATUS, READ_BINARY and READ_RECORD have a field for each.
/// `reference/discrepancies.md`, A13.
struct status_word {
    std::uint8_t sw1{};
    std::uint8_t sw2{};

    /// Of a Status field.  Its last two bytes are zero; what else a function puts there is not looked at.
    [[nodiscard]] static constexpr status_word of(std::uint32_t status) noexcept {
        return {static_cast<std::uint8_t>(status & 0xff), static_cast<std::uint8_t>(status >> 8 & 0xff)};
    }
    /// Of the fields StatusWord1 and StatusWord2.  Each holds one byte; what else a function puts there is not looked at.
    [[nodiscard]] static constexpr status_word of(std::uint32_t status_word1, std::uint32_t status_word2) noexcept {
        return {static_cast<std::uint8_t>(status_word1 & 0xff), static_cast<std::uint8_t>(status_word2 & 0xff)};
    }

    /// The value of a Status field.
    [[nodiscard]] constexpr std::uint32_t status() const noexcept { return sw1 | std::uint32_t{sw2} << 8; }
    /// The number that people write, 0x9000.
    [[nodiscard]] constexpr std::uint16_t number() const noexcept { return static_cast<std::uint16_t>(sw1 << 8 | sw2); }
    /// True for 90 00, and for 91 XX: it went well too, and a proactive command of the UICC waits for the function.
    [[nodiscard]] constexpr bool is_normal() const noexcept { return number() == 0x9000 || sw1 == 0x91; }

    friend constexpr bool operator==(const status_word&, const status_word&) noexcept = default;
};

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
