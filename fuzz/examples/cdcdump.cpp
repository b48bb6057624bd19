// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as a file that cdcdump reads: captures, logs, hex and raw bytes.  Every record is printed as lines, as JSON that is JSON,
/// and counted; a terminal obeys nothing of it.  The first byte chooses the format and the release.
#include <cdcdump/decoder.hpp>
#include <cdcdump/fan_out.hpp>
#include <cdcdump/print_json.hpp>
#include <cdcdump/print_lines.hpp>
#include <cdcdump/statistics.hpp>

#include "file.hpp"

using namespace cdcdump;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    if (size == 0) return 0;
    options chosen;
    chosen.format = static_cast<input_format>(data[0] % 6);
    chosen.release = static_cast<cdcnet::mbim::release>(1 + data[0] / 6 % 4);
    const privacy hidden = data[0] >= 128 ? privacy::hide : privacy::show;
    const fuzz::memory_file file{{reinterpret_cast<const std::byte*>(data) + 1, size - 1}};

    fuzz::printed lines;
    fuzz::printed objects;
    fuzz::printed counts;
    try {
        console lines_out{lines.file(), false};
        console objects_out{objects.file(), false};
        console counts_out{counts.file(), false};
        fan_out reports;
        reports.add<print_lines>(lines_out, true, hidden, false);
        reports.add<print_json>(objects_out, hidden);
        reports.add<statistics>(counts_out, true);
        decode(input{file.name()}, chosen, reports);
        reports.finish();
    } catch (const unreadable& e) {
        PROPERTY(e.what()[0] != '\0');
    }
    fuzz::check_printable(lines.text());
    fuzz::check_json_lines(objects.text());
    fuzz::check_json_lines(counts.text());
    return 0;
}
