// SPDX-License-Identifier: BSL-1.0
/// \file
/// The messages that the SIM keeps.
#pragma once

#include <cdcnet/mbim/services/sms/types.hpp>
#include <cdcnet/mbim/text/sms_pdu.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace virtual_modem {

using namespace cdcnet;
using namespace cdcnet::mbim;

struct stored_message {
    std::uint32_t index{};  ///< from 1 on
    sms::sms_status state{};
    std::vector<std::byte> pdu{};
};

class sms_store {
public:
    static constexpr std::uint32_t capacity = 10;

    std::u16string service_centre{u"+15550199"};
    std::uint32_t last_reference{};

    /// Keeps a message at the first free place.  \return its index; none when the store is full
    std::optional<std::uint32_t> keep(std::vector<std::byte> pdu, sms::sms_status state);
    [[nodiscard]] bool is_full() const { return messages_.size() == capacity; }
    /// The messages of a kind.  What has been received and read is not new any more.
    std::vector<stored_message> read(sms::sms_flag kind, std::uint32_t index);
    /// \return false when there is no such message; all of a kind may be none
    bool remove(sms::sms_flag kind, std::uint32_t index);

private:
    std::vector<stored_message> messages_;  // by index
};

/// A message as the service centre hands it out, SMS-DELIVER, from what its sender wrote, SMS-SUBMIT: from the number that
/// it was sent to.  None when it is not an SMS-SUBMIT.
std::optional<std::vector<std::byte>> delivered(bytes submit_pdu);

}  // namespace virtual_modem
