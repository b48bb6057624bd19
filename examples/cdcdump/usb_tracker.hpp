// SPDX-License-Identifier: BSL-1.0
/// \file
/// Follows the devices of a USB capture: what their descriptors say, what the host selects, and therefore what each
/// endpoint carries.
#pragma once

#include <array>
#include <cdcnet/ncm/parameters.hpp>
#include <cdcnet/usb/classify.hpp>
#include <cdcnet/usb/microsoft_os.hpp>
#include <cdcnet/usb/notifications.hpp>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "control_channel.hpp"
#include "data_channel.hpp"
#include "device_table.hpp"
#include "report.hpp"
#include "urb.hpp"

namespace cdcdump {

/// Takes the packets of a capture in their order and reports control messages, NTBs and what the devices are.
///
/// Where the capture shows the enumeration of a device, its descriptors decide what an endpoint carries.  Where it does
/// not, the bytes do: transfers that begin like an NTB, and encapsulated commands that begin like a control message.
/// Of more than `most_devices` devices those are forgotten that were not seen for longest, which is reported once.
class usb_tracker {
public:
    /// \param fallback  release of control messages until the capture shows another one
    usb_tracker(cdcnet::mbim::release fallback, report& out) : fallback_{fallback}, out_{out} {}

    void take(const urb& u, origin where);
    /// The capture ends: what waits for more data will not become whole.
    void finish();

private:
    /// One function of the selected configuration.
    struct function {
        cdcnet::usb::function shape;
        std::uint8_t communication_alternate{};
        std::uint8_t data_alternate{};
        std::optional<cdcnet::ncm::ntb_parameters> parameters{};
        std::uint32_t input_size{};  ///< dwNtbInMaxSize of SET_NTB_INPUT_SIZE, 0 when not set
        control_channel control;
    };

    /// What the descriptors say about an endpoint.
    enum class role : std::uint8_t { unknown, data, notification, other };

    struct endpoint {
        role carries{role::unknown};
        std::uint16_t packet_size{};
        function* owner{};
        std::unique_ptr<data_channel> data{};
        cdcnet::usb::notification_joiner<> notifications{};
    };

    struct device {
        std::optional<cdcnet::usb::device_descriptor> descriptor{};
        std::optional<cdcnet::usb::microsoft_os::platform_capability> platform{};
        std::map<std::uint8_t, std::vector<std::byte>> configurations{};  ///< by number, as GET_DESCRIPTOR returned them last
        std::vector<std::byte> selected{};                                ///< the one in use; `functions` view it
        std::deque<function> functions{};
        std::array<endpoint, 32> endpoints{};        ///< by number, IN behind OUT
        std::unique_ptr<control_channel> control{};  ///< of interfaces whose descriptors were not seen
    };

    /// A control request whose completion is still to come.
    struct request {
        std::uint64_t id{};
        std::uint16_t bus{};
        std::uint8_t address{};
        cdcnet::usb::setup_packet setup{};
        std::array<std::byte, 8> data{};  ///< of an OUT request, as much as the requests need that are followed here
        std::uint8_t size{};
        bool delivered{};  ///< the control message in it has been reported
    };

    device& device_at(const origin& where);
    void drop(device& d);
    void forget(device& d, const origin& where);

    void take_control(const urb& u, const origin& where);
    void take_bulk(const urb& u, const origin& at);
    void take_interrupt(const urb& u, const origin& at);

    void encapsulated(device& d, const cdcnet::usb::setup_packet& setup, cdcnet::bytes message, bool cut, const origin& at);
    void completed(device& d, const request& r, cdcnet::bytes data, bool failed, const origin& where);
    void standard_request(device& d, const request& r, cdcnet::bytes data, const origin& where);
    void vendor_request(const device& d, const request& r, cdcnet::bytes data, const origin& where);
    void class_request(device& d, const request& r, cdcnet::bytes data, bool failed, const origin& where);

    void learn_device(device& d, cdcnet::bytes raw);
    void learn_string(const request& r, cdcnet::bytes raw, const origin& where);
    void learn_configuration(device& d, cdcnet::bytes raw, const origin& where);
    void select_configuration(device& d, cdcnet::bytes raw, const origin& where);
    void assign_endpoints(device& d, function& f);
    void describe(const device& d, const function& f, const origin& where);
    void select_alternate(device& d, std::uint8_t interface_number, std::uint8_t alternate, const origin& where);
    void configure_channels(device& d, const function& f);
    function* owner_of(device& d, std::uint16_t interface_number);

    cdcnet::mbim::release fallback_;
    report& out_;
    device_table<device> devices_;
    bool forgets_{};  ///< some device was forgotten
    std::vector<request> requests_;
};

}  // namespace cdcdump
