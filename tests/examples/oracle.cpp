// SPDX-License-Identifier: BSL-1.0
/// \file
/// Compares cdcdump with tshark, which shares no code with it, over every capture at hand.
#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

#include "examples/run.hpp"

using cdcdump_test::run;
using nlohmann::json;

namespace {

/// The bytes and control messages of one packet, as far as both programs tell them.
struct packet {
    std::vector<std::uint64_t> block_lengths;
    std::vector<std::uint64_t> datagram_lengths;
    bool has_message{};
    bool malformed{};
    std::uint64_t type{};
    std::uint64_t transaction{};
    std::string service;
    std::uint64_t cid{};
    std::uint64_t status{};

    friend bool operator==(const packet&, const packet&) = default;
};
using packets = std::map<std::uint64_t, packet>;

std::vector<std::uint64_t> numbers_in(const std::string& list) {
    std::vector<std::uint64_t> numbers;
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = std::min(list.find(',', at), list.size());
        numbers.push_back(std::stoull(list.substr(at, end - at), nullptr, 0));
        at = end + 1;
    }
    return numbers;
}

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find('\t', at), line.size());
        cells.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return cells;
}

packets ask_tshark(const std::string& file) {
    const auto answer = run("tshark -n --disable-protocol ip --disable-protocol eth -r '" + file +
                            "' -T fields -e frame.number -e mbim.bulk.nth.block_length -e mbim.bulk.ndp.datagram.length"
                            " -e mbim.control.header.message_type -e mbim.control.header.transaction_id -e mbim.control.device_service_id"
                            " -e mbim.control.cid -e mbim.control.status -e mbim.control.fragment.total -e mbim.control.fragment.current"
                            " -e _ws.malformed 2>/dev/null");
    REQUIRE(answer.status == 0);
    packets all;
    for (const std::string& line : cdcdump_test::lines_of(answer.output)) {
        const std::vector<std::string> cell = split(line);
        REQUIRE(cell.size() == 11);
        packet p;
        p.block_lengths = numbers_in(cell[1]);
        for (const std::uint64_t length : numbers_in(cell[2]))
            if (length != 0) p.datagram_lengths.push_back(length);  // the null entry of a table is listed too
        const bool last_fragment = cell[8].empty() || numbers_in(cell[8]).front() == numbers_in(cell[9]).front() + 1;
        if (!cell[3].empty() && last_fragment) {
            p.has_message = true;
            p.malformed = !cell[10].empty();
            p.type = numbers_in(cell[3]).front();
            p.transaction = numbers_in(cell[4]).front();
            // Lists of services inside a message use the same fields: the header's come first.
            p.service = cell[5].substr(0, cell[5].find(','));
            p.cid = cell[6].empty() ? 0 : numbers_in(cell[6]).front();
            p.status = cell[7].empty() ? 0 : numbers_in(cell[7]).front();
        }
        if (p.has_message || !p.block_lengths.empty()) all[std::stoull(cell[0])] = p;
    }
    return all;
}

std::uint64_t number_of(const std::string& type) {
    static const std::map<std::string, std::uint64_t> numbers{{"OPEN", 1},
                                                              {"CLOSE", 2},
                                                              {"COMMAND", 3},
                                                              {"HOST_ERROR", 4},
                                                              {"OPEN_DONE", 0x80000001},
                                                              {"CLOSE_DONE", 0x80000002},
                                                              {"COMMAND_DONE", 0x80000003},
                                                              {"FUNCTION_ERROR", 0x80000004},
                                                              {"INDICATE_STATUS", 0x80000007}};
    return numbers.at(type);
}

packets ask_cdcdump(const std::string& file) {
    const auto answer = cdcdump_test::cdcdump("--json '" + file + "'");
    REQUIRE(answer.status == 0);
    packets all;
    for (const std::string& line : cdcdump_test::lines_of(answer.output)) {
        const json record = json::parse(line);
        const std::string kind = record["record"];
        if (kind != "ntb" && kind != "control" && kind != "malformed") continue;
        packet& p = all[record["packet"]];
        if (kind == "ntb") {
            p.block_lengths.push_back(record["block_length"]);
            for (const json& datagram : record["datagrams"]) {
                p.datagram_lengths.push_back(datagram["length"]);
                if (datagram.contains("crc_ok")) CHECK(datagram["crc_ok"] == true);
            }
            continue;
        }
        p.has_message = true;
        p.malformed = kind == "malformed";
        const json& message = p.malformed ? record["message"] : record;
        p.type = number_of(message["type"]);
        p.transaction = message["transaction"];
        if (!message["cid"].is_null()) {
            p.service = message["service_id"];
            p.cid = message["cid"];
        }
        if (!message["status"].is_null()) p.status = message["status"];
    }
    return all;
}

std::vector<std::string> all_captures() {
    std::vector<std::string> files = cdcdump_test::captures();
#ifdef CDCNET_SHARED_DIR
    const std::vector<std::string> more = cdcdump_test::captures_in(CDCNET_SHARED_DIR "/captures");
    files.insert(files.end(), more.begin(), more.end());
#endif
    return files;
}

}  // namespace

TEST_CASE("NTBs, datagrams and control messages agree with tshark") {
    if (run("tshark --version 2>/dev/null").status != 0) {
        MESSAGE("skipped: tshark is not installed");
        return;
    }
#ifndef CDCNET_SHARED_DIR
    MESSAGE("only the captures of the tree: there is no folder with more");
#endif
    for (const std::string& file : all_captures()) {
        CAPTURE(file);
        const packets theirs = ask_tshark(file);
        const packets ours = ask_cdcdump(file);
        CHECK(ours.size() == theirs.size());
        std::size_t different = 0;
        for (const auto& expected : theirs) {
            const auto found = ours.find(expected.first);
            if (found != ours.end() && found->second == expected.second) continue;
            CAPTURE(expected.first);
            CHECK(++different == 0);
        }
        CHECK(different == 0);
        CHECK(!theirs.empty());
    }
}

TEST_CASE("tshark opens what --extract writes, and finds the same datagrams") {
    if (run("tshark --version 2>/dev/null").status != 0) {
        MESSAGE("skipped: tshark is not installed");
        return;
    }
    for (const std::string& file : cdcdump_test::captures()) {
        CAPTURE(file);
        const cdcdump_test::scratch_folder folder{"oracle"};
        const auto record = json::parse(cdcdump_test::cdcdump("--stats --json --extract '" + folder.file("") + "' '" + file + "'").output);
        std::uint64_t datagrams = 0;
        std::uint64_t bytes = 0;
        for (const std::string& written : cdcdump_test::captures_in(folder.file(""))) {
            CAPTURE(written);
            const auto answer = run("tshark -n -r '" + written + "' -T fields -e frame.len -e frame.protocols 2>/dev/null");
            CHECK(answer.status == 0);
            for (const std::string& line : cdcdump_test::lines_of(answer.output)) {
                ++datagrams;
                bytes += std::stoull(line);
                const bool ethernet = written.find("ethernet") != std::string::npos;
                CHECK(line.find(ethernet ? "\teth:" : "\traw:ip") != std::string::npos);
            }
        }
        CHECK(datagrams == record["datagrams"]);
        CHECK(bytes + 4 * record["crc_checked"].get<std::uint64_t>() == record["payload_bytes"]);
    }
}
