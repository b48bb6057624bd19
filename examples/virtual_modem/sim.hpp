// SPDX-License-Identifier: BSL-1.0
/// \file
/// A SIM: its PIN and PUK with their attempts, and whom it belongs to.
#pragma once

#include <cdcnet/mbim/services/basic_connect/pin.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>
#include <cdcnet/mbim/status.hpp>
#include <string>

namespace virtual_modem {

using namespace cdcnet;
using namespace cdcnet::mbim;

/// What became of an operation with a PIN, as PIN_INFO says it.
struct pin_outcome {
    status result{};
    basic_connect::pin_info info{};
};

class sim {
public:
    static constexpr std::uint32_t pin_attempts = 3;
    static constexpr std::uint32_t puk_attempts = 10;
    static constexpr std::size_t shortest_pin = 4;
    static constexpr std::size_t longest_pin = 8;

    std::u16string subscriber{u"001010123456789"};
    std::u16string iccid{u"89001012345678901234"};
    std::u16string number{u"+15550100"};
    std::u16string pin{u"1234"};
    std::u16string puk{u"12345678"};
    bool inserted{true};
    unsigned taken_as_wrong{};  ///< of the next PINs and PUKs, so many

    /// What a change of the power does: a PIN that is in use has to be entered again.
    void power_on() { verified_ = false; }
    void use_pin(bool used) { enabled_ = used; }

    [[nodiscard]] bool uses_pin() const { return enabled_; }
    [[nodiscard]] basic_connect::subscriber_ready_state state() const;
    [[nodiscard]] bool is_ready() const { return state() == basic_connect::subscriber_ready_state::initialized; }
    /// Why the SIM cannot be used; `success` when it can.
    [[nodiscard]] status hindrance() const;

    /// What the SIM waits for.
    [[nodiscard]] basic_connect::pin_info awaited() const;
    pin_outcome operate(const basic_connect::pin_set& asked);

private:
    [[nodiscard]] bool needs_pin() const { return enabled_ && !verified_; }
    [[nodiscard]] bool needs_puk() const { return pin_left_ == 0; }
    [[nodiscard]] bool is_blocked() const { return puk_left_ == 0; }

    pin_outcome enter_pin(const utf16& entered);
    pin_outcome enter_puk(const basic_connect::pin_set& asked);
    pin_outcome switch_pin(const basic_connect::pin_set& asked, bool on);
    pin_outcome change_pin(const basic_connect::pin_set& asked);
    /// Compares with the PIN, and counts.  \return none when it is right, else the answer
    std::optional<pin_outcome> refuse_pin(const utf16& entered);
    bool matches(const utf16& entered, const std::u16string& right);

    bool enabled_{};
    bool verified_{};
    std::uint32_t pin_left_{pin_attempts};
    std::uint32_t puk_left_{puk_attempts};
};

}  // namespace virtual_modem
