// SPDX-License-Identifier: BSL-1.0
#include "services.hpp"

namespace virtual_modem {

const std::vector<offered_service>& services() {
    // clang-format off: a table
    static const std::vector<offered_service> all{
        {service::basic_connect,
         {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23},
         {take_device, take_subscriber, take_radio, take_providers, take_registration, take_packet_service, take_connect, take_ip,
          take_provisioned_contexts}},
        {service::sms, {1, 2, 3, 4, 5}, {take_sms}},
        {service::ussd, {1}, {take_ussd}},
        {service::phonebook, {1, 2, 3, 4}, {take_phonebook}},
        {service::ms_firmware_id, {1}, {take_microsoft}},
        {service::ms_host_shutdown, {1}, {take_microsoft}},
        {service::ms_voice_extensions, {10}, {take_microsoft}},
        {service::ms_basic_connect_extensions,
         {1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17},
         {take_slots, take_cells, take_attach_contexts, take_extensions}},
    };
    // clang-format on
    return all;
}

}  // namespace virtual_modem
