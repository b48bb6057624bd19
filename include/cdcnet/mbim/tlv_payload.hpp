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
/// All are read with `parse<nssai>(t.data)` and written with `build(buffer, value)`.
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

}  // namespace cdcnet::mbim
