#pragma once
// What a satellite's receive beam hears of all phones that are not its own.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "world/plan/beam_plan.h"
#include "world/radio/association.h"
#include "world/radio/uplink_tables.h"
#include "world/sky/kernels.h"

namespace d2c {

/// Share of a lit beam's resource blocks up in which a phone sends: every user keeps one, evenly drawn.
double uplink_activity(BeamLoad load, double users, double blocks);

/// One step: what is lit for whom, and who listens.
struct UplinkStep {
    const Sky& sky;
    std::size_t step;
    const BeamPlan& plan;
    const DemandColumns& groups;  ///< of that plan
    const PhoneColumns& phones;
    const ActivePhones& active;
    const Serving& serving;
};

/// A phone's beam at its satellite.
struct UplinkBeam {
    std::uint32_t row = 0;              ///< of the sky
    std::uint32_t phone = 0;            ///< row of the columns
    std::array<float, 3> aim{0, 0, 0};  ///< middle of its footprint less the phone, ITRF axes [m]
    std::size_t carrier = 0;
};

/// The phones that transmit at one step, arranged for looking them up from satellites.
///
/// In every lit beam the users' power stands at its aim point. Beyond the angle from which a receive beam's pattern never rises above its
/// floor, it has exactly the floor, so what a satellite hears there is one sum for all its beams: beam by beam where they stand around the
/// point under it, elsewhere by cells of 400 km (or of the run's grid, where that is coarser), each with all its power in its middle. On
/// top of it comes what transmitters within that angle are above the floor, one by one. Paths have the mean channel.
///
/// Work is split by satellites, by cells and by beams; no sum crosses a split. Once warm, a step allocates nothing.
class UplinkSky {
  public:
    /// All must outlive it.
    UplinkSky(const Phones& phones, int grid_order, const RadioModel& radio, const SpectrumUse& spectrum, BeamLoad load);
    /// Replaces what was lit before. `serving` says for which satellites sums are made. Runs in the caller's task arena.
    void light(const UplinkStep& step);

    /// Power of other phones in a resource block over the noise there, the beam's scan gain not yet applied (it falls on both). The
    /// satellite serves somebody. Left out: the phones in the phone's own footprint, and in beams nearer to it than the reuse distance,
    /// which are not lit at the same moment.
    double over_noise(const UplinkBeam& beam) const;

    /// What one satellite hears above its floor: transmitters are looked at as the first of its beams comes near them. Of one thread.
    class Ear {
      public:
        std::uint32_t row() const { return row_; }

      private:
        friend class UplinkSky;
        std::uint32_t row_ = kNoRow;        ///< of the sky
        std::vector<sky::SeenBlock> seen_;  ///< of its candidates, those that `known_` says
        std::vector<std::uint8_t> known_;
        std::vector<std::uint32_t> near_, suspects_;  ///< buffers
    };
    /// Makes it that of satellite `row` at the step that is lit.
    void tune(std::uint32_t row, Ear& ear) const;
    /// `ear`: tuned to the beam's satellite.
    double over_noise(const UplinkBeam& beam, Ear& ear) const;

  private:
    static constexpr std::size_t kCellsInBlock = 16, kRowsAtOnce = 64;
    static_assert(kCellsInBlock % sky::kNearLanes == 0);
    static constexpr float kRounding_m = 10.0f;  ///< covers single precision of positions
    /// Columns of transmitters in blocks.
    struct Ground {
        std::vector<float> x_m, y_m, z_m, up_x, up_y, up_z, power;
        std::vector<CarrierMask> carriers;  ///< per block
        std::size_t rows = 0;
        void clear(std::size_t row_count, std::size_t carrier_count);
        bool lit(std::size_t row) const { return up_x[row] != 0.0f || up_y[row] != 0.0f || up_z[row] != 0.0f; }
        void put(std::size_t row, double x, double y, double z);
        sky::GroundView view() const {
            return {x_m.data(), y_m.data(), z_m.data(), up_x.data(), up_y.data(), up_z.data(), power.data(), rows, carriers.data()};
        }
    };
    struct Sphere {
        float x = 0.0f, y = 0.0f, z = 0.0f, radius_m = -1.0f;  ///< ITRF metres; no radius: empty
    };
    /// Seen from the Earth's centre.
    struct Cap {
        float x, y, z, cos_radius, sin_radius;
        bool any;  ///< holds something
        /// Whether it comes within an angle, given by cosine and sine, of a direction.
        bool within(float sx, float sy, float sz, float cosine, float sine) const;
    };
    /// Of the satellites of one chunk: blocks of beams that may lie within the near angle of an axis, and where they are.
    struct Candidates {
        std::vector<std::uint32_t> block;
        struct Columns {
            std::vector<float> x, y, z, chord2;
            void clear();
            void put(float to_x, float to_y, float to_z, float reach2);
            sky::Reaches view(std::size_t first, std::size_t count) const {
                return {x.data() + first, y.data() + first, z.data() + first, chord2.data() + first, count};
            }
        };
        Columns to;                          ///< by block; each satellite's padded
        Columns groups;                      ///< of sixteen blocks, padded as well
        std::vector<std::uint32_t> in_view;  ///< buffers: blocks of cells; rows of beams and of cells
        std::vector<sky::RowRange> close, far;
    };
    std::uint32_t place_of(const LitBeam& beam) const;
    void sort_beams(std::size_t count);
    void put_beam(const UplinkStep& step, std::size_t b);
    void sum_cell(std::size_t cell);
    void bound_block(std::size_t block);
    void bound_super_blocks();
    void find_listeners(const UplinkStep& step);
    void listen(std::uint32_t row, Candidates& candidates);
    void sum_floor(std::uint32_t row, CarrierMask wanted, Candidates& candidates);
    void find_near(std::uint32_t row, CarrierMask wanted, Candidates& candidates);
    static void group_candidates(const sky::RowRange& blocks, sky::RowRange& groups, Candidates& candidates);
    struct MeanGain {
        float lowest_sine = 0.0f;
        std::vector<float> knots;  ///< of sky::Receiver, over all environments
    };
    sky::Receiver receiver(std::uint32_t row, const MeanGain& gain) const {
        return {static_cast<float>(columns_->x_itrf_m[row]),
                static_cast<float>(columns_->y_itrf_m[row]),
                static_cast<float>(columns_->z_itrf_m[row]),
                gain.knots.data(),
                gain.lowest_sine,
                static_cast<std::int32_t>(gain.knots.size()) - 1};
    }
    static Sphere sphere_around(const Ground& ground, std::size_t first, std::size_t last);
    template <class Visit>
    void each_listener(const UplinkStep& step, const Visit& visit);
    static Cap cap_around(const Sphere& sphere);

    const RadioModel* radio_;
    const SpectrumUse* spectrum_;
    BeamLoad load_;
    std::size_t carrier_count_;
    MeanGain beam_gain_, cell_gain_;   ///< of a place; averaged over a cell's breadth, since the horizon cuts cells
    std::vector<double> eirp_mw_;      ///< per class
    std::vector<double> ratio_at_1m_;  ///< payload x carrier: of 1 mW in a block over the noise there, 1 m away

    std::vector<ReceivePattern> patterns_;  ///< payload x carrier
    double silent_m_ = 0.0;                 ///< who stands farther from a phone than this is heard, whatever the payload

    const SatelliteColumns* columns_ = nullptr;
    const Sky* sky_ = nullptr;
    const PhoneColumns* phones_ = nullptr;
    Ground beams_, cells_;                                      ///< a row per lit beam; per cell
    std::vector<float> silent_within2_m2_;                      ///< per row of `beams_`
    std::vector<std::int32_t> own_phone_;                       ///< the same
    std::vector<std::uint32_t> place_of_spot_, cell_of_place_;  ///< spots in the order of their pixels; on coarse grids places are cells
    std::vector<std::uint32_t> next_row_;                       ///< by place
    std::vector<std::uint32_t> place_of_beam_, row_of_beam_, first_row_;  ///< rows of `beams_`: by beam of the plan; by cell, plus one
    std::vector<Sphere> beam_sphere_, block_sphere_;                      ///< per block of `beams_`; per block of cells, around its beams
    std::vector<Cap> block_cap_, super_cap_;
    struct Listeners {
        double x = 0.0, y = 0.0, z = 0.0, count = 0.0, radius2_m2 = 0.0;
    };
    std::vector<Listeners> listeners_;                          ///< per row of the sky: around whom it serves
    std::vector<float> floor_;                                  ///< row of the sky x carrier: power times path gain
    std::vector<Candidates> candidates_;                        ///< per chunk of rows
    std::vector<sky::RowRange> candidate_range_, group_range_;  ///< per row of the sky
};

}  // namespace d2c
