// SPDX-License-Identifier: BSL-1.0
/// \file
/// requirements.md, group A.
#include "trace.hpp"

using namespace conformance_test;

namespace {

constexpr traces_of opening[] = {
    {"open-once", [](trace& t) { t.open(); },
     [](trace& t) { t.ask_open().ask_open().says(transaction_id{1}, open_done{}).says(transaction_id{2}, open_done{}); }, subject::message,
     2, [](trace& t) { t.ask_open(); }},
    {"open-not-busy", [](trace& t) { t.open(status::failure); }, [](trace& t) { t.open(status::busy); }, subject::status, 1,
     [](trace& t) { t.ask_open(); }},
    {"open-failed-ends",
     [](trace& t) {
         t.open(status::failure).sends(transaction_id{7}, close_msg{}).says(transaction_id{7}, close_done{}).open(status::failure).open();
     },
     [](trace& t) { t.open(status::failure).asks(bc::radio_state_query{}); }, subject::message, 2, [](trace& t) { t.open(); }},
};
const group linked_opening{opening};

}  // namespace

TEST_CASE("mbim conformance: opening") { check(opening); }
