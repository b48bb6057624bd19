// SPDX-License-Identifier: BSL-1.0
#include "statistics.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "json_writer.hpp"
#include "message_facts.hpp"
#include "names.hpp"

namespace cdcdump {

namespace ncm = cdcnet::ncm;

namespace {

constexpr std::array ways{direction::to_device, direction::to_host, direction::unknown};

std::size_t index_of(direction way) noexcept { return static_cast<std::size_t>(way); }

double share(std::uint64_t part, std::uint64_t whole) noexcept {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string_view column_of(direction way) noexcept { return way == direction::unknown ? "-" : word_of(way); }

/// The stream with this kind and session.
ncm::stream stream_at(std::size_t kind, std::size_t session) noexcept {
    const auto id = static_cast<std::uint8_t>(session);
    switch (static_cast<ncm::stream_kind>(kind)) {
        case ncm::stream_kind::ethernet: return ncm::stream::ethernet();
        case ncm::stream_kind::ethernet_crc: return ncm::stream::ethernet_crc();
        case ncm::stream_kind::ips: return ncm::stream::ips(id);
        case ncm::stream_kind::dss: return ncm::stream::dss(id);
    }
    return {};
}

/// `ips0 (IPS)`: the signature tells Ethernet with and without CRC apart.
std::string label_of(ncm::stream s) { return fmt::format("{} ({})", name_of_stream(s), ncm::name_of(s.kind())); }

}  // namespace

void statistics::control(const control_record& r) {
    fragments_ += r.fragments > 1 ? r.fragments : 0;
    count(r.facts);
}

void statistics::count(const message_facts& facts) {
    ++messages_;
    ++types_[std::string{facts.type}];
    if (!facts.service_id) return;
    cid_counts& c = cids_[{facts.service, facts.cid_name, facts.cid, std::string{facts.operation}}];
    ++c.messages;
    c.bytes += facts.information.size();
    if (facts.status.value_or(0) != 0) ++c.failures;
}

statistics::stream_counts& statistics::counts_of(ncm::stream s, direction way) {
    std::vector<stream_counts>& sessions = streams_[index_of(way)][static_cast<std::size_t>(s.kind())];
    if (sessions.size() <= s.session()) sessions.resize(std::size_t{s.session()} + 1);
    return sessions[s.session()];
}

void statistics::block(const block_record& r) {
    direction_counts& d = directions_[index_of(r.where.way)];
    const std::uint64_t size = r.ntb.size();
    ++d.ntbs;
    d.bytes += size;
    d.datagrams += r.ntb.datagram_count();
    d.gaps += r.missed != 0 ? 1 : 0;
    d.missed += r.missed;
    d.repeats += r.repeated ? 1 : 0;
    if (r.max_size != 0) {
        ++d.limited;
        d.limit_bytes += r.max_size;
        d.filled += size;
        ++d.fill[static_cast<std::size_t>(std::min<std::uint64_t>(size * 10 / r.max_size, 9))];
    }
    ++(r.ntb.format() == ncm::format::ntb16 ? ntb16_ : ntb32_);
    crc_checked_ += r.crc_checked;
    crc_failed_ += r.crc_failed;

    ncm::stream latest{};
    stream_counts* counts = nullptr;
    for (const ncm::datagram datagram : r.ntb) {
        if (counts == nullptr || !(datagram.stream == latest)) {
            latest = datagram.stream;
            counts = &counts_of(latest, r.where.way);
        }
        const auto length = static_cast<std::uint32_t>(datagram.bytes.size());
        d.payload += length;
        ++counts->datagrams;
        counts->bytes += length;
        counts->smallest = std::min(counts->smallest, length);
        counts->largest = std::max(counts->largest, length);
    }
}

void statistics::fault(const fault_record& r) {
    if (r.message && r.message->whole) count(*r.message);
    ++malformed_;
    ++causes_[{std::string{r.item}, std::string{cdcnet::name_of(r.error.code())}}];
}

statistics::direction_counts statistics::total() const {
    direction_counts all{};
    for (const direction_counts& d : directions_) {
        all.ntbs += d.ntbs;
        all.bytes += d.bytes;
        all.datagrams += d.datagrams;
        all.payload += d.payload;
        all.gaps += d.gaps;
        all.missed += d.missed;
        all.repeats += d.repeats;
    }
    return all;
}

void statistics::finish() {
    json_ ? print_json() : print_text();
    out_.end_record();
}

void statistics::print_text() {
    auto line = [this](const auto& format, const auto&... values) {
        fmt::format_to(std::back_inserter(out_.text()), fmt::runtime(format), values...);
        out_.text() += '\n';
    };
    const direction_counts all = total();

    line("{:<20}{:>12}   {}", "control messages", messages_, fragments_ != 0 ? fmt::format("{} fragments joined", fragments_) : "");
    for (const auto& [type, count] : types_) line("  {:<18}{:>12}", type, count);
    if (!cids_.empty()) {
        line("\n{:<28} {:<30} {:<12} {:>9} {:>9} {:>12}", "service", "CID", "operation", "messages", "failures", "bytes");
        for (const auto& [key, c] : cids_) {
            const auto& [service, name, cid, operation] = key;
            line("{:<28} {:<30} {:<12} {:>9} {:>9} {:>12}", service, name, operation, c.messages, c.failures, c.bytes);
        }
    }

    if (all.ntbs != 0) {
        line("\n{:<20}{:>12}   NTB16 {}, NTB32 {}", "NTBs", all.ntbs, ntb16_, ntb32_);
        line("{:<20}{:>12}", "datagrams", all.datagrams);
        line("{:<20}{:>12}", "payload bytes", all.payload);
        line("{:<20}{:>12}   {:.2f} % of all bytes are headers, tables and padding", "overhead bytes", all.bytes - all.payload,
             share(all.bytes - all.payload, all.bytes));
        line("{:<20}{:>12}   {} NTBs missing; {} more where wSequence did not grow", "sequence gaps", all.gaps, all.missed, all.repeats);
        if (crc_checked_ != 0) line("{:<20}{:>12}   {} wrong", "CRC-32 checked", crc_checked_, crc_failed_);

        line("\n{:<10}{:>9} {:>10} {:>12} {:>10} {:>9}   {}", "direction", "NTBs", "datagrams", "payload", "overhead", "mean fill",
             "NTBs by fill, 0-10 % ... 90-100 %");
        for (const direction way : ways) {
            const direction_counts& d = directions_[index_of(way)];
            if (d.ntbs == 0) continue;
            line("{:<10}{:>9} {:>10} {:>12} {:>8.2f} % {:>9}   {}", column_of(way), d.ntbs, d.datagrams, d.payload,
                 share(d.bytes - d.payload, d.bytes), d.limited != 0 ? fmt::format("{:.1f} %", share(d.filled, d.limit_bytes)) : "unknown",
                 d.limited != 0 ? fmt::format("{}", fmt::join(d.fill, " ")) : "");
        }

        line("\n{:<20} {:<10}{:>10} {:>12} {:>9} {:>9}", "stream", "direction", "datagrams", "bytes", "smallest", "largest");
        for (const direction way : ways) {
            for (std::size_t kind = 0; kind < streams_[index_of(way)].size(); ++kind) {
                const std::vector<stream_counts>& sessions = streams_[index_of(way)][kind];
                for (std::size_t session = 0; session < sessions.size(); ++session) {
                    const stream_counts& s = sessions[session];
                    if (s.datagrams == 0) continue;
                    line("{:<20} {:<10}{:>10} {:>12} {:>9} {:>9}", label_of(stream_at(kind, session)), column_of(way), s.datagrams, s.bytes,
                         s.smallest, s.largest);
                }
            }
        }
    }

    line("\n{:<20}{:>12}", "malformed", malformed_);
    for (const auto& [cause, count] : causes_) line("  {:<26} {:<22} {:>6}", cause.first, cause.second, count);
}

void statistics::print_json() {
    const direction_counts all = total();
    json_writer json{out_.text()};
    json.open_object();
    json.member("record", "statistics").member("type", "statistics");
    json.member("ntbs", all.ntbs).member("ntb16", ntb16_).member("ntb32", ntb32_);
    json.member("datagrams", all.datagrams).member("payload_bytes", all.payload).member("overhead_bytes", all.bytes - all.payload);
    json.member("sequence_gaps", all.gaps).member("missing_ntbs", all.missed).member("sequence_repeats", all.repeats);
    json.member("crc_checked", crc_checked_).member("crc_failed", crc_failed_);
    json.member("control_messages", messages_).member("fragments_joined", fragments_).member("malformed", malformed_);

    json.key("message_types").open_object();
    for (const auto& [type, count] : types_) json.member(type, count);
    json.close_object();

    json.key("cids").open_array();
    for (const auto& [key, c] : cids_) {
        const auto& [service, name, cid, operation] = key;
        json.open_object().member("service", service).member("cid", cid).member("cid_name", name).member("operation", operation);
        json.member("messages", c.messages).member("failures", c.failures).member("information_bytes", c.bytes).close_object();
    }
    json.close_array();

    json.key("directions").open_array();
    for (const direction way : ways) {
        const direction_counts& d = directions_[index_of(way)];
        if (d.ntbs == 0) continue;
        json.open_object().member("direction", word_of(way)).member("ntbs", d.ntbs).member("datagrams", d.datagrams);
        json.member("payload_bytes", d.payload).member("overhead_bytes", d.bytes - d.payload);
        json.member("sequence_gaps", d.gaps).member("missing_ntbs", d.missed).member("sequence_repeats", d.repeats);
        if (d.limited != 0) {
            json.member("mean_fill", share(d.filled, d.limit_bytes) / 100).key("fill").open_array();
            for (const std::uint64_t count : d.fill) json.value(count);
            json.close_array();
        }
        json.close_object();
    }
    json.close_array();

    json.key("streams").open_array();
    for (const direction way : ways) {
        for (std::size_t kind = 0; kind < streams_[index_of(way)].size(); ++kind) {
            const std::vector<stream_counts>& sessions = streams_[index_of(way)][kind];
            for (std::size_t session = 0; session < sessions.size(); ++session) {
                const stream_counts& s = sessions[session];
                if (s.datagrams == 0) continue;
                const ncm::stream stream = stream_at(kind, session);
                json.open_object().member("stream", name_of_stream(stream)).member("signature", ncm::name_of(stream.kind()));
                json.member("direction", word_of(way)).member("datagrams", s.datagrams).member("bytes", s.bytes);
                json.member("smallest", s.smallest).member("largest", s.largest).close_object();
            }
        }
    }
    json.close_array();

    json.key("errors").open_array();
    for (const auto& [cause, count] : causes_)
        json.open_object().member("item", cause.first).member("code", cause.second).member("count", count).close_object();
    json.close_array();
    json.close_object();
    out_.text() += '\n';
}

}  // namespace cdcdump
