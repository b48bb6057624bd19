// SPDX-License-Identifier: BSL-1.0
/// \file
/// Several listeners at once.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "report.hpp"

namespace cdcdump {

/// Tells every record to every listener, in the order in which they were added.
class fan_out : public report {
public:
    template <class Report, class... Arguments>
    Report& add(Arguments&&... arguments) {
        auto made = std::make_unique<Report>(std::forward<Arguments>(arguments)...);
        Report& listener = *made;
        listeners_.push_back(std::move(made));
        return listener;
    }

    void begin_input(std::string_view name) override {
        for (const auto& one : listeners_) one->begin_input(name);
    }
    void frame(const frame_record& r) override {
        for (const auto& one : listeners_) one->frame(r);
    }
    void control(const control_record& r) override {
        for (const auto& one : listeners_) one->control(r);
    }
    void block(const block_record& r) override {
        for (const auto& one : listeners_) one->block(r);
    }
    void usb(const usb_record& r) override {
        for (const auto& one : listeners_) one->usb(r);
    }
    void configuration(const configuration_record& r) override {
        for (const auto& one : listeners_) one->configuration(r);
    }
    void parameters(const parameters_record& r) override {
        for (const auto& one : listeners_) one->parameters(r);
    }
    void fault(const fault_record& r) override {
        for (const auto& one : listeners_) one->fault(r);
    }
    void finish() override {
        for (const auto& one : listeners_) one->finish();
    }

private:
    std::vector<std::unique_ptr<report>> listeners_;
};

/// Counts what was malformed.
class fault_counter : public report {
public:
    void fault(const fault_record&) override { ++count_; }
    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

private:
    std::uint64_t count_{};
};

}  // namespace cdcdump
