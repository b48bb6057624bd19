// SPDX-License-Identifier: BSL-1.0
/// \file
/// A dialogue with the network by USSD.
#pragma once

#include <cdcnet/mbim/services/ussd/types.hpp>
#include <string>
#include <string_view>

namespace virtual_modem {

/// What the network says.
struct ussd_reply {
    cdcnet::mbim::ussd::ussd_response kind{};
    std::u16string_view text{};
};

/// The network's side: `*100#` tells the balance, `*123#` is a menu.
class ussd_dialogue {
public:
    ussd_reply begin(std::u16string_view code);
    ussd_reply go_on(std::u16string_view choice);
    void end() { open_ = false; }
    /// The network asks.
    void asked() { open_ = true; }
    [[nodiscard]] bool is_open() const { return open_; }

private:
    bool open_{};
};

}  // namespace virtual_modem
