// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cdclint/lsusb_text.hpp>
#include <initializer_list>
#include <string>

using octets = std::vector<std::byte>;

namespace {

octets of(std::initializer_list<unsigned> values) {
    octets out;
    for (const unsigned v : values) out.push_back(static_cast<std::byte>(v));
    return out;
}

octets read(std::initializer_list<std::string_view> lines) {
    cdclint::lsusb_text text;
    for (const std::string_view line : lines) text.line(line);
    return std::move(text).finish();
}

}  // namespace

TEST_CASE("lsusb_text: subordinates belong to a union") {
    const octets device = of({0x12, 0x01, 0, 0, 0, 0, 0, 0, 0x7c, 0x2c, 0, 0, 0, 0, 0, 0, 0, 0});
    CHECK(read({"Device Descriptor:", "idVendor 0x2c7c"}) == device);
    CHECK(read({"Device Descriptor:", "idVendor 0x2c7c", "bSlaveInterface 1"}) == device);
    const octets with_union = of({9, 2, 15, 0, 0, 0, 0, 0, 0, 6, 0x24, 6, 4, 5, 6});
    CHECK(read({"Configuration Descriptor:", "CDC Union:", "bMasterInterface 4", "bSlaveInterface 5", "bSlaveInterface 6"}) == with_union);
}

TEST_CASE("lsusb_text: a union has at most 251 subordinates") {
    cdclint::lsusb_text text;
    text.line("Configuration Descriptor:");
    text.line("CDC Union:");
    for (int i = 0; i < 300; ++i) text.line("bSlaveInterface 7");
    const octets all = std::move(text).finish();
    REQUIRE(all.size() == 9 + 255);
    CHECK(all[9] == std::byte{255});
}
