// SPDX-License-Identifier: BSL-1.0
/// \file
/// Information buffers to structures and back: `parse`, `build`, `encoded_size`, and `view` for one field at a time.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/wire/result.hpp>

namespace cdcnet::mbim {
namespace detail {

/// Bytes that are there, so that a span need not check again.
[[nodiscard]] constexpr bytes view_of(const std::byte* from, std::size_t size) noexcept {
    if (size == gsl::dynamic_extent || (from == nullptr && size != 0)) __builtin_unreachable();
    return {from, size};
}

/// A checked structure: its bytes up to the end of everything that its offsets may reach.
struct reader {
    bytes structure;
    const layout_table& layout;
    release agreed;

    [[nodiscard]] constexpr const std::byte* at(std::size_t offset) const noexcept { return structure.data() + offset; }
    [[nodiscard]] constexpr std::uint32_t u32(std::size_t offset) const noexcept { return load_le<std::uint32_t>(at(offset)); }
    [[nodiscard]] constexpr std::uint32_t linked(const field_entry& e) const noexcept {
        return detail::linked(layout, e, structure.data());
    }
    [[nodiscard]] constexpr bytes referred(std::uint32_t offset, std::uint32_t size) const noexcept {
        return size == 0 ? bytes{} : view_of(structure.data() + offset, size);
    }
    [[nodiscard]] constexpr bytes rest(std::size_t offset) const noexcept {
        return view_of(structure.data() + offset, structure.size() - offset);
    }
};

template <record T>
constexpr void read_structure(T& value, bytes structure, release r) noexcept;

template <form F, class M>
constexpr void get(M& member, const reader& r, const field_entry& e, std::size_t at) noexcept {
    if constexpr (std::is_enum_v<M>) {
        member = static_cast<M>(load_le<std::underlying_type_t<M>>(r.at(at)));
    } else if constexpr (std::is_integral_v<M>) {
        member = load_le<M>(r.at(at));
    } else if constexpr (F == form::uuid || F == form::ipv4 || F == form::ipv6) {
        member = M::from(r.at(at));
    } else if constexpr (F == form::bytes_fixed) {
        copy_bytes(member.data(), r.at(at), member.size());
    } else if constexpr (F == form::string) {
        member = M::over(r.referred(r.u32(at), r.u32(at + 4)));
    } else if constexpr (F == form::bytes_ref) {
        member = r.referred(r.u32(at), r.u32(at + 4));
    } else if constexpr (F == form::bytes_ref_size_first) {
        member = r.referred(r.u32(at + 4), r.u32(at));
    } else if constexpr (F == form::bytes_ref_offset) {
        member = r.referred(r.u32(at), r.linked(e));
    } else if constexpr (F == form::bytes_sized) {
        member = view_of(r.at(at + 4), r.u32(at));
    } else if constexpr (F == form::bytes_counted) {
        member = view_of(r.at(at), r.linked(e));
    } else if constexpr (F == form::bytes_tail) {
        member = r.rest(at);
    } else if constexpr (F == form::ipv4_ref || F == form::ipv6_ref) {
        if (r.u32(at) != 0) member = M::value_type::from(r.at(r.u32(at)));
    } else if constexpr (F == form::u32_array) {
        member = M::over_checked(r.at(at), r.linked(e), r.agreed);
    } else if constexpr (F == form::ipv4_array_ref || F == form::ipv6_array_ref || F == form::struct_array_ref) {
        if (r.linked(e) != 0) member = M::over_checked(r.at(r.u32(at)), r.linked(e), r.agreed);
    } else if constexpr (F == form::string_array || F == form::struct_ol_array) {
        member = M::over_checked(r.structure.data(), static_cast<std::uint32_t>(at), r.linked(e), r.agreed);
    } else if constexpr (F == form::structure) {
        read_structure(member, r.rest(at), r.agreed);
    } else if constexpr (F == form::struct_ref) {
        if (r.u32(at + 4) != 0) read_structure(member.emplace(), r.referred(r.u32(at), r.u32(at + 4)), r.agreed);
    } else if constexpr (F == form::struct_list_ref) {
        member = M::over_checked(r.referred(r.u32(at), r.u32(at + 4)), r.agreed);
    } else if constexpr (F == form::tlv) {
        const bytes data = tlv_at(r.at(at)).data;
        if constexpr (std::is_same_v<M, utf16>) {
            member = utf16::over(data);
        } else if constexpr (std::is_same_v<M, bytes>) {
            member = data;
        } else {
            member = M::over_checked(data.data(), static_cast<std::uint32_t>(data.size() / 2), r.agreed);
        }
    } else if constexpr (F == form::tlv_any) {
        member = tlv_at(r.at(at));
    } else {
        static_assert(F == form::tlv_list);
        member = tlv_list::over_checked(r.rest(at));
    }
}

/// Calls `f` for each field that is there, with its entry and its place.  Fields behind items of variable size, of
/// other releases, conditional and optional ones are found by walking; all others have a constant offset.
template <record T, class Visitor>
constexpr void walk(const reader& r, Visitor f) noexcept {
    std::size_t cursor = 0;
    bool more = true;
    T::layout::each([&]<class F, std::size_t I>() {
        if constexpr (T::layout::rigid) {
            const field_entry& e = tables<T, release::v1>::entries[I];
            if constexpr (tables<T, release::v1>::entries[I].offset != field_entry::floating) cursor = e.offset;
            f.template operator()<F>(e, cursor);
            if constexpr (I + 1 == T::layout::count || !T::layout::elastic) return;
            cursor += is_elastic<F>() ? validator{r.structure}.inline_size(r.layout, e, cursor) : e.size;
        } else {
            const field_entry& e = r.layout.fields[I];
            if (!more || e.offset == field_entry::absent) return;
            if (cursor == r.structure.size() && e.optional) {
                more = false;
                return;
            }
            if (!holds(r.layout, e, r.structure.data())) return;
            f.template operator()<F>(e, cursor);
            if constexpr (I + 1 == T::layout::count) return;
            cursor += is_elastic<F>() ? validator{r.structure}.inline_size(r.layout, e, cursor) : e.size;
        }
    });
}

/// Finds one field as `walk` does, by the table.
/// \return its place, or none when the structure does not have it
constexpr std::optional<std::size_t> place_of(const reader& r, std::size_t field) noexcept {
    std::size_t cursor = 0;
    for (std::size_t i = 0; i <= field; ++i) {
        const field_entry& e = r.layout.fields[i];
        if (e.offset == field_entry::absent) continue;
        if (cursor == r.structure.size() && e.optional) return std::nullopt;
        const bool here = holds(r.layout, e, r.structure.data());
        if (i == field) return here ? std::optional{cursor} : std::nullopt;
        if (here) cursor += validator{r.structure}.inline_size(r.layout, e, cursor);
    }
    return std::nullopt;
}

/// The fields that carry the member `P`, most often one: of several, at most one is in a release.
template <auto P, class Layout>
struct fields_of_member;
template <auto P, literal Name, class... F>
struct fields_of_member<P, fields<Name, F...>> {
    template <class G>
    static consteval bool is_one() noexcept {
        if constexpr (G::carries) {
            return same_member<G::pointer, P>;
        } else {
            return false;
        }
    }
    static constexpr bool matches[sizeof...(F)] = {is_one<F>()...};
    static constexpr std::size_t count = (std::size_t{0} + ... + is_one<F>());
    /// Field number `n` of them.
    static constexpr std::size_t field(std::size_t n) noexcept {
        std::size_t i = 0;
        while (!matches[i] || n-- != 0) ++i;
        return i;
    }
};

/// Reads the member `P` alone.
template <record T, auto P, class M>
constexpr void read_member(M& member, const reader& r) noexcept {
    using found = fields_of_member<P, typename T::layout>;
    static_assert(found::count != 0, "cdcnet: no field of the layout carries this member");
    const auto read = [&]<std::size_t N>() {
        constexpr std::size_t i = found::field(N);
        constexpr const field_entry& e = tables<T, release::v1>::entries[i];
        if constexpr (T::layout::rigid && e.offset != field_entry::floating) {
            get<e.type>(member, r, e, e.offset);
        } else if (const auto at = place_of(r, i)) {
            get<e.type>(member, r, r.layout.fields[i], *at);
        }
    };
    [&]<std::size_t... N>(std::index_sequence<N...>) { (read.template operator()<N>(), ...); }(std::make_index_sequence<found::count>{});
}

template <record T>
constexpr void read_structure(T& value, bytes structure, release r) noexcept {
    const reader from{structure, layout_of<T>(r), r};
    walk<T>(from, [&]<class F>(const field_entry& e, std::size_t at) {
        if constexpr (F::carries) get<F::type>(value.*F::pointer, from, e, at);
    });
}

template <class T>
constexpr T read_item(bytes item, release r) noexcept {
    T value{};
    if constexpr (record<T>) {
        read_structure(value, item, r);
    } else if constexpr (std::is_integral_v<T>) {
        value = load_le<T>(item.data());
    } else if constexpr (std::is_same_v<T, ipv4> || std::is_same_v<T, ipv6>) {
        value = T::from(item.data());
    } else {
        value = T::over(item);
    }
    return value;
}

template <class T>
constexpr std::uint32_t item_size([[maybe_unused]] release r) noexcept {
    if constexpr (record<T>) {
        return layout_of<T>(r).fixed_size;
    } else {
        return sizeof(T);
    }
}

template <class T>
constexpr std::size_t item_extent(bytes rest, release r) noexcept {
    validator::position extent{};
    return validator{rest}.first(layout_of<T>(r), extent) ? extent : rest.size();
}

// Sums of sizes stop at the largest number instead of wrapping: with addresses of 32 bits, views that overlap could add up to
// more than that.
inline constexpr std::size_t most_bytes = ~std::size_t{};
[[nodiscard]] constexpr std::size_t clamp(std::uint64_t n) noexcept { return n > most_bytes ? most_bytes : static_cast<std::size_t>(n); }
[[nodiscard]] constexpr std::size_t plus(std::size_t a, std::size_t b) noexcept { return b > most_bytes - a ? most_bytes : a + b; }
[[nodiscard]] constexpr std::size_t times(std::size_t n, std::size_t size) noexcept { return clamp(std::uint64_t{n} * size); }
[[nodiscard]] constexpr std::size_t padded(std::size_t n) noexcept { return plus(n, 3) & ~std::size_t{3}; }
/// The bytes up to the next multiple of 4.
[[nodiscard]] constexpr std::size_t padding_of(std::size_t n) noexcept { return (std::size_t{} - n) & 3u; }

template <record T>
constexpr std::size_t head_size(const T& value, release r) noexcept;
template <record T>
constexpr std::size_t referred_size(const T& value, release r) noexcept;
template <record T>
constexpr std::size_t whole_size(const T& value, release r) noexcept {
    return plus(head_size(value, r), referred_size(value, r));
}

/// Bytes that a member takes in the inline part.
template <form F, class M>
constexpr std::size_t inline_size(const M& member, const field_entry& e, release r) noexcept {
    if constexpr (F == form::string_array || F == form::struct_ol_array) {
        return times(member.size(), 8);
    } else if constexpr (F == form::u32_array) {
        return times(member.size(), 4);
    } else if constexpr (F == form::bytes_sized) {
        return plus(4, e.unpadded ? member.size() : padded(member.size()));
    } else if constexpr (F == form::bytes_counted || F == form::bytes_tail) {
        return e.unpadded ? member.size() : padded(member.size());
    } else if constexpr (F == form::structure) {
        return head_size(member, r);
    } else if constexpr (F == form::tlv) {
        if constexpr (std::is_same_v<M, utf16>) {
            return clamp(encoded_tlv_size(member.size_bytes()));
        } else if constexpr (std::is_same_v<M, bytes>) {
            return clamp(encoded_tlv_size(member.size()));
        } else {
            return clamp(encoded_tlv_size(std::uint64_t{member.size()} * 2));
        }
    } else if constexpr (F == form::tlv_any) {
        return clamp(encoded_tlv_size(member.data.size()));
    } else if constexpr (F == form::tlv_list) {
        return clamp(member.encoded_size());
    } else {
        return e.size;
    }
}

/// Bytes that a member takes behind the inline part, padding included.
template <form F, class M>
constexpr std::size_t tail_size(const M& member, const field_entry& e, release r) noexcept {
    if constexpr (F == form::string) {
        return padded(member.size_bytes());
    } else if constexpr (F == form::bytes_ref || F == form::bytes_ref_size_first || F == form::bytes_ref_offset) {
        return e.unpadded ? member.size() : padded(member.size());
    } else if constexpr (F == form::ipv4_ref || F == form::ipv6_ref) {
        return member ? e.element : 0;
    } else if constexpr (F == form::ipv4_array_ref || F == form::ipv6_array_ref || F == form::struct_array_ref) {
        return padded(times(member.size(), e.element));
    } else if constexpr (F == form::string_array) {
        std::size_t n = 0;
        for (const auto text : member) n = plus(n, padded(text.size_bytes()));
        return n;
    } else if constexpr (F == form::structure) {
        return referred_size(member, r);
    } else if constexpr (F == form::struct_ref) {
        return member ? padded(whole_size(*member, r)) : 0;
    } else if constexpr (F == form::struct_ol_array) {
        std::size_t n = 0;
        for (const auto item : member) n = plus(n, padded(whole_size(item, r)));
        return n;
    } else if constexpr (F == form::struct_list_ref) {
        std::size_t n = member.empty() ? 0 : 4;
        for (const auto item : member) n = plus(n, whole_size(item, r));
        return padded(n);
    } else {
        return 0;
    }
}

/// True when field `F` of `value` goes to the wire.
template <class F, class T>
constexpr bool present(const T& value) noexcept {
    if constexpr (F::conditional) {
        return static_cast<std::size_t>(value.*F::condition) == static_cast<std::size_t>(F::condition_value);
    } else {
        return true;
    }
}

template <record T, class Measure>
constexpr std::size_t sum(const T& value, release r, Measure measure) noexcept {
    const layout_table& layout = layout_of<T>(r);
    std::size_t n = 0;
    T::layout::each([&]<class F, std::size_t I>() {
        const field_entry& e = layout.fields[I];
        if (e.offset != field_entry::absent && present<F>(value)) n = plus(n, measure.template operator()<F>(e));
    });
    return n;
}

template <record T>
constexpr std::size_t head_size([[maybe_unused]] const T& value, [[maybe_unused]] release r) noexcept {
    if constexpr (T::layout::rigid && !T::layout::elastic) {
        return tables<T, release::v1>::layout.fixed_size;
    } else {
        return sum(value, r, [&]<class F>(const field_entry& e) -> std::size_t {
            if constexpr (F::carries) {
                return inline_size<F::type>(value.*F::pointer, e, r);
            } else {
                return 4;
            }
        });
    }
}

template <record T>
constexpr std::size_t referred_size([[maybe_unused]] const T& value, [[maybe_unused]] release r) noexcept {
    if constexpr (T::layout::plain) {
        return 0;
    } else {
        return sum(value, r, [&]<class F>([[maybe_unused]] const field_entry& e) -> std::size_t {
            if constexpr (F::carries) {
                return tail_size<F::type>(value.*F::pointer, e, r);
            } else {
                return 0;
            }
        });
    }
}

/// Where a structure is being written: `base` is the start of the buffer, `tail` where the next referred item goes.
struct writer {
    std::byte* base;
    std::size_t tail;
    release agreed;

    constexpr void u32(std::size_t at, std::size_t value) const noexcept { store_le(base + at, static_cast<std::uint32_t>(value)); }
    /// Makes room for `size` bytes and zeroes the padding behind them.
    constexpr std::size_t claim(std::size_t size, bool unpadded = false) noexcept {
        const std::size_t at = tail;
        const std::size_t padding = unpadded ? 0 : padding_of(size);
        zero_bytes(base + at + size, padding);
        tail += size + padding;
        return at;
    }
};

template <record T>
constexpr void write_structure(const T& value, writer& w, std::size_t start) noexcept;

/// Writes a structure as a referred item.  \return its size
template <record T>
constexpr std::size_t write_item(const T& value, writer& w) noexcept {
    const std::size_t start = w.tail;
    w.tail += head_size(value, w.agreed);
    write_structure(value, w, start);
    return w.tail - start;
}

template <class E>
constexpr void write_element(const E& element, std::byte* to, release r) noexcept {
    if constexpr (record<E>) {
        writer w{to, head_size(element, r), r};
        write_structure(element, w, 0);
    } else {
        copy_bytes(to, element.octets.data(), element.octets.size());
    }
}

constexpr void write_inline(bytes data, writer& w, std::size_t at, bool unpadded) noexcept {
    copy_bytes(w.base + at, data.data(), data.size());
    if (!unpadded) zero_bytes(w.base + at + data.size(), padding_of(data.size()));
}

constexpr void write_tlv(tlv_type type, bytes data, std::byte* to) noexcept {
    store_tlv_frame(to, type, static_cast<std::uint32_t>(data.size()));
    copy_bytes(to + tlv_header_size, data.data(), data.size());
}

/// The offset field of an item, relative to the structure that names it: 0 for an empty item.
constexpr void write_reference(writer& w, std::size_t offset_at, std::size_t item, std::size_t size, std::size_t start) noexcept {
    w.u32(offset_at, size == 0 ? 0 : item - start);
}

/// Writes a structure as an item of its own, padded, and the offset and size that name it.
template <record T>
constexpr void write_referred(const T& value, writer& w, std::size_t pair, std::size_t start) noexcept {
    const std::size_t item = w.tail;
    const std::size_t n = write_item(value, w);
    zero_bytes(w.base + w.tail, padding_of(n));
    w.tail = item + padded(n);
    write_reference(w, pair, item, n, start);
    w.u32(pair + 4, n);
}

template <form F, class M>
constexpr void put(const M& member, writer& w, const field_entry& e, std::size_t at, std::size_t start) noexcept {
    if constexpr (std::is_enum_v<M>) {
        store_le(w.base + at, static_cast<std::underlying_type_t<M>>(member));
    } else if constexpr (std::is_integral_v<M>) {
        store_le(w.base + at, member);
    } else if constexpr (F == form::uuid || F == form::ipv4 || F == form::ipv6) {
        copy_bytes(w.base + at, member.octets.data(), member.octets.size());
    } else if constexpr (F == form::bytes_fixed) {
        copy_bytes(w.base + at, member.data(), member.size());
    } else if constexpr (F == form::string) {
        const std::size_t item = w.claim(member.size_bytes());
        member.copy_to(w.base + item);
        write_reference(w, at, item, member.size_bytes(), start);
        w.u32(at + 4, member.size_bytes());
    } else if constexpr (F == form::bytes_ref || F == form::bytes_ref_size_first || F == form::bytes_ref_offset) {
        const std::size_t item = w.claim(member.size(), e.unpadded);
        copy_bytes(w.base + item, member.data(), member.size());
        write_reference(w, F == form::bytes_ref_size_first ? at + 4 : at, item, member.size(), start);
        if constexpr (F == form::bytes_ref) w.u32(at + 4, member.size());
        if constexpr (F == form::bytes_ref_size_first) w.u32(at, member.size());
    } else if constexpr (F == form::bytes_sized) {
        w.u32(at, member.size());
        write_inline(member, w, at + 4, e.unpadded);
    } else if constexpr (F == form::bytes_counted || F == form::bytes_tail) {
        write_inline(member, w, at, e.unpadded);
    } else if constexpr (F == form::ipv4_ref || F == form::ipv6_ref) {
        const std::size_t item = w.claim(member ? e.element : 0);
        if (member) write_element(*member, w.base + item, w.agreed);
        write_reference(w, at, item, member ? e.element : 0, start);
    } else if constexpr (F == form::u32_array) {
        for (std::uint32_t i = 0; i < member.size(); ++i) w.u32(at + std::size_t{i} * 4, member[i]);
    } else if constexpr (F == form::ipv4_array_ref || F == form::ipv6_array_ref || F == form::struct_array_ref) {
        const std::size_t item = w.claim(std::size_t{member.size()} * e.element);
        for (std::uint32_t i = 0; i < member.size(); ++i) write_element(member[i], w.base + item + std::size_t{i} * e.element, w.agreed);
        write_reference(w, at, item, member.size(), start);
    } else if constexpr (F == form::string_array) {
        for (std::uint32_t i = 0; i < member.size(); ++i) put<form::string>(member[i], w, e, at + std::size_t{i} * 8, start);
    } else if constexpr (F == form::structure) {
        write_structure(member, w, at);
    } else if constexpr (F == form::struct_ref) {
        if (member) {
            write_referred(*member, w, at, start);
        } else {
            w.u32(at, 0);
            w.u32(at + 4, 0);
        }
    } else if constexpr (F == form::struct_ol_array) {
        for (std::uint32_t i = 0; i < member.size(); ++i) write_referred(member[i], w, at + std::size_t{i} * 8, start);
    } else if constexpr (F == form::struct_list_ref) {
        const std::size_t item = w.tail;
        if (!member.empty()) {
            w.u32(w.claim(4), member.size());
            for (const auto element : member) write_item(element, w);
        }
        const std::size_t n = w.tail - item;
        zero_bytes(w.base + w.tail, padding_of(n));
        w.tail = item + padded(n);
        write_reference(w, at, item, n, start);
        w.u32(at + 4, n);
    } else if constexpr (F == form::tlv) {
        const auto type = static_cast<tlv_type>(e.element);
        if constexpr (std::is_same_v<M, bytes>) {
            write_tlv(type, member, w.base + at);
        } else if constexpr (std::is_same_v<M, utf16>) {
            store_tlv_frame(w.base + at, type, static_cast<std::uint32_t>(member.size_bytes()));
            member.copy_to(w.base + at + tlv_header_size);
        } else {
            store_tlv_frame(w.base + at, type, member.size() * 2);
            for (std::uint32_t i = 0; i < member.size(); ++i) store_le(w.base + at + tlv_header_size + std::size_t{i} * 2, member[i]);
        }
    } else if constexpr (F == form::tlv_any) {
        write_tlv(member.type, member.data, w.base + at);
    } else {
        static_assert(F == form::tlv_list);
        for (const tlv t : member) {
            write_tlv(t.type, t.data, w.base + at);
            at += static_cast<std::size_t>(encoded_tlv_size(t.data.size()));
        }
    }
}

template <record T>
constexpr void write_structure(const T& value, writer& w, std::size_t start) noexcept {
    const layout_table& layout = layout_of<T>(w.agreed);
    std::size_t cursor = start;
    T::layout::each([&]<class F, std::size_t I>() {
        const field_entry& e = layout.fields[I];
        if (e.offset == field_entry::absent || !present<F>(value)) return;
        if constexpr (F::carries) {
            put<F::type>(value.*F::pointer, w, e, cursor, start);
            cursor += inline_size<F::type>(value.*F::pointer, e, w.agreed);
        } else {
            w.u32(cursor, F::value_of(value));
            cursor += 4;
        }
    });
}

/// Why a structure of `n` bytes cannot be written.
[[nodiscard]] constexpr error size_fault(std::size_t n, std::size_t capacity) noexcept {
    if (n > 0xffffffffu) return error{errc::too_large, 0};
    return n > capacity ? error::no_space(n) : error{};
}

/// True for the value of a member that nobody has set.
template <class M>
constexpr bool is_default(const M& member) noexcept {
    if constexpr (std::is_enum_v<M>) {
        return static_cast<std::uint64_t>(member) == 0;
    } else if constexpr (std::is_integral_v<M>) {
        return member == 0;
    } else if constexpr (requires { member.has_value(); }) {
        return !member.has_value();
    } else if constexpr (record<M>) {
        bool all = true;
        M::layout::each([&]<class F, std::size_t>() {
            if constexpr (F::carries) all = all && is_default(member.*F::pointer);
        });
        return all;
    } else if constexpr (requires { member.empty(); } && !requires { std::tuple_size<M>::value; }) {
        return member.empty();
    } else {
        return member == M{};
    }
}

/// Bytes that `max_bytes` limits.
template <class M>
constexpr std::uint64_t limited_size(const M& member) noexcept {
    if constexpr (requires { member.size_bytes(); }) {
        return member.size_bytes();
    } else {
        static_assert(requires { (*member.begin()).size_bytes(); }, "cdcnet: max_bytes limits text, lists of it, and bytes");
        std::uint64_t most = 0;
        for (const auto text : member) most = text.size_bytes() > most ? text.size_bytes() : most;
        return most;
    }
}

/// The levels above a structure: which field, and which of its elements, it is.
struct path {
    unsigned field{place::no_field};
    unsigned element{place::no_element};
    bool nested{};
};

/// What `build` refuses: members that would not reach the wire, or would make it inconsistent.
template <record T>
constexpr error check_value(const T& value, release r, tolerance t, path at) noexcept;

template <class M>
constexpr error check_elements(const M& member, release r, tolerance t, path at, unsigned field) noexcept {
    if constexpr (record<M>) {
        return check_value(member, r, t, at.nested ? at : path{field, place::no_element, true});
    } else if constexpr (requires { member.has_value(); }) {
        return member ? check_elements(*member, r, t, at, field) : error{};
    } else {
        unsigned i = 0;
        for (const auto element : member)
            if (error e = check_value(element, r, t, at.nested ? at : path{field, i++, true})) return e;
        return {};
    }
}

template <record T>
constexpr error check_value(const T& value, release r, tolerance t, path at) noexcept {
    error found;
    T::layout::each([&]<class F, std::size_t I>() {
        if constexpr (F::carries) {
            if (found) return;
            const auto& member = value.*F::pointer;
            const auto refuse = [&](errc code) {
                found = error{code, 0, at.nested ? place::of_field(at.field, at.element, I) : place::of_field(I)};
            };
            if constexpr (T::layout::versioned) {
                if (layout_of<T>(r).fields[I].offset == field_entry::absent) {
                    if (!is_default(member) && !T::layout::template elsewhere<F>(r)) refuse(errc::not_this_release);
                    return;
                }
            }
            if constexpr (F::conditional) {
                if (!present<F>(value)) {
                    if (!is_default(member)) refuse(errc::value);
                    return;
                }
            }
            if constexpr (F::type == form::bytes_ref_offset) {
                if (member.size() != (value.*F::linked_to).size()) return refuse(errc::size_mismatch);
            }
            if constexpr (F::rules.max_bytes != 0) {
                if (t == tolerance::strict && limited_size(member) > F::rules.max_bytes) return refuse(errc::too_long);
            }
            if constexpr (holds_structure<typename F::member>) found = check_elements(member, r, t, at, I);
        }
    });
    return found;
}

template <class M>
constexpr bool equal_members(const M& a, const M& b) noexcept;

template <record T>
constexpr bool equal_records(const T& a, const T& b) noexcept {
    bool same = true;
    T::layout::each([&]<class F, std::size_t>() {
        if constexpr (F::carries) same = same && equal_members(a.*F::pointer, b.*F::pointer);
    });
    return same;
}

template <class M>
constexpr bool equal_members(const M& a, const M& b) noexcept {
    if constexpr (record<M>) {
        return equal_records(a, b);
    } else if constexpr (std::is_same_v<M, bytes>) {
        return cdcnet::equal(a, b);
    } else if constexpr (requires { a.has_value(); }) {
        return a.has_value() == b.has_value() && (!a.has_value() || equal_members(*a, *b));
    } else if constexpr (sequence<M> && !requires { a == b; }) {
        if (a.size() != b.size()) return false;
        auto j = b.begin();
        for (const auto element : a) {
            if (!equal_members(element, *j)) return false;
            ++j;
        }
        return true;
    } else {
        return a == b;
    }
}

}  // namespace detail

namespace detail {

/// `validate`; a good structure of a simple layout passes without a loop over its table.  That costs code, and is left out where
/// code is to be small.
template <record T>
[[gnu::always_inline]] constexpr error check(bytes structure, release r, tolerance t) noexcept {
#ifndef __OPTIMIZE_SIZE__
    if constexpr (T::layout::rigid_fields + 1 >= T::layout::count) {
        validator v{structure};
        if (t == tolerance::standard && (!T::layout::versioned || r == release::v1) && structure.size() <= validator::most &&
            v.looks_good<tables<T, release::v1>::layout>())
            return {};
    }
#endif
    return validate(layout_of<T>(r), structure, t);
}

}  // namespace detail

/// Reads an information buffer whole.
///
/// Checks everything that `validate` checks, then fills a value whose strings, bytes and lists view `information_buffer`
/// and live no longer than it.  Fields of other releases keep their defaults.
/// \param agreed  the release that host and function negotiated
/// \return the value, or the first fault with field path and offset
template <record T>
[[gnu::always_inline]] constexpr result<T> parse(bytes information_buffer, release agreed = release::v1,
                                                 tolerance t = tolerance::standard) noexcept {
    if (error e = detail::check<T>(information_buffer, agreed, t)) return e;
    return {std::in_place, [&] { return detail::read_item<T>(information_buffer, agreed); }};
}

/// The exact size of the information buffer that `build` makes.
/// \return the bytes, or `too_large` above 2^32 - 1
template <record T>
constexpr result<std::uint32_t> encoded_size(const T& value, release agreed = release::v1) noexcept {
    const std::size_t n = detail::whole_size(value, agreed);
    if (const error e = detail::size_fault(n, detail::most_bytes)) return e;
    return static_cast<std::uint32_t>(n);
}

/// Writes an information buffer: the fields in order, then the referenced items in field order, each padded with
/// zeros to a multiple of 4.
/// \param out  the caller's buffer, from its first byte on; no member of `value` may view it
/// \param t    `strict` also refuses text and bytes above the limits of the specification (`too_long`)
/// \return the bytes written, or `no_space` with the size needed; `not_this_release` for a member that is set but has
///         no field in `agreed`; `value` for one whose condition does not hold; `size_mismatch`; `too_large`
template <record T>
constexpr result<bytes> build(mutable_bytes out, const T& value, release agreed = release::v1, tolerance t = tolerance::standard) noexcept {
    if (error e = detail::check_value(value, agreed, t, {})) return e;
    const std::size_t n = detail::whole_size(value, agreed);
    if (const error e = detail::size_fault(n, out.size())) return e;
    detail::writer w{out.data(), detail::head_size(value, agreed), agreed};
    detail::write_structure(value, w, 0);
    return detail::view_of(out.data(), n);
}

/// A checked information buffer that is read field by field.
template <record T>
class view {
public:
    constexpr view() noexcept = default;

    /// Checks the buffer once.  The view lives no longer than the buffer.
    static constexpr result<view> over(bytes information_buffer, release agreed = release::v1, tolerance t = tolerance::standard) noexcept {
        if (error e = detail::check<T>(information_buffer, agreed, t)) return e;
        view v;
        v.bytes_ = information_buffer;
        v.agreed_ = agreed;
        return v;
    }

    /// The member `P`, for instance `v.get<&connect_set::access_string>()`; its default when the release or the
    /// buffer does not have it.
    template <auto P>
    [[nodiscard]] constexpr auto get() const noexcept {
        typename detail::member_of<P>::type member{};
        if (checked()) detail::read_member<T, P>(member, detail::reader{bytes_, layout_of<T>(agreed_), agreed_});
        return member;
    }

    [[nodiscard]] constexpr bytes information_buffer() const noexcept { return bytes_; }
    [[nodiscard]] constexpr release agreed() const noexcept { return agreed_; }

private:
    [[nodiscard]] constexpr bool checked() const noexcept { return agreed_ != release{}; }

    bytes bytes_{};
    release agreed_{};
};

/// True when both values would read the same: text, bytes and lists are compared by content.
template <record T>
[[nodiscard]] constexpr bool equal(const T& a, const T& b) noexcept {
    return detail::equal_records(a, b);
}

}  // namespace cdcnet::mbim
