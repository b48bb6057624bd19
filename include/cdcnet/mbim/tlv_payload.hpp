// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the data of a TLV hold.  Source: `reference/messages.json`, tlv_payloads.
///
/// | type of the TLV | data |
/// |---|---|
/// | `single_nssai` | `snssai` |
/// | `allowed_nssai`, `cfg_nssai`, `dflt_cfg_nssai` | `nssai` |
/// | `precfg_dflt_cfg_nssai` | `precfg_dflt_cfg_nssai` |
/// | `rej_nssai` | `rejected_nssai` |
/// | `ladn`, `tai` | `ladn_list`, `tai_list` |
/// | `wchar_str` | `utf16` |
/// | `uint16_tbl` | `uint16_table` |
/// | `traffic_parameters`, `ursp_rules_td_only` | `traffic_parameters`, `ursp_rules` |
/// | `wake_command`, `wake_packet`, `os_id`, `_3gpp_rel_version`, `session_id` | the structure of the same name |
/// | `ue_policies`, `route_selection_descriptors` | bytes; the layout is not established |
/// | `eap_packet`, `pco` | bytes; a packet or options of other protocols |
///
/// All are read with `parse<nssai>(t.data)`, or whichever it is with `visit_payload`, and written with `build(buffer, value)`.
#pragma once

#include <cdcnet/mbim/snssai.hpp>
#include <cdcnet/mbim/tai_list.hpp>
#include <cdcnet/mbim/ursp.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim {

/// UINT16_TBL.
using uint16_table = array_view<std::uint16_t>;

/// WAKE_COMMAND: the answer or notification that woke the host.
struct wake_command {
    uuid device_service_id{};
    std::uint32_t cid{};
    bytes payload{};  ///< the information buffer

    using layout = fields<"WAKE_COMMAND",
        field<"DeviceServiceId", &wake_command::device_service_id>,
        field<"Cid",             &wake_command::cid>,
        field<"Payload",         &wake_command::payload, rule{.personal = true}>>;
};

/// WAKE_PACKET: the packet that woke the host.
struct wake_packet {
    std::uint32_t filter_id{};  ///< of the filter that let it through
    std::uint32_t original_packet_size{};
    bytes saved_packet{};  ///< the packet or its beginning

    using layout = fields<"WAKE_PACKET",
        field<"FilterId",           &wake_packet::filter_id>,
        field<"OriginalPacketSize", &wake_packet::original_packet_size, rule{.unit = unit::bytes}>,
        field<"SavedPacket",        &wake_packet::saved_packet, rule{.personal = true}>>;
};

/// OS_ID.
struct os_id {
    uuid id{};

    using layout = fields<"OS_ID",
        field<"OsId", &os_id::id>>;
};

/// 3GPP_REL_VERSION.
struct _3gpp_rel_version {  // NOLINT(readability-identifier-naming): the name of the TLV
    std::uint32_t version{};

    using layout = fields<"3GPP_REL_VERSION",
        field<"Version", &_3gpp_rel_version::version>>;
};

/// SESSION_ID.
struct session_id {
    std::uint32_t id{};

    using layout = fields<"SESSION_ID",
        field<"SessionId", &session_id::id>>;
};

// clang-format on

/// Calls `f(value)` with what the data of a TLV hold, as the table above has it.  What `value` refers to are the data.
/// \return none; `tlv_type` when these data are but bytes, or the first fault in them: `f` is not called then
template <class Visitor>
constexpr error visit_payload(const tlv& t, Visitor&& f) {
    const auto with = [&]<class T>(std::type_identity<T>) {
        const auto value = parse<T>(t.data);
        if (value) f(*value);
        return value.error();
    };
    switch (t.type) {
        case tlv_type::single_nssai: return with(std::type_identity<snssai>{});
        case tlv_type::allowed_nssai:
        case tlv_type::cfg_nssai:
        case tlv_type::dflt_cfg_nssai: return with(std::type_identity<nssai>{});
        case tlv_type::precfg_dflt_cfg_nssai: return with(std::type_identity<precfg_dflt_cfg_nssai>{});
        case tlv_type::rej_nssai: return with(std::type_identity<rejected_nssai>{});
        case tlv_type::ladn: return with(std::type_identity<ladn_list>{});
        case tlv_type::tai: return with(std::type_identity<tai_list>{});
        case tlv_type::wchar_str: return with(std::type_identity<utf16>{});
        case tlv_type::uint16_tbl: return with(std::type_identity<uint16_table>{});
        case tlv_type::traffic_parameters: return with(std::type_identity<traffic_parameters>{});
        case tlv_type::ursp_rules_td_only: return with(std::type_identity<ursp_rules>{});
        case tlv_type::wake_command: return with(std::type_identity<wake_command>{});
        case tlv_type::wake_packet: return with(std::type_identity<wake_packet>{});
        case tlv_type::os_id: return with(std::type_identity<os_id>{});
        case tlv_type::_3gpp_rel_version: return with(std::type_identity<_3gpp_rel_version>{});
        case tlv_type::session_id: return with(std::type_identity<session_id>{});
        default: return error{errc::tlv_type, 0};
    }
}

}  // namespace cdcnet::mbim
