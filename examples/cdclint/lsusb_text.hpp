// SPDX-License-Identifier: BSL-1.0
/// \file
/// The output of lsusb -v, turned back into bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cdclint {

/// What lsusb prints under one headline.
struct lsusb_section;

/// Collects descriptors line by line.
class lsusb_text {
public:
    /// True for a line that lsusb -v begins a device or a configuration with.
    [[nodiscard]] static bool begins_with(std::string_view line) noexcept;

    /// Takes one line without its end.
    void line(std::string_view text);
    /// Device and configuration descriptors with what is inside, of all devices.
    [[nodiscard]] std::vector<std::byte> finish() &&;

private:
    void field(std::string_view name, std::string_view value);
    void close_section();
    void close_configuration();

    const lsusb_section* open_{};  ///< what the next lines belong to; null: nothing that is kept
    std::vector<std::byte> now_;   ///< the descriptor that is open
    std::vector<std::byte> all_;
    std::size_t configuration_at_{none};
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

}  // namespace cdclint
