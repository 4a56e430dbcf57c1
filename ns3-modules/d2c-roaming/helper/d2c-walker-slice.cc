#include "ns3-modules/d2c-roaming/helper/d2c-walker-slice.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "base/constants.h"
#include "constellation/frames.h"
#include "constellation/look.h"
#include "constellation/patterns/aperture.h"
#include "constellation/patterns/moving_lattice.h"
#include "constellation/patterns/pattern_table.h"
#include "constellation/propagate.h"
#include "geography/grid/hexagons.h"
#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/free_space.h"
#include "ns3-modules/d2c-roaming/model/d2c-slice-surroundings.h"
#include "roaming/machine/settings_text.h"
#include "spectrum/channelisation.h"

namespace ns3 {
namespace {

constexpr d2c::Hertz kDownlink{1992.5e6}, kUplink{1912.5e6}, kChannel{5e6};
constexpr d2c::Metres kAperture{2.0};
constexpr double kEphemerisStep_s = 10.0;
/// Beams that cover the phone within this time, before or after, are heard as well. assumption: neighbours overlap that far.
constexpr double kNeighbours_s = 5.0;

/// The phone's places, satellites' beams and ways, step by step.
class Rows {
  public:
    Rows(const D2cConstellationStudy& study, d2c::slice::Slice& slice)
        : m_study(study),
          m_slice(slice),
          m_hexagons(study.footprint, 3),
          m_steps(static_cast<int>(std::floor(study.duration_s / study.measureStep_s + 1e-9)) + 1) {}

    void Fill() {
        for (int step = 0; step < m_steps; ++step) m_places.push_back(PlaceAt(step));
        for (std::uint32_t s = 0; s < m_study.satellites.size(); ++s) FillSatellite(s);
        std::stable_sort(m_slice.cells.begin(), m_slice.cells.end(), [](const auto& a, const auto& b) { return a.step < b.step; });
    }
    const std::vector<d2c::Geodetic>& GetPlaces() const { return m_places; }

  private:
    d2c::Geodetic PlaceAt(int step) const {
        return m_study.route ? m_study.route->at(step * m_study.measureStep_s).place : m_study.phones.front();
    }
    d2c::Instant At(int step) const { return m_study.start + d2c::nanoseconds_from_seconds(step * m_study.measureStep_s); }
    double AltitudeOf(const d2c::MeanState& state) const { return state.semi_major_axis.value - d2c::kWgs84SemiMajorAxis.value; }

    std::optional<double> Feeder(const d2c::Position<d2c::Itrf>& satellite) const {
        if (m_study.gateways.empty())
            return static_cast<double>(
                       d2c::propagation_delay(d2c::Metres{radius(satellite).value - d2c::kWgs84SemiMajorAxis.value}).count()) *
                   1e-9;
        std::optional<double> least;
        for (const d2c::Geodetic& gateway : m_study.gateways) {
            const d2c::Look look = d2c::look_at(gateway, satellite, {});
            if (look.elevation < d2c::Angle::degrees(5.0)) continue;  // assumption: a dish that is free down to 5 degrees
            const double delay = static_cast<double>(d2c::propagation_delay(look.slant_range).count()) * 1e-9;
            if (!least || delay < *least) least = delay;
        }
        return least;
    }

    /// A satellite over the first phone's place, if it may serve it.
    struct Over {
        d2c::Position<d2c::Itrf> position, here;
        d2c::Velocity<d2c::Itrf> velocity;
        d2c::Metres range{0.0};
        double feeder_s = 0.0;
        std::uint32_t covering = 0;  ///< number of the beam nearest to the place
    };
    d2c::MovingLattice LatticeOf(std::uint32_t s) const {
        return d2c::MovingLattice{m_study.footprint.value / AltitudeOf(m_study.satellites[s])};
    }
    std::optional<Over> OverOf(std::uint32_t s, int step) const {
        Over over;
        over.position = d2c::position_itrf(m_study.satellites[s], At(step));
        over.velocity = d2c::velocity_itrf(m_study.satellites[s], At(step));
        const d2c::Geodetic& place = m_places[static_cast<std::size_t>(step)];
        const d2c::Look look = d2c::look_at(place, over.position, over.velocity);
        if (look.elevation < m_study.leastElevation) return std::nullopt;
        const auto feeder = Feeder(over.position);
        if (!feeder) return std::nullopt;
        over.feeder_s = *feeder;
        over.here = d2c::itrf_of(place);
        over.range = look.slant_range;
        if (m_study.movingBeams) {
            const auto beam = LatticeOf(s).at(over.position, over.velocity, over.here);
            if (!beam) return std::nullopt;
            over.covering = beam->number;
        } else {
            over.covering = m_hexagons.at(place).number;
        }
        return over;
    }

    /// A beam of it in every network that serves there; a cell of one network is none of another's.
    void AddCells(std::uint32_t s, int step, const Over& over, std::uint32_t number, std::vector<d2c::slice::Cell>& cells) const {
        d2c::slice::Cell cell;
        d2c::Position<d2c::Itrf> aim{};
        if (m_study.movingBeams) {
            const auto beam = LatticeOf(s).of_number(number, over.position, over.velocity, over.here);
            if (!beam) return;
            aim = {over.position.x + beam->x * over.range, over.position.y + beam->y * over.range, over.position.z + beam->z * over.range};
            cell.off_centre_m = std::hypot(beam->along, beam->across) * m_study.footprint.value;
        } else {
            aim = d2c::itrf_of(m_hexagons.of_number(number).centre);
            cell.off_centre_m = norm(aim - over.here).value;
        }
        cell.step = step;
        cell.satellite = s;
        cell.carriers = 1;
        cell.aim_x_m = aim.x.value;
        cell.aim_y_m = aim.y.value;
        cell.aim_z_m = aim.z.value;
        cell.lit_share = m_study.litShare;
        cell.feeder_s = over.feeder_s;
        cell.gateway = "ground";
        const auto middle = d2c::range_and_rate(aim, over.position, over.velocity);
        cell.centre_range_m = middle.range.value;
        cell.centre_range_rate_m_per_s = middle.rate_m_per_s;
        const double longitude = m_places[static_cast<std::size_t>(step)].longitude.in_degrees();
        for (std::uint32_t n = 0; n < m_study.networks.size(); ++n) {
            const D2cStudyNetwork& network = m_study.networks[n];
            if (!(longitude >= network.fromLongitudeDeg && longitude < network.toLongitudeDeg)) continue;
            cell.beam = number * static_cast<std::uint32_t>(m_study.networks.size()) + n;
            cell.network = network.id;
            cell.allowed = network.allowed;
            cell.rank = network.rank;
            cell.core_s = network.core_s;
            cell.home_s = network.home_s;
            cells.push_back(cell);
        }
    }

    void FillSatellite(std::uint32_t s) {
        std::vector<std::optional<Over>> over(static_cast<std::size_t>(m_steps));
        bool seen = false;
        for (int step = 0; step < m_steps; ++step) {
            over[static_cast<std::size_t>(step)] = OverOf(s, step);
            seen = seen || over[static_cast<std::size_t>(step)];
        }
        if (!seen) return;
        const int around = static_cast<int>(std::ceil(kNeighbours_s / m_study.measureStep_s));
        std::map<std::uint32_t, double> remaining_s;  // by beam, one step later
        for (int step = m_steps; step-- > 0;) {       // backwards: how long it will be there is known then
            std::map<std::uint32_t, double> now;
            if (const auto& here = over[static_cast<std::size_t>(step)]) {
                std::set<std::uint32_t> beams;
                for (int k = std::max(0, step - around); k <= std::min(m_steps - 1, step + around); ++k)
                    if (over[static_cast<std::size_t>(k)]) beams.insert(over[static_cast<std::size_t>(k)]->covering);
                std::vector<d2c::slice::Cell> cells;
                for (const std::uint32_t number : beams) AddCells(s, step, *here, number, cells);
                for (d2c::slice::Cell& cell : cells) {
                    const auto later = remaining_s.find(cell.beam);
                    cell.remaining_s = step == m_steps - 1          ? AfterTheEnd(s)
                                       : later == remaining_s.end() ? m_study.measureStep_s
                                                                    : later->second + m_study.measureStep_s;
                    now[cell.beam] = cell.remaining_s;
                    m_slice.cells.push_back(cell);
                }
            }
            remaining_s = std::move(now);
        }
        m_slice.satellites.push_back({s, 0, "S" + std::to_string(s)});
        const int rows = static_cast<int>(std::ceil(m_study.duration_s / kEphemerisStep_s)) + 1;
        for (int step = 0; step <= rows; ++step) {
            const d2c::Instant at = m_study.start + d2c::nanoseconds_from_seconds(step * kEphemerisStep_s);
            const auto p = d2c::position_itrf(m_study.satellites[s], at);
            const auto v = d2c::velocity_itrf(m_study.satellites[s], at);
            m_slice.ephemeris.push_back({s, step, p.x.value, p.y.value, p.z.value, v.x.value, v.y.value, v.z.value});
        }
    }

    /// How long a satellite that is there at the last step stays above its least elevation.
    double AfterTheEnd(std::uint32_t s) const {
        constexpr double kMost_s = 3600.0;
        const d2c::Geodetic& place = m_places.back();
        for (double after = 0.0; after < kMost_s; after += 1.0) {
            const d2c::Instant at = At(m_steps - 1) + d2c::nanoseconds_from_seconds(after);
            if (d2c::elevation(place, d2c::position_itrf(m_study.satellites[s], at)) < m_study.leastElevation) return after;
        }
        return kMost_s;
    }

    const D2cConstellationStudy& m_study;
    d2c::slice::Slice& m_slice;
    d2c::HexPattern m_hexagons;
    int m_steps;
    std::vector<d2c::Geodetic> m_places;
};

void FillRadio(const D2cConstellationStudy& study, d2c::slice::Slice& slice) {
    const int blocks = *d2c::lte_resource_blocks(kChannel);
    slice.carriers.push_back({0, 0, kDownlink.value, kUplink.value, kChannel.value, blocks, *d2c::nr_15khz_resource_blocks(kChannel),
                              blocks, d2c::zenith_gas_loss(kDownlink).value});
    d2c::slice::Payload payload;
    payload.generation = "study";
    payload.eirp_w_per_hz = d2c::to_watts(d2c::level_within({d2c::Dbw{study.eirp_dbw_per_mhz}, d2c::Hertz{1e6}}, d2c::Hertz{1.0})).value;
    payload.scan_loss_exponent = 1.0;  // assumption: an array of elements that lose with their projected area
    payload.least_sin_elevation = sin(study.leastElevation);
    payload.g_over_t_db_per_k = study.gOverT_db_per_k;
    payload.highest_modulation_order = 6;
    slice.payloads.push_back(payload);
    const d2c::PatternTable table = d2c::PatternTable::disc(kAperture, kDownlink, d2c::Db{-30.0});
    constexpr int kKnots = 200;
    for (int i = 0; i <= kKnots; ++i) {
        const d2c::Angle angle = (static_cast<double>(i) / kKnots) * table.floor_angle();
        slice.patterns.push_back({0, 0, angle.in_radians(), table.gain_ratio(angle)});
    }
    const d2c::HandsetClass& h = study.handset;
    slice.handsets.push_back({h.id, h.air_interface == d2c::AirInterface::kNrNtn ? "nr-ntn" : "lte", h.release, h.maximum_bandwidth.value,
                              h.receive_branches, h.antenna_gain.value, h.polarisation_loss.value, h.body_loss.value, h.noise_figure.value,
                              h.transmit_power.value, h.highest_modulation_order, h.layers, h.overhead_share});
}

d2c::Faults FaultsOf(const D2cConstellationStudy& study) {
    d2c::Faults faults;
    const auto fault = [&](const char* field, const std::string& value, const char* allowed) {
        faults.push_back({"", 0, field, value, allowed});
    };
    if (study.satellites.empty()) fault("study.satellites", "none", "1 or more");
    if (study.phones.empty() && study.route == nullptr) fault("study.phones", "none", "1 or more, or a route");
    if (study.networks.empty()) fault("study.networks", "none", "1 or more");
    if (!(study.duration_s > 0.0 && study.duration_s <= 7 * 86400.0))
        fault("study.duration_s", std::to_string(study.duration_s), "above 0, to 604800 [s]");
    if (!(study.measureStep_s >= 0.05 && study.measureStep_s <= 60.0))
        fault("study.measureStep_s", std::to_string(study.measureStep_s), "0.05 to 60 [s]");
    if (!(study.footprint.value >= 1e3 && study.footprint.value <= 1e6))
        fault("study.footprint", std::to_string(study.footprint.value), "1000 to 1000000 [m]");
    if (study.route != nullptr && !(study.route->duration_s() >= study.duration_s))
        fault("study.route", std::to_string(study.route->duration_s()), "at least as long as study.duration_s [s]");
    return faults;
}

}  // namespace

D2cConstellationStudy::D2cConstellationStudy() {
    handset.id = "study-phone";
    handset.maximum_bandwidth = d2c::Hertz{20e6};
    handset.polarisation_loss = d2c::Db{3.0};  // a circular wave on one linear branch
    handset.noise_figure = d2c::Db{7.0};       // as figure_of_merit's example in link_budget.h
    handset.transmit_power = d2c::Dbm{23.0};   // power class 3
    handset.overhead_share = 0.27;             // assumption: three symbols of control and the reference signals of two ports
}

d2c::Result<d2c::slice::Slice> SliceOf(const D2cConstellationStudy& study) {
    d2c::Faults faults = FaultsOf(study);
    if (!faults.empty()) return faults;
    d2c::slice::Slice slice;
    slice.header.start = study.start;
    slice.header.duration_s = study.duration_s;
    slice.header.network_step_s = slice.header.measure_step_s = study.measureStep_s;
    slice.header.ephemeris_step_s = kEphemerisStep_s;
    slice.header.seed = study.seed;
    slice.settings = d2c::settings_text(study.machine);
    slice.settings.emplace_back(kPreambleDopplerSearch, study.preambleDopplerSearch ? "true" : "false");
    FillRadio(study, slice);
    Rows rows(study, slice);
    rows.Fill();
    if (slice.cells.empty())
        return d2c::Fault{"", 0, "study.satellites", std::to_string(study.satellites.size()),
                          "some above the least elevation at the place"};
    for (const D2cStudyNetwork& network : study.networks) {
        slice.networks.push_back({network.id, network.plmn, network.id});
        for (const D2cStudyNetwork& other : study.networks)
            if (study.agreement && other.id != network.id)
                slice.agreements.push_back({network.id, other.id, network.core_s + other.core_s});
    }
    const std::size_t count = study.route ? 1 : study.phones.size();
    for (std::uint32_t user = 0; user < count; ++user) {
        d2c::slice::User row;
        row.user = user;
        row.handset = study.handset.id;
        row.draw_id = 1000 + user;
        row.channel = study.environment;
        row.home_network = study.networks.front().id;
        row.home_routed = study.homeRouted;
        slice.users.push_back(row);
        const auto put = [&](int step, const d2c::Geodetic& g) {
            slice.tracks.push_back({user, step, g.latitude.in_degrees(), g.longitude.in_degrees(), g.height.value, "XZ", false});
        };
        if (!study.route) {
            put(0, study.phones[user]);
            continue;
        }
        for (int step = 0; step < static_cast<int>(rows.GetPlaces().size()); ++step)
            put(step, rows.GetPlaces()[static_cast<std::size_t>(step)]);
    }
    return slice;
}

}  // namespace ns3
