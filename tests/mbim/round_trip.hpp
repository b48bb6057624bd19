// SPDX-License-Identifier: BSL-1.0
/// \file
/// What every message of a service must stand, in every release: values survive building and parsing, and no damage to the
/// bytes makes the parser look outside them or invent data.  One source of `tests/mbim/round_trip` for each service.
///
/// Here is what needs the types of the messages, as little as there can be of it: a handful of functions for each message
/// and two for each type of a member.  The checks themselves are in `round_trip.cpp` and see no types.
#pragma once

#include <doctest/doctest.h>

#include <cdcnet/mbim/codec.hpp>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace round_trip {

using namespace cdcnet;
using namespace cdcnet::mbim;

inline constexpr release releases[] = {mbimex::v1, mbimex::v2, mbimex::v3, mbimex::v4};

class maker;
class account;

/// What can be done with a member without its type.
struct member_type {
    void (*set)(void* member, maker&, const field_entry&);
    void (*tell)(const void* member, account&);
};
/// The member that a field carries; `type` is null for a field that carries none.
struct member {
    const member_type* type{};
    const void* in_blank{};  ///< the member in the blank value of its structure
};
/// A structure without its type.  Its values may be copied byte by byte.
struct record_type {
    const layout_table& (*layout)(release);
    const layout_names* names{};
    const member* members{};  ///< one for each field of the layout
    const void* blank{};      ///< the value of which nothing is set
    std::size_t size{};

    /// The member of field `i` in a value; null when that field carries none.
    [[nodiscard]] void* member_in(void* value, std::size_t i) const {
        return members[i].type == nullptr ? nullptr : static_cast<char*>(value) + offset(i);
    }
    [[nodiscard]] const void* member_in(const void* value, std::size_t i) const {
        return members[i].type == nullptr ? nullptr : static_cast<const char*>(value) + offset(i);
    }

private:
    [[nodiscard]] std::ptrdiff_t offset(std::size_t i) const {
        return static_cast<const char*>(members[i].in_blank) - static_cast<const char*>(blank);
    }
};
/// A message without its type.
struct message_type {
    command_id id{};
    const record_type* record{};
    result<bytes> (*build)(mutable_bytes out, const void* value, release, tolerance);
    result<std::uint32_t> (*encoded_size)(const void* value, release);
    bool (*equal)(const void* a, const void* b);
    error (*parse)(bytes wire, release, tolerance, void* into);
    /// Sets every member from a view.
    error (*read_lazily)(bytes wire, release, tolerance, void* into);
};

/// How much of a value is set.
enum class style {
    nothing,
    every_member,  ///< with short text and two elements
    maximal,       ///< with text and bytes as long as they may be, and many elements
};

/// How many ways there are to fill a message: one for each field with a condition, at least one.
unsigned variants(const layout_table&);

/// Fills members with values that are all different and not the default, and owns what views refer to.
class maker {
public:
    maker(release r, style s, unsigned variant) : release_{r}, style_{s}, variant_{variant} {}
    maker(const maker&) = delete;
    maker& operator=(const maker&) = delete;
    virtual ~maker() = default;

    void fill(void* value, const record_type& type);

    virtual std::uint64_t number();
    void octets(std::byte* to, std::size_t size);
    bytes octets(const field_entry&);
    utf16 text16(const field_entry&);
    utf8 text8(const field_entry&);
    virtual tlv one_tlv();
    /// The number of elements of a list, never 0.
    virtual std::size_t elements();
    /// Memory for elements or text, kept as long as this.
    void* room(std::size_t size);

protected:
    virtual void set(void* member, const member_type& type, const field_entry& e, const field_name&) { type.set(member, *this, e); }
    virtual std::uint32_t next() { return ++last_; }
    /// The number of characters or bytes of something that holds `limit`, if that is not 0; never 0.
    virtual std::size_t length(std::size_t usual, std::size_t most, std::size_t limit);

private:
    struct links;

    release release_;
    style style_;
    unsigned variant_;
    unsigned depth_{};
    std::uint32_t last_{};
    links* links_{};
    std::vector<std::unique_ptr<std::max_align_t[]>> kept_;
};

/// A value without its type, and what it refers to.
class value {
public:
    explicit value(const record_type& type) : own_{new std::max_align_t[type.size / sizeof(std::max_align_t) + 1]} {
        std::memcpy(own_.get(), type.blank, type.size);
    }
    [[nodiscard]] void* get() { return own_.get(); }
    [[nodiscard]] const void* get() const { return own_.get(); }

private:
    std::unique_ptr<std::max_align_t[]> own_;
};

/// Tells a value as a sequence of octets, the same for equal values, and watches what the value refers to.
class account {
public:
    /// Of a value that has been made.
    explicit account(release r) : release_{r} {}
    /// Of a value that has been parsed from `whole`.
    account(release r, bytes whole) : release_{r}, whole_{whole}, parsed_{true} {}

    void record(const void* value, const record_type& type);

    void number(std::uint64_t n);
    void octets(const std::byte* data, std::size_t size);  ///< which the value holds itself
    void range(bytes b);                                   ///< which it refers to
    void text(const utf16& t);
    void text(const utf8& t);
    void elements(std::size_t n);
    /// One more element is there.  False when they are more than bytes that could hold them.
    bool element();

    [[nodiscard]] const std::string& content() const { return content_; }
    /// Something differs from the default.
    [[nodiscard]] bool is_set() const { return is_set_; }
    /// Everything that the release has differs from the default.
    [[nodiscard]] bool is_full() const { return is_full_; }
    /// Nothing lies outside the buffer, and there are not more elements than bytes.
    [[nodiscard]] bool is_inside() const { return inside_; }

private:
    void put(std::uint64_t n);
    /// False when they lie outside of what was parsed.
    bool refers_to(bytes b);
    void seen(bool set);

    release release_;
    bytes whole_{};
    bool parsed_{};
    std::string content_;
    bool is_set_{};
    bool is_full_{true};
    bool inside_{true};
    std::size_t elements_{};
};

// --- members -------------------------------------------------------------------------------------------------------

template <class Integer>
void set_number(void* member, maker& m, const field_entry&) {
    const auto n = static_cast<Integer>(m.number());
    std::memcpy(member, &n, sizeof n);
}
template <class Integer>
void tell_number(const void* member, account& a) {
    Integer n{};
    std::memcpy(&n, member, sizeof n);
    a.number(static_cast<std::uint64_t>(n));
}

template <class M>
constexpr member_type type_of() noexcept;
template <class M>
inline constexpr member_type type_for = type_of<M>();
template <class T>
constexpr const record_type& record_for();

template <class M>
void set_member(void* member, maker& m, const field_entry& e) {
    M& value = *static_cast<M*>(member);
    if constexpr (record<M>) {
        m.fill(member, record_for<M>());
    } else if constexpr (std::is_same_v<M, utf16>) {
        value = m.text16(e);
    } else if constexpr (std::is_same_v<M, utf8>) {
        value = m.text8(e);
    } else if constexpr (std::is_same_v<M, bytes>) {
        value = m.octets(e);
    } else if constexpr (std::is_same_v<M, tlv>) {
        value = m.one_tlv();
    } else if constexpr (requires { value.octets; }) {
        m.octets(value.octets.data(), value.octets.size());
    } else if constexpr (requires { value.emplace(); }) {
        set_member<typename M::value_type>(&value.emplace(), m, e);
    } else if constexpr (requires { std::tuple_size<M>::value; }) {
        m.octets(value.data(), value.size());
    } else {
        using element = std::remove_cvref_t<decltype(*value.begin())>;
        const std::size_t n = m.elements();
        auto* const first = static_cast<element*>(m.room(n * sizeof(element)));
        for (std::size_t i = 0; i < n; ++i) type_for<element>.set(new (first + i) element{}, m, e);
        value = M{gsl::span<const element>{first, n}};
    }
}

template <class M>
void tell_member(const void* member, account& a) {
    const M& value = *static_cast<const M*>(member);
    if constexpr (record<M>) {
        a.record(member, record_for<M>());
    } else if constexpr (std::is_same_v<M, utf16> || std::is_same_v<M, utf8>) {
        a.text(value);
    } else if constexpr (std::is_same_v<M, bytes>) {
        a.range(value);
    } else if constexpr (std::is_same_v<M, tlv>) {
        a.number(static_cast<std::uint64_t>(value.type));
        a.range(value.data);
    } else if constexpr (requires { value.octets; }) {
        a.octets(value.octets.data(), value.octets.size());
    } else if constexpr (requires { value.has_value(); }) {
        a.elements(value.has_value() ? 1 : 0);
        if (value.has_value()) type_for<typename M::value_type>.tell(&*value, a);
    } else if constexpr (requires { std::tuple_size<M>::value; }) {
        a.octets(value.data(), value.size());
    } else {
        std::size_t n = 0;
        for (auto i = value.begin(); i != value.end() && a.element(); ++i) ++n;
        a.elements(n);
        for (auto i = value.begin(); n != 0; ++i, --n) {
            const auto element = *i;
            type_for<std::remove_cvref_t<decltype(element)>>.tell(&element, a);
        }
    }
}

template <class M>
constexpr member_type type_of() noexcept {
    if constexpr (std::is_same_v<M, std::int32_t>) {
        return {&set_number<std::int32_t>, &tell_number<std::int32_t>};
    } else if constexpr (std::is_integral_v<M> || std::is_enum_v<M>) {
        if constexpr (sizeof(M) == 1) return {&set_number<std::uint8_t>, &tell_number<std::uint8_t>};
        if constexpr (sizeof(M) == 2) return {&set_number<std::uint16_t>, &tell_number<std::uint16_t>};
        if constexpr (sizeof(M) == 4) return {&set_number<std::uint32_t>, &tell_number<std::uint32_t>};
        if constexpr (sizeof(M) == 8) return {&set_number<std::uint64_t>, &tell_number<std::uint64_t>};
    } else {
        return {&set_member<M>, &tell_member<M>};
    }
}

// --- structures ----------------------------------------------------------------------------------------------------

/// Converts to the type of any member, to count them.
struct any_member {
    template <class T>
        requires(!std::is_same_v<T, std::u16string_view> && !std::is_same_v<T, std::string_view>)
    constexpr operator T() const noexcept {  // NOLINT(google-explicit-constructor)
        return T{};
    }
};
template <class T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
    return requires { T{(void(I), any_member{})...}; };
}
/// Whether an aggregate has no more than `N` members.
template <class T, std::size_t N>
constexpr bool has_no_more_than() {
    return !takes<T>(std::make_index_sequence<N + 1>{});
}

template <class F, class T>
constexpr const void* carried_by(const T& value) {
    if constexpr (F::carries) {
        return &(value.*F::pointer);
    } else {
        return nullptr;
    }
}

template <class T, class Layout>
struct layout_parts;
template <class T, literal Name, class... F>
struct layout_parts<T, fields<Name, F...>> {
    static constexpr T blank{};
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T> && alignof(T) <= alignof(std::max_align_t));

    /// The number of different members that the fields carry.
    static constexpr std::size_t carried() {
        const void* const all[] = {carried_by<F>(blank)..., nullptr};
        std::size_t n = 0;
        for (std::size_t i = 0; i < sizeof...(F); ++i) {
            bool first = all[i] != nullptr;
            for (std::size_t j = 0; j < i; ++j) first = first && all[j] != all[i];
            n += first ? 1 : 0;
        }
        return n;
    }
    /// No member is left out of the layout, here and in the structures that the fields hold.
    static constexpr bool complete() { return has_no_more_than<T, carried()>() && (below<typename F::member>() && ...); }

    static constexpr member members[] = {{F::carries ? &type_for<typename F::member> : nullptr, carried_by<F>(blank)}..., {}};

private:
    template <class M>
    static constexpr bool below() {
        if constexpr (mbim::detail::holds_structure<M>) {
            using part = mbim::detail::structure_of<M>;
            return layout_parts<part, typename part::layout>::complete();
        } else {
            return true;
        }
    }
};
template <class T>
using parts_of = layout_parts<T, typename T::layout>;

template <class T>
inline constexpr record_type record_table{&layout_of<T>, &names_of<T>(), parts_of<T>::members, &parts_of<T>::blank, sizeof(T)};
template <class T>
constexpr const record_type& record_for() {
    return record_table<T>;
}

// --- messages ------------------------------------------------------------------------------------------------------

template <class T>
struct message_functions {
    static result<bytes> build(mutable_bytes out, const void* value, release r, tolerance t) {
        return mbim::build(out, *static_cast<const T*>(value), r, t);
    }
    static result<std::uint32_t> encoded_size(const void* value, release r) { return mbim::encoded_size(*static_cast<const T*>(value), r); }
    static bool equal(const void* a, const void* b) { return mbim::equal(*static_cast<const T*>(a), *static_cast<const T*>(b)); }
    static error parse(bytes wire, release r, tolerance t, void* into) {
        const auto parsed = mbim::parse<T>(wire, r, t);
        if (!parsed) return parsed.error();
        *static_cast<T*>(into) = *parsed;
        return {};
    }
    static error read_lazily(bytes wire, release r, tolerance t, void* into) {
        const auto lazy = view<T>::over(wire, r, t);
        if (!lazy) return lazy.error();
        get(*lazy, *static_cast<T*>(into), static_cast<typename T::layout*>(nullptr));
        return {};
    }

private:
    template <literal Name, class... F>
    static void get(const view<T>& lazy, T& into, fields<Name, F...>*) {
        (get_one<F>(lazy, into), ...);
    }
    template <class F>
    static void get_one(const view<T>& lazy, T& into) {
        if constexpr (F::carries) into.*F::pointer = lazy.template get<F::pointer>();
    }
};

template <command T>
message_type message_for() {
    static_assert(parts_of<T>::complete(), "a member is missing in the layout");
    using functions = message_functions<T>;
    return {T::id,
            &record_for<T>(),
            &functions::build,
            &functions::encoded_size,
            &functions::equal,
            &functions::parse,
            &functions::read_lazily};
}

/// The messages of a service.
using messages = std::vector<message_type>;

/// The messages of every service that a source checks with `check_service`; sources that are linked together share it.
std::vector<const messages*>& all_services_checked();

void check(const messages&);

template <class List>
struct listed;
template <class... T>
struct listed<message_list<T...>> {
    static inline const messages list = [] { return messages{message_for<T>()...}; }();
    static inline const bool known = (all_services_checked().push_back(&list), true);
};

/// Checks the messages of a service.
template <class Messages>
void check_service() {
    static_cast<void>(listed<Messages>::known);
    check(listed<Messages>::list);
}

}  // namespace round_trip
