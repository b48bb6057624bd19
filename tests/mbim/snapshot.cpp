// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the library declares is what `snapshot.txt` says: a change of a layout, a number or a name shows as a change of that
/// file and is looked at.  The target `snapshot` writes it anew.
#include <doctest/doctest.h>

#include <cdcnet/mbim/catalogue.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "mbim/declared_enumerations.hpp"

namespace {

using namespace cdcnet::mbim;

constexpr const char* path = CDCNET_SOURCE_DIR "/tests/mbim/snapshot.txt";
constexpr release releases[] = {release::v1, release::v2, release::v3, release::v4};

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text;
}
std::string right(std::string text, std::size_t width) { return std::string(text.size() < width ? width - text.size() : 0, ' ') + text; }
std::string number(release r) { return std::to_string(static_cast<unsigned>(r)) + ".0"; }

class snapshot {
public:
    std::string text() {
        out_ << "# SPDX-License-Identifier: BSL-1.0\n"
                "#\n"
                "# What the library declares.  Written by the target \"snapshot\" and compared by the test mbim/snapshot:\n"
                "#\n"
                "#     cmake --build --preset test --target snapshot\n"
                "#\n"
                "# A field: offset (* behind an item of variable size), form, name, [its enumeration], what else holds for it.\n";
        out_ << "\n\n== services and their CIDs\n";
        for (const service_info& s : services) one_service(s);
        out_ << "\n\n== context types\n\n";
        for (const context_type_info& c : context_types) out_ << std::string_view{c.id.text()} << ' ' << c.name << '\n';
        out_ << "\n\n== messages\n";
        for (const service_info& s : services)
            for (const service_catalogue& declared : catalogue<>)
                if (declared.service == s.id) messages(s, declared);
        out_ << "\n\n== structures in messages\n";
        for (const auto& s : structures_) out_ << '\n' << s.first << '\n' << s.second;
        out_ << "\n\n== enumerations\n";
        enumerations();
        return out_.str();
    }

private:
    void one_service(const service_info& s) {
        out_ << '\n' << s.key << ' ' << std::string_view{s.id.text()} << ' ' << s.name << '\n';
        for (const cid_info& c : s) {
            out_ << "  " << right(std::to_string(c.cid), 8) << "  " << padded(std::string{c.name}, 30);
            operation_of(c.set, "set");
            operation_of(c.query, "query");
            operation_of(c.notify, "notification");
            out_ << " since " << number(c.since) << '\n';
        }
    }
    void operation_of(support s, const char* name) {
        if (s != support::no) out_ << ' ' << name << (s == support::unknown ? "?" : "");
    }

    void messages(const service_info& s, const service_catalogue& declared) {
        for (const catalogue_entry& m : declared) {
            const cid_info* const cid = find_cid(s, m.id.cid);
            out_ << '\n' << s.key << '/' << m.id.cid << ' ' << (cid == nullptr ? "?" : cid->name);
            for (const enumerator& o : enumeration_of<operation>)
                if ((static_cast<std::uint32_t>(m.id.operations) & o.value) != 0) out_ << ' ' << o.name;
            out_ << ": " << m.names->name << '\n';
            std::vector<std::pair<release, const layout_table*>> layouts;
            for (const release r : releases)
                if (m.id.in(r)) layouts.emplace_back(r, &m.layout(r));
            out_ << in_releases(layouts, *m.names);
        }
    }

    /// The fields in each release; releases with the same ones together.
    std::string in_releases(const std::vector<std::pair<release, const layout_table*>>& layouts, const layout_names& names) {
        std::string all;
        for (std::size_t i = 0; i < layouts.size();) {
            const std::string same = fields(*layouts[i].second, names);
            std::size_t next = i + 1;
            while (next < layouts.size() && fields(*layouts[next].second, names) == same) ++next;
            const std::string last = number(layouts[next - 1].first);
            const std::string first = number(layouts[i].first);
            all += "  " + (first == last ? first : first + " to " + last) + ", " + std::to_string(layouts[i].second->fixed_size) + " bytes";
            const bool shorter = layouts[i].second->required_size != layouts[i].second->fixed_size;
            if (shorter) all += ", " + std::to_string(layouts[i].second->required_size) + " required";
            all += '\n' + same;
            i = next;
        }
        return all;
    }

    std::string fields(const layout_table& layout, const layout_names& names) {
        std::string all;
        for (std::size_t i = 0; i < layout.count; ++i)
            if (layout.fields[i].offset != field_entry::absent) all += field(layout.fields[i], names.fields[i], names);
        return all;
    }
    std::string field(const field_entry& e, const field_name& name, const layout_names& names) {
        const std::string offset = e.offset == field_entry::floating ? "*" : std::to_string(e.offset);
        std::string line = right(offset, 8) + "  " + padded(std::string{name_of(e.type)}, 20) + ' ' + std::string{name.name};
        const auto append = [&](const auto&... part) { ((line += part), ...); };
        if (name.values != nullptr) append(" [", name.values->name, "]");
        if (name.structure != nullptr) append(" of ", name.structure->name);
        if (e.type == form::bytes_fixed) append(" of ", std::to_string(e.size));
        if (e.type == form::tlv) append(" ", name_of(static_cast<tlv_type>(e.element)));
        if ((e.type == form::string || e.type == form::string_array) && e.unit == 1) append(" in UTF-8");
        if (e.link != field_entry::no_link) append(", counted by ", names.fields[e.link].name);
        if (e.condition != field_entry::no_link) {
            const field_name& decides = names.fields[e.condition];
            append(", if ", decides.name, " is ", decides.values == nullptr ? "?" : decides.values->find(e.condition_value), " ",
                   std::to_string(e.condition_value));
        }
        if (e.max_bytes != 0) append(", at most ", std::to_string(e.max_bytes), " bytes");
        if (e.unpadded) append(", unpadded");
        if (e.optional) append(", optional");
        if (name.personal) append(", personal");
        static constexpr std::string_view units[] = {"", "bytes", "seconds", "bits per second", "rssi", "error rate", "rsrp", "snr", "dBm"};
        if (name.unit != unit::none) append(", in ", units[static_cast<std::size_t>(name.unit)]);
        if (e.structure != nullptr) structure(*e.structure, *name.structure);
        return line + '\n';
    }
    void structure(const layout_table& layout, const layout_names& names) {
        const std::string body = "  " + std::to_string(layout.fixed_size) + " bytes\n" + fields(layout, names);
        std::string& known = structures_[std::string{names.name}];
        if (known.find(body) == std::string::npos) known += body;
    }

    void enumerations() {
        std::map<std::string_view, const enumeration*> sorted;
        for (const enumeration* e : mbim_test::declarations()) sorted[e->name] = e;
        for (const auto& e : sorted) {
            out_ << '\n'
                 << e.first << (e.second->kind == enumeration_kind::flags ? " flags, " : " values, ") << e.second->bits << " bits\n";
            for (const enumerator& v : *e.second) out_ << right(std::to_string(v.value), 12) << "  " << v.name << '\n';
        }
    }

    std::ostringstream out_;
    std::map<std::string, std::string> structures_;  ///< by name
};

std::vector<std::string> lines_of(std::istream& text) {
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

}  // namespace

TEST_CASE("mbim snapshot: the declarations are those of snapshot.txt") {
    const std::string declared = snapshot{}.text();
    if (std::getenv("CDCNET_WRITE_SNAPSHOT") != nullptr) {
        std::ofstream{path} << declared;
        MESSAGE("written: " << std::string{path});
    }
    std::ifstream file{path};
    REQUIRE_MESSAGE(file, "there is no " << std::string{path});
    std::istringstream ours{declared};
    const auto now = lines_of(ours);
    const auto then = lines_of(file);
    std::size_t i = 0;
    while (i < now.size() && i < then.size() && now[i] == then[i]) ++i;
    if (i == now.size() && i == then.size()) return;
    FAIL_CHECK("snapshot.txt, line " << i + 1 << ": \"" << (i < then.size() ? then[i] : "(the end)") << "\" is now \""
                                     << (i < now.size() ? now[i] : "(the end)")
                                     << "\"; if that is right, build the target \"snapshot\" and look at the difference");
}
