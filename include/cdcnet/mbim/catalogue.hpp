// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages that the library declares, found by (service, CID, operation, release).  Includes every service; code
/// that knows its messages includes only those.
///
/// Three ways to take a message whose kind the caller does not know: `find_message` and `payload::declaration` give the
/// tables of its structure, `dump_text` and `dump_json` write it, and `visit` calls the caller with the structure itself:
///
///     const auto payload = payload_of(m);
///     const auto done = visit(*payload, agreed, [](const auto& value) { handle(value); });
///     // an error: malformed; visited::undeclared: payload->information_buffer is bytes to us
///
/// Each takes a list of services as its template argument, by default `all_services`.  A vendor's own messages are a
/// `service_list` of their own, or one joined with the library's: see examples/vendor_cid.
#pragma once

#include <cdcnet/mbim/dump.hpp>
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/atds.hpp>
#include <cdcnet/mbim/services/auth.hpp>
#include <cdcnet/mbim/services/basic_connect.hpp>
#include <cdcnet/mbim/services/compal.hpp>
#include <cdcnet/mbim/services/dss.hpp>
#include <cdcnet/mbim/services/fibocom.hpp>
#include <cdcnet/mbim/services/google.hpp>
#include <cdcnet/mbim/services/intel_adaptive_clocking.hpp>
#include <cdcnet/mbim/services/intel_at_tunnel.hpp>
#include <cdcnet/mbim/services/intel_ciq.hpp>
#include <cdcnet/mbim/services/intel_firmware_update.hpp>
#include <cdcnet/mbim/services/intel_mutual_authentication.hpp>
#include <cdcnet/mbim/services/intel_nrtc.hpp>
#include <cdcnet/mbim/services/intel_sar.hpp>
#include <cdcnet/mbim/services/intel_thermal_rf.hpp>
#include <cdcnet/mbim/services/intel_tools.hpp>
#include <cdcnet/mbim/services/intel_trace.hpp>
#include <cdcnet/mbim/services/intel_usb_profile.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions.hpp>
#include <cdcnet/mbim/services/ms_firmware_id.hpp>
#include <cdcnet/mbim/services/ms_host_shutdown.hpp>
#include <cdcnet/mbim/services/ms_sar.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access.hpp>
#include <cdcnet/mbim/services/ms_voice_extensions.hpp>
#include <cdcnet/mbim/services/multicarrier.hpp>
#include <cdcnet/mbim/services/multiflow.hpp>
#include <cdcnet/mbim/services/phonebook.hpp>
#include <cdcnet/mbim/services/proxy_control.hpp>
#include <cdcnet/mbim/services/qdu.hpp>
#include <cdcnet/mbim/services/qmi.hpp>
#include <cdcnet/mbim/services/quectel.hpp>
#include <cdcnet/mbim/services/sms.hpp>
#include <cdcnet/mbim/services/stk.hpp>
#include <cdcnet/mbim/services/ussd.hpp>
#include <cdcnet/wire/sorted.hpp>

namespace cdcnet::mbim {

/// A service and its messages.
template <const uuid& Id, class Messages>
struct service_messages {
    static constexpr const uuid& id = Id;
    using messages = Messages;
};
template <class... S>
struct service_list {};

/// Every service that declares messages.  A class of its own, as a user's list may be, so that symbols do not spell it out.
// clang-format off: one service a line
struct all_services : service_list<
    service_messages<service::basic_connect, basic_connect::messages>,
    service_messages<service::sms, sms::messages>,
    service_messages<service::ussd, ussd::messages>,
    service_messages<service::phonebook, phonebook::messages>,
    service_messages<service::stk, stk::messages>,
    service_messages<service::auth, auth::messages>,
    service_messages<service::dss, dss::messages>,
    service_messages<service::ms_firmware_id, ms_firmware_id::messages>,
    service_messages<service::ms_host_shutdown, ms_host_shutdown::messages>,
    service_messages<service::ms_sar, ms_sar::messages>,
    service_messages<service::ms_basic_connect_extensions, ms_basic_connect_extensions::messages>,
    service_messages<service::ms_uicc_low_level_access, ms_uicc_low_level_access::messages>,
    service_messages<service::ms_voice_extensions, ms_voice_extensions::messages>,
    service_messages<service::proxy_control, proxy_control::messages>,
    service_messages<service::qmi, qmi::messages>,
    service_messages<service::atds, atds::messages>,
    service_messages<service::intel_firmware_update, intel_firmware_update::messages>,
    service_messages<service::qdu, qdu::messages>,
    service_messages<service::quectel, quectel::messages>,
    service_messages<service::intel_thermal_rf, intel_thermal_rf::messages>,
    service_messages<service::intel_mutual_authentication, intel_mutual_authentication::messages>,
    service_messages<service::intel_tools, intel_tools::messages>,
    service_messages<service::google, google::messages>,
    service_messages<service::fibocom, fibocom::messages>,
    service_messages<service::compal, compal::messages>,
    service_messages<service::intel_at_tunnel, intel_at_tunnel::messages>,
    service_messages<service::multicarrier, multicarrier::messages>,
    service_messages<service::multiflow, multiflow::messages>,
    service_messages<service::intel_sar, intel_sar::messages>,
    service_messages<service::intel_adaptive_clocking, intel_adaptive_clocking::messages>,
    service_messages<service::intel_trace, intel_trace::messages>,
    service_messages<service::intel_nrtc, intel_nrtc::messages>,
    service_messages<service::intel_usb_profile, intel_usb_profile::messages>,
    service_messages<service::intel_ciq, intel_ciq::messages>> {};
// clang-format on

namespace detail {
template <class... A>
constexpr service_list<A...> joined(service_list<A...>) noexcept;
template <class... A, class... B, class... More>
consteval auto joined(service_list<A...>, service_list<B...>, More... more) noexcept {
    return decltype(joined(service_list<A..., B...>{}, more...)){};
}
}  // namespace detail

/// The services of several lists, for instance a vendor's own and `all_services`.
template <class... Lists>
using joined_services = decltype(detail::joined(Lists{}...));

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
consteval catalogue_entry catalogued() noexcept {
    return {T::id,
            {&layout_of<T>(release::v1), &layout_of<T>(release::v2), &layout_of<T>(release::v3), &layout_of<T>(release::v4)},
            &names_of<T>()};
}

/// The entries of the messages of one service.
template <class Messages>
struct entries_of {
    template <command... T>
    static constexpr auto all(message_list<T...>) noexcept {
        return std::array<catalogue_entry, sizeof...(T)>{catalogued<T>()...};
    }
    static constexpr auto list = all(Messages{});
    static_assert(cdcnet::detail::is_sorted(list, [](const catalogue_entry& e) { return e.id.cid; }),
                  "cdcnet: the messages of a service are listed in the order of their CIDs");
};

/// The key of catalogues and of what is parallel to them.
inline constexpr auto service_of = [](const auto& row) -> const auto& { return row.service; };

template <class Services>
struct catalogue_of {
    template <class... S>
    static constexpr auto sorted(service_list<S...>) noexcept {
        return cdcnet::detail::sorted(std::array{service_catalogue{S::id, entries_of<typename S::messages>::list.data(),
                                                                   entries_of<typename S::messages>::list.size()}...},
                                      service_of);
    }
    static constexpr auto services = sorted(Services{});
    static_assert(cdcnet::detail::is_ascending(services, service_of), "cdcnet: a service is listed once, with all its messages");
};

}  // namespace detail

/// All services that declare messages, in the order of their ids.  A template so that only who asks for it links it.
template <class Services = all_services>
inline constexpr const auto& catalogue = detail::catalogue_of<Services>::services;

namespace detail {

/// Where a structure stands in a catalogue; `entry` is null when it is not in it.
struct catalogue_place {
    std::size_t service{};
    std::size_t index{};
    const catalogue_entry* entry{};
};

template <class Services>
[[nodiscard]] constexpr catalogue_place locate(const uuid& service, std::uint32_t cid, operation o, release r) noexcept {
    const auto& all = catalogue<Services>;
    const service_catalogue* part =
        cdcnet::detail::find_sorted(all.data(), all.data() + all.size(), canonical_service(service), service_of);
    if (part == nullptr) return {};
    const catalogue_entry* entry =
        cdcnet::detail::lower_bound(part->begin(), part->end(), cid, [](const catalogue_entry& e) { return e.id.cid; });
    for (; entry != part->end() && entry->id.cid == cid; ++entry)
        if (entry->id.serves(o) && entry->id.in(r))
            return {static_cast<std::size_t>(part - all.data()), static_cast<std::size_t>(entry - part->begin()), entry};
    return {};
}

}  // namespace detail

/// The structure in the information buffer of (service, CID, operation) in a release; null when none is declared.  Two
/// binary searches, then the structures of the one CID.
template <class Services = all_services>
[[nodiscard]] constexpr const catalogue_entry* find_message(const uuid& service, std::uint32_t cid, operation o, release r) noexcept {
    return detail::locate<Services>(service, cid, o, r).entry;
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
    template <class Services = all_services>
    [[nodiscard]] constexpr const catalogue_entry* declaration(release agreed) const noexcept {
        return find_message<Services>(service, cid, operation, agreed);
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

namespace detail {
[[nodiscard]] constexpr error check_payload(const catalogue_entry* entry, const payload& p, release agreed, tolerance t) noexcept {
    if (entry == nullptr || p.is_left_out()) return {};
    return mbim::validate(entry->layout(agreed), p.information_buffer, t).shifted(p.offset);
}
}  // namespace detail

/// Checks the information buffer of a message against the catalogue.  An answer without a buffer passes: whether it may
/// be left out is not a matter of layout.
/// \return none, also when nothing is declared; or the first fault, its offset counted from the start of the message
template <class Services = all_services>
[[nodiscard]] constexpr error validate(const payload& p, release agreed, tolerance t = tolerance::standard) noexcept {
    return detail::check_payload(p.declaration<Services>(agreed), p, agreed, t);
}

/// What `visit` found.
enum class visited : std::uint8_t {
    structure,   ///< the visitor was called
    left_out,    ///< an answer without its structure, as one that failed may be
    undeclared,  ///< the services do not have this CID, operation or release: the information buffer is just bytes
};

namespace detail {

/// Calls a visitor with the structure in a checked information buffer.
template <class Visitor>
using visit_call = void (*)(Visitor& f, bytes information_buffer, release agreed);

template <class Visitor, command T>
constexpr void visit_as(Visitor& f, bytes information_buffer, release agreed) {
    T value{};
    read_structure(value, information_buffer, agreed);
    f(std::as_const(value));
}

template <class Visitor, class Messages>
struct visit_calls {
    template <command... T>
    static constexpr auto all(message_list<T...>) noexcept {
        return std::array<visit_call<Visitor>, sizeof...(T)>{&visit_as<Visitor, T>...};
    }
    static constexpr auto list = all(Messages{});
};

template <class Visitor>
struct service_calls {
    uuid service{};
    const visit_call<Visitor>* first{};
};

/// The calls in the order of the catalogue.
template <class Visitor, class Services>
struct calls_of {
    template <class... S>
    static constexpr auto sorted(service_list<S...>) noexcept {
        return cdcnet::detail::sorted(std::array{service_calls<Visitor>{S::id, visit_calls<Visitor, typename S::messages>::list.data()}...},
                                      service_of);
    }
    static constexpr auto services = sorted(Services{});
};

}  // namespace detail

/// Reads the information buffer of any message and calls `f(value)` with its structure, `const connect_info&` for instance,
/// which views the message.  An answer that failed is visited like any other: `p.status` tells.
///
/// \param f  takes every structure of `Services`: a generic lambda (one that needs the type is `[]<command T>(const T&)`),
///           or overloads of which one is a template.  It is compiled for each structure; callers who care name a shorter
///           list of services.  The right call is found by the binary searches of `find_message`.
/// \return what was found; or the first fault of the buffer, its offset counted from the start of the message, and `f` is
///         not called
template <class Services = all_services, class Visitor>
constexpr result<visited> visit(const payload& p, release agreed, Visitor&& f, tolerance t = tolerance::standard) {
    const auto at = detail::locate<Services>(p.service, p.cid, p.operation, agreed);
    if (at.entry == nullptr) return visited::undeclared;
    const layout_table& layout = at.entry->layout(agreed);
    if (layout.count != 0 && p.is_left_out()) return visited::left_out;
    if (error e = validate(layout, p.information_buffer, t)) return e.shifted(p.offset);
    detail::calls_of<std::remove_reference_t<Visitor>, Services>::services[at.service].first[at.index](f, p.information_buffer, agreed);
    return visited::structure;
}

namespace detail {

inline error dump_payload(const catalogue_entry* entry, const payload& p, release agreed, sink out, const dump_options& options,
                          bool json) {
    if (error e = check_payload(entry, p, agreed, tolerance::standard)) return e;
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
template <class Services = all_services>
[[nodiscard]] error dump_text(const payload& p, release agreed, sink out, const dump_options& options = {}) {
    return detail::dump_payload(p.declaration<Services>(agreed), p, agreed, out, options, false);
}

/// Writes the information buffer of any message as a JSON object, like `dump_json`; an unknown one as
/// `{"InformationBuffer":"<hex>"}`.
/// \return none, or the fault, its offset counted from the start of the message; then nothing is written
template <class Services = all_services>
[[nodiscard]] error dump_json(const payload& p, release agreed, sink out, const dump_options& options = {}) {
    return detail::dump_payload(p.declaration<Services>(agreed), p, agreed, out, options, true);
}

namespace detail {
template <control_message M>
error dump_body(const message& m, sink out, const dump_options& options, bool json) {
    if (error e = validate(layout_of<M>(release::v1), m.body())) return e.shifted(m.body_offset());
    dumper{out, options, json}.structure(layout_of<M>(release::v1), names_of<M>(), m.body(), 0);
    return {};
}

template <class Services>
error dump_message(const message& m, release agreed, sink out, const dump_options& options, bool json) {
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
    return p ? dump_payload(p->declaration<Services>(agreed), *p, agreed, out, options, json) : p.error();
}
}  // namespace detail

/// Writes the fields of any message as text: of the body for the six small types, of the information buffer for the
/// others.
/// \return none, or the fault, its offset counted from the start of the message; then nothing is written
template <class Services = all_services>
[[nodiscard]] error dump_text(const message& m, release agreed, sink out, const dump_options& options = {}) {
    return detail::dump_message<Services>(m, agreed, out, options, false);
}

/// Writes the fields of any message as one JSON object.
/// \return none, or the fault, its offset counted from the start of the message; then nothing is written
template <class Services = all_services>
[[nodiscard]] error dump_json(const message& m, release agreed, sink out, const dump_options& options = {}) {
    return detail::dump_message<Services>(m, agreed, out, options, true);
}

}  // namespace cdcnet::mbim
