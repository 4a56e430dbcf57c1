#include "video/p1203/integration.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace d2c::p1203 {
namespace {

/// From 1 at 0 towards `end`, half-way after `half_life`: equations 1 and 5.
double decay(double end, double half_life, double x) { return end + (1.0 - end) * std::exp(-x * std::numbers::ln2 / half_life); }

/// The value below which a share of the values lies, linear between ranks.
double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    const double rank = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(rank);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (values[above] - values[below]) * (rank - static_cast<double>(below));
}

/// Clause 8.1.1, equations 1 to 3, 29 and 31.
double stalling_quality(const std::vector<Stall>& stalls, double length_s) {
    constexpr double kRef7 = 0.48412879, kRef8_s = 10.0;
    constexpr double kS1 = 9.35158684, kS2 = 0.91890815, kS3 = 11.0567558;
    double weighted_s = 0.0;
    for (const Stall& s : stalls) weighted_s += s.duration_s * decay(kRef7, kRef8_s, length_s - s.media_s);
    const double count = static_cast<double>(stalls.size());
    const double interval_s = stalls.size() > 1 ? (stalls.back().media_s - stalls.front().media_s) / (count - 1.0) : 0.0;
    const double impact = std::exp(-count / kS1) * std::exp(-weighted_s / length_s / kS2) * std::exp(-interval_s / length_s / kS3);
    return 1.0 + 4.0 * impact;
}

struct Directions {
    int changes;
    double longest_s;
};

/// Clauses 8.1.2.4 and 8.1.2.5: the sign of the change of a moving average over five seconds, looked at every three.
Directions directions(const std::vector<double>& o22) {
    constexpr std::size_t kOrder = 5, kStep = 3;
    constexpr double kThreshold = 0.2;
    std::vector<double> padded(kOrder - 1, o22.front());
    padded.insert(padded.end(), o22.begin(), o22.end());
    padded.insert(padded.end(), kOrder - 1, o22.back());
    std::vector<double> average;
    for (std::size_t i = 0; i + kOrder <= padded.size(); ++i) {
        double sum = 0.0;
        for (std::size_t k = 0; k < kOrder; ++k) sum += padded[i + k];
        average.push_back(sum / static_cast<double>(kOrder));
    }
    std::size_t count = 0, begin = 0, longest = 0;
    int changes = 0, last = 0;
    for (std::size_t i = 0; i + kStep < average.size(); i += kStep, ++count) {
        const double change = average[i + kStep] - average[i];
        const int sign = change > kThreshold ? 1 : (change > -kThreshold && change < kThreshold) ? 0 : -1;
        if (sign == 0 || sign == last) continue;
        ++changes;
        last = sign;
        longest = std::max(longest, count - begin);
        begin = count;
    }
    longest = std::max(longest, count - begin);
    return {changes, static_cast<double>(longest * kStep)};
}

/// Clauses 8.1.2, 8.2 and 8.3.
void audiovisual_quality(Scores& s) {
    constexpr double kAv1 = -0.00069084, kAv2 = 0.15374283, kAv3 = 0.97153861, kAv4 = 0.02461776;
    constexpr double kT1 = 0.00666620027943848, kT2 = 0.0000404018840273729, kT3 = 0.156497800436237;
    constexpr double kT4 = 0.143179744942738, kT5 = 0.0238641564518876;
    constexpr double kC1 = 1.87403625, kC2_s = 7.85416481, kC23 = 0.01853820;
    constexpr double kComp1 = 0.67756080, kComp2 = -8.05533303, kComp3 = 0.17332553, kComp4 = -0.01035647;
    const std::size_t n = std::min(s.o21.size(), s.o22.size());
    const double length_s = static_cast<double>(n);
    double weighted = 0.0, weights = 0.0;
    for (std::size_t t = 0; t < n; ++t) {
        const double both = kAv1 + kAv2 * s.o21[t] + kAv3 * s.o22[t] + kAv4 * s.o21[t] * s.o22[t];
        s.o34.push_back(std::clamp(both, 1.0, 5.0));  // equation 17
        // Equation 20 of 01/2019, t counted from 1: (t - 1)/T; 10/2017 had t/T.
        const double recency = kT1 + kT2 * std::exp(static_cast<double>(t) / length_s / kT3);
        const double badness = kT4 - kT5 * s.o34[t];  // equation 21
        weighted += recency * badness * s.o34[t];
        weights += recency * badness;
    }
    s.baseline = weighted / weights;  // equation 19
    std::vector<double> below;
    for (std::size_t t = 0; t < n; ++t)
        below.push_back((s.o34[t] - s.baseline) * decay(kC1, kC2_s, static_cast<double>(n - 1 - t)));  // equation 4
    s.negative_bias = std::max(0.0, -percentile(std::move(below), 0.1)) * kC23;                        // equations 6 and 7

    const auto [lowest, highest] = std::minmax_element(s.o22.begin(), s.o22.end());
    const double spread = *highest - *lowest;  // clause 8.1.2.2
    int steps = 0;                             // clause 8.1.2.3
    for (std::size_t t = 1; t < n; ++t) steps += std::abs(s.o22[t] - s.o22[t - 1]) > 0.2 ? 1 : 0;
    const Directions d = directions(s.o22);
    s.direction_changes = d.changes;
    s.longest_direction_s = d.longest_s;
    // Equations 24 and 26: ports differ on whether the number of changes or the longest period is compared with a quarter of the length;
    // only the period gives the scores of the reference implementation.
    const bool often = d.longest_s / length_s < 0.25;
    if (often && d.longest_s < 30.0) {
        const double size = std::max(0.0, 1.0 + std::log10(spread + 0.001));                                      // equation 27
        s.oscillation = std::clamp(size * std::exp(kComp1 * static_cast<double>(d.changes) + kComp2), 0.0, 1.5);  // equation 23
    }
    if (often) s.adaptation = std::clamp(kComp3 * spread * static_cast<double>(steps) / length_s + kComp4, 0.0, 0.5);  // equation 25
    s.o35 = s.baseline - s.negative_bias - s.oscillation - s.adaptation;                                               // equation 18
}

}  // namespace

Scores integrate(std::vector<double> o21, std::vector<double> o22, const std::vector<Stall>& stalls) {
    Scores s;
    s.o21 = o21.empty() ? std::vector<double>(o22.size(), 5.0) : std::move(o21);
    s.o22 = std::move(o22);
    audiovisual_quality(s);
    const double length_s = static_cast<double>(s.o34.size());
    std::vector<Stall> counted;
    std::copy_if(stalls.begin(), stalls.end(), std::back_inserter(counted),
                 [&](const Stall& stall) { return stall.duration_s > 0.0 && stall.media_s <= length_s; });
    s.stalls_counted = static_cast<int>(counted.size());
    s.o23 = stalling_quality(counted, length_s);
    return s;
}

std::vector<std::string> left_out(const Session& session, const Scores& scores) {
    std::vector<std::string> all;
    const auto seconds = [](std::size_t n) { return std::to_string(n) + " s"; };
    const std::string scored = seconds(scores.o34.size());
    const bool audio_given = !session.audio.empty() || !session.audio_scores.empty();
    if (audio_given && scores.o21.size() != scores.o22.size())
        all.push_back("audio of " + seconds(scores.o21.size()) + ", video of " + seconds(scores.o22.size()) +
                      ": the session is scored over " + scored);
    const auto stalls = std::count_if(session.stalls.begin(), session.stalls.end(), [](const Stall& s) { return s.duration_s > 0.0; });
    if (stalls > scores.stalls_counted)
        all.push_back("stalls that begin after the " + scored + " scored: " + std::to_string(stalls - scores.stalls_counted) +
                      ", not counted");
    return all;
}

}  // namespace d2c::p1203
