// SPDX-License-Identifier: BSL-1.0
/// \file
/// Constant tables that are sorted when they are compiled and searched by halves.  In place of <algorithm>, whose inclusion
/// costs more than what is needed of it.
#pragma once

#include <array>
#include <cstddef>

namespace cdcnet::detail {

/// The first element whose key is not below `wanted`; `last` when there is none.
template <class T, class Wanted, class Key>
[[nodiscard]] constexpr const T* lower_bound(const T* first, const T* last, const Wanted& wanted, Key key) noexcept {
    while (first != last) {
        const T* middle = first + (last - first) / 2;
        if (key(*middle) < wanted) {
            first = middle + 1;
        } else {
            last = middle;
        }
    }
    return first;
}

/// The element with this key; null when there is none.
template <class T, class Wanted, class Key>
[[nodiscard]] constexpr const T* find_sorted(const T* first, const T* last, const Wanted& wanted, Key key) noexcept {
    const T* found = lower_bound(first, last, wanted, key);
    return found != last && key(*found) == wanted ? found : nullptr;
}

/// The list in the order of its keys; equal keys keep their order.
template <class T, std::size_t N, class Key>
[[nodiscard]] constexpr std::array<T, N> sorted(std::array<T, N> list, Key key) noexcept {
    for (std::size_t n = 1; n < N; ++n) {
        const T moved = list[n];
        std::size_t at = n;
        for (; at > 0 && key(moved) < key(list[at - 1]); --at) list[at] = list[at - 1];
        list[at] = moved;
    }
    return list;
}

/// True when no key is below the one before it.
template <class List, class Key>
[[nodiscard]] constexpr bool is_sorted(const List& list, Key key) noexcept {
    for (std::size_t i = 1; i < list.size(); ++i)
        if (key(list[i]) < key(list[i - 1])) return false;
    return true;
}

/// True when each key is above the one before it: sorted, and each key stands once.
template <class List, class Key>
[[nodiscard]] constexpr bool is_ascending(const List& list, Key key) noexcept {
    for (std::size_t i = 1; i < list.size(); ++i)
        if (!(key(list[i - 1]) < key(list[i]))) return false;
    return true;
}

}  // namespace cdcnet::detail
