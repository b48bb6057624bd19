// SPDX-License-Identifier: BSL-1.0
/// \file
/// GSM 7-bit, UCS-2 and USSD text.  The first octets of the input choose the bit to start at, the number of septets and the
/// data coding scheme; the rest is taken as packed text and as text to pack: what is read can be written again.
#include <array>
#include <cdcnet/mbim/text/ussd.hpp>
#include <vector>

#include "../../property.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;

/// Text survives packing from any bit on.
void pack(const utf16& text, std::size_t start_bit, gsm7::padding behind) {
    std::vector<std::byte> none;
    const auto septets = gsm7::septets_of(text);
    const auto sized = gsm7::encode(text, none, start_bit, behind);
    if (!septets) {
        PROPERTY(septets.error().code() == errc::value && septets.error().offset() < text.size());
        PROPERTY(sized.error() == septets.error());
        return;
    }
    std::vector<std::byte> out(sized ? 0 : sized.error().needed());
    const auto packed = gsm7::encode(text, out, start_bit, behind);
    PROPERTY(packed && packed->octets.size() == out.size());
    PROPERTY(packed->septets == *septets || (packed->septets == *septets + 1 && behind == gsm7::padding::carriage_return));
    PROPERTY(out.size() == gsm7::packed_size(packed->septets, start_bit));
    std::vector<char16_t> room(*septets);
    const auto back = gsm7::decode(packed->octets, *septets, room, start_bit);
    PROPERTY(back && utf16{*back} == text);
    if (behind == gsm7::padding::carriage_return && start_bit == 0) {
        const std::size_t told = gsm7::septets_in(packed->octets);
        const bool doubled = packed->septets != *septets && *septets % 8 == 0;
        PROPERTY(told == (doubled ? *septets + 1 : *septets));
    }
}

void unpack(bytes packed, std::size_t septets, std::size_t start_bit) {
    std::vector<char16_t> room(septets);
    const auto text = gsm7::decode(packed, septets, room, start_bit);
    if (!text) {
        PROPERTY(text.error() == error(errc::need_more, packed.size()));
        return;
    }
    PROPERTY(text->size() <= septets);
    if (!text->empty()) {
        const auto refused = gsm7::decode(packed, septets, gsl::span<char16_t>{room.data(), text->size() - 1}, start_bit);
        PROPERTY(refused.error() == error::no_space(text->size()));
    }
    const std::vector<char16_t> own(text->begin(), text->end());
    pack(utf16{std::u16string_view{own.data(), own.size()}}, start_bit, gsm7::padding::zero);
    pack(utf16{std::u16string_view{own.data(), own.size()}}, 0, gsm7::padding::carriage_return);
}

void as_ussd(std::uint32_t scheme, bytes payload) {
    std::vector<char16_t> room(payload.size() * 8 / 7);
    const auto text = ussd::decode(scheme, payload, room);
    PROPERTY(ussd::language_of(scheme, payload).size() % 2 == 0);
    if (text) {
        PROPERTY(text->size() <= room.size());
    } else {
        PROPERTY(text.error().code() != errc::no_space && text.error().offset() <= payload.size());
    }
}

/// What is sent is what was meant; a carriage return may come back twice.
void send_ussd(const utf16& text) {
    std::array<std::byte, ussd::max_payload> out{};
    const auto sent = ussd::encode(text, out);
    if (!sent) {
        PROPERTY(sent.error().code() == errc::too_long && sent.error().offset() < text.size());
        return;
    }
    std::array<char16_t, ussd::max_payload * 8 / 7> room{};
    const auto back = ussd::decode(sent->data_coding_scheme, sent->payload, room);
    PROPERTY(back);
    if (utf16{*back} == text) return;
    PROPERTY(back->size() == text.size() + 1 && back->back() == u'\r');
    PROPERTY(utf16{back->substr(0, text.size())} == text && text[text.size() - 1] == u'\r');
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    if (size < 3) return 0;
    const std::vector<std::byte> own(reinterpret_cast<const std::byte*>(data) + 3, reinterpret_cast<const std::byte*>(data) + size);
    const bytes rest{own};
    unpack(rest, data[1], data[0]);
    unpack(rest, gsm7::septets_in(rest), 0);
    as_ussd(data[2], rest);
    const utf16 text = utf16::over(rest);
    pack(text, data[0], gsm7::padding::zero);
    pack(text, 0, gsm7::padding::carriage_return);
    send_ussd(text);

    std::vector<char16_t> room(rest.size());
    const auto wide = decode_ucs2(rest, room);
    PROPERTY(wide.has_value() == (rest.size() % 2 == 0));
    if (wide) {
        std::vector<std::byte> back(rest.size());
        PROPERTY(equal(encode_ucs2(*wide, back).value(), rest));
    }
    PROPERTY(decode_octets(rest, room)->size() == rest.size());
    return 0;
}
