#pragma once
// Two engines' answers to the same questions: how far apart they are, and how sure that is.

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "world/outcome/intervals.h"

namespace d2c {

enum class CrosscheckFigure : std::uint8_t { kGoodput, kWatched, kStallShare, kStartup, kHandovers, kInterruption };
inline constexpr std::size_t kCrosscheckFigures = 6;
/// What a figure is called, its unit as printed, and whether its error is a share of the mean or a difference in that unit.
struct FigureForm {
    std::string_view name, unit;
    bool relative;
    double scale;  ///< from SI to the printed unit
};
FigureForm form_of(CrosscheckFigure figure);

/// Nothing where an engine has no such figure: no start-up of a film that never began, no interruption without a handover.
using EngineFigures = std::array<std::optional<double>, kCrosscheckFigures>;

struct SamplePair {
    int sample = 0;
    std::string stratum;
    EngineFigures world, packets;
};

/// Of the pairs in which both engines have the figure.
struct PairedError {
    std::size_t pairs = 0;
    double world_mean = 0.0, packets_mean = 0.0;
    /// Relative: the mean difference over the world's mean; else the mean difference. Nothing without pairs, or over a mean of nothing.
    std::optional<double> error;
    std::optional<Interval> interval;  ///< 95 %, Student's t on the paired differences, the world's mean taken as known; two pairs at least
};
PairedError paired_error(std::span<const SamplePair> pairs, CrosscheckFigure figure);

struct CrosscheckTolerances {
    double goodput_share = 0.05, watched_share = 0.05;  ///< of all samples
    double stratum_share = 0.15;                        ///< of either figure within a stratum
};
struct FigureVerdict {
    CrosscheckFigure figure{};
    std::string stratum;  ///< empty: all
    PairedError error;
    std::optional<double> tolerance;  ///< of |error|; nothing: none is stated
    bool within = true;               ///< false also where a tolerance is stated and no error can be told
};
/// All samples first, then stratum by stratum in their order of names, six figures each.
std::vector<FigureVerdict> verdicts_of(std::span<const SamplePair> pairs, const CrosscheckTolerances& tolerances);

/// The samples farthest apart in goodput, as a share of the world's mean; the farthest first.
std::vector<std::size_t> worst_samples(std::span<const SamplePair> pairs, std::size_t most);

}  // namespace d2c
