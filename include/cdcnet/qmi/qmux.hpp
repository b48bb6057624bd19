// SPDX-License-Identifier: BSL-1.0
/// \file
/// QMI, the control protocol of Qualcomm, as far as its framing goes: QMUX frames, messages and their TLVs.  Enough to name
/// what a QMI port or the MBIM service `mbim::qmi` carries; the values of TLVs stay bytes.
///
/// | part | little-endian, nothing is padded |
/// |---|---|
/// | frame | u8 marker 0x01, u16 length of all but the marker, u8 control flags, u8 service, u8 client, the message |
/// | message | u8 control flags, transaction id (u8 of CTL, u16 of all others), u16 message id, u16 length of the TLVs, the TLVs |
/// | TLV | u8 type, u16 length of the value, the value |
///
///     const auto f = qmi::frame::parse(received);
///     const auto m = f ? qmi::message::parse(*f) : f.error();
///     for (const qmi::tlv t : m->tlvs) handle(f->header.service, m->id, t.type, t.value);
///
/// There is no public specification; these facts are those in which libqmi, uqmi and the Gobi sources agree.
#pragma once

#include <cdcnet/wire/endian.hpp>
#include <cdcnet/wire/item_list.hpp>
#include <cdcnet/wire/result.hpp>
#include <optional>

namespace cdcnet::qmi {

/// Which service a frame is for or from.  Functions have more than these; other numbers are kept as they are.
enum class service_type : std::uint8_t {
    ctl = 0x00,    ///< control: hands out client ids
    wds = 0x01,    ///< wireless data
    dms = 0x02,    ///< device management
    nas = 0x03,    ///< network access
    qos = 0x04,    ///< quality of service
    wms = 0x05,    ///< wireless messaging: SMS
    pds = 0x06,    ///< position determination
    auth = 0x07,   ///< authentication
    at = 0x08,     ///< AT commands
    voice = 0x09,  ///< voice calls
    cat2 = 0x0a,   ///< card application toolkit, second version
    uim = 0x0b,    ///< user identity module
    pbm = 0x0c,    ///< phonebook
    qchat = 0x0d,
    rmtfs = 0x0e,  ///< remote file system
    test = 0x0f,
    loc = 0x10,   ///< location
    sar = 0x11,   ///< specific absorption rate
    ims = 0x12,   ///< IMS settings
    adc = 0x13,   ///< analogue-to-digital converter
    csd = 0x14,   ///< core sound driver
    mfs = 0x15,   ///< modem file system
    time = 0x16,  ///< time
    ts = 0x17,    ///< thermal sensors
    tmd = 0x18,   ///< thermal mitigation
    sap = 0x19,   ///< service access proxy
    wda = 0x1a,   ///< wireless data administration
    tsync = 0x1b,
    rfsa = 0x1c,    ///< remote file system access
    csvt = 0x1d,    ///< circuit-switched video telephony
    qcmap = 0x1e,   ///< mobile access point
    imsp = 0x1f,    ///< IMS presence
    imsvt = 0x20,   ///< IMS video telephony
    imsa = 0x21,    ///< IMS application
    coex = 0x22,    ///< coexistence of radios
    pdc = 0x24,     ///< persistent device configuration
    stx = 0x26,     ///< simultaneous transmission
    bit = 0x27,     ///< bearer independent transport
    imsrtp = 0x28,  ///< IMS RTP
    rfrpe = 0x29,   ///< RF radiated performance enhancement
    dsd = 0x2a,     ///< data system determination
    ssctl = 0x2b,   ///< subsystem control
    dpm = 0x2f,     ///< data port mapper
    cat = 0xe0,     ///< card application toolkit, first version
    rms = 0xe1,     ///< remote management
    oma = 0xe2,     ///< OMA device management
};

/// The usual abbreviation of a service, `WDS`; empty for a number without one.
[[nodiscard]] constexpr std::string_view name_of(service_type service) noexcept {
    switch (service) {
        case service_type::ctl: return "CTL";
        case service_type::wds: return "WDS";
        case service_type::dms: return "DMS";
        case service_type::nas: return "NAS";
        case service_type::qos: return "QOS";
        case service_type::wms: return "WMS";
        case service_type::pds: return "PDS";
        case service_type::auth: return "AUTH";
        case service_type::at: return "AT";
        case service_type::voice: return "VOICE";
        case service_type::cat2: return "CAT2";
        case service_type::uim: return "UIM";
        case service_type::pbm: return "PBM";
        case service_type::qchat: return "QCHAT";
        case service_type::rmtfs: return "RMTFS";
        case service_type::test: return "TEST";
        case service_type::loc: return "LOC";
        case service_type::sar: return "SAR";
        case service_type::ims: return "IMS";
        case service_type::adc: return "ADC";
        case service_type::csd: return "CSD";
        case service_type::mfs: return "MFS";
        case service_type::time: return "TIME";
        case service_type::ts: return "TS";
        case service_type::tmd: return "TMD";
        case service_type::sap: return "SAP";
        case service_type::wda: return "WDA";
        case service_type::tsync: return "TSYNC";
        case service_type::rfsa: return "RFSA";
        case service_type::csvt: return "CSVT";
        case service_type::qcmap: return "QCMAP";
        case service_type::imsp: return "IMSP";
        case service_type::imsvt: return "IMSVT";
        case service_type::imsa: return "IMSA";
        case service_type::coex: return "COEX";
        case service_type::pdc: return "PDC";
        case service_type::stx: return "STX";
        case service_type::bit: return "BIT";
        case service_type::imsrtp: return "IMSRTP";
        case service_type::rfrpe: return "RFRPE";
        case service_type::dsd: return "DSD";
        case service_type::ssctl: return "SSCTL";
        case service_type::dpm: return "DPM";
        case service_type::cat: return "CAT";
        case service_type::rms: return "RMS";
        case service_type::oma: return "OMA";
    }
    return {};
}

/// What a message is, from two bits of its control flags.
enum class message_kind : std::uint8_t {
    request = 0,     ///< from a client
    response = 1,    ///< from the service, with the transaction id of the request
    indication = 2,  ///< from the service, unasked
    unknown = 3,     ///< both bits; no known sender sets them
};
[[nodiscard]] constexpr std::string_view name_of(message_kind kind) noexcept {
    switch (kind) {
        case message_kind::request: return "request";
        case message_kind::response: return "response";
        case message_kind::indication: return "indication";
        case message_kind::unknown: return "unknown";
    }
    return {};
}

namespace detail {
/// Where the two bits stand: CTL has no bit for compound messages below them.
[[nodiscard]] constexpr unsigned kind_shift(service_type service) noexcept { return service == service_type::ctl ? 0 : 1; }
}  // namespace detail

/// The first byte of every frame.
inline constexpr std::uint8_t frame_marker = 0x01;
/// Of `frame_header::control_flags`: the frame comes from the service.
inline constexpr std::uint8_t from_service_flag = 0x80;
/// Of `frame_header::client`: from the service to all its clients.
inline constexpr std::uint8_t broadcast_client = 0xff;
/// The TLV of every response that tells how the request ended.
inline constexpr std::uint8_t result_tlv = 0x02;

/// Who talks to whom: the 6 bytes that a frame begins with, but for marker and length.
struct frame_header {
    std::uint8_t control_flags{};
    service_type service{};
    std::uint8_t client{};  ///< handed out by CTL, whose own clients are 0

    static constexpr std::size_t size = 6;

    [[nodiscard]] constexpr bool from_service() const noexcept { return (control_flags & from_service_flag) != 0; }
    friend constexpr bool operator==(const frame_header&, const frame_header&) noexcept = default;
};

/// A QMUX frame.
struct frame {
    frame_header header{};
    bytes message{};  ///< behind the header; a view

    /// Bytes of the whole frame.
    [[nodiscard]] constexpr std::size_t size() const noexcept { return frame_header::size + message.size(); }

    /// Reads the frame that `raw` begins with; `size()` tells where it ends.  Of the message nothing is looked at.
    ///
    /// Errors: `errc::need_more` when `raw` ends before the frame, which in an MBIM message is final; `errc::value` at 0 for
    /// another marker; `errc::length` at 1 for a length below that of the header.
    [[nodiscard]] static constexpr result<frame> parse(bytes raw) noexcept {
        if (!raw.empty() && raw.data()[0] != std::byte{frame_marker}) return error{errc::value, 0};
        if (raw.size() < frame_header::size) return error{errc::need_more, raw.size()};
        const std::size_t whole = std::size_t{load_le<std::uint16_t>(raw.data() + 1)} + 1;
        if (whole < frame_header::size) return error{errc::length, 1};
        if (whole > raw.size()) return error{errc::need_more, raw.size()};
        const auto u8 = [&](std::size_t at) { return std::to_integer<std::uint8_t>(raw.data()[at]); };
        return frame{{u8(3), static_cast<service_type>(u8(4)), u8(5)}, raw.subspan(frame_header::size, whole - frame_header::size)};
    }
};

/// One TLV.  Types mean something only together with service, message and kind.
struct tlv {
    std::uint8_t type{};
    bytes value{};

    static constexpr std::size_t header_size = 3;
    friend constexpr bool operator==(const tlv& a, const tlv& b) noexcept { return a.type == b.type && equal(a.value, b.value); }
};

namespace detail {
/// How TLVs follow each other.
struct tlv_wire {
    static constexpr std::size_t header_size = tlv::header_size;
    static constexpr std::size_t value_size(const std::byte* p) noexcept { return load_le<std::uint16_t>(p + 1); }
    static constexpr tlv read(const std::byte* p) noexcept {
        return {std::to_integer<std::uint8_t>(p[0]), bytes{p + header_size, value_size(p)}};
    }
    static constexpr std::size_t size(const std::byte* p) noexcept { return header_size + value_size(p); }
};
}  // namespace detail

/// The TLVs of a message: on the wire, or the caller's array.  Views what it was made from and owns nothing.
class tlv_list : public cdcnet::detail::item_list<tlv, detail::tlv_wire> {
public:
    using item_list::item_list;

    /// Checks that wire bytes are a sequence of TLVs and nothing else.
    /// \return none; `errc::length` where fewer than 3 bytes are left, `errc::outside` at the length of a value that does not
    ///         end inside
    [[nodiscard]] static constexpr error check(bytes wire) noexcept {
        std::size_t at = 0;
        while (at < wire.size()) {
            if (wire.size() - at < tlv::header_size) return error{errc::length, at};
            const std::size_t value = load_le<std::uint16_t>(wire.data() + at + 1);
            if (value > wire.size() - at - tlv::header_size) return error{errc::outside, at + 1};
            at += tlv::header_size + value;
        }
        return {};
    }
    /// The TLVs in wire bytes that have been checked.
    static constexpr tlv_list over_checked(bytes wire) noexcept {
        tlv_list list;
        list.wire_ = wire;
        return list;
    }

    /// The value of the first TLV of this type.
    [[nodiscard]] constexpr std::optional<bytes> find(std::uint8_t type) const noexcept {
        for (const tlv t : *this)
            if (t.type == type) return t.value;
        return {};
    }

    /// Bytes on the wire, headers included.
    [[nodiscard]] constexpr std::uint64_t encoded_size() const noexcept {
        std::uint64_t n = 0;
        for (const tlv t : *this) n += tlv::header_size + t.value.size();
        return n;
    }
};

/// The control flags of a message.
[[nodiscard]] constexpr std::uint8_t control_flags_of(service_type service, message_kind kind) noexcept {
    return static_cast<std::uint8_t>(static_cast<unsigned>(kind) << detail::kind_shift(service));
}

/// What a frame carries.
struct message {
    std::uint8_t control_flags{};  ///< `control_flags_of`
    std::uint16_t transaction{};   ///< at most 255 of CTL
    std::uint16_t id{};            ///< means something only together with the service
    tlv_list tlvs{};

    /// Bytes in front of the TLVs.
    [[nodiscard]] static constexpr std::size_t header_size(service_type service) noexcept { return service == service_type::ctl ? 6 : 7; }

    [[nodiscard]] constexpr message_kind kind(service_type service) const noexcept {
        return static_cast<message_kind>(control_flags >> detail::kind_shift(service) & 3u);
    }

    /// Reads the message of a frame whole.  Its TLVs view what the frame views.
    ///
    /// Errors, with offsets from the start of the frame: `errc::length` at 1 when the frame ends before the TLVs begin;
    /// `errc::length` at the length of the TLVs when it is not that of what follows; those of `tlv_list::check`.
    [[nodiscard]] static constexpr result<message> parse(const frame& from) noexcept {
        const std::size_t header = header_size(from.header.service);
        if (from.message.size() < header) return error{errc::length, 1};
        const std::byte* raw = from.message.data();
        const bytes tlvs = from.message.subspan(header);
        if (load_le<std::uint16_t>(raw + header - 2) != tlvs.size()) return error{errc::length, frame_header::size + header - 2};
        if (error e = tlv_list::check(tlvs)) return e.shifted(frame_header::size + header);
        const auto transaction = header == 6 ? std::to_integer<std::uint16_t>(raw[1]) : load_le<std::uint16_t>(raw + 1);
        return message{std::to_integer<std::uint8_t>(raw[0]), transaction, load_le<std::uint16_t>(raw + header - 4),
                       tlv_list::over_checked(tlvs)};
    }
};

/// How a request ended, the value of TLV 0x02 of its response.
struct operation_result {
    std::uint16_t result{};  ///< 0: success, 1: failure
    std::uint16_t error{};   ///< 0 when there is none

    static constexpr std::size_t size = 4;

    [[nodiscard]] constexpr bool succeeded() const noexcept { return result == 0; }

    /// The one among these TLVs.  Errors: `errc::tlv_type` when there is none; `errc::length` when its value is not 4 bytes.
    [[nodiscard]] static constexpr cdcnet::result<operation_result> in(const tlv_list& tlvs) noexcept {
        const std::optional<bytes> value = tlvs.find(result_tlv);
        if (!value) return cdcnet::error{errc::tlv_type, 0};
        if (value->size() != size) return cdcnet::error{errc::length, 0};
        return operation_result{load_le<std::uint16_t>(value->data()), load_le<std::uint16_t>(value->data() + 2)};
    }
    /// The value of the TLV.
    [[nodiscard]] constexpr std::array<std::byte, size> build() const noexcept {
        std::array<std::byte, size> raw{};
        store_le(raw.data(), result);
        store_le(raw.data() + 2, error);
        return raw;
    }
    friend constexpr bool operator==(const operation_result&, const operation_result&) noexcept = default;
};

namespace detail {
/// The longest message: the length of a frame also counts 5 bytes of its header.
inline constexpr std::uint64_t most_of_message = 0xffff - (frame_header::size - 1);

/// \param size  of the message, at most `most_of_message`
constexpr void write_frame_header(std::byte* to, const frame_header& header, std::uint64_t size) noexcept {
    to[0] = std::byte{frame_marker};
    store_le(to + 1, static_cast<std::uint16_t>(size + frame_header::size - 1));
    to[3] = std::byte{header.control_flags};
    to[4] = static_cast<std::byte>(header.service);
    to[5] = std::byte{header.client};
}
}  // namespace detail

/// Writes a frame around the bytes of a message, and returns the bytes written.
///
/// Errors: `errc::too_large` when the length does not fit 16 bits; `errc::no_space`.
[[nodiscard]] constexpr result<bytes> build(mutable_bytes to, const frame& f) noexcept {
    if (f.message.size() > detail::most_of_message) return error{errc::too_large, 0};
    if (to.size() < f.size()) return error::no_space(f.size());
    detail::write_frame_header(to.data(), f.header, f.message.size());
    copy_bytes(to.data() + frame_header::size, f.message.data(), f.message.size());
    return bytes{to.data(), f.size()};
}

/// Writes a frame with a message and its TLVs in order, and returns the bytes written.  No value may view `to`.
///
/// Errors: `errc::value` for a transaction id above 255 of CTL; `errc::too_large` when a length does not fit 16 bits;
/// `errc::no_space`.
[[nodiscard]] constexpr result<bytes> build(mutable_bytes to, const frame_header& header, const message& m) noexcept {
    const bool is_control = header.service == service_type::ctl;
    if (is_control && m.transaction > 0xff) return error{errc::value, 0};
    const std::size_t head = message::header_size(header.service);
    const std::uint64_t tlvs = m.tlvs.encoded_size();
    // This also bounds each value: no TLV is longer than all of them.
    if (head + tlvs > detail::most_of_message) return error{errc::too_large, 0};
    const auto whole = static_cast<std::size_t>(frame_header::size + head + tlvs);
    if (to.size() < whole) return error::no_space(whole);
    detail::write_frame_header(to.data(), header, head + tlvs);
    std::byte* at = to.data() + frame_header::size;
    *at++ = std::byte{m.control_flags};
    *at++ = static_cast<std::byte>(m.transaction & 0xff);
    if (!is_control) *at++ = static_cast<std::byte>(m.transaction >> 8);
    store_le(at, m.id);
    store_le(at + 2, static_cast<std::uint16_t>(tlvs));
    at += 4;
    for (const tlv t : m.tlvs) {
        at[0] = std::byte{t.type};
        store_le(at + 1, static_cast<std::uint16_t>(t.value.size()));
        copy_bytes(at + tlv::header_size, t.value.data(), t.value.size());
        at += tlv::header_size + t.value.size();
    }
    return bytes{to.data(), whole};
}

}  // namespace cdcnet::qmi
