#include "video/abr/rules/bola.h"

#include <algorithm>
#include <cmath>

namespace d2c::abr {
namespace {

constexpr double kGp = 5.0;                 // Sabre's default of --gamma-p
constexpr double kLeastSegments = 3.0;      // of the buffer BOLA aims at, near the film's ends
constexpr double kMinimumBuffer_ms = 10e3;  // BOLA-E, TOMM 2019 section 4.2; dash.js MINIMUM_BUFFER_S
constexpr double kBufferPerRung_ms = 2e3;   // dash.js MINIMUM_BUFFER_PER_BITRATE_LEVEL_S

}  // namespace

BolaObjective::BolaObjective(const Movie& movie, double lowest_utility) : movie_{movie} {
    const double offset = lowest_utility - std::log(movie.bitrates_kbps.front());
    for (const double b : movie.bitrates_kbps) utilities_.push_back(std::log(b) + offset);
}

std::size_t BolaObjective::best(double buffer_ms) const {
    std::size_t best = 0;
    double highest = gain_ms(0, buffer_ms) / movie_.bitrates_kbps[0];
    for (std::size_t q = 1; q < utilities_.size(); ++q) {
        const double objective = gain_ms(q, buffer_ms) / movie_.bitrates_kbps[q];
        if (!(objective > highest)) continue;
        highest = objective;
        best = q;
    }
    return best;
}

double BolaObjective::least_buffer_ms(std::size_t rung) const {
    const double bitrate = movie_.bitrates_kbps[rung];
    double level_ms = 0.0;
    for (std::size_t q = 0; q < rung; ++q) {
        const double lower = movie_.bitrates_kbps[q];
        // Where the objectives of the two rungs are equal.
        level_ms = std::max(level_ms, v_ms_ * (gp_ + (bitrate * utilities_[q] - lower * utilities_[rung]) / (bitrate - lower)));
    }
    return level_ms;
}

std::optional<std::size_t> BolaObjective::better_than(std::size_t rung, double size_bits, double left_bits, double buffer_ms) const {
    std::optional<std::size_t> better;
    double highest = gain_ms(rung, buffer_ms) / left_bits;
    for (std::size_t q = 0; q < rung; ++q) {
        const double bits = size_bits * movie_.bitrates_kbps[q] / movie_.bitrates_kbps[rung];
        const double objective = gain_ms(q, buffer_ms) / bits;
        if (!(bits < left_bits && objective > highest)) continue;
        highest = objective;
        better = q;
    }
    return better;
}

BolaRule::BolaRule(const Movie& movie, double max_buffer_ms) : movie_{movie}, objective_{movie, 0.0}, max_buffer_ms_{max_buffer_ms} {}

Choice BolaRule::choose(const Situation& now) {
    const double from_end = static_cast<double>(std::min(now.segment, movie_.segments() - now.segment));
    const double buffer_ms = std::min(max_buffer_ms_, std::max(0.5 * from_end, kLeastSegments) * movie_.segment_ms);
    objective_.set((buffer_ms - movie_.segment_ms) / (objective_.highest_utility() + kGp), kGp);
    std::size_t rung = objective_.best(now.buffer_ms);
    if (rung > last_) {
        const std::size_t sustained = rung_for_throughput(movie_, now.throughput_kbps, now.latency_ms);
        if (rung > sustained) rung = last_ > sustained ? last_ : sustained + 1;
    }
    last_ = rung;
    return {rung, 0.0};
}

std::optional<std::size_t> BolaRule::give_up(const Download& d, const Situation& now) {
    const double left_bits = d.size_bits - d.received_bits;
    if (d.received_bits <= 0.0 || left_bits <= 0.0 || objective_.gain_ms(d.rung, now.buffer_ms) < 0.0) return std::nullopt;
    const auto lower = objective_.better_than(d.rung, d.size_bits, left_bits, now.buffer_ms);
    if (lower) last_ = *lower;
    return lower;
}

BolaERule::BolaERule(const Movie& movie, double max_buffer_ms) : movie_{movie}, objective_{movie, 1.0} {
    const double buffer_ms = std::max(kMinimumBuffer_ms + kBufferPerRung_ms * static_cast<double>(movie.rungs()), max_buffer_ms);
    // With a single rung the utilities do not differ: any gp above 0 chooses it.
    const double gp = movie.rungs() > 1 ? (objective_.highest_utility() - 1.0) / (buffer_ms / kMinimumBuffer_ms - 1.0) : 1.0;
    objective_.set(kMinimumBuffer_ms / gp, gp);
}

Choice BolaERule::choose(const Situation& now) {
    if (!started_) {
        if (!(now.throughput_kbps > 0.0)) return {last_, 0.0};
        started_ = true;
        const std::size_t rung = rung_for_throughput(movie_, now.throughput_kbps, now.latency_ms);
        placeholder_ms_ = std::max(0.0, objective_.least_buffer_ms(rung) - now.buffer_ms);
        return {rung, 0.0};
    }
    std::size_t rung = objective_.best(now.buffer_ms + placeholder_ms_);
    const std::size_t sustained = rung_for_throughput(movie_, now.throughput_kbps, now.latency_ms);
    if (rung > last_ && rung > sustained) rung = std::min(std::max(last_, sustained) + 1, movie_.rungs() - 1);

    // Waiting is what the buffer holds too much of; first the placeholder is given up for it.
    double wait_ms = std::max(0.0, now.buffer_ms + placeholder_ms_ - objective_.most_buffer_ms(rung));
    const double from_placeholder_ms = std::min(wait_ms, placeholder_ms_);
    placeholder_ms_ -= from_placeholder_ms;
    wait_ms -= from_placeholder_ms;
    if (rung + 1 == movie_.rungs()) wait_ms = 0.0;

    const std::size_t safe = rung_for_buffer(movie_, rung, now, safety_.use());
    if (safe < rung) {
        rung = safe;
        wait_ms = 0.0;
        placeholder_ms_ = std::min(placeholder_ms_, std::max(0.0, objective_.least_buffer_ms(rung) - now.buffer_ms));
    }
    return {rung, wait_ms};
}

void BolaERule::downloaded(const Download& d, const Situation& now) {
    last_ = d.rung;
    if (d.given_up_for) {
        // Something went wrong: a cautious level.
        const double level_ms = *d.given_up_for > 0 ? objective_.least_buffer_ms(*d.given_up_for) : kMinimumBuffer_ms;
        placeholder_ms_ = std::min(placeholder_ms_, std::max(0.0, level_ms - now.buffer_ms));
        return;
    }
    const double before_ms = now.buffer_ms + d.elapsed_ms;
    placeholder_ms_ = std::min(placeholder_ms_, std::max(0.0, objective_.most_buffer_ms(d.rung) - before_ms));
    if (now.buffer_ms > 0.0) placeholder_ms_ = std::max(placeholder_ms_, objective_.least_buffer_ms(d.rung) - before_ms);
}

std::optional<std::size_t> BolaERule::give_up(const Download& d, const Situation& now) {
    const double left_bits = d.size_bits - d.received_bits;
    if (d.received_bits <= 0.0 || left_bits <= 0.0 || !(d.elapsed_ms > d.first_bit_ms)) return std::nullopt;
    // Another request costs a latency, in which the buffer is played and the download under way would go on.
    const double buffer_ms = std::max(0.0, now.buffer_ms + placeholder_ms_ - d.first_bit_ms);
    const double throughput_kbps = d.received_bits / (d.elapsed_ms - d.first_bit_ms);
    const double then_left_bits = left_bits - d.first_bit_ms * throughput_kbps;
    if (then_left_bits <= 0.0) return std::nullopt;
    return objective_.better_than(d.rung, d.size_bits, then_left_bits, buffer_ms);
}

}  // namespace d2c::abr
