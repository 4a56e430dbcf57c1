#pragma once
// Who may be served in a window and what they ask of every satellite: the network's side, before anybody watches.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "world/input/window_slots.h"
#include "world/plan/planner.h"
#include "world/radio/association.h"
#include "world/run/world_model.h"

namespace d2c {

/// Where a phone is in a window: a row of RadioModel::environments.
std::uint32_t environment_of(const WorldModel& world, const WindowSlot& slot, std::uint32_t phone);

/// What stays over a window: phones with a right, by tile, and what each asks of a satellite of each payload.
class WindowPlan {
  public:
    /// Costs of what is asked go into `costs`.
    WindowPlan(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot, BeamCosts& costs);

    const ActivePhones& active() const { return active_; }
    std::size_t entry(std::size_t a, std::size_t c) const { return a * active_.classes + c; }
    std::size_t entry(std::size_t a, std::size_t c, std::size_t payload) const { return entry(a, c) * active_.payloads + payload; }
    /// Carriers open to a class of an active phone: rights at its spot, known to the class, the class on sale.
    CarrierMask open(std::size_t a, std::size_t c) const { return open_[entry(a, c)]; }
    /// Carriers on which a satellite of that payload lights the phone for that class; under dynamic channels those of every part, of
    /// which its beam uses one.
    CarrierMask used(std::size_t a, std::size_t c, std::size_t payload) const { return used_[entry(a, c, payload)]; }
    /// Share left to the phone by the users beside it in its footprint of that payload.
    double beside(std::size_t a, std::size_t payload) const { return static_cast<double>(beside_[a * active_.payloads + payload]); }
    /// Middle of the phone's footprint of that payload less the phone, ITRF axes [m].
    const std::array<float, 3>& aim(std::size_t a, std::size_t payload) const { return aim_[a * active_.payloads + payload]; }
    std::span<const std::array<float, 3>> aims() const { return aim_; }  ///< by row and payload

    /// Everything asked for at one step, in the order of active phones and classes; phones at named places ask for nothing: they try what
    /// is there. `served`: row of the sky by entry(a, c). `entries` receives the entry of each group.
    void collect(const Sky& sky, const Serving& served, DemandColumns& groups, std::vector<std::uint32_t>& entries) const;
    SpotPlaces places(std::uint32_t spot, std::size_t payload);

    /// Rows of an active spot's phones: from this one on.
    std::size_t row_of(std::uint32_t spot) const;
    /// Takes over where a moving spot's phones are at an instant: their rights, footprints and the users beside them.
    void follow(std::uint32_t spot, Instant at);

  private:
    /// What a spot asks of one payload generation over the window, and where its beams would stand.
    struct SpotDemand {
        ZoneDemand zone;
        std::vector<double> cumulative;
        std::unique_ptr<BeamPlaces> places;
        double most_beams = 0.0;  ///< that can be lit together, a reuse distance apart
    };
    CarrierMask open_to(std::uint32_t spot, std::size_t c, Instant at) const;
    void find_active_phones();
    void fill_rows();
    void fill_row(std::size_t a);
    void number_costs(BeamCosts& costs);
    void ask(std::uint32_t spot, std::size_t payload);
    std::span<const std::int64_t> weigh_by_area(const Zone& zone, std::vector<double>& cumulative) const;
    double others_beside(std::size_t a, std::size_t payload) const;

    const WorldModel& world_;
    const Study& study_;
    const DemandMap& demand_;
    WindowSlot slot_;
    double cell_area_km2_;
    std::optional<PhoneMix> mix_;
    ActivePhones active_;
    std::vector<CarrierMask> open_, used_;
    std::vector<float> beside_;
    std::vector<std::array<float, 3>> aim_;
    struct Asked {
        float footprints = 0.0f, lone_users = 0.0f, area_footprints = 0.0f, users = 0.0f;
        std::uint32_t cost = 0;
    };
    std::vector<Asked> asked_;                              ///< by entry(a, c, payload)
    std::vector<std::unique_ptr<SpotDemand>> spot_demand_;  ///< spot x payload
};

}  // namespace d2c
