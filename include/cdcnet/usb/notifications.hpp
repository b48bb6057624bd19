// SPDX-License-Identifier: BSL-1.0
/// \file
/// Notifications on the interrupt endpoint of a CDC function (CDC 1.2, 6.3; `reference/usb.json`, notifications).
#pragma once

#include <cdcnet/usb/layout.hpp>
#include <cdcnet/usb/requests.hpp>

namespace cdcnet::usb {

/// bNotification.
enum class notification_code : std::uint8_t {
    network_connection = 0,
    response_available = 1,
    serial_state = 32,
    connection_speed_change = 42,
};

/// The declaration of a notification.
struct notification_info {
    std::string_view name{};  ///< as the specification spells it
    notification_code code{};
    std::uint16_t length{};  ///< wLength: bytes behind the 8-byte header

    /// False for what `find_notification` returns when there is no such notification.
    constexpr explicit operator bool() const noexcept { return !name.empty(); }
};

/// The notifications with a known layout.
inline constexpr std::array<notification_info, 4> notification_types{{
    {"NETWORK_CONNECTION", notification_code::network_connection, 0},
    {"RESPONSE_AVAILABLE", notification_code::response_available, 0},
    {"SERIAL_STATE", notification_code::serial_state, 2},
    {"CONNECTION_SPEED_CHANGE", notification_code::connection_speed_change, 8},
}};

/// The declaration of a code; false for one without.
[[nodiscard]] constexpr notification_info find_notification(notification_code code) noexcept {
    for (const notification_info& info : notification_types)
        if (info.code == code) return info;
    return {};
}

/// The 8 bytes that a notification begins with.
struct notification_header {
    std::uint8_t request_type{class_interface_in};
    notification_code code{};
    std::uint16_t value{};
    std::uint16_t interface_number{};
    std::uint16_t length{};

    static constexpr std::size_t size = 8;
    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("bmRequestType", 0, self.request_type);
        field("bNotification", 1, self.code);
        field("wValue", 2, self.value);
        field("wIndex", 4, self.interface_number);
        field("wLength", 6, self.length);
    }
    friend constexpr bool operator==(const notification_header&, const notification_header&) noexcept = default;
};

/// Data of CONNECTION_SPEED_CHANGE, in bits per second.
struct connection_speed {
    std::uint32_t downlink{};  ///< towards the host
    std::uint32_t uplink{};    ///< from the host

    template <class Self, class Visitor>
    static constexpr void fields(Self& self, Visitor& field) noexcept {
        field("DLBitRate", 0, self.downlink);
        field("ULBitRate", 4, self.uplink);
    }
    friend constexpr bool operator==(const connection_speed&, const connection_speed&) noexcept = default;
};

/// A notification.  Decoding keeps no state: devices repeat NETWORK_CONNECTION and CONNECTION_SPEED_CHANGE as often as
/// the host polls.
struct notification {
    notification_code code{};
    std::uint16_t value{};
    std::uint16_t interface_number{};  ///< number of the communication interface
    bytes data{};                      ///< behind the header; a view

    /// Bytes of the whole notification.
    [[nodiscard]] constexpr std::size_t size() const noexcept { return notification_header::size + data.size(); }

    /// Reads the notification that `raw` begins with; `size()` tells where it ends.  One with an unknown code is read
    /// whatever its length.  `data` views `raw`.
    ///
    /// Errors: `errc::need_more` when `raw` ends before the notification; `errc::value` at 0 for another bmRequestType
    /// than 0xA1; `errc::length` at 6 when wLength is not that of the code.
    [[nodiscard]] static constexpr result<notification> parse(bytes raw) noexcept {
        if (!raw.empty() && raw.data()[0] != std::byte{class_interface_in}) return error{errc::value, 0};
        if (raw.size() < notification_header::size) return error{errc::need_more, raw.size()};
        const auto header = detail::read_fields<notification_header>(raw.data(), notification_header::size);
        const notification_info info = find_notification(header.code);
        if (info && info.length != header.length) return error{errc::length, 6};
        if (raw.size() - notification_header::size < header.length) return error{errc::need_more, raw.size()};
        return notification{header.code, header.value, header.interface_number, {raw.data() + notification_header::size, header.length}};
    }

    /// Of NETWORK_CONNECTION: whether the network is connected.  Error: `errc::request` for another code.
    [[nodiscard]] constexpr result<bool> connected() const noexcept {
        if (code != notification_code::network_connection) return error{errc::request, 1};
        return value != 0;
    }
    /// Of CONNECTION_SPEED_CHANGE.  Errors: `errc::request` for another code; `errc::length` when data is not 8 bytes.
    [[nodiscard]] constexpr result<connection_speed> speed() const noexcept {
        if (code != notification_code::connection_speed_change) return error{errc::request, 1};
        if (data.size() != 8) return error{errc::length, 6};
        return detail::read_fields<connection_speed>(data.data(), data.size());
    }
    /// Of SERIAL_STATE: the bitmap of CDC PSTN 1.2, 6.5.4.  Errors: `errc::request` for another code; `errc::length` when
    /// data is not 2 bytes.
    [[nodiscard]] constexpr result<std::uint16_t> serial_state() const noexcept {
        if (code != notification_code::serial_state) return error{errc::request, 1};
        if (data.size() != 2) return error{errc::length, 6};
        return load_le<std::uint16_t>(data.data());
    }
};

/// Writes a notification of any code and returns the bytes written.
///
/// Errors: `errc::length` at 6 when the data has another size than the code demands; `errc::too_large` above 65535 bytes of
/// data; `errc::no_space`.
[[nodiscard]] constexpr result<bytes> build(mutable_bytes to, const notification& n) noexcept {
    const notification_info info = find_notification(n.code);
    if (info && info.length != n.data.size()) return error{errc::length, 6};
    if (n.data.size() > 0xffff) return error{errc::too_large, 6};
    if (to.size() < n.size()) return error::no_space(n.size());
    const auto length = static_cast<std::uint16_t>(n.data.size());
    detail::write_fields(to.data(), notification_header{class_interface_in, n.code, n.value, n.interface_number, length});
    copy_bytes(to.data() + notification_header::size, n.data.data(), n.data.size());
    return bytes{to.data(), n.size()};
}

/// NETWORK_CONNECTION.
[[nodiscard]] constexpr std::array<std::byte, 8> network_connection(std::uint8_t interface_number, bool connected) noexcept {
    std::array<std::byte, 8> raw{};
    detail::write_fields(raw.data(), notification_header{class_interface_in, notification_code::network_connection,
                                                         static_cast<std::uint16_t>(connected ? 1 : 0), interface_number, 0});
    return raw;
}

/// RESPONSE_AVAILABLE: one for each control message or fragment that waits for GET_ENCAPSULATED_RESPONSE.
[[nodiscard]] constexpr std::array<std::byte, 8> response_available(std::uint8_t interface_number) noexcept {
    std::array<std::byte, 8> raw{};
    detail::write_fields(raw.data(),
                         notification_header{class_interface_in, notification_code::response_available, 0, interface_number, 0});
    return raw;
}

/// SERIAL_STATE.
[[nodiscard]] constexpr std::array<std::byte, 10> serial_state(std::uint8_t interface_number, std::uint16_t state) noexcept {
    std::array<std::byte, 10> raw{};
    detail::write_fields(raw.data(), notification_header{class_interface_in, notification_code::serial_state, 0, interface_number, 2});
    store_le(raw.data() + notification_header::size, state);
    return raw;
}

/// CONNECTION_SPEED_CHANGE.
[[nodiscard]] constexpr std::array<std::byte, 16> connection_speed_change(std::uint8_t interface_number, connection_speed speed) noexcept {
    std::array<std::byte, 16> raw{};
    detail::write_fields(raw.data(),
                         notification_header{class_interface_in, notification_code::connection_speed_change, 0, interface_number, 8});
    detail::write_fields(raw.data() + notification_header::size, speed);
    return raw;
}

/// Joins notifications that arrive split over several interrupt packets, and separates those that arrive together.
/// \code
/// bytes rest = packet;
/// while (const auto n = joiner.receive(rest)) handle(*n);
/// \endcode
/// \tparam Capacity  bytes of the longest notification, header included; every known one fits into 16
template <std::size_t Capacity = 16>
class notification_joiner {
public:
    static_assert(Capacity >= notification_header::size);

    /// Takes bytes from the front of `packet`, which afterwards holds what is left, and returns the notification that they
    /// complete.  It stays valid until the next call.
    ///
    /// Errors: `errc::need_more` when the packet is used up first, which is the normal end of the loop; those of
    /// `notification::parse`, and `errc::no_space` for a notification longer than `Capacity`: then the rest of the packet
    /// is dropped, and the next packet begins a notification.
    constexpr result<notification> receive(bytes& packet) noexcept {
        if (complete_) reset();
        for (;;) {
            const auto parsed = notification::parse({held_.data(), size_});
            if (parsed) {
                complete_ = true;
                return parsed;
            }
            if (parsed.error().code() != errc::need_more) return fail(packet, parsed.error());
            const std::size_t wanted = this->wanted();
            if (wanted > Capacity) return fail(packet, error::no_space(wanted));
            if (packet.empty()) return parsed.error();
            const std::size_t missing = wanted - size_;
            const std::size_t taken = packet.size() < missing ? packet.size() : missing;
            copy_bytes(held_.data() + size_, packet.data(), taken);
            size_ += taken;
            packet = {packet.data() + taken, packet.size() - taken};
        }
    }

    /// Bytes of a notification that has not ended yet.
    [[nodiscard]] constexpr std::size_t pending() const noexcept { return complete_ ? 0 : size_; }

    /// Forgets what is pending; after a reset of the function or of the endpoint.
    constexpr void reset() noexcept {
        size_ = 0;
        complete_ = false;
    }

private:
    /// Bytes after which there is something to decide: the header, then all.
    [[nodiscard]] constexpr std::size_t wanted() const noexcept {
        if (size_ < notification_header::size) return notification_header::size;
        return notification_header::size + load_le<std::uint16_t>(held_.data() + 6);
    }
    constexpr error fail(bytes& packet, error e) noexcept {
        reset();
        packet = {};
        return e;
    }

    std::array<std::byte, Capacity> held_{};
    std::size_t size_{};
    bool complete_{};
};

}  // namespace cdcnet::usb
