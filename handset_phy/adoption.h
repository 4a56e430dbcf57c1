#pragma once
// Which phones people have: from what is sold and how long a phone is kept. Plain values; years and shares.

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/error.h"

namespace d2c {

/// F. M. Bass, "A new product growth for model consumer durables", Management Science 15, 1969.
struct BassCurve {
    double innovation_per_year = 0.0;  ///< p
    double imitation_per_year = 0.0;   ///< q
};
/// Symmetric S-curve. At the start it is not quite zero.
struct LogisticCurve {
    double midpoint_years = 0.0;       ///< from the start to half
    double ten_to_ninety_years = 0.0;  ///< from 10 to 90 %
};
/// How a generation enters what is sold.
struct SalesCurve {
    std::variant<BassCurve, LogisticCurve> shape;
    double ceiling_share = 1.0;  ///< of sales, in the end
    double start_year = 0.0;     ///< on sale from; any origin of time, the same for all
};

/// Share of the ceiling `years` after the start: Bass F(t) = (1 - e^-(p+q)t) / (1 + q/p e^-(p+q)t), or the logistic 1 / (1 + e^(-ln 81 (t -
/// midpoint) / ten_to_ninety)); 0 before the start. NaN for NaN.
double adopted_share(const BassCurve& curve, double years);
double adopted_share(const LogisticCurve& curve, double years);

/// Shares of the phones sold at `year`, by generation; they add up to 1. `curves[0]` is that of the oldest generation, which takes what the
/// others leave and needs none; each later one takes its share from all before it: F_i prod_{j > i} (1 - F_j), with F_0 = 1 (J. A. Norton,
/// F. M. Bass, "A diffusion theory model of adoption and substitution for successive generations of high-technology products", Management
/// Science 33, 1987, for shares of a market of constant size).
std::vector<double> sales_shares(std::span<const std::optional<SalesCurve>> curves, double year);

/// Shares of the phones in use at `year`, by generation, where a phone is kept for `mean_life_years` in the mean: as many are sold as
/// given up, and each is given up with the same chance at any age (exponential lives), so dx/dt = (sold share - x) / life. Integrated in
/// steps of a 48th of a year: error below 1e-4 for curves that need a year or more from 10 to 90 %. All of the oldest generation before the
/// first start.
std::vector<double> shares_in_use(std::span<const std::optional<SalesCurve>> curves, double mean_life_years, double year);

/// Every field out of range, NaN included, named `<where>.<field>`. p above 0 to 10, q 0 to 10, times above 0 to 100 years, ceiling 0 to 1.
Faults validate(const SalesCurve& curve, const std::string& where);

}  // namespace d2c
