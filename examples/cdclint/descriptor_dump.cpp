// SPDX-License-Identifier: BSL-1.0
#include "descriptor_dump.hpp"

#include <algorithm>
#include <cdcdump/input.hpp>
#include <cdcnet/usb/microsoft_os.hpp>

namespace cdclint {

namespace usb = cdcnet::usb;
using cdcnet::bytes;
using cdcnet::load_le;
using parameters = cdcnet::ncm::ntb_parameters;

namespace {

bool has_length_and_type(bytes data, std::size_t length, usb::descriptor_type type) noexcept {
    return data.size() >= 2 && std::to_integer<std::size_t>(data[0]) == length && static_cast<usb::descriptor_type>(data[1]) == type;
}

bool is_device(bytes data) noexcept {
    return has_length_and_type(data, usb::least_size<usb::device_descriptor>, usb::descriptor_type::device);
}
bool is_configuration(bytes data) noexcept {
    return has_length_and_type(data, usb::least_size<usb::configuration_descriptor>, usb::descriptor_type::configuration);
}
bool is_functional(bytes data) noexcept {
    constexpr std::size_t longest = 0x20;
    return data.size() >= 3 && data[0] >= std::byte{4} && data[0] < std::byte{longest} &&
           static_cast<usb::descriptor_type>(data[1]) == usb::descriptor_type::cs_interface;
}
/// No descriptor has the type 0, so that wLength of a block is none.
bool is_parameters(bytes data) noexcept { return data.size() >= 2 && load_le<std::uint16_t>(data.data()) == parameters::wire_size; }
bool is_microsoft_os(bytes data) noexcept {
    return data.size() >= 4 && load_le<std::uint16_t>(data.data()) == usb::least_size<usb::microsoft_os::set_header> &&
           load_le<std::uint16_t>(data.data() + 2) == 0;
}

/// Reads a dump from front to back.
class dump_reader {
public:
    dump_reader(bytes data, const std::string& name) : data_{data}, name_{name} { devices_.emplace_back(); }

    std::vector<device_facts> read() {
        while (at_ < data_.size()) next(data_.subspan(at_));
        const bool none = std::none_of(devices_.begin(), devices_.end(), [](const device_facts& d) { return d.has_any(); });
        if (none) throw cdcdump::unreadable{name_ + ": no descriptor that a host could judge"};
        return std::move(devices_);
    }

private:
    void next(bytes rest) {
        if (is_device(rest)) {
            if (devices_.back().has_any() || devices_.back().device) devices_.emplace_back();
            take(usb::parse<usb::device_descriptor>(rest), devices_.back().device, usb::least_size<usb::device_descriptor>);
        } else if (is_configuration(rest)) {
            constexpr std::size_t total_length = 2;
            const std::size_t total = rest.size() < 4 ? rest.size() : load_le<std::uint16_t>(rest.data() + total_length);
            const bytes raw = rest.first(std::min(std::max(total, usb::least_size<usb::configuration_descriptor>), rest.size()));
            devices_.back().configurations.emplace_back(raw.begin(), raw.end());
            at_ += raw.size();
        } else if (is_parameters(rest)) {
            take(parameters::parse(rest), devices_.back().others.parameters, parameters::wire_size);
        } else if (is_microsoft_os(rest)) {
            const std::size_t total = rest.size() < 10 ? rest.size() : load_le<std::uint16_t>(rest.data() + 8);
            const bytes raw = rest.first(std::clamp(total, std::size_t{4}, rest.size()));
            devices_.back().microsoft_os.emplace(raw.begin(), raw.end());
            at_ += raw.size();
        } else {
            other(rest);
        }
    }

    /// A functional descriptor, or one that no host rule is about.
    void other(bytes rest) {
        const auto length = std::to_integer<std::size_t>(rest[0]);
        if (length < 2 || length > rest.size()) refuse();
        usb::device_facts& facts = devices_.back().others;
        const bytes whole = rest.first(length);
        if (is_functional(whole)) {
            const auto keep = [&](auto& to, auto parsed) {
                if (parsed) to = *parsed;
            };
            keep(facts.ncm, usb::parse<usb::ncm_descriptor>(whole));
            keep(facts.ethernet, usb::parse<usb::ethernet_descriptor>(whole));
            keep(facts.mbim, usb::parse<usb::mbim_descriptor>(whole));
            keep(facts.mbim_extended, usb::parse<usb::mbim_extended_descriptor>(whole));
        }
        at_ += length;
    }

    template <class Parsed, class Kept>
    void take(const Parsed& parsed, Kept& to, std::size_t size) {
        if (!parsed) refuse();
        to = *parsed;
        at_ += size;
    }

    [[noreturn]] void refuse() const {
        throw cdcdump::unreadable{name_ + ": byte " + std::to_string(at_) + ": no descriptor, or not all of one"};
    }

    bytes data_;
    const std::string& name_;
    std::size_t at_{};
    std::vector<device_facts> devices_;
};

}  // namespace

bool begins_dump(bytes first) noexcept {
    if (first.size() < 4) return false;
    return is_device(first) || is_configuration(first) || is_functional(first) || is_parameters(first) || is_microsoft_os(first);
}

std::vector<device_facts> parse_dump(bytes data, const std::string& name) { return dump_reader{data, name}.read(); }

}  // namespace cdclint
