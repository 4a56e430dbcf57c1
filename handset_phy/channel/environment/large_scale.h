#pragma once
// TR 38.811 clause 6.6: what surrounds a phone outdoors and takes from the path. Line of sight, shadow fading, clutter.

#include <array>
#include <cstdint>

#include "base/quantity.h"
#include "handset_phy/channel/environment/elevation_rows.h"

namespace d2c {

/// Environments of TR 38.811, outdoors. Its tables of line of sight, shadow fading and clutter have one row for suburban and rural.
enum class ChannelEnvironment { kDenseUrban, kUrban, kSuburban, kRural };

/// The two sets of columns of TR 38.811.
enum class ChannelBand { kS, kKa };
/// S band columns below 6 GHz, Ka band columns from there: the report gives no others, and parts at 6 GHz in clause 6.6.6.
inline ChannelBand channel_band(Hertz frequency) { return frequency.value < 6e9 ? ChannelBand::kS : ChannelBand::kKa; }

/// Probability of line of sight at `elevation`, TR 38.811 table 6.6.1-1 (one for both bands), between rows as `BetweenRows`. NaN outside
/// -90 to 90 degrees.
double line_of_sight_probability(ChannelEnvironment environment, Angle elevation);

struct ShadowFading {
    Db sigma_los, sigma_nlos;  ///< standard deviation of the log-normal shadowing
    Db clutter_loss_nlos;      ///< mean loss added without line of sight; 0 dB with it
};
/// TR 38.811 tables 6.6.2-1 to -3; between and below rows as for the line of sight.
ShadowFading shadow_fading(ChannelEnvironment environment, ChannelBand band, Angle elevation);

/// What one phone drew towards one satellite, kept while the pair lasts.
struct ChannelDraw {
    float los_uniform;    ///< line of sight while this is below its probability, so it stays once reached on a rising pass
    float shadow_normal;  ///< in standard deviations
};
/// Keyed, so the same in every run of a seed: phones and satellites are independent of each other (shadow_field.h has correlated draws).
ChannelDraw channel_draw(std::uint64_t seed, std::uint64_t phone, std::uint32_t satellite, std::uint32_t window);

/// Loss beyond free space from shadowing and clutter: sigma_los z with line of sight, else clutter + sigma_nlos z. May be negative. NaN as
/// above.
Db excess_loss(ChannelEnvironment environment, ChannelBand band, Angle elevation, const ChannelDraw& draw);

/// One environment's rows for the hot loop; the functions above are this class with its units named.
class ChannelTable {
  public:
    explicit ChannelTable(ChannelEnvironment environment, ChannelBand band = ChannelBand::kS);
    /// The same rows where nothing ever stands in the way: the line of sight is certain at every elevation.
    static ChannelTable clear(ChannelEnvironment environment, ChannelBand band = ChannelBand::kS);
    double line_of_sight_probability(double elevation_deg) const;
    ShadowFading shadow_fading(double elevation_deg) const;
    double excess_loss_db(double elevation_deg, const ChannelDraw& draw) const;

  private:
    struct Row {
        double los_probability, sigma_los_db, sigma_nlos_db, clutter_db;
    };
    double interpolate(const BetweenRows& at, double Row::*column) const {
        const double lower = rows_[at.lower].*column;
        return lower + at.share * (rows_[at.lower + 1].*column - lower);
    }
    std::array<Row, kElevationRows> rows_;
};

}  // namespace d2c
