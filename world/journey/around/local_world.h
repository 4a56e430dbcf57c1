#pragma once
// The part of a world that a traveller's satellites serve: small enough to be planned every few seconds for days.

#include <cstdint>

#include "world/run/world_model.h"

namespace d2c {

/// Around a place: every zone that a satellite above its horizon may serve, with the world's own phones, demand and draws, so that what
/// is lit in the traveller's sky is what the whole world would light there. Beyond them nobody is served.
class LocalWorld {
  public:
    /// `world` must outlive it. `environment`: row of its radio model in which the traveller is; `draw_id`: its identity in draws.
    LocalWorld(const WorldModel& world, Quarter quarter, const Geodetic& centre, std::uint32_t environment, std::uint64_t draw_id);
    /// Whether it still serves for a traveller there, then.
    bool holds(const Geodetic& at, Quarter quarter) const;
    /// Where the traveller is at a step of the network.
    void move(const Geodetic& to, Jurisdiction jurisdiction);
    /// Where it is between steps: what is lit for others is left as it was.
    void stand(const Geodetic& at, Jurisdiction jurisdiction);

    const WorldModel& model() const { return model_; }
    const DemandMap& demand() const { return demand_; }
    std::uint32_t spot() const { return spot_; }                        ///< the traveller's
    std::uint32_t phone() const { return spot_ * kPhonesPerSpot; }      ///< row of the phone columns
    std::uint32_t tile() const { return model_.tiles.tile_of(spot_); }  ///< of its own

  private:
    Geodetic centre_;
    Quarter quarter_;
    WorldModel model_;
    DemandMap demand_;
    std::uint32_t spot_ = 0;
};

/// Angle at the Earth's centre to the farthest point that a satellite above a place's horizon may serve.
Angle reach_of_sky(const Fleet& fleet);

}  // namespace d2c
