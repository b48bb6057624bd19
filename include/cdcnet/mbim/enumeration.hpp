// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations and flag sets with the names that the specification gives their values.
///
/// An enumeration is declared as an `enum class` and one function beside it that lists the names; it is found by
/// argument-dependent look-up and costs nothing until a name is asked for:
///
///     enum class radio_switch_state : std::uint32_t { off = 0, on = 1 };
///     constexpr auto names(radio_switch_state) {
///         using enum radio_switch_state;
///         return values("RadioSwitchState", named{off, "OFF"}, named{on, "ON"});
///     }
///
/// Values without a name are data, not errors: they are kept and shown as numbers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace cdcnet::mbim {

/// A value and its name, as written in a declaration.
template <class E>
struct named {
    E value;
    std::string_view name;
};
template <class E>
named(E, const char*) -> named<E>;

/// A value and its name in a table.
struct enumerator {
    std::uint32_t value{};
    std::string_view name{};
};

/// Whether a field holds one of the values or a combination of them.
enum class enumeration_kind : std::uint8_t { values, flags };

/// The table of one enumeration, without its type; what dumps walk.
struct enumeration {
    std::string_view name{};  ///< as in the reference tables, `RadioSwitchState`
    enumeration_kind kind{};
    const enumerator* first{};
    std::size_t count{};
    std::size_t bits{32};  ///< of the type; a field may have more

    [[nodiscard]] constexpr const enumerator* begin() const noexcept { return first; }
    [[nodiscard]] constexpr const enumerator* end() const noexcept { return first + count; }

    /// The name of exactly this value; empty when it has none.  Of a flag set: the name of one bit (or of 0).
    [[nodiscard]] constexpr std::string_view find(std::uint64_t value) const noexcept {
        for (const enumerator& e : *this)
            if (e.value == value) return e.name;
        return {};
    }
};

template <std::size_t N>
struct enumeration_table {
    std::string_view name{};
    enumeration_kind kind{};
    std::array<enumerator, N> list{};
};

/// Declares the names of an enumeration.
template <class... E>
constexpr auto values(std::string_view name, named<E>... list) noexcept {
    return enumeration_table<sizeof...(E)>{
        name, enumeration_kind::values, {enumerator{static_cast<std::uint32_t>(list.value), list.name}...}};
}

/// Declares the names of a flag set; its values are bits and may be combined.
template <class... E>
constexpr auto flags(std::string_view name, named<E>... list) noexcept {
    return enumeration_table<sizeof...(E)>{
        name, enumeration_kind::flags, {enumerator{static_cast<std::uint32_t>(list.value), list.name}...}};
}

/// An `enum class` with declared names.
template <class E>
concept named_enum = std::is_enum_v<E> && requires { names(E{}); };

namespace detail {
template <class E>
inline constexpr auto table_of = names(E{});
}

/// The table of `E`.
template <named_enum E>
inline constexpr enumeration enumeration_of{detail::table_of<E>.name, detail::table_of<E>.kind, detail::table_of<E>.list.data(),
                                            detail::table_of<E>.list.size(), 8 * sizeof(E)};

/// The specification's name of a value, or of one bit of a flag set; empty when it has none.
template <named_enum E>
[[nodiscard]] constexpr std::string_view name_of(E value) noexcept {
    return enumeration_of<E>.find(static_cast<std::uint64_t>(value));
}

/// A named enumeration whose values may be combined.
template <class E>
concept flag_set = named_enum<E> && (detail::table_of<E>.kind == enumeration_kind::flags);

template <flag_set E>
[[nodiscard]] constexpr E operator|(E a, E b) noexcept {
    using raw = std::underlying_type_t<E>;
    return static_cast<E>(static_cast<raw>(a) | static_cast<raw>(b));
}
template <flag_set E>
[[nodiscard]] constexpr E operator&(E a, E b) noexcept {
    using raw = std::underlying_type_t<E>;
    return static_cast<E>(static_cast<raw>(a) & static_cast<raw>(b));
}
template <flag_set E>
[[nodiscard]] constexpr E operator~(E a) noexcept {
    using raw = std::underlying_type_t<E>;
    return static_cast<E>(static_cast<raw>(~static_cast<raw>(a)));
}
template <flag_set E>
constexpr E& operator|=(E& a, E b) noexcept {
    return a = a | b;
}
template <flag_set E>
constexpr E& operator&=(E& a, E b) noexcept {
    return a = a & b;
}

/// True when every bit of `bits` is set in `set`.
template <flag_set E>
[[nodiscard]] constexpr bool has(E set, E bits) noexcept {
    return (set & bits) == bits;
}

}  // namespace cdcnet::mbim
