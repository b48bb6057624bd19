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
/// | `uuid`, `ipv4`, `ipv6`, `mac_address`, `short_text`, `ncm::stream`, `usb::class_code` | their text; `ips 5`; `02/0e/00` | as for strings |
/// | `mbim::transaction_id` | `17` | as for integers |
/// | `utf16`, `utf8` | the text as UTF-8; what is not Unicode is U+FFFD | nothing |
/// | `hex(bytes)` | `03000080` | nothing |
/// | `error` | `outside at byte 12, field 3[2].1`; `no_space: 212 bytes needed` | nothing, or `n` |
/// | structures of MBIM, their lists, TLVs | `MBIM_PIN_INFO{PinType: PIN1, PinState: LOCKED, RemainingAttempts: 3}` | nothing, or `r` |
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

/// `[a, b]`.
template <class Range>
void print_list(const text_writer& out, const Range& range, print_style style) {
    bool first = true;
    out.text("[");
    for (const auto& item : range) {
        if (!first) out.text(", ");
        first = false;
        print(out, item, style);
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
inline constexpr mbim::enumerator packet_filter_bits[] = {
    {0, "none"}, {1, "promiscuous"}, {2, "all_multicast"}, {4, "directed"}, {8, "broadcast"}, {0x10, "multicast"}};
inline constexpr mbim::enumerator network_capability_bits[] = {
    {1, "packet_filter"}, {2, "net_address"}, {4, "encapsulated_command"}, {8, "max_datagram_size"}, {0x10, "crc_mode"},
    {0x20, "ntb_input_size_8"}};

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

// Found by argument-dependent look-up for an enumeration that one of these namespaces declares.
namespace detail_enum {
template <class E>
concept enumeration = std::is_enum_v<E>;
}
template <detail_enum::enumeration E>
void declared_by_cdcnet(E);
namespace mbim {
template <detail_enum::enumeration E>
void declared_by_cdcnet(E);
}
namespace ncm {
template <detail_enum::enumeration E>
void declared_by_cdcnet(E);
}
namespace usb {
template <detail_enum::enumeration E>
void declared_by_cdcnet(E);
}
