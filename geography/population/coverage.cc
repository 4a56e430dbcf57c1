#include "geography/population/coverage.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace d2c {
namespace {

// Sub-Saharan Africa of the GSMA's regional figures: the UN's region (M49 code 202) less its islands without a network of their own, and
// Sudan.
constexpr std::array<AreaCode, 49> kSubSaharan = {
    AreaCode::literal("AO"), AreaCode::literal("BF"), AreaCode::literal("BI"), AreaCode::literal("BJ"), AreaCode::literal("BW"),
    AreaCode::literal("CD"), AreaCode::literal("CF"), AreaCode::literal("CG"), AreaCode::literal("CI"), AreaCode::literal("CM"),
    AreaCode::literal("CV"), AreaCode::literal("DJ"), AreaCode::literal("ER"), AreaCode::literal("ET"), AreaCode::literal("GA"),
    AreaCode::literal("GH"), AreaCode::literal("GM"), AreaCode::literal("GN"), AreaCode::literal("GQ"), AreaCode::literal("GW"),
    AreaCode::literal("KE"), AreaCode::literal("KM"), AreaCode::literal("LR"), AreaCode::literal("LS"), AreaCode::literal("MG"),
    AreaCode::literal("ML"), AreaCode::literal("MR"), AreaCode::literal("MU"), AreaCode::literal("MW"), AreaCode::literal("MZ"),
    AreaCode::literal("NA"), AreaCode::literal("NE"), AreaCode::literal("NG"), AreaCode::literal("RW"), AreaCode::literal("SC"),
    AreaCode::literal("SD"), AreaCode::literal("SL"), AreaCode::literal("SN"), AreaCode::literal("SO"), AreaCode::literal("SS"),
    AreaCode::literal("ST"), AreaCode::literal("SZ"), AreaCode::literal("TD"), AreaCode::literal("TG"), AreaCode::literal("TZ"),
    AreaCode::literal("UG"), AreaCode::literal("ZA"), AreaCode::literal("ZM"), AreaCode::literal("ZW")};

}  // namespace

double range_factor(AreaCode country) {
    return std::find(kSubSaharan.begin(), kSubSaharan.end(), country) != kSubSaharan.end() ? kSubSaharanRangeFactor : 1.0;
}

Metres served_radius(const CoverageRule& rule, double people) {
    if (!(people > 0.0)) return {0.0};
    return Metres::kilo(std::min(rule.maximum_range_km, rule.town_range_km * std::pow(people / rule.town_people, rule.range_exponent)));
}

double covered_share(const CoverageRule& rule, Metres reach, Metres cell_width, double density_per_km2) {
    if (density_per_km2 >= rule.density_per_km2) return 1.0;
    return std::clamp(0.5 + reach / cell_width, 0.0, 1.0);
}

}  // namespace d2c
