// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a device with an NCM or MBIM function shows to its host, composed while compiling: configurations, NTB parameter
/// blocks, Microsoft OS 2.0 descriptor sets.  Each is one array; all hosts of `compatibility.hpp` accept the defaults.
/// \code
/// static constexpr usb::ncm_function network{.ncm = {.mac_address_string = 4}};
/// static constexpr auto configuration = usb::compose_configuration({.max_power = 50}, network);
/// static constexpr auto microsoft_os = usb::compose_microsoft_os(network);
/// static constexpr auto parameters = usb::compose(ncm::ntb_parameters{.out = {4096, 4, 0, 4, 0}});
/// \endcode
#pragma once

#include <cdcnet/ncm/parameters.hpp>
#include <cdcnet/usb/descriptors.hpp>
#include <cdcnet/usb/microsoft_os.hpp>

namespace cdcnet::usb {

/// The endpoints of a function.  Alternate settings share them.
struct function_endpoints {
    std::uint8_t notification{0x81};        ///< interrupt IN
    std::uint8_t in{0x82};                  ///< bulk IN
    std::uint8_t out{0x02};                 ///< bulk OUT
    std::uint16_t notification_size{16};    ///< wMaxPacketSize; 16 bytes hold the largest notification
    std::uint8_t notification_interval{9};  ///< bInterval: 2^8 microframes, 32 ms, at high speed
    std::uint16_t bulk_size{512};           ///< wMaxPacketSize: 512 at high speed, 64 at full speed
};

/// Indices of strings; 0: there is none.
struct function_strings {
    std::uint8_t function{};
    std::uint8_t communication{};
    std::uint8_t data{};
};

/// What NCM needs to know.
struct ncm_settings {
    std::uint8_t mac_address_string{4};  ///< must be the index of a string, see `compose(mac_address)`; behind the device's three
    std::uint16_t max_segment_size{1514};
    std::uint32_t statistics{};
    std::uint16_t multicast_filters{};
    std::uint8_t power_filters{};
    /// `network_capability` bits.  SetEthernetPacketFilter is set because hosts of Apple want it: the function answers
    /// the request, and may ignore what it says.
    std::uint8_t capabilities{static_cast<std::uint8_t>(network_capability::packet_filter)};
};

/// What MBIM needs to know.
struct mbim_settings {
    std::uint16_t max_control_message{4096};
    std::uint8_t filters{32};
    std::uint8_t max_filter_size{128};
    /// Windows takes this as MTU and wants 1280 to 1500; MBIM 1.0 wants 2048 and more, which no host here insists on.
    std::uint16_t max_segment_size{1500};
    std::uint8_t capabilities{};
    std::uint16_t extended_version{0x0100};
    std::uint8_t max_outstanding_command_messages{1};
    std::uint16_t mtu{1500};
};

namespace detail {

/// Counts the bytes of descriptors instead of writing them.
struct descriptor_counter {
    std::size_t size{};

    template <class Descriptor>
    constexpr descriptor_counter& add(const Descriptor& value) noexcept {
        size += encoded_size(value);
        return *this;
    }
};

template <class Function>
[[nodiscard]] constexpr std::size_t described_size() noexcept {
    descriptor_counter counter{};
    Function{}.describe(counter);
    return counter.size;
}

[[nodiscard]] constexpr interface_association_descriptor association_of(std::uint8_t first, std::uint8_t subclass,
                                                                        const function_strings& s) noexcept {
    return {
        .first_interface = first, .interface_count = 2, .class_ = communication_class, .subclass = subclass, .function_string = s.function};
}

/// Writes the parts that functions are made of; `out` is a `configuration_writer` or a `descriptor_counter`.
template <class Out>
class function_describer {
public:
    constexpr function_describer(Out& out, std::uint8_t first_interface, const function_endpoints& endpoints,
                                 const function_strings& strings) noexcept
        : out_{out}, first_{first_interface}, endpoints_{endpoints}, strings_{strings} {}

    constexpr void association(std::uint8_t subclass) const noexcept { out_.add(association_of(first_, subclass, strings_)); }

    constexpr void communication(std::uint8_t alternate, const ncm_settings& s) const noexcept {
        begin_communication(alternate, ncm_subclass);
        out_.add(ethernet_descriptor{.mac_address_string = s.mac_address_string,
                                     .statistics = s.statistics,
                                     .max_segment_size = s.max_segment_size,
                                     .multicast_filters = s.multicast_filters,
                                     .power_filters = s.power_filters});
        out_.add(ncm_descriptor{.capabilities = s.capabilities});
        notification();
    }

    constexpr void communication(std::uint8_t alternate, const mbim_settings& s) const noexcept {
        begin_communication(alternate, mbim_subclass);
        out_.add(mbim_descriptor{.max_control_message = s.max_control_message,
                                 .filters = s.filters,
                                 .max_filter_size = s.max_filter_size,
                                 .max_segment_size = s.max_segment_size,
                                 .capabilities = s.capabilities});
        out_.add(mbim_extended_descriptor{
            .version = s.extended_version, .max_outstanding_command_messages = s.max_outstanding_command_messages, .mtu = s.mtu});
        notification();
    }

    /// The setting in which nothing is transferred.
    constexpr void idle_data(std::uint8_t protocol) const noexcept { out_.add(data_interface(0, 0, protocol)); }

    constexpr void data(std::uint8_t alternate, std::uint8_t protocol) const noexcept {
        out_.add(data_interface(alternate, 2, protocol));
        out_.add(endpoint(endpoints_.in, transfer_type::bulk, endpoints_.bulk_size, 0));
        out_.add(endpoint(endpoints_.out, transfer_type::bulk, endpoints_.bulk_size, 0));
    }

private:
    constexpr void begin_communication(std::uint8_t alternate, std::uint8_t subclass) const noexcept {
        out_.add(interface_descriptor{.number = first_,
                                      .alternate = alternate,
                                      .endpoints = 1,
                                      .class_ = communication_class,
                                      .subclass = subclass,
                                      .interface_string = strings_.communication});
        out_.add(header_descriptor{});
        const std::array subordinates{std::byte{second()}};
        out_.add(union_descriptor{first_, subordinates});
    }

    constexpr void notification() const noexcept {
        out_.add(
            endpoint(endpoints_.notification, transfer_type::interrupt, endpoints_.notification_size, endpoints_.notification_interval));
    }

    [[nodiscard]] constexpr interface_descriptor data_interface(std::uint8_t alternate, std::uint8_t endpoints,
                                                                std::uint8_t protocol) const noexcept {
        return {.number = second(),
                .alternate = alternate,
                .endpoints = endpoints,
                .class_ = data_class,
                .protocol = protocol,
                .interface_string = strings_.data};
    }

    [[nodiscard]] static constexpr endpoint_descriptor endpoint(std::uint8_t address, transfer_type transfer, std::uint16_t size,
                                                                std::uint8_t interval) noexcept {
        return {address, static_cast<std::uint8_t>(transfer), size, interval};
    }

    [[nodiscard]] constexpr std::uint8_t second() const noexcept { return static_cast<std::uint8_t>(first_ + 1); }

    Out& out_;
    std::uint8_t first_;
    const function_endpoints& endpoints_;
    const function_strings& strings_;
};

}  // namespace detail

/// An NCM function: communication and data interface (NCM 1.0, 5).
struct ncm_function {
    std::uint8_t first_interface{};  ///< the communication interface; the data interface has the next number
    function_endpoints endpoints{};
    function_strings strings{};
    ncm_settings ncm{};

    static constexpr std::uint8_t interfaces = 2;
    static constexpr microsoft_os::compatible_id compatible_id = microsoft_os::winncm;

    template <class Out>
    constexpr void describe(Out& out) const noexcept {
        const detail::function_describer describer{out, first_interface, endpoints, strings};
        describer.association(ncm_subclass);
        describer.communication(0, ncm);
        describer.idle_data(ncm_data_protocol);
        describer.data(1, ncm_data_protocol);
    }
};

/// An MBIM function (MBIM 1.0, 6).  Windows knows it by its class: there is no compatible id.
struct mbim_function {
    std::uint8_t first_interface{};
    function_endpoints endpoints{};
    function_strings strings{};
    mbim_settings mbim{};

    static constexpr std::uint8_t interfaces = 2;

    template <class Out>
    constexpr void describe(Out& out) const noexcept {
        const detail::function_describer describer{out, first_interface, endpoints, strings};
        describer.association(mbim_subclass);
        describer.communication(0, mbim);
        describer.idle_data(mbim_data_protocol);
        describer.data(1, mbim_data_protocol);
    }
};

/// A function that begins as NCM and can be MBIM (MBIM 1.0, 3.2, NCM/MBIM function): alternate setting 0 of the
/// communication interface is NCM and 1 is MBIM; 1 and 2 of the data interface carry their NTBs.
struct ncm_mbim_function {
    std::uint8_t first_interface{};
    function_endpoints endpoints{};
    function_strings strings{};
    ncm_settings ncm{};
    mbim_settings mbim{};

    static constexpr std::uint8_t interfaces = 2;
    static constexpr microsoft_os::compatible_id compatible_id = microsoft_os::mbim;

    template <class Out>
    constexpr void describe(Out& out) const noexcept {
        const detail::function_describer describer{out, first_interface, endpoints, strings};
        describer.association(ncm_subclass);
        describer.communication(0, ncm);
        describer.communication(1, mbim);
        describer.idle_data(ncm_data_protocol);
        describer.data(1, ncm_data_protocol);
        describer.data(2, mbim_data_protocol);
    }
};

namespace detail {

/// Hands descriptors on as they are at SuperSpeed (USB 3.2, 9.6.6 and 9.6.7): bulk packets of 1024 bytes, and behind each
/// endpoint its companion.
template <class Out>
struct superspeed_endpoints {
    Out& out;
    std::uint8_t max_burst{};

    template <class Descriptor>
    constexpr superspeed_endpoints& add(const Descriptor& value) noexcept {
        out.add(value);
        return *this;
    }
    constexpr superspeed_endpoints& add(endpoint_descriptor value) noexcept {
        const bool is_bulk = value.transfer() == transfer_type::bulk;
        if (is_bulk) value.max_packet_size = 1024;
        out.add(value);
        out.add(is_bulk ? endpoint_companion_descriptor{.max_burst = max_burst}
                        : endpoint_companion_descriptor{.bytes_per_interval = value.max_packet_size});
        return *this;
    }
};

}  // namespace detail

/// A function as a device at SuperSpeed shows it; a device shows another configuration at each speed.
/// \code
/// static constexpr auto configuration = usb::compose_configuration({.max_power = 12}, usb::superspeed{network});  // 96 mA
/// \endcode
template <class Function>
struct superspeed : Function {
    std::uint8_t max_burst{15};  ///< bMaxBurst of bulk endpoints: packets of a burst less one, 0 to 15

    template <class Out>
    constexpr void describe(Out& out) const noexcept {
        detail::superspeed_endpoints<Out> with_companions{out, max_burst};
        Function::describe(with_companions);
    }
};
template <class Function>
superspeed(Function) -> superspeed<Function>;
template <class Function>
superspeed(Function, std::uint8_t) -> superspeed<Function>;

/// A configuration of these functions, in their order; their interface numbers must not overlap.  bNumInterfaces and
/// wTotalLength are filled in.
///
/// A function of one's own is a type with the members `interfaces` and `describe`, whose descriptors have the same sizes
/// in each of its values; with `first_interface` and `compatible_id` it is also one for `compose_microsoft_os`.
template <class... Function>
[[nodiscard]] constexpr auto compose_configuration(configuration_descriptor head, const Function&... functions) noexcept {
    constexpr std::size_t size = least_size<configuration_descriptor> + (detail::described_size<Function>() + ... + 0u);
    static_assert(size <= 0xffff, "cdcnet: a configuration has at most 65535 bytes");
    static_assert((Function::interfaces + ... + 0u) <= 0xff, "cdcnet: a configuration has at most 255 interfaces");
    head.interfaces = static_cast<std::uint8_t>((Function::interfaces + ... + 0u));
    std::array<std::byte, size> out{};
    configuration_writer writer{out};
    writer.add(head);
    (functions.describe(writer), ...);
    Ensures(writer.finish().has_value());
    return out;
}

namespace detail {

template <class Function>
concept has_compatible_id = requires { Function::compatible_id; };

/// Writes the subset of a function and returns the place behind it.
template <class Function>
constexpr std::byte* write_subset(std::byte* to, const Function& function) noexcept {
    if constexpr (has_compatible_id<Function>) {
        constexpr std::size_t head = least_size<microsoft_os::function_subset>;
        constexpr std::size_t size = head + least_size<microsoft_os::compatible_id_descriptor>;
        const microsoft_os::function_subset subset{.first_interface = function.first_interface, .subset_length = size};
        static_cast<void>(microsoft_os::build({to, head}, subset));
        static_cast<void>(microsoft_os::build({to + head, size - head}, microsoft_os::compatible_id_descriptor{Function::compatible_id}));
        return to + size;
    } else {
        return to;
    }
}

}  // namespace detail

/// A Microsoft OS 2.0 descriptor set with the compatible ids of the functions that have one, as functions of the first
/// configuration of a composite device.
template <class... Function>
[[nodiscard]] constexpr auto compose_microsoft_os(const Function&... functions) noexcept {
    using namespace microsoft_os;
    constexpr std::size_t ids = ((detail::has_compatible_id<Function> ? 1u : 0u) + ... + 0u);
    constexpr std::size_t subset =
        least_size<configuration_subset> + ids * (least_size<function_subset> + least_size<compatible_id_descriptor>);
    constexpr std::size_t size = least_size<set_header> + subset;
    std::array<std::byte, size> out{};
    static_cast<void>(microsoft_os::build(out, set_header{.total_length = size}));
    static_cast<void>(
        microsoft_os::build(mutable_bytes{out}.subspan(least_size<set_header>), configuration_subset{.total_length = subset}));
    std::byte* to = out.data() + size - subset + least_size<configuration_subset>;
    ((to = detail::write_subset(to, functions)), ...);
    return out;
}

/// A descriptor without a list as an array, for instance the device descriptor.
template <class Descriptor>
    requires requires { Descriptor::name; }
[[nodiscard]] constexpr auto compose(const Descriptor& value) noexcept {
    std::array<std::byte, least_size<Descriptor>> out{};
    Ensures(build(mutable_bytes{out}, value).has_value());
    return out;
}

/// The answer to GET_NTB_PARAMETERS.
[[nodiscard]] constexpr std::array<std::byte, ncm::ntb_parameters::wire_size> compose(const ncm::ntb_parameters& value) noexcept {
    std::array<std::byte, ncm::ntb_parameters::wire_size> out{};
    Ensures(value.build(out).has_value());
    return out;
}

/// The string descriptor that iMACAddress names: 12 hexadecimal digits in capitals.
[[nodiscard]] constexpr std::array<std::byte, 26> compose(const mac_address& value) noexcept {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::array<std::byte, 26> out{std::byte{26}, std::byte{static_cast<std::uint8_t>(descriptor_type::string)}};
    for (std::size_t i = 0; i < 12; ++i) {
        const auto octet = std::to_integer<unsigned>(value.octets[i / 2]);
        out[2 + 2 * i] = static_cast<std::byte>(digits[i % 2 == 0 ? octet >> 4 : octet & 15u]);
    }
    return out;
}

}  // namespace cdcnet::usb
