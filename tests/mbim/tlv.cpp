// SPDX-License-Identifier: BSL-1.0
/// \file
/// Sequences of TLVs: header, padding, and what does not fit.
#include <cdcnet/mbim/tlv.hpp>

#include "wire.hpp"

using namespace wire_test;

namespace {

// clang-format off: one TLV a line
constexpr auto three_tlvs = hex<
    "0a00 00 02 02000000 6100 0000"
    "0d00 00 00 00000000"
    "ffff 00 01 03000000 010203 00">;
// clang-format on

constexpr bool lists_three() {
    if (tlv_list::check(three_tlvs)) return false;
    const tlv_list list = tlv_list::over_checked(three_tlvs);
    std::size_t n = 0;
    for (const tlv t : list) {
        if (n == 0 && !(t == tlv{tlv_type::wchar_str, hex<"6100">})) return false;
        if (n == 1 && !(t == tlv{tlv_type::pco, {}})) return false;
        if (n == 2 && !(t == tlv{static_cast<tlv_type>(0xffff), hex<"010203">})) return false;
        ++n;
    }
    return n == 3 && !list.empty() && list.encoded_size() == three_tlvs.size();
}
static_assert(lists_three());
static_assert(tlv_list{}.empty() && tlv_list{}.encoded_size() == 0);
static_assert(encoded_tlv_size(0) == 8 && encoded_tlv_size(1) == 12 && encoded_tlv_size(4) == 12 && encoded_tlv_size(5) == 16);
static_assert(encoded_tlv_size(0xffffffff) == 0x100000008);

}  // namespace

TEST_CASE("the caller's TLVs and those of the wire are the same list") {
    const tlv own[] = {{tlv_type::wchar_str, hex<"6100">}, {tlv_type::pco, {}}, {static_cast<tlv_type>(0xffff), hex<"010203">}};
    const tlv_list from_wire = tlv_list::over_checked(three_tlvs);
    CHECK(tlv_list{own} == from_wire);
    CHECK(tlv_list{own}.encoded_size() == 32);
    CHECK(tlv_list{std::array<tlv, 1>{own[0]}} != from_wire);
    CHECK(tlv_list{} != from_wire);
    CHECK(from_wire != tlv_list{});
    CHECK(tlv_list{} == tlv_list::over_checked(bytes{}));
}

TEST_CASE("the first of a type") {
    const tlv_list list = tlv_list::over_checked(three_tlvs);
    CHECK(cdcnet::equal(list.find(tlv_type::wchar_str), hex<"6100">));
    CHECK(list.find(tlv_type::pco).empty());
    CHECK(list.find(tlv_type::os_id).empty());
}

TEST_CASE("fewer than eight bytes behind the last TLV are ignored") {
    for (std::size_t n = 0; n < 8; ++n) {
        std::vector<std::byte> wire(three_tlvs.size() + n, std::byte{0x77});
        copy_bytes(wire.data(), three_tlvs.list.data(), three_tlvs.size());
        const copied input{wire};
        REQUIRE_FALSE(tlv_list::check(input));
        CHECK(tlv_list::over_checked(input) == tlv_list::over_checked(three_tlvs));
    }
}

TEST_CASE("every prefix holds whole TLVs, or is refused") {
    for (std::size_t n = 0; n <= three_tlvs.size(); ++n) {
        const copied input{bytes{three_tlvs}.first(n)};
        const error e = tlv_list::check(input);
        if (e) {
            CHECK(e.code() == errc::outside);
            continue;
        }
        std::size_t count = 0;
        for (const tlv t : tlv_list::over_checked(input)) {
            CHECK(t.data.data() + t.data.size() <= bytes{input}.data() + n);
            ++count;
        }
        // Missing padding at the end is no fault; a header that is not whole is not a TLV.
        CHECK(count == (n >= 31 ? 3 : n >= 20 ? 2 : n >= 10 ? 1 : 0));
    }
}

TEST_CASE("headers that lie") {
    const auto refused = [](bytes wire, error expected) {
        const error found = tlv_list::check(copied{wire});
        CHECK_MESSAGE(found == expected, text(found) << ", expected " << text(expected));
    };
    refused(with(three_tlvs, 4, 0xffffffff), {errc::outside, 4, field_at(0)});
    refused(with(three_tlvs, 4, 0xfffffff8), {errc::outside, 4, field_at(0)});  // plus 8: 0 modulo 2^32
    refused(with(three_tlvs, 4, 25), {errc::outside, 4, field_at(0)});
    refused(with(three_tlvs, 0, 0x0400000a), {errc::tlv_padding, 3, field_at(0)});
    refused(with(three_tlvs, 0, 0xff00000a), {errc::tlv_padding, 3, field_at(0)});
    refused(with(three_tlvs, 24, 5), {errc::outside, 24, field_at(0)});
}

TEST_CASE("padding other than the rule is passed over as it is") {
    // 2 bytes and 1 of padding: the next TLV stands at byte 11.
    constexpr auto wire = hex<"0a00 00 01 02000000 6100 00 0d00 00 00 01000000 aa">;
    REQUIRE_FALSE(tlv_list::check(wire));
    const tlv expected[] = {{tlv_type::wchar_str, hex<"6100">}, {tlv_type::pco, hex<"aa">}};
    CHECK(tlv_list::over_checked(wire) == tlv_list{expected});
    CHECK(tlv_list::over_checked(wire).encoded_size() == 24);
}

TEST_CASE("TLV lists: equal where all items are") {
    constexpr auto one = hex<"01">;
    constexpr auto two = hex<"02">;
    const tlv a[] = {{tlv_type::pco, one}, {tlv_type::pco, two}};
    const tlv other_data[] = {{tlv_type::pco, one}, {tlv_type::pco, one}};
    const tlv other_type[] = {{tlv_type::pco, one}, {tlv_type::os_id, two}};
    const tlv shorter[] = {{tlv_type::pco, one}};
    CHECK(tlv_list{a} == tlv_list{a});
    CHECK_FALSE(tlv_list{a} == tlv_list{other_data});
    CHECK_FALSE(tlv_list{a} == tlv_list{other_type});
    CHECK_FALSE(tlv_list{a} == tlv_list{shorter});
    CHECK_FALSE(tlv_list{shorter} == tlv_list{a});
    CHECK_FALSE(tlv_list{a} == tlv_list{});
    CHECK(tlv_list{} == tlv_list{});
    CHECK(tlv_list{}.empty());
    CHECK_FALSE(tlv_list{a}.empty());
    CHECK(tlv_list{gsl::span{a}.first(0)}.empty());
    CHECK(tlv_list{gsl::span{a}.first(0)} == tlv_list{});
}

TEST_CASE("TLV lists: the last one may be its header alone") {
    // pco and os_id, without data.
    constexpr auto wire = hex<"0d00 0000 00000000 1200 0000 00000000">;
    std::size_t count = 0;
    for (const tlv& t : tlv_list::over_checked(wire)) count += t.data.empty();
    CHECK(count == 2);
}
