#include "results/writing/packets.h"

#include <algorithm>
#include <set>

#include "results/packets/columns.h"
#include "results/writing/insert.h"
#include "results/writing/layers.h"

namespace d2c::results {
namespace {

template <class Row>
void insert_keyed(SQLite::Database& database, const std::string& path, const std::vector<Row>& rows) {
    insert(database, path, std::span<const Row>{rows}, {}, "id, ", [&](const Row& row, Binder& bind) {
        if (!key_fits(row))
            throw BadRow{{path, 0, table_of(row), std::to_string(row.run) + ", " + std::to_string(row.user),
                          "a run and user within the key's bits"}};
        bind("id", packed_id(row));
    });
}

std::vector<UnitRow> units_of(const std::vector<PacketUnitRow>& packets) {
    std::vector<UnitRow> units;
    for (const PacketUnitRow& row : packets) {
        UnitRow unit;
        unit.quarter = row.quarter;
        unit.windows = 1;
        unit.state = "done";
        unit.wall_s = row.wall_s;
        unit.packet_run = row.run;
        unit.cpu_s = row.cpu_s;
        unit.peak_memory_mib = row.peak_memory_mib;
        units.push_back(std::move(unit));
    }
    return units;
}

}  // namespace

void store_packets(SQLite::Database& database, const std::string& path, const PacketResults& results) {
    std::set<int> runs;
    for (const PacketRunRow& row : results.runs) {
        if (row.run < 0 || row.run >= kMostPacketRuns)
            throw BadRow{{path, 0, "packet_run.run", std::to_string(row.run), "0 to " + std::to_string(kMostPacketRuns - 1)}};
        runs.insert(row.run);
    }
    const auto foreign = [&](const auto& rows) {
        return std::any_of(rows.begin(), rows.end(), [&](const auto& r) { return !runs.contains(r.run); });
    };
    if (foreign(results.users) || foreign(results.samples) || foreign(results.events) || foreign(results.units))
        throw BadRow{{path, 0, "packet_run", "", "rows of the runs that are stored with them only"}};
    if (!database.tableExists("packet_run")) {
        database.exec(kPacketSql);
        for (const char* table : {"packet_run", "packet_user", "packet_sample", "packet_event"}) register_attributes(database, table);
    }
    insert(database, path, std::span<const PacketRunRow>{results.runs});
    insert_keyed(database, path, results.users);
    insert_keyed(database, path, results.samples);
    insert_keyed(database, path, results.events);
    insert(database, path, std::span<const UnitRow>{units_of(results.units)});
}

}  // namespace d2c::results
