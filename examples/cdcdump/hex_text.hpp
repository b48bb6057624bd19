// SPDX-License-Identifier: BSL-1.0
/// \file
/// Bytes out of text: the logs of modem managers and hex dumps of every common kind.
#pragma once

#include <cdcnet/wire/bytes.hpp>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "origin.hpp"

namespace cdcdump {

/// What the text may look like.
enum class text_dialect : std::uint8_t {
    any,  ///< decided line by line
    log,  ///< only `data = ...` and runs of hex inside lines
    hex,  ///< only lines that are nothing but hex, with or without an offset in front and characters behind
};

/// Bytes that stand together in a text.
struct hex_run {
    cdcnet::bytes data{};
    std::uint64_t line{};  ///< where they begin, from 1
    direction way{direction::unknown};
};

/// Collects the bytes of a text, line by line.
///
/// Understood are, with anything in front of them:
///
///     <<<<<<   data   = 01:00:00:00:10:00:00:00:...      a log; further lines of hex continue it
///     [12:01:07] rx 03:00:00:80 ...                      at least 12 bytes that begin like a message or a block
///     0300008038000000...                                hex, in one line or in several
///     00000010: 0300 0080 3800 0000  ....8...            dumps of xxd, hexdump -C, tcpdump -X and Wireshark
///
/// A run ends with another line of text, with an empty line, with a new start, and when it holds all bytes that its
/// own header announces.  It ends, too, where a `*` of a dump stands for more than may be repeated in all: 16 MiB, or a text of a few
/// hundred lines would stand for gigabytes.
class hex_text {
public:
    using sink = std::function<void(const hex_run&)>;

    hex_text(text_dialect dialect, sink out) : dialect_{dialect}, out_{std::move(out)} {}

    /// Takes one line without its end.
    void line(std::string_view text);
    /// The text ends here.
    void finish();

    /// How many runs there were.
    [[nodiscard]] std::uint64_t runs() const noexcept { return runs_; }
    /// The line behind the first `*` whose rows were left out; 0 when there was none.
    [[nodiscard]] std::uint64_t left_out() const noexcept { return left_out_; }

private:
    enum class pending_kind : std::uint8_t { none, marked, bare, dump };

    void begin(pending_kind kind, direction way);
    void flush();
    bool take_marked(std::string_view text, direction way);
    bool take_dump_row(std::string_view text);
    void repeat_row(std::uint64_t end);
    bool take_bare(std::string_view text);
    bool take_embedded(std::string_view text, direction way);

    text_dialect dialect_;
    sink out_;
    std::vector<std::byte> pending_;
    std::vector<std::byte> scratch_;
    pending_kind kind_{pending_kind::none};
    direction way_{direction::unknown};
    std::uint64_t number_{};  ///< of the current line
    std::uint64_t first_{};   ///< line where the pending run begins
    std::uint64_t runs_{};
    std::uint64_t left_out_{};
    std::size_t repeated_{};  ///< bytes that stars have added
    bool log_seen_{};         ///< a `data =` line was there: bare hex elsewhere is chance
    bool repeat_{};           ///< a `*` of a dump stands for rows equal to the last one
    std::size_t row_{};       ///< bytes in the last row of a dump
};

}  // namespace cdcdump
