#include "ns3-modules/d2c-roaming/model/d2c-slice-surroundings.h"

#include <ns3/boolean.h>
#include <ns3/simulator.h>

#include <algorithm>
#include <chrono>

#include "roaming/machine/machine.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cSliceSurroundings);

namespace {

std::chrono::nanoseconds Nanoseconds(double seconds) { return d2c::nanoseconds_from_seconds(seconds); }
std::chrono::nanoseconds Nanoseconds(Time time) { return std::chrono::nanoseconds{time.GetNanoSeconds()}; }

constexpr std::uint32_t kTerrestrialCell = 0;
/// A step is over when a nanosecond of the next has begun.
constexpr double kSlack = 1e-9;

}  // namespace

TypeId D2cSliceSurroundings::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cSliceSurroundings")
            .SetParent<D2cSurroundings>()
            .SetGroupName("D2c")
            .AddConstructor<D2cSliceSurroundings>()
            .AddAttribute("PreambleDopplerSearch",
                          "Whether the network finds a preamble at any frequency: what is left after pre-compensation is no fault then.",
                          BooleanValue(false), MakeBooleanAccessor(&D2cSliceSurroundings::m_searchesDoppler), MakeBooleanChecker());
    return tid;
}

void D2cSliceSurroundings::DoDispose() {
    m_known.clear();
    m_cells = nullptr;
    m_phone = nullptr;
    D2cSurroundings::DoDispose();
}

void D2cSliceSurroundings::SetPhone(Ptr<D2cSliceCells> cells, Ptr<D2cPhoneChannel> phone, std::uint32_t user) {
    m_cells = cells;
    m_phone = phone;
    for (const auto& [name, value] : cells->GetSky().GetSlice().settings)
        if (name == kPreambleDopplerSearch) m_searchesDoppler = value == "true";
    m_hearsTerrestrial.clear();
    for (const d2c::slice::TrackPoint& row : cells->GetSky().GetSlice().tracks) {
        if (row.user != user || row.step < 0) continue;
        if (static_cast<std::size_t>(row.step) >= m_hearsTerrestrial.size()) {
            const bool before = !m_hearsTerrestrial.empty() && m_hearsTerrestrial.back();
            m_hearsTerrestrial.resize(static_cast<std::size_t>(row.step) + 1, before);
        }
        m_hearsTerrestrial[static_cast<std::size_t>(row.step)] = row.terrestrial_cell;
    }
}

d2c::Instant D2cSliceSurroundings::GetUtc() const { return m_phone->GetUtc(Simulator::Now()); }

int D2cSliceSurroundings::GetStep() const {
    return static_cast<int>(Simulator::Now().GetSeconds() / m_cells->GetSky().GetHeader().measure_step_s + kSlack);
}

Ptr<D2cBeamRadioLink> D2cSliceSurroundings::GetLink(d2c::RadioCellId cell) const {
    const auto found = m_known.find(cell.key());
    return found == m_known.end() ? nullptr : found->second.link;
}

void D2cSliceSurroundings::Measure(d2c::RadioCellId serving, d2c::Plmn registered, std::vector<d2c::Measurement>& cells) {
    cells.clear();
    const int step = GetStep();
    for (const d2c::slice::Cell* row : m_cells->GetRows(step)) {
        const auto id = d2c::RadioCellId::of_beam(d2c::SatelliteId{row->satellite}, d2c::BeamId{row->beam});
        Known& known = m_known[id.key()];
        const d2c::slice::Cell* next = m_cells->GetNext(*row);
        if (!known.link) known.link = m_cells->GetChannelHelper().CreateLink(m_phone, *row);
        if (known.row != row) {
            m_cells->GetChannelHelper().Follow(known.link, *row, next);
            known.link->SetCarriers(m_cells->GetCarriers(*row));
            m_cells->Follow(*row, next);
            known.row = row;
        }
        known.seen = step;
        if (!known.link->IsInView()) continue;
        const std::uint32_t best = known.link->GetBestCarrier();
        d2c::Measurement m;
        m.cell = id;
        m.plmn = m_cells->GetPlmn(row->network);
        m.allowed = row->allowed;
        const std::optional<Time> transfer = m_cells->GetTransfer(registered, m.plmn);
        m.shares_context = transfer.has_value();
        m.rank = static_cast<std::uint8_t>(row->rank);
        m.tracking_area = row->tracking_area;
        m.rsrp = d2c::Dbm{known.link->GetRsrpDbm(best)};
        m.sinr = d2c::Db{known.link->GetDownlinkSinrDb(best)};
        m.elevation = known.link->GetElevation();
        m.distance = d2c::Metres{row->off_centre_m};
        m.ceases = m_phone->GetUtc(Seconds(row->step * m_cells->GetSky().GetHeader().measure_step_s)) +
                   Nanoseconds(std::min(row->remaining_s, 86400.0));
        m.message_loss = std::max(m_losses.at(m.sinr), m_losses.at(d2c::Db{known.link->GetUplinkSinrInOneBlockDb(best)}));
        m.offset = {Nanoseconds(known.link->GetUplinkTimingError()),
                    d2c::Hertz{m_searchesDoppler ? 0.0 : known.link->GetUplinkFrequencyErrorHz()}};
        m.delays = {Nanoseconds(known.link->GetDelay()), Nanoseconds(row->feeder_s), Nanoseconds(row->core_s), Nanoseconds(row->home_s),
                    Nanoseconds(transfer.value_or(Time{0}))};
        cells.push_back(m);
    }
    std::erase_if(m_known, [&](const auto& entry) { return entry.second.seen < step - 1 && entry.first != serving.key(); });
    MeasureTerrestrial(registered, cells);
    if (cells.size() <= d2c::Machine::kMostCells) return;
    std::stable_sort(cells.begin(), cells.end(), [&](const d2c::Measurement& a, const d2c::Measurement& b) {
        const bool servesA = a.cell == serving, servesB = b.cell == serving;
        return servesA != servesB ? servesA : a.rank != b.rank ? a.rank < b.rank : a.rsrp.value > b.rsrp.value;
    });
    cells.resize(d2c::Machine::kMostCells);
}

void D2cSliceSurroundings::MeasureTerrestrial(d2c::Plmn registered, std::vector<d2c::Measurement>& cells) const {
    const d2c::slice::Slice& slice = m_cells->GetSky().GetSlice();
    if (slice.terrestrial.empty() || m_hearsTerrestrial.empty()) return;
    const auto step = std::min(static_cast<std::size_t>(GetStep()), m_hearsTerrestrial.size() - 1);
    const d2c::slice::Terrestrial& row = slice.terrestrial.front();
    if (!m_hearsTerrestrial[step] || !row.allowed) return;
    d2c::Measurement m;
    m.cell = d2c::RadioCellId::terrestrial(kTerrestrialCell);
    m.plmn = m_cells->GetPlmn(row.network);
    const std::optional<Time> transfer = m_cells->GetTransfer(registered, m.plmn);
    m.shares_context = transfer.has_value();
    m.rank = static_cast<std::uint8_t>(row.rank);
    if (!cells.empty()) m.tracking_area = cells.front().tracking_area;
    m.rsrp = d2c::Dbm{row.rsrp_dbm};
    m.sinr = d2c::Db{row.sinr_db};
    m.delays = {
        Nanoseconds(row.service_link_s), {}, Nanoseconds(row.core_s), Nanoseconds(row.home_s), Nanoseconds(transfer.value_or(Time{0}))};
    cells.push_back(m);
}

std::optional<D2cAttachment> D2cSliceSurroundings::GetAttachment(d2c::RadioCellId cell) {
    if (cell.access() == d2c::Access::kTerrestrial) return m_cells->AttachTerrestrial(m_phone->GetHandset());
    const auto found = m_known.find(cell.key());
    if (found == m_known.end()) return std::nullopt;
    return m_cells->Attach(*found->second.row, found->second.link, m_phone->GetHandset());
}

}  // namespace ns3
