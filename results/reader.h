#pragma once
// Reads a result file, whole or `.part`.

#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "results/crosscheck/rows.h"
#include "results/journeys/rows.h"
#include "results/packets/rows.h"
#include "results/rows.h"

namespace d2c::results {

/// A result file, opened read-only. Rows come in key order. Reading fails only where the file is damaged: each call then returns a fault.
class ResultReader {
  public:
    /// Faults: no such file, not an SQLite file, not a result file, or one of another schema version ("made by schema version 7; this
    /// program reads 1").
    static Result<ResultReader> open(const std::string& path);
    ResultReader(ResultReader&&) noexcept;
    ResultReader& operator=(ResultReader&&) noexcept;
    ~ResultReader();

    Result<RunRow> run() const;
    Result<std::vector<ParameterRow>> parameters() const;
    Result<std::vector<InputFileRow>> input_files() const;
    Result<std::vector<UnitRow>> units() const;
    Result<std::vector<QuarterRow>> quarters() const;
    Result<std::vector<HandsetClassRow>> handset_classes() const;
    Result<std::vector<ServiceRow>> services() const;
    Result<std::vector<CellRow>> cells() const;
    Result<std::vector<PlaceRow>> places() const;
    /// Rows of one quarter and handset class, by cell.
    Result<std::vector<CellQualityRow>> cell_quality(int quarter, int handset_class) const;
    /// All quarters and classes of one cell.
    Result<std::vector<CellQualityRow>> cell_quality_of(std::int64_t cell) const;
    Result<std::vector<PlaceQualityRow>> place_quality(int quarter, int handset_class) const;
    /// All quarters and classes of one place.
    Result<std::vector<PlaceQualityRow>> place_quality_of(int place) const;
    /// Rows of one quarter and handset class, by area.
    Result<std::vector<AreaQualityRow>> area_quality(int quarter, int handset_class) const;
    /// One place's time series in one quarter and class, by time.
    Result<std::vector<PlaceSeriesRow>> place_series(int place, int quarter, int handset_class) const;
    /// By quarter, class and service.
    Result<std::vector<GlobalQualityRow>> global_quality() const;
    /// By generation, contour and point.
    Result<std::vector<FootprintRow>> footprints() const;
    /// By quarter and generation.
    Result<std::vector<FleetRow>> fleet() const;
    /// By quarter, group and class; empty where the scenario says nothing of adoption.
    Result<std::vector<PhoneShareRow>> phone_shares() const;
    /// By quarter and service; empty as above.
    Result<std::vector<MixQualityRow>> mix_quality() const;
    /// By quarter, class, service and environment; empty where the scenario does not say where phones are.
    Result<std::vector<EnvironmentQualityRow>> environment_quality() const;
    /// By quarter, class and service; empty where the scenario has no ships.
    Result<std::vector<ShipQualityRow>> ship_quality() const;

    /// Empty where the run made no journeys, as are the rows of one.
    Result<std::vector<JourneyRow>> journeys() const;
    /// By area.
    Result<std::vector<JourneyAreaRow>> journey_areas(int journey) const;
    /// By time.
    Result<std::vector<JourneyStepRow>> journey_steps(int journey) const;
    Result<std::vector<JourneyEventRow>> journey_events(int journey) const;
    /// By event, then in the order in which they happened.
    Result<std::vector<JourneyDelayRow>> journey_delays(int journey) const;
    /// By journey and stretch.
    Result<std::vector<JourneyTrackRow>> journey_track() const;

    /// By run, user and step or event; all empty where the file holds no packet runs.
    Result<PacketResults> packets() const;
    /// Without users, samples and events.
    Result<std::vector<PacketRunRow>> packet_runs() const;

    /// By sample, and by row; both empty where the file holds no cross-check.
    Result<CrosscheckResults> crosscheck() const;

    const std::string& path() const;

  private:
    struct State;
    explicit ResultReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace d2c::results
