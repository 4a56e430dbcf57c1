#include "world/journey/held/way_rows.h"

#include <algorithm>
#include <map>
#include <optional>

namespace d2c {
namespace {

constexpr int kVideoHeight_px = 360;

/// Lengths along which services were held.
struct Held {
    double all_m = 0.0, text_m = 0.0, voice_m = 0.0, video_m = 0.0;
    results::WayShares shares() const {
        if (!(all_m > 0.0)) return {};
        return {text_m / all_m, voice_m / all_m, video_m / all_m};
    }
};

std::optional<double> quantile(std::vector<double> values, double share) {
    if (values.empty()) return std::nullopt;
    std::sort(values.begin(), values.end());
    const double at = share * static_cast<double>(values.size() - 1);
    const auto lower = static_cast<std::size_t>(at);
    const double part = at - static_cast<double>(lower);
    return lower + 1 < values.size() ? values[lower] + part * (values[lower + 1] - values[lower]) : values[lower];
}

bool is_handover(const std::string& kind) {
    return kind == to_string(EventKind::kHandoverCompleted) || kind == to_string(EventKind::kNetworkChanged);
}

}  // namespace

void WayRecord::add(const WayPoint& point) { points_.push_back(point); }

const WayPoint& WayRecord::at(double at_s) const {
    const auto after = std::partition_point(points_.begin(), points_.end(), [&](const WayPoint& p) { return p.at_s <= at_s; });
    return after == points_.begin() ? points_.front() : *(after - 1);
}

results::JourneyResults WayRecord::results(results::JourneyRow journey, const JourneyRecorder& recorder, const HeldServices& held,
                                           const Ladder& ladder, Instant start, double end_s) {
    const auto video =
        std::find_if(ladder.rungs.begin(), ladder.rungs.end(), [](const auto& rung) { return rung.height_px >= kVideoHeight_px; });
    const int video_rung = static_cast<int>(video - ladder.rungs.begin());
    Held whole;
    std::map<std::string, Held> by_area;
    std::map<std::string, results::JourneyAreaRow> areas;
    const auto area_of = [&](double at_s) -> results::JourneyAreaRow& {
        const std::string name = at(at_s).area.str();
        results::JourneyAreaRow& row = areas[name];
        row.journey = journey.journey;
        row.area = name;
        return row;
    };
    for (std::size_t i = 0; i + 1 < points_.size(); ++i) {
        results::JourneyAreaRow& row = area_of(points_[i].at_s);
        row.duration_s += points_[i + 1].at_s - points_[i].at_s;
        row.distance_km += (points_[i + 1].travelled.value - points_[i].travelled.value) * 1e-3;
    }
    for (std::size_t i = 0; i < held.tries.size(); ++i) {
        const TryAt& one = held.tries[i];
        const double next_s = i + 1 < held.tries.size() ? held.tries[i + 1].at_s : end_s;
        const double way_m = at(next_s).travelled.value - at(one.at_s).travelled.value;
        for (Held* sum : {&whole, &by_area[at(one.at_s).area.str()]}) {
            sum->all_m += way_m;
            sum->text_m += one.text ? way_m : 0.0;
            sum->voice_m += one.voice ? way_m : 0.0;
            sum->video_m += one.highest_rung >= video_rung ? way_m : 0.0;
        }
    }
    for (std::size_t i = 0; i < held.watched_s.size(); ++i) {
        journey.watched_minutes += held.watched_s[i] / 60.0;
        area_of(static_cast<double>(i) * held.session_s).watched_minutes += held.watched_s[i] / 60.0;
    }
    for (const results::JourneyEventRow& event : recorder.events()) {
        if (!is_handover(event.kind)) continue;
        ++journey.handovers;
        ++area_of(event.elapsed_s).handovers;
    }
    for (const JourneyRecorder::Stretch& lost : recorder.without_service(end_s)) {
        journey.without_service_s += lost.to_s - lost.from_s;
        journey.longest_without_service_s = std::max(journey.longest_without_service_s, lost.to_s - lost.from_s);
        for (auto i = static_cast<std::size_t>(&at(lost.from_s) - points_.data()); i + 1 < points_.size() && points_[i].at_s < lost.to_s;
             ++i) {
            const double from_s = std::max(lost.from_s, points_[i].at_s), to_s = std::min(lost.to_s, points_[i + 1].at_s);
            if (to_s > from_s) area_of(points_[i].at_s).without_service_s += to_s - from_s;
        }
    }
    journey.duration_s = end_s;
    journey.distance_km = points_.empty() ? 0.0 : points_.back().travelled.value * 1e-3;
    journey.handovers_per_hour = end_s > 0.0 ? journey.handovers * 3600.0 / end_s : 0.0;
    journey.interruption_p50_ms = quantile(recorder.interruptions_ms(), 0.50);
    journey.interruption_p95_ms = quantile(recorder.interruptions_ms(), 0.95);
    const FailureCounts counts = recorder.counts(start + nanoseconds_from_seconds(end_s));
    journey.radio_link_failures = static_cast<int>(counts.radio_link_failures);
    journey.handover_failures = static_cast<int>(counts.handover_failures);
    journey.too_early = static_cast<int>(counts.too_early);
    journey.too_late = static_cast<int>(counts.too_late);
    journey.wrong_cell = static_cast<int>(counts.wrong_cell);
    journey.ping_pongs = static_cast<int>(counts.ping_pongs);
    journey.access_failures = static_cast<int>(counts.access_failures);
    journey.paging_misses = static_cast<int>(counts.page_misses);
    journey.plmn_changes = recorder.changes_of_network();
    journey.way = whole.shares();

    results::JourneyResults all;
    all.journey = std::move(journey);
    for (auto& [name, row] : areas) {
        row.way = by_area[name].shares();
        all.areas.push_back(row);
    }
    for (results::JourneyStepRow& step : steps_) {
        const auto after =
            std::partition_point(held.tries.begin(), held.tries.end(), [&](const TryAt& t) { return t.at_s <= step.elapsed_s; });
        if (after == held.tries.begin()) continue;
        const TryAt& one = *(after - 1);
        step.rung = one.highest_rung >= 0 ? "video-" + ladder.rungs[static_cast<std::size_t>(one.highest_rung)].id
                    : one.voice           ? "voice"
                    : one.light_data      ? "light-data"
                    : one.text            ? "text"
                                          : "";
    }
    all.steps = std::move(steps_);
    all.events = recorder.events();
    all.delays = recorder.delays();
    return all;
}

}  // namespace d2c
