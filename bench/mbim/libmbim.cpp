// SPDX-License-Identifier: BSL-1.0
/// \file
/// libmbim-glib's part of the rows: a message from received bytes, its typed parser, its request builder, its printer.
/// What the library allocates is freed inside the loop, as its users have to.
#include <libmbim-glib.h>

#include "suite.hpp"

namespace cdcnet::bench {

namespace {

/// A message from received bytes; the library copies them.
class received {
public:
    explicit received(const wire_message& wire)
        : message_{mbim_message_new(reinterpret_cast<const guint8*>(wire.data()), static_cast<guint32>(wire.size()))} {}
    received(const received&) = delete;
    received& operator=(const received&) = delete;
    ~received() { mbim_message_unref(message_); }

    [[nodiscard]] const MbimMessage* get() const noexcept { return message_; }

private:
    MbimMessage* message_;
};

void device_caps(const MbimMessage* m) {
    MbimDeviceType device_type{};
    MbimCellularClass cellular_class{};
    MbimVoiceClass voice_class{};
    MbimSimClass sim_class{};
    MbimDataClass data_class{};
    MbimSmsCaps sms_caps{};
    MbimCtrlCaps control_caps{};
    guint32 max_sessions{};
    gchar* custom_data_class{};
    gchar* device_id{};
    gchar* firmware_info{};
    gchar* hardware_info{};
    require(mbim_message_device_caps_response_parse(m, &device_type, &cellular_class, &voice_class, &sim_class, &data_class, &sms_caps,
                                                    &control_caps, &max_sessions, &custom_data_class, &device_id, &firmware_info,
                                                    &hardware_info, nullptr) != 0,
            "libmbim refuses DEVICE_CAPS");
    benchmark::DoNotOptimize(hardware_info);
    g_free(custom_data_class);
    g_free(device_id);
    g_free(firmware_info);
    g_free(hardware_info);
}

void subscriber_ready_status(const MbimMessage* m) {
    MbimSubscriberReadyState ready_state{};
    gchar* subscriber_id{};
    gchar* sim_iccid{};
    MbimReadyInfoFlag ready_info{};
    guint32 count{};
    gchar** numbers{};
    require(mbim_message_subscriber_ready_status_response_parse(m, &ready_state, &subscriber_id, &sim_iccid, &ready_info, &count, &numbers,
                                                                nullptr) != 0,
            "libmbim refuses SUBSCRIBER_READY_STATUS");
    benchmark::DoNotOptimize(numbers);
    g_free(subscriber_id);
    g_free(sim_iccid);
    g_strfreev(numbers);
}

void ip_configuration(const MbimMessage* m) {
    guint32 session_id{};
    MbimIPConfigurationAvailableFlag available4{};
    MbimIPConfigurationAvailableFlag available6{};
    guint32 count4{};
    MbimIPv4ElementArray* addresses4{};
    guint32 count6{};
    MbimIPv6ElementArray* addresses6{};
    const MbimIPv4* gateway4{};
    const MbimIPv6* gateway6{};
    guint32 servers_count4{};
    MbimIPv4* servers4{};
    guint32 servers_count6{};
    MbimIPv6* servers6{};
    guint32 mtu4{};
    guint32 mtu6{};
    require(mbim_message_ip_configuration_response_parse(m, &session_id, &available4, &available6, &count4, &addresses4, &count6,
                                                         &addresses6, &gateway4, &gateway6, &servers_count4, &servers4, &servers_count6,
                                                         &servers6, &mtu4, &mtu6, nullptr) != 0,
            "libmbim refuses IP_CONFIGURATION");
    benchmark::DoNotOptimize(servers6);
    mbim_ipv4_element_array_free(addresses4);
    mbim_ipv6_element_array_free(addresses6);
    g_free(servers4);
    g_free(servers6);
}

void connect_info(const MbimMessage* m) {
    guint32 session_id{};
    MbimActivationState state{};
    MbimVoiceCallState voice{};
    MbimContextIpType ip_type{};
    const MbimUuid* context_type{};
    guint32 nw_error{};
    require(mbim_message_connect_response_parse(m, &session_id, &state, &voice, &ip_type, &context_type, &nw_error, nullptr) != 0,
            "libmbim refuses CONNECT");
    benchmark::DoNotOptimize(context_type);
}

void build_connect_set() {
    MbimMessage* const m = mbim_message_connect_set_new(1, MBIM_ACTIVATION_COMMAND_ACTIVATE, "internet.example", "user", "password",
                                                        MBIM_COMPRESSION_NONE, MBIM_AUTH_PROTOCOL_CHAP, MBIM_CONTEXT_IP_TYPE_IPV4V6,
                                                        mbim_uuid_from_context_type(MBIM_CONTEXT_TYPE_INTERNET), nullptr);
    require(m != nullptr, "libmbim did not build CONNECT");
    mbim_message_set_transaction_id(m, 7);
    guint32 size{};
    benchmark::DoNotOptimize(mbim_message_get_raw(m, &size, nullptr));
    mbim_message_unref(m);
}

void add_text(const std::string& name, const wire_message& wire) {
    add("text/libmbim/" + name, [&wire] {
        const received m{wire};
        gchar* const text = mbim_message_get_printable_full(m.get(), 1, 0, "", FALSE, nullptr);
        require(text != nullptr, "libmbim did not print a message");
        benchmark::DoNotOptimize(text);
        g_free(text);
    });
}

void add_answer(const std::string& name, const wire_message& wire, void (*parse)(const MbimMessage*)) {
    add("parse/libmbim/" + name, [&wire, parse] { parse(received{wire}.get()); });
    add_text(name, wire);
}

}  // namespace

void add_libmbim(const control_messages& m) {
    benchmark::AddCustomContext("libmbim", std::to_string(MBIM_MAJOR_VERSION) + '.' + std::to_string(MBIM_MINOR_VERSION) + '.' +
                                               std::to_string(MBIM_MICRO_VERSION));
    mbim_utils_set_show_personal_info(TRUE);
    add_answer("device_caps", m.device_caps, device_caps);
    add_answer("subscriber_ready_status", m.subscriber_ready_status, subscriber_ready_status);
    add_answer("ip_configuration", m.ip_configuration, ip_configuration);
    add_answer("connect_info", m.connect_info, connect_info);
    add("build/libmbim/connect_set", build_connect_set);
    // The host's part of a transaction: libmbim has no other.
    add("exchange/libmbim/connect", [&m] {
        build_connect_set();
        connect_info(received{m.connect_info}.get());
    });
    add_text("connect_set", m.connect_set);
}

}  // namespace cdcnet::bench
