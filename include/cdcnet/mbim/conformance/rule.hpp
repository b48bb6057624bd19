// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a conformance rule is: a declaration with its texts, and one function that judges a step of a trace.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::conformance {

// For expressions outside this namespace: argument-dependent look-up of a flag set looks here.
using mbim::operator|;
using mbim::operator&;
using mbim::operator~;
using mbim::operator|=;
using mbim::operator&=;

struct step;
struct state;

/// How much a finding matters.
enum class severity : std::uint8_t {
    warning,  ///< unwise, or forbidden only by implication
    error,    ///< a requirement of the source is not met
};
constexpr auto names(severity) {
    using enum severity;
    return values("Severity", named{warning, "warning"}, named{error, "error"});
}

/// For which peer a trace is judged.  A rule belongs to one or more.
enum class profile : std::uint8_t {
    none = 0,
    spec = 1,      ///< MBIM 1.0 alone
    windows7 = 2,  ///< also the context model of NDIS: OID_WWAN_CONNECT
    windows8 = 4,  ///< Windows 8 and 8.1: also the implementation guidelines for USB devices
    windows10 = 8,
};
constexpr auto names(profile) {
    using enum profile;
    return flags("Profile", named{none, "none"}, named{spec, "spec"}, named{windows7, "windows7"}, named{windows8, "windows8"},
                 named{windows10, "windows10"});
}
inline constexpr profile every_windows = profile::windows7 | profile::windows8 | profile::windows10;
inline constexpr profile every_profile = profile::spec | every_windows;
/// Those that the guidelines for USB devices apply to; Windows 10 has the class driver of Windows 8.
inline constexpr profile guided = profile::windows8 | profile::windows10;

/// What a step of a trace is; a frame that begins a message is two of these.
enum class occasion : std::uint32_t {
    none = 0,
    frame = 1,  ///< any frame, of a message or of a part of one
    open = 2,
    close = 4,
    command = 8,
    host_error = 0x10,
    open_done = 0x20,
    close_done = 0x40,
    answer = 0x80,  ///< COMMAND_DONE
    function_error = 0x100,
    indication = 0x200,
    link = 0x400,  ///< a CDC notification of the connection
    descriptors = 0x800,
    datagram = 0x1000,
    end = 0x2000,  ///< of the trace
};
constexpr auto names(occasion) {
    using enum occasion;
    return flags("Occasion", named{none, "none"}, named{frame, "frame"}, named{open, "OPEN"}, named{close, "CLOSE"},
                 named{command, "COMMAND"}, named{host_error, "HOST_ERROR"}, named{open_done, "OPEN_DONE"}, named{close_done, "CLOSE_DONE"},
                 named{answer, "COMMAND_DONE"}, named{function_error, "FUNCTION_ERROR"}, named{indication, "INDICATE_STATUS"},
                 named{link, "link"}, named{descriptors, "descriptors"}, named{datagram, "datagram"}, named{end, "end"});
}

/// The field that decided a finding.
enum class subject : std::uint8_t {
    message,  ///< the message as such: that it was sent, or not sent
    message_type,
    message_length,
    transaction_id,
    total_fragments,
    current_fragment,
    device_service_id,
    cid,
    command_type,
    status,
    error_status_code,
    information_buffer_length,
    max_control_transfer,
    time,
    ready_state,
    pin_type,
    pin_state,
    remaining_attempts,
    register_state,
    packet_service_state,
    session_id,
    activation_state,
    ipv4_configuration_available,
    ipv6_configuration_available,
    mtu,
    max_segment_size,
    link,
};
constexpr auto names(subject) {
    using enum subject;
    return values("Subject", named{message, "message"}, named{message_type, "MessageType"}, named{message_length, "MessageLength"},
                  named{transaction_id, "TransactionId"}, named{total_fragments, "TotalFragments"},
                  named{current_fragment, "CurrentFragment"}, named{device_service_id, "DeviceServiceId"}, named{cid, "Cid"},
                  named{command_type, "CommandType"}, named{status, "Status"}, named{error_status_code, "ErrorStatusCode"},
                  named{information_buffer_length, "InformationBufferLength"}, named{max_control_transfer, "MaxControlTransfer"},
                  named{time, "time"}, named{ready_state, "ReadyState"}, named{pin_type, "PinType"}, named{pin_state, "PinState"},
                  named{remaining_attempts, "RemainingAttempts"}, named{register_state, "RegisterState"},
                  named{packet_service_state, "PacketServiceState"}, named{session_id, "SessionId"},
                  named{activation_state, "ActivationState"}, named{ipv4_configuration_available, "IPv4ConfigurationAvailable"},
                  named{ipv6_configuration_available, "IPv6ConfigurationAvailable"}, named{mtu, "MTU"},
                  named{max_segment_size, "wMaxSegmentSize"}, named{link, "link"});
}

/// What a rule says to a step.
struct verdict {
    enum kind : std::uint8_t {
        not_met,      ///< its condition does not hold here
        kept,         ///< it holds, and the step is as it should be
        undecidable,  ///< it needs a fact that neither the trace nor the caller has given
        broken,
    };
    kind what{not_met};
    subject field{};        ///< of a finding
    std::uint32_t found{};  ///< its value
    std::uint32_t since{};  ///< number of the earlier message that the finding rests on; 0: none

    constexpr verdict(kind k = not_met) noexcept : what{k} {}  // NOLINT(google-explicit-constructor)
    constexpr verdict(kind k, subject f, std::uint32_t value, std::uint32_t earlier) noexcept
        : what{k}, field{f}, found{value}, since{earlier} {}
};

template <class T>
[[nodiscard]] constexpr verdict broken(subject field, T found, std::uint32_t since = 0) noexcept {
    return {verdict::broken, field, static_cast<std::uint32_t>(found), since};
}
template <class T>
[[nodiscard]] constexpr verdict kept_if(bool good, subject field, T found, std::uint32_t since = 0) noexcept {
    return good ? verdict{verdict::kept} : broken(field, found, since);
}

/// A rule.  Texts and function stand together; a checker links the function alone.
struct rule {
    std::string_view id{};    ///< unique, to be named by users
    std::string_view rows{};  ///< of the project's requirements; empty for rules of the framing
    std::string_view title{};
    severity level{severity::error};
    profile in{every_profile};
    std::string_view source{};  ///< document and section
    std::string_view looks_at{};
    std::string_view example{};  ///< what breaks it
    std::string_view note{};     ///< what the source leaves open, and how it is read here
    occasion on{};               ///< the steps that it is asked about
    verdict (*look)(const step&, const state&) noexcept {};
};

/// What is cited.
namespace source {
inline constexpr std::string_view framing = "MBIM 1.0, control messages";
inline constexpr std::string_view fragmentation = "MBIM 1.0, fragmentation of control messages";
inline constexpr std::string_view errors = "MBIM 1.0, error status codes of FUNCTION_ERROR and HOST_ERROR";
inline constexpr std::string_view opening = "Microsoft, Mobile Broadband Implementation Guidelines for USB Devices, Delaying MBIM Open";
inline constexpr std::string_view multi_carrier = "Microsoft, Mobile Broadband Implementation Guidelines for USB Devices, Multi-carrier";
inline constexpr std::string_view pin =
    "Microsoft, Mobile Broadband Implementation Guidelines for USB Devices, Responding to Pin Operations";
inline constexpr std::string_view attach =
    "Microsoft, Mobile Broadband Implementation Guidelines for USB Devices, Auto Packet Service Attach";
inline constexpr std::string_view loss =
    "Microsoft, Mobile Broadband Implementation Guidelines for USB Devices, Signal Strength Loss and Data Connection Loss";
inline constexpr std::string_view dns = "Microsoft, Mobile Broadband Implementation Guidelines for USB Devices, DNS Server Information";
inline constexpr std::string_view ipv6 = "Microsoft, Mobile Broadband Implementation Guidelines for USB Devices, IPv6";
inline constexpr std::string_view radio = "Microsoft, Mobile Broadband Implementation Guidelines for USB Devices, MBIM_CID_RADIO_STATE";
inline constexpr std::string_view mtu = "Microsoft, Mobile Broadband Implementation Guidelines for USB Devices, Setting Link MTU";
inline constexpr std::string_view connect = "Microsoft, OID_WWAN_CONNECT, Remarks";
}  // namespace source

}  // namespace cdcnet::mbim::conformance
