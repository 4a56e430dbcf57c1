#pragma once
// What a cross-check leaves behind: the same questions answered by both engines, and how far apart the answers are.

#include <optional>
#include <string>
#include <vector>

namespace d2c::results {

/// What one engine makes of a sample. Nothing where it has no such figure.
struct EngineFigureRow {
    std::optional<double> goodput_bps;     ///< of a saturating download, over the whole window
    std::optional<double> watched_s;       ///< film played
    std::optional<double> stall_share;     ///< of the time after the first picture
    std::optional<double> startup_s;       ///< until the first picture
    std::optional<double> handovers;       ///< completed in the window
    std::optional<double> interruption_s;  ///< mean of those of its handovers
};

/// One place, moment, phone and load.
struct CrosscheckSampleRow {
    int sample = 0;  ///< key
    std::string stratum;
    double latitude_deg = 0.0, longitude_deg = 0.0;
    std::string area, start_utc, handset;
    double duration_s = 0.0;
    int users = 1;
    EngineFigureRow world, packets;
};

/// One figure over all samples, or over those of a stratum. Errors are packets less world: where `relative`, over the world's mean.
struct CrosscheckFigureRow {
    int row = 0;  ///< key: the order in which they are printed
    std::string figure, unit;
    std::string stratum;  ///< empty: all
    bool relative = false;
    int pairs = 0;
    double world_mean = 0.0, packets_mean = 0.0;  ///< in `unit`
    std::optional<double> error, error_low, error_high;
    std::optional<double> tolerance;
    bool within = true;
};

struct CrosscheckResults {
    std::vector<CrosscheckSampleRow> samples;
    std::vector<CrosscheckFigureRow> figures;
};

}  // namespace d2c::results
