// SPDX-License-Identifier: BSL-1.0
/// \file
/// ADPCLK_MODE, CID 0x02000010: the frequencies in use, so that the host can move its clocks away from them.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_adaptive_clocking {

/// One frequency in use.  The structure may end behind FrequencySpread or any later field.  The source reads 8 bytes of
/// CenterFrequency but advances by 4, so its width is unproven; 8 is taken (`reference/messages.json`, `IntelAdpclkFreqValue`).
struct adpclk_freq_value {
    std::uint64_t center_frequency{};
    std::uint32_t frequency_spread{};
    std::uint32_t noise_power{};
    std::uint32_t rssi{};
    std::uint32_t connect_status{};

    using layout = fields<"MBIM_INTEL_ADPCLK_FREQ_VALUE",
        field<"CenterFrequency", &adpclk_freq_value::center_frequency>,
        field<"FrequencySpread", &adpclk_freq_value::frequency_spread>,
        field<"NoisePower",      &adpclk_freq_value::noise_power, rule{.optional = true}>,
        field<"Rssi",            &adpclk_freq_value::rssi, rule{.optional = true}>,
        field<"ConnectStatus",   &adpclk_freq_value::connect_status, rule{.optional = true}>>;
};

/// Switches adaptive clocking.  The answer to a set is empty.  CID 0x02000010; `intel_adaptive_clocking/33554448/set@1.0`.
struct adpclk_mode_set {
    std::uint32_t activate_state{};

    static constexpr command_id id{service::intel_adaptive_clocking, 0x02000010, operation::set};
    using layout = fields<"MBIM_INTEL_ADPCLK_MODE_SET",
        field<"ActivateState", &adpclk_mode_set::activate_state>>;
};

/// Asks for the frequencies; empty.  CID 0x02000010; `intel_adaptive_clocking/33554448/query@1.0`.
struct adpclk_mode_query {
    static constexpr command_id id{service::intel_adaptive_clocking, 0x02000010, operation::query};
    using layout = fields<"MBIM_INTEL_ADPCLK_MODE_QUERY">;
};

/// The frequencies in use: the answer to a query, and the indication.
/// CID 0x02000010; `intel_adaptive_clocking/33554448/response@1.0` and the notification.
struct adpclk_mode_info {
    ref_list<adpclk_freq_value> values{};

    static constexpr command_id id{service::intel_adaptive_clocking, 0x02000010, operation::response | operation::notification};
    using layout = fields<"MBIM_INTEL_ADPCLK_MODE_INFO",
        count<"ValuesCount", &adpclk_mode_info::values>,
        field<"Values",      &adpclk_mode_info::values>>;
};

}  // namespace cdcnet::mbim::intel_adaptive_clocking
