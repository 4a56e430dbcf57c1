#include "video/online/online_player.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "video/player/player_engine.h"
#include "video/player/rule_chooser.h"
#include "video/player/rule_player.h"
#include "video/player/session_summary.h"

namespace d2c {

class OnlinePlayer::Impl {
  public:
    Impl(const SessionPlan& plan, double start_s) : playback{plan, start_s} {}

    detail::Playback playback;
    std::size_t fixed = 0;
    std::optional<ThroughputEstimate> estimate;
    abr::Movie movie;
    std::unique_ptr<abr::Rule> rule;
    std::optional<detail::RuleChooser> chooser;
    std::optional<double> retry_from_s;  // the download under way was given up then

    std::size_t choose(const SessionPlan& plan, std::size_t i, double& request_s) {
        if (chooser) return chooser->choose(playback, i, request_s);
        return estimate ? estimate->choose(plan) : fixed;
    }
};

OnlinePlayer::OnlinePlayer(const SessionPlan& plan, double start_s)
    : plan_{plan}, start_s_{start_s}, impl_{std::make_unique<Impl>(plan, start_s)} {
    received_.reserve(plan.segment_count());
}

OnlinePlayer::~OnlinePlayer() = default;

Result<std::unique_ptr<OnlinePlayer>> OnlinePlayer::create(const SessionPlan& plan, const RungPolicy& policy, double start_s) {
    std::unique_ptr<OnlinePlayer> player{new OnlinePlayer{plan, start_s}};
    Impl& impl = *player->impl_;
    Faults faults;
    if (!std::isfinite(start_s)) faults.push_back({"", 0, "start_s", std::to_string(start_s), "a finite time [s]"});
    if (const auto* fixed = std::get_if<FixedRung>(&policy)) {
        impl.fixed = fixed->rung;
        if (fixed->rung >= plan.rung_count())
            faults.push_back({"", 0, "rung", std::to_string(fixed->rung), "below " + std::to_string(plan.rung_count())});
    } else if (const auto* rule = std::get_if<ThroughputRule>(&policy)) {
        const Faults of_rule = validate(*rule, "rule");
        faults.insert(faults.end(), of_rule.begin(), of_rule.end());
        if (of_rule.empty()) impl.estimate.emplace(*rule);
    } else {
        impl.movie = movie_of(plan);
        const Faults of_plan = abr::validate(impl.movie, "plan");
        faults.insert(faults.end(), of_plan.begin(), of_plan.end());
        const double max_buffer_ms = plan.service().maximum_buffer_s * 1e3;
        const auto* factory = std::get_if<RuleFactory>(&policy);
        if (faults.empty() && factory) {
            if (*factory) impl.rule = (*factory)(impl.movie, max_buffer_ms);
            if (!impl.rule) faults.push_back({"", 0, "rule", "none", "a factory that makes a rule"});
        } else if (faults.empty()) {
            impl.rule = abr::make_rule(std::get<abr::RuleKind>(policy), impl.movie, max_buffer_ms);
        }
        if (impl.rule) impl.chooser.emplace(plan, impl.movie, *impl.rule, start_s);
    }
    if (!faults.empty()) return faults;
    return player;
}

std::optional<OnlinePlayer::Request> OnlinePlayer::next() {
    if (all_received()) return std::nullopt;
    const std::size_t i = received_.size();
    double request_s = impl_->playback.request_s(i);
    if (impl_->retry_from_s) request_s = std::max(request_s, *std::exchange(impl_->retry_from_s, std::nullopt));
    const std::size_t rung = impl_->choose(plan_, i, request_s);
    request_ = {i, rung, plan_.sizes_bits(rung)[i], request_s};
    return request_;
}

void OnlinePlayer::received(double at_s, double first_bit_s) {
    const double elapsed_s = at_s - request_.at_s;
    if (impl_->chooser) impl_->chooser->measured(request_.bits, elapsed_s, first_bit_s - request_.at_s);
    if (impl_->estimate && elapsed_s > 0.0) impl_->estimate->add(request_.bits, elapsed_s);
    impl_->playback.receive(request_.segment, at_s);
    received_.push_back({request_.rung, request_.at_s, at_s, request_.bits});
}

std::optional<std::size_t> OnlinePlayer::progress(double bits, double at_s, double first_bit_s) {
    if (!impl_->chooser) return std::nullopt;
    const auto lower = impl_->chooser->give_up(impl_->playback, bits, at_s - request_.at_s, first_bit_s - request_.at_s);
    if (lower) {
        impl_->retry_from_s = at_s;
        ++given_up_;
    }
    return lower;
}

double OnlinePlayer::buffer_s(double at_s) const {
    return std::max(0.0, plan_.media_s(received_.size()) - impl_->playback.playhead_s(at_s));
}

std::optional<double> OnlinePlayer::film_ends_s() const {
    const std::size_t count = plan_.segment_count();
    if (!all_received()) return std::nullopt;
    return impl_->playback.played_from_s(count - 1) + plan_.media_s(count) - plan_.media_s(count - 1);
}

SessionResult OnlinePlayer::result(double leaves_s) const {
    std::vector<std::uint16_t> rungs;
    for (const Segment& s : received_) rungs.push_back(static_cast<std::uint16_t>(s.rung));
    const detail::Ending ending{.received = all_received(), .now_s = leaves_s};
    return detail::summarise(leaves_s, plan_, impl_->playback, ending, rungs, start_s_, leaves_s);
}

std::vector<OnlinePlayer::Stall> OnlinePlayer::stalls(double until_s) const {
    const detail::Playback& playback = impl_->playback;
    std::vector<Stall> stalls;
    const std::size_t settled = playback.settled();
    for (std::size_t i = 1; i <= settled; ++i) {
        const double due_s = playback.played_from_s(i - 1) + plan_.segment_s();
        if (due_s >= until_s) break;
        if (i == settled && i == plan_.segment_count()) break;  // the film is over
        const bool over = i < settled && playback.played_from_s(i) <= until_s;
        const double to_s = over ? playback.played_from_s(i) : until_s;
        if (to_s > due_s) stalls.push_back({plan_.media_s(i), due_s, to_s, over});
    }
    return stalls;
}

}  // namespace d2c
