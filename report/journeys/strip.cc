#include "report/journeys/strip.h"

#include <algorithm>
#include <cmath>

namespace d2c::report {
namespace {

std::size_t bin_of(double elapsed_s, double duration_s) {
    if (!(duration_s > 0.0)) return 0;
    return static_cast<std::size_t>(std::clamp(std::floor(elapsed_s / duration_s * kStripBins), 0.0, kStripBins - 1.0));
}

}  // namespace

std::vector<BandPiece> thinned_band(std::vector<BandPiece> pieces, double duration_s) {
    const double bin_s = duration_s / kStripBins;
    std::vector<BandPiece> kept;
    for (std::size_t i = 0; i < pieces.size();) {
        if (pieces[i].end_s - pieces[i].begin_s >= bin_s || pieces.size() <= 2 * kStripBins) {
            kept.push_back(std::move(pieces[i++]));
        } else {  // all of the bin that begin here, as the longest of them
            const double begin = pieces[i].begin_s;
            std::size_t longest = i, end = i;
            while (end < pieces.size() && pieces[end].begin_s < begin + bin_s && pieces[end].end_s - pieces[end].begin_s < bin_s) {
                if (pieces[end].end_s - pieces[end].begin_s > pieces[longest].end_s - pieces[longest].begin_s) longest = end;
                ++end;
            }
            kept.push_back({begin, pieces[end - 1].end_s, pieces[longest].value});
            i = end;
        }
        if (kept.size() > 1 && kept[kept.size() - 2].value == kept.back().value) {
            kept[kept.size() - 2].end_s = kept.back().end_s;
            kept.pop_back();
        }
    }
    return kept;
}

std::vector<std::optional<Bin>> sinr_bins(std::span<const results::JourneyStepRow> steps, double duration_s) {
    std::vector<std::vector<double>> values(kStripBins);
    for (const results::JourneyStepRow& step : steps)
        if (step.sinr_db) values[bin_of(step.elapsed_s, duration_s)].push_back(*step.sinr_db);
    std::vector<std::optional<Bin>> bins(kStripBins);
    for (std::size_t i = 0; i < bins.size(); ++i) {
        std::vector<double>& v = values[i];
        if (v.empty()) continue;
        std::sort(v.begin(), v.end());
        bins[i] = Bin{v.front(), quantile(v, 0.5), v.back()};
    }
    return bins;
}

double quantile(std::span<const double> ascending, double share) {
    const double at = std::clamp(share, 0.0, 1.0) * static_cast<double>(ascending.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, ascending.size() - 1);
    return ascending[below] + (at - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

}  // namespace d2c::report
