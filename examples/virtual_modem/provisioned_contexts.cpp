// SPDX-License-Identifier: BSL-1.0
/// \file
/// PROVISIONED_CONTEXTS.
#include <cdcnet/mbim/services/basic_connect/provisioned_contexts.hpp>

#include "behaviour.hpp"
#include "commands.hpp"
#include "text.hpp"

namespace virtual_modem {

using namespace basic_connect;

namespace {

constexpr std::size_t most_contexts = 16;

void tell_provisioned(modem& m, const std::optional<ticket>& asked) {
    std::vector<provisioned_context> list;
    list.reserve(m.contexts.provisioned.size());
    for (const stored_context& c : m.contexts.provisioned)
        list.push_back({.context_id = c.id,
                        .context_type = c.type,
                        .access_string = c.access_string,
                        .user_name = c.user_name,
                        .password = c.password,
                        .compression = c.compression,
                        .auth_protocol = c.auth});
    m.control.tell(asked, provisioned_contexts_info{list});
}

void set_provisioned(modem& m, const ticket& asked, const provisioned_contexts_set& wanted) {
    auto& list = m.contexts.provisioned;
    auto place = std::find_if(list.begin(), list.end(), [&](const stored_context& c) { return c.id == wanted.context_id; });
    if (place == list.end()) {
        if (list.size() == most_contexts) return m.control.respond(asked, status::write_failure);
        place = list.insert(list.end(), stored_context{});
    }
    *place = {wanted.context_id,     wanted.context_type, kept(wanted.access_string), kept(wanted.user_name),
              kept(wanted.password), wanted.compression,  wanted.auth_protocol};
    tell_provisioned(m, asked);
}

}  // namespace

bool take_provisioned_contexts(modem& m, const request& r) {
    const auto with_sim = [&](auto&& act) {
        if (const status s = m.card().hindrance(); s != status::success) return m.control.respond(r.from, s);
        act();
    };
    return on<provisioned_contexts_query>(m, r, [&](const auto&) { with_sim([&] { tell_provisioned(m, r.from); }); }) ||
           on<provisioned_contexts_set>(m, r, [&](const auto& wanted) { with_sim([&] { set_provisioned(m, r.from, wanted); }); });
}

}  // namespace virtual_modem
