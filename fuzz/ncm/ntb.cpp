// SPDX-License-Identifier: BSL-1.0
/// \file
/// NTBs: the parser in all modes and the reader against the reference parser, and the views that they hand out.  The first
/// four bytes of the input choose what strict asks for; the rest is the transfer.
#include <cdcnet/ncm.hpp>
#include <cdcnet/ncm/reader.hpp>

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "../../tests/ncm/compare.hpp"
#include "transfer_mutator.hpp"

using namespace cdcnet;

namespace {

void require(bool condition, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

constexpr std::size_t bytes_of_options = 4;

ncm::parse_options options_of(const std::uint8_t* data) {
    ncm::parse_options o;
    o.ndp_alignment = 4u << (data[0] >> 2 & 7);
    o.divisor = (data[0] & 0x80) != 0 ? 1u << (data[1] & 7) : data[1];
    o.remainder = o.divisor == 0 ? 0 : data[2] % o.divisor;
    return o;
}

/// No view leaves the input, and there are no more datagrams than bytes.
void check_views(bytes transfer, const ncm::parse_options& options) {
    std::size_t blocks = 0;
    for (const auto& block : ncm::transfer{transfer, options}) {
        require(++blocks <= transfer.size() / 28 + 2, "more blocks than the transfer can hold");
        if (!block) {
            require(block.error().code() == errc::no_space || block.error().offset() <= transfer.size(), "an error behind the end");
            continue;
        }
        std::size_t payload = 0;
        for (const ncm::datagram d : *block) {
            require(!d.bytes.empty(), "an empty datagram");
            require(d.bytes.data() >= transfer.data() && d.bytes.data() + d.bytes.size() <= transfer.data() + transfer.size(),
                    "a view outside the input");
            payload += d.bytes.size();
        }
        require(payload <= block->size(), "more payload than bytes");
    }
}

/// The reader accepts what the default mode does, and blocks whose datagrams share bytes; it delivers every entry.
template <ncm::format F>
void check_reader(bytes transfer) {
    const reference::verdict want = reference::parse(transfer.data(), transfer.size(), {});
    const bool accepted = want.fault.code == errc::none || want.fault.code == errc::overlap || want.fault.code == errc::datagram_over_ndp;
    const bool same_format = !transfer.empty() && (transfer[0] == std::byte{'n'}) == (F == ncm::format::ntb32);
    ncm::basic_reader<F> reader;
    require(reader.open(transfer) == (accepted && same_format), "the reader decides otherwise");
    bytes datagram;
    for (const reference::entry& e : want.entries) {
        if (!accepted || !same_format) break;
        require(reader.next(datagram), "the reader delivers too little");
        require(datagram.data() == transfer.data() + e.index && datagram.size() == e.length, "the reader delivers other bytes");
        require(reader.stream().signature(F) == e.signature, "the reader names another stream");
    }
    require(!reader.next(datagram), "the reader delivers too much");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const std::size_t header = size < bytes_of_options ? 0 : bytes_of_options;
    const ncm::parse_options o = header == 0 ? ncm::parse_options{} : options_of(data);
    const bytes transfer{reinterpret_cast<const std::byte*>(data) + header, size - header};
    const std::string difference = comparison::difference(transfer, o.ndp_alignment, o.divisor, o.remainder);
    require(difference.empty(), difference.c_str());

    std::vector<std::byte> scratch(ncm::scratch_size(transfer.size()));
    check_views(transfer, {});
    check_views(transfer, {.mode = ncm::mode::lenient});
    check_views(transfer, {.mode = ncm::mode::lenient, .scratch = scratch});
    check_reader<ncm::format::ntb16>(transfer);
    check_reader<ncm::format::ntb32>(transfer);
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {  // NOLINT
    fuzz::dice d{seed};
    if (size < bytes_of_options || max_size <= bytes_of_options || d.one_in(8)) return fuzz::mutate_bytes(data, size, max_size, d);
    return bytes_of_options + fuzz::mutate_transfer(data + bytes_of_options, size - bytes_of_options, max_size - bytes_of_options, d);
}
