// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the decoder finds, record by record, and who wants to hear of it.
#pragma once

#include <cdcnet/ncm/parameters.hpp>
#include <cdcnet/ncm/parser.hpp>
#include <cdcnet/usb/descriptors.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "message_facts.hpp"
#include "origin.hpp"

namespace cdcdump {

/// One control message, its fragments joined.  Views hold during the call that reports it.
struct control_record {
    origin where;                          ///< of the last fragment
    const cdcnet::mbim::message& message;  ///< in one piece
    const message_facts& facts;
    cdcnet::mbim::release release;
    std::uint32_t fragments{1};  ///< in which it came
};

/// One transfer of a control channel before anything is checked: a message, or one of its fragments.
struct frame_record {
    origin where;
    cdcnet::bytes data{};
    bool cut{};  ///< the capture kept only the front of it
};

/// One NTB.  Views hold during the call that reports it.
struct block_record {
    origin where;  ///< of the last URB
    const cdcnet::ncm::ntb& ntb;
    std::uint32_t urbs{1};        ///< URBs that the transfer came in
    std::uint32_t max_size{};     ///< what both sides agreed on in bytes; 0 when the capture does not show it
    std::uint32_t crc_checked{};  ///< datagrams with a CRC-32
    std::uint32_t crc_failed{};   ///< those among them that fail
    std::uint32_t missed{};       ///< NTBs that wSequence leaves out before this one
    bool repeated{};              ///< wSequence did not grow; some senders never count
};

/// One fact about a device: a function, a request that changes how data travel, a notification.
struct usb_record {
    struct member {
        std::string_view name;
        std::variant<std::uint64_t, std::string> value;
        bool detail{};  ///< not for a short line
    };
    origin where;
    std::string_view event;  ///< `function`, `request` or `notification`
    std::string_view name;   ///< kind of function, or the request's or the notification's name
    bool routine{};          ///< of interest only to somebody who wants every detail
    std::vector<member> members{};
};

/// The configuration of a device that its endpoints are known by from now on.
struct configuration_record {
    origin where;
    cdcnet::bytes raw{};  ///< can be walked
    std::optional<cdcnet::usb::device_descriptor> device{};
};

/// An answer to GET_NTB_PARAMETERS.
struct parameters_record {
    origin where;
    const cdcnet::ncm::ntb_parameters& parameters;
};

/// A string descriptor, whole.
struct string_record {
    origin where;
    std::uint8_t index{};
    cdcnet::bytes raw{};
};

/// A Microsoft OS 2.0 descriptor set, as the device answered; not checked.
struct microsoft_os_record {
    origin where;
    cdcnet::bytes raw{};
};

/// Input that is not what it should be.
struct fault_record {
    origin where;
    std::string_view item;  ///< `control message`, `NTB`, `descriptor`, `packet` or `file`
    cdcnet::error error;
    std::string field{};                     ///< where in the item, in the specification's names; empty when the offset says it all
    std::string detail{};                    ///< one more sentence where code, field and offset do not say enough
    cdcnet::bytes data{};                    ///< the item as far as it is there
    std::optional<message_facts> message{};  ///< of control messages
};

/// A listener.  Everything is told in the order of the input.
class report {
public:
    report() = default;
    report(const report&) = delete;
    report& operator=(const report&) = delete;
    virtual ~report() = default;

    virtual void frame(const frame_record&) {}
    virtual void control(const control_record&) {}
    virtual void block(const block_record&) {}
    virtual void usb(const usb_record&) {}
    virtual void configuration(const configuration_record&) {}
    virtual void parameters(const parameters_record&) {}
    virtual void string(const string_record&) {}
    virtual void microsoft_os(const microsoft_os_record&) {}
    virtual void fault(const fault_record&) {}
    /// The next records come from this input.
    virtual void begin_input(std::string_view /*name*/) {}
    /// There are no more inputs.
    virtual void finish() {}
};

}  // namespace cdcdump
