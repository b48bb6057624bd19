// SPDX-License-Identifier: BSL-1.0
/// \file
/// BASE_STATIONS_INFO, CID 11: the cells that serve the device and those around it.
///
/// Where a comment says nothing else, 0xffffffff stands for a number that is not known.  Cells in lists follow each other
/// without a gap: the text of each stands right behind its numbers (`reference/discrepancies.md`, A17).
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Limits the answer to so many neighbouring cells of each technology.
/// Microsoft extensions 1.0, CID 11; MBIMEx 3.0; `ms_basic_connect_extensions/11/query@1.0`, `@3.0`.
struct base_stations_info_query {
    std::uint32_t max_gsm_count{};
    std::uint32_t max_umts_count{};
    std::uint32_t max_tdscdma_count{};
    std::uint32_t max_lte_count{};
    std::uint32_t max_cdma_count{};  ///< serving cells included
    std::uint32_t max_nr_count{};    ///< since MBIMEx 3.0

    static constexpr command_id id{service::ms_basic_connect_extensions, 11, operation::query};
    using layout = fields<"MBIM_BASE_STATIONS_INFO_REQ",
        field<"MaxGsmCount",     &base_stations_info_query::max_gsm_count>,
        field<"MaxUmtsCount",    &base_stations_info_query::max_umts_count>,
        field<"MaxTdscdmaCount", &base_stations_info_query::max_tdscdma_count>,
        field<"MaxLteCount",     &base_stations_info_query::max_lte_count>,
        field<"MaxCdmaCount",    &base_stations_info_query::max_cdma_count>,
        field<"MaxNrCount",      &base_stations_info_query::max_nr_count, rule{.since = mbimex::v3}>>;
};

/// Microsoft extensions 1.0; `reference/messages.json`, `CellInfoServingGsm`.
struct gsm_serving_cell {
    utf16 provider_id{};  ///< MCC and MNC, 5 or 6 digits
    std::uint32_t location_area_code{};
    std::uint32_t cell_id{};
    std::uint32_t timing_advance{};  ///< bit periods
    std::uint32_t arfcn{};
    std::uint32_t base_station_id{};
    std::uint32_t rx_level{};  ///< 0..63: -110 + n dBm

    using layout = fields<"MBIM_GSM_SERVING_CELL_INFO",
        field<"ProviderId",       &gsm_serving_cell::provider_id, rule{.max_bytes = 12}>,
        field<"LocationAreaCode", &gsm_serving_cell::location_area_code, rule{.personal = true}>,
        field<"CellId",           &gsm_serving_cell::cell_id, rule{.personal = true}>,
        field<"TimingAdvance",    &gsm_serving_cell::timing_advance>,
        field<"Arfcn",            &gsm_serving_cell::arfcn>,
        field<"BaseStationId",    &gsm_serving_cell::base_station_id, rule{.personal = true}>,
        field<"RxLevel",          &gsm_serving_cell::rx_level>>;
};

/// As `gsm_serving_cell`, without timing advance.  Microsoft extensions 1.0; `reference/messages.json`,
/// `CellInfoNeighboringGsm`.
struct gsm_neighboring_cell {
    utf16 provider_id{};
    std::uint32_t location_area_code{};
    std::uint32_t cell_id{};
    std::uint32_t arfcn{};
    std::uint32_t base_station_id{};
    std::uint32_t rx_level{};

    using layout = fields<"MBIM_GSM_NMR_INFO",
        field<"ProviderId",       &gsm_neighboring_cell::provider_id, rule{.max_bytes = 12}>,
        field<"LocationAreaCode", &gsm_neighboring_cell::location_area_code, rule{.personal = true}>,
        field<"CellId",           &gsm_neighboring_cell::cell_id, rule{.personal = true}>,
        field<"Arfcn",            &gsm_neighboring_cell::arfcn>,
        field<"BaseStationId",    &gsm_neighboring_cell::base_station_id, rule{.personal = true}>,
        field<"RxLevel",          &gsm_neighboring_cell::rx_level>>;
};

/// Microsoft extensions 1.0; `reference/messages.json`, `CellInfoServingUmts`.
struct umts_serving_cell {
    utf16 provider_id{};
    std::uint32_t location_area_code{};
    std::uint32_t cell_id{};
    std::uint32_t frequency_info_ul{};
    std::uint32_t frequency_info_dl{};
    std::uint32_t frequency_info_nt{};  ///< of TDD
    std::uint32_t uarfcn{};
    std::uint32_t primary_scrambling_code{};
    std::int32_t rscp{};  ///< -120..-25 dBm; 0: unknown
    std::int32_t ecno{};  ///< -50..0 dB; 1: unknown
    std::uint32_t path_loss{};

    using layout = fields<"MBIM_UMTS_SERVING_CELL_INFO",
        field<"ProviderId",            &umts_serving_cell::provider_id, rule{.max_bytes = 12}>,
        field<"LocationAreaCode",      &umts_serving_cell::location_area_code, rule{.personal = true}>,
        field<"CellId",                &umts_serving_cell::cell_id, rule{.personal = true}>,
        field<"FrequencyInfoUL",       &umts_serving_cell::frequency_info_ul>,
        field<"FrequencyInfoDL",       &umts_serving_cell::frequency_info_dl>,
        field<"FrequencyInfoNT",       &umts_serving_cell::frequency_info_nt>,
        field<"Uarfcn",                &umts_serving_cell::uarfcn>,
        field<"PrimaryScramblingCode", &umts_serving_cell::primary_scrambling_code>,
        field<"Rscp",                  &umts_serving_cell::rscp, rule{.unit = unit::dbm}>,
        field<"Ecno",                  &umts_serving_cell::ecno>,
        field<"PathLoss",              &umts_serving_cell::path_loss>>;
};

/// As `umts_serving_cell`, without frequencies.  Microsoft extensions 1.0; `reference/messages.json`,
/// `CellInfoNeighboringUmts`.
struct umts_neighboring_cell {
    utf16 provider_id{};
    std::uint32_t location_area_code{};
    std::uint32_t cell_id{};
    std::uint32_t uarfcn{};
    std::uint32_t primary_scrambling_code{};
    std::int32_t rscp{};
    std::int32_t ecno{};
    std::uint32_t path_loss{};

    using layout = fields<"MBIM_UMTS_MRL_INFO",
        field<"ProviderId",            &umts_neighboring_cell::provider_id, rule{.max_bytes = 12}>,
        field<"LocationAreaCode",      &umts_neighboring_cell::location_area_code, rule{.personal = true}>,
        field<"CellId",                &umts_neighboring_cell::cell_id, rule{.personal = true}>,
        field<"Uarfcn",                &umts_neighboring_cell::uarfcn>,
        field<"PrimaryScramblingCode", &umts_neighboring_cell::primary_scrambling_code>,
        field<"Rscp",                  &umts_neighboring_cell::rscp, rule{.unit = unit::dbm}>,
        field<"Ecno",                  &umts_neighboring_cell::ecno>,
        field<"PathLoss",              &umts_neighboring_cell::path_loss>>;
};

/// Microsoft extensions 1.0; `reference/messages.json`, `CellInfoServingTdscdma`.
struct tdscdma_serving_cell {
    utf16 provider_id{};
    std::uint32_t location_area_code{};
    std::uint32_t cell_id{};
    std::uint32_t uarfcn{};
    std::uint32_t cell_parameter_id{};
    std::uint32_t timing_advance{};
    std::int32_t rscp{};  ///< -120..-25 dBm; -1: unknown
    std::uint32_t path_loss{};

    using layout = fields<"MBIM_TDSCDMA_SERVING_CELL_INFO",
        field<"ProviderId",       &tdscdma_serving_cell::provider_id, rule{.max_bytes = 12}>,
        field<"LocationAreaCode", &tdscdma_serving_cell::location_area_code, rule{.personal = true}>,
        field<"CellId",           &tdscdma_serving_cell::cell_id, rule{.personal = true}>,
        field<"Uarfcn",           &tdscdma_serving_cell::uarfcn>,
        field<"CellParameterID",  &tdscdma_serving_cell::cell_parameter_id>,
        field<"TimingAdvance",    &tdscdma_serving_cell::timing_advance>,
        field<"Rscp",             &tdscdma_serving_cell::rscp, rule{.unit = unit::dbm}>,
        field<"PathLoss",         &tdscdma_serving_cell::path_loss>>;
};

/// As `tdscdma_serving_cell`; of all neighbouring cells these alone have a timing advance.
/// Microsoft extensions 1.0; `reference/messages.json`, `CellInfoNeighboringTdscdma`; `reference/discrepancies.md`, A18.
struct tdscdma_neighboring_cell {
    utf16 provider_id{};
    std::uint32_t location_area_code{};
    std::uint32_t cell_id{};
    std::uint32_t uarfcn{};
    std::uint32_t cell_parameter_id{};
    std::uint32_t timing_advance{};
    std::int32_t rscp{};
    std::uint32_t path_loss{};

    using layout = fields<"MBIM_TDSCDMA_MRL_INFO",
        field<"ProviderId",       &tdscdma_neighboring_cell::provider_id, rule{.max_bytes = 12}>,
        field<"LocationAreaCode", &tdscdma_neighboring_cell::location_area_code, rule{.personal = true}>,
        field<"CellId",           &tdscdma_neighboring_cell::cell_id, rule{.personal = true}>,
        field<"Uarfcn",           &tdscdma_neighboring_cell::uarfcn>,
        field<"CellParameterID",  &tdscdma_neighboring_cell::cell_parameter_id>,
        field<"TimingAdvance",    &tdscdma_neighboring_cell::timing_advance>,
        field<"Rscp",             &tdscdma_neighboring_cell::rscp, rule{.unit = unit::dbm}>,
        field<"PathLoss",         &tdscdma_neighboring_cell::path_loss>>;
};

/// Microsoft extensions 1.0; `reference/messages.json`, `CellInfoServingLte`.
struct lte_serving_cell {
    utf16 provider_id{};
    std::uint32_t cell_id{};
    std::uint32_t earfcn{};
    std::uint32_t physical_cell_id{};
    std::uint32_t tac{};
    std::int32_t rsrp{};  ///< -140..-44 dBm; -1: unknown
    std::int32_t rsrq{};  ///< -20..-3 dB; -1: unknown
    std::uint32_t timing_advance{};

    using layout = fields<"MBIM_LTE_SERVING_CELL_INFO",
        field<"ProviderId",     &lte_serving_cell::provider_id, rule{.max_bytes = 12}>,
        field<"CellId",         &lte_serving_cell::cell_id, rule{.personal = true}>,
        field<"Earfcn",         &lte_serving_cell::earfcn>,
        field<"PhysicalCellId", &lte_serving_cell::physical_cell_id>,
        field<"Tac",            &lte_serving_cell::tac, rule{.personal = true}>,
        field<"Rsrp",           &lte_serving_cell::rsrp, rule{.unit = unit::dbm}>,
        field<"Rsrq",           &lte_serving_cell::rsrq>,
        field<"TimingAdvance",  &lte_serving_cell::timing_advance>>;
};

/// As `lte_serving_cell`, without timing advance.  Microsoft extensions 1.0; `reference/messages.json`,
/// `CellInfoNeighboringLte`.
struct lte_neighboring_cell {
    utf16 provider_id{};
    std::uint32_t cell_id{};
    std::uint32_t earfcn{};
    std::uint32_t physical_cell_id{};
    std::uint32_t tac{};
    std::int32_t rsrp{};
    std::int32_t rsrq{};

    using layout = fields<"MBIM_LTE_MRL_INFO",
        field<"ProviderId",     &lte_neighboring_cell::provider_id, rule{.max_bytes = 12}>,
        field<"CellId",         &lte_neighboring_cell::cell_id, rule{.personal = true}>,
        field<"Earfcn",         &lte_neighboring_cell::earfcn>,
        field<"PhysicalCellId", &lte_neighboring_cell::physical_cell_id>,
        field<"Tac",            &lte_neighboring_cell::tac, rule{.personal = true}>,
        field<"Rsrp",           &lte_neighboring_cell::rsrp, rule{.unit = unit::dbm}>,
        field<"Rsrq",           &lte_neighboring_cell::rsrq>>;
};

/// A CDMA2000 cell, serving or not.  Microsoft extensions 1.0; `reference/messages.json`, `CellInfoCdma`.
struct cdma_cell {
    std::uint32_t serving_cell_flag{};  ///< 1: serves the device, of which there may be several; 0: does not
    std::uint32_t nid{};
    std::uint32_t sid{};
    std::uint32_t base_station_id{};
    std::uint32_t base_latitude{};   ///< quarters of a second of arc, two's complement in the low 22 bits; north is positive
    std::uint32_t base_longitude{};  ///< quarters of a second of arc, two's complement in the low 23 bits; east is positive
    std::uint32_t ref_pn{};
    std::uint32_t gps_seconds{};
    std::uint32_t pilot_strength{};

    using layout = fields<"MBIM_CDMA_MRL_INFO",
        field<"ServingCellFlag", &cdma_cell::serving_cell_flag>,
        field<"Nid",             &cdma_cell::nid>,
        field<"Sid",             &cdma_cell::sid>,
        field<"BaseStationId",   &cdma_cell::base_station_id, rule{.personal = true}>,
        field<"BaseLatitude",    &cdma_cell::base_latitude, rule{.personal = true}>,
        field<"BaseLongitude",   &cdma_cell::base_longitude, rule{.personal = true}>,
        field<"RefPn",           &cdma_cell::ref_pn>,
        field<"GpsSeconds",      &cdma_cell::gps_seconds>,
        field<"PilotStrength",   &cdma_cell::pilot_strength>>;
};

/// Levels are coded, not signed as in `lte_serving_cell`.  MBIMEx 3.0; `reference/messages.json`, `CellInfoServingNr`.
struct nr_serving_cell {
    utf16 provider_id{};
    std::uint64_t nci{};  ///< all ones: unknown
    std::uint32_t physical_cell_id{};
    std::uint32_t nrarfcn{};
    std::uint32_t tac{};
    std::uint32_t rsrp{};
    std::uint32_t rsrq{};            ///< -43 + n/2 dB
    std::uint32_t sinr{};            ///< as an SNR
    std::uint64_t timing_advance{};  ///< all ones: unknown

    using layout = fields<"MBIM_NR_SERVING_CELL_INFO",
        field<"ProviderId",     &nr_serving_cell::provider_id, rule{.max_bytes = 12}>,
        field<"Nci",            &nr_serving_cell::nci, rule{.personal = true}>,
        field<"PhysicalCellID", &nr_serving_cell::physical_cell_id>,
        field<"Nrarfcn",        &nr_serving_cell::nrarfcn>,
        field<"Tac",            &nr_serving_cell::tac, rule{.personal = true}>,
        field<"Rsrp",           &nr_serving_cell::rsrp, rule{.unit = unit::rsrp}>,
        field<"Rsrq",           &nr_serving_cell::rsrq>,
        field<"Sinr",           &nr_serving_cell::sinr, rule{.unit = unit::snr}>,
        field<"TimingAdvance",  &nr_serving_cell::timing_advance>>;
};

/// Levels as in `nr_serving_cell`.  MBIMEx 3.0; `reference/messages.json`, `CellInfoNeighboringNr`.
struct nr_neighboring_cell {
    data_subclass system_sub_type{};
    utf16 provider_id{};
    utf16 cell_id{};  ///< a text here
    std::uint32_t physical_cell_id{};
    std::uint32_t tac{};
    std::uint32_t rsrp{};
    std::uint32_t rsrq{};
    std::uint32_t sinr{};

    using layout = fields<"MBIM_NR_NEIGHBORING_CELL_INFO",
        field<"SystemSubType",  &nr_neighboring_cell::system_sub_type>,
        field<"ProviderId",     &nr_neighboring_cell::provider_id, rule{.max_bytes = 12}>,
        field<"CellId",         &nr_neighboring_cell::cell_id, rule{.personal = true}>,
        field<"PhysicalCellID", &nr_neighboring_cell::physical_cell_id>,
        field<"Tac",            &nr_neighboring_cell::tac, rule{.personal = true}>,
        field<"Rsrp",           &nr_neighboring_cell::rsrp, rule{.unit = unit::rsrp}>,
        field<"Rsrq",           &nr_neighboring_cell::rsrq>,
        field<"Sinr",           &nr_neighboring_cell::sinr, rule{.unit = unit::snr}>>;
};

/// The cells; a serving cell is there for the technologies of `system_type`.
/// Microsoft extensions 1.0, CID 11; `ms_basic_connect_extensions/11/response@1.0`; `reference/discrepancies.md`, B4.
struct base_stations_info {
    data_class system_type{};
    std::optional<gsm_serving_cell> gsm_serving{};
    std::optional<umts_serving_cell> umts_serving{};
    std::optional<tdscdma_serving_cell> tdscdma_serving{};
    std::optional<lte_serving_cell> lte_serving{};
    record_list<gsm_neighboring_cell> gsm_neighboring{};
    record_list<umts_neighboring_cell> umts_neighboring{};
    record_list<tdscdma_neighboring_cell> tdscdma_neighboring{};
    record_list<lte_neighboring_cell> lte_neighboring{};
    record_list<cdma_cell> cdma{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 11, operation::response, mbimex::v1, mbimex::v3};
    using layout = fields<"MBIM_BASE_STATIONS_INFO",
        field<"SystemType",              &base_stations_info::system_type>,
        field<"GsmServingCell",          &base_stations_info::gsm_serving>,
        field<"UmtsServingCell",         &base_stations_info::umts_serving>,
        field<"TdscdmaServingCell",      &base_stations_info::tdscdma_serving>,
        field<"LteServingCell",          &base_stations_info::lte_serving>,
        field<"GsmNeighboringCells",     &base_stations_info::gsm_neighboring>,
        field<"UmtsNeighboringCells",    &base_stations_info::umts_neighboring>,
        field<"TdscdmaNeighboringCells", &base_stations_info::tdscdma_neighboring>,
        field<"LteNeighboringCells",     &base_stations_info::lte_neighboring>,
        field<"CdmaCells",               &base_stations_info::cdma>>;
};

/// As `base_stations_info`, with the cells of 5G.
/// MBIMEx 3.0, CID 11; `ms_basic_connect_extensions/11/response@3.0`; `reference/discrepancies.md`, B4, B5.
struct base_stations_info_v3 {
    data_class_v3 system_type{};
    data_subclass system_sub_type{};
    std::optional<gsm_serving_cell> gsm_serving{};
    std::optional<umts_serving_cell> umts_serving{};
    std::optional<tdscdma_serving_cell> tdscdma_serving{};
    std::optional<lte_serving_cell> lte_serving{};
    record_list<gsm_neighboring_cell> gsm_neighboring{};
    record_list<umts_neighboring_cell> umts_neighboring{};
    record_list<tdscdma_neighboring_cell> tdscdma_neighboring{};
    record_list<lte_neighboring_cell> lte_neighboring{};
    record_list<cdma_cell> cdma{};
    record_list<nr_serving_cell> nr_serving{};
    record_list<nr_neighboring_cell> nr_neighboring{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 11, operation::response, mbimex::v3};
    using layout = fields<"MBIM_BASE_STATIONS_INFO_V3",
        field<"SystemType",              &base_stations_info_v3::system_type>,
        field<"SystemSubType",           &base_stations_info_v3::system_sub_type>,
        field<"GsmServingCell",          &base_stations_info_v3::gsm_serving>,
        field<"UmtsServingCell",         &base_stations_info_v3::umts_serving>,
        field<"TdscdmaServingCell",      &base_stations_info_v3::tdscdma_serving>,
        field<"LteServingCell",          &base_stations_info_v3::lte_serving>,
        field<"GsmNeighboringCells",     &base_stations_info_v3::gsm_neighboring>,
        field<"UmtsNeighboringCells",    &base_stations_info_v3::umts_neighboring>,
        field<"TdscdmaNeighboringCells", &base_stations_info_v3::tdscdma_neighboring>,
        field<"LteNeighboringCells",     &base_stations_info_v3::lte_neighboring>,
        field<"CdmaCells",               &base_stations_info_v3::cdma>,
        field<"NrServingCells",          &base_stations_info_v3::nr_serving>,
        field<"NrNeighborCells",         &base_stations_info_v3::nr_neighboring>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
