#pragma once
// Which satellite serves which phone, one step after another: that of the highest score, kept until another is better by the hysteresis, or
// until the study's handover trigger lets the phone go.

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "roaming/triggers/decision.h"
#include "world/plan/policy.h"
#include "world/radio/lit_sky.h"
#include "world/radio/radio_model.h"
#include "world/sky/tiles.h"

namespace d2c {

/// What stands for the gain of a class and payload that share no carrier.
inline constexpr float kNotMeasured = -std::numeric_limits<float>::infinity();

/// The phones of a window as association reads them, by tile; one row per phone that any class of which has a right.
struct ActivePhones {
    std::vector<std::uint32_t> first_of_tile;  ///< per tile, plus one
    std::vector<std::uint32_t> phone, spot;
    std::vector<std::uint32_t> draw_word;  ///< of path_draw_word
    std::vector<std::uint8_t> environment;
    /// Row x class x payload: gain at 1 m of the carrier by which they are measured [dB]; kNotMeasured where they share none.
    std::vector<float> measured_gain_db;
    std::size_t classes = 0, payloads = 0;
    std::size_t size() const { return phone.size(); }
};

/// One step, for all tiles.
struct AssociationStep {
    const Sky& sky;
    std::size_t step;
    const SkyBins& bins;
    const PhoneTiles& tiles;
    const PhoneColumns& phones;
    const RadioModel& radio;
    PathDrawTime time;
    std::span<const sky::ClearnessColumn> clearness;  ///< per environment
    const ServingPolicy& policy;
    Db hysteresis;
    std::span<const float> usable_share;  ///< per row of the sky, what outages leave; 0 is no candidate; empty where all are whole
    std::span<const float> load;          ///< per row, of the step before; empty before the first
    /// Decides instead of the hysteresis; null: nothing does. Of the satellites that it lets a phone change to, `prefer` takes one, or
    /// the highest score of a policy that is not the strongest signal.
    const TriggerParameters* trigger = nullptr;
    /// Row of ActivePhones x payload: middle of the phone's footprint less the phone [m]; read where there is a trigger.
    std::span<const std::array<float, 3>> aim{};
};

/// What association keeps from step to step, row x class.
struct Serving {
    std::vector<std::uint16_t> row;     ///< of the sky, or kNoRow
    std::vector<std::uint8_t> in_view;  ///< usable satellites above their mask, capped at 255
    std::vector<float> gain_per_m2;     ///< of the path to `row`, isotropic phone with its own draws; 0 without one
};

/// Buffers of one thread.
struct AssociationScratch {
    TileSatellites near;
    std::vector<std::uint8_t> out;         ///< per satellite of `near`: outages leave nothing of it; empty where all are whole
    std::vector<std::uint32_t> satellite;  ///< the same: row of the fleet
    std::vector<std::uint16_t> place;      ///< in `near`, by row of the sky; means nothing for others
    std::vector<float> sine, range2_m2, along_nadir_m, strength_db;
    /// A usable satellite.
    struct Candidate {
        float db = -std::numeric_limits<float>::infinity();
        std::uint16_t row = kNoRow;
        std::size_t place = 0;  ///< in `near`
    };
    std::vector<Candidate> best;  ///< the strongest, per payload
    std::vector<unsigned> count;  ///< usable ones, per payload
    /// The usable satellites of one phone as a policy sees them, and those of one class of it, by row.
    struct Field {
        std::vector<std::int32_t> row;
        std::vector<float> sine, range_m, strength_db, remaining_s, load;
        void clear();
    };
    Field seen, shown;
    std::vector<std::uint32_t> by_row;
    std::vector<float> score;
    /// The same as roaming/triggers reads it.
    struct CellRows {
        std::vector<double> rsrp_dbm, sinr_db, distance_m, remaining_s;
        std::vector<std::uint8_t> allowed;
        CellColumns view() const { return {rsrp_dbm, sinr_db, distance_m, remaining_s, allowed, {}, {}}; }
    };
    CellRows cells;
};

/// Fills `links` and moves `serving` on for the phones of one tile; the pairs of satellite and phone looked at are returned. A class
/// counts only satellites that share a carrier with it. RSRP is that of a beam aimed at the phone: EIRP, scan loss, free space, gas and the
/// phone's own channel draw.
std::uint64_t associate(const AssociationStep& step, std::uint32_t tile, const ActivePhones& active, TileLinks& links, Serving& serving,
                        AssociationScratch& scratch);

}  // namespace d2c
