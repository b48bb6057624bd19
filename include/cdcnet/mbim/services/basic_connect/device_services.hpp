// SPDX-License-Identifier: BSL-1.0
/// \file
/// DEVICE_SERVICES, CID 16: which services and CIDs the function knows.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Asks for the services; empty.  MBIM 1.0, CID 16; `basic_connect/16/query@1.0`.
struct device_services_query {
    static constexpr command_id id{service::basic_connect, 16, operation::query};
    using layout = fields<"MBIM_DEVICE_SERVICES_QUERY">;
};

/// One service.  MBIM 1.0; `reference/messages.json`, `DeviceServiceElement`.
struct device_service_element {
    uuid device_service_id{};
    std::uint32_t dss_payload{};  ///< bits of `dss_payload`: directions of its device service streams; 0: none
    std::uint32_t max_dss_instances{};
    array_view<std::uint32_t> cids{};

    using layout = fields<"MBIM_DEVICE_SERVICE_ELEMENT",
        field<"DeviceServiceId", &device_service_element::device_service_id>,
        field<"DssPayload",      &device_service_element::dss_payload>,
        field<"MaxDssInstances", &device_service_element::max_dss_instances>,
        count<"CidsCount",       &device_service_element::cids>,
        field<"Cids",            &device_service_element::cids>>;
};

/// All services.  MBIM 1.0, CID 16; `basic_connect/16/response@1.0`.
struct device_services_info {
    std::uint32_t max_dss_sessions{};  ///< device service streams that can be open at a time, over all services
    ref_list<device_service_element> device_services{};

    static constexpr command_id id{service::basic_connect, 16, operation::response};
    using layout = fields<"MBIM_DEVICE_SERVICES_INFO",
        count<"DeviceServicesCount", &device_services_info::device_services>,
        field<"MaxDssSessions",      &device_services_info::max_dss_sessions>,
        field<"DeviceServices",      &device_services_info::device_services>>;
};

}  // namespace cdcnet::mbim::basic_connect
