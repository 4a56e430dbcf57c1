#pragma once
// A procedure as the messages that make it up: each with the way it goes, what that way takes and what the receiver takes.

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/random.h"
#include "roaming/measurement/cell.h"

namespace d2c {

enum class Node : std::uint8_t { kPhone, kRan, kSourceRan, kTargetRan, kCore, kSourceCore, kHomeCore };
std::string_view to_string(Node node);

/// What a message crosses. A RAN node stands on the satellite or at the gateway (RanPlace).
enum class Leg : std::uint8_t {
    kNone,        ///< nothing: waiting or processing at one node
    kAccess,      ///< phone to RAN: the service link, and the feeder link where the RAN node is at the gateway
    kRanToCore,   ///< the rest of the way to the serving core
    kRanToRan,    ///< between two RAN nodes
    kCoreToCore,  ///< between two networks' cores (S10, N14)
    kCoreToHome,  ///< serving core to home core
};
std::string_view to_string(Leg leg);

struct Step {
    std::string_view name;
    Node from = Node::kPhone, to = Node::kPhone;
    Leg leg = Leg::kNone;
    std::uint8_t transmissions = 1;          ///< of a message over the air
    bool interrupts = false;                 ///< user data stand still meanwhile
    std::chrono::nanoseconds crossing{};     ///< all transmissions but the last with their feedback, then the way of the last one
    std::chrono::nanoseconds over_feeder{};  ///< of that, over feeder and inter-satellite links
    std::chrono::nanoseconds waiting{};      ///< for an occasion to send
    std::chrono::nanoseconds processing{};   ///< at the receiver
    std::string_view source;                 ///< of waiting and processing
    std::chrono::nanoseconds total() const { return crossing + waiting + processing; }
};

enum class ProcedureKind : std::uint8_t {
    kCamp,                 ///< cell search and system information, registration where needed
    kConnect,              ///< random access, RRC set-up, service request
    kHandoverPreparation,  ///< report to command; user data go on
    kHandover,             ///< execution, and before it the preparation unless conditional
    kReestablishment,
    kTrackingAreaUpdate,
    kChangeOfNetwork,  ///< release, then all of an attach in another network
};
std::string_view to_string(ProcedureKind kind);

enum class Failure : std::uint8_t {
    kNone,
    kMessageLost,      ///< every transmission that the limit allows
    kPreambleDelay,    ///< the preamble arrives outside its guard time
    kPreambleDoppler,  ///< the preamble arrives more than half its subcarrier spacing off
    kNoTiming,         ///< an uplink without random access, to a cell whose timing the phone cannot know
    kTimer,            ///< the timer that watches the procedure ran out first
    kTargetGone,       ///< the cell was barred or ceased to serve meanwhile
};
std::string_view to_string(Failure failure);

/// A sequence of steps, ended at the first failure. Fixed capacity: nothing is allocated.
class Procedure {
  public:
    static constexpr std::size_t kMostSteps = 40;
    Procedure() = default;
    explicit Procedure(ProcedureKind kind) : kind_{kind} {}

    ProcedureKind kind() const { return kind_; }
    std::span<const Step> steps() const { return {steps_.data(), count_}; }
    bool succeeded() const { return failure_ == Failure::kNone; }
    Failure failure() const { return failure_; }
    /// From the first step's begin to the last one's end.
    std::chrono::nanoseconds total() const { return total_; }
    /// Sum of the steps during which user data stand still.
    std::chrono::nanoseconds interruption() const { return interruption_; }
    /// Sum of the steps before the first that interrupts.
    std::chrono::nanoseconds before_interruption() const { return before_; }

    /// Nothing after a failure.
    void add(const Step& step);
    void fail(Failure failure) {
        if (failure_ == Failure::kNone) failure_ = failure;
    }
    /// For what an observer cuts short or draws out: the interruption ends at `interruption`, unsuccessful.
    void cut(Failure failure, std::chrono::nanoseconds interruption);

  private:
    ProcedureKind kind_ = ProcedureKind::kCamp;
    Failure failure_ = Failure::kNone;
    std::uint8_t count_ = 0;
    std::chrono::nanoseconds total_{}, interruption_{}, before_{};
    std::array<Step, kMostSteps> steps_{};
};

/// A part of a step's time: `phone`, `service link`, `feeder link`, `core`, … and what it took.
struct StepPart {
    std::string_view step, place;
    std::chrono::nanoseconds time{};
};
/// Every part that takes time, in order: waiting, the way without and with the feeder link, processing. They sum to the procedure's total
/// (one cut short by a timer has more steps than it had time for).
template <class Visit>
void visit_parts(const Procedure& procedure, Visit&& visit) {
    for (const Step& s : procedure.steps()) {
        const auto part = [&](std::string_view place, std::chrono::nanoseconds time) {
            if (time.count() != 0) visit(StepPart{s.name, place, time});
        };
        part(to_string(s.from), s.waiting);
        part(to_string(s.leg), s.crossing - s.over_feeder);
        part("feeder link", s.over_feeder);
        part(to_string(s.to), s.processing);
    }
}

/// How messages over the air get lost: independently with `probability` each, drawn by key, up to a number of transmissions.
struct MessageLoss {
    double probability = 0.0;
    int most_transmissions = 4;
    DrawKey key{};

    /// Transmissions of message `message` of this procedure, 1 or more; 0 where all were lost.
    int transmissions(std::uint32_t message) const {
        if (!(probability > 0.0)) return 1;
        if (probability >= 1.0) return 0;
        DrawKey one = key;
        one.other = message;
        const double needed = 1.0 + std::floor(std::log(uniform01(one)) / std::log(probability));
        return needed > most_transmissions ? 0 : static_cast<int>(needed);
    }
};

}  // namespace d2c
