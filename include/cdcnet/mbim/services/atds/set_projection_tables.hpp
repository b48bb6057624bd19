// SPDX-License-Identifier: BSL-1.0
/// \file
/// SET_PROJECTION_TABLES, CID 10: how levels become bars on a display.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/atds/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::atds {

/// The table of one quantity: for 5 to 0 bars the least level, and the coefficients A and B in thousandths.
/// `reference/messages.json`, `AtdsProjectionTable`.
struct projection_table {
    projection_table_type type{};
    std::uint32_t bar5_min{};
    std::int32_t a5{};
    std::int32_t b5{};
    std::uint32_t bar4_min{};
    std::int32_t a4{};
    std::int32_t b4{};
    std::uint32_t bar3_min{};
    std::int32_t a3{};
    std::int32_t b3{};
    std::uint32_t bar2_min{};
    std::int32_t a2{};
    std::int32_t b2{};
    std::uint32_t bar1_min{};
    std::int32_t a1{};
    std::int32_t b1{};
    std::uint32_t bar0_min{};
    std::int32_t a0{};
    std::int32_t b0{};

    using layout = fields<"MBIM_ATDS_PROJECTION_TABLE",
        field<"Type",    &projection_table::type>,
        field<"Bar5Min", &projection_table::bar5_min>,
        field<"A5",      &projection_table::a5>,
        field<"B5",      &projection_table::b5>,
        field<"Bar4Min", &projection_table::bar4_min>,
        field<"A4",      &projection_table::a4>,
        field<"B4",      &projection_table::b4>,
        field<"Bar3Min", &projection_table::bar3_min>,
        field<"A3",      &projection_table::a3>,
        field<"B3",      &projection_table::b3>,
        field<"Bar2Min", &projection_table::bar2_min>,
        field<"A2",      &projection_table::a2>,
        field<"B2",      &projection_table::b2>,
        field<"Bar1Min", &projection_table::bar1_min>,
        field<"A1",      &projection_table::a1>,
        field<"B1",      &projection_table::b1>,
        field<"Bar0Min", &projection_table::bar0_min>,
        field<"A0",      &projection_table::a0>,
        field<"B0",      &projection_table::b0>>;
};

/// Asks for the tables; empty.  CID 10; `atds/10/query@1.0`.
struct set_projection_tables_query {
    static constexpr command_id id{service::atds, 10, operation::query};
    using layout = fields<"MBIM_ATDS_SET_PROJECTION_TABLES_QUERY">;
};

/// The tables, to be set or as they are.  CID 10; `atds/10/set@1.0` and the response.
/// As the answer to a set it may be there or be left out: read both, send an empty information buffer
/// (`reference/discrepancies.md`, A19).
struct set_projection_tables {
    ref_list<projection_table> tables{};

    static constexpr command_id id{service::atds, 10, operation::set | operation::response};
    using layout = fields<"MBIM_ATDS_SET_PROJECTION_TABLES",
        count<"TablesCount", &set_projection_tables::tables>,
        field<"Tables",      &set_projection_tables::tables>>;
};

}  // namespace cdcnet::mbim::atds
