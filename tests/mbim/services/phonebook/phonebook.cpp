// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONFIGURATION, READ, DELETE and WRITE, CIDs 1 to 4.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/phonebook/configuration.hpp>
#include <cdcnet/mbim/services/phonebook/delete.hpp>
#include <cdcnet/mbim/services/phonebook/read.hpp>
#include <cdcnet/mbim/services/phonebook/write.hpp>

#include "mbim/services/case.hpp"

namespace cases::phonebook_phonebook {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::phonebook;

/// `phonebook/1/response@1.0`, 20 bytes.
constexpr auto state_bytes =
    hex("01000000"    // State
        "fa000000"    // NumberOfEntries 250
        "03000000"    // UsedEntries
        "28000000"    // MaxNumberLength 40
        "12000000");  // MaxName 18

constexpr configuration_info state{
    .state = phonebook_state::initialized, .number_of_entries = 250, .used_entries = 3, .max_number_length = 40, .max_name = 18};

/// `phonebook/2/query@1.0`, 8 bytes.
constexpr auto ask_bytes =
    hex("01000000"    // FilterFlag
        "09000000");  // FilterMessageIndex

constexpr read_query ask{.filter_flag = phonebook_flag::index, .filter_message_index = 9};

constexpr phonebook_entry both[] = {{.entry_index = 1, .number = u"+49301", .name = u"Zoë"}, {.entry_index = 9, .number = u"112"}};

/// `phonebook/2/response@1.0`, 88 bytes.
constexpr auto entries_bytes =
    hex("02000000"                  // EntryCount
        "14000000"                  // Entries[0]: offset 20
        "28000000"                  // Entries[0]: size 40
        "3c000000"                  // Entries[1]: offset 60
        "1c000000"                  // Entries[1]: size 28
        "01000000"                  // Entries[0].EntryIndex
        "14000000"                  // Entries[0].Number: offset 20
        "0c000000"                  // Entries[0].Number: size 12
        "20000000"                  // Entries[0].Name: offset 32
        "06000000"                  // Entries[0].Name: size 6
        "2b0034003900330030003100"  // Entries[0].Number "+49301"
        "5a006f00eb00"              // Entries[0].Name "Zoë"
        "0000"                      // padding
        "09000000"                  // Entries[1].EntryIndex
        "14000000"                  // Entries[1].Number: offset 20
        "06000000"                  // Entries[1].Number: size 6
        "00000000"                  // Entries[1].Name: offset 0
        "00000000"                  // Entries[1].Name: size 0
        "310031003200"              // Entries[1].Number "112"
        "0000");                    // padding

constexpr read_info entries{.entries = both};

/// `phonebook/3/set@1.0`, 8 bytes.
constexpr auto erase_bytes =
    hex("00000000"    // FilterFlag
        "00000000");  // FilterMessageIndex

constexpr delete_set erase{.filter_flag = phonebook_flag::all};

/// `phonebook/4/set@1.0`, 36 bytes.
constexpr auto save_bytes =
    hex("01000000"      // SaveFlag
        "05000000"      // SaveIndex
        "18000000"      // Number: offset 24
        "06000000"      // Number: size 6
        "20000000"      // Name: offset 32
        "04000000"      // Name: size 4
        "310032003300"  // Number "123"
        "0000"          // padding
        "42006f00");    // Name "Bo"

constexpr write_set save{.save_flag = phonebook_write_flag::index, .save_index = 5, .number = u"123", .name = u"Bo"};

static_assert(both_ways(std::array<std::byte, 0>{}, configuration_query{}));
static_assert(both_ways(state_bytes, state));
static_assert(both_ways(ask_bytes, ask));
static_assert(both_ways(entries_bytes, entries));
static_assert(both_ways(erase_bytes, erase));
static_assert(both_ways(std::array<std::byte, 0>{}, delete_info{}));
static_assert(both_ways(save_bytes, save));
static_assert(both_ways(std::array<std::byte, 0>{}, write_info{}));

TEST_CASE("phonebook: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, configuration_query{}));
    CHECK(both_ways(state_bytes, state));
    CHECK(both_ways(ask_bytes, ask));
    CHECK(both_ways(entries_bytes, entries));
    CHECK(both_ways(erase_bytes, erase));
    CHECK(both_ways(std::array<std::byte, 0>{}, delete_info{}));
    CHECK(both_ways(save_bytes, save));
    CHECK(both_ways(std::array<std::byte, 0>{}, write_info{}));
}

TEST_CASE("phonebook: truncations") {
    check_truncations<configuration_info>(state_bytes);
    check_truncations<read_query>(ask_bytes);
    check_truncations<read_info>(entries_bytes);
    check_truncations<delete_set>(erase_bytes);
    check_truncations<write_set>(save_bytes);
}

TEST_CASE("phonebook: wrong offsets and sizes") {
    check_references<read_info>(entries_bytes, {{4, 8, "Entries[0]"},
                                                {24, 28, "Entries[0].Number"},
                                                {32, 36, "Entries[0].Name"},
                                                {12, 16, "Entries[1]"},
                                                {64, 68, "Entries[1].Number"}});
    check_references<write_set>(save_bytes, {{8, 12, "Number"}, {16, 20, "Name"}});
}

TEST_CASE("phonebook: more entries than bytes") {
    for (const std::uint32_t count : {12u, 0x20000000u, 0xffffffffu})
        CHECK(is(fault_of<read_info>(with(entries_bytes, 0, count)), errc::count, place::of_field(1), 4));
}

}  // namespace cases::phonebook_phonebook
