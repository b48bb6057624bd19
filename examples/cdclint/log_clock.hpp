// SPDX-License-Identifier: BSL-1.0
/// \file
/// The times that the lines of a log begin with.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>

namespace cdclint {

/// Reads times in lines; what a run of bytes gets is that of its own line, or of one that stands between it and the run before.
///
/// Understood are a time of day and seconds in brackets, both with a fraction of three digits or more: times in whole
/// seconds are too coarse for the rules, of which the shortest time is 1.25 s.
///
///     2013-10-08 15:29:41.123 ...     [12:01:07.250] ...     15:29:41,123 ...
///     <debug> [1695297313.372391] ...     [    7.123456] ...
class log_clock {
public:
    /// Takes the line with this number.
    void line(std::uint64_t number, std::string_view text);
    /// Nanoseconds from a start that all times of the log have in common, for the run that begins at `line`.  Runs are asked for in
    /// their order.
    [[nodiscard]] std::optional<std::int64_t> time_of(std::uint64_t line);

private:
    enum class kind : std::uint8_t { none, time_of_day, seconds };
    struct stamp {
        std::uint64_t line{};
        std::int64_t time_ns{};
    };

    [[nodiscard]] std::int64_t over_midnight(std::int64_t time_of_day) noexcept;

    kind kind_{kind::none};  ///< of the first time; others count from elsewhere
    std::int64_t days_{};
    std::int64_t last_of_day_{};
    std::deque<stamp> stamps_;  ///< behind the last run that was asked for
};

}  // namespace cdclint
