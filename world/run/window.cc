#include "world/run/window.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/random.h"
#include "geography/grid/grid.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "scenarios/rollout.h"
#include "world/radio/interference.h"
#include "world/radio/reception.h"
#include "world/run/strata_rows.h"
#include "world/watch/rate_line.h"
#include "world/watch/viewers.h"

namespace d2c {
namespace {

/// Margin of an uplink that carries nothing [dB]: below any that a link can have.
constexpr double kNoMarginDb = -300.0;

class Window {
  public:
    Window(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot, Tallies& tallies)
        : world_{world},
          study_{*world.study},
          demand_{demand},
          slot_{slot},
          tallies_{tallies},
          plan_{plan_window(world, demand, slot)},
          draws_{plan_.sky, world_.seed, slot.key()},
          cell_area_km2_{Grid{world.zones.order}.cell_area_km2()} {
        if (study_.adoption) mix_.emplace(study_, slot.quarter);
        if (!study_.where.empty()) outcome_.environments = EnvironmentTally{plan_.classes, study_.where.size()};
        for (std::size_t k = 0; k < plan_.steps; ++k) {
            lit_.emplace_back(plan_.sky, plan_.sky.steps[k], plan_.beams[k], world_.fleet, world_.radio, world_.spectrum);
        }
    }

    WindowOutcome run() {
        for (std::size_t a = 0; a < plan_.active.size(); ++a) {
            receive_all(a);
            for (std::size_t c = 0; c < plan_.classes; ++c) {
                if (plan_.active[a].carriers[c] != 0) watch(a, c);
            }
        }
        outcome_.satellites = plan_.sky.satellites.size();
        outcome_.links += plan_.links;
        return std::move(outcome_);
    }

  private:
    std::int32_t serving(std::size_t a, std::size_t c, std::size_t k) const { return plan_.serving[plan_.at(a, c, k)]; }
    std::size_t payload_of(std::int32_t row) const { return world_.fleet.payload[plan_.sky.satellites[static_cast<std::size_t>(row)]]; }

    /// All classes and steps of one phone, into `receptions_` and `beside_`.
    void receive_all(std::size_t a) {
        const ActivePhone& phone = plan_.active[a];
        const PhoneColumns& columns = world_.phones.columns;
        draws_.start(columns.draw_id[phone.phone], environment_of(world_, slot_, phone.phone));
        const std::vector<double> scintillation_db = scintillation_of(world_.radio, columns, phone.phone);
        beside_.clear();
        for (std::size_t p = 0; p < world_.fleet.payloads.size(); ++p) beside_.push_back(1.0 / (1.0 + others_beside(phone, p)));
        receptions_.assign(plan_.classes * plan_.steps, Reception{});
        for (std::size_t k = 0; k < plan_.steps; ++k) {
            CarrierMask heard = 0;
            for (std::size_t c = 0; c < plan_.classes; ++c) {
                if (serving(a, c, k) >= 0) heard |= plan_.carriers_used(world_, a, c, k);
            }
            if (heard == 0) continue;
            interference_.assign(world_.spectrum.carrier_count(), 0.0);
            lit_[k].add(columns, phone.phone, world_.sky_index, world_.radio, world_.spectrum.co_channel(heard), draws_, interference_,
                        outcome_.links);
            for (std::size_t c = 0; c < plan_.classes; ++c) {
                if (serving(a, c, k) < 0) continue;
                receptions_[c * plan_.steps + k] = receive(plan_.sky, plan_.sky.steps[k], world_.fleet, world_.radio, world_.spectrum,
                                                           columns, phone.phone, static_cast<std::uint32_t>(serving(a, c, k)), c,
                                                           plan_.carriers_used(world_, a, c, k), interference_, scintillation_db, draws_);
            }
        }
    }

    /// Users beside the phone in its own footprint of that payload, this window: a Poisson count about those expected. One draw for all
    /// payloads and classes, so that a smaller footprint never has more.
    double others_beside(const ActivePhone& phone, std::size_t payload) const {
        const double people = eligible_people_at(demand_, world_.phones.columns.fine_cell[phone.phone]);
        const double active = active_share(study_.demand, world_.phones.columns.longitude_deg[phone.phone], slot_.start);
        double have_phone = 1.0;
        if (mix_) {
            have_phone = 0.0;
            for (std::size_t c = 0; c < plan_.classes; ++c)
                if (phone.carriers[c] != 0) have_phone += mix_->share(world_.phones.spots[phone.spot].jurisdiction.area, c);
        }
        const double expected = people * have_phone * active * world_.radio.payloads[payload].footprint_area_km2 / fine_cell_area_km2();
        const double uniform = uniform01({world_.seed, Purpose::kUsersBeside, world_.phones.columns.draw_id[phone.phone], 0, slot_.key()});
        return inverse_poisson_cdf(expected, uniform);
    }

    /// Where between steps k and k + 1 a satellite crosses its mask, by the sine of its elevation; nothing if it is on one side at both.
    std::optional<double> crossing(std::size_t phone, std::int32_t row, std::size_t k) const {
        const double mask = world_.radio.payloads[payload_of(row)].least_sin_elevation;
        const auto satellite = static_cast<std::size_t>(row);
        const double before = sight(world_.phones.columns, phone, plan_.sky.steps[k].columns, satellite).sin_elevation;
        const double after = sight(world_.phones.columns, phone, plan_.sky.steps[k + 1].columns, satellite).sin_elevation;
        if ((before < mask) == (after < mask)) return std::nullopt;
        return (mask - before) / (after - before);
    }

    void watch(std::size_t a, std::size_t c) {
        const ActivePhone& phone = plan_.active[a];
        std::unique_ptr<SpotTally>& entry = tallies_[phone.spot * plan_.classes + c];
        if (!entry) entry = std::make_unique<SpotTally>();
        samples_.assign(plan_.steps, LinkSample{});
        for (std::size_t k = 0; k < plan_.steps; ++k) {
            LinkSample& sample = samples_[k];
            sample.satellite = serving(a, c, k);
            if (sample.satellite >= 0) {
                sample.rate_bps = receptions_[c * plan_.steps + k].rate_bps * static_cast<double>(plan_.dwell_share[plan_.at(a, c, k)]) *
                                  beside_[payload_of(sample.satellite)];
            }
            if (k + 1 < plan_.steps) {
                const std::int32_t next = serving(a, c, k + 1);
                if (next != sample.satellite) {
                    if (sample.satellite >= 0) sample.leaves = crossing(phone.phone, sample.satellite, k).value_or(1.0);
                    if (next >= 0) sample.next_arrives = crossing(phone.phone, next, k).value_or(0.0);
                }
            }
            if (static_cast<double>(k) * study_.run.step_s < study_.run.window_s) count_step(*entry, a, c, k);
        }
        watch_voice(a, c);
        entry->window_ms += static_cast<std::uint64_t>(std::llround(study_.run.window_s * 1000.0));
        rate_segments(samples_, study_.run.step_s, study_.world.interruption_s, segments_);
        trace_.assign(segments_);
        const PhoneLink link{&trace_, voice_down_, voice_up_, longest_range_};
        if (!outcome_.environments.empty()) before_ = *entry;
        try_services(link, world_.sessions, study_.services, study_.run.window_s,
                     {world_.seed, world_.phones.columns.draw_id[phone.phone], slot_.key()}, *entry);
        const std::optional<std::uint32_t> zone = world_.phones.spots[phone.spot].zone;
        if (!outcome_.environments.empty() && zone)
            outcome_.environments.add(c, draws_.environment().stratum,
                                      weights_of(world_.zones.zones[*zone], cell_area_km2_, demand_.people_outside[*zone]), before_,
                                      *entry);
    }

    /// The link as a call sees it, into `voice_down_`, `voice_up_` and `longest_range_`: down whatever the acknowledgements of a download
    /// need, up by what one resource block carries in the phone's share of time and of blocks.
    void watch_voice(std::size_t a, std::size_t c) {
        voice_down_.clear();
        voice_up_.clear();
        longest_range_ = Metres{0.0};
        const BitsPerSecond needed = radio_rate(study_.services.voice);
        samples_down_ = samples_;
        samples_up_ = samples_;
        for (std::size_t k = 0; k < plan_.steps; ++k) {
            const std::int32_t row = samples_[k].satellite;
            if (row < 0) continue;
            const Reception& reception = receptions_[c * plan_.steps + k];
            const double dwell = static_cast<double>(plan_.dwell_share[plan_.at(a, c, k)]);
            const double beside = beside_[payload_of(row)];
            samples_down_[k].rate_bps = reception.downlink_bps * dwell * beside;
            const double share_up = dwell * std::min(1.0, reception.uplink_blocks * beside);
            const auto least = least_uplink_snr(BitsPerSecond{needed.value / share_up});
            samples_up_[k].rate_bps = least ? reception.uplink_snr_db - least->value : kNoMarginDb;
            const double range_m2 =
                sight(world_.phones.columns, plan_.active[a].phone, plan_.sky.steps[k].columns, static_cast<std::size_t>(row)).range_m2;
            longest_range_ = std::max(longest_range_, Metres{std::sqrt(range_m2)});
        }
        if (!(longest_range_.value > 0.0)) return;
        rate_segments(samples_down_, study_.run.step_s, study_.world.interruption_s, voice_down_);
        rate_segments(samples_up_, study_.run.step_s, study_.world.interruption_s, voice_up_);
        open_where_positive(voice_up_);
    }

    void count_step(SpotTally& tally, std::size_t a, std::size_t c, std::size_t k) {
        const LinkSample& sample = samples_[k];
        const Reception& reception = receptions_[c * plan_.steps + k];
        ++tally.steps;
        tally.in_view += plan_.in_view[plan_.at(a, c, k)];
        tally.rate_bps += static_cast<std::uint64_t>(std::llround(sample.rate_bps));
        if (sample.satellite >= 0) {
            if (k > 0 && serving(a, c, k - 1) >= 0 && serving(a, c, k - 1) != sample.satellite) ++tally.handovers;
            ++tally.lit_steps;
            tally.rsrp_dbm.add(reception.rsrp_dbm);
            tally.sinr_db.add(reception.sinr_db);
            tally.reference_rate_bps += static_cast<std::uint64_t>(std::llround(reception.reference_rate_bps));
        }
        const std::uint32_t phone = plan_.active[a].phone;
        const Spot& spot = world_.phones.spots[plan_.active[a].spot];
        if (spot.place && phone % kPhonesPerSpot == 0) remember(*spot.place, phone, a, c, k);
    }

    /// The step into the time series of a named place.
    void remember(std::uint32_t place, std::uint32_t phone, std::size_t a, std::size_t c, std::size_t k) {
        const LinkSample& sample = samples_[k];
        const Reception& reception = receptions_[c * plan_.steps + k];
        results::PlaceSeriesRow row;
        row.place = static_cast<int>(place);
        row.quarter = slot_.quarter.index;
        row.handset_class = static_cast<int>(c);
        const Instant at = slot_.start + nanoseconds_from_seconds(static_cast<double>(k) * study_.run.step_s);
        row.utc_s = at.utc_ns / 1'000'000'000;
        row.satellites_in_view = plan_.in_view[plan_.at(a, c, k)];
        if (sample.satellite >= 0) {
            const auto satellite = static_cast<std::size_t>(sample.satellite);
            const double sine = sight(world_.phones.columns, phone, plan_.sky.steps[k].columns, satellite).sin_elevation;
            row.satellite = plan_.sky.satellites[satellite];
            row.elevation_deg = Angle::radians(std::asin(sine)).in_degrees();
            row.rsrp_dbm = reception.rsrp_dbm;
            row.sinr_db = reception.sinr_db;
            row.rate_kbps = sample.rate_bps * 1e-3;
        }
        outcome_.place_series.push_back(row);
    }

    const WorldModel& world_;
    const Study& study_;
    const DemandMap& demand_;
    const WindowSlot& slot_;
    Tallies& tallies_;
    std::optional<PhoneMix> mix_;
    WindowPlan plan_;
    WindowDraws draws_;
    WindowOutcome outcome_;
    std::vector<LitSky> lit_;            ///< per step
    std::vector<Reception> receptions_;  ///< class x step, of one phone
    std::vector<double> beside_;         ///< per payload: share left to the phone by the users beside it
    std::vector<double> interference_;
    std::vector<LinkSample> samples_, samples_down_, samples_up_;  ///< for downloads; for calls down, and up with a margin [dB] as rate
    std::vector<RateSegment> segments_, voice_down_, voice_up_;
    Metres longest_range_{0.0};
    RateTrace trace_;
    SpotTally before_;  ///< of the spot, without the phone at hand
    double cell_area_km2_;
};

}  // namespace

WindowOutcome simulate_window(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot, Tallies& tallies) {
    return Window{world, demand, slot, tallies}.run();
}

}  // namespace d2c
