#include "scenarios/rollout.h"

namespace d2c {

PhoneMix::PhoneMix(const Study& study, Quarter quarter) : group_of_area_(AreaCode::kIndexCount, 0) {
    const AdoptionConfig& adoption = *study.adoption;
    const double year = decimal_year(middle_of(quarter));
    for (const AdoptionConfig::Group& group : adoption.groups) {
        std::vector<std::optional<SalesCurve>> curves = adoption.curves;
        for (auto& curve : curves)
            if (curve) curve->start_year += group.delay_years;
        shares_.push_back(shares_in_use(curves, group.mean_phone_life_years, year));
    }
    for (std::size_t g = 0; g < adoption.groups.size(); ++g)
        if (adoption.groups[g].countries.empty()) group_of_area_.assign(group_of_area_.size(), g);
    for (std::size_t g = 0; g < adoption.groups.size(); ++g)
        for (const AreaCode area : adoption.groups[g].countries) group_of_area_[area.index()] = g;
}

}  // namespace d2c
