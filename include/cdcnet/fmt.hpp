// SPDX-License-Identifier: BSL-1.0
/// \file
/// Formatters of the fmt library, 9.1 or later, for the public value types.  The only header that includes fmt; link
/// `cdcnet::fmt`.
///
///     fmt::print("{} {:>15} {:r}\n", done->status, address, pin);
///     // SUCCESS        10.0.0.2 MBIM_SET_PIN{PinType: PIN1, PinOperation: ENTER, Pin: <redacted>, NewPin: <redacted>}
///
/// | type | looks like | between the braces |
/// |---|---|---|
/// | enumerations | `LOCKED`; flag sets `GPRS\|LTE`; a value without a name as a number | as for strings |
/// | `uuid`, `ipv4`, `ipv6`, `mac_address`, `short_text` | their text | as for strings |
/// | `ncm::stream`, `usb::class_code` | `ips 5`; `02/0e/00` | as for strings |
/// | times of `mbim::sms_pdu` | `24-12-31 23:59:58 +01:00` | as for strings |
/// | `mbim::transaction_id` | `17` | as for integers |
/// | `utf16`, `utf8` | the text as UTF-8, control characters as they are; what is not Unicode is U+FFFD | nothing |
/// | `hex(bytes)` | `03000080` | nothing |
/// | `error` | `outside at byte 12, field 3[2].1`; `no_space: 212 bytes needed` | nothing, or `n` |
/// | structures and lists of MBIM, TLVs | `MBIM_PIN_INFO{PinType: PIN1, PinState: LOCKED}` | nothing, or `r` |
/// | short messages | `SMS-DELIVER{originator: +491711234567, ...}` | nothing, or `r` |
/// | everything else | `NAME{field: value, ...}`, or a short sentence | nothing |
///
/// `r` hides what identifies a subscriber or is a secret.  `n` reads the place of an error as NDP and entry of an NTB, which
/// the codes of NTB framing do without being told, and which codes of several formats (`overlap`, `order`) cannot know.
/// Output takes no memory from the heap beyond what fmt itself does.
///
/// A type is formatted here because it is declared in this library, or because its declaration uses this library's means:
/// an enumeration whose `names` comes from `mbim::values` or `mbim::flags`, a structure whose `layout` is
/// `mbim::fields`.  No formatter applies to anything else.
#pragma once

#include <cdcnet/cdcnet.hpp>
#include <cdcnet/mbim/text/sms_pdu.hpp>
#include <cdcnet/mbim/tlv_payload.hpp>
#include <fmt/format.h>

namespace cdcnet {

/// Bytes to be formatted as lower-case hexadecimal digits without separators.  A view.
struct hex_digits {
    bytes data{};
};

/// Lets `{}` write bytes as hexadecimal digits: `fmt::print("{}", cdcnet::hex(d.bytes))`.
[[nodiscard]] constexpr hex_digits hex(bytes data) noexcept { return {data}; }

namespace detail {

/// What a format specification of this library chooses.
struct print_style {
    bool redact{};  ///< `r`
    bool in_ntb{};  ///< `n`
};

/// How a type is written; declared for exactly the types that have a formatter, so that nothing gets one by conversion.
///
/// `print(out, value, style)` writes the value.  `most` is the greatest number of characters of a type whose text is
/// short; those take fmt's specifications for strings.  `letters` lists what else may stand between the braces.
template <class T>
struct printer;

template <class T>
concept printable = requires { sizeof(printer<T>); };
template <class T>
concept short_printable = printable<T> && requires { printer<T>::most; };

using mbim::text_writer;

template <class T>
void print(const text_writer& out, const T& value, print_style style) {
    printer<T>::print(out, value, style);
}

/// `Name{`, `field: value` with commas between, `}`.
class field_list {
public:
    field_list(const text_writer& out, std::string_view name) : out_{out} {
        out_.text(name);
        out_.text("{");
    }
    void label(std::string_view name) {
        if (!first_) out_.text(", ");
        first_ = false;
        out_.text(name);
        out_.text(": ");
    }
    void add(std::string_view name, std::uint64_t value) {
        label(name);
        out_.decimal(value);
    }
    template <printable T>
    void add(std::string_view name, const T& value) {
        label(name);
        print(out_, value, {});
    }
    void end() { out_.text("}"); }

private:
    const text_writer& out_;
    bool first_{true};
};

/// A member of a structure or an element of a list: text in quotes, numbers, and everything that `print` takes.
template <class M>
void print_member(const text_writer& out, const M& member, print_style style);

/// `[a, b]`.
template <class Range>
void print_list(const text_writer& out, const Range& range, print_style style) {
    bool first = true;
    out.text("[");
    for (const auto& item : range) {
        if (!first) out.text(", ");
        first = false;
        print_member(out, item, style);
    }
    out.text("]");
}

inline void print_hexadecimal(const text_writer& out, std::uint64_t value, unsigned digits) {
    char text[16];
    for (unsigned i = 0; i < digits; ++i) text[i] = hex_digit(static_cast<unsigned>(value >> (4 * (digits - 1 - i)) & 15u));
    out.text({text, digits});
}

// Enumerations

inline constexpr std::size_t most_digits = 20;

/// Names of enumerators that the core never prints.  Empty for a number without a name.
[[nodiscard]] constexpr std::string_view enumerator_name(mbim::release r) noexcept {
    switch (r) {
        case mbim::release::v1: return "1.0";
        case mbim::release::v2: return "2.0";
        case mbim::release::v3: return "3.0";
        case mbim::release::v4: return "4.0";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(mbim::tolerance t) noexcept {
    switch (t) {
        case mbim::tolerance::standard: return "standard";
        case mbim::tolerance::strict: return "strict";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(mbim::enumeration_kind k) noexcept {
    switch (k) {
        case mbim::enumeration_kind::values: return "values";
        case mbim::enumeration_kind::flags: return "flags";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(mbim::support s) noexcept {
    switch (s) {
        case mbim::support::no: return "no";
        case mbim::support::yes: return "yes";
        case mbim::support::unknown: return "unknown";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(mbim::unit u) noexcept {
    switch (u) {
        case mbim::unit::none: return "none";
        case mbim::unit::bytes: return "bytes";
        case mbim::unit::seconds: return "seconds";
        case mbim::unit::bits_per_second: return "bits_per_second";
        case mbim::unit::rssi: return "rssi";
        case mbim::unit::error_rate: return "error_rate";
        case mbim::unit::rsrp: return "rsrp";
        case mbim::unit::snr: return "snr";
        case mbim::unit::dbm: return "dbm";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(mbim::sms_pdu::message_type t) noexcept {
    switch (t) {
        case mbim::sms_pdu::message_type::deliver: return "deliver";
        case mbim::sms_pdu::message_type::submit: return "submit";
        case mbim::sms_pdu::message_type::status_report: return "status_report";
        case mbim::sms_pdu::message_type::reserved: return "reserved";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(mbim::sms_pdu::waiting w) noexcept {
    switch (w) {
        case mbim::sms_pdu::waiting::voicemail: return "voicemail";
        case mbim::sms_pdu::waiting::fax: return "fax";
        case mbim::sms_pdu::waiting::email: return "email";
        case mbim::sms_pdu::waiting::other: return "other";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(mbim::sms_pdu::validity_period::form f) noexcept {
    switch (f) {
        case mbim::sms_pdu::validity_period::form::none: return "none";
        case mbim::sms_pdu::validity_period::form::enhanced: return "enhanced";
        case mbim::sms_pdu::validity_period::form::relative: return "relative";
        case mbim::sms_pdu::validity_period::form::absolute: return "absolute";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(ncm::termination t) noexcept {
    switch (t) {
        case ncm::termination::zlp: return "zlp";
        case ncm::termination::pad: return "pad";
        case ncm::termination::always_zlp: return "always_zlp";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(ncm::payload p) noexcept {
    switch (p) {
        case ncm::payload::ethernet: return "ethernet";
        case ncm::payload::mbim: return "mbim";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(usb::descriptor_type t) noexcept {
    switch (t) {
        case usb::descriptor_type::string: return "STRING";
        case usb::descriptor_type::device_qualifier: return "DEVICE_QUALIFIER";
        case usb::descriptor_type::other_speed_configuration: return "OTHER_SPEED_CONFIGURATION";
        case usb::descriptor_type::bos: return "BOS";
        case usb::descriptor_type::cs_interface: return "CS_INTERFACE";
        case usb::descriptor_type::cs_endpoint: return "CS_ENDPOINT";
        default: return usb::layout_of(t).name;
    }
}
[[nodiscard]] constexpr std::string_view enumerator_name(usb::transfer_type t) noexcept {
    switch (t) {
        case usb::transfer_type::control: return "control";
        case usb::transfer_type::isochronous: return "isochronous";
        case usb::transfer_type::bulk: return "bulk";
        case usb::transfer_type::interrupt: return "interrupt";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(usb::class_request r) noexcept { return usb::find_request(r).name; }
[[nodiscard]] constexpr std::string_view enumerator_name(usb::notification_code c) noexcept { return usb::find_notification(c).name; }
[[nodiscard]] constexpr std::string_view enumerator_name(usb::ntb_format f) noexcept {
    switch (f) {
        case usb::ntb_format::ntb16: return "NTB16";
        case usb::ntb_format::ntb32: return "NTB32";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(usb::crc_mode m) noexcept {
    switch (m) {
        case usb::crc_mode::none: return "none";
        case usb::crc_mode::crc32: return "crc32";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(usb::pairing p) noexcept {
    switch (p) {
        case usb::pairing::none: return "none";
        case usb::pairing::union_: return "union";
        case usb::pairing::association: return "association";
        case usb::pairing::adjacent: return "adjacent";
        case usb::pairing::combined: return "combined";
    }
    return {};
}
[[nodiscard]] constexpr std::string_view enumerator_name(usb::framing f) noexcept {
    switch (f) {
        case usb::framing::none: return "none";
        case usb::framing::ncm: return "ncm";
        case usb::framing::mbim: return "mbim";
    }
    return {};
}

/// Bit sets of the core that have no table.
inline constexpr mbim::enumerator packet_filter_bits[] = {{0, "none"},     {1, "promiscuous"}, {2, "all_multicast"},
                                                          {4, "directed"}, {8, "broadcast"},   {0x10, "multicast"}};
inline constexpr mbim::enumerator network_capability_bits[] = {{1, "packet_filter"},     {2, "net_address"}, {4, "encapsulated_command"},
                                                               {8, "max_datagram_size"}, {0x10, "crc_mode"}, {0x20, "ntb_input_size_8"}};

template <class E>
inline constexpr mbim::enumeration flags_of{};
template <>
inline constexpr mbim::enumeration flags_of<usb::packet_filter>{"packet_filter", mbim::enumeration_kind::flags, packet_filter_bits,
                                                                std::size(packet_filter_bits)};
template <>
inline constexpr mbim::enumeration flags_of<usb::network_capability>{"network_capability", mbim::enumeration_kind::flags,
                                                                     network_capability_bits, std::size(network_capability_bits)};

template <class T>
inline constexpr bool is_enumeration_table = false;
template <std::size_t N>
inline constexpr bool is_enumeration_table<mbim::enumeration_table<N>> = true;

/// Declared with `mbim::values` or `mbim::flags`, wherever.
template <class E>
concept tabled_enum = mbim::named_enum<E> && requires { requires is_enumeration_table<decltype(names(E{}))>; };

template <class E>
concept locally_named_enum = std::is_enum_v<E> && requires(E e) { enumerator_name(e); };
template <class E>
concept locally_tabled_enum = std::is_enum_v<E> && flags_of<E>.count != 0;

}  // namespace detail

/// Declared in the namespace of every enumeration that this library prints by its `name_of`; found by argument-dependent
/// look-up, which tells them from everybody else's.
template <class E>
    requires std::is_enum_v<E>
void declared_by_cdcnet(E);
namespace mbim {
template <class E>
    requires std::is_enum_v<E>
void declared_by_cdcnet(E);
}  // namespace mbim
namespace ncm {
template <class E>
    requires std::is_enum_v<E>
void declared_by_cdcnet(E);
}  // namespace ncm
namespace qmi {
template <class E>
    requires std::is_enum_v<E>
void declared_by_cdcnet(E);
}  // namespace qmi
namespace usb {
template <class E>
    requires std::is_enum_v<E>
void declared_by_cdcnet(E);
}  // namespace usb

namespace detail {

void declared_by_cdcnet();  // hides the one of namespace cdcnet, so that only argument-dependent look-up finds any

template <class E>
concept name_of_enum = std::is_enum_v<E> && !tabled_enum<E> && requires(E e) {
    declared_by_cdcnet(e);
    { name_of(e) } -> std::convertible_to<std::string_view>;
};

template <class E>
concept printable_enum = tabled_enum<E> || name_of_enum<E> || locally_named_enum<E> || locally_tabled_enum<E>;

template <class E>
concept has_table_of_names = tabled_enum<E> || locally_tabled_enum<E>;

template <has_table_of_names E>
[[nodiscard]] constexpr const mbim::enumeration& table_of_names() noexcept {
    if constexpr (tabled_enum<E>)
        return mbim::enumeration_of<E>;
    else
        return flags_of<E>;
}

/// The name of a value; empty when it has none.
template <class E>
[[nodiscard]] constexpr std::string_view single_name(E value) noexcept {
    if constexpr (std::is_same_v<E, mbim::form>) {
        // Its `name_of` is for the forms of tables only.
        return value <= mbim::form::tlv_list ? name_of(value) : std::string_view{};
    } else if constexpr (name_of_enum<E>) {
        const std::string_view name = name_of(value);
        return name == "unknown" ? std::string_view{} : name;
    } else {
        return enumerator_name(value);
    }
}

/// The most characters of an enumeration: all flags with `|` between and a rest, or one name.
template <class E>
[[nodiscard]] constexpr std::size_t longest_enum_text() noexcept {
    std::size_t all = most_digits;
    std::size_t longest = most_digits;
    if constexpr (has_table_of_names<E>) {
        const mbim::enumeration& table = table_of_names<E>();
        for (const mbim::enumerator& e : table) {
            all += e.name.size() + 1;
            longest = e.name.size() > longest ? e.name.size() : longest;
        }
        return table.kind == mbim::enumeration_kind::flags ? all : longest;
    } else {
        return 64;
    }
}

template <printable_enum E>
struct printer<E> {
    static constexpr std::size_t most = longest_enum_text<E>();
    static void print(const text_writer& out, E value, print_style) {
        const auto number = static_cast<std::uint64_t>(value);
        if constexpr (has_table_of_names<E>) {
            if (!mbim::detail::write_names(out, table_of_names<E>(), number)) out.decimal(number);
        } else {
            const std::string_view name = single_name(value);
            name.empty() ? out.decimal(number) : out.text(name);
        }
    }
};

template <>
struct printer<mbim::transaction_id> {
    static void print(const text_writer& out, mbim::transaction_id id, print_style) { out.decimal(static_cast<std::uint32_t>(id)); }
};

// wire

template <class T>
struct text_member_printer {
    static constexpr std::size_t most = decltype(T{}.text())::capacity();
    static void print(const text_writer& out, const T& value, print_style) { out.text(value.text()); }
};
template <> struct printer<uuid> : text_member_printer<uuid> {};
template <> struct printer<ipv4> : text_member_printer<ipv4> {};
template <> struct printer<ipv6> : text_member_printer<ipv6> {};
template <> struct printer<mac_address> : text_member_printer<mac_address> {};
template <> struct printer<mbim::plmn> : text_member_printer<mbim::plmn> {};

template <std::size_t N>
struct printer<short_text<N>> {
    static constexpr std::size_t most = N;
    static void print(const text_writer& out, const short_text<N>& value, print_style) { out.text(value); }
};

template <class Text>
struct unicode_printer {
    static void print(const text_writer& out, const Text& value, print_style) {
        for (std::size_t at = 0; at < value.size();) {
            char encoded[4]{};
            const std::size_t size = encode_utf8(next_code_point(value, at), encoded);
            out.text({encoded, size});
        }
    }
};
template <> struct printer<utf16> : unicode_printer<utf16> {};
template <> struct printer<utf8> : unicode_printer<utf8> {};

template <>
struct printer<hex_digits> {
    static void print(const text_writer& out, const hex_digits& value, print_style) { out.hex(value.data); }
};

[[nodiscard]] constexpr bool is_of_ntb_framing(errc code) noexcept { return code >= errc::nth_signature && code <= errc::crc; }

template <>
struct printer<place> {
    static constexpr std::string_view letters = "n";
    static void print(const text_writer& out, place where, print_style style) {
        if (where == place{}) return out.text("nowhere");
        if (style.in_ntb) return ntb(out, where);
        if (where.field() == place::no_field) {
            out.text("element");
        } else {
            out.text("field ");
            out.decimal(where.field());
        }
        if (where.element() != place::no_element) {
            out.text("[");
            out.decimal(where.element());
            out.text("]");
        }
        if (where.inner_field() != place::no_field) {
            out.text(".");
            out.decimal(where.inner_field());
        }
    }

private:
    static void ntb(const text_writer& out, place where) {
        out.text("NDP ");
        out.decimal(where.ndp());
        if (where.entry() == 0x3fff) return;
        out.text(" entry ");
        out.decimal(where.entry());
    }
};

template <>
struct printer<error> {
    static constexpr std::string_view letters = "n";
    static void print(const text_writer& out, error e, print_style style) {
        detail::print(out, e.code(), {});
        if (!e) return;
        if (e.code() == errc::no_space) {
            out.text(": ");
            out.decimal(e.needed());
            return out.text(" bytes needed");
        }
        out.text(" at byte ");
        out.decimal(e.offset());
        if (e.where() == place{}) return;
        out.text(", ");
        style.in_ntb = style.in_ntb || is_of_ntb_framing(e.code());
        detail::print(out, e.where(), style);
    }
};

// usb

/// Fields whose names the specification begins with `bcd`, `bm` or `id`, and endpoint addresses, are read in hexadecimal.
inline void print_usb_number(const text_writer& out, std::string_view name, std::uint64_t value, std::size_t size) {
    if (name.starts_with("bcd") || name.starts_with("bm") || name.starts_with("id") || name == "bEndpointAddress") {
        out.text("0x");
        print_hexadecimal(out, value, static_cast<unsigned>(2 * size));
    } else {
        out.decimal(value);
    }
}

struct usb_field_printer {
    const text_writer& out;
    field_list& list;

    template <class T>
    void operator()(std::string_view name, std::size_t, const T& member) const {
        list.label(name);
        if constexpr (printable<T>) {
            print(out, member, {});
        } else {
            print_usb_number(out, name, std::uint64_t{member}, sizeof(T));
        }
    }
    void operator()(std::string_view name, std::size_t, const bytes& member, std::size_t element) const {
        list.label(name);
        out.text("[");
        for (std::size_t at = 0; at + element <= member.size(); at += element) {
            if (at != 0) out.text(", ");
            const std::byte* p = member.data() + at;
            out.decimal(element == 2 ? load_le<std::uint16_t>(p) : std::to_integer<std::uint64_t>(*p));
        }
        out.text("]");
    }
};

template <class T>
void print_usb_layout(const text_writer& out, std::string_view name, const T& value) {
    field_list list{out, name};
    usb_field_printer field{out, list};
    T::fields(value, field);
    list.end();
}

template <class T>
struct usb_descriptor_printer {
    static void print(const text_writer& out, const T& value, print_style) { print_usb_layout(out, T::name, value); }
};
template <> struct printer<usb::device_descriptor> : usb_descriptor_printer<usb::device_descriptor> {};
template <> struct printer<usb::configuration_descriptor> : usb_descriptor_printer<usb::configuration_descriptor> {};
template <> struct printer<usb::interface_descriptor> : usb_descriptor_printer<usb::interface_descriptor> {};
template <> struct printer<usb::endpoint_descriptor> : usb_descriptor_printer<usb::endpoint_descriptor> {};
template <> struct printer<usb::endpoint_companion_descriptor> : usb_descriptor_printer<usb::endpoint_companion_descriptor> {};
template <> struct printer<usb::interface_association_descriptor> : usb_descriptor_printer<usb::interface_association_descriptor> {};
template <> struct printer<usb::header_descriptor> : usb_descriptor_printer<usb::header_descriptor> {};
template <> struct printer<usb::call_management_descriptor> : usb_descriptor_printer<usb::call_management_descriptor> {};
template <> struct printer<usb::acm_descriptor> : usb_descriptor_printer<usb::acm_descriptor> {};
template <> struct printer<usb::union_descriptor> : usb_descriptor_printer<usb::union_descriptor> {};
template <> struct printer<usb::country_selection_descriptor> : usb_descriptor_printer<usb::country_selection_descriptor> {};
template <> struct printer<usb::ethernet_descriptor> : usb_descriptor_printer<usb::ethernet_descriptor> {};
template <> struct printer<usb::ncm_descriptor> : usb_descriptor_printer<usb::ncm_descriptor> {};
template <> struct printer<usb::mbim_descriptor> : usb_descriptor_printer<usb::mbim_descriptor> {};
template <> struct printer<usb::mbim_extended_descriptor> : usb_descriptor_printer<usb::mbim_extended_descriptor> {};

template <>
struct printer<usb::notification_header> {
    static void print(const text_writer& out, const usb::notification_header& value, print_style) {
        print_usb_layout(out, "NOTIFICATION_HEADER", value);
    }
};
template <>
struct printer<usb::connection_speed> {
    static void print(const text_writer& out, const usb::connection_speed& value, print_style) { print_usb_layout(out, "", value); }
};
template <>
struct printer<usb::notification> {
    static void print(const text_writer& out, const usb::notification& n, print_style) {
        field_list list{out, "NOTIFICATION"};
        list.add("bNotification", n.code);
        list.add("wValue", n.value);
        list.add("wIndex", n.interface_number);
        if (const auto speed = n.speed()) {
            list.add("Data", *speed);
        } else if (!n.data.empty()) {
            list.add("Data", hex(n.data));
        }
        list.end();
    }
};

template <>
struct printer<usb::setup_packet> {
    static void print(const text_writer& out, const usb::setup_packet& s, print_style) {
        field_list list{out, "SETUP"};
        list.label("bmRequestType");
        print_usb_number(out, "bmRequestType", s.request_type, 1);
        list.label("bRequest");
        const std::string_view name = s.is_standard() ? name_of(static_cast<usb::standard_request>(s.request)) : usb::find_request(s).name;
        name.empty() ? out.decimal(s.request) : out.text(name);
        list.add("wValue", s.value);
        list.add("wIndex", s.index);
        list.add("wLength", s.length);
        list.end();
    }
};

/// A raw descriptor by the table of its layout; its bytes when there is none or when it is too short for it.
template <>
struct printer<usb::descriptor> {
    static void print(const text_writer& out, const usb::descriptor& d, print_style) {
        if (d.raw().empty()) return out.text("no descriptor");
        const usb::descriptor_layout layout = d.layout();
        if (layout.fields.empty() || !fits(layout, d.raw())) return raw(out, layout.name, d);
        field_list list{out, layout.name};
        for (const usb::field_info& f : layout.fields)
            if (!is_leading(f, d)) one(out, list, f, d.raw());
        list.end();
    }

private:
    static bool fits(const usb::descriptor_layout& layout, bytes data) {
        for (const usb::field_info& f : layout.fields)
            if (!inside(f.offset, f.size, data.size())) return false;
        return true;
    }
    static bool is_leading(const usb::field_info& f, const usb::descriptor& d) {
        return f.offset < (d.is(usb::descriptor_type::cs_interface) ? 3 : 2);
    }
    static void raw(const text_writer& out, std::string_view name, const usb::descriptor& d) {
        field_list list{out, name.empty() ? "DESCRIPTOR" : name};
        list.add("bDescriptorType", d.type());
        list.add("bytes", hex(d.raw()));
        list.end();
    }
    static void one(const text_writer& out, field_list& list, const usb::field_info& f, bytes data) {
        const usb_field_printer print{out, list};
        const std::byte* p = data.data() + f.offset;
        if (f.repeated) return print(f.name, f.offset, data.subspan(f.offset), f.size);
        switch (f.size) {
            case 1: return print(f.name, f.offset, std::to_integer<std::uint8_t>(*p));
            case 2: return print(f.name, f.offset, load_le<std::uint16_t>(p));
            default: return print(f.name, f.offset, load_le<std::uint32_t>(p));
        }
    }
};

template <>
struct printer<usb::descriptor_range> {
    static void print(const text_writer& out, const usb::descriptor_range& all, print_style style) { print_list(out, all, style); }
};
template <>
struct printer<usb::configuration> {
    static void print(const text_writer& out, const usb::configuration& c, print_style style) { print_list(out, c.descriptors(), style); }
};
template <>
struct printer<usb::interface_setting> {
    static void print(const text_writer& out, const usb::interface_setting& s, print_style style) {
        detail::print(out, s.descriptor, style);
        out.text(" ");
        detail::print(out, s.contents, style);
    }
};

template <>
struct printer<usb::class_code> {
    static constexpr std::size_t most = 8;
    static void print(const text_writer& out, const usb::class_code& c, print_style) {
        print_hexadecimal(out, c.class_, 2);
        out.text("/");
        print_hexadecimal(out, c.subclass, 2);
        out.text("/");
        print_hexadecimal(out, c.protocol, 2);
    }
};
template <>
struct printer<usb::function> {
    static void print(const text_writer& out, const usb::function& f, print_style) {
        field_list list{out, name_of(f.kind)};
        list.add("code", f.code);
        list.add("communication", f.communication);
        if (f.data != usb::function::no_interface) {
            list.add("data", f.data);
            list.add("paired_by", f.paired_by);
        }
        list.end();
    }
};
template <>
struct printer<usb::operating_mode> {
    static void print(const text_writer& out, const usb::operating_mode& m, print_style) {
        field_list list{out, ""};
        list.add("communication_alternate", m.communication_alternate);
        list.add("data_alternate", m.data_alternate);
        if (m.notification.address != 0) endpoint(out, list, "notification", m.notification);
        endpoint(out, list, "bulk_in", m.bulk_in);
        endpoint(out, list, "bulk_out", m.bulk_out);
        list.end();
    }

private:
    static void endpoint(const text_writer& out, field_list& list, std::string_view name, const usb::endpoint_descriptor& e) {
        list.label(name);
        print_usb_number(out, "bEndpointAddress", e.address, 1);
    }
};

// qmi

/// What a TLV or a frame holds may identify a subscriber as well as anything else.
inline void add_payload(const text_writer& out, field_list& list, std::string_view name, bytes payload, print_style style) {
    list.label(name);
    style.redact ? out.text(mbim::redacted) : out.hex(payload);
}
inline void add_hexadecimal(const text_writer& out, field_list& list, std::string_view name, std::uint64_t value, unsigned digits) {
    list.label(name);
    out.text("0x");
    print_hexadecimal(out, value, digits);
}

inline void add_fields(const text_writer& out, field_list& list, const qmi::frame_header& h) {
    add_hexadecimal(out, list, "ControlFlags", h.control_flags, 2);
    list.add("Service", h.service);
    list.add("ClientId", h.client);
}
template <>
struct printer<qmi::frame_header> {
    static void print(const text_writer& out, const qmi::frame_header& h, print_style) {
        field_list list{out, "QMUX_HEADER"};
        add_fields(out, list, h);
        list.end();
    }
};
template <>
struct printer<qmi::frame> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const qmi::frame& f, print_style style) {
        field_list list{out, "QMUX"};
        add_fields(out, list, f.header);
        add_payload(out, list, "Message", f.message, style);
        list.end();
    }
};
template <>
struct printer<qmi::tlv> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const qmi::tlv& t, print_style style) {
        field_list list{out, "TLV"};
        add_hexadecimal(out, list, "Type", t.type, 2);
        add_payload(out, list, "Value", t.value, style);
        list.end();
    }
};
template <>
struct printer<qmi::tlv_list> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const qmi::tlv_list& tlvs, print_style style) { print_list(out, tlvs, style); }
};
template <>
struct printer<qmi::message> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const qmi::message& m, print_style style) {
        field_list list{out, "QMI_MESSAGE"};
        add_hexadecimal(out, list, "ControlFlags", m.control_flags, 2);
        list.add("TransactionId", m.transaction);
        add_hexadecimal(out, list, "MessageId", m.id, 4);
        list.label("TLVs");
        detail::print(out, m.tlvs, style);
        list.end();
    }
};
template <>
struct printer<qmi::operation_result> {
    static void print(const text_writer& out, const qmi::operation_result& r, print_style) {
        field_list list{out, ""};
        list.add("Result", r.result);
        list.add("Error", r.error);
        list.end();
    }
};

// ncm

template <>
struct printer<ncm::stream> {
    static constexpr std::size_t most = 12;
    static void print(const text_writer& out, ncm::stream s, print_style) {
        switch (s.kind()) {
            case ncm::stream_kind::ethernet: return out.text("ethernet");
            case ncm::stream_kind::ethernet_crc: return out.text("ethernet_crc");
            case ncm::stream_kind::ips: out.text("ips "); break;
            case ncm::stream_kind::dss: out.text("dss "); break;
        }
        out.decimal(s.session());
    }
};
template <>
struct printer<ncm::ndp_meaning> {
    static void print(const text_writer& out, const ncm::ndp_meaning& m, print_style) {
        detail::print(out, m.format, {});
        out.text(" ");
        detail::print(out, m.stream, {});
    }
};
template <>
struct printer<ncm::datagram> {
    static void print(const text_writer& out, const ncm::datagram& d, print_style) {
        detail::print(out, d.stream, {});
        out.text(", ");
        out.decimal(d.bytes.size());
        out.text(" bytes");
    }
};
template <>
struct printer<ncm::ntb> {
    static void print(const text_writer& out, const ncm::ntb& block, print_style) {
        detail::print(out, block.format(), {});
        out.text(" sequence ");
        out.decimal(block.sequence());
        out.text(", ");
        out.decimal(block.size());
        out.text(" bytes, ");
        out.decimal(block.datagram_count());
        out.text(" datagrams");
        if (block.has_rejects()) out.text(", some skipped");
    }
};
template <>
struct printer<ncm::ndp> {
    static void print(const text_writer& out, const ncm::ndp& n, print_style) {
        field_list list{out, "NDP"};
        list.add("number", n.number);
        list.add("stream", n.stream);
        list.add("index", n.index);
        list.add("length", n.length);
        list.add("next_index", n.next_index);
        list.add("entries", n.entries);
        list.end();
    }
};
template <>
struct printer<ncm::entry> {
    static void print(const text_writer& out, const ncm::entry& e, print_style) {
        field_list list{out, "ENTRY"};
        list.add("ndp", e.ndp);
        list.add("number", e.number);
        list.add("stream", e.stream);
        list.add("index", e.index);
        list.add("length", e.length);
        if (e.fault) list.add("fault", e.fault.code());
        list.end();
    }
};
template <>
struct printer<ncm::limits> {
    static void print(const text_writer& out, const ncm::limits& l, print_style) {
        field_list list{out, "limits"};
        list.add("format", l.format);
        list.add("max_size", l.max_size);
        list.add("divisor", l.divisor);
        list.add("remainder", l.remainder);
        list.add("ndp_alignment", l.ndp_alignment);
        list.add("max_datagrams", l.max_datagrams);
        list.add("placement", l.placement);
        list.add("termination", l.termination);
        list.end();
    }
};

inline void add_fields(field_list& list, const ncm::in_parameters& p) {
    list.add("dwNtbInMaxSize", p.max_size);
    list.add("wNdpInDivisor", p.divisor);
    list.add("wNdpInPayloadRemainder", p.payload_remainder);
    list.add("wNdpInAlignment", p.ndp_alignment);
}
inline void add_fields(field_list& list, const ncm::out_parameters& p) {
    list.add("dwNtbOutMaxSize", p.max_size);
    list.add("wNdpOutDivisor", p.divisor);
    list.add("wNdpOutPayloadRemainder", p.payload_remainder);
    list.add("wNdpOutAlignment", p.ndp_alignment);
    list.add("wNtbOutMaxDatagrams", p.max_datagrams);
}
template <class Parameters>
struct parameters_printer {
    static void print(const text_writer& out, const Parameters& p, print_style) {
        field_list list{out, ""};
        add_fields(list, p);
        list.end();
    }
};
template <> struct printer<ncm::in_parameters> : parameters_printer<ncm::in_parameters> {};
template <> struct printer<ncm::out_parameters> : parameters_printer<ncm::out_parameters> {};
template <>
struct printer<ncm::ntb_parameters> {
    static void print(const text_writer& out, const ncm::ntb_parameters& p, print_style) {
        field_list list{out, "NTB_PARAMETERS"};
        list.label("bmNtbFormatsSupported");
        print_usb_number(out, "bmNtbFormatsSupported", p.formats_supported, 2);
        add_fields(list, p.in);
        add_fields(list, p.out);
        list.end();
    }
};
template <>
struct printer<ncm::ntb_input_size> {
    static void print(const text_writer& out, const ncm::ntb_input_size& s, print_style) {
        field_list list{out, "NTB_INPUT_SIZE"};
        list.add("dwNtbInMaxSize", s.max_size);
        list.add("wNtbInMaxDatagrams", s.max_datagrams);
        list.end();
    }
};
template <>
struct printer<ncm::parse_options> {
    static void print(const text_writer& out, const ncm::parse_options& o, print_style) {
        field_list list{out, "parse_options"};
        list.add("mode", o.mode);
        list.add("ndp_alignment", o.ndp_alignment);
        list.add("divisor", o.divisor);
        list.add("remainder", o.remainder);
        list.add("scratch", o.scratch.size());
        list.end();
    }
};
template <>
struct printer<ncm::closed_block> {
    static void print(const text_writer& out, const ncm::closed_block& b, print_style) {
        field_list list{out, "closed_block"};
        list.add("size", b.size);
        list.add("payload", b.payload);
        list.add("datagrams", b.datagrams);
        list.add("reason", b.reason);
        list.end();
    }
};
template <>
struct printer<ncm::tx_statistics> {
    static void print(const text_writer& out, const ncm::tx_statistics& s, print_style) {
        field_list list{out, "tx"};
        list.add("ntbs", s.ntbs);
        list.add("datagrams", s.datagrams);
        list.add("payload", s.payload);
        list.add("overhead", s.overhead);
        list.label("flushed");
        field_list reasons{out, ""};
        for (std::size_t i = 0; i < s.flushed.size(); ++i)
            if (s.flushed[i] != 0) reasons.add(name_of(static_cast<ncm::flush_reason>(i)), s.flushed[i]);
        reasons.end();
        list.end();
    }
};
template <>
struct printer<ncm::sequence_tracker> {
    static void print(const text_writer& out, const ncm::sequence_tracker& s, print_style) {
        field_list list{out, ""};
        list.add("gaps", s.gaps());
        list.add("missing", s.missing());
        list.end();
    }
};
template <>
struct printer<ncm::rx_statistics> {
    static void print(const text_writer& out, const ncm::rx_statistics& s, print_style) {
        field_list list{out, "rx"};
        list.add("ntbs", s.ntbs);
        list.add("datagrams", s.datagrams);
        list.add("payload", s.payload);
        list.add("overhead", s.overhead);
        list.add("rejected_blocks", s.rejected_blocks);
        list.add("rejected_entries", s.rejected_entries);
        list.add("sequence", s.sequence);
        list.label("rejects");
        field_list causes{out, ""};
        for (unsigned i = 1; i <= static_cast<unsigned>(errc::syntax); ++i) {
            const auto cause = static_cast<errc>(i);
            if (s.rejects(cause) != 0) causes.add(name_of(cause), s.rejects(cause));
        }
        causes.end();
        list.end();
    }
};

// mbim

template <class T>
inline constexpr bool is_field_list = false;
template <mbim::literal Name, class... F>
inline constexpr bool is_field_list<mbim::fields<Name, F...>> = true;

/// A structure declared with `mbim::fields`, wherever.
template <class T>
concept printable_record = mbim::record<T> && is_field_list<typename T::layout>;

/// Whether an earlier field, of other releases, shows the member `P` already.
template <class T, auto P, std::size_t Index>
[[nodiscard]] constexpr bool is_shown_before() noexcept {
    bool shown = false;
    T::layout::each([&]<class G, std::size_t I>() {
        if constexpr (I < Index && G::carries) {
            if constexpr (!G::conditional) shown = shown || mbim::detail::same_member<G::pointer, P>;
        }
    });
    return shown;
}

/// The members of a structure that travel, in wire order and whatever the release; counts and sizes show in the lists
/// themselves.  Of nested structures the name of the field tells what they are.
template <class T>
void print_fields(const text_writer& out, std::string_view name, const T& value, print_style style) {
    field_list list{out, name};
    T::layout::each([&]<class F, std::size_t I>() {
        if constexpr (F::carries) {
            if constexpr (F::conditional) {
                if (static_cast<std::uint64_t>(value.*F::condition) != static_cast<std::uint64_t>(F::condition_value)) return;
            }
            if constexpr (T::layout::versioned) {
                if constexpr (is_shown_before<T, F::pointer, I>()) return;
            }
            list.label(F::name);
            if (F::rules.personal && style.redact) {
                out.text(mbim::redacted);
            } else {
                print_member(out, value.*F::pointer, style);
            }
        }
    });
    list.end();
}

template <printable_record T>
struct printer<T> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const T& value, print_style style) { print_fields(out, T::layout::name, value, style); }
};

inline void print_bytes(const text_writer& out, bytes data) { data.empty() ? out.text("none") : out.hex(data); }

template <class M>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class M>
void print_member(const text_writer& out, const M& member, print_style style) {
    if constexpr (printable_record<M>) {
        print_fields(out, "", member, style);
    } else if constexpr (is_optional<M>) {
        member ? print_member(out, *member, style) : out.text("absent");
    } else if constexpr (std::is_same_v<M, utf16> || std::is_same_v<M, utf8>) {
        out.quoted(member);
    } else if constexpr (printable<M>) {
        print(out, member, style);
    } else if constexpr (std::is_enum_v<M>) {
        out.decimal(static_cast<std::uint64_t>(member));
    } else if constexpr (std::is_integral_v<M> && std::is_signed_v<M>) {
        out.signed_decimal(member);
    } else if constexpr (std::is_integral_v<M>) {
        out.decimal(member);
    } else {
        print_bytes(out, member);
    }
}

template <class List>
struct list_printer {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const List& list, print_style style) { print_list(out, list, style); }
};
template <class T> struct printer<mbim::array_view<T>> : list_printer<mbim::array_view<T>> {};
template <class T> struct printer<mbim::ref_list<T>> : list_printer<mbim::ref_list<T>> {};
template <class T> struct printer<mbim::record_list<T>> : list_printer<mbim::record_list<T>> {};
template <> struct printer<mbim::tlv_list> : list_printer<mbim::tlv_list> {};

/// \return false when the data are but bytes, or at fault
inline bool print_payload(const text_writer& out, const mbim::tlv& t, print_style style);

/// What an unnamed TLV holds is anybody's guess, and so whether it is personal.
template <>
struct printer<mbim::tlv> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::tlv& t, print_style style) {
        field_list list{out, ""};
        list.add("Type", t.type);
        list.label("Data");
        if (style.redact) {
            out.text(mbim::redacted);
        } else if (!print_payload(out, t, style)) {
            print_bytes(out, t.data);
        }
        list.end();
    }
};

template <>
struct printer<mbim::message> {
    static void print(const text_writer& out, const mbim::message& m, print_style) {
        detail::print(out, m.type(), {});
        out.text(" transaction ");
        detail::print(out, m.transaction(), {});
        out.text(", ");
        out.decimal(m.bytes().size());
        out.text(" bytes");
        if (m.is_whole()) return;
        out.text(", fragment ");
        out.decimal(m.fragment().current);
        out.text(" of ");
        out.decimal(m.fragment().total);
    }
};
template <>
struct printer<mbim::command_id> {
    static void print(const text_writer& out, const mbim::command_id& id, print_style) {
        const mbim::service_info* service = mbim::find_service(id.service);
        service != nullptr ? out.text(service->key) : out.text(id.service.text());
        out.text("/");
        out.decimal(id.cid);
        out.text("/");
        detail::print(out, id.operations, {});
    }
};

// mbim: payloads of TLVs

template <class T> struct printer<mbim::packed_list<T>> : list_printer<mbim::packed_list<T>> {};

/// A slice differentiator is read in hexadecimal.
inline void add_differentiator(const text_writer& out, field_list& list, std::string_view name, const std::optional<std::uint32_t>& sd) {
    if (sd) add_hexadecimal(out, list, name, *sd, 6);
}
template <>
struct printer<mbim::snssai> {
    static void print(const text_writer& out, const mbim::snssai& s, print_style) {
        field_list list{out, ""};
        list.add("sst", s.sst);
        add_differentiator(out, list, "sd", s.sd);
        if (s.mapped_sst) list.add("mapped_sst", *s.mapped_sst);
        add_differentiator(out, list, "mapped_sd", s.mapped_sd);
        list.end();
    }
};
template <>
struct printer<mbim::rejected_snssai> {
    static void print(const text_writer& out, const mbim::rejected_snssai& s, print_style) {
        field_list list{out, ""};
        list.add("cause", s.cause);
        list.add("sst", s.sst);
        add_differentiator(out, list, "sd", s.sd);
        list.end();
    }
};

template <>
struct printer<mbim::tai_list_entry> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::tai_list_entry& e, print_style style) {
        field_list list{out, ""};
        list.add("list_type", e.list_type);
        switch (e.list_type) {
            case mbim::tai_list_type::non_consecutive_tac:
            case mbim::tai_list_type::consecutive_tac:
                network(list, e);
                list.label("tacs");
                style.redact ? out.text(mbim::redacted) : print_list(out, e.tacs, style);
                break;
            case mbim::tai_list_type::multi_plmn_tac:
                list.label("tais");
                print_list(out, e.tais, style);
                break;
            default: add_payload(out, list, "unknown", e.unknown, style);
        }
        list.end();
    }

private:
    static void network(field_list& list, const mbim::tai_list_entry& e) {
        if (const auto plmn = mbim::plmn::from_tai(e.plmn_mcc, e.plmn_mnc)) return list.add("plmn", *plmn);
        list.add("plmn_mcc", e.plmn_mcc);
        list.add("plmn_mnc", e.plmn_mnc);
    }
};
template <>
struct printer<mbim::ladn> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::ladn& l, print_style style) {
        field_list list{out, ""};
        list.label("dnn");
        out.quoted(l.dnn);
        list.label("tai_list");
        detail::print(out, l.tai_list, style);
        list.end();
    }
};

/// `PORT 443`, `FQDN 03777777`.
template <>
struct printer<mbim::traffic_component> {
    static void print(const text_writer& out, const mbim::traffic_component& c, print_style) {
        using enum mbim::ursp_traffic_component_type;
        detail::print(out, c.type(), {});
        switch (c.type()) {
            case ipv4: behind(out, " ", *c.ipv4_address()); return behind(out, " mask ", *c.ipv4_mask());
            case ipv6_prefix:
                behind(out, " ", *c.ipv6_address());
                out.text("/");
                return out.decimal(*c.ipv6_prefix_length());
            case port_range:
                out.text(" ");
                out.decimal(c.port_range()->low);
                out.text("-");
                return out.decimal(c.port_range()->high);
            case mac_address: return behind(out, " ", *c.mac_address());
            case os_id_and_app_id: behind(out, " ", *c.os_id()); [[fallthrough]];
            case app_id: out.text(" "); return out.quoted(utf8::over(c.data()));
            case connection_capabilities:
                for (const std::byte b : c.data()) behind(out, " ", static_cast<mbim::ursp_connection_capability>(b));
                return;
            default: break;
        }
        if (c.number()) {
            out.text(" ");
            out.decimal(*c.number());
        } else if (!c.data().empty()) {
            out.text(" ");
            out.hex(c.data());
        }
    }

private:
    template <class T>
    static void behind(const text_writer& out, std::string_view separator, const T& value) {
        out.text(separator);
        detail::print(out, value, {});
    }
};
template <>
struct printer<mbim::traffic_parameter> {
    static void print(const text_writer& out, const mbim::traffic_parameter& p, print_style style) { print_list(out, p.components, style); }
};
template <>
struct printer<mbim::ursp_rule> {
    static void print(const text_writer& out, const mbim::ursp_rule& r, print_style style) {
        field_list list{out, ""};
        list.add("precedence", r.precedence);
        list.label("components");
        print_list(out, r.components, style);
        list.end();
    }
};

inline bool print_payload(const text_writer& out, const mbim::tlv& t, print_style style) {
    return !mbim::visit_payload(t, [&]<class T>(const T& value) {
        if constexpr (std::is_same_v<T, utf16>) {
            out.quoted(value);
        } else {
            detail::print(out, value, style);
        }
    });
}

// mbim: short messages

template <>
struct printer<mbim::sms_pdu::address> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::sms_pdu::address& a, print_style style) {
        if (style.redact) return out.text(mbim::redacted);
        char16_t room[mbim::sms_pdu::address::max_text];
        const auto text = a.text(room);
        if (!text) return out.hex(a.value);  // made by hand, and too long
        a.is_name() ? out.quoted(utf16{*text}) : detail::print(out, utf16{*text}, {});
    }
};

template <>
struct printer<mbim::sms_pdu::date_time> {
    static constexpr std::size_t most = 30;
    static void print(const text_writer& out, const mbim::sms_pdu::date_time& t, print_style) {
        two(out, t.year, "-");
        two(out, t.month, "-");
        two(out, t.day, " ");
        two(out, t.hour, ":");
        two(out, t.minute, ":");
        two(out, t.second, t.quarters < 0 ? " -" : " +");
        const auto quarters = static_cast<unsigned>(t.quarters < 0 ? -t.quarters : t.quarters);
        two(out, quarters / 4, ":");
        two(out, quarters % 4 * 15, "");
    }

private:
    static void two(const text_writer& out, unsigned n, std::string_view behind) {
        if (n < 10) out.text("0");
        out.decimal(n);
        out.text(behind);
    }
};
/// The octets when they hold no time.
template <>
struct printer<mbim::sms_pdu::timestamp> {
    static constexpr std::size_t most = printer<mbim::sms_pdu::date_time>::most;
    static void print(const text_writer& out, const mbim::sms_pdu::timestamp& t, print_style) {
        const auto time = t.read();
        time ? detail::print(out, *time, {}) : out.hex(t.octets);
    }
};
template <>
struct printer<mbim::sms_pdu::validity_period> {
    static constexpr std::size_t most = printer<mbim::sms_pdu::date_time>::most;
    static void print(const text_writer& out, const mbim::sms_pdu::validity_period& p, print_style) {
        using form = mbim::sms_pdu::validity_period::form;
        if (const auto seconds = p.seconds()) {
            out.decimal(*seconds);
            return out.text(" s");
        }
        if (p.type == form::absolute) return detail::print(out, p.octets, {});
        p.type == form::enhanced ? out.hex(p.octets.octets) : detail::print(out, p.type, {});
    }
};
template <>
struct printer<mbim::sms_pdu::concatenation> {
    static constexpr std::size_t most = 33;
    static void print(const text_writer& out, const mbim::sms_pdu::concatenation& c, print_style) {
        out.text("part ");
        out.decimal(c.part);
        out.text(" of ");
        out.decimal(c.parts);
        out.text(", reference 0x");
        print_hexadecimal(out, c.reference, c.wide ? 4 : 2);
    }
};

/// What is not set is not shown.
inline void add_flag(const text_writer& out, field_list& list, std::string_view name, bool set) {
    if (!set) return;
    list.label(name);
    out.text("yes");
}
template <class T>
void add_present(field_list& list, std::string_view name, const std::optional<T>& value) {
    if (value) list.add(name, *value);
}

template <>
struct printer<mbim::sms_pdu::indication> {
    static void print(const text_writer& out, const mbim::sms_pdu::indication& i, print_style) {
        field_list list{out, ""};
        list.add("kind", i.kind);
        add_flag(out, list, "active", i.active);
        add_flag(out, list, "discard", i.discard);
        list.end();
    }
};
template <>
struct printer<mbim::sms_pdu::data_coding> {
    static void print(const text_writer& out, const mbim::sms_pdu::data_coding& c, print_style) {
        field_list list{out, ""};
        list.add("alphabet", c.alphabet);
        add_flag(out, list, "compressed", c.compressed);
        add_flag(out, list, "deletes_itself", c.deletes_itself);
        add_present(list, "message_class", c.message_class);
        add_present(list, "indication", c.indication);
        list.end();
    }
};
template <>
struct printer<mbim::sms_pdu::element> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::sms_pdu::element& e, print_style style) {
        field_list list{out, ""};
        add_hexadecimal(out, list, "identifier", e.identifier, 2);
        add_payload(out, list, "data", e.data, style);
        list.end();
    }
};
template <> struct printer<mbim::sms_pdu::element_list> : list_printer<mbim::sms_pdu::element_list> {};

/// The text, or the octets behind the header when they are none that can be read.
template <>
struct printer<mbim::sms_pdu::user_data> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::sms_pdu::user_data& d, print_style style) {
        field_list list{out, ""};
        list.add("coding", d.coding);
        if (!d.elements().empty()) {
            list.label("elements");
            print_list(out, d.elements(), style);
        }
        add_present(list, "concatenation", d.concatenation());
        content(out, list, d, style);
        list.end();
    }

private:
    static void content(const text_writer& out, field_list& list, const mbim::sms_pdu::user_data& d, print_style style) {
        char16_t room[256];  // TP-UDL has 8 bits
        const auto text = d.text(room);
        if (d.coding.alphabet == mbim::alphabet::octets || !text) return add_payload(out, list, "payload", d.payload(), style);
        list.label("text");
        style.redact ? out.text(mbim::redacted) : out.quoted(utf16{*text});
    }
};

template <>
struct printer<mbim::sms_pdu::envelope> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::sms_pdu::envelope& e, print_style style) {
        field_list list{out, "PduData"};
        if (e.service_centre) {
            list.label("service_centre");
            detail::print(out, *e.service_centre, style);
        }
        add_payload(out, list, "tpdu", e.tpdu, style);
        list.end();
    }
};

/// A field that may tell who somebody is, or what was written to them.
template <class T>
void add_private(const text_writer& out, field_list& list, std::string_view name, const T& value, print_style style) {
    list.label(name);
    print(out, value, style);
}
inline void add_private(const text_writer& out, field_list& list, std::string_view name, const utf16& value, print_style style) {
    list.label(name);
    style.redact ? out.text(mbim::redacted) : out.quoted(value);
}

template <>
struct printer<mbim::sms_pdu::deliver> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::sms_pdu::deliver& d, print_style style) {
        field_list list{out, "SMS-DELIVER"};
        add_flag(out, list, "more_messages", d.more_messages);
        add_flag(out, list, "loop_prevention", d.loop_prevention);
        add_flag(out, list, "report_requested", d.report_requested);
        add_flag(out, list, "reply_path", d.reply_path);
        add_private(out, list, "originator", d.originator, style);
        add_hexadecimal(out, list, "protocol_id", d.protocol_id, 2);
        add_hexadecimal(out, list, "data_coding_scheme", d.data_coding_scheme, 2);
        list.add("service_centre_time", d.service_centre_time);
        add_private(out, list, "user_data", d.user_data, style);
        list.end();
    }
};
template <>
struct printer<mbim::sms_pdu::submit> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::sms_pdu::submit& s, print_style style) {
        field_list list{out, "SMS-SUBMIT"};
        add_flag(out, list, "reject_duplicates", s.reject_duplicates);
        add_flag(out, list, "report_requested", s.report_requested);
        add_flag(out, list, "reply_path", s.reply_path);
        list.add("reference", s.reference);
        add_private(out, list, "destination", s.destination, style);
        add_hexadecimal(out, list, "protocol_id", s.protocol_id, 2);
        add_hexadecimal(out, list, "data_coding_scheme", s.data_coding_scheme, 2);
        list.add("validity", s.validity);
        add_private(out, list, "user_data", s.user_data, style);
        list.end();
    }
};
template <>
struct printer<mbim::sms_pdu::status_report> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::sms_pdu::status_report& r, print_style style) {
        field_list list{out, "SMS-STATUS-REPORT"};
        add_flag(out, list, "more_messages", r.more_messages);
        add_flag(out, list, "loop_prevention", r.loop_prevention);
        add_flag(out, list, "of_command", r.of_command);
        list.add("reference", r.reference);
        add_private(out, list, "recipient", r.recipient, style);
        list.add("service_centre_time", r.service_centre_time);
        list.add("discharge_time", r.discharge_time);
        add_hexadecimal(out, list, "status", r.status, 2);
        if (r.protocol_id) add_hexadecimal(out, list, "protocol_id", *r.protocol_id, 2);
        if (r.data_coding_scheme) add_hexadecimal(out, list, "data_coding_scheme", *r.data_coding_scheme, 2);
        if (!r.user_data.octets.empty()) add_private(out, list, "user_data", r.user_data, style);
        list.end();
    }
};

/// Of a text to be split.
template <class Message>
void add_coding(const text_writer& out, field_list& list, const Message& m) {
    add_hexadecimal(out, list, "protocol_id", m.protocol_id, 2);
    add_present(list, "message_class", m.message_class);
    add_hexadecimal(out, list, "concatenation_reference", m.concatenation_reference, m.wide_reference ? 4 : 2);
}
template <>
struct printer<mbim::sms_pdu::submission> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::sms_pdu::submission& m, print_style style) {
        field_list list{out, "submission"};
        if (!m.service_centre.empty()) add_private(out, list, "service_centre", m.service_centre, style);
        add_private(out, list, "destination", m.destination, style);
        add_private(out, list, "text", m.text, style);
        list.add("reference", m.reference);
        add_flag(out, list, "reject_duplicates", m.reject_duplicates);
        add_flag(out, list, "request_report", m.request_report);
        add_flag(out, list, "reply_path", m.reply_path);
        if (m.relative_validity) list.add("relative_validity", *m.relative_validity);
        add_coding(out, list, m);
        list.end();
    }
};
template <>
struct printer<mbim::sms_pdu::delivery> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::sms_pdu::delivery& m, print_style style) {
        field_list list{out, "delivery"};
        if (!m.service_centre.empty()) add_private(out, list, "service_centre", m.service_centre, style);
        m.originator_name.empty() ? add_private(out, list, "originator", m.originator, style)
                                  : add_private(out, list, "originator_name", m.originator_name, style);
        add_private(out, list, "text", m.text, style);
        list.add("service_centre_time", m.service_centre_time);
        add_flag(out, list, "more_messages", m.more_messages);
        add_flag(out, list, "loop_prevention", m.loop_prevention);
        add_flag(out, list, "report_requested", m.report_requested);
        add_flag(out, list, "reply_path", m.reply_path);
        add_coding(out, list, m);
        list.end();
    }
};
template <>
struct printer<mbim::sms_pdu::outcome> {
    static constexpr std::string_view letters = "r";
    static void print(const text_writer& out, const mbim::sms_pdu::outcome& m, print_style style) {
        field_list list{out, "outcome"};
        if (!m.service_centre.empty()) add_private(out, list, "service_centre", m.service_centre, style);
        add_private(out, list, "recipient", m.recipient, style);
        if (!m.text.empty()) add_private(out, list, "text", m.text, style);
        list.add("reference", m.reference);
        list.add("service_centre_time", m.service_centre_time);
        list.add("discharge_time", m.discharge_time);
        add_hexadecimal(out, list, "status", m.status, 2);
        add_flag(out, list, "more_messages", m.more_messages);
        add_flag(out, list, "loop_prevention", m.loop_prevention);
        add_flag(out, list, "of_command", m.of_command);
        if (m.protocol_id) add_hexadecimal(out, list, "protocol_id", *m.protocol_id, 2);
        list.end();
    }
};

// fmt

/// The characters of a short text, until fmt has padded them.
template <std::size_t Most>
class fixed_text {
public:
    void operator()(std::string_view text) {
        Expects(text.size() <= Most - size_);
        for (const char c : text) characters_[size_++] = c;
    }
    [[nodiscard]] ::fmt::string_view view() const { return {characters_.data(), size_}; }

private:
    std::array<char, Most> characters_{};
    std::size_t size_{};
};

template <class T>
struct short_formatter : ::fmt::formatter<::fmt::string_view> {
    template <class Context>
    auto format(const T& value, Context& context) const -> decltype(context.out()) {
        fixed_text<printer<T>::most> text;
        printer<T>::print(text_writer{text}, value, {});
        return ::fmt::formatter<::fmt::string_view>::format(text.view(), context);
    }
};

template <class T>
class long_formatter {
public:
    constexpr const char* parse(::fmt::format_parse_context& context) {
        const char* at = context.begin();
        for (; at != context.end() && *at != '}'; ++at) choose(*at);
        return at;
    }
    template <class Context>
    auto format(const T& value, Context& context) const -> decltype(context.out()) {
        auto to = context.out();
        const auto put = [&to](std::string_view text) {
            for (const char c : text) *to++ = c;
        };
        printer<T>::print(text_writer{put}, value, style_);
        return to;
    }

private:
    static constexpr bool takes(char letter) noexcept {
        if constexpr (requires { printer<T>::letters; }) {
            return printer<T>::letters.find(letter) != std::string_view::npos;
        } else {
            return false;
        }
    }
    constexpr void choose(char letter) {
        if (!takes(letter)) FMT_THROW(::fmt::format_error("cdcnet: this type does not have this format specification"));
        if (letter == 'r') style_.redact = true;
        if (letter == 'n') style_.in_ntb = true;
    }
    print_style style_{};
};

}  // namespace detail

namespace mbim {
/// What the data of a TLV hold as text, for `dump_options::payload`.
/// \return false when the data are but bytes, or at fault
inline bool print_payload(const text_writer& out, const tlv& t, bool redact) {
    return cdcnet::detail::print_payload(out, t, {.redact = redact});
}
}  // namespace mbim
}  // namespace cdcnet

FMT_BEGIN_NAMESPACE

template <class T, class Char>
struct is_range;
/// Lists have their own formatter, also beside fmt/ranges.h.
template <cdcnet::detail::printable T>
struct is_range<T, char> {
    static constexpr bool value = false;
};

template <cdcnet::detail::short_printable T>
struct formatter<T, char> : cdcnet::detail::short_formatter<T> {};

template <cdcnet::detail::printable T>
    requires(!cdcnet::detail::short_printable<T>)
struct formatter<T, char> : cdcnet::detail::long_formatter<T> {};

template <>
struct formatter<cdcnet::mbim::transaction_id, char> : formatter<std::uint32_t, char> {
    template <class Context>
    auto format(cdcnet::mbim::transaction_id id, Context& context) const -> decltype(context.out()) {
        return formatter<std::uint32_t, char>::format(static_cast<std::uint32_t>(id), context);
    }
};

FMT_END_NAMESPACE
