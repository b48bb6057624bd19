// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the Microsoft low-level UICC access service.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::ms_uicc_low_level_access {

/// How a command is protected on its way to the UICC, APDU.
enum class uicc_secure_messaging : std::uint32_t {
    none = 0,
    no_hdr_auth = 1,  ///< secure messaging that does not authenticate the command header
};
constexpr auto names(uicc_secure_messaging) {
    using enum uicc_secure_messaging;
    return values("UiccSecureMessaging", named{none, "NONE"}, named{no_hdr_auth, "NO_HDR_AUTH"});
}

/// Which class byte the function makes for a command, APDU.
enum class uicc_class_byte_type : std::uint32_t {
    inter_industry = 0,  ///< ISO/IEC 7816-4, first interindustry definition
    extended = 1,        ///< ETSI TS 102 221, extended definition
};
constexpr auto names(uicc_class_byte_type) {
    using enum uicc_class_byte_type;
    return values("UiccClassByteType", named{inter_industry, "INTER_INDUSTRY"}, named{extended, "EXTENDED"});
}

/// How the UICC is used after a reset, RESET.
enum class uicc_pass_through_action : std::uint32_t {
    disable = 0,  ///< as a telecom UICC, with its file system
    enable = 1,   ///< by the host alone; the function sends nothing to it
};
constexpr auto names(uicc_pass_through_action) {
    using enum uicc_pass_through_action;
    return values("UiccPassThroughAction", named{disable, "DISABLE"}, named{enable, "ENABLE"});
}

/// How the UICC is used, RESET.
enum class uicc_pass_through_status : std::uint32_t {
    disabled = 0,
    enabled = 1,
};
constexpr auto names(uicc_pass_through_status) {
    using enum uicc_pass_through_status;
    return values("UiccPassThroughStatus", named{disabled, "DISABLED"}, named{enabled, "ENABLED"});
}

/// Kinds of applications on a UICC, APPLICATION_LIST.  `reference/discrepancies.md`, B24.
enum class uicc_application_type : std::uint32_t {
    unknown = 0,
    mf = 1,       ///< SIM directories below the master file
    mf_sim = 2,   ///< SIM directories below DF_GSM; also called SIM
    mf_ruim = 3,  ///< SIM directories below DF_CDMA; also called RUIM
    usim = 4,
    csim = 5,
    isim = 6,
};
constexpr auto names(uicc_application_type) {
    using enum uicc_application_type;
    return values("UiccApplicationType", named{unknown, "UNKNOWN"}, named{mf, "MF"}, named{mf_sim, "MF_SIM"}, named{mf_ruim, "MF_RUIM"},
                  named{usim, "USIM"}, named{csim, "CSIM"}, named{isim, "ISIM"});
}

/// Whether several applications may use a file at a time, FILE_STATUS.
enum class uicc_file_accessibility : std::uint32_t {
    unknown = 0,
    not_shareable = 1,
    shareable = 2,
};
constexpr auto names(uicc_file_accessibility) {
    using enum uicc_file_accessibility;
    return values("UiccFileAccessibility", named{unknown, "UNKNOWN"}, named{not_shareable, "NOT_SHAREABLE"}, named{shareable, "SHAREABLE"});
}

/// Kinds of files, FILE_STATUS.
enum class uicc_file_type : std::uint32_t {
    unknown = 0,
    working_ef = 1,
    internal_ef = 2,
    df_or_adf = 3,  ///< a directory
};
constexpr auto names(uicc_file_type) {
    using enum uicc_file_type;
    return values("UiccFileType", named{unknown, "UNKNOWN"}, named{working_ef, "WORKING_EF"}, named{internal_ef, "INTERNAL_EF"},
                  named{df_or_adf, "DF_OR_ADF"});
}

/// How the content of a file is divided, FILE_STATUS.
enum class uicc_file_structure : std::uint32_t {
    unknown = 0,
    transparent = 1,  ///< plain bytes: READ_BINARY
    cyclic = 2,       ///< records of equal size in a ring: READ_RECORD
    linear = 3,       ///< records of equal size in a row: READ_RECORD
    ber_tlv = 4,      ///< data objects by tag: READ_BINARY
};
constexpr auto names(uicc_file_structure) {
    using enum uicc_file_structure;
    return values("UiccFileStructure", named{unknown, "UNKNOWN"}, named{transparent, "TRANSPARENT"}, named{cyclic, "CYCLIC"},
                  named{linear, "LINEAR"}, named{ber_tlv, "BER_TLV"});
}

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
