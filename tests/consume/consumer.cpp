// SPDX-License-Identifier: BSL-1.0
/// \file
/// The program of a consumer: parses in a constant expression and again when it runs.
#include <array>
#include <cdcnet/cdcnet.hpp>

namespace {

// An NTB16 with one datagram of 14 bytes.  NCM 1.0, tables 3-2 and 3-3.
constexpr std::array<unsigned char, 42> wire{
    'N', 'C', 'M', 'H', 12, 0, 0, 0, 42, 0, 12, 0,              // NTH16: header length, sequence, block length, NDP index
    'N', 'C', 'M', '0', 16, 0, 0, 0, 28, 0, 14, 0, 0, 0, 0, 0,  // NDP16: length, next, entry, null entry
    2,   0,   0,   0,   0,  1, 2, 0, 0,  0, 0,  2, 8, 0,        // Ethernet header
};

constexpr std::size_t datagram_bytes() {
    std::array<std::byte, wire.size()> transfer{};
    for (std::size_t i = 0; i < wire.size(); ++i) transfer[i] = std::byte{wire[i]};
    std::size_t sum = 0;
    if (const auto block = cdcnet::ncm::ntb::parse(transfer))
        for (const cdcnet::ncm::datagram d : *block) sum += d.bytes.size();
    return sum;
}
static_assert(datagram_bytes() == 14);

}  // namespace

int main() { return datagram_bytes() == 14 ? 0 : 1; }
