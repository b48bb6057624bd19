// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as text, addresses and ids: what is read is written again, and both encodings of Unicode tell the same.
#include <cdcnet/usb/descriptors.hpp>
#include <cdcnet/wire/address.hpp>
#include <cdcnet/wire/utf16.hpp>
#include <cdcnet/wire/uuid.hpp>
#include <vector>

#include "../property.hpp"

namespace {

using namespace cdcnet;
using fuzz::is_part_of;

void as_text(bytes raw) {
    const std::string_view text = utf8::over(raw).view();
    if (const auto id = uuid::parse(text)) PROPERTY(*uuid::parse(id->text()) == *id);
    if (const auto address = ipv4::parse(text)) PROPERTY(address->text().view() == text);
    if (const auto address = ipv6::parse(text)) PROPERTY(*ipv6::parse(address->text()) == *address);
    if (const auto address = mac_address::parse(text)) PROPERTY(*mac_address::parse(address->text()) == *address);

    const utf16 wide = utf16::over(raw);
    std::vector<char> narrow(utf8_size(wide));
    const auto converted = to_utf8(wide, narrow);
    PROPERTY(converted && is_well_formed(utf8{*converted}));
    std::vector<char16_t> back(wide.size());
    const auto again = to_utf16(utf8{*converted}, back);
    PROPERTY(again && again->size() == wide.size());
    if (is_well_formed(wide)) PROPERTY(utf16{*again} == wide);

    const utf8 octets = utf8::over(raw);
    const auto units = utf16_size(octets);
    PROPERTY(units.has_value() == is_well_formed(octets));
    std::size_t at = 0;
    while (at < octets.size()) {
        char encoded[4]{};
        PROPERTY(encode_utf8(next_code_point(octets, at), encoded) <= 4 && at <= octets.size());
    }
    if (const auto string = usb::parse_string(raw)) PROPERTY(is_part_of(string->wire_bytes(), raw));
    static_cast<void>(mac_address::from_descriptor(wide));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes raw{reinterpret_cast<const std::byte*>(data), size};
    as_text(raw);
    return 0;
}
