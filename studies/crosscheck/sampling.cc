#include "studies/crosscheck/sampling.h"

#include <algorithm>
#include <optional>

#include "base/random.h"
#include "constellation/frames.h"
#include "constellation/look.h"
#include "constellation/propagate.h"
#include "geography/grid/grid.h"
#include "roaming/operators/access.h"
#include "scenarios/study.h"

namespace d2c {
namespace {

/// Draws for one sample before its stratum is taken to be empty: a right over one part in a thousand of a surface is then found with
/// probability 1 - 2e-9.
constexpr std::uint32_t kMostDraws = 20'000;

/// No satellite farther away is above a mask that serves phones: from 2000 km of altitude at the horizon.
constexpr double kFarthest_m = 5.5e6;

struct Stratum {
    bool on_land = true;
    std::size_t handset = 0;
    int users = 1;
};

class Drawing {
  public:
    Drawing(const WorldModel& world, const CrosscheckPlan& plan)
        : world_{world}, study_{*world.study}, plan_{plan}, home_{study_.roaming.market.find(study_.roaming.home)} {}

    bool has_home() const { return home_ != nullptr; }

    std::optional<CrosscheckSample> draw(int sample, const Stratum& stratum) const {
        const Instant first = std::max(begin_of(study_.rollout.first), study_.handsets[stratum.handset].in_service_from);
        const double span_s = seconds_between(end_of(study_.rollout.last), first) - plan_.duration_s;
        if (!(span_s > 0.0)) return std::nullopt;
        for (std::uint32_t i = 0; i < kMostDraws; ++i) {
            const auto draw = [&](std::uint32_t what) {
                return uniform01({world_.seed, Purpose::kCrosscheck, static_cast<std::uint64_t>(sample), i, what});
            };
            const auto& fine = world_.earth->fine;
            const auto cell = static_cast<std::size_t>(draw(0) * static_cast<double>(fine.area.size()));
            if ((fine.on_land[cell] != 0) != stratum.on_land || fine.covered_share[cell] > 0.0f) continue;
            CrosscheckSample found;
            found.sample = sample;
            found.place = grid_.centre(CellId{kFineOrder, static_cast<std::int64_t>(cell)});
            found.on_land = stratum.on_land;
            found.handset = stratum.handset;
            found.users = stratum.users;
            // Whole seconds: the moment is typed again by who wants to see it.
            found.at = first + std::chrono::seconds{static_cast<std::int64_t>(draw(1) * span_s)};
            PhoneSpot spot;
            const Borders::Where where = world_.earth->borders.classify(found.place);
            spot.law = {where.area, where.on_land};
            spot.place = found.place;
            const auto options = access_options(study_.roaming.market, *home_, study_.rights, spot, found.at);
            if (first_allowed(options, Access::kSatellite) == nullptr) continue;
            if (!any_in_view(found)) continue;
            found.area = where.area.str();
            return found;
        }
        return std::nullopt;
    }

  private:
    /// At five moments of the window, whether a satellite in service is above its mask.
    bool any_in_view(const CrosscheckSample& sample) const {
        const std::vector<std::uint32_t> rows = in_service(world_.fleet, sample.at);
        const Position<Itrf> here = itrf_of(sample.place);
        for (int i = 0; i <= 4; ++i) {
            const Instant at = sample.at + nanoseconds_from_seconds(0.25 * i * plan_.duration_s);
            for (const std::uint32_t s : rows) {
                const Position<Itrf> satellite = position_itrf(world_.fleet.states[s], at);
                if (norm(satellite - here).value > kFarthest_m) continue;
                const Look look = look_at(sample.place, satellite, {});
                if (look.elevation >= world_.fleet.payloads[world_.fleet.payload[s]].minimum_elevation) return true;
            }
        }
        return false;
    }

    const WorldModel& world_;
    const Study& study_;
    const CrosscheckPlan& plan_;
    const Operator* home_;
    Grid grid_{kFineOrder};
};

std::string name_of(const Stratum& stratum, const Study& study) {
    return std::string{stratum.on_land ? "land" : "sea"} + ", " + study.handsets[stratum.handset].id + ", " +
           std::to_string(stratum.users) + (stratum.users == 1 ? " user" : " users");
}

}  // namespace

Result<DrawnSamples> draw_samples(const WorldModel& world, const CrosscheckPlan& plan) {
    const Study& study = *world.study;
    const Drawing drawing{world, plan};
    if (!drawing.has_home()) return Fault{"", 0, "roaming.operator", study.roaming.home, "an operator of the scenario"};
    std::vector<std::size_t> handsets = plan.handsets;
    if (handsets.empty())
        for (std::size_t h = 0; h < study.handsets.size(); ++h) handsets.push_back(h);
    std::vector<Stratum> strata;
    for (const bool on_land : {true, false})
        for (const std::size_t handset : handsets)
            for (const int users : plan.users) strata.push_back({on_land, handset, users});
    DrawnSamples drawn;
    // A stratum's first sample tells whether it has any place at all.
    for (int i = 0; i < plan.samples && !strata.empty();) {
        const std::size_t s = static_cast<std::size_t>(i) % strata.size();
        auto sample = drawing.draw(i, strata[s]);
        if (!sample) {
            drawn.empty_strata.push_back(name_of(strata[s], study));
            strata.erase(strata.begin() + static_cast<std::ptrdiff_t>(s));
            continue;
        }
        sample->stratum = name_of(strata[s], study);
        drawn.samples.push_back(std::move(*sample));
        ++i;
    }
    if (drawn.samples.empty()) {
        return Fault{"", 0, "roaming.operator", study.roaming.home,
                     "an operator whose customers a satellite may serve somewhere without terrestrial coverage during the rollout"};
    }
    return drawn;
}

}  // namespace d2c
