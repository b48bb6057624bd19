// SPDX-License-Identifier: BSL-1.0
/// \file
/// Keeps what the parts of cdcdump report, for tests to look at.
#pragma once

#include <cdcdump/report.hpp>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

namespace cdcdump_test {

using octets = std::vector<std::byte>;

inline octets from_hex(std::string_view text) {
    octets out;
    unsigned value = 0;
    int digits = 0;
    for (const char c : text) {
        const unsigned digit = cdcnet::hex_value(static_cast<unsigned char>(c));
        if (digit > 15) continue;
        value = value * 16 + digit;
        if (++digits % 2 == 0) out.push_back(static_cast<std::byte>(value & 0xff));
    }
    return out;
}

/// Copies of what was reported.
struct collector : cdcdump::report {
    struct message {
        cdcdump::origin where;
        std::uint32_t fragments;
        cdcnet::mbim::release release;
        octets raw;
        std::string type, cid_name;
    };
    struct block_copy {
        cdcdump::origin where;
        std::uint16_t sequence;
        std::uint32_t urbs, max_size, crc_checked, crc_failed, missed;
        bool repeated;
        std::vector<octets> datagrams;
    };
    struct fault_copy {
        cdcdump::origin where;
        std::string item;
        cdcnet::error error;
        std::string field;
    };
    struct usb_copy {
        std::string event, name;
        friend bool operator==(const usb_copy&, const usb_copy&) = default;
    };

    void frame(const cdcdump::frame_record& r) override { frames += r.cut ? 0 : 1; }
    void configuration(const cdcdump::configuration_record& r) override { configurations.emplace_back(r.raw.begin(), r.raw.end()); }
    void parameters(const cdcdump::parameters_record& r) override { parameter_blocks.push_back(r.parameters); }
    void string(const cdcdump::string_record& r) override { strings[r.index].assign(r.raw.begin(), r.raw.end()); }
    void microsoft_os(const cdcdump::microsoft_os_record& r) override { microsoft_os_sets.emplace_back(r.raw.begin(), r.raw.end()); }
    void control(const cdcdump::control_record& r) override {
        const cdcnet::bytes raw = r.message.bytes();
        messages.push_back({r.where, r.fragments, r.release, {raw.begin(), raw.end()}, std::string{r.facts.type}, r.facts.cid_name});
    }
    void block(const cdcdump::block_record& r) override {
        blocks.push_back({r.where, r.ntb.sequence(), r.urbs, r.max_size, r.crc_checked, r.crc_failed, r.missed, r.repeated, {}});
        for (const cdcnet::ncm::datagram d : r.ntb) blocks.back().datagrams.emplace_back(d.bytes.begin(), d.bytes.end());
    }
    void usb(const cdcdump::usb_record& r) override { events.push_back({std::string{r.event}, std::string{r.name}}); }
    void fault(const cdcdump::fault_record& r) override { faults.push_back({r.where, std::string{r.item}, r.error, r.field}); }

    std::vector<message> messages;
    std::vector<block_copy> blocks;
    std::vector<usb_copy> events;
    std::vector<fault_copy> faults;
    std::vector<octets> configurations;
    std::vector<cdcnet::ncm::ntb_parameters> parameter_blocks;
    std::map<unsigned, octets> strings;
    std::vector<octets> microsoft_os_sets;
    std::uint32_t frames{};
};

}  // namespace cdcdump_test
