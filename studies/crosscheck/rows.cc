#include "studies/crosscheck/rows.h"

namespace d2c {
namespace {

results::EngineFigureRow engine_row(const EngineFigures& f) { return {f[0], f[1], f[2], f[3], f[4], f[5]}; }

results::CrosscheckFigureRow figure_row(const FigureVerdict& verdict, std::size_t row) {
    const FigureForm form = form_of(verdict.figure);
    const double scale = form.relative ? 1.0 : form.scale;
    results::CrosscheckFigureRow figure;
    figure.row = static_cast<int>(row);
    figure.figure = form.name;
    figure.unit = form.unit;
    figure.stratum = verdict.stratum;
    figure.relative = form.relative;
    figure.pairs = static_cast<int>(verdict.error.pairs);
    figure.world_mean = form.scale * verdict.error.world_mean;
    figure.packets_mean = form.scale * verdict.error.packets_mean;
    if (verdict.error.error) figure.error = scale * *verdict.error.error;
    if (verdict.error.interval) {
        figure.error_low = scale * verdict.error.interval->low;
        figure.error_high = scale * verdict.error.interval->high;
    }
    figure.tolerance = verdict.tolerance;
    figure.within = verdict.within;
    return figure;
}

}  // namespace

results::CrosscheckResults rows_of(const Study& study, std::span<const CrosscheckSample> samples, std::span<const SamplePair> pairs,
                                   std::span<const FigureVerdict> verdicts, double duration_s) {
    results::CrosscheckResults results;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const CrosscheckSample& s = samples[i];
        results.samples.push_back({s.sample, s.stratum, s.place.latitude.in_degrees(), s.place.longitude.in_degrees(), s.area,
                                   to_string(s.at), study.handsets[s.handset].id, duration_s, s.users, engine_row(pairs[i].world),
                                   engine_row(pairs[i].packets)});
    }
    for (const FigureVerdict& verdict : verdicts) results.figures.push_back(figure_row(verdict, results.figures.size()));
    return results;
}

}  // namespace d2c
