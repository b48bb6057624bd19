// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages that the library declares, found by (service, CID, operation, release).  Includes every service; code
/// that knows its messages includes only those.
#pragma once

#include <algorithm>
#include <cdcnet/mbim/dump.hpp>
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/auth.hpp>
#include <cdcnet/mbim/services/basic_connect.hpp>
#include <cdcnet/mbim/services/dss.hpp>
#include <cdcnet/mbim/services/phonebook.hpp>
#include <cdcnet/mbim/services/sms.hpp>
#include <cdcnet/mbim/services/stk.hpp>
#include <cdcnet/mbim/services/ussd.hpp>

namespace cdcnet::mbim {

/// A service and its messages.
template <const uuid& Id, class Messages>
struct service_messages {
    static constexpr const uuid& id = Id;
    using messages = Messages;
};
template <class... S>
struct service_list {};

/// Every service that declares messages.
// clang-format off: one service a line
using all_services = service_list<
    service_messages<service::basic_connect, basic_connect::messages>,
    service_messages<service::sms, sms::messages>,
    service_messages<service::ussd, ussd::messages>,
    service_messages<service::phonebook, phonebook::messages>,
    service_messages<service::stk, stk::messages>,
    service_messages<service::auth, auth::messages>,
    service_messages<service::dss, dss::messages>>;
// clang-format on

/// One structure of the catalogue.
struct catalogue_entry {
    command_id id{};
    std::array<const layout_table*, 4> layouts{};  ///< by release, from `v1`
    const layout_names* names{};

    /// The layout in a release in which the structure exists.
    [[nodiscard]] constexpr const layout_table& layout(release r) const noexcept { return *layouts[static_cast<std::size_t>(r) - 1]; }
};

/// The entries of one service, by CID.
struct service_catalogue {
    uuid service{};
    const catalogue_entry* first{};
    std::size_t count{};

    [[nodiscard]] constexpr const catalogue_entry* begin() const noexcept { return first; }
    [[nodiscard]] constexpr const catalogue_entry* end() const noexcept { return first + count; }
};

namespace detail {

template <command T>
constexpr catalogue_entry catalogued() noexcept {
    return {T::id,
            {&layout_of<T>(release::v1), &layout_of<T>(release::v2), &layout_of<T>(release::v3), &layout_of<T>(release::v4)},
            &names_of<T>()};
}

template <class List>
struct entries_of;
template <command... T>
struct entries_of<message_list<T...>> {
    static constexpr std::array<catalogue_entry, sizeof...(T)> list{catalogued<T>()...};
    static_assert(std::ranges::is_sorted(list, {}, [](const catalogue_entry& e) { return e.id.cid; }),
                  "cdcnet: the messages of a service are listed in the order of their CIDs");
};

template <class List>
struct catalogue_of;
template <class... S>
struct catalogue_of<service_list<S...>> {
    static constexpr auto sorted() noexcept {
        std::array list{
            service_catalogue{S::id, entries_of<typename S::messages>::list.data(), entries_of<typename S::messages>::list.size()}...};
        std::ranges::sort(list, {}, &service_catalogue::service);
        return list;
    }
    static constexpr auto services = sorted();
};

}  // namespace detail

/// All services that declare messages, in the order of their ids.  A template so that only who asks for it links it.
template <class Services = all_services>
inline constexpr const auto& catalogue = detail::catalogue_of<Services>::services;

/// The structure in the information buffer of (service, CID, operation) in a release; null when none is declared.  Two
/// binary searches, then the structures of the one CID.
template <class Services = all_services>
[[nodiscard]] constexpr const catalogue_entry* find_message(const uuid& service, std::uint32_t cid, operation o, release r) noexcept {
    const uuid wanted = canonical_service(service);
    const auto part = std::ranges::lower_bound(catalogue<Services>, wanted, {}, &service_catalogue::service);
    if (part == catalogue<Services>.end() || part->service != wanted) return nullptr;
    auto entry = std::ranges::lower_bound(*part, cid, {}, [](const catalogue_entry& e) { return e.id.cid; });
    for (; entry != part->end() && entry->id.cid == cid; ++entry)
        if (entry->id.serves(o) && entry->id.in(r)) return entry;
    return nullptr;
}

/// What the information buffer of a message is, for tools that take any message.
struct payload {
    uuid service{};
    std::uint32_t cid{};
    mbim::operation operation{};
    mbim::status status{};       ///< of a COMMAND_DONE; `success` otherwise
    bytes information_buffer{};  ///< views the message
    std::uint32_t offset{};      ///< of the information buffer, from the start of the message

    /// The declared structure; null for services and CIDs that the catalogue does not have.
    [[nodiscard]] constexpr const catalogue_entry* declaration(release agreed) const noexcept {
        return find_message(service, cid, operation, agreed);
    }
    /// A failed answer may leave its structure out.
    [[nodiscard]] constexpr bool is_left_out() const noexcept {
        return operation == mbim::operation::response && information_buffer.empty();
    }
};

/// The payload of a COMMAND_MSG, COMMAND_DONE or INDICATE_STATUS_MSG.
/// \return the payload, `other_operation` for the six messages without one, or the errors of `message::as`
[[nodiscard]] constexpr result<payload> payload_of(const message& m, tolerance t = tolerance::standard) noexcept {
    if (m.type() == message_type::command) {
        const auto c = m.as<command_msg>(t);
        if (!c) return c.error();
        return payload{c->service, c->cid, c->operation(), {}, c->information_buffer, command_msg::information_buffer_offset};
    }
    if (m.type() == message_type::command_done) {
        const auto c = m.as<command_done>(t);
        if (!c) return c.error();
        return payload{c->service, c->cid, operation::response, c->status, c->information_buffer, command_done::information_buffer_offset};
    }
    const auto c = m.as<indicate_status_msg>(t);
    if (!c) return c.error();
    return payload{c->service, c->cid, operation::notification, {}, c->information_buffer, indicate_status_msg::information_buffer_offset};
}

/// Checks the information buffer of a message against the catalogue.  An answer without a buffer passes: whether it may
/// be left out is not a matter of layout.
/// \return none, also when nothing is declared; or the first fault, its offset counted from the start of the message
[[nodiscard]] constexpr error validate(const payload& p, release agreed, tolerance t = tolerance::standard) noexcept {
    const catalogue_entry* entry = p.declaration(agreed);
    if (entry == nullptr || p.is_left_out()) return {};
    return validate(entry->layout(agreed), p.information_buffer, t).shifted(p.offset);
}

namespace detail {

inline error dump_payload(const payload& p, release agreed, sink out, const dump_options& options, bool json) {
    if (error e = validate(p, agreed)) return e;
    const catalogue_entry* entry = p.declaration(agreed);
    if (entry != nullptr && !p.is_left_out()) {
        dumper{out, options, json}.structure(entry->layout(agreed), *entry->names, p.information_buffer, 0);
        return {};
    }
    const text_writer w{out};
    if (json) w.text("{");
    if (!p.information_buffer.empty()) {
        if (!json) {
            w.text("\n");
            w.spaces(options.indent);
        }
        w.text(json ? R"("InformationBuffer":")" : "InformationBuffer: ");
        // Nobody knows what is in it, so nobody knows that it is not personal.
        options.redact ? w.text(redacted) : w.hex(p.information_buffer);
        if (json) w.text("\"");
    }
    if (json) w.text("}");
    return {};
}

}  // namespace detail

/// Writes the information buffer of any message as text, like `dump_text`.  One that the catalogue does not know is
/// written as hexadecimal digits, or hidden when redacting.
/// \return none, or the fault, its offset counted from the start of the message; then nothing is written
[[nodiscard]] inline error dump_text(const payload& p, release agreed, sink out, const dump_options& options = {}) {
    return detail::dump_payload(p, agreed, out, options, false);
}

/// Writes the information buffer of any message as a JSON object, like `dump_json`; an unknown one as
/// `{"InformationBuffer":"<hex>"}`.
/// \return none, or the fault, its offset counted from the start of the message; then nothing is written
[[nodiscard]] inline error dump_json(const payload& p, release agreed, sink out, const dump_options& options = {}) {
    return detail::dump_payload(p, agreed, out, options, true);
}

namespace detail {
template <control_message M>
error dump_body(const message& m, sink out, const dump_options& options, bool json) {
    if (error e = validate(layout_of<M>(release::v1), m.body())) return e.shifted(m.body_offset());
    dumper{out, options, json}.structure(layout_of<M>(release::v1), names_of<M>(), m.body(), 0);
    return {};
}

inline error dump_message(const message& m, release agreed, sink out, const dump_options& options, bool json) {
    switch (m.type()) {
        case message_type::open: return dump_body<open_msg>(m, out, options, json);
        case message_type::close: return dump_body<close_msg>(m, out, options, json);
        case message_type::open_done: return dump_body<open_done>(m, out, options, json);
        case message_type::close_done: return dump_body<close_done>(m, out, options, json);
        case message_type::host_error: return dump_body<host_error_msg>(m, out, options, json);
        case message_type::function_error: return dump_body<function_error_msg>(m, out, options, json);
        default: break;
    }
    const auto p = payload_of(m);
    return p ? dump_payload(*p, agreed, out, options, json) : p.error();
}
}  // namespace detail

/// Writes the fields of any message as text: of the body for the six small types, of the information buffer for the
/// others.
/// \return none, or the fault, its offset counted from the start of the message; then nothing is written
[[nodiscard]] inline error dump_text(const message& m, release agreed, sink out, const dump_options& options = {}) {
    return detail::dump_message(m, agreed, out, options, false);
}

/// Writes the fields of any message as one JSON object.
/// \return none, or the fault, its offset counted from the start of the message; then nothing is written
[[nodiscard]] inline error dump_json(const message& m, release agreed, sink out, const dump_options& options = {}) {
    return detail::dump_message(m, agreed, out, options, true);
}

}  // namespace cdcnet::mbim
