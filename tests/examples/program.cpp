// SPDX-License-Identifier: BSL-1.0
/// \file
/// cdcdump as its user sees it: inputs, outputs and exit statuses.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "examples/run.hpp"

using cdcdump_test::captures;
using cdcdump_test::cdcdump;
using cdcdump_test::lines_of;
using cdcdump_test::run;
using cdcdump_test::scratch_folder;
using nlohmann::json;

namespace {

const std::string open_hex = "01000000100000000100000000100000";
const std::string mbim_capture = CDCNET_SOURCE_DIR "/examples/captures/mbim-ntb16.pcap";

std::string bytes_of(std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        out.push_back(static_cast<char>(std::stoul(std::string{hex.substr(i, 2)}, nullptr, 16)));
    return out;
}

json first_record(const std::string& arguments) {
    const auto answer = cdcdump("--json " + arguments);
    const auto lines = lines_of(answer.output);
    REQUIRE(!lines.empty());
    return json::parse(lines.front());
}

}  // namespace

TEST_CASE("the same message in every form of input") {
    const scratch_folder folder{"forms"};
    const std::map<std::string, std::string> inputs{
        {"log", "<<<<<<   data   = 01:00:00:00:10:00:00:00:01:00:00:00:00:10:00:00\n"},
        {"hex", open_hex + "\n"},
        {"dump", "00000000: 0100 0000 1000 0000 0100 0000 0010 0000  ....\n"},
        {"raw", bytes_of(open_hex)},
        // pcap, link type 252: tag 12 with the name of the dissector, end of tags, payload
        {"pcap", bytes_of("d4c3b2a1020004000000000000000000ffff0000fc000000"
                          "01000000020000002400000024000000"
                          "000c000c6d62696d2e636f6e74726f6c00000000" +
                          open_hex)},
    };
    for (const auto& input : inputs) {
        CAPTURE(input.first);
        const std::string file = folder.write(input.first, input.second);
        for (const std::string& arguments : {"'" + file + "'", "- < '" + file + "'"}) {
            const json record = first_record(arguments);
            CHECK(record["record"] == "control");
            CHECK(record["type"] == "OPEN");
            CHECK(record["transaction"] == 1);
            CHECK(record["direction"] == "out");
            CHECK(record["fields"]["MaxControlTransfer"] == 4096);
            CHECK(record["service"].is_null());
            CHECK(record["cid"].is_null());
            CHECK(record["status"].is_null());
            CHECK(record["operation"].is_null());
            CHECK(record["mbimex"] == "1.0");
        }
        CHECK(cdcdump("'" + file + "'").output.find("OPEN") != std::string::npos);
    }
    CHECK(run("cat '" + folder.file("pcap") + "' | '" CDCNET_CDCDUMP "' -").output.find("OPEN") != std::string::npos);
    CHECK(run("cat '" + folder.file("pcap") + "' | '" CDCNET_CDCDUMP "'").output.find("OPEN") != std::string::npos);
}

TEST_CASE("a forced format") {
    const scratch_folder folder{"forced"};
    const std::string file = folder.write("x", bytes_of("05000000"
                                                        "0c000000"
                                                        "01000000"));
    CHECK(cdcdump("'" + file + "'").status == 2);
    const json record = first_record("--format raw '" + file + "'");
    CHECK(record["type"] == "malformed");
    CHECK(record["code"] == "message_type");
    CHECK(record["offset"] == 0);
}

TEST_CASE("an input that cannot be read is one sentence and exit status 2") {
    const scratch_folder folder{"unreadable"};
    const std::map<std::string, std::string> inputs{
        {"empty", folder.write("empty", "")},
        {"missing", folder.file("missing")},
        {"folder", folder.file("")},
        {"picture", folder.write("picture", bytes_of("89504e470d0a1a0a0000000d49484452"))},
        {"prose", folder.write("prose", "There is nothing here.\n")},
        {"ethernet", folder.write("ethernet", bytes_of("d4c3b2a1020004000000000000000000ffff000001000000"))},
        {"header", folder.write("header", bytes_of("d4c3b2a10200"))},
    };
    for (const auto& input : inputs) {
        CAPTURE(input.first);
        const auto answer = cdcdump("'" + input.second + "'", true);
        CHECK(answer.status == 2);
        CHECK(lines_of(answer.output).size() == 1);
        CHECK(answer.output.substr(0, 9) == "cdcdump: ");
    }
    // The others are still decoded.
    const auto answer = cdcdump("'" + inputs.at("missing") + "' '" + mbim_capture + "'");
    CHECK(answer.status == 2);
    CHECK(answer.output.find("CONNECT") != std::string::npos);
    CHECK(cdcdump("").status == 2);
    CHECK(cdcdump("--mbimex 5 '" + mbim_capture + "'").status == 2);
    CHECK(cdcdump("--help").status == 0);
}

TEST_CASE("what is malformed becomes a record, the run goes on, and only --strict minds") {
    const scratch_folder folder{"malformed"};
    // A message that is shorter than it says, then a good one.
    const std::string file =
        folder.write("log", "data = 03:00:00:00:38:00:00:00:02:00:00:00\ndata = 01:00:00:00:10:00:00:00:01:00:00:00:00:10:00:00\n");
    const auto answer = cdcdump("--json '" + file + "'");
    CHECK(answer.status == 0);
    const auto lines = lines_of(answer.output);
    REQUIRE(lines.size() == 2);
    const json bad = json::parse(lines[0]);
    CHECK(bad["type"] == "malformed");
    CHECK(bad["item"] == "control message");
    CHECK(bad["code"] == "need_more");
    CHECK(bad["offset"] == 12);
    CHECK(bad["line"] == 1);
    CHECK(bad.contains("field"));
    CHECK(bad["message"]["type"] == "COMMAND");
    CHECK(json::parse(lines[1])["type"] == "OPEN");
    CHECK(cdcdump("--strict '" + file + "'").status == 1);
    CHECK(cdcdump("--strict --stats '" + file + "'").status == 1);
    CHECK(cdcdump("--strict '" + mbim_capture + "'").status == 0);
}

TEST_CASE("a capture that ends in the middle of a packet") {
    const scratch_folder folder{"cut"};
    std::ifstream in{mbim_capture, std::ios::binary};
    const std::string whole{std::istreambuf_iterator<char>{in}, {}};
    const std::string file = folder.write("cut.pcap", whole.substr(0, whole.size() - 5));
    const auto answer = cdcdump("--json '" + file + "'");
    CHECK(answer.status == 0);
    const json last = json::parse(lines_of(answer.output).back());
    CHECK(last["type"] == "malformed");
    CHECK(last["item"] == "file");
    CHECK(cdcdump("--strict '" + file + "'").status == 1);
}

TEST_CASE("every line of --json parses, and every record has its members") {
    for (const std::string& file : captures()) {
        CAPTURE(file);
        const auto answer = cdcdump("--json '" + file + "'");
        CHECK(answer.status == 0);
        std::uint64_t ntbs = 0;
        std::uint64_t messages = 0;
        std::uint64_t datagrams = 0;
        std::uint64_t payload = 0;
        for (const std::string& line : lines_of(answer.output)) {
            const json record = json::parse(line);
            if (record["record"] == "control") {
                ++messages;
                for (const char* name : {"type", "service", "cid", "operation", "transaction", "status", "mbimex", "fields"})
                    CHECK(record.contains(name));
                CHECK(record["fields"].is_object());
            } else if (record["record"] == "ntb") {
                ++ntbs;
                CHECK(record["type"] == "ntb");
                for (const char* name : {"format", "sequence", "block_length"}) CHECK(record.contains(name));
                for (const json& datagram : record["datagrams"]) {
                    ++datagrams;
                    payload += datagram["length"].get<std::uint64_t>();
                    CHECK(datagram["index"].get<std::uint64_t>() + datagram["length"].get<std::uint64_t>() <=
                          record["size"].get<std::uint64_t>());
                }
            } else {
                CHECK(record["record"] == "usb");
            }
        }
        const json statistics = json::parse(cdcdump("--stats --json '" + file + "'").output);
        CHECK(statistics["ntbs"] == ntbs);
        CHECK(statistics["control_messages"] == messages);
        CHECK(statistics["datagrams"] == datagrams);
        CHECK(statistics["payload_bytes"] == payload);
        CHECK(statistics["malformed"] == 0);
    }
}

TEST_CASE("--redact hides who the subscriber is, and PINs") {
    // The subscriber id, the ICCID and the device id of the emulated modem, as the capture's own strings
    const std::string shown = cdcdump("--verbose '" + mbim_capture + "'").output + cdcdump("'" + mbim_capture + "'").output +
                              cdcdump("--json '" + mbim_capture + "'").output;
    const std::string hidden = cdcdump("--redact --verbose '" + mbim_capture + "'").output +
                               cdcdump("--redact '" + mbim_capture + "'").output + cdcdump("--redact --json '" + mbim_capture + "'").output;
    const json record = [&] {
        for (const std::string& line : lines_of(cdcdump("--json '" + mbim_capture + "'").output)) {
            json one = json::parse(line);
            if (one["record"] == "control" && one["type"] == "COMMAND_DONE" && one["cid_name"] == "SUBSCRIBER_READY_STATUS") return one;
        }
        return json{};
    }();
    REQUIRE(record.is_object());
    for (const char* name : {"SubscriberId", "SimIccId"}) {
        const std::string secret = record["fields"][name];
        CAPTURE(name);
        REQUIRE(!secret.empty());
        CHECK(shown.find(secret) != std::string::npos);
        CHECK(hidden.find(secret) == std::string::npos);
    }

    // SET PIN: ENTER PIN1 with the PIN 4711, in UTF-16
    const scratch_folder folder{"redact"};
    const std::string pin =
        folder.write("pin",
                     "03000000 50000000 07000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 04000000 01000000 20000000"
                     "02000000 00000000 18000000 08000000 00000000 00000000 3400370031003100\n");
    CHECK(cdcdump("--verbose '" + pin + "'").output.find("4711") != std::string::npos);
    for (const char* options : {"", "--verbose", "--json"}) {
        const std::string output = cdcdump(std::string{"--redact "} + options + " '" + pin + "'").output;
        CHECK(output.find("PIN") != std::string::npos);
        CHECK(output.find("4711") == std::string::npos);
        CHECK(output.find("3400370031003100") == std::string::npos);
    }
    // The same cut short: what cannot be decoded is not shown either.
    const std::string cut =
        folder.write("cut",
                     "03000000 50000000 07000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 04000000 01000000 20000000"
                     "02000000 00000000 18000000 08000000 00000000 00000000 34003700310031\n");
    for (const char* options : {"", "--verbose", "--json"}) {
        const std::string output = cdcdump(std::string{"--redact "} + options + " '" + cut + "'").output;
        CHECK(output.find("malformed") != std::string::npos);
        CHECK(output.find("34003700310031") == std::string::npos);
    }
    CHECK(cdcdump("--redact --extract '" + folder.file("out") + "' '" + mbim_capture + "'").status == 2);
}

TEST_CASE("--mbimex chooses the release where the input does not show it") {
    const scratch_folder folder{"release"};
    const std::string file = folder.write("open", open_hex);
    CHECK(first_record("'" + file + "'")["mbimex"] == "1.0");
    CHECK(first_record("--mbimex 3 '" + file + "'")["mbimex"] == "3.0");
    // The answer to VERSION shows it for what follows: 2.0.
    const std::string version =
        "03000080 34000000 05000000 01000000 00000000 3d01dcc5fef54d050d3abef7058e9aaf 0f000000 00000000 04000000 00010002\n";
    const auto lines = lines_of(cdcdump("--json --mbimex 4 '" + folder.write("version", version + open_hex + "\n") + "'").output);
    REQUIRE(lines.size() == 2);
    CHECK(json::parse(lines[1])["mbimex"] == "2.0");
}

TEST_CASE("--rebuild brings everything back") {
    for (const std::string& file : captures()) {
        CAPTURE(file);
        const auto answer = cdcdump("--rebuild '" + file + "'");
        CHECK(answer.status == 0);
        CHECK(answer.output.find(" 0 mismatches") != std::string::npos);
    }
}

TEST_CASE("colours only where they are wanted") {
    const std::string escape = "\x1b[";
    CHECK(cdcdump("'" + mbim_capture + "'").output.find(escape) == std::string::npos);
    CHECK(cdcdump("--color always '" + mbim_capture + "'").output.find(escape) != std::string::npos);
    CHECK(cdcdump("--color never '" + mbim_capture + "'").output.find(escape) == std::string::npos);
}

TEST_CASE("rows of a dump that a star would repeat beyond 16 MiB in all are told") {
    const scratch_folder folder{"stars"};
    const std::string dump = "00000000: 0100 0000 1000 0000 0100 0000 0010 0000  ....\n*\n00ffffff: 00  .\n";
    const std::string once = "'" + folder.write("once", dump) + "'";
    const std::string twice = "'" + folder.write("twice", dump + dump) + "'";
    CHECK(cdcdump("--stats --strict " + once).status == 0);
    const auto told = cdcdump("--stats --json --strict " + twice);
    CHECK(told.status == 1);
    CHECK(json::parse(told.output)["errors"] == json::parse(R"([{"item": "file", "code": "too_large", "count": 1}])"));
}

TEST_CASE("names of files are text on a terminal") {
    const scratch_folder folder{"names"};
    // ESC, and NEL of C1
    const std::string good = "'" + folder.write("a\x1b[2J\xc2\x85", open_hex + "\n") + "'";
    const std::string bad = "'" + folder.file("b\x1b[2J") + "'";
    const auto has = [](const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; };
    const std::string lines = cdcdump(good + " " + good).output;
    CHECK(has(lines, "/a\\u001b[2J\\u0085\n"));
    CHECK(!has(lines, "\x1b"));
    CHECK(has(cdcdump(bad, true).output, "/b\\u001b[2J: No such file"));
    CHECK(first_record(good)["input"] == folder.file("a\x1b[2J\xc2\x85"));
    // Where datagrams have been written to
    const std::string captured = "'" + folder.file("c\x1b[2J.pcap") + "'";
    REQUIRE(run("cp '" + mbim_capture + "' " + captured).status == 0);
    const std::string written = cdcdump("--stats --extract '" + folder.file("out") + "' " + captured + " " + captured, true).output;
    CHECK(has(written, "/c\\u001b[2J-"));
    CHECK(!has(written, "\x1b"));
}

TEST_CASE("every front of a small capture, and of a text, is read without harm") {
    const scratch_folder folder{"fronts"};
    std::ifstream in{CDCNET_SOURCE_DIR "/examples/captures/ncm-crc.pcap", std::ios::binary};
    const std::string whole{std::istreambuf_iterator<char>{in}, {}};
    // All fronts of the file header and the first packets, then some of the rest.
    for (std::size_t n = 1; n < whole.size(); n += n < 200 ? 1 : 4099) {
        CAPTURE(n);
        const int status = cdcdump("--stats '" + folder.write("front", std::string_view{whole}.substr(0, n)) + "'").status;
        CHECK((status == 0 || status == 2));
    }
}
