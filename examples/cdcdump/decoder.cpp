// SPDX-License-Identifier: BSL-1.0
#include "decoder.hpp"

#include "byte_run.hpp"
#include "capture.hpp"
#include "console.hpp"
#include "hex_text.hpp"
#include "usb_tracker.hpp"

namespace cdcdump {

using cdcnet::errc;

namespace {

void decode_usb(capture& file, progress_line& progress, const options& chosen, report& out) {
    usb_tracker tracker{chosen.release, out};
    for (packet p; file.next(p);) {
        progress.tick([&] { return file.position(); });
        const origin where{.number = p.number, .time_ns = p.time_ns};
        const auto u = parse_urb(file.link(), p.data, p.original_length);
        if (u) {
            tracker.take(*u, where);
        } else if (file.link() != link_type::usbpcap || u.error().code() != errc::value) {  // USBPcap records more than transfers
            out.fault({where, "packet", u.error(), "header", {}, p.data});
        }
    }
    tracker.finish();
}

void decode_upper_pdus(capture& file, progress_line& progress, const options& chosen, report& out) {
    byte_run run{chosen.release, out};
    for (packet p; file.next(p);) {
        progress.tick([&] { return file.position(); });
        const origin where{.number = p.number, .time_ns = p.time_ns};
        const bool cut = p.original_length > p.data.size();
        const auto pdu = parse_upper_pdu(p.data);
        if (!pdu) {
            out.fault({where, "packet", pdu.error(), "header", {}, p.data});
        } else if (pdu->dissector == "mbim.control") {
            run.take_control(pdu->data, where, cut);
        } else if (pdu->dissector == "mbim.bulk") {
            run.take_bulk(pdu->data, where, cut);
        }
    }
    run.finish();
}

void decode_capture(input& in, const options& chosen, report& out) {
    const std::string name = in.name();
    const std::uint64_t size = in.size();
    capture file{in};
    progress_line progress{chosen.progress, name, size};
    if (file.link() == link_type::upper_pdu) {
        decode_upper_pdus(file, progress, chosen, out);
    } else {
        decode_usb(file, progress, chosen, out);
    }
    if (!file.damage().empty()) {
        const origin end{.number = file.packets() + 1};
        out.fault({end, "file", {errc::need_more, file.position()}, {}, file.damage(), {}});
    }
}

void decode_text(input& in, text_dialect dialect, const options& chosen, report& out) {
    progress_line progress{chosen.progress, in.name(), in.size()};
    byte_run run{chosen.release, out};
    hex_text text{dialect, [&](const hex_run& found) {
                      run.take(found.data, {.number = found.line, .unit = origin_unit::line, .way = found.way}, byte_run::tail::padding);
                  }};
    std::uint64_t read = 0;
    for (std::string line; in.read_line(line);) {
        read += line.size() + 1;
        progress.tick([&] { return read; });
        text.line(line);
    }
    text.finish();
    run.finish();
    if (text.left_out() != 0) {
        const origin there{.number = text.left_out(), .unit = origin_unit::line};
        out.fault({there, "file", {errc::too_large, 0}, {}, "stars repeat no more than 16 MiB in all; further rows are left out", {}});
    }
    if (text.runs() == 0) throw unreadable{in.name() + ": no control message, NTB or hex in it"};
}

void decode_raw(input& in, const options& chosen, report& out) {
    const std::vector<std::byte> all = in.read_all();
    byte_run run{chosen.release, out};
    run.take(all, {.unit = origin_unit::byte}, byte_run::tail::nothing);
    run.finish();
}

}  // namespace

void decode(input in, const options& chosen, report& out) {
    const std::vector<std::byte> first = in.peek();
    if (first.empty()) throw unreadable{in.name() + ": it is empty"};
    input_format format = chosen.format;
    if (format == input_format::detect) format = format_of(first);

    out.begin_input(in.name());
    switch (format) {
        case input_format::capture: return decode_capture(in, chosen, out);
        case input_format::log: return decode_text(in, text_dialect::log, chosen, out);
        case input_format::hex: return decode_text(in, text_dialect::hex, chosen, out);
        case input_format::text: return decode_text(in, text_dialect::any, chosen, out);
        case input_format::raw: return decode_raw(in, chosen, out);
        case input_format::detect: break;
    }
    throw unreadable{in.name() + ": neither a capture nor text with hex, nor a control message or an NTB"};
}

}  // namespace cdcdump
