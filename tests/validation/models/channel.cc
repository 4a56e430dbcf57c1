#include <array>
#include <cmath>
#include <cstdint>
#include <string>

#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/atmosphere/rain.h"
#include "handset_phy/channel/atmosphere/scintillation.h"
#include "handset_phy/channel/environment/shadow_field.h"
#include "handset_phy/channel/environment/small_scale.h"
#include "handset_phy/channel/near_phone/entry_loss.h"
#include "tests/reference/reference.h"
#include "tests/validation/check.h"

namespace d2c::validation {
namespace {

ChannelEnvironment environment_of(const std::string& name) {
    if (name == "dense_urban" || name == "Dense_Urban") return ChannelEnvironment::kDenseUrban;
    return name == "urban" || name == "Urban" ? ChannelEnvironment::kUrban : ChannelEnvironment::kSuburban;
}
ChannelBand band_of(const reference::Row& row) { return row.at("band") == "S" ? ChannelBand::kS : ChannelBand::kKa; }
Angle elevation_of(const reference::Row& row) { return Angle::degrees(reference::number(row, "elevation_deg")); }

/// One row for all points of a reference file that `each` adds.
template <class Each>
void table(Rows& rows, const char* file, const std::string& what, const std::string& reference, double tolerance, const char* unit,
           Each each) {
    const auto lines = reference::table(file);
    if (lines.empty()) {
        rows.skip(what, reference, "no reference data");
        return;
    }
    Worst worst;
    for (const reference::Row& line : lines) each(worst, line, line.at(line.count("elevation_deg") ? "elevation_deg" : "frequency_ghz"));
    worst.into(rows, what, reference, Origin::kSecondary, tolerance, unit);
}

void tr38811(Rows& rows) {
    const std::string two = ", in two public implementations alike", one = ", as OpenNTN carries it";
    table(rows, "channel/tr38811_los_probability.csv", "line of sight, probability", "TR 38.811 table 6.6.1-1" + two, 1e-9, "",
          [](Worst& worst, const reference::Row& row, const std::string& at) {
              for (const char* name : {"dense_urban", "urban", "suburban_rural"})
                  worst.add(reference::number(row, name), line_of_sight_probability(environment_of(name), elevation_of(row)),
                            name + (" " + at));
          });
    for (const char* band : {"S", "Ka"})
        table(rows, "channel/tr38811_shadowing_clutter.csv", std::string{"shadow fading and clutter, "} + band + " band",
              "TR 38.811 tables 6.6.2-1 to -3" + two, 0.01, "dB", [&](Worst& worst, const reference::Row& row, const std::string& at) {
                  if (row.at("band") != band) return;
                  const std::string name = row.at("scenario");
                  const ShadowFading s = shadow_fading(environment_of(name), band_of(row), elevation_of(row));
                  worst.add(reference::number(row, "los_sigma_sf_db"), s.sigma_los.value, name + " LOS " + at);
                  worst.add(reference::number(row, "nlos_sigma_sf_db"), s.sigma_nlos.value, name + " NLOS " + at);
                  worst.add(reference::number(row, "nlos_clutter_loss_db"), s.clutter_loss_nlos.value, name + " clutter " + at);
              });
    table(rows, "channel/tr38811_zenith_gas_attenuation.csv", "zenith gas loss, 1 to 100 GHz",
          "TR 38.811 clause 6.6.4 after ITU-R P.676, digitised", 0.01, "dB",
          [](Worst& worst, const reference::Row& row, const std::string& at) {
              worst.add(reference::number(row, "zenith_attenuation_db"),
                        zenith_gas_loss(Hertz{reference::number(row, "frequency_ghz") * 1e9}).value, at + " GHz");
          });
    table(rows, "channel/tr38811_tropospheric_scintillation_20ghz_toulouse.csv", "tropospheric scintillation, 20 GHz",
          "TR 38.811 table 6.6.6.2.1-1, one public transcription", 0.01, "dB",
          [](Worst& worst, const reference::Row& row, const std::string& at) {
              worst.add(reference::number(row, "attenuation_99pct_db"), tropospheric_scintillation(Hertz{20e9}, elevation_of(row)).value,
                        at);
          });
    table(rows, "channel/tr38811_small_scale_openntn_dl.csv", "Ricean K, mean and sigma", "TR 38.811 clause 6.7.2" + one, 0.01, "dB",
          [](Worst& worst, const reference::Row& row, const std::string& at) {
              if (row.at("condition") != "LOS") return;
              const RiceanK k = ricean_k(environment_of(row.at("scenario")), band_of(row), elevation_of(row));
              worst.add(reference::number(row, "muK"), k.mean.value, row.at("scenario") + " mean " + at);
              worst.add(reference::number(row, "sigmaK"), k.sigma.value, row.at("scenario") + " sigma " + at);
          });
    table(rows, "channel/tr38811_small_scale_openntn_dl.csv", "delay spread, log10 of seconds, median and sigma",
          "TR 38.811 clause 6.7.2" + one, 0.001, "decades", [](Worst& worst, const reference::Row& row, const std::string& at) {
              const PathState state = row.at("condition") == "LOS" ? PathState::kLineOfSight : PathState::kBlocked;
              const DelaySpread d = delay_spread(environment_of(row.at("scenario")), band_of(row), state, elevation_of(row));
              worst.add(reference::number(row, "muDS"), d.median_log10_s, row.at("scenario") + " median " + at);
              worst.add(reference::number(row, "sigmaDS"), d.sigma_log10_s, row.at("scenario") + " sigma " + at);
          });
    rows.check("ionospheric scintillation, 2 GHz", "TR 38.821 table 6.1.3.3-1, public transcriptions", Origin::kSecondary, 2.2,
               ionospheric_scintillation(Hertz{2e9}).value, 0.05, "dB");
}

/// Stations of the ITU's validation examples CG-3M3J-13.
struct Station {
    double latitude_deg, height_km, elevation_deg, tilt_deg, rain_rate_mm_h, rain_slant_km, wet_refractivity;
    std::array<double, 4> rain_14_db, rain_29_db;  // exceeded for 1, 0.1, 0.01, 0.001 %
    std::array<double, 3> fade_14_db, fade_20_db;  // exceeded for 1, 0.1, 0.01 %
};
constexpr std::array<Station, 8> kStations{{
    {51.5,
     0.031382984,
     31.07699124,
     0,
     26.48052,
     4.690817392,
     50.38926222,
     {0.495317069, 2.185847422, 6.798072267, 14.89982248},
     {2.207786043, 8.570058374, 23.44444523, 45.19865638},
     {0.261931889, 0.422845379, 0.628287291},
     {0.316526338, 0.510979018, 0.759241175}},
    {41.9,
     0.046122988,
     40.232036,
     0,
     33.936232,
     4.646913874,
     61.21890044,
     {0.623263001, 2.696765133, 8.223265009, 17.67155766},
     {2.823465634, 10.73100773, 28.74272193, 54.25561152},
     {0.224052195, 0.361694926, 0.537426531},
     {0.270357535, 0.436447181, 0.648497608}},
    {33.94,
     0,
     46.35969261,
     0,
     27.13586832,
     3.542006965,
     80.14015964,
     {0.421017025, 1.913387572, 5.941806096, 12.98151687},
     {1.960636113, 7.808322508, 21.24861968, 40.68133016},
     {0.232799420, 0.375815863, 0.558408208},
     {0.280679922, 0.453110954, 0.673257572}},
    {22.9,
     0,
     22.27833468,
     0,
     50.639304,
     10.96995451,
     104.3584747,
     {1.706901281, 8.271647438, 18.94410356, 29.91171296},
     {6.813368079, 29.31896844, 59.62576355, 83.5996391},
     {0.620097436, 1.001043961, 1.487407050},
     {0.750596809, 1.211713449, 1.800431546}},
    {25.78,
     0.00861728,
     52.67898486,
     0,
     78.2994993,
     5.735098894,
     113.2738672,
     {1.437312523, 6.297247244, 16.42980703, 29.9309477},
     {6.654855651, 25.56295492, 58.47438336, 93.39562548},
     {0.266474934, 0.430179368, 0.639184541},
     {0.321044785, 0.518273298, 0.770079424}},
    {28.717,
     0.209383699,
     48.24117054,
     90,
     63.61888808,
     6.768266217,
     75.66013547,
     {1.274463613, 5.486346969, 14.87213733, 28.23603149},
     {5.887821871, 22.22622902, 52.83372062, 87.96233699},
     {0.215641260, 0.348116875, 0.517251503},
     {0.259932532, 0.419617751, 0.623491501}},
    {3.133,
     0.051251456,
     85.80459566,
     90,
     99.15117186,
     4.91990658,
     128.1408003,
     {2.001026654, 11.00145492, 21.61057916, 28.81950409},
     {10.2131477, 48.81996807, 83.37856227, 96.67521082},
     {0.221671285, 0.357851345, 0.531715523},
     {0.266539119, 0.430282985, 0.639338501}},
    {9.05,
     2.539861878,
     20.14335809,
     90,
     42.91007183,
     6.516372436,
     61.73157333,
     {1.012353973, 5.881071312, 12.28976033, 17.44199306},
     {3.70158394, 19.23910378, 35.97037673, 45.67419098},
     {0.485339887, 0.783500358, 1.164168610},
     {0.587744646, 0.948815774, 1.409803491}},
}};

void rain(Rows& rows) {
    const std::string sheet = "ITU-R SG 3 validation examples CG-3M3J-13, as ITU-Rpy carries them: sheet ";
    struct Specific {
        double elevation_deg, ghz, tilt_deg, k, alpha;
    };
    constexpr Specific kSpecific[] = {{31.07699124, 14.25, 0, 0.03975488, 1.12418043},  {40.232036, 14.25, 0, 0.04007624, 1.11804138},
                                      {46.35969261, 14.25, 0, 0.04030344, 1.11376017},  {22.27833468, 14.25, 0, 0.03949319, 1.12925336},
                                      {52.67898486, 14.25, 0, 0.04053522, 1.10944215},  {48.24117054, 14.25, 90, 0.04226474, 1.07871664},
                                      {85.80459566, 14.25, 90, 0.04133039, 1.09499629}, {20.14335809, 14.25, 90, 0.04319835, 1.0631531},
                                      {31.07699124, 29, 0, 0.22106804, 0.95320005},     {40.232036, 29, 0, 0.22031404, 0.9504446},
                                      {46.35969261, 29, 0, 0.21978097, 0.9484851},      {22.27833468, 29, 0, 0.22168203, 0.95543001},
                                      {52.67898486, 29, 0, 0.21923716, 0.9464763},      {48.24117054, 29, 90, 0.21517927, 0.93116621},
                                      {85.80459566, 29, 90, 0.21737148, 0.93950825},    {20.14335809, 29, 90, 0.21298877, 0.92265917}};
    Worst k, alpha;
    for (const Specific& s : kSpecific) {
        const RainCoefficients c = rain_coefficients(Hertz{s.ghz * 1e9}, Angle::degrees(s.elevation_deg), Angle::degrees(s.tilt_deg));
        const std::string at = std::to_string(s.ghz) + " GHz " + std::to_string(s.elevation_deg) + " deg";
        k.add(s.k, c.k, at);
        alpha.add(s.alpha, c.alpha, at);
    }
    k.into(rows, "rain coefficient k", sheet + "P.838-3", Origin::kSecondary, 1e-7, "dB/km");
    alpha.into(rows, "rain exponent alpha", sheet + "P.838-3", Origin::kSecondary, 1e-7, "");
    Worst attenuation, fade;
    for (const Station& s : kStations) {
        const double percents[] = {1.0, 0.1, 0.01, 0.001};
        const Angle elevation = Angle::degrees(s.elevation_deg);
        for (std::size_t i = 0; i < 4; ++i)
            for (const double ghz : {14.25, 29.0}) {
                const RainPath path{Hertz{ghz * 1e9},
                                    elevation,
                                    Angle::degrees(s.tilt_deg),
                                    Angle::degrees(s.latitude_deg),
                                    Metres::kilo(s.height_km),
                                    Metres::kilo(s.height_km + s.rain_slant_km * sin(elevation)),
                                    s.rain_rate_mm_h};
                attenuation.add(
                    ghz < 20.0 ? s.rain_14_db[i] : s.rain_29_db[i], rain_loss(path, percents[i]).value,
                    std::to_string(s.latitude_deg) + " N " + std::to_string(ghz) + " GHz " + std::to_string(percents[i]) + " %");
            }
        for (std::size_t i = 0; i < 3; ++i)
            for (const double ghz : {14.25, 20.0})
                fade.add(ghz < 20.0 ? s.fade_14_db[i] : s.fade_20_db[i],
                         tropospheric_scintillation_p618({Hertz{ghz * 1e9}, elevation, s.wet_refractivity, Metres{1.0}, 0.65}, percents[i])
                             .value,
                         std::to_string(s.latitude_deg) + " N " + std::to_string(ghz) + " GHz " + std::to_string(percents[i]) + " %");
    }
    attenuation.into(rows, "rain attenuation", sheet + "P.618-14 A_Rain", Origin::kSecondary, 1e-3, "dB");
    fade.into(rows, "tropospheric scintillation", sheet + "P.618-14 A_Scint, Nwet of A_Rain", Origin::kSecondary, 1e-6, "dB");
}

void entry(Rows& rows) {
    struct Point {
        double ghz, elevation_deg, traditional_db[4], efficient_db[4];
    };
    const double probabilities[] = {1e-7, 0.1, 0.5011872, 0.9977001};
    const Point points[] = {{28.0, 0.0, {-0.275, 6.891, 20.218, 55.440}, {-2.117, 19.484, 41.732, 95.448}},
                            {2.0, 45.0, {-2.484, 11.251, 23.556, 52.300}, {-2.882, 20.566, 37.995, 79.101}}};
    Worst worst;
    for (const Point& p : points)
        for (int i = 0; i < 4; ++i) {
            const auto loss = [&](BuildingType type) {
                return building_entry_loss(type, Hertz{p.ghz * 1e9}, Angle::degrees(p.elevation_deg), probabilities[i]).value;
            };
            const std::string at = std::to_string(p.ghz) + " GHz, probability " + std::to_string(probabilities[i]);
            worst.add(p.traditional_db[i], loss(BuildingType::kTraditional), "traditional, " + at);
            worst.add(p.efficient_db[i], loss(BuildingType::kThermallyEfficient), "thermally efficient, " + at);
        }
    worst.into(rows, "building entry loss", "ITU-R SG 3 workbook for P.2109, as the implementation eeveetza/p2109 carries it",
               Origin::kSecondary, 0.001, "dB");
}

void shadowing(Rows& rows) {
    constexpr std::uint64_t kSeeds = 4000;
    const Position<Itrf> here{Metres{4200e3}, Metres{300e3}, Metres{4780e3}};
    const Displacement<Itrf> up{Metres{660.0}, Metres{47.0}, Metres{750.0}};
    for (const double metres : {0.0, 18.5, 37.0, 74.0}) {
        double sum = 0.0;
        for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
            const ShadowField field{seed, 1, {Metres{37.0}, kShadowDirectionScale}};
            sum += field.at(here, up) * field.at({here.x, here.y + Metres{metres}, here.z}, up);
        }
        rows.check("shadowing of phones " + std::to_string(metres).substr(0, 4) + " m apart, correlation over 4,000 seeds",
                   "TR 38.901 clause 7.4.4: exp(-d / 37 m); four standard errors", Origin::kOtherFormula, std::exp(-metres / 37.0),
                   sum / static_cast<double>(kSeeds), 4.0 * std::sqrt(2.0 / static_cast<double>(kSeeds)), "");
    }
}

const Chapter kChannel{42, "Channel (TR 38.811)", tr38811};
const Chapter kShadowing{43, "Correlated shadowing", shadowing};
const Chapter kEntry{44, "Entry into buildings (ITU-R P.2109)", entry};
const Chapter kRain{45, "Rain and tropospheric scintillation (ITU-R P.618, P.838)", rain};

}  // namespace
}  // namespace d2c::validation
