// SPDX-License-Identifier: BSL-1.0
/// \file
/// The modem behind the control channel.  Its network is the echo: registered while the radio is on, attached and connected
/// when the host asks for it.
#pragma once

#include <cdcnet/mbim/device.hpp>
#include <cdcnet/mbim/services/basic_connect/packet_statistics.hpp>

#include "descriptors.hpp"

namespace firmware {

inline constexpr std::size_t most_sessions = 4;

/// An IP session that the host has activated.
struct session {
    bool active{};
    std::uint32_t id{};
    mbim::context_ip_type ip_type{};
    uuid context_type{};
};

class modem {
public:
    /// \param channel  where the answers go
    explicit modem(mbim::device& channel) noexcept : channel_{channel} {}

    /// What the channel tells.
    void take(const mbim::device_event& event) noexcept;
    /// To be called when a frame has left the channel: there may be room for answers that had none.
    void answer_late() noexcept;
    /// The channel is closed: sessions end, the packet service is detached.
    void reset() noexcept;

    [[nodiscard]] bool is_active(std::uint32_t session_id) const noexcept;

    mbim::basic_connect::packet_statistics_info traffic{};  ///< in and out as the host sees it

private:
    void answer(mbim::transaction_id id, const mbim::command_msg& command) noexcept;
    void set_radio(mbim::transaction_id id, const mbim::command_msg& command) noexcept;
    void set_registration(mbim::transaction_id id, const mbim::command_msg& command) noexcept;
    void set_packet_service(mbim::transaction_id id, const mbim::command_msg& command) noexcept;
    void set_connection(mbim::transaction_id id, const mbim::command_msg& command) noexcept;

    void tell_caps(mbim::transaction_id id) noexcept;
    void tell_services(mbim::transaction_id id) noexcept;
    void tell_subscriber(mbim::transaction_id id) noexcept;
    void tell_radio(mbim::transaction_id id) noexcept;
    void tell_registration(mbim::transaction_id id) noexcept;
    void tell_packet_service(mbim::transaction_id id) noexcept;
    void tell_connection(mbim::transaction_id id, std::uint32_t session_id, mbim::status s = mbim::status::success) noexcept;
    void tell_ip(mbim::transaction_id id, std::uint32_t session_id) noexcept;

    template <mbim::command T>
    void say(mbim::transaction_id id, const T& info, mbim::status s = mbim::status::success) noexcept {
        settle(id, channel_.respond(id, info, s));
    }
    void refuse(mbim::transaction_id id, mbim::status s) noexcept { settle(id, channel_.respond(id, s)); }
    void settle(mbim::transaction_id id, error outcome) noexcept;
    void forget_late(mbim::transaction_id id) noexcept;

    [[nodiscard]] session* find(std::uint32_t session_id) noexcept;
    [[nodiscard]] session* find_free() noexcept;
    [[nodiscard]] mbim::status activate(const session& wanted) noexcept;
    void end_sessions() noexcept;
    void detach() noexcept;

    mbim::device& channel_;
    std::array<session, most_sessions> sessions_{};
    bool radio_{true};
    bool attached_{};
    std::array<mbim::transaction_id, most_commands> late_{};  ///< commands whose answers found no room
    std::size_t late_count_{};
};

}  // namespace firmware
