#pragma once
// Packet runs into their tables. Included by results' .cc files only.

#include "results/database.h"
#include "results/packets/rows.h"

namespace d2c::results {

/// Stores runs; makes the tables with the first. Throws BadRow for rows of runs that are not among them, and for keys that do not fit.
void store_packets(SQLite::Database& database, const std::string& path, const PacketResults& results);

}  // namespace d2c::results
