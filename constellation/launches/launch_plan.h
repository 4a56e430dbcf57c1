#pragma once
// Which satellites exist when: launches replayed from history, and launches assumed to come.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/instant.h"
#include "base/quantity.h"
#include "constellation/launches/attrition.h"
#include "constellation/orbit.h"

namespace d2c {

/// A Walker shell; planes share 360 degrees of RAAN evenly (delta pattern).
struct Shell {
    std::string id;
    Metres altitude{0.0};  ///< above the WGS 84 equatorial radius
    Angle inclination;
    int planes = 0;
    int satellites_per_plane = 0;
    int phasing = 0;     ///< Walker's F: satellite 0 of plane p+1 leads that of plane p by F * 360 / total degrees
    int fill_order = 0;  ///< shells of a lower order are filled first; equal orders fill in proportion
};

/// One launch of the past: its satellites still flying, by catalogue number, and when they began to serve.
struct HistoricLaunch {
    std::string id;  ///< COSPAR launch, `2024-002`
    Instant launched{};
    int satellites_launched = 0;  ///< D2C satellites on board
    std::string source;
};

/// Launches to come, at a steady pace.
struct LaunchPace {
    Instant from{};
    int satellites_per_launch = 0;
    double per_month = 0.0;
    double raising_days = 0.0;
    int maximum_satellites = 0;  ///< never more launched than this; with replacement: never more at once
};

/// An observed satellite and the launch that brought it.
struct LaunchedSatellite {
    int norad_id = 0;
    std::string launch;  ///< COSPAR launch, `2024-002`
    MeanState state;
};

/// A satellite with the date from which it can serve.
struct PlannedSatellite {
    std::size_t source_index = 0;  ///< into the observed satellites, or into the shells' `walker_states` laid end to end
    MeanState state;
    Instant in_service_from{};
    std::string launch;  ///< COSPAR launch, or `launch-0001` for one to come
    SatelliteFate fate;
};

/// Each observed satellite in service `raising_days` after its launch, in the order given. Only survivors are in a catalogue, so the
/// count of a past date leaves out satellites that served then and are gone since. Faults: a satellite whose launch is not among
/// `launches`, a launch with fewer satellites on board than are observed from it, a launch given twice, raising_days not 0 or more, shares
/// out of range. After the instant of its state each may fail, is retired and decays; what befell those launched before is in the
/// catalogue, so of `attrition` the losses with launches, the infant losses and the replacement are not used.
Result<std::vector<PlannedSatellite>> replay_history(std::span<const LaunchedSatellite> observed, std::span<const HistoricLaunch> launches,
                                                     double raising_days, const Attrition& attrition = {}, const FleetDraws& draws = {});

/// Satellites of the shells that are in service before `until`, in the order of their launches. Launch k leaves at
/// from + k * (365.25 / 12 days) / per_month with satellites_per_launch satellites for one shell, which serve raising_days later.
/// Order of filling (assumption, see docs/models/orbits.md): first each shell's *first lattice*, shells of a lower fill_order first and
/// equal orders in proportion; then all shells in proportion to their size. A lattice is an even subset of the shell's own slots;
/// each next one doubles it (or multiplies it by the smallest factor left) and holds all of the one before, so coverage is even at any
/// size. Within a lattice a launch fills plane after plane, each plane as far as possible from those already filled. States have the epoch
/// `pace.from`. maximum_satellites 0: as many as the shells hold. Faults: counts or pace not positive, a shell outside 160 to 2000 km, NaN
/// anywhere.
/// Satellites are lost as `attrition` says, by draws of launch and number on board; the lost ones are in the list too. With replacement a
/// launch first fills the slots of its shell that are free again (those of failed satellites from the next launch on, those of retired ones
/// when the new satellite arrives), then new ones; it goes to the least filled shell by what is working; a launch date without a free slot
/// is left out. Without replacement a lost satellite's slot stays empty.
Result<std::vector<PlannedSatellite>> fill_shells(std::span<const Shell> shells, const LaunchPace& pace, Instant until,
                                                  const Attrition& attrition = {}, const FleetDraws& draws = {});

/// The order in which a shell's slots are filled: indices into `walker_states(shell)`, each once. `first_lattice` is how many of them
/// make the first lattice. Precondition: positive counts.
struct FillOrder {
    std::vector<std::size_t> slots;
    std::size_t first_lattice = 0;
};
FillOrder fill_order_of(const Shell& shell);

}  // namespace d2c
