#pragma once
// What the roaming machine says of a traveller, as rows, and when its data stood still.

#include <optional>
#include <string>
#include <vector>

#include "results/journeys/rows.h"
#include "roaming/failures/tally.h"
#include "roaming/machine/event.h"
#include "world/journey/held/link_record.h"

namespace d2c {

/// Receives a machine's events. Times are counted from the departure [s].
class JourneyRecorder : public EventSink {
  public:
    JourneyRecorder(int journey, Instant departure, const FailureSettings& settings, LinkRecord& link)
        : journey_{journey}, departure_{departure}, tally_{departure, settings}, link_{&link}, off_since_s_{0.0} {}

    /// Where the traveller is when the next events happen [deg].
    void stand(double latitude_deg, double longitude_deg) {
        latitude_deg_ = latitude_deg;
        longitude_deg_ = longitude_deg;
    }
    void on(const MachineEvent& event, const Procedure* procedure) override;
    /// Before a sample of the link at that time: data that stand still do so up to it.
    void close(double at_s);
    /// Whether user data flow after the last event.
    bool flows() const { return !off_since_s_; }

    const std::vector<results::JourneyEventRow>& events() const { return events_; }
    const std::vector<results::JourneyDelayRow>& delays() const { return delays_; }
    /// Of user data, each as long as the procedure that ended it says [ms]; in order.
    const std::vector<double>& interruptions_ms() const { return interruptions_ms_; }
    /// Stretches neither camped nor connected [s].
    struct Stretch {
        double from_s, to_s;
    };
    std::vector<Stretch> without_service(double end_s) const;
    FailureCounts counts(Instant at) const { return tally_.counts(at); }
    /// Times that the phone came to another network than the last, with or without service in between.
    int changes_of_network() const { return changes_of_network_; }

  private:
    double seconds(Instant at) const { return seconds_between(at, departure_); }

    int journey_;
    Instant departure_;
    FailureTally tally_;
    LinkRecord* link_;
    Plmn network_;
    int changes_of_network_ = 0;
    double latitude_deg_ = 0.0, longitude_deg_ = 0.0;
    std::optional<double> off_since_s_;  ///< user data stand still since
    std::optional<double> lost_since_s_{0.0};
    std::vector<Stretch> lost_;
    std::vector<results::JourneyEventRow> events_;
    std::vector<results::JourneyDelayRow> delays_;
    std::vector<double> interruptions_ms_;
};

}  // namespace d2c
