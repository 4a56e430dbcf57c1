#include "apps/d2c/travel/crosscheck_print.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace d2c::apps {
namespace {

using nlohmann::ordered_json;
using results::CrosscheckFigureRow;
using results::CrosscheckSampleRow;
using results::EngineFigureRow;

std::string error_text(const CrosscheckFigureRow& f) {
    if (!f.error) return "-";
    const double scale = f.relative ? 100.0 : 1.0;
    const std::string unit = f.relative ? " %" : f.unit.empty() ? "" : " " + f.unit;
    if (!f.error_low || !f.error_high) return fmt::format("{:+.2f}{}", scale * *f.error, unit);
    return fmt::format("{:+.2f}{} ({:+.2f} to {:+.2f})", scale * *f.error, unit, scale * *f.error_low, scale * *f.error_high);
}

std::string figure_line(const CrosscheckFigureRow& f) {
    const std::string name = f.unit.empty() ? f.figure : f.figure + " [" + f.unit + "]";
    const std::string tolerance = f.tolerance ? fmt::format("{:.0f} %", 100.0 * *f.tolerance) : "-";
    return fmt::format("{:<20}{:>6}{:>11.3f}{:>11.3f}  {:<34}{:>9}  {}\n", name, f.pairs, f.world_mean, f.packets_mean, error_text(f),
                       tolerance,
                       !f.tolerance ? ""
                       : f.within   ? "within"
                                    : "BEYOND");
}

double mbit(const std::optional<double>& bps) { return bps ? 1e-6 * *bps : std::nan(""); }

template <class T>
ordered_json value(const std::optional<T>& v) {
    return v ? ordered_json(*v) : ordered_json(nullptr);
}

ordered_json engine_json(const EngineFigureRow& f) {
    return {{"goodput_bps", value(f.goodput_bps)}, {"watched_s", value(f.watched_s)}, {"stall_share", value(f.stall_share)},
            {"startup_s", value(f.startup_s)},     {"handovers", value(f.handovers)}, {"interruption_s", value(f.interruption_s)}};
}

}  // namespace

std::string crosscheck_text(const results::CrosscheckResults& results, const std::vector<std::size_t>& worst,
                            const std::vector<std::string>& notes) {
    const auto beyond =
        std::count_if(results.figures.begin(), results.figures.end(), [](const CrosscheckFigureRow& f) { return !f.within; });
    std::string text = beyond == 0 ? "The two engines agree within the stated tolerances.\n"
                                   : fmt::format("{} of the stated tolerances {} not met.\n", beyond, beyond == 1 ? "is" : "are");
    text += fmt::format("\n{:<20}{:>6}{:>11}{:>11}  {:<34}{:>9}\n", "figure", "pairs", "world", "packets", "packets less world (95 %)",
                        "tolerance");
    for (const CrosscheckFigureRow& f : results.figures)
        if (f.stratum.empty()) text += figure_line(f);
    std::string stratum;
    for (const CrosscheckFigureRow& f : results.figures) {
        if (f.stratum.empty() || !f.tolerance) continue;
        if (f.stratum != stratum) text += "\n" + f.stratum + "\n";
        stratum = f.stratum;
        text += figure_line(f);
    }
    text += fmt::format("\nFarthest apart in goodput\n{:>7}  {:<34}{:>20}  {:<22}{:>14}{:>14}\n", "sample", "stratum", "place", "moment",
                        "world [Mbit/s]", "packets");
    for (const std::size_t i : worst) {
        const CrosscheckSampleRow& s = results.samples[i];
        text += fmt::format("{:>7}  {:<34}{:>20}  {:<22}{:>14.3f}{:>14.3f}\n", s.sample, s.stratum,
                            fmt::format("{:.3f},{:.3f}", s.latitude_deg, s.longitude_deg), s.start_utc, mbit(s.world.goodput_bps),
                            mbit(s.packets.goodput_bps));
    }
    if (!notes.empty()) text += "\nNot among them\n";
    for (const std::string& note : notes) text += "  " + note + "\n";
    return text;
}

std::string crosscheck_json(const results::CrosscheckResults& results, const std::vector<std::size_t>& worst,
                            const std::vector<std::string>& notes, const std::string& digest, const std::string& file) {
    ordered_json figures = ordered_json::array(), samples = ordered_json::array(), farthest = ordered_json::array();
    bool within = true;
    for (const CrosscheckFigureRow& f : results.figures) {
        within = within && f.within;
        figures.push_back({{"figure", f.figure},
                           {"unit", f.unit},
                           {"stratum", f.stratum.empty() ? ordered_json(nullptr) : ordered_json(f.stratum)},
                           {"relative", f.relative},
                           {"pairs", f.pairs},
                           {"world_mean", f.world_mean},
                           {"packets_mean", f.packets_mean},
                           {"error", value(f.error)},
                           {"error_low", value(f.error_low)},
                           {"error_high", value(f.error_high)},
                           {"tolerance", value(f.tolerance)},
                           {"within", f.within}});
    }
    for (const CrosscheckSampleRow& s : results.samples)
        samples.push_back({{"sample", s.sample},
                           {"stratum", s.stratum},
                           {"latitude_deg", s.latitude_deg},
                           {"longitude_deg", s.longitude_deg},
                           {"area", s.area},
                           {"start_utc", s.start_utc},
                           {"handset", s.handset},
                           {"duration_s", s.duration_s},
                           {"users", s.users},
                           {"world", engine_json(s.world)},
                           {"packets", engine_json(s.packets)}});
    for (const std::size_t i : worst) farthest.push_back(results.samples[i].sample);
    const ordered_json all{
        {"schema", "d2c.crosscheck/1"}, {"within", within}, {"figures", std::move(figures)}, {"samples", std::move(samples)},
        {"worst", std::move(farthest)}, {"notes", notes},   {"result_digest", digest},       {"file", file}};
    return all.dump(2) + "\n";
}

}  // namespace d2c::apps
