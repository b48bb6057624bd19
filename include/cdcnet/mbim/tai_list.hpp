// SPDX-License-Identifier: BSL-1.0
/// \file
/// Lists of tracking areas: the payloads TAI and LADN of TLVs.  Source: `reference/messages.json`, tlv_payloads.
#pragma once

#include <cdcnet/mbim/packed.hpp>
#include <cdcnet/mbim/tai.hpp>

namespace cdcnet::mbim {

/// How an entry of a TAI list names its areas, 8 bits.
enum class tai_list_type : std::uint8_t {
    non_consecutive_tac = 0,  ///< areas of one network
    consecutive_tac = 1,      ///< areas of one network whose codes follow each other
    multi_plmn_tac = 2,       ///< areas of several networks
};
constexpr auto names(tai_list_type) {
    using enum tai_list_type;
    return values("TaiListType", named{non_consecutive_tac, "NON_CONSECUTIVE_TAC"}, named{consecutive_tac, "CONSECUTIVE_TAC"},
                  named{multi_plmn_tac, "MULTI_PLMN_TAC"});
}

/// Up to 255 tracking areas.  Which members mean something depends on `list_type`; `size` and `[]` are the same for all
/// known types.
struct tai_list_entry {
    tai_list_type list_type{};
    std::uint16_t plmn_mcc{};          ///< types 0 and 1: as `tai::plmn_mcc`
    std::uint16_t plmn_mnc{};          ///< types 0 and 1: as `tai::plmn_mnc`
    array_view<std::uint32_t> tacs{};  ///< types 0 and 1
    array_view<tai> tais{};            ///< type 2
    bytes unknown{};                   ///< other types: all that follows the type

    /// The number of areas.
    [[nodiscard]] constexpr std::uint32_t size() const noexcept {
        return list_type == tai_list_type::multi_plmn_tac ? tais.size() : tacs.size();
    }
    /// \pre `i < size()`; checked
    [[nodiscard]] constexpr tai operator[](std::uint32_t i) const noexcept {
        return list_type == tai_list_type::multi_plmn_tac ? tais[i] : tai{plmn_mcc, plmn_mnc, tacs[i]};
    }

    friend constexpr bool operator==(const tai_list_entry& a, const tai_list_entry& b) noexcept {
        return a.list_type == b.list_type && a.plmn_mcc == b.plmn_mcc && a.plmn_mnc == b.plmn_mnc &&
               detail::equal_members(a.tacs, b.tacs) && detail::equal_members(a.tais, b.tais) && cdcnet::equal(a.unknown, b.unknown);
    }
};

/// Entries back to back: TAI.
using tai_list = packed_list<tai_list_entry>;

/// A local area data network and where it can be reached.
struct ladn {
    utf16 dnn{};  ///< the name of the data network
    tai_list_entry tai_list{};

    friend constexpr bool operator==(const ladn&, const ladn&) noexcept = default;
};

/// Networks back to back: LADN.
using ladn_list = packed_list<ladn>;

namespace detail {

template <>
struct packing<tai_list_entry> {
    static constexpr bool of_one_plmn(tai_list_type type) noexcept {
        return type == tai_list_type::non_consecutive_tac || type == tai_list_type::consecutive_tac;
    }
    static constexpr bool is_known(tai_list_type type) noexcept { return of_one_plmn(type) || type == tai_list_type::multi_plmn_tac; }
    /// Where the number of elements stands; the elements follow.
    static constexpr std::size_t count_at(tai_list_type type) noexcept { return of_one_plmn(type) ? 5 : 1; }
    static constexpr std::size_t element_size(tai_list_type type) noexcept { return of_one_plmn(type) ? 4 : 8; }

    static constexpr error check(bytes rest, std::size_t& size, tolerance) noexcept {
        if (rest.empty()) return error{errc::length, 0};
        const auto type = static_cast<tai_list_type>(rest[0]);
        size = rest.size();
        if (!is_known(type)) return {};
        const std::size_t count = count_at(type);
        if (rest.size() <= count) return error{errc::length, 1};
        const std::size_t elements = std::to_integer<std::size_t>(rest[count]) * element_size(type);
        if (elements > rest.size() - count - 1) return error{errc::count, count};
        size = count + 1 + elements;
        return {};
    }
    static constexpr tai_list_entry read(bytes item) noexcept {
        const std::byte* p = item.data();
        tai_list_entry entry{.list_type = static_cast<tai_list_type>(p[0])};
        if (!is_known(entry.list_type)) {
            entry.unknown = item.subspan(1);
            return entry;
        }
        const std::size_t at = count_at(entry.list_type);
        const auto count = std::to_integer<std::uint32_t>(p[at]);
        if (of_one_plmn(entry.list_type)) {
            entry.plmn_mcc = load_le<std::uint16_t>(p + 1);
            entry.plmn_mnc = load_le<std::uint16_t>(p + 3);
            entry.tacs = array_view<std::uint32_t>::over_checked(p + at + 1, count, release::v1);
        } else {
            entry.tais = array_view<tai>::over_checked(p + at + 1, count, release::v1);
        }
        return entry;
    }
    static constexpr error refuse(const tai_list_entry& entry) noexcept {
        const tai_list_type type = entry.list_type;
        const bool of_one = entry.plmn_mcc != 0 || entry.plmn_mnc != 0 || !entry.tacs.empty();
        if (of_one && !of_one_plmn(type)) return error{errc::value, 0};
        if (!entry.tais.empty() && type != tai_list_type::multi_plmn_tac) return error{errc::value, 0};
        if (!entry.unknown.empty() && is_known(type)) return error{errc::value, 0};
        return entry.size() <= 0xff ? error{} : error{errc::too_large, 0};
    }
    static constexpr std::uint64_t size(const tai_list_entry& entry) noexcept {
        if (!is_known(entry.list_type)) return 1 + std::uint64_t{entry.unknown.size()};
        return count_at(entry.list_type) + 1 + std::uint64_t{entry.size()} * element_size(entry.list_type);
    }
    static constexpr void write(const tai_list_entry& entry, std::byte* to) noexcept {
        to[0] = static_cast<std::byte>(entry.list_type);
        if (!is_known(entry.list_type)) return copy_bytes(to + 1, entry.unknown.data(), entry.unknown.size());
        if (of_one_plmn(entry.list_type)) {
            store_le(to + 1, entry.plmn_mcc);
            store_le(to + 3, entry.plmn_mnc);
        }
        to += count_at(entry.list_type);
        *to++ = static_cast<std::byte>(entry.size());
        for (std::uint32_t i = 0; i < entry.size(); ++i) {
            if (entry.list_type == tai_list_type::multi_plmn_tac) {
                write_element(entry.tais[i], to, release::v1);
            } else {
                store_le(to, entry.tacs[i]);
            }
            to += element_size(entry.list_type);
        }
    }
    static constexpr bool open(const tai_list_entry& entry) noexcept { return !is_known(entry.list_type); }
};

/// The name of a local area data network, a TLV.
struct ladn_name {
    utf16 dnn{};
    using layout = fields<"LADN", in_tlv<"Dnn", &ladn_name::dnn, tlv_type::wchar_str>>;
};

template <>
struct packing<ladn> {
    static constexpr error check(bytes rest, std::size_t& size, tolerance t) noexcept {
        validator::position name{};
        validator v{rest, t};
        if (!v.first(layout_of<ladn_name>(release::v1), name)) return v.fault().at({});
        if (error e = packing<tai_list_entry>::check(rest.subspan(name), size, t)) return e.shifted(name);
        size += name;
        return {};
    }
    static constexpr ladn read(bytes item) noexcept {
        const std::size_t name = item_extent<ladn_name>(item, release::v1);
        return {read_item<ladn_name>(item, release::v1).dnn, packing<tai_list_entry>::read(item.subspan(name))};
    }
    static constexpr error refuse(const ladn& network) noexcept { return packing<tai_list_entry>::refuse(network.tai_list); }
    static constexpr std::uint64_t size(const ladn& network) noexcept {
        return encoded_tlv_size(network.dnn.size_bytes()) + packing<tai_list_entry>::size(network.tai_list);
    }
    static constexpr void write(const ladn& network, std::byte* to) noexcept {
        write_element(ladn_name{network.dnn}, to, release::v1);
        packing<tai_list_entry>::write(network.tai_list, to + encoded_tlv_size(network.dnn.size_bytes()));
    }
    static constexpr bool open(const ladn& network) noexcept { return packing<tai_list_entry>::open(network.tai_list); }
};

}  // namespace detail
}  // namespace cdcnet::mbim
