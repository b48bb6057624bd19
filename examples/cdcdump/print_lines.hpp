// SPDX-License-Identifier: BSL-1.0
/// \file
/// Records as text for a reader: one line each, or every field.
#pragma once

#include <cstdint>
#include <string>

#include "console.hpp"
#include "message_facts.hpp"
#include "report.hpp"

namespace cdcdump {

class print_lines : public report {
public:
    print_lines(console& out, bool verbose, privacy p, bool name_inputs)
        : out_{out}, verbose_{verbose}, privacy_{p}, name_inputs_{name_inputs} {}

    void begin_input(std::string_view name) override;
    void control(const control_record& r) override;
    void block(const block_record& r) override;
    void usb(const usb_record& r) override;
    void fault(const fault_record& r) override;

private:
    void start_clock(const origin& where);
    void put_origin(const origin& where);
    void put_block_tables(const cdcnet::ncm::ntb& ntb);
    template <class... T>
    void put(paint with, std::string_view format, const T&... values);

    console& out_;
    bool verbose_;
    privacy privacy_;
    bool name_inputs_;
    std::int64_t start_{no_time};  ///< time of the first record: the lines count from there
};

}  // namespace cdcdump
