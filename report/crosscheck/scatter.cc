#include "report/crosscheck/scatter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/text.h"

namespace d2c::report {
namespace {

/// A step of 1, 2 or 5 times a power of ten that goes into `most` four to ten times.
double step_of(double most) {
    const double rough = most / 5.0, power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough) return factor * power;
    return 10.0 * power;
}

}  // namespace

std::string scatter_svg(std::span<const ScatterPoint> points, const ScatterAxes& axes) {
    constexpr double kSide = 250.0, kLeft = 50.0, kTop = 8.0, kBottom = 40.0, kRight = 12.0;
    double most = 0.0;
    for (const ScatterPoint& p : points) most = std::max({most, p.x, p.y});
    if (!(most > 0.0)) most = 1.0;
    const double step = step_of(most), end = step * std::ceil(most / step - 1e-9);
    const auto x = [&](double v) { return kLeft + kSide * v / end; };
    const auto y = [&](double v) { return kTop + kSide * (1.0 - v / end); };
    std::string svg = fmt::format(
        "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{} against {}\">"
        "<rect class=\"frame\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>",
        kLeft + kSide + kRight, kTop + kSide + kBottom, html_escaped(axes.y), html_escaped(axes.x), kLeft, kTop, kSide, kSide);
    if (axes.tolerance) {
        const double low = 1.0 - *axes.tolerance, high = 1.0 + *axes.tolerance;
        svg += fmt::format("<polygon class=\"band\" points=\"{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}\"/>", x(0.0), y(0.0),
                           x(end / high), y(end), x(end), y(end), x(end), y(end * low));
    }
    svg += fmt::format("<line class=\"same\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>", x(0.0), y(0.0), x(end), y(end));
    for (int i = 0; step * i <= end * (1.0 + 1e-9); ++i) {
        const double v = step * i;
        svg += fmt::format("<text class=\"tick\" text-anchor=\"middle\" x=\"{:.1f}\" y=\"{:.1f}\">{:.6g}</text>", x(v), y(0.0) + 14.0, v);
        svg += fmt::format("<text class=\"tick\" text-anchor=\"end\" x=\"{:.1f}\" y=\"{:.1f}\">{:.6g}</text>", kLeft - 5.0, y(v) + 4.0, v);
    }
    svg += fmt::format("<text class=\"axis\" text-anchor=\"middle\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", kLeft + 0.5 * kSide,
                       kTop + kSide + 32.0, html_escaped(axes.x));
    svg += fmt::format("<text class=\"axis\" text-anchor=\"middle\" transform=\"translate(12 {:.1f}) rotate(-90)\">{}</text>",
                       kTop + 0.5 * kSide, html_escaped(axes.y));
    for (const ScatterPoint& p : points) {
        const std::string tip = "<title>" + html_escaped(p.name) + "</title>";
        svg += p.loaded ? fmt::format("<rect class=\"point loaded\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"6\" height=\"6\">{}</rect>",
                                      x(p.x) - 3.0, y(p.y) - 3.0, tip)
                        : fmt::format("<circle class=\"point\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.4\">{}</circle>", x(p.x), y(p.y), tip);
    }
    return svg + "</svg>";
}

}  // namespace d2c::report
