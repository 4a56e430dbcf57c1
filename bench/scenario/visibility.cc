// Which satellites every cell sees above an elevation, step by step: the tiles and kernels of the engine on the sky of a TLE file.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <numbers>
#include <string>
#include <vector>

#include "base/constants.h"
#include "constellation/elements/read_elements.h"
#include "constellation/frames.h"
#include "constellation/sgp4/columns.h"
#include "geography/grid/grid.h"
#include "world/sky/tiles.h"

using namespace d2c;

namespace {

/// Two phones a spot, as the engine wants them; each is a cell of its own here.
Phones fibonacci_cells(std::size_t count, int order) {
    const Grid grid{order};
    Phones phones;
    std::vector<std::pair<std::int64_t, Geodetic>> places;
    for (std::size_t i = 0; i < count; ++i) {
        const double z = 1.0 - 2.0 * (static_cast<double>(i) + 0.5) / static_cast<double>(count);
        const double longitude = std::numbers::pi * (1.0 + std::sqrt(5.0)) * (static_cast<double>(i) + 0.5);
        const Geodetic place{Angle::radians(std::asin(z)), Angle::radians(std::remainder(longitude, 2.0 * std::numbers::pi))};
        places.emplace_back(grid.cell_of(place).pixel, place);
    }
    std::sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [cell, place] : places) {
        Spot spot;
        spot.cell = cell;
        phones.spots.push_back(spot);
        for (std::uint32_t twin = 0; twin < kPhonesPerSpot; ++twin) {
            const Position<Itrf> p = itrf_of(place);
            phones.columns.x_itrf_m.push_back(p.x.value);
            phones.columns.y_itrf_m.push_back(p.y.value);
            phones.columns.z_itrf_m.push_back(p.z.value);
            phones.columns.up_x.push_back(cos(place.latitude) * cos(place.longitude));
            phones.columns.up_y.push_back(cos(place.latitude) * sin(place.longitude));
            phones.columns.up_z.push_back(sin(place.latitude));
        }
    }
    return phones;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5 && argc != 6) {
        std::fprintf(stderr, "usage: visibility_bench TLES CELLS STEPS ELEVATION_DEG [POSITIONS, written for numpy_visibility.py]\n");
        return 2;
    }
    std::ifstream file{argv[1]};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto read = read_elements(text, argv[1]);
    if (!read) {
        for (const Fault& fault : read.faults()) std::fprintf(stderr, "%s\n", to_string(fault).c_str());
        return 2;
    }
    const auto cells = static_cast<std::size_t>(std::atol(argv[2]));
    const int steps = std::atoi(argv[3]);
    const auto least_sine = static_cast<float>(sin(Angle::degrees(std::atof(argv[4]))));
    std::vector<Sgp4Elements> elements;
    Fleet fleet;
    fleet.payloads.emplace_back();
    fleet.payloads.back().minimum_elevation = Angle::degrees(std::atof(argv[4]));
    Instant at{};
    for (const ElementSet& set : read->sets) {
        elements.push_back(sgp4_elements(set));
        at = std::max(at, set.epoch);
        const double rate = set.mean_motion_rev_per_day * 2.0 * std::numbers::pi / 86400.0;
        MeanState state;
        state.semi_major_axis = Metres{std::cbrt(kEarthGmM3PerS2 / (rate * rate))};
        fleet.states.push_back(state);
        fleet.payload.push_back(0);
    }
    constexpr int kOrder = 5;
    const Phones phones = fibonacci_cells(cells, kOrder);
    const PhoneTiles tiles{phones, kOrder, fleet};
    std::vector<std::vector<std::uint32_t>> cells_of_tile(tiles.tiles().size());
    for (std::uint32_t s = 0; s < phones.spots.size(); ++s) cells_of_tile[tiles.tile_of(s)].push_back(s);
    const Sgp4Columns sgp4{elements};
    TemeColumns teme;
    teme.resize(elements.size());
    std::vector<Sgp4Error> errors(elements.size());
    SatelliteColumns columns;
    columns.resize(elements.size());
    const sky::Kernels& kernels = sky::kernels();
    SkyBins bins;
    TileSatellites near;
    std::vector<float> sine;
    std::vector<std::uint16_t> index;
    std::vector<std::uint32_t> first_link, link_satellite;
    std::vector<double> seconds;
    std::ofstream positions;
    if (argc == 6) {
        positions.open(argv[5], std::ios::binary);
        const std::int64_t head[]{steps, static_cast<std::int64_t>(elements.size())};
        positions.write(reinterpret_cast<const char*>(head), sizeof head);
    }
    double links = 0.0;
    for (int k = 0; k < steps; ++k) {
        const Instant now = at + nanoseconds_from_seconds(60.0 * k);
        sgp4.propagate(now, 0, elements.size(), teme, errors);
        const double gmst = gmst_iau82(now).in_radians(), c = std::cos(gmst), s = std::sin(gmst);
        for (std::size_t i = 0; i < elements.size(); ++i) {
            columns.x_itrf_m[i] = c * teme.x_teme_m[i] + s * teme.y_teme_m[i];
            columns.y_itrf_m[i] = c * teme.y_teme_m[i] - s * teme.x_teme_m[i];
            columns.z_itrf_m[i] = teme.z_teme_m[i];
        }
        if (positions.is_open()) {
            for (const auto* column : {&columns.x_itrf_m, &columns.y_itrf_m, &columns.z_itrf_m})
                positions.write(reinterpret_cast<const char*>(column->data()),
                                static_cast<std::streamsize>(column->size() * sizeof(double)));
        }
        const auto begin = std::chrono::steady_clock::now();
        bins.fill(columns, fleet.payload, 1);
        first_link.assign(1, 0);
        std::size_t end = 0;
        for (std::uint32_t t = 0; t < cells_of_tile.size(); ++t) {
            if (cells_of_tile[t].empty()) continue;
            const Tile& tile = tiles.tiles()[t];
            satellites_around(tile, bins, near);
            const std::size_t count = near.x_m.size();
            sine.resize(std::max(sine.size(), count));
            index.resize(std::max(index.size(), count + 1));
            for (const std::uint32_t spot : cells_of_tile[t]) {
                const std::size_t p = static_cast<std::size_t>(spot) * kPhonesPerSpot;
                const sky::PhoneView view{static_cast<float>(phones.columns.x_itrf_m[p] - tile.origin.x.value),
                                          static_cast<float>(phones.columns.y_itrf_m[p] - tile.origin.y.value),
                                          static_cast<float>(phones.columns.z_itrf_m[p] - tile.origin.z.value),
                                          static_cast<float>(phones.columns.up_x[p]),
                                          static_cast<float>(phones.columns.up_y[p]),
                                          static_cast<float>(phones.columns.up_z[p])};
                kernels.sines(near.view(), view, sine.data());
                const std::size_t found = kernels.usable(sine.data(), least_sine, 0, near.count, index.data());
                if (link_satellite.size() < end + found) link_satellite.resize(2 * (end + found));
                for (std::size_t j = 0; j < found; ++j) link_satellite[end + j] = near.row[index[j]];
                end += found;
                first_link.push_back(static_cast<std::uint32_t>(end));
            }
        }
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        links += static_cast<double>(end);
    }
    std::sort(seconds.begin(), seconds.end());
    std::printf("visibility: %zu cells x %zu satellites, %d steps, elevation >= %s deg: median %.6f s a step, %.6g links a step\n", cells,
                elements.size(), steps, argv[4], seconds[seconds.size() / 2], links / steps);
    return 0;
}
