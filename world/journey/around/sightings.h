#pragma once
// What a traveller measures of every satellite that may serve it, at moments between the steps of the network.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "world/journey/around/beam_layout.h"
#include "world/journey/around/local_world.h"
#include "world/radio/reception.h"
#include "world/run/window.h"

namespace d2c {

/// A beam of a satellite above its mask: the one that covers the traveller, or the one that serves it.
struct Sighting {
    std::uint16_t row = kNoRow;  ///< of the window's sky
    std::uint16_t payload = 0;
    std::uint32_t beam = 0;  ///< number of its footprint: over the Earth, or on the satellite
    Angle elevation;
    Metres slant_range{0.0};
    double range_rate_m_per_s = 0.0;                     ///< positive: going away; of a phone at rest
    Metres off_centre{0.0};                              ///< over ground from the middle of the footprint
    double aim_x_m = 0.0, aim_y_m = 0.0, aim_z_m = 0.0;  ///< a point on the beam's axis less the phone, ITRF axes
    Metres centre_range{0.0};                            ///< the same of the footprint's middle
    double centre_range_rate_m_per_s = 0.0;
    double scan_gain = 1.0;    ///< of the beam, against one to nadir
    double remaining_s = 0.0;  ///< until it is below its mask, or its moving beam a pitch behind the phone
    Reception reception;       ///< alone in the beam, its uplink undisturbed
};

/// A beam of a satellite, by its row of the fleet.
struct BeamOf {
    std::uint32_t satellite = 0, beam = 0;
};

/// Buffers are kept from moment to moment.
class Sightings {
  public:
    Sightings(const WorldModel& world, const BeamLayout& layout) : world_{&world}, layout_{&layout} {}

    /// The traveller stands where `local` says. `rows`: of the sky of `run`, those that may be above their mask, ascending.
    /// `interference_w_per_hz`: per carrier, at an isotropic phone. By row; of a satellite first the beam that covers the traveller, then,
    /// where it is another, the one that serves it.
    std::span<const Sighting> at(Instant at, const LocalWorld& local, const WindowRun& run, std::size_t handset,
                                 std::span<const std::uint16_t> rows, std::span<const double> interference_w_per_hz,
                                 std::optional<BeamOf> serving = std::nullopt);

  private:
    void measure(Instant at, const LocalWorld& local, const WindowRun& run, std::span<const std::uint16_t> rows);

    const WorldModel* world_;
    const BeamLayout* layout_;
    SatelliteColumns now_;                  ///< by place in `rows`
    std::vector<std::uint32_t> satellite_;  ///< the same, padded: row of the fleet
    std::vector<float> sine_, range2_m2_, along_nadir_m_, gain_log2_, strength_db_;
    std::vector<double> place_gain_;
    std::vector<Sighting> seen_;
};

}  // namespace d2c
