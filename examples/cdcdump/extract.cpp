// SPDX-License-Identifier: BSL-1.0
#include "extract.hpp"

#include <cdcnet/ncm/crc.hpp>
#include <filesystem>
#include <stdexcept>

#include "names.hpp"

namespace cdcdump {

namespace ncm = cdcnet::ncm;

namespace {

/// A capture with more streams than this is no capture of a device; the system's limit of open files is not far.
constexpr std::size_t most_files = 512;
constexpr int snapshot_length = 262144;

/// Numbers of the pcap registry, which are those of the file and the same on every system.
int link_type_of(ncm::stream s) noexcept {
    constexpr int ethernet = 1;
    constexpr int raw_ip = 12;  // DLT_RAW, stored as link type 101
    constexpr int user0 = 147;
    switch (s.kind()) {
        case ncm::stream_kind::ethernet:
        case ncm::stream_kind::ethernet_crc: return ethernet;
        case ncm::stream_kind::ips: return raw_ip;
        case ncm::stream_kind::dss: return user0;
    }
    return user0;
}

}  // namespace

extract::extract(std::string folder, bool several_inputs) : folder_{std::move(folder)}, several_inputs_{several_inputs} {
    std::error_code why;
    std::filesystem::create_directories(folder_, why);
    if (why) throw std::runtime_error{folder_ + ": " + why.message()};
}

extract::~extract() = default;

void extract::begin_input(std::string_view name) {
    finish();
    if (several_inputs_) prefix_ = std::filesystem::path{name}.stem().string() + "-";
}

void extract::finish() {
    for (auto& [stream, t] : targets_) {
        if (pcap_dump_flush(t.dump.get()) != 0) throw std::runtime_error{t.written.path + ": not everything could be written"};
        closed_.push_back(t.written);
    }
    targets_.clear();
}

std::vector<extract::file> extract::files() const { return closed_; }

extract::target& extract::target_of(const origin& where, ncm::stream s) {
    const auto kind = static_cast<std::uint64_t>(s.is_ethernet() ? ncm::stream_kind::ethernet : s.kind());
    const key wanted = std::uint64_t{where.bus} << 32 | std::uint64_t{where.device} << 16 | kind << 8 | s.session();
    const auto found = targets_.find(wanted);
    if (found != targets_.end()) return found->second;
    if (targets_.size() == most_files) throw std::runtime_error{"more than 512 streams to extract"};

    target t;
    t.written.path =
        (std::filesystem::path{folder_} / (prefix_ + (where.on_usb ? device_of(where) + "-" : std::string{}) + name_of_stream(s) + ".pcap"))
            .string();
    t.link.reset(pcap_open_dead_with_tstamp_precision(link_type_of(s), snapshot_length, PCAP_TSTAMP_PRECISION_NANO));
    t.dump.reset(pcap_dump_open(t.link.get(), t.written.path.c_str()));
    if (!t.dump) throw std::runtime_error{t.written.path + ": " + pcap_geterr(t.link.get())};
    return targets_.emplace(wanted, std::move(t)).first->second;
}

void extract::block(const block_record& r) {
    constexpr std::int64_t second = 1'000'000'000;
    const std::int64_t time = r.where.time_ns == no_time ? 0 : r.where.time_ns;
    for (const ncm::datagram d : r.ntb) {
        const cdcnet::bytes payload =
            d.stream.has_crc() && d.bytes.size() >= ncm::crc_size ? d.bytes.first(d.bytes.size() - ncm::crc_size) : d.bytes;
        target& t = target_of(r.where, d.stream);
        pcap_pkthdr header{};
        header.ts.tv_sec = static_cast<decltype(header.ts.tv_sec)>(time / second);
        header.ts.tv_usec = static_cast<decltype(header.ts.tv_usec)>(time % second);
        header.len = static_cast<bpf_u_int32>(payload.size());
        header.caplen = std::min(header.len, static_cast<bpf_u_int32>(snapshot_length));
        pcap_dump(reinterpret_cast<unsigned char*>(t.dump.get()), &header, reinterpret_cast<const unsigned char*>(payload.data()));
        ++t.written.datagrams;
    }
}

}  // namespace cdcdump
