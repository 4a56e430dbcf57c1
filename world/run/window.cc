#include "world/run/window.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "geography/grid/grid.h"
#include "world/radio/association.h"
#include "world/radio/beam_plan.h"
#include "world/radio/interference.h"
#include "world/radio/path.h"
#include "world/radio/reception.h"
#include "world/run/rate_line.h"
#include "world/run/viewers.h"

namespace d2c {
namespace {

/// What a spot asks of one payload generation this window, and where its beams would stand.
struct SpotDemand {
    ZoneDemand zone;
    std::vector<double> cumulative;
    std::unique_ptr<BeamPlaces> places;
};

class Window {
  public:
    Window(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot, Tallies& tallies)
        : world_{world},
          study_{*world.study},
          demand_{demand},
          slot_{slot},
          tallies_{tallies},
          classes_{study_.handsets.size()},
          steps_{world.step_count},
          sky_{build_sky(world.fleet, slot.start, study_.run.step_s, steps_)},
          draws_{sky_, study_.run.seed, slot.key()} {}

    WindowOutcome run() {
        find_active_phones();
        associate_all();
        plan_all();
        for (std::uint32_t a = 0; a < active_.size(); ++a) receive_and_watch(a);
        outcome_.satellites = sky_.satellites.size();
        return std::move(outcome_);
    }

  private:
    struct ActivePhone {
        std::uint32_t phone, spot;
        std::vector<CarrierMask> carriers;  ///< per class
    };

    void find_active_phones() {
        std::vector<CarrierMask> masks(classes_);
        for (std::uint32_t spot = 0; spot < world_.phones.spots.size(); ++spot) {
            const CarrierMask open = world_.spectrum.open_at(world_.phones.spots[spot].jurisdiction, slot_.start);
            if (open == 0) continue;
            CarrierMask any = 0;
            for (std::size_t c = 0; c < classes_; ++c) {
                const bool on_sale = study_.handsets[c].in_service_from <= slot_.start;
                masks[c] = on_sale ? open & world_.spectrum.of_handset(c) : 0;
                any |= masks[c];
            }
            if (any == 0) continue;
            for (std::uint32_t i = 0; i < kPhonesPerSpot; ++i) active_.push_back({spot * kPhonesPerSpot + i, spot, masks});
        }
    }

    void associate_all() {
        serving_.assign(active_.size() * classes_ * steps_, kNoSatellite);
        in_view_.assign(serving_.size(), 0);
        for (std::size_t a = 0; a < active_.size(); ++a) {
            draws_.start(world_.phones.columns.draw_id[active_[a].phone]);
            const ServingColumns out{std::span{serving_}.subspan(a * classes_ * steps_, classes_ * steps_),
                                     std::span{in_view_}.subspan(a * classes_ * steps_, classes_ * steps_)};
            associate(sky_, world_.sky_index, world_.fleet, world_.radio, world_.spectrum, world_.phones.columns, active_[a].phone,
                      active_[a].carriers, study_.world.handover_hysteresis, draws_, out, outcome_.links);
        }
    }

    std::int32_t serving(std::size_t a, std::size_t c, std::size_t k) const { return serving_[(a * classes_ + c) * steps_ + k]; }

    SpotDemand& spot_demand(std::uint32_t spot, std::size_t payload) {
        std::unique_ptr<SpotDemand>& entry = spot_demand_[spot * world_.fleet.payloads.size() + payload];
        if (entry) return *entry;
        entry = std::make_unique<SpotDemand>();
        const std::optional<std::uint32_t> zone = world_.phones.spots[spot].zone;
        if (!zone) return *entry;
        const PayloadRadio& radio = world_.radio.payloads[payload];
        const double active = active_share(study_.demand, world_.phones.columns.longitude_deg[spot * kPhonesPerSpot], slot_.start);
        entry->zone = zone_demand(demand_, *zone, active, radio.footprint_area_km2, entry->cumulative);
        std::span<const std::int64_t> cells{demand_.fine.data() + demand_.first[*zone], demand_.first[*zone + 1] - demand_.first[*zone]};
        if (study_.world.load != BeamLoad::kDemand) {
            const Zone& z = world_.zones.zones[*zone];
            cells = std::span{world_.zones.fine}.subspan(z.first_fine, z.fine_count);
            entry->cumulative.clear();
            double sum = 0.0;
            for (const std::int64_t cell : cells) {
                sum += 1.0 - static_cast<double>(world_.earth->fine.covered_share[static_cast<std::size_t>(cell)]);
                entry->cumulative.push_back(sum);
            }
        }
        const std::uint64_t key = static_cast<std::uint64_t>(world_.zones.fine[world_.zones.zones[*zone].first_fine]) * 16 + payload;
        entry->places = std::make_unique<BeamPlaces>(cells, entry->cumulative, radio.reuse_distance_m, study_.run.seed, key, slot_.key());
        return *entry;
    }

    /// The users that phone `a` stands for in class `c`: an even part of its zone's, and its own part of the lone user.
    DemandGroup group_of(std::size_t a, std::size_t c, std::uint32_t satellite, int classes_here) {
        const ActivePhone& phone = active_[a];
        const std::size_t payload = world_.fleet.payload[sky_.satellites[satellite]];
        const SpotDemand& demand = spot_demand(phone.spot, payload);
        const Spot& spot = world_.phones.spots[phone.spot];
        const double part = 1.0 / (static_cast<double>(kPhonesPerSpot) * classes_here);
        DemandGroup group;
        group.phone = phone.phone;
        group.spot = phone.spot;
        group.carriers = phone.carriers[c] & world_.spectrum.of_payload(payload);
        group.satellite = satellite;
        group.lone_users = study_.demand.probe_user_in_every_cell ? spot.lone_users * part : 0.0;
        group.footprints = demand.zone.active_footprints * part + group.lone_users;
        group.area_footprints =
            world_.zones.zones[*spot.zone].uncovered_area_share * cell_area_km2_ * part / world_.radio.payloads[payload].footprint_area_km2;
        return group;
    }

    void plan_all() {
        spot_demand_.resize(world_.phones.spots.size() * world_.fleet.payloads.size());
        dwell_.assign(serving_.size(), 0.0f);
        const PlanContext context{sky_,
                                  world_.fleet,
                                  world_.radio,
                                  world_.spectrum,
                                  world_.phones.columns,
                                  world_.phones.spots.size(),
                                  study_.world.load,
                                  study_.world.fixed_lit_beams,
                                  study_.run.seed,
                                  slot_.key()};
        const PlaceSource places = [this](std::uint32_t spot, std::size_t payload) -> BeamPlaces& {
            return *spot_demand(spot, payload).places;
        };
        std::vector<DemandGroup> groups;
        std::vector<std::size_t> entry;  // of each group, in dwell_
        for (std::size_t k = 0; k < steps_; ++k) {
            groups.clear();
            entry.clear();
            for (std::size_t a = 0; a < active_.size(); ++a) {
                if (!world_.phones.spots[active_[a].spot].zone) continue;
                const auto classes_here = static_cast<int>(
                    std::count_if(active_[a].carriers.begin(), active_[a].carriers.end(), [](CarrierMask mask) { return mask != 0; }));
                for (std::size_t c = 0; c < classes_; ++c) {
                    const std::int32_t satellite = serving(a, c, k);
                    if (satellite < 0) continue;
                    groups.push_back(group_of(a, c, static_cast<std::uint32_t>(satellite), classes_here));
                    entry.push_back((a * classes_ + c) * steps_ + k);
                }
            }
            const BeamPlan plan = plan_beams(context, groups, places);
            for (std::size_t g = 0; g < groups.size(); ++g) dwell_[entry[g]] = static_cast<float>(plan.dwell_share[g]);
            for (std::size_t a = 0; a < active_.size(); ++a) {
                if (world_.phones.spots[active_[a].spot].zone) continue;
                for (std::size_t c = 0; c < classes_; ++c) {
                    const std::int32_t satellite = serving(a, c, k);
                    if (satellite >= 0)
                        dwell_[(a * classes_ + c) * steps_ + k] =
                            static_cast<float>(plan.satellite_share[static_cast<std::size_t>(satellite)]);
                }
            }
            lit_.emplace_back(sky_, sky_.steps[k], plan, world_.fleet, world_.radio, world_.spectrum);
        }
    }

    /// Users expected beside the phone in its own footprint of that payload.
    double others_beside(const ActivePhone& phone, std::size_t payload) const {
        const std::int64_t fine = world_.phones.columns.fine_cell[phone.phone];
        const double people = eligible_people_at(demand_, fine);
        const double active = active_share(study_.demand, world_.phones.columns.longitude_deg[phone.phone], slot_.start);
        return people * active * world_.radio.payloads[payload].footprint_area_km2 / fine_cell_area_km2();
    }

    /// Where between steps k and k + 1 a satellite crosses its mask, by the sine of its elevation.
    double crossing(std::size_t phone, std::uint32_t satellite, std::size_t k) const {
        const double mask = world_.radio.payloads[world_.fleet.payload[sky_.satellites[satellite]]].least_sin_elevation;
        const double before = sight(world_.phones.columns, phone, sky_.steps[k].columns, satellite).sin_elevation;
        const double after = sight(world_.phones.columns, phone, sky_.steps[k + 1].columns, satellite).sin_elevation;
        return before == after ? 0.5 : std::clamp((mask - before) / (after - before), 0.0, 1.0);
    }

    void receive_and_watch(std::uint32_t a) {
        const ActivePhone& phone = active_[a];
        const PhoneColumns& columns = world_.phones.columns;
        draws_.start(columns.draw_id[phone.phone]);
        const std::vector<double> scintillation_db = scintillation_of(world_.radio, columns, phone.phone);
        std::vector<double> beside;
        for (std::size_t p = 0; p < world_.fleet.payloads.size(); ++p) beside.push_back(equal_share(others_beside(phone, p)));
        receptions_.assign(classes_ * steps_, Reception{});
        for (std::size_t k = 0; k < steps_; ++k) {
            CarrierMask heard = 0;
            for (std::size_t c = 0; c < classes_; ++c) {
                if (serving(a, c, k) >= 0) heard |= usable(a, c, k);
            }
            if (heard == 0) continue;
            interference_.assign(world_.spectrum.carrier_count(), 0.0);
            lit_[k].add(columns, phone.phone, world_.sky_index, world_.radio, world_.spectrum.co_channel(heard), draws_, interference_,
                        outcome_.links);
            for (std::size_t c = 0; c < classes_; ++c) {
                if (serving(a, c, k) < 0) continue;
                receptions_[c * steps_ + k] =
                    receive(sky_, sky_.steps[k], world_.fleet, world_.radio, world_.spectrum, columns, phone.phone,
                            static_cast<std::uint32_t>(serving(a, c, k)), c, usable(a, c, k), interference_, scintillation_db, draws_);
            }
        }
        for (std::size_t c = 0; c < classes_; ++c) {
            if (phone.carriers[c] != 0) watch(a, c, beside);
        }
    }

    CarrierMask usable(std::size_t a, std::size_t c, std::size_t k) const {
        const auto satellite = static_cast<std::size_t>(serving(a, c, k));
        return active_[a].carriers[c] & world_.spectrum.of_payload(world_.fleet.payload[sky_.satellites[satellite]]);
    }

    void watch(std::size_t a, std::size_t c, const std::vector<double>& beside) {
        const ActivePhone& phone = active_[a];
        std::unique_ptr<SpotTally>& entry = tallies_[phone.spot * classes_ + c];
        if (!entry) entry = std::make_unique<SpotTally>();
        SpotTally& tally = *entry;
        samples_.assign(steps_, LinkSample{});
        for (std::size_t k = 0; k < steps_; ++k) {
            const std::int32_t satellite = serving(a, c, k);
            LinkSample& sample = samples_[k];
            sample.satellite = satellite;
            const Reception& reception = receptions_[c * steps_ + k];
            if (satellite >= 0) {
                const std::size_t payload = world_.fleet.payload[sky_.satellites[static_cast<std::size_t>(satellite)]];
                sample.rate_bps = reception.rate_bps * static_cast<double>(dwell_[(a * classes_ + c) * steps_ + k]) * beside[payload];
            }
            if (k + 1 < steps_) {
                const std::int32_t next = serving(a, c, k + 1);
                if (next != satellite && std::min(next, satellite) < 0) {
                    sample.crossing = crossing(phone.phone, static_cast<std::uint32_t>(std::max(next, satellite)), k);
                }
            }
            if (static_cast<double>(k) * study_.run.step_s < study_.run.window_s) count_step(tally, a, c, k, sample, reception);
        }
        tally.window_ms += static_cast<std::uint64_t>(std::llround(study_.run.window_s * 1000.0));
        rate_segments(samples_, study_.run.step_s, study_.world.interruption_s, segments_);
        trace_.assign(segments_);
        watch_and_text(trace_, world_.sessions, study_.services, study_.run.window_s, study_.run.seed,
                       world_.phones.columns.draw_id[phone.phone], slot_.key(), tally);
    }

    void count_step(SpotTally& tally, std::size_t a, std::size_t c, std::size_t k, const LinkSample& sample, const Reception& reception) {
        const std::size_t at = (a * classes_ + c) * steps_ + k;
        ++tally.steps;
        tally.in_view += in_view_[at];
        tally.rate_bps += static_cast<std::uint64_t>(std::llround(sample.rate_bps));
        if (k > 0 && sample.satellite >= 0 && serving(a, c, k - 1) >= 0 && serving(a, c, k - 1) != sample.satellite) ++tally.handovers;
        if (sample.satellite >= 0) {
            ++tally.lit_steps;
            tally.rsrp_dbm.add(reception.rsrp_dbm);
            tally.sinr_db.add(reception.sinr_db);
            tally.reference_rate_bps += static_cast<std::uint64_t>(std::llround(reception.reference_rate_bps));
        }
        const ActivePhone& phone = active_[a];
        const Spot& spot = world_.phones.spots[phone.spot];
        if (!spot.place || phone.phone % kPhonesPerSpot != 0) return;
        results::PlaceSeriesRow row;
        row.place = static_cast<int>(*spot.place);
        row.quarter = slot_.quarter.index;
        row.handset_class = static_cast<int>(c);
        row.utc_s = (slot_.start.utc_ns + nanoseconds_from_seconds(static_cast<double>(k) * study_.run.step_s).count()) / 1'000'000'000;
        row.satellites_in_view = in_view_[at];
        if (sample.satellite >= 0) {
            const auto satellite = static_cast<std::size_t>(sample.satellite);
            row.satellite = sky_.satellites[satellite];
            row.elevation_deg =
                Angle::radians(std::asin(sight(world_.phones.columns, phone.phone, sky_.steps[k].columns, satellite).sin_elevation))
                    .in_degrees();
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
    std::size_t classes_, steps_;
    Sky sky_;
    WindowDraws draws_;
    const double cell_area_km2_ = Grid{world_.zones.order}.cell_area_km2();
    WindowOutcome outcome_;
    std::vector<ActivePhone> active_;
    std::vector<std::int32_t> serving_;  ///< active phone x class x step: row of the sky
    std::vector<std::uint8_t> in_view_;
    std::vector<float> dwell_;
    std::vector<std::unique_ptr<SpotDemand>> spot_demand_;  ///< spot x payload
    std::vector<LitSky> lit_;                               ///< per step
    std::vector<Reception> receptions_;                     ///< class x step, of one phone
    std::vector<double> interference_;
    std::vector<LinkSample> samples_;
    std::vector<RateSegment> segments_;
    RateTrace trace_;
};

}  // namespace

std::vector<WindowSlot> window_slots(Quarter quarter, int count, std::uint64_t seed) {
    int stride = 7;
    while (std::gcd(stride, count) != 1) ++stride;
    const double days = seconds_between(end_of(quarter), begin_of(quarter)) / 86400.0;
    std::vector<WindowSlot> slots;
    for (int w = 0; w < count; ++w) {
        WindowSlot slot{quarter, w, {}};
        const double day_draw = uniform01({seed, Purpose::kWindowStart, slot.key(), 0});
        const double hour_draw = uniform01({seed, Purpose::kWindowStart, slot.key(), 1});
        const double day = std::floor((w + day_draw) / count * days);
        const double second = std::floor((w * stride % count + hour_draw) / count * 86400.0);
        slot.start = begin_of(quarter) + nanoseconds_from_seconds(day * 86400.0 + second);
        slots.push_back(slot);
    }
    return slots;
}

WindowOutcome simulate_window(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot, Tallies& tallies) {
    return Window{world, demand, slot, tallies}.run();
}

}  // namespace d2c
