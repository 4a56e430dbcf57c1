#pragma once
// A rule of abr/ as the player asks it, whoever holds the clock. Included by this folder's players only.

#include <algorithm>
#include <cstddef>
#include <optional>

#include "video/abr/rule.h"
#include "video/abr/throughput_estimate.h"
#include "video/player/player_engine.h"

namespace d2c::detail {

/// Between a rule and a playback: what the rule is told, and when. Rule and movie outlive it.
class RuleChooser {
  public:
    RuleChooser(const SessionPlan& plan, const abr::Movie& movie, abr::Rule& rule, double start_s)
        : plan_{plan}, rule_{rule}, estimate_{movie.segment_ms}, free_s_{start_s} {}

    /// Rung of segment `i`, requested at `request_s` or later, which the rule may put off.
    std::size_t choose(const Playback& playback, std::size_t i, double& request_s) {
        abr::Choice choice;
        if (i > 0) {
            // What is over is told of here, where the playhead is known.
            tell(playback, i);
            if (request_s > free_s_) rule_.waited((request_s - free_s_) * 1e3);
            choice = rule_.choose(situation(playback, i, request_s));
            choice.rung = std::min(choice.rung, plan_.rung_count() - 1);
            request_s += std::max(0.0, choice.wait_ms) * 1e-3;
        }
        download_ = {.segment = i, .rung = choice.rung, .size_bits = plan_.sizes_bits(choice.rung)[i]};
        request_s_ = free_s_ = request_s;
        return choice.rung;
    }
    /// The download is over, `elapsed_s` after its request, `first_bit_s` of them without a bit.
    void measured(double bits, double elapsed_s, double first_bit_s) {
        download_.received_bits = bits;
        download_.elapsed_ms = elapsed_s * 1e3;
        download_.first_bit_ms = first_bit_s * 1e3;
        free_s_ = request_s_ + elapsed_s;
    }
    /// Whether to give up the download that has come this far; the first segment never is.
    std::optional<std::size_t> give_up(const Playback& playback, double bits, double elapsed_s, double first_bit_s) {
        if (download_.segment == 0) return std::nullopt;
        measured(bits, elapsed_s, first_bit_s);
        download_.given_up_for = rule_.give_up(download_, situation(playback, download_.segment, free_s_));
        return download_.given_up_for;
    }

  private:
    void tell(const Playback& playback, std::size_t i) {
        rule_.downloaded(download_, situation(playback, i, free_s_));
        if (download_.given_up_for) return;
        // Bits that came in one moment: their throughput is that with the latency.
        const bool at_once = !(download_.elapsed_ms > download_.first_bit_ms);
        const double download_ms = at_once ? download_.elapsed_ms : download_.elapsed_ms - download_.first_bit_ms;
        if (download_ms > 0.0) estimate_.add(download_ms, download_.received_bits / download_ms, at_once ? 0.0 : download_.first_bit_ms);
    }
    abr::Situation situation(const Playback& playback, std::size_t segment, double at_s) const {
        return {segment, std::max(0.0, plan_.media_s(segment) - playback.playhead_s(at_s)) * 1e3, estimate_.throughput_kbps(),
                estimate_.latency_ms()};
    }

    const SessionPlan& plan_;
    abr::Rule& rule_;
    abr::ThroughputEstimate estimate_;
    abr::Download download_;
    double free_s_, request_s_ = 0.0;  // end of what is over; the request under way
};

}  // namespace d2c::detail
