#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "constellation/launches/launch_plan.h"
#include "handset_phy/adoption.h"
#include "tests/validation/check.h"

namespace d2c::validation {
namespace {

constexpr double kYearS = 365.25 * 86400.0;

void adoption(Rows& rows) {
    const BassCurve curve{0.03, 0.38};
    double f = 0.0;
    Worst worst;
    for (int k = 0; k < 3000; ++k) {  // Heun's method, steps of 0.005 years
        const double h = 0.005, k1 = (0.03 + 0.38 * f) * (1.0 - f), g = f + h * k1, k2 = (0.03 + 0.38 * g) * (1.0 - g);
        f += h / 2.0 * (k1 + k2);
        if (k % 200 == 199) worst.add(100.0 * f, 100.0 * adopted_share(curve, h * (k + 1)), std::to_string(k) + " steps");
    }
    worst.into(rows, "Bass curve, p 0.03, q 0.38, up to 15 years", "dF/dt = (p + q F)(1 - F), Heun's method", Origin::kOtherFormula, 0.001,
               "%");
    rows.check("logistic, 10 to 90 % in 3 years, a year and a half before its midpoint", "definition", Origin::kOtherFormula, 10.0,
               100.0 * adopted_share(LogisticCurve{4.0, 3.0}, 2.5), 1e-9, "%");
    const std::vector<std::optional<SalesCurve>> step{std::nullopt, SalesCurve{LogisticCurve{0.0, 0.01}, 1.0, 2027.0}};
    rows.check("phones in use 3.5 years after all sales went over, mean life 3.5 years", "1 - 1/e", Origin::kOtherFormula,
               100.0 * (1.0 - std::exp(-1.0)), 100.0 * shares_in_use(step, 3.5, 2030.5)[1], 0.4, "%");
}

void attrition(Rows& rows) {
    Attrition a;
    a.infant_share = 0.02;
    a.failures_per_year = 0.01;
    // Launched with 52 launches, mean age at the catalogue's date: launches-history.yaml; 642 are in the catalogue. Two standard deviations
    // of a binomial count.
    const double expected_share = expected_serving_share(a, 1.496);
    rows.check("satellites of the first generation left on 2026-05-30 of 661 launched (launch 9-3 aside)",
               "CelesTrak catalogue of that day, own count", Origin::kMeasurement, 642.0, 661.0 * expected_share,
               2.0 * std::sqrt(661.0 * expected_share * (1.0 - expected_share)), "satellites");

    Shell shell;
    shell.id = "a";
    shell.altitude = Metres::kilo(330.0);
    shell.inclination = Angle::degrees(53.0);
    shell.planes = shell.satellites_per_plane = 60;
    const LaunchPace pace{instant_of_date(2027, 6, 15), 50, 1.0, 60.0, 0};
    const Instant at = instant_of_date(2033, 1, 1);
    double expected = 0.0;
    int serving = 0, launched = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto plan = fill_shells(std::vector<Shell>{shell}, pace, at, a, {seed, 1}).value();
        FleetCount count;
        for (const PlannedSatellite& s : plan) {
            count.add(s.in_service_from, s.fate, at);
            expected += expected_serving_share(a, seconds_between(at, s.in_service_from) / kYearS);
        }
        serving += count.in_service;
        launched += count.launched;
    }
    rows.check("satellites serving after five years of launches, mean of 20 seeds", "sum of (1 - infant) exp(-rate age)",
               Origin::kOtherFormula, expected / 20.0, serving / 20.0, 2.0 * std::sqrt(expected * (1.0 - expected / launched)) / 20.0,
               "satellites");
}

const Chapter kChapter{80, "Adoption and launches", [](Rows& rows) {
                           adoption(rows);
                           attrition(rows);
                       }};

}  // namespace
}  // namespace d2c::validation
