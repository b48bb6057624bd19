// SPDX-License-Identifier: BSL-1.0
/// \file
/// What hosts demand of the descriptors and NTB parameters of NCM and MBIM functions: the table of rules behind
/// `compatibility.hpp`, each with its public source.
///
/// A rule is about something a host is known to mind, not about everything that the specifications say.  Those of usbncm
/// rest on the driver as Microsoft has published it, NCM-Driver-for-Windows, where no other source is named.
#pragma once

#include <bit>
#include <cdcnet/ncm/parameters.hpp>
#include <cdcnet/usb/classify.hpp>
#include <cdcnet/usb/microsoft_os.hpp>
#include <optional>

namespace cdcnet::usb {

/// A host's driver.
enum class host : std::uint8_t {
    linux_kernel,  ///< cdc_ncm and cdc_mbim
    windows_2021,  ///< usbncm of Windows 11, before the update KB5124008
    windows_2026,  ///< usbncm since KB5124008 (September 2026)
    windows_mbim,  ///< the MBIM class driver, since Windows 8
    macos,         ///< NCM
    android,       ///< NCM: the kernel's cdc_ncm, and the Ethernet service above it
    ios,           ///< NCM, iOS and iPadOS
};

inline constexpr std::array all_hosts{host::linux_kernel, host::windows_2021, host::windows_2026, host::windows_mbim,
                                      host::macos,        host::android,      host::ios};

/// A short name, as the enumerator is spelt.
[[nodiscard]] constexpr std::string_view name_of(host h) noexcept {
    switch (h) {
        case host::linux_kernel: return "linux_kernel";
        case host::windows_2021: return "windows_2021";
        case host::windows_2026: return "windows_2026";
        case host::windows_mbim: return "windows_mbim";
        case host::macos: return "macos";
        case host::android: return "android";
        case host::ios: return "ios";
    }
    return {};
}

/// Some of the hosts.
class host_set {
public:
    constexpr host_set(std::initializer_list<host> hosts) noexcept {
        for (const host h : hosts) bits_ = static_cast<std::uint8_t>(bits_ | bit_of(h));
    }
    [[nodiscard]] constexpr bool has(host h) const noexcept { return (bits_ & bit_of(h)) != 0; }

private:
    [[nodiscard]] static constexpr unsigned bit_of(host h) noexcept { return 1u << static_cast<unsigned>(h); }
    std::uint8_t bits_{};
};

/// What follows when a rule is broken.
enum class severity : std::uint8_t {
    warning,  ///< the host uses the function, but not as intended, or not always
    refusal,  ///< the host does not use the function
};
[[nodiscard]] constexpr std::string_view name_of(severity s) noexcept { return s == severity::refusal ? "refusal" : "warning"; }

/// What a rule rests on.
enum class confidence : std::uint8_t {
    documented,       ///< the source code of the host, or what its maker has written
    several_reports,  ///< of people who do not make the host, independent of each other
    one_report,
};
[[nodiscard]] constexpr std::string_view name_of(confidence c) noexcept {
    switch (c) {
        case confidence::documented: return "documented";
        case confidence::several_reports: return "several reports";
        case confidence::one_report: return "one report";
    }
    return {};
}

namespace detail {

/// What a host's driver meets in one function.  What nobody has told is absent, and rules about it are not judged.
struct seen_function {
    framing as{};  // what the driver speaks with it; none: a function whose kind is not known

    bool has_configuration{};  // the following are known
    bool is_well_formed{};
    bool is_dual{};   // NCM and MBIM as alternate settings
    bool is_alone{};  // the configuration has no other function
    bool is_associated{};
    bool names_data{};                     // by a union, or by an association
    interface_descriptor communication{};  // the alternate setting that the driver selects
    endpoint_descriptor notification{};    // of this setting; address 0 when it has none
    bool has_data_setting_0{};
    std::optional<interface_setting> data{};  // the alternate setting that the driver selects, when it exists
    std::size_t ncm_length{};                 // bLength as it stands there; 0 when there is no such descriptor
    std::size_t ethernet_length{};

    std::optional<ncm_descriptor> ncm{};
    std::optional<ethernet_descriptor> ethernet{};
    std::optional<mbim_descriptor> mbim{};
    std::optional<mbim_extended_descriptor> mbim_extended{};
    std::optional<ncm::ntb_parameters> parameters{};
    std::optional<mac_address> mac{};
    std::optional<bool> has_good_microsoft_os{};
    std::optional<microsoft_os::compatible_id> id{};  // `none` when the device is known to have none
    bool has_cdc_wmc{};                               // as the compatible id of the device

    /// A function in a configuration that can be walked, of this kind.
    [[nodiscard]] constexpr bool stands_as(framing kind) const noexcept { return has_configuration && is_well_formed && as == kind; }
    [[nodiscard]] constexpr bool stands() const noexcept { return stands_as(framing::ncm) || stands_as(framing::mbim); }
};

/// How a rule answers.
enum class answer : std::uint8_t { not_known, kept, broken };

[[nodiscard]] constexpr answer demand(bool holds) noexcept { return holds ? answer::kept : answer::broken; }
/// A demand that is made only when its facts are known.
[[nodiscard]] constexpr answer demand(bool known, bool holds) noexcept { return known ? demand(holds) : answer::not_known; }

[[nodiscard]] constexpr bool is_alignment(std::uint32_t value, std::uint32_t least, std::uint32_t limit) noexcept {
    return std::has_single_bit(value) && value >= least && value <= limit;
}
/// Likewise, but below `limit`, which may be 0.
[[nodiscard]] constexpr bool is_alignment_below(std::uint32_t value, std::uint32_t least, std::uint32_t limit) noexcept {
    return value < limit && is_alignment(value, least, limit);
}

/// A part of the NTB parameter block, when that is known.
template <class Demand>
[[nodiscard]] constexpr answer of_parameters(const seen_function& f, Demand holds) noexcept {
    return f.parameters ? demand(holds(*f.parameters)) : answer::not_known;
}

/// What Linux has in tx_max when it looks at divisor, remainder and alignment: no more than 16384 at first, and one byte more where the
/// function takes larger blocks; no less than NTH and NDP for 40 datagrams.  cdc_ncm.c, cdc_ncm_setup and cdc_ncm_update_rxtx_max.
/// The 2048 of cdc_ncm_check_tx_max bounds only what may be set later.
[[nodiscard]] constexpr std::uint32_t tx_max_of_linux(const ncm::out_parameters& p) noexcept {
    constexpr std::uint32_t initial = 16384;
    constexpr std::uint32_t tables = 12 + 8 + 4 * 41;
    if (p.max_size > initial) return initial + 1;
    return p.max_size < tables ? tables : p.max_size;
}
/// Linux pads to 4 bytes when it does not take the divisor.
[[nodiscard]] constexpr std::uint32_t divisor_of_linux(const ncm::out_parameters& p) noexcept {
    return is_alignment_below(p.divisor, 4, tx_max_of_linux(p)) ? p.divisor : 4u;
}

}  // namespace detail

/// Something that hosts demand.
struct rule {
    std::string_view id{};
    std::string_view title{};      ///< what is demanded
    std::string_view otherwise{};  ///< what the host does when it is not so
    host_set hosts{};
    usb::severity severity{};
    std::string_view field{};   ///< as the specification spells it; or the name of a descriptor that is missing
    std::string_view source{};  ///< public: a file, a document or an address
    usb::confidence confidence{};
    detail::answer (*judge)(const detail::seen_function&) noexcept {};
};

namespace detail {

inline constexpr host_set of_linux{host::linux_kernel, host::android};  // the same driver for NCM
inline constexpr host_set of_usbncm{host::windows_2021, host::windows_2026};
inline constexpr host_set of_linux_and_usbncm{host::linux_kernel, host::android, host::windows_2021, host::windows_2026};
inline constexpr host_set of_windows{host::windows_2021, host::windows_2026, host::windows_mbim};

inline constexpr std::string_view linux_bind = "Linux drivers/net/usb/cdc_ncm.c, cdc_ncm_bind_common";
inline constexpr std::string_view linux_setup = "Linux drivers/net/usb/cdc_ncm.c, cdc_ncm_init and cdc_ncm_setup";
inline constexpr std::string_view usbncm_configuration = "microsoft/NCM-Driver-for-Windows host/device.cpp, RetrieveConfiguration";
inline constexpr std::string_view usbncm_capabilities = "microsoft/NCM-Driver-for-Windows host/device.cpp, ConfigCapabilities";
inline constexpr std::string_view usbncm_pipes = "microsoft/NCM-Driver-for-Windows host/device.cpp, SelectConfiguration";
inline constexpr std::string_view mb_interface_model = "https://learn.microsoft.com/windows-hardware/drivers/network/mb-interface-model";

}  // namespace detail

// clang-format off: a table
/// All rules.
inline constexpr std::array rules{
    rule{.id = "configuration",
        .title = "every bLength leads to the next descriptor, and the last one to wTotalLength",
        .otherwise = "what the host finds behind the fault is up to chance",
        .hosts = {host::linux_kernel, host::windows_2021, host::windows_2026, host::windows_mbim, host::macos, host::android, host::ios},
        .severity = severity::refusal, .field = "wTotalLength",
        .source = "USB 2.0, 9.6.3", .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept { return detail::demand(f.has_configuration, f.is_well_formed); }},

    // The communication interface

    rule{.id = "communication-protocol",
        .title = "bInterfaceProtocol of the communication interface is 0",
        .otherwise = "no driver is bound",
        .hosts = detail::of_linux,
        .severity = severity::refusal, .field = "bInterfaceProtocol",
        .source = "Linux drivers/net/usb/cdc_ncm.c, cdc_devs; cdc_mbim.c, mbim_devs", .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept { return detail::demand(f.stands(), f.communication.protocol == 0); }},

    rule{.id = "notification-endpoint",
        .title = "the communication interface has an interrupt IN endpoint",
        .otherwise = "binding fails",
        .hosts = detail::of_linux,
        .severity = severity::refusal, .field = "ENDPOINT",
        .source = "Linux drivers/net/usb/cdc_ncm.c, cdc_ncm_find_endpoints; cdc_mbim.c, cdc_mbim_bind", .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept { return detail::demand(f.stands(), f.notification.address != 0); }},

    rule{.id = "one-notification-endpoint",
        .title = "the communication interface has one endpoint, interrupt IN",
        .otherwise = "the device does not start",
        .hosts = detail::of_usbncm,
        .severity = severity::refusal, .field = "bNumEndpoints",
        .source = detail::usbncm_configuration, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.stands(), f.communication.endpoints == 1 && f.notification.address != 0);
        }},

    rule{.id = "notification-size",
        .title = "the notification endpoint takes the 16 bytes of CONNECTION_SPEED_CHANGE in one packet",
        .otherwise = "the second packet is taken for a notification of its own",
        .hosts = detail::of_usbncm,
        .severity = severity::warning, .field = "wMaxPacketSize",
        .source = "microsoft/NCM-Driver-for-Windows host/device.cpp, ControlInterruptPipeReadCompletetionRoutine",
        .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.stands() && f.notification.address != 0, f.notification.packet_size() >= 16);
        }},

    rule{.id = "grouping",
        .title = "in a composite device an interface association groups the interfaces of the function",
        .otherwise = "without the compatible id CDC_WMC the interfaces are not put together",
        .hosts = {host::windows_mbim},
        .severity = severity::warning, .field = "INTERFACE_ASSOCIATION",
        .source = detail::mb_interface_model, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.stands(), f.is_alone || f.is_associated || f.has_cdc_wmc);
        }},

    // The data interface

    rule{.id = "data-interface",
        .title = "a union descriptor, or an association, names the data interface",
        .otherwise = "binding fails",
        .hosts = detail::of_linux,
        .severity = severity::refusal, .field = "UNION",
        .source = detail::linux_bind, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept { return detail::demand(f.stands(), f.names_data); }},

    rule{.id = "data-setting-0",
        .title = "the data interface has alternate setting 0",
        .otherwise = "selecting it fails, and the function is given up",
        .hosts = detail::of_linux_and_usbncm,
        .severity = severity::refusal, .field = "bAlternateSetting",
        .source = "Linux drivers/net/usb/cdc_ncm.c, cdc_ncm_bind_common; microsoft/NCM-Driver-for-Windows host/device.cpp, RetrieveConfiguration",
        .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept { return detail::demand(f.stands(), f.has_data_setting_0); }},

    rule{.id = "data-setting",
        .title = "alternate setting 1 of the data interface, 2 for MBIM beside NCM, has a bulk endpoint in both directions",
        .otherwise = "binding fails",
        .hosts = detail::of_linux,
        .severity = severity::refusal, .field = "bAlternateSetting",
        .source = "Linux include/linux/usb/cdc_ncm.h, CDC_NCM_DATA_ALTSETTING_NCM and _MBIM; cdc_ncm.c, cdc_ncm_bind_common",
        .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept { return detail::demand(f.stands(), f.data && f.data->has_bulk_pair()); }},

    rule{.id = "data-protocol",
        .title = "alternate setting 1 of the data interface has bInterfaceProtocol 1",
        .otherwise = "the device does not start",
        .hosts = detail::of_usbncm,
        .severity = severity::refusal, .field = "bInterfaceProtocol",
        .source = detail::usbncm_configuration, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.stands(), f.data && f.data->descriptor.class_ == data_class && f.data->descriptor.protocol == ncm_data_protocol);
        }},

    rule{.id = "data-endpoints",
        .title = "alternate setting 1 of the data interface has two endpoints, bulk IN and bulk OUT",
        .otherwise = "the device does not start",
        .hosts = detail::of_usbncm,
        .severity = severity::refusal, .field = "bNumEndpoints",
        .source = detail::usbncm_pipes, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.stands(), f.data && f.data->descriptor.endpoints == 2 && f.data->has_bulk_pair());
        }},

    // Functional descriptors

    rule{.id = "ncm-descriptor",
        .title = "an NCM function has an NCM functional descriptor",
        .otherwise = "binding fails",
        .hosts = detail::of_linux,
        .severity = severity::refusal, .field = "NCM",
        .source = detail::linux_bind, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept { return detail::demand(f.stands_as(framing::ncm), f.ncm.has_value()); }},

    rule{.id = "ncm-length",
        .title = "the NCM functional descriptor has 6 bytes",
        .otherwise = "the device does not start",
        .hosts = detail::of_usbncm,
        .severity = severity::refusal, .field = "bLength",
        .source = detail::usbncm_configuration, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept { return detail::demand(f.ncm_length != 0, f.ncm_length == 6); }},

    rule{.id = "ethernet-descriptor",
        .title = "an NCM function has an Ethernet functional descriptor",
        .otherwise = "Linux does not bind; Windows reads from where there is nothing",
        .hosts = detail::of_linux_and_usbncm,
        .severity = severity::refusal, .field = "ETHERNET",
        .source = "Linux drivers/net/usb/cdc_ncm.c, cdc_ncm_bind_common; https://github.com/microsoft/NCM-Driver-for-Windows/issues/23",
        .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept { return detail::demand(f.stands_as(framing::ncm), f.ethernet.has_value()); }},

    rule{.id = "ethernet-length",
        .title = "the Ethernet functional descriptor has 13 bytes",
        .otherwise = "the device does not start",
        .hosts = detail::of_usbncm,
        .severity = severity::refusal, .field = "bLength",
        .source = detail::usbncm_configuration, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept { return detail::demand(f.ethernet_length != 0, f.ethernet_length == 13); }},

    rule{.id = "mac-address-string",
        .title = "iMACAddress is the index of a string, and not 0",
        .otherwise = "the host asks for the address, gets none and gives up",
        .hosts = detail::of_linux_and_usbncm,
        .severity = severity::refusal, .field = "iMACAddress",
        .source = "Linux drivers/net/usb/cdc_ncm.c, cdc_ncm_bind_common; microsoft/NCM-Driver-for-Windows host/device.cpp, ConfigCapabilities",
        .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.ethernet.has_value(), f.ethernet && f.ethernet->mac_address_string != 0);
        }},

    rule{.id = "mac-address-local",
        .title = "bit 1 of the first octet of the MAC address, locally administered, is clear",
        .otherwise = "the kernel names the interface usbN, and the Ethernet service takes ethN only",
        .hosts = {host::android},
        .severity = severity::refusal, .field = "iMACAddress",
        .source = "https://docs.embassy.dev/embassy-usb, class::cdc_ncm; https://github.com/GrapheneOS/os-issue-tracker/issues/5586",
        .confidence = confidence::several_reports,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.mac.has_value(), f.mac && (std::to_integer<unsigned>(f.mac->octets[0]) & 2u) == 0);
        }},

    rule{.id = "segment-size",
        .title = "wMaxSegmentSize of the Ethernet functional descriptor is at least 1514",
        .otherwise = "Linux sends frames of 1514 bytes all the same; Windows uses a smaller MTU than the network's",
        .hosts = detail::of_linux_and_usbncm,
        .severity = severity::warning, .field = "wMaxSegmentSize",
        .source = "Linux drivers/net/usb/cdc_ncm.c, cdc_ncm_min_dgram_size; microsoft/NCM-Driver-for-Windows host/device.cpp, ConfigCapabilities",
        .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.ethernet.has_value(), f.ethernet && f.ethernet->max_segment_size >= 1514);
        }},

    rule{.id = "packet-filter",
        .title = "bit 0 of bmNetworkCapabilities, SetEthernetPacketFilter, is set",
        .otherwise = "often the host selects data setting 0 right after setting 1, and the link stays down",
        .hosts = {host::macos, host::ios},
        .severity = severity::warning, .field = "bmNetworkCapabilities",
        .source = "https://developer.apple.com/forums/thread/824727; https://github.com/hathach/tinyusb/pull/3621; "
                  "https://github.com/zephyrproject-rtos/zephyr/pull/108684; https://github.com/embassy-rs/embassy/pull/6836",
        .confidence = confidence::several_reports,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.ncm.has_value(), f.ncm && f.ncm->has(network_capability::packet_filter));
        }},

    rule{.id = "mbim-descriptor",
        .title = "an MBIM function has an MBIM functional descriptor",
        .otherwise = "binding fails",
        .hosts = {host::linux_kernel},
        .severity = severity::refusal, .field = "MBIM",
        .source = "Linux drivers/net/usb/cdc_mbim.c, cdc_mbim_bind", .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept { return detail::demand(f.stands_as(framing::mbim), f.mbim.has_value()); }},

    // MBIM 1.0 wants 2048 and more here, and many devices that Windows uses say 2048.
    rule{.id = "mbim-segment-size",
        .title = "wMaxSegmentSize of the MBIM functional descriptor is the MTU, 1280 to 1500",
        .otherwise = "the link has another MTU than the network",
        .hosts = {host::windows_mbim},
        .severity = severity::warning, .field = "wMaxSegmentSize",
        .source = "https://learn.microsoft.com/windows-hardware/drivers/network/mobile-broadband-implementation-guidelines-for-usb-devices",
        .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.mbim.has_value(), f.mbim && f.mbim->max_segment_size >= 1280 && f.mbim->max_segment_size <= 1500);
        }},

    rule{.id = "mbim-extended-version",
        .title = "bcdMBIMExtendedVersion is 1.0; newer releases are negotiated",
        .otherwise = "a host that does not speak the newer release does not work with the function",
        .hosts = {host::windows_mbim},
        .severity = severity::warning, .field = "bcdMBIMExtendedVersion",
        .source = "https://learn.microsoft.com/windows-hardware/drivers/ddi/mbbcx/nf-mbbcx-mbb_device_mbim_parameters_init",
        .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.mbim_extended.has_value(), f.mbim_extended && f.mbim_extended->version <= 0x0100);
        }},

    // The Microsoft OS 2.0 descriptor set

    rule{.id = "microsoft-os-set",
        .title = "the Microsoft OS 2.0 descriptor set is well formed",
        .otherwise = "it is ignored, and what it says with it",
        .hosts = detail::of_windows,
        .severity = severity::warning, .field = "wTotalLength",
        .source = "Microsoft OS 2.0 Descriptors Specification", .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.has_good_microsoft_os.has_value(), f.has_good_microsoft_os.value_or(false));
        }},

    rule{.id = "winncm-id",
        .title = "the compatible id of the first interface of the function, or of the device, is WINNCM",
        .otherwise = "Windows 10 loads no driver; Windows 11 goes by the class",
        .hosts = detail::of_usbncm,
        .severity = severity::warning, .field = "CompatibleID",
        .source = "https://github.com/MicrosoftDocs/windows-driver-docs/issues/2449; "
                  "https://github.com/microsoft/NCM-Driver-for-Windows/issues/15; https://github.com/hathach/tinyusb/pull/550",
        .confidence = confidence::several_reports,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.as == framing::ncm && f.id.has_value(), f.id == microsoft_os::winncm);
        }},

    rule{.id = "mbim-id",
        .title = "a function that begins as NCM has the compatible id MBIM",
        .otherwise = "the NCM driver takes it",
        .hosts = {host::windows_mbim},
        .severity = severity::refusal, .field = "CompatibleID",
        .source = detail::mb_interface_model, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.stands() && f.is_dual && f.id.has_value(), f.id == microsoft_os::mbim);
        }},

    // The NTB parameter block

    rule{.id = "ntb16",
        .title = "bit 0 of bmNtbFormatsSupported, NTB-16, is set",
        .otherwise = "the device does not start",
        .hosts = detail::of_usbncm,
        .severity = severity::refusal, .field = "bmNtbFormatsSupported",
        .source = detail::usbncm_capabilities, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::of_parameters(f, [](const ncm::ntb_parameters& p) { return (p.formats_supported & ncm::formats_supported::ntb16) != 0; });
        }},

    rule{.id = "out-divisor",
        .title = "wNdpOutDivisor is a power of two, at least 4 and at most dwNtbOutMaxSize",
        .otherwise = "the device does not start: Code 10",
        .hosts = {host::windows_2026},
        .severity = severity::refusal, .field = "wNdpOutDivisor",
        .source = "https://github.com/hathach/tinyusb/issues/3913; https://github.com/espressif/tinyusb/pull/85",
        .confidence = confidence::several_reports,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::of_parameters(f, [](const ncm::ntb_parameters& p) { return detail::is_alignment(p.out.divisor, 4, p.out.max_size); });
        }},

    rule{.id = "in-divisor",
        .title = "wNdpInDivisor is a power of two and at least 4",
        .otherwise = "the same is to be expected as for wNdpOutDivisor",
        .hosts = {host::windows_2026},
        .severity = severity::warning, .field = "wNdpInDivisor",
        .source = "https://github.com/hathach/tinyusb/pull/3914", .confidence = confidence::one_report,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::of_parameters(f, [](const ncm::ntb_parameters& p) { return detail::is_alignment(p.in.divisor, 4, 0xffff); });
        }},

    // 1 and 2 are as good as 4, which takes their place.
    rule{.id = "out-divisor-taken",
        .title = "wNdpOutDivisor is a power of two, below dwNtbOutMaxSize and at most 16384",
        .otherwise = "4 takes its place, and datagrams stand where the device does not expect them",
        .hosts = detail::of_linux,
        .severity = severity::warning, .field = "wNdpOutDivisor",
        .source = detail::linux_setup, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::of_parameters(f, [](const auto& p) { return detail::is_alignment_below(p.out.divisor, 1, detail::tx_max_of_linux(p.out)); });
        }},

    rule{.id = "out-remainder-taken",
        .title = "wNdpOutPayloadRemainder is below the divisor that the host takes",
        .otherwise = "0 takes its place",
        .hosts = detail::of_linux,
        .severity = severity::warning, .field = "wNdpOutPayloadRemainder",
        .source = detail::linux_setup, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::of_parameters(f, [](const ncm::ntb_parameters& p) { return p.out.payload_remainder < detail::divisor_of_linux(p.out); });
        }},

    rule{.id = "out-alignment-taken",
        .title = "wNdpOutAlignment is a power of two, at least 4, below dwNtbOutMaxSize and at most 16384",
        .otherwise = "4 takes its place",
        .hosts = detail::of_linux,
        .severity = severity::warning, .field = "wNdpOutAlignment",
        .source = detail::linux_setup, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::of_parameters(f, [](const auto& p) { return detail::is_alignment_below(p.out.ndp_alignment, 4, detail::tx_max_of_linux(p.out)); });
        }},

    rule{.id = "out-size",
        .title = "dwNtbOutMaxSize is at least 2048",
        .otherwise = "datagrams that do not fit into such a block with its tables are dropped",
        .hosts = detail::of_linux,
        .severity = severity::warning, .field = "dwNtbOutMaxSize",
        .source = "Linux drivers/net/usb/cdc_ncm.c, cdc_ncm_check_tx_max and cdc_ncm_fill_tx_frame", .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::of_parameters(f, [](const ncm::ntb_parameters& p) { return p.out.max_size >= 2048; });
        }},

    rule{.id = "in-size",
        .title = "dwNtbInMaxSize is at least 2048",
        .otherwise = "the host sets an input size of 2048, which is more than the device has",
        .hosts = detail::of_linux,
        .severity = severity::warning, .field = "dwNtbInMaxSize",
        .source = detail::linux_setup, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::of_parameters(f, [](const ncm::ntb_parameters& p) { return p.in.max_size >= 2048; });
        }},

    rule{.id = "in-size-windows",
        .title = "dwNtbInMaxSize is at most 65536, or the device takes SET_NTB_INPUT_SIZE in the 4-byte form",
        .otherwise = "the host sets 65536 in that form, and gives up when the device refuses",
        .hosts = detail::of_usbncm,
        .severity = severity::warning, .field = "dwNtbInMaxSize",
        .source = detail::usbncm_capabilities, .confidence = confidence::documented,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::of_parameters(f, [](const ncm::ntb_parameters& p) { return p.in.max_size <= 0x10000; });
        }},

    rule{.id = "mbim-block-size",
        .title = "a block of dwNtbOutMaxSize holds a datagram of wMaxSegmentSize and 28 bytes of tables",
        .otherwise = "datagrams of full size are dropped",
        .hosts = {host::linux_kernel},
        .severity = severity::warning, .field = "dwNtbOutMaxSize",
        .source = "Linux commit a6fe67087d7c", .confidence = confidence::one_report,
        .judge = [](const detail::seen_function& f) noexcept {
            return detail::demand(f.mbim && f.parameters, f.mbim && f.parameters && f.parameters->out.max_size >= 28u + f.mbim->max_segment_size);
        }},
};
// clang-format on

}  // namespace cdcnet::usb
