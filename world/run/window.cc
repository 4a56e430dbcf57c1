#include "world/run/window.h"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/constants.h"
#include "geography/grid/grid.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "world/run/strata_rows.h"
#include "world/watch/changes.h"
#include "world/watch/rate_line.h"
#include "world/watch/viewers.h"

namespace d2c {
namespace {

/// How far back the association of a window's first step remembers, and the least time between two looks: after a minute nothing of a
/// beginning without memory is left (docs/models/world.md, "Sampling").
constexpr double kMemory_s = 60.0, kMemoryStep_s = 30.0;

std::vector<float> least_sines(const RadioModel& radio) {
    std::vector<float> sines;
    for (const PayloadRadio& payload : radio.payloads) sines.push_back(static_cast<float>(payload.least_sin_elevation));
    return sines;
}

/// Tiles whose phones share what their satellites have looked at: they lie beside each other, and have mostly the same satellites.
constexpr std::size_t kTilesWithOneEar = 16;

std::int32_t sample_id(std::uint16_t row) { return row == kNoRow ? -1 : static_cast<std::int32_t>(row); }

}  // namespace

/// Buffers of one thread.
struct WindowRun::Scratch {
    LitSky::TileColumns columns;
    std::vector<double> interference;
    std::optional<ReceivedPath> path;
    std::vector<UplinkSky::Ear> ears;  ///< of the satellites that serve in the tiles at hand
    std::size_t ears_in_use = 0;
    std::vector<std::uint16_t> ear_of_row;  ///< by row of the sky; kNoRow: none yet
    std::vector<LinkSample> samples;
    std::vector<VoiceSample> voice;
    std::vector<RateSegment> segments, voice_down, voice_up;
    RateTrace trace;
    EnvironmentTally environments;  ///< of this thread
};

/// They last for the window, so that a step allocates nothing once all sizes have occurred.
struct WindowRun::Buffers {
    tbb::enumerable_thread_specific<AssociationScratch> association;
    tbb::enumerable_thread_specific<Scratch> phones;
};

WindowRun::WindowRun(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot)
    : world_{world},
      study_{*world.study},
      demand_{demand},
      slot_{slot},
      sky_{build_sky(world.fleet, slot.start, study_.run.step_s, world.step_count)},
      planner_{world.fleet,
               world.radio,
               world.spectrum,
               world.phones.columns,
               study_.handsets.size(),
               {study_.world.load, study_.world.fixed_lit_beams, study_.world.scheduler, world.seed}},
      plan_{world, demand, slot, planner_.costs()},
      least_sine_{least_sines(world.radio)},
      rules_{handover_rules(study_)},
      laws_{interruption_laws(study_)},
      counted_steps_{static_cast<std::size_t>(std::ceil(study_.run.window_s / study_.run.step_s - 1e-9))},
      channels_{world.radio, world.spectrum},
      lit_{world.tiles, world.radio, world.spectrum},
      uplink_{world.phones, world.zones.order, world.radio, world.spectrum, study_.world.load},
      cell_area_km2_{Grid{world.zones.order}.cell_area_km2()},
      buffers_{std::make_unique<Buffers>()} {
    if (!study_.where.empty()) environments_ = EnvironmentTally{plan_.active().classes, study_.where.size()};
    planner_.begin_window(sky_.satellites, world.phones.spots.size(), slot.key());
    const std::size_t entries = plan_.active().size() * plan_.active().classes;
    serving_.row.assign(entries, kNoRow);
    serving_.in_view.assign(entries, 0);
    serving_.gain_per_m2.assign(entries, 0.0f);
    dwell_share_.assign(entries, 0.0f);
    links_.resize(world.tiles.tiles().size());
    pairs_.assign(links_.size(), 0);
    history_.reset(entries, world.step_count);
    in_view_.assign(entries, 0);
    reference_rate_bps_.assign(entries, 0);
    place_rows_.resize(plan_.active().size());
    for (std::uint32_t a = 0; a < plan_.active().size(); ++a)
        if (world.phones.spots[plan_.active().spot[a]].place) at_places_.push_back(a);
    const std::size_t carriers = world.spectrum.carrier_count();
    place_gain_.resize(plan_.active().size() * carriers);
    tbb::parallel_for(std::size_t{0}, plan_.active().size(), [&](std::size_t a) {
        place_gains(world.radio, world.phones.columns, plan_.active().phone[a], world.radio.environments[plan_.active().environment[a]],
                    std::span{place_gain_}.subspan(a * carriers, carriers));
    });
}

WindowRun::~WindowRun() = default;

void WindowRun::look_back() {
    const double spacing_s = std::max(study_.run.step_s, kMemoryStep_s);
    const auto count = static_cast<std::size_t>(std::ceil(kMemory_s / spacing_s - 1e-9));
    const auto back = [&](std::size_t steps) { return slot_.start - nanoseconds_from_seconds(static_cast<double>(steps) * spacing_s); };
    const Sky before = build_sky(world_.fleet, sky_, back(count), spacing_s, count);
    for (std::size_t k = 0; k < count; ++k) associate(before, k, back(count - k));
}

void WindowRun::associate(std::size_t k) { associate(sky_, k, instant(k)); }

void WindowRun::associate(const Sky& sky, std::size_t k, Instant at) {
    if (world_.outages.any()) world_.outages.usable_share(world_.fleet, at, sky.satellites, sky.steps[k], usable_share_);
    bins_.fill(sky.steps[k], sky.payload, world_.fleet.payloads.size());
    const PathDrawTime time{world_.seed, at};
    std::vector<sky::ClearnessColumn> clearness;
    for (const sky::ChannelColumns& channel : world_.radio.columns) clearness.emplace_back(channel, time);
    const AssociationStep step{sky,
                               k,
                               bins_,
                               world_.tiles,
                               world_.phones.columns,
                               world_.radio,
                               time,
                               clearness,
                               *world_.policy,
                               rules_.margin,
                               usable_share_,
                               beams_.load,
                               rules_.by_margin ? nullptr : &rules_.trigger,
                               plan_.aims()};
    tbb::parallel_for(tbb::blocked_range<std::uint32_t>{0, static_cast<std::uint32_t>(links_.size()), 16}, [&](const auto& range) {
        AssociationScratch& mine = buffers_->association.local();
        for (std::uint32_t tile = range.begin(); tile < range.end(); ++tile)
            pairs_[tile] += d2c::associate(step, tile, plan_.active(), links_[tile], serving_, mine);
    });
}

void WindowRun::light(std::size_t k) {
    plan_.collect(sky_, serving_, groups_, group_entries_);
    planner_.plan(
        sky_.steps[k], groups_, usable_share_, [this](std::uint32_t spot, std::size_t payload) { return plan_.places(spot, payload); },
        beams_);
    if (study_.world.channels.reuse == ChannelReuse::kDynamic) channels_.assign(sky_.steps[k], sky_.payload, beams_);
    for (std::size_t g = 0; g < groups_.size(); ++g) dwell_share_[group_entries_[g]] = beams_.dwell_share[g];
    for (const std::uint32_t a : at_places_) {
        for (std::size_t c = 0; c < plan_.active().classes; ++c) {
            const std::uint16_t row = serving_.row[plan_.entry(a, c)];
            if (row != kNoRow) dwell_share_[plan_.entry(a, c)] = static_cast<float>(beams_.footprint_share(row, 1.0));
        }
    }
    lit_.light(sky_, k, bins_, beams_);
    uplink_.light({sky_, k, beams_, groups_, world_.phones.columns, plan_.active(), serving_});
    if (k < counted_steps_) beam_count_ += beams_.beams.size();
}

void WindowRun::receive(std::size_t k) {
    const tbb::blocked_range<std::uint32_t> tiles{0, static_cast<std::uint32_t>(links_.size()), kTilesWithOneEar};
    const auto some = [&](const tbb::blocked_range<std::uint32_t>& range) {
        Scratch& mine = buffers_->phones.local();
        mine.ear_of_row.assign(sky_.satellites.size(), kNoRow);
        mine.ears_in_use = 0;
        for (std::uint32_t tile = range.begin(); tile < range.end(); ++tile) receive_tile(tile, k, mine);
    };
    tbb::parallel_for(tiles, some, tbb::simple_partitioner{});
}

PhoneHistory::Block WindowRun::history_of(std::uint32_t tile) const {
    const ActivePhones& active = plan_.active();
    return history_.block(plan_.entry(active.first_of_tile[tile], 0), plan_.entry(active.first_of_tile[tile + 1], 0));
}

void WindowRun::receive_tile(std::uint32_t tile, std::size_t k, Scratch& scratch) {
    const ActivePhones& active = plan_.active();
    const std::uint32_t first = active.first_of_tile[tile], last = active.first_of_tile[tile + 1];
    CarrierMask used = 0;
    for (std::size_t a = first; a < last; ++a) {
        for (std::size_t c = 0; c < active.classes; ++c) {
            const std::uint16_t row = serving_.row[plan_.entry(a, c)];
            if (row != kNoRow) used |= plan_.used(a, c, sky_.payload[row]);
        }
    }
    if (used != 0) pairs_[tile] += (last - first) * lit_.tune(tile, links_[tile], world_.spectrum.co_channel(used), scratch.columns);
    scratch.interference.assign(world_.spectrum.carrier_count(), 0.0);
    for (std::size_t a = first; a < last; ++a) receive_phone(tile, a, k, scratch);
}

UplinkSky::Ear& WindowRun::ear_of(std::uint16_t row, Scratch& scratch) const {
    std::uint16_t& place = scratch.ear_of_row[row];
    if (place == kNoRow) {
        place = static_cast<std::uint16_t>(scratch.ears_in_use++);
        if (scratch.ears.size() < scratch.ears_in_use) scratch.ears.emplace_back();
        uplink_.tune(row, scratch.ears[place]);
    }
    return scratch.ears[place];
}

void WindowRun::receive_phone(std::uint32_t tile, std::size_t a, std::size_t k, Scratch& scratch) {
    const ActivePhones& active = plan_.active();
    const std::uint32_t phone = active.phone[a];
    const std::size_t carriers = world_.spectrum.carrier_count();
    const BitsPerSecond call_rate = radio_rate(study_.services.voice);
    PhoneHistory::Block history = history_of(tile);
    const bool counted = k < counted_steps_, at_place = counted && phone % kPhonesPerSpot == 0 && world_.phones.spots[active.spot[a]].place;
    bool heard = false;
    for (std::size_t c = 0; c < active.classes; ++c) heard |= serving_.row[plan_.entry(a, c)] != kNoRow;
    if (heard) {
        const ListeningPhone listener{phone, a - active.first_of_tile[tile], active.environment[a]};
        lit_.add(tile, listener, world_.phones.columns, links_[tile], scratch.columns, scratch.interference);
    }
    std::uint16_t path_row = kNoRow;
    std::optional<std::size_t> up_carrier;  // of `others_up`
    double others_up = 0.0;
    for (std::size_t c = 0; c < active.classes; ++c) {
        if (plan_.open(a, c) == 0) continue;
        const std::size_t entry = plan_.entry(a, c);
        const std::uint16_t row = serving_.row[entry];
        if (counted) in_view_[entry] += serving_.in_view[entry];
        if (row == kNoRow) {
            history.put(entry, k, {kNoRow, {}});
            if (at_place) remember(a, c, k, nullptr, 0.0);
            continue;
        }
        const std::size_t payload = sky_.payload[row];
        if (row != path_row) {
            const std::array<float, 3>& aim = plan_.aim(a, payload);
            const ServingLink link{sky_.steps[k],
                                   row,
                                   payload,
                                   static_cast<double>(serving_.gain_per_m2[entry]),
                                   static_cast<double>(aim[0]),
                                   static_cast<double>(aim[1]),
                                   static_cast<double>(aim[2])};
            scratch.path.emplace(link, world_.radio, world_.spectrum, world_.phones.columns, phone, scratch.interference,
                                 std::span<const double>{place_gain_}.subspan(a * carriers, carriers));
            path_row = row;
            up_carrier.reset();
        }
        Reception reception = scratch.path->receive_on_best_part(c, plan_.used(a, c, payload));
        if (up_carrier != reception.uplink_carrier) {
            up_carrier = reception.uplink_carrier;
            others_up =
                scratch.path->scan_gain() * uplink_.over_noise({row, phone, plan_.aim(a, payload), *up_carrier}, ear_of(row, scratch));
        }
        disturb_uplink(reception, others_up, world_.radio.handsets[c]);
        const auto dwell = static_cast<double>(dwell_share_[entry]);
        const double beside = plan_.beside(a, payload);
        PhoneStep::Figures had;
        had.downlink_bps = reception.downlink_bps * dwell * beside;
        had.acknowledged = reception.acknowledged;
        had.call_margin_db = uplink_margin_db(reception, call_rate, dwell, beside);
        had.rsrp_dbm = static_cast<double>(reception.rsrp_dbm);
        had.sinr_db = static_cast<double>(reception.sinr_db);
        history.put(entry, k, {row, had});
        if (counted) reference_rate_bps_[entry] += static_cast<std::uint64_t>(reception.reference_rate_bps + 0.5);
        if (at_place) remember(a, c, k, &reception, reception.acknowledged ? had.downlink_bps : 0.0);
    }
}

/// The step into the time series of a named place.
void WindowRun::remember(std::size_t a, std::size_t c, std::size_t k, const Reception* reception, double rate_bps) {
    const std::size_t entry = plan_.entry(a, c);
    results::PlaceSeriesRow row;
    row.place = static_cast<int>(*world_.phones.spots[plan_.active().spot[a]].place);
    row.quarter = slot_.quarter.index;
    row.handset_class = static_cast<int>(c);
    row.utc_s = instant(k).utc_ns / 1'000'000'000;
    row.satellites_in_view = serving_.in_view[entry];
    if (reception != nullptr) {
        const std::uint16_t satellite = serving_.row[entry];
        row.satellite = sky_.satellites[satellite];
        row.elevation_deg = Angle::radians(std::asin(sine_at(a, satellite, k))).in_degrees();
        row.rsrp_dbm = static_cast<double>(reception->rsrp_dbm);
        row.sinr_db = static_cast<double>(reception->sinr_db);
        row.rate_kbps = rate_bps * 1e-3;
    }
    place_rows_[a].push_back({k, row});
}

double WindowRun::sine_at(std::size_t a, std::uint16_t row, std::size_t k) const {
    return sight(world_.phones.columns, plan_.active().phone[a], sky_.steps[k], row).sin_elevation;
}

void WindowRun::watch(Tallies& tallies) {
    const ActivePhones& active = plan_.active();
    tbb::parallel_for(tbb::blocked_range<std::uint32_t>{0, static_cast<std::uint32_t>(links_.size()), 16}, [&](const auto& range) {
        Scratch& mine = buffers_->phones.local();
        if (mine.environments.empty()) mine.environments = environments_;  // its shape: nothing is counted yet
        for (std::uint32_t tile = range.begin(); tile < range.end(); ++tile) {
            const PhoneHistory::Block history = history_of(tile);
            for (std::size_t a = active.first_of_tile[tile]; a < active.first_of_tile[tile + 1]; ++a) {
                for (std::size_t c = 0; c < active.classes; ++c) {
                    if (plan_.open(a, c) == 0) continue;
                    std::unique_ptr<SpotTally>& tally = tallies[active.spot[a] * active.classes + c];
                    if (!tally) tally = std::make_unique<SpotTally>();
                    count(a, c, history, *tally);
                    watch_phone(a, c, history, *tally, mine);
                }
            }
        }
    });
    for (const Scratch& part : buffers_->phones) environments_.merge(part.environments);
}

/// The phone's radio figures.
void WindowRun::count(std::size_t a, std::size_t c, const PhoneHistory::Block& history, SpotTally& tally) const {
    const std::size_t entry = plan_.entry(a, c);
    tally.steps += static_cast<std::uint32_t>(counted_steps_);
    tally.in_view += in_view_[entry];
    tally.reference_rate_bps += reference_rate_bps_[entry];
    for (std::size_t k = 0; k < counted_steps_; ++k) {
        const PhoneStep& step = history.at(entry, k);
        if (step.row == kNoRow) continue;
        ++tally.lit_steps;
        tally.rate_bps += static_cast<std::uint64_t>(step.data_bps() + 0.5);
        tally.rsrp_dbm.add(step.rsrp_dbm());
        tally.sinr_db.add(step.sinr_db());
    }
}

/// Of the handover between steps k and k + 1: by the slant ranges of both satellites there, and by the losses at what is heard of the
/// target.
double WindowRun::interruption_s(std::size_t a, std::size_t c, std::size_t k, std::uint16_t from, const PhoneStep& to) const {
    if (study_.world.interruption_s) return *study_.world.interruption_s;
    const auto link = [&](std::uint16_t row, std::size_t at) {
        const double range2 = sight(world_.phones.columns, plan_.active().phone[a], sky_.steps[at], row).range_m2;
        return PathDelays{.service_link = nanoseconds_from_seconds(std::sqrt(range2) / kSpeedOfLightMPerS)};
    };
    return 1e-9 * static_cast<double>(
                      laws_[c]
                          .of(link(from, k), link(to.row, k + 1), losses_.at(Db{to.sinr_db() + world_.radio.handsets[c].branches_db}))
                          .count());
}

void WindowRun::watch_phone(std::size_t a, std::size_t c, const PhoneHistory::Block& history, SpotTally& tally, Scratch& s) const {
    const std::size_t entry = plan_.entry(a, c), steps = step_count();
    /// Where between steps k and k + 1 a satellite crosses its mask, by the sine of its elevation; nothing if it is on one side at both.
    const auto crossing = [&](std::uint16_t row, std::size_t k) -> std::optional<double> {
        const auto mask = static_cast<double>(least_sine_[sky_.payload[row]]);
        const double before = sine_at(a, row, k), after = sine_at(a, row, k + 1);
        if ((before < mask) == (after < mask)) return std::nullopt;
        return (mask - before) / (after - before);
    };
    s.samples.assign(steps, LinkSample{});
    s.voice.assign(steps, VoiceSample{});
    double longest_range2 = 0.0;
    for (std::size_t k = 0; k < steps; ++k) {
        const PhoneStep& step = history.at(entry, k);
        LinkSample sample;
        sample.satellite = sample_id(step.row);
        if (k + 1 < steps) {
            const PhoneStep& next = history.at(entry, k + 1);
            if (next.row != step.row) {
                if (step.row != kNoRow) sample.leaves = crossing(step.row, k).value_or(1.0);
                if (next.row != kNoRow) sample.next_arrives = crossing(next.row, k).value_or(0.0);
                if (step.row != kNoRow && next.row != kNoRow) sample.interruption_s = interruption_s(a, c, k, step.row, next);
            }
        }
        if (step.row != kNoRow) sample.rate_bps = step.data_bps();
        s.samples[k] = sample;
        if (step.row == kNoRow) continue;
        s.voice[k] = {step.downlink_bps(), step.call_margin_db()};
        longest_range2 = std::max(longest_range2, sight(world_.phones.columns, plan_.active().phone[a], sky_.steps[k], step.row).range_m2);
    }
    s.voice_down.clear();
    s.voice_up.clear();
    const double step_s = study_.run.step_s;
    count_changes(s.samples, counted_steps_, step_s, ping_pong_within_s(study_), tally);
    if (longest_range2 > 0.0) voice_segments(s.samples, s.voice, step_s, s.voice_down, s.voice_up);
    tally.window_ms += static_cast<std::uint64_t>(std::llround(study_.run.window_s * 1000.0));
    rate_segments(s.samples, step_s, s.segments);
    s.trace.assign(s.segments);
    const PhoneLink link{&s.trace, s.voice_down, s.voice_up, Metres{std::sqrt(longest_range2)}};
    const TryCounts before = tally;
    try_services(link, world_.sessions, study_.services, study_.run.window_s,
                 {world_.seed, world_.phones.columns.draw_id[plan_.active().phone[a]], slot_.key()}, tally);
    const std::optional<std::uint32_t> zone = world_.phones.spots[plan_.active().spot[a]].zone;
    if (s.environments.empty() || !zone) return;
    s.environments.add(c, world_.radio.environments[plan_.active().environment[a]].stratum,
                       weights_of(world_.zones.zones[*zone], cell_area_km2_, demand_.people_outside[*zone]), before, tally);
}

WindowOutcome WindowRun::outcome() {
    WindowOutcome outcome;
    outcome.satellites = sky_.satellites.size();
    outcome.beams = beam_count_;
    outcome.environments = environments_;
    for (const std::uint64_t pairs : pairs_) outcome.links += pairs;
    for (auto& rows : place_rows_) {
        std::stable_sort(rows.begin(), rows.end(), [](const PlaceRow& one, const PlaceRow& other) {
            return one.row.handset_class != other.row.handset_class ? one.row.handset_class < other.row.handset_class
                                                                    : one.step < other.step;
        });
        for (const PlaceRow& row : rows) outcome.place_series.push_back(row.row);
    }
    return outcome;
}

WindowOutcome simulate_window(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot, Tallies& tallies) {
    WindowRun window{world, demand, slot};
    window.look_back();
    for (std::size_t k = 0; k < window.step_count(); ++k) {
        window.associate(k);
        window.light(k);
        window.receive(k);
    }
    window.watch(tallies);
    return window.outcome();
}

}  // namespace d2c
