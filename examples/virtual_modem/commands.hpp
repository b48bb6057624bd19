// SPDX-License-Identifier: BSL-1.0
/// \file
/// What takes commands: each function answers those of its subject and returns false for all others.
#pragma once

#include "modem.hpp"

namespace virtual_modem {

bool take_device(modem& m, const request& r);                ///< device.cpp
bool take_subscriber(modem& m, const request& r);            ///< subscriber.cpp
bool take_radio(modem& m, const request& r);                 ///< radio.cpp
bool take_registration(modem& m, const request& r);          ///< registration.cpp
bool take_providers(modem& m, const request& r);             ///< providers.cpp
bool take_packet_service(modem& m, const request& r);        ///< packet_service.cpp
bool take_connect(modem& m, const request& r);               ///< connect.cpp
bool take_ip(modem& m, const request& r);                    ///< ip.cpp
bool take_provisioned_contexts(modem& m, const request& r);  ///< provisioned_contexts.cpp
bool take_sms(modem& m, const request& r);                   ///< sms.cpp
bool take_ussd(modem& m, const request& r);                  ///< ussd.cpp
bool take_phonebook(modem& m, const request& r);             ///< phonebook.cpp
bool take_microsoft(modem& m, const request& r);             ///< microsoft.cpp
bool take_slots(modem& m, const request& r);                 ///< slots.cpp
bool take_cells(modem& m, const request& r);                 ///< cells.cpp
bool take_attach_contexts(modem& m, const request& r);       ///< attach_contexts.cpp
bool take_extensions(modem& m, const request& r);            ///< extensions.cpp

}  // namespace virtual_modem
