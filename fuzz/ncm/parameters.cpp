// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as the NTB parameters and the input size of a function, and the limits made of them: whatever a function claims, what is
/// built within the limits is accepted by a strict receiver.  The last two bytes are the sizes of two datagrams.
#include <bit>
#include <cdcnet/ncm.hpp>
#include <vector>

#include "../property.hpp"

namespace {

using namespace cdcnet;

void read_again(bytes raw) {
    if (const auto p = ncm::ntb_parameters::parse(raw)) {
        std::vector<std::byte> room(ncm::ntb_parameters::wire_size);
        const auto built = p->build(room);
        PROPERTY(built && ncm::ntb_parameters::parse(*built).value() == *p);
        PROPERTY(p->build(mutable_bytes{room}.first(room.size() - 1)).error() == error::no_space(room.size()));
    } else {
        PROPERTY(raw.size() < ncm::ntb_parameters::wire_size && p.error() == error(errc::need_more, raw.size()));
    }
    const auto s = ncm::ntb_input_size::parse(raw);
    PROPERTY(s.has_value() == (raw.size() == 4 || raw.size() >= 8));
    if (!s) return;
    std::vector<std::byte> room(8);
    const auto form = raw.size() == 4 ? ncm::ntb_input_size::form::short_form : ncm::ntb_input_size::form::long_form;
    PROPERTY(ncm::ntb_input_size::parse(s->build(room, form).value()).value() == *s);
}

/// A block within the limits.  Its memory need not have the size that a function claims.
void pack(const ncm::limits& l, std::size_t first, std::size_t second) {
    PROPERTY(l.max_size >= 2048 && std::has_single_bit(l.divisor) && l.remainder < l.divisor);
    PROPERTY(std::has_single_bit(l.ndp_alignment) && l.ndp_alignment >= 4 && l.ndp_alignment < l.max_size);
    std::vector<std::byte> memory(std::min<std::size_t>(l.max_size, 0x2000));
    ncm::aggregator tx{memory, l};
    const std::vector<std::byte> datagram(std::max(first, second), std::byte{0x5a});
    std::size_t taken = 0;
    for (const std::size_t n : {first, second})
        taken += tx.append(ncm::stream::ethernet(), bytes{datagram}.first(n)) == ncm::admission::accepted ? 1u : 0u;
    const bytes block = tx.finish();
    if (taken == 0) return;
    const ncm::parse_options strict{
        .mode = ncm::mode::strict, .ndp_alignment = l.ndp_alignment, .divisor = l.divisor, .remainder = l.remainder};
    const auto parsed = ncm::ntb::parse(block, strict);
    PROPERTY(parsed && parsed->datagram_count() == taken && block.size() <= l.max_size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes raw{reinterpret_cast<const std::byte*>(data), size};
    read_again(raw);
    const auto p = ncm::ntb_parameters::parse(raw);
    if (!p || size < 30) return 0;
    const std::size_t first = data[size - 2] * 8u;
    const std::size_t second = data[size - 1];
    for (const ncm::payload kind : {ncm::payload::ethernet, ncm::payload::mbim}) {
        pack(ncm::limits::from(*p, kind), first, second);
        pack(ncm::limits::from(p->in, kind), first, second);
        if (const auto s = ncm::ntb_input_size::parse(raw.subspan(20))) {
            const ncm::limits l = ncm::limits::from(p->in, *s, kind);
            PROPERTY(l.max_size <= std::max<std::uint32_t>(2048, p->in.max_size) && l.max_datagrams == s->max_datagrams);
            pack(l, first, second);
        }
    }
    return 0;
}
