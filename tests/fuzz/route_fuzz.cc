// Readers of routes: what begins with `<` is GPX, with `{` GeoJSON, else YAML; and on what they can read, a walk along it.

#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "scenarios/routes/read_route.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::string stem = (std::filesystem::temp_directory_path() / ("d2c-fuzz-" + std::to_string(getpid()))).string();
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const char begin = first == std::string_view::npos ? ' ' : text[first];
    const std::string file = stem + (begin == '<' ? ".gpx" : begin == '{' ? ".geojson" : ".yaml");
    std::ofstream{file, std::ios::binary} << text;
    const auto read = d2c::read_route(file, "");
    if (!read) {
        if (read.faults().empty()) std::abort();
        return 0;
    }
    const d2c::Route& route = read->route;
    for (int i = 0; i <= 20; ++i) {
        const d2c::RouteState state = route.at(route.duration_s() * i / 20.0);
        const double latitude_deg = state.place.latitude.in_degrees(), longitude_deg = state.place.longitude.in_degrees();
        if (!(std::abs(latitude_deg) <= 90.0 + 1e-9 && std::abs(longitude_deg) <= 180.0 + 1e-9 && std::isfinite(state.place.height.value) &&
              state.speed.value >= 0.0 && state.travelled.value <= route.length().value * (1.0 + 1e-12)))
            std::abort();
    }
    return 0;
}
