#include "ns3-modules/d2c-mobility/helper/d2c-slice-mobility-helper.h"

#include <ns3/abort.h>

#include <algorithm>

namespace ns3 {

std::map<std::uint32_t, std::shared_ptr<const d2c::Ephemeris>> EphemeridesOf(const d2c::slice::Slice& slice) {
    std::map<std::uint32_t, std::vector<d2c::Ephemeris::Row>> rows;
    for (const d2c::slice::EphemerisPoint& p : slice.ephemeris) {
        rows[p.satellite].push_back(
            {p.step, {{{p.x_itrf_m}, {p.y_itrf_m}, {p.z_itrf_m}}, {{p.vx_itrf_m_per_s}, {p.vy_itrf_m_per_s}, {p.vz_itrf_m_per_s}}}});
    }
    std::map<std::uint32_t, std::shared_ptr<const d2c::Ephemeris>> ephemerides;
    for (auto& [satellite, list] : rows) {
        std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        ephemerides[satellite] = std::make_shared<const d2c::Ephemeris>(slice.header.start, slice.header.ephemeris_step_s, std::move(list));
    }
    return ephemerides;
}

D2cSliceMobilityHelper::D2cSliceMobilityHelper(const d2c::slice::Slice& slice)
    : m_start(slice.header.start), m_ephemerides(EphemeridesOf(slice)) {
    std::map<std::uint32_t, std::map<int, d2c::Geodetic>> samples;
    for (const d2c::slice::TrackPoint& p : slice.tracks)
        samples[p.user][p.step] = {d2c::Angle::degrees(p.latitude_deg), d2c::Angle::degrees(p.longitude_deg), {p.altitude_m}};
    for (const auto& [user, bySteps] : samples) {
        // Steps that are missing are those of a phone that stands: the place before holds.
        std::vector<d2c::Geodetic> places(static_cast<std::size_t>(bySteps.rbegin()->first) + 1, bySteps.begin()->second);
        for (auto row = bySteps.begin(); row != bySteps.end(); ++row) std::fill(places.begin() + row->first, places.end(), row->second);
        m_ways[user] = std::make_shared<const d2c::SampledWay>(slice.header.measure_step_s, std::move(places));
    }
}

Ptr<D2cEphemerisMobilityModel> D2cSliceMobilityHelper::GetSatellite(std::uint32_t satellite) {
    Ptr<D2cEphemerisMobilityModel>& model = m_satellites[satellite];
    if (model) return model;
    const auto rows = m_ephemerides.find(satellite);
    NS_ABORT_MSG_IF(rows == m_ephemerides.end(), "slice_ephemeris: satellite " << satellite << " has no rows: 1 or more");
    model = CreateObject<D2cEphemerisMobilityModel>();
    model->SetEphemeris(rows->second, m_start);
    return model;
}

Ptr<D2cTrackMobilityModel> D2cSliceMobilityHelper::InstallUser(Ptr<Node> node, std::uint32_t user) const {
    const auto way = m_ways.find(user);
    NS_ABORT_MSG_IF(way == m_ways.end(), "slice_track: user " << user << " has no rows: 1 or more");
    const auto mobility = CreateObject<D2cTrackMobilityModel>();
    mobility->SetWay(way->second);
    node->AggregateObject(mobility);
    return mobility;
}

}  // namespace ns3
