// SPDX-License-Identifier: BSL-1.0
/// \file
/// ICCID, IMSI and IMEI.  The check digits were computed by a program of its own; 490154203237518 is the example of the GSMA.
#include <cdcnet/mbim/identity.hpp>
#include <string>

#include "constant.hpp"
#include "mbim/wire.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using wire_test::hex;

// --- ICCID ---------------------------------------------------------------------------------------------------------

TEST_CONSTANT(!check_iccid("8949020000001234562") && !check_iccid(u"8949020000001234562"));
TEST_CONSTANT(!check_iccid("89490200000012345679") && !check_iccid("898600123456789016"));
TEST_CONSTANT(!check_iccid(u"8949020000001234562\0"));
TEST_CONSTANT(check_iccid("8949020000001234563") == error{errc::value, 18});
TEST_CONSTANT(check_iccid("") == error{errc::length, 0} && check_iccid("79927398713") == error{errc::length, 11});
TEST_CONSTANT(check_iccid("894902000000123456790") == error{errc::length, 20});
TEST_CONSTANT(check_iccid("89A0001234567890167") == error{errc::syntax, 2} &&
              check_iccid(u"8949020000001234562F") == error{errc::syntax, 19});
TEST_CONSTANT(is_telecom_iccid(u"89") && is_telecom_iccid("8949") && !is_telecom_iccid("98") && !is_telecom_iccid(u"8"));

constexpr bytes iccid_19 = hex<"98942000000021 4365f2">;
constexpr bytes iccid_20 = hex<"98942000000021436597">;
TEST_CONSTANT(*iccid_from_file(iccid_19) == "8949020000001234562" && *iccid_from_file(iccid_20) == "89490200000012345679");
TEST_CONSTANT(equal(bytes{*iccid_to_file("8949020000001234562")}, iccid_19) &&
              equal(bytes{*iccid_to_file(u"89490200000012345679")}, iccid_20));
TEST_CONSTANT(iccid_from_file(hex<"ffffffffffffffffffff">)->empty() && equal(bytes{*iccid_to_file("")}, hex<"ffffffffffffffffffff">));
TEST_CONSTANT(iccid_from_file(hex<"98942000000021a365f2">).error() == error{errc::value, 7});
TEST_CONSTANT(iccid_from_file(hex<"9894200000f02143652f">).error() == error{errc::value, 6});  // digits behind the filler
TEST_CONSTANT(iccid_from_file(hex<"9894200000ff21436597">).error() == error{errc::value, 6});
TEST_CONSTANT(iccid_to_file("894902000000123456790").error() == error{errc::length, 20});
TEST_CONSTANT(iccid_to_file(u"8949F").error() == error{errc::syntax, 4});

// --- IMSI ----------------------------------------------------------------------------------------------------------

TEST_CONSTANT(!check_imsi(u"262011234567890") && !check_imsi("001010") && !check_imsi(u"262011234567890\0"));
TEST_CONSTANT(check_imsi("26201") == error{errc::length, 5} && check_imsi("2620112345678901") == error{errc::length, 15});
TEST_CONSTANT(check_imsi(u"26201 1") == error{errc::syntax, 5});
TEST_CONSTANT(*plmn_of_imsi(u"262011234567890", 2) == plmn{262, 1, 2} && *plmn_of_imsi("310410123456789", 3) == plmn{310, 410, 3});
TEST_CONSTANT(plmn_of_imsi("31041", 3).error() == error{errc::length, 5} && plmn_of_imsi("3104x0", 3).error() == error{errc::syntax, 4});

// --- IMEI ----------------------------------------------------------------------------------------------------------

TEST_CONSTANT(!check_imei(u"490154203237518") && !check_imei("490154203237518"));
TEST_CONSTANT(check_imei("490154203237517") == error{errc::value, 14});
TEST_CONSTANT(check_imei("49015420323751") == error{errc::length, 14} && check_imei("4901542032375180") == error{errc::length, 15});
TEST_CONSTANT(check_imei("49-015420-323751-8") == error{errc::syntax, 2});
TEST_CONSTANT(*imei_check_digit("49015420323751") == '8' && *imei_check_digit(u"4901542032375101") == '8');
TEST_CONSTANT(imei_check_digit("4901542032375").error() == error{errc::length, 13});

}  // namespace

TEST_CASE("identity: one digit wrong, or two neighbours swapped, is noticed") {
    const std::string good = "89490200000012345679";
    CHECK_FALSE(check_iccid(good));
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (char c = '0'; c <= '9'; ++c) {
            std::string wrong = good;
            wrong[i] = c;
            CHECK(static_cast<bool>(check_iccid(wrong)) == (c != good[i]));
        }
        if (i == 0 || good[i] == good[i - 1]) continue;
        std::string swapped = good;
        std::swap(swapped[i], swapped[i - 1]);
        // 09 and 90 are the pair that the sum does not tell apart.
        const bool blind = good[i] + good[i - 1] == '0' + '9' && (good[i] == '0' || good[i] == '9');
        CHECK(static_cast<bool>(check_iccid(swapped)) == !blind);
    }
}

TEST_CASE("identity: truncations of EF_ICCID, and every octet of it replaced") {
    for (std::size_t n = 0; n < iccid_19.size(); ++n) {
        const std::unique_ptr<std::byte[]> exact{new std::byte[n]};
        copy_bytes(exact.get(), iccid_19.data(), n);
        CHECK(iccid_from_file(bytes{exact.get(), n}).error() == error{errc::need_more, n});
    }
    std::vector<std::byte> file(iccid_19.begin(), iccid_19.end());
    for (std::size_t at = 0; at < file.size(); ++at) {
        for (unsigned value = 0; value < 256; ++value) {
            file[at] = static_cast<std::byte>(value);
            const auto text = iccid_from_file(file);
            if (text) CHECK(equal(bytes{iccid_to_file(text->view()).value()}, bytes{file}));
        }
        file[at] = iccid_19[at];
    }
}

TEST_CASE("identity: one condition at a time") {
    CHECK(is_telecom_iccid(u"89"));
    CHECK_FALSE(is_telecom_iccid(u"8"));
    CHECK_FALSE(is_telecom_iccid(u"98"));
    CHECK_FALSE(is_telecom_iccid(u"88"));
    CHECK(is_telecom_iccid("8949"));
    CHECK_FALSE(is_telecom_iccid("9"));
    CHECK_FALSE(is_telecom_iccid("79"));
    CHECK_FALSE(is_telecom_iccid("87"));
    CHECK_FALSE(check_imei(u"490154203237518"));
    CHECK(plmn_of_imsi(u"262011234567890", 2).value() == plmn{262, 1, 2});
    CHECK(imei_check_digit(u"4901542032375101").value() == '8');
    CHECK(imei_check_digit(u"49015420323").error() == error{errc::length, 11});
    CHECK(imei_check_digit("49015420323751").value() == '8');
    CHECK(imei_check_digit("490154203").error() == error{errc::length, 9});
}
