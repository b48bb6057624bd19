// SPDX-License-Identifier: BSL-1.0
/// \file
/// Payloads of TLVs that no table of fields describes: items of varying size without alignment, back to back up to the
/// end.  `parse`, `encoded_size` and `build` for them; the types are in `snssai.hpp`, `tai_list.hpp` and `ursp.hpp`.
/// Source: `reference/messages.json`, tlv_payloads.
#pragma once

#include <cdcnet/mbim/codec.hpp>

namespace cdcnet::mbim {
namespace detail {

/// How a `T` lies in bytes that may go on behind it.  Specialised for each type, with
///
///     check(rest, size, t)  says what is wrong at the start of `rest`, or sets the bytes that the item takes, at least 1
///     read(item)            reads an item that has been checked
///     refuse(value)         says what cannot be written
///     size(value)           the bytes that `write` writes
///     write(value, to)
///     open(value)           true when the item takes all that follows; may be left out
template <class T>
struct packing;

template <class T>
[[nodiscard]] constexpr bool is_open([[maybe_unused]] const T& value) noexcept {
    if constexpr (requires { packing<T>::open(value); }) {
        return packing<T>::open(value);
    } else {
        return false;
    }
}

}  // namespace detail

/// A payload that is read and written by a rule of its own, not by a layout.
template <class T>
concept packed = requires(const T& value) { detail::packing<T>::size(value); };

/// Items of varying size back to back, up to the end: on the wire, or the caller's.  Views what it was made from and owns
/// nothing; to be read in order.
template <class T>
class packed_list {
public:
    using value_type = T;

    constexpr packed_list() noexcept = default;
    /// The caller's items; they must outlive the list.
    template <detail::elements_of<T> C>
    constexpr packed_list(const C& own) noexcept : own_{own.data()}, count_{own.size()} {}  // NOLINT(google-explicit-constructor)
    template <std::size_t N>
    constexpr packed_list(const T (&own)[N]) noexcept : own_{own}, count_{N} {}  // NOLINT(google-explicit-constructor)
    /// The items in wire bytes that have been checked; `parse` does both.
    static constexpr packed_list over_checked(bytes wire) noexcept {
        packed_list list;
        list.wire_ = wire;
        return list;
    }

    class iterator {
    public:
        using value_type = T;
        using difference_type = std::ptrdiff_t;

        constexpr iterator() noexcept = default;
        constexpr T operator*() const noexcept { return own_ != nullptr ? *own_ : detail::packing<T>::read(rest_.first(size_)); }
        constexpr iterator& operator++() noexcept {
            if (own_ != nullptr) {
                ++own_;
                --left_;
            } else {
                rest_ = rest_.subspan(size_);
                measure();
            }
            return *this;
        }
        constexpr iterator operator++(int) noexcept {
            const iterator old = *this;
            ++*this;
            return old;
        }
        /// For iterators of one list.
        friend constexpr bool operator==(const iterator& a, const iterator& b) noexcept {
            return a.left_ == b.left_ && a.rest_.size() == b.rest_.size();
        }

    private:
        friend class packed_list;
        constexpr void measure() noexcept {
            size_ = rest_.size();
            if (size_ == 0) return;
            // Cannot fail: the list has been checked.
            if (detail::packing<T>::check(rest_, size_, tolerance::standard)) size_ = rest_.size();
        }

        const T* own_{};
        std::size_t left_{};
        bytes rest_{};
        std::size_t size_{};
    };

    [[nodiscard]] constexpr iterator begin() const noexcept {
        iterator it;
        it.own_ = own_;
        it.left_ = count_;
        it.rest_ = wire_;
        it.measure();
        return it;
    }
    [[nodiscard]] constexpr iterator end() const noexcept { return {}; }
    [[nodiscard]] constexpr bool empty() const noexcept { return count_ == 0 && wire_.empty(); }

    /// Equal items in the same order, wherever they are kept.
    friend constexpr bool operator==(const packed_list& a, const packed_list& b) noexcept {
        iterator i = a.begin();
        iterator j = b.begin();
        for (; i != a.end() && j != b.end(); ++i, ++j)
            if (!(*i == *j)) return false;
        return i == a.end() && j == b.end();
    }

private:
    const T* own_{};
    std::size_t count_{};
    bytes wire_{};
};

namespace detail {

template <class T>
struct packing<packed_list<T>> {
    static constexpr error check(bytes rest, std::size_t& size, tolerance t) noexcept {
        for (std::size_t at = 0; at < rest.size();) {
            std::size_t item{};
            if (error e = packing<T>::check(rest.subspan(at), item, t)) return e.shifted(at);
            at += item;
        }
        size = rest.size();
        return {};
    }
    static constexpr packed_list<T> read(bytes item) noexcept { return packed_list<T>::over_checked(item); }
    static constexpr error refuse(const packed_list<T>& list) noexcept {
        bool open = false;
        for (const T item : list) {
            if (open) return error{errc::value, 0};
            if (error e = packing<T>::refuse(item)) return e;
            open = is_open(item);
        }
        return {};
    }
    static constexpr std::uint64_t size(const packed_list<T>& list) noexcept {
        std::uint64_t n = 0;
        for (const T item : list) n += packing<T>::size(item);
        return n;
    }
    static constexpr void write(const packed_list<T>& list, std::byte* to) noexcept {
        for (const T item : list) {
            packing<T>::write(item, to);
            to += packing<T>::size(item);
        }
    }
};

/// Text that is the whole payload.
template <>
struct packing<utf16> {
    static constexpr error check(bytes rest, std::size_t& size, tolerance) noexcept {
        size = rest.size();
        return size % 2 == 0 ? error{} : error{errc::odd_size, 0};
    }
    static constexpr utf16 read(bytes item) noexcept { return utf16::over(item); }
    static constexpr error refuse(const utf16&) noexcept { return {}; }
    static constexpr std::uint64_t size(const utf16& text) noexcept { return text.size_bytes(); }
    static constexpr void write(const utf16& text, std::byte* to) noexcept { text.copy_to(to); }
};

/// 16-bit numbers that are the whole payload.
template <>
struct packing<array_view<std::uint16_t>> {
    static constexpr error check(bytes rest, std::size_t& size, tolerance) noexcept {
        size = rest.size();
        return size % 2 == 0 ? error{} : error{errc::odd_size, 0};
    }
    static constexpr array_view<std::uint16_t> read(bytes item) noexcept {
        return array_view<std::uint16_t>::over_checked(item.data(), static_cast<std::uint32_t>(item.size() / 2), release::v1);
    }
    static constexpr error refuse(const array_view<std::uint16_t>&) noexcept { return {}; }
    static constexpr std::uint64_t size(const array_view<std::uint16_t>& table) noexcept { return std::uint64_t{table.size()} * 2; }
    static constexpr void write(const array_view<std::uint16_t>& table, std::byte* to) noexcept {
        for (std::uint32_t i = 0; i < table.size(); ++i) store_le(to + std::size_t{i} * 2, table[i]);
    }
};

}  // namespace detail

/// Reads the data of a TLV: `parse<nssai>(t.data)`.
///
/// Checks all items first.  What the value views, it views in `data`, and lives no longer.
/// \param t  `strict` refuses bytes behind a single item (`trailing_bytes`), and padding of TLVs inside that is not zero
/// \return the value, or the first fault: `length` or `outside` where the bytes end too early, `count` where they cannot hold
///         the number of elements, `value` for a length that nothing has; its offset counts from the start of `data`
template <packed T>
[[nodiscard]] constexpr result<T> parse(bytes data, tolerance t = tolerance::standard) noexcept {
    std::size_t size{};
    if (error e = detail::packing<T>::check(data, size, t)) return e;
    if (t == tolerance::strict && size != data.size()) return error{errc::trailing_bytes, size};
    return detail::packing<T>::read(data.first(size));
}

/// The exact size of the data that `build` makes.
/// \return the bytes, or `too_large` above 2^32 - 1
template <packed T>
[[nodiscard]] constexpr result<std::uint32_t> encoded_size(const T& value) noexcept {
    const std::uint64_t n = detail::packing<T>::size(value);
    if (n > 0xffffffffu) return error{errc::too_large, 0};
    return static_cast<std::uint32_t>(n);
}

/// Writes the data of a TLV.
/// \param out  the caller's buffer, from its first byte on; nothing in `value` may view it
/// \return the bytes written, or `no_space` with the size needed; `too_large` for what its length or count field cannot say;
///         `value` for members that exclude each other, and for an item of unknown type that is not the last one
template <packed T>
[[nodiscard]] constexpr result<bytes> build(mutable_bytes out, const T& value) noexcept {
    if (error e = detail::packing<T>::refuse(value)) return e;
    const auto n = encoded_size(value);
    if (!n) return n.error();
    if (*n > out.size()) return error::no_space(*n);
    detail::packing<T>::write(value, out.data());
    return bytes{out.data(), *n};
}

}  // namespace cdcnet::mbim
