// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/ntb.hpp>
#include <doctest/doctest.h>

#include <string>

#include "constant.hpp"

using namespace cdcnet;

namespace {

/// The 32-bit little-endian number of four characters.
constexpr std::uint32_t characters(const char* text, std::uint32_t fourth) {
    std::uint32_t n = fourth << 24;
    for (std::size_t i = 0; i < 3; ++i) n |= static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) << 8 * i;
    return n;
}

struct known {
    const char* letters;
    std::uint32_t fourth;
    ncm::stream stream;
    ncm::format format;
    const char* name;
};

}  // namespace

TEST_CASE("signatures read as streams and back, for both formats and every session") {
    using ncm::format;
    using ncm::stream;
    for (unsigned session = 0; session < 256; ++session) {
        const auto s = static_cast<std::uint8_t>(session);
        for (const known& k :
             {known{"NCM", '0', stream::ethernet(), format::ntb16, "NCM0"},
              known{"NCM", '1', stream::ethernet_crc(), format::ntb16, "NCM1"},
              known{"ncm", '0', stream::ethernet(), format::ntb32, "ncm0"},
              known{"ncm", '1', stream::ethernet_crc(), format::ntb32, "ncm1"}, known{"IPS", s, stream::ips(s), format::ntb16, "IPS"},
              known{"ips", s, stream::ips(s), format::ntb32, "ips"}, known{"DSS", s, stream::dss(s), format::ntb16, "DSS"},
              known{"dss", s, stream::dss(s), format::ntb32, "dss"}}) {
            const std::uint32_t raw = characters(k.letters, k.fourth);
            const auto meaning = ncm::parse_signature(raw);
            REQUIRE(meaning);
            CHECK(meaning->stream == k.stream);
            CHECK(meaning->format == k.format);
            CHECK(k.stream.signature(k.format) == raw);
            CHECK(ncm::signature::name_of(raw) == k.name);
        }
    }
}

TEST_CASE("other signatures are refused; those of multiflow control have a name") {
    for (const char* letters : {"IPC", "DSC", "ipc", "dsc"}) {
        CHECK(ncm::signature::name_of(characters(letters, 9)) == letters);
        CHECK(ncm::parse_signature(characters(letters, 9)).error().code() == errc::ndp_signature);
    }
    for (const std::uint32_t raw :
         {std::uint32_t{0}, std::uint32_t{0xffffffff}, characters("NCM", '2'), characters("NCM", 0), characters("Ncm", '0'),
          characters("nCM", '0'), characters("ncM", '0'), characters("NCm", '1'), characters("iPS", 0), characters("IpS", 0),
          characters("QMI", 0), characters("NCM", 'H'), characters("ncm", 'h')}) {
        CHECK(ncm::parse_signature(raw).error().code() == errc::ndp_signature);
        CHECK(ncm::signature::name_of(raw) == "");
    }
}

TEST_CASE("streams compare by kind and session, and name themselves") {
    CHECK(ncm::stream::ips(1) != ncm::stream::ips(2));
    CHECK(ncm::stream::ips(1) != ncm::stream::dss(1));
    CHECK(ncm::stream{} == ncm::stream::ethernet());
    CHECK(ncm::stream::ethernet() != ncm::stream::ethernet_crc());
    CHECK(ncm::stream::ethernet_crc().is_ethernet());
    CHECK_FALSE(ncm::stream::ips(0).is_ethernet());
    CHECK(name_of(ncm::stream::dss(3).kind()) == "DSS");
    CHECK(name_of(ncm::stream_kind::ips) == "IPS");
    CHECK(name_of(ncm::stream_kind::ethernet) == "NCM0");
    CHECK(name_of(ncm::stream_kind::ethernet_crc) == "NCM1");
    CHECK(name_of(ncm::format::ntb16) == "NTB16");
    CHECK(name_of(ncm::format::ntb32) == "NTB32");
}

TEST_CASE("sizes of both formats") {
    const ncm::sizes& s16 = ncm::sizes_of(ncm::format::ntb16);
    CHECK(s16.min_block() == 28);
    CHECK(s16.min_ndp() == 16);
    CHECK(s16.nth_signature == characters("NCM", 'H'));
    const ncm::sizes& s32 = ncm::sizes_of(ncm::format::ntb32);
    CHECK(s32.min_block() == 48);
    CHECK(s32.min_ndp() == 32);
    CHECK(s32.nth_signature == characters("ncm", 'h'));
}

TEST_CASE("session ids of MBIM's control messages are streams up to 255") {
    using ncm::stream;
    CHECK_CONSTANT(stream::of_ip_session(0) == stream::ips(0) && stream::of_ip_session(255) == stream::ips(255));
    CHECK_CONSTANT(stream::of_device_session(7) == stream::dss(7));
    CHECK_CONSTANT(!stream::of_ip_session(256) && !stream::of_ip_session(0xffffffff) && !stream::of_device_session(256));
}
