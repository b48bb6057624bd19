// SPDX-License-Identifier: BSL-1.0
/// \file
/// What is found, and who prints it.
#pragma once

#include <cdcdump/origin.hpp>
#include <cdcnet/mbim/conformance/rule.hpp>
#include <cdcnet/usb/compatibility.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cdclint {

/// A frame of a control channel.
struct place {
    std::uint32_t message{};  ///< frames of the device so far; 0: before the first one
    cdcdump::origin where{};
};

/// A trace rule that a device or its host breaks.
struct trace_finding {
    const cdcnet::mbim::conformance::rule& broken;
    cdcnet::mbim::conformance::subject field{};
    std::uint32_t value{};
    place at{};
    std::optional<place> since{};  ///< the earlier message that the finding rests on
};

/// What the hosts make of a device.
struct host_table {
    struct row {
        cdcnet::usb::host by{};
        cdcnet::usb::report found{};
    };
    cdcdump::origin where{};
    std::optional<cdcnet::usb::device_descriptor> device{};
    std::optional<unsigned> configuration{};  ///< bConfigurationValue
    std::vector<row> rows{};

    [[nodiscard]] bool is_judged() const noexcept { return count(cdcnet::usb::verdict::not_judged) != rows.size(); }
    [[nodiscard]] std::size_t refusals() const noexcept { return count(cdcnet::usb::verdict::refused); }

private:
    [[nodiscard]] std::size_t count(cdcnet::usb::verdict v) const noexcept {
        std::size_t n = 0;
        for (const row& r : rows) n += r.found.verdict() == v ? 1u : 0u;
        return n;
    }
};

/// A device of a list, with its interfaces named.
struct named_device {
    struct interface {
        unsigned number{};
        cdcnet::usb::class_code code{};
        std::string name{};
        std::string driver{};  ///< that has it; empty: none, or not told
    };
    unsigned bus{};
    unsigned address{};
    unsigned vendor{};
    unsigned product{};
    std::string text{};  ///< the device's own name
    bool has_to_be_switched{};
    std::vector<interface> interfaces{};
};

/// What came of one rule, over all devices.
struct rule_tally {
    const cdcnet::mbim::conformance::rule* which{};
    std::uint64_t kept{};
    std::uint64_t broken{};
    std::uint64_t undecidable{};

    [[nodiscard]] bool is_exercised() const noexcept { return kept != 0 || broken != 0; }
    /// Its condition was met, but never with all facts that it needs.
    [[nodiscard]] bool is_undecided() const noexcept { return !is_exercised() && undecidable != 0; }
};

/// What the closing line says.
struct totals {
    std::uint64_t traces{};    ///< inputs that rules of traces have judged
    std::uint64_t messages{};  ///< frames of control channels
    std::uint64_t findings{};
    std::uint64_t malformed{};  ///< items that cdcdump calls so
    std::uint64_t forgotten{};  ///< devices of captures that had to make room for others: what came of them later is judged on its own
    std::uint64_t tables{};
    std::uint64_t refusals{};  ///< verdicts of hosts
    std::uint64_t devices{};   ///< of lists
    std::vector<rule_tally> rules{};

    [[nodiscard]] bool is_clean() const noexcept { return findings == 0 && refusals == 0; }
    [[nodiscard]] std::size_t exercised() const noexcept { return count(&rule_tally::is_exercised); }
    [[nodiscard]] std::size_t undecided() const noexcept { return count(&rule_tally::is_undecided); }

private:
    [[nodiscard]] std::size_t count(bool (rule_tally::*is)() const noexcept) const noexcept {
        std::size_t n = 0;
        for (const rule_tally& r : rules) n += (r.*is)() ? 1u : 0u;
        return n;
    }
};

/// Counts what it is told, and prints it.
class printer {
public:
    printer() = default;
    printer(const printer&) = delete;
    printer& operator=(const printer&) = delete;
    virtual ~printer() = default;

    /// What follows comes from this input.
    void begin_input(std::string_view name) { input_ = name; }

    void tell(const trace_finding& f) {
        ++sum_.findings;
        print(f);
    }
    void tell(const host_table& t) {
        ++sum_.tables;
        sum_.refusals += t.refusals();
        print(t);
    }
    void tell(const named_device& d) {
        ++sum_.devices;
        print(d);
    }
    void tell_coverage() {
        for (const rule_tally& r : sum_.rules) print(r);
    }
    void tell_totals() { print(sum_); }

    [[nodiscard]] totals& sum() noexcept { return sum_; }

protected:
    [[nodiscard]] const std::string& input() const noexcept { return input_; }

private:
    virtual void print(const trace_finding&) = 0;
    virtual void print(const host_table&) = 0;
    virtual void print(const named_device&) = 0;
    virtual void print(const rule_tally&) = 0;
    virtual void print(const totals&) = 0;

    std::string input_;
    totals sum_;
};

/// The name of the value of a field; empty when it is just a number.
[[nodiscard]] std::string_view name_of_value(cdcnet::mbim::conformance::subject field, std::uint32_t value) noexcept;

/// `exercised`, `not decidable` or `not exercised`.
[[nodiscard]] std::string_view word_of(const rule_tally& r) noexcept;

}  // namespace cdclint
