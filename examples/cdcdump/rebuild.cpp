// SPDX-License-Identifier: BSL-1.0
#include "rebuild.hpp"

#include <cdcnet/ncm/aggregator.hpp>
#include <cdcnet/ncm/crc.hpp>
#include <fmt/format.h>

#include "names.hpp"
#include "rebuild_message.hpp"

namespace cdcdump {

namespace ncm = cdcnet::ncm;
using cdcnet::bytes;

namespace {

/// Where a block has its tables: in front when the first of them stands before the first datagram.
ncm::placement placement_of(const ncm::ntb& ntb) noexcept {
    for (const ncm::entry e : ntb.entries())
        for (const ncm::ndp table : ntb.ndps()) return table.index < e.index ? ncm::placement::front : ncm::placement::end;
    return ncm::placement::front;
}

std::string name_of_layout(ncm::format f, ncm::placement p) { return fmt::format("{} tables at the {}", ncm::name_of(f), ncm::name_of(p)); }

double seconds(std::chrono::steady_clock::duration d) noexcept { return std::chrono::duration<double>(d).count(); }

}  // namespace

ncm::limits rebuild::other_layout(const ncm::ntb& ntb) {
    // An alignment that no peer uses: odd positions of every kind come up.
    ncm::limits l{.max_size = 0xffff, .divisor = 32, .remainder = 6, .ndp_alignment = 16};
    l.format = ntb.format() == ncm::format::ntb16 ? ncm::format::ntb32 : ncm::format::ntb16;
    l.placement = placement_of(ntb) == ncm::placement::front ? ncm::placement::end : ncm::placement::front;
    // What does not fit into 16 bits stays an NTB32; there is room for the alignment of every datagram.
    for (const ncm::datagram d : ntb)
        if (d.bytes.size() > 0xf000) l.format = ncm::format::ntb32;
    if (l.format == ncm::format::ntb32) l.max_size = static_cast<std::uint32_t>(0x10000 + ntb.size() + ntb.datagram_count() * 64);
    return l;
}

void rebuild::block(const block_record& r) {
    ++ntbs_;
    if (r.ntb.datagram_count() == 0) return;
    const ncm::limits l = other_layout(r.ntb);
    ++layouts_[{name_of_layout(r.ntb.format(), placement_of(r.ntb)), name_of_layout(l.format, l.placement)}];
    buffer_.resize(l.max_size);
    if (!rebuild_block(r.ntb, l)) mismatch(r.where, "NTB");
}

bool rebuild::rebuild_block(const ncm::ntb& ntb, const ncm::limits& l) {
    datagrams_.clear();
    for (const ncm::datagram d : ntb) {
        const auto payload = ncm::check_crc(d);  // the aggregator adds the CRC again
        if (payload) datagrams_.push_back({d.stream, *payload});
    }

    gsl::span<const ncm::datagram> left{datagrams_};
    ncm::aggregator tx{buffer_, l};
    while (!left.empty()) {
        const auto begun = clock::now();
        const std::size_t taken = tx.append(left);
        const bytes built = tx.finish();
        const auto packed = clock::now();
        const auto parsed = ncm::ntb::parse(
            built, {.mode = ncm::mode::strict, .ndp_alignment = l.ndp_alignment, .divisor = l.divisor, .remainder = l.remainder});
        parsing_ += clock::now() - packed;
        packing_ += packed - begun;
        const bool same = taken != 0 && parsed && parsed->datagram_count() == taken && compare(*parsed, left.first(taken));
        if (!same) return false;
        ++ntbs_built_;
        left = left.subspan(taken);
    }
    return true;
}

/// The aggregator groups datagrams by stream; within one they keep their order.
bool rebuild::compare(const ncm::ntb& built, gsl::span<const ncm::datagram> sent) {
    for (const ncm::ndp table : built.ndps()) {
        auto expected = sent.begin();
        for (const ncm::datagram d : built) {
            if (!(d.stream == table.stream)) continue;
            while (expected != sent.end() && !(expected->stream == d.stream)) ++expected;
            const auto payload = ncm::check_crc(d);
            if (expected == sent.end() || !payload || !cdcnet::equal(*payload, expected->bytes)) return false;
            ++expected;
            ++datagrams_done_;
            payload_ += payload->size();
        }
    }
    return true;
}

void rebuild::control(const control_record& r) {
    ++messages_;
    const auto begun = clock::now();
    const rebuilt outcome = rebuild_message(r.message, r.release, message_);
    messages_time_ += clock::now() - begun;
    switch (outcome) {
        case rebuilt::equal: ++messages_equal_; break;
        case rebuilt::same_value: ++messages_same_value_; break;
        case rebuilt::framed: ++messages_framed_; break;
        case rebuilt::different: mismatch(r.where, r.facts.type); break;
    }
}

void rebuild::mismatch(const origin& where, std::string_view what) {
    ++mismatches_;
    fmt::format_to(std::back_inserter(out_.text()), "did not come back: {} in {}\n", what, place_of(where));
}

void rebuild::finish() {
    const auto line = [this](const auto& format, const auto&... values) {
        fmt::format_to(std::back_inserter(out_.text()), fmt::runtime(format), values...);
        out_.text() += '\n';
    };
    for (const auto& [layouts, count] : layouts_) line("{} NTBs: {} -> {}", count, layouts.first, layouts.second);
    line("decoded: {} NTBs with {} datagrams ({} bytes), {} control messages", ntbs_, datagrams_done_, payload_, messages_);
    line(
        "rebuilt: {} NTBs, every datagram byte for byte; {} control messages to the same bytes ({} of them with a copied information "
        "buffer), {} to the same values in other order; {} mismatches",
        ntbs_built_, messages_equal_ + messages_framed_, messages_framed_, messages_same_value_, mismatches_);
    const auto rate = [&](clock::duration d) { return seconds(d) > 0 ? static_cast<double>(payload_) / seconds(d) / 1e6 : 0.0; };
    const double each = messages_ != 0 ? seconds(messages_time_) / static_cast<double>(messages_) * 1e6 : 0.0;
    line(
        "speed: packed {:.0f} MB/s, parsed {:.0f} MB/s (payload; only tables are read), a control message read, built and compared in "
        "{:.2f} us",
        rate(packing_), rate(parsing_), each);
    out_.end_record();
}

}  // namespace cdcdump
