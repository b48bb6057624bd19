// SPDX-License-Identifier: BSL-1.0
/// \file
/// Types of the TLVs that MBIMEx 2.0 and later append to messages.  Sources: `reference/enums.json`, TlvType;
/// `reference/messages.json`, tlv_payloads.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim {

/// Type of a TLV, 16 bits.  A reader skips types that it does not know.
enum class tlv_type : std::uint16_t {
    invalid = 0,
    ue_policies = 1,                   ///< layout not established; kept as bytes
    single_nssai = 2,                  ///< one S-NSSAI
    allowed_nssai = 3,                 ///< list of S-NSSAI
    cfg_nssai = 4,                     ///< list of S-NSSAI
    dflt_cfg_nssai = 5,                ///< list of S-NSSAI
    precfg_dflt_cfg_nssai = 6,         ///< access type, then a DFLT_CFG_NSSAI TLV
    rej_nssai = 7,                     ///< list of rejected S-NSSAI with cause
    ladn = 8,                          ///< list of data network name and tracking areas
    tai = 9,                           ///< list of tracking areas
    wchar_str = 10,                    ///< UTF-16LE text without terminator
    uint16_tbl = 11,                   ///< 16-bit integers
    eap_packet = 12,                   ///< one EAP packet
    pco = 13,                          ///< protocol configuration options
    route_selection_descriptors = 14,  ///< layout not established; kept as bytes
    traffic_parameters = 15,           ///< holds big-endian lengths
    wake_command = 16,                 ///< service, CID and payload that woke the host
    wake_packet = 17,                  ///< filter and saved packet that woke the host
    os_id = 18,                        ///< UUID of an operating system
    _3gpp_rel_version = 19,
    ursp_rules_td_only = 20,  ///< holds big-endian lengths
    session_id = 21,          ///< 32-bit session id
};
constexpr auto names(tlv_type) {
    using enum tlv_type;
    return values("TlvType", named{invalid, "INVALID"}, named{ue_policies, "UE_POLICIES"}, named{single_nssai, "SINGLE_NSSAI"},
                  named{allowed_nssai, "ALLOWED_NSSAI"}, named{cfg_nssai, "CFG_NSSAI"}, named{dflt_cfg_nssai, "DFLT_CFG_NSSAI"},
                  named{precfg_dflt_cfg_nssai, "PRECFG_DFLT_CFG_NSSAI"}, named{rej_nssai, "REJ_NSSAI"}, named{ladn, "LADN"},
                  named{tai, "TAI"}, named{wchar_str, "WCHAR_STR"}, named{uint16_tbl, "UINT16_TBL"}, named{eap_packet, "EAP_PACKET"},
                  named{pco, "PCO"}, named{route_selection_descriptors, "ROUTE_SELECTION_DESCRIPTORS"},
                  named{traffic_parameters, "TRAFFIC_PARAMETERS"}, named{wake_command, "WAKE_COMMAND"}, named{wake_packet, "WAKE_PACKET"},
                  named{os_id, "OS_ID"}, named{_3gpp_rel_version, "3GPP_REL_VERSION"}, named{ursp_rules_td_only, "URSP_RULES_TD_ONLY"},
                  named{session_id, "SESSION_ID"});
}

}  // namespace cdcnet::mbim
