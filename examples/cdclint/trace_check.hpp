// SPDX-License-Identifier: BSL-1.0
/// \file
/// Judges what cdcdump reads: a checker for each device.
#pragma once

#include <cdcdump/device_table.hpp>
#include <cdcdump/report.hpp>

#include "options.hpp"
#include "printer.hpp"

namespace cdclint {

/// Prints findings as they come, and what the hosts make of a device when its input has ended, or when it has to make room for another
/// one: there are no more at a time than `cdcdump::most_devices`.  For one input.
class trace_check : public cdcdump::report {
public:
    trace_check(const options& chosen, printer& out);
    ~trace_check() override;

    void frame(const cdcdump::frame_record& r) override;
    void usb(const cdcdump::usb_record& r) override;
    void block(const cdcdump::block_record& r) override;
    void configuration(const cdcdump::configuration_record& r) override;
    void parameters(const cdcdump::parameters_record& r) override;
    void string(const cdcdump::string_record& r) override;
    void microsoft_os(const cdcdump::microsoft_os_record& r) override;
    void fault(const cdcdump::fault_record& r) override;
    void finish() override;

private:
    class watched_device;

    watched_device& device_at(const cdcdump::origin& where);

    const options& chosen_;
    printer& out_;
    cdcdump::device_table<watched_device> devices_;
};

}  // namespace cdclint
