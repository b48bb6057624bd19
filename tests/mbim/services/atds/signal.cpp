// SPDX-License-Identifier: BSL-1.0
/// \file
/// SIGNAL, LOCATION and RAT, CIDs 1, 2 and 4.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/atds/location.hpp>
#include <cdcnet/mbim/services/atds/rat.hpp>
#include <cdcnet/mbim/services/atds/signal.hpp>

#include "mbim/services/case.hpp"

namespace cases::atds_signal {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::atds;

/// `atds/1/response@1.0`, 28 bytes.
constexpr auto levels_bytes =
    hex("14000000"    // Rssi 20
        "63000000"    // ErrorRate 99
        "46000000"    // Rscp 70
        "26000000"    // Ecno 38
        "11000000"    // Rsrq 17
        "32000000"    // Rsrp 50
        "ff000000");  // Rssnr 255

constexpr signal_info levels{.rssi = 20, .error_rate = 99, .rscp = 70, .ecno = 38, .rsrq = 17, .rsrp = 50, .rssnr = 255};

/// `atds/2/response@1.0`, 12 bytes.
constexpr auto cell_bytes =
    hex("feff0000"    // Lac 0xfffe
        "34120000"    // Tac 0x1234
        "0178cd0a");  // CellId 0x0acd7801

constexpr location_info cell{.lac = 0xfffe, .tac = 0x1234, .cell_id = 0x0acd7801};

/// `atds/4/set@1.0`, 4 bytes.
constexpr auto lte_bytes = hex("03000000");  // Mode

constexpr rat lte{.mode = rat_mode::_4g_only};

static_assert(both_ways(std::array<std::byte, 0>{}, signal_query{}));
static_assert(both_ways(levels_bytes, levels));
static_assert(both_ways(std::array<std::byte, 0>{}, location_query{}));
static_assert(both_ways(cell_bytes, cell));
static_assert(both_ways(std::array<std::byte, 0>{}, rat_query{}));
static_assert(both_ways(lte_bytes, lte));
static_assert(both_ways(lte_bytes, lte, mbimex::v4));

TEST_CASE("atds signal, location, rat: decode, and encode to the same bytes") {
    CHECK(both_ways(levels_bytes, levels));
    CHECK(both_ways(cell_bytes, cell));
    CHECK(both_ways(lte_bytes, lte));
}

TEST_CASE("atds signal, location, rat: truncations") {
    check_truncations<signal_info>(levels_bytes);
    check_truncations<location_info>(cell_bytes);
    check_truncations<rat>(lte_bytes);
}

TEST_CASE("atds rat: the answer to a set is there or left out") {
    std::array<std::byte, 64> room{};
    const auto whole = build_response(mutable_bytes{room}, transaction_id{5}, lte);
    REQUIRE(whole);
    auto done = message::parse(*whole)->as<command_done>();
    REQUIRE(done);
    CHECK(done->carries<rat>());
    CHECK(done->read<rat>()->mode == rat_mode::_4g_only);

    const auto left_out = build_message(mutable_bytes{room}, transaction_id{5}, command_done{service::atds, 4, status::success, {}});
    REQUIRE(left_out);
    CHECK(left_out->size() == 48);
    done = message::parse(*left_out, tolerance::strict)->as<command_done>(tolerance::strict);
    REQUIRE(done);
    CHECK(done->status == status::success);
    CHECK(done->information_buffer.empty());
    // Nothing is invented for it.
    CHECK(is(done->read<rat>().error(), errc::length, place::of_field(0), 48));
}

}  // namespace cases::atds_signal
