// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a configuration offers: its functions, which interfaces belong to each, and what to select to use one.
///
/// Interfaces are grouped by the union descriptor; where it is missing or names interfaces that cannot be meant, by the
/// interface association; where that is missing too, by neighbourhood.
#pragma once

#include <bit>
#include <cdcnet/usb/descriptors.hpp>

namespace cdcnet::usb {

/// What a function is.
enum class function_kind : std::uint8_t {
    other,  ///< none of those below
    mbim,
    ncm,
    ncm_with_mbim_alternate,  ///< NCM and MBIM as alternate settings of one communication interface
    vendor_ncm,               ///< vendor class, but with an NCM functional descriptor and bulk endpoints
    ecm,
    eem,
    rndis,
    acm,           ///< serial port
    mass_storage,  ///< see `has_to_be_switched`
    vendor,        ///< vendor class, for instance QMI or a serial port
};

/// A short name of a kind, as the enumerator is spelt.
[[nodiscard]] constexpr std::string_view name_of(function_kind kind) noexcept {
    switch (kind) {
        case function_kind::other: return "other";
        case function_kind::mbim: return "mbim";
        case function_kind::ncm: return "ncm";
        case function_kind::ncm_with_mbim_alternate: return "ncm_with_mbim_alternate";
        case function_kind::vendor_ncm: return "vendor_ncm";
        case function_kind::ecm: return "ecm";
        case function_kind::eem: return "eem";
        case function_kind::rndis: return "rndis";
        case function_kind::acm: return "acm";
        case function_kind::mass_storage: return "mass_storage";
        case function_kind::vendor: return "vendor";
    }
    return {};
}

/// How the data interface of a function was found.
enum class pairing : std::uint8_t {
    none,         ///< there is no data interface
    union_,       ///< the union descriptor names it
    association,  ///< it shares an interface association with the communication interface
    adjacent,     ///< it is the next interface, or else the one before
    combined,     ///< the interface has the bulk endpoints itself
};

/// What the bulk endpoints of a function carry.
enum class framing : std::uint8_t { none, ncm, mbim };

/// What to select in order to use a function in one way, and the endpoints it then has.
struct operating_mode {
    std::uint8_t communication_alternate{};
    std::uint8_t data_alternate{};
    endpoint_descriptor notification{};  ///< interrupt IN; address 0 when the function has none
    endpoint_descriptor bulk_in{};
    endpoint_descriptor bulk_out{};
};

/// One function of a configuration.  Small; looks things up in the bytes of the configuration, which it views: each question reads
/// them from their start, twice at most.
struct function {
    static constexpr unsigned no_interface = 256;

    function_kind kind{};
    class_code code{};            ///< of the first alternate setting of the communication interface
    unsigned communication{};     ///< number of the communication interface, or of the only interface
    unsigned data{no_interface};  ///< number of the data interface
    pairing paired_by{};
    usb::configuration configuration{};

    /// The functional descriptor of a subtype: the first one under any alternate setting of the communication
    /// interface, else of the data interface; one without bytes when there is none.  Of unions the one that `classify`
    /// went by is not told apart from others.
    [[nodiscard]] constexpr usb::descriptor functional(functional_subtype subtype) const noexcept {
        for (const unsigned number : {communication, data})
            for (const interface_setting& s : configuration.interfaces())
                if (s.descriptor.number == number)
                    if (const usb::descriptor d = s.contents.find(subtype); !d.raw().empty()) return d;
        return {};
    }

    /// A functional descriptor, parsed.  Offsets of errors count from the start of the configuration.
    ///
    /// Errors: `errc::descriptor_missing`; those of `parse`.
    template <class Descriptor>
    [[nodiscard]] constexpr result<Descriptor> functional() const noexcept {
        const usb::descriptor d = functional(Descriptor::subtype);
        if (d.raw().empty()) return error{errc::descriptor_missing, 0};
        return d.as<Descriptor>();
    }

    /// What the data interface carries while these alternate settings are selected; none while it has no bulk endpoints
    /// or when the function does not speak NTB.
    [[nodiscard]] constexpr framing carries(unsigned communication_alternate, unsigned data_alternate) const noexcept;

    /// What to select for NCM or MBIM.
    ///
    /// Errors: `errc::value` when the function does not do it; `errc::descriptor_missing` when no alternate setting of
    /// the data interface has a bulk endpoint in both directions.
    [[nodiscard]] constexpr result<operating_mode> mode(framing wanted) const noexcept;
};

namespace detail {

/// A set of interface numbers.
class interface_set {
public:
    [[nodiscard]] static constexpr interface_set of_all() noexcept {
        interface_set all;
        for (std::uint32_t& word : all.words_) word = ~std::uint32_t{0};
        return all;
    }
    constexpr void add(unsigned number) noexcept {
        if (number < 256) words_[number / 32] |= bit_of(number);
    }
    constexpr void remove(unsigned number) noexcept {
        if (number < 256) words_[number / 32] &= ~bit_of(number);
    }
    [[nodiscard]] constexpr bool has(unsigned number) const noexcept { return number < 256 && (words_[number / 32] & bit_of(number)) != 0; }
    /// The first member from `first` on and below `end`; 256 when there is none.
    [[nodiscard]] constexpr unsigned first_in(unsigned first, unsigned end) const noexcept {
        for (unsigned at = first; at < end && at < 256; at = (at / 32 + 1) * 32) {
            const std::uint32_t rest = words_[at / 32] >> at % 32;
            if (rest == 0) continue;
            const unsigned found = at + static_cast<unsigned>(std::countr_zero(rest));
            return found < end ? found : 256;
        }
        return 256;
    }

private:
    [[nodiscard]] static constexpr std::uint32_t bit_of(unsigned number) noexcept { return std::uint32_t{1} << number % 32; }
    std::array<std::uint32_t, 8> words_{};
};

/// What the alternate settings of one interface have in common.
struct interface_summary {
    class_code code{};  // of the first setting
    bool has_ncm{};     // class 2, subclass 13, in any setting, as the following ones
    bool has_mbim{};    // class 2, subclass 14
    bool has_ncm_descriptor{};
};

/// A union that is meant for the interface in which it stands: others name another control interface.
[[nodiscard]] constexpr std::optional<union_descriptor> own_union(const usb::descriptor& d, unsigned number) noexcept {
    if (!d.is(functional_subtype::union_)) return std::nullopt;
    const auto parsed = d.as<union_descriptor>();
    return parsed && parsed->control_interface == number ? std::optional{*parsed} : std::nullopt;
}

[[nodiscard]] constexpr bool has_own_union(const interface_setting& s) noexcept {
    for (const usb::descriptor d : s.contents)
        if (own_union(d, s.descriptor.number)) return true;
    return false;
}

[[nodiscard]] constexpr function_kind kind_of(const interface_summary& s) noexcept {
    if (s.has_ncm && s.has_mbim) return function_kind::ncm_with_mbim_alternate;
    if (s.has_mbim) return function_kind::mbim;
    if (s.has_ncm) return function_kind::ncm;
    switch (s.code.class_) {
        case communication_class:
            if (s.code.subclass == ecm_subclass) return function_kind::ecm;
            if (s.code.subclass == eem_subclass) return function_kind::eem;
            if (s.code.subclass == acm_subclass) return s.code.protocol == 0xff ? function_kind::rndis : function_kind::acm;
            return function_kind::other;
        case mass_storage_class: return function_kind::mass_storage;
        case vendor_class: return function_kind::vendor;
        default: break;
    }
    const bool rndis = s.code == class_code{0xe0, 1, 3} || s.code == class_code{0xef, 4, 1};
    return rndis ? function_kind::rndis : function_kind::other;
}

/// True for functions that are made of a communication and a data interface.
[[nodiscard]] constexpr bool has_data_interface(function_kind kind, const interface_summary& s) noexcept {
    return kind != function_kind::eem && (s.code.class_ == communication_class || kind == function_kind::rndis);
}

/// The interface associations of a configuration, by interface: of several that cover it the first one counts.
class association_table {
public:
    explicit constexpr association_table(const configuration& in) noexcept {
        for (const usb::descriptor d : in.descriptors())
            if (const auto association = d.as<interface_association_descriptor>()) add(*association);
    }

    [[nodiscard]] constexpr bool has(unsigned number) const noexcept { return !without_.has(number); }
    /// The first one of `among` that shares the association of `number`; 256 when there is none.
    [[nodiscard]] constexpr unsigned find_beside(unsigned number, const interface_set& among) const noexcept {
        if (!has(number)) return 256;
        const run& covered = runs_[number];
        return among.first_in(covered.first, unsigned{covered.first} + covered.count);
    }

private:
    struct run {
        std::uint8_t first{};
        std::uint8_t count{};
    };

    constexpr void add(const interface_association_descriptor& a) noexcept {
        const unsigned end = unsigned{a.first_interface} + a.interface_count;
        for (unsigned n = without_.first_in(a.first_interface, end); n < 256; n = without_.first_in(n, end)) {
            runs_[n] = {a.first_interface, a.interface_count};
            without_.remove(n);
        }
    }

    interface_set without_{interface_set::of_all()};
    std::array<run, 256> runs_{};
};

/// Where the unions of interfaces stand, so that a function comes to its own without a walk through the configuration.
///
/// All are noted at once, unless more than `room` settings have some: then those of the interfaces that are next, as many as
/// fit, and an interface with more than `most` is left to a walk of its own.  So there is a walk for every 255 such settings,
/// each of which takes 14 bytes: at most 20 in all, whatever the number of functions.
class union_index {
public:
    /// To be called for every setting that has a union of its own, before anything else.
    constexpr void count(unsigned number) noexcept {
        if (counts_[number] <= most) ++counts_[number];
    }
    [[nodiscard]] constexpr bool has(unsigned number) const noexcept { return counts_[number] != 0; }
    [[nodiscard]] constexpr bool has_too_many(unsigned number) const noexcept { return counts_[number] > most; }

    /// Notes where they stand, for the interface at `next` and those behind it that are not used.
    constexpr void note(const configuration& in, const interface_range::iterator& next, const interface_set& used) noexcept {
        choose(in, next, used);
        const interface_range settings = in.interfaces();
        for (auto s = settings.begin(); s != settings.end(); ++s) {
            const unsigned number = s->descriptor.number;
            if (noted_.has(number) && has_own_union(*s)) offsets_[ends_[number]++] = static_cast<std::uint16_t>(s.offset());
        }
    }
    [[nodiscard]] constexpr bool is_noted(unsigned number) const noexcept { return noted_.has(number); }

    /// The offsets of the settings of a noted interface.
    [[nodiscard]] constexpr gsl::span<const std::uint16_t> of(unsigned number) const noexcept {
        return {offsets_.data() + (ends_[number] - counts_[number]), counts_[number]};
    }

private:
    static constexpr unsigned room = 512;
    static constexpr unsigned most = 254;

    constexpr void choose(const configuration& in, interface_range::iterator next, const interface_set& used) noexcept {
        noted_ = {};
        unsigned taken = 0;
        reserve(next->descriptor.number, taken);
        for (++next; next != in.interfaces().end(); ++next) {
            const interface_descriptor& d = next->descriptor;
            const bool is_wanted = has(d.number) && !has_too_many(d.number) && d.class_ != data_class;
            if (!is_wanted || used.has(d.number) || noted_.has(d.number)) continue;
            if (counts_[d.number] > room - taken) return;
            reserve(d.number, taken);
        }
    }

    constexpr void reserve(unsigned number, unsigned& taken) noexcept {
        noted_.add(number);
        ends_[number] = static_cast<std::uint16_t>(taken);
        taken += counts_[number];
    }

    std::array<std::uint8_t, 256> counts_{};     // by interface, up to `most + 1`
    std::array<std::uint16_t, 256> ends_{};      // by noted interface, in `offsets_`
    std::array<std::uint16_t, room> offsets_{};  // of settings
    interface_set noted_{};
};

/// Groups the interfaces of one configuration.
class classifier {
public:
    explicit constexpr classifier(const configuration& in) noexcept : in_{in}, associations_{in} {
        for (const interface_setting& s : in.interfaces()) add(s);
    }

    /// The function that the interface at `leader` leads, and marks its interfaces as used.
    [[nodiscard]] constexpr function take(const interface_range::iterator& leader) noexcept {
        const unsigned number = leader->descriptor.number;
        const interface_summary own = summary_of(number);
        function f;
        f.kind = kind_of(own);
        f.code = own.code;
        f.communication = number;
        f.configuration = in_;
        use(number);
        pair(f, own, leader);
        use(f.data);
        if (f.kind == function_kind::vendor && f.data != function::no_interface && own.has_ncm_descriptor)
            f.kind = function_kind::vendor_ncm;
        return f;
    }

    [[nodiscard]] constexpr bool is_used(unsigned number) const noexcept { return used_.has(number); }
    [[nodiscard]] constexpr bool is_associated(unsigned number) const noexcept { return associations_.has(number); }

private:
    constexpr void add(const interface_setting& s) noexcept {
        const interface_descriptor& d = s.descriptor;
        const unsigned number = d.number;
        if (!exists_.has(number)) codes_[number] = d.code();
        exists_.add(number);
        if (d.class_ == communication_class && d.subclass == ncm_subclass) ncm_.add(number);
        if (d.class_ == communication_class && d.subclass == mbim_subclass) mbim_.add(number);
        if (d.class_ == data_class) free_data_.add(number);
        if (s.has_bulk_pair()) bulk_pair_.add(number);
        if (!s.contents.find(functional_subtype::ncm).raw().empty()) ncm_descriptor_.add(number);
        if (has_own_union(s)) unions_.count(number);
    }

    [[nodiscard]] constexpr interface_summary summary_of(unsigned number) const noexcept {
        return {codes_[number], ncm_.has(number), mbim_.has(number), ncm_descriptor_.has(number)};
    }

    constexpr void pair(function& f, const interface_summary& own, const interface_range::iterator& leader) noexcept {
        const bool two = has_data_interface(f.kind, own);
        if (two || (f.kind == function_kind::vendor && own.has_ncm_descriptor)) {
            if (by_union(f, leader)) return;
            if (two && (by_association(f) || by_neighbourhood(f))) return;
        }
        if (!bulk_pair_.has(f.communication)) return;
        f.data = f.communication;
        f.paired_by = pairing::combined;
    }

    /// Goes through the unions of the interface.  One that names another control interface is not meant for it; a
    /// subordinate that does not exist or belongs to somebody else is passed over.
    constexpr bool by_union(function& f, const interface_range::iterator& leader) noexcept {
        const unsigned number = f.communication;
        if (!unions_.has(number)) return false;
        unsigned second_choice = function::no_interface;
        if (unions_.has_too_many(number)) {
            for (const interface_setting& s : in_.interfaces())
                if (s.descriptor.number == number && by_unions_of(s, f, second_choice)) return true;
        } else {
            if (!unions_.is_noted(number)) unions_.note(in_, leader, used_);
            for (const std::uint16_t offset : unions_.of(number))
                if (by_unions_of(*in_.interfaces().at(offset), f, second_choice)) return true;
        }
        if (second_choice == function::no_interface) return false;
        return settle(f, second_choice, pairing::union_);
    }

    /// The same with those of one alternate setting.  The first data interface becomes the function's; the others of this
    /// setting are its own, too.
    constexpr bool by_unions_of(const interface_setting& s, function& f, unsigned& second_choice) noexcept {
        for (const usb::descriptor d : s.contents) {
            const auto own = own_union(d, f.communication);
            if (!own) continue;
            for (const std::byte subordinate : own->subordinates) {
                const auto number = std::to_integer<unsigned>(subordinate);
                if (free_data_.has(number)) {
                    if (f.data == function::no_interface) settle(f, number, pairing::union_);
                    use(number);
                } else if (second_choice == function::no_interface && bulk_pair_.has(number) && !used_.has(number)) {
                    second_choice = number;
                }
            }
        }
        return f.data != function::no_interface;
    }

    constexpr bool by_association(function& f) noexcept {
        const unsigned found = associations_.find_beside(f.communication, free_data_);
        return found < 256 && settle(f, found, pairing::association);
    }

    constexpr bool by_neighbourhood(function& f) noexcept {
        if (free_data_.has(f.communication + 1)) return settle(f, f.communication + 1, pairing::adjacent);
        if (f.communication == 0 || !free_data_.has(f.communication - 1)) return false;
        return settle(f, f.communication - 1, pairing::adjacent);
    }

    constexpr bool settle(function& f, unsigned data, pairing how) noexcept {
        f.data = data;
        f.paired_by = how;
        use(data);
        return true;
    }

    constexpr void use(unsigned number) noexcept {
        used_.add(number);
        free_data_.remove(number);
    }

    configuration in_;
    association_table associations_;
    union_index unions_{};
    std::array<class_code, 256> codes_{};  // of the first setting
    interface_set exists_{};
    interface_set ncm_{};  // with a setting of class 2, subclass 13
    interface_set mbim_{};
    interface_set ncm_descriptor_{};
    interface_set bulk_pair_{};  // with a setting that has bulk endpoints in both directions
    interface_set free_data_{};  // with a setting of class 10, and not used
    interface_set used_{};
};

/// Finds the functions of a configuration one by one, in the order that `classify` tells.
class function_walker {
public:
    explicit constexpr function_walker(const configuration& in) noexcept
        : classifier_{in}, settings_{in.interfaces()}, at_{settings_.begin()} {}

    /// The next function; false when there is none.
    [[nodiscard]] constexpr bool next(function& to) noexcept {
        for (;; ++at_) {
            if (at_ == settings_.end()) {
                // Data interfaces wait for the second round, so that one that stands before its communication
                // interface is not taken for a function of its own.
                if (is_data_round_) return false;
                is_data_round_ = true;
                at_ = settings_.begin();
                if (at_ == settings_.end()) return false;
            }
            const interface_descriptor& d = at_->descriptor;
            if (classifier_.is_used(d.number) || (!is_data_round_ && d.class_ == data_class)) continue;
            to = classifier_.take(at_);
            return true;
        }
    }

    /// True when an interface association covers this interface.
    [[nodiscard]] constexpr bool is_associated(unsigned number) const noexcept { return classifier_.is_associated(number); }

private:
    classifier classifier_;
    interface_range settings_;
    interface_range::iterator at_;
    bool is_data_round_{};
};

}  // namespace detail

/// Lists the functions of a configuration, in the order of their communication interfaces, into the caller's storage
/// and returns what was written.  Interfaces that belong to no communication interface are functions of their own.  The
/// functions view the bytes of the configuration.  No input makes it fail: descriptors inside the configuration that
/// make no sense are passed over.  What it costs grows with the bytes alone, whatever the number of functions; what it
/// knows of each interface takes 3.5 KiB of stack.
///
/// Error: `errc::no_space`, where `error::needed()` is the number of functions; there are at most 256.
[[nodiscard]] constexpr result<gsl::span<function>> classify(const configuration& in, gsl::span<function> to) noexcept {
    detail::function_walker walker{in};
    std::size_t count = 0;
    for (function found; walker.next(found); ++count)
        if (count < to.size()) to.data()[count] = found;
    if (count > to.size()) return error::no_space(count);
    return gsl::span<function>{to.data(), count};
}

/// True when all functions are mass storage: a modem that still shows its installation medium and has to be switched
/// before its network function appears (or just a memory stick).
[[nodiscard]] constexpr bool has_to_be_switched(gsl::span<const function> functions) noexcept {
    for (const function& f : functions)
        if (f.kind != function_kind::mass_storage) return false;
    return !functions.empty();
}

constexpr framing function::carries(unsigned communication_alternate, unsigned data_alternate) const noexcept {
    const bool speaks_ntb = kind == function_kind::mbim || kind == function_kind::ncm || kind == function_kind::vendor_ncm ||
                            kind == function_kind::ncm_with_mbim_alternate;
    if (!speaks_ntb || data == no_interface) return framing::none;
    bool has_bulk = false;
    bool mbim_data = false;
    bool mbim_communication = false;
    for (const interface_setting& s : configuration.interfaces()) {
        const interface_descriptor& d = s.descriptor;
        if (d.number == data && d.alternate == data_alternate && s.has_bulk_pair()) {
            has_bulk = true;
            mbim_data = mbim_data || (d.class_ == data_class && d.protocol == mbim_data_protocol);
        }
        if (d.number == communication && d.alternate == communication_alternate && d.class_ == communication_class)
            mbim_communication = mbim_communication || d.subclass == mbim_subclass;
    }
    if (!has_bulk) return framing::none;
    if (kind == function_kind::mbim) return framing::mbim;
    if (kind != function_kind::ncm_with_mbim_alternate) return framing::ncm;
    // Some devices have a single data setting with protocol 1 for both: there the communication interface decides.
    return mbim_data || mbim_communication ? framing::mbim : framing::ncm;
}

constexpr result<operating_mode> function::mode(framing wanted) const noexcept {
    const bool both = kind == function_kind::ncm_with_mbim_alternate;
    const bool able = wanted == framing::mbim  ? kind == function_kind::mbim || both
                      : wanted == framing::ncm ? kind == function_kind::ncm || kind == function_kind::vendor_ncm || both
                                               : false;
    if (!able) return error{errc::value, 0};
    const unsigned protocol = wanted == framing::mbim ? mbim_data_protocol : ncm_data_protocol;
    const unsigned other_protocol = wanted == framing::mbim ? ncm_data_protocol : mbim_data_protocol;
    const unsigned subclass = wanted == framing::mbim ? mbim_subclass : ncm_subclass;
    operating_mode found;
    bool has_communication = false;
    unsigned best = 0;  // 3: the right data protocol, 2: none of the two, 1: the other one
    for (const interface_setting& s : configuration.interfaces()) {
        const interface_descriptor& d = s.descriptor;
        const bool fits = d.subclass == subclass || kind == function_kind::vendor_ncm;
        if (d.number == communication && fits && !has_communication) {
            has_communication = true;
            found.communication_alternate = d.alternate;
            found.notification = s.endpoint(transfer_type::interrupt, true);
        }
        if (d.number != data || !s.has_bulk_pair()) continue;
        const unsigned rank = d.protocol == protocol ? 3 : d.protocol == other_protocol ? 1 : 2;
        if (rank <= best) continue;
        best = rank;
        found.data_alternate = d.alternate;
        found.bulk_in = s.endpoint(transfer_type::bulk, true);
        found.bulk_out = s.endpoint(transfer_type::bulk, false);
    }
    if (best == 0) return error{errc::descriptor_missing, 0};
    return found;
}

}  // namespace cdcnet::usb
