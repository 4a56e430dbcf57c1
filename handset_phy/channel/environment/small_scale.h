#pragma once
// TR 38.811 clause 6.7.2: the spread of a path's echoes, and over which distance its parameters change.

#include <optional>

#include "base/quantity.h"
#include "handset_phy/channel/environment/large_scale.h"

namespace d2c {

enum class PathState { kLineOfSight, kBlocked };

/// Ratio of the direct to the scattered power [dB], normally distributed over places. Only with line of sight.
struct RiceanK {
    Db mean, sigma;
};
/// Root-mean-square delay spread, log-normally distributed over places: log10(delay / 1 s) has this median and deviation.
struct DelaySpread {
    double median_log10_s, sigma_log10_s;
    double median_s() const;
};
/// Distances after which a parameter's autocorrelation is 1/e.
struct CorrelationDistances {
    Metres shadow_fading, delay_spread;
    std::optional<Metres> ricean_k;  ///< with line of sight
};

/// TR 38.811 tables 6.7.2-1 to -8 (downlink) as the program OpenNTN carries them: one public transcription, not opened in the report
/// itself. Between rows as large_scale.h; NaN outside -90 to 90 degrees. Suburban and rural differ here.
RiceanK ricean_k(ChannelEnvironment environment, ChannelBand band, Angle elevation);
DelaySpread delay_spread(ChannelEnvironment environment, ChannelBand band, PathState state, Angle elevation);
/// The same at every elevation and in both bands.
CorrelationDistances correlation_distances(ChannelEnvironment environment, PathState state);

}  // namespace d2c
