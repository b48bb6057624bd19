// SPDX-License-Identifier: BSL-1.0
#include "print_lines.hpp"

#include <cdcnet/ncm/crc.hpp>
#include <fmt/format.h>

#include <vector>

#include "../printable.hpp"
#include "names.hpp"

namespace cdcdump {

namespace ncm = cdcnet::ncm;

namespace {

constexpr std::size_t room_for_fields = 90;

paint paint_of(direction way) noexcept {
    switch (way) {
        case direction::to_device: return paint::to_device;
        case direction::to_host: return paint::to_host;
        case direction::unknown: break;
    }
    return paint::plain;
}

char arrow_of(direction way) noexcept {
    switch (way) {
        case direction::to_device: return '>';
        case direction::to_host: return '<';
        case direction::unknown: break;
    }
    return '-';
}

/// `ips0 3/180  ips5 1/60`: datagrams and bytes of each NDP.
std::string list_streams(const ncm::ntb& ntb) {
    struct part {
        ncm::stream stream;
        std::uint64_t datagrams;
        std::uint64_t bytes;
    };
    std::vector<part> parts;
    for (const ncm::datagram d : ntb) {
        if (parts.empty() || !(parts.back().stream == d.stream)) parts.push_back({d.stream, 0, 0});
        ++parts.back().datagrams;
        parts.back().bytes += d.bytes.size();
    }
    std::string text;
    for (const part& p : parts)
        fmt::format_to(std::back_inserter(text), "{}{} {}/{}", text.empty() ? "" : "  ", name_of_stream(p.stream), p.datagrams, p.bytes);
    return text;
}

}  // namespace

template <class... T>
void print_lines::put(paint with, std::string_view format, const T&... values) {
    out_.put(fmt::format(fmt::runtime(format), values...), with);
}

void print_lines::begin_input(std::string_view name) {
    start_ = no_time;
    if (!name_inputs_) return;
    put(paint::name, "== {}\n", examples::printable(name));
    out_.end_record();
}

void print_lines::put_origin(const origin& where) {
    if (where.time_ns != no_time) {
        const std::int64_t since = where.time_ns - start_;
        const char* const sign = since < 0 ? "-" : "";
        const std::int64_t away = since < 0 ? -since : since;
        put(paint::dim, "{:>12} ", fmt::format("{}{}.{:06}", sign, away / 1'000'000'000, away % 1'000'000'000 / 1000));
    }
    if (where.on_usb) {
        put(paint::dim, "{:<6} ", device_of(where));
    } else if (where.unit != origin_unit::packet) {
        put(paint::dim, "{:<11} ", place_of(where));
    }
    put(paint_of(where.way), "{} ", arrow_of(where.way));
}

/// The first record of an input starts the clock, also when it is not shown.
void print_lines::start_clock(const origin& where) {
    if (start_ == no_time) start_ = where.time_ns;
}

void print_lines::control(const control_record& r) {
    start_clock(r.where);
    const message_facts& facts = r.facts;
    put_origin(r.where);
    if (facts.service_id) {
        put(paint::name, "{:<38}", fmt::format("{} {}", facts.service, facts.cid_name));
        put(paint::plain, " {:<12}", facts.operation);
    } else {
        put(paint::name, "{:<51}", facts.type);
    }
    put(paint::dim, " tx {:<5}", facts.transaction);
    if (facts.status) put(*facts.status == 0 ? paint::good : paint::bad, " {}", facts.status_name);
    if (r.fragments > 1) put(paint::dim, " ({} fragments)", r.fragments);
    const bool only_status = facts.status && !facts.service_id;
    if (!verbose_ && !only_status) {
        const std::string fields = summary_of_fields(r.message, r.release, privacy_, room_for_fields);
        if (!fields.empty()) put(paint::plain, "  {}", fields);
    }
    out_.text() += '\n';
    if (verbose_) {
        put(paint::dim, "    {}, MBIMEx {}\n", place_of(r.where), name_of_release(r.release));
        append_headers_as_text(out_.text(), r.message);
        append_fields_as_text(out_.text(), r.message, r.release, privacy_);
    }
    out_.end_record();
}

void print_lines::block(const block_record& r) {
    start_clock(r.where);
    std::uint64_t payload = 0;
    for (const ncm::datagram d : r.ntb) payload += d.bytes.size();

    put_origin(r.where);
    put(paint::name, "{} #{:<6}", ncm::name_of(r.ntb.format()), r.ntb.sequence());
    put(paint::plain, "{:>4} datagram{}  {:>6} bytes", r.ntb.datagram_count(), r.ntb.datagram_count() == 1 ? " " : "s", r.ntb.size());
    put(paint::plain, " {:>3} % payload", r.ntb.size() == 0 ? 0 : payload * 100 / r.ntb.size());
    if (r.max_size != 0) put(paint::plain, " {:>3} % full", std::uint64_t{r.ntb.size()} * 100 / r.max_size);
    put(paint::plain, "   {}", list_streams(r.ntb));
    if (r.urbs > 1) put(paint::dim, " ({} URBs)", r.urbs);
    if (r.crc_checked != 0) {
        const bool good = r.crc_failed == 0;
        put(good ? paint::good : paint::bad, "  CRC {}", good ? "ok" : fmt::format("wrong in {} of {}", r.crc_failed, r.crc_checked));
    }
    if (r.missed != 0) put(paint::bad, "  {} missing before it", r.missed);
    out_.text() += '\n';
    if (verbose_) put_block_tables(r.ntb);
    out_.end_record();
}

void print_lines::put_block_tables(const ncm::ntb& ntb) {
    const bool wide = ntb.format() == ncm::format::ntb32;
    const std::string_view index = wide ? "dw" : "w";  // what the names of indices and lengths begin with
    auto tables = ntb.ndps().begin();
    put(paint::plain, "    NTH dwSignature {}, wHeaderLength {}, wSequence {}, {}BlockLength {} bytes, {}NdpIndex {}\n",
        wide ? "ncmh" : "NCMH", ncm::sizes_of(ntb.format()).nth, ntb.sequence(), index, ntb.block_length(), index, (*tables).index);

    std::uint32_t shown = 0;
    const auto put_tables_up_to = [&](std::uint32_t number) {
        for (; shown <= number && tables != ntb.ndps().end(); ++tables, ++shown) {
            const ncm::ndp n = *tables;
            put(paint::plain, "    NDP {} at {}: dwSignature {} ({}), wLength {} bytes, {}NextNdpIndex {}, {} datagrams\n", n.number,
                n.index, ncm::signature::name_of(n.signature), name_of_stream(n.stream), n.length, index, n.next_index, n.entries);
        }
    };
    for (const ncm::entry e : ntb.entries()) {
        put_tables_up_to(e.ndp);
        put(paint::plain, "      {:>4}: {}DatagramIndex {:>6}, {}DatagramLength {:>5} bytes", e.number, index, e.index, index, e.length);
        if (e.fault) put(paint::bad, "  {}", cdcnet::name_of(e.fault.code()));
        out_.text() += '\n';
    }
    put_tables_up_to(~std::uint32_t{0} - 1);
}

void print_lines::usb(const usb_record& r) {
    start_clock(r.where);
    if (r.routine && !verbose_) return;
    put_origin(r.where);
    put(paint::name, "{} {}", r.event, r.name);
    for (const usb_record::member& m : r.members) {
        if (m.detail && !verbose_) continue;
        put(paint::dim, "  {}", m.name);
        if (const auto* number = std::get_if<std::uint64_t>(&m.value)) put(paint::plain, " {}", *number);
        if (const auto* text = std::get_if<std::string>(&m.value)) put(paint::plain, " {}", *text);
    }
    out_.text() += '\n';
    out_.end_record();
}

void print_lines::fault(const fault_record& r) {
    start_clock(r.where);
    put_origin(r.where);
    put(paint::bad, "malformed {}: {}", r.item, cdcnet::name_of(r.error.code()));
    if (!r.field.empty()) put(paint::bad, " in {}", r.field);
    put(paint::bad, " at byte {}", r.error.offset());
    if (r.message) {
        put(paint::plain, ", {}", r.message->type);
        if (r.message->service_id) put(paint::plain, " {} {} {}", r.message->service, r.message->cid_name, r.message->operation);
        put(paint::plain, " tx {}", r.message->transaction);
    }
    if (!r.detail.empty()) put(paint::plain, " ({})", examples::printable(r.detail));
    put(paint::dim, "  [{}, {} bytes]", place_of(r.where), r.data.size());
    out_.text() += '\n';
    out_.end_record();
}

}  // namespace cdcdump
