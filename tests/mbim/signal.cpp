// SPDX-License-Identifier: BSL-1.0
/// \file
/// Coded levels.  The numbers are those of reference/enums.json, `coded_values`.
#include <cdcnet/mbim/signal.hpp>
#include <doctest/doctest.h>

#include "constant.hpp"

namespace {

using namespace cdcnet::mbim;

TEST_CONSTANT(rssi_dbm(0) == -113 && rssi_dbm(1) == -111 && rssi_dbm(31) == -51);
TEST_CONSTANT(!rssi_dbm(32) && !rssi_dbm(99) && !rssi_dbm(0xffffffff));
TEST_CONSTANT(rssi_code(-113) == 0 && rssi_code(-112) == 0 && rssi_code(-111) == 1 && rssi_code(-51) == 31);
TEST_CONSTANT(rssi_code(-50) == 31 && rssi_code(-114) == 0 && rssi_code(0x7fffffff) == 31 && rssi_code(-0x7fffffff) == 0);

TEST_CONSTANT(rsrp_dbm(0) == -156 && rsrp_dbm(1) == -155 && rsrp_dbm(126) == -30 && !rsrp_dbm(127) && !rsrp_dbm(0xffffffff));
TEST_CONSTANT(rsrp_code(-156) == 0 && rsrp_code(-100) == 56 && rsrp_code(-30) == 126 && rsrp_code(0) == 126 && rsrp_code(-200) == 0);

TEST_CONSTANT(snr_half_db(0) == -46 && snr_half_db(47) == 1 && snr_half_db(127) == 81 && !snr_half_db(128));
TEST_CONSTANT(snr_code(-46) == 0 && snr_code(0) == 46 && snr_code(81) == 127 && snr_code(0x7fffffff) == 127 && snr_code(-0x7fffffff) == 0);

TEST_CONSTANT(atds_rscp_scale.halves(96) == -48 && atds_ecno_scale.halves(49) == 1 && atds_rsrq_scale.halves(34) == -5);
TEST_CONSTANT(atds_rsrp_scale.halves(97) == -86 && atds_rssnr_scale.halves(35) == 60 && !atds_rssnr_scale.halves(36));

TEST_CONSTANT(error_rate_class(0) == 0u && error_rate_class(7) == 7u && !error_rate_class(8) && !error_rate_class(error_rate_unknown));

}  // namespace

TEST_CASE("signal: every code of a level is the code of that level") {
    for (const signal_scale& scale :
         {rssi_scale, rsrp_scale, snr_scale, atds_rscp_scale, atds_ecno_scale, atds_rsrq_scale, atds_rsrp_scale, atds_rssnr_scale}) {
        for (std::uint32_t code = 0; code < 256; ++code) {
            CAPTURE(code);
            const auto level = scale.halves(code);
            CHECK(level.has_value() == (code <= scale.last));
            if (level) CHECK(scale.code(*level) == code);
        }
        CHECK_FALSE(scale.halves(scale.unknown));
        CHECK_FALSE(scale.halves(0x100000000u));
        CHECK(scale.code(INT32_MIN) == 0);
        CHECK(scale.code(INT32_MAX) == scale.last);
    }
}

TEST_CASE("signal: levels beyond what a code can say") {
    CHECK(rssi_code(-201) == 0);
    CHECK(rssi_code(1) == 31);
    CHECK(rssi_code(-113) == 0);
    CHECK(rsrp_code(-201) == 0);
    CHECK(rsrp_code(1) == 126);
    CHECK(rsrp_code(-156) == 0);
    CHECK(error_rate_class(7) == 7u);
    CHECK_FALSE(error_rate_class(8));
    CHECK_FALSE(rssi_dbm(32));
    CHECK_FALSE(rsrp_dbm(127));
}
