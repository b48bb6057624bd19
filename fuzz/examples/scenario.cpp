// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as a scenario of the virtual modem: it is taken, or refused with the number of a line that is there; and a text that is taken
/// is so line by line.
#include <stdexcept>
#include <string>
#include <virtual_modem/scenario.hpp>

#include "../property.hpp"

namespace {

std::size_t events_in(std::string_view text) { return virtual_modem::parse_scenario(text).size(); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    std::size_t lines = 0;
    for (const char c : text) lines += c == '\n' ? 1u : 0u;
    try {
        const std::size_t all = events_in(text);
        std::size_t sum = 0;
        for (std::string_view rest = text; !rest.empty();) {
            const std::string_view line = rest.substr(0, rest.find('\n'));
            sum += events_in(line);
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        }
        PROPERTY(sum == all);
    } catch (const std::invalid_argument& e) {
        const std::string_view what{e.what()};
        PROPERTY(what.substr(0, 5) == "line ");
        const unsigned long number = std::stoul(std::string{what.substr(5)});
        PROPERTY(number >= 1 && number <= lines + 1);
    }
    return 0;
}
