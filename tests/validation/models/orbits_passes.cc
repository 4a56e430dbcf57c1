#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <string>
#include <vector>

#include "base/random.h"
#include "constellation/elements/read_elements.h"
#include "constellation/frames.h"
#include "constellation/passes/pass.h"
#include "constellation/passes/sun.h"
#include "constellation/walker.h"
#include "tests/validation/check.h"

namespace d2c::validation {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

// The ISS set of CelesTrak's "Two-Line Element Set Format", and MOLNIYA 2-14 of the verification set of AIAA 2006-6753.
const std::string kIss =
    "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927\n"
    "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537\n";
const std::string kMolniya =
    "1 08195U 75081A   06176.33215444  .00000099  00000-0  11873-3 0   813\n"
    "2 08195  64.1586 279.0717 6877146 264.7651  20.2257  2.00491383225656\n";
const Geodetic kParis{Angle::degrees(48.8566), Angle::degrees(2.3522), {35.0}};
const Geodetic kPuntaArenas{Angle::degrees(-53.1638), Angle::degrees(-70.9171), {34.0}};

/// An event as Skyfield has it: seconds of the day, what is seen.
struct Event {
    double second, elevation_deg, azimuth_deg, range_km, range_rate_km_per_s;
};
/// NaN where the window cuts the pass there.
struct Expected {
    Event rise, culmination, set;
};
const double kCut = std::nan("");

struct Case {
    const char* what;
    const std::string& tle;
    Geodetic observer;
    const char* day;
    std::vector<Expected> passes;
};

// Skyfield 1.45 with python-sgp4 2.15: altitude of the satellite over the WGS 84 place, delta T such that UT1 = UTC; crossings of 10
// degrees by bisection, culminations by ternary search.
std::vector<Case> skyfield_cases() {
    return {
        {"ISS over Paris",
         kIss,
         kParis,
         "2008-09-20T00:00:00Z",
         {{{795.4120, 10, 290.25320, 1318.16597, -6.905546},
           {971.9059, 89.42264, 20.66664, 354.00107, -0.007002},
           {1147.4685, 10, 111.05442, 1311.34222, 6.906112}},
          {{6545.6442, 10, 265.56835, 1313.66391, -5.063347},
           {6673.2682, 18.31940, 218.85139, 934.20380, -0.022796},
           {6800.3326, 10, 172.06974, 1306.61501, 5.033986}},
          {{71611.1094, 10, 230.71661, 1318.42790, -6.773678},
           {71783.8522, 53.34552, 152.60022, 437.07551, 0.002459},
           {71956.8379, 10, 74.51821, 1320.38750, 6.775239}},
          {{77334.1021, 10, 273.91736, 1320.41066, -6.711502},
           {77506.9263, 50.15076, 351.74370, 455.13154, -0.002306},
           {77679.5318, 10, 69.58362, 1318.67365, 6.710448}},
          {{83068.6161, 10, 291.41785, 1319.78680, -6.773827},
           {83242.7232, 55.74858, 11.57258, 424.15299, -0.006697},
           {83416.0994, 10, 91.72561, 1314.34574, 6.773779}}}},
        {"ISS over Punta Arenas",
         kIss,
         kPuntaArenas,
         "2008-09-20T00:00:00Z",
         {{{46955.9256, 10, 324.77886, 1355.48870, -6.031986},
           {47115.1319, 27.70328, 25.92541, 731.86108, 0.027308},
           {47275.7477, 10, 86.97712, 1368.49627, 6.052589}},
          {{52638.1485, 10, 285.11159, 1364.50950, -6.803486},
           {52819.4199, 62.68886, 6.51401, 417.42852, 0.007111},
           {53001.5344, 10, 87.89459, 1370.81426, 6.804010}},
          {{58353.1148, 10, 269.47480, 1370.10762, -6.719595},
           {58532.6988, 51.95436, 346.79103, 467.12584, -0.003450},
           {58711.9315, 10, 64.12983, 1367.37112, 6.718451}},
          {{64094.1742, 10, 280.72372, 1369.74625, -5.062433},
           {64228.4538, 18.63816, 327.77169, 969.59399, -0.025291},
           {64362.0626, 10, 14.88770, 1361.53085, 5.031328}}}},
        {"Molniya over Paris",
         kMolniya,
         kParis,
         "2006-06-25T00:00:00Z",
         {{{kCut, 0, 0, 0, 0}, {2651.3382, 49.09348, 44.08768, 39514.33157, 0.286867}, {22563.1779, 10, 81.85150, 17427.68786, -2.290674}},
          {{35547.8608, 10, 317.69693, 32155.34467, 1.675799},
           {51756.8154, 26.17504, 331.46593, 40584.66419, -0.546400},
           {62798.9802, 10, 312.72522, 26097.85329, -2.144731}},
          {{73172.2016, 10, 95.19455, 17674.29479, 2.451604}, {kCut, 0, 0, 0, 0}, {kCut, 0, 0, 0, 0}}}},
        {"Molniya over Punta Arenas",
         kMolniya,
         kPuntaArenas,
         "2006-06-25T00:00:00Z",
         {{{67776.9098, 10, 329.82077, 9139.78572, -6.097743},
           {68948.6915, 75.59493, 50.55686, 2368.38103, -1.606868},
           {69480.4253, 10, 134.12023, 4416.59523, 6.770769}}}}};
}

void against_skyfield(Rows& rows) {
    const std::string program = "Skyfield 1.45 with python-sgp4 2.15";
    for (const Case& c : skyfield_cases()) {
        const Instant day = parse_instant(c.day).value();
        const auto found =
            find_passes(Track{read_elements(c.tle, "set").value().sets.front()}, c.observer, Angle::degrees(10.0), day, day + hours{24});
        rows.check(std::string{c.what} + ": passes of a day above 10 degrees", program, Origin::kProgram,
                   static_cast<double>(c.passes.size()), static_cast<double>(found->passes.size()), 0.0, "");
        Worst edges, tops, elevations, azimuths, ranges, rates;
        for (std::size_t i = 0; i < std::min(c.passes.size(), found->passes.size()); ++i) {
            const Pass& pass = found->passes[i];
            const std::pair<const Event&, const PassEvent&> events[] = {
                {c.passes[i].rise, pass.rise}, {c.passes[i].culmination, pass.culmination}, {c.passes[i].set, pass.set}};
            for (std::size_t k = 0; k < 3; ++k) {
                const auto& [theirs, ours] = events[k];
                if (std::isnan(theirs.second)) continue;
                const std::string where = "pass " + std::to_string(i + 1) + (k == 0 ? " rise" : k == 1 ? " culmination" : " set");
                (k == 1 ? tops : edges).add(theirs.second, seconds_between(ours.at, day), where);
                elevations.add(theirs.elevation_deg, ours.look.elevation.in_degrees(), where);
                azimuths.add(
                    0.0,
                    std::remainder(ours.look.azimuth.in_degrees() - theirs.azimuth_deg, 360.0) * std::cos(ours.look.elevation.in_radians()),
                    where);
                ranges.add(theirs.range_km, ours.look.slant_range.in_kilo(), where);
                rates.add(theirs.range_rate_km_per_s, ours.look.range_rate_m_per_s * 1e-3, where);
            }
        }
        edges.into(rows, std::string{c.what} + ": rise and set", program, Origin::kProgram, 0.1, "s of the day");
        tops.into(rows, std::string{c.what} + ": culmination", program, Origin::kProgram, 0.1, "s of the day");
        elevations.into(rows, std::string{c.what} + ": elevation", program, Origin::kProgram, 0.001, "deg");
        azimuths.into(rows, std::string{c.what} + ": azimuth, times cos elevation", program, Origin::kProgram, 0.001, "deg");
        ranges.into(rows, std::string{c.what} + ": slant range", program, Origin::kProgram, 0.1, "km");
        rates.into(rows, std::string{c.what} + ": range rate", program, Origin::kProgram, 0.001, "km/s");
    }
}

double draw(std::uint64_t seed, std::uint32_t which, double low, double high) {
    return low + (high - low) * uniform01({seed, Purpose::kTest, which});
}

Track random_track(std::uint64_t seed, bool sgp4) {
    const Angle inclination = Angle::degrees(draw(seed, 1, 20.0, 100.0)), raan = Angle::degrees(draw(seed, 2, 0.0, 360.0));
    const Angle along = Angle::degrees(draw(seed, 3, 0.0, 360.0));
    const Instant epoch = parse_instant("2026-05-30T12:00:00Z").value();
    if (!sgp4) return Track{circular_state(Metres::kilo(6378.137 + draw(seed, 4, 300.0, 1500.0)), inclination, raan, along, epoch)};
    ElementSet set;
    set.epoch = epoch;
    set.mean_motion_rev_per_day = draw(seed, 4, 12.5, 15.7);
    set.eccentricity = draw(seed, 5, 0.0, 0.005);
    set.bstar_per_earth_radius = 1e-5;
    set.inclination = inclination;
    set.raan = raan;
    set.mean_anomaly = along;
    return Track{set};
}

/// Of 100 passes of random satellites over random places: rise, set and culmination against the elevation looked at every 10 ms.
void against_brute_force(Rows& rows, bool sgp4) {
    Worst edges, tops;
    const Instant begin = parse_instant("2026-05-30T12:00:00Z").value();
    for (std::uint64_t seed = 1; tops.count() < 100 && seed < 1000; ++seed) {
        const Track track = random_track(seed, sgp4);
        const Geodetic observer{Angle::radians(std::asin(draw(seed, 6, -1.0, 1.0))), Angle::degrees(draw(seed, 7, -180.0, 180.0)), {0.0}};
        const double mask_deg = draw(seed, 8, 0.0, 30.0);
        const auto found = find_passes(track, observer, Angle::degrees(mask_deg), begin, begin + hours{12});
        for (const Pass& pass : found->passes) {
            if (pass.begins_before_window || pass.ends_after_window || tops.count() >= 100) continue;
            const auto sample = [&](Instant t) { return elevation(observer, track.at(t)->position).in_degrees(); };
            // From 5 s before to 5 s after, so that a rise found late or early is seen.
            Instant rise{}, set{}, top{};
            double highest = -90.0;
            const Instant from = pass.rise.at - seconds{5}, to = pass.set.at + seconds{5};
            double before = sample(from);
            for (Instant t = from + milliseconds{10}; t <= to; t = t + milliseconds{10}) {
                const double now = sample(t);
                if (before < mask_deg && now >= mask_deg) rise = t;
                if (before >= mask_deg && now < mask_deg) set = t;
                if (now > highest) {
                    highest = now;
                    top = t;
                }
                before = now;
            }
            const std::string where = "seed " + std::to_string(seed);
            edges.add(0.0, seconds_between(pass.rise.at, rise), where + " rise");
            edges.add(0.0, seconds_between(pass.set.at, set), where + " set");
            tops.add(0.0, seconds_between(pass.culmination.at, top), where);
        }
    }
    const std::string model = sgp4 ? "SGP4" : "J2 closed form", search = "search every 10 ms";
    edges.into(rows, "rise and set of 100 random passes, " + model, search, Origin::kOtherFormula, 0.1, "s");
    tops.into(rows, "culmination of 100 random passes, " + model, search, Origin::kOtherFormula, 0.1, "s");
}

void sun(Rows& rows) {
    constexpr double kDeg = 180.0 / std::numbers::pi;
    const Position<Teme> meeus = sun_teme(parse_instant("1992-10-13T00:00:00Z").value());
    const double r = radius(meeus).value;
    const std::string example = "Meeus, Astronomical Algorithms, example 25.a (1992-10-13 TD, apparent)";
    rows.check("Sun: right ascension", example, Origin::kSecondary, 198.38083,
               std::fmod(std::atan2(meeus.y.value, meeus.x.value) * kDeg + 360.0, 360.0), 0.015, "deg");
    rows.check("Sun: declination", example, Origin::kSecondary, -7.78507, std::asin(meeus.z.value / r) * kDeg, 0.015, "deg");
    rows.check("Sun: distance", example, Origin::kSecondary, 0.99766, r / 149597870700.0, 3e-4, "au");
    const Position<Teme> vallado = sun_teme(parse_instant("2006-04-02T00:00:00Z").value());
    const double v = radius(vallado).value, e = std::sqrt(146186212.0 * 146186212.0 + 28788976.0 * 28788976.0 + 12481064.0 * 12481064.0);
    const double cosine = (vallado.x.value * 146186212.0 + vallado.y.value * 28788976.0 + vallado.z.value * 12481064.0) / (v * e);
    rows.check("Sun: angle from (146186212, 28788976, 12481064) km", "Vallado, Fundamentals of Astrodynamics, example 5-1 (2006-04-02)",
               Origin::kSecondary, 0.0, std::acos(std::min(1.0, cosine)) * kDeg, 0.015, "deg");
}

void notations(Rows& rows) {
    // The epoch 264.51782528 of 2008 is 2008-09-20T12:25:40.104192.
    const std::string common_names =
        "OBJECT_NAME,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,NORAD_CAT_ID,BSTAR\n";
    const std::string csv =
        common_names + "ISS,2008-09-20T12:25:40.104192,15.72125391,.0006703,51.6416,247.4627,130.5360,325.0288,25544,-.11606E-4\n";
    const std::string json =
        R"({"OBJECT_NAME":"ISS","EPOCH":"2008-09-20T12:25:40.104192","MEAN_MOTION":15.72125391,"ECCENTRICITY":0.0006703,"INCLINATION":51.6416,)"
        R"("RA_OF_ASC_NODE":247.4627,"ARG_OF_PERICENTER":130.536,"MEAN_ANOMALY":"325.0288","NORAD_CAT_ID":"25544","BSTAR":"-0.000011606"})";
    const std::string kvn =
        "CCSDS_OMM_VERS = 3.0\nCREATION_DATE = 2008-09-20T13:00:00\nORIGINATOR = NONE\nOBJECT_NAME = ISS\nOBJECT_ID = "
        "1998-067A\nCENTER_NAME = EARTH\n"
        "REF_FRAME = TEME\nTIME_SYSTEM = UTC\nMEAN_ELEMENT_THEORY = SGP4\nEPOCH = 2008-264T12:25:40.104192\nMEAN_MOTION = 15.72125391 "
        "[rev/day]\n"
        "ECCENTRICITY = 0.0006703\nINCLINATION = 51.6416 [deg]\nRA_OF_ASC_NODE = 247.4627 [deg]\nARG_OF_PERICENTER = 130.536 [deg]\n"
        "MEAN_ANOMALY = 325.0288 [deg]\nNORAD_CAT_ID = 25544\nBSTAR = -1.1606E-5 [1/ER]\n";
    const Track tle{read_elements(kIss, "tle").value().sets.front()};
    Worst worst;
    for (const auto& [what, text] : {std::pair{"KVN", kvn}, {"JSON", json}, {"CSV", csv}}) {
        const Track omm{read_elements(text, "omm").value().sets.front()};
        for (int hour = 0; hour < 72; hour += 5) {
            const Instant t = parse_instant("2008-09-20T12:00:00Z").value() + hours{hour};
            worst.add(0.0, norm(omm.at(t)->position - tle.at(t)->position).value, what);
        }
    }
    worst.into(rows, "one orbit as KVN, JSON and CSV: distance over three days from the same as TLE",
               "CCSDS 502.0-B-3 tables 4-1 to 4-3; CelesTrak's TLE format", Origin::kPrimary, 0.0, "m");
}

const Chapter kElements{12, "Element files", notations};
const Chapter kPasses{14, "Passes and sunlight", [](Rows& rows) {
                          against_skyfield(rows);
                          against_brute_force(rows, false);
                          against_brute_force(rows, true);
                          sun(rows);
                      }};

}  // namespace
}  // namespace d2c::validation
