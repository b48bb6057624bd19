// SPDX-License-Identifier: BSL-1.0
#include "interface_names.hpp"

#include <algorithm>
#include <array>
#include <cdcnet/usb/classify.hpp>

namespace cdclint {

namespace usb = cdcnet::usb;

namespace {

constexpr std::size_t most_functions = 256;

/// Vendor class, as Huawei uses it: from the tables of the drivers qmi_wwan and huawei_cdc_ncm.
struct vendor_hint {
    unsigned subclass;
    unsigned protocol;
    std::string_view name;
};
constexpr unsigned huawei = 0x12d1;
constexpr std::string_view qmi_control = "QMI-like, control";
constexpr std::string_view qmi_data = "QMI-like, data";
constexpr std::string_view qmi = "QMI-like";
constexpr std::string_view ncm_of_vendor = "NCM of a vendor";
constexpr std::string_view serial = "serial";
constexpr std::array huawei_hints{
    vendor_hint{1, 0x07, qmi},           vendor_hint{1, 0x08, qmi_data},      vendor_hint{1, 0x09, qmi_control},
    vendor_hint{1, 0x11, qmi},           vendor_hint{1, 0x38, qmi_data},      vendor_hint{1, 0x39, qmi_control},
    vendor_hint{1, 0x69, qmi},           vendor_hint{2, 0x16, ncm_of_vendor}, vendor_hint{2, 0x46, ncm_of_vendor},
    vendor_hint{2, 0x76, ncm_of_vendor}, vendor_hint{3, 0x16, ncm_of_vendor},
};

/// Linux drivers that say what the interface of a vendor is.
struct driver_hint {
    std::string_view driver;
    std::string_view name;
};
constexpr std::array driver_hints{
    driver_hint{"qmi_wwan", qmi},
    driver_hint{"GobiNet", qmi},
    driver_hint{"option", serial},
    driver_hint{"qcserial", serial},
    driver_hint{"sierra", serial},
    driver_hint{"sierra_net", "Direct IP of Sierra"},
    driver_hint{"hso", "HSO of Option"},
    driver_hint{"usbserial", serial},
    driver_hint{"usbserial_generic", serial},
    driver_hint{"huawei_cdc_ncm", ncm_of_vendor},
};

/// The function that an interface belongs to.
usb::function function_of(gsl::span<const usb::function> functions, unsigned number) {
    for (const usb::function& f : functions)
        if (f.communication == number || f.data == number) return f;
    return {};
}

std::string_view name_of_vendor_interface(const usb::interface_setting& s, unsigned vendor, std::string_view driver) {
    const usb::class_code code = s.descriptor.code();
    if (vendor == huawei)
        for (const vendor_hint& h : huawei_hints)
            if (h.subclass == code.subclass && h.protocol == code.protocol) return h.name;
    for (const driver_hint& h : driver_hints)
        if (h.driver == driver) return h.name;
    if (vendor == huawei && code.subclass == 1) return serial;
    if (code.subclass == 0x42 && code.protocol == 1) return "Android debug bridge";
    if (!s.has_bulk_pair()) return "of a vendor";
    return s.endpoint(usb::transfer_type::interrupt, true).address != 0 ? "QMI-like or serial" : "serial, or of a vendor";
}

/// The words for a kind whose function has a control and a data interface; else for the only one.
std::string_view words_for(usb::function_kind kind) {
    using enum usb::function_kind;
    switch (kind) {
        case mbim: return "MBIM";
        case ncm: return "NCM";
        case ncm_with_mbim_alternate: return "NCM, and MBIM by alternate setting";
        case vendor_ncm: return ncm_of_vendor;
        case ecm: return "ECM";
        case eem: return "EEM";
        case rndis: return "RNDIS";
        case acm: return serial;
        case mass_storage: return "storage";
        case vendor: return "of a vendor";
        case other: break;
    }
    return "other";
}

std::string name_of_other(unsigned class_) {
    switch (class_) {
        case 0x01: return "audio";
        case 0x02: return "communication, other";
        case 0x03: return "HID";
        case 0x09: return "hub";
        case 0x0a: return "data of nobody";
        case 0x0b: return "smart card";
        case 0x0e: return "video";
        case 0xe0: return "wireless controller";
        default: return "other";
    }
}

std::string name_of(const usb::function& f, const usb::interface_setting& s, unsigned vendor, std::string_view driver) {
    if (f.kind == usb::function_kind::vendor) return std::string{name_of_vendor_interface(s, vendor, driver)};
    if (f.kind == usb::function_kind::other) return name_of_other(s.descriptor.class_);
    std::string name{words_for(f.kind)};
    if (f.data == usb::function::no_interface || f.paired_by == usb::pairing::combined) return name;
    return name + (s.descriptor.number == f.data ? ", data" : ", control");
}

}  // namespace

named_device name_interfaces(const listed_device& d) {
    named_device named{d.bus, d.address, d.vendor, d.product, d.manufacturer, false, {}};
    if (!d.name.empty()) named.text.append(named.text.empty() ? "" : " ").append(d.name);
    if (d.configurations.empty()) return named;
    const listed_device::configuration& used = d.configurations[d.active];
    const auto parsed = usb::configuration::parse(used.raw);
    if (!parsed) return named;

    std::vector<usb::function> storage(most_functions);
    const auto functions = usb::classify(*parsed, storage);
    if (!functions) return named;
    named.has_to_be_switched = usb::has_to_be_switched(*functions);
    for (const usb::interface_setting& s : parsed->interfaces()) {
        const unsigned number = s.descriptor.number;
        const auto is_it = [&](const named_device::interface& i) { return i.number == number; };
        if (std::any_of(named.interfaces.begin(), named.interfaces.end(), is_it)) continue;  // another alternate setting
        const auto driver = used.drivers.find(number);
        const std::string bound = driver != used.drivers.end() ? driver->second : std::string{};
        named.interfaces.push_back({number, s.descriptor.code(), name_of(function_of(*functions, number), s, d.vendor, bound), bound});
    }
    return named;
}

}  // namespace cdclint
