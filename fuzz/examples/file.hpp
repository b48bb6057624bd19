// SPDX-License-Identifier: BSL-1.0
/// \file
/// Files in memory, for the readers of the examples.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cdcdump/console.hpp>
#include <cdcdump/input.hpp>
#include <printable.hpp>
#include <string>

#include "../json.hpp"
#include "../property.hpp"

namespace fuzz {

/// A file with these bytes; it has a name as long as the object lives.
class memory_file {
public:
    explicit memory_file(cdcnet::bytes content) : descriptor_{::memfd_create("input", 0)} {
        PROPERTY(descriptor_ >= 0);
        PROPERTY(::write(descriptor_, content.data(), content.size()) == static_cast<::ssize_t>(content.size()));
    }
    memory_file(const memory_file&) = delete;
    memory_file& operator=(const memory_file&) = delete;
    ~memory_file() { ::close(descriptor_); }

    [[nodiscard]] std::string name() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

private:
    int descriptor_;
};

/// What is printed, kept.
class printed {
public:
    printed() : file_{::open_memstream(&text_, &size_)} { PROPERTY(file_ != nullptr); }
    printed(const printed&) = delete;
    printed& operator=(const printed&) = delete;
    ~printed() {
        std::fclose(file_);
        std::free(text_);  // NOLINT: open_memstream() has allocated it
    }
    [[nodiscard]] std::FILE* file() const { return file_; }
    [[nodiscard]] std::string_view text() {
        std::fflush(file_);
        return {text_, size_};
    }

private:
    char* text_{};
    std::size_t size_{};
    std::FILE* file_;
};

/// A terminal obeys nothing of it but its line feeds.
inline void check_printable(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        PROPERTY(end != std::string_view::npos);
        PROPERTY(examples::printable(text.substr(0, end)) == text.substr(0, end));
        text.remove_prefix(end + 1);
    }
}

/// Every line is a JSON value, and a terminal obeys nothing of it.
inline void check_json_lines(std::string_view text) {
    check_printable(text);
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        PROPERTY(end != std::string_view::npos);
        const std::string_view line = text.substr(0, end);
        if (!json::valid(line)) std::fprintf(stderr, "%.*s\n", static_cast<int>(end), line.data());
        PROPERTY(json::valid(line));
        text.remove_prefix(end + 1);
    }
}

}  // namespace fuzz
