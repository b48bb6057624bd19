// SPDX-License-Identifier: BSL-1.0
/// \file
/// How a message is declared: a plain aggregate and one alias that lists its wire fields in order.
///
///     struct pin_info {
///         pin_type      type{};
///         pin_state     state{};
///         std::uint32_t remaining_attempts{};
///
///         static constexpr command_id id{service::basic_connect, 4, operation::response};
///         using layout = fields<"MBIM_PIN_INFO",
///             field<"PinType",           &pin_info::type>,
///             field<"PinState",          &pin_info::state>,
///             field<"RemainingAttempts", &pin_info::remaining_attempts>>;
///     };
///
/// The member's type decides the form on the wire:
///
/// | member | form |
/// |---|---|
/// | `std::uint8_t` to `std::uint64_t`, `std::int32_t`, enumerations | the integer; `field_of` names values by an enumeration |
/// | `uuid`, `ipv4`, `ipv6` | 16, 4, 16 bytes |
/// | `std::array<std::byte, N>` | bytes_fixed |
/// | `utf16`, `utf8` | string |
/// | `bytes` | bytes_ref; other forms by `size_first`, `at_offset`, `sized`, `counted`, `tail` |
/// | `std::optional<ipv4>`, `std::optional<ipv6>` | ipv4_ref, ipv6_ref |
/// | `array_view<std::uint32_t>`, `<ipv4>`, `<ipv6>`, `<structure>` | u32_array, the two arrays of addresses, struct_array_ref |
/// | `ref_list<utf16>`, `ref_list<structure>` | string_array, struct_ol_array |
/// | a structure, `std::optional<structure>`, `record_list<structure>` | struct, struct_ref, struct_list_ref |
/// | `tlv`, `tlv_list`; `in_tlv` around text, bytes or u16 tables | tlv_any, tlv_list; tlv |
///
/// Counts and sizes have no member: `count` and `size` say whose they are.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>
#include <cdcnet/mbim/views.hpp>

namespace cdcnet::mbim {

/// A string in a template argument: a field's name.
template <std::size_t N>
struct literal {
    char text[N]{};
    consteval literal(const char (&s)[N]) noexcept {  // NOLINT(google-explicit-constructor)
        for (std::size_t i = 0; i < N; ++i) text[i] = s[i];
    }
    [[nodiscard]] consteval std::string_view view() const noexcept { return {text, N - 1}; }
};
template <std::size_t N>
literal(const char (&)[N]) -> literal<N>;

/// What the number in a field counts; for people and dumps only.
enum class unit : std::uint8_t {
    none,
    bytes,
    seconds,
    bits_per_second,
    rssi,        ///< a code of `rssi_scale`, `mbim/signal.hpp`
    error_rate,  ///< 0..7: class of the bit error rate, 99: unknown
    rsrp,        ///< a code of `rsrp_scale`
    snr,         ///< a code of `snr_scale`
    dbm,
};

/// What holds for a field beyond its form.
struct rule {
    std::uint16_t max_bytes{};   ///< limit of text, of each text of a list, or of bytes; checked by `strict`
    release since{release::v1};  ///< the first release with this field
    release before{};            ///< the first release without it again
    bool optional{};             ///< the structure may end before this field
    bool personal{};             ///< identifies a subscriber or is a secret; `redact` hides it
    bool unpadded{};             ///< no padding follows the bytes
    mbim::unit unit{unit::none};

    [[nodiscard]] constexpr bool in(release r) const noexcept { return r >= since && (before == release{} || r < before); }
};

/// Which messages a structure travels in.
enum class operation : std::uint8_t {
    set = 1,           ///< COMMAND_MSG from the host, CommandType 1
    query = 2,         ///< COMMAND_MSG from the host, CommandType 0
    response = 4,      ///< COMMAND_DONE from the function
    notification = 8,  ///< INDICATE_STATUS_MSG from the function
};
constexpr auto names(operation) {
    using enum operation;
    return flags("Operation", named{set, "set"}, named{query, "query"}, named{response, "response"}, named{notification, "notification"});
}

/// Which information buffer a structure is.
struct command_id {
    uuid service{};
    std::uint32_t cid{};
    operation operations{};      ///< one, or several that share the structure
    release since{release::v1};  ///< the first release with this structure
    release before{};            ///< the first release with another one

    [[nodiscard]] constexpr bool in(release r) const noexcept { return r >= since && (before == release{} || r < before); }
    /// False for no operation at all, which a COMMAND_MSG of unknown type has.
    [[nodiscard]] constexpr bool serves(operation o) const noexcept { return o != operation{} && has(operations, o); }
};

/// A structure with a layout: a message, or a part of one.
template <class T>
concept record = requires { typename T::layout; };

/// A structure that is a whole information buffer.
template <class T>
concept command = record<T> && requires { T::id.cid; };

namespace detail {

template <auto P>
struct member_of;
template <class C, class M, M C::* P>
struct member_of<P> {
    using owner = C;
    using type = M;
};

template <auto A, auto B>
inline constexpr bool same_member = false;
template <auto A>
inline constexpr bool same_member<A, A> = true;

template <class T, release R>
struct tables;
template <class T>
inline constexpr bool is_versioned = T::layout::versioned;

/// The wire form of a member type.
template <class M>
struct wire {
    static_assert(
        record<M>,
        "cdcnet: a layout names a member whose type has no wire form; the table in cdcnet/mbim/layout.hpp lists the types that have one");
    static constexpr form type = form::structure;
    using structure = M;
};
template <class M>
    requires(std::is_integral_v<M> || std::is_enum_v<M>)
struct wire<M> {
    static constexpr form of() noexcept {
        if constexpr (std::is_same_v<M, std::int32_t>) {
            return form::i32;
        } else {
            static_assert(sizeof(M) <= 8);
            return sizeof(M) == 1 ? form::u8 : sizeof(M) == 2 ? form::u16 : sizeof(M) == 4 ? form::u32 : form::u64;
        }
    }
    static constexpr form type = of();
    static constexpr std::uint16_t size = sizeof(M);
};
template <form F, std::uint16_t Size, std::uint16_t Element = 0, std::uint8_t Unit = 1, class Structure = void>
struct wire_form {
    static constexpr form type = F;
    static constexpr std::uint16_t size = Size;
    static constexpr std::uint16_t element = Element;
    static constexpr std::uint8_t unit = Unit;
    using structure = Structure;
};
template <> struct wire<uuid> : wire_form<form::uuid, 16> {};
template <> struct wire<ipv4> : wire_form<form::ipv4, 4> {};
template <> struct wire<ipv6> : wire_form<form::ipv6, 16> {};
template <std::size_t N> struct wire<std::array<std::byte, N>> : wire_form<form::bytes_fixed, N> {};
template <> struct wire<utf16> : wire_form<form::string, 8, 0, 2> {};
template <> struct wire<utf8> : wire_form<form::string, 8> {};
template <> struct wire<bytes> : wire_form<form::bytes_ref, 8> {};
template <> struct wire<std::optional<ipv4>> : wire_form<form::ipv4_ref, 4, 4> {};
template <> struct wire<std::optional<ipv6>> : wire_form<form::ipv6_ref, 4, 16> {};
template <record S> struct wire<std::optional<S>> : wire_form<form::struct_ref, 8, 0, 1, S> {};
template <> struct wire<array_view<std::uint32_t>> : wire_form<form::u32_array, 0, 4> {};
template <> struct wire<array_view<ipv4>> : wire_form<form::ipv4_array_ref, 4, 4> {};
template <> struct wire<array_view<ipv6>> : wire_form<form::ipv6_array_ref, 4, 16> {};
template <record S> struct wire<array_view<S>> : wire_form<form::struct_array_ref, 4, 0, 1, S> {};
template <> struct wire<ref_list<utf16>> : wire_form<form::string_array, 0, 0, 2> {};
template <> struct wire<ref_list<utf8>> : wire_form<form::string_array, 0> {};
template <record S> struct wire<ref_list<S>> : wire_form<form::struct_ol_array, 0, 0, 1, S> {};
template <record S> struct wire<record_list<S>> : wire_form<form::struct_list_ref, 8, 0, 1, S> {};
template <> struct wire<tlv> : wire_form<form::tlv_any, 0> {};
template <> struct wire<tlv_list> : wire_form<form::tlv_list, 0> {};

template <class M>
concept sequence = requires(const M& m) {
    m.size();
    typename M::value_type;
} && !std::is_same_v<M, bytes>;

template <class M>
using structure_of = typename wire<M>::structure;
template <class M>
concept holds_structure = requires { typename wire<M>::structure; } && !std::is_same_v<structure_of<M>, void>;

template <class M>
consteval bool is_versioned_member() noexcept {
    if constexpr (holds_structure<M>) {
        return is_versioned<structure_of<M>>;
    } else {
        return false;
    }
}

/// What all kinds of fields share: `P` is the member, `F` the form.
template <literal Name, auto P, form F, rule R>
struct field_base {
    using owner = typename member_of<P>::owner;
    using member = typename member_of<P>::type;
    static constexpr auto pointer = P;
    static constexpr auto linked_to = P;  ///< whose count or size field belongs to this field
    static constexpr std::string_view name = Name.view();
    static constexpr rule rules = R;
    static constexpr form type = F;
    static constexpr bool carries = true;  ///< the member's value is in this field
    static constexpr bool conditional = false;
    static constexpr bool versioned = R.since != release::v1 || R.before != release{} || is_versioned_member<member>();

    template <auto Q>
    static constexpr bool counts = false;

    template <class T, release V>
    static consteval field_entry entry() noexcept {
        field_entry e{.type = F, .optional = R.optional, .unpadded = R.unpadded, .max_bytes = R.max_bytes};
        if constexpr (requires { wire<member>::size; }) e.size = wire<member>::size;
        if constexpr (requires { wire<member>::element; }) {
            e.element = wire<member>::element;
            e.unit = wire<member>::unit;
        }
        if constexpr (holds_structure<member>) {
            e.structure = &tables<structure_of<member>, V>::layout;
            if constexpr (F == form::struct_array_ref) {
                static_assert(
                    structure_of<member>::layout::plain,
                    "cdcnet: array_view holds structures of fixed size, without text, lists or references; use ref_list or record_list");
                e.element = e.structure->fixed_size;
            }
        }
        return e;
    }
};

/// A field without a member of its own.
template <literal Name, rule R, auto... P>
struct derived_field {
    static constexpr std::string_view name = Name.view();
    static constexpr rule rules = R;
    static constexpr form type = form::u32;
    static constexpr bool carries = false;
    static constexpr bool conditional = false;
    static constexpr bool versioned = R.since != release::v1 || R.before != release{};
    using member = std::uint32_t;

    template <auto Q>
    static constexpr bool counts = (same_member<P, Q> || ...);

    /// Elements or bytes of the members; of those that exclude each other all but one are empty.
    template <class T>
    static constexpr std::size_t value_of(const T& value) noexcept {
        return (std::size_t{0} + ... + std::size_t{(value.*P).size()});
    }

    template <class T, release V>
    static consteval field_entry entry() noexcept {
        return {.type = form::u32, .optional = R.optional, .size = 4};
    }
};

template <literal Name, auto P, form F, std::uint16_t Size, rule R, auto SizeOf = P>
struct bytes_field : field_base<Name, P, F, R> {
    static_assert(std::is_same_v<typename member_of<P>::type, bytes>,
                  "cdcnet: size_first, at_offset, sized, counted and tail are for members of type bytes");
    static constexpr auto linked_to = SizeOf;
    template <class T, release V>
    static consteval field_entry entry() noexcept {
        return {.type = F, .optional = R.optional, .unpadded = R.unpadded, .size = Size, .max_bytes = R.max_bytes};
    }
};

}  // namespace detail

/// A field whose form follows from the type of its member.
template <literal Name, auto P, rule R = rule{}>
struct field : detail::field_base<Name, P, detail::wire<typename detail::member_of<P>::type>::type, R> {};

/// As `field`, for an integer whose values are those of the enumeration `E`, which is narrower than the field.
template <literal Name, auto P, named_enum E, rule R = rule{}>
struct field_of : field<Name, P, R> {
    static_assert(std::is_integral_v<typename detail::member_of<P>::type>, "cdcnet: the member of field_of is an integer");
    using named_by = E;
};

/// The u32 number of elements of `P`; where several lists share it, all of them.
template <literal Name, auto... P>
struct count : detail::derived_field<Name, rule{}, P...> {};

/// As `count`, with a rule.
template <literal Name, rule R, auto... P>
struct count_with : detail::derived_field<Name, R, P...> {};

/// The u32 size in bytes of `P`.
template <literal Name, auto P>
struct size : detail::derived_field<Name, rule{.unit = unit::bytes}, P> {};

/// bytes_ref_size_first: u32 size, u32 offset.
template <literal Name, auto P, rule R = rule{}>
struct size_first : detail::bytes_field<Name, P, form::bytes_ref_size_first, 8, R> {};

/// bytes_ref_offset: u32 offset; the size stands in the `size` field of `SizeOf`, which is `P` unless two members
/// share one size.
template <literal Name, auto P, auto SizeOf = P, rule R = rule{}>
struct at_offset : detail::bytes_field<Name, P, form::bytes_ref_offset, 4, R, SizeOf> {};

/// bytes_sized: u32 size, then the bytes.
template <literal Name, auto P, rule R = rule{}>
struct sized : detail::bytes_field<Name, P, form::bytes_sized, 0, R> {};

/// bytes_counted: the bytes inline; their size stands in the `size` field of `P`.
template <literal Name, auto P, rule R = rule{}>
struct counted : detail::bytes_field<Name, P, form::bytes_counted, 0, R> {};

/// bytes_tail: everything to the end of the structure.
template <literal Name, auto P, rule R = rule{}>
struct tail : detail::bytes_field<Name, P, form::bytes_tail, 0, R> {};

/// One TLV of type `Type`; the member (`utf16`, `array_view<std::uint16_t>` or `bytes`) holds its data.
template <literal Name, auto P, tlv_type Type, rule R = rule{}>
struct in_tlv : detail::field_base<Name, P, form::tlv, R> {
    template <class T, release V>
    static consteval field_entry entry() noexcept {
        constexpr bool text = std::is_same_v<typename detail::member_of<P>::type, utf16>;
        constexpr bool numbers = std::is_same_v<typename detail::member_of<P>::type, array_view<std::uint16_t>>;
        static_assert(text || numbers || std::is_same_v<typename detail::member_of<P>::type, bytes>,
                      "cdcnet: the member of in_tlv is utf16, array_view<std::uint16_t> or bytes");
        return {.type = form::tlv,
                .optional = R.optional,
                .unit = text || numbers ? std::uint8_t{2} : std::uint8_t{1},
                .element = static_cast<std::uint16_t>(Type),
                .max_bytes = R.max_bytes};
    }
};
namespace detail {
template <> struct wire<array_view<std::uint16_t>> : wire_form<form::tlv, 0, 0, 2> {};
}  // namespace detail

/// `Field` exists only where the member `P`, an earlier field, holds `Value` (0..255).
template <auto P, auto Value, class Field>
struct when : Field {
    static_assert(static_cast<std::uint64_t>(Value) <= 0xff, "cdcnet: the value of a condition is at most 255");
    static constexpr bool conditional = true;
    static constexpr auto condition = P;
    static constexpr auto condition_value = Value;
};

namespace detail {

template <class F, class G>
consteval bool is_link_of() noexcept {
    if constexpr (F::carries) {
        return false;
    } else {
        return F::template counts<G::linked_to>;
    }
}
template <class F, class G>
consteval bool is_condition_of() noexcept {
    if constexpr (F::carries && G::conditional) {
        return same_member<F::pointer, G::condition>;
    } else {
        return false;
    }
}
[[nodiscard]] constexpr bool needs_link(form f) noexcept {
    return f == form::string_array || f == form::bytes_ref_offset || f == form::bytes_counted || f == form::ipv4_array_ref ||
           f == form::ipv6_array_ref || f == form::u32_array || f == form::struct_array_ref || f == form::struct_ol_array;
}
/// Inline items whose size depends on the value: what stands behind them has no fixed place.
template <class F>
consteval bool is_elastic() noexcept {
    if constexpr (F::conditional) {
        return true;
    } else if constexpr (F::type == form::structure) {
        return structure_of<typename F::member>::layout::elastic;
    } else {
        constexpr form f = F::type;
        return f == form::string_array || f == form::bytes_sized || f == form::bytes_counted || f == form::bytes_tail ||
               f == form::u32_array || f == form::struct_ol_array || f == form::tlv || f == form::tlv_any || f == form::tlv_list;
    }
}

/// Fields that are in every value of a release, with the same size.
template <class F>
constexpr bool is_rigid() noexcept {
    if constexpr (F::type == form::structure)
        if (structure_of<typename F::member>::layout::has_optional) return false;
    return !F::rules.optional && !is_elastic<F>();
}

/// Fields whose value lies in the fixed part whole: a structure of them needs no check but that of its size.
template <class F>
constexpr bool is_plain() noexcept {
    if constexpr (F::conditional || F::rules.optional) {
        return false;
    } else if constexpr (F::type == form::structure) {
        return structure_of<typename F::member>::layout::plain;
    } else {
        return F::type <= form::bytes_fixed;
    }
}

/// Counts, sizes and conditions are read where the table says, without another check.
template <class Entries>
constexpr bool links_are_fixed(const Entries& entries, std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; ++i) {
        const field_entry& e = entries[i];
        if (e.offset == field_entry::absent) continue;
        if (e.link != field_entry::no_link && entries[e.link].offset >= field_entry::floating) return false;
        if (e.condition == field_entry::no_link) continue;
        if (e.condition >= i || entries[e.condition].offset >= field_entry::floating || entries[e.condition].type != form::u32)
            return false;
    }
    return true;
}

}  // namespace detail

/// The wire fields of a structure, in order.  `Name` is the structure's name in the specification.
template <literal Name, class... F>
struct fields {
    static constexpr std::string_view name = Name.view();
    static constexpr std::size_t count = sizeof...(F);
    static_assert(count < place::no_field, "cdcnet: a layout has at most 62 fields");
    static constexpr bool versioned = (F::versioned || ...);
    static constexpr bool elastic = (detail::is_elastic<F>() || ...);
    static constexpr bool plain = (detail::is_plain<F>() && ...);
    static constexpr bool has_optional = (F::rules.optional || ...);
    static constexpr std::size_t rigid_fields = [] {
        std::size_t n = 0;
        return (... && (detail::is_rigid<F>() && ++n != 0)), n;
    }();
    /// Every field has one place in every value of every release.
    static constexpr bool rigid = !versioned && !has_optional && !(F::conditional || ...);

    /// The entries of one release of structure `T`.
    template <class T, release V>
    static constexpr auto entries() noexcept {
        std::array<field_entry, count> list{F::template entry<T, V>()...};
        std::size_t i = 0;
        std::uint16_t offset = 0;
        bool floating = false;
        ([&] { place_one<F, V>(list[i++], offset, floating); }(), ...);
        return list;
    }

    /// Whether release `r` has another field for the member of `G`.
    template <class G>
    static constexpr bool elsewhere(release r) noexcept {
        return (same_carrier<F, G>(r) || ...);
    }

    /// Calls `f.template operator()<F, I>()` for each field and its index.
    template <class Visitor>
    static constexpr void each(Visitor f) noexcept {
        each_indexed(f, std::make_index_sequence<count>{});
    }

private:
    template <class Visitor, std::size_t... I>
    [[gnu::always_inline]] static constexpr void each_indexed(Visitor& f, std::index_sequence<I...>) noexcept {
        (f.template operator()<F, I>(), ...);
    }

    template <class A, class B>
    static constexpr bool same_carrier([[maybe_unused]] release r) noexcept {
        if constexpr (A::carries && B::carries) {
            return detail::same_member<A::pointer, B::pointer> && A::rules.in(r);
        } else {
            return false;
        }
    }
    template <class G, release V>
    static constexpr void place_one(field_entry& e, std::uint16_t& offset, bool& floating) noexcept {
        if constexpr (detail::needs_link(G::type)) e.link = link_index<G>();
        if constexpr (G::conditional) {
            e.condition = condition_index<G>();
            e.condition_value = static_cast<std::uint8_t>(G::condition_value);
        }
        if (!G::rules.in(V)) {
            e.offset = field_entry::absent;
            return;
        }
        if (e.type == form::structure) e.size = e.structure->fixed_size;
        e.offset = floating ? field_entry::floating : offset;
        offset = static_cast<std::uint16_t>(offset + e.size);
        floating = floating || detail::is_elastic<G>();
    }
    template <class G>
    static consteval std::uint8_t link_index() noexcept {
        std::uint8_t i = 0;
        std::uint8_t found = field_entry::no_link;
        ((detail::is_link_of<F, G>() ? void(found = i) : void(), ++i), ...);
        if (found == field_entry::no_link) no_count_or_size_field_names_this_member();
        return found;
    }
    template <class G>
    static consteval std::uint8_t condition_index() noexcept {
        std::uint8_t i = 0;
        std::uint8_t found = field_entry::no_link;
        ((detail::is_condition_of<F, G>() ? void(found = i) : void(), ++i), ...);
        if (found == field_entry::no_link) the_field_that_a_condition_names_is_not_in_the_layout();
        return found;
    }
    static void no_count_or_size_field_names_this_member() {}
    static void the_field_that_a_condition_names_is_not_in_the_layout() {}
};

/// A structure without fields: the information buffer is empty.
template <literal Name>
struct fields<Name> {
    static constexpr std::string_view name = Name.view();
    static constexpr std::size_t count = 0;
    static constexpr std::size_t rigid_fields = 0;
    static constexpr bool versioned = false;
    static constexpr bool elastic = false;
    static constexpr bool plain = true;
    static constexpr bool has_optional = false;
    static constexpr bool rigid = true;
    template <class T, release V>
    static consteval auto entries() noexcept {
        return std::array<field_entry, 1>{};
    }
    template <class Visitor>
    static constexpr void each(Visitor) noexcept {}
};

namespace detail {

/// The table over the entries of a layout, which live as long as it.
constexpr layout_table table_over(const field_entry* entries, std::uint8_t count, std::uint8_t rigid) noexcept {
    layout_table t{.fields = entries, .count = count, .rigid = rigid};
    bool optional = false;
    for (std::uint8_t i = 0; i < t.count; ++i) {
        const field_entry& e = entries[i];
        if (e.offset == field_entry::absent) continue;
        if (refers(e.type) || (e.type == form::structure && e.structure->references_end != 0)) {
            if (t.references_end == 0) t.references_begin = i;
            t.references_end = i + 1;
        }
        if (e.offset == field_entry::floating || e.condition != field_entry::no_link) continue;
        t.fixed_size = static_cast<std::uint16_t>(e.offset + e.size);
        if (i < t.rigid) t.rigid_size = t.fixed_size;
        optional = optional || e.optional;
        if (!optional) t.required_size = t.fixed_size;
    }
    return t;
}

template <class T, release R>
struct tables {
    static constexpr auto entries = T::layout::template entries<T, R>();
    static_assert(links_are_fixed(entries, T::layout::count),
                  "cdcnet: the u32 field of a count, size or condition stands in every release before all items of variable size");
    static constexpr layout_table layout = table_over(entries.data(), T::layout::count, T::layout::rigid_fields);
};

}  // namespace detail

/// The table of `T` in a release; constant data, one copy for all releases when they do not differ.
template <record T>
[[nodiscard]] constexpr const layout_table& layout_of([[maybe_unused]] release r) noexcept {
    if constexpr (!T::layout::versioned) {
        return detail::tables<T, release::v1>::layout;
    } else {
        switch (r) {
            case release::v1: return detail::tables<T, release::v1>::layout;
            case release::v2: return detail::tables<T, release::v2>::layout;
            case release::v3: return detail::tables<T, release::v3>::layout;
            case release::v4: break;
        }
        return detail::tables<T, release::v4>::layout;
    }
}

struct layout_names;

/// What people see of a field.
struct field_name {
    std::string_view name{};
    const enumeration* values{};      ///< of an enumeration or flag set
    const layout_names* structure{};  ///< of the structures in the field
    mbim::unit unit{unit::none};
    bool personal{};
};

/// The names of a layout, the same in all releases and in the order of `layout_table::fields`.  Kept apart from the
/// tables so that firmware that never prints links none of it.
struct layout_names {
    std::string_view name{};
    const field_name* fields{};
    std::size_t count{};
};

namespace detail {

template <class T>
struct name_tables {
    template <class F>
    static constexpr field_name one() noexcept {
        field_name n{F::name, nullptr, nullptr, F::rules.unit, F::rules.personal};
        if constexpr (named_enum<typename F::member>) n.values = &enumeration_of<typename F::member>;
        if constexpr (requires { typename F::named_by; }) n.values = &enumeration_of<typename F::named_by>;
        if constexpr (holds_structure<typename F::member>) n.structure = &name_tables<structure_of<typename F::member>>::names;
        return n;
    }
    static constexpr auto list() noexcept {
        std::array<field_name, T::layout::count + 1> all{};
        T::layout::each([&]<class F, std::size_t I>() { all[I] = one<F>(); });
        return all;
    }
    static constexpr auto fields = list();
    static constexpr layout_names names{T::layout::name, fields.data(), T::layout::count};
};

}  // namespace detail

/// The names of `T`'s fields.
template <record T>
[[nodiscard]] constexpr const layout_names& names_of() noexcept {
    return detail::name_tables<T>::names;
}

/// All messages of a service, for the catalogue.
template <command... T>
struct message_list {};

}  // namespace cdcnet::mbim
