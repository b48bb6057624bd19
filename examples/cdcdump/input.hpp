// SPDX-License-Identifier: BSL-1.0
/// \file
/// Opening an input and telling its format.
#pragma once

#include <cdcnet/wire/bytes.hpp>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace cdcdump {

/// An input that cannot be read; `what()` is one sentence for the user.
struct unreadable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The forms of input.
enum class input_format : std::uint8_t {
    detect,   ///< by the first bytes
    capture,  ///< pcap or pcapng
    log,      ///< text with `data = 01:00:...` or a run of hex bytes in its lines
    hex,      ///< text that is nothing but hex, with or without offsets
    text,     ///< log or hex, decided line by line
    raw,      ///< the bytes of control messages or NTBs, one after the other
};

/// Tells the format by the first bytes of a file; `detect` when they belong to none.
[[nodiscard]] input_format format_of(cdcnet::bytes first) noexcept;

/// True when a control message or an NTB can start with these bytes (at least 4).
[[nodiscard]] bool starts_message_or_block(cdcnet::bytes data) noexcept;

/// A file, or standard input when its name is `-`.
class input {
public:
    /// Opens it.  Throws `unreadable`.
    explicit input(std::string name);

    /// As given by the user; `standard input` for `-`.
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] std::FILE* stream() const noexcept { return stream_.get(); }
    /// Hands the stream over to somebody who closes it.
    [[nodiscard]] std::FILE* release() noexcept { return stream_.release(); }

    /// The size in bytes; 0 when it is not known.
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

    /// The first bytes, at most 4, which stay to be read.  Throws `unreadable`.
    [[nodiscard]] std::vector<std::byte> peek();

    /// All bytes.  Throws `unreadable`.
    [[nodiscard]] std::vector<std::byte> read_all();

    /// The next line without its end; false at the end of the input.  Throws `unreadable`.
    bool read_line(std::string& line);

private:
    struct closer {
        void operator()(std::FILE* stream) const noexcept {
            if (stream != stdin) std::fclose(stream);
        }
    };
    [[noreturn]] void fail(int error_number) const;

    std::string name_;
    std::unique_ptr<std::FILE, closer> stream_;
    std::uint64_t size_{};
};

}  // namespace cdcdump
