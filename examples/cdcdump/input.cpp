// SPDX-License-Identifier: BSL-1.0
#include "input.hpp"

#include <sys/stat.h>

#include <array>
#include <cdcnet/wire/endian.hpp>
#include <cerrno>
#include <cstring>

namespace cdcdump {

namespace {

/// Bytes fetched from the kernel at once; small reads would cost more than the decoding.
constexpr std::size_t buffer_size = std::size_t{1} << 20;

/// A longer line is read in pieces of this size: no log needs more, and a file without line ends must not fill memory.
constexpr std::size_t longest_line = std::size_t{16} << 20;

bool is_capture_magic(std::uint32_t magic) noexcept {
    constexpr std::array known{
        0xa1b2c3d4u, 0xd4c3b2a1u,  // pcap, microseconds
        0xa1b23c4du, 0x4d3cb2a1u,  // pcap, nanoseconds
        0xa1b2cd34u, 0x34cdb2a1u,  // pcap with longer packet headers
        0x0a0d0d0au,               // pcapng section header
    };
    for (const std::uint32_t one : known)
        if (magic == one) return true;
    return false;
}

bool is_text(cdcnet::bytes data) noexcept {
    for (const std::byte one : data) {
        const auto c = std::to_integer<unsigned char>(one);
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != 0x1b) return false;  // 0x1b: a coloured log
        if (c == 0x7f) return false;
    }
    return true;
}

}  // namespace

bool starts_message_or_block(cdcnet::bytes data) noexcept {
    if (data.size() < 4) return false;
    const auto word = cdcnet::load_le<std::uint32_t>(data.data());
    if (word == 0x484d434eu || word == 0x686d636eu) return true;  // NCMH, ncmh
    switch (word) {
        case 0x00000001u:  // MBIM_OPEN_MSG
        case 0x00000002u:  // MBIM_CLOSE_MSG
        case 0x00000003u:  // MBIM_COMMAND_MSG
        case 0x00000004u:  // MBIM_HOST_ERROR_MSG
        case 0x80000001u:  // MBIM_OPEN_DONE
        case 0x80000002u:  // MBIM_CLOSE_DONE
        case 0x80000003u:  // MBIM_COMMAND_DONE
        case 0x80000004u:  // MBIM_FUNCTION_ERROR_MSG
        case 0x80000007u:  // MBIM_INDICATE_STATUS_MSG
            return true;
        default: return false;
    }
}

input_format format_of(cdcnet::bytes first) noexcept {
    if (first.size() >= 4) {
        if (is_capture_magic(cdcnet::load_le<std::uint32_t>(first.data()))) return input_format::capture;
        if (starts_message_or_block(first)) return input_format::raw;
    }
    return is_text(first) ? input_format::text : input_format::detect;
}

input::input(std::string name) : name_{std::move(name)} {
    if (name_ == "-") {
        name_ = "standard input";
        stream_.reset(stdin);
    } else {
        struct stat facts{};
        if (::stat(name_.c_str(), &facts) == 0) {
            if (S_ISDIR(facts.st_mode)) fail(EISDIR);
            if (S_ISREG(facts.st_mode)) size_ = static_cast<std::uint64_t>(facts.st_size);
        }
        stream_.reset(std::fopen(name_.c_str(), "rb"));
        if (!stream_) fail(errno);
    }
    std::setvbuf(stream_.get(), nullptr, _IOFBF, buffer_size);
}

std::vector<std::byte> input::peek() {
    std::array<std::byte, 4> first{};
    const std::size_t n = std::fread(first.data(), 1, first.size(), stream_.get());
    if (std::ferror(stream_.get()) != 0) fail(errno);
    std::clearerr(stream_.get());
    // Pushing back what was just read only moves the read position of a buffered stream, on pipes too.
    for (std::size_t i = n; i > 0; --i)
        if (std::ungetc(std::to_integer<int>(first[i - 1]), stream_.get()) == EOF)
            throw unreadable{name_ + ": the system cannot look ahead in it"};
    return {first.begin(), first.begin() + static_cast<std::ptrdiff_t>(n)};
}

std::vector<std::byte> input::read_all() {
    std::vector<std::byte> all;
    for (;;) {
        const std::size_t before = all.size();
        all.resize(before + buffer_size);
        const std::size_t n = std::fread(all.data() + before, 1, buffer_size, stream_.get());
        all.resize(before + n);
        if (n == 0) break;
    }
    if (std::ferror(stream_.get()) != 0) fail(errno);
    return all;
}

bool input::read_line(std::string& line) {
    line.clear();
    int c = EOF;
    while (line.size() < longest_line && (c = std::getc(stream_.get())) != EOF && c != '\n') line.push_back(static_cast<char>(c));
    if (c == EOF && std::ferror(stream_.get()) != 0) fail(errno);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return c != EOF || !line.empty();
}

void input::fail(int error_number) const { throw unreadable{name_ + ": " + std::strerror(error_number)}; }

}  // namespace cdcdump
