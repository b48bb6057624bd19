// SPDX-License-Identifier: BSL-1.0
/// \file
/// The frames as lines that cdcdump and people read: `<<<<<<` from the host, `>>>>>>` to the host, as libmbim marks them.
#pragma once

#include <cdcnet/wire/bytes.hpp>
#include <fstream>
#include <stdexcept>
#include <string>

namespace virtual_modem {

class hex_log {
public:
    hex_log() = default;
    explicit hex_log(const std::string& file) : out_{file} {
        if (!out_) throw std::runtime_error{"cannot write " + file};
    }
    void from_host(cdcnet::bytes frame) { write("<<<<<<", frame); }
    void to_host(cdcnet::bytes frame) { write(">>>>>>", frame); }

private:
    void write(const char* direction, cdcnet::bytes frame) {
        if (!out_.is_open()) return;
        out_ << direction << "   data   = ";
        const char* separator = "";
        for (const std::byte b : frame) {
            static constexpr char digits[] = "0123456789ABCDEF";
            const auto n = std::to_integer<unsigned>(b);
            out_ << separator << digits[n >> 4] << digits[n & 15u];
            separator = ":";
        }
        out_ << '\n' << std::flush;  // whole lines, whenever somebody looks
    }
    std::ofstream out_;
};

}  // namespace virtual_modem
