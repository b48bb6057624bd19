// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which traffic takes which route: the payloads TRAFFIC_PARAMETERS and URSP_RULES_TD_ONLY of TLVs.  They come from 3GPP
/// TS 24.526 as they are: all numbers in them are big-endian.  Source: `reference/messages.json`, tlv_payloads;
/// `reference/enums.json`, UrspTrafficComponentType.
///
///     const traffic_component https[] = {traffic_component::of_number(ursp_traffic_component_type::port, 443)};
///     const ursp_rule rules[] = {{.precedence = 1, .components = https}};
///     const auto data = build(buffer, ursp_rules{rules});
#pragma once

#include <cdcnet/mbim/packed.hpp>

namespace cdcnet::mbim {

/// What a traffic component looks at, 8 bits.
enum class ursp_traffic_component_type : std::uint8_t {
    match_all = 1,
    os_id_and_app_id = 8,
    ipv4 = 16,         ///< remote address and mask
    ipv6_prefix = 33,  ///< remote address and prefix length
    protocol_or_next_header = 48,
    port = 80,        ///< remote
    port_range = 81,  ///< remote
    security_parameter_index = 96,
    type_of_service = 112,  ///< value and mask
    flow_label = 128,
    mac_address = 129,
    c_tag_vid = 131,
    s_tag_vid = 132,
    c_tag_pcp_dei = 133,
    s_tag_pcp_dei = 134,
    ethertype = 135,
    dnn = 136,
    connection_capabilities = 144,
    fqdn = 145,
    app_id = 160,
};
constexpr auto names(ursp_traffic_component_type) {
    using enum ursp_traffic_component_type;
    return values("UrspTrafficComponentType", named{match_all, "MATCH_ALL"}, named{os_id_and_app_id, "OS_ID_AND_APP_ID"},
                  named{ipv4, "IPV4"}, named{ipv6_prefix, "IPV6_PREFIX"}, named{protocol_or_next_header, "PROTOCOL_OR_NEXT_HEADER"},
                  named{port, "PORT"}, named{port_range, "PORT_RANGE"}, named{security_parameter_index, "SECURITY_PARAMETER_INDEX"},
                  named{type_of_service, "TYPE_OF_SERVICE"}, named{flow_label, "FLOW_LABEL"}, named{mac_address, "MAC_ADDRESS"},
                  named{c_tag_vid, "C_TAG_VID"}, named{s_tag_vid, "S_TAG_VID"}, named{c_tag_pcp_dei, "C_TAG_PCP_DEI"},
                  named{s_tag_pcp_dei, "S_TAG_PCP_DEI"}, named{ethertype, "ETHERTYPE"}, named{dnn, "DNN"},
                  named{connection_capabilities, "CONNECTION_CAPABILITIES"}, named{fqdn, "FQDN"}, named{app_id, "APP_ID"});
}

/// What a connection is for; each byte of a CONNECTION_CAPABILITIES component is one.
enum class ursp_connection_capability : std::uint8_t {
    ims = 1,
    mms = 2,
    supl = 4,
    internet = 8,
};
constexpr auto names(ursp_connection_capability) {
    using enum ursp_connection_capability;
    return flags("UrspConnectionCapability", named{ims, "IMS"}, named{mms, "MMS"}, named{supl, "SUPL"}, named{internet, "INTERNET"});
}

/// One condition on traffic.
///
/// A value of fixed size is kept here; what has a length of its own, at most 255 bytes, is a view.  How long the value of an
/// unknown type is nobody knows, so that it takes all that follows.
class traffic_component {
public:
    using component_type = ursp_traffic_component_type;

    /// MATCH_ALL.
    constexpr traffic_component() noexcept = default;
    /// A type whose value is a number: all of 1 to 4 bytes but PORT_RANGE.  What does not fit the value is cut off.
    /// \pre the type is one of them; checked
    [[nodiscard]] static constexpr traffic_component of_number(component_type type, std::uint32_t number) noexcept {
        traffic_component c{type};
        Expects(c.is_number());
        for (std::size_t i = c.fixed_size(); i != 0; --i, number >>= 8) c.fixed_[i - 1] = static_cast<std::byte>(number);
        return c;
    }
    /// PORT_RANGE, both ends included.
    [[nodiscard]] static constexpr traffic_component of_ports(std::uint16_t low, std::uint16_t high) noexcept {
        traffic_component c{component_type::port_range};
        store_be(c.fixed_.data(), low);
        store_be(c.fixed_.data() + 2, high);
        return c;
    }
    /// IPV4.
    [[nodiscard]] static constexpr traffic_component of_address(const ipv4& address, const ipv4& mask) noexcept {
        traffic_component c{component_type::ipv4};
        copy_bytes(c.fixed_.data(), address.octets.data(), 4);
        copy_bytes(c.fixed_.data() + 4, mask.octets.data(), 4);
        return c;
    }
    /// IPV6_PREFIX.
    [[nodiscard]] static constexpr traffic_component of_address(const ipv6& address, std::uint8_t prefix_length) noexcept {
        traffic_component c{component_type::ipv6_prefix};
        copy_bytes(c.fixed_.data(), address.octets.data(), 16);
        c.fixed_[16] = static_cast<std::byte>(prefix_length);
        return c;
    }
    /// MAC_ADDRESS.
    [[nodiscard]] static constexpr traffic_component of_address(const cdcnet::mac_address& address) noexcept {
        traffic_component c{component_type::mac_address};
        copy_bytes(c.fixed_.data(), address.octets.data(), 6);
        return c;
    }
    /// OS_ID_AND_APP_ID; the application is views `app_id`, ASCII.
    [[nodiscard]] static constexpr traffic_component of_app(const uuid& os_id, bytes app_id) noexcept {
        traffic_component c{component_type::os_id_and_app_id};
        copy_bytes(c.fixed_.data(), os_id.octets.data(), 16);
        c.data_ = app_id;
        return c;
    }
    /// DNN, FQDN, APP_ID, CONNECTION_CAPABILITIES, or an unknown type, whose value views `data`.
    /// \pre the type is one of them; checked
    [[nodiscard]] static constexpr traffic_component of_data(component_type type, bytes data) noexcept {
        traffic_component c{type};
        Expects(c.fixed_size() == 0 && (c.has_length() || !c.is_known()));
        c.data_ = data;
        return c;
    }

    [[nodiscard]] constexpr component_type type() const noexcept { return type_; }

    /// The value of a type of 1 to 4 bytes, but of PORT_RANGE; TYPE_OF_SERVICE is the value times 256 and the mask.
    [[nodiscard]] constexpr std::optional<std::uint32_t> number() const noexcept {
        if (!is_number()) return {};
        std::uint32_t n = 0;
        for (std::size_t i = 0; i < fixed_size(); ++i) n = n << 8 | std::to_integer<std::uint32_t>(fixed_[i]);
        return n;
    }
    /// Of PORT_RANGE, both included.
    struct ports {
        std::uint16_t low{};
        std::uint16_t high{};
        friend constexpr bool operator==(const ports&, const ports&) noexcept = default;
    };
    /// The range of PORT_RANGE, and of PORT the one port.
    [[nodiscard]] constexpr std::optional<ports> port_range() const noexcept {
        if (type_ == component_type::port_range)
            return ports{load_be<std::uint16_t>(fixed_.data()), load_be<std::uint16_t>(fixed_.data() + 2)};
        if (type_ == component_type::port) return ports{load_be<std::uint16_t>(fixed_.data()), load_be<std::uint16_t>(fixed_.data())};
        return {};
    }
    /// The address of IPV4.
    [[nodiscard]] constexpr std::optional<ipv4> ipv4_address() const noexcept { return from_fixed<ipv4>(component_type::ipv4, 0); }
    /// The mask of IPV4.
    [[nodiscard]] constexpr std::optional<ipv4> ipv4_mask() const noexcept { return from_fixed<ipv4>(component_type::ipv4, 4); }
    /// The address of IPV6_PREFIX.
    [[nodiscard]] constexpr std::optional<ipv6> ipv6_address() const noexcept { return from_fixed<ipv6>(component_type::ipv6_prefix, 0); }
    /// The length of IPV6_PREFIX in bits.
    [[nodiscard]] constexpr std::optional<std::uint8_t> ipv6_prefix_length() const noexcept {
        if (type_ != component_type::ipv6_prefix) return {};
        return std::to_integer<std::uint8_t>(fixed_[16]);
    }
    /// The address of MAC_ADDRESS.
    [[nodiscard]] constexpr std::optional<cdcnet::mac_address> mac_address() const noexcept {
        return from_fixed<cdcnet::mac_address>(component_type::mac_address, 0);
    }
    /// The operating system of OS_ID_AND_APP_ID.
    [[nodiscard]] constexpr std::optional<uuid> os_id() const noexcept { return from_fixed<uuid>(component_type::os_id_and_app_id, 0); }
    /// The application of OS_ID_AND_APP_ID and APP_ID; the name of DNN and FQDN; a capability a byte of
    /// CONNECTION_CAPABILITIES; all of an unknown type.
    [[nodiscard]] constexpr bytes data() const noexcept { return data_; }

    friend constexpr bool operator==(const traffic_component& a, const traffic_component& b) noexcept {
        return a.type_ == b.type_ && a.fixed_ == b.fixed_ && cdcnet::equal(a.data_, b.data_);
    }

private:
    friend struct detail::packing<traffic_component>;

    /// How the value of a type lies on the wire.
    struct shape {
        std::uint8_t fixed{};  ///< bytes of known number
        bool has_length{};     ///< then a byte with the size of what follows
        bool known{true};
    };
    static constexpr shape shape_of(component_type type) noexcept {
        switch (type) {
            case component_type::match_all: return {};
            case component_type::os_id_and_app_id: return {16, true};
            case component_type::ipv4: return {8};
            case component_type::ipv6_prefix: return {17};
            case component_type::port_range:
            case component_type::security_parameter_index: return {4};
            case component_type::flow_label: return {3};
            case component_type::mac_address: return {6};
            case component_type::port:
            case component_type::type_of_service:
            case component_type::c_tag_vid:
            case component_type::s_tag_vid:
            case component_type::ethertype: return {2};
            case component_type::protocol_or_next_header:
            case component_type::c_tag_pcp_dei:
            case component_type::s_tag_pcp_dei: return {1};
            case component_type::dnn:
            case component_type::connection_capabilities:
            case component_type::fqdn:
            case component_type::app_id: return {0, true};
        }
        return {0, false, false};
    }

    explicit constexpr traffic_component(component_type type) noexcept : type_{type} {}
    [[nodiscard]] constexpr std::size_t fixed_size() const noexcept { return shape_of(type_).fixed; }
    [[nodiscard]] constexpr bool has_length() const noexcept { return shape_of(type_).has_length; }
    [[nodiscard]] constexpr bool is_known() const noexcept { return shape_of(type_).known; }
    [[nodiscard]] constexpr bool is_number() const noexcept {
        return fixed_size() >= 1 && fixed_size() <= 4 && type_ != component_type::port_range;
    }
    template <class T>
    [[nodiscard]] constexpr std::optional<T> from_fixed(component_type type, std::size_t at) const noexcept {
        if (type_ != type) return {};
        return T::from(fixed_.data() + at);
    }

    component_type type_{component_type::match_all};
    std::array<std::byte, 17> fixed_{};
    bytes data_{};
};

/// Conditions that must hold together.
using traffic_components = packed_list<traffic_component>;

/// Traffic that is described by one set of conditions.
struct traffic_parameter {
    traffic_components components{};  ///< at most 65535 bytes

    friend constexpr bool operator==(const traffic_parameter&, const traffic_parameter&) noexcept = default;
};

/// Sets of conditions back to back: TRAFFIC_PARAMETERS.
using traffic_parameters = packed_list<traffic_parameter>;

/// A rule of the network for the choice of a route, its traffic descriptor only.
struct ursp_rule {
    std::uint8_t precedence{};
    traffic_components components{};  ///< at most 65535 bytes

    friend constexpr bool operator==(const ursp_rule&, const ursp_rule&) noexcept = default;
};

/// Rules back to back: URSP_RULES_TD_ONLY.
using ursp_rules = packed_list<ursp_rule>;

namespace detail {

template <>
struct packing<traffic_component> {
    static constexpr error check(bytes rest, std::size_t& size, tolerance) noexcept {
        if (rest.empty()) return error{errc::length, 0};
        const auto shape = traffic_component::shape_of(static_cast<ursp_traffic_component_type>(rest[0]));
        size = rest.size();
        if (!shape.known) return {};
        const std::size_t fixed = 1u + shape.fixed;
        if (rest.size() < fixed) return error{errc::length, 1};
        size = fixed;
        if (!shape.has_length) return {};
        if (rest.size() == fixed) return error{errc::length, fixed};
        const auto length = std::to_integer<std::size_t>(rest[fixed]);
        if (length > rest.size() - fixed - 1) return error{errc::outside, fixed};
        size = fixed + 1 + length;
        return {};
    }
    static constexpr traffic_component read(bytes item) noexcept {
        traffic_component c{static_cast<ursp_traffic_component_type>(item[0])};
        copy_bytes(c.fixed_.data(), item.data() + 1, c.fixed_size());
        if (c.has_length() || !c.is_known()) c.data_ = item.subspan(1 + c.fixed_size() + (c.has_length() ? 1 : 0));
        return c;
    }
    static constexpr error refuse(const traffic_component& c) noexcept {
        return !c.has_length() || c.data_.size() <= 0xff ? error{} : error{errc::too_large, 0};
    }
    static constexpr std::uint64_t size(const traffic_component& c) noexcept {
        return 1 + std::uint64_t{c.fixed_size()} + (c.has_length() ? 1 : 0) + c.data_.size();
    }
    static constexpr void write(const traffic_component& c, std::byte* to) noexcept {
        *to++ = static_cast<std::byte>(c.type_);
        copy_bytes(to, c.fixed_.data(), c.fixed_size());
        to += c.fixed_size();
        if (c.has_length()) *to++ = static_cast<std::byte>(c.data_.size());
        copy_bytes(to, c.data_.data(), c.data_.size());
    }
    static constexpr bool open(const traffic_component& c) noexcept { return !c.is_known(); }
};

/// Components behind a big-endian length.
struct traffic_descriptor {
    using packing_of_components = packing<traffic_components>;

    /// \param at  where the length stands
    static constexpr error check(bytes rest, std::size_t at, std::size_t& size, tolerance t) noexcept {
        if (rest.size() < at + 2) return error{errc::length, at < rest.size() ? at : rest.size()};
        const auto length = std::size_t{load_be<std::uint16_t>(rest.data() + at)};
        if (length > rest.size() - at - 2) return error{errc::outside, at};
        std::size_t all{};
        if (error e = packing_of_components::check(rest.subspan(at + 2, length), all, t)) return e.shifted(at + 2);
        size = at + 2 + length;
        return {};
    }
    static constexpr traffic_components read(bytes item, std::size_t at) noexcept {
        return traffic_components::over_checked(item.subspan(at + 2));
    }
    static constexpr error refuse(const traffic_components& components) noexcept {
        if (error e = packing_of_components::refuse(components)) return e;
        return packing_of_components::size(components) <= 0xffff ? error{} : error{errc::too_large, 0};
    }
    static constexpr std::uint64_t size(const traffic_components& components) noexcept {
        return 2 + packing_of_components::size(components);
    }
    static constexpr void write(const traffic_components& components, std::byte* to) noexcept {
        store_be(to, static_cast<std::uint16_t>(packing_of_components::size(components)));
        packing_of_components::write(components, to + 2);
    }
};

template <>
struct packing<traffic_parameter> {
    static constexpr error check(bytes rest, std::size_t& size, tolerance t) noexcept {
        return traffic_descriptor::check(rest, 0, size, t);
    }
    static constexpr traffic_parameter read(bytes item) noexcept { return {traffic_descriptor::read(item, 0)}; }
    static constexpr error refuse(const traffic_parameter& p) noexcept { return traffic_descriptor::refuse(p.components); }
    static constexpr std::uint64_t size(const traffic_parameter& p) noexcept { return traffic_descriptor::size(p.components); }
    static constexpr void write(const traffic_parameter& p, std::byte* to) noexcept { traffic_descriptor::write(p.components, to); }
};

template <>
struct packing<ursp_rule> {
    static constexpr error check(bytes rest, std::size_t& size, tolerance t) noexcept {
        return traffic_descriptor::check(rest, 1, size, t);
    }
    static constexpr ursp_rule read(bytes item) noexcept {
        return {std::to_integer<std::uint8_t>(item[0]), traffic_descriptor::read(item, 1)};
    }
    static constexpr error refuse(const ursp_rule& r) noexcept { return traffic_descriptor::refuse(r.components); }
    static constexpr std::uint64_t size(const ursp_rule& r) noexcept { return 1 + traffic_descriptor::size(r.components); }
    static constexpr void write(const ursp_rule& r, std::byte* to) noexcept {
        to[0] = static_cast<std::byte>(r.precedence);
        traffic_descriptor::write(r.components, to + 1);
    }
};

}  // namespace detail
}  // namespace cdcnet::mbim
