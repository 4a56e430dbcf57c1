#include "report/footprints.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "report/text.h"

namespace d2c::report {
namespace {

using Contour = std::vector<const results::FootprintRow*>;

/// A beam: its contours, the highest level first.
struct Beam {
    std::vector<Contour> contours;
    const results::FootprintRow& any() const { return *contours.front().front(); }
};

std::vector<Beam> beams_of(std::span<const results::FootprintRow> rows) {
    std::map<std::pair<int, double>, std::map<double, Contour, std::greater<>>> sorted;
    for (const results::FootprintRow& row : rows) sorted[{row.generation, row.scan_deg}][row.level_db].push_back(&row);
    std::vector<Beam> beams;
    for (auto& [key, by_level] : sorted) {
        beams.emplace_back();
        for (auto& [level, contour] : by_level) beams.back().contours.push_back(std::move(contour));
    }
    return beams;
}

struct Extent {
    double low = 1e9, high = -1e9;
    void add(double v) {
        low = std::min(low, v);
        high = std::max(high, v);
    }
    double size() const { return high - low; }
};

/// A step of 1, 2 or 5 times a power of ten that goes into `size` about four times.
double tick_step(double size) {
    const double rough = size / 4.0, power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough) return factor * power;
    return 10.0 * power;
}

struct Segment {
    double x1, y1, x2, y2;
};

/// Cuts a segment to a frame (Liang and Barsky 1984); false where nothing of it is inside.
bool clip(Segment& s, double left, double right, double top, double bottom) {
    const double dx = s.x2 - s.x1, dy = s.y2 - s.y1;
    double from = 0.0, to = 1.0;
    for (const auto& [step, room] : {std::pair{-dx, s.x1 - left}, {dx, right - s.x1}, {-dy, s.y1 - top}, {dy, bottom - s.y1}}) {
        if (step == 0.0 && room < 0.0) return false;
        if (step < 0.0) from = std::max(from, room / step);
        if (step > 0.0) to = std::min(to, room / step);
    }
    if (from > to) return false;
    s = {s.x1 + from * dx, s.y1 + from * dy, s.x1 + to * dx, s.y1 + to * dy};
    return true;
}

std::string figure(const Beam& beam, int points_around) {
    constexpr double kWidth = 460, kHeight = 300, kLeft = 52, kRight = 10, kTop = 10, kBottom = 38;
    const results::FootprintRow& row = beam.any();
    // The frame holds the first two levels, and the next ones while they are not much wider; one that is leaves it.
    Extent along, across;
    for (std::size_t c = 0; c < beam.contours.size(); ++c) {
        Extent further = along, sideways = across;
        for (const results::FootprintRow* p : beam.contours[c]) {
            further.add(p->along_km);
            sideways.add(p->across_km);
        }
        if (c >= 2 && !(further.size() < 2.0 * along.size() && sideways.size() < 2.0 * across.size())) break;
        along = further;
        across = sideways;
    }
    const double room_x = kWidth - kLeft - kRight, room_y = kHeight - kTop - kBottom;
    const double km_per_px = 1.12 * std::max(along.size() / room_x, across.size() / room_y);
    if (!(km_per_px > 0.0)) return "";
    const double mid_x = 0.5 * (along.low + along.high), mid_y = 0.5 * (across.low + across.high);
    const auto x = [&](double km) { return kLeft + 0.5 * room_x + (km - mid_x) / km_per_px; };
    const auto y = [&](double km) { return kTop + 0.5 * room_y - (km - mid_y) / km_per_px; };

    std::string svg = fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\">", kWidth, kHeight);
    const double step = tick_step(km_per_px * room_y);
    for (double km = std::ceil((mid_x - 0.5 * room_x * km_per_px) / step) * step; x(km) <= kWidth - kRight; km += step)
        svg += fmt::format(
            "<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\"/><text class=\"soft\" x=\"{0:.1f}\" y=\"{3}\" "
            "text-anchor=\"middle\">{4:g}</text>",
            x(km), kTop, kTop + room_y, kTop + room_y + 14, std::abs(km) < 1e-9 ? 0.0 : km);
    for (double km = std::ceil((mid_y - 0.5 * room_y * km_per_px) / step) * step; y(km) >= kTop; km += step)
        svg += fmt::format(
            "<line class=\"grid\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/><text class=\"soft\" x=\"{3}\" y=\"{4:.1f}\" "
            "text-anchor=\"end\">{5:g}</text>",
            kLeft, kLeft + room_x, y(km), kLeft - 5, y(km) + 4, std::abs(km) < 1e-9 ? 0.0 : km);
    std::string legend;
    for (std::size_t c = 0; c < beam.contours.size(); ++c) {
        const Contour& contour = beam.contours[c];
        const bool closed = static_cast<int>(contour.size()) == points_around;
        std::string path;
        for (std::size_t i = closed ? 0 : 1; i < contour.size(); ++i) {
            const results::FootprintRow& to = *contour[i];
            const results::FootprintRow& from = *contour[i > 0 ? i - 1 : contour.size() - 1];
            if ((from.point + 1) % points_around != to.point) continue;  // a direction between them misses the Earth
            Segment line{x(from.along_km), y(from.across_km), x(to.along_km), y(to.across_km)};
            if (clip(line, kLeft, kLeft + room_x, kTop, kTop + room_y))
                path += fmt::format("M{:.1f} {:.1f}L{:.1f} {:.1f}", line.x1, line.y1, line.x2, line.y2);
        }
        const std::string colour = fmt::format("var(--line{})", std::min<std::size_t>(c, 3) + 1);
        svg += fmt::format("<path class=\"curve\" stroke=\"{}\" d=\"{}\"/>", colour, path);
        legend += fmt::format("<text x=\"{}\" y=\"{}\" style=\"fill: {}\">{:g} dB</text>", kLeft + 6,
                              kTop + 14 + 14 * static_cast<double>(c), colour, contour.front()->level_db);
    }
    svg += legend;
    svg += fmt::format(
        "<text class=\"soft\" x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">from under the satellite, along the steering [km]</text>"
        "<text class=\"soft\" transform=\"translate(12 {:.1f}) rotate(-90)\" text-anchor=\"middle\">across [km]</text></svg>",
        kLeft + 0.5 * room_x, kHeight - 6, kTop + 0.5 * room_y);

    Extent length, width;
    for (const results::FootprintRow* p : beam.contours.front()) {
        length.add(p->along_km);
        width.add(p->across_km);
    }
    const std::string where = row.scan_deg == 0.0
                                  ? std::string{"under the satellite"}
                                  : fmt::format("at the edge of steering, {:.1f}° off nadir, {:.0f} km away", row.scan_deg, row.centre_km);
    return fmt::format(
        "<figure>{}<figcaption><b>{}</b>, {}: {:.1f} × {:.1f} km at {:g} dB ({:g} MHz, from {:.0f} km)</figcaption></figure>", svg,
        html_escaped(row.generation_id), where, length.size(), width.size(), row.level_db, row.frequency_mhz, row.altitude_km);
}

}  // namespace

std::string footprints_html(std::span<const results::FootprintRow> rows) {
    if (rows.empty()) return "<p class=\"note\">This result holds no footprints.</p>";
    int points_around = 0;
    for (const results::FootprintRow& row : rows) points_around = std::max(points_around, row.point + 1);
    std::string html;
    for (const Beam& beam : beams_of(rows)) html += figure(beam, points_around);
    return "<div class=\"panels\">" + html + "</div>";
}

}  // namespace d2c::report
