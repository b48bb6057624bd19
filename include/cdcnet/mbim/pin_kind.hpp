// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which PUK unblocks which PIN.  Source: `reference/enums.json`, `PinType`.
#pragma once

#include <cdcnet/mbim/types.hpp>
#include <optional>

namespace cdcnet::mbim {

namespace detail {
struct pin_and_puk {
    pin_type pin{};
    pin_type puk{};
};
inline constexpr pin_and_puk pins_and_puks[] = {
    {pin_type::pin1, pin_type::puk1},
    {pin_type::pin2, pin_type::puk2},
    {pin_type::device_first_sim_pin, pin_type::device_first_sim_puk},
    {pin_type::network_pin, pin_type::network_puk},
    {pin_type::network_subset_pin, pin_type::network_subset_puk},
    {pin_type::service_provider_pin, pin_type::service_provider_puk},
    {pin_type::corporate_pin, pin_type::corporate_puk},
};
}  // namespace detail

/// The PUK that unblocks a PIN; none for a PIN that has no PUK in MBIM, for a PUK and for unknown values.
[[nodiscard]] constexpr std::optional<pin_type> puk_of(pin_type pin) noexcept {
    for (const detail::pin_and_puk& both : detail::pins_and_puks)
        if (both.pin == pin) return both.puk;
    return std::nullopt;
}

/// The PIN that a PUK unblocks; none for everything else.
[[nodiscard]] constexpr std::optional<pin_type> pin_of(pin_type puk) noexcept {
    for (const detail::pin_and_puk& both : detail::pins_and_puks)
        if (both.puk == puk) return both.pin;
    return std::nullopt;
}

/// True for the PUKs: what is entered is an unblocking key, and a new PIN goes with it.
[[nodiscard]] constexpr bool is_puk(pin_type type) noexcept { return pin_of(type).has_value(); }

}  // namespace cdcnet::mbim
