#pragma once
// The phones that try: two in every zone, two at every named place. They stand still; each is a sample of its zone.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/id.h"
#include "geography/place.h"
#include "geography/zones.h"
#include "spectrum/rights.h"

namespace d2c {

inline constexpr std::uint32_t kPhonesPerSpot = 2;

/// A spot is a zone of the grid or, after them, a named place; phones of spot i are rows i*2 and i*2+1.
struct Spot {
    Jurisdiction jurisdiction;
    std::int64_t cell = -1;             ///< pixel at the run's order, of several the first; of a place the cell around it
    std::optional<std::uint32_t> zone;  ///< absent for a place
    std::optional<std::uint32_t> place;
    std::optional<std::uint32_t> zone_around;  ///< of a place: the zone it lies in, if its jurisdiction has one in that cell
    bool moves = false;                        ///< a traveller: neither zone nor place; asks for nothing, wherever it is
    std::uint32_t environment = 0;             ///< of a traveller: row of RadioModel::environments; others draw theirs
    double lone_users = 0.0;                   ///< probe users that load the network here (one per order-4 cell area, by area share)
};

/// One row per phone. ITRF metres; `up` is the vertical of WGS 84; `east` and `north` complete it.
struct PhoneColumns {
    std::vector<double> x_itrf_m, y_itrf_m, z_itrf_m;
    std::vector<double> up_x, up_y, up_z;
    std::vector<double> latitude_deg, longitude_deg;
    std::vector<std::uint64_t> draw_id;   ///< identity in keyed draws: the same place, the same id, whatever the grid order
    std::vector<std::int64_t> fine_cell;  ///< order-9 pixel in which it stands
    std::vector<double> footprint_radius_share, footprint_azimuth_rad;  ///< where it stands in the beam that lights it
    std::size_t size() const { return x_itrf_m.size(); }
};

struct Phones {
    std::vector<Spot> spots;
    PhoneColumns columns;
};

/// Phone 0 of a zone stands anywhere in it outside terrestrial coverage, by area; phone 1 where the people without coverage are.
/// Zones wholly covered or empty of people fall back to area. Places: both phones at the place. `place_jurisdiction[i]` is that of place i.
Phones place_phones(const FineEarth& earth, const ZoneTable& zones, std::span<const Place> places,
                    std::span<const Jurisdiction> place_jurisdiction, std::uint64_t seed);

/// A spot that moves, behind all others; its number. Both its phones stand at the traveller's place, at its height, and keep one identity
/// in draws wherever they go.
std::uint32_t add_traveller(Phones& phones, std::uint64_t draw_id, std::uint64_t seed);
/// Where the traveller is now. `order`: of the run's grid.
void move_traveller(Phones& phones, std::uint32_t spot, const Geodetic& to, Jurisdiction jurisdiction, int order);

}  // namespace d2c
