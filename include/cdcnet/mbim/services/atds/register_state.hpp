// SPDX-License-Identifier: BSL-1.0
/// \file
/// REGISTER_STATE, CID 9: the registration with a network.
/// The answer has two forms: that of MBIM 1.0, with 48 bytes before the texts, and one with PreferredDataClasses behind them,
/// 52 bytes.  Sources differ on which releases have which, so the length decides, not the release
/// (`reference/discrepancies.md`, A10).
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/nw_error.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::atds {

/// Asks for the registration; empty.  CID 9; `atds/9/query@1.0`.
struct register_state_query {
    static constexpr command_id id{service::atds, 9, operation::query};
    using layout = fields<"MBIM_ATDS_REGISTER_STATE_QUERY">;
};

/// The registration.  `standard` reads the longer form too, without its last field.  CID 9; `atds/9/response@1.0`.
struct register_state_info {
    mbim::nw_error nw_error{};
    register_state state{};
    register_mode mode{};
    data_class available_data_classes{};  ///< keeps these bits in every release
    cellular_class current_cellular_class{};
    utf16 provider_id{};
    utf16 provider_name{};
    utf16 roaming_text{};
    mbim::registration_flag registration_flag{};

    static constexpr command_id id{service::atds, 9, operation::response};
    using layout = fields<"MBIM_ATDS_REGISTER_STATE_INFO",
        field<"NwError",              &register_state_info::nw_error>,
        field<"RegisterState",        &register_state_info::state>,
        field<"RegisterMode",         &register_state_info::mode>,
        field<"AvailableDataClasses", &register_state_info::available_data_classes>,
        field<"CurrentCellularClass", &register_state_info::current_cellular_class>,
        field<"ProviderId",           &register_state_info::provider_id, rule{.max_bytes = 12}>,
        field<"ProviderName",         &register_state_info::provider_name, rule{.max_bytes = 40}>,
        field<"RoamingText",          &register_state_info::roaming_text, rule{.max_bytes = 126}>,
        field<"RegistrationFlag",     &register_state_info::registration_flag>>;
};

/// As `register_state_info`, with the preferred technologies.  From MBIMEx 2.0 on, and not always: only
/// `has_preferred_data_classes` tells.  CID 9; not in `messages`, where the release decides.
struct register_state_info_v2 {
    mbim::nw_error nw_error{};
    register_state state{};
    register_mode mode{};
    data_class available_data_classes{};  ///< keeps these bits in every release
    cellular_class current_cellular_class{};
    utf16 provider_id{};
    utf16 provider_name{};
    utf16 roaming_text{};
    mbim::registration_flag registration_flag{};
    data_class preferred_data_classes{};

    static constexpr command_id id{service::atds, 9, operation::response, mbimex::v2};
    using layout = fields<"MBIM_ATDS_REGISTER_STATE_INFO_V2",
        field<"NwError",              &register_state_info_v2::nw_error>,
        field<"RegisterState",        &register_state_info_v2::state>,
        field<"RegisterMode",         &register_state_info_v2::mode>,
        field<"AvailableDataClasses", &register_state_info_v2::available_data_classes>,
        field<"CurrentCellularClass", &register_state_info_v2::current_cellular_class>,
        field<"ProviderId",           &register_state_info_v2::provider_id, rule{.max_bytes = 12}>,
        field<"ProviderName",         &register_state_info_v2::provider_name, rule{.max_bytes = 40}>,
        field<"RoamingText",          &register_state_info_v2::roaming_text, rule{.max_bytes = 126}>,
        field<"RegistrationFlag",     &register_state_info_v2::registration_flag>,
        field<"PreferredDataClasses", &register_state_info_v2::preferred_data_classes>>;
};

/// Which form an answer has: true for a `register_state_info_v2`.  The first text starts where the fixed part ends; without
/// any text, the buffer itself does.  Any bytes may be asked about; the answer is not a check of them.
[[nodiscard]] constexpr bool has_preferred_data_classes(bytes information_buffer) noexcept {
    constexpr std::uint32_t longer = layout_of<register_state_info_v2>(mbimex::v2).fixed_size;
    constexpr std::uint32_t texts = 20;  // of the three pairs of offset and size
    if (information_buffer.size() < longer) return false;
    for (std::uint32_t pair = texts; pair < texts + 24; pair += 8) {
        const std::byte* at = information_buffer.data() + pair;
        if (load_le<std::uint32_t>(at + 4) != 0 && load_le<std::uint32_t>(at) < longer) return false;
    }
    return true;
}

}  // namespace cdcnet::mbim::atds
