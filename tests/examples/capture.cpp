// SPDX-License-Identifier: BSL-1.0
/// \file
/// The captures of the tree, written again in every other form that a capture can have, must decode to the same.
#include <cdcdump/capture.hpp>
#include <cdcdump/decoder.hpp>
#include <doctest/doctest.h>

#include <algorithm>

#include "examples/collector.hpp"
#include "examples/run.hpp"

using cdcdump_test::collector;
using cdcdump_test::octets;

namespace {

struct recorded {
    std::int64_t time_ns;
    octets data;
};

std::vector<recorded> packets_of(const std::string& file) {
    cdcdump::input in{file};
    cdcdump::capture capture{in};
    REQUIRE(capture.link() == cdcdump::link_type::usb_linux_mmapped);
    std::vector<recorded> all;
    for (cdcdump::packet p; capture.next(p);) all.push_back({p.time_ns, {p.data.begin(), p.data.end()}});
    return all;
}

/// Appends integers in either byte order.
class writer {
public:
    explicit writer(bool big = false) : big_{big} {}
    writer& u8(std::uint64_t value) { return put(value, 1); }
    writer& u16(std::uint64_t value) { return put(value, 2); }
    writer& u32(std::uint64_t value) { return put(value, 4); }
    writer& u64(std::uint64_t value) { return put(value, 8); }
    writer& bytes(cdcnet::bytes data) {
        for (const std::byte one : data) text_.push_back(static_cast<char>(one));
        return *this;
    }
    writer& pad4() {
        while (text_.size() % 4 != 0) text_.push_back('\0');
        return *this;
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    writer& put(std::uint64_t value, unsigned size) {
        for (unsigned i = 0; i < size; ++i) text_.push_back(static_cast<char>(value >> 8 * (big_ ? size - 1 - i : i) & 0xff));
        return *this;
    }
    bool big_;
    std::string text_;
};

std::string pcap_file(const std::vector<recorded>& packets, cdcdump::link_type link, bool big = false) {
    writer out{big};
    out.u32(0xa1b2c3d4).u16(2).u16(4).u32(0).u32(0).u32(262144).u32(static_cast<std::uint64_t>(link));
    for (const recorded& p : packets) {
        out.u32(static_cast<std::uint64_t>(p.time_ns / 1'000'000'000)).u32(static_cast<std::uint64_t>(p.time_ns % 1'000'000'000 / 1000));
        out.u32(p.data.size()).u32(p.data.size()).bytes(p.data);
    }
    return out.text();
}

std::string pcapng_file(const std::vector<recorded>& packets, cdcdump::link_type link) {
    writer out;
    out.u32(0x0a0d0d0a).u32(28).u32(0x1a2b3c4d).u16(1).u16(0).u64(~std::uint64_t{0}).u32(28);
    out.u32(1).u32(20).u16(static_cast<std::uint64_t>(link)).u16(0).u32(0).u32(20);
    for (const recorded& p : packets) {
        const std::uint64_t micros = static_cast<std::uint64_t>(p.time_ns / 1000);
        const std::uint64_t length = 32 + (p.data.size() + 3) / 4 * 4;
        out.u32(6).u32(length).u32(0).u32(micros >> 32).u32(micros & 0xffffffff).u32(p.data.size()).u32(p.data.size());
        out.bytes(p.data).pad4().u32(length);
    }
    return out.text();
}

/// The 48-byte header of older usbmon interfaces: without the last four fields.
std::vector<recorded> short_headers(std::vector<recorded> packets) {
    for (recorded& p : packets) p.data.erase(p.data.begin() + 48, p.data.begin() + 64);
    return packets;
}

/// The headers as a machine with the other byte order writes them.
std::vector<recorded> swapped_headers(std::vector<recorded> packets) {
    for (recorded& p : packets) {
        const auto swap = [&](std::ptrdiff_t offset, std::ptrdiff_t size) {
            std::reverse(p.data.begin() + offset, p.data.begin() + offset + size);
        };
        swap(0, 8);                                                  // id
        swap(12, 2);                                                 // bus
        swap(16, 8);                                                 // seconds
        for (std::ptrdiff_t at = 24; at < 40; at += 4) swap(at, 4);  // microseconds, status, lengths
        for (std::ptrdiff_t at = 48; at < 64; at += 4) swap(at, 4);  // interval, start frame, flags, descriptors
    }
    return packets;
}

/// The same transfers as USBPcap records them.
std::vector<recorded> as_usbpcap(const std::vector<recorded>& packets) {
    std::vector<recorded> out;
    for (const recorded& p : packets) {
        const auto u = cdcdump::parse_urb(cdcdump::link_type::usb_linux_mmapped, p.data, static_cast<std::uint32_t>(p.data.size()));
        REQUIRE(u);
        const bool complete = u->event == cdcdump::urb_event::complete;
        const bool control = u->type == cdcnet::usb::transfer_type::control;
        const bool bulk = u->type == cdcnet::usb::transfer_type::bulk;
        octets data;
        if (u->setup) {
            const auto setup = u->setup->build();
            data.assign(setup.begin(), setup.end());
        }
        data.insert(data.end(), u->data.begin(), u->data.end());
        writer w;
        w.u16(control ? 28 : 27).u64(u->id).u32(u->failed ? 0xc0000004 : 0).u16(8).u8(complete ? 1 : 0).u16(u->bus).u16(u->device);
        w.u8(u->endpoint).u8(control ? 2 : bulk ? 3 : 1).u32(data.size());
        if (control) w.u8(complete ? 3 : 0);
        w.bytes(data);
        const auto* first = reinterpret_cast<const std::byte*>(w.text().data());
        out.push_back({p.time_ns, {first, first + w.text().size()}});
    }
    return out;
}

void decode(const std::string& file, collector& out) { cdcdump::decode(cdcdump::input{file}, {}, out); }

}  // namespace

TEST_CASE("a capture decodes to the same in every form") {
    const cdcdump_test::scratch_folder folder{"captures"};
    for (const std::string& original : cdcdump_test::captures()) {
        CAPTURE(original);
        collector expected;
        decode(original, expected);
        REQUIRE(!expected.blocks.empty());
        const std::vector<recorded> packets = packets_of(original);
        const std::vector<std::string> forms{
            folder.write("ng", pcapng_file(packets, cdcdump::link_type::usb_linux_mmapped)),
            folder.write("short", pcap_file(short_headers(packets), cdcdump::link_type::usb_linux)),
            folder.write("swapped", pcap_file(swapped_headers(packets), cdcdump::link_type::usb_linux_mmapped, true)),
            folder.write("usbpcap", pcap_file(as_usbpcap(packets), cdcdump::link_type::usbpcap)),
        };
        for (const std::string& form : forms) {
            CAPTURE(form);
            collector out;
            decode(form, out);
            CHECK(out.faults.size() == expected.faults.size());
            CHECK(out.events == expected.events);
            REQUIRE(out.messages.size() == expected.messages.size());
            for (std::size_t i = 0; i < out.messages.size(); ++i) {
                CHECK(out.messages[i].raw == expected.messages[i].raw);
                CHECK(out.messages[i].where.way == expected.messages[i].where.way);
                CHECK(out.messages[i].where.time_ns == expected.messages[i].where.time_ns);
            }
            REQUIRE(out.blocks.size() == expected.blocks.size());
            for (std::size_t i = 0; i < out.blocks.size(); ++i) {
                CHECK(out.blocks[i].datagrams == expected.blocks[i].datagrams);
                CHECK(out.blocks[i].where.number == expected.blocks[i].where.number);
                CHECK(out.blocks[i].where.endpoint == expected.blocks[i].where.endpoint);
                CHECK(out.blocks[i].max_size == expected.blocks[i].max_size);
            }
        }
    }
}

TEST_CASE("capture: no packet of a damaged file has a negative time") {
    const cdcdump_test::scratch_folder folder{"capture-time"};
    writer out;
    out.u32(0xa1b23c4d).u16(2).u16(4).u32(0).u32(0).u32(262144).u32(220);
    out.u32(0).u32(0xe32c8a3b).u32(4).u32(4).u32(0);  // -483621317 nanoseconds
    out.u32(1).u32(999999999).u32(4).u32(4).u32(0);
    const std::string file = folder.write("damaged.pcap", out.text());
    cdcdump::input in{file};
    cdcdump::capture capture{in};
    cdcdump::packet p;
    REQUIRE(capture.next(p));
    CHECK(p.time_ns == 0);
    REQUIRE(capture.next(p));
    CHECK(p.time_ns == 1'999'999'999);
}
