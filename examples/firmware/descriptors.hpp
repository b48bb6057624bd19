// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the function tells of itself: descriptors and NTB parameters, made by the compiler.
#pragma once

#include <cdcnet/ncm/parameters.hpp>
#include <cdcnet/usb/descriptors.hpp>

namespace firmware {

using namespace cdcnet;

inline constexpr std::uint8_t communication_interface = 0;
inline constexpr std::uint8_t data_interface = 1;

inline constexpr std::uint8_t notification_endpoint = 0x81;
inline constexpr std::uint8_t bulk_in_endpoint = 0x82;
inline constexpr std::uint8_t bulk_out_endpoint = 0x02;
inline constexpr std::uint16_t bulk_packet_size = 64;  ///< full speed

inline constexpr std::uint8_t configuration_value = 1;
inline constexpr std::uint8_t product_string = 1;
inline constexpr std::uint16_t mtu = 1500;
inline constexpr std::uint8_t most_commands = 4;  ///< that may wait for their answers

inline constexpr ncm::ntb_parameters ntb_parameters{
    .formats_supported = ncm::formats_supported::ntb16 | ncm::formats_supported::ntb32,
    .in = {.max_size = 4096, .divisor = 4, .payload_remainder = 0, .ndp_alignment = 4},
    .out = {.max_size = 4096, .divisor = 4, .payload_remainder = 0, .ndp_alignment = 4, .max_datagrams = 0},
};

inline constexpr usb::mbim_descriptor mbim_functional{
    .max_control_message = 512,
    .max_segment_size = 2048,
    .capabilities = static_cast<std::uint8_t>(usb::network_capability::max_datagram_size) |
                    static_cast<std::uint8_t>(usb::network_capability::ntb_input_size_8),
};

namespace detail {

inline constexpr std::byte subordinates[] = {std::byte{data_interface}};

constexpr result<bytes> write_configuration(mutable_bytes to) {
    using enum usb::transfer_type;
    constexpr auto attributes = [](usb::transfer_type t) { return static_cast<std::uint8_t>(t); };
    constexpr usb::interface_descriptor data{.number = data_interface, .class_ = usb::data_class, .protocol = usb::mbim_data_protocol};
    auto data_on = data;
    data_on.alternate = 1;
    data_on.endpoints = 2;
    return usb::configuration_writer{to}
        .add(usb::configuration_descriptor{.interfaces = 2, .configuration_value = configuration_value, .max_power = 250})
        .add(usb::interface_association_descriptor{.first_interface = communication_interface,
                                                   .interface_count = 2,
                                                   .class_ = usb::communication_class,
                                                   .subclass = usb::mbim_subclass,
                                                   .function_string = product_string})
        .add(usb::interface_descriptor{
            .number = communication_interface, .endpoints = 1, .class_ = usb::communication_class, .subclass = usb::mbim_subclass})
        .add(usb::header_descriptor{})
        .add(usb::union_descriptor{.control_interface = communication_interface, .subordinates = subordinates})
        .add(mbim_functional)
        .add(usb::mbim_extended_descriptor{.max_outstanding_command_messages = most_commands, .mtu = mtu})
        .add(usb::endpoint_descriptor{
            .address = notification_endpoint, .attributes = attributes(interrupt), .max_packet_size = 16, .interval = 32})
        .add(data)
        .add(data_on)
        .add(usb::endpoint_descriptor{.address = bulk_in_endpoint, .attributes = attributes(bulk), .max_packet_size = bulk_packet_size})
        .add(usb::endpoint_descriptor{.address = bulk_out_endpoint, .attributes = attributes(bulk), .max_packet_size = bulk_packet_size})
        .finish();
}

constexpr result<bytes> write_device(mutable_bytes to) {
    // The numbers are those that pid.codes lends for tests; a product has its own.
    return usb::build(to, usb::device_descriptor{.class_ = 0xef,
                                                 .subclass = 2,
                                                 .protocol = 1,
                                                 .vendor = 0x1209,
                                                 .product = 0x0001,
                                                 .device_version = 0x0100,
                                                 .product_string = product_string});
}

constexpr result<bytes> write_product(mutable_bytes to) { return usb::build_string(to, u"cdcnet echo modem"); }

/// The bytes that `Write` writes, in an array of just their number.
template <auto Write>
constexpr auto written() {
    constexpr auto size = [] {
        std::array<std::byte, 256> room{};
        return Write(mutable_bytes{room}).value().size();
    }();
    std::array<std::byte, size> exact{};
    static_cast<void>(Write(mutable_bytes{exact}).value());
    return exact;
}

}  // namespace detail

inline constexpr auto device_bytes = detail::written<detail::write_device>();
inline constexpr auto configuration_bytes = detail::written<detail::write_configuration>();
inline constexpr auto product_bytes = detail::written<detail::write_product>();
/// String descriptor 0: the strings are in English (United States).
inline constexpr std::array language_bytes{std::byte{4}, static_cast<std::byte>(usb::descriptor_type::string), std::byte{0x09},
                                           std::byte{0x04}};

}  // namespace firmware
