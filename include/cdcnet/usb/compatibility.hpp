// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which hosts take a device: the rules of `host_rules.hpp` applied to descriptors and NTB parameters, while compiling or
/// at run time.
/// \code
/// static_assert(usb::acceptable_to(usb::host::windows_2026, parameters));  // or an error that names the field
///
/// for (const usb::finding& f : usb::judge(usb::host::macos, {.configuration = raw}))
///     print(f.broken->id, f.broken->field, f.broken->title, f.broken->source);
/// \endcode
#pragma once

#include <cdcnet/usb/host_rules.hpp>

namespace cdcnet::usb {

/// What is known of a device.  What is not given is not judged.
struct device_facts {
    bytes configuration{};                            ///< as GET_DESCRIPTOR returns it, all wTotalLength bytes
    std::optional<ncm::ntb_parameters> parameters{};  ///< the answer to GET_NTB_PARAMETERS
    std::optional<ncm_descriptor> ncm{};              ///< in place of the one in the configuration, as the next three
    std::optional<ethernet_descriptor> ethernet{};
    std::optional<mbim_descriptor> mbim{};
    std::optional<mbim_extended_descriptor> mbim_extended{};
    std::optional<bytes> microsoft_os{};  ///< the Microsoft OS 2.0 descriptor set; without bytes: the device has none
    std::optional<mac_address> mac{};     ///< what the string iMACAddress says
};

/// What a host makes of a device.
enum class verdict : std::uint8_t {
    not_judged,  ///< nothing that this host's driver is for is among the facts
    accepted,
    accepted_with_warning,
    refused,
};
[[nodiscard]] constexpr std::string_view name_of(verdict v) noexcept {
    switch (v) {
        case verdict::not_judged: return "not judged";
        case verdict::accepted: return "accepted";
        case verdict::accepted_with_warning: return "accepted with a warning";
        case verdict::refused: return "refused";
    }
    return {};
}

/// A rule that a device breaks.
struct finding {
    const rule* broken{};
    unsigned interface_number{function::no_interface};  ///< the communication interface, when there is a configuration
};

/// What a host finds, each rule at most once.
class report {
public:
    [[nodiscard]] constexpr usb::verdict verdict() const noexcept {
        if (judged_ == 0) return usb::verdict::not_judged;
        usb::verdict worst = usb::verdict::accepted;
        for (const finding& f : *this) {
            if (f.broken->severity == severity::refusal) return usb::verdict::refused;
            worst = usb::verdict::accepted_with_warning;
        }
        return worst;
    }
    /// Number of rules that there were facts for.
    [[nodiscard]] constexpr std::size_t judged() const noexcept { return judged_; }

    [[nodiscard]] constexpr const finding* begin() const noexcept { return findings_.data(); }
    [[nodiscard]] constexpr const finding* end() const noexcept { return findings_.data() + count_; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return count_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return count_ == 0; }

    /// The finding of the rule with this id; null when there is none.
    [[nodiscard]] constexpr const finding* find(std::string_view id) const noexcept {
        for (const finding& f : *this)
            if (f.broken->id == id) return &f;
        return nullptr;
    }

    /// Applies the rules of a host to one more function.
    constexpr void add(host by, const detail::seen_function& seen, unsigned interface_number) noexcept {
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const rule& r = rules[i];
            if (!r.hosts.has(by)) continue;
            const detail::answer answer = r.judge(seen);
            if (answer == detail::answer::not_known) continue;
            ++judged_;
            if (answer != detail::answer::broken || is_found_[i]) continue;
            is_found_[i] = true;
            findings_[count_++] = {&r, interface_number};
        }
    }

private:
    std::array<finding, rules.size()> findings_{};
    std::array<bool, rules.size()> is_found_{};  // by rule
    std::size_t count_{};
    std::size_t judged_{};
};

namespace detail {

/// What a host's driver speaks with a function; none when it is not for this one.
[[nodiscard]] constexpr framing spoken(host by, function_kind kind, std::optional<microsoft_os::compatible_id> id) noexcept {
    const bool is_mbim = kind == function_kind::mbim;
    const bool is_ncm = kind == function_kind::ncm;
    const bool is_dual = kind == function_kind::ncm_with_mbim_alternate;
    switch (by) {
        case host::linux_kernel:  // prefers MBIM (`prefer_mbim`)
            if (is_mbim || is_dual) return framing::mbim;
            return is_ncm ? framing::ncm : framing::none;
        case host::windows_mbim: return is_mbim || is_dual ? framing::mbim : framing::none;
        case host::windows_2021:
        case host::windows_2026:  // the id MBIM leads to the other driver
            return is_ncm || (is_dual && id != microsoft_os::mbim) ? framing::ncm : framing::none;
        case host::macos:
        case host::android:
        case host::ios: return is_ncm || is_dual ? framing::ncm : framing::none;
    }
    return framing::none;
}

/// Takes a functional descriptor of a setting where the caller has not given one.
template <class Descriptor>
constexpr std::size_t take(std::optional<Descriptor>& to, const interface_setting& setting) noexcept {
    const descriptor d = setting.contents.find(Descriptor::subtype);
    if (to || d.raw().empty()) return 0;
    if (const auto parsed = d.as<Descriptor>()) to = *parsed;
    return d.raw().size();
}

/// Where the alternate settings stand that drivers look at, so that a function comes to its own without a walk through the
/// configuration; 2 KiB.
class setting_index {
public:
    explicit constexpr setting_index(const configuration& in) noexcept : settings_{in.interfaces()} {
        for (auto s = settings_.begin(); s != settings_.end(); ++s) {
            const interface_descriptor& d = s->descriptor;
            places& of = places_[d.number];
            if (d.subclass == ncm_subclass) note(of.ncm, s);
            if (d.subclass == mbim_subclass) note(of.mbim, s);
            if (d.alternate == 0) with_setting_0_.add(d.number);
            if (d.alternate == 1) note(of.setting_1, s);
            if (d.alternate == 2) note(of.setting_2, s);
        }
    }

    /// The first alternate setting of a communication interface for what a driver speaks.
    [[nodiscard]] constexpr std::optional<interface_setting> communication(unsigned number, framing as) const noexcept {
        return at(as == framing::mbim ? places_[number].mbim : places_[number].ncm);
    }
    /// Alternate setting 1 or 2 of a data interface, the first one if there are several.
    [[nodiscard]] constexpr std::optional<interface_setting> data(unsigned number, unsigned alternate) const noexcept {
        return at(alternate == 2 ? places_[number].setting_2 : places_[number].setting_1);
    }
    [[nodiscard]] constexpr bool has_setting_0(unsigned number) const noexcept { return with_setting_0_.has(number); }

private:
    /// Offsets in the configuration; 0: there is none.
    struct places {
        std::uint16_t ncm{};
        std::uint16_t mbim{};
        std::uint16_t setting_1{};
        std::uint16_t setting_2{};
    };

    static constexpr void note(std::uint16_t& place, const interface_range::iterator& s) noexcept {
        if (place == 0) place = static_cast<std::uint16_t>(s.offset());
    }
    [[nodiscard]] constexpr std::optional<interface_setting> at(std::uint16_t place) const noexcept {
        return place == 0 ? std::nullopt : std::optional{*settings_.at(place)};
    }

    interface_range settings_;
    std::array<places, 256> places_{};
    interface_set with_setting_0_{};
};

/// Collects what the drivers of a host meet, and applies the host's rules to it.
class examiner {
public:
    constexpr examiner(host by, const device_facts& facts) noexcept : by_{by}, facts_{facts} {}

    [[nodiscard]] constexpr report operator()() noexcept {
        look_at_microsoft_os();
        if (facts_.configuration.empty()) {
            without_configuration();
        } else if (const auto parsed = configuration::parse(facts_.configuration)) {
            with_configuration(*parsed);
        } else {
            seen_function seen{};
            seen.has_configuration = true;
            report_.add(by_, seen, function::no_interface);
        }
        return report_;
    }

private:
    constexpr void look_at_microsoft_os() noexcept {
        if (!facts_.microsoft_os || facts_.microsoft_os->empty()) return;
        const auto parsed = microsoft_os::descriptor_set::parse(*facts_.microsoft_os);
        has_good_set_ = parsed.has_value();
        if (parsed) ids_ = microsoft_os::compatible_id_table{*parsed};
    }

    /// The compatible id of a function; `none` when the device is known to have none.
    [[nodiscard]] constexpr std::optional<microsoft_os::compatible_id> id_of(unsigned first_interface) const noexcept {
        if (!facts_.microsoft_os) return std::nullopt;
        return ids_.id_of(first_interface);
    }

    [[nodiscard]] constexpr seen_function given() const noexcept {
        seen_function seen{};
        seen.ncm = facts_.ncm;
        seen.ethernet = facts_.ethernet;
        seen.mbim = facts_.mbim;
        seen.mbim_extended = facts_.mbim_extended;
        seen.parameters = facts_.parameters;
        seen.mac = facts_.mac;
        seen.has_good_microsoft_os = has_good_set_;
        seen.has_cdc_wmc = ids_.id_of_device() == microsoft_os::cdc_wmc;
        return seen;
    }

    constexpr void without_configuration() noexcept {
        seen_function seen = given();
        if (facts_.mbim || facts_.mbim_extended) {
            seen.as = spoken(by_, function_kind::mbim, std::nullopt);
            if (seen.as == framing::none) return;
        } else if (facts_.ncm || facts_.ethernet) {
            seen.as = spoken(by_, function_kind::ncm, std::nullopt);
            if (seen.as == framing::none) return;
        }
        seen.id = facts_.microsoft_os ? std::optional{ids_.id_of_device()} : std::nullopt;
        report_.add(by_, seen, function::no_interface);
    }

    constexpr void with_configuration(const configuration& in) noexcept {
        const setting_index settings{in};
        function_walker walker{in};
        function first;
        if (!walker.next(first)) return;
        function further;
        bool is_more = walker.next(further);
        look_at(first, walker, settings, !is_more);
        for (; is_more; is_more = walker.next(further)) look_at(further, walker, settings, false);
    }

    constexpr void look_at(const function& f, const function_walker& walker, const setting_index& settings, bool is_alone) noexcept {
        const auto id = id_of(f.data < f.communication ? f.data : f.communication);
        const framing as = spoken(by_, f.kind, id);
        if (as == framing::none) return;
        seen_function seen = given();
        seen.as = as;
        seen.id = id;
        seen.has_configuration = seen.is_well_formed = true;
        seen.is_dual = f.kind == function_kind::ncm_with_mbim_alternate;
        seen.is_alone = is_alone;
        seen.is_associated = walker.is_associated(f.communication);
        seen.names_data = f.paired_by == pairing::union_ || f.paired_by == pairing::association;
        if (const auto s = settings.communication(f.communication, as)) look_at_communication(seen, *s);
        if (f.data != function::no_interface) {
            seen.has_data_setting_0 = settings.has_setting_0(f.data);
            seen.data = settings.data(f.data, seen.is_dual && as == framing::mbim ? 2 : 1);
        }
        report_.add(by_, seen, f.communication);
    }

    static constexpr void look_at_communication(seen_function& seen, const interface_setting& s) noexcept {
        seen.communication = s.descriptor;
        seen.notification = s.endpoint(transfer_type::interrupt, true);
        if (seen.as == framing::ncm) {
            seen.ncm_length = take(seen.ncm, s);
            seen.ethernet_length = take(seen.ethernet, s);
        } else {
            take(seen.mbim, s);
            take(seen.mbim_extended, s);
        }
    }

    host by_;
    const device_facts& facts_;
    std::optional<bool> has_good_set_{};
    microsoft_os::compatible_id_table ids_{};
    report report_{};
};

}  // namespace detail

/// What a host makes of a device, of which all its NCM and MBIM functions are looked at.  Takes 8.5 KiB of stack.
[[nodiscard]] constexpr report judge(host by, const device_facts& facts) noexcept { return detail::examiner{by, facts}(); }
/// The same of an NTB parameter block alone.
[[nodiscard]] constexpr report judge(host by, const ncm::ntb_parameters& parameters) noexcept {
    return judge(by, device_facts{.parameters = parameters});
}

namespace detail {

/// A text as a template argument.
template <std::size_t Size>
struct argument_text {
    char text[Size]{};
};

template <std::size_t Rule>
[[nodiscard]] consteval auto field_of_rule() noexcept {
    argument_text<rules[Rule].field.size() + 1> copy;
    for (std::size_t i = 0; i < rules[Rule].field.size(); ++i) copy.text[i] = rules[Rule].field[i];
    return copy;
}

/// Not a constant expression, on purpose: a compiler that meets it prints the field.  g++ prints template arguments
/// and clang++ 14 function arguments.
template <auto Field>
void refused_because_of() noexcept;

template <std::size_t Rule>
[[nodiscard]] consteval bool refuse(std::string_view field, std::string_view title) noexcept {
    if (!field.empty() && !title.empty()) refused_because_of<field_of_rule<Rule>()>();
    return true;
}

template <std::size_t... Rule>
[[nodiscard]] consteval bool refuse(const rule& broken, std::index_sequence<Rule...>) noexcept {
    return ((&broken == &rules[Rule] && refuse<Rule>(rules[Rule].field, rules[Rule].title)) || ...);
}

[[nodiscard]] consteval bool accept(const report& found) noexcept {
    for (const finding& f : found)
        if (f.broken->severity == severity::refusal) return refuse(*f.broken, std::make_index_sequence<rules.size()>{});
    return true;
}

}  // namespace detail

/// For `static_assert`: true unless the host refuses the device; then the program does not compile, and the message names
/// the field.  A device that has nothing for this host is not refused.  To decide about it, ask `judge`.
[[nodiscard]] consteval bool acceptable_to(host by, const device_facts& facts) noexcept { return detail::accept(judge(by, facts)); }
/// The same of an NTB parameter block alone.
[[nodiscard]] consteval bool acceptable_to(host by, const ncm::ntb_parameters& parameters) noexcept {
    return detail::accept(judge(by, parameters));
}

}  // namespace cdcnet::usb
