#include "handset_phy/adoption.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/require.h"

namespace d2c {
namespace {

constexpr double kStepYears = 1.0 / 48.0;

double share_of(const SalesCurve& curve, double year) {
    return curve.ceiling_share * std::visit([&](const auto& shape) { return adopted_share(shape, year - curve.start_year); }, curve.shape);
}

}  // namespace

double adopted_share(const BassCurve& curve, double years) {
    if (years <= 0.0) return 0.0;
    const double rate = curve.innovation_per_year + curve.imitation_per_year;
    const double left = std::exp(-rate * years);
    return -std::expm1(-rate * years) / (1.0 + curve.imitation_per_year / curve.innovation_per_year * left);
}

double adopted_share(const LogisticCurve& curve, double years) {
    if (years < 0.0) return 0.0;
    // From 10 to 90 % the odds grow from 1/9 to 9.
    return 1.0 / (1.0 + std::exp(-std::log(81.0) * (years - curve.midpoint_years) / curve.ten_to_ninety_years));
}

std::vector<double> sales_shares(std::span<const std::optional<SalesCurve>> curves, double year) {
    std::vector<double> shares(curves.size());
    double left = 1.0;
    for (std::size_t i = curves.size(); i-- > 0;) {
        const double entered = i == 0 ? 1.0 : curves[i] ? share_of(*curves[i], year) : 0.0;
        shares[i] = entered * left;
        left *= 1.0 - entered;
    }
    return shares;
}

std::vector<double> shares_in_use(std::span<const std::optional<SalesCurve>> curves, double mean_life_years, double year) {
    std::vector<double> in_use(curves.size(), 0.0);
    if (in_use.empty()) return in_use;
    if (!(mean_life_years > 0.0) || std::isnan(year)) return std::vector<double>(curves.size(), std::numeric_limits<double>::quiet_NaN());
    in_use[0] = 1.0;
    double now = year;
    for (const auto& curve : curves.subspan(1))
        if (curve) now = std::min(now, curve->start_year);
    std::vector<double> sold = sales_shares(curves, now);
    const auto steps = static_cast<int>(std::ceil((year - now) / kStepYears));
    const double step = steps > 0 ? (year - now) / steps : 0.0;
    const double kept = std::exp(-step / mean_life_years);
    for (int k = 1; k <= steps; ++k) {
        const std::vector<double> next = sales_shares(curves, now + k * step);
        for (std::size_t i = 0; i < in_use.size(); ++i) in_use[i] = in_use[i] * kept + (sold[i] + next[i]) / 2.0 * (1.0 - kept);
        sold = next;
    }
    return in_use;
}

Faults validate(const SalesCurve& curve, const std::string& where) {
    Faults faults;
    if (const auto* bass = std::get_if<BassCurve>(&curve.shape)) {
        require(faults, bass->innovation_per_year > 0.0 && bass->innovation_per_year <= 10.0, where + ".innovation_per_year",
                bass->innovation_per_year, "above 0, at most 10 [1/year]");
        require(faults, bass->imitation_per_year >= 0.0 && bass->imitation_per_year <= 10.0, where + ".imitation_per_year",
                bass->imitation_per_year, "0 to 10 [1/year]");
    } else {
        const LogisticCurve& logistic = std::get<LogisticCurve>(curve.shape);
        require(faults, logistic.midpoint_years >= 0.0 && logistic.midpoint_years <= 100.0, where + ".midpoint_years",
                logistic.midpoint_years, "0 to 100 [years]");
        require(faults, logistic.ten_to_ninety_years > 0.0 && logistic.ten_to_ninety_years <= 100.0, where + ".ten_to_ninety_years",
                logistic.ten_to_ninety_years, "above 0, at most 100 [years]");
    }
    require(faults, curve.ceiling_share >= 0.0 && curve.ceiling_share <= 1.0, where + ".ceiling_share", curve.ceiling_share, "0 to 1");
    require(faults, std::isfinite(curve.start_year), where + ".start_year", curve.start_year, "a year");
    return faults;
}

}  // namespace d2c
