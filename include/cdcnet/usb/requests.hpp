// SPDX-License-Identifier: BSL-1.0
/// \file
/// Control requests: the setup packet, the class requests of NCM and MBIM functions (`reference/usb.json`, requests), and
/// their data stages as far as they are plain values.  The NTB parameter block and the NTB input size are in `ncm/`.
#pragma once

#include <cdcnet/usb/descriptors.hpp>
#include <cdcnet/usb/layout.hpp>
#include <cdcnet/wire/address.hpp>

namespace cdcnet::usb {

/// bRequest of the standard requests that a host uses to find and select a function (USB 2.0, 9.4).
enum class standard_request : std::uint8_t {
    get_status = 0,
    clear_feature = 1,
    set_feature = 3,
    set_address = 5,
    get_descriptor = 6,
    set_descriptor = 7,
    get_configuration = 8,
    set_configuration = 9,
    get_interface = 10,
    set_interface = 11,
};

/// The name of a standard request as the specification spells it; empty for a number without one.
[[nodiscard]] constexpr std::string_view name_of(standard_request request) noexcept {
    switch (request) {
        case standard_request::get_status: return "GET_STATUS";
        case standard_request::clear_feature: return "CLEAR_FEATURE";
        case standard_request::set_feature: return "SET_FEATURE";
        case standard_request::set_address: return "SET_ADDRESS";
        case standard_request::get_descriptor: return "GET_DESCRIPTOR";
        case standard_request::set_descriptor: return "SET_DESCRIPTOR";
        case standard_request::get_configuration: return "GET_CONFIGURATION";
        case standard_request::set_configuration: return "SET_CONFIGURATION";
        case standard_request::get_interface: return "GET_INTERFACE";
        case standard_request::set_interface: return "SET_INTERFACE";
    }
    return {};
}

/// bRequest of the class requests.
enum class class_request : std::uint8_t {
    send_encapsulated_command = 0,
    get_encapsulated_response = 1,
    reset_function = 5,
    set_ethernet_multicast_filters = 64,
    set_ethernet_power_management_pattern_filter = 65,
    get_ethernet_power_management_pattern_filter = 66,
    set_ethernet_packet_filter = 67,
    get_ethernet_statistic = 68,
    get_ntb_parameters = 128,
    get_net_address = 129,
    set_net_address = 130,
    get_ntb_format = 131,
    set_ntb_format = 132,
    get_ntb_input_size = 133,
    set_ntb_input_size = 134,
    get_max_datagram_size = 135,
    set_max_datagram_size = 136,
    get_crc_mode = 137,
    set_crc_mode = 138,
};

/// bmRequestType: class request for an interface, with data towards the device or none.
inline constexpr std::uint8_t class_interface_out = 0x21;
/// bmRequestType: class request for an interface, with data towards the host.  Also that of notifications.
inline constexpr std::uint8_t class_interface_in = 0xa1;

/// The 8 bytes of a setup stage.
struct setup_packet {
    std::uint8_t request_type{};  ///< bmRequestType: bit 7 direction (1: IN), bits 5 and 6 type (1: class), bits 0 to 4 recipient
    std::uint8_t request{};       ///< bRequest
    std::uint16_t value{};        ///< wValue
    std::uint16_t index{};        ///< wIndex: of class requests here, the number of the communication interface
    std::uint16_t length{};       ///< wLength: bytes of the data stage; of IN requests, the most that the host takes

    static constexpr std::size_t size = 8;

    // In front of its users: clang does not instantiate it for a constant expression otherwise.
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bmRequestType", 0, self.request_type);
        field("bRequest", 1, self.request);
        field("wValue", 2, self.value);
        field("wIndex", 4, self.index);
        field("wLength", 6, self.length);
    }

    [[nodiscard]] constexpr bool is_in() const noexcept { return (request_type & 0x80u) != 0; }
    [[nodiscard]] constexpr bool is_standard() const noexcept { return (request_type & 0x60u) == 0; }
    [[nodiscard]] constexpr bool is_vendor() const noexcept { return (request_type & 0x60u) == 0x40u; }
    /// A class request whose recipient is an interface.
    [[nodiscard]] constexpr bool is_class_interface() const noexcept { return (request_type & 0x7fu) == class_interface_out; }

    /// Reads the first 8 bytes.  Any values are taken.
    ///
    /// Error: `errc::need_more`.
    [[nodiscard]] static constexpr result<setup_packet> parse(bytes raw) noexcept {
        if (raw.size() < size) return error{errc::need_more, raw.size()};
        return detail::read_fields<setup_packet>(raw.data(), size);
    }
    /// The 8 bytes.
    [[nodiscard]] constexpr std::array<std::byte, 8> build() const noexcept {
        std::array<std::byte, 8> raw{};
        detail::write_fields(raw.data(), *this);
        return raw;
    }

    friend constexpr bool operator==(const setup_packet&, const setup_packet&) noexcept = default;
};

/// The declaration of a class request.
struct request_info {
    static constexpr std::uint32_t any_length = 0x10000;  ///< the length depends on the data

    std::string_view name{};      ///< as the specification spells it
    std::uint8_t request_type{};  ///< bmRequestType
    class_request request{};      ///< bRequest
    std::string_view value{};     ///< meaning of wValue; empty: always 0
    std::uint32_t length{};       ///< bytes of the data stage, or `any_length`
    std::string_view data{};      ///< what the data stage holds; empty: there is none

    [[nodiscard]] constexpr bool is_in() const noexcept { return request_type == class_interface_in; }
    /// False for what `find_request` returns when there is no such request.
    constexpr explicit operator bool() const noexcept { return !name.empty(); }
};

/// All class requests; wIndex is always the number of the communication interface.
inline constexpr std::array<request_info, 19> class_requests{{
    {"SEND_ENCAPSULATED_COMMAND", class_interface_out, class_request::send_encapsulated_command, "", request_info::any_length,
     "control message or fragment"},
    {"GET_ENCAPSULATED_RESPONSE", class_interface_in, class_request::get_encapsulated_response, "", request_info::any_length,
     "control message or fragment"},
    {"RESET_FUNCTION", class_interface_out, class_request::reset_function, "", 0, ""},
    {"SET_ETHERNET_MULTICAST_FILTERS", class_interface_out, class_request::set_ethernet_multicast_filters, "number of filters",
     request_info::any_length, "MAC addresses"},
    {"SET_ETHERNET_POWER_MANAGEMENT_PATTERN_FILTER", class_interface_out, class_request::set_ethernet_power_management_pattern_filter,
     "filter number", request_info::any_length, "pattern filter"},
    {"GET_ETHERNET_POWER_MANAGEMENT_PATTERN_FILTER", class_interface_in, class_request::get_ethernet_power_management_pattern_filter,
     "filter number", 2, "active flag"},
    {"SET_ETHERNET_PACKET_FILTER", class_interface_out, class_request::set_ethernet_packet_filter, "packet filter bits", 0, ""},
    {"GET_ETHERNET_STATISTIC", class_interface_in, class_request::get_ethernet_statistic, "feature selector", 4, "counter"},
    {"GET_NTB_PARAMETERS", class_interface_in, class_request::get_ntb_parameters, "", 28, "NTB parameters"},
    {"GET_NET_ADDRESS", class_interface_in, class_request::get_net_address, "", 6, "MAC address"},
    {"SET_NET_ADDRESS", class_interface_out, class_request::set_net_address, "", 6, "MAC address"},
    {"GET_NTB_FORMAT", class_interface_in, class_request::get_ntb_format, "", 2, "NTB format"},
    {"SET_NTB_FORMAT", class_interface_out, class_request::set_ntb_format, "NTB format", 0, ""},
    {"GET_NTB_INPUT_SIZE", class_interface_in, class_request::get_ntb_input_size, "", request_info::any_length,
     "NTB input size, 4 or 8 bytes"},
    {"SET_NTB_INPUT_SIZE", class_interface_out, class_request::set_ntb_input_size, "", request_info::any_length,
     "NTB input size, 4 or 8 bytes"},
    {"GET_MAX_DATAGRAM_SIZE", class_interface_in, class_request::get_max_datagram_size, "", 2, "bytes"},
    {"SET_MAX_DATAGRAM_SIZE", class_interface_out, class_request::set_max_datagram_size, "", 2, "bytes"},
    {"GET_CRC_MODE", class_interface_in, class_request::get_crc_mode, "", 2, "CRC mode"},
    {"SET_CRC_MODE", class_interface_out, class_request::set_crc_mode, "CRC mode", 0, ""},
}};

/// The declaration of a class request; false for a number without one.
[[nodiscard]] constexpr request_info find_request(class_request request) noexcept {
    for (const request_info& info : class_requests)
        if (info.request == request) return info;
    return {};
}

/// The declaration that a setup packet belongs to, by bmRequestType and bRequest; false for every other request.
[[nodiscard]] constexpr request_info find_request(const setup_packet& setup) noexcept {
    const request_info info = find_request(static_cast<class_request>(setup.request));
    return info.request_type == setup.request_type ? info : request_info{};
}

namespace detail {

/// What a device checks of a class request, without the names, which firmware does not need.
struct request_rule {
    std::uint8_t request_type{};
    class_request request{};
    bool value_is_0{};
    std::uint32_t length{};
};
inline constexpr auto request_rules = [] {
    std::array<request_rule, class_requests.size()> rules{};
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const request_info& info = class_requests[i];
        rules[i] = {info.request_type, info.request, info.value.empty(), info.length};
    }
    return rules;
}();

/// The rule for a setup packet; null for a request that is not declared.
[[nodiscard]] constexpr const request_rule* find_rule(const setup_packet& setup) noexcept {
    for (const request_rule& rule : request_rules)
        if (rule.request == static_cast<class_request>(setup.request) && rule.request_type == setup.request_type) return &rule;
    return nullptr;
}

}  // namespace detail

/// Checks a setup packet as a device does before it acts on it.
///
/// Errors: `errc::request` at 0 for a request that is not declared here; `errc::value` at 2 when wValue must be 0 and is
/// not; `errc::length` at 6 when the host sends another amount of data than the request has.  What the host is ready to
/// take (wLength of an IN request) is not an error: the device sends at most that much.
[[nodiscard]] constexpr error check(const setup_packet& setup) noexcept {
    const detail::request_rule* const rule = detail::find_rule(setup);
    if (rule == nullptr) return {errc::request, 0};
    if (rule->value_is_0 && setup.value != 0) return {errc::value, 2};
    if (setup.is_in()) return {};
    switch (rule->request) {
        case class_request::set_ntb_input_size: return setup.length == 4 || setup.length == 8 ? error{} : error{errc::length, 6};
        case class_request::set_ethernet_multicast_filters:
            return std::uint32_t{setup.value} * 6 == setup.length ? error{} : error{errc::length, 6};
        default: return rule->length == request_info::any_length || rule->length == setup.length ? error{} : error{errc::length, 6};
    }
}

/// Bits of wValue of SET_ETHERNET_PACKET_FILTER (ECM 1.2, 6.2.4).
enum class packet_filter : std::uint16_t {
    none = 0,
    promiscuous = 0x01,
    all_multicast = 0x02,
    directed = 0x04,
    broadcast = 0x08,
    multicast = 0x10,  ///< the list of SET_ETHERNET_MULTICAST_FILTERS
};
[[nodiscard]] constexpr packet_filter operator|(packet_filter a, packet_filter b) noexcept {
    return static_cast<packet_filter>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
[[nodiscard]] constexpr packet_filter operator&(packet_filter a, packet_filter b) noexcept {
    return static_cast<packet_filter>(static_cast<unsigned>(a) & static_cast<unsigned>(b));
}

/// GET_NTB_FORMAT and SET_NTB_FORMAT.  Other values are kept as they came.
enum class ntb_format : std::uint16_t { ntb16 = 0, ntb32 = 1 };

/// GET_CRC_MODE and SET_CRC_MODE.  Other values are kept as they came.
enum class crc_mode : std::uint16_t { none = 0, crc32 = 1 };

/// A class request for the communication interface `interface_number`.  `length` is the size of the data stage; when left out,
/// the size that the request always has, or 0.
[[nodiscard]] constexpr setup_packet make_request(class_request request, std::uint8_t interface_number, std::uint16_t value = 0,
                                                  std::uint32_t length = request_info::any_length) noexcept {
    const request_info info = find_request(request);
    Expects(static_cast<bool>(info));
    if (length == request_info::any_length) length = info.length == request_info::any_length ? 0 : info.length;
    Expects(length <= 0xffff);
    return {info.request_type, static_cast<std::uint8_t>(request), value, interface_number, static_cast<std::uint16_t>(length)};
}

/// Sends a control message or fragment of `length` bytes.
[[nodiscard]] constexpr setup_packet send_encapsulated_command(std::uint8_t interface_number, std::uint16_t length) noexcept {
    return make_request(class_request::send_encapsulated_command, interface_number, 0, length);
}
/// Fetches one control message or fragment; one request for each RESPONSE_AVAILABLE.  `room` is the host's buffer,
/// normally wMaxControlMessage bytes.
[[nodiscard]] constexpr setup_packet get_encapsulated_response(std::uint8_t interface_number, std::uint16_t room) noexcept {
    return make_request(class_request::get_encapsulated_response, interface_number, 0, room);
}
/// Takes an MBIM function back to its state after SET_INTERFACE.
[[nodiscard]] constexpr setup_packet reset_function(std::uint8_t interface_number) noexcept {
    return make_request(class_request::reset_function, interface_number);
}
/// Announces `count` multicast addresses of 6 bytes, at most 10922.
[[nodiscard]] constexpr setup_packet set_ethernet_multicast_filters(std::uint8_t interface_number, std::uint16_t count) noexcept {
    return make_request(class_request::set_ethernet_multicast_filters, interface_number, count, std::uint32_t{count} * 6);
}
/// Chooses which frames the device passes on; with `network_capability::packet_filter`.
[[nodiscard]] constexpr setup_packet set_ethernet_packet_filter(std::uint8_t interface_number, packet_filter filter) noexcept {
    return make_request(class_request::set_ethernet_packet_filter, interface_number, static_cast<std::uint16_t>(filter));
}
/// Asks for one counter, `selector` as in ECM 1.2, table 9.
[[nodiscard]] constexpr setup_packet get_ethernet_statistic(std::uint8_t interface_number, std::uint16_t selector) noexcept {
    return make_request(class_request::get_ethernet_statistic, interface_number, selector);
}
/// Asks for the 28 bytes of the NTB parameters.
[[nodiscard]] constexpr setup_packet get_ntb_parameters(std::uint8_t interface_number) noexcept {
    return make_request(class_request::get_ntb_parameters, interface_number);
}
/// With `network_capability::net_address`.
[[nodiscard]] constexpr setup_packet get_net_address(std::uint8_t interface_number) noexcept {
    return make_request(class_request::get_net_address, interface_number);
}
/// With `network_capability::net_address`, while the data interface is in alternate setting 0.
[[nodiscard]] constexpr setup_packet set_net_address(std::uint8_t interface_number) noexcept {
    return make_request(class_request::set_net_address, interface_number);
}
/// Where NTB-32 is supported.
[[nodiscard]] constexpr setup_packet get_ntb_format(std::uint8_t interface_number) noexcept {
    return make_request(class_request::get_ntb_format, interface_number);
}
/// Where NTB-32 is supported, while the data interface is in alternate setting 0.
[[nodiscard]] constexpr setup_packet set_ntb_format(std::uint8_t interface_number, ntb_format format) noexcept {
    return make_request(class_request::set_ntb_format, interface_number, static_cast<std::uint16_t>(format));
}
/// `size` is 4, or 8 with `network_capability::ntb_input_size_8`.
[[nodiscard]] constexpr setup_packet get_ntb_input_size(std::uint8_t interface_number, std::uint16_t size) noexcept {
    return make_request(class_request::get_ntb_input_size, interface_number, 0, size);
}
/// `size` is 4, or 8 with `network_capability::ntb_input_size_8`.  While the data interface is in alternate setting 0;
/// some devices refuse OPEN without it.
[[nodiscard]] constexpr setup_packet set_ntb_input_size(std::uint8_t interface_number, std::uint16_t size) noexcept {
    return make_request(class_request::set_ntb_input_size, interface_number, 0, size);
}
/// With `network_capability::max_datagram_size`.
[[nodiscard]] constexpr setup_packet get_max_datagram_size(std::uint8_t interface_number) noexcept {
    return make_request(class_request::get_max_datagram_size, interface_number);
}
/// With `network_capability::max_datagram_size`, while the data interface is in alternate setting 0.
[[nodiscard]] constexpr setup_packet set_max_datagram_size(std::uint8_t interface_number) noexcept {
    return make_request(class_request::set_max_datagram_size, interface_number);
}
/// With `network_capability::crc_mode`.
[[nodiscard]] constexpr setup_packet get_crc_mode(std::uint8_t interface_number) noexcept {
    return make_request(class_request::get_crc_mode, interface_number);
}
/// With `network_capability::crc_mode`, while the data interface is in alternate setting 0.
[[nodiscard]] constexpr setup_packet set_crc_mode(std::uint8_t interface_number, crc_mode mode) noexcept {
    return make_request(class_request::set_crc_mode, interface_number, static_cast<std::uint16_t>(mode));
}

/// SET_INTERFACE.
[[nodiscard]] constexpr setup_packet set_interface(std::uint8_t interface_number, std::uint8_t alternate) noexcept {
    return {0x01, static_cast<std::uint8_t>(standard_request::set_interface), alternate, interface_number, 0};
}
/// SET_CONFIGURATION.
[[nodiscard]] constexpr setup_packet set_configuration(std::uint8_t value) noexcept {
    return {0x00, static_cast<std::uint8_t>(standard_request::set_configuration), value, 0, 0};
}
/// GET_DESCRIPTOR; `language` is that of a string descriptor, else 0.
[[nodiscard]] constexpr setup_packet get_descriptor(descriptor_type type, std::uint8_t index, std::uint16_t length,
                                                    std::uint16_t language = 0) noexcept {
    const unsigned value = static_cast<unsigned>(type) << 8 | index;
    return {0x80, static_cast<std::uint8_t>(standard_request::get_descriptor), static_cast<std::uint16_t>(value), language, length};
}

// Data stages that are one value.  A data stage is whole when the transfer ends, so one that is too short is final
// (`errc::length`), not a prefix; bytes behind the value are ignored.

namespace detail {
template <class Integer>
[[nodiscard]] constexpr result<Integer> read_data(bytes data) noexcept {
    if (data.size() < sizeof(Integer)) return error{errc::length, data.size()};
    return load_le<Integer>(data.data());
}
template <class Integer>
[[nodiscard]] constexpr std::array<std::byte, sizeof(Integer)> write_data(Integer value) noexcept {
    std::array<std::byte, sizeof(Integer)> raw{};
    store_le(raw.data(), value);
    return raw;
}
}  // namespace detail

/// Data of GET_NTB_FORMAT, 2 bytes.  Error: `errc::length` at the end of a short answer.
[[nodiscard]] constexpr result<ntb_format> parse_ntb_format(bytes data) noexcept {
    const auto value = detail::read_data<std::uint16_t>(data);
    if (!value) return value.error();
    return static_cast<ntb_format>(*value);
}
/// Data of GET_NTB_FORMAT.
[[nodiscard]] constexpr std::array<std::byte, 2> build_ntb_format(ntb_format format) noexcept {
    return detail::write_data(static_cast<std::uint16_t>(format));
}

/// Data of GET_CRC_MODE, 2 bytes.  Error: `errc::length` at the end of a short answer.
[[nodiscard]] constexpr result<crc_mode> parse_crc_mode(bytes data) noexcept {
    const auto value = detail::read_data<std::uint16_t>(data);
    if (!value) return value.error();
    return static_cast<crc_mode>(*value);
}
/// Data of GET_CRC_MODE.
[[nodiscard]] constexpr std::array<std::byte, 2> build_crc_mode(crc_mode mode) noexcept {
    return detail::write_data(static_cast<std::uint16_t>(mode));
}

/// Data of GET_MAX_DATAGRAM_SIZE and SET_MAX_DATAGRAM_SIZE, 2 bytes.  Error: `errc::length` at the end of a short one.
[[nodiscard]] constexpr result<std::uint16_t> parse_max_datagram_size(bytes data) noexcept {
    return detail::read_data<std::uint16_t>(data);
}
/// Data of GET_MAX_DATAGRAM_SIZE and SET_MAX_DATAGRAM_SIZE.
[[nodiscard]] constexpr std::array<std::byte, 2> build_max_datagram_size(std::uint16_t size) noexcept { return detail::write_data(size); }

/// Data of GET_ETHERNET_POWER_MANAGEMENT_PATTERN_FILTER, 2 bytes: 1 for an active filter.  Error: `errc::length` at the
/// end of a short answer.
[[nodiscard]] constexpr result<std::uint16_t> parse_pattern_filter_state(bytes data) noexcept {
    return detail::read_data<std::uint16_t>(data);
}
/// Data of GET_ETHERNET_POWER_MANAGEMENT_PATTERN_FILTER.
[[nodiscard]] constexpr std::array<std::byte, 2> build_pattern_filter_state(std::uint16_t active) noexcept {
    return detail::write_data(active);
}

/// Data of GET_ETHERNET_STATISTIC, 4 bytes.  Error: `errc::length` at the end of a short answer.
[[nodiscard]] constexpr result<std::uint32_t> parse_ethernet_statistic(bytes data) noexcept {
    return detail::read_data<std::uint32_t>(data);
}
/// Data of GET_ETHERNET_STATISTIC.
[[nodiscard]] constexpr std::array<std::byte, 4> build_ethernet_statistic(std::uint32_t counter) noexcept {
    return detail::write_data(counter);
}

/// Data of GET_NET_ADDRESS and SET_NET_ADDRESS, 6 bytes, which is also what to send.  Error: `errc::length` at the end of
/// a short one.
[[nodiscard]] constexpr result<mac_address> parse_net_address(bytes data) noexcept {
    if (data.size() < 6) return error{errc::length, data.size()};
    return mac_address::from(data.data());
}

}  // namespace cdcnet::usb
