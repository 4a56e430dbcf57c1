#include "studies/crosscheck/pairing.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace d2c {
namespace {

double mean_world(std::span<const SamplePair> pairs, std::size_t f) {
    double sum = 0.0;
    std::size_t count = 0;
    for (const SamplePair& pair : pairs) {
        if (!pair.world[f] || !pair.packets[f]) continue;
        sum += *pair.world[f];
        ++count;
    }
    return count > 0 ? sum / static_cast<double>(count) : 0.0;
}

std::optional<double> tolerance_of(CrosscheckFigure figure, bool of_all, const CrosscheckTolerances& tolerances) {
    if (figure == CrosscheckFigure::kGoodput) return of_all ? tolerances.goodput_share : tolerances.stratum_share;
    if (figure == CrosscheckFigure::kWatched) return of_all ? tolerances.watched_share : tolerances.stratum_share;
    return std::nullopt;
}

}  // namespace

FigureForm form_of(CrosscheckFigure figure) {
    switch (figure) {
        case CrosscheckFigure::kGoodput:
            return {"goodput", "Mbit/s", true, 1e-6};
        case CrosscheckFigure::kWatched:
            return {"watched", "min", true, 1.0 / 60.0};
        case CrosscheckFigure::kStallShare:
            return {"stall share", "%", false, 100.0};
        case CrosscheckFigure::kStartup:
            return {"start-up", "s", false, 1.0};
        case CrosscheckFigure::kHandovers:
            return {"handovers", "", false, 1.0};
        case CrosscheckFigure::kInterruption:
            return {"interruption", "ms", false, 1e3};
    }
    return {"", "", false, 1.0};
}

PairedError paired_error(std::span<const SamplePair> pairs, CrosscheckFigure figure) {
    const auto f = static_cast<std::size_t>(figure);
    PairedError result;
    result.world_mean = mean_world(pairs, f);
    double sum = 0.0, squares = 0.0;
    for (const SamplePair& pair : pairs) {
        if (!pair.world[f] || !pair.packets[f]) continue;
        const double difference = *pair.packets[f] - *pair.world[f];
        sum += difference;
        squares += difference * difference;
        ++result.pairs;
    }
    if (result.pairs == 0) return result;
    const auto n = static_cast<double>(result.pairs);
    const double mean = sum / n;
    result.packets_mean = result.world_mean + mean;
    const double unit = form_of(figure).relative ? result.world_mean : 1.0;
    if (!(unit > 0.0)) return result;
    result.error = mean / unit;
    if (result.pairs < 2) return result;
    const double variance = std::max(0.0, squares - n * mean * mean) / (n - 1.0);
    const double half = student_t(static_cast<int>(result.pairs) - 1, 0.95) * std::sqrt(variance / n);
    result.interval = Interval{(mean - half) / unit, (mean + half) / unit};
    return result;
}

std::vector<FigureVerdict> verdicts_of(std::span<const SamplePair> pairs, const CrosscheckTolerances& tolerances) {
    std::set<std::string> strata;
    for (const SamplePair& pair : pairs) strata.insert(pair.stratum);
    std::vector<FigureVerdict> verdicts;
    const auto judge = [&](std::span<const SamplePair> some, const std::string& stratum) {
        for (std::size_t f = 0; f < kCrosscheckFigures; ++f) {
            FigureVerdict verdict;
            verdict.figure = static_cast<CrosscheckFigure>(f);
            verdict.stratum = stratum;
            verdict.error = paired_error(some, verdict.figure);
            verdict.tolerance = tolerance_of(verdict.figure, stratum.empty(), tolerances);
            // A film nobody could watch in either engine is agreement, not an unknown.
            const bool both_nothing = verdict.error.pairs > 0 && verdict.error.world_mean == 0.0 && verdict.error.packets_mean == 0.0;
            if (verdict.tolerance && !both_nothing)
                verdict.within = verdict.error.error.has_value() && std::abs(*verdict.error.error) <= *verdict.tolerance;
            verdicts.push_back(std::move(verdict));
        }
    };
    judge(pairs, "");
    for (const std::string& stratum : strata) {
        std::vector<SamplePair> some;
        for (const SamplePair& pair : pairs)
            if (pair.stratum == stratum) some.push_back(pair);
        judge(some, stratum);
    }
    return verdicts;
}

std::vector<std::size_t> worst_samples(std::span<const SamplePair> pairs, std::size_t most) {
    constexpr auto kGoodput = static_cast<std::size_t>(CrosscheckFigure::kGoodput);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < pairs.size(); ++i)
        if (pairs[i].world[kGoodput] && pairs[i].packets[kGoodput]) order.push_back(i);
    const auto apart = [&](std::size_t i) { return std::abs(*pairs[i].packets[kGoodput] - *pairs[i].world[kGoodput]); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return apart(a) > apart(b); });
    order.resize(std::min(order.size(), most));
    return order;
}

}  // namespace d2c
