// SPDX-License-Identifier: BSL-1.0
#include "pages.hpp"

#include <algorithm>
#include <cdcnet/mbim/catalogue.hpp>

namespace reference_pages {

namespace mbim = cdcnet::mbim;

namespace {

constexpr mbim::release releases[] = {mbim::release::v1, mbim::release::v2, mbim::release::v3, mbim::release::v4};

/// Text of the headers in a cell or a paragraph of Markdown.
std::string escaped(std::string_view text) {
    std::string out;
    bool code = false;
    for (const char c : text) {
        if (c == '`') code = !code;
        if (c == '|') {
            out += "\\|";
        } else if (c == '<' && !code) {
            out += "&lt;";
        } else {
            out += c;
        }
    }
    return out;
}

std::string name_of(mbim::release r) { return fmt::format("{}.0", static_cast<unsigned>(r)); }

std::string number(std::uint32_t n) { return n < 0x10000 ? fmt::format("{}", n) : fmt::format("0x{:08x}", n); }

std::string_view word_for(mbim::support s) {
    switch (s) {
        case mbim::support::no: return "no";
        case mbim::support::yes: return "yes";
        case mbim::support::unknown: break;
    }
    return "unknown";
}

std::string_view meaning_of(mbim::unit u) {
    switch (u) {
        case mbim::unit::none: return {};
        case mbim::unit::bytes: return "bytes";
        case mbim::unit::seconds: return "seconds";
        case mbim::unit::bits_per_second: return "bit/s";
        case mbim::unit::rssi: return "RSSI code: n is -113 + 2n dBm, 99 unknown";
        case mbim::unit::error_rate: return "class of the bit error rate: 0 to 7, 99 unknown";
        case mbim::unit::rsrp: return "RSRP code: n is -156 + n dBm, 127 unknown";
        case mbim::unit::snr: return "SNR code: n is -23 + n/2 dB, 128 unknown";
        case mbim::unit::dbm: return "dBm";
    }
    return {};
}

/// `1.0 to 2.0`, `from 3.0`, `3.0 only`; empty for every release.
std::string range_of(const std::vector<mbim::release>& in) {
    if (in.size() == std::size(releases) || in.empty()) return {};
    if (in.size() == 1) return in.front() == mbim::release::v4 ? "from 4.0" : name_of(in.front()) + " only";
    return in.back() == mbim::release::v4 ? "from " + name_of(in.front()) : name_of(in.front()) + " to " + name_of(in.back());
}

/// A structure in the releases that have it.
struct structure {
    const mbim::layout_names* names{};
    std::array<const mbim::layout_table*, 4> layouts{};  ///< null where the structure does not exist

    [[nodiscard]] std::vector<mbim::release> in() const {
        std::vector<mbim::release> all;
        for (const mbim::release r : releases)
            if (in(r) != nullptr) all.push_back(r);
        return all;
    }
    [[nodiscard]] const mbim::layout_table* in(mbim::release r) const { return layouts[static_cast<std::size_t>(r) - 1]; }
    /// Field `i` in the releases that have it.
    [[nodiscard]] std::vector<std::pair<mbim::release, const mbim::field_entry*>> field(std::size_t i) const {
        std::vector<std::pair<mbim::release, const mbim::field_entry*>> all;
        for (const mbim::release r : in())
            if (in(r)->fields[i].offset != mbim::field_entry::absent) all.emplace_back(r, &in(r)->fields[i]);
        return all;
    }
};

structure structure_of(const mbim::catalogue_entry& entry) {
    structure s{entry.names, {}};
    for (const mbim::release r : releases)
        if (entry.id.in(r)) s.layouts[static_cast<std::size_t>(r) - 1] = &entry.layout(r);
    return s;
}

/// True when two tables of one structure describe the same bytes.
bool same_bytes(const mbim::layout_table& a, const mbim::layout_table& b) {
    if (&a == &b) return true;
    for (std::size_t i = 0; i < a.count; ++i) {
        const mbim::field_entry& x = a.fields[i];
        const mbim::field_entry& y = b.fields[i];
        if (x.offset != y.offset || x.size != y.size) return false;
        if (x.structure != nullptr && x.offset != mbim::field_entry::absent && !same_bytes(*x.structure, *y.structure)) return false;
    }
    return true;
}

/// The page of one service.
class service_page {
public:
    service_page(const mbim::service_info& service, const declarations& headers)
        : service_{service}, headers_{headers}, scope_{"cdcnet::mbim::" + std::string{service.key}} {
        for (const mbim::service_catalogue& s : mbim::catalogue<>)
            if (s.service == service.id) messages_ = &s;
    }

    [[nodiscard]] std::size_t structures() const { return messages_ == nullptr ? 0 : messages_->count; }

    std::string text() {
        add(out_, "# {}\n\n", service_.name);
        add(out_, "Service `{}`, id `{}`. [All services](index.md)\n\n", service_.key, service_.id.text().view());
        if (messages_ != nullptr) add(out_, "`#include <cdcnet/mbim/services/{}.hpp>`\n\n", service_.key);
        overview();
        for (const mbim::cid_info& c : service_) cid(c);
        if (!nested_.empty()) {
            out_ += "## Structures\n\n";
            for (std::size_t i = 0; i < nested_.size(); ++i) {  // NOLINT(modernize-loop-convert): grows
                const structure s = nested_[i];
                add(out_, "### <a id=\"{0}\"></a>{0}\n\n", s.names->name);
                describe(s);
            }
        }
        if (!enumerations_.empty()) out_ += "## Enumerations\n\n";
        for (const mbim::enumeration* e : enumerations_) enumeration(*e);
        return out_;
    }

private:
    void overview() {
        if (service_.count == 0) {
            out_ += "No CIDs of this service are known.\n";
            return;
        }
        out_ += "| CID | Name | Set | Query | Notify | Since |\n|---:|---|---|---|---|---|\n";
        for (const mbim::cid_info& c : service_)
            add(out_, "| {} | [{}](#cid-{}) | {} | {} | {} | {} |\n", number(c.cid), c.name, c.cid, word_for(c.set), word_for(c.query),
                word_for(c.notify), name_of(c.since));
        out_ += "\n";
    }

    void cid(const mbim::cid_info& c) {
        add(out_, "## <a id=\"cid-{}\"></a>{} {}\n\n", c.cid, number(c.cid), c.name);
        bool any = false;
        if (messages_ != nullptr) {
            for (const mbim::catalogue_entry& entry : *messages_) {
                if (entry.id.cid != c.cid) continue;
                any = true;
                message(entry);
            }
        }
        if (!any) out_ += "No structure is known.\n\n";
    }

    void message(const mbim::catalogue_entry& entry) {
        const structure s = structure_of(entry);
        std::string operations;
        for (const mbim::enumerator& o : mbim::enumeration_of<mbim::operation>)
            if (entry.id.serves(static_cast<mbim::operation>(o.value))) add(operations, "{}{}", operations.empty() ? "" : ", ", o.name);
        const std::string range = range_of(s.in());
        add(out_, "### {}: {}{}{}\n\n", entry.names->name, operations, range.empty() ? "" : "; ", range);
        describe(s);
        out_ += "Layouts in reference/messages.json:";
        for (const mbim::enumerator& o : mbim::enumeration_of<mbim::operation>) {
            if (!entry.id.serves(static_cast<mbim::operation>(o.value))) continue;
            const mbim::layout_table* before = nullptr;
            for (const mbim::release r : s.in()) {
                if (before == nullptr || !same_bytes(*before, *s.in(r)))
                    add(out_, " `{}/{}/{}@{}`", service_.key, entry.id.cid, o.name, name_of(r));
                before = s.in(r);
            }
        }
        out_ += "\n\n";
    }

    /// The declaration, its comment and the table of fields.
    void describe(const structure& s) {
        const declaration* const declared = headers_.find(s.names->name, scope_);
        if (declared != nullptr) add(out_, "`{}::{}`. {}\n\n", declared->scope, declared->name, escaped(declared->comment));
        if (s.names->count == 0) {
            out_ += "The information buffer is empty.\n\n";
            return;
        }
        out_ += "| Offset | Field | On the wire | C++ member | Remarks |\n|---:|---|---|---|---|\n";
        for (std::size_t i = 0; i < s.names->count; ++i) row(s, i, declared);
        out_ += "\n";
    }

    void row(const structure& s, std::size_t i, const declaration* declared) {
        const auto in = s.field(i);
        if (in.empty()) return;
        const mbim::field_name& name = s.names->fields[i];
        const mbim::field_entry& entry = *in.front().second;
        const std::string called{name.name};

        const member_text* member = nullptr;
        if (declared != nullptr && declared->fields.contains(called)) member = declared->member(declared->fields.at(called));
        const bool counts = is_link(s, i);
        std::string type;
        if (member != nullptr) type = counts ? fmt::format("of `{}`", member->name) : fmt::format("`{} {}`", member->type, member->name);
        add(out_, "| {} | {} | {} | {} | {} |\n", offsets(in), called, on_the_wire(entry), escaped(type),
            escaped(remarks(s, i, counts ? nullptr : member)));
    }

    /// Whether other fields take their count or size from field `i`.
    static bool is_link(const structure& s, std::size_t i) {
        for (const mbim::release r : s.in())
            for (const mbim::field_entry& e : *s.in(r))
                if (e.link == i) return true;
        return false;
    }

    static std::string offset(const mbim::field_entry& entry) {
        return entry.offset == mbim::field_entry::floating ? "behind" : fmt::format("{}", entry.offset);
    }
    /// One number, or those of each release.
    static std::string offsets(const std::vector<std::pair<mbim::release, const mbim::field_entry*>>& in) {
        std::string text = offset(*in.front().second);
        for (std::size_t k = 1; k < in.size(); ++k)
            if (in[k].second->offset != in[k - 1].second->offset) add(text, ", {}: {}", name_of(in[k].first), offset(*in[k].second));
        return text;
    }

    static std::string on_the_wire(const mbim::field_entry& entry) {
        std::string text{mbim::name_of(entry.type)};
        if (entry.type == mbim::form::bytes_fixed) add(text, "[{}]", entry.size);
        if (entry.type == mbim::form::tlv) add(text, " {}", mbim::name_of(static_cast<mbim::tlv_type>(entry.element)));
        if (entry.type == mbim::form::string || entry.type == mbim::form::string_array) text += entry.unit == 2 ? ", UTF-16LE" : ", UTF-8";
        return text;
    }

    std::string remarks(const structure& s, std::size_t i, const member_text* member) {
        const auto in = s.field(i);
        const mbim::field_name& name = s.names->fields[i];
        const mbim::field_entry& entry = *in.front().second;
        std::string text;
        const auto remark = [&](std::string_view words) {
            if (words.empty()) return;
            if (!text.empty()) text += "; ";
            text += words;
        };
        if (in.size() != s.in().size()) {
            std::vector<mbim::release> present;
            present.reserve(in.size());
            for (const auto& one : in) present.push_back(one.first);
            remark(range_of(present));
        }
        if (name.values != nullptr) remark(fmt::format("[{0}](#{0})", note(*name.values)));
        if (name.structure != nullptr) remark(fmt::format("[{0}](#{0})", note(s, i)));
        if (entry.condition != mbim::field_entry::no_link) {
            const mbim::field_name& decides = s.names->fields[entry.condition];
            const std::string_view value = decides.values != nullptr ? decides.values->find(entry.condition_value) : std::string_view{};
            remark(fmt::format("only if {} is {}", decides.name, value.empty() ? number(entry.condition_value) : std::string{value}));
        }
        if (entry.optional) remark("may be missing at the end");
        if (entry.max_bytes != 0) remark(fmt::format("at most {} bytes", entry.max_bytes));
        if (entry.unpadded) remark("no padding behind it");
        remark(meaning_of(name.unit));
        if (name.personal) remark("personal");
        if (member != nullptr) remark(member->comment);
        return text;
    }

    /// Remembers an enumeration for the end of the page.
    std::string_view note(const mbim::enumeration& e) {
        if (std::find(enumerations_.begin(), enumerations_.end(), &e) == enumerations_.end()) enumerations_.push_back(&e);
        return e.name;
    }
    /// Likewise the structure in field `i`.
    std::string_view note(const structure& s, std::size_t i) {
        structure inner{s.names->fields[i].structure, {}};
        for (const auto& [r, entry] : s.field(i)) inner.layouts[static_cast<std::size_t>(r) - 1] = entry->structure;
        const auto known = std::find_if(nested_.begin(), nested_.end(), [&](const structure& n) { return n.names == inner.names; });
        if (known == nested_.end()) {
            nested_.push_back(inner);
        } else {
            for (std::size_t r = 0; r < inner.layouts.size(); ++r)
                if (known->layouts[r] == nullptr) known->layouts[r] = inner.layouts[r];
        }
        return inner.names->name;
    }

    void enumeration(const mbim::enumeration& e) {
        add(out_, "### <a id=\"{0}\"></a>{0}\n\n", e.name);
        const declaration* const declared = headers_.find(e.name, scope_);
        if (declared != nullptr) add(out_, "`{}::{}`. {}\n\n", declared->scope, declared->name, escaped(declared->comment));
        if (e.kind == mbim::enumeration_kind::flags) out_ += "Flags, which may be combined.\n\n";
        out_ += "| Value | Name | C++ | Remarks |\n|---:|---|---|---|\n";
        for (const mbim::enumerator& value : e) {
            const member_text* member = nullptr;
            if (declared != nullptr)
                for (const member_text& m : declared->members)
                    if (std::strtoull(m.type.c_str(), nullptr, 0) == value.value) member = &m;
            add(out_, "| {} | {} | {} | {} |\n",
                e.kind == mbim::enumeration_kind::flags ? fmt::format("0x{:x}", value.value) : number(value.value), value.name,
                member != nullptr ? '`' + member->name + '`' : "", member != nullptr ? escaped(member->comment) : "");
        }
        out_ += "\n";
    }

    const mbim::service_info& service_;
    const declarations& headers_;
    std::string scope_;
    const mbim::service_catalogue* messages_{};
    std::vector<structure> nested_;
    std::vector<const mbim::enumeration*> enumerations_;
    std::string out_;
};

}  // namespace

std::vector<page> all_pages(const declarations& headers) {
    page index{"index.md",
               "# MBIM services and CIDs\n\nWhat this library declares, written by `reference_pages` from its own tables.\n\n"
               "Rules over a trace: [conformance rules](conformance.md).\n\n"};
    index.text += "| Service | Key | Id | CIDs | Structures |\n|---|---|---|---:|---:|\n";
    std::vector<page> pages{{}};
    for (const mbim::service_info& s : mbim::services) {
        service_page one{s, headers};
        add(index.text, "| [{}]({}.md) | `{}` | `{}` | {} | {} |\n", s.name, s.key, s.key, s.id.text().view(), s.count, one.structures());
        pages.push_back({std::string{s.key} + ".md", one.text()});
    }
    index.text += "\n| Service | CID | Name | Set | Query | Notify | Since |\n|---|---:|---|---|---|---|---|\n";
    for (const mbim::service_info& s : mbim::services)
        for (const mbim::cid_info& c : s)
            add(index.text, "| [{0}]({0}.md) | {1} | [{2}]({0}.md#cid-{3}) | {4} | {5} | {6} | {7} |\n", s.key, number(c.cid), c.name,
                c.cid, word_for(c.set), word_for(c.query), word_for(c.notify), name_of(c.since));
    pages.front() = std::move(index);
    pages.push_back(conformance_page());
    return pages;
}

}  // namespace reference_pages
