#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "apps/d2c/calculators/calculators.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/options.h"
#include "apps/d2c/print.h"
#include "constellation/look.h"
#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/atmosphere/rain.h"
#include "handset_phy/channel/atmosphere/scintillation.h"
#include "handset_phy/channel/environment/small_scale.h"
#include "handset_phy/channel/free_space.h"
#include "handset_phy/channel/near_phone/body_loss.h"
#include "handset_phy/channel/near_phone/entry_loss.h"
#include "handset_phy/channel/near_phone/foliage.h"

namespace d2c::apps {
namespace {

const std::map<std::string, ChannelEnvironment> kEnvironments{{"dense-urban", ChannelEnvironment::kDenseUrban},
                                                              {"urban", ChannelEnvironment::kUrban},
                                                              {"suburban", ChannelEnvironment::kSuburban},
                                                              {"rural", ChannelEnvironment::kRural}};
const std::map<std::string, Angle> kPolarisations{
    {"horizontal", Angle::degrees(0.0)}, {"vertical", Angle::degrees(90.0)}, {"circular", Angle::degrees(45.0)}};
const std::map<std::string, Grip> kGrips{{"free", Grip::kFree}, {"hand", Grip::kHand}, {"hand-and-head", Grip::kHandAndHead}};
const std::vector<std::string> kEntries{"none", "traditional", "efficient", "car", "car-metallised"};

template <class T>
std::vector<std::string> names(const std::map<std::string, T>& choices) {
    std::vector<std::string> all;
    for (const auto& [name, value] : choices) all.push_back(name);
    return all;
}

using Number = std::optional<double>;

struct Options {
    std::string environment, entry = "none", grip = "free", polarisation = "circular";
    Number elevation_deg, frequency_mhz, altitude_km, foliage_depth_m, rain_rate_mm_h, rain_height_km, latitude_deg, wet_refractivity;
    double probability = 0.5, station_height_km = 0.0, availability_percent = 99.99, antenna_diameter_m = 1.0, antenna_efficiency = 0.55;
    bool json = false;

    bool rain() const { return rain_rate_mm_h || rain_height_km || latitude_deg; }
    bool in_car() const { return entry.rfind("car", 0) == 0; }
};

void check_given(Faults& faults, const std::string& option, Number value, double low, double high, const std::string& unit) {
    if (value) {
        check_range(faults, option, *value, low, high, unit);
    } else {
        faults.push_back({"", 0, option, "not given", fmt::format("{:g} to {:g} [{}]", low, high, unit)});
    }
}

Faults check(const Options& o) {
    Faults faults;
    check_choice(faults, "--environment", o.environment.empty() ? "not given" : o.environment, names(kEnvironments));
    check_given(faults, "--elevation-deg", o.elevation_deg, 0.0, 90.0, "deg");
    check_given(faults, "--frequency-mhz", o.frequency_mhz, 400.0, 100000.0, "MHz");
    check_given(faults, "--altitude-km", o.altitude_km, 100.0, 36000.0, "km");
    check_choice(faults, "--entry", o.entry, kEntries);
    check_choice(faults, "--grip", o.grip, names(kGrips));
    check_choice(faults, "--polarisation", o.polarisation, names(kPolarisations));
    // A term that is asked for must be valid at the frequency; no second complaint about a frequency that is refused anyway.
    const bool frequency = o.frequency_mhz && *o.frequency_mhz >= 400.0 && *o.frequency_mhz <= 100000.0;
    const auto check_band = [&](const std::string& term, double low, double high) {
        if (frequency) check_range(faults, "--frequency-mhz (" + term + ")", *o.frequency_mhz, low, high, "MHz");
    };
    if (!(o.probability > 0.0 && o.probability < 1.0))
        faults.push_back({"", 0, "--probability", fmt::format("{:g}", o.probability), "above 0 and below 1"});
    check_range(faults, "--station-height-km", o.station_height_km, -0.5, 9.0, "km");
    check_range(faults, "--antenna-diameter-m", o.antenna_diameter_m, 0.01, 50.0, "m");
    check_range(faults, "--antenna-efficiency", o.antenna_efficiency, 0.0, 1.0, "");
    if (!o.rain() && !o.wet_refractivity)
        check_range(faults, "--availability-percent", o.availability_percent, 50.0, 99.999, "% of the year");
    if (o.in_car()) check_band("--entry " + o.entry, 600.0, 60000.0);
    if (o.foliage_depth_m) {
        check_range(faults, "--foliage-depth-m", *o.foliage_depth_m, 0.0, 10000.0, "m");
        check_band("--foliage-depth-m", 400.0, 6000.0);
    }
    if (o.rain()) {
        check_given(faults, "--rain-rate-mm-h", o.rain_rate_mm_h, 0.0, 250.0, "mm/h");
        check_given(faults, "--rain-height-km", o.rain_height_km, 0.0, 10.0, "km");
        check_given(faults, "--latitude-deg", o.latitude_deg, -90.0, 90.0, "deg");
        check_range(faults, "--availability-percent", o.availability_percent, 95.0, 99.999, "% of the year");
        check_band("--rain-rate-mm-h", 1000.0, 55000.0);
    }
    if (o.wet_refractivity) {
        check_range(faults, "--wet-refractivity", *o.wet_refractivity, 0.0, 300.0, "N units");
        check_range(faults, "--availability-percent (--wet-refractivity)", o.availability_percent, 50.0, 99.99, "% of the year");
        check_band("--wet-refractivity", 4000.0, 55000.0);
        if (o.elevation_deg) check_range(faults, "--elevation-deg (--wet-refractivity)", *o.elevation_deg, 5.0, 90.0, "deg");
    }
    return faults;
}

/// One line of the answer; nothing where it was not asked for or does not apply.
struct Term {
    std::string key, name;
    Number value;
    std::string unit, source;
};

struct Answer {
    std::vector<Term> terms;
    std::vector<std::string> assumptions;
};

Db entry_loss(const Options& o, Hertz frequency, Angle elevation) {
    if (o.entry == "traditional") return building_entry_loss(BuildingType::kTraditional, frequency, elevation, o.probability);
    if (o.entry == "efficient") return building_entry_loss(BuildingType::kThermallyEfficient, frequency, elevation, o.probability);
    return car_entry_loss(o.entry == "car" ? CarWindows::kOrdinary : CarWindows::kMetallised, frequency, o.probability);
}

std::vector<std::string> assumptions_of(const Options& o, ChannelBand band) {
    std::vector<std::string> said{"between the rows of TR 38.811 (every 10 deg) linear interpolation; a sphere of 6371 km",
                                  fmt::format("{} columns of TR 38.811 ({} 6 GHz)", band == ChannelBand::kS ? "S band" : "Ka band",
                                              band == ChannelBand::kS ? "below" : "from")};
    if (*o.elevation_deg < 10.0) said.push_back("below 10 deg the rows of 10 deg hold: losses are optimistic");
    if (*o.elevation_deg < 5.0) said.push_back("below 5 deg the gas loss of 5 deg");
    if (*o.frequency_mhz < 1000.0) said.push_back("below 1 GHz the gas loss of 1 GHz, an upper bound");
    if (*o.frequency_mhz <= 6000.0) {
        said.push_back("ionospheric scintillation as within 20 deg of the geomagnetic equator; from 20 to 60 deg of latitude it is 0 dB");
    } else if (*o.frequency_mhz != 20000.0) {
        said.push_back("tropospheric scintillation of Toulouse at 20 GHz times (f / 20 GHz)^(7/12), ITU-R P.618");
    }
    if (o.in_car()) said.push_back("the car's loss was measured on terrestrial paths");
    if (o.foliage_depth_m) said.push_back("foliage: the fit to Austrian pine woodland, at any frequency up to 6 GHz");
    if (o.grip != "free") said.push_back("grip: the middle of the range measured by Berg et al., EuCAP 2009");
    if (o.rain() && o.polarisation == "circular") said.push_back("rain: polarisation tilt of 45 deg, circular");
    return said;
}

Answer answer(const Options& o) {
    const ChannelEnvironment environment = kEnvironments.at(o.environment);
    const Hertz frequency = Hertz::mega(*o.frequency_mhz);
    const Angle elevation = Angle::degrees(*o.elevation_deg);
    const ChannelBand band = channel_band(frequency);
    const double percent = 100.0 - o.availability_percent;

    const Db free_space = free_space_loss(slant_range(Metres::kilo(*o.altitude_km), elevation), frequency);
    const Db gas = gas_loss(frequency, elevation);
    const Db ionosphere = ionospheric_scintillation(frequency), troposphere = tropospheric_scintillation(frequency, elevation);
    const Db applies = scintillation(frequency, elevation);
    const ShadowFading shadow = shadow_fading(environment, band, elevation);
    const RiceanK k = ricean_k(environment, band, elevation);
    const DelaySpread clear = delay_spread(environment, band, PathState::kLineOfSight, elevation);
    const DelaySpread blocked = delay_spread(environment, band, PathState::kBlocked, elevation);
    const CorrelationDistances near_clear = correlation_distances(environment, PathState::kLineOfSight);
    const CorrelationDistances near_blocked = correlation_distances(environment, PathState::kBlocked);
    Number entry, foliage, body, rain, fade;
    if (o.entry != "none") entry = entry_loss(o, frequency, elevation).value;
    if (o.foliage_depth_m) foliage = slant_woodland_loss(frequency, Metres{*o.foliage_depth_m}, elevation).value;
    if (o.grip != "free") body = body_loss(kGrips.at(o.grip)).value;
    if (o.rain()) {
        rain = rain_loss({frequency, elevation, kPolarisations.at(o.polarisation), Angle::degrees(*o.latitude_deg),
                          Metres::kilo(o.station_height_km), Metres::kilo(*o.rain_height_km), *o.rain_rate_mm_h},
                         percent)
                   .value;
    }
    if (o.wet_refractivity) {
        fade = tropospheric_scintillation_p618(
                   {frequency, elevation, *o.wet_refractivity, Metres{o.antenna_diameter_m}, o.antenna_efficiency}, percent)
                   .value;
    }
    const double path = free_space.value + gas.value + applies.value + entry.value_or(0.0) + foliage.value_or(0.0) + body.value_or(0.0) +
                        rain.value_or(0.0);

    const std::string small_scale = "TR 38.811 clause 6.7.2, as OpenNTN carries it", shadows = "TR 38.811 tables 6.6.2-1 to -3";
    const std::string car = "TR 38.901 clause 7.4.3.2", building = "ITU-R P.2109-2";
    const std::string year = fmt::format("exceeded for {:g} % of the year", percent);
    return {
        {{"fspl_db", "free space path loss", free_space.value, "dB", "ITU-R P.525: 20 log10(4 pi d f / c)"},
         {"gas_db", "atmospheric gases", gas.value, "dB", "TR 38.811 eq. 6.6-8, ITU-R P.676"},
         {"scintillation_db", "scintillation that applies", applies.value, "dB", "ionospheric to 6 GHz, tropospheric above"},
         {"ionospheric_scintillation_db", "  ionospheric", ionosphere.value, "dB", "TR 38.811 clause 6.6.6.1"},
         {"tropospheric_scintillation_db", "  tropospheric, 99 % of the time", troposphere.value, "dB",
          "TR 38.811 table 6.6.6.2.1-1, Toulouse"},
         {"los_probability", "line of sight, probability", line_of_sight_probability(environment, elevation), "",
          "TR 38.811 table 6.6.1-1"},
         {"shadow_sigma_los_db", "shadow fading, sigma LOS", shadow.sigma_los.value, "dB", shadows},
         {"shadow_sigma_nlos_db", "shadow fading, sigma NLOS", shadow.sigma_nlos.value, "dB", shadows},
         {"clutter_loss_db", "clutter loss NLOS", shadow.clutter_loss_nlos.value, "dB", shadows},
         {"ricean_k_mean_db", "Ricean K, mean", k.mean.value, "dB", small_scale},
         {"ricean_k_sigma_db", "Ricean K, sigma", k.sigma.value, "dB", small_scale},
         {"delay_spread_los_ns", "delay spread LOS, median", clear.median_s() * 1e9, "ns", small_scale},
         {"delay_spread_los_sigma_decades", "delay spread LOS, sigma", clear.sigma_log10_s, "decades", small_scale},
         {"delay_spread_nlos_ns", "delay spread NLOS, median", blocked.median_s() * 1e9, "ns", small_scale},
         {"delay_spread_nlos_sigma_decades", "delay spread NLOS, sigma", blocked.sigma_log10_s, "decades", small_scale},
         {"decorrelation_distance_los_m", "shadowing decorrelates over, LOS", near_clear.shadow_fading.value, "m", small_scale},
         {"decorrelation_distance_nlos_m", "shadowing decorrelates over, NLOS", near_blocked.shadow_fading.value, "m", small_scale},
         {"entry_loss_db", fmt::format("entry loss ({})", o.entry), entry, "dB",
          fmt::format("{}, not exceeded with probability {:g}", o.in_car() ? car : building, o.probability)},
         {"foliage_loss_db", "foliage", foliage, "dB", "ITU-R P.833-9 clause 2.2, slant path through pine woodland"},
         {"body_loss_db", fmt::format("body loss ({})", o.grip), body, "dB", "assumption: Berg et al., EuCAP 2009"},
         {"rain_loss_db", fmt::format("rain ({})", o.polarisation), rain, "dB", "ITU-R P.618-14, P.838-3, " + year},
         {"tropospheric_scintillation_p618_db", "tropospheric scintillation, P.618", fade, "dB", "ITU-R P.618-14 clause 2.4.1, " + year},
         {"path_loss_los_db", "path loss LOS", path, "dB", "sum of what applies, without shadowing and P.618's scintillation"},
         {"path_loss_nlos_db", "path loss NLOS", path + shadow.clutter_loss_nlos.value, "dB", "the same with clutter"}},
        assumptions_of(o, band)};
}

void print(const Options& o, const Answer& a) {
    fmt::print("Channel towards a satellite at {:g} km, elevation {:g} deg, {:g} MHz, {}: slant range {:.1f} km\n\n", *o.altitude_km,
               *o.elevation_deg, *o.frequency_mhz, o.environment,
               slant_range(Metres::kilo(*o.altitude_km), Angle::degrees(*o.elevation_deg)).in_kilo());
    for (const Term& t : a.terms)
        if (t.value) fmt::print("  {:<34} {:>9.3f} {:<8} {}\n", t.name, *t.value, t.unit, t.source);
    fmt::print("\nAssumed\n");
    for (const std::string& line : a.assumptions) fmt::print("  {}\n", line);
}

void print_json(const Options& o, const Answer& a) {
    nlohmann::ordered_json answer{
        {"schema", "d2c.channel/1"},         {"environment", o.environment},
        {"elevation_deg", *o.elevation_deg}, {"frequency_mhz", *o.frequency_mhz},
        {"altitude_km", *o.altitude_km},     {"band", channel_band(Hertz::mega(*o.frequency_mhz)) == ChannelBand::kS ? "S" : "Ka"}};
    answer["slant_range_km"] = slant_range(Metres::kilo(*o.altitude_km), Angle::degrees(*o.elevation_deg)).in_kilo();
    for (const Term& t : a.terms)
        answer[t.key] = t.value && std::isfinite(*t.value) ? nlohmann::ordered_json(*t.value) : nlohmann::ordered_json(nullptr);
    answer["assumptions"] = a.assumptions;
    fmt::print("{}\n", answer.dump(2));
}

}  // namespace

Action add_channel(CLI::App& app, const Program&) {
    auto o = std::make_shared<Options>();
    app.add_option("--environment", o->environment, "dense-urban, urban, suburban or rural (TR 38.811), outdoors; needed");
    app.add_option("--elevation-deg", o->elevation_deg, "of the satellite, 0 to 90 [deg]; needed");
    app.add_option("--frequency-mhz", o->frequency_mhz, "carrier, 400 to 100000 [MHz]; needed");
    app.add_option("--altitude-km", o->altitude_km, "of the satellite above a sphere of 6371 km, 100 to 36000 [km]; needed");
    app.add_option("--entry", o->entry, "into none, traditional or efficient (thermally) building, car or car-metallised")
        ->capture_default_str();
    app.add_option("--probability", o->probability, "that the entry loss is not exceeded, above 0 and below 1")->capture_default_str();
    app.add_option("--foliage-depth-m", o->foliage_depth_m, "length of the path in leaves, 0 to 10000 [m]; up to 6000 MHz");
    app.add_option("--grip", o->grip, "how the phone is held: free, hand, hand-and-head")->capture_default_str();
    app.add_option("--rain-rate-mm-h", o->rain_rate_mm_h,
                   "exceeded for 0.01 % of the year, 0 to 250 [mm/h] (ITU-R P.837; its maps are not shipped); 1 to 55 GHz");
    app.add_option("--rain-height-km", o->rain_height_km, "above sea level, 0 to 10 [km] (ITU-R P.839; its maps are not shipped)");
    app.add_option("--latitude-deg", o->latitude_deg, "of the station, for rain, -90 to 90 [deg]");
    app.add_option("--station-height-km", o->station_height_km, "of the station above sea level, for rain, -0.5 to 9 [km]")
        ->capture_default_str();
    app.add_option("--polarisation", o->polarisation, "for rain: horizontal, vertical, circular")->capture_default_str();
    app.add_option("--availability-percent", o->availability_percent,
                   "of the year, for rain (95 to 99.999) and scintillation by P.618 (50 to 99.99) [%]")
        ->capture_default_str();
    app.add_option("--wet-refractivity", o->wet_refractivity,
                   "Nwet, for scintillation by ITU-R P.618, 0 to 300 [N units] (P.453; its maps are not shipped); 4 to 55 GHz");
    app.add_option("--antenna-diameter-m", o->antenna_diameter_m, "for scintillation by P.618, 0.01 to 50 [m]")->capture_default_str();
    app.add_option("--antenna-efficiency", o->antenna_efficiency, "for scintillation by P.618, 0 to 1")->capture_default_str();
    app.add_flag("--json", o->json, "print JSON");
    return [o] {
        if (const Faults faults = check(*o); !faults.empty()) {
            print_faults(faults, o->json);
            return kBadInput;
        }
        const Answer a = answer(*o);
        if (o->json) {
            print_json(*o, a);
        } else {
            print(*o, a);
        }
        return kDone;
    };
}

}  // namespace d2c::apps
