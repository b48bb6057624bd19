// SPDX-License-Identifier: BSL-1.0
/// \file
/// The subcommands.  Each returns the exit status, 0 or that the modem refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace mbimctl {

struct client;

// device.cpp
int caps(const client& c);
/// \param state  `on`, `off`, or empty to ask
int radio(const client& c, const std::string& state);

// sim.cpp
struct pin_arguments {
    std::string pin;      ///< or PUK, or the old PIN
    std::string new_pin;  ///< for a PUK and for a change
    std::string type;     ///< empty: PIN1; of an unlock with a new PIN, PUK1
};
int pinstate(const client& c);
int unlock(const client& c, const pin_arguments& p);
int change_pin(const client& c, const pin_arguments& p);
int subscriber(const client& c);

// network.cpp
struct registration_arguments {
    bool automatic{};
    std::string provider;      ///< MCC and MNC; empty: none is chosen
    std::string data_classes;  ///< that are preferred, `lte,umts`
};
int registration(const client& c, const registration_arguments& r);
int home(const client& c);
int attach(const client& c);
int detach(const client& c);
int signal(const client& c);
int scan(const client& c, bool restricted);

// connection.cpp
struct connect_arguments {
    std::uint32_t session{};
    std::string apn;
    std::string user;
    std::string password;
    std::string auth{"none"};  ///< or `both`, CHAP and then PAP
    std::string pdp_type{"default"};
};
int connect(const client& c, const connect_arguments& a);
int disconnect(const client& c, std::uint32_t session);
int config(const client& c, std::uint32_t session);

// messages.cpp
struct text_arguments {
    std::string number;
    std::string text;
    std::string service_centre;
    bool report{};
    bool flash{};
};
/// \param which  `all`, `new`, `old`, `sent` or `draft`
int sms_list(const client& c, const std::string& which);
int sms_read(const client& c, std::uint32_t index);
int sms_send(const client& c, const text_arguments& t);
/// \param which  as of `sms_list`, or an index
int sms_delete(const client& c, const std::string& which);

// dialogue.cpp
struct ussd_arguments {
    std::string text;
    bool reply{};
    bool cancel{};
};
int ussd(const client& c, const ussd_arguments& u);

// any_command.cpp
struct raw_arguments {
    std::string service;  ///< its name or UUID
    std::string cid;      ///< its number or name
    std::string operation;
    std::string information;  ///< hexadecimal digits
};
int raw(const client& c, const raw_arguments& r);
/// \param count  of indications; none: until the user interrupts
int watch(const client& c, std::optional<std::uint64_t> count);

}  // namespace mbimctl
