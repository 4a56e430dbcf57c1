#include "roaming/failures/tally.h"

namespace d2c {

void FailureTally::classify(RadioCellId tried) {
    if (!open_) return;
    const Open failure = *open_;
    open_.reset();
    if (tried == failure.failed) {
        ++counts_.unclassified;
    } else if (!failure.after_handover) {
        ++counts_.too_late;
    } else if (tried == failure.source) {
        ++counts_.too_early;
    } else {
        ++counts_.wrong_cell;
    }
}

void FailureTally::add(const MachineEvent& event) {
    counts_.interrupted += event.interruption;
    switch (event.kind) {
        case EventKind::kCamped:
            if (lost_since_) counts_.without_service += event.at - *lost_since_;
            lost_since_.reset();
            break;
        case EventKind::kServiceLost:
            lost_since_ = event.at;
            last_.reset();
            break;
        case EventKind::kHandoverCompleted:
            ++counts_.handovers;
            if (last_ && last_->from == event.to && last_->to == event.from && event.at - last_->at <= settings_.ping_pong)
                ++counts_.ping_pongs;
            last_ = Move{event.from, event.to, event.at};
            break;
        case EventKind::kHandoverFailure:
            ++counts_.handover_failures;
            open_ = Open{event.from, event.to, true};
            last_.reset();
            break;
        case EventKind::kRadioLinkFailure: {
            ++counts_.radio_link_failures;
            const bool recent = last_ && last_->to == event.from && event.at - last_->at <= settings_.shortly;
            open_ = Open{recent ? last_->from : RadioCellId{}, event.from, recent};
            last_.reset();
            break;
        }
        case EventKind::kReestablishmentStarted:
            classify(event.to);
            break;
        case EventKind::kReestablished:
            ++counts_.reestablishments;
            break;
        case EventKind::kReestablishmentFailure:
            ++counts_.reestablishment_failures;
            if (open_) ++counts_.unclassified;
            open_.reset();
            break;
        case EventKind::kAccessFailure:
            ++counts_.access_failures;
            break;
        case EventKind::kPreparationFailure:
            ++counts_.preparation_failures;
            break;
        case EventKind::kNetworkChanged:
            ++counts_.network_changes;
            last_.reset();
            break;
        case EventKind::kTrackingAreaUpdated:
            ++counts_.tracking_area_updates;
            break;
        case EventKind::kPaged:
            ++counts_.pages;
            break;
        case EventKind::kPageMissed:
            ++counts_.page_misses;
            break;
        case EventKind::kReselected:
        case EventKind::kConnected:
        case EventKind::kReleased:
        case EventKind::kBarred:
        case EventKind::kPrepared:
        case EventKind::kHandoverStarted:
            break;
    }
}

FailureCounts FailureTally::counts(Instant at) const {
    FailureCounts counts = counts_;
    if (lost_since_ && at > *lost_since_) counts.without_service += at - *lost_since_;
    if (open_) ++counts.unclassified;
    return counts;
}

}  // namespace d2c
