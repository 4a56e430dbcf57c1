#include "report/crosscheck/crosscheck.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "report/crosscheck/scatter.h"
#include "report/data/origin.h"
#include "report/page_text.h"
#include "report/text.h"

namespace d2c::report {
namespace {

using results::CrosscheckFigureRow;
using results::CrosscheckSampleRow;
using results::EngineFigureRow;

/// How a stored figure is drawn.
struct Drawn {
    const char *figure, *unit;  ///< as in CrosscheckFigureRow
    std::optional<double> EngineFigureRow::*value;
    double scale;
};
constexpr std::array<Drawn, 6> kDrawn{{{"goodput", "Mbit/s", &EngineFigureRow::goodput_bps, 1e-6},
                                       {"watched", "min", &EngineFigureRow::watched_s, 1.0 / 60.0},
                                       {"stall share", "%", &EngineFigureRow::stall_share, 100.0},
                                       {"start-up", "s", &EngineFigureRow::startup_s, 1.0},
                                       {"handovers", "", &EngineFigureRow::handovers, 1.0},
                                       {"interruption", "ms", &EngineFigureRow::interruption_s, 1e3}}};

std::string with_unit(const std::string& name, const std::string& unit) { return unit.empty() ? name : name + " [" + unit + "]"; }

std::string place_text(const CrosscheckSampleRow& s) {
    return fmt::format("{:.2f}, {:.2f} ({}) {}", s.latitude_deg, s.longitude_deg, s.area, s.start_utc);
}

std::string error_text(const CrosscheckFigureRow& f) {
    if (!f.error) return "–";
    const double scale = f.relative ? 100.0 : 1.0;
    const std::string unit = f.relative ? "\u00a0%" : f.unit.empty() ? "" : "\u00a0" + f.unit;
    std::string text = fmt::format("{:+.2f}{}", scale * *f.error, unit);
    if (f.error_low && f.error_high) text += fmt::format(" ({:+.2f} to {:+.2f})", scale * *f.error_low, scale * *f.error_high);
    return text;
}

std::string figure_row(const CrosscheckFigureRow& f, bool with_stratum) {
    const std::string stratum = with_stratum ? "<td>" + html_escaped(f.stratum) + "</td>" : "";
    const std::string tolerance = f.tolerance ? fmt::format("{:.0f}\u00a0%", 100.0 * *f.tolerance) : "–";
    const std::string verdict = !f.tolerance ? "" : f.within ? "within" : "<span class=\"bad\">beyond</span>";
    return fmt::format("<tr>{}<th scope=\"row\">{}</th><td>{}</td><td>{:.3f}</td><td>{:.3f}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                       stratum, html_escaped(with_unit(f.figure, f.unit)), f.pairs, f.world_mean, f.packets_mean, error_text(f), tolerance,
                       verdict);
}

std::string plots_html(const results::CrosscheckResults& crosscheck) {
    std::string html;
    for (const Drawn& drawn : kDrawn) {
        std::vector<ScatterPoint> points;
        for (const CrosscheckSampleRow& s : crosscheck.samples) {
            const auto world = s.world.*drawn.value, packets = s.packets.*drawn.value;
            if (!world || !packets) continue;
            points.push_back({drawn.scale * *world, drawn.scale * *packets, s.users > 1,
                              fmt::format("{}: {:.3f} and {:.3f}; {}, {}", s.sample, drawn.scale * *world, drawn.scale * *packets,
                                          s.stratum, place_text(s))});
        }
        ScatterAxes axes{"world engine: " + with_unit(drawn.figure, drawn.unit), "packets: " + with_unit(drawn.figure, drawn.unit), {}};
        for (const CrosscheckFigureRow& f : crosscheck.figures)
            if (f.stratum.empty() && f.figure == drawn.figure) axes.tolerance = f.tolerance;
        html +=
            fmt::format("<figure>{}<figcaption>{}, {} pairs</figcaption></figure>", scatter_svg(points, axes), drawn.figure, points.size());
    }
    return html;
}

std::string worst_html(const results::CrosscheckResults& crosscheck) {
    constexpr std::size_t kMost = 10;
    std::vector<const CrosscheckSampleRow*> order;
    for (const CrosscheckSampleRow& s : crosscheck.samples)
        if (s.world.goodput_bps && s.packets.goodput_bps) order.push_back(&s);
    const auto apart = [](const CrosscheckSampleRow* s) { return std::abs(*s->packets.goodput_bps - *s->world.goodput_bps); };
    std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) { return apart(a) > apart(b); });
    order.resize(std::min(order.size(), kMost));
    std::string html;
    for (const CrosscheckSampleRow* s : order) {
        const auto minutes = [](const std::optional<double>& v) { return v ? fmt::format("{:.2f}", *v / 60.0) : std::string{"–"}; };
        html += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{:.3f}</td><td>{:.3f}</td><td>{}</td><td>{}</td></tr>",
                            s->sample, html_escaped(s->stratum), html_escaped(place_text(*s)), 1e-6 * *s->world.goodput_bps,
                            1e-6 * *s->packets.goodput_bps, minutes(s->world.watched_s), minutes(s->packets.watched_s));
    }
    return html;
}

}  // namespace

Result<std::string> render_crosscheck(const results::ResultReader& results, const results::CrosscheckResults& crosscheck) {
    const auto run = results.run();
    if (!run) return run.faults();
    std::string all, strata;
    std::size_t beyond = 0;
    for (const CrosscheckFigureRow& f : crosscheck.figures) {
        (f.stratum.empty() ? all : strata) += figure_row(f, !f.stratum.empty());
        beyond += !f.within;
    }
    const std::string verdict =
        beyond == 0 ? "The two engines agree within the stated tolerances."
                    : fmt::format("<span class=\"bad\">{} of the stated tolerances {} not met.</span>", beyond, beyond == 1 ? "is" : "are");
    return filled(page::kCrosscheckHtml,
                  {{"csp", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"},
                   {"css", std::string{page::kPageCss} + std::string{page::kCrosscheckCss}},
                   {"version", html_escaped(run->program_version)},
                   {"title", html_escaped(run->title)},
                   {"samples", std::to_string(crosscheck.samples.size())},
                   {"seed", std::to_string(run->seed)},
                   {"run", std::to_string(run->run)},
                   {"verdict", verdict},
                   {"plots", plots_html(crosscheck)},
                   {"all", all},
                   {"strata", strata},
                   {"worst", worst_html(crosscheck)},
                   {"scenario", html_escaped(run->scenario_id)},
                   {"scenario_sha256", html_escaped(run->scenario_sha256)},
                   {"scenario_text", html_escaped(run->scenario_text)},
                   {"schema_version", std::to_string(run->schema_version)},
                   {"digest", run->result_digest.empty() ? "none, the run is not finished" : html_escaped(run->result_digest)},
                   {"machine", machine_html(*run, {})}});
}

}  // namespace d2c::report
