// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/capacity.hpp>
#include <cdcnet/ncm/parameters.hpp>
#include <doctest/doctest.h>

#ifdef CDCNET_SHARED_DIR
#include <fstream>
#include <nlohmann/json.hpp>
#endif
#include <string>
#include <vector>

#include "builder.hpp"
#include "constant.hpp"

using namespace cdcnet;

namespace {

constexpr auto parameter_bytes = hand_made::transfer<28>{}
                                     .put(0, 28, 2)           // wLength
                                     .put(2, 3, 2)            // bmNtbFormatsSupported
                                     .put(4, 0x01020304, 4)   // dwNtbInMaxSize
                                     .put(8, 0x0506, 2)       // wNdpInDivisor
                                     .put(10, 0x0708, 2)      // wNdpInPayloadRemainder
                                     .put(12, 0x090a, 2)      // wNdpInAlignment
                                     .put(14, 0, 2)           // wReserved
                                     .put(16, 0x0b0c0d0e, 4)  // dwNtbOutMaxSize
                                     .put(20, 0x0f10, 2)      // wNdpOutDivisor
                                     .put(22, 0x1112, 2)      // wNdpOutPayloadRemainder
                                     .put(24, 0x1314, 2)      // wNdpOutAlignment
                                     .put(26, 0x1516, 2)      // wNtbOutMaxDatagrams
                                     .bytes;
constexpr ncm::ntb_parameters parameters{3, {0x01020304, 0x0506, 0x0708, 0x090a}, {0x0b0c0d0e, 0x0f10, 0x1112, 0x1314, 0x1516}};

constexpr bool builds() {
    std::array<std::byte, 28> buffer{};
    const auto built = parameters.build(buffer);
    return built && equal(*built, parameter_bytes);
}
TEST_CONSTANT(*ncm::ntb_parameters::parse(parameter_bytes) == parameters);
TEST_CONSTANT(builds());

constexpr auto long_size = hand_made::transfer<8>{}.put(0, 0x4000, 4).put(4, 32, 2).bytes;
TEST_CONSTANT(*ncm::ntb_input_size::parse(long_size) == ncm::ntb_input_size{0x4000, 32});
TEST_CONSTANT(*ncm::ntb_input_size::parse(bytes{long_size}.first(4)) == ncm::ntb_input_size{0x4000, 0});

}  // namespace

TEST_CASE("NTB parameters need 28 bytes") {
    for (std::size_t size = 0; size < 28; ++size) {
        CHECK(ncm::ntb_parameters::parse(bytes{parameter_bytes}.first(size)).error() == error{errc::need_more, size});
        std::vector<std::byte> buffer(size);
        CHECK(parameters.build(buffer).error() == error::no_space(28));
    }
    std::vector<std::byte> longer(40);
    copy_bytes(longer.data(), parameter_bytes.data(), 28);
    CHECK(*ncm::ntb_parameters::parse(longer) == parameters);
}

TEST_CASE("another byte is another block of NTB parameters") {
    for (std::size_t at = 2; at < 28; ++at) {
        auto other = parameter_bytes;
        other[at] ^= std::byte{1};
        const bool is_reserved = at == 14 || at == 15;
        CAPTURE(at);
        CHECK((*ncm::ntb_parameters::parse(other) == parameters) == is_reserved);
    }
    for (std::size_t at = 0; at < 6; ++at) {
        auto other = long_size;
        other[at] ^= std::byte{1};
        CHECK(*ncm::ntb_input_size::parse(other) != ncm::ntb_input_size{0x4000, 32});
    }
}

TEST_CASE("wLength of the NTB parameters is not looked at") {
    for (const std::uint32_t length : {0u, 26u, 32u, 0xffffu}) {
        auto other = parameter_bytes;
        other[0] = static_cast<std::byte>(length & 0xff);
        other[1] = static_cast<std::byte>(length >> 8);
        CHECK(*ncm::ntb_parameters::parse(other) == parameters);
    }
}

TEST_CASE("supported formats: NTB16 always, NTB32 by its bit") {
    CHECK(ncm::ntb_parameters{.formats_supported = 0}.supports(ncm::format::ntb16));
    CHECK_FALSE(ncm::ntb_parameters{.formats_supported = 1}.supports(ncm::format::ntb32));
    CHECK(ncm::ntb_parameters{.formats_supported = 3}.supports(ncm::format::ntb32));
}

TEST_CASE("NTB input size in 4 and in 8 bytes") {
    using form = ncm::ntb_input_size::form;
    for (std::size_t size = 0; size < 8; ++size) {
        if (size != 4) CHECK(ncm::ntb_input_size::parse(bytes{long_size}.first(size)).error() == error{errc::need_more, size});
        std::vector<std::byte> buffer(size);
        const auto built = ncm::ntb_input_size{0x4000, 32}.build(buffer, form::long_form);
        CHECK(built.error() == error::no_space(8));
        const auto short_built = ncm::ntb_input_size{0x4000, 32}.build(buffer, form::short_form);
        CHECK(static_cast<bool>(short_built) == (size >= 4));
        if (short_built) CHECK(equal(*short_built, bytes{long_size}.first(4)));
    }
    std::array<std::byte, 8> buffer{};
    buffer.fill(std::byte{0xff});
    CHECK(equal(*ncm::ntb_input_size{0x4000, 32}.build(buffer, form::long_form), long_size));
}

TEST_CASE("the remainder of Ethernet frames is converted to that of their first byte") {
    // 14 bytes of header and then the byte that counts: offset + 14 == remainder (mod divisor).
    for (std::uint32_t divisor = 1; divisor <= 64; divisor *= 2)
        for (std::uint32_t remainder = 0; remainder < divisor; ++remainder) {
            const ncm::out_parameters p{16384, static_cast<std::uint16_t>(divisor), static_cast<std::uint16_t>(remainder), 4, 0};
            const auto ethernet = ncm::limits::from(p, ncm::payload::ethernet);
            CHECK((ethernet.remainder + 14u) % divisor == remainder);
            CHECK(ethernet.remainder < divisor);
            CHECK(ncm::limits::from(p, ncm::payload::mbim).remainder == remainder);
        }
}

TEST_CASE("capacity: known values, and consistent with block_size") {
    // 12 + 10 * 1500 + 8 + 11 * 4 = 15064; an eleventh needs 16568.
    CHECK_CONSTANT(ncm::capacity(ncm::limits{.max_size = 16384}, 1500) == 10);
    CHECK_CONSTANT(ncm::block_size(ncm::limits{}, 1500, 10) == 15064);
    CHECK_CONSTANT(ncm::block_size(ncm::limits{}, 1500, 11) == 16568);
    CHECK_CONSTANT(ncm::capacity(ncm::limits{.max_size = 16384, .max_datagrams = 4}, 1500) == 4);
    CHECK_CONSTANT(ncm::capacity(ncm::limits{.max_size = 16384}, 16357) == 0);
    CHECK_CONSTANT(ncm::capacity(ncm::limits{.max_size = 16384}, 16356) == 1);
    CHECK_CONSTANT(ncm::capacity(ncm::limits{.max_size = 16384}, 16353, ncm::stream::ethernet_crc()) == 0);
    CHECK_CONSTANT(ncm::capacity(ncm::limits{.max_size = 16384}, 0) == 0);
    CHECK_CONSTANT(ncm::capacity(ncm::limits{.max_size = 0}, 1) == 0);
    CHECK_CONSTANT(ncm::block_size(ncm::limits{}, 100, 0) == 0);
    CHECK_CONSTANT(ncm::block_size(ncm::limits{}, 0, 1, ncm::stream::ethernet_crc()) == 12 + 4 + 16);
    CHECK(ncm::block_size(ncm::limits{}, ~std::size_t{}, 1) == 0);
    CHECK(ncm::block_size(ncm::limits{}, 1500, ~std::size_t{}) == 0);
    // The largest block has 2^30 bytes: NTH and NDP with a null entry take 16 + 16 + 8 * 8, each datagram 2^24 more.
    constexpr ncm::limits large{.format = ncm::format::ntb32, .max_size = 0xffffffff};
    static_assert(ncm::block_size(large, 1u << 24, 63) == 16 + 63 * (1u << 24) + 16 + 64 * 8);
    static_assert(ncm::block_size(large, 1u << 24, 64) == 0);
    static_assert(ncm::block_size(large, 1u << 24, 65) == 0);
    static_assert(ncm::block_size(large, (1u << 30) - 48, 1) == 1u << 30);
    static_assert(ncm::block_size(large, (1u << 30) - 47, 1) == 0);
    static_assert(ncm::capacity(large, 1u << 24) == 63);
    CHECK_CONSTANT(ncm::max_block_size(large) == 1u << 30);
    // Numbers that would come round to small ones in 64 bits.
    CHECK(ncm::block_size(ncm::limits{}, ~std::size_t{} - 2, 1, ncm::stream::ethernet_crc()) == 0);
    CHECK(ncm::block_size(ncm::limits{}, 4, static_cast<std::size_t>(std::uint64_t{1} << 62)) == 0);
    // wLength counts 65535 bytes: 8 and 4 for each entry and the null one.
    static_assert(ncm::block_size(ncm::limits{}, 1, 16380) != 0 && ncm::block_size(ncm::limits{}, 1, 16381) == 0);
}

TEST_CASE("offsets of a class have a mask where the divisor is a power of two") {
    CHECK_CONSTANT(ncm::detail::offset_class{64, 3}.has_mask());
    CHECK_CONSTANT(!ncm::detail::offset_class{48, 3}.has_mask());
}

TEST_CASE("NTB parameter sets of real devices") {
#ifdef CDCNET_SHARED_DIR
    std::ifstream file{CDCNET_SHARED_DIR "/captures/ntb-params.jsonl"};
    std::size_t seen = 0;
    for (std::string line; std::getline(file, line);) {
        const auto record = nlohmann::json::parse(line);
        const auto& values = record["params"];
        const auto number = [&](const char* name) { return values[name].get<std::uint32_t>(); };
        if (!record.contains("hex")) continue;
        const std::string hex = record["hex"];
        std::vector<std::byte> data;
        for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
            data.push_back(static_cast<std::byte>(std::stoul(hex.substr(i, 2), nullptr, 16)));
        const auto p = ncm::ntb_parameters::parse(data);
        REQUIRE(p);
        CHECK(p->formats_supported == number("bmNtbFormatsSupported"));
        CHECK(p->in.max_size == number("dwNtbInMaxSize"));
        CHECK(p->in.divisor == number("wNdpInDivisor"));
        CHECK(p->in.payload_remainder == number("wNdpInPayloadRemainder"));
        CHECK(p->in.ndp_alignment == number("wNdpInAlignment"));
        CHECK(p->out.max_size == number("dwNtbOutMaxSize"));
        CHECK(p->out.divisor == number("wNdpOutDivisor"));
        CHECK(p->out.payload_remainder == number("wNdpOutPayloadRemainder"));
        CHECK(p->out.ndp_alignment == number("wNdpOutAlignment"));
        CHECK(p->out.max_datagrams == number("wNtbOutMaxDatagrams"));
        std::array<std::byte, 28> buffer{};
        CHECK(equal(*p->build(buffer), data));
        ++seen;
    }
    CHECK(seen == 3);
#else
    MESSAGE("skipped: no shared captures");
#endif
}

TEST_CASE("limits of what the function sends, without another size") {
    const ncm::in_parameters p{16384, 32, 2, 8};
    const auto own = ncm::limits::from(p, ncm::payload::mbim);
    CHECK(own.max_size == 16384);
    CHECK(own.divisor == 32);
    CHECK(own.remainder == 2);
    CHECK(own.max_datagrams == ncm::limits::from(p, ncm::ntb_input_size{16384}, ncm::payload::mbim).max_datagrams);
}
