#pragma once
// BOLA and BOLA-E. K. Spiteri, R. Urgaonkar, R. Sitaraman, "BOLA: near-optimal bitrate adaptation for online videos", INFOCOM 2016;
// K. Spiteri, R. Sitaraman, D. Sparacio, "From theory to practice", ACM TOMM 15 (2s), 2019 (BOLA-E: section 4).

#include <vector>

#include "video/abr/rule.h"
#include "video/abr/rules/throughput.h"

namespace d2c::abr {

/// The objective both maximise: of the rungs, that of the highest (V (utility + gp) - buffer) / bit rate, utilities being logarithms.
class BolaObjective {
  public:
    /// `lowest_utility` of the lowest rung; the others follow by the logarithm of their bit rate over the lowest.
    BolaObjective(const Movie& movie, double lowest_utility);
    void set(double v_ms, double gp) {
        v_ms_ = v_ms;
        gp_ = gp;
    }
    double v_ms() const { return v_ms_; }
    double highest_utility() const { return utilities_.back(); }
    /// Numerator of the objective [ms]: positive while downloading pays.
    double gain_ms(std::size_t rung, double buffer_ms) const { return v_ms_ * (utilities_[rung] + gp_) - buffer_ms; }
    std::size_t best(double buffer_ms) const;
    /// Buffer from which no lower rung is better, and above which waiting is.
    double least_buffer_ms(std::size_t rung) const;
    double most_buffer_ms(std::size_t rung) const { return v_ms_ * (utilities_[rung] + gp_); }
    /// The lower rung for which the download of `rung` should be given up: its objective, over a download of its proportional size, is the
    /// best, and it is smaller than the `left_bits` of the one under way.
    std::optional<std::size_t> better_than(std::size_t rung, double size_bits, double left_bits, double buffer_ms) const;

  private:
    const Movie& movie_;
    std::vector<double> utilities_;
    double v_ms_ = 0.0, gp_ = 0.0;
};

/// BOLA for a film of finite length, in the variant that never requests more than one rung above what the throughput sustains (BOLA-U).
/// gp = 5 (in segments' utility; default of Sabre); the buffer aimed at is the smaller of the maximum and half of what was, or is left to
/// be, played, at least three segments.
class BolaRule final : public Rule {
  public:
    BolaRule(const Movie& movie, double max_buffer_ms);
    Choice choose(const Situation& now) override;
    std::optional<std::size_t> give_up(const Download& download, const Situation& now) override;

  private:
    const Movie& movie_;
    BolaObjective objective_;
    double max_buffer_ms_;
    std::size_t last_ = 0;
};

/// BOLA-E: starts by throughput with a placeholder added to the buffer, which grows while the player waits and shrinks when it is not
/// earned; V and gp for a buffer of at least 10 s and 2 s for each rung; insufficient buffer rule.
class BolaERule final : public Rule {
  public:
    BolaERule(const Movie& movie, double max_buffer_ms);
    Choice choose(const Situation& now) override;
    void waited(double ms) override { placeholder_ms_ += ms; }
    void downloaded(const Download& download, const Situation& now) override;
    std::optional<std::size_t> give_up(const Download& download, const Situation& now) override;

  private:
    const Movie& movie_;
    BolaObjective objective_;
    SafetyFactor safety_;
    bool started_ = false;
    double placeholder_ms_ = 0.0;
    std::size_t last_ = 0;
};

}  // namespace d2c::abr
