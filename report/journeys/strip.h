#pragma once
// A journey's steps as bands and bins that a strip chart draws: as many as pixels can show, however many steps there are.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results/journeys/rows.h"

namespace d2c::report {

inline constexpr int kStripBins = 720;

/// One value of a band from `begin_s` to `end_s`.
struct BandPiece {
    double begin_s = 0.0, end_s = 0.0;
    std::string value;
};
/// What `value` gives for each step, holding to the next step and the last to `duration_s`; equal neighbours are one piece.
template <class Value>
std::vector<BandPiece> band(std::span<const results::JourneyStepRow> steps, double duration_s, Value&& value) {
    std::vector<BandPiece> pieces;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const double end = i + 1 < steps.size() ? steps[i + 1].elapsed_s : std::max(duration_s, steps[i].elapsed_s);
        std::string v = value(steps[i]);
        if (!pieces.empty() && pieces.back().value == v)
            pieces.back().end_s = end;
        else
            pieces.push_back({steps[i].elapsed_s, end, std::move(v)});
    }
    return pieces;
}
/// Pieces shorter than a bin give way to the longest in their bin, so that at most twice `kStripBins` are left.
std::vector<BandPiece> thinned_band(std::vector<BandPiece> pieces, double duration_s);

/// Least, median and largest of one bin; nothing where no step in it has a value.
struct Bin {
    double low = 0.0, middle = 0.0, high = 0.0;
};
std::vector<std::optional<Bin>> sinr_bins(std::span<const results::JourneyStepRow> steps, double duration_s);

/// Value at `share` (0 to 1) of ascending values, between neighbours in proportion. Precondition: not empty.
double quantile(std::span<const double> ascending, double share);

}  // namespace d2c::report
