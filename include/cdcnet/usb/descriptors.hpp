// SPDX-License-Identifier: BSL-1.0
/// \file
/// USB descriptors: the standard ones and the CDC functional ones (USB 2.0, 9.6; CDC 1.2, 5.2.3; NCM 1.0, 5.2;
/// MBIM 1.0, 6.4; `reference/usb.json`, functional_descriptors), parsed and built, and a walker over a configuration.
#pragma once

#include <cdcnet/usb/layout.hpp>
#include <cdcnet/wire/address.hpp>
#include <cdcnet/wire/utf16.hpp>
#include <optional>

namespace cdcnet::usb {

/// bDescriptorType.
enum class descriptor_type : std::uint8_t {
    device = 1,
    configuration = 2,
    string = 3,
    interface_ = 4,
    endpoint = 5,
    device_qualifier = 6,
    other_speed_configuration = 7,
    interface_association = 11,
    bos = 15,             ///< what a device of USB 2.1 and later is capable of
    cs_interface = 0x24,  ///< class-specific, of an interface: the functional descriptors of CDC
    cs_endpoint = 0x25,
    superspeed_endpoint_companion = 48,
};

/// bDescriptorSubtype of a functional descriptor.
enum class functional_subtype : std::uint8_t {
    header = 0,
    call_management = 1,
    acm = 2,
    union_ = 6,
    country_selection = 7,
    network_channel_terminal = 10,
    ethernet = 15,
    whcm = 17,
    mdlm = 18,
    mdlm_detail = 19,
    dmm = 20,
    obex = 21,
    ncm = 26,
    mbim = 27,
    mbim_extended = 28,
};

/// The name of a subtype as the specification spells it; empty for a number without one.
[[nodiscard]] constexpr std::string_view name_of(functional_subtype subtype) noexcept {
    switch (subtype) {
        case functional_subtype::header: return "HEADER";
        case functional_subtype::call_management: return "CALL_MANAGEMENT";
        case functional_subtype::acm: return "ACM";
        case functional_subtype::union_: return "UNION";
        case functional_subtype::country_selection: return "COUNTRY_SELECTION";
        case functional_subtype::network_channel_terminal: return "NETWORK_CHANNEL_TERMINAL";
        case functional_subtype::ethernet: return "ETHERNET";
        case functional_subtype::whcm: return "WHCM";
        case functional_subtype::mdlm: return "MDLM";
        case functional_subtype::mdlm_detail: return "MDLM_DETAIL";
        case functional_subtype::dmm: return "DMM";
        case functional_subtype::obex: return "OBEX";
        case functional_subtype::ncm: return "NCM";
        case functional_subtype::mbim: return "MBIM";
        case functional_subtype::mbim_extended: return "MBIM_EXTENDED";
    }
    return {};
}

/// bInterfaceClass, bInterfaceSubClass and bInterfaceProtocol, or the same three of a device or an association.
struct class_code {
    std::uint8_t class_{};
    std::uint8_t subclass{};
    std::uint8_t protocol{};
    friend constexpr bool operator==(const class_code&, const class_code&) noexcept = default;
};

/// Class codes of `reference/usb.json`, class_codes.
inline constexpr std::uint8_t communication_class = 2;
inline constexpr std::uint8_t data_class = 10;
inline constexpr std::uint8_t mass_storage_class = 8;
inline constexpr std::uint8_t vendor_class = 0xff;
inline constexpr std::uint8_t acm_subclass = 2;
inline constexpr std::uint8_t ecm_subclass = 6;
inline constexpr std::uint8_t eem_subclass = 12;
inline constexpr std::uint8_t ncm_subclass = 13;
inline constexpr std::uint8_t mbim_subclass = 14;
/// bInterfaceProtocol of a data interface that carries NTBs.
inline constexpr std::uint8_t ncm_data_protocol = 1;
inline constexpr std::uint8_t mbim_data_protocol = 2;

// Standard descriptors.  Sizes include bLength and bDescriptorType.

/// The device descriptor, 18 bytes.
struct device_descriptor {
    std::uint16_t usb_version{0x0200};  ///< BCD
    std::uint8_t class_{};              ///< 0: the interfaces tell; 0xEF/2/1: they are grouped by associations
    std::uint8_t subclass{};
    std::uint8_t protocol{};
    std::uint8_t max_packet_size_0{64};
    std::uint16_t vendor{};
    std::uint16_t product{};
    std::uint16_t device_version{};  ///< BCD
    std::uint8_t manufacturer_string{};
    std::uint8_t product_string{};
    std::uint8_t serial_number_string{};
    std::uint8_t configurations{1};

    static constexpr std::string_view name = "DEVICE";
    static constexpr descriptor_type type = descriptor_type::device;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bcdUSB", 2, self.usb_version);
        field("bDeviceClass", 4, self.class_);
        field("bDeviceSubClass", 5, self.subclass);
        field("bDeviceProtocol", 6, self.protocol);
        field("bMaxPacketSize0", 7, self.max_packet_size_0);
        field("idVendor", 8, self.vendor);
        field("idProduct", 10, self.product);
        field("bcdDevice", 12, self.device_version);
        field("iManufacturer", 14, self.manufacturer_string);
        field("iProduct", 15, self.product_string);
        field("iSerialNumber", 16, self.serial_number_string);
        field("bNumConfigurations", 17, self.configurations);
    }
    friend constexpr bool operator==(const device_descriptor&, const device_descriptor&) noexcept = default;
};

/// The configuration descriptor, 9 bytes, first of a set of `total_length` bytes.
struct configuration_descriptor {
    std::uint16_t total_length{};  ///< bytes of the whole set, this descriptor included
    std::uint8_t interfaces{};
    std::uint8_t configuration_value{1};
    std::uint8_t configuration_string{};
    std::uint8_t attributes{0x80};  ///< bit 7 set, bit 6 self-powered, bit 5 remote wake-up
    std::uint8_t max_power{};       ///< units of 2 mA (8 mA at SuperSpeed)

    static constexpr std::string_view name = "CONFIGURATION";
    static constexpr descriptor_type type = descriptor_type::configuration;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("wTotalLength", 2, self.total_length);
        field("bNumInterfaces", 4, self.interfaces);
        field("bConfigurationValue", 5, self.configuration_value);
        field("iConfiguration", 6, self.configuration_string);
        field("bmAttributes", 7, self.attributes);
        field("bMaxPower", 8, self.max_power);
    }
    friend constexpr bool operator==(const configuration_descriptor&, const configuration_descriptor&) noexcept = default;
};

/// The interface descriptor, 9 bytes: one alternate setting of an interface.
struct interface_descriptor {
    std::uint8_t number{};
    std::uint8_t alternate{};
    std::uint8_t endpoints{};  ///< endpoint 0 not counted
    std::uint8_t class_{};
    std::uint8_t subclass{};
    std::uint8_t protocol{};
    std::uint8_t interface_string{};

    [[nodiscard]] constexpr class_code code() const noexcept { return {class_, subclass, protocol}; }

    static constexpr std::string_view name = "INTERFACE";
    static constexpr descriptor_type type = descriptor_type::interface_;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bInterfaceNumber", 2, self.number);
        field("bAlternateSetting", 3, self.alternate);
        field("bNumEndpoints", 4, self.endpoints);
        field("bInterfaceClass", 5, self.class_);
        field("bInterfaceSubClass", 6, self.subclass);
        field("bInterfaceProtocol", 7, self.protocol);
        field("iInterface", 8, self.interface_string);
    }
    friend constexpr bool operator==(const interface_descriptor&, const interface_descriptor&) noexcept = default;
};

/// How an endpoint transfers, bits 0 and 1 of bmAttributes.
enum class transfer_type : std::uint8_t { control = 0, isochronous = 1, bulk = 2, interrupt = 3 };

/// The endpoint descriptor, 7 bytes (9 in audio devices, which is accepted).
struct endpoint_descriptor {
    std::uint8_t address{};  ///< bit 7 set: IN, towards the host
    std::uint8_t attributes{};
    std::uint16_t max_packet_size{};  ///< bits 0 to 10 in bytes; 0 occurs, and means that no short-packet rule can be derived
    std::uint8_t interval{};          ///< of an interrupt endpoint: frames at full speed, 2^(n-1) microframes above

    [[nodiscard]] constexpr bool is_in() const noexcept { return (address & 0x80u) != 0; }
    [[nodiscard]] constexpr transfer_type transfer() const noexcept { return static_cast<transfer_type>(attributes & 3u); }
    /// Bytes of one packet.
    [[nodiscard]] constexpr std::uint16_t packet_size() const noexcept { return static_cast<std::uint16_t>(max_packet_size & 0x7ffu); }

    static constexpr std::string_view name = "ENDPOINT";
    static constexpr descriptor_type type = descriptor_type::endpoint;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bEndpointAddress", 2, self.address);
        field("bmAttributes", 3, self.attributes);
        field("wMaxPacketSize", 4, self.max_packet_size);
        field("bInterval", 6, self.interval);
    }
    friend constexpr bool operator==(const endpoint_descriptor&, const endpoint_descriptor&) noexcept = default;
};

/// The SuperSpeed endpoint companion, 6 bytes, directly behind its endpoint.
struct endpoint_companion_descriptor {
    std::uint8_t max_burst{};  ///< packets of a burst less one
    std::uint8_t attributes{};
    std::uint16_t bytes_per_interval{};

    static constexpr std::string_view name = "SUPERSPEED_ENDPOINT_COMPANION";
    static constexpr descriptor_type type = descriptor_type::superspeed_endpoint_companion;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bMaxBurst", 2, self.max_burst);
        field("bmAttributes", 3, self.attributes);
        field("wBytesPerInterval", 4, self.bytes_per_interval);
    }
    friend constexpr bool operator==(const endpoint_companion_descriptor&, const endpoint_companion_descriptor&) noexcept = default;
};

/// The interface association descriptor, 8 bytes, in front of the interfaces that make up one function.
struct interface_association_descriptor {
    std::uint8_t first_interface{};
    std::uint8_t interface_count{};
    std::uint8_t class_{};
    std::uint8_t subclass{};
    std::uint8_t protocol{};
    std::uint8_t function_string{};

    /// True when the association covers this interface number.
    [[nodiscard]] constexpr bool covers(unsigned number) const noexcept {
        return number >= first_interface && number - first_interface < interface_count;
    }

    static constexpr std::string_view name = "INTERFACE_ASSOCIATION";
    static constexpr descriptor_type type = descriptor_type::interface_association;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bFirstInterface", 2, self.first_interface);
        field("bInterfaceCount", 3, self.interface_count);
        field("bFunctionClass", 4, self.class_);
        field("bFunctionSubClass", 5, self.subclass);
        field("bFunctionProtocol", 6, self.protocol);
        field("iFunction", 7, self.function_string);
    }
    friend constexpr bool operator==(const interface_association_descriptor&, const interface_association_descriptor&) noexcept = default;
};

// Functional descriptors.  Sizes include bLength, bDescriptorType and bDescriptorSubtype.

/// HEADER, 5 bytes.
struct header_descriptor {
    std::uint16_t version{0x0120};  ///< CDC release, BCD

    static constexpr std::string_view name = "HEADER";
    static constexpr functional_subtype subtype = functional_subtype::header;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bcdCDC", 3, self.version);
    }
    friend constexpr bool operator==(const header_descriptor&, const header_descriptor&) noexcept = default;
};

/// CALL_MANAGEMENT, 5 bytes; of serial functions (CDC PSTN 1.2, 5.3.1).
struct call_management_descriptor {
    std::uint8_t capabilities{};
    std::uint8_t data_interface{};

    static constexpr std::string_view name = "CALL_MANAGEMENT";
    static constexpr functional_subtype subtype = functional_subtype::call_management;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bmCapabilities", 3, self.capabilities);
        field("bDataInterface", 4, self.data_interface);
    }
    friend constexpr bool operator==(const call_management_descriptor&, const call_management_descriptor&) noexcept = default;
};

/// ACM, 4 bytes; of serial functions (CDC PSTN 1.2, 5.3.2).
struct acm_descriptor {
    std::uint8_t capabilities{};

    static constexpr std::string_view name = "ACM";
    static constexpr functional_subtype subtype = functional_subtype::acm;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bmCapabilities", 3, self.capabilities);
    }
    friend constexpr bool operator==(const acm_descriptor&, const acm_descriptor&) noexcept = default;
};

/// UNION, 4 bytes and one for each subordinate interface.  Devices are known that name interfaces which do not exist,
/// or 0 and 0 under a vendor class: `classify` checks, this does not.
struct union_descriptor {
    std::uint8_t control_interface{};
    bytes subordinates{};  ///< interface numbers; of a parsed descriptor a view of its bytes

    static constexpr std::string_view name = "UNION";
    static constexpr functional_subtype subtype = functional_subtype::union_;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bControlInterface", 3, self.control_interface);
        field("bSubordinateInterface0", 4, self.subordinates, 1);
    }
    friend constexpr bool operator==(const union_descriptor& a, const union_descriptor& b) noexcept {
        return a.control_interface == b.control_interface && equal(a.subordinates, b.subordinates);
    }
};

/// COUNTRY_SELECTION, 4 bytes and two for each country code.
struct country_selection_descriptor {
    std::uint8_t release_date_string{};
    bytes country_codes{};  ///< ISO 3166 codes, 2 bytes each, little-endian

    static constexpr std::string_view name = "COUNTRY_SELECTION";
    static constexpr functional_subtype subtype = functional_subtype::country_selection;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("iCountryCodeRelDate", 3, self.release_date_string);
        field("wCountryCode0", 4, self.country_codes, 2);
    }
    friend constexpr bool operator==(const country_selection_descriptor& a, const country_selection_descriptor& b) noexcept {
        return a.release_date_string == b.release_date_string && equal(a.country_codes, b.country_codes);
    }
};

/// ETHERNET, 13 bytes; of ECM and NCM functions.
struct ethernet_descriptor {
    std::uint8_t mac_address_string{};     ///< index of the string descriptor that `mac_address::from_descriptor` reads
    std::uint32_t statistics{};            ///< bitmap of the statistics that GET_ETHERNET_STATISTIC knows
    std::uint16_t max_segment_size{1514};  ///< largest Ethernet frame in bytes, without CRC
    std::uint16_t multicast_filters{};     ///< bits 0 to 14: count; bit 15: imperfect (hash) filtering
    std::uint8_t power_filters{};

    [[nodiscard]] constexpr unsigned multicast_filter_count() const noexcept { return multicast_filters & 0x7fffu; }
    [[nodiscard]] constexpr bool multicast_filters_are_imperfect() const noexcept { return (multicast_filters & 0x8000u) != 0; }

    static constexpr std::string_view name = "ETHERNET";
    static constexpr functional_subtype subtype = functional_subtype::ethernet;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("iMACAddress", 3, self.mac_address_string);
        field("bmEthernetStatistics", 4, self.statistics);
        field("wMaxSegmentSize", 8, self.max_segment_size);
        field("wNumberMCFilters", 10, self.multicast_filters);
        field("bNumberPowerFilters", 12, self.power_filters);
    }
    friend constexpr bool operator==(const ethernet_descriptor&, const ethernet_descriptor&) noexcept = default;
};

/// A bit of bmNetworkCapabilities: the requests that an NCM function answers.  MBIM defines two of them, but devices set
/// others too.
enum class network_capability : std::uint8_t {
    packet_filter = 0x01,         ///< SetEthernetPacketFilter
    net_address = 0x02,           ///< Get/SetNetAddress
    encapsulated_command = 0x04,  ///< SendEncapsulatedCommand, GetEncapsulatedResponse
    max_datagram_size = 0x08,     ///< Get/SetMaxDatagramSize; also MBIM
    crc_mode = 0x10,              ///< Get/SetCrcMode
    ntb_input_size_8 = 0x20,      ///< 8-byte form of Get/SetNtbInputSize; also MBIM
};

/// NCM, 6 bytes.
struct ncm_descriptor {
    std::uint16_t version{0x0100};  ///< BCD
    std::uint8_t capabilities{};    ///< `network_capability` bits

    [[nodiscard]] constexpr bool has(network_capability bit) const noexcept { return (capabilities & static_cast<std::uint8_t>(bit)) != 0; }

    static constexpr std::string_view name = "NCM";
    static constexpr functional_subtype subtype = functional_subtype::ncm;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bcdNcmVersion", 3, self.version);
        field("bmNetworkCapabilities", 5, self.capabilities);
    }
    friend constexpr bool operator==(const ncm_descriptor&, const ncm_descriptor&) noexcept = default;
};

/// MBIM, 12 bytes.
struct mbim_descriptor {
    std::uint16_t version{0x0100};            ///< BCD
    std::uint16_t max_control_message{4096};  ///< largest control message or fragment in bytes, at least 64
    std::uint8_t filters{};                   ///< packet filters
    std::uint8_t max_filter_size{};           ///< in bytes, at most 192
    std::uint16_t max_segment_size{2048};     ///< largest datagram in bytes: at least 2048, but 1500 is common; Windows takes it as MTU
    std::uint8_t capabilities{};              ///< `network_capability` bits

    [[nodiscard]] constexpr bool has(network_capability bit) const noexcept { return (capabilities & static_cast<std::uint8_t>(bit)) != 0; }

    static constexpr std::string_view name = "MBIM";
    static constexpr functional_subtype subtype = functional_subtype::mbim;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bcdMBIMVersion", 3, self.version);
        field("wMaxControlMessage", 5, self.max_control_message);
        field("bNumberFilters", 7, self.filters);
        field("bMaxFilterSize", 8, self.max_filter_size);
        field("wMaxSegmentSize", 9, self.max_segment_size);
        field("bmNetworkCapabilities", 11, self.capabilities);
    }
    friend constexpr bool operator==(const mbim_descriptor&, const mbim_descriptor&) noexcept = default;
};

/// MBIM_EXTENDED, 8 bytes; absent from older devices, which speak MBIMEx 1.0.
struct mbim_extended_descriptor {
    std::uint16_t version{0x0100};                     ///< MBIMEx release, BCD: 0x0100 to 0x0400
    std::uint8_t max_outstanding_command_messages{1};  ///< commands that may wait for their answer
    std::uint16_t mtu{1500};                           ///< in bytes

    static constexpr std::string_view name = "MBIM_EXTENDED";
    static constexpr functional_subtype subtype = functional_subtype::mbim_extended;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bcdMBIMExtendedVersion", 3, self.version);
        field("bMaxOutstandingCommandMessages", 5, self.max_outstanding_command_messages);
        field("wMTU", 6, self.mtu);
    }
    friend constexpr bool operator==(const mbim_extended_descriptor&, const mbim_extended_descriptor&) noexcept = default;
};

namespace detail {
template <class Descriptor>
concept functional = requires { Descriptor::subtype; };

template <class Descriptor>
[[nodiscard]] constexpr descriptor_type type_of() noexcept {
    if constexpr (functional<Descriptor>) {
        return descriptor_type::cs_interface;
    } else {
        return Descriptor::type;
    }
}

/// The fields that all descriptors, or all functional ones, begin with.
inline constexpr std::array<field_info, 3> leading_fields{
    {{"bLength", 0, 1, false}, {"bDescriptorType", 1, 1, false}, {"bDescriptorSubtype", 2, 1, false}}};

template <class Descriptor>
[[nodiscard]] constexpr auto collect_descriptor_fields() noexcept {
    constexpr std::size_t leading = functional<Descriptor> ? 3 : 2;
    const auto& own = field_table<Descriptor>;
    std::array<field_info, leading + field_table<Descriptor>.size()> table{};
    for (std::size_t i = 0; i < leading; ++i) table[i] = leading_fields[i];
    for (std::size_t i = 0; i < own.size(); ++i) table[leading + i] = own[i];
    return table;
}

/// Checks what `parse` promises, for all descriptors; `subtype` above 255: not a functional descriptor.
[[nodiscard]] constexpr error check_descriptor(bytes raw, std::size_t least, descriptor_type type, unsigned subtype) noexcept {
    if (raw.empty()) return {errc::need_more, 0};
    const auto length = std::to_integer<std::size_t>(raw.data()[0]);
    if (length < least) return {errc::descriptor_length, 0};
    if (raw.size() < length) return {errc::need_more, raw.size()};
    if (static_cast<descriptor_type>(raw.data()[1]) != type) return {errc::value, 1};
    if (subtype < 256 && std::to_integer<unsigned>(raw.data()[2]) != subtype) return {errc::value, 2};
    return {};
}

template <class Descriptor>
[[nodiscard]] constexpr unsigned subtype_of() noexcept {
    if constexpr (functional<Descriptor>) {
        return static_cast<unsigned>(Descriptor::subtype);
    } else {
        return 256;
    }
}
}  // namespace detail

/// All fields of a descriptor with bLength, bDescriptorType and, of a functional one, bDescriptorSubtype in front.
template <class Descriptor>
inline constexpr auto descriptor_fields = detail::collect_descriptor_fields<Descriptor>();

/// Reads the descriptor that `raw` begins with.  Bytes behind bLength do not matter, and a bLength above the size of
/// the known fields is fine.  Lists are views of `raw`.
///
/// Errors: `errc::need_more` when `raw` ends before bLength bytes; `errc::descriptor_length` at 0 when bLength is below
/// the known fields; `errc::value` at 1 or 2 for another type or subtype.
template <class Descriptor>
[[nodiscard]] constexpr result<Descriptor> parse(bytes raw) noexcept {
    const error e = detail::check_descriptor(raw, least_size<Descriptor>, detail::type_of<Descriptor>(), detail::subtype_of<Descriptor>());
    if (e) return e;
    return detail::read_fields<Descriptor>(raw.data(), std::to_integer<std::size_t>(raw.data()[0]));
}

/// Number of bytes that `build` writes.
template <class Descriptor>
[[nodiscard]] constexpr std::size_t encoded_size(const Descriptor& value) noexcept {
    return detail::measure(value).wanted;
}

/// Writes a descriptor to the front of `to` and returns the bytes written.
///
/// Errors: `errc::no_space`; `errc::count` for a list without elements or with part of one; `errc::too_large` above 255
/// bytes.
template <class Descriptor>
[[nodiscard]] constexpr result<bytes> build(mutable_bytes to, const Descriptor& value) noexcept {
    const detail::field_measure measured = detail::measure(value);
    if (!measured.whole_elements) return error{errc::count, 0};
    if (measured.wanted > 255) return error{errc::too_large, 0};
    if (to.size() < measured.wanted) return error::no_space(measured.wanted);
    to.data()[0] = static_cast<std::byte>(measured.wanted);
    to.data()[1] = static_cast<std::byte>(detail::type_of<Descriptor>());
    if constexpr (detail::functional<Descriptor>) to.data()[2] = static_cast<std::byte>(Descriptor::subtype);
    detail::write_fields(to.data(), value);
    return bytes{to.data(), measured.wanted};
}

/// The name and the fields of a descriptor, for dumps; without name and fields when the descriptor is not known here.
struct descriptor_layout {
    std::string_view name{};
    gsl::span<const field_info> fields{};
};

namespace detail {
template <class Descriptor>
[[nodiscard]] constexpr descriptor_layout layout_of() noexcept {
    return {Descriptor::name, descriptor_fields<Descriptor>};
}
}  // namespace detail

/// The layout of a functional descriptor.
[[nodiscard]] constexpr descriptor_layout layout_of(functional_subtype subtype) noexcept {
    switch (subtype) {
        case functional_subtype::header: return detail::layout_of<header_descriptor>();
        case functional_subtype::call_management: return detail::layout_of<call_management_descriptor>();
        case functional_subtype::acm: return detail::layout_of<acm_descriptor>();
        case functional_subtype::union_: return detail::layout_of<union_descriptor>();
        case functional_subtype::country_selection: return detail::layout_of<country_selection_descriptor>();
        case functional_subtype::ethernet: return detail::layout_of<ethernet_descriptor>();
        case functional_subtype::ncm: return detail::layout_of<ncm_descriptor>();
        case functional_subtype::mbim: return detail::layout_of<mbim_descriptor>();
        case functional_subtype::mbim_extended: return detail::layout_of<mbim_extended_descriptor>();
        default: return {name_of(subtype), {}};
    }
}

/// The layout of a standard descriptor.
[[nodiscard]] constexpr descriptor_layout layout_of(descriptor_type type) noexcept {
    switch (type) {
        case descriptor_type::device: return detail::layout_of<device_descriptor>();
        case descriptor_type::configuration:
        case descriptor_type::other_speed_configuration: return detail::layout_of<configuration_descriptor>();
        case descriptor_type::interface_: return detail::layout_of<interface_descriptor>();
        case descriptor_type::endpoint: return detail::layout_of<endpoint_descriptor>();
        case descriptor_type::interface_association: return detail::layout_of<interface_association_descriptor>();
        case descriptor_type::superspeed_endpoint_companion: return detail::layout_of<endpoint_companion_descriptor>();
        default: return {};
    }
}

/// The text of a string descriptor that is not number 0, as a view of `raw`.
///
/// Errors: as `parse`; `errc::odd_size` at 0 when bLength is odd.
[[nodiscard]] constexpr result<utf16> parse_string(bytes raw) noexcept {
    if (const error e = detail::check_descriptor(raw, 2, descriptor_type::string, 256)) return e;
    const auto length = std::to_integer<std::size_t>(raw.data()[0]);
    if (length % 2 != 0) return error{errc::odd_size, 0};
    return utf16::over({raw.data() + 2, length - 2});
}

/// Writes a string descriptor and returns the bytes written.
///
/// Errors: `errc::too_large` above 126 code units; `errc::no_space`.
[[nodiscard]] constexpr result<bytes> build_string(mutable_bytes to, const utf16& text) noexcept {
    const std::size_t size = 2 + text.size_bytes();
    if (size > 254) return error{errc::too_large, 0};
    if (to.size() < size) return error::no_space(size);
    to.data()[0] = static_cast<std::byte>(size);
    to.data()[1] = static_cast<std::byte>(descriptor_type::string);
    text.copy_to(to.data() + 2);
    return bytes{to.data(), size};
}

/// One descriptor of a configuration: a view of its bytes, of which there are bLength, at least 2.
class descriptor {
public:
    constexpr descriptor() noexcept = default;
    constexpr descriptor(bytes raw, std::size_t offset) noexcept : raw_{raw}, offset_{offset} {}

    [[nodiscard]] constexpr bytes raw() const noexcept { return raw_; }
    /// Where it starts in the configuration.
    [[nodiscard]] constexpr std::size_t offset() const noexcept { return offset_; }
    [[nodiscard]] constexpr descriptor_type type() const noexcept { return static_cast<descriptor_type>(raw_[1]); }
    [[nodiscard]] constexpr bool is(descriptor_type type) const noexcept { return this->type() == type; }
    /// True for a functional descriptor of this subtype.
    [[nodiscard]] constexpr bool is(functional_subtype subtype) const noexcept {
        return is(descriptor_type::cs_interface) && raw_.size() > 2 && static_cast<functional_subtype>(raw_[2]) == subtype;
    }
    /// Parses the bytes; offsets of errors count from the start of the configuration.
    template <class Descriptor>
    [[nodiscard]] constexpr result<Descriptor> as() const noexcept {
        const auto parsed = parse<Descriptor>(raw_);
        if (!parsed) return parsed.error().shifted(offset_);
        return parsed;
    }
    /// The layout for dumps.
    [[nodiscard]] constexpr descriptor_layout layout() const noexcept {
        if (!is(descriptor_type::cs_interface)) return layout_of(type());
        return raw_.size() > 2 ? layout_of(static_cast<functional_subtype>(raw_[2])) : descriptor_layout{};
    }

private:
    bytes raw_{};
    std::size_t offset_{};
};

/// A run of whole descriptors: a configuration, or what belongs to one interface.  A view; made by
/// `configuration::parse`, which has checked every bLength, so that walking it cannot fail.
class descriptor_range {
public:
    class iterator {
    public:
        using value_type = descriptor;
        using difference_type = std::ptrdiff_t;

        constexpr iterator() noexcept = default;
        [[nodiscard]] constexpr descriptor operator*() const noexcept { return {bytes{at_, length()}, offset_}; }
        constexpr iterator& operator++() noexcept {
            const std::size_t n = length();
            at_ += n;
            offset_ += n;
            return *this;
        }
        constexpr iterator operator++(int) noexcept {
            const iterator before = *this;
            ++*this;
            return before;
        }
        friend constexpr bool operator==(const iterator& a, const iterator& b) noexcept { return a.offset_ == b.offset_; }

    private:
        friend class descriptor_range;
        constexpr iterator(const std::byte* at, std::size_t offset) noexcept : at_{at}, offset_{offset} {}
        [[nodiscard]] constexpr std::size_t length() const noexcept { return std::to_integer<std::size_t>(*at_); }
        const std::byte* at_{};
        std::size_t offset_{};
    };

    constexpr descriptor_range() noexcept = default;
    [[nodiscard]] constexpr iterator begin() const noexcept { return {raw_.data(), offset_}; }
    [[nodiscard]] constexpr iterator end() const noexcept { return {raw_.data() + raw_.size(), offset_ + raw_.size()}; }
    [[nodiscard]] constexpr bytes raw() const noexcept { return raw_; }

    /// The first functional descriptor of this subtype; one without bytes when there is none.
    [[nodiscard]] constexpr descriptor find(functional_subtype subtype) const noexcept {
        for (const descriptor d : *this)
            if (d.is(subtype)) return d;
        return {};
    }

private:
    friend class configuration;
    friend class interface_range;
    constexpr descriptor_range(bytes raw, std::size_t offset) noexcept : raw_{raw}, offset_{offset} {}
    bytes raw_{};
    std::size_t offset_{};
};

/// One alternate setting of an interface with what follows its descriptor: functional and endpoint descriptors.
struct interface_setting {
    interface_descriptor descriptor{};
    descriptor_range contents{};  ///< up to the next interface or association

    /// The first endpoint of this transfer type and direction that has a valid descriptor; address 0 when there is none.
    [[nodiscard]] constexpr endpoint_descriptor endpoint(transfer_type transfer, bool in) const noexcept {
        for (const usb::descriptor d : contents) {
            const auto e = d.as<endpoint_descriptor>();
            if (e && e->transfer() == transfer && e->is_in() == in) return *e;
        }
        return {};
    }
    /// What stands directly behind that endpoint, where a SuperSpeed device has its companion.
    [[nodiscard]] constexpr std::optional<endpoint_companion_descriptor> companion(transfer_type transfer, bool in) const noexcept {
        bool is_next = false;
        for (const usb::descriptor d : contents) {
            if (is_next) {
                const auto found = d.as<endpoint_companion_descriptor>();
                return found ? std::optional{*found} : std::nullopt;
            }
            const auto e = d.as<endpoint_descriptor>();
            is_next = e && e->transfer() == transfer && e->is_in() == in;
        }
        return std::nullopt;
    }
    /// True when it has a bulk endpoint in both directions.
    [[nodiscard]] constexpr bool has_bulk_pair() const noexcept {
        return endpoint(transfer_type::bulk, true).address != 0 && endpoint(transfer_type::bulk, false).address != 0;
    }
};

/// The alternate settings of a configuration in the order in which they stand there.  Interface descriptors that are
/// too short are passed over.
class interface_range {
public:
    class iterator {
    public:
        using value_type = interface_setting;
        using difference_type = std::ptrdiff_t;

        constexpr iterator() noexcept = default;
        [[nodiscard]] constexpr const interface_setting& operator*() const noexcept { return setting_; }
        [[nodiscard]] constexpr const interface_setting* operator->() const noexcept { return &setting_; }
        constexpr iterator& operator++() noexcept {
            advance();
            return *this;
        }
        constexpr iterator operator++(int) noexcept {
            const iterator before = *this;
            advance();
            return before;
        }
        friend constexpr bool operator==(const iterator& a, const iterator& b) noexcept { return a.at_ == b.at_; }

        /// Where the interface descriptor stands in the configuration.
        [[nodiscard]] constexpr std::size_t offset() const noexcept { return at_; }

    private:
        friend class interface_range;
        constexpr iterator(descriptor_range whole, std::size_t next) noexcept : whole_{whole}, next_{next} { advance(); }
        constexpr void advance() noexcept;

        static constexpr std::size_t none = ~std::size_t{0};
        descriptor_range whole_{};
        std::size_t at_{none};
        std::size_t next_{};
        interface_setting setting_{};
    };

    constexpr interface_range() noexcept = default;
    [[nodiscard]] constexpr iterator begin() const noexcept { return {whole_, 0}; }
    [[nodiscard]] constexpr iterator end() const noexcept { return {whole_, whole_.raw_.size()}; }
    /// The alternate setting whose `iterator::offset()` this was, without a walk to it.
    [[nodiscard]] constexpr iterator at(std::size_t offset) const noexcept { return {whole_, offset}; }

private:
    friend class configuration;
    explicit constexpr interface_range(descriptor_range whole) noexcept : whole_{whole} {}
    descriptor_range whole_{};
};

constexpr void interface_range::iterator::advance() noexcept {
    const bytes raw = whole_.raw_;
    const auto length_at = [&](std::size_t at) { return std::to_integer<std::size_t>(raw.data()[at]); };
    const auto type_at = [&](std::size_t at) { return static_cast<descriptor_type>(raw.data()[at + 1]); };
    at_ = none;
    while (at_ == none && next_ < raw.size()) {
        const std::size_t start = next_;
        next_ += length_at(start);
        if (type_at(start) != descriptor_type::interface_) continue;
        const auto parsed = parse<interface_descriptor>({raw.data() + start, raw.size() - start});
        const std::size_t contents = next_;
        while (next_ < raw.size() && type_at(next_) != descriptor_type::interface_ &&
               type_at(next_) != descriptor_type::interface_association)
            next_ += length_at(next_);
        if (!parsed) continue;
        at_ = start;
        setting_ = {*parsed, descriptor_range{{raw.data() + contents, next_ - contents}, whole_.offset_ + contents}};
    }
}

/// A configuration as GET_DESCRIPTOR returns it: the configuration descriptor and all that follows it, wTotalLength bytes.
/// A view of the caller's bytes.
class configuration {
public:
    constexpr configuration() noexcept = default;

    /// Checks the configuration descriptor and the bLength of every descriptor behind it, so that all walking afterwards
    /// stays inside.  Does not look into the descriptors.  Bytes behind wTotalLength are ignored.
    ///
    /// Errors: `errc::need_more` when `raw` ends before wTotalLength; `errc::value` at 1 when it begins with another
    /// type; `errc::length` at 2 when wTotalLength is below bLength; `errc::descriptor_length` at the bLength that is
    /// below 2 (9 for the first one) or leads beyond wTotalLength.
    [[nodiscard]] static constexpr result<configuration> parse(bytes raw) noexcept {
        if (raw.size() < 2) return error{errc::need_more, raw.size()};
        const auto type = static_cast<descriptor_type>(raw.data()[1]);
        const bool known = type == descriptor_type::configuration || type == descriptor_type::other_speed_configuration;
        if (!known) return error{errc::value, 1};
        const error e = usb::detail::check_descriptor(raw, least_size<configuration_descriptor>, type, 256);
        if (e) return e;
        const auto first = std::to_integer<std::size_t>(raw.data()[0]);
        configuration checked;
        checked.descriptor_ = usb::detail::read_fields<configuration_descriptor>(raw.data(), first);
        const std::size_t total = checked.descriptor_.total_length;
        if (total < first) return error{errc::length, 2};
        for (std::size_t at = first; at < total;) {
            if (at >= raw.size()) return error{errc::need_more, raw.size()};
            const auto length = std::to_integer<std::size_t>(raw.data()[at]);
            if (length < 2 || length > total - at) return error{errc::descriptor_length, at};
            at += length;
        }
        if (total > raw.size()) return error{errc::need_more, raw.size()};
        checked.all_ = descriptor_range{{raw.data(), total}, 0};
        return checked;
    }

    [[nodiscard]] constexpr const configuration_descriptor& descriptor() const noexcept { return descriptor_; }
    /// Every descriptor, the configuration descriptor first.
    [[nodiscard]] constexpr const descriptor_range& descriptors() const noexcept { return all_; }
    /// Every alternate setting.
    [[nodiscard]] constexpr interface_range interfaces() const noexcept { return interface_range{all_}; }
    /// The wTotalLength bytes.
    [[nodiscard]] constexpr bytes raw() const noexcept { return all_.raw(); }

private:
    configuration_descriptor descriptor_{};
    descriptor_range all_{};
};

/// Writes a configuration: one descriptor after the other, and wTotalLength at the end.
/// \code
/// usb::configuration_writer out{buffer};
/// out.add(usb::configuration_descriptor{.interfaces = 2});
/// out.add(usb::interface_descriptor{.class_ = usb::communication_class, .subclass = usb::mbim_subclass});
/// const result<bytes> written = out.finish();
/// \endcode
class configuration_writer {
public:
    explicit constexpr configuration_writer(mutable_bytes to) noexcept : to_{to} {}

    /// Appends a descriptor.  The first error stays and is what `finish` returns.
    template <class Descriptor>
    constexpr configuration_writer& add(const Descriptor& value) noexcept {
        if (error_) return *this;
        const auto built = build(mutable_bytes{to_.data() + size_, to_.size() - size_}, value);
        if (built) {
            size_ += built->size();
        } else {
            error_ =
                built.error().code() == errc::no_space ? error::no_space(size_ + built.error().needed()) : built.error().shifted(size_);
        }
        return *this;
    }

    /// Writes wTotalLength into the first descriptor and returns everything written.
    ///
    /// Errors: that of the first `add` that failed; `errc::descriptor_missing` when the first descriptor is no
    /// configuration descriptor; `errc::too_large` above 65535 bytes.
    [[nodiscard]] constexpr result<bytes> finish() noexcept {
        if (error_) return error_;
        auto first = usb::parse<configuration_descriptor>({to_.data(), size_});
        if (!first) return error{errc::descriptor_missing, 0};
        if (size_ > 0xffff) return error{errc::too_large, 0xffff};
        configuration_descriptor head = *first;
        head.total_length = static_cast<std::uint16_t>(size_);
        usb::detail::write_fields(to_.data(), head);
        return bytes{to_.data(), size_};
    }

private:
    mutable_bytes to_;
    std::size_t size_{};
    error error_{};
};

}  // namespace cdcnet::usb
