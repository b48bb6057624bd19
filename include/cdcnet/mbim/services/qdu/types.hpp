// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the Qualcomm device update service, those of its Quectel commands included.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::qdu {

/// UPDATE_SESSION, set.
enum class session_action : std::uint32_t {
    start = 0,
    stop = 1,
};
constexpr auto names(session_action) {
    using enum session_action;
    return values("QduSessionAction", named{start, "START"}, named{stop, "STOP"});
}

/// Kinds of update, UPDATE_SESSION.
enum class session_type : std::uint32_t {
    none = 0,
    le = 1,
};
constexpr auto names(session_type) {
    using enum session_type;
    return values("QduSessionType", named{none, "NONE"}, named{le, "LE"});
}

/// What the session does now, UPDATE_SESSION.
enum class session_status : std::uint32_t {
    inactive = 0,
    file_transfer = 1,
    apply_update = 2,
};
constexpr auto names(session_status) {
    using enum session_status;
    return values("QduSessionStatus", named{inactive, "INACTIVE"}, named{file_transfer, "FILE_TRANSFER"},
                  named{apply_update, "APPLY_UPDATE"});
}

/// How the last session ended, UPDATE_SESSION.
enum class session_result : std::uint32_t {
    success = 0,
    failure = 1,
};
constexpr auto names(session_result) {
    using enum session_result;
    return values("QduSessionResult", named{success, "SUCCESS"}, named{failure, "FAILURE"});
}

/// FILE_OPEN.
enum class file_type : std::uint32_t {
    little_endian_package = 0,
};
constexpr auto names(file_type) {
    using enum file_type;
    return values("QduFileType", named{little_endian_package, "LITTLE_ENDIAN_PACKAGE"});
}

/// QUECTEL_REBOOT.
enum class quectel_reboot_type : std::uint16_t {
    edl = 17,  ///< emergency download mode
};
constexpr auto names(quectel_reboot_type) {
    using enum quectel_reboot_type;
    return values("QduQuectelRebootType", named{edl, "EDL"});
}

/// QUECTEL_READ_VERSION.
enum class quectel_version_type : std::uint16_t {
    fw_build_id = 256,
};
constexpr auto names(quectel_version_type) {
    using enum quectel_version_type;
    return values("QduQuectelVersionType", named{fw_build_id, "FW_BUILD_ID"});
}

/// Who takes the text, COMMAND.
enum class quectel_command_type : std::uint32_t {
    at = 0,  ///< the AT command interpreter
    system = 1,
};
constexpr auto names(quectel_command_type) {
    using enum quectel_command_type;
    return values("QuectelCommandType", named{at, "AT"}, named{system, "SYSTEM"});
}

/// COMMAND, response.
enum class quectel_command_response_status : std::uint32_t {
    ok = 0,
    fail = 1,
};
constexpr auto names(quectel_command_response_status) {
    using enum quectel_command_response_status;
    return values("QuectelCommandResponseStatus", named{ok, "OK"}, named{fail, "FAIL"});
}

}  // namespace cdcnet::mbim::qdu
