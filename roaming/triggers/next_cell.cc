#include "roaming/triggers/next_cell.h"

#include <algorithm>

namespace d2c {

std::optional<NextCell> next_cell(std::span<const ServingWindow> windows, RadioCellId serving, Instant ceases) {
    std::optional<NextCell> best;
    for (const ServingWindow& w : windows) {
        if (w.cell == serving || w.to <= ceases || w.to <= w.from) continue;
        const NextCell next{w.cell, std::max(w.from, ceases), w.to, w.from > ceases};
        if (!best || next.from < best->from || (next.from == best->from && next.to > best->to)) best = next;
    }
    return best;
}

}  // namespace d2c
