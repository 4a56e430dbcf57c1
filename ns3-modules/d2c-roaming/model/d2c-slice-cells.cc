#include "ns3-modules/d2c-roaming/model/d2c-slice-cells.h"

#include <ns3/abort.h>
#include <ns3/double.h>

#include <algorithm>
#include <cmath>

#include "handset_phy/adaptation/rate/rate_table.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cSliceCells);

namespace {

D2cPathDelays DelaysOf(const d2c::slice::Cell& row) { return {Seconds(row.feeder_s), Seconds(row.core_s), Seconds(row.home_s)}; }

std::uint32_t DownlinkBlocks(const d2c::slice::Carrier& row, const d2c::HandsetClass& handset) {
    return static_cast<std::uint32_t>(handset.air_interface == d2c::AirInterface::kNrNtn ? row.downlink_blocks_nr
                                                                                         : row.downlink_blocks_lte);
}

}  // namespace

TypeId D2cSliceCells::GetTypeId() {
    static const TypeId tid = TypeId("ns3::D2cSliceCells").SetParent<Object>().SetGroupName("D2c").AddConstructor<D2cSliceCells>();
    return tid;
}

void D2cSliceCells::DoDispose() {
    m_cells.clear();
    m_paths.clear();
    m_terrestrial = {};
    m_terrestrialLink = nullptr;
    m_helper.reset();
    Object::DoDispose();
}

void D2cSliceCells::SetSky(std::shared_ptr<const D2cSky> sky) {
    m_sky = std::move(sky);
    m_helper = std::make_unique<D2cChannelHelper>(m_sky);
    m_rows.clear();
    for (const d2c::slice::Cell& row : m_sky->GetSlice().cells) {
        NS_ABORT_MSG_IF(row.step < 0, "slice_cell.step: " << row.step << ": 0 or more");
        if (static_cast<std::size_t>(row.step) >= m_rows.size()) m_rows.resize(static_cast<std::size_t>(row.step) + 1);
        m_rows[static_cast<std::size_t>(row.step)].push_back(&row);
    }
}

const std::vector<const d2c::slice::Cell*>& D2cSliceCells::GetRows(int step) const {
    static const std::vector<const d2c::slice::Cell*> kNone;
    return step >= 0 && static_cast<std::size_t>(step) < m_rows.size() ? m_rows[static_cast<std::size_t>(step)] : kNone;
}

const d2c::slice::Cell* D2cSliceCells::GetNext(const d2c::slice::Cell& row) const {
    for (const d2c::slice::Cell* next : GetRows(row.step + 1))
        if (next->satellite == row.satellite && next->beam == row.beam) return next;
    return nullptr;
}

d2c::Plmn D2cSliceCells::GetPlmn(const std::string& network) const {
    for (const d2c::slice::Network& row : m_sky->GetSlice().networks) {
        if (row.network != network) continue;
        const auto plmn = d2c::Plmn::parse(row.plmn);
        NS_ABORT_MSG_IF(!plmn, "slice_network.plmn: " << row.plmn << ": five or six digits");
        return *plmn;
    }
    NS_ABORT_MSG("slice_network.network: " << network << " is not in the slice");
}

std::optional<Time> D2cSliceCells::GetTransfer(d2c::Plmn from, d2c::Plmn to) const {
    if (from.empty() || from == to) return Time{0};
    for (const d2c::slice::Agreement& row : m_sky->GetSlice().agreements) {
        const d2c::Plmn a = GetPlmn(row.from), b = GetPlmn(row.to);
        if (a == from && b == to) return Seconds(row.transfer_s);
    }
    return std::nullopt;
}

std::uint64_t D2cSliceCells::GetCarriers(const d2c::slice::Cell& row) const {
    const auto found = m_cells.find({row.satellite, row.beam});
    return found == m_cells.end() ? row.carriers : found->second.carriers;
}

Ptr<D2cCell> D2cSliceCells::CreateCell() {
    const auto cell = m_factory.Create<D2cCell>();
    cell->AssignStreams(m_stream++);
    return cell;
}

D2cAttachment D2cSliceCells::Attach(const d2c::slice::Cell& row, Ptr<D2cBeamRadioLink> link, const d2c::HandsetClass& handset) {
    Entry& entry = m_cells[{row.satellite, row.beam}];
    if (!entry.cell) {
        entry.cell = CreateCell();
        for (std::uint32_t k = 0; k < link->GetCarrierCount(); ++k) {
            const d2c::slice::Carrier& carrier = link->GetCarrier(k);
            entry.carriers |= std::uint64_t{1} << carrier.carrier;
            entry.cell->AddCarrier(DownlinkBlocks(carrier, handset), static_cast<std::uint32_t>(carrier.uplink_blocks));
        }
        Ptr<D2cPath>& path = m_paths[row.satellite];
        if (!path) path = CreateObject<D2cPath>();
        entry.path = path;
    }
    link->SetCarriers(entry.carriers);
    Follow(row, GetNext(row));
    return {entry.cell, link, entry.path};
}

void D2cSliceCells::Follow(const d2c::slice::Cell& row, const d2c::slice::Cell* next) {
    const auto found = m_cells.find({row.satellite, row.beam});
    if (found == m_cells.end()) return;
    found->second.cell->SetLitShare(row.lit_share);
    found->second.cell->SetFreeShare(row.free_share);
    const double step = m_sky->GetHeader().measure_step_s;
    found->second.path->SetDelays(DelaysOf(row), DelaysOf(next ? *next : row), Seconds(row.step * step),
                                  Seconds((next ? next->step : row.step) * step));
}

D2cAttachment D2cSliceCells::AttachTerrestrial(const d2c::HandsetClass& handset) {
    const auto& rows = m_sky->GetSlice().terrestrial;
    NS_ABORT_MSG_IF(rows.empty(), "slice_terrestrial: no row: 1");
    const d2c::slice::Terrestrial& row = rows.front();
    if (!m_terrestrial.cell) {
        m_terrestrialLink = CreateObject<D2cFixedRadioLink>();
        m_terrestrialLink->SetAttribute("Delay", TimeValue(Seconds(row.service_link_s)));
        m_terrestrialLink->SetAttribute("DownlinkSinr", DoubleValue(row.sinr_db));
        m_terrestrialLink->SetAttribute("UplinkSinr", DoubleValue(row.sinr_db));
        m_terrestrialLink->SetAttribute("Rsrp", DoubleValue(row.rsrp_dbm));
        m_terrestrial.cell = CreateCell();
        // As many resource blocks as the rate of the row needs at its SINR; what is left of the last one is others'.
        const double perBlock =
            d2c::RateTable{handset}.bits_per_re(row.sinr_db) * d2c::resource_elements_per_second(d2c::kResourceBlock, handset);
        const double blocks = std::clamp(std::ceil(row.downlink_bps / perBlock), 1.0, 100.0);
        m_terrestrial.cell->AddCarrier(static_cast<std::uint32_t>(blocks), static_cast<std::uint32_t>(blocks));
        m_terrestrial.cell->SetFreeShare(std::min(1.0, row.downlink_bps / (perBlock * blocks)));
        m_terrestrial.path = CreateObject<D2cPath>();
        m_terrestrial.path->SetDelays({Time{0}, Seconds(row.core_s), Seconds(row.home_s)});
    }
    return {m_terrestrial.cell, m_terrestrialLink, m_terrestrial.path};
}

int64_t D2cSliceCells::AssignStreams(int64_t first) {
    m_stream = first;
    return 1000;
}

}  // namespace ns3
