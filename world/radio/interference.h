#pragma once
// What a phone hears of all the beams that are not its own.

#include <cstdint>
#include <span>
#include <vector>

#include "world/radio/association.h"
#include "world/plan/beam_plan.h"

namespace d2c {

/// The lit beams of one step, arranged for looking them up from the ground.
///
/// Far from its axis a beam's gain is exactly its floor, so a satellite's beams beyond that angle are one sum (exact, no approximation);
/// those nearer are taken one by one with the pattern. Beams of one zone form a cluster with a cone around it, so that most are passed over
/// in one comparison.
class LitSky {
  public:
    LitSky(const Sky& sky, const SkyStep& step, const BeamPlan& plan, const Fleet& fleet, const RadioModel& radio,
           const SpectrumUse& spectrum);

    /// Adds to `density_w_per_hz[k]` (per carrier, isotropic phone) what arrives on carrier k from every beam of every satellite above the
    /// horizon, for carriers in `wanted`. Left out: beams in the phone's own footprint, and those nearer to it than the reuse distance,
    /// which the planner does not light at the same moment. `scintillation_db` per carrier is a loss of every path.
    void add(const PhoneColumns& phones, std::size_t phone, const SkyIndex& index, const RadioModel& radio, CarrierMask wanted,
             WindowDraws& draws, std::span<double> density_w_per_hz, std::uint64_t& links) const;

    /// The same sum, beam by beam over the whole sky without index, cones or floor sums: the oracle of tests.
    void add_exactly(const PhoneColumns& phones, std::size_t phone, const RadioModel& radio, CarrierMask wanted, WindowDraws& draws,
                     std::span<double> density_w_per_hz) const;

  private:
    struct Aim {
        double x, y, z;  ///< unit vector from the satellite, ITRF axes
    };
    struct Beam {
        double x_itrf_m, y_itrf_m, z_itrf_m;
        double eirp_w_per_hz;  ///< at its peak, scan loss taken off
        CarrierMask carriers;
        std::int32_t phone;
    };
    struct Cluster {
        std::uint32_t first, last;
        double x, y, z;       ///< unit vector of its middle
        double least_cosine;  ///< beyond this angle every beam of the cluster is at its floor
    };
    struct Satellite {
        std::uint32_t row;  ///< of the sky
        std::uint16_t payload;
        std::uint32_t first_cluster, last_cluster;
        CarrierMask carriers;
    };
    double path_gain(const Satellite& satellite, const RadioModel& radio, const Sight& line, WindowDraws& draws) const;
    bool left_out(const Beam& beam, const PhoneColumns& phones, std::size_t phone, double reuse_distance_m) const;

    const SkyStep* step_;
    std::size_t carrier_count_;
    std::vector<Satellite> satellites_;
    BinnedSatellites binned_;       ///< bins of the sky -> entries of `satellites_`
    std::vector<double> eirp_sum_;  ///< per entry and carrier [W/Hz]
    std::vector<Cluster> clusters_;
    std::vector<Aim> aims_;  ///< of the beams: all that most of them are asked for
    std::vector<Beam> beams_;
};

}  // namespace d2c
