#pragma once
// What `d2c passes` found, and its three ways of printing it.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "constellation/passes/pass.h"
#include "constellation/passes/service.h"

namespace d2c::apps {

/// Where and when; read from the options, places of a scenario included.
struct PassQuery {
    Geodetic at{};
    AreaCode area;  ///< of a named place
    Instant from{}, to{};
};

/// Satellites alike in mask and carrier.
struct PassGroup {
    std::string name;  ///< generation; `file` for an element file
    Angle mask;
    std::optional<Hertz> carrier;
    std::string carrier_text;
    std::size_t satellites = 0;
};
struct PassCandidate {
    std::string name;
    std::optional<int> norad_id;
    std::size_t group = 0;
    Track track;
    int line = 0;  ///< in an element file
};
struct PassSky {
    std::vector<PassGroup> groups;
    std::vector<PassCandidate> candidates;
    std::string model, why_dark;
};
struct PassRow {
    const PassCandidate* satellite;
    Pass pass;
};

struct PassAnswer {
    std::vector<PassRow> rows;
    ServedTime served;
    bool lost = false;
};

/// `2026-05-30T12:00:00.0Z`, rounded to one or three decimals of a second.
std::string time_text(Instant t, int decimals);

void print_passes_json(const std::string& file, const PassQuery& query, const PassSky& sky, const PassAnswer& answer);
void print_passes_csv(const PassSky& sky, const PassAnswer& answer);
void print_passes_table(const PassQuery& query, const PassSky& sky, const PassAnswer& answer);

}  // namespace d2c::apps
