// SPDX-License-Identifier: BSL-1.0
/// \file
/// What every message of a service must stand, in every release: values survive building and parsing, and no damage to the
/// bytes makes the parser look outside them or invent data.  One source of `tests/mbim/round_trip` for each service.
#pragma once

#include <doctest/doctest.h>

#include <cdcnet/mbim/codec.hpp>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace round_trip {

using namespace cdcnet;
using namespace cdcnet::mbim;

inline constexpr release releases[] = {mbimex::v1, mbimex::v2, mbimex::v3, mbimex::v4};

/// Calls `f.template operator()<T>()` for each message.
template <class F, class... T>
void each_message(message_list<T...>, F f) {
    (f.template operator()<T>(), ...);
}
/// As `each_message`, for each release that has the message.
template <class Messages, class F>
void each_layout(F f) {
    each_message(Messages{}, [&]<command T>() {
        for (const release r : releases) {
            if (!T::id.in(r)) continue;
            INFO(T::layout::name << " in release " << static_cast<unsigned>(r));
            f.template operator()<T>(r);
        }
    });
}

// --- the members of a structure ------------------------------------------------------------------------------------

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
/// The number of members of an aggregate.
template <class T, std::size_t N = 0>
constexpr std::size_t members() {
    if constexpr (takes<T>(std::make_index_sequence<N + 1>{})) {
        return members<T, N + 1>();
    } else {
        return N;
    }
}

/// The number of different members that the fields of a layout carry.
template <class T>
constexpr std::size_t carried() {
    std::size_t n = 0;
    T::layout::each([&]<class F, std::size_t I>() {
        if constexpr (F::carries) {
            bool first = true;
            T::layout::each([&]<class G, std::size_t J>() {
                if constexpr (G::carries && J < I) first = first && !mbim::detail::same_member<F::pointer, G::pointer>;
            });
            n += first ? 1 : 0;
        }
    });
    return n;
}

/// No member is left out of the layout, here and in the structures that the fields hold.
template <class T>
constexpr bool complete() {
    bool all = members<T>() == carried<T>();
    T::layout::each([&]<class F, std::size_t>() {
        if constexpr (F::carries) {
            if constexpr (mbim::detail::holds_structure<typename F::member>)
                all = all && complete<mbim::detail::structure_of<typename F::member>>();
        }
    });
    return all;
}

/// True when a later field exists only for some values of `F`'s member.
template <class T, class F>
constexpr bool decides() {
    bool any = false;
    T::layout::each([&]<class G, std::size_t>() { any = any || mbim::detail::is_condition_of<F, G>(); });
    return any;
}
/// How many ways there are to fill a message: one for each field with a condition, at least one.
template <class T>
constexpr unsigned variants() {
    unsigned n = 0;
    T::layout::each([&]<class F, std::size_t>() { n += F::conditional ? 1 : 0; });
    return n == 0 ? 1 : n;
}

// --- values --------------------------------------------------------------------------------------------------------

/// Fills members with values that are all different and not the default, and owns what views refer to.
class filler {
public:
    explicit filler(release r, unsigned variant = 0) : release_{r}, variant_{variant} {}

    template <record T>
    void fill(T& value) {
        const layout_table& layout = layout_of<T>(release_);
        T::layout::each([&]<class F, std::size_t I>() {
            if constexpr (F::carries) {
                const field_entry& e = layout.fields[I];
                if (e.offset == field_entry::absent || !mbim::detail::present<F>(value)) return;
                auto& member = value.*F::pointer;
                if constexpr (decides<T, F>()) {
                    member = condition_of<T, F>();
                } else if constexpr (F::type == form::bytes_ref_offset) {
                    const std::size_t size = (value.*F::linked_to).size();
                    member = octets(size == 0 ? next() % 5 + 3 : size);
                } else if constexpr (F::type == form::bytes_tail) {
                    member = octets(e.unpadded ? 7 : 8);
                } else if constexpr (std::is_same_v<typename F::member, bytes>) {
                    member = octets(limited(next() % 4 + 5, e.max_bytes));
                } else {
                    set(member, e);
                }
            }
        });
    }

private:
    std::uint32_t next() { return ++last_; }
    static std::size_t limited(std::size_t n, std::size_t most) { return most == 0 || n < most ? n : most; }

    template <class T, class F>
    auto condition_of() const {
        typename F::member chosen{};
        unsigned i = 0;
        T::layout::each([&]<class G, std::size_t>() {
            if constexpr (G::conditional) {
                if (i++ == variant_ && mbim::detail::is_condition_of<F, G>()) chosen = static_cast<typename F::member>(G::condition_value);
            }
        });
        return chosen;
    }

    template <class M>
    void set(M& member, const field_entry& e) {
        if constexpr (std::is_enum_v<M> || std::is_integral_v<M>) {
            member = static_cast<M>((next() & 0x3f) + 1);
        } else if constexpr (record<M>) {
            fill(member);
        } else if constexpr (std::is_same_v<M, utf16>) {
            member = text(e);
        } else if constexpr (std::is_same_v<M, utf8>) {
            member = utf8{texts8_.emplace_back("text " + std::to_string(next()))};
        } else if constexpr (requires { member.octets; }) {
            for (auto& octet : member.octets) octet = static_cast<std::byte>(next());
        } else if constexpr (std::is_same_v<M, tlv>) {
            member = one_tlv();
        } else if constexpr (std::is_same_v<M, tlv_list>) {
            member = gsl::span<const tlv>{keep(std::vector<tlv>{one_tlv(), one_tlv()})};
        } else if constexpr (requires { member.emplace(); }) {
            set(member.emplace(), e);
        } else if constexpr (requires { std::tuple_size<M>::value; }) {
            for (auto& octet : member) octet = static_cast<std::byte>(next());
        } else {
            using element = typename M::value_type;
            std::vector<element> two(2);
            for (element& one : two) set(one, e);
            member = M{keep(std::move(two))};
        }
    }

    utf16 text(const field_entry& e) {
        const std::size_t n = limited(next() % 3 + 3, e.max_bytes / 2u);
        std::u16string& own = texts_.emplace_back();
        for (std::size_t i = 0; i < n; ++i) own += static_cast<char16_t>(0x100 + next());
        return own;
    }
    bytes octets(std::size_t n) {
        std::vector<std::byte> own(n);
        for (std::byte& b : own) b = static_cast<std::byte>(next() % 0xff + 1);
        return keep(std::move(own));
    }
    tlv one_tlv() { return {static_cast<tlv_type>(next() & 0x1f), octets(next() % 4 + 5)}; }

    template <class T>
    const std::vector<T>& keep(std::vector<T> own) {
        auto shared = std::make_shared<std::vector<T>>(std::move(own));
        kept_.push_back(shared);
        return *shared;
    }

    release release_;
    unsigned variant_;
    std::uint32_t last_{};
    std::deque<std::u16string> texts_;
    std::deque<std::string> texts8_;
    std::vector<std::shared_ptr<void>> kept_;
};

/// Fills a `T` in each way and calls `f` with it.
template <record T, class F>
void each_value(release r, F f) {
    for (unsigned variant = 0; variant < variants<T>(); ++variant) {
        filler fill{r, variant};
        T value{};
        fill.fill(value);
        f(value);
    }
}

/// Bytes of exactly their size on the heap, so that a sanitizer sees every read beside them.
class exact {
public:
    exact(const std::byte* from, std::size_t size) : own_{new std::byte[size]}, size_{size} { copy_bytes(own_.get(), from, size); }
    [[nodiscard]] bytes view() const { return {own_.get(), size_}; }
    std::byte* data() { return own_.get(); }

private:
    std::unique_ptr<std::byte[]> own_;
    std::size_t size_;
};

template <record T>
std::vector<std::byte> built(const T& value, release r) {
    std::vector<std::byte> out(4096, std::byte{0xa5});
    const auto made = build(mutable_bytes{out}, value, r, tolerance::strict);
    REQUIRE_MESSAGE(made, name_of(made.error().code()) << " in field " << made.error().where().field());
    out.resize(made->size());
    return out;
}

// --- what a parsed value refers to ---------------------------------------------------------------------------------

/// Visits every string, every run of bytes and every element of a parsed value.
class walker {
public:
    explicit walker(bytes whole) : whole_{whole} {}

    template <class M>
    void visit(const M& member) {
        if constexpr (std::is_same_v<M, utf16> || std::is_same_v<M, utf8>) {
            text(member);
        } else if constexpr (std::is_same_v<M, bytes>) {
            range(member);
        } else if constexpr (std::is_same_v<M, tlv>) {
            range(member.data);
        } else if constexpr (record<M>) {
            M::layout::each([&]<class F, std::size_t>() {
                if constexpr (F::carries) visit(member.*F::pointer);
            });
        } else if constexpr (requires { member.has_value(); }) {
            if (member) visit(*member);
        } else if constexpr (requires { member.begin(); } && !requires { std::tuple_size<M>::value; }) {
            for (const auto element : member) {
                ++elements_;
                if (!bounded()) return;
                visit(element);
            }
        } else {
            sum_ = sum_ + sizeof(member);
        }
    }

    /// Nothing lies outside the buffer.
    [[nodiscard]] bool inside() const { return inside_; }
    /// There are not more elements than bytes that could hold them.
    [[nodiscard]] bool bounded() const { return elements_ <= whole_.size(); }

private:
    template <class Text>
    void text(const Text& t) {
        if (t.empty()) return;
        inside_ = inside_ && t.is_wire();
        range(t.wire_bytes());
        for (std::size_t i = 0; i < t.size(); ++i) sum_ = sum_ + static_cast<unsigned>(t[i]);
    }
    void range(bytes b) {
        if (b.empty()) return;
        const std::less_equal<const std::byte*> before;
        inside_ = inside_ && before(whole_.data(), b.data()) && before(b.data() + b.size(), whole_.data() + whole_.size());
        for (const std::byte octet : b) sum_ = sum_ + static_cast<unsigned>(octet);
    }

    bytes whole_;
    bool inside_{true};
    std::size_t elements_{};
    volatile std::uint64_t sum_{};  ///< keeps the reads
};

/// `part` is read from a prefix of what `whole` is read from: members are whole, empty, or cut where the layout is open.
template <class M>
bool is_part(const M& part, const M& whole) {
    if (mbim::detail::equal_members(part, whole) || mbim::detail::is_default(part)) return true;
    if constexpr (std::is_same_v<M, bytes>) {
        return part.size() < whole.size() && equal(part, whole.first(part.size()));
    } else if constexpr (std::is_same_v<M, tlv_list>) {
        auto w = whole.begin();
        for (const tlv t : part) {
            if (w == whole.end() || !(t == *w)) return false;
            ++w;
        }
        return true;
    } else {
        return false;
    }
}
template <record T>
bool is_part_of(const T& part, const T& whole) {
    bool all = true;
    T::layout::each([&]<class F, std::size_t>() {
        if constexpr (F::carries) all = all && is_part(part.*F::pointer, whole.*F::pointer);
    });
    return all;
}

/// The end of the structure is where the buffer ends: bytes or TLVs to the end.
template <record T>
constexpr bool open_end() {
    bool any = false;
    T::layout::each([&]<class F, std::size_t>() { any = any || F::type == form::bytes_tail || F::type == form::tlv_list; });
    return any;
}

template <record T>
bool safe(bytes wire, release r, tolerance t) {
    const auto parsed = parse<T>(wire, r, t);
    const auto lazy = view<T>::over(wire, r, t);
    if (bool(parsed) != bool(lazy)) return false;
    if (!parsed) return parsed.error().offset() <= wire.size();
    walker walk{wire};
    walk.visit(*parsed);
    return walk.inside() && walk.bounded() && bool(encoded_size(*parsed, r));
}

/// No member is left out of a layout.
template <class Messages>
void nothing_left_out() {
    std::size_t n = 0;
    each_message(Messages{}, [&]<command T>() {
        static_assert(complete<T>(), "a member is missing in the layout");
        ++n;
    });
    MESSAGE(n << " structures");
}

/// Every member set.
template <class Messages>
void every_member_set() {
    each_layout<Messages>([]<command T>(release r) {
        each_value<T>(r, [&](const T& value) {
            T::layout::each([&]<class F, std::size_t I>() {
                if constexpr (F::carries) {
                    const bool here = layout_of<T>(r).fields[I].offset != field_entry::absent && mbim::detail::present<F>(value);
                    CHECK_MESSAGE((!here || !mbim::detail::is_default(value.*F::pointer)), F::name << " is not filled");
                }
            });
            const auto wire = built(value, r);
            CHECK(encoded_size(value, r).value() == wire.size());
            for (const tolerance t : {tolerance::standard, tolerance::strict}) {
                const auto back = parse<T>(bytes{wire}, r, t);
                REQUIRE_MESSAGE(back, name_of(back.error().code()) << " at " << back.error().offset());
                CHECK(mbim::equal(*back, value));
                CHECK(built(*back, r) == wire);
                const auto lazy = view<T>::over(bytes{wire}, r, t);
                REQUIRE(lazy);
                T::layout::each([&]<class F, std::size_t>() {
                    if constexpr (F::carries) CHECK(mbim::detail::equal_members(lazy->template get<F::pointer>(), value.*F::pointer));
                });
            }
        });
    });
}

/// Nothing set.
template <class Messages>
void nothing_set() {
    each_layout<Messages>([]<command T>(release r) {
        const auto wire = built(T{}, r);
        for (const tolerance t : {tolerance::standard, tolerance::strict}) {
            const auto back = parse<T>(bytes{wire}, r, t);
            REQUIRE_MESSAGE(back, name_of(back.error().code()) << " at " << back.error().offset());
            CHECK(mbim::equal(*back, T{}));
        }
    });
}

/// An output buffer that is too small says how much is needed.
template <class Messages>
void too_small() {
    each_layout<Messages>([]<command T>(release r) {
        each_value<T>(r, [&](const T& value) {
            const std::size_t needed = built(value, r).size();
            if (needed == 0) return;
            std::vector<std::byte> out(needed - 1);
            const auto made = build(mutable_bytes{out}, value, r);
            REQUIRE_FALSE(made);
            CHECK(made.error().code() == errc::no_space);
            CHECK(made.error().needed() == needed);
        });
    });
}

/// A member of another release is refused, not dropped.
template <class Messages>
void other_release() {
    each_layout<Messages>([]<command T>(release r) {
        for (const release other : releases) {
            if (!T::id.in(other)) continue;
            each_value<T>(other, [&](const T& value) {
                bool lost = false;
                T::layout::each([&]<class F, std::size_t I>() {
                    if constexpr (F::carries) {
                        const bool here = layout_of<T>(r).fields[I].offset != field_entry::absent;
                        lost = lost || (!here && !T::layout::template elsewhere<F>(r) && !mbim::detail::is_default(value.*F::pointer));
                    }
                });
                if (!lost) return;
                std::vector<std::byte> out(4096);
                const auto made = build(mutable_bytes{out}, value, r);
                REQUIRE_FALSE(made);
                CHECK(made.error().code() == errc::not_this_release);
            });
        }
    });
}

/// Every prefix is refused, or read as the part that it is.
template <class Messages>
void prefixes() {
    std::size_t prefixes = 0;
    each_layout<Messages>([&]<command T>(release r) {
        each_value<T>(r, [&](const T& value) {
            const auto wire = built(value, r);
            for (std::size_t n = 0; n < wire.size(); ++n, ++prefixes) {
                const exact cut{wire.data(), n};
                INFO(n << " of " << wire.size() << " bytes");
                const auto strict = parse<T>(cut.view(), r, tolerance::strict);
                if (strict) CHECK((open_end<T>() && is_part_of(*strict, value)));
                const auto standard = parse<T>(cut.view(), r);
                if (!standard) continue;
                // All there is missing is padding, or the layout allows an earlier end.
                const bool same = mbim::equal(*standard, value);
                if (same && wire.size() - n < 4) continue;
                CHECK((open_end<T>() || T::layout::has_optional));
                CHECK(is_part_of(*standard, value));
            }
        });
    });
    MESSAGE(prefixes << " prefixes");
}

/// No word of a message leads outside.
template <class Messages>
void words() {
    std::size_t buffers = 0;
    each_layout<Messages>([&]<command T>(release r) {
        each_value<T>(r, [&](const T& value) {
            const auto wire = built(value, r);
            const auto n = static_cast<std::uint32_t>(wire.size());
            exact damaged{wire.data(), wire.size()};
            for (std::size_t at = 0; at + 4 <= wire.size(); at += 4) {
                for (const std::uint32_t word : {0u, 1u, n - 1, n, n + 1, 0x7fffffffu, 0x80000000u, 0xffffffffu}) {
                    store_le(damaged.data() + at, word);
                    ++buffers;
                    const bool good = safe<T>(damaged.view(), r, tolerance::standard) && safe<T>(damaged.view(), r, tolerance::strict);
                    if (!good) FAIL_CHECK("word " << word << " at " << at);
                }
                copy_bytes(damaged.data() + at, wire.data() + at, 4);
            }
        });
    });
    MESSAGE(buffers << " buffers");
}

/// All of the above for the messages of a service.
template <class Messages>
void check_service() {
    SUBCASE("no member is left out of a layout") { nothing_left_out<Messages>(); }
    SUBCASE("every member set") { every_member_set<Messages>(); }
    SUBCASE("nothing set") { nothing_set<Messages>(); }
    SUBCASE("an output buffer that is too small says how much is needed") { too_small<Messages>(); }
    SUBCASE("a member of another release is refused, not dropped") { other_release<Messages>(); }
    SUBCASE("every prefix is refused, or read as the part that it is") { prefixes<Messages>(); }
    SUBCASE("no word of a message leads outside") { words<Messages>(); }
}

}  // namespace round_trip
