#pragma once
// The network around a traveller, step after step, and what it measures in between.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "world/journey/around/sightings.h"

namespace d2c {

struct Whereabouts {
    Geodetic at;
    Jurisdiction jurisdiction;
};
/// Where a traveller is at an instant.
using Way = std::function<Whereabouts(Instant)>;

struct Traveller {
    std::size_t handset = 0;
    std::uint32_t environment = 0;  ///< row of RadioModel::environments
    std::uint64_t draw_id = 0;
    Way way;
    int users = 1;  ///< who share its beam evenly, the traveller among them
};

/// What a satellite gives a traveller at a moment.
struct Offer {
    Sighting seen;
    std::uint32_t satellite = 0;  ///< row of the fleet
    double lit_share = 0.0;       ///< of time: the beam's turn
    double free_share = 0.0;      ///< of the lit beam: what users beside leave
    double share = 0.0;           ///< both together
    double others_up = 0.0;       ///< other phones' power over the noise of an uplink's block, the beam's scan gain applied
    double downlink_bps = 0.0;    ///< the traveller's own; 0 where the uplink cannot acknowledge
    double voice_down_bps = 0.0;  ///< the same whatever the uplink
    double call_margin_db = 0.0;  ///< of the uplink's SINR over what a call needs in the blocks that are its own; far below 0 for none
};

/// Plans the network around a traveller at the study's steps, window by window, and tells what it measures at any moment between the last
/// two steps. Powers of others are linear between steps; shares of beams are those of the step before. What others send up is known at the
/// satellite that served at the step before, and taken for the others.
class Surroundings {
  public:
    /// The network at one of its steps, where the traveller stands.
    struct Moment {
        Instant at{};
        std::vector<std::uint16_t> rows;            ///< of the sky: satellites that may be above their mask, ascending
        std::vector<float> share;                   ///< by row of the sky: of a beam's time
        std::vector<double> interference_w_per_hz;  ///< per carrier, at an isotropic phone
        double others_up = 0.0;                     ///< over noise, the beam's scan gain applied
        bool open = false;                          ///< any carrier is, to the traveller from any satellite
    };
    /// All must outlive it.
    Surroundings(const WorldModel& world, const BeamLayout& layout, Traveller traveller);
    ~Surroundings();

    /// The first step at `at`; a minute before it looks back.
    void begin(Instant at);
    /// The next step. `serving`: row of the fleet of the satellite that serves the traveller, if any.
    void advance(std::optional<std::uint32_t> serving);
    const Moment& before() const { return before_; }
    const Moment& after() const { return after_; }

    /// Every beam that may serve at a moment from that of `before` to that of `after`, by row of the sky; valid until the next call.
    std::span<const Offer> at(Instant moment, std::optional<BeamOf> serving = std::nullopt);
    /// Fine cell in which the traveller stood at the last moment.
    std::int64_t fine_cell() const;
    const WorldModel& world() const { return world_; }
    /// Of the step last taken: what is lit, and in which world.
    const WindowRun& run() const { return *run_; }
    const LocalWorld& local() const { return *local_; }

  private:
    void begin_window(Instant at);
    void take(std::size_t k, std::optional<std::uint32_t> serving, Moment& moment);

    const WorldModel& world_;
    const BeamLayout& layout_;
    Traveller traveller_;
    std::size_t steps_of_window_;
    std::unique_ptr<LocalWorld> local_;
    std::unique_ptr<WindowRun> run_;
    std::size_t step_ = 0;  ///< of `after_`
    bool looked_back_ = false;
    Moment before_, after_;
    Sightings sightings_;
    LitSky::TileColumns columns_;
    std::vector<std::uint16_t> rows_;
    std::vector<double> interference_;
    std::vector<Offer> offers_;
};

}  // namespace d2c
