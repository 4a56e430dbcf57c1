#pragma once
// One window of one quarter: minutes of the whole Earth, from satellite positions to finished video sessions.

#include <cstdint>
#include <memory>
#include <vector>

#include "handset_phy/reception/message_loss.h"
#include "results/rows.h"
#include "world/input/handover_rules.h"
#include "world/plan/dynamic_channels.h"
#include "world/radio/reception.h"
#include "world/radio/uplink_sky.h"
#include "world/run/window_plan.h"
#include "world/watch/environment_tally.h"
#include "world/watch/phone_history.h"
#include "world/watch/tally.h"

namespace d2c {

/// Tallies of spots and classes that had a right and a phone on sale; entry spot * classes + class, absent elsewhere.
using Tallies = std::vector<std::unique_ptr<SpotTally>>;

struct WindowOutcome {
    std::vector<results::PlaceSeriesRow> place_series;
    std::size_t satellites = 0;
    std::uint64_t links = 0;        ///< satellite x phone pairs looked at
    std::uint64_t beams = 0;        ///< lit, summed over steps
    EnvironmentTally environments;  ///< empty where the study has no strata
};

/// A window step by step. All steps run in the caller's task arena, tile by tile in parallel; nothing depends on the number of threads.
class WindowRun {
  public:
    WindowRun(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot);
    ~WindowRun();
    WindowRun(const WindowRun&) = delete;
    WindowRun& operator=(const WindowRun&) = delete;
    /// Before the first step: who would have served in the minute before, the memory of the first step's association. Lights nothing.
    void look_back();
    std::size_t step_count() const { return world_.step_count; }

    /// Takes over where the phones of a moving spot are; `world` has them there.
    void follow(std::uint32_t spot, Instant at) { plan_.follow(spot, at); }
    /// Which satellite serves a phone whatever the policy says: a row of the sky that may, or kNoRow. Before `light` of the step.
    void keep(std::size_t a, std::size_t c, std::uint16_t row) { serving_.row[plan_.entry(a, c)] = row; }

    /// The steps in order, each: who serves whom, what is lit for them, what they receive.
    void associate(std::size_t k);
    void light(std::size_t k);
    void receive(std::size_t k);
    /// After the last step: radio figures and tries of every phone.
    void watch(Tallies& tallies);
    WindowOutcome outcome();

    const Sky& sky() const { return sky_; }
    const SkyBins& bins() const { return bins_; }  ///< of the step last associated
    const WindowPlan& plan() const { return plan_; }
    const Serving& serving() const { return serving_; }
    const BeamPlan& beams() const { return beams_; }
    const LitSky& lit() const { return lit_; }
    const UplinkSky& uplink() const { return uplink_; }
    const DemandColumns& groups() const { return groups_; }
    const TileLinks& links(std::uint32_t tile) const { return links_[tile]; }
    Instant instant(std::size_t k) const { return slot_.start + nanoseconds_from_seconds(static_cast<double>(k) * study_.run.step_s); }
    PathDrawTime draw_time(std::size_t k) const { return {world_.seed, instant(k)}; }

  private:
    struct Scratch;
    struct Buffers;
    void associate(const Sky& sky, std::size_t k, Instant at);
    struct PlaceRow {
        std::size_t step;
        results::PlaceSeriesRow row;
    };
    void receive_tile(std::uint32_t tile, std::size_t k, Scratch& scratch);
    void receive_phone(std::uint32_t tile, std::size_t a, std::size_t k, Scratch& scratch);
    void remember(std::size_t a, std::size_t c, std::size_t k, const Reception* reception, double rate_bps);
    UplinkSky::Ear& ear_of(std::uint16_t row, Scratch& scratch) const;
    PhoneHistory::Block history_of(std::uint32_t tile) const;
    void count(std::size_t a, std::size_t c, const PhoneHistory::Block& history, SpotTally& tally) const;
    void watch_phone(std::size_t a, std::size_t c, const PhoneHistory::Block& history, SpotTally& tally, Scratch& scratch) const;
    double sine_at(std::size_t a, std::uint16_t row, std::size_t k) const;
    double interruption_s(std::size_t a, std::size_t c, std::size_t k, std::uint16_t from, const PhoneStep& to) const;

    const WorldModel& world_;
    const Study& study_;
    const DemandMap& demand_;
    WindowSlot slot_;
    Sky sky_;
    BeamPlanner planner_;
    WindowPlan plan_;
    std::vector<float> least_sine_;  ///< per payload
    HandoverRules rules_;
    std::vector<InterruptionLaw> laws_;  ///< per class
    MessageLosses losses_;
    std::vector<double> place_gain_;  ///< active phone x carrier: gain ratio
    std::size_t counted_steps_;       ///< those within the window itself
    SkyBins bins_;
    Serving serving_;
    std::vector<TileLinks> links_;
    std::vector<float> usable_share_;       ///< of this step; empty where all are whole
    std::vector<std::uint32_t> at_places_;  ///< rows of active phones
    DemandColumns groups_;
    std::vector<std::uint32_t> group_entries_;
    BeamPlan beams_;
    std::vector<float> dwell_share_;  ///< by entry
    DynamicChannels channels_;
    LitSky lit_;
    UplinkSky uplink_;
    double cell_area_km2_;
    EnvironmentTally environments_;
    PhoneHistory history_;
    std::vector<std::uint32_t> in_view_;             ///< by entry, summed over the counted steps
    std::vector<std::uint64_t> reference_rate_bps_;  ///< the same, over lit ones
    std::vector<std::vector<PlaceRow>> place_rows_;  ///< per active phone at a place; empty elsewhere
    std::vector<std::uint64_t> pairs_;               ///< per tile
    std::uint64_t beam_count_ = 0;
    std::unique_ptr<Buffers> buffers_;
};

/// Adds the window to `tallies`.
WindowOutcome simulate_window(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot, Tallies& tallies);

}  // namespace d2c
