#include <cmath>
#include <set>
#include <string_view>

#include "results/slice/columns.h"
#include "results/slice/file.h"

namespace d2c::slice {
namespace {

class Checker {
  public:
    Checker(const Slice& slice, const std::string& where) : slice_{slice}, where_{where} {}

    Faults run() {
        each_table(slice_, [&](const auto& rows) { finite(rows); });
        finite(std::vector<Header>{slice_.header});
        header();
        if (!faults_.empty()) return std::move(faults_);  // what follows counts steps
        satellites();
        cells();
        lit();
        users();
        return std::move(faults_);
    }

  private:
    void fault(const std::string& field, const std::string& value, const std::string& allowed) {
        if (faults_.size() < kMost) faults_.push_back({where_, 0, field, value, allowed});
    }
    template <class Row>
    void finite(const std::vector<Row>& rows) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            columns(rows[i], [&](std::string_view name, const auto& v) {
                if constexpr (std::is_same_v<std::decay_t<decltype(v)>, double>)
                    if (!std::isfinite(v)) fault(at(table_of(rows[i]), i, name), std::to_string(v), "a finite number");
            });
        }
    }
    static std::string at(const std::string& table, std::size_t row, std::string_view name) {
        return table + "[" + std::to_string(row) + "]." + std::string{name};
    }
    void positive(const char* field, double value, double most, const char* unit) {
        if (!(value > 0.0 && value <= most))
            fault(std::string{"slice."} + field, std::to_string(value), "above 0, to " + std::to_string(static_cast<long>(most)) + unit);
    }
    void header() {
        const Header& h = slice_.header;
        positive("duration_s", h.duration_s, 31.0 * 86400.0, " [s]");
        positive("network_step_s", h.network_step_s, 3600.0, " [s]");
        positive("measure_step_s", h.measure_step_s, 3600.0, " [s]");
        positive("ephemeris_step_s", h.ephemeris_step_s, 60.0, " [s]");
        if (!(std::abs(h.latitude_deg) <= 90.0)) fault("slice.latitude_deg", std::to_string(h.latitude_deg), "-90 to 90 [deg]");
        if (!(std::abs(h.longitude_deg) <= 180.0)) fault("slice.longitude_deg", std::to_string(h.longitude_deg), "-180 to 180 [deg]");
        if (!(h.radius_m >= 0.0)) fault("slice.radius_m", std::to_string(h.radius_m), "0 or more [m]");
    }
    void satellites() {
        std::set<int> carriers, payloads;
        for (const Carrier& c : slice_.carriers) {
            if (c.carrier < 0 || c.carrier > 63 || !carriers.insert(c.carrier).second)
                fault("slice_carrier.carrier", std::to_string(c.carrier), "0 to 63, each once");
            if (!(c.downlink_hz > 0.0 && c.uplink_hz > 0.0 && c.channel_hz > 0.0))
                fault("slice_carrier.channel_hz", std::to_string(c.channel_hz), "frequencies above 0 [Hz]");
        }
        for (const Payload& p : slice_.payloads)
            if (!payloads.insert(p.payload).second) fault("slice_payload.payload", std::to_string(p.payload), "each once");
        for (const PatternKnot& k : slice_.patterns)
            if (!payloads.contains(k.payload) || !carriers.contains(k.carrier))
                fault("slice_pattern", std::to_string(k.payload) + ", " + std::to_string(k.carrier),
                      "a payload and a carrier of the slice");
        for (const Overlap& o : slice_.overlaps)
            if (!carriers.contains(o.carrier) || !carriers.contains(o.other))
                fault("slice_overlap", std::to_string(o.carrier) + ", " + std::to_string(o.other), "carriers of the slice");
        for (const Satellite& s : slice_.satellites) {
            if (!known_.insert(s.satellite).second) fault("slice_satellite.satellite", std::to_string(s.satellite), "each once");
            if (!payloads.contains(s.payload)) fault("slice_satellite.payload", std::to_string(s.payload), "a payload of the slice");
        }
        std::set<std::uint32_t> moving;
        for (const EphemerisPoint& e : slice_.ephemeris) {
            if (!known_.contains(e.satellite)) fault("slice_ephemeris.satellite", std::to_string(e.satellite), "a satellite of the slice");
            moving.insert(e.satellite);
        }
        for (const std::uint32_t s : known_)
            if (!moving.contains(s)) fault("slice_ephemeris.satellite", std::to_string(s), "points for every satellite of the slice");
        if (slice_.satellites.empty()) fault("slice_satellite", "", "at least one satellite above the horizon in the window");
    }
    void cells() {
        const auto steps = static_cast<int>(std::ceil(slice_.header.duration_s / slice_.header.measure_step_s - 1e-9));
        std::set<std::string> networks;
        for (const Network& n : slice_.networks)
            if (!networks.insert(n.network).second) fault("slice_network.network", n.network, "each once");
        for (const Agreement& a : slice_.agreements)
            if (!networks.contains(a.from) || !networks.contains(a.to))
                fault("slice_agreement", a.from + ", " + a.to, "networks of the slice");
        for (std::size_t i = 0; i < slice_.cells.size(); ++i) {
            const Cell& c = slice_.cells[i];
            if (!known_.contains(c.satellite))
                fault(at("slice_cell", i, "satellite"), std::to_string(c.satellite), "a satellite of the slice");
            if (c.step < 0 || c.step > steps) fault(at("slice_cell", i, "step"), std::to_string(c.step), "0 to " + std::to_string(steps));
            if (!networks.contains(c.network)) fault(at("slice_cell", i, "network"), c.network, "a network of the slice");
            share(at("slice_cell", i, "lit_share"), c.lit_share);
            share(at("slice_cell", i, "free_share"), c.free_share);
            if (!(c.feeder_s >= 0.0 && c.core_s >= 0.0 && c.home_s >= 0.0))
                fault(at("slice_cell", i, "feeder_s"), std::to_string(c.feeder_s), "delays of 0 or more [s]");
        }
        if (slice_.cells.empty() && slice_.terrestrial.empty())
            fault("slice_cell", "", "at least one beam that could serve at some moment of the window");
        if (slice_.terrestrial.size() > 1) fault("slice_terrestrial", std::to_string(slice_.terrestrial.size()), "one row at most");
    }
    void lit() {
        for (const LitBeam& b : slice_.lit_beams)
            if (!known_.contains(b.satellite)) fault("slice_beam.satellite", std::to_string(b.satellite), "a satellite of the slice");
        for (const LitFloor& f : slice_.lit_floors)
            if (!known_.contains(f.satellite)) fault("slice_floor.satellite", std::to_string(f.satellite), "a satellite of the slice");
    }
    void users() {
        std::set<std::string> handsets, ladders;
        for (const Handset& h : slice_.handsets) handsets.insert(h.handset);
        for (const Ladder& l : slice_.ladders) ladders.insert(l.ladder);
        for (const Rung& r : slice_.rungs)
            if (!ladders.contains(r.ladder)) fault("slice_rung.ladder", r.ladder, "a ladder of the slice");
        std::set<std::uint32_t> all, placed;
        for (const TrackPoint& t : slice_.tracks) placed.insert(t.user);
        for (const User& u : slice_.users) {
            if (!all.insert(u.user).second) fault("slice_user.user", std::to_string(u.user), "each once");
            if (!handsets.contains(u.handset)) fault("slice_user.handset", u.handset, "a class of the slice");
            if (!u.ladder.empty() && !ladders.contains(u.ladder)) fault("slice_user.ladder", u.ladder, "a ladder of the slice");
            if (!(u.enclosure_probability > 0.0 && u.enclosure_probability < 1.0))
                fault("slice_user.enclosure_probability", std::to_string(u.enclosure_probability), "above 0, below 1");
            if (!(u.arrival_s >= 0.0 && u.arrival_s < slice_.header.duration_s))
                fault("slice_user.arrival_s", std::to_string(u.arrival_s), "0 to below the window's end [s]");
            if (!placed.contains(u.user)) fault("slice_track.user", std::to_string(u.user), "points for every user");
        }
        if (slice_.users.empty()) fault("slice_user", "0", "at least one user");
    }
    void share(const std::string& field, double value) {
        if (!(value >= 0.0 && value <= 1.0)) fault(field, std::to_string(value), "0 to 1");
    }

    static constexpr std::size_t kMost = 100;
    const Slice& slice_;
    const std::string& where_;
    std::set<std::uint32_t> known_;
    Faults faults_;
};

}  // namespace

Faults check(const Slice& slice, const std::string& where) { return Checker{slice, where}.run(); }

}  // namespace d2c::slice
