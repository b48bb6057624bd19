// SPDX-License-Identifier: BSL-1.0
/// \file
/// The members of a message that repeat.  Each view holds either wire bytes that have been checked, or the caller's
/// elements for building; it owns neither, and what it was made from must outlive it.
#pragma once

#include <cdcnet/mbim/tlv.hpp>
#include <cdcnet/wire/address.hpp>
#include <cdcnet/wire/utf16.hpp>
#include <cdcnet/wire/uuid.hpp>
#include <optional>

namespace cdcnet::mbim {

namespace detail {

/// Reads a `T` from its checked bytes; defined for structures in codec.hpp.
template <class T>
constexpr T read_item(bytes item, release r) noexcept;

/// The bytes of one `T` in an array.
template <class T>
constexpr std::uint32_t item_size(release r) noexcept;

/// Where the `T` at the start of checked bytes ends.
template <class T>
constexpr std::size_t item_extent(bytes rest, release r) noexcept;

/// An iterator over anything with `operator[]`.
template <class View>
class index_iterator {
public:
    using value_type = typename View::value_type;
    using difference_type = std::ptrdiff_t;

    constexpr index_iterator() noexcept = default;
    constexpr index_iterator(const View& view, std::uint32_t index) noexcept : view_{view}, index_{index} {}
    constexpr value_type operator*() const noexcept { return view_[index_]; }
    constexpr index_iterator& operator++() noexcept {
        ++index_;
        return *this;
    }
    constexpr index_iterator operator++(int) noexcept {
        const index_iterator old = *this;
        ++index_;
        return old;
    }
    friend constexpr bool operator==(const index_iterator& a, const index_iterator& b) noexcept { return a.index_ == b.index_; }

private:
    View view_{};
    std::uint32_t index_{};
};

/// What the caller may hand over as elements of a view.
template <class C, class T>
concept elements_of = requires(const C& c) {
    { c.data() } -> std::convertible_to<const T*>;
    c.size();
};

}  // namespace detail

/// Elements of fixed size, back to back.
template <class T>
class array_view {
public:
    using value_type = T;

    constexpr array_view() noexcept = default;
    /// The caller's elements, at most 2^32 - 1.
    template <detail::elements_of<T> C>
    constexpr array_view(const C& own) noexcept  // NOLINT(google-explicit-constructor)
        : own_{own.data()}, size_{static_cast<std::uint32_t>(own.size())} {}
    template <std::size_t N>
    constexpr array_view(const T (&own)[N]) noexcept : own_{own}, size_{N} {}  // NOLINT(google-explicit-constructor)
    /// `count` elements in checked wire bytes.
    static constexpr array_view over_checked(const std::byte* wire, std::uint32_t count, release r) noexcept {
        array_view v;
        v.wire_ = wire;
        v.size_ = count;
        v.release_ = r;
        return v;
    }

    [[nodiscard]] constexpr std::uint32_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
    /// \pre `i < size()`; checked
    [[nodiscard]] constexpr T operator[](std::uint32_t i) const noexcept {
        Expects(i < size_);
        if (own_ != nullptr) return own_[i];
        const std::uint32_t n = detail::item_size<T>(release_);
        return detail::read_item<T>(bytes{wire_ + std::size_t{i} * n, n}, release_);
    }
    [[nodiscard]] constexpr detail::index_iterator<array_view> begin() const noexcept { return {*this, 0}; }
    [[nodiscard]] constexpr detail::index_iterator<array_view> end() const noexcept { return {*this, size_}; }

private:
    const std::byte* wire_{};
    const T* own_{};
    std::uint32_t size_{};
    release release_{release::v1};
};

/// Strings or structures, each behind its own offset and size.
template <class T>
class ref_list {
public:
    using value_type = T;

    constexpr ref_list() noexcept = default;
    /// The caller's elements, at most 2^32 - 1.
    template <detail::elements_of<T> C>
    constexpr ref_list(const C& own) noexcept  // NOLINT(google-explicit-constructor)
        : own_{own.data()}, size_{static_cast<std::uint32_t>(own.size())} {}
    template <std::size_t N>
    constexpr ref_list(const T (&own)[N]) noexcept : own_{own}, size_{N} {}  // NOLINT(google-explicit-constructor)
    /// `count` pairs at byte `table` of a checked structure.
    static constexpr ref_list over_checked(const std::byte* structure, std::uint32_t table, std::uint32_t count, release r) noexcept {
        ref_list v;
        v.wire_ = structure;
        v.table_ = table;
        v.size_ = count;
        v.release_ = r;
        return v;
    }

    [[nodiscard]] constexpr std::uint32_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
    /// \pre `i < size()`; checked
    [[nodiscard]] constexpr T operator[](std::uint32_t i) const noexcept {
        Expects(i < size_);
        if (own_ != nullptr) return own_[i];
        const std::byte* pair = wire_ + table_ + std::size_t{i} * 8;
        const auto n = load_le<std::uint32_t>(pair + 4);
        // The offset of an empty item may be anything.
        return detail::read_item<T>(n == 0 ? bytes{} : bytes{wire_ + load_le<std::uint32_t>(pair), n}, release_);
    }
    [[nodiscard]] constexpr detail::index_iterator<ref_list> begin() const noexcept { return {*this, 0}; }
    [[nodiscard]] constexpr detail::index_iterator<ref_list> end() const noexcept { return {*this, size_}; }

private:
    const std::byte* wire_{};
    const T* own_{};
    std::uint32_t table_{};
    std::uint32_t size_{};
    release release_{release::v1};
};

/// Structures back to back, each followed by its own strings; to be read in order.
template <class T>
class record_list {
public:
    using value_type = T;

    constexpr record_list() noexcept = default;
    /// The caller's elements, at most 2^32 - 1.
    template <detail::elements_of<T> C>
    constexpr record_list(const C& own) noexcept  // NOLINT(google-explicit-constructor)
        : own_{own.data()}, size_{static_cast<std::uint32_t>(own.size())} {}
    template <std::size_t N>
    constexpr record_list(const T (&own)[N]) noexcept : own_{own}, size_{N} {}  // NOLINT(google-explicit-constructor)
    /// A checked block: u32 count, then the structures.
    static constexpr record_list over_checked(bytes block, release r) noexcept {
        record_list v;
        if (block.empty()) return v;
        v.size_ = load_le<std::uint32_t>(block.data());
        v.wire_ = block.subspan(4);
        v.release_ = r;
        return v;
    }

    class iterator {
    public:
        constexpr T operator*() const noexcept { return own_ != nullptr ? *own_ : detail::read_item<T>(rest_, release_); }
        constexpr iterator& operator++() noexcept {
            --left_;
            if (own_ != nullptr) {
                ++own_;
            } else {
                rest_ = rest_.subspan(detail::item_extent<T>(rest_, release_));
            }
            return *this;
        }
        friend constexpr bool operator==(const iterator& a, const iterator& b) noexcept { return a.left_ == b.left_; }

    private:
        friend class record_list;
        const T* own_{};
        bytes rest_{};
        std::uint32_t left_{};
        release release_{release::v1};
    };

    [[nodiscard]] constexpr std::uint32_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] constexpr iterator begin() const noexcept {
        iterator it;
        it.own_ = own_;
        it.rest_ = wire_;
        it.left_ = size_;
        it.release_ = release_;
        return it;
    }
    [[nodiscard]] constexpr iterator end() const noexcept { return {}; }

private:
    bytes wire_{};
    const T* own_{};
    std::uint32_t size_{};
    release release_{release::v1};
};

}  // namespace cdcnet::mbim
