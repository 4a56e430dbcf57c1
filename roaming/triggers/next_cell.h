#pragma once
// The next satellite by ephemeris: who takes over when a cell ceases to serve.

#include <optional>
#include <span>

#include "base/instant.h"
#include "roaming/measurement/cell.h"

namespace d2c {

/// A cell that will serve the phone's place from an instant to another, from ephemeris and beam plan.
struct ServingWindow {
    RadioCellId cell;
    Instant from{}, to{};
};
struct NextCell {
    RadioCellId cell;
    Instant from{};  ///< when to change: when the serving cell ceases, or at the rise of the next one after a gap
    Instant to{};    ///< until when it serves then
    bool gap = false;
};
/// Of the cells that serve at `ceases`, the one that does so longest; where none does, the first to rise after it (the longest of those
/// that rise together). Windows in any order; the serving cell's own are left out. Nothing where no window reaches beyond `ceases`.
std::optional<NextCell> next_cell(std::span<const ServingWindow> windows, RadioCellId serving, Instant ceases);

}  // namespace d2c
