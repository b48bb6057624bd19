// SPDX-License-Identifier: BSL-1.0
/// \file
/// Microsoft OS 2.0 descriptor sets, against bytes written out from the tables of their specification.
#include <cdcnet/usb/microsoft_os.hpp>
#include <doctest/doctest.h>

#include "sets.hpp"

using namespace cdcnet;
using namespace cdcnet::usb;

namespace {

/// A set as a composite device with NCM on its interfaces 2 and 3 sends it.
inline constexpr unsigned char ncm_on_interface_2[] = {
    0x0a, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x06, 0x2e, 0x00,                                // set header: Windows 8.1, 46 bytes
    0x08, 0x00, 0x01, 0x00, 0x00, 0x00, 0x24, 0x00,                                            // first configuration, 36 bytes
    0x08, 0x00, 0x02, 0x00, 0x02, 0x00, 0x1c, 0x00,                                            // function from interface 2 on, 28 bytes
    0x14, 0x00, 0x03, 0x00, 'W',  'I',  'N',  'N',  'C',  'M',  0, 0, 0, 0, 0, 0, 0, 0, 0, 0,  // compatible id
};

/// The same id for a device that is nothing but one function.
inline constexpr unsigned char ncm_of_device[] = {
    0x0a, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x0a, 0x1e, 0x00,                                // set header: Windows 10, 30 bytes
    0x14, 0x00, 0x03, 0x00, 'W',  'I',  'N',  'N',  'C',  'M',  0, 0, 0, 0, 0, 0, 0, 0, 0, 0,  // compatible id
};

error fault_of(const sets::octets& raw) { return microsoft_os::descriptor_set::parse(raw).error(); }

/// The set with one byte changed.
sets::octets changed(std::size_t at, unsigned value) {
    sets::octets raw = sets::copy(ncm_on_interface_2);
    raw[at] = static_cast<std::byte>(value);
    return raw;
}

}  // namespace

TEST_CASE("microsoft os: ids are eight characters") {
    CHECK(static_cast<std::uint64_t>(microsoft_os::spelt("MBIM")) == 0x4d49424du);
    CHECK(microsoft_os::spelt("WINNCM") == microsoft_os::winncm);
    CHECK(microsoft_os::spelt("") == microsoft_os::compatible_id::none);
    CHECK(microsoft_os::spelt("ABCDEFGHI") == microsoft_os::spelt("ABCDEFGH"));
}

TEST_CASE("microsoft os: the id of a function") {
    const sets::octets raw = sets::copy(ncm_on_interface_2);
    const auto set = microsoft_os::descriptor_set::parse(raw);
    REQUIRE(set);
    CHECK(set->header() == microsoft_os::set_header{0x06030000, 46});
    CHECK(set->raw().size() == 46);
    CHECK(set->id_of(2) == microsoft_os::winncm);
    CHECK(set->id_of(0) == microsoft_os::compatible_id::none);
    CHECK(set->id_of(3) == microsoft_os::compatible_id::none);
    CHECK(set->id_of_device() == microsoft_os::compatible_id::none);
}

TEST_CASE("microsoft os: the id of a device is that of all its functions") {
    const sets::octets raw = sets::copy(ncm_of_device);
    const auto set = microsoft_os::descriptor_set::parse(raw);
    REQUIRE(set);
    CHECK(set->header().windows_version == 0x0a000000);
    CHECK(set->id_of_device() == microsoft_os::winncm);
    CHECK(set->id_of(7) == microsoft_os::winncm);
}

TEST_CASE("microsoft os: a second function, and other features, are passed over") {
    sets::octets raw = sets::of({10, 0, 0, 0, 0, 0, 3, 6, 82, 0});
    const auto append = [&](const sets::octets& part) { raw.insert(raw.end(), part.begin(), part.end()); };
    append(sets::of({8, 0, 1, 0, 0, 0, 72, 0}));
    append(sets::of({8, 0, 2, 0, 0, 0, 36, 0}));
    append(sets::of({8, 0, 4, 0, 1, 2, 3, 4}));  // a registry property, not looked into
    append(sets::of({20, 0, 3, 0, 'W', 'I', 'N', 'U', 'S', 'B', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    append(sets::of({8, 0, 2, 0, 4, 0, 28, 0}));
    append(sets::of({20, 0, 3, 0, 'M', 'B', 'I', 'M', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    REQUIRE(raw.size() == 82);
    const auto set = microsoft_os::descriptor_set::parse(raw);
    REQUIRE(set);
    CHECK(set->id_of(0) == microsoft_os::spelt("WINUSB"));
    CHECK(set->id_of(4) == microsoft_os::mbim);
}

TEST_CASE("microsoft os: the ids of all functions at once") {
    sets::octets raw = sets::of({10, 0, 0, 0, 0, 0, 3, 6, 134, 0});
    const auto append = [&](const sets::octets& part) { raw.insert(raw.end(), part.begin(), part.end()); };
    append(sets::of({20, 0, 3, 0, 'C', 'D', 'C', '_', 'W', 'M', 'C', 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    append(sets::of({8, 0, 2, 0, 255, 0, 48, 0}));  // two ids: the last one counts
    append(sets::of({20, 0, 3, 0, 'W', 'I', 'N', 'U', 'S', 'B', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    append(sets::of({20, 0, 3, 0, 'M', 'B', 'I', 'M', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    append(sets::of({8, 0, 2, 0, 0, 0, 28, 0}));
    append(sets::of({20, 0, 3, 0, 'W', 'I', 'N', 'N', 'C', 'M', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    append(sets::of({8, 0, 2, 0, 3, 0, 28, 0}));  // none, so that of the device
    append(sets::of({20, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    REQUIRE(raw.size() == 134);
    const auto set = microsoft_os::descriptor_set::parse(raw);
    REQUIRE(set);
    const microsoft_os::compatible_id_table ids{*set};
    CHECK(ids.id_of(255) == microsoft_os::mbim);
    CHECK(ids.id_of(0) == microsoft_os::winncm);
    for (const unsigned other : {1u, 3u, 256u}) CHECK(ids.id_of(other) == microsoft_os::cdc_wmc);
    CHECK(ids.id_of_device() == microsoft_os::cdc_wmc);
    for (unsigned number = 0; number <= 256; ++number) CHECK(ids.id_of(number) == set->id_of(number));
    CHECK(microsoft_os::compatible_id_table{}.id_of_device() == microsoft_os::compatible_id::none);
}

TEST_CASE("microsoft os: every truncation is told as one") {
    const sets::octets whole = sets::copy(ncm_on_interface_2);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const sets::octets cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        CAPTURE(size);
        CHECK(fault_of(cut) == error{errc::need_more, size});
    }
    sets::octets more = whole;
    more.push_back(std::byte{0xff});
    CHECK_FALSE(fault_of(more));
}

TEST_CASE("microsoft os: lengths that lead outside") {
    CHECK(fault_of(changed(2, 3)) == error{errc::value, 2});
    CHECK(fault_of(changed(0, 9)) == error{errc::descriptor_length, 0});
    CHECK(fault_of(changed(8, 9)) == error{errc::length, 8});
    CHECK(fault_of(changed(16, 37)) == error{errc::outside, 10});  // the configuration beyond the set
    CHECK(fault_of(changed(16, 7)) == error{errc::length, 16});
    CHECK(fault_of(changed(24, 29)) == error{errc::outside, 18});  // the function beyond the configuration
    CHECK(fault_of(changed(24, 27)) == error{errc::outside, 26});  // the id beyond its function
    CHECK(fault_of(changed(26, 3)) == error{errc::descriptor_length, 26});
    CHECK(fault_of(changed(26, 19)) == error{errc::descriptor_length, 26});
    CHECK(fault_of(changed(10, 7)) == error{errc::descriptor_length, 10});
    CHECK(fault_of(changed(28, 0)) == error{errc::order, 26});  // a set header inside
    CHECK(fault_of(changed(20, 1)) == error{errc::order, 18});  // a configuration inside a configuration
}

TEST_CASE("microsoft os: built as the tables say") {
    std::array<std::byte, 20> buffer{};
    const auto check = [&](const auto& value, const sets::octets& expected) {
        const auto built = microsoft_os::build(buffer, value);
        REQUIRE(built);
        CHECK(equal(*built, expected));
        using type = std::remove_cvref_t<decltype(value)>;
        const auto parsed = microsoft_os::parse<type>(*built);
        REQUIRE(parsed);
        CHECK(*parsed == value);
        for (std::size_t at = 4; at < expected.size(); ++at) {
            if (std::is_same_v<type, microsoft_os::configuration_subset> && at == 5) continue;  // reserved
            if (std::is_same_v<type, microsoft_os::function_subset> && at == 5) continue;       // reserved
            sets::octets other = expected;
            other[at] ^= std::byte{1};
            CHECK(microsoft_os::parse<type>(other).value_or(value) != value);
        }
        CHECK(microsoft_os::build(mutable_bytes{buffer}.first(expected.size() - 1), value).error() == error::no_space(expected.size()));
    };
    check(microsoft_os::set_header{0x06030000, 46}, sets::of({10, 0, 0, 0, 0, 0, 3, 6, 46, 0}));
    check(microsoft_os::configuration_subset{1, 0, 36}, sets::of({8, 0, 1, 0, 1, 0, 36, 0}));
    check(microsoft_os::function_subset{2, 0, 28}, sets::of({8, 0, 2, 0, 2, 0, 28, 0}));
    check(microsoft_os::compatible_id_descriptor{microsoft_os::spelt("ALTRCFG"), microsoft_os::spelt("3")},
          sets::of({20, 0, 3, 0, 'A', 'L', 'T', 'R', 'C', 'F', 'G', 0, '3', 0, 0, 0, 0, 0, 0, 0}));
}

TEST_CASE("microsoft os: the BOS descriptor that announces a set") {
    constexpr auto built = microsoft_os::bos({.set_length = 46, .vendor_code = 0x20});
    CHECK(equal(bytes{built}, sets::of({5,    15,   33,   0,    1,                                   // BOS with one capability
                                        28,   16,   5,    0,                                         // platform capability
                                        0xdf, 0x60, 0xdd, 0xd8, 0x89, 0x45, 0xc7, 0x4c,              // UUID
                                        0x9c, 0xd2, 0x65, 0x9d, 0x9e, 0x64, 0x8a, 0x9f, 0, 0, 3, 6,  // Windows 8.1
                                        46,   0,    0x20, 0})));
}

TEST_CASE("usb Microsoft OS: the platform capability in a BOS descriptor") {
    // USB 3.2, 9.6.2: BOS; USB 2.0 extension, SuperSpeed capability; then the platform capability of the Microsoft OS 2.0
    // Descriptors Specification, table 4.
    const auto raw = sets::of({5,    0x0f, 50,   0,    3,                                                           //
                               7,    0x10, 2,    2,    0,    0,    0,                                               //
                               10,   0x10, 3,    0,    0x0e, 0,    1,    0,    0,    0,                             //
                               28,   0x10, 5,    0,    0xdf, 0x60, 0xdd, 0xd8, 0x89, 0x45, 0xc7, 0x4c, 0x9c, 0xd2,  //
                               0x65, 0x9d, 0x9e, 0x64, 0x8a, 0x9f, 0,    0,    3,    6,    0xb2, 0,    0x21, 1});
    const auto found = microsoft_os::find_platform_capability(raw);
    REQUIRE(found);
    CHECK(found->windows_version == 0x06030000);
    CHECK(found->set_length == 0xb2);
    CHECK(found->vendor_code == 0x21);
    CHECK(found->alternate_enumeration == 1);
    for (std::size_t size = 0; size < raw.size(); ++size) {
        const sets::octets front(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK_FALSE(microsoft_os::find_platform_capability(front));
    }
    // Another type, another platform, a descriptor without length, and no BOS.
    for (const auto& [at, value] : {std::pair{24u, 4u}, {27u, 0u}, {5u, 0u}, {22u, 27u}, {0u, 4u}, {1u, 2u}}) {
        sets::octets other = raw;
        other[at] = static_cast<std::byte>(value);
        CHECK_FALSE(microsoft_os::find_platform_capability(other));
    }
    constexpr auto own = microsoft_os::bos({.set_length = 178, .vendor_code = 7});
    CHECK(microsoft_os::bos({.set_length = 178, .vendor_code = 7}) == own);
    CHECK(microsoft_os::find_platform_capability(own)->vendor_code == 7);
}

TEST_CASE("microsoft os: a second configuration, and subsets where none may be") {
    const auto parsed = [](const sets::octets& raw) { return microsoft_os::descriptor_set::parse(raw); };
    const auto two = sets::of({10, 0, 0, 0, 0,   0,   3,   6,   54,  0,                                  // set header
                               8,  0, 1, 0, 0,   0,   36,  0,                                            // configuration 0
                               8,  0, 2, 0, 0,   0,   28,  0,                                            // function on 0
                               20, 0, 3, 0, 'W', 'I', 'N', 'N', 'C', 'M', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,  //
                               8,  0, 1, 0, 1,   0,   8,   0});                                          // configuration 1
    REQUIRE(parsed(two));
    CHECK(parsed(two)->id_of(0) == microsoft_os::winncm);
    const auto set_of = [](std::initializer_list<unsigned> inner) {
        sets::octets raw = sets::of({10, 0, 0, 0, 0, 0, 3, 6, static_cast<unsigned>(10 + inner.size()), 0});
        for (const std::byte octet : sets::of(inner)) raw.push_back(octet);
        return raw;
    };
    CHECK(parsed(set_of({8, 0, 2, 0, 0, 0, 16, 0, 8, 0, 1, 0, 0, 0, 8, 0})).error() == error{errc::order, 18});
    CHECK(parsed(set_of({8, 0, 2, 0, 0, 0, 16, 0, 8, 0, 2, 0, 1, 0, 8, 0})).error() == error{errc::order, 18});
    CHECK(parsed(set_of({8, 0, 2, 0, 0, 0, 10, 0, 9, 9})).error() == error{errc::outside, 18});
    CHECK(parsed(set_of({4, 0, 2, 0})).error().offset() >= 10);
    CHECK(parsed(set_of({4, 0, 3, 0})).error().offset() >= 10);
}
