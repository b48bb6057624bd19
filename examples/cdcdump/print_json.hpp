// SPDX-License-Identifier: BSL-1.0
/// \file
/// Records as JSON Lines; schema.md describes them.
#pragma once

#include "console.hpp"
#include "json_writer.hpp"
#include "message_facts.hpp"
#include "report.hpp"

namespace cdcdump {

class print_json : public report {
public:
    print_json(console& out, privacy p) : out_{out}, privacy_{p} {}

    void begin_input(std::string_view name) override { input_ = name; }
    void control(const control_record& r) override;
    void block(const block_record& r) override;
    void usb(const usb_record& r) override;
    void fault(const fault_record& r) override;

private:
    json_writer begin(std::string_view record, std::string_view type, const origin& where);
    void end(json_writer& json);

    console& out_;
    privacy privacy_;
    std::string input_;
};

}  // namespace cdcdump
