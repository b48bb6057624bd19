// SPDX-License-Identifier: BSL-1.0
/// \file
/// The declaration of fixed USB layouts, from which parsing, building and the field tables come.
///
/// A layout is a plain aggregate with one static function that names its fields once:
/// \code
/// template <class Self, class Visitor>
/// static constexpr void fields(Self& self, Visitor& field) {
///     field("bcdNcmVersion", 3, self.version);
///     field("bmNetworkCapabilities", 5, self.capabilities);
/// }
/// \endcode
/// The width on the wire is that of the member (an enumerator's is that of its underlying type).  A member of type
/// `bytes` is a list that goes on to the end of the descriptor and holds at least one element; the size of an element
/// is the fourth argument.
#pragma once

#include <array>
#include <cdcnet/wire/bytes.hpp>
#include <cdcnet/wire/endian.hpp>
#include <cdcnet/wire/result.hpp>
#include <string_view>

namespace cdcnet::usb {

/// One field of a layout, for tables and dumps.
struct field_info {
    std::string_view name{};  ///< as the specification spells it
    std::uint8_t offset{};    ///< in bytes from the start of the layout
    std::uint8_t size{};      ///< in bytes, 1, 2, 4 or 8; of one element when repeated
    bool repeated{};          ///< the elements go on to the end of the descriptor
};

namespace detail {

template <class T, bool = std::is_enum_v<T>>
struct integer_of {
    using type = T;
};
template <class T>
struct integer_of<T, true> {
    using type = std::underlying_type_t<T>;
};
template <class T>
using integer_of_t = typename integer_of<T>::type;

/// Fills members from wire bytes that hold the whole layout.
struct field_reader {
    const std::byte* from;
    std::size_t size;

    template <class T>
    constexpr void operator()(std::string_view, std::size_t offset, T& member) const noexcept {
        member = static_cast<T>(load_le<integer_of_t<T>>(from + offset));
    }
    constexpr void operator()(std::string_view, std::size_t offset, bytes& member, std::size_t element) const noexcept {
        member = bytes{from + offset, (size - offset) / element * element};
    }
};

/// Writes members to a buffer that has room for the whole layout.
struct field_writer {
    std::byte* to;

    template <class T>
    constexpr void operator()(std::string_view, std::size_t offset, const T& member) const noexcept {
        store_le(to + offset, static_cast<integer_of_t<T>>(member));
    }
    constexpr void operator()(std::string_view, std::size_t offset, const bytes& member, std::size_t) const noexcept {
        copy_bytes(to + offset, member.data(), member.size());
    }
};

/// Finds the smallest size of a layout and the number of its fields.
struct field_measure {
    std::size_t least = 0;   // bytes, with one element in a list
    std::size_t count = 0;   // fields
    std::size_t wanted = 0;  // bytes of the value that is measured
    bool whole_elements = true;

    template <class T>
    constexpr void operator()(std::string_view, std::size_t offset, const T&) noexcept {
        add(offset, sizeof(T), sizeof(T));
    }
    constexpr void operator()(std::string_view, std::size_t offset, const bytes& member, std::size_t element) noexcept {
        add(offset, element, member.size());
        if (member.empty() || member.size() % element != 0) whole_elements = false;
    }

private:
    constexpr void add(std::size_t offset, std::size_t smallest, std::size_t actual) noexcept {
        if (offset + smallest > least) least = offset + smallest;
        if (offset + actual > wanted) wanted = offset + actual;
        ++count;
    }
};

/// Collects the table of a layout.
template <std::size_t N>
struct field_collector {
    std::array<field_info, N> table{};
    std::size_t count = 0;

    template <class T>
    constexpr void operator()(std::string_view name, std::size_t offset, const T&) noexcept {
        table[count++] = {name, static_cast<std::uint8_t>(offset), static_cast<std::uint8_t>(sizeof(T)), false};
    }
    constexpr void operator()(std::string_view name, std::size_t offset, const bytes&, std::size_t element) noexcept {
        table[count++] = {name, static_cast<std::uint8_t>(offset), static_cast<std::uint8_t>(element), true};
    }
};

template <class Layout>
[[nodiscard]] constexpr field_measure measure(const Layout& value) noexcept {
    field_measure measured{};
    Layout::fields(value, measured);
    return measured;
}

template <class Layout>
[[nodiscard]] constexpr auto collect_fields() noexcept {
    field_collector<measure(Layout{}).count> collected{};
    const Layout value{};
    Layout::fields(value, collected);
    return collected.table;
}

template <class Layout>
[[nodiscard]] constexpr Layout read_fields(const std::byte* from, std::size_t size) noexcept {
    Layout value{};
    const field_reader reader{from, size};
    Layout::fields(value, reader);
    return value;
}

template <class Layout>
constexpr void write_fields(std::byte* to, const Layout& value) noexcept {
    const field_writer writer{to};
    Layout::fields(value, writer);
}

}  // namespace detail

/// The fields that a layout declares, in the order of its declaration.
template <class Layout>
inline constexpr auto field_table = detail::collect_fields<Layout>();

/// The fixed size of a layout; of one with a list, the size with a single element.
template <class Layout>
inline constexpr std::size_t least_size = detail::measure(Layout{}).least;

}  // namespace cdcnet::usb
