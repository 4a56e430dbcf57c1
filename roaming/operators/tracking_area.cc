#include "roaming/operators/tracking_area.h"

#include "geography/cell.h"

namespace d2c {

TrackingArea tracking_area(CellId cell, AreaCode area, int order) { return {parent(cell, order), area}; }

}  // namespace d2c
