// SPDX-License-Identifier: BSL-1.0
/// \file
/// Copying parsed datagrams out of a transfer whose memory is about to be used again.
#pragma once

#include <cdcnet/ncm/detail/copy.hpp>

namespace cdcnet::ncm {

/// Copies a datagram into memory of the caller and returns the part of it that was written.  `to` may be larger, and must
/// not overlap the datagram.  `errc::no_space` with the size that suffices when it is smaller; nothing is written then.
///
///     for (const ncm::datagram d : *block)
///         if (const auto packet = ncm::copy_out(d, pool.next())) deliver(d.stream, *packet);
[[nodiscard]] constexpr result<mutable_bytes> copy_out(const datagram& d, mutable_bytes to) noexcept {
    const std::size_t size = d.bytes.size();
    if (size > to.size()) return error::no_space(size);
    if (size != 0) detail::copy_datagram(to.data(), d.bytes.data(), size);
    return to.first(size);
}

}  // namespace cdcnet::ncm
