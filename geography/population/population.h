#pragma once
// How many people live where: listed towns, country totals and their change from year to year.

#include <string>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "base/vector.h"

namespace d2c {

/// Year of all people in FineEarth and Zone; totals are those of 1 July.
inline constexpr double kReferenceYear = 2026.5;

struct Town {
    std::string name;
    AreaCode country;
    Geodetic location{};
    double people = 0.0;  ///< as listed
};

struct CountryTotal {
    AreaCode country;
    double people = 0.0;           ///< on 1 July 2026
    double growth_per_year = 0.0;  ///< of its logarithm, 2025 to 2026
};

/// Listed towns and country totals.
struct PopulationData {
    std::vector<Town> towns;
    std::vector<CountryTotal> totals;  ///< by country; countries without a published total have that of their listed towns
};
/// Reads `cities.csv` (name,country,latitude_deg,longitude_deg,people) and `population.csv`
/// (country,people,growth_percent_per_year,people_source,growth_source); lines that begin with # are comments. All faults at once.
/// Towns in Antarctica are left out: nobody is counted there.
Result<PopulationData> load_population(const std::string& cities_csv_path, const std::string& population_csv_path);

/// How people outside the listed towns are spread. Values and their reasons: catalogue/population-cities.yaml.
struct PopulationRule {
    double near_town_share = 0.94;      ///< of a country's remainder, spread around its towns; the rest evenly over its land
    double near_town_scale_km = 20.0;   ///< people per km^2 fall with exp(-distance / scale)
    double town_weight_exponent = 0.5;  ///< a town's part of that spread goes with its people to this power
};

/// People of the world on 1 July of `decimal_year` - 0.5, linear between 1 July of the years 2024 to 2032, the last slope beyond.
/// UN World Population Prospects 2024, medium variant.
double world_people(double decimal_year);

/// Growth of countries, from their own rates and the world's totals.
class PopulationTrend {
  public:
    explicit PopulationTrend(const std::vector<CountryTotal>& totals);
    /// People of `area` in `decimal_year` over those of kReferenceYear: exp(own rate * years), times one factor for all by which the
    /// world's sum meets `world_people`. An area without a total goes with the world. NaN for a year outside 2000 to 2060.
    double scale(AreaCode area, double decimal_year) const;

  private:
    double world_factor(double years) const;
    std::vector<CountryTotal> totals_;  ///< by country
};

}  // namespace d2c
