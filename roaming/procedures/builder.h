#pragma once
// Adds steps with their delays to a procedure; used by the sequences alone.

#include "roaming/procedures/sequence.h"

namespace d2c {

/// One way, and how much of it goes over feeder and inter-satellite links.
struct Way {
    std::chrono::nanoseconds time{}, over_feeder{};
};

class SequenceBuilder {
  public:
    SequenceBuilder(ProcedureKind kind, const ProcedureSettings& s, const DrawKey& key) : settings_{s}, key_{key}, procedure_{kind} {}
    Procedure finish() const { return procedure_; }
    void fail(Failure failure) { procedure_.fail(failure); }
    const NodeTimes& times() const { return settings_.times; }
    const ProcedureSettings& settings() const { return settings_; }
    bool interrupting = false;

    Way access(const RadioSide& side) const {
        const auto feeder = settings_.ran_place == RanPlace::kGateway ? side.delays.feeder : std::chrono::nanoseconds{};
        return {side.delays.service_link + feeder, feeder};
    }
    Way ran_to_core(const RadioSide& side) const {
        const auto feeder = settings_.ran_place == RanPlace::kSatellite ? side.delays.feeder : std::chrono::nanoseconds{};
        return {side.delays.core + feeder, feeder};
    }
    /// Between two RAN nodes: nothing on one satellite or at one site, else over a link of their own, or by way of the core.
    Way ran_to_ran(const RadioSide& a, const RadioSide& b) const;

    /// Waiting or working at one node.
    void at(std::string_view name, Node node, const NodeTime& time);
    /// A message over the air, repeated as its loss asks.
    void radio(std::string_view name, Node from, Node to, const RadioSide& side, const NodeTime& processing,
               const NodeTime* waiting = nullptr);
    /// A message between nodes of the networks.
    void wire(std::string_view name, Node from, Node to, Leg leg, Way way, const NodeTime& processing);
    /// Messages 1 and 2, or message A with its answer: what ends in a usable uplink.
    void preamble_and_response(const RadioSide& side, Node ran);
    /// Contention-based: four messages, or two; `request` and `answer` name messages 3 and 4.
    void random_access(const RadioSide& side, Node ran, std::string_view request, std::string_view answer,
                       const NodeTime& answer_processing);

  private:
    const ProcedureSettings& settings_;
    DrawKey key_;
    Procedure procedure_;
    std::uint32_t messages_ = 0;
};

}  // namespace d2c
