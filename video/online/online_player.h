#pragma once
// The player where somebody else brings the segments: a packet simulator asks it what to request and when, and tells it what came.

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "video/abr/rule.h"
#include "video/player/player.h"
#include "video/player/throughput_rule.h"

namespace d2c {

/// A rule of the caller's own: called once for a session, with a movie that outlives the rule.
using RuleFactory = std::function<std::unique_ptr<abr::Rule>(const abr::Movie& movie, double max_buffer_ms)>;
struct FixedRung {
    std::size_t rung = 0;
};
/// Who chooses the rungs: nobody, the world engine's rule, one of abr/, one of the caller's.
using RungPolicy = std::variant<FixedRung, ThroughputRule, abr::RuleKind, RuleFactory>;

/// One session of a plan. Its times are the caller's clock [s], which never goes back; one download is under way at a time. The figures are
/// those of `play_fixed_rung`, `play_adaptive` and `play_by_rule` for downloads that take as long.
class OnlinePlayer {
  public:
    struct Request {
        std::size_t segment = 0, rung = 0;
        double bits = 0.0;
        double at_s = 0.0;  ///< when to make it: now or later
    };
    struct Segment {
        std::size_t rung;
        double requested_s, received_s, bits;
    };
    struct Stall {
        double media_s;  ///< place in the film
        double from_s, to_s;
        bool over;  ///< false: it went on at the time asked for
    };

    /// A fault for a policy that is not valid (a rung the plan has not, a rule out of range, an empty factory, a film the rules do not
    /// take) or a start that is not finite. `plan` outlives the player.
    static Result<std::unique_ptr<OnlinePlayer>> create(const SessionPlan& plan, const RungPolicy& policy, double start_s);
    ~OnlinePlayer();

    /// The next request, decided by what is known now; nothing once all segments are there. To be called once at the start, and again after
    /// each `received` and each `progress` that gave a download up.
    std::optional<Request> next();
    /// The segment under way is whole; its first bit came at `first_bit_s`.
    void received(double at_s, double first_bit_s);
    /// `bits` of the segment under way have come. The rung for which the rule gives it up: then the download is over, and `next` asks for
    /// the same segment again. Abr rules do so, no other policy.
    std::optional<std::size_t> progress(double bits, double at_s, double first_bit_s);

    bool all_received() const { return received_.size() == plan_.segment_count(); }
    const std::vector<Segment>& segments() const { return received_; }
    int given_up() const { return given_up_; }
    /// Film received and not yet played [s].
    double buffer_s(double at_s) const;
    /// When the film ends if nothing stalls any more; known once all segments are there [s].
    std::optional<double> film_ends_s() const;
    /// The session as a viewer sees it who leaves at `leaves_s`, which is not before the last event.
    SessionResult result(double leaves_s) const;
    /// Stalls up to `until_s`, the one under way then included; the start-up is none.
    std::vector<Stall> stalls(double until_s) const;
    const SessionPlan& plan() const { return plan_; }

  private:
    class Impl;
    OnlinePlayer(const SessionPlan& plan, double start_s);
    const SessionPlan& plan_;
    double start_s_;
    std::vector<Segment> received_;
    Request request_;
    int given_up_ = 0;
    std::unique_ptr<Impl> impl_;
};

}  // namespace d2c
