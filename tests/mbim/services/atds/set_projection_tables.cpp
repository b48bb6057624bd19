// SPDX-License-Identifier: BSL-1.0
/// \file
/// SET_PROJECTION_TABLES, CID 10.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/atds/set_projection_tables.hpp>

#include "mbim/services/case.hpp"

namespace cases::atds_set_projection_tables {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::atds;

constexpr projection_table one[] = {{.type = projection_table_type::rssnr,
                                     .bar5_min = 50,
                                     .a5 = 1500,
                                     .b5 = -2000,
                                     .bar4_min = 40,
                                     .a4 = 1400,
                                     .b4 = -1900,
                                     .bar3_min = 30,
                                     .a3 = 1300,
                                     .b3 = -1800,
                                     .bar2_min = 20,
                                     .a2 = 1200,
                                     .b2 = -1700,
                                     .bar1_min = 10,
                                     .a1 = 1100,
                                     .b1 = -1600,
                                     .bar0_min = 0,
                                     .a0 = 1000,
                                     .b0 = -1}};

/// `atds/10/set@1.0`, 88 bytes.
constexpr auto table_bytes =
    hex("01000000"    // TablesCount
        "0c000000"    // Tables[0]: offset 12
        "4c000000"    // Tables[0]: size 76
        "07000000"    // Tables[0].Type
        "32000000"    // Tables[0].Bar5Min 50
        "dc050000"    // Tables[0].A5 1500
        "30f8ffff"    // Tables[0].B5 -2000
        "28000000"    // Tables[0].Bar4Min 40
        "78050000"    // Tables[0].A4 1400
        "94f8ffff"    // Tables[0].B4 -1900
        "1e000000"    // Tables[0].Bar3Min 30
        "14050000"    // Tables[0].A3 1300
        "f8f8ffff"    // Tables[0].B3 -1800
        "14000000"    // Tables[0].Bar2Min 20
        "b0040000"    // Tables[0].A2 1200
        "5cf9ffff"    // Tables[0].B2 -1700
        "0a000000"    // Tables[0].Bar1Min 10
        "4c040000"    // Tables[0].A1 1100
        "c0f9ffff"    // Tables[0].B1 -1600
        "00000000"    // Tables[0].Bar0Min 0
        "e8030000"    // Tables[0].A0 1000
        "ffffffff");  // Tables[0].B0 -1

constexpr set_projection_tables table{.tables = one};

static_assert(both_ways(std::array<std::byte, 0>{}, set_projection_tables_query{}));
static_assert(both_ways(table_bytes, table));

TEST_CASE("atds set_projection_tables: decodes, and encodes to the same bytes") { CHECK(both_ways(table_bytes, table)); }

TEST_CASE("atds set_projection_tables: truncations") { check_truncations<set_projection_tables>(table_bytes); }

TEST_CASE("atds set_projection_tables: wrong offsets and sizes") {
    check_references<set_projection_tables>(table_bytes, {{4, 8, "Tables[0]"}});
    CHECK(is(fault_of<set_projection_tables>(with(table_bytes, 8, 75)), errc::element_size, place::of_field(1, 0), 4));
    CHECK(is(fault_of<set_projection_tables>(with(table_bytes, 0, 12)), errc::count, place::of_field(1), 4));
}

}  // namespace cases::atds_set_projection_tables
