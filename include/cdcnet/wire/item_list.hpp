// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the lists of TLVs have in common: items behind headers of their own, back to back, or the caller's array of items.
#pragma once

#include <array>
#include <cdcnet/wire/bytes.hpp>
#include <gsl/span>

namespace cdcnet::detail {

/// Items of type `T` on the wire, or the caller's.  Views what it was made from and owns nothing.
///
/// `Wire` tells of a checked item at `p` its value, `read(p)`, and the bytes that it takes, `size(p)`; padding may be cut.
/// Fewer bytes than `Wire::header_size` behind the last item are no item.
template <class T, class Wire>
class item_list {
public:
    constexpr item_list() noexcept = default;
    /// The caller's items; they must outlive the list.
    constexpr item_list(gsl::span<const T> own) noexcept : own_{own} {}  // NOLINT(google-explicit-constructor)
    template <std::size_t N>
    constexpr item_list(const T (&own)[N]) noexcept : own_{own} {}  // NOLINT(google-explicit-constructor)
    template <std::size_t N>
    constexpr item_list(const std::array<T, N>& own) noexcept : own_{own} {}  // NOLINT(google-explicit-constructor)

    class iterator {
    public:
        constexpr T operator*() const noexcept { return own_ != nullptr ? *own_ : Wire::read(wire_.data()); }
        constexpr iterator& operator++() noexcept {
            if (own_ != nullptr) {
                ++own_;
            } else {
                const std::size_t size = Wire::size(wire_.data());
                wire_ = size < wire_.size() ? wire_.subspan(size) : bytes{};
            }
            return *this;
        }
        /// Compares with the end only.
        friend constexpr bool operator==(const iterator& a, const iterator& b) noexcept {
            return a.own_ == b.own_ && (a.wire_.size() < Wire::header_size) == (b.wire_.size() < Wire::header_size);
        }

    private:
        friend class item_list;
        const T* own_{};
        bytes wire_{};
    };

    [[nodiscard]] constexpr iterator begin() const noexcept {
        iterator it;
        it.own_ = own_.empty() ? nullptr : own_.data();
        it.wire_ = wire_;
        return it;
    }
    [[nodiscard]] constexpr iterator end() const noexcept {
        iterator it;
        it.own_ = own_.empty() ? nullptr : own_.data() + own_.size();
        return it;
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return begin() == end(); }

    /// Equal items in the same order, wherever they are kept.
    friend constexpr bool operator==(const item_list& a, const item_list& b) noexcept {
        iterator i = a.begin();
        iterator j = b.begin();
        for (; i != a.end() && j != b.end(); ++i, ++j)
            if (!(*i == *j)) return false;
        return i == a.end() && j == b.end();
    }

protected:
    bytes wire_{};  ///< checked

private:
    gsl::span<const T> own_{};
};

}  // namespace cdcnet::detail
