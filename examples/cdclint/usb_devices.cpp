// SPDX-License-Identifier: BSL-1.0
#include "usb_devices.hpp"

#include <array>
#include <cdcnet/usb/descriptors.hpp>
#include <cdcnet/wire/endian.hpp>
#include <charconv>

namespace cdclint {

namespace {

/// The text behind `key=` and blanks; empty when the line does not have it.
std::string_view value_of(std::string_view line, std::string_view key) noexcept {
    const std::size_t at = line.find(key);
    if (at == std::string_view::npos) return {};
    line.remove_prefix(at + key.size());
    const std::size_t first = line.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view{} : line.substr(first);
}

/// The number behind `key=`; 0 when there is none.
unsigned number_of(std::string_view line, std::string_view key, int base = 10) noexcept {
    std::string_view text = value_of(line, key);
    if (text.substr(0, 2) == "0x") {
        text.remove_prefix(2);
        base = 16;
    }
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, base);
    return value;
}
unsigned hex_of(std::string_view line, std::string_view key) noexcept { return number_of(line, key, 16); }

}  // namespace

char usb_devices_text::kind_of(std::string_view line) noexcept {
    constexpr std::string_view letters = "TBDPSCAIE";
    const bool is_line =
        line.size() > 3 && line[1] == ':' && (line[2] == ' ' || line[2] == '*') && line.find('=') != std::string_view::npos;
    return is_line && letters.find(line[0]) != std::string_view::npos ? line[0] : '\0';
}

void usb_devices_text::line(std::string_view text) {
    const char kind = kind_of(text);
    if (kind == 'T') {
        close_configuration();
        listed_device& d = devices_.emplace_back();
        d.bus = number_of(text, "Bus=");
        d.address = number_of(text, "Dev#=");
    } else if (kind != '\0' && !devices_.empty()) {
        add(text, kind);
    }
}

void usb_devices_text::add(std::string_view text, char kind) {
    listed_device& d = devices_.back();
    switch (kind) {
        case 'P':
            d.vendor = hex_of(text, "Vendor=");
            d.product = hex_of(text, "ProdID=");
            return;
        case 'S':
            if (const auto name = value_of(text, "Manufacturer="); !name.empty()) d.manufacturer = name;
            if (const auto name = value_of(text, "Product="); !name.empty()) d.name = name;
            return;
        case 'C':
            close_configuration();
            if (text[2] == '*') d.active = d.configurations.size();
            d.configurations.emplace_back();
            return put({9, 2, 0, 0, number_of(text, "#Ifs="), number_of(text, "Cfg#="), 0, hex_of(text, "Atr="), 0});
        case 'A':
            return put({8, 11, number_of(text, "FirstIf#="), number_of(text, "IfCount="), hex_of(text, "Cls="), hex_of(text, "Sub="),
                        hex_of(text, "Prot="), 0});
        case 'I': {
            const unsigned number = number_of(text, "If#=");
            const std::string_view driver = value_of(text, "Driver=");
            if (!d.configurations.empty() && !driver.empty() && driver != "(none)") d.configurations.back().drivers[number] = driver;
            return put({9, 4, number, number_of(text, "Alt="), number_of(text, "#EPs="), hex_of(text, "Cls="), hex_of(text, "Sub="),
                        hex_of(text, "Prot="), 0});
        }
        case 'E': {
            const unsigned size = number_of(text, "MxPS=");
            return put({7, 5, hex_of(text, "Ad="), hex_of(text, "Atr="), size & 0xff, size >> 8, number_of(text, "Ivl=")});
        }
        default: return;
    }
}

void usb_devices_text::put(std::initializer_list<unsigned> octets) {
    if (devices_.back().configurations.empty()) return;
    for (const unsigned one : octets) devices_.back().configurations.back().raw.push_back(static_cast<std::byte>(one & 0xff));
}

/// Writes wTotalLength, which only the end shows.
void usb_devices_text::close_configuration() {
    if (devices_.empty() || devices_.back().configurations.empty()) return;
    constexpr std::size_t total_length = 2;
    std::vector<std::byte>& raw = devices_.back().configurations.back().raw;
    cdcnet::store_le(raw.data() + total_length, static_cast<std::uint16_t>(raw.size()));
}

std::vector<listed_device> usb_devices_text::finish() && {
    close_configuration();
    return std::move(devices_);
}

}  // namespace cdclint
