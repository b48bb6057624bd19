// SPDX-License-Identifier: BSL-1.0
/// \file
/// Writes the dictionaries that follow from the library's tables: `mbim/tables.dict`, `ncm/tables.dict` and `usb/tables.dict` below the
/// folder given.
#include <algorithm>
#include <cdcnet/mbim/framing_types.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/tlv_type.hpp>
#include <cdcnet/ncm/ntb.hpp>
#include <cdcnet/usb/descriptors.hpp>
#include <cdcnet/usb/microsoft_os.hpp>
#include <cdcnet/usb/notifications.hpp>
#include <cdcnet/usb/requests.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

using namespace cdcnet;

class dictionary {
public:
    explicit dictionary(const std::filesystem::path& path) {
        std::filesystem::create_directories(path.parent_path());
        file_.open(path);
        file_ << "# SPDX-License-Identifier: BSL-1.0\n# Written by the target dictionaries.\n";
    }
    void add(std::string_view name, bytes token) {
        for (const char c : name) file_ << (std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_');
        file_ << "=\"";
        for (const std::byte b : token) {
            const auto value = std::to_integer<unsigned>(b);
            file_ << "\\x" << hex_digit(value >> 4) << hex_digit(value & 15);
        }
        file_ << "\"\n";
    }
    template <class Integer>
    void number(std::string_view name, Integer value) {
        std::array<std::byte, sizeof(Integer)> token{};
        store_le(token.data(), value);
        add(name, token);
    }
    [[nodiscard]] bool good() { return static_cast<bool>(file_.flush()); }

private:
    std::ofstream file_;
};

bool write_mbim(const std::filesystem::path& path) {
    dictionary d{path};
    for (const mbim::enumerator& type : names(mbim::message_type{}).list) d.number(type.name, type.value);
    for (const mbim::service_info& s : mbim::services) d.add(s.key, s.id.octets);
    for (const mbim::context_type_info& c : mbim::context_types) d.add("context_" + std::string{c.name}, c.id.octets);
    for (const mbim::enumerator& type : names(mbim::tlv_type{}).list) d.number("tlv_" + std::string{type.name}, type.value);
    return d.good();
}

bool write_ncm(const std::filesystem::path& path) {
    dictionary d{path};
    for (const ncm::format f : {ncm::format::ntb16, ncm::format::ntb32}) {
        const ncm::sizes& of = ncm::sizes_of(f);
        d.number("nth", of.nth_signature | std::uint64_t{of.nth} << 32);
        for (const std::uint32_t signature : {ncm::signature::ncm0, ncm::signature::ncm1, ncm::signature::ips, ncm::signature::dss,
                                              ncm::signature::ipc, ncm::signature::dsc})
            d.number("ndp", signature | (f == ncm::format::ntb32 ? ncm::signature::lower_case : 0));
        for (const std::uint32_t entries : {1u, 2u, 32u}) d.number("ndp_length", static_cast<std::uint16_t>(of.ndp + entries * of.entry));
    }
    return d.good();
}

/// How a descriptor begins: bLength, bDescriptorType, and bDescriptorSubtype where it has one.
template <class Descriptor>
void add(dictionary& d) {
    std::array<std::byte, 3> token{std::byte{usb::least_size<Descriptor>}, static_cast<std::byte>(usb::detail::type_of<Descriptor>())};
    if constexpr (requires { Descriptor::subtype; }) token[2] = static_cast<std::byte>(Descriptor::subtype);
    d.add(Descriptor::name, bytes{token}.first(requires { Descriptor::subtype; } ? 3 : 2));
}
template <class Descriptor>
void add_microsoft(dictionary& d) {
    std::array<std::byte, 255> room{};
    d.add(Descriptor::name, usb::microsoft_os::build(mutable_bytes{room}, Descriptor{}).value());
}

bool write_usb(const std::filesystem::path& path) {
    dictionary d{path};
    add<usb::device_descriptor>(d);
    add<usb::configuration_descriptor>(d);
    add<usb::interface_descriptor>(d);
    add<usb::endpoint_descriptor>(d);
    add<usb::endpoint_companion_descriptor>(d);
    add<usb::interface_association_descriptor>(d);
    add<usb::header_descriptor>(d);
    add<usb::call_management_descriptor>(d);
    add<usb::acm_descriptor>(d);
    add<usb::union_descriptor>(d);
    add<usb::country_selection_descriptor>(d);
    add<usb::ethernet_descriptor>(d);
    add<usb::ncm_descriptor>(d);
    add<usb::mbim_descriptor>(d);
    add<usb::mbim_extended_descriptor>(d);
    add_microsoft<usb::microsoft_os::set_header>(d);
    add_microsoft<usb::microsoft_os::configuration_subset>(d);
    add_microsoft<usb::microsoft_os::function_subset>(d);
    add_microsoft<usb::microsoft_os::compatible_id_descriptor>(d);
    for (const auto id : {usb::microsoft_os::winncm, usb::microsoft_os::mbim, usb::microsoft_os::cdc_wmc})
        d.number("compatible_id", static_cast<std::uint64_t>(id));
    for (const usb::request_info& r : usb::class_requests) d.add(r.name, usb::make_request(r.request, 0).build());
    for (const usb::notification_info& n : usb::notification_types)
        d.number(n.name, std::uint64_t{usb::class_interface_in} | std::uint64_t{static_cast<std::uint8_t>(n.code)} << 8 |
                             std::uint64_t{n.length} << 48);
    return d.good();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return std::fputs("usage: dictionaries FOLDER\n", stderr), 2;
    const std::filesystem::path folder{argv[1]};
    const bool good =
        write_mbim(folder / "mbim/tables.dict") && write_ncm(folder / "ncm/tables.dict") && write_usb(folder / "usb/tables.dict");
    return good ? 0 : 1;
}
