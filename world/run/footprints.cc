#include "world/run/footprints.h"

#include "constellation/look.h"
#include "constellation/patterns/footprint.h"
#include "world/radio/beam_shape.h"

namespace d2c {
namespace {

constexpr double kLevelsDb[] = {-3.0, -10.0, -20.0};
constexpr int kPoints = 72;

}  // namespace

std::vector<results::FootprintRow> footprint_rows(const WorldModel& world) {
    std::vector<results::FootprintRow> rows;
    for (std::size_t g = 0; g < world.fleet.payloads.size(); ++g) {
        const PayloadGeneration& payload = world.fleet.payloads[g];
        const Metres altitude = mean_altitude(world.fleet, g);
        const Hertz frequency = principal_frequency(*world.study, payload);
        const auto table = beam_table(payload, frequency);
        if (!(altitude.value > 0.0) || !table) continue;
        results::FootprintRow row;
        row.generation = static_cast<int>(g);
        row.generation_id = world.study->generations[g].id;
        row.frequency_mhz = frequency.in_mega();
        row.altitude_km = altitude.in_kilo();
        for (const Angle scan : {Angle{}, nadir_angle(altitude, payload.minimum_elevation)}) {
            row.scan_deg = scan.in_degrees();
            row.centre_km = beam_centre_distance(altitude, scan).in_kilo();
            for (const double level_db : kLevelsDb) {
                // The width at -3 dB is the one that spaces the beams.
                const Angle off_axis =
                    level_db == -3.0 ? 0.5 * beamwidth(payload, frequency, *table) : table->angle_of_level(Db{-level_db});
                if (!(off_axis < Angle::degrees(89.9))) continue;
                row.level_db = level_db;
                const auto contour = footprint_contour(altitude, scan, off_axis, kPoints);
                for (std::size_t i = 0; i < contour.size(); ++i) {
                    if (!contour[i]) continue;
                    row.point = static_cast<int>(i);
                    row.along_km = contour[i]->along.in_kilo();
                    row.across_km = contour[i]->across.in_kilo();
                    rows.push_back(row);
                }
                ++row.contour;
            }
        }
    }
    return rows;
}

}  // namespace d2c
