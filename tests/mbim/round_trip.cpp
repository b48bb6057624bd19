// SPDX-License-Identifier: BSL-1.0
/// \file
/// The checks of `round_trip.hpp`, and proof that each of them sees what it looks for.
#include "mbim/round_trip.hpp"
#include "bad_inputs.hpp"

#include <algorithm>
#include <cdcnet/mbim/dump.hpp>
#include <functional>
#include <set>
#include <utility>

namespace round_trip {

// --- making values -------------------------------------------------------------------------------------------------

namespace {

/// True when the condition of a field holds in a value.
bool present(const record_type& type, const field_entry& e, const void* value) {
    if (e.condition == field_entry::no_link) return true;
    std::uint32_t decides{};
    std::memcpy(&decides, type.member_in(value, e.condition), sizeof decides);
    return decides == e.condition_value;
}

/// The value that makes the conditional field number `variant` of a layout exist, if field `i` decides about that.
std::uint32_t condition_for(const layout_table& layout, std::size_t i, unsigned variant) {
    unsigned n = 0;
    for (const field_entry& e : layout)
        if (e.condition != field_entry::no_link && n++ == variant && e.condition == i) return e.condition_value;
    return 0;
}
bool decides(const layout_table& layout, std::size_t i) {
    return std::any_of(layout.begin(), layout.end(), [&](const field_entry& e) { return e.condition == i; });
}

}  // namespace

unsigned variants(const layout_table& layout) {
    const auto n = std::count_if(layout.begin(), layout.end(), [](const field_entry& e) { return e.condition != field_entry::no_link; });
    return n == 0 ? 1 : static_cast<unsigned>(n);
}

/// The sizes of the bytes that are made so far, by the field that holds their size.
struct maker::links {
    std::size_t sizes[field_entry::no_link + 1]{};
};

void maker::fill(void* value, const record_type& type) {
    const layout_table& layout = type.layout(release_);
    links own;
    links* const outer = std::exchange(links_, &own);
    ++depth_;
    for (std::size_t i = 0; i < layout.count; ++i) {
        const field_entry& e = layout.fields[i];
        void* const member = type.member_in(value, i);
        if (member == nullptr || e.offset == field_entry::absent || !present(type, e, value)) continue;
        if (decides(layout, i)) {
            const std::uint32_t chosen = condition_for(layout, i, variant_);
            std::memcpy(member, &chosen, sizeof chosen);
        } else {
            set(member, *type.members[i].type, e, type.names->fields[i]);
        }
    }
    --depth_;
    links_ = outer;
}

/// No octet is 0.
std::uint64_t maker::number() {
    std::uint64_t n = 0;
    for (unsigned octet = 0; octet < 8; ++octet) n = n << 8 | (next() % 0xff + 1);
    return n;
}
void maker::octets(std::byte* to, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) to[i] = static_cast<std::byte>(next() % 0xff + 1);
}
std::size_t maker::length(std::size_t usual, std::size_t most, std::size_t limit) {
    const std::size_t n = style_ == style::maximal ? (limit == 0 ? most : limit) : usual;
    return limit == 0 || n < limit ? n : limit;
}
bytes maker::octets(const field_entry& e) {
    std::size_t n = length(next() % 4 + 5, 1001, e.max_bytes);
    // A reader cannot tell padding from data at the end.
    if (e.type == form::bytes_tail && !e.unpadded) n = static_cast<std::size_t>(round_up_4(n));
    if (e.type == form::bytes_ref_offset) {
        std::size_t& shared = links_->sizes[e.link];
        n = shared == 0 ? n : shared;
        shared = n;
    }
    // An S-NSSAI starts with its own length, which other programs look at.
    const bool is_snssai = e.type == form::tlv && e.element == static_cast<std::uint16_t>(tlv_type::single_nssai);
    if (is_snssai) n = 9;
    auto* const own = static_cast<std::byte*>(room(n));
    octets(own, n);
    if (is_snssai) own[0] = static_cast<std::byte>(n - 1);
    return {own, n};
}
utf16 maker::text16(const field_entry& e) {
    const std::size_t n = length(next() % 3 + 3, 701, e.max_bytes / 2u);
    auto* const own = static_cast<char16_t*>(room(n * sizeof(char16_t)));
    for (std::size_t i = 0; i < n; ++i) new (own + i) char16_t{static_cast<char16_t>(0x100 + next() % 0x7000)};
    return std::u16string_view{own, n};
}
utf8 maker::text8(const field_entry& e) {
    const std::size_t n = length(next() % 3 + 3, 701, e.max_bytes);
    auto* const own = static_cast<char*>(room(n));
    for (std::size_t i = 0; i < n; ++i) new (own + i) char{static_cast<char>('a' + next() % 26)};
    return std::string_view{own, n};
}
tlv maker::one_tlv() { return {static_cast<tlv_type>(next() % 0x1f + 1), octets(field_entry{.type = form::tlv_any})}; }
std::size_t maker::elements() {
    if (style_ == style::every_member) return 2;
    return depth_ == 1 ? 19 : 3;
}
void* maker::room(std::size_t size) { return kept_.emplace_back(new std::max_align_t[size / sizeof(std::max_align_t) + 1]).get(); }

// --- telling values ------------------------------------------------------------------------------------------------

void account::record(const void* value, const record_type& type) {
    const layout_table& layout = type.layout(release_);
    for (std::size_t i = 0; i < layout.count; ++i) {
        const field_entry& e = layout.fields[i];
        const void* const member = type.member_in(value, i);
        if (member == nullptr) continue;
        const bool was_full = is_full_;
        type.members[i].type->tell(member, *this);
        if (e.offset == field_entry::absent || !present(type, e, value) || decides(layout, i)) is_full_ = was_full;
    }
}
void account::put(std::uint64_t n) {
    std::byte wire[8];
    store_le(wire, n);
    content_.append(reinterpret_cast<const char*>(wire), sizeof wire);
}
void account::seen(bool set) {
    is_set_ = is_set_ || set;
    is_full_ = is_full_ && set;
}
bool account::refers_to(bytes b) {
    const std::less_equal<const std::byte*> before;
    const bool good = !parsed_ || (before(whole_.data(), b.data()) && before(b.data() + b.size(), whole_.data() + whole_.size()));
    inside_ = inside_ && good;
    return good;
}
void account::number(std::uint64_t n) {
    put(n);
    seen(n != 0);
}
void account::octets(const std::byte* data, std::size_t size) {
    content_.append(reinterpret_cast<const char*>(data), size);
    seen(std::any_of(data, data + size, [](std::byte b) { return b != std::byte{}; }));
}
void account::range(bytes b) {
    put(b.size());
    seen(!b.empty());
    if (b.empty() || !refers_to(b)) return;
    content_.append(reinterpret_cast<const char*>(b.data()), b.size());
}
void account::text(const utf16& t) {
    put(t.size());
    seen(!t.empty());
    if (parsed_ && !t.empty()) inside_ = inside_ && t.is_wire();
    if (t.is_wire() && !t.empty() && !refers_to(t.wire_bytes())) return;
    for (std::size_t i = 0; i < t.size(); ++i) {
        content_ += static_cast<char>(t[i] & 0xff);
        content_ += static_cast<char>(t[i] >> 8);
    }
}
void account::text(const utf8& t) {
    put(t.size());
    seen(!t.empty());
    if (parsed_ && !t.empty()) inside_ = inside_ && t.is_wire();
    if (t.is_wire() && !t.empty() && !refers_to(t.wire_bytes())) return;
    for (std::size_t i = 0; i < t.size(); ++i) content_ += t[i];
}
void account::elements(std::size_t n) {
    put(n);
    seen(n != 0);
}
bool account::element() {
    if (!parsed_) return true;
    if (++elements_ > whole_.size()) inside_ = false;
    return inside_;
}

// --- samples -------------------------------------------------------------------------------------------------------

namespace {

/// Faults in words; the first few of each check are enough.
class report {
public:
    template <class... Part>
    void add(const Part&... part) {
        if (++count_ > 12) return;
        std::string line;
        (append(line, part), ...);
        lines_.push_back(line);
    }
    void count() { ++done_; }
    [[nodiscard]] std::size_t done() const { return done_; }
    [[nodiscard]] std::size_t faults() const { return count_; }
    [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

private:
    static void append(std::string& line, std::string_view text) { line += text; }
    static void append(std::string& line, std::size_t n) { line += std::to_string(n); }

    std::vector<std::string> lines_;
    std::size_t count_{};
    std::size_t done_{};
};

std::string_view name_of(tolerance t) { return t == tolerance::strict ? "strict" : "standard"; }
constexpr tolerance tolerances[] = {tolerance::standard, tolerance::strict};

/// A message with a value, in a release.
struct sample {
    const message_type& message;
    release agreed;
    style how;
    unsigned variant;
    value content{*message.record};
    maker owner{agreed, how, variant};

    sample(const message_type& m, release r, style s, unsigned v) : message{m}, agreed{r}, how{s}, variant{v} {
        if (how != style::nothing) owner.fill(content.get(), *message.record);
    }
    [[nodiscard]] const layout_table& layout() const { return message.record->layout(agreed); }
    [[nodiscard]] const layout_names& names() const { return *message.record->names; }
    [[nodiscard]] std::string what() const {
        std::string text{names().name};
        text += " in release " + std::to_string(static_cast<unsigned>(agreed));
        text += how == style::nothing ? ", nothing set" : how == style::maximal ? ", maximal" : ", every member set";
        return variant == 0 ? text : text + ", variant " + std::to_string(variant);
    }
    /// The bytes; empty, with a fault, when they cannot be built.
    [[nodiscard]] std::vector<std::byte> build(report& faults) const { return build_from(content.get(), faults); }
    [[nodiscard]] std::vector<std::byte> build_from(const void* from, report& faults) const {
        const auto size = message.encoded_size(from, agreed);
        if (!size) {
            faults.add(what(), ": encoded_size says ", cdcnet::name_of(size.error().code()));
            return {};
        }
        constexpr std::size_t margin = 16;
        std::vector<std::byte> out(*size + margin, std::byte{0xa5});
        const auto made = message.build(mutable_bytes{out}, from, agreed, tolerance::strict);
        if (!made) {
            faults.add(what(), ": build says ", cdcnet::name_of(made.error().code()), " of ", path_of(made.error().where()));
            return {};
        }
        if (made->size() != *size || made->data() != out.data()) faults.add(what(), ": encoded_size is not the size that is built");
        if (std::count(out.end() - margin, out.end(), std::byte{0xa5}) != margin) faults.add(what(), ": build writes behind the end");
        out.resize(made->size());
        return out;
    }
    [[nodiscard]] std::string path_of(place where) const {
        std::string text;
        write_path(names(), where, [&](std::string_view piece) { text += piece; });
        return text.empty() ? "no field" : text;
    }
    /// What the members tell, by field.
    [[nodiscard]] std::vector<account> tell(const void* of, account blank) const {
        std::vector<account> all(layout().count, blank);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (const void* const member = message.record->member_in(of, i)) message.record->members[i].type->tell(member, all[i]);
        return all;
    }
    [[nodiscard]] bool has_field(std::size_t i) const {
        const field_entry& e = layout().fields[i];
        return e.offset != field_entry::absent && present(*message.record, e, content.get());
    }
    [[nodiscard]] std::string_view name(std::size_t i) const { return names().fields[i].name; }
};

/// Calls `f` with each message, in each release that has it, filled in each way.
template <class F>
void each_sample(const messages& all, std::initializer_list<style> styles, F f) {
    for (const message_type& m : all)
        for (const release r : releases)
            for (const style s : styles)
                for (unsigned v = 0; m.id.in(r) && v < (s == style::nothing ? 1 : variants(m.record->layout(r))); ++v)
                    f(sample{m, r, s, v});
}
/// As `each_sample`, where releases with the same layout count once.
template <class F>
void each_layout(const messages& all, std::initializer_list<style> styles, F f) {
    each_sample(all, styles, [&](const sample& s) {
        const auto same = [&](release r) { return r < s.agreed && s.message.id.in(r) && &s.message.record->layout(r) == &s.layout(); };
        if (std::none_of(std::begin(releases), std::end(releases), same)) f(s);
    });
}
constexpr std::initializer_list<style> every_style{style::nothing, style::every_member, style::maximal};

/// Bytes of exactly their size on the heap, so that a sanitizer sees every read beside them.
class exact {
public:
    exact(const std::byte* from, std::size_t size) : own_{new std::byte[size]}, size_{size} { copy_bytes(own_.get(), from, size); }
    [[nodiscard]] bytes view() const { return {own_.get(), size_}; }
    std::byte* data() { return own_.get(); }

private:
    std::unique_ptr<std::byte[]> own_;
    std::size_t size_;
};

// --- which field a byte belongs to ---------------------------------------------------------------------------------

bool is_elastic(const field_entry& e) {
    switch (e.type) {
        case form::string_array:
        case form::struct_ol_array:
        case form::u32_array:
        case form::bytes_sized:
        case form::bytes_counted:
        case form::bytes_tail:
        case form::tlv:
        case form::tlv_any:
        case form::tlv_list: return true;
        case form::structure: return std::any_of(e.structure->begin(), e.structure->end(), is_elastic);
        default: return e.condition != field_entry::no_link;
    }
}

/// Whose the bytes of a well-formed information buffer are, found without the validator.
class ownership {
public:
    ownership(const layout_table& layout, bytes wire) : layout_{layout}, wire_{wire}, owners_(wire.size()), inline_(layout.count) {
        structure(layout, 0, wire.size(), {});
    }

    /// Whether an error is about the word at `at`, which has been replaced: it names the field that holds a byte of the
    /// word, one that reads it, or one that stands elsewhere because of it.
    [[nodiscard]] bool explains(std::size_t at, const error& e) const {
        for (std::size_t i = at; i < at + 4; ++i)
            if (explains(owners_[i], e)) return true;
        return false;
    }
    /// Whether the field that an error names has bytes behind the first `n`.
    [[nodiscard]] bool loses(std::size_t n, const error& e) const {
        return std::any_of(owners_.begin() + static_cast<std::ptrdiff_t>(n), owners_.end(),
                           [&](place p) { return p.field() == e.where().field(); });
    }

private:
    /// The levels above a structure, as the validator counts them.
    struct level {
        unsigned field{place::no_field};
        unsigned element{place::no_element};
        bool nested{};

        [[nodiscard]] place field_at(unsigned i) const { return nested ? place::of_field(field, element, i) : place::of_field(i); }
        [[nodiscard]] place element_at(unsigned i, unsigned k) const { return nested ? field_at(i) : place::of_field(i, k); }
        [[nodiscard]] level below(unsigned i, unsigned k = place::no_element) const { return nested ? *this : level{i, k, true}; }
    };
    /// Where the inline part of a structure and the last of its items end.
    struct ends {
        std::uint64_t head;
        std::uint64_t all;
    };
    struct range {
        std::uint64_t from{};
        std::uint64_t to{};
    };

    [[nodiscard]] std::uint32_t u32(std::uint64_t position) const { return load_le<std::uint32_t>(wire_.data() + position); }
    void mark(std::uint64_t from, std::uint64_t to, place owner) {
        for (std::uint64_t i = from; i < std::min<std::uint64_t>(to, owners_.size()); ++i) owners_[i] = owner;
    }
    std::uint64_t item(std::uint64_t from, std::uint64_t size, bool unpadded, place owner) {
        if (size == 0) return 0;
        const std::uint64_t to = from + (unpadded ? size : round_up_4(size));
        mark(from, to, owner);
        return to;
    }

    ends structure(const layout_table& layout, std::uint64_t begin, std::uint64_t end, level at) {
        std::uint64_t cursor = begin;
        std::uint64_t last = begin;
        for (unsigned i = 0; i < layout.count; ++i) {
            const field_entry& e = layout.fields[i];
            if (e.offset == field_entry::absent ||
                (e.condition != field_entry::no_link && linked(layout, e.condition, begin) != e.condition_value))
                continue;
            const ends f = field(layout, i, begin, cursor, end, at);
            if (!at.nested) inline_[i] = {cursor, f.head};
            cursor = f.head;
            last = std::max(last, f.all);
        }
        return {cursor, std::max(cursor, last)};
    }
    [[nodiscard]] std::uint32_t linked(const layout_table& layout, unsigned field, std::uint64_t begin) const {
        return u32(begin + layout.fields[field].offset);
    }

    ends field(const layout_table& layout, unsigned i, std::uint64_t begin, std::uint64_t cursor, std::uint64_t end, level at) {
        const field_entry& e = layout.fields[i];
        const place owner = at.field_at(i);
        const std::uint32_t n = e.link == field_entry::no_link ? 0 : linked(layout, e.link, begin);
        const auto inlined = [&](std::uint64_t size) {
            mark(cursor, cursor + size, owner);
            return ends{cursor + size, 0};
        };
        const auto referred = [&](std::uint64_t inline_size, std::uint64_t offset, std::uint64_t size) {
            mark(cursor, cursor + inline_size, owner);
            return ends{cursor + inline_size, item(begin + offset, size, e.unpadded, owner)};
        };
        switch (e.type) {
            case form::string:
            case form::bytes_ref: return referred(8, u32(cursor), u32(cursor + 4));
            case form::bytes_ref_size_first: return referred(8, u32(cursor + 4), u32(cursor));
            case form::bytes_ref_offset: return referred(4, u32(cursor), n);
            case form::ipv4_ref:
            case form::ipv6_ref: return referred(4, u32(cursor), u32(cursor) == 0 ? 0 : e.element);
            case form::ipv4_array_ref:
            case form::ipv6_array_ref:
            case form::struct_array_ref: return referred(4, u32(cursor), std::uint64_t{n} * e.element);
            case form::u32_array: return inlined(std::uint64_t{n} * 4);
            case form::bytes_sized: return inlined(4 + (e.unpadded ? u32(cursor) : round_up_4(u32(cursor))));
            case form::bytes_counted: return inlined(e.unpadded ? n : round_up_4(n));
            case form::bytes_tail:
            case form::tlv_list: return inlined(end - cursor);
            case form::tlv:
            case form::tlv_any: return inlined(8 + round_up_4(u32(cursor + 4)));
            case form::structure: return structure(*e.structure, cursor, end, at.below(i));
            case form::struct_ref: {
                const ends f = referred(8, u32(cursor), u32(cursor + 4));
                if (f.all != 0) structure(*e.structure, begin + u32(cursor), begin + u32(cursor) + u32(cursor + 4), at.below(i));
                return f;
            }
            case form::string_array:
            case form::struct_ol_array: {
                ends f{cursor + std::uint64_t{n} * 8, 0};
                for (unsigned k = 0; k < n; ++k) {
                    const std::uint64_t pair = cursor + std::uint64_t{k} * 8;
                    mark(pair, pair + 8, at.element_at(i, k));
                    const std::uint64_t first = begin + u32(pair);
                    f.all = std::max(f.all, item(first, u32(pair + 4), false, at.element_at(i, k)));
                    if (e.structure != nullptr && u32(pair + 4) != 0) structure(*e.structure, first, first + u32(pair + 4), at.below(i, k));
                }
                return f;
            }
            case form::struct_list_ref: {
                const ends f = referred(8, u32(cursor), u32(cursor + 4));
                std::uint64_t next = begin + u32(cursor) + 4;
                for (unsigned k = 0; f.all != 0 && k < u32(begin + u32(cursor)); ++k)
                    next = structure(*e.structure, next, f.all, at.below(i, k)).all;
                return f;
            }
            default: return inlined(e.size);
        }
    }

    /// Whether damage to field `damaged` of a structure may be found at field `named`.
    static bool explains(const layout_table& layout, unsigned damaged, unsigned named, errc code) {
        const field_entry& e = layout.fields[named];
        if (named == damaged || e.link == damaged || e.condition == damaged) return true;
        // Where the first item belongs depends on the size of the inline part.
        if (is_of_placement(code) && moves(layout, damaged)) return true;
        return named > damaged && (is_of_placement(code) || moves(layout, damaged));
    }
    /// Faults that a field has only together with an earlier one.
    static bool is_of_placement(errc code) { return code == errc::overlap || code == errc::order || code == errc::repeated; }
    /// What stands behind the field depends on its value.
    static bool moves(const layout_table& layout, unsigned damaged) {
        if (damaged >= layout.count || is_elastic(layout.fields[damaged])) return true;
        return std::any_of(layout.begin(), layout.end(),
                           [&](const field_entry& e) { return (e.link == damaged && is_elastic(e)) || e.condition == damaged; });
    }

    [[nodiscard]] bool explains(place damaged, const error& e) const {
        const place named = e.where();
        // Bytes that nothing refers to any more belong to no field.
        if (named.field() == place::no_field) return e.code() == errc::trailing_bytes;
        if (damaged.field() == place::no_field || named.field() >= layout_.count) return false;
        if (layout_.fields[named.field()].offset == field_entry::absent) return false;
        if (damaged.field() != named.field())
            return explains(layout_, damaged.field(), named.field(), e.code()) && (moves(layout_, damaged.field()) || stands_at_field(e));
        if (named.inner_field() == place::no_field) return stands_at_field(e);
        return damaged.inner_field() == place::no_field || explains_inner(damaged, e);
    }
    [[nodiscard]] bool explains_inner(place damaged, const error& e) const {
        const field_entry& outer = layout_.fields[damaged.field()];
        const place named = e.where();
        if (outer.structure == nullptr || named.inner_field() >= outer.structure->count) return false;
        if (named.element() == damaged.element()) return explains(*outer.structure, damaged.inner_field(), named.inner_field(), e.code());
        return named.element() > damaged.element() && (outer.type == form::struct_list_ref || is_of_placement(e.code()));
    }
    /// The offset is in the inline part of the named field; padding, and what is behind a reference, stand elsewhere.
    [[nodiscard]] bool stands_at_field(const error& e) const {
        const range at = inline_[e.where().field()];
        const bool elsewhere = e.code() == errc::padding || e.code() == errc::count || e.code() == errc::trailing_bytes;
        if (elsewhere || e.where().inner_field() != place::no_field) return true;
        return at.from <= e.offset() && (e.offset() <= at.to || is_elastic(layout_.fields[e.where().field()]));
    }

    const layout_table& layout_;
    bytes wire_;
    std::vector<place> owners_;
    std::vector<range> inline_;
};

// --- checks --------------------------------------------------------------------------------------------------------

/// Every member that a field of the release carries is filled, wherever it is.
void every_member_set(const messages& all, report& faults) {
    each_sample(all, {style::every_member, style::maximal}, [&](const sample& s) {
        const auto told = s.tell(s.content.get(), account{s.agreed});
        for (std::size_t i = 0; i < told.size(); ++i) {
            if (s.message.record->members[i].type == nullptr || !s.has_field(i) || decides(s.layout(), i)) continue;
            faults.count();
            if (!told[i].is_full()) faults.add(s.what(), ": ", s.name(i), " is not filled");
        }
    });
}

/// What has been parsed, whole or field by field, is what was built, and builds the same bytes.
void survives(const messages& all, report& faults) {
    each_sample(all, every_style, [&](const sample& s) {
        const auto wire = s.build(faults);
        const auto expected = s.tell(s.content.get(), account{s.agreed});
        for (const tolerance t : tolerances) {
            for (const auto read : {s.message.parse, s.message.read_lazily}) {
                const char* const how = read == s.message.parse ? " parse: " : " view: ";
                faults.count();
                value back{*s.message.record};
                if (const error e = read(bytes{wire}, s.agreed, t, back.get())) {
                    faults.add(s.what(), ", ", name_of(t), how, cdcnet::name_of(e.code()), " of ", s.path_of(e.where()), " at ",
                               e.offset());
                    continue;
                }
                if (!s.message.equal(back.get(), s.content.get())) faults.add(s.what(), ", ", name_of(t), how, "another value");
                const auto told = s.tell(back.get(), account{s.agreed, bytes{wire}});
                for (std::size_t i = 0; i < told.size(); ++i) {
                    if (told[i].content() != expected[i].content()) faults.add(s.what(), ", ", name_of(t), how, s.name(i), " differs");
                    if (!told[i].is_inside()) faults.add(s.what(), ", ", name_of(t), how, s.name(i), " is not in the buffer");
                }
                if (s.build_from(back.get(), faults) != wire) faults.add(s.what(), ", ", name_of(t), how, "builds other bytes");
            }
        }
    });
}

/// An output buffer that is too small says how much is needed.
void too_small(const messages& all, report& faults) {
    each_sample(all, every_style, [&](const sample& s) {
        const std::size_t needed = s.build(faults).size();
        for (const std::size_t size : {std::size_t{0}, needed / 2, needed - 1}) {
            if (size >= needed) continue;
            std::vector<std::byte> out(size);
            faults.count();
            const auto made = s.message.build(mutable_bytes{out}, s.content.get(), s.agreed, tolerance::standard);
            if (made || made.error().code() != errc::no_space || made.error().needed() != needed)
                faults.add(s.what(), ": ", size, " of ", needed, " bytes are not refused as too few");
        }
    });
}

/// A member of another release is refused, not dropped.
void other_release(const messages& all, report& faults) {
    each_sample(all, {style::every_member}, [&](const sample& s) {
        const auto told = s.tell(s.content.get(), account{s.agreed});
        for (const release other : releases) {
            if (!s.message.id.in(other)) continue;
            const layout_table& layout = s.message.record->layout(other);
            const auto carried = [&](const void* member) {
                for (std::size_t i = 0; i < layout.count; ++i)
                    if (layout.fields[i].offset != field_entry::absent && s.message.record->member_in(s.content.get(), i) == member)
                        return true;
                return false;
            };
            for (std::size_t i = 0; i < told.size(); ++i) {
                const void* const member = s.message.record->member_in(s.content.get(), i);
                if (member == nullptr || !told[i].is_set() || carried(member)) continue;
                faults.count();
                std::vector<std::byte> out(1u << 17);
                const auto made = s.message.build(mutable_bytes{out}, s.content.get(), other, tolerance::standard);
                if (made || made.error().code() != errc::not_this_release)
                    faults.add(s.what(), ": ", s.name(i), " is not refused in release ", static_cast<std::size_t>(other));
                break;
            }
        }
    });
}

bool is_open(const layout_table& layout) {
    return std::any_of(layout.begin(), layout.end(),
                       [](const field_entry& e) { return e.type == form::bytes_tail || e.type == form::tlv_list; });
}
bool has_optional(const layout_table& layout) {
    return std::any_of(layout.begin(), layout.end(), [](const field_entry& e) { return e.optional; });
}

/// `part` is read from a prefix of what `whole` is read from: members are whole, empty, or cut where the layout is open.
bool is_part(const sample& s, const std::vector<account>& part, const std::vector<account>& whole) {
    for (std::size_t i = 0; i < part.size(); ++i) {
        const std::string& p = part[i].content();
        const std::string& w = whole[i].content();
        if (p == w || !part[i].is_set()) continue;
        const form type = s.layout().fields[i].type;
        if (type != form::bytes_tail && type != form::tlv_list) return false;
        // The content starts with the number of bytes or elements.
        if (w.compare(8, p.size() - 8, p, 8) != 0) return false;
    }
    return true;
}

/// Every prefix is refused, naming a field that is cut, or read as the part that it is.
void prefixes(const messages& all, report& faults) {
    each_layout(all, {style::nothing, style::every_member}, [&](const sample& s) {
        const auto wire = s.build(faults);
        const auto whole = s.tell(s.content.get(), account{s.agreed});
        const ownership owner{s.layout(), bytes{wire}};
        for (std::size_t n = 0; n < wire.size(); ++n) {
            const exact cut{wire.data(), n};
            for (const tolerance t : tolerances) {
                faults.count();
                const auto fault = [&](const auto&... what) {
                    faults.add(s.what(), ", ", name_of(t), ", ", n, " of ", wire.size(), " bytes: ", what...);
                };
                value part{*s.message.record};
                value lazy{*s.message.record};
                const error e = s.message.parse(cut.view(), s.agreed, t, part.get());
                if (s.message.read_lazily(cut.view(), s.agreed, t, lazy.get()) != e) fault("the view says something else");
                if (e) {
                    if (e.offset() > n || !owner.loses(n, e))
                        fault(cdcnet::name_of(e.code()), " of ", s.path_of(e.where()), " at ", e.offset());
                    continue;
                }
                const auto told = s.tell(part.get(), account{s.agreed, cut.view()});
                if (!s.message.equal(part.get(), lazy.get())) fault("the view reads something else");
                if (!std::all_of(told.begin(), told.end(), [](const account& a) { return a.is_inside(); })) fault("leads outside");
                // All there is missing is padding, or the layout allows an earlier end.
                const bool allowed = is_open(s.layout()) || (t == tolerance::standard && has_optional(s.layout()));
                const bool padding = t == tolerance::standard && wire.size() - n < 4 && s.message.equal(part.get(), s.content.get());
                if (!padding && !(allowed && is_part(s, told, whole))) fault("is accepted");
            }
        }
    });
}

/// No word of a message leads outside, and an error names the field that the word belongs to.
void words(const messages& all, report& faults) {
    each_layout(all, every_style, [&](const sample& s) {
        const auto wire = s.build(faults);
        const auto n = static_cast<std::uint32_t>(wire.size());
        const ownership owner{s.layout(), bytes{wire}};
        exact damaged{wire.data(), wire.size()};
        // Of a long message its beginning: what follows is more of the same.
        const std::size_t end = s.how == style::maximal ? std::min<std::size_t>(wire.size(), 128) : wire.size();
        for (std::size_t at = 0; at + 4 <= end; at += 4) {
            for (const std::uint32_t word :
                 std::initializer_list<std::uint32_t>{0, 1, n - 1, n, n + 1, 0x7fffffff, 0x80000000, 0xffffffff}) {
                store_le(damaged.data() + at, word);
                for (const tolerance t : tolerances) {
                    faults.count();
                    const auto fault = [&](const auto&... what) {
                        faults.add(s.what(), ", ", name_of(t), ", word ", word, " at ", at, ": ", what...);
                    };
                    value read{*s.message.record};
                    value lazy{*s.message.record};
                    const error e = s.message.parse(damaged.view(), s.agreed, t, read.get());
                    if (s.message.read_lazily(damaged.view(), s.agreed, t, lazy.get()) != e) fault("the view says something else");
                    if (e) {
                        if (e.offset() > wire.size() || !owner.explains(at, e))
                            fault(cdcnet::name_of(e.code()), " of ", s.path_of(e.where()), " at ", e.offset());
                        continue;
                    }
                    const auto leads_outside = [&](const value& v) {
                        const auto told = s.tell(v.get(), account{s.agreed, damaged.view()});
                        return !std::all_of(told.begin(), told.end(), [](const account& a) { return a.is_inside(); });
                    };
                    if (leads_outside(read) || leads_outside(lazy)) {
                        fault("leads outside");
                        continue;
                    }
                    if (!s.message.equal(read.get(), lazy.get())) fault("the view reads something else");
                    if (!s.message.encoded_size(read.get(), s.agreed)) fault("has no size");
                }
            }
            copy_bytes(damaged.data() + at, wire.data() + at, 4);
        }
    });
}

using check_function = void (*)(const messages&, report&);
void run(const messages& all, check_function check, const char* of) {
    report faults;
    check(all, faults);
    for (const std::string& line : faults.lines()) FAIL_CHECK(line);
    if (faults.faults() > faults.lines().size()) FAIL_CHECK(faults.faults() << " faults in all");
    MESSAGE(all.size() << " structures, " << faults.done() << " " << std::string{of});
    // Each with every tolerance.
    if (check == prefixes) tried("information buffers cut at every byte", faults.done() / std::size(tolerances));
    if (check == words) tried("information buffers with a word replaced", faults.done() / std::size(tolerances));
}

}  // namespace

std::vector<const messages*>& all_services_checked() {
    static std::vector<const messages*> all;
    return all;
}

void check(const messages& all) {
    SUBCASE("every member set") { run(all, every_member_set, "members"); }
    SUBCASE("values survive building and parsing") { run(all, survives, "values"); }
    SUBCASE("an output buffer that is too small says how much is needed") { run(all, too_small, "buffers"); }
    SUBCASE("a member of another release is refused, not dropped") { run(all, other_release, "values"); }
    SUBCASE("every prefix is refused, or read as the part that it is") { run(all, prefixes, "prefixes"); }
    SUBCASE("no word of a message leads outside, and an error names its field") { run(all, words, "buffers"); }
}

// --- the checks themselves -----------------------------------------------------------------------------------------

namespace {

struct left_out {
    std::uint32_t a{};
    std::uint32_t b{};
    using layout = fields<"LEFT_OUT", field<"A", &left_out::a>>;
};
struct holds_left_out {
    ref_list<left_out> list{};
    using layout = fields<"HOLDS_LEFT_OUT", count<"Count", &holds_left_out::list>, field<"List", &holds_left_out::list>>;
};

struct part {
    std::uint32_t number{};
    utf16 name{};
    using layout = fields<"PART", field<"Number", &part::number>, field<"Name", &part::name>>;
};
struct whole {
    std::uint32_t number{};
    std::uint32_t newer{};
    utf16 text{};
    bytes data{};
    ref_list<part> parts{};

    static constexpr command_id id{service::basic_connect, 1, operation::set};
    using layout = fields<"WHOLE", field<"Number", &whole::number>, field<"Newer", &whole::newer, rule{.since = mbimex::v2}>,
                          field<"Text", &whole::text, rule{.max_bytes = 20}>, field<"Data", &whole::data>,
                          count<"PartCount", &whole::parts>, field<"Parts", &whole::parts>>;
};

std::size_t faults_of(check_function check, const message_type& message) {
    report faults;
    check({message}, faults);
    return faults.faults();
}

/// Functions of `whole` as somebody might get them wrong.
namespace wrong {

const message_type right = message_for<whole>();
whole& as_whole(void* p) { return *static_cast<whole*>(p); }

error loses_a_member(bytes wire, release r, tolerance t, void* into) {
    const error e = right.parse(wire, r, t, into);
    if (!e) as_whole(into).data = {};
    return e;
}
error cuts_a_text(bytes wire, release r, tolerance t, void* into) {
    const error e = right.parse(wire, r, t, into);
    if (!e && !as_whole(into).text.empty()) as_whole(into).text = utf16::over(as_whole(into).text.wire_bytes().first(2));
    return e;
}
error refuses_what_is_right(bytes, release, tolerance, void*) { return error{errc::length, 0, place::of_field(0)}; }
error names_another_field(bytes wire, release r, tolerance t, void* into) {
    const error e = right.parse(wire, r, t, into);
    return e && e.where().field() == 3 ? e.at(place::of_field(2)) : e;
}
error names_no_field(bytes wire, release r, tolerance t, void* into) { return right.parse(wire, r, t, into).at({}); }
error names_a_field_of_another_release(bytes wire, release r, tolerance t, void* into) {
    const error e = right.parse(wire, r, t, into);
    return r == mbimex::v1 ? e.at(place::of_field(1)) : e;
}
error names_another_element(bytes wire, release r, tolerance t, void* into) {
    const error e = right.parse(wire, r, t, into);
    const place p = e.where();
    return p.element() == 1 ? e.at(place::of_field(p.field(), 0, p.inner_field())) : e;
}
error names_another_inner_field(bytes wire, release r, tolerance t, void* into) {
    const error e = right.parse(wire, r, t, into);
    const place p = e.where();
    return p.inner_field() == 1 ? e.at(place::of_field(p.field(), p.element(), 0)) : e;
}
error is_far_off(bytes wire, release r, tolerance t, void* into) { return right.parse(wire, r, t, into).shifted(8); }
error is_a_little_off(bytes wire, release r, tolerance t, void* into) {
    const error e = right.parse(wire, r, t, into);
    return e.where().field() == 3 ? error{e.code(), e.offset() - 8u, e.where()} : e;
}
/// Reads the prefix of a message as if zeros followed.
error goes_on_behind_the_end(bytes wire, release r, tolerance t, void* into) {
    static std::byte room[4096];
    zero_bytes(room, sizeof room);
    copy_bytes(room, wire.data(), wire.size());
    return right.parse(bytes{room, wire.size() + 4}, r, t, into);
}
/// Does not check where the data are.
error believes_an_offset(bytes wire, release r, tolerance t, void* into) {
    const error e = right.parse(wire, r, t, into);
    if (e.code() != errc::outside || e.where().field() != 3) return e;
    as_whole(into).data = bytes{wire.data() + wire.size(), 1};
    return {};
}
error believes_a_size(bytes wire, release r, tolerance t, void* into) {
    const error e = right.parse(wire, r, t, into);
    if (e.code() != errc::outside || e.where().field() != 2) return e;
    as_whole(into).text = utf16::over(bytes{wire.data(), wire.size() + 2});
    return {};
}
result<bytes> builds_other_bytes(mutable_bytes out, const void* value, release r, tolerance t) {
    const auto made = right.build(out, value, r, t);
    static unsigned n = 0;
    if (made) out[0] = static_cast<std::byte>(++n);
    return made;
}
result<bytes> builds_too_much(mutable_bytes out, const void* value, release r, tolerance t) {
    const auto made = right.build(out, value, r, t);
    if (made && made->size() < out.size()) out[made->size()] = std::byte{};
    return made;
}
result<bytes> asks_for_too_much(mutable_bytes out, const void* value, release r, tolerance t) {
    const auto made = right.build(out, value, r, t);
    if (!made && made.error().code() == errc::no_space) return error::no_space(made.error().needed() + 1);
    return made;
}
result<bytes> drops_what_is_newer(mutable_bytes out, const void* value, release r, tolerance t) {
    whole older = *static_cast<const whole*>(value);
    if (r == mbimex::v1) older.newer = 0;
    return right.build(out, &older, r, t);
}
result<std::uint32_t> counts_too_much(const void* value, release r) { return *right.encoded_size(value, r) + 4; }
bool takes_all_as_equal(const void*, const void*) { return true; }
bool takes_nothing_as_equal(const void*, const void*) { return false; }

}  // namespace wrong

message_type with_parse(decltype(message_type::parse) parse) {
    message_type m = wrong::right;
    m.parse = m.read_lazily = parse;
    return m;
}
message_type with_build(decltype(message_type::build) build) {
    message_type m = wrong::right;
    m.build = build;
    return m;
}

}  // namespace

TEST_CASE("round trip, itself: a member that is left out of a layout is found") {
    static_assert(parts_of<whole>::complete());
    static_assert(!parts_of<left_out>::complete() && !parts_of<holds_left_out>::complete());
}

TEST_CASE("round trip, itself: nothing to say against what is right") {
    for (const auto check : {every_member_set, survives, too_small, other_release, prefixes, words})
        CHECK(faults_of(check, wrong::right) == 0);
}

TEST_CASE("round trip, itself: members that are not filled are found") {
    constexpr member_type lazy{[](void*, maker&, const field_entry&) {}, type_for<utf16>.tell};
    std::vector<member> members(parts_of<whole>::members, std::end(parts_of<whole>::members));
    members[2].type = &lazy;
    record_type record = record_for<whole>();
    record.members = members.data();
    message_type m = wrong::right;
    m.record = &record;
    CHECK(faults_of(every_member_set, m) != 0);
}

TEST_CASE("round trip, itself: values that do not survive are found") {
    for (const auto parse : {wrong::loses_a_member, wrong::cuts_a_text, wrong::refuses_what_is_right})
        CHECK(faults_of(survives, with_parse(parse)) != 0);
    for (const auto build : {wrong::builds_other_bytes, wrong::builds_too_much, wrong::drops_what_is_newer})
        CHECK(faults_of(survives, with_build(build)) + faults_of(other_release, with_build(build)) != 0);
    message_type m = wrong::right;
    m.read_lazily = wrong::loses_a_member;
    CHECK(faults_of(survives, m) != 0);
    m = wrong::right;
    m.encoded_size = wrong::counts_too_much;
    CHECK(faults_of(survives, m) != 0);
    m = wrong::right;
    m.equal = wrong::takes_nothing_as_equal;
    CHECK(faults_of(survives, m) != 0);
    // A comparison that sees no difference does not hide one.
    m = with_parse(wrong::cuts_a_text);
    m.equal = wrong::takes_all_as_equal;
    CHECK(faults_of(survives, m) != 0);
}

TEST_CASE("round trip, itself: wrong answers about space and release are found") {
    CHECK(faults_of(too_small, with_build(wrong::asks_for_too_much)) != 0);
    CHECK(faults_of(other_release, with_build(wrong::drops_what_is_newer)) != 0);
}

TEST_CASE("round trip, itself: a prefix that is read as more is found") {
    for (const auto parse : {wrong::goes_on_behind_the_end, wrong::names_another_field, wrong::names_no_field,
                             wrong::names_a_field_of_another_release, wrong::is_far_off})
        CHECK(faults_of(prefixes, with_parse(parse)) != 0);
    message_type m = wrong::right;
    m.read_lazily = wrong::refuses_what_is_right;
    CHECK(faults_of(prefixes, m) != 0);
}

TEST_CASE("round trip, itself: what leads outside is found, and what names the wrong place") {
    for (const auto parse : {wrong::believes_an_offset, wrong::believes_a_size, wrong::names_another_field, wrong::names_no_field,
                             wrong::names_a_field_of_another_release, wrong::names_another_element, wrong::names_another_inner_field,
                             wrong::is_far_off, wrong::is_a_little_off})
        CHECK(faults_of(words, with_parse(parse)) != 0);
    message_type m = wrong::right;
    m.read_lazily = wrong::refuses_what_is_right;
    CHECK(faults_of(words, m) != 0);
    m.read_lazily = wrong::loses_a_member;
    CHECK(faults_of(words, m) != 0);
}

}  // namespace round_trip
