// SPDX-License-Identifier: BSL-1.0
/// \file
/// The Microsoft OS 2.0 descriptor set, by which a device tells Windows which driver its functions want (Microsoft OS 2.0
/// Descriptors Specification, tables 4 and 9 to 13), and the BOS descriptor that announces it.
///
/// Descriptors of a set begin with a wLength of 16 bits, and those of one function are bracketed by the length in its
/// subset header.
#pragma once

#include <cdcnet/usb/descriptors.hpp>
#include <cdcnet/usb/layout.hpp>
#include <optional>

namespace cdcnet::usb::microsoft_os {

/// wDescriptorType (table 9).
enum class descriptor_type : std::uint16_t {
    set_header = 0,
    subset_header_configuration = 1,
    subset_header_function = 2,
    feature_compatible_id = 3,
    feature_registry_property = 4,
    feature_min_resume_time = 5,
    feature_model_id = 6,
    feature_ccgp_device = 7,
    feature_vendor_revision = 8,
};

/// A compatible id or a sub-compatible id: up to 8 ASCII characters, the first one in the lowest byte, zeros behind.
enum class compatible_id : std::uint64_t { none = 0 };

/// The id that is spelt so; characters behind the eighth are lost.
[[nodiscard]] constexpr compatible_id spelt(std::string_view text) noexcept {
    std::uint64_t value = 0;
    for (std::size_t i = text.size() < 8 ? text.size() : 8; i-- > 0;) value = value << 8 | static_cast<unsigned char>(text[i]);
    return static_cast<compatible_id>(value);
}

/// Windows loads its NCM driver.
inline constexpr compatible_id winncm = spelt("WINNCM");
/// Windows loads its MBIM class driver for a function that begins as NCM.
inline constexpr compatible_id mbim = spelt("MBIM");
/// Windows forms functions by union descriptors.
inline constexpr compatible_id cdc_wmc = spelt("CDC_WMC");

/// The set header, 10 bytes (table 10).
struct set_header {
    std::uint32_t windows_version{0x06030000};  ///< the least version the set is for; 8.1 is the first that asks for one
    std::uint16_t total_length{};               ///< bytes of the whole set, this header included

    static constexpr std::string_view name = "MS_OS_20_SET_HEADER_DESCRIPTOR";
    static constexpr descriptor_type type = descriptor_type::set_header;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("dwWindowsVersion", 4, self.windows_version);
        field("wTotalLength", 8, self.total_length);
    }
    friend constexpr bool operator==(const set_header&, const set_header&) noexcept = default;
};

/// The configuration subset header, 8 bytes (table 11).
struct configuration_subset {
    std::uint8_t configuration_value{};  ///< common devices have the index here, 0 for the first configuration
    std::uint8_t reserved{};
    std::uint16_t total_length{};  ///< bytes of the subset, this header included

    static constexpr std::string_view name = "MS_OS_20_SUBSET_HEADER_CONFIGURATION";
    static constexpr descriptor_type type = descriptor_type::subset_header_configuration;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bConfigurationValue", 4, self.configuration_value);
        field("bReserved", 5, self.reserved);
        field("wTotalLength", 6, self.total_length);
    }
    friend constexpr bool operator==(const configuration_subset&, const configuration_subset&) noexcept = default;
};

/// The function subset header, 8 bytes (table 12).
struct function_subset {
    std::uint8_t first_interface{};
    std::uint8_t reserved{};
    std::uint16_t subset_length{};  ///< bytes of the subset, this header included

    static constexpr std::string_view name = "MS_OS_20_SUBSET_HEADER_FUNCTION";
    static constexpr descriptor_type type = descriptor_type::subset_header_function;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bFirstInterface", 4, self.first_interface);
        field("bReserved", 5, self.reserved);
        field("wSubsetLength", 6, self.subset_length);
    }
    friend constexpr bool operator==(const function_subset&, const function_subset&) noexcept = default;
};

/// The compatible id, 20 bytes (table 13).
struct compatible_id_descriptor {
    compatible_id id{};
    compatible_id sub_id{};

    static constexpr std::string_view name = "MS_OS_20_FEATURE_COMPATBLE_ID";  // as the specification spells it
    static constexpr descriptor_type type = descriptor_type::feature_compatible_id;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("CompatibleID", 4, self.id);
        field("SubCompatibleID", 12, self.sub_id);
    }
    friend constexpr bool operator==(const compatible_id_descriptor&, const compatible_id_descriptor&) noexcept = default;
};

/// Reads the descriptor that `raw` begins with; bytes behind wLength do not matter.
///
/// Errors: `errc::need_more` when `raw` ends before wLength bytes; `errc::descriptor_length` at 0 when wLength is not that
/// of the type; `errc::value` at 2 for another type.
template <class Descriptor>
[[nodiscard]] constexpr result<Descriptor> parse(bytes raw) noexcept {
    if (raw.size() < 4) return error{errc::need_more, raw.size()};
    if (load_le<std::uint16_t>(raw.data() + 2) != static_cast<std::uint16_t>(Descriptor::type)) return error{errc::value, 2};
    if (load_le<std::uint16_t>(raw.data()) != least_size<Descriptor>) return error{errc::descriptor_length, 0};
    if (raw.size() < least_size<Descriptor>) return error{errc::need_more, raw.size()};
    return usb::detail::read_fields<Descriptor>(raw.data(), least_size<Descriptor>);
}

/// Writes a descriptor to the front of `to` and returns the bytes written.  Error: `errc::no_space`.
template <class Descriptor>
[[nodiscard]] constexpr result<bytes> build(mutable_bytes to, const Descriptor& value) noexcept {
    constexpr std::size_t size = least_size<Descriptor>;
    if (to.size() < size) return error::no_space(size);
    store_le(to.data(), static_cast<std::uint16_t>(size));
    store_le(to.data() + 2, static_cast<std::uint16_t>(Descriptor::type));
    usb::detail::write_fields(to.data(), value);
    return bytes{to.data(), size};
}

/// A descriptor set, checked.  A view of the caller's bytes.
class descriptor_set {
public:
    constexpr descriptor_set() noexcept = default;

    /// Checks the set header, the lengths of all descriptors behind it, and that subsets lie inside what they are part of.
    /// Bytes behind wTotalLength are ignored; features other than compatible ids are not looked into.
    ///
    /// Errors: those of `parse` for the headers and the compatible ids; `errc::length` at 8 when wTotalLength is below 10;
    /// `errc::descriptor_length` at a wLength below 4; `errc::outside` at a descriptor that leads beyond its subset or the
    /// set; `errc::order` at a subset header that may not stand there (a set header behind the first, or a subset inside
    /// that of a function).
    [[nodiscard]] static constexpr result<descriptor_set> parse(bytes raw) noexcept {
        const auto header = microsoft_os::parse<set_header>(raw);
        if (!header) return header.error();
        if (header->total_length < least_size<set_header>) return error{errc::length, 8};
        if (raw.size() < header->total_length) return error{errc::need_more, raw.size()};
        descriptor_set checked;
        checked.header_ = *header;
        checked.raw_ = bytes{raw.data(), header->total_length};
        ids none{};
        if (const error e = checked.walk(none)) return e;
        return checked;
    }

    [[nodiscard]] constexpr const set_header& header() const noexcept { return header_; }
    /// The wTotalLength bytes.
    [[nodiscard]] constexpr bytes raw() const noexcept { return raw_; }

    /// The compatible id of the function that begins with this interface, else that of the whole device; `none` when
    /// there is neither.
    [[nodiscard]] constexpr compatible_id id_of(unsigned first_interface) const noexcept {
        ids found{.first_interface = first_interface};
        static_cast<void>(walk(found));
        return found.of_function != compatible_id::none ? found.of_function : found.of_device;
    }
    /// The compatible id of the whole device; `none` when it has none.
    [[nodiscard]] constexpr compatible_id id_of_device() const noexcept { return id_of(256); }

private:
    friend class compatible_id_table;

    /// What the descriptors at a place of the set are about.
    struct scope {
        std::size_t end{};                // of the innermost subset
        std::size_t configuration_end{};  // of the one around it
        bool in_configuration{};
        bool in_function{};
        unsigned first_interface{};
    };

    /// The compatible ids that are looked for.
    struct ids {
        unsigned first_interface{};
        compatible_id of_function{};
        compatible_id of_device{};
        compatible_id* of_functions{};  // of all of them by first interface, for those who want them

        constexpr void add(const scope& where, compatible_id found) noexcept {
            if (!where.in_function) {
                of_device = found;
            } else if (of_functions != nullptr) {
                of_functions[where.first_interface] = found;
            } else if (where.first_interface == first_interface) {
                of_function = found;
            }
        }
    };

    /// Goes through the descriptors behind the set header and checks them.
    [[nodiscard]] constexpr error walk(ids& found) const noexcept {
        scope in{.end = raw_.size(), .configuration_end = raw_.size()};
        for (std::size_t at = least_size<set_header>; at < raw_.size();) {
            leave(in, at);
            if (!inside(at, 4, in.end)) return {errc::outside, at};
            const std::size_t length = load_le<std::uint16_t>(raw_.data() + at);
            if (length < 4) return {errc::descriptor_length, at};
            if (!inside(at, length, in.end)) return {errc::outside, at};
            if (const error e = take(in, at, found)) return e;
            at += length;
        }
        return {};
    }

    constexpr void leave(scope& in, std::size_t at) const noexcept {
        if (in.in_function && at >= in.end) {
            in.in_function = false;
            in.end = in.configuration_end;
        }
        if (in.in_configuration && at >= in.configuration_end) {
            in.in_configuration = false;
            in.end = in.configuration_end = raw_.size();
        }
    }

    [[nodiscard]] constexpr error take(scope& in, std::size_t at, ids& found) const noexcept {
        const bytes rest{raw_.data() + at, in.end - at};
        switch (static_cast<descriptor_type>(load_le<std::uint16_t>(rest.data() + 2))) {
            case descriptor_type::set_header: return {errc::order, at};
            case descriptor_type::subset_header_configuration: {
                if (in.in_configuration || in.in_function) return {errc::order, at};
                const auto subset = microsoft_os::parse<configuration_subset>(rest);
                if (!subset) return subset.error().shifted(at);
                if (const error e = enter(in, at, subset->total_length)) return e;
                in.in_configuration = true;
                in.configuration_end = in.end;
                return {};
            }
            case descriptor_type::subset_header_function: {
                if (in.in_function) return {errc::order, at};
                const auto subset = microsoft_os::parse<function_subset>(rest);
                if (!subset) return subset.error().shifted(at);
                if (const error e = enter(in, at, subset->subset_length)) return e;
                in.in_function = true;
                in.first_interface = subset->first_interface;
                return {};
            }
            case descriptor_type::feature_compatible_id: {
                const auto feature = microsoft_os::parse<compatible_id_descriptor>(rest);
                if (!feature) return feature.error().shifted(at);
                found.add(in, feature->id);
                return {};
            }
            default: return {};
        }
    }

    [[nodiscard]] static constexpr error enter(scope& in, std::size_t at, std::size_t length) noexcept {
        if (length < least_size<function_subset>) return {errc::length, at + 6};
        if (!inside(at, length, in.end)) return {errc::outside, at};
        in.end = at + length;
        return {};
    }

    set_header header_{};
    bytes raw_{};
};

/// The compatible ids of all functions, found in one walk through a set, for those who ask about many functions; 2 KiB.
class compatible_id_table {
public:
    constexpr compatible_id_table() noexcept = default;
    explicit constexpr compatible_id_table(const descriptor_set& set) noexcept {
        descriptor_set::ids found{.of_functions = of_functions_.data()};
        static_cast<void>(set.walk(found));
        of_device_ = found.of_device;
    }

    /// As `descriptor_set::id_of` and `id_of_device` tell.
    [[nodiscard]] constexpr compatible_id id_of(unsigned first_interface) const noexcept {
        const compatible_id own = first_interface < 256 ? of_functions_[first_interface] : compatible_id::none;
        return own != compatible_id::none ? own : of_device_;
    }
    [[nodiscard]] constexpr compatible_id id_of_device() const noexcept { return of_device_; }

private:
    std::array<compatible_id, 256> of_functions_{};  // by first interface
    compatible_id of_device_{};
};

/// What Windows needs to know to ask for a set: the platform capability descriptor, 28 bytes (table 4 and USB 3.2,
/// 9.6.2.4).  The device descriptor of a device with one has a bcdUSB of at least 0x0201.
struct platform_capability {
    std::uint32_t windows_version{0x06030000};
    std::uint16_t set_length{};            ///< wTotalLength of the set
    std::uint8_t vendor_code{1};           ///< bRequest by which Windows asks for the set, with wIndex 7
    std::uint8_t alternate_enumeration{};  ///< 0: the device does not enumerate differently for Windows

    static constexpr std::size_t wire_size = 28;
    static constexpr std::uint16_t set_index = 7;  ///< wIndex of the request: MS_OS_20_DESCRIPTOR_INDEX
    /// bLength, bDescriptorType, bDevCapabilityType and bReserved, then PlatformCapabilityUUID, d8dd60df-4589-4cc7-9cd2-659d9e648a9f
    /// with its first three parts little-endian.
    static constexpr std::uint8_t head[] = {wire_size, 0x10, 5,    0,    0xdf, 0x60, 0xdd, 0xd8, 0x89, 0x45,
                                            0xc7,      0x4c, 0x9c, 0xd2, 0x65, 0x9d, 0x9e, 0x64, 0x8a, 0x9f};

    [[nodiscard]] static constexpr bool begins(bytes raw) noexcept {
        if (raw.size() < wire_size || std::to_integer<std::size_t>(raw[0]) < wire_size) return false;
        for (std::size_t i = 1; i < sizeof head; ++i)
            if (std::to_integer<std::uint8_t>(raw[i]) != head[i]) return false;
        return true;
    }
};

/// The capability in a BOS descriptor, the first one for several releases of Windows; none when it is not there as far as
/// the bytes go.
[[nodiscard]] constexpr std::optional<platform_capability> find_platform_capability(bytes bos) noexcept {
    constexpr std::size_t bos_size = 5;
    if (bos.size() < bos_size || bos[0] != std::byte{bos_size} || bos[1] != static_cast<std::byte>(usb::descriptor_type::bos))
        return std::nullopt;
    for (std::size_t at = bos_size; at < bos.size();) {
        const bytes rest = bos.subspan(at);
        if (platform_capability::begins(rest)) {
            const std::byte* const data = rest.data() + sizeof platform_capability::head;
            return platform_capability{load_le<std::uint32_t>(data), load_le<std::uint16_t>(data + 4),
                                       std::to_integer<std::uint8_t>(data[6]), std::to_integer<std::uint8_t>(data[7])};
        }
        if (rest[0] == std::byte{}) return std::nullopt;
        at += std::to_integer<std::size_t>(rest[0]);
    }
    return std::nullopt;
}

/// A BOS descriptor (USB 3.2, 9.6.2) with this capability alone, 33 bytes.
[[nodiscard]] constexpr std::array<std::byte, 5 + platform_capability::wire_size> bos(const platform_capability& value) noexcept {
    constexpr std::uint8_t bos_head[] = {5, static_cast<std::uint8_t>(usb::descriptor_type::bos), 33, 0, 1};
    std::array<std::byte, 5 + platform_capability::wire_size> out{};
    std::size_t at = 0;
    for (const std::uint8_t octet : bos_head) out[at++] = std::byte{octet};
    for (const std::uint8_t octet : platform_capability::head) out[at++] = std::byte{octet};
    store_le(out.data() + 25, value.windows_version);
    store_le(out.data() + 29, value.set_length);
    out[31] = std::byte{value.vendor_code};
    out[32] = std::byte{value.alternate_enumeration};
    return out;
}

}  // namespace cdcnet::usb::microsoft_os
