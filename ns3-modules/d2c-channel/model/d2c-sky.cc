#include "ns3-modules/d2c-channel/model/d2c-sky.h"

#include <ns3/abort.h>

#include <algorithm>
#include <bit>
#include <string>

#include "handset_phy/reception/receiver.h"
#include "ns3-modules/d2c-mobility/helper/d2c-slice-mobility-helper.h"

namespace ns3 {
namespace {

/// More steps than a study of days has: a fault in the rows rather than a step.
constexpr int kMostSteps = 1'000'000;

}  // namespace

d2c::Result<std::shared_ptr<const D2cSky>> D2cSky::Create(std::shared_ptr<const d2c::slice::Slice> slice) {
    const std::shared_ptr<D2cSky> sky{new D2cSky};
    sky->m_slice = std::move(slice);
    d2c::Faults faults = sky->Fill();
    if (!faults.empty()) return faults;
    sky->FillLit();
    return std::shared_ptr<const D2cSky>{sky};
}

d2c::Faults D2cSky::Fill() {
    d2c::Faults faults;
    const auto fault = [&](const char* field, const std::string& value, const char* allowed) {
        faults.push_back({"", 0, field, value, allowed});
    };
    m_place.fill(-1);
    for (const d2c::slice::Carrier& row : m_slice->carriers) {
        if (row.carrier < 0 || row.carrier > 63 || m_place[static_cast<std::size_t>(row.carrier)] >= 0) {
            fault("slice_carrier.carrier", std::to_string(row.carrier), "0 to 63, each once");
            continue;
        }
        if (!(row.downlink_hz >= 0.4e9 && row.downlink_hz <= 6e9)) {
            fault("slice_carrier.downlink_hz", std::to_string(row.downlink_hz), "0.4e9 to 6e9 [Hz]");
            continue;
        }
        m_place[static_cast<std::size_t>(row.carrier)] = static_cast<std::int8_t>(m_carriers.size());
        m_carriers.push_back({row, d2c::free_space_gain_at_1m(d2c::Hertz{row.downlink_hz})});
    }
    if (m_carriers.empty()) fault("slice_carrier", "no rows", "1 row or more");
    m_overlap.assign(m_carriers.size() * m_carriers.size(), 0.0);
    for (std::size_t k = 0; k < m_carriers.size(); ++k) m_overlap[k * m_carriers.size() + k] = 1.0;
    for (const d2c::slice::Overlap& row : m_slice->overlaps) {
        const auto known = [&](int c) { return c >= 0 && c <= 63 && m_place[static_cast<std::size_t>(c)] >= 0; };
        if (!known(row.carrier) || !known(row.other)) {
            fault("slice_overlap", std::to_string(row.carrier) + ", " + std::to_string(row.other), "carriers of slice_carrier");
            continue;
        }
        m_overlap[static_cast<std::size_t>(m_place[static_cast<std::size_t>(row.carrier)]) * m_carriers.size() +
                  static_cast<std::size_t>(m_place[static_cast<std::size_t>(row.other)])] = row.ratio;
    }
    for (const d2c::slice::Payload& row : m_slice->payloads) {
        Payload payload{row, {}};
        for (const Carrier& carrier : m_carriers) {
            std::vector<std::pair<d2c::Angle, double>> knots;
            for (const d2c::slice::PatternKnot& knot : m_slice->patterns)
                if (knot.payload == row.payload && knot.carrier == carrier.row.carrier)
                    knots.emplace_back(d2c::Angle::radians(knot.off_axis_rad), knot.gain_ratio);
            std::sort(knots.begin(), knots.end());
            if (knots.empty() || knots.front().first.in_radians() != 0.0) {
                fault("slice_pattern", "payload " + std::to_string(row.payload) + ", carrier " + std::to_string(carrier.row.carrier),
                      "knots from 0 rad on");
                continue;
            }
            payload.patterns.emplace_back(knots);
        }
        m_payloads.emplace(row.payload, std::move(payload));
    }
    for (const d2c::slice::Satellite& row : m_slice->satellites) {
        if (!m_payloads.contains(row.payload)) {
            fault("slice_satellite.payload", std::to_string(row.payload), "a payload of slice_payload");
            continue;
        }
        m_payloadOf[row.satellite] = row.payload;
    }
    m_ephemerides = EphemeridesOf(*m_slice);
    const auto lit = [&](std::uint32_t satellite, int step, const char* field) {
        if (!m_payloadOf.contains(satellite)) fault(field, "satellite " + std::to_string(satellite), "a satellite of slice_satellite");
        if (step < 0 || step > kMostSteps) fault(field, "step " + std::to_string(step), "0 to 1000000");
    };
    for (const d2c::slice::LitBeam& row : m_slice->lit_beams) lit(row.satellite, row.step, "slice_lit_beam");
    for (const d2c::slice::LitFloor& row : m_slice->lit_floors) lit(row.satellite, row.step, "slice_lit_floor");
    if ((!m_slice->lit_beams.empty() || !m_slice->lit_floors.empty()) && !(m_slice->header.network_step_s > 0.0))
        fault("slice.network_step_s", std::to_string(m_slice->header.network_step_s), "above 0 [s]");
    return faults;
}

void D2cSky::FillLit() {
    int last = -1;
    for (const d2c::slice::LitBeam& row : m_slice->lit_beams) last = std::max(last, row.step);
    for (const d2c::slice::LitFloor& row : m_slice->lit_floors) last = std::max(last, row.step);
    std::vector<std::map<std::uint32_t, LitSatellite>> steps(static_cast<std::size_t>(last + 1));
    const auto of = [&](int step, std::uint32_t satellite) -> LitSatellite& {
        LitSatellite& lit = steps[static_cast<std::size_t>(step)][satellite];
        if (lit.floor_w_per_hz.empty()) lit = {satellite, {}, std::vector<double>(m_carriers.size(), 0.0)};
        return lit;
    };
    for (const d2c::slice::LitBeam& row : m_slice->lit_beams) of(row.step, row.satellite).beams.push_back(&row);
    for (const d2c::slice::LitFloor& row : m_slice->lit_floors) {
        if (row.carrier < 0 || row.carrier > 63 || m_place[static_cast<std::size_t>(row.carrier)] < 0) continue;
        of(row.step, row.satellite).floor_w_per_hz[static_cast<std::size_t>(m_place[static_cast<std::size_t>(row.carrier)])] +=
            row.eirp_w_per_hz;
    }
    for (auto& step : steps) {
        m_lit.emplace_back();
        for (auto& [satellite, lit] : step) m_lit.back().push_back(std::move(lit));
    }
}

std::vector<std::uint32_t> D2cSky::PlacesOf(std::uint64_t mask) const {
    std::vector<std::uint32_t> places;
    for (; mask != 0; mask &= mask - 1) {
        const std::int8_t place = m_place[static_cast<std::size_t>(std::countr_zero(mask))];
        if (place >= 0) places.push_back(static_cast<std::uint32_t>(place));
    }
    return places;
}

const D2cSky::Payload& D2cSky::GetPayloadOf(std::uint32_t satellite) const {
    const auto found = m_payloadOf.find(satellite);
    NS_ABORT_MSG_IF(found == m_payloadOf.end(), "slice_satellite: satellite " << satellite << " is not in the slice");
    return m_payloads.at(found->second);
}

std::shared_ptr<const d2c::Ephemeris> D2cSky::GetEphemeris(std::uint32_t satellite) const {
    const auto found = m_ephemerides.find(satellite);
    return found == m_ephemerides.end() ? nullptr : found->second;
}

const std::vector<D2cSky::LitSatellite>& D2cSky::GetLit(int step) const {
    static const std::vector<LitSatellite> kNone;
    return step >= 0 && step < static_cast<int>(m_lit.size()) ? m_lit[static_cast<std::size_t>(step)] : kNone;
}

}  // namespace ns3
