#include "world/journey/held/recorder.h"

#include <algorithm>

namespace d2c {
namespace {

double milliseconds(std::chrono::nanoseconds time) { return static_cast<double>(time.count()) * 1e-6; }

enum class Data { kStay, kStop, kFlow };

/// What an event does to user data.
Data effect_of(EventKind kind) {
    switch (kind) {
        case EventKind::kConnected:
        case EventKind::kHandoverCompleted:
        case EventKind::kReestablished:
        case EventKind::kNetworkChanged:
            return Data::kFlow;
        case EventKind::kHandoverStarted:
        case EventKind::kRadioLinkFailure:
        case EventKind::kServiceLost:
        case EventKind::kReleased:
        case EventKind::kBarred:
            return Data::kStop;
        default:
            return Data::kStay;
    }
}

std::optional<std::int64_t> satellite_of(RadioCellId cell) {
    return cell.access() == Access::kSatellite ? std::optional<std::int64_t>{cell.satellite().value} : std::nullopt;
}
std::optional<std::int64_t> beam_of(RadioCellId cell) {
    return cell.access() == Access::kSatellite ? std::optional<std::int64_t>{cell.beam().value} : std::nullopt;
}

}  // namespace

void JourneyRecorder::on(const MachineEvent& event, const Procedure* procedure) {
    tally_.add(event);
    const double at_s = seconds(event.at), cut_s = at_s - milliseconds(event.interruption) * 1e-3;
    const Data effect = effect_of(event.kind);
    if (effect == Data::kStop && !off_since_s_) off_since_s_ = at_s;
    if (effect == Data::kFlow) {
        link_->interrupt(std::min(off_since_s_.value_or(at_s), cut_s), at_s);
        off_since_s_.reset();
        if (event.kind != EventKind::kConnected) interruptions_ms_.push_back(milliseconds(event.interruption));
    }
    if (effect == Data::kFlow || event.kind == EventKind::kCamped) {
        changes_of_network_ += !network_.empty() && event.to_network != network_ ? 1 : 0;
        network_ = event.to_network;
    }
    if (event.kind == EventKind::kServiceLost && !lost_since_s_) lost_since_s_ = at_s;
    if ((event.kind == EventKind::kCamped || effect == Data::kFlow) && lost_since_s_) {
        lost_.push_back({*lost_since_s_, at_s});
        lost_since_s_.reset();
    }

    results::JourneyEventRow row;
    row.journey = journey_;
    row.event = static_cast<int>(events_.size());
    row.elapsed_s = at_s;
    row.kind = to_string(event.kind);
    row.from_satellite = satellite_of(event.from);
    row.from_beam = beam_of(event.from);
    row.to_satellite = satellite_of(event.to);
    row.to_beam = beam_of(event.to);
    row.from_plmn = event.from_network.str();
    row.to_plmn = event.to_network.str();
    if (event.failure != Failure::kNone) row.cause = to_string(event.failure);
    if (event.interruption.count() > 0) row.interruption_ms = milliseconds(event.interruption);
    row.latitude_deg = latitude_deg_;
    row.longitude_deg = longitude_deg_;
    if (procedure != nullptr) {
        int component = 0;
        visit_parts(*procedure, [&](const StepPart& part) {
            delays_.push_back({journey_, row.event, component++, std::string{part.step}, std::string{part.place}, milliseconds(part.time)});
        });
    }
    events_.push_back(std::move(row));
}

void JourneyRecorder::close(double at_s) {
    if (off_since_s_ && at_s > *off_since_s_) {
        link_->interrupt(*off_since_s_, at_s);
        off_since_s_ = at_s;
    }
}

std::vector<JourneyRecorder::Stretch> JourneyRecorder::without_service(double end_s) const {
    std::vector<Stretch> all = lost_;
    if (lost_since_s_ && end_s > *lost_since_s_) all.push_back({*lost_since_s_, end_s});
    return all;
}

}  // namespace d2c
