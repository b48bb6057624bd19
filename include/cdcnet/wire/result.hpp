// SPDX-License-Identifier: BSL-1.0
/// \file
/// A value or an error.
#pragma once

#include <cdcnet/wire/error.hpp>
#include <gsl/assert>
#include <type_traits>
#include <utility>

namespace cdcnet {

/// What a function that can fail returns.  Reading the value of a failed result is a mistake of the caller's code and
/// ends in the contract violation handler of GSL; wire data can never cause it.
template <class T>
class [[nodiscard]] result {
public:
    using value_type = T;

    constexpr result(const T& value) noexcept : value_{value} {}        // NOLINT(google-explicit-constructor)
    constexpr result(T&& value) noexcept : value_{std::move(value)} {}  // NOLINT(google-explicit-constructor)
    /// The value that `make()` returns, made where it stays.
    template <class Make>
    constexpr result(std::in_place_t, Make make) noexcept : value_{make()} {}
    constexpr result(cdcnet::error e) noexcept : error_{e} { Expects(static_cast<bool>(e)); }  // NOLINT(google-explicit-constructor)

    [[nodiscard]] constexpr bool has_value() const noexcept { return !error_; }
    constexpr explicit operator bool() const noexcept { return has_value(); }

    /// The error; none when there is a value.
    [[nodiscard]] constexpr cdcnet::error error() const noexcept { return error_; }

    [[nodiscard]] constexpr const T& value() const& noexcept {
        Expects(has_value());
        return value_;
    }
    [[nodiscard]] constexpr T&& value() && noexcept {
        Expects(has_value());
        return std::move(value_);
    }
    [[nodiscard]] constexpr const T& operator*() const& noexcept { return value(); }
    [[nodiscard]] constexpr T&& operator*() && noexcept { return std::move(*this).value(); }
    [[nodiscard]] constexpr const T* operator->() const noexcept { return &value(); }

    /// The value, or `other` when there is none.
    [[nodiscard]] constexpr T value_or(T other) const noexcept { return has_value() ? value_ : other; }

private:
    T value_{};
    cdcnet::error error_{};
};

}  // namespace cdcnet
