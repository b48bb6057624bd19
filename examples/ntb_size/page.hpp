// SPDX-License-Identifier: BSL-1.0
/// \file
/// Pages whose tables are computed: each stands below the command that prints it.
///
///     <!-- $ ntb_size --table counts --markdown -->
///
///     what it prints
///
///     <!-- end -->
#pragma once

#include <stdexcept>

#include "command_line.hpp"

namespace ntb_size {

/// A page as it should be, and the plots that belong to it, by the file names of its commands.
struct page {
    std::string text;
    std::map<std::string, std::string> plots;
};

/// Runs the commands of a page.  Throws std::runtime_error when one has no end, and what CLI11 throws.
[[nodiscard]] inline page refreshed(const std::string& text) {
    constexpr std::string_view begin = "<!-- $ ntb_size ";
    constexpr std::string_view command_end = " -->\n";
    constexpr std::string_view end = "<!-- end -->";
    page out;
    std::size_t done = 0;
    for (std::size_t at; (at = text.find(begin, done)) != std::string::npos;) {
        const std::size_t words = at + begin.size();
        const std::size_t output_begin = text.find(command_end, words);
        const std::size_t output_end = text.find(end, words);
        if (output_begin >= output_end || output_end == std::string::npos)
            throw std::runtime_error{"a command without end: " + text.substr(at, text.find('\n', at) - at)};
        command_line command;
        command.app().parse(text.substr(words, output_begin - words));
        const settings s = command.read();
        const output o = run(s);
        out.text += text.substr(done, output_begin + command_end.size() - done) + '\n' + o.text + '\n';
        if (!s.svg.empty()) out.plots[s.svg] = o.svg;
        done = output_end;
    }
    out.text += text.substr(done);
    return out;
}

}  // namespace ntb_size
