// SPDX-License-Identifier: BSL-1.0
/// \file
/// reference_pages: nothing of the catalogue is missing on its pages, and no link or table leads nowhere.
#include "reference_pages/pages.hpp"

#include <doctest/doctest.h>

#include <cdcnet/mbim/catalogue.hpp>
#include <cdcnet/mbim/conformance.hpp>
#include <set>
#include <sstream>

#ifdef CDCNET_SHARED_DIR
#include <fstream>
#include <nlohmann/json.hpp>
#endif

using namespace cdcnet::mbim;

namespace {

const std::vector<reference_pages::page>& pages() {
    static const auto all = reference_pages::all_pages(reference_pages::declarations{CDCNET_SOURCE_DIR "/include"});
    return all;
}
const std::string& text_of(const std::string& file) {
    for (const auto& p : pages())
        if (p.file == file) return p.text;
    FAIL("no page " << file);
    return pages().front().text;
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in{text};
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// The cells of a row of a table.
std::vector<std::string> cells_of(const std::string& row) {
    std::vector<std::string> cells{""};
    for (std::size_t i = 1; i < row.size(); ++i) {
        if (row[i] == '|' && row[i - 1] != '\\') {
            cells.emplace_back();
        } else {
            cells.back() += row[i];
        }
    }
    cells.pop_back();  // what follows the last bar
    return cells;
}

/// What stands between two marks, everywhere.
std::set<std::string> all_between(const std::string& text, const std::string& before, const std::string& behind) {
    std::set<std::string> found;
    for (std::size_t at = text.find(before); at != std::string::npos; at = text.find(before, at)) {
        at += before.size();
        found.insert(text.substr(at, text.find(behind, at) - at));
    }
    return found;
}

}  // namespace

TEST_CASE("reference pages: one for each service, and an index of services and CIDs") {
    CHECK(pages().size() == 1 + std::size(services) + 1);
    const std::string& index = text_of("index.md");
    for (const service_info& s : services) {
        CAPTURE(s.key);
        const std::string key{s.key};
        const std::string& page = text_of(key + ".md");
        CHECK(has(page, std::string{s.id.text().view()}));
        CHECK(has(index, "(" + key + ".md)"));
        for (const cid_info& c : s) {
            CAPTURE(c.name);
            CHECK(has(page, "<a id=\"cid-" + std::to_string(c.cid) + "\"></a>"));
            CHECK(has(page, "[" + std::string{c.name} + "](#cid-" + std::to_string(c.cid) + ")"));
            CHECK(has(index, "[" + std::string{c.name} + "](" + key + ".md#cid-" + std::to_string(c.cid) + ")"));
        }
    }
}

TEST_CASE("reference pages: every structure, every field, with its member and its comment") {
    std::size_t structures = 0;
    for (const service_catalogue& s : catalogue<>) {
        const std::string& page = text_of(std::string{find_service(s.service)->key} + ".md");
        for (const catalogue_entry& entry : s) {
            CAPTURE(entry.names->name);
            const std::size_t heading = page.find("### " + std::string{entry.names->name} + ": ");
            REQUIRE(heading != std::string::npos);
            const std::size_t end = page.find("\n#", heading);
            const std::string part = page.substr(heading, end == std::string::npos ? end : end - heading);
            CHECK(has(part, "`cdcnet::mbim::"));
            ++structures;
            for (std::size_t i = 0; i < entry.names->count; ++i) {
                CAPTURE(entry.names->fields[i].name);
                CHECK(has(part, "| " + std::string{entry.names->fields[i].name} + " |"));
                if (entry.names->fields[i].personal) CHECK(has(part, "personal"));
            }
        }
    }
    CHECK(structures > 0);
    // Known lines, written down from the reference.
    const std::string& page = text_of("basic_connect.md");
    CHECK(has(page, "| 8 | RemainingAttempts | u32 | `std::uint32_t remaining_attempts` |"));
    CHECK(has(page, "| 8, 4.0: 12 | Compression | u32 | `mbim::compression compression` | [Compression](#Compression) |"));
    CHECK(has(page, "| 0 | OFF | `off` |"));
}

TEST_CASE("reference pages: every conformance rule, with what it rests on") {
    const std::string& page = text_of("conformance.md");
    CHECK(has(text_of("index.md"), "(conformance.md)"));
    for (const conformance::rule& r : conformance::all_rules) {
        CAPTURE(r.id);
        CHECK(has(page, "[" + std::string{r.id} + "](#" + std::string{r.id} + ")"));
        for (const std::string_view text : {r.title, r.looks_at, r.example, r.source, r.note}) CHECK(has(page, std::string{text}));
    }
    CHECK(has(page, "| [segment-size-is-mtu](#segment-size-is-mtu) | wMaxSegmentSize is between 1280 and 1500 | error | windows8 |"));
}

TEST_CASE("reference pages: no table is empty or ragged, no link leads nowhere") {
    for (const auto& p : pages()) {
        CAPTURE(p.file);
        const auto lines = lines_of(p.text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            CAPTURE(lines[i]);
            if (lines[i].rfind("|--", 0) != 0) continue;
            REQUIRE(i > 0);
            const std::vector<std::string> head = cells_of(lines[i - 1]);
            REQUIRE(i + 1 < lines.size());
            CHECK(lines[i + 1].rfind("| ", 0) == 0);
            for (std::size_t k = i + 1; k < lines.size() && !lines[k].empty(); ++k) {
                const auto cells = cells_of(lines[k]);
                CHECK(cells.size() == head.size());
                if (head.size() > 3 && head[3] == " C++ member ") CHECK_MESSAGE(cells[3].size() > 2, lines[k]);
            }
        }
        const auto anchors = all_between(p.text, "<a id=\"", "\"");
        for (const std::string& link : all_between(p.text, "](#", ")")) CHECK_MESSAGE(anchors.count(link) == 1, link);
    }
}

TEST_CASE("reference pages: the layouts of the reference that they name are there, and none is missing") {
#ifdef CDCNET_SHARED_DIR
    std::ifstream in{CDCNET_SHARED_DIR "/reference/messages.json"};
    REQUIRE(in.good());
    const auto reference = nlohmann::json::parse(in);
    std::set<std::string> named;
    for (const auto& p : pages())
        for (const std::string& line : lines_of(p.text))
            if (line.rfind("Layouts in ", 0) == 0)
                for (const std::string& id : all_between(line, " `", "`")) named.insert(id);
    std::set<std::string> declared;
    for (const service_catalogue& s : catalogue<>) declared.insert(std::string{find_service(s.service)->key});
    std::set<std::string> expected;
    for (const auto& m : reference.at("messages"))
        if (declared.count(m.at("service").get<std::string>()) != 0) expected.insert(m.at("id").get<std::string>());
    for (const std::string& id : named) CHECK_MESSAGE(expected.count(id) == 1, "not in the reference: " << id);
    for (const std::string& id : expected) CHECK_MESSAGE(named.count(id) == 1, "not on a page: " << id);
    MESSAGE("layouts " << named.size() << "/" << reference.at("messages").size());
#else
    MESSAGE("skipped: the reference tables are not present");
#endif
}
