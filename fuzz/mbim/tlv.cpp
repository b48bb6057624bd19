// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as a sequence of TLVs, against a simple walk of it; what it holds is built again from the caller's own list.
#include <cdcnet/mbim/codec.hpp>
#include <cdcnet/mbim/tlv.hpp>
#include <vector>

#include "../property.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using fuzz::is_part_of;

/// A structure that is TLVs and nothing else.
struct only_tlvs {
    tlv_list tlvs{};
    using layout = fields<"FUZZ_TLVS", field<"Tlvs", &only_tlvs::tlvs>>;
};

/// The TLVs up to the first that does not fit.  \return whether there is none such
bool walk(bytes raw, std::vector<mbim::tlv>& found) {
    for (std::size_t at = 0; raw.size() - at >= 8;) {
        const std::uint64_t size = load_le<std::uint32_t>(raw.data() + at + 4);
        const auto padding = std::to_integer<std::uint64_t>(raw[at + 3]);
        if (padding > 3 || size > raw.size() - at - 8) return false;
        found.push_back({static_cast<tlv_type>(load_le<std::uint16_t>(raw.data() + at)), raw.subspan(at + 8, size)});
        at += static_cast<std::size_t>(std::min<std::uint64_t>(8 + size + padding, raw.size() - at));
    }
    return true;
}

void build_again(const tlv_list& list, const std::vector<mbim::tlv>& own) {
    const only_tlvs value{gsl::span<const mbim::tlv>{own}};
    PROPERTY(value.tlvs == list && value.tlvs.encoded_size() == list.encoded_size());
    std::vector<std::byte> room(list.encoded_size());
    const auto built = build(mutable_bytes{room}, value);
    PROPERTY(built && built->size() == room.size());
    PROPERTY(!tlv_list::check(*built) && !validate(mbim::detail::only_tlvs, *built, tolerance::strict));
    const tlv_list again = tlv_list::over_checked(*built);
    PROPERTY(again == list);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes raw{reinterpret_cast<const std::byte*>(data), size};
    std::vector<mbim::tlv> want;
    const error e = tlv_list::check(raw);
    PROPERTY(!e == walk(raw, want));
    PROPERTY(!e || validate(mbim::detail::only_tlvs, raw, tolerance::strict));
    if (e) {
        PROPERTY(e.offset() <= size);
        return 0;
    }
    const tlv_list list = tlv_list::over_checked(raw);
    std::size_t n = 0;
    for (const mbim::tlv t : list) {
        PROPERTY(n < want.size() && t == want[n] && is_part_of(t.data, raw));
        ++n;
    }
    PROPERTY(n == want.size() && list.empty() == want.empty());
    for (const mbim::tlv& t : want) PROPERTY(t.data.empty() || !list.find(t.type).empty() || want.size() > 1);
    build_again(list, want);
    return 0;
}
