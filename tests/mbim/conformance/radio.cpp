// SPDX-License-Identifier: BSL-1.0
/// \file
/// requirements.md, the radio of group G.
#include "trace.hpp"

using namespace conformance_test;

namespace {

constexpr bc::radio_state_set turn_on{bc::radio_switch_state::on};

constexpr traces_of radio[] = {
    {"radio-without-sim", [](trace& t) { t.open().asks(turn_on).answered(bc::radio_state_info{}); },
     [](trace& t) { t.open().asks(bc::radio_state_query{}).answered_as<bc::radio_state_info>(status::sim_not_inserted); }, subject::status,
     3, [](trace& t) { t.open().asks(bc::device_caps_query{}).answered_as<bc::device_caps_info>(status::sim_not_inserted); }},
    {"radio-with-bad-sim", [](trace& t) { t.open().asks(bc::radio_state_query{}).answered_as<bc::radio_state_info>(status::failure); },
     [](trace& t) { t.open().asks(turn_on).answered_as<bc::radio_state_info>(status::bad_sim); }, subject::status, 4,
     [](trace& t) { t.open().indicates(bc::radio_state_info{}); }},
};
const group linked_radio{radio};

}  // namespace

TEST_CASE("mbim conformance: radio") { check(radio); }
