// SPDX-License-Identifier: BSL-1.0
/// \file
/// A service that the library does not know, as its vendor declares it: one CID, its messages, its catalogue.
#pragma once

#include <cdcnet/mbim/catalogue.hpp>

// clang-format off: layouts are tables, one field a line
namespace acme {

using namespace cdcnet::mbim;
using namespace cdcnet::literals;

/// The id that the device lists in its answer to DEVICE_SERVICES.
inline constexpr cdcnet::uuid fan_service = "f490ac63-36d0-4625-ac87-5bd12750b921"_uuid;

enum class fan_mode : std::uint32_t {
    automatic = 0,  ///< follows the temperature
    fixed = 1,      ///< turns at FanSpeed
    off = 2,
};
constexpr auto names(fan_mode) {
    using enum fan_mode;
    return values("FanMode", named{automatic, "AUTOMATIC"}, named{fixed, "FIXED"}, named{off, "OFF"});
}

/// Tells the fan what to do.
struct fan_set {
    fan_mode mode{};
    std::uint32_t speed{};  ///< percent; counts for `fixed` only

    static constexpr command_id id{fan_service, 1, operation::set};
    using layout = fields<"ACME_SET_FAN",
        field<"FanMode",  &fan_set::mode>,
        field<"FanSpeed", &fan_set::speed>>;
};

/// Asks how the fan is.
struct fan_query {
    static constexpr command_id id{fan_service, 1, operation::query};
    using layout = fields<"ACME_FAN_QUERY">;
};

/// How the fan is; also indicated when its mode changes.
struct fan_info {
    fan_mode mode{};
    std::uint32_t revolutions{};             ///< per minute
    cdcnet::utf16 name{};                    ///< at most 32 characters
    array_view<std::uint32_t> thresholds{};  ///< degrees Celsius

    static constexpr command_id id{fan_service, 1, operation::response | operation::notification};
    using layout = fields<"ACME_FAN_INFO",
        field<"FanMode",        &fan_info::mode>,
        field<"Revolutions",    &fan_info::revolutions>,
        field<"FanName",        &fan_info::name, rule{.max_bytes = 64}>,
        count<"ThresholdCount", &fan_info::thresholds>,
        field<"Thresholds",     &fan_info::thresholds>>;
};

/// The messages, in the order of their CIDs, and the catalogue that `find_message`, `visit` and the dumps are given.
using fan_messages = message_list<fan_set, fan_query, fan_info>;
struct services : service_list<service_messages<fan_service, fan_messages>> {};

}  // namespace acme
