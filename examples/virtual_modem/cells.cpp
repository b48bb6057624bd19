// SPDX-License-Identifier: BSL-1.0
/// \file
/// Extensions about the place: BASE_STATIONS_INFO and LOCATION_INFO_STATUS.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/base_stations_info.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/location_info_status.hpp>

#include "behaviour.hpp"
#include "commands.hpp"

namespace virtual_modem {

using namespace ms_basic_connect_extensions;

namespace {

constexpr std::uint32_t unknown = 0xffffffff;
constexpr std::uint32_t cell = 0x00a1b201;
constexpr std::uint32_t tracking_area = 0x1234;
constexpr std::uint32_t earfcn = 1300;
constexpr std::int32_t rsrq = -9;

void tell_location(modem& m, const ticket& asked) {
    if (!m.net.is_registered()) return m.control.respond(asked, location_info_status{unknown, unknown, unknown});
    m.control.respond(asked, location_info_status{unknown, tracking_area, cell});
}

template <class Info>
Info cells_of(const modem& m, const base_stations_info_query& asked, gsl::span<const lte_neighboring_cell> neighbours) {
    Info info{};
    using classes = decltype(Info::system_type);
    info.system_type = classes::lte;
    info.lte_serving = lte_serving_cell{.provider_id = m.net.serving->id,
                                        .cell_id = cell,
                                        .earfcn = earfcn,
                                        .physical_cell_id = 101,
                                        .tac = tracking_area,
                                        .rsrp = m.net.signal.now() - 25,
                                        .rsrq = rsrq,
                                        .timing_advance = unknown};
    info.lte_neighboring = neighbours.first(std::min<std::size_t>(neighbours.size(), asked.max_lte_count));
    return info;
}

void tell_cells(modem& m, const ticket& asked, const base_stations_info_query& limits) {
    if (!m.net.is_registered()) return m.control.respond(asked, status::not_registered);
    const std::u16string_view id = m.net.serving->id;
    const lte_neighboring_cell neighbours[] = {{id, cell + 1, earfcn, 102, tracking_area, -101, -12},
                                               {id, cell + 2, earfcn, 103, tracking_area, -108, -14}};
    if (m.control.agreed() < mbimex::v3) return m.control.respond(asked, cells_of<base_stations_info>(m, limits, neighbours));
    m.control.respond(asked, cells_of<base_stations_info_v3>(m, limits, neighbours));
}

}  // namespace

bool take_cells(modem& m, const request& r) {
    return on<location_info_status_query>(m, r, [&](const auto&) { tell_location(m, r.from); }) ||
           on<base_stations_info_query>(m, r, [&](const auto& limits) { tell_cells(m, r.from, limits); });
}

}  // namespace virtual_modem
