// SPDX-License-Identifier: BSL-1.0
/// \file
/// The most work that a transfer can make of its bytes: each mode of the parser, with the walk over what it accepts, and the reader.
#include <cdcnet/ncm.hpp>
#include <cdcnet/ncm/reader.hpp>
#include <vector>

#include "../steps.hpp"
#include "transfer_mutator.hpp"

namespace {

using namespace cdcnet;

std::size_t walk(bytes transfer, const ncm::parse_options& o) {
    std::size_t n = 0;
    for (const auto& block : ncm::transfer{transfer, o})
        if (block)
            for (const ncm::datagram d : *block) n += d.bytes.size();
    return n;
}

template <ncm::format F>
void read(bytes transfer) {
    ncm::basic_reader<F> reader;
    if (!reader.open(transfer)) return;
    for (bytes d; reader.next(d);) PROPERTY(!d.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes transfer{reinterpret_cast<const std::byte*>(data), size};
    std::vector<std::byte> scratch(ncm::scratch_size(size));
    fuzz::measured(0, size, [&] { walk(transfer, {}); });
    fuzz::measured(1, size, [&] { walk(transfer, {.mode = ncm::mode::strict}); });
    fuzz::measured(2, size, [&] { walk(transfer, {.mode = ncm::mode::lenient, .scratch = scratch}); });
    fuzz::measured(3, size, [&] { read<ncm::format::ntb16>(transfer); });
    fuzz::measured(4, size, [&] { read<ncm::format::ntb32>(transfer); });
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {  // NOLINT
    fuzz::dice d{seed};
    return fuzz::mutate_transfer(data, size, max_size, d);
}
