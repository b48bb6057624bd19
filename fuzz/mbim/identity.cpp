// SPDX-License-Identifier: BSL-1.0
/// \file
/// Networks, cards, subscribers and devices: the input as octets and as text of them.
#include <cdcnet/mbim/identity.hpp>

#include "../property.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;

void check(error e, std::size_t size) { PROPERTY(!e || e.offset() <= size); }

void as_octets(bytes raw) {
    if (const auto network = plmn::from_octets(raw)) {
        PROPERTY(network->is_valid() && equal(bytes{network->octets()}, raw.first(3)));
        PROPERTY(*plmn::parse(network->text()) == *network);
        PROPERTY(*plmn::parse(utf16{std::u16string_view{network->provider_id().data(), network->text().size()}}) == *network);
    } else {
        check(network.error(), raw.size());
    }
    if (const auto iccid = iccid_from_file(raw)) {
        PROPERTY(equal(bytes{*iccid_to_file(iccid->view())}, raw.first(10)));
    } else {
        check(iccid.error(), raw.size());
    }
    if (raw.size() >= 4) {
        const auto network = plmn::from_tai(load_le<std::uint16_t>(raw.data()), load_le<std::uint16_t>(raw.data() + 2));
        PROPERTY(!network || network->is_valid());
    }
}

template <class Text>
void as_text(const Text& text) {
    if (const auto network = plmn::parse(text)) {
        PROPERTY(Text{text.without_trailing_nuls()}.size() == network->text().size() && *plmn::parse(network->text()) == *network);
    } else {
        check(network.error(), text.size());
    }
    check(check_iccid(text), text.size());
    check(check_imsi(text), text.size());
    check(check_imei(text), text.size());
    check(imei_check_digit(text).error(), text.size());
    static_cast<void>(is_telecom_iccid(text));
    for (const unsigned digits : {2u, 3u}) {
        const auto home = plmn_of_imsi(text, digits);
        PROPERTY(home.has_value() == !check_imsi(text) && (!home || (home->is_valid() && home->mnc_digits == digits)));
    }
    if (const auto file = iccid_to_file(text)) {
        const auto back = iccid_from_file(*file);
        PROPERTY(back && back->size() == text.without_trailing_nuls().size());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes raw{reinterpret_cast<const std::byte*>(data), size};
    as_octets(raw);
    as_text(utf8::over(raw));
    as_text(utf16::over(raw));
    return 0;
}
