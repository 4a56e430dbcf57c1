#pragma once
// The table of fields of route files.

#include <string>

#include "geography/routes/route.h"
#include "scenarios/table/spec.h"

namespace d2c::fields {

struct RouteDraft {
    RouteConfig config;
    std::string track;  ///< path as written
};
/// Reads into a RouteDraft.
const table::Spec& route_spec();

}  // namespace d2c::fields
