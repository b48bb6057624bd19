// SPDX-License-Identifier: BSL-1.0
/// \file
/// Standard output with colours, and progress on standard error.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace cdcdump {

/// Colours by meaning.
enum class paint : std::uint8_t { plain, dim, to_device, to_host, good, bad, name };

/// Collects text and writes it in large pieces.
class console {
public:
    explicit console(std::FILE* to, bool colour) : to_{to}, colour_{colour} {}
    console(const console&) = delete;
    console& operator=(const console&) = delete;
    ~console() { flush(); }

    /// The text that is not written yet; append to it.
    [[nodiscard]] std::string& text() noexcept { return text_; }

    /// Appends text in a colour.
    void put(std::string_view what, paint with = paint::plain);

    /// Ends a record: a line that is seen at once when a person or a pipe waits for it, else one of many.
    void end_record();
    void flush();
    /// False after a write failed (a full disk; a closed pipe ends the program by itself).
    [[nodiscard]] bool good() const noexcept { return good_; }

    /// Writes every record at once.
    void set_immediate(bool on) noexcept { immediate_ = on; }

private:
    std::FILE* to_;
    bool colour_;
    bool immediate_{};
    bool good_{true};
    std::string text_;
};

/// A line on a terminal that tells how far a long input has been read.
class progress_line {
public:
    /// \param size  of the input in bytes, 0 when it is not known
    progress_line(bool on, std::string_view name, std::uint64_t size);
    progress_line(const progress_line&) = delete;
    progress_line& operator=(const progress_line&) = delete;
    ~progress_line();

    /// Cheap enough to call for every packet.
    template <class Position>
    void tick(const Position& position) {
        if (on_ && (++ticks_ & 0x3fff) == 0) show(position());
    }

private:
    void show(std::uint64_t position);

    bool on_;
    bool shown_{};
    std::string name_;
    std::uint64_t size_;
    std::uint64_t ticks_{};
};

}  // namespace cdcdump
