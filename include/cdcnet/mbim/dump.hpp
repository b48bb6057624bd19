// SPDX-License-Identifier: BSL-1.0
/// \file
/// Any structure as text or JSON, by its tables: one routine for all messages, output in pieces to the caller's sink.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/signal.hpp>
#include <cdcnet/wire/text.hpp>

namespace cdcnet::mbim {

/// Where a dump goes: any callable that takes a `std::string_view`.  Refers to it and must not outlive it, unless it is a
/// function.
class sink {
public:
    template <class F>
        requires(!std::is_same_v<std::remove_cvref_t<F>, sink> && !std::is_function_v<std::remove_reference_t<F>>)
    sink(F&& put) noexcept  // NOLINT(google-explicit-constructor,bugprone-forwarding-reference-overload)
        : context_{const_cast<void*>(static_cast<const volatile void*>(&put))},
          put_{[](void* context, std::string_view text) { (*static_cast<std::remove_reference_t<F>*>(context))(text); }} {}
    sink(void (*put)(std::string_view)) noexcept  // NOLINT(google-explicit-constructor)
        : context_{reinterpret_cast<void*>(put)},
          put_{[](void* context, std::string_view text) { reinterpret_cast<void (*)(std::string_view)>(context)(text); }} {}

    void operator()(std::string_view text) const { put_(context_, text); }

private:
    void* context_;
    void (*put_)(void*, std::string_view);
};

/// What stands in place of a hidden value.
inline constexpr std::string_view redacted = "<redacted>";

/// Writes text in decimal, hexadecimal and as JSON strings; the pieces that dumps are made of.
class text_writer {
public:
    explicit text_writer(sink out) noexcept : out_{out} {}

    void text(std::string_view s) const { out_(s); }
    void decimal(std::uint64_t n) const {
        char digits[20];
        std::size_t i = sizeof digits;
        do {
            digits[--i] = static_cast<char>('0' + n % 10);
            n /= 10;
        } while (n != 0);
        out_({digits + i, sizeof digits - i});
    }
    void signed_decimal(std::int64_t n) const {
        if (n < 0) out_("-");
        decimal(magnitude(n));
    }
    /// Half units, as decibels come: 7 is 3.5.
    void halves(std::int64_t n) const {
        if (n < 0) out_("-");
        decimal(magnitude(n) / 2);
        if (n % 2 != 0) out_(".5");
    }
    void hex(bytes data) const {
        char piece[64];
        std::size_t n = 0;
        for (std::size_t i = 0; i < data.size(); ++i) {
            const auto byte = std::to_integer<unsigned>(data.data()[i]);
            piece[n++] = hex_digit(byte >> 4);
            piece[n++] = hex_digit(byte);
            if (n == sizeof piece || i + 1 == data.size()) {
                out_({piece, n});
                n = 0;
            }
        }
    }
    /// Text in double quotes with the escapes of JSON; NULs at the end are left out, what is not Unicode is U+FFFD.
    template <class Text>
    void quoted(const Text& value) const {
        const Text cut = value.without_trailing_nuls();
        char piece[64];
        std::size_t n = 0;
        piece[n++] = '"';
        for (std::size_t at = 0; at < cut.size();) {
            n += escape(next_code_point(cut, at), piece + n);
            if (n + most_escaped < sizeof piece) continue;
            out_({piece, n});
            n = 0;
        }
        piece[n++] = '"';
        out_({piece, n});
    }
    void quoted(std::string_view value) const { quoted(utf8{value}); }
    void spaces(unsigned n) const {
        constexpr std::string_view blank = "                ";
        for (; n > blank.size(); n -= static_cast<unsigned>(blank.size())) out_(blank);
        out_(blank.substr(0, n));
    }

private:
    [[nodiscard]] static constexpr std::uint64_t magnitude(std::int64_t n) noexcept {
        const auto bits = static_cast<std::uint64_t>(n);
        return n < 0 ? ~bits + 1 : bits;
    }
    static constexpr std::size_t most_escaped = 6;

    /// Writes one character as it stands between quotation marks.  \return its bytes, at most `most_escaped`
    static std::size_t escape(char32_t c, char* to) noexcept {
        if (c == U'"' || c == U'\\') {
            to[0] = '\\';
            to[1] = static_cast<char>(c);
            return 2;
        }
        if (!is_printable(c)) {
            const char escaped[most_escaped] = {'\\', 'u', hex_digit(c >> 12), hex_digit(c >> 8), hex_digit(c >> 4), hex_digit(c)};
            for (std::size_t i = 0; i < most_escaped; ++i) to[i] = escaped[i];
            return most_escaped;
        }
        char encoded[4]{};
        const std::size_t n = encode_utf8(c, encoded);
        for (std::size_t i = 0; i < n; ++i) to[i] = encoded[i];
        return n;
    }

    sink out_;
};

/// How a dump looks.
struct dump_options {
    bool redact{};       ///< hide fields that identify a subscriber or are secrets
    unsigned indent{2};  ///< text only: spaces before the fields of the outermost structure
    /// Text only: writes what the data of a TLV hold, such as `print_payload` of fmt.hpp, and returns false for data to be
    /// written as digits.  Without it all are, but for text and numbers: dumps do not link what they may not need.
    bool (*payload)(const text_writer& out, const tlv& t, bool redact){};
};

/// No dump of a message or structure of `size` bytes, as text or JSON, has more characters than this, as long as lines are indented no
/// further than by default and `payload` is not set: what costs most for its size is a flag set of 32 bits with all its names.
[[nodiscard]] constexpr std::uint64_t most_dumped(std::size_t size) noexcept { return 256 + std::uint64_t{96} * size; }

namespace detail {

/// A list of names joined by `|`: of the bits of a flag set, or of one value.  \return false when a part has none
inline bool write_names(const text_writer& out, const enumeration& e, std::uint64_t value) {
    if (const std::string_view whole = e.find(value); !whole.empty()) {
        out.text(whole);
        return true;
    }
    if (e.kind != enumeration_kind::flags || value == 0) return false;
    std::uint64_t rest = value;
    bool first = true;
    for (const enumerator& bit : e) {
        if (bit.value == 0 || (rest & bit.value) != bit.value) continue;
        if (!first) out.text("|");
        out.text(bit.name);
        first = false;
        rest &= ~std::uint64_t{bit.value};
    }
    if (rest != 0) {
        if (!first) out.text("|");
        out.decimal(rest);
    }
    return true;
}

/// True when `write_names` would write something.
[[nodiscard]] inline bool has_names(const enumeration& e, std::uint64_t value) noexcept {
    return !e.find(value).empty() || (e.kind == enumeration_kind::flags && value != 0);
}

/// Walks a structure that has been checked.
class dumper {
public:
    dumper(sink out, const dump_options& options, bool json) noexcept : out_{out}, options_{options}, json_{json} {}

    void structure(const layout_table& layout, const layout_names& names, bytes data, unsigned depth) const {
        if (json_) out_.text("{");
        std::uint64_t cursor = 0;
        bool first = true;
        for (unsigned i = 0; i < layout.count; ++i) {
            const field_entry& entry = layout.fields[i];
            if (entry.offset == field_entry::absent) continue;
            if (cursor == data.size() && entry.optional) break;
            if (!holds(layout, entry, data.data())) continue;
            label(names.fields[i].name, first, depth);
            first = false;
            value(layout, entry, names.fields[i], data, cursor, depth);
            cursor += validator{data}.inline_size(layout, entry, cursor);
        }
        if (json_) out_.text("}");
    }

private:
    void label(std::string_view name, bool first, unsigned depth) const {
        if (json_) {
            if (!first) out_.text(",");
            out_.text("\"");
            out_.text(name);
            out_.text("\":");
        } else {
            line(depth);
            out_.text(name);
            out_.text(":");
        }
    }
    void line(unsigned depth) const {
        out_.text("\n");
        out_.spaces(options_.indent + 2 * depth);
    }
    /// Starts a value on the line of its label.
    void here() const {
        if (!json_) out_.text(" ");
    }
    void quoted_or_plain(std::string_view text) const {
        here();
        json_ ? out_.quoted(text) : out_.text(text);
    }

    void value(const layout_table& layout, const field_entry& entry, const field_name& name, bytes data, std::uint64_t cursor,
               unsigned depth) const {
        if (options_.redact && name.personal) return quoted_or_plain(redacted);
        const std::byte* p = data.data() + cursor;
        const auto u32 = [&](std::uint64_t at) { return load_le<std::uint32_t>(data.data() + at); };
        const auto referred = [&](std::uint64_t offset, std::uint64_t size) {
            return size == 0 ? bytes{} : data.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
        };
        const auto inline_bytes = [&](std::uint64_t at, std::uint64_t size) { return referred(at, size); };
        switch (entry.type) {
            case form::u8: return number(std::to_integer<std::uint64_t>(*p), name);
            case form::u16: return number(load_le<std::uint16_t>(p), name);
            case form::u32: return number(load_le<std::uint32_t>(p), name);
            case form::u64: return number(load_le<std::uint64_t>(p), name);
            case form::i32: return signed_number(load_le<std::int32_t>(p));
            case form::uuid: return identifier(uuid::from(p));
            case form::ipv4: return quoted_or_plain(ipv4::from(p).text());
            case form::ipv6: return quoted_or_plain(ipv6::from(p).text());
            case form::bytes_fixed: return octets(inline_bytes(cursor, entry.size));
            case form::string: return text(entry, referred(u32(cursor), u32(cursor + 4)));
            case form::bytes_ref: return octets(referred(u32(cursor), u32(cursor + 4)));
            case form::bytes_ref_size_first: return octets(referred(u32(cursor + 4), u32(cursor)));
            case form::bytes_ref_offset: return octets(referred(u32(cursor), linked(layout, entry, data.data())));
            case form::bytes_sized: return octets(inline_bytes(cursor + 4, u32(cursor)));
            case form::bytes_counted: return octets(inline_bytes(cursor, linked(layout, entry, data.data())));
            case form::bytes_tail: return octets(inline_bytes(cursor, data.size() - cursor));
            case form::ipv4_ref:
            case form::ipv6_ref: return u32(cursor) == 0 ? absent() : element(entry, name, referred(u32(cursor), entry.element), depth);
            case form::structure:
                return structure(*entry.structure, *name.structure, inline_bytes(cursor, data.size() - cursor), depth + 1);
            case form::struct_ref:
                if (u32(cursor + 4) == 0) return absent();
                return structure(*entry.structure, *name.structure, referred(u32(cursor), u32(cursor + 4)), depth + 1);
            case form::u32_array:
            case form::ipv4_array_ref:
            case form::ipv6_array_ref:
            case form::struct_array_ref: {
                const std::uint64_t first = entry.type == form::u32_array ? cursor : u32(cursor);
                return list(linked(layout, entry, data.data()), [&](std::uint32_t i) {
                    element(entry, name, referred(first + std::uint64_t{i} * entry.element, entry.element), item(i, entry, depth));
                });
            }
            case form::string_array:
            case form::struct_ol_array:
                return list(linked(layout, entry, data.data()), [&](std::uint32_t i) {
                    const std::uint64_t pair = cursor + std::uint64_t{i} * 8;
                    element(entry, name, referred(u32(pair), u32(pair + 4)), item(i, entry, depth));
                });
            case form::struct_list_ref: return records(entry, name, referred(u32(cursor), u32(cursor + 4)), depth);
            case form::tlv: return tlv_value(tlv_at(p));
            case form::tlv_any: return whole_tlv(tlv_at(p), depth);
            case form::tlv_list: return tlvs(tlv_list::over_checked(inline_bytes(cursor, data.size() - cursor)), depth);
        }
    }

    void absent() const {
        here();
        out_.text(json_ ? "null" : "absent");
    }

    void number(std::uint64_t n, const field_name& name) const {
        if (name.values == nullptr) {
            here();
            out_.decimal(n);
            if (!json_) measure(n, name.unit);
        } else if (json_) {
            out_.text("{\"value\":");
            out_.decimal(n);
            out_.text(",\"name\":");
            if (has_names(*name.values, n)) {
                out_.text("\"");
                write_names(out_, *name.values, n);
                out_.text("\"}");
            } else {
                out_.text("null}");
            }
        } else {
            here();
            if (write_names(out_, *name.values, n)) {
                out_.text(" (");
                out_.decimal(n);
                out_.text(")");
            } else {
                out_.decimal(n);
            }
        }
    }
    void signed_number(std::int64_t n) const {
        here();
        out_.signed_decimal(n);
    }
    /// What a coded number means.
    void measure(std::uint64_t n, unit u) const {
        switch (u) {
            case unit::none: return;
            case unit::bytes: return out_.text(" bytes");
            case unit::seconds: return out_.text(" s");
            case unit::bits_per_second: return out_.text(" bit/s");
            case unit::dbm: return out_.text(" dBm");
            case unit::error_rate: return out_.text(n == error_rate_unknown ? " (unknown)" : "");
            case unit::rssi: return level(n, rssi_scale, " dBm)");
            case unit::rsrp: return level(n, rsrp_scale, " dBm)");
            case unit::snr: return level(n, snr_scale, " dB)");
        }
    }
    void level(std::uint64_t code, const signal_scale& scale, std::string_view behind) const {
        const auto halves = scale.halves(code);
        if (!halves) return out_.text(code == scale.unknown ? " (unknown)" : "");
        out_.text(" (");
        out_.halves(*halves);
        out_.text(behind);
    }
    void identifier(const uuid& id) const {
        quoted_or_plain(id.text());
        if (json_) return;
        std::string_view known = context_type_name(id);
        if (const service_info* s = find_service(id); s != nullptr) known = s->key;
        if (known.empty()) return;
        out_.text(" (");
        out_.text(known);
        out_.text(")");
    }
    void octets(bytes data) const {
        here();
        if (json_) out_.text("\"");
        out_.hex(data);
        if (json_) out_.text("\"");
    }
    void text(const field_entry& entry, bytes data) const {
        here();
        entry.unit == 2 ? out_.quoted(utf16::over(data)) : out_.quoted(utf8::over(data));
    }

    /// `[a,b]` in JSON; the number of elements, then their lines, in text.
    template <class Each>
    void list(std::uint32_t n, Each each) const {
        if (json_) {
            out_.text("[");
            for (std::uint32_t i = 0; i < n; ++i) {
                if (i != 0) out_.text(",");
                each(i);
            }
            out_.text("]");
        } else {
            out_.text(n == 0 ? " none" : "");
            for (std::uint32_t i = 0; i < n; ++i) each(i);
        }
    }
    /// Starts element `i`.  \return the depth of its fields
    unsigned item(std::uint32_t i, const field_entry&, unsigned depth) const {
        if (!json_) {
            line(depth + 1);
            out_.text("[");
            out_.decimal(i);
            out_.text("]");
        }
        return depth + 1;
    }
    void element(const field_entry& entry, const field_name& name, bytes data, unsigned depth) const {
        switch (entry.type) {
            case form::u32_array: return number(load_le<std::uint32_t>(data.data()), name);
            case form::ipv4_ref:
            case form::ipv4_array_ref: return quoted_or_plain(ipv4::from(data.data()).text());
            case form::ipv6_ref:
            case form::ipv6_array_ref: return quoted_or_plain(ipv6::from(data.data()).text());
            case form::string_array: return text(entry, data);
            default: return structure(*entry.structure, *name.structure, data, depth + 1);
        }
    }
    void records(const field_entry& entry, const field_name& name, bytes block, unsigned depth) const {
        const std::uint32_t n = block.empty() ? 0 : load_le<std::uint32_t>(block.data());
        std::size_t cursor = 4;
        list(n, [&](std::uint32_t i) {
            validator::position extent{};
            const bytes rest = block.subspan(cursor);
            if (!validator{rest}.first(*entry.structure, extent)) return;
            structure(*entry.structure, *name.structure, rest, item(i, entry, depth) + 1);
            cursor += extent;
        });
    }

    void tlv_value(const tlv& t) const {
        if (!json_ && options_.payload != nullptr) return known_payload(t);
        plain_payload(t);
    }
    void known_payload(const tlv& t) const {
        here();
        if (!options_.payload(out_, t, options_.redact)) out_.hex(t.data);
    }
    void plain_payload(const tlv& t) const {
        if (t.type == tlv_type::wchar_str) {
            here();
            out_.quoted(utf16::over(t.data));
        } else if (t.type == tlv_type::uint16_tbl && t.data.size() % 2 == 0) {
            here();
            out_.text("[");
            for (std::size_t i = 0; i < t.data.size(); i += 2) {
                if (i != 0) out_.text(",");
                out_.decimal(load_le<std::uint16_t>(t.data.data() + i));
            }
            out_.text("]");
        } else {
            octets(t.data);
        }
    }
    void whole_tlv(const tlv& t, unsigned depth) const {
        constexpr field_name type{"Type", &enumeration_of<tlv_type>, nullptr, unit::none, false};
        if (json_) out_.text("{");
        label("Type", true, depth + 1);
        number(static_cast<std::uint64_t>(t.type), type);
        label("Data", false, depth + 1);
        // What an unnamed TLV holds is anybody's guess, and so whether it is personal.
        options_.redact ? quoted_or_plain(redacted) : tlv_value(t);
        if (json_) out_.text("}");
    }
    void tlvs(const tlv_list& all, unsigned depth) const {
        std::uint32_t n = 0;
        for ([[maybe_unused]] const tlv t : all) ++n;
        auto it = all.begin();
        list(n, [&](std::uint32_t i) {
            whole_tlv(*it, item(i, {}, depth));
            ++it;
        });
    }

    text_writer out_;
    dump_options options_;
    bool json_;
};

}  // namespace detail

/// Writes the fields of a structure as text: one line a field, its specification name, value, unit and enumerator;
/// elements and nested structures indented.  Starts each line with a line feed.  `most_dumped` tells how much it may be.
/// \return none, or what `validate` found; then nothing is written
[[nodiscard]] inline error dump_text(const layout_table& layout, const layout_names& names, bytes data, sink out,
                                     const dump_options& options = {}) {
    if (error e = validate(layout, data)) return e;
    detail::dumper{out, options, false}.structure(layout, names, data, 0);
    return {};
}

/// Writes the fields of a structure as one JSON object keyed by the specification's field names.
///
/// Integers are numbers; enumerations `{"value":1,"name":"ON"}`, flag sets with their names joined by `|`, unknown values
/// with the name null; UUIDs, addresses and text are strings; bytes are strings of hexadecimal digits; lists are arrays;
/// structures are objects; an absent optional value is null.  `most_dumped` tells how much it may be.
/// \return none, or what `validate` found; then nothing is written
[[nodiscard]] inline error dump_json(const layout_table& layout, const layout_names& names, bytes data, sink out,
                                     const dump_options& options = {}) {
    if (error e = validate(layout, data)) return e;
    detail::dumper{out, options, true}.structure(layout, names, data, 0);
    return {};
}

/// Writes the field path of an error, `Providers[2].ProviderName`; nothing when the error is in no field.
inline void write_path(const layout_names& names, place where, sink out) {
    const text_writer w{out};
    if (where.field() >= names.count) return;
    const field_name& outer = names.fields[where.field()];
    w.text(outer.name);
    if (where.element() != place::no_element) {
        w.text("[");
        w.decimal(where.element());
        w.text("]");
    }
    if (outer.structure == nullptr || where.inner_field() >= outer.structure->count) return;
    w.text(".");
    w.text(outer.structure->fields[where.inner_field()].name);
}

}  // namespace cdcnet::mbim
