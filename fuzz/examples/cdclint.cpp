// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as a file that cdclint judges: lsusb -v, usb/devices, dumps of descriptors, captures and logs.  What it prints is JSON; and
/// what its readers of text make of a text that is no such text at once is a sequence of whole descriptors.
#include <cdclint/lint.hpp>
#include <cdclint/lsusb_text.hpp>
#include <cdclint/print_json.hpp>
#include <cdclint/usb_devices.hpp>

#include "file.hpp"

using namespace cdclint;

namespace {

template <class Take>
void each_line(std::string_view text, Take take) {
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        take(line);
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
}

/// Descriptors end where the bytes do.
void check_whole(cdcnet::bytes raw) {
    while (!raw.empty()) {
        const auto length = std::to_integer<std::size_t>(raw[0]);
        PROPERTY(length >= 2 && length <= raw.size());
        raw = raw.subspan(length);
    }
}

void read_texts(std::string_view text) {
    lsusb_text listing;
    usb_devices_text devices;
    each_line(text, [&](std::string_view line) {
        listing.line(line);
        devices.line(line);
    });
    check_whole(std::move(listing).finish());
    for (const listed_device& d : std::move(devices).finish()) {
        PROPERTY(d.active < d.configurations.size() || d.configurations.empty());
        for (const auto& c : d.configurations) check_whole(c.raw);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    read_texts({reinterpret_cast<const char*>(data), size});
    const fuzz::memory_file file{{reinterpret_cast<const std::byte*>(data), size}};
    fuzz::printed objects;
    try {
        cdcdump::console out{objects.file(), false};
        print_json json{out};
        lint(cdcdump::input{file.name()}, {}, json);
        json.tell_coverage();
        json.tell_totals();
    } catch (const cdcdump::unreadable& e) {
        PROPERTY(e.what()[0] != '\0');
    }
    fuzz::check_json_lines(objects.text());
    return 0;
}
