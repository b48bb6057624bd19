// SPDX-License-Identifier: BSL-1.0
/// \file
/// The values in an information buffer that are not made of others, each with its place: what the dump says, for comparisons
/// with programs that tell places too.
#pragma once

#include <doctest/doctest.h>

#include <cdcnet/mbim/dump.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mbim_test {

using namespace cdcnet;
using namespace cdcnet::mbim;
using nlohmann::json;

struct leaf {
    enum class kind : std::uint8_t {
        number,      ///< whose value is nobody's business but its own
        structural,  ///< a number that says where, how much or of what kind something else is
        uuid,
        address,
        utf16,
        utf8,
        octets,
        padding,
    };

    kind type{};
    std::string path;  ///< `Providers[].ProviderId`, the same for all elements
    std::size_t at{};
    std::size_t size{};
    std::string value;    ///< decimal digits, text, or hexadecimal digits
    std::uint16_t tlv{};  ///< the type of the TLV whose data it is
    const enumeration* values{};

    [[nodiscard]] bool is_number() const { return type == kind::number || type == kind::structural; }
    /// `ProviderId`
    [[nodiscard]] std::string name() const {
        std::string last = path.substr(path.rfind('.') + 1);
        if (const std::size_t brackets = last.find("[]"); brackets != std::string::npos) last.erase(brackets, 2);
        return last;
    }
};

/// Walks a buffer as its layout says and takes the values from its dump.
class leaf_walk {
public:
    leaf_walk(const layout_table& layout, const layout_names& names, bytes buffer) {
        std::string text;
        const error e = dump_json(layout, names, buffer, [&](std::string_view piece) { text += piece; });
        REQUIRE_MESSAGE(!e, names.name << ": " << name_of(e.code()) << " at " << e.offset());
        structure(layout, names, buffer, 0, json::parse(text), "");
    }

    [[nodiscard]] std::vector<leaf> take() { return std::move(leaves_); }

private:
    using kind = leaf::kind;

    /// A field, and the structure that it stands in.
    struct spot {
        const field_entry& entry;
        const field_name& name;
        bytes data;        ///< from the structure's first byte
        std::size_t base;  ///< where that is in the buffer
        std::size_t cursor;
        std::string path;
        std::uint32_t linked;  ///< the count or size that another field holds

        [[nodiscard]] std::uint32_t u32(std::size_t behind = 0) const { return load_le<std::uint32_t>(data.data() + cursor + behind); }
    };

    void structure(const layout_table& layout, const layout_names& names, bytes data, std::size_t base, const json& dumped,
                   const std::string& path) {
        std::size_t cursor = 0;
        for (unsigned i = 0; i < layout.count; ++i) {
            const field_entry& entry = layout.fields[i];
            if (entry.offset == field_entry::absent) continue;
            if (cursor == data.size() && entry.optional) break;
            if (!mbim::detail::holds(layout, entry, data.data())) continue;
            const field_name& name = names.fields[i];
            const std::uint32_t linked = entry.link == field_entry::no_link ? 0 : mbim::detail::linked(layout, entry, data.data());
            const json& value = dumped.at(std::string{name.name});
            field({entry, name, data, base, cursor, path + std::string{name.name}, linked}, value, is_structural(layout, i));
            cursor += mbim::detail::validator{data}.inline_size(layout, entry, cursor);
        }
    }
    static bool is_structural(const layout_table& layout, unsigned i) {
        for (const field_entry& e : layout)
            if (e.link == i || e.condition == i) return true;
        return false;
    }

    void add(kind type, const spot& s, const std::string& path, std::size_t at, std::size_t size, std::string value) {
        if (size != 0) leaves_.push_back({type, path, s.base + at, size, std::move(value), 0, s.name.values});
    }
    /// A u32 that the dump does not show.
    void add_hidden(const spot& s, std::string_view what, std::size_t behind) {
        add(kind::structural, s, s.path + std::string{what}, s.cursor + behind, 4, std::to_string(s.u32(behind)));
    }
    void add_number(const spot& s, kind type, std::size_t at, std::size_t size, const json& value) {
        add(type, s, s.path, at, size, (value.is_object() ? value.at("value") : value).dump());
    }
    void add_value(const spot& s, kind type, std::size_t at, std::size_t size, const json& value) {
        add(type, s, s.path, at, size, value.get<std::string>());
        if (!s.entry.unpadded && type >= kind::utf16) add_padding(s, at + size, static_cast<std::size_t>(round_up_4(size)) - size);
    }
    void add_padding(const spot& s, std::size_t at, std::size_t size) {
        add(kind::padding, s, s.path, at, size, std::string(2 * size, '0'));
    }

    void field(const spot& s, const json& value, bool structural) {
        const field_entry& e = s.entry;
        switch (e.type) {
            case form::u8:
            case form::u16:
            case form::u32:
            case form::u64:
            case form::i32: return add_number(s, structural ? kind::structural : kind::number, s.cursor, e.size, value);
            case form::uuid: return add_value(s, kind::uuid, s.cursor, 16, value);
            case form::ipv4: return add_value(s, kind::address, s.cursor, 4, value);
            case form::ipv6: return add_value(s, kind::address, s.cursor, 16, value);
            case form::bytes_fixed: return add(kind::octets, s, s.path, s.cursor, e.size, value);
            case form::string:
            case form::bytes_ref:
                add_hidden(s, "Offset", 0);
                add_hidden(s, "Size", 4);
                return add_value(s, text_or_octets(e), s.u32(), s.u32(4), value);
            case form::bytes_ref_size_first:
                add_hidden(s, "Size", 0);
                add_hidden(s, "Offset", 4);
                return add_value(s, kind::octets, s.u32(4), s.u32(), value);
            case form::bytes_ref_offset: add_hidden(s, "Offset", 0); return add_value(s, kind::octets, s.u32(), s.linked, value);
            case form::bytes_sized: add_hidden(s, "Size", 0); return add_value(s, kind::octets, s.cursor + 4, s.u32(), value);
            case form::bytes_counted: return add_value(s, kind::octets, s.cursor, s.linked, value);
            case form::bytes_tail: return add_value(s, kind::octets, s.cursor, s.data.size() - s.cursor, value);
            case form::ipv4_ref:
            case form::ipv6_ref:
                add_hidden(s, "Offset", 0);
                if (s.u32() != 0) element(s, s.u32(), e.element, value);
                return;
            case form::structure: return inside(s, s.cursor, s.data.size() - s.cursor, value, s.path + '.');
            case form::struct_ref:
                add_hidden(s, "Offset", 0);
                add_hidden(s, "Size", 4);
                if (s.u32(4) != 0) inside(s, s.u32(), s.u32(4), value, s.path + '.');
                return;
            case form::u32_array:
                for (std::uint32_t i = 0; i < s.linked; ++i) add_number(s, kind::number, s.cursor + std::size_t{4} * i, 4, value.at(i));
                return;
            case form::ipv4_array_ref:
            case form::ipv6_array_ref:
            case form::struct_array_ref:
                add_hidden(s, "Offset", 0);
                for (std::uint32_t i = 0; i < s.linked; ++i) element(s, s.u32() + std::size_t{i} * e.element, e.element, value.at(i));
                return;
            case form::string_array:
            case form::struct_ol_array:
                for (std::uint32_t i = 0; i < s.linked; ++i) {
                    const std::size_t pair = std::size_t{8} * i;
                    add_hidden(s, "[]Offset", pair);
                    add_hidden(s, "[]Size", pair + 4);
                    element(s, s.u32(pair), s.u32(pair + 4), value.at(i));
                }
                return;
            case form::struct_list_ref: return records(s, value);
            case form::tlv: one_tlv(s, s.cursor, value); return;
            case form::tlv_any: one_tlv(s, s.cursor, value.at("Data")); return;
            case form::tlv_list: {
                std::size_t at = s.cursor;
                for (const json& one : value) at = one_tlv(s, at, one.at("Data"));
                return;
            }
        }
    }

    static kind text_or_octets(const field_entry& e) {
        if (e.type == form::bytes_ref) return kind::octets;
        return e.unit == 2 ? kind::utf16 : kind::utf8;
    }
    void inside(const spot& s, std::size_t at, std::size_t size, const json& value, const std::string& path) {
        structure(*s.entry.structure, *s.name.structure, s.data.subspan(at, size), s.base + at, value, path);
    }
    void element(const spot& s, std::size_t at, std::size_t size, const json& value) {
        if (s.entry.structure != nullptr) return inside(s, at, size, value, s.path + "[].");
        add_value(s, s.entry.type == form::string_array ? text_or_octets(s.entry) : kind::address, at, size, value);
    }
    void records(const spot& s, const json& value) {
        add_hidden(s, "Offset", 0);
        add_hidden(s, "Size", 4);
        if (s.u32(4) == 0) return;
        const bytes block = s.data.subspan(s.u32(), s.u32(4));
        add(kind::structural, s, s.path + "[]Count", s.u32(), 4, std::to_string(value.size()));
        std::size_t at = 4;
        for (const json& one : value) {
            inside(s, s.u32() + at, block.size() - at, one, s.path + "[].");
            std::uint32_t extent{};
            REQUIRE(mbim::detail::validator{block.subspan(at)}.first(*s.entry.structure, extent));
            at += extent;
        }
    }
    /// \return where the next one stands
    std::size_t one_tlv(const spot& s, std::size_t at, const json& value) {
        const bytes data = s.data.subspan(at);
        const auto type = load_le<std::uint16_t>(data.data());
        const auto padding = std::to_integer<std::size_t>(data.data()[3]);
        const auto size = load_le<std::uint32_t>(data.data() + 4);
        const auto head = [&](std::string_view what, std::size_t behind, std::size_t n, std::uint64_t number) {
            add(kind::structural, s, s.path + ".Tlv" + std::string{what}, at + behind, n, std::to_string(number));
        };
        head("Type", 0, 2, type);
        head("Reserved", 2, 1, 0);
        head("PaddingLength", 3, 1, padding);
        head("DataLength", 4, 4, size);
        const std::size_t first = at + tlv_header_size;
        const bool text = type == static_cast<std::uint16_t>(tlv_type::wchar_str) && size % 2 == 0;
        std::string content;
        if (value.is_string() && (text || type != static_cast<std::uint16_t>(tlv_type::wchar_str))) {
            content = value;
        } else {
            text_writer{[&](std::string_view piece) { content += piece; }}.hex(data.subspan(tlv_header_size, size));
        }
        add(text ? kind::utf16 : kind::octets, s, s.path, first, size, content);
        if (size != 0) leaves_.back().tlv = type;
        add_padding(s, first + size, padding);
        return first + size + padding;
    }

    std::vector<leaf> leaves_;
};

/// The leaves of a buffer that `validate` accepts, in the order of the fields.
inline std::vector<leaf> leaves_of(const layout_table& layout, const layout_names& names, bytes buffer) {
    return leaf_walk{layout, names, buffer}.take();
}

}  // namespace mbim_test
