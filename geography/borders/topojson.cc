#include "geography/borders/topojson.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "geography/borders/country_codes.h"

namespace d2c {
namespace {

using Json = nlohmann::json;
struct Arc {
    std::vector<double> longitude_deg, latitude_deg;
};

std::vector<Arc> decode_arcs(const Json& topology, double longest_segment_deg) {
    const auto scale = topology.at("transform").at("scale").get<std::vector<double>>();
    const auto translate = topology.at("transform").at("translate").get<std::vector<double>>();
    std::vector<Arc> arcs;
    for (const Json& deltas : topology.at("arcs")) {
        Arc arc;
        std::int64_t x = 0, y = 0;
        for (const Json& delta : deltas) {
            x += delta.at(0).get<std::int64_t>();
            y += delta.at(1).get<std::int64_t>();
            const double longitude = static_cast<double>(x) * scale.at(0) + translate.at(0);
            const double latitude = static_cast<double>(y) * scale.at(1) + translate.at(1);
            if (!arc.longitude_deg.empty()) {
                const double from_longitude = arc.longitude_deg.back(), from_latitude = arc.latitude_deg.back();
                const double span = longitude - from_longitude;
                // A span of half a turn or more is a seam at 180 degrees or at a pole, not a border.
                const int pieces = std::abs(span) < 180.0 ? static_cast<int>(std::ceil(std::abs(span) / longest_segment_deg)) : 1;
                for (int i = 1; i < pieces; ++i) {
                    const double t = static_cast<double>(i) / pieces;
                    arc.longitude_deg.push_back(from_longitude + t * span);
                    arc.latitude_deg.push_back(from_latitude + t * (latitude - from_latitude));
                }
            }
            arc.longitude_deg.push_back(longitude);
            arc.latitude_deg.push_back(latitude);
        }
        arcs.push_back(std::move(arc));
    }
    return arcs;
}

CountryRing join(const Json& arc_numbers, const std::vector<Arc>& arcs) {
    CountryRing ring;
    for (const Json& number : arc_numbers) {
        const auto n = number.get<std::int64_t>();
        const Arc& arc = arcs.at(static_cast<std::size_t>(n >= 0 ? n : ~n));
        // The last point of each arc is the first of the next.
        for (std::size_t i = 0; i + 1 < arc.longitude_deg.size(); ++i) {
            const std::size_t k = n >= 0 ? i : arc.longitude_deg.size() - 1 - i;
            ring.longitude_deg.push_back(arc.longitude_deg[k]);
            ring.latitude_deg.push_back(arc.latitude_deg[k]);
        }
    }
    return ring;
}

}  // namespace

Result<std::vector<CountryRing>> read_country_rings(const std::string& path, double longest_segment_deg) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Fault{path, 0, "", "", "a readable TopoJSON file of countries"};
    try {
        const Json topology = Json::parse(file);
        const std::vector<Arc> arcs = decode_arcs(topology, longest_segment_deg);
        std::vector<CountryRing> rings;
        Faults faults;
        for (const Json& feature : topology.at("objects").at("countries").at("geometries")) {
            const std::string id = feature.contains("id") ? feature.at("id").get<std::string>() : "";
            const std::string name = feature.at("properties").at("name").get<std::string>();
            const bool many = feature.at("type").get<std::string>() == "MultiPolygon";
            const Json polygons = many ? feature.at("arcs") : Json::array({feature.at("arcs")});
            for (const Json& polygon : polygons)
                for (const Json& ring_arcs : polygon) {
                    CountryRing ring = join(ring_arcs, arcs);
                    if (ring.longitude_deg.size() < 3) continue;
                    const auto area = area_of_ring(id, name, ring.longitude_deg.front(), ring.latitude_deg.front());
                    if (!area) {
                        faults.push_back({path, 0, "objects.countries", id.empty() ? name : id, "a feature with an ISO 3166-1 numeric id"});
                        break;
                    }
                    ring.area = *area;
                    rings.push_back(std::move(ring));
                }
        }
        if (!faults.empty()) return faults;
        if (rings.empty()) return Fault{path, 0, "objects.countries", "", "at least one country"};
        return rings;
    } catch (const std::exception& e) {
        return Fault{path, 0, "", e.what(), "TopoJSON with arcs, transform and objects.countries"};
    }
}

}  // namespace d2c
