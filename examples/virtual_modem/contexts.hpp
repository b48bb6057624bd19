// SPDX-License-Identifier: BSL-1.0
/// \file
/// Contexts: those that the device has been provisioned with, and those of the sessions.
#pragma once

#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>
#include <cdcnet/mbim/types.hpp>
#include <cdcnet/wire/address.hpp>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace virtual_modem {

using namespace cdcnet;
using namespace cdcnet::mbim;

/// A filter of a session.
struct stored_filter {
    std::vector<std::byte> pattern;
    std::vector<std::byte> mask;
    std::uint32_t id{};
};

/// The context of a session.
struct session_context {
    basic_connect::activation_state state{basic_connect::activation_state::deactivated};
    context_ip_type ip_type{};
    uuid type{context_type::none};
    std::uint32_t cause{};
    std::u16string access_string{};
    std::vector<stored_filter> filters{};
    std::uint32_t number{};  ///< of the last activation

    [[nodiscard]] bool is_active() const { return state == basic_connect::activation_state::activated; }
};

/// A context that the device remembers.
struct stored_context {
    std::uint32_t id{};
    uuid type{context_type::internet};
    std::u16string access_string{};
    std::u16string user_name{};
    std::u16string password{};
    mbim::compression compression{};
    auth_protocol auth{};
};

struct context_list {
    std::map<std::uint32_t, session_context> sessions{};
    std::vector<stored_context> provisioned{
        {.id = 1, .type = context_type::internet, .access_string = u"internet"},
        {.id = 2, .type = context_type::mms, .access_string = u"mms"},
    };
    ipv4 ipv4_dns{{std::byte{10}, std::byte{255}, std::byte{0}, std::byte{53}}};

    /// The context of a session that is active; none else.
    [[nodiscard]] const session_context* find_active(std::uint32_t session) const {
        const auto found = sessions.find(session);
        return found != sessions.end() && found->second.is_active() ? &found->second : nullptr;
    }
    [[nodiscard]] std::size_t active() const {
        std::size_t n = 0;
        for (const auto& [id, context] : sessions)
            n +=
                context.state == basic_connect::activation_state::activated || context.state == basic_connect::activation_state::activating;
        return n;
    }
};

}  // namespace virtual_modem
