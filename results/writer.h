#pragma once
// Writes one run into one GeoPackage, so that whatever happens the finished quarters stay readable.

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "results/crosscheck/rows.h"
#include "results/journeys/rows.h"
#include "results/packets/rows.h"
#include "results/rows.h"

namespace d2c::results {

/// Everything one quarter leaves behind.
struct QuarterResults {
    QuarterRow quarter;
    std::vector<CellQualityRow> cells;
    std::vector<PlaceQualityRow> places;
    std::vector<PlaceSeriesRow> place_series;
    std::vector<GlobalQualityRow> global;
    std::vector<AreaQualityRow> areas;
    std::vector<FleetRow> fleet;
    std::vector<PhoneShareRow> phones;
    std::vector<MixQualityRow> mix;
    std::vector<EnvironmentQualityRow> environments;
    std::vector<ShipQualityRow> ships;
};

/// What makes two runs one: the same question, asked of the same program with the same data.
struct RunIdentity {
    RunRow run;  ///< of it scenario text, profile, seed, run and program version
    std::vector<ParameterRow> parameters;
    std::vector<InputFileRow> input_files;
};

/// The writer of `<final path>.part`, which `finish` renames. Order of use: `create` or `resume`; unless something is stored already, the
/// tables of what is asked (parameters, input files, handset classes, services, cells, places, footprints) in any order, then the run;
/// for each quarter in any order its units, then `finish_quarter`; `finish`.
/// Every call that writes is one transaction: it is stored whole or, with a fault, not at all, and what was stored before stays. Faults
/// name the file; they come from a full disk, a row that is there already, or a number that is not finite. One thread at a time, and one
/// process: the `.part` is locked while there is a writer for it.
class ResultWriter {
  public:
    /// Faults: the folder does not exist or is not writable; the file, or the `.part` of an interrupted run, exists and `force` is false.
    static Result<ResultWriter> create(const std::string& final_path, bool force);
    /// Goes on with the `.part` of a run that was interrupted, killed or out of room; where there is none, or nothing in it yet, as
    /// `create`. Faults: the finished file exists; the `.part` is of another question, program or data (one fault, the first difference).
    static Result<ResultWriter> resume(const std::string& final_path, const RunIdentity& identity);
    ResultWriter(ResultWriter&&) noexcept;
    ResultWriter& operator=(ResultWriter&&) noexcept;
    /// Leaves the `.part` as it is, with all that was stored.
    ~ResultWriter();

    /// Whether the tables of what is asked are stored, up to the run: so after `resume`.
    bool has_heads() const;

    /// Replaces the only row, and says that what is asked is complete. `schema_version`, `state` and `result_digest` are the writer's own.
    [[nodiscard]] Faults write(const RunRow& run);
    [[nodiscard]] Faults write(std::span<const ParameterRow> rows);
    [[nodiscard]] Faults write(std::span<const InputFileRow> rows);
    [[nodiscard]] Faults write(std::span<const HandsetClassRow> rows);
    /// Once, before the first quarter: the services are columns of `cell_quality`, `place_quality` and `area_quality`. Ids: lower case,
    /// digits, hyphens.
    [[nodiscard]] Faults write(std::span<const ServiceRow> rows);
    [[nodiscard]] Faults write(std::span<const CellRow> rows);
    [[nodiscard]] Faults write(std::span<const PlaceRow> rows);
    [[nodiscard]] Faults write(std::span<const FootprintRow> rows);
    /// One journey whole, with its stretches of way as features of the layer `journey_track`; the tables of journeys are made with the
    /// first.
    [[nodiscard]] Faults write(const JourneyResults& journey);
    /// Runs of the packet level whole, with what they cost as units; a run once. The tables of packets are made with the first.
    [[nodiscard]] Faults write(const PacketResults& packets);
    /// A cross-check whole, once.
    [[nodiscard]] Faults write(const CrosscheckResults& crosscheck);
    /// Stores a unit with what it counted. Those that failed are forgotten by `resume`.
    [[nodiscard]] Faults write(const UnitRow& unit, const std::string& sums);
    /// All units, and those quarters that are whole.
    Result<std::vector<UnitRow>> units() const;
    Result<std::vector<int>> finished_quarters() const;
    /// What a finished unit of an unfinished quarter counted.
    Result<std::string> sums(int quarter, int first_window) const;
    /// Drops what the quarter's units counted, and stores it with its map layers `map_<quarter>_<class>`, one for each handset class
    /// written before. Every row must be of that quarter and have as many services as there are.
    [[nodiscard]] Faults finish_quarter(const QuarterResults& results);

    /// Stores `run` as done with the digest, makes the file whole and gives it its final name. Returns the digest.
    Result<std::string> finish(RunRow run);
    /// Stores `run` as interrupted and leaves a readable `.part`.
    [[nodiscard]] Faults interrupted(RunRow run);
    /// The same for a run some units of which failed.
    [[nodiscard]] Faults incomplete(RunRow run);

    const std::string& final_path() const;
    const std::string& part_path() const;

  private:
    struct State;
    explicit ResultWriter(std::unique_ptr<State> state);
    Faults leave(RunRow run, const char* state);
    std::unique_ptr<State> state_;
};

}  // namespace d2c::results
