#pragma once
// Takes down what a traveller met, row by row.

#include <cstdint>
#include <set>
#include <string>

#include "results/slice/slice.h"
#include "world/journey/journey.h"

namespace d2c {

/// Observer of one journey. Steps of the network are counted as they come; where a window of the study ends, the step at its end is the
/// one before, and what the next window lights at that instant is not kept.
class SliceRecorder final : public JourneyObserver {
  public:
    SliceRecorder(const JourneyPlan& plan, Instant start) : plan_{plan}, world_{*plan.world}, start_{start} {}
    void network(const Surroundings& around) override;
    void measured(const JourneyMoment& moment) override;

    /// All rows but those of users, handsets and films, with the tables that they refer to. Once.
    slice::Slice take(double duration_s, double radius_m);
    std::uint64_t draw_id() const { return draw_id_; }
    /// Why no satellite may serve at the first moment.
    const std::string& why_nobody() const { return why_nobody_; }

  private:
    void add_lit(const Surroundings& around, int step);
    void add_cell(const JourneyMoment& moment, const Measurement& cell, int step);
    std::string network_id(const AccessOption& option, Plmn plmn);
    void add_tables();
    void add_ephemeris(double duration_s);
    void add_agreements();

    const JourneyPlan& plan_;
    const WorldModel& world_;
    Instant start_;
    slice::Slice slice_;
    const Surroundings* around_ = nullptr;
    int network_step_ = 0, last_step_ = -1;
    std::uint64_t draw_id_ = 0;
    CarrierMask carriers_ = 0;
    std::set<std::uint32_t> satellites_;
    std::set<const Operator*> operators_;
    std::string why_nobody_;
};

}  // namespace d2c
