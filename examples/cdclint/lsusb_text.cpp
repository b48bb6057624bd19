// SPDX-License-Identifier: BSL-1.0
#include "lsusb_text.hpp"

#include <algorithm>
#include <array>
#include <cdcnet/usb/descriptors.hpp>
#include <charconv>
#include <gsl/span>
#include <optional>

namespace cdclint {

namespace usb = cdcnet::usb;

struct lsusb_section {
    std::string_view headline{};
    std::size_t size{};
    usb::descriptor_type type{};
    std::optional<usb::functional_subtype> subtype{};
    gsl::span<const usb::field_info> fields{};
};

namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// lsusb does not spell all names as the specifications do.
bool is_same_name(std::string_view lsusb, std::string_view name) noexcept {
    constexpr std::array others{std::pair{std::string_view{"iSerial"}, std::string_view{"iSerialNumber"}},
                                std::pair{std::string_view{"bMasterInterface"}, std::string_view{"bControlInterface"}}};
    for (const auto& o : others)
        if (o.first == lsusb) lsusb = o.second;
    return std::equal(lsusb.begin(), lsusb.end(), name.begin(), name.end(), [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trim(std::string_view text) noexcept {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<std::uint32_t> parse(std::string_view digits, int base) noexcept {
    std::uint32_t value = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    return parsed.ec == std::errc{} ? std::optional{value} : std::nullopt;
}

/// `12`, `0x0c`, and `1.10` as BCD.
std::optional<std::uint32_t> number_of(std::string_view text) noexcept {
    constexpr int decimal = 10;
    constexpr int hexadecimal = 16;
    if (text.substr(0, 2) == "0x") return parse(text.substr(2), hexadecimal);
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) return parse(text, decimal);
    const auto high = parse(text.substr(0, point), hexadecimal);
    const auto low = parse(text.substr(point + 1), hexadecimal);
    return high && low ? std::optional{*high << 8 | *low} : std::nullopt;
}

template <class Descriptor>
lsusb_section section_of(std::string_view headline) noexcept {
    constexpr const auto& fields = usb::field_table<Descriptor>;
    lsusb_section s{headline, usb::least_size<Descriptor>, usb::detail::type_of<Descriptor>(), {}, {fields.data(), fields.size()}};
    if constexpr (usb::detail::functional<Descriptor>) s.subtype = Descriptor::subtype;
    return s;
}

/// Null for a headline of something that no host rule is about.
const lsusb_section* find(std::string_view headline) noexcept {
    static const std::array sections{
        section_of<usb::device_descriptor>("Device Descriptor:"),
        section_of<usb::configuration_descriptor>("Configuration Descriptor:"),
        section_of<usb::interface_association_descriptor>("Interface Association:"),
        section_of<usb::interface_descriptor>("Interface Descriptor:"),
        section_of<usb::endpoint_descriptor>("Endpoint Descriptor:"),
        section_of<usb::header_descriptor>("CDC Header:"),
        section_of<usb::union_descriptor>("CDC Union:"),
        section_of<usb::ethernet_descriptor>("CDC Ethernet:"),
        section_of<usb::ncm_descriptor>("CDC NCM:"),
        section_of<usb::mbim_descriptor>("CDC MBIM:"),
        section_of<usb::mbim_extended_descriptor>("CDC MBIM Extended:"),
    };
    for (const lsusb_section& s : sections)
        if (s.headline == headline) return &s;
    return nullptr;
}

}  // namespace

bool lsusb_text::begins_with(std::string_view line) noexcept {
    const std::string_view text = trim(line);
    const bool names_device =
        text.substr(0, 4) == "Bus " && text.find(" Device ") != std::string_view::npos && text.find(": ID ") != std::string_view::npos;
    return names_device || text == "Device Descriptor:" || text == "Configuration Descriptor:";
}

void lsusb_text::line(std::string_view text) {
    text = trim(text);
    if (text.empty() || text.front() == '*') return;
    if (text.back() == ':') {
        close_section();
        open_ = find(text);
        if (open_ == nullptr) return;
        now_.assign(open_->size, std::byte{});
        now_[0] = static_cast<std::byte>(open_->size);
        now_[1] = static_cast<std::byte>(open_->type);
        if (open_->subtype) now_[2] = static_cast<std::byte>(*open_->subtype);
        return;
    }
    const std::size_t end = text.find_first_of(" \t");
    if (open_ != nullptr && end != std::string_view::npos) field(text.substr(0, end), trim(text.substr(end)));
}

void lsusb_text::field(std::string_view name, std::string_view value) {
    const auto number = number_of(value.substr(0, value.find_first_of(" \t")));
    if (!number) return;
    constexpr std::string_view subordinate = "bSlaveInterface";  // may come several times
    if (name == subordinate) {
        constexpr std::size_t most = 256;  // bLength, and the place of the first one
        if (open_->subtype == usb::functional_subtype::union_ && now_.size() < most) now_.push_back(static_cast<std::byte>(*number));
        return;
    }
    for (const usb::field_info& f : open_->fields)
        if (is_same_name(name, f.name))
            for (std::size_t i = 0; i < f.size; ++i) now_[f.offset + i] = static_cast<std::byte>(*number >> 8 * i & 0xff);
}

void lsusb_text::close_section() {
    if (open_ == nullptr) return;
    if (open_->subtype == usb::functional_subtype::union_ && now_.size() > open_->size) {
        now_.erase(now_.begin() + static_cast<std::ptrdiff_t>(open_->size) - 1);  // the place of the first subordinate
        now_[0] = static_cast<std::byte>(now_.size());
    }
    const bool is_outer = open_->type == usb::descriptor_type::device || open_->type == usb::descriptor_type::configuration;
    if (is_outer) close_configuration();
    if (open_->type == usb::descriptor_type::configuration) configuration_at_ = all_.size();
    if (is_outer || configuration_at_ != none) all_.insert(all_.end(), now_.begin(), now_.end());
    open_ = nullptr;
}

/// wTotalLength is what stands there: descriptors that lsusb does not know, and other devices' classes, are missing.
void lsusb_text::close_configuration() {
    if (configuration_at_ == none) return;
    constexpr std::size_t total_length = 2;
    cdcnet::store_le(all_.data() + configuration_at_ + total_length, static_cast<std::uint16_t>(all_.size() - configuration_at_));
    configuration_at_ = none;
}

std::vector<std::byte> lsusb_text::finish() && {
    close_section();
    close_configuration();
    return std::move(all_);
}

}  // namespace cdclint
