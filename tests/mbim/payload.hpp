// SPDX-License-Identifier: BSL-1.0
/// \file
/// The checks that every payload without a layout gets.
#pragma once

#include <algorithm>
#include <cdcnet/mbim/packed.hpp>

#include "wire.hpp"

namespace wire_test {

/// True when the value builds to exactly these bytes, and they are read as the value in both tolerances.
template <packed T>
constexpr bool same(const T& value, bytes wire) {
    std::array<std::byte, 512> out{};
    for (std::byte& b : out) b = std::byte{0xee};
    const auto size = encoded_size(value);
    const auto done = build(out, value);
    if (!size || *size != wire.size() || !done || !equal(*done, wire) || out[wire.size()] != std::byte{0xee}) return false;
    const auto standard = parse<T>(wire);
    const auto strict = parse<T>(wire, tolerance::strict);
    return standard && strict && *standard == value && *strict == value;
}

/// Both built and parsed at run time, at every alignment; every prefix is refused at a byte of it, except at the sizes in
/// `whole`, where an item ends; and a buffer that is too small says how much is needed.
template <packed T>
void check_payload(const T& value, bytes wire, std::vector<std::size_t> whole = {}) {
    CHECK(same(value, wire));
    for (std::size_t shift = 0; shift < 8; ++shift) {
        const copied input{wire, shift};
        const auto read = parse<T>(input);
        REQUIRE(read);
        CHECK(*read == value);
    }
    for (std::size_t n = 0; n < wire.size(); ++n) {
        INFO("the first " << n << " of " << wire.size() << " bytes");
        const copied prefix{wire.first(n)};
        const auto read = parse<T>(prefix);
        const bool expected = std::find(whole.begin(), whole.end(), n) != whole.end();
        CHECK(static_cast<bool>(read) == expected);
        if (!read) CHECK(read.error().offset() <= n);
        std::vector<std::byte> small(n);
        CHECK(build(mutable_bytes{small}, value).error() == error::no_space(wire.size()));
    }
}

/// Reading fails with exactly this error.
template <packed T>
void check_payload_refused(bytes wire, errc code, std::uint32_t offset, tolerance t = tolerance::standard) {
    const error found = parse<T>(copied{wire}, t).error();
    CHECK_MESSAGE(found == error(code, offset), text(found) << ", expected " << name_of(code).data() << " at byte " << offset);
}

/// Building fails with exactly this error.
template <packed T>
void check_value_refused(const T& value, errc code) {
    std::vector<std::byte> room(1 << 17);
    CHECK(build(mutable_bytes{room}, value).error() == error(code, 0));
}

}  // namespace wire_test
