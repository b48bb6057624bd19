// SPDX-License-Identifier: BSL-1.0
/// \file
/// Short messages of 3GPP as the SMS service carries them in PduData: the address of the service centre, then a TPDU.
/// Source: 3GPP TS 23.040, 9.1.2 and 9.2; 3GPP TS 23.038, 4; for the service centre in front, 3GPP TS 27.005, 3.1.
///
///     const auto split = sms_pdu::split(record.pdu_data);
///     const auto received = sms_pdu::parse_deliver(split->tpdu);
///     char16_t room[160];
///     const auto text = received->user_data.text(room);
///
/// A host builds submissions; a device, or what stands in for one, deliveries and outcomes.
///
/// Parsers view what they are given and refuse only what is not there; reserved values are kept.  Offsets of errors count
/// from the start of the TPDU.  Messages of CDMA are not read.
#pragma once

#include <array>
#include <cdcnet/mbim/text/alphabet.hpp>
#include <cdcnet/mbim/text/gsm7.hpp>
#include <cdcnet/wire/text.hpp>
#include <optional>

namespace cdcnet::mbim::sms_pdu {

// --- addresses -----------------------------------------------------------------------------------------------------

/// What kind of number an address is.
enum class type_of_number : std::uint8_t {
    unknown = 0,
    international = 1,
    national = 2,
    network_specific = 3,
    subscriber = 4,
    alphanumeric = 5,  ///< text in the GSM 7-bit alphabet
    abbreviated = 6,
    reserved = 7,
};
constexpr auto names(type_of_number) {
    using enum type_of_number;
    return values("TypeOfNumber", named{unknown, "UNKNOWN"}, named{international, "INTERNATIONAL"}, named{national, "NATIONAL"},
                  named{network_specific, "NETWORK_SPECIFIC"}, named{subscriber, "SUBSCRIBER"}, named{alphanumeric, "ALPHANUMERIC"},
                  named{abbreviated, "ABBREVIATED"}, named{reserved, "RESERVED"});
}

/// The numbering plan of an address.
enum class numbering_plan : std::uint8_t {
    unknown = 0,
    isdn = 1,  ///< telephone numbers, E.164
    data = 3,
    telex = 4,
    national = 8,
    private_ = 9,
    ermes = 10,
};
constexpr auto names(numbering_plan) {
    using enum numbering_plan;
    return values("NumberingPlan", named{unknown, "UNKNOWN"}, named{isdn, "ISDN"}, named{data, "DATA"}, named{telex, "TELEX"},
                  named{national, "NATIONAL"}, named{private_, "PRIVATE"}, named{ermes, "ERMES"});
}

/// A number, or a name.
struct address {
    type_of_number type{};
    numbering_plan plan{};
    std::uint8_t semi_octets{};  ///< digits, or the space that a name takes
    bytes value{};               ///< digits with their halves swapped, or packed septets

    /// Code units that the text of any address fits in.
    static constexpr std::size_t max_text = 21;

    [[nodiscard]] constexpr bool is_name() const noexcept { return type == type_of_number::alphanumeric; }

    /// The digits, behind `+` when the number is international, or the name.
    ///
    /// Error: `errc::no_space` with the number of code units (not bytes) needed; nothing is written then.
    [[nodiscard]] constexpr result<std::u16string_view> text(gsl::span<char16_t> to) const noexcept;
};

// --- times ---------------------------------------------------------------------------------------------------------

/// A time of the service centre, with its time zone.
struct date_time {
    std::uint8_t year{};  ///< of the century
    std::uint8_t month{};
    std::uint8_t day{};
    std::uint8_t hour{};
    std::uint8_t minute{};
    std::uint8_t second{};
    std::int8_t quarters{};  ///< of an hour by which the time is ahead of UTC

    friend constexpr bool operator==(const date_time&, const date_time&) noexcept = default;
};

/// Seven octets that hold a time; what is in them is looked at only by `read`.
struct timestamp {
    std::array<std::byte, 7> octets{};

    /// Error: `errc::value` at the octet that holds no such number.
    [[nodiscard]] constexpr result<date_time> read() const noexcept;
    /// The octets of a time.
    ///
    /// Error: `errc::value` at the octet whose number is none of a time; 79 quarters are the most that fit.
    [[nodiscard]] static constexpr result<timestamp> of(const date_time& time) noexcept;

    friend constexpr bool operator==(const timestamp&, const timestamp&) noexcept = default;
};

/// How long the service centre keeps trying.
struct validity_period {
    enum class form : std::uint8_t { none = 0, enhanced = 1, relative = 2, absolute = 3 };

    form type{};
    timestamp octets{};  ///< the first alone of a relative one; the time of an absolute one

    /// Of a relative one, and of an enhanced one that is relative.
    [[nodiscard]] constexpr std::optional<std::uint32_t> seconds() const noexcept;
};

// --- data coding ---------------------------------------------------------------------------------------------------

/// What is waiting for the subscriber elsewhere.
enum class waiting : std::uint8_t { voicemail = 0, fax = 1, email = 2, other = 3 };

/// What a message says about messages elsewhere.
struct indication {
    waiting kind{};
    bool active{};
    bool discard{};  ///< the message itself need not be stored

    friend constexpr bool operator==(const indication&, const indication&) noexcept = default;
};

/// TP-DCS, taken apart.
struct data_coding {
    mbim::alphabet alphabet{};  ///< reserved values mean GSM 7-bit
    bool compressed{};          ///< by 3GPP TS 23.042; is not decoded
    bool deletes_itself{};      ///< to be removed once it has been read
    std::optional<mbim::message_class> message_class{};
    std::optional<sms_pdu::indication> indication{};

    friend constexpr bool operator==(const data_coding&, const data_coding&) noexcept = default;
};

/// Takes a TP-DCS apart.
[[nodiscard]] constexpr data_coding coding_of(std::uint8_t scheme) noexcept {
    constexpr mbim::alphabet alphabets[] = {alphabet::gsm7, alphabet::octets, alphabet::ucs2, alphabet::gsm7};
    const unsigned group = scheme >> 4;
    const auto low = static_cast<mbim::message_class>(scheme & 3u);
    data_coding coding;
    if (group < 8) {
        coding.alphabet = alphabets[scheme >> 2 & 3u];
        coding.compressed = (scheme & 0x20u) != 0;
        coding.deletes_itself = group >= 4;
        if ((scheme & 0x10u) != 0) coding.message_class = low;
    } else if (group == 15) {
        coding.alphabet = (scheme & 4u) != 0 ? alphabet::octets : alphabet::gsm7;
        coding.message_class = low;
    } else if (group >= 12) {
        coding.alphabet = group == 14 ? alphabet::ucs2 : alphabet::gsm7;
        coding.indication = indication{static_cast<waiting>(scheme & 3u), (scheme & 8u) != 0, group == 12};
    }
    return coding;
}

// --- user data -----------------------------------------------------------------------------------------------------

/// An information element of the header in front of the text.
struct element {
    std::uint8_t identifier{};
    bytes data{};
};

/// Identifiers of elements.
namespace element_id {
inline constexpr std::uint8_t concatenated_8 = 0x00;   ///< u8 reference, number of parts, this part
inline constexpr std::uint8_t ports_8 = 0x04;          ///< u8 destination, originator
inline constexpr std::uint8_t ports_16 = 0x05;         ///< u16 destination, originator, the high byte first
inline constexpr std::uint8_t concatenated_16 = 0x08;  ///< u16 reference, the high byte first; number of parts, this part
inline constexpr std::uint8_t single_shift = 0x24;     ///< a national language table; is not decoded
inline constexpr std::uint8_t locking_shift = 0x25;    ///< likewise
}  // namespace element_id

/// The elements of a header, in order.
class element_list {
public:
    constexpr element_list() noexcept = default;
    /// What stands behind the length of the header.  If its elements do not fill it there are none: 3GPP TS 23.040, 9.2.3.24.
    explicit constexpr element_list(bytes elements) noexcept {
        std::size_t at = 0;
        while (elements.size() - at >= 2) {
            const std::size_t size = 2 + std::to_integer<std::size_t>(elements[at + 1]);
            if (size > elements.size() - at) return;
            at += size;
        }
        if (at == elements.size()) elements_ = elements;
    }

    class iterator {
    public:
        constexpr element operator*() const noexcept {
            return {std::to_integer<std::uint8_t>(rest_[0]), rest_.subspan(2, std::to_integer<std::size_t>(rest_[1]))};
        }
        constexpr iterator& operator++() noexcept {
            rest_ = rest_.subspan(2 + std::to_integer<std::size_t>(rest_[1]));
            return *this;
        }
        friend constexpr bool operator==(const iterator& a, const iterator& b) noexcept { return a.rest_.size() == b.rest_.size(); }

    private:
        friend class element_list;
        bytes rest_{};
    };

    [[nodiscard]] constexpr iterator begin() const noexcept {
        iterator it;
        it.rest_ = elements_;
        return it;
    }
    [[nodiscard]] constexpr iterator end() const noexcept { return {}; }
    [[nodiscard]] constexpr bool empty() const noexcept { return elements_.empty(); }

private:
    bytes elements_{};
};

/// Which part of a longer message.
struct concatenation {
    std::uint16_t reference{};  ///< the same in all parts
    std::uint8_t parts{};
    std::uint8_t part{};  ///< from 1 on
    bool wide{};          ///< the reference has 16 bits; those of 8 and of 16 bits are not compared

    friend constexpr bool operator==(const concatenation&, const concatenation&) noexcept = default;
};

/// Header and text.
struct user_data {
    data_coding coding{};
    bool has_header{};
    std::uint8_t length{};  ///< TP-UDL: septets of GSM 7-bit, else octets; the header counts
    bytes octets{};         ///< TP-UD, the header included

    /// Octets of the header and its length; at most those that are there.
    [[nodiscard]] constexpr std::size_t header_octets() const noexcept {
        if (!has_header || octets.empty()) return 0;
        const std::size_t size = 1 + std::to_integer<std::size_t>(octets[0]);
        return size < octets.size() ? size : octets.size();
    }
    /// The elements of the header.
    [[nodiscard]] constexpr element_list elements() const noexcept {
        const std::size_t size = header_octets();
        const bool whole = size != 0 && size == 1 + std::to_integer<std::size_t>(octets[0]);
        return whole ? element_list{octets.subspan(1, size - 1)} : element_list{};
    }
    /// Which part of a longer message; none when it is whole, or when the numbers make no sense.
    [[nodiscard]] constexpr std::optional<sms_pdu::concatenation> concatenation() const noexcept;

    /// What stands behind the header, as it is; of GSM 7-bit it begins with the fill bits.
    [[nodiscard]] constexpr bytes payload() const noexcept { return octets.subspan(header_octets()); }

    /// Reads the text as UTF-16 into the caller's buffer; 160 code units suffice unless the message is longer than a network
    /// carries.  8-bit data are read as ISO 8859-1.
    ///
    /// Errors, with the offset in `octets`: `errc::value` when the text is compressed; `errc::odd_size` of UCS-2;
    /// `errc::no_space` with the number of code units (not bytes) needed.  Nothing is written then.
    [[nodiscard]] constexpr result<std::u16string_view> text(gsl::span<char16_t> to) const noexcept;
};

// --- messages ------------------------------------------------------------------------------------------------------

/// What PduData holds.
struct envelope {
    std::optional<address> service_centre{};  ///< none: the device's own, or not told
    bytes tpdu{};
    std::size_t offset{};  ///< of the TPDU
};

/// Separates the service centre from the TPDU.  PduData that begins with the TPDU is a TPDU as it is: hand it to the parser.
///
/// Errors: `errc::need_more`; `errc::length` when the service centre takes more than 11 octets.
[[nodiscard]] constexpr result<envelope> split(bytes pdu_data) noexcept;

/// The lowest two bits of a TPDU.  The same numbers mean other messages in the other direction; a message store has only
/// these.
enum class message_type : std::uint8_t { deliver = 0, submit = 1, status_report = 2, reserved = 3 };

/// The type of a TPDU.
///
/// Error: `errc::need_more`.
[[nodiscard]] constexpr result<message_type> type_of(bytes tpdu) noexcept {
    if (tpdu.empty()) return error{errc::need_more, 0};
    return static_cast<message_type>(std::to_integer<unsigned>(tpdu[0]) & 3u);
}

/// SMS-DELIVER: a message that was received.
struct deliver {
    bool more_messages{};    ///< wait at the service centre
    bool loop_prevention{};  ///< has been forwarded
    bool report_requested{};
    bool reply_path{};
    address originator{};
    std::uint8_t protocol_id{};
    std::uint8_t data_coding_scheme{};
    timestamp service_centre_time{};
    sms_pdu::user_data user_data{};
};

/// SMS-SUBMIT: a message that is sent, or was.
struct submit {
    bool reject_duplicates{};
    bool report_requested{};
    bool reply_path{};
    std::uint8_t reference{};
    address destination{};
    std::uint8_t protocol_id{};
    std::uint8_t data_coding_scheme{};
    sms_pdu::validity_period validity{};
    sms_pdu::user_data user_data{};
};

/// SMS-STATUS-REPORT: what became of a message that was sent.
struct status_report {
    bool more_messages{};    ///< wait at the service centre
    bool loop_prevention{};  ///< has been forwarded
    bool of_command{};       ///< answers an SMS-COMMAND, not an SMS-SUBMIT
    std::uint8_t reference{};
    address recipient{};
    timestamp service_centre_time{};  ///< when the service centre had received the message
    timestamp discharge_time{};       ///< of what `status` tells
    std::uint8_t status{};            ///< TP-ST: below 0x20 done, below 0x40 still trying, else given up
    std::optional<std::uint8_t> protocol_id{};
    std::optional<std::uint8_t> data_coding_scheme{};
    sms_pdu::user_data user_data{};

    /// The message got where it should.
    [[nodiscard]] constexpr bool is_done() const noexcept { return status < 0x20; }
    /// The service centre will try again.
    [[nodiscard]] constexpr bool is_pending() const noexcept { return status >= 0x20 && status < 0x40; }
};

/// Reads an SMS-DELIVER.
///
/// Errors: `errc::need_more`; `errc::message_type` at 0; `errc::length` at the length of an address above 20.
[[nodiscard]] constexpr result<deliver> parse_deliver(bytes tpdu) noexcept;
/// Reads an SMS-SUBMIT.
///
/// Errors: as of `parse_deliver`.
[[nodiscard]] constexpr result<submit> parse_submit(bytes tpdu) noexcept;
/// Reads an SMS-STATUS-REPORT.
///
/// Errors: as of `parse_deliver`.
[[nodiscard]] constexpr result<status_report> parse_status_report(bytes tpdu) noexcept;

// --- building ------------------------------------------------------------------------------------------------------

/// How long a relative validity period is at least this many seconds, as TP-VP counts; 255 (63 weeks) when none is.
[[nodiscard]] constexpr std::uint8_t relative_validity(std::uint32_t seconds) noexcept;

/// A text to be sent, in as many parts as it takes.
struct submission {
    utf16 service_centre{};  ///< `+` and digits; empty: the device's own
    utf16 destination{};     ///< digits and `*#abc`, at most 20; a `+` in front makes it international
    utf16 text{};            ///< in GSM 7-bit if it has all characters, else in UTF-16
    std::uint8_t reference{};
    bool reject_duplicates{};
    bool request_report{};
    bool reply_path{};
    std::uint8_t protocol_id{};
    std::optional<mbim::message_class> message_class{};
    std::optional<std::uint8_t> relative_validity{};  ///< of `sms_pdu::relative_validity`
    std::uint16_t concatenation_reference{};          ///< the caller's, another one for each message that has parts
    bool wide_reference{};                            ///< 16 bits of it, which costs one character
};

/// A text that was received, in as many parts as it takes.
struct delivery {
    utf16 service_centre{};   ///< `+` and digits; empty: not told
    utf16 originator{};       ///< digits and `*#abc`, at most 20; a `+` in front makes it international
    utf16 originator_name{};  ///< instead of a number; at most 11 septets of GSM 7-bit
    utf16 text{};             ///< in GSM 7-bit if it has all characters, else in UTF-16
    timestamp service_centre_time{};
    bool more_messages{};  ///< wait at the service centre
    bool loop_prevention{};
    bool report_requested{};
    bool reply_path{};
    std::uint8_t protocol_id{};
    std::optional<mbim::message_class> message_class{};
    std::uint16_t concatenation_reference{};  ///< another one for each message of an originator that has parts
    bool wide_reference{};                    ///< 16 bits of it, which costs one character
};

/// What became of a message that was sent.
struct outcome {
    utf16 service_centre{};  ///< `+` and digits; empty: not told
    utf16 recipient{};       ///< digits and `*#abc`, at most 20; a `+` in front makes it international
    utf16 text{};            ///< of 149 septets, or 65 code units if they are not in GSM 7-bit; usually empty
    std::uint8_t reference{};
    timestamp service_centre_time{};
    timestamp discharge_time{};
    std::uint8_t status{};  ///< TP-ST
    bool more_messages{};   ///< wait at the service centre
    bool loop_prevention{};
    bool of_command{};
    std::optional<std::uint8_t> protocol_id{};
};

/// The most bytes that `build` writes: the service centre and a TPDU.
inline constexpr std::size_t max_built = 12 + 164;

/// Into how many parts a text is split; 1 when no concatenation is needed.
///
/// Error: `errc::too_long` at the code unit behind 255 parts.
[[nodiscard]] constexpr result<std::size_t> parts_of(const submission& message) noexcept;
[[nodiscard]] constexpr result<std::size_t> parts_of(const delivery& message) noexcept;

/// Writes one part as PduData, an SMS-SUBMIT.  No part ends between an escape and its character, nor between surrogates.
/// \pre `part` is below `parts_of(message)`; checked
///
/// Errors: `errc::too_long` of the text, the destination or the service centre; `errc::syntax` at a character of a number
/// that is no digit, offsets count code units; `errc::length` when the destination has no digits; `errc::no_space` with the
/// number of bytes needed.  Nothing is written then.
[[nodiscard]] constexpr result<bytes> build(mutable_bytes to, const submission& message, std::size_t part = 0) noexcept;
/// Writes one part as PduData, an SMS-DELIVER.
/// \pre `part` is below `parts_of(message)`; checked
///
/// Errors: as of a submission, for the originator; `errc::syntax` also at a character of a name that is not in GSM 7-bit.
[[nodiscard]] constexpr result<bytes> build(mutable_bytes to, const delivery& message, std::size_t part = 0) noexcept;
/// Writes an SMS-STATUS-REPORT as PduData.  Its text has a data coding scheme of its own, and no text has none.
///
/// Errors: as of a submission, for the recipient.
[[nodiscard]] constexpr result<bytes> build(mutable_bytes to, const outcome& message) noexcept;

// --- details -------------------------------------------------------------------------------------------------------

namespace detail {

inline constexpr std::size_t max_user_data = 140;
inline constexpr std::size_t max_report_data = 131;  // what 164 octets leave behind the rest of a status report
inline constexpr std::size_t max_address = 20;       // semi-octets
inline constexpr std::size_t max_name = max_address * 4 / 7;

/// Reads on; after a step that failed every further one fails too.
class reader {
public:
    explicit constexpr reader(bytes data) noexcept : data_{data} {}

    constexpr std::uint8_t octet() noexcept {
        const bytes one = take(1);
        return one.empty() ? std::uint8_t{} : std::to_integer<std::uint8_t>(one[0]);
    }
    constexpr bytes take(std::size_t n) noexcept {
        if (n > data_.size() - at_) fail(error{errc::need_more, data_.size()});
        if (fault_) return {};
        at_ += n;
        return data_.subspan(at_ - n, n);
    }
    constexpr timestamp time() noexcept {
        timestamp t;
        const bytes octets = take(t.octets.size());
        for (std::size_t i = 0; i < octets.size(); ++i) t.octets[i] = octets[i];
        return t;
    }
    constexpr sms_pdu::address address() noexcept {
        const std::uint8_t semi_octets = octet();
        if (semi_octets > max_address) fail(error{errc::length, at_ - 1});
        const std::uint8_t kind = octet();
        return {static_cast<type_of_number>(kind >> 4 & 7u), static_cast<numbering_plan>(kind & 15u), semi_octets,
                take((semi_octets + 1u) / 2)};
    }
    constexpr sms_pdu::user_data user_data(std::uint8_t scheme, bool has_header) noexcept {
        sms_pdu::user_data data{.coding = coding_of(scheme), .has_header = has_header, .length = octet()};
        const bool septets = data.coding.alphabet == alphabet::gsm7 && !data.coding.compressed;
        data.octets = take(septets ? static_cast<std::size_t>(gsm7::packed_size(data.length)) : data.length);
        return data;
    }
    [[nodiscard]] constexpr bool at_end() const noexcept { return at_ == data_.size(); }
    [[nodiscard]] constexpr std::size_t position() const noexcept { return at_; }
    [[nodiscard]] constexpr error fault() const noexcept { return fault_; }

private:
    constexpr void fail(error e) noexcept {
        if (!fault_) fault_ = e;
    }
    bytes data_{};
    std::size_t at_{};
    error fault_{};
};

/// Begins to read a TPDU of one type.
[[nodiscard]] constexpr error expect(bytes tpdu, message_type type) noexcept {
    const auto found = type_of(tpdu);
    if (!found) return found.error();
    return *found == type ? error{} : error{errc::message_type, 0};
}

/// Two decimal digits with their halves swapped; 255 when they are not.
[[nodiscard]] constexpr unsigned two_digits(std::byte octet) noexcept {
    const unsigned tens = std::to_integer<unsigned>(octet) & 15u;
    const unsigned ones = std::to_integer<unsigned>(octet) >> 4;
    return tens > 9 || ones > 9 ? 255 : 10 * tens + ones;
}

[[nodiscard]] constexpr std::byte swapped_digits(unsigned n) noexcept { return static_cast<std::byte>(n % 10 << 4 | n / 10); }

/// What the numbers of a time may be, without its zone.
inline constexpr std::array<std::uint8_t, 6> least_time{0, 1, 1, 0, 0, 0};
inline constexpr std::array<std::uint8_t, 6> most_time{99, 12, 31, 23, 59, 59};

[[nodiscard]] constexpr std::uint32_t relative_seconds(unsigned v) noexcept {
    constexpr std::uint32_t minute = 60;
    constexpr std::uint32_t hour = 60 * minute;
    constexpr std::uint32_t day = 24 * hour;
    if (v < 144) return (v + 1) * 5 * minute;
    if (v < 168) return 12 * hour + (v - 143) * 30 * minute;
    return v < 197 ? (v - 166) * day : (v - 192) * 7 * day;
}

/// How a text is split.
struct split_text {
    bool in_gsm7{};
    bool concatenated{};
    std::size_t header{};  ///< octets of the header in each part
    std::size_t most{};    ///< septets or code units of a part
};

/// \param header octets of the header that parts get when one does not suffice
/// \param room octets for user data
[[nodiscard]] constexpr split_text split_of(const utf16& text, std::size_t header, std::size_t room = max_user_data) noexcept {
    const auto septets = gsm7::septets_of(text);
    split_text split{.in_gsm7 = septets.has_value()};
    const std::size_t whole = split.in_gsm7 ? room * 8 / 7 : room / 2;
    split.concatenated = (septets ? *septets : text.size()) > whole;
    split.header = split.concatenated ? header : 0;
    split.most = split.in_gsm7 ? whole - gsm7::bit_behind(split.header) / 7 : (room - split.header) / 2;
    return split;
}

/// Where the part that begins at code unit `from` ends.
[[nodiscard]] constexpr std::size_t end_of_part(const split_text& split, const utf16& text, std::size_t from) noexcept {
    if (split.in_gsm7) {
        std::size_t used = 0;
        for (; from < text.size(); ++from) {
            used += gsm7::septets_of(text[from]);
            if (used > split.most) break;
        }
        return from;
    }
    if (text.size() - from <= split.most) return text.size();
    const std::size_t to = from + split.most;
    const bool between = cdcnet::detail::is_high_surrogate(text[to - 1]) && cdcnet::detail::is_low_surrogate(text[to]);
    return between ? to - 1 : to;
}

/// Octets of the header that tells the parts of a text apart, its length included.
[[nodiscard]] constexpr std::size_t concatenation_header(bool wide) noexcept { return wide ? 7 : 6; }

[[nodiscard]] constexpr result<std::size_t> parts_of(const utf16& text, const split_text& split) noexcept {
    std::size_t parts = 0;
    std::size_t at = 0;
    do {
        if (parts == 255) return error{errc::too_long, at};
        at = end_of_part(split, text, at);
        ++parts;
    } while (at < text.size());
    return parts;
}

/// One part of a text.
struct text_part {
    split_text split{};
    utf16 text{};  ///< all of it
    std::size_t from{};
    std::size_t end{};
    sms_pdu::concatenation place{};

    [[nodiscard]] constexpr std::uint8_t scheme(std::optional<mbim::message_class> c) const noexcept {
        return static_cast<std::uint8_t>((split.in_gsm7 ? 0u : 8u) | (c ? 0x10u | static_cast<unsigned>(*c) : 0u));
    }
};
/// \pre `part` is below the number of parts; checked
[[nodiscard]] constexpr result<text_part> part_of(const utf16& text, std::uint16_t reference, bool wide, std::size_t part) noexcept {
    const split_text split = split_of(text, concatenation_header(wide));
    const auto parts = parts_of(text, split);
    if (!parts) return parts.error();
    Expects(part < *parts);
    std::size_t from = 0;
    for (std::size_t i = 0; i < part; ++i) from = end_of_part(split, text, from);
    const sms_pdu::concatenation place{reference, static_cast<std::uint8_t>(*parts), static_cast<std::uint8_t>(part + 1), wide};
    return text_part{split, text, from, end_of_part(split, text, from), place};
}

/// A number as digits with their halves swapped, or a name as septets.
struct built_address {
    type_of_number type{type_of_number::unknown};
    std::size_t semi_octets{};
    std::array<std::byte, max_address / 2> octets{};
};
[[nodiscard]] constexpr result<built_address> number_of(const utf16& text) noexcept {
    constexpr std::u16string_view alphabet = u"0123456789*#abc";
    built_address n;
    std::size_t i = 0;
    if (!text.empty() && text[0] == u'+') {
        n.type = type_of_number::international;
        ++i;
    }
    for (; i < text.size(); ++i) {
        const std::size_t digit = alphabet.find(text[i]);
        if (digit == std::u16string_view::npos) return error{errc::syntax, i};
        if (n.semi_octets == max_address) return error{errc::too_long, i};
        auto& octet = n.octets[n.semi_octets / 2];
        octet =
            n.semi_octets % 2 == 0 ? static_cast<std::byte>(0xf0 | digit) : (octet & std::byte{0x0f}) | static_cast<std::byte>(digit << 4);
        ++n.semi_octets;
    }
    return n;
}
/// A number that must have digits.
[[nodiscard]] constexpr result<built_address> subscriber_of(const utf16& text) noexcept {
    const auto number = number_of(text);
    if (number && number->semi_octets == 0) return error{errc::length, text.size()};
    return number;
}
[[nodiscard]] constexpr result<built_address> address_of_name(const utf16& text) noexcept {
    built_address n{.type = type_of_number::alphanumeric};
    std::size_t bit = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t septets = gsm7::septets_of(text[i]);
        if (septets == 0) return error{errc::syntax, i};
        if (bit / 7 + septets > max_name) return error{errc::too_long, i};
        bit = gsm7::detail::put(n.octets.data(), bit, text[i]);
    }
    n.semi_octets = (bit + 3) / 4;
    return n;
}

[[nodiscard]] constexpr unsigned flag(bool set, unsigned bit) noexcept { return set ? bit : 0u; }

/// Collects what is built, at most `max_built` octets: the caller's buffer is not touched before its size is known.
class writer {
public:
    constexpr void octet(std::size_t value) noexcept { own_[size_++] = static_cast<std::byte>(value); }
    constexpr void time(const timestamp& t) noexcept {
        for (const std::byte b : t.octets) own_[size_++] = b;
    }
    /// The service centre counts octets, and its type is one of them.
    constexpr void service_centre(const built_address& centre) noexcept {
        octet(centre.semi_octets == 0 ? 0 : 1 + (centre.semi_octets + 1) / 2);
        if (centre.semi_octets != 0) value(centre);
    }
    constexpr void address(const built_address& a) noexcept {
        octet(a.semi_octets);
        value(a);
    }
    /// TP-UDL and TP-UD.
    constexpr void user_data(const text_part& part) noexcept {
        const std::size_t start_bit = gsm7::bit_behind(part.split.header);
        std::size_t septets = start_bit / 7;
        for (std::size_t i = part.from; part.split.in_gsm7 && i < part.end; ++i) septets += gsm7::septets_of(part.text[i]);
        const std::size_t octets =
            part.split.in_gsm7 ? static_cast<std::size_t>(gsm7::packed_size(septets)) : part.split.header + 2 * (part.end - part.from);
        octet(part.split.in_gsm7 ? septets : octets);
        const mutable_bytes data = mutable_bytes{own_}.subspan(size_, octets);
        const std::size_t behind = size_ + octets;
        if (part.split.concatenated) header(part.place);
        std::size_t bit = start_bit;
        for (std::size_t i = part.from; i < part.end; ++i) {
            const char16_t c = part.text[i];
            if (part.split.in_gsm7) {
                bit = gsm7::detail::put(data.data(), bit, c);
            } else {
                octet(c >> 8);
                octet(c & 0xffu);
            }
        }
        size_ = behind;
    }
    /// Error: `errc::no_space`.
    [[nodiscard]] constexpr result<bytes> copy_to(mutable_bytes to) const noexcept {
        if (size_ > to.size()) return error::no_space(size_);
        copy_bytes(to.data(), own_.data(), size_);
        return bytes{to.data(), size_};
    }

private:
    constexpr void value(const built_address& a) noexcept {
        // A name belongs to no numbering plan: 3GPP TS 23.040, 9.1.2.5.
        const auto plan = a.type == type_of_number::alphanumeric ? numbering_plan::unknown : numbering_plan::isdn;
        octet(0x80u | static_cast<unsigned>(a.type) << 4 | static_cast<unsigned>(plan));
        for (std::size_t i = 0; i < (a.semi_octets + 1) / 2; ++i) own_[size_++] = a.octets[i];
    }
    constexpr void header(const sms_pdu::concatenation& c) noexcept {
        octet(concatenation_header(c.wide) - 1);
        octet(c.wide ? element_id::concatenated_16 : element_id::concatenated_8);
        octet(c.wide ? 4 : 3);
        if (c.wide) octet(c.reference >> 8);
        octet(c.reference & 0xffu);
        octet(c.parts);
        octet(c.part);
    }

    std::array<std::byte, max_built> own_{};
    std::size_t size_{};
};

}  // namespace detail

constexpr result<std::u16string_view> address::text(gsl::span<char16_t> to) const noexcept {
    // A value made by hand may be shorter than it says.
    const std::size_t there = std::size_t{semi_octets} < 2 * value.size() ? semi_octets : 2 * value.size();
    if (is_name()) return gsm7::decode(value, there * 4 / 7, to);
    constexpr std::u16string_view alphabet = u"0123456789*#abc";
    const auto digit = [&](std::size_t i) { return std::to_integer<unsigned>(value[i / 2]) >> (i % 2 == 0 ? 0 : 4) & 15u; };
    std::size_t digits = 0;
    while (digits < there && digit(digits) < alphabet.size()) ++digits;
    const std::size_t sign = type == type_of_number::international ? 1 : 0;
    if (sign + digits > to.size()) return error::no_space(sign + digits);
    if (sign != 0) to.data()[0] = u'+';
    for (std::size_t i = 0; i < digits; ++i) to.data()[sign + i] = alphabet[digit(i)];
    return std::u16string_view{to.data(), sign + digits};
}

constexpr result<date_time> timestamp::read() const noexcept {
    std::array<std::uint8_t, 6> n{};
    for (std::size_t i = 0; i < n.size(); ++i) {
        const unsigned value = detail::two_digits(octets[i]);
        if (value < detail::least_time[i] || value > detail::most_time[i]) return error{errc::value, i};
        n[i] = static_cast<std::uint8_t>(value);
    }
    const unsigned quarters = detail::two_digits(octets[6] & std::byte{0xf7});
    if (quarters > 99) return error{errc::value, 6};
    const bool behind = (octets[6] & std::byte{0x08}) != std::byte{};
    const int signed_quarters = behind ? -static_cast<int>(quarters) : static_cast<int>(quarters);
    return date_time{n[0], n[1], n[2], n[3], n[4], n[5], static_cast<std::int8_t>(signed_quarters)};
}

constexpr result<timestamp> timestamp::of(const date_time& time) noexcept {
    const std::array<std::uint8_t, 6> n{time.year, time.month, time.day, time.hour, time.minute, time.second};
    timestamp made;
    for (std::size_t i = 0; i < n.size(); ++i) {
        if (n[i] < detail::least_time[i] || n[i] > detail::most_time[i]) return error{errc::value, i};
        made.octets[i] = detail::swapped_digits(n[i]);
    }
    const bool behind = time.quarters < 0;
    const int quarters = behind ? -time.quarters : time.quarters;
    if (quarters > 79) return error{errc::value, 6};  // the sign has a bit of the tens
    made.octets[6] = detail::swapped_digits(static_cast<unsigned>(quarters)) | (behind ? std::byte{0x08} : std::byte{});
    return made;
}

constexpr std::optional<std::uint32_t> validity_period::seconds() const noexcept {
    const auto& o = octets.octets;
    if (type == form::relative) return detail::relative_seconds(std::to_integer<unsigned>(o[0]));
    if (type != form::enhanced) return std::nullopt;
    // Behind the functionality indicator; one whose extension bit is set has more octets than are known here.
    if ((o[0] & std::byte{0x80}) != std::byte{}) return std::nullopt;
    switch (std::to_integer<unsigned>(o[0]) & 7u) {
        case 1: return detail::relative_seconds(std::to_integer<unsigned>(o[1]));
        case 2: return std::to_integer<std::uint32_t>(o[1]);
        case 3: {
            const unsigned hours = detail::two_digits(o[1]);
            const unsigned minutes = detail::two_digits(o[2]);
            const unsigned rest = detail::two_digits(o[3]);
            if (hours > 99 || minutes > 59 || rest > 59) return std::nullopt;
            return hours * 3600 + minutes * 60 + rest;
        }
        default: return std::nullopt;
    }
}

constexpr std::optional<concatenation> user_data::concatenation() const noexcept {
    for (const element e : elements()) {
        const bool wide = e.identifier == element_id::concatenated_16;
        if (!wide && e.identifier != element_id::concatenated_8) continue;
        if (e.data.size() != (wide ? 4u : 3u)) continue;
        const auto at = [&](std::size_t i) { return std::to_integer<unsigned>(e.data[i]); };
        const unsigned reference = wide ? at(0) << 8 | at(1) : at(0);
        const unsigned parts = at(e.data.size() - 2);
        const unsigned part = at(e.data.size() - 1);
        if (part == 0 || part > parts) continue;
        return sms_pdu::concatenation{static_cast<std::uint16_t>(reference), static_cast<std::uint8_t>(parts),
                                      static_cast<std::uint8_t>(part), wide};
    }
    return std::nullopt;
}

constexpr result<std::u16string_view> user_data::text(gsl::span<char16_t> to) const noexcept {
    if (coding.compressed) return error{errc::value, 0};
    const std::size_t header = header_octets();
    if (coding.alphabet == alphabet::gsm7) {
        const std::size_t first = gsm7::bit_behind(header) / 7;
        return length <= first ? gsm7::decode({}, 0, to) : gsm7::decode(octets, length - first, to, 7 * first);
    }
    const auto read = coding.alphabet == alphabet::ucs2 ? decode_ucs2(payload(), to) : decode_octets(payload(), to);
    return read ? read : read.error().shifted(header);
}

constexpr result<envelope> split(bytes pdu_data) noexcept {
    detail::reader in{pdu_data};
    const std::size_t size = in.octet();
    if (in.fault()) return in.fault();
    if (size > 11) return error{errc::length, 0};
    envelope e;
    if (size != 0) {
        const bytes centre = in.take(size);
        if (in.fault()) return in.fault();
        const auto kind = std::to_integer<unsigned>(centre[0]);
        e.service_centre = address{static_cast<type_of_number>(kind >> 4 & 7u), static_cast<numbering_plan>(kind & 15u),
                                   static_cast<std::uint8_t>(2 * (size - 1)), centre.subspan(1)};
    }
    e.offset = in.position();
    e.tpdu = pdu_data.subspan(e.offset);
    return e;
}

constexpr result<deliver> parse_deliver(bytes tpdu) noexcept {
    if (const error e = detail::expect(tpdu, message_type::deliver)) return e;
    detail::reader in{tpdu};
    const unsigned flags = in.octet();
    deliver d{.more_messages = (flags & 4u) == 0,
              .loop_prevention = (flags & 8u) != 0,
              .report_requested = (flags & 0x20u) != 0,
              .reply_path = (flags & 0x80u) != 0};
    d.originator = in.address();
    d.protocol_id = in.octet();
    d.data_coding_scheme = in.octet();
    d.service_centre_time = in.time();
    d.user_data = in.user_data(d.data_coding_scheme, (flags & 0x40u) != 0);
    if (in.fault()) return in.fault();
    return d;
}

constexpr result<submit> parse_submit(bytes tpdu) noexcept {
    if (const error e = detail::expect(tpdu, message_type::submit)) return e;
    detail::reader in{tpdu};
    const unsigned flags = in.octet();
    submit s{.reject_duplicates = (flags & 4u) != 0, .report_requested = (flags & 0x20u) != 0, .reply_path = (flags & 0x80u) != 0};
    s.reference = in.octet();
    s.destination = in.address();
    s.protocol_id = in.octet();
    s.data_coding_scheme = in.octet();
    s.validity.type = static_cast<validity_period::form>(flags >> 3 & 3u);
    if (s.validity.type == validity_period::form::relative) {
        s.validity.octets.octets[0] = static_cast<std::byte>(in.octet());
    } else if (s.validity.type != validity_period::form::none) {
        s.validity.octets = in.time();
    }
    s.user_data = in.user_data(s.data_coding_scheme, (flags & 0x40u) != 0);
    if (in.fault()) return in.fault();
    return s;
}

constexpr result<status_report> parse_status_report(bytes tpdu) noexcept {
    if (const error e = detail::expect(tpdu, message_type::status_report)) return e;
    detail::reader in{tpdu};
    const unsigned flags = in.octet();
    status_report r{.more_messages = (flags & 4u) == 0, .loop_prevention = (flags & 8u) != 0, .of_command = (flags & 0x20u) != 0};
    r.reference = in.octet();
    r.recipient = in.address();
    r.service_centre_time = in.time();
    r.discharge_time = in.time();
    r.status = in.octet();
    if (in.fault()) return in.fault();
    if (in.at_end()) return r;
    const unsigned present = in.octet();
    // Every octet of the parameter indicator tells whether another one follows.
    for (unsigned more = present; (more & 0x80u) != 0;) more = in.octet();
    if ((present & 1u) != 0) r.protocol_id = in.octet();
    if ((present & 2u) != 0) r.data_coding_scheme = in.octet();
    if ((present & 4u) != 0) r.user_data = in.user_data(r.data_coding_scheme.value_or(0), (flags & 0x40u) != 0);
    if (in.fault()) return in.fault();
    return r;
}

constexpr std::uint8_t relative_validity(std::uint32_t seconds) noexcept {
    unsigned v = 0;
    while (v < 255 && detail::relative_seconds(v) < seconds) ++v;
    return static_cast<std::uint8_t>(v);
}

constexpr result<std::size_t> parts_of(const submission& message) noexcept {
    return detail::parts_of(message.text, detail::split_of(message.text, detail::concatenation_header(message.wide_reference)));
}
constexpr result<std::size_t> parts_of(const delivery& message) noexcept {
    return detail::parts_of(message.text, detail::split_of(message.text, detail::concatenation_header(message.wide_reference)));
}

constexpr result<bytes> build(mutable_bytes to, const submission& message, std::size_t part) noexcept {
    const auto centre = detail::number_of(message.service_centre);
    if (!centre) return centre.error();
    const auto destination = detail::subscriber_of(message.destination);
    if (!destination) return destination.error();
    const auto text = detail::part_of(message.text, message.concatenation_reference, message.wide_reference, part);
    if (!text) return text.error();

    detail::writer out;
    out.service_centre(*centre);
    out.octet(static_cast<unsigned>(message_type::submit) | detail::flag(message.reject_duplicates, 4) |
              detail::flag(message.relative_validity.has_value(), 0x10) | detail::flag(message.request_report, 0x20) |
              detail::flag(text->split.concatenated, 0x40) | detail::flag(message.reply_path, 0x80));
    out.octet(message.reference);
    out.address(*destination);
    out.octet(message.protocol_id);
    out.octet(text->scheme(message.message_class));
    if (message.relative_validity) out.octet(*message.relative_validity);
    out.user_data(*text);
    return out.copy_to(to);
}

constexpr result<bytes> build(mutable_bytes to, const delivery& message, std::size_t part) noexcept {
    const auto centre = detail::number_of(message.service_centre);
    if (!centre) return centre.error();
    const auto originator =
        message.originator_name.empty() ? detail::subscriber_of(message.originator) : detail::address_of_name(message.originator_name);
    if (!originator) return originator.error();
    const auto text = detail::part_of(message.text, message.concatenation_reference, message.wide_reference, part);
    if (!text) return text.error();

    detail::writer out;
    out.service_centre(*centre);
    out.octet(static_cast<unsigned>(message_type::deliver) | detail::flag(!message.more_messages, 4) |
              detail::flag(message.loop_prevention, 8) | detail::flag(message.report_requested, 0x20) |
              detail::flag(text->split.concatenated, 0x40) | detail::flag(message.reply_path, 0x80));
    out.address(*originator);
    out.octet(message.protocol_id);
    out.octet(text->scheme(message.message_class));
    out.time(message.service_centre_time);
    out.user_data(*text);
    return out.copy_to(to);
}

constexpr result<bytes> build(mutable_bytes to, const outcome& message) noexcept {
    const auto centre = detail::number_of(message.service_centre);
    if (!centre) return centre.error();
    const auto recipient = detail::subscriber_of(message.recipient);
    if (!recipient) return recipient.error();
    detail::text_part text{.split = detail::split_of(message.text, 0, detail::max_report_data), .text = message.text};
    text.end = detail::end_of_part(text.split, message.text, 0);
    if (text.end != message.text.size()) return error{errc::too_long, text.end};

    const bool has_text = !message.text.empty();
    const unsigned present = detail::flag(message.protocol_id.has_value(), 1) | detail::flag(has_text, 2 | 4);
    detail::writer out;
    out.service_centre(*centre);
    out.octet(static_cast<unsigned>(message_type::status_report) | detail::flag(!message.more_messages, 4) |
              detail::flag(message.loop_prevention, 8) | detail::flag(message.of_command, 0x20));
    out.octet(message.reference);
    out.address(*recipient);
    out.time(message.service_centre_time);
    out.time(message.discharge_time);
    out.octet(message.status);
    if (present != 0) out.octet(present);
    if (message.protocol_id) out.octet(*message.protocol_id);
    if (has_text) {
        out.octet(text.scheme(std::nullopt));
        out.user_data(text);
    }
    return out.copy_to(to);
}

}  // namespace cdcnet::mbim::sms_pdu
