// SPDX-License-Identifier: BSL-1.0
#include "capture.hpp"

#include <algorithm>
#include <array>

namespace cdcdump {

capture::capture(input& from) {
    std::array<char, PCAP_ERRBUF_SIZE> why{};
    file_.reset(pcap_fopen_offline_with_tstamp_precision(from.stream(), PCAP_TSTAMP_PRECISION_NANO, why.data()));
    if (!file_) throw unreadable{from.name() + ": " + why.data()};
    static_cast<void>(from.release());  // pcap_close() closes it

    const int number = pcap_datalink(file_.get());
    switch (link_ = static_cast<link_type>(number)) {
        case link_type::usb_linux:
        case link_type::usb_linux_mmapped:
        case link_type::usbpcap:
        case link_type::upper_pdu: return;
    }
    const char* const name = pcap_datalink_val_to_name(number);
    throw unreadable{from.name() + ": link type " + std::to_string(number) + (name != nullptr ? std::string{" ("} + name + ")" : "") +
                     " carries no USB; 189, 220, 249 and 252 do"};
}

bool capture::next(packet& out) {
    pcap_pkthdr* header = nullptr;
    const unsigned char* data = nullptr;
    const int outcome = pcap_next_ex(file_.get(), &header, &data);
    if (outcome != 1) {
        if (outcome == PCAP_ERROR) damage_ = pcap_geterr(file_.get());
        return false;
    }
    out.number = ++packets_;
    // With nanosecond precision libpcap keeps nanoseconds in the member for microseconds.
    constexpr std::int64_t last_second = 9'000'000'000;  // a damaged file must not overflow the sum; it is the year 2255
    constexpr std::int64_t second = 1'000'000'000;
    out.time_ns =
        std::clamp<std::int64_t>(header->ts.tv_sec, 0, last_second) * second + std::clamp<std::int64_t>(header->ts.tv_usec, 0, second - 1);
    out.data = {reinterpret_cast<const std::byte*>(data), header->caplen};
    out.original_length = header->len;
    return true;
}

std::uint64_t capture::position() const noexcept {
    const long at = std::ftell(pcap_file(file_.get()));
    return at > 0 ? static_cast<std::uint64_t>(at) : 0;
}

}  // namespace cdcdump
