// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the modem does of itself or because something happened to it, with the news that the host gets of it.
#pragma once

#include "modem.hpp"

namespace virtual_modem {

// subscriber.cpp
void tell_subscriber(modem& m, const std::optional<ticket>& asked = {});
/// To be called when the SIM is ready or is not any more: registers or leaves the network, and says so.
void sim_changed(modem& m);

// radio.cpp
void tell_signal(modem& m, const std::optional<ticket>& asked = {});
/// Looks at the signal again and again.
void watch_signal(modem& m);
void lose_signal(modem& m);
void find_signal(modem& m, int dbm);
void turn_radio(modem& m, bool hardware, bool software);

// registration.cpp
void tell_registration(modem& m, const std::optional<ticket>& asked = {}, status s = status::success);
/// Registers by itself if SIM, radio and signal allow it.
void register_by_itself(modem& m);
/// Gives up contexts, packet service and registration, in this order.
void leave_network(modem& m);
/// The network denies registration, or does not any more: who is registered is sent away, who was denied tries again.
void refuse_registration(modem& m, bool refuses);

// packet_service.cpp
void tell_packet_service(modem& m, const std::optional<ticket>& asked = {}, status s = status::success);
void attach(modem& m, const std::optional<ticket>& asked = {});
/// Gives up contexts and packet service, in this order.
void detach(modem& m);

// connect.cpp
void tell_context(modem& m, std::uint32_t session, const std::optional<ticket>& asked = {}, status s = status::success);
void deactivate(modem& m, std::uint32_t session, nw_error cause = {});
void deactivate_all(modem& m);

// ip.cpp
void tell_ip_configuration(modem& m, std::uint32_t session, const std::optional<ticket>& asked = {});

// slots.cpp
void tell_slot(modem& m, std::uint32_t index, const std::optional<ticket>& asked = {});

// sms.cpp
/// A message comes in, as SMS-SUBMIT or as its sender wrote it.
void receive_sms(modem& m, const utf16& from, const utf16& text);

// ussd.cpp
/// The network asks by itself.
void receive_ussd(modem& m, const utf16& text);

}  // namespace virtual_modem
