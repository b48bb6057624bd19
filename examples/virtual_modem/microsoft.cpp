// SPDX-License-Identifier: BSL-1.0
/// \file
/// Small services of Microsoft: firmware id, host shutdown, network time.
#include <cdcnet/mbim/services/ms_firmware_id/get.hpp>
#include <cdcnet/mbim/services/ms_host_shutdown/notify.hpp>
#include <cdcnet/mbim/services/ms_voice_extensions/nitz.hpp>
#include <ctime>

#include "behaviour.hpp"
#include "commands.hpp"
#include "identity.hpp"

namespace virtual_modem {

namespace {

void tell_time(modem& m, const ticket& asked) {
    if (!m.net.is_registered()) return m.control.respond(asked, status::not_registered);
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    const auto number = [](int n) { return static_cast<std::uint32_t>(n); };
    m.control.respond(asked, ms_voice_extensions::nitz_info{.year = number(utc.tm_year + 1900),
                                                            .month = number(utc.tm_mon + 1),
                                                            .day = number(utc.tm_mday),
                                                            .hour = number(utc.tm_hour),
                                                            .minute = number(utc.tm_min),
                                                            .second = number(utc.tm_sec),
                                                            .data_class = data_class::lte});
}

}  // namespace

bool take_microsoft(modem& m, const request& r) {
    return on<ms_firmware_id::get_query>(
               m, r, [&](const auto&) { m.control.respond(r.from, ms_firmware_id::get_info{identity::firmware_id}); }) ||
           on<ms_voice_extensions::nitz_query>(m, r, [&](const auto&) { tell_time(m, r.from); }) ||
           on<ms_host_shutdown::notify>(m, r, [&](const auto&) {
               leave_network(m);
               m.control.respond(r.from, ms_host_shutdown::notify{});
           });
}

}  // namespace virtual_modem
