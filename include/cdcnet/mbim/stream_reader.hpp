// SPDX-License-Identifier: BSL-1.0
/// \file
/// Frames of the control channel out of a stream of bytes: a serial line, a pseudo terminal, a socket, mbim-proxy.  USB delivers
/// frames one by one and needs none of this.
///
///     mbim::stream_reader in{memory};
///     in.received(read(fd, in.room()));
///     for (bytes frame = in.next(); !frame.empty(); frame = in.next()) host.receive(frame, now);
#pragma once

#include <cdcnet/mbim/message.hpp>

namespace cdcnet::mbim {

/// Collects bytes until a frame is whole.  What cannot be the start of a frame is skipped, up to the next 8 bytes that can: a
/// known MessageType, and a MessageLength that counts at least the header and not more than there is memory for.
class stream_reader {
public:
    constexpr stream_reader() noexcept = default;
    /// \param memory  bounds MessageLength; as large as the largest frame that the other side may send
    explicit constexpr stream_reader(mutable_bytes memory) noexcept : memory_{memory} { Expects(memory.size() >= message_header::size); }

    /// Where the next bytes go.  Never empty after `next` has returned nothing.  Frames given out before are gone then.
    [[nodiscard]] constexpr mutable_bytes room() noexcept {
        if (begin_ == 0) return memory_.subspan(end_);
        for (std::size_t i = begin_; i < end_; ++i) memory_[i - begin_] = memory_[i];
        end_ -= begin_;
        begin_ = 0;
        return memory_.subspan(end_);
    }
    /// So many bytes have been written to the room.
    constexpr void received(std::size_t n) noexcept {
        Expects(n <= memory_.size() - end_);
        end_ += n;
    }

    /// The next frame that is whole; none when more bytes are needed.  It stays until the next call of `room`.
    [[nodiscard]] constexpr bytes next() noexcept {
        while (end_ - begin_ >= start_size) {
            const std::byte* const at = memory_.data() + begin_;
            const auto length = load_le<std::uint32_t>(at + 4);
            if (!is_known(static_cast<message_type>(load_le<std::uint32_t>(at))) || length < message_header::size ||
                length > memory_.size()) {
                ++begin_;
                ++skipped_;
                continue;
            }
            if (length > end_ - begin_) break;
            begin_ += length;
            return {at, length};
        }
        return {};
    }

    /// Bytes that were not part of a frame.
    [[nodiscard]] constexpr std::uint64_t skipped() const noexcept { return skipped_; }
    /// Forgets what has come of the next frame.
    constexpr void reset() noexcept { begin_ = end_ = 0; }

private:
    static constexpr std::size_t start_size = 8;  // MessageType and MessageLength

    mutable_bytes memory_{};
    std::size_t begin_{};
    std::size_t end_{};
    std::uint64_t skipped_{};
};

}  // namespace cdcnet::mbim
