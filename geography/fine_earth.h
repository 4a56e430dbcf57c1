#pragma once
// The fine grid filled: whose each cell is, who lives there, who is covered. Library d2c_earth.

#include <cstdint>
#include <memory>

#include "geography/borders/borders.h"
#include "geography/grid/grid.h"
#include "geography/population/coverage.h"
#include "geography/population/population.h"
#include "geography/zones.h"

namespace d2c {

/// Builds a FineEarth in three phases, each over index ranges that may run at the same time; a phase begins when the one before is
/// done. The result does not depend on how the ranges are cut. The arguments must outlive the builder.
class FineEarthBuilder {
  public:
    /// Throws std::invalid_argument for a rule outside its range: near_town_share 0 to 1, near_town_scale_km 1 to 200,
    /// town_weight_exponent 0 to 2, ranges 0 to 500 km, town_people > 0, density >= 0. Time grows with the square of the lengths.
    FineEarthBuilder(const Borders& borders, const PopulationData& population, const PopulationRule& people, const CoverageRule& coverage);
    ~FineEarthBuilder();
    FineEarthBuilder(const FineEarthBuilder&) = delete;
    FineEarthBuilder& operator=(const FineEarthBuilder&) = delete;

    /// Phase 1, over tiles 0 to kTiles: area and land.
    static constexpr int kTiles = 3072;  ///< cells of order 4
    void classify(int first_tile, int last_tile);
    /// Phase 2, over parts 0 to kParts: what each town gives to the cells around it.
    static constexpr int kParts = 64;
    void spread(int first_part, int last_part);
    /// Phase 3, at once: sums, in a fixed order.
    FineEarth finish();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// All phases one after the other in this thread.
FineEarth build_fine_earth(const Borders& borders, const PopulationData& population, const PopulationRule& people,
                           const CoverageRule& coverage);

}  // namespace d2c
