#pragma once
// Journeys into their tables, and the map layer of their ways. Included by results' .cc files only.

#include "results/database.h"
#include "results/journeys/rows.h"

namespace d2c::results {

/// Stores one journey; makes the tables with the first. Throws BadRow for rows of another journey or keys that do not fit.
void store_journey(SQLite::Database& database, const std::string& path, const JourneyResults& results);

/// The way of a journey in stretches of one area, access, operator and best service; a stretch ends where the next begins. Those along
/// which nothing moved are left out.
std::vector<JourneyTrackRow> track_of(const JourneyRow& journey, const std::vector<JourneyStepRow>& steps);

}  // namespace d2c::results
