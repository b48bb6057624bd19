// SPDX-License-Identifier: BSL-1.0
/// \file
/// BASE_STATIONS_INFO and LOCATION_INFO_STATUS, CIDs 11 and 12.  The bytes follow the layouts of
/// reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/base_stations_info.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/location_info_status.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_base_stations_info {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/11/query@1.0`, 20 bytes.
constexpr auto wanted_bytes =
    hex("01000000"    // MaxGsmCount
        "02000000"    // MaxUmtsCount
        "03000000"    // MaxTdscdmaCount
        "04000000"    // MaxLteCount
        "05000000");  // MaxCdmaCount

constexpr base_stations_info_query wanted{
    .max_gsm_count = 1, .max_umts_count = 2, .max_tdscdma_count = 3, .max_lte_count = 4, .max_cdma_count = 5};

/// `ms_basic_connect_extensions/11/query@3.0`, 24 bytes.
constexpr auto wanted_v3_bytes =
    hex("01000000"    // MaxGsmCount
        "02000000"    // MaxUmtsCount
        "03000000"    // MaxTdscdmaCount
        "04000000"    // MaxLteCount
        "05000000"    // MaxCdmaCount
        "06000000");  // MaxNrCount

constexpr base_stations_info_query wanted_v3{
    .max_gsm_count = 1, .max_umts_count = 2, .max_tdscdma_count = 3, .max_lte_count = 4, .max_cdma_count = 5, .max_nr_count = 6};

constexpr gsm_neighboring_cell gsm_around[] = {
    {.provider_id = u"26201", .location_area_code = 0x1234, .cell_id = 0x5678, .arfcn = 62, .base_station_id = 17, .rx_level = 40},
    {.location_area_code = 0x1234, .cell_id = 0x5678, .arfcn = 62, .base_station_id = 17, .rx_level = 40}};
constexpr umts_neighboring_cell umts_around[] = {{.provider_id = u"26201",
                                                  .location_area_code = 1,
                                                  .cell_id = 2,
                                                  .uarfcn = 10562,
                                                  .primary_scrambling_code = 100,
                                                  .rscp = -80,
                                                  .ecno = -10,
                                                  .path_loss = 100}};
constexpr cdma_cell cdma_cells[] = {{.serving_cell_flag = 1,
                                     .nid = 2,
                                     .sid = 3,
                                     .base_station_id = 4,
                                     .base_latitude = 0x0fffff,
                                     .base_longitude = 0x7fffff,
                                     .ref_pn = 7,
                                     .gps_seconds = 8,
                                     .pilot_strength = 9},
                                    {}};

/// `ms_basic_connect_extensions/11/response@1.0`, 368 bytes.
constexpr auto cells_bytes =
    hex("21000000"                  // SystemType 33
        "4c000000"                  // GsmServingCell: offset 76
        "2c000000"                  // GsmServingCell: size 44
        "00000000"                  // UmtsServingCell: offset 0
        "00000000"                  // UmtsServingCell: size 0
        "00000000"                  // TdscdmaServingCell: offset 0
        "00000000"                  // TdscdmaServingCell: size 0
        "78000000"                  // LteServingCell: offset 120
        "30000000"                  // LteServingCell: size 48
        "a8000000"                  // GsmNeighboringCells: offset 168
        "48000000"                  // GsmNeighboringCells: size 72
        "f0000000"                  // UmtsNeighboringCells: offset 240
        "34000000"                  // UmtsNeighboringCells: size 52
        "00000000"                  // TdscdmaNeighboringCells: offset 0
        "00000000"                  // TdscdmaNeighboringCells: size 0
        "00000000"                  // LteNeighboringCells: offset 0
        "00000000"                  // LteNeighboringCells: size 0
        "24010000"                  // CdmaCells: offset 292
        "4c000000"                  // CdmaCells: size 76
        "20000000"                  // GsmServingCell.ProviderId: offset 32
        "0a000000"                  // GsmServingCell.ProviderId: size 10
        "34120000"                  // GsmServingCell.LocationAreaCode 4660
        "78560000"                  // GsmServingCell.CellId 22136
        "03000000"                  // GsmServingCell.TimingAdvance
        "3e000000"                  // GsmServingCell.Arfcn 62
        "11000000"                  // GsmServingCell.BaseStationId 17
        "28000000"                  // GsmServingCell.RxLevel 40
        "32003600320030003100"      // GsmServingCell.ProviderId "26201"
        "0000"                      // padding
        "24000000"                  // LteServingCell.ProviderId: offset 36
        "0c000000"                  // LteServingCell.ProviderId: size 12
        "f0debc0a"                  // LteServingCell.CellId 180150000
        "14050000"                  // LteServingCell.Earfcn 1300
        "c8000000"                  // LteServingCell.PhysicalCellId 200
        "45230000"                  // LteServingCell.Tac 9029
        "9cffffff"                  // LteServingCell.Rsrp -100
        "f5ffffff"                  // LteServingCell.Rsrq -11
        "05000000"                  // LteServingCell.TimingAdvance
        "330031003000340031003000"  // LteServingCell.ProviderId "310410"
        "02000000"                  // GsmNeighboringCells: element count
        "1c000000"                  // GsmNeighboringCells[0].ProviderId: offset 28
        "0a000000"                  // GsmNeighboringCells[0].ProviderId: size 10
        "34120000"                  // GsmNeighboringCells[0].LocationAreaCode 4660
        "78560000"                  // GsmNeighboringCells[0].CellId 22136
        "3e000000"                  // GsmNeighboringCells[0].Arfcn 62
        "11000000"                  // GsmNeighboringCells[0].BaseStationId 17
        "28000000"                  // GsmNeighboringCells[0].RxLevel 40
        "32003600320030003100"      // GsmNeighboringCells[0].ProviderId "26201"
        "0000"                      // padding
        "00000000"                  // GsmNeighboringCells[1].ProviderId: offset 0
        "00000000"                  // GsmNeighboringCells[1].ProviderId: size 0
        "34120000"                  // GsmNeighboringCells[1].LocationAreaCode 4660
        "78560000"                  // GsmNeighboringCells[1].CellId 22136
        "3e000000"                  // GsmNeighboringCells[1].Arfcn 62
        "11000000"                  // GsmNeighboringCells[1].BaseStationId 17
        "28000000"                  // GsmNeighboringCells[1].RxLevel 40
        "01000000"                  // UmtsNeighboringCells: element count
        "24000000"                  // UmtsNeighboringCells[0].ProviderId: offset 36
        "0a000000"                  // UmtsNeighboringCells[0].ProviderId: size 10
        "01000000"                  // UmtsNeighboringCells[0].LocationAreaCode
        "02000000"                  // UmtsNeighboringCells[0].CellId
        "42290000"                  // UmtsNeighboringCells[0].Uarfcn 10562
        "64000000"                  // UmtsNeighboringCells[0].PrimaryScramblingCode 100
        "b0ffffff"                  // UmtsNeighboringCells[0].Rscp -80
        "f6ffffff"                  // UmtsNeighboringCells[0].Ecno -10
        "64000000"                  // UmtsNeighboringCells[0].PathLoss 100
        "32003600320030003100"      // UmtsNeighboringCells[0].ProviderId "26201"
        "0000"                      // padding
        "02000000"                  // CdmaCells: element count
        "01000000"                  // CdmaCells[0].ServingCellFlag
        "02000000"                  // CdmaCells[0].Nid
        "03000000"                  // CdmaCells[0].Sid
        "04000000"                  // CdmaCells[0].BaseStationId
        "ffff0f00"                  // CdmaCells[0].BaseLatitude 1048575
        "ffff7f00"                  // CdmaCells[0].BaseLongitude 8388607
        "07000000"                  // CdmaCells[0].RefPn
        "08000000"                  // CdmaCells[0].GpsSeconds
        "09000000"                  // CdmaCells[0].PilotStrength
        "00000000"                  // CdmaCells[1].ServingCellFlag
        "00000000"                  // CdmaCells[1].Nid
        "00000000"                  // CdmaCells[1].Sid
        "00000000"                  // CdmaCells[1].BaseStationId
        "00000000"                  // CdmaCells[1].BaseLatitude
        "00000000"                  // CdmaCells[1].BaseLongitude
        "00000000"                  // CdmaCells[1].RefPn
        "00000000"                  // CdmaCells[1].GpsSeconds
        "00000000");                // CdmaCells[1].PilotStrength

constexpr base_stations_info cells{.system_type = data_class::gprs | data_class::lte,
                                   .gsm_serving = gsm_serving_cell{.provider_id = u"26201",
                                                                   .location_area_code = 0x1234,
                                                                   .cell_id = 0x5678,
                                                                   .timing_advance = 3,
                                                                   .arfcn = 62,
                                                                   .base_station_id = 17,
                                                                   .rx_level = 40},
                                   .lte_serving = lte_serving_cell{.provider_id = u"310410",
                                                                   .cell_id = 0x0abcdef0,
                                                                   .earfcn = 1300,
                                                                   .physical_cell_id = 200,
                                                                   .tac = 0x2345,
                                                                   .rsrp = -100,
                                                                   .rsrq = -11,
                                                                   .timing_advance = 5},
                                   .gsm_neighboring = gsm_around,
                                   .umts_neighboring = umts_around,
                                   .cdma = cdma_cells};

constexpr tdscdma_neighboring_cell tdscdma_around[] = {{.provider_id = u"46000",
                                                        .location_area_code = 1,
                                                        .cell_id = 2,
                                                        .uarfcn = 10054,
                                                        .cell_parameter_id = 5,
                                                        .timing_advance = 7,
                                                        .rscp = -90,
                                                        .path_loss = 60}};
constexpr lte_neighboring_cell lte_around[] = {
    {.provider_id = u"310410", .cell_id = 0x0abcdef0, .earfcn = 1300, .physical_cell_id = 200, .tac = 0x2345, .rsrp = -100, .rsrq = -11},
    {.cell_id = 0x0abcdef0, .earfcn = 1300, .physical_cell_id = 200, .tac = 0x2345, .rsrp = -100, .rsrq = -11}};
constexpr nr_serving_cell nr_cells[] = {{.provider_id = u"26202",
                                         .nci = 0x123456789,
                                         .physical_cell_id = 501,
                                         .nrarfcn = 632628,
                                         .tac = 0x10000,
                                         .rsrp = 60,
                                         .rsrq = 66,
                                         .sinr = 90,
                                         .timing_advance = 0xffffffffffffffff}};
constexpr nr_neighboring_cell nr_around[] = {{.system_sub_type = data_subclass::_5g_nr,
                                              .provider_id = u"26202",
                                              .cell_id = u"12ab",
                                              .physical_cell_id = 502,
                                              .tac = 7,
                                              .rsrp = 50,
                                              .rsrq = 60,
                                              .sinr = 0xffffffff},
                                             {.system_sub_type = data_subclass::_5g_nr,
                                              .provider_id = u"26202",
                                              .physical_cell_id = 502,
                                              .tac = 7,
                                              .rsrp = 50,
                                              .rsrq = 60,
                                              .sinr = 0xffffffff},
                                             {.system_sub_type = data_subclass::_5g_nr,
                                              .cell_id = u"12ab",
                                              .physical_cell_id = 502,
                                              .tac = 7,
                                              .rsrp = 50,
                                              .rsrq = 60,
                                              .sinr = 0xffffffff}};

/// `ms_basic_connect_extensions/11/response@3.0`, 564 bytes.
constexpr auto cells_v3_bytes =
    hex("64000000"                  // SystemType 100
        "03000000"                  // SystemSubType
        "00000000"                  // GsmServingCell: offset 0
        "00000000"                  // GsmServingCell: size 0
        "60000000"                  // UmtsServingCell: offset 96
        "3c000000"                  // UmtsServingCell: size 60
        "9c000000"                  // TdscdmaServingCell: offset 156
        "30000000"                  // TdscdmaServingCell: size 48
        "00000000"                  // LteServingCell: offset 0
        "00000000"                  // LteServingCell: size 0
        "00000000"                  // GsmNeighboringCells: offset 0
        "00000000"                  // GsmNeighboringCells: size 0
        "00000000"                  // UmtsNeighboringCells: offset 0
        "00000000"                  // UmtsNeighboringCells: size 0
        "cc000000"                  // TdscdmaNeighboringCells: offset 204
        "34000000"                  // TdscdmaNeighboringCells: size 52
        "00010000"                  // LteNeighboringCells: offset 256
        "50000000"                  // LteNeighboringCells: size 80
        "00000000"                  // CdmaCells: offset 0
        "00000000"                  // CdmaCells: size 0
        "50010000"                  // NrServingCells: offset 336
        "40000000"                  // NrServingCells: size 64
        "90010000"                  // NrNeighborCells: offset 400
        "a4000000"                  // NrNeighborCells: size 164
        "30000000"                  // UmtsServingCell.ProviderId: offset 48
        "0a000000"                  // UmtsServingCell.ProviderId: size 10
        "01000000"                  // UmtsServingCell.LocationAreaCode
        "02000000"                  // UmtsServingCell.CellId
        "8c250000"                  // UmtsServingCell.FrequencyInfoUL 9612
        "42290000"                  // UmtsServingCell.FrequencyInfoDL 10562
        "ffffffff"                  // UmtsServingCell.FrequencyInfoNT 4294967295
        "42290000"                  // UmtsServingCell.Uarfcn 10562
        "64000000"                  // UmtsServingCell.PrimaryScramblingCode 100
        "b0ffffff"                  // UmtsServingCell.Rscp -80
        "f6ffffff"                  // UmtsServingCell.Ecno -10
        "64000000"                  // UmtsServingCell.PathLoss 100
        "32003600320030003100"      // UmtsServingCell.ProviderId "26201"
        "0000"                      // padding
        "24000000"                  // TdscdmaServingCell.ProviderId: offset 36
        "0a000000"                  // TdscdmaServingCell.ProviderId: size 10
        "01000000"                  // TdscdmaServingCell.LocationAreaCode
        "02000000"                  // TdscdmaServingCell.CellId
        "46270000"                  // TdscdmaServingCell.Uarfcn 10054
        "05000000"                  // TdscdmaServingCell.CellParameterID
        "07000000"                  // TdscdmaServingCell.TimingAdvance
        "a6ffffff"                  // TdscdmaServingCell.Rscp -90
        "3c000000"                  // TdscdmaServingCell.PathLoss 60
        "34003600300030003000"      // TdscdmaServingCell.ProviderId "46000"
        "0000"                      // padding
        "01000000"                  // TdscdmaNeighboringCells: element count
        "24000000"                  // TdscdmaNeighboringCells[0].ProviderId: offset 36
        "0a000000"                  // TdscdmaNeighboringCells[0].ProviderId: size 10
        "01000000"                  // TdscdmaNeighboringCells[0].LocationAreaCode
        "02000000"                  // TdscdmaNeighboringCells[0].CellId
        "46270000"                  // TdscdmaNeighboringCells[0].Uarfcn 10054
        "05000000"                  // TdscdmaNeighboringCells[0].CellParameterID
        "07000000"                  // TdscdmaNeighboringCells[0].TimingAdvance
        "a6ffffff"                  // TdscdmaNeighboringCells[0].Rscp -90
        "3c000000"                  // TdscdmaNeighboringCells[0].PathLoss 60
        "34003600300030003000"      // TdscdmaNeighboringCells[0].ProviderId "46000"
        "0000"                      // padding
        "02000000"                  // LteNeighboringCells: element count
        "20000000"                  // LteNeighboringCells[0].ProviderId: offset 32
        "0c000000"                  // LteNeighboringCells[0].ProviderId: size 12
        "f0debc0a"                  // LteNeighboringCells[0].CellId 180150000
        "14050000"                  // LteNeighboringCells[0].Earfcn 1300
        "c8000000"                  // LteNeighboringCells[0].PhysicalCellId 200
        "45230000"                  // LteNeighboringCells[0].Tac 9029
        "9cffffff"                  // LteNeighboringCells[0].Rsrp -100
        "f5ffffff"                  // LteNeighboringCells[0].Rsrq -11
        "330031003000340031003000"  // LteNeighboringCells[0].ProviderId "310410"
        "00000000"                  // LteNeighboringCells[1].ProviderId: offset 0
        "00000000"                  // LteNeighboringCells[1].ProviderId: size 0
        "f0debc0a"                  // LteNeighboringCells[1].CellId 180150000
        "14050000"                  // LteNeighboringCells[1].Earfcn 1300
        "c8000000"                  // LteNeighboringCells[1].PhysicalCellId 200
        "45230000"                  // LteNeighboringCells[1].Tac 9029
        "9cffffff"                  // LteNeighboringCells[1].Rsrp -100
        "f5ffffff"                  // LteNeighboringCells[1].Rsrq -11
        "01000000"                  // NrServingCells: element count
        "30000000"                  // NrServingCells[0].ProviderId: offset 48
        "0a000000"                  // NrServingCells[0].ProviderId: size 10
        "8967452301000000"          // NrServingCells[0].Nci 4886718345
        "f5010000"                  // NrServingCells[0].PhysicalCellID 501
        "34a70900"                  // NrServingCells[0].Nrarfcn 632628
        "00000100"                  // NrServingCells[0].Tac 65536
        "3c000000"                  // NrServingCells[0].Rsrp 60
        "42000000"                  // NrServingCells[0].Rsrq 66
        "5a000000"                  // NrServingCells[0].Sinr 90
        "ffffffffffffffff"          // NrServingCells[0].TimingAdvance 18446744073709551615
        "32003600320030003200"      // NrServingCells[0].ProviderId "26202"
        "0000"                      // padding
        "03000000"                  // NrNeighborCells: element count
        "02000000"                  // NrNeighborCells[0].SystemSubType
        "28000000"                  // NrNeighborCells[0].ProviderId: offset 40
        "0a000000"                  // NrNeighborCells[0].ProviderId: size 10
        "34000000"                  // NrNeighborCells[0].CellId: offset 52
        "08000000"                  // NrNeighborCells[0].CellId: size 8
        "f6010000"                  // NrNeighborCells[0].PhysicalCellID 502
        "07000000"                  // NrNeighborCells[0].Tac
        "32000000"                  // NrNeighborCells[0].Rsrp 50
        "3c000000"                  // NrNeighborCells[0].Rsrq 60
        "ffffffff"                  // NrNeighborCells[0].Sinr 4294967295
        "32003600320030003200"      // NrNeighborCells[0].ProviderId "26202"
        "0000"                      // padding
        "3100320061006200"          // NrNeighborCells[0].CellId "12ab"
        "02000000"                  // NrNeighborCells[1].SystemSubType
        "28000000"                  // NrNeighborCells[1].ProviderId: offset 40
        "0a000000"                  // NrNeighborCells[1].ProviderId: size 10
        "00000000"                  // NrNeighborCells[1].CellId: offset 0
        "00000000"                  // NrNeighborCells[1].CellId: size 0
        "f6010000"                  // NrNeighborCells[1].PhysicalCellID 502
        "07000000"                  // NrNeighborCells[1].Tac
        "32000000"                  // NrNeighborCells[1].Rsrp 50
        "3c000000"                  // NrNeighborCells[1].Rsrq 60
        "ffffffff"                  // NrNeighborCells[1].Sinr 4294967295
        "32003600320030003200"      // NrNeighborCells[1].ProviderId "26202"
        "0000"                      // padding
        "02000000"                  // NrNeighborCells[2].SystemSubType
        "00000000"                  // NrNeighborCells[2].ProviderId: offset 0
        "00000000"                  // NrNeighborCells[2].ProviderId: size 0
        "28000000"                  // NrNeighborCells[2].CellId: offset 40
        "08000000"                  // NrNeighborCells[2].CellId: size 8
        "f6010000"                  // NrNeighborCells[2].PhysicalCellID 502
        "07000000"                  // NrNeighborCells[2].Tac
        "32000000"                  // NrNeighborCells[2].Rsrp 50
        "3c000000"                  // NrNeighborCells[2].Rsrq 60
        "ffffffff"                  // NrNeighborCells[2].Sinr 4294967295
        "3100320061006200");        // NrNeighborCells[2].CellId "12ab"

constexpr base_stations_info_v3 cells_v3{.system_type = data_class_v3::umts | data_class_v3::lte | data_class_v3::_5g,
                                         .system_sub_type = data_subclass::_5g_endc | data_subclass::_5g_nr,
                                         .umts_serving = umts_serving_cell{.provider_id = u"26201",
                                                                           .location_area_code = 1,
                                                                           .cell_id = 2,
                                                                           .frequency_info_ul = 9612,
                                                                           .frequency_info_dl = 10562,
                                                                           .frequency_info_nt = 0xffffffff,
                                                                           .uarfcn = 10562,
                                                                           .primary_scrambling_code = 100,
                                                                           .rscp = -80,
                                                                           .ecno = -10,
                                                                           .path_loss = 100},
                                         .tdscdma_serving = tdscdma_serving_cell{.provider_id = u"46000",
                                                                                 .location_area_code = 1,
                                                                                 .cell_id = 2,
                                                                                 .uarfcn = 10054,
                                                                                 .cell_parameter_id = 5,
                                                                                 .timing_advance = 7,
                                                                                 .rscp = -90,
                                                                                 .path_loss = 60},
                                         .tdscdma_neighboring = tdscdma_around,
                                         .lte_neighboring = lte_around,
                                         .nr_serving = nr_cells,
                                         .nr_neighboring = nr_around};

/// `ms_basic_connect_extensions/12/response@1.0`, 12 bytes.
constexpr auto place_bytes =
    hex("ffffffff"    // LocationAreaCode 4294967295
        "45230000"    // TrackingAreaCode 9029
        "f0debc0a");  // CellID 180150000

constexpr location_info_status place_now{.location_area_code = 0xffffffff, .tracking_area_code = 0x2345, .cell_id = 0x0abcdef0};

static_assert(both_ways(wanted_bytes, wanted));
static_assert(both_ways(wanted_bytes, wanted, mbimex::v2));
static_assert(both_ways(wanted_v3_bytes, wanted_v3, mbimex::v3));
static_assert(both_ways(cells_bytes, cells));
static_assert(both_ways(cells_bytes, cells, mbimex::v2));
static_assert(both_ways(cells_v3_bytes, cells_v3, mbimex::v3));
static_assert(both_ways(cells_v3_bytes, cells_v3, mbimex::v4));
static_assert(both_ways(std::array<std::byte, 0>{}, location_info_status_query{}));
static_assert(both_ways(place_bytes, place_now));

TEST_CASE("base_stations_info: decodes, and encodes to the same bytes") {
    CHECK(both_ways(wanted_bytes, wanted));
    CHECK(both_ways(wanted_bytes, wanted, mbimex::v2));
    CHECK(both_ways(wanted_v3_bytes, wanted_v3, mbimex::v3));
    CHECK(both_ways(cells_bytes, cells));
    CHECK(both_ways(cells_bytes, cells, mbimex::v2));
    CHECK(both_ways(cells_v3_bytes, cells_v3, mbimex::v3));
    CHECK(both_ways(cells_v3_bytes, cells_v3, mbimex::v4));
    CHECK(both_ways(std::array<std::byte, 0>{}, location_info_status_query{}));
    CHECK(both_ways(place_bytes, place_now));
}

TEST_CASE("base_stations_info: truncations") {
    check_truncations<base_stations_info_query>(wanted_bytes);
    check_truncations<base_stations_info_query>(wanted_v3_bytes, mbimex::v3);
    check_truncations<base_stations_info>(cells_bytes);
    check_truncations<base_stations_info_v3>(cells_v3_bytes, mbimex::v3);
    check_truncations<location_info_status>(place_bytes);
}

TEST_CASE("base_stations_info: wrong offsets and sizes") {
    check_references<base_stations_info>(cells_bytes, {{4, 8, "GsmServingCell"},
                                                       {28, 32, "LteServingCell"},
                                                       {36, 40, "GsmNeighboringCells"},
                                                       {44, 48, "UmtsNeighboringCells"},
                                                       {68, 72, "CdmaCells"}});
    check_references<base_stations_info_v3>(cells_v3_bytes,
                                            {{16, 20, "UmtsServingCell"},
                                             {24, 28, "TdscdmaServingCell"},
                                             {56, 60, "TdscdmaNeighboringCells"},
                                             {64, 68, "LteNeighboringCells"},
                                             {80, 84, "NrServingCells"},
                                             {88, 92, "NrNeighborCells"}},
                                            mbimex::v3);
}

TEST_CASE("base_stations_info: lists that lie") {
    // GsmNeighboringCells: at 168 the count, then two cells of 28 bytes, the first with 12 bytes of text.
    const auto refused = [](std::size_t at, std::uint32_t word, errc code, place where, std::uint32_t offset) {
        CHECK(is(fault_of<base_stations_info>(with(cells_bytes, at, word)), code, where, offset));
    };
    refused(168, 3, errc::count, place::of_field(5), 168);
    refused(168, 0xffffffff, errc::count, place::of_field(5), 168);
    refused(172, 80, errc::outside, place::of_field(5, 0, 0), 172);
    refused(40, 3, errc::element_size, place::of_field(5), 36);
    // A text that is longer moves the next cell, whose bytes then are no cell.
    refused(176, 40, errc::count, place::of_field(5), 168);
    // A serving cell that is smaller than its numbers.
    refused(8, 31, errc::element_size, place::of_field(1), 4);
}

TEST_CASE("base_stations_info: each cell of a list starts behind the text of the one before") {
    const auto parsed = parse<base_stations_info_v3>(bytes{cells_v3_bytes}, mbimex::v3);
    REQUIRE(parsed);
    std::size_t n = 0;
    for (const nr_neighboring_cell cell : parsed->nr_neighboring) {
        CHECK(mbim::equal(cell, nr_around[n]));
        ++n;
    }
    CHECK(n == 3);
}

TEST_CASE("base_stations_info: bit 6 of the data class is 5G non-standalone before MBIMEx 3.0 and 5G from then on") {
    CHECK(name_of(static_cast<data_class>(0x40)) == "5G_NSA");
    CHECK(name_of(cells_v3.system_type & data_class_v3::_5g) == "5G");
    CHECK(names_of<base_stations_info>().fields[0].values == &enumeration_of<data_class>);
    CHECK(names_of<base_stations_info_v3>().fields[0].values == &enumeration_of<data_class_v3>);
}

}  // namespace cases::ms_basic_connect_extensions_base_stations_info
