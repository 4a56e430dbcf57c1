#include <chrono>
#include <cmath>

#include "base/constants.h"
#include "constellation/look.h"
#include "roaming/machine/link_monitor.h"
#include "roaming/procedures/sequence.h"
#include "tests/validation/check.h"

namespace d2c::validation {
namespace {

double ms(std::chrono::nanoseconds t) { return static_cast<double>(t.count()) * 1e-6; }

/// 330 km at 30 degrees: 2.06 ms; feeder 4 ms, gateway to core 5 ms, core to home 40 ms.
RadioSide satellite(std::uint32_t number) {
    using namespace std::chrono_literals;
    return {RadioCellId::of_beam({number}, {1}), *Plmn::parse("310260"), {2060us, 4ms, 5ms, 40ms, 0ms}, {}, 0.0};
}

void fill(Rows& rows) {
    const Metres h600 = Metres::kilo(600.0);
    const Angle at30 = Angle::degrees(30.0);
    rows.check("one-way delay of a service link, 330 km at 30 deg", "617.6 km / c by hand", Origin::kOtherFormula, 2.06,
               1e3 * slant_range(Metres::kilo(330.0), at30).value / kSpeedOfLightMPerS, 0.005, "ms");
    const double speed = std::sqrt(kEarthGmM3PerS2 / (kMeanEarthRadius + h600).value);
    const double rate = speed * (kMeanEarthRadius / (kMeanEarthRadius + h600)) * cos(at30);
    rows.check("greatest Doppler shift, 600 km at 30 deg, 2 GHz", "f v R cos(e) / ((R + h) c) by hand", Origin::kOtherFormula, 39.9,
               1e-3 * doppler_shift(Hertz::mega(2000.0), -rate).value, 0.05, "kHz");
    rows.check("drift of the timing advance there", "twice the Doppler ratio by hand", Origin::kOtherFormula, 39.9,
               1e6 * timing_advance_drift(rate), 0.05, "us/s");
    rows.check("bound of that drift at any elevation, 600 km", "2 v / c by hand", Origin::kOtherFormula, 50.4,
               1e6 * timing_advance_drift(speed), 0.05, "us/s");
    Worst guards;
    constexpr std::array guard_us{96.875, 515.625, 196.875, 715.625};
    for (std::size_t i = 0; i < guard_us.size(); ++i)
        guards.add(guard_us[i], static_cast<double>(kPreambleFormats[i].guard().count()) * 1e-3, "format " + std::to_string(i));
    guards.into(rows, "guard time of a preamble", "3GPP TS 36.211 table 5.7.1-1, as published dimensioning tables give it",
                Origin::kSecondary, 1e-9, "us");

    const ProcedureSettings s;
    const DrawKey key{1, Purpose::kTest, 1};
    const auto interruption = [&](HandoverMethod method) {
        return ms(handover(method, satellite(1), satellite(2), s, key).interruption());
    };
    rows.check("interruption of a handover, break-before-make", "15 + 20 + 5 + 2 + 3 x 2.06 + 3 + 6 + 4 by hand", Origin::kOtherFormula,
               61.18, interruption(HandoverMethod::kBreakBeforeMake), 1e-6, "ms");
    rows.check("the same, conditional", "10 + 20 + 5 + 2 + 3 x 2.06 + 3 + 6 + 4 by hand", Origin::kOtherFormula, 56.18,
               interruption(HandoverMethod::kConditional), 1e-6, "ms");
    rows.check("the same, RACH-less", "15 + 20 + 5 + 2.06 + 4 by hand", Origin::kOtherFormula, 46.06,
               interruption(HandoverMethod::kRachLess), 1e-6, "ms");
    rows.check("re-establishment at another satellite", "240 + 7 + 7 x 2.06 + 51 + 36 + 14 by hand", Origin::kOtherFormula, 362.42,
               ms(reestablishment(satellite(1), satellite(2), s, key).interruption()), 1e-6, "ms");
    RadioSide at_home = satellite(1);
    at_home.delays.home = {};
    rows.check("what a home core 40 ms away adds to an attach", "three exchanges by hand", Origin::kOtherFormula, 240.0,
               ms(camp(satellite(1), true, s, key).total() - camp(at_home, true, s, key).total()), 1e-6, "ms");
    LinkMonitor monitor{{}};
    monitor.start({0}, {-9.0});
    const auto failed = monitor.advance({5'000'000'000});
    rows.check("from the loss of the link to its declared failure", "N310 = 1 indication of 200 ms, T310 = 1 s, by hand",
               Origin::kOtherFormula, 1200.0, failed ? static_cast<double>(failed->utc_ns) * 1e-6 : std::nan(""), 1e-6, "ms");
}

const Chapter kChapter{75, "Roaming and handover", fill};

}  // namespace
}  // namespace d2c::validation
