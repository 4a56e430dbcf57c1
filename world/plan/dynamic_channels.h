#pragma once
// Dynamic channels: which part of the carriers each lit beam uses at a step, by what is lit around it.

#include <cstdint>
#include <span>
#include <vector>

#include "constellation/propagate.h"
#include "world/plan/beam_plan.h"
#include "world/radio/radio_model.h"

namespace d2c {

/// Gives the lit beams of one step after another their parts. A beam whose aim was lit the step before keeps its part while no other that
/// kept its own uses it within the reuse distance. After these come all others, in the plan's order (by satellite, then by spot): each
/// takes the part that the fewest beams placed before it use within the reuse distance, of these the one on which it and those within
/// three footprints (main lobe, first side lobes) disturb each other least, of these that of its place. It runs in one thread, so it is
/// the same for any number of them.
class DynamicChannels {
  public:
    /// Both must outlive it.
    DynamicChannels(const RadioModel& radio, const SpectrumUse& spectrum);
    /// Replaces the parts of the plan's beams. `payload`: per row of the sky.
    void assign(const SatelliteColumns& now, std::span<const std::uint16_t> payload, BeamPlan& plan);

  private:
    /// A beam of this step.
    struct Beam {
        double x_itrf_m, y_itrf_m, z_itrf_m;  ///< aim
        double satellite_x_itrf_m, satellite_y_itrf_m, satellite_z_itrf_m;
        double ux, uy, uz;  ///< unit vector from the satellite to the aim
        double eirp_w_per_hz;
        double reuse_distance_m;
        std::size_t payload;
        CarrierMask first_parts;
        unsigned part;
        std::uint32_t next;  ///< placed in the same bucket
    };
    /// A part that an aim had the step before.
    struct Memory {
        double x_itrf_m, y_itrf_m, z_itrf_m;
        unsigned part;
        std::uint32_t next;
    };
    static constexpr std::uint32_t kNone = 0xffffffff;

    void remember();
    void arrange(const SatelliteColumns& now, std::span<const std::uint16_t> payload, const BeamPlan& plan);
    std::size_t bucket(std::int64_t x, std::int64_t y, std::int64_t z) const;
    const Memory* memory_of(const Beam& beam) const;
    /// Power per hertz and square metre that one beam throws at another's aim, above its floor.
    double thrown(const Beam& from, const Beam& at) const;
    /// Calls `see(beam)` for those placed within the hearing distance.
    template <class See>
    void each_near(const Beam& beam, const See& see) const;
    bool is_free(const Beam& beam, unsigned part) const;
    unsigned least_disturbed(const Beam& beam) const;
    void place(std::uint32_t b, unsigned part);

    const RadioModel* radio_;
    const SpectrumUse* spectrum_;
    double hearing_m_ = 0.0;
    std::vector<Beam> beams_;
    std::vector<std::uint32_t> heads_;  ///< of the buckets of placed beams
    std::vector<Memory> memory_;
    std::vector<std::uint32_t> memory_heads_;
    std::vector<std::uint32_t> waiting_;
};

}  // namespace d2c
