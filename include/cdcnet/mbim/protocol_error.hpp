// SPDX-License-Identifier: BSL-1.0
/// \file
/// Error codes of FUNCTION_ERROR and HOST_ERROR.  Sources: `reference/enums.json`, ProtocolError; `reference/usb.json`,
/// function_error_rules.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim {

/// ErrorStatusCode of FUNCTION_ERROR and HOST_ERROR, 32 bits: what is wrong with the framing rather than with a command.
/// `cancel` is the host's alone.
enum class protocol_error : std::uint32_t {
    invalid = 0,           ///< never sent
    timeout_fragment = 1,  ///< sent by the side that waited; it drops what it has of the message
    fragment_out_of_sequence = 2,
    length_mismatch = 3,  ///< the lengths are compared with padding included
    duplicated_tid = 4,
    not_opened = 5,
    unknown = 6,  ///< a host that receives it resets the function
    cancel = 7,   ///< sent by the host only
    max_transfer = 8,
};
constexpr auto names(protocol_error) {
    using enum protocol_error;
    return values("ProtocolError", named{invalid, "INVALID"}, named{timeout_fragment, "TIMEOUT_FRAGMENT"},
                  named{fragment_out_of_sequence, "FRAGMENT_OUT_OF_SEQUENCE"}, named{length_mismatch, "LENGTH_MISMATCH"},
                  named{duplicated_tid, "DUPLICATED_TID"}, named{not_opened, "NOT_OPENED"}, named{unknown, "UNKNOWN"},
                  named{cancel, "CANCEL"}, named{max_transfer, "MAX_TRANSFER"});
}

/// When the code is sent, one sentence for a person; empty for values without a name.
[[nodiscard]] constexpr std::string_view meaning_of(protocol_error value) noexcept {
    switch (value) {
        case protocol_error::invalid: return "Not an error code; never sent.";
        case protocol_error::timeout_fragment: return "The next fragment did not come in time; the message is dropped.";
        case protocol_error::fragment_out_of_sequence: return "A fragment came with another CurrentFragment than expected.";
        case protocol_error::length_mismatch: return "InformationBufferLength disagrees with the lengths of the messages.";
        case protocol_error::duplicated_tid: return "The transaction id is in use already.";
        case protocol_error::not_opened: return "The function is not open: a command before OPEN or after CLOSE.";
        case protocol_error::unknown: return "An error that no other code names; the host resets the function.";
        case protocol_error::cancel: return "The host gives up the transaction.";
        case protocol_error::max_transfer: return "MaxControlTransfer of OPEN is not acceptable.";
    }
    return {};
}

}  // namespace cdcnet::mbim
