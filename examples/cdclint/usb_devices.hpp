// SPDX-License-Identifier: BSL-1.0
/// \file
/// The text of /sys/kernel/debug/usb/devices, which the script usb-devices prints too.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cdclint {

/// A device of the list.
struct listed_device {
    /// With associations, interfaces and endpoints; the text has no functional descriptors.
    struct configuration {
        std::vector<std::byte> raw{};
        std::map<unsigned, std::string> drivers{};  ///< by interface number
    };
    unsigned bus{};
    unsigned address{};
    unsigned vendor{};
    unsigned product{};
    std::string manufacturer{};
    std::string name{};
    std::vector<configuration> configurations{};
    std::size_t active{};  ///< the configuration in use
};

/// Collects devices line by line.
class usb_devices_text {
public:
    /// The letter of a line of this text; 0 when it is none.
    [[nodiscard]] static char kind_of(std::string_view line) noexcept;

    /// Takes one line without its end; passes over what is not of this text.
    void line(std::string_view text);
    /// The text ends here.
    [[nodiscard]] std::vector<listed_device> finish() &&;

private:
    void add(std::string_view text, char kind);
    void close_configuration();
    void put(std::initializer_list<unsigned> octets);

    std::vector<listed_device> devices_;
};

}  // namespace cdclint
