#include "scenarios/routes/read_route.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "base/sha256.h"
#include "scenarios/fields/route_fields.h"
#include "scenarios/routes/track_file.h"
#include "scenarios/table/catalogues.h"
#include "scenarios/table/reader.h"
#include "scenarios/yaml/tree.h"

namespace d2c {
namespace {

namespace fs = std::filesystem;
using yaml::Node;

constexpr double kCruiseKm = 10.668;
constexpr char kCruiseSource[] = "assumption: flight level 350, in the middle of those of airliners";
constexpr double kLongestDays = 366.0;  // assumption: no journey of a phone takes longer

bool is_gpx(const fs::path& path) { return path.extension() == ".gpx"; }
bool is_geojson(const fs::path& path) { return path.extension() == ".geojson" || path.extension() == ".json"; }

Result<TrackFile> read_track(const std::string& text, const std::string& path) {
    return is_gpx(path) ? read_gpx(text, path) : read_geojson(text, path);
}

void in_order_of_lines(Faults& faults) {
    std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
        return std::pair{a.file, a.line} < std::pair{b.file, b.line};
    });
}

/// What `Route::make` found, said where the user wrote it.
class Places {
  public:
    Places(std::string file, const Node* root, const RouteConfig& config, std::string track_file, std::vector<int> track_lines)
        : file_{std::move(file)}, root_{root}, config_{config}, track_file_{std::move(track_file)}, track_lines_{std::move(track_lines)} {}

    Fault fault(const RouteFault& found) const {
        switch (found.of) {
            case RouteFault::Of::kTrackPoint:
                return {track_file_, track_lines_.at(found.index),
                        found.field.empty() ? "point " + std::to_string(found.index + 1) : found.field, found.value, found.allowed};
            case RouteFault::Of::kWaypoint: {
                const std::string& id = config_.waypoints.at(found.index).id;
                return {file_, line_of({"waypoints", id, found.field}), "waypoints." + id + (found.field.empty() ? "" : '.' + found.field),
                        found.value, found.allowed};
            }
            case RouteFault::Of::kRoute:
                break;
        }
        return {file_, line_of({found.field}), found.field, found.value, found.allowed};
    }

  private:
    int line_of(const std::vector<std::string>& keys) const {
        const Node* node = root_;
        int line = root_ ? root_->line : 1;
        for (const std::string& key : keys) {
            if (!node) break;
            node = node->find(key);
            if (node && node->line > 0) line = node->line;
        }
        return std::max(line, 1);
    }
    std::string file_;
    const Node* root_;
    const RouteConfig& config_;
    std::string track_file_;
    std::vector<int> track_lines_;
};

Result<RouteFile> finished(RouteConfig config, const Places& places, std::string text, std::vector<ResolvedParameter> parameters,
                           std::vector<InputFile> inputs, Faults faults) {
    std::vector<RouteFault> found;
    std::optional<Route> route = Route::make(config, found);
    if (route && route->duration_s() > kLongestDays * 86400.0)
        found.push_back({RouteFault::Of::kRoute, 0, "waypoints", table::number_text(route->duration_s() / 86400.0) + " days",
                         "a journey of at most 366 days"});
    for (const RouteFault& f : found) faults.push_back(places.fault(f));
    in_order_of_lines(faults);
    if (!faults.empty()) return faults;
    return RouteFile{std::move(config), std::move(*route), std::move(text), std::move(parameters), std::move(inputs)};
}

/// A track without a route file.
Result<RouteFile> from_track(const std::string& path, std::string text) {
    Result<TrackFile> track = read_track(text, path);
    if (!track) {
        Faults faults = track.faults();
        in_order_of_lines(faults);
        return faults;
    }
    RouteConfig config;
    config.id = config.title = fs::path{path}.stem().string();
    if (!track->name.empty()) config.title = track->name;
    config.source = fs::path{path}.filename().string();
    config.track = track->points;
    const std::optional<Conveyance> carrier = parse_carrier(track->carrier);
    if (!carrier)
        return Fault{path, std::max(track->carrier_line, 1), is_gpx(path) ? "trk.type" : "properties.carrier",
                     track->carrier.empty() ? "missing" : track->carrier,
                     "lorry, car, train, ship, aircraft or hiker; or a route file that names this track"};
    config.carrier = *carrier;
    if (config.track.front().at) config.departures = Departures{*config.track.front().at, 0.0, 1};
    const std::string name = fs::path{path}.filename().string();
    std::vector<InputFile> inputs{{name, "", sha256_hex(text)}};
    std::vector<ResolvedParameter> parameters{{"route.carrier", track->carrier, "", name}};
    const Places places{path, nullptr, config, path, track->lines};
    return finished(config, places, std::move(text), std::move(parameters), std::move(inputs), {});
}

Result<RouteFile> from_yaml(const std::string& path, std::string text) {
    const std::string name = fs::path{path}.filename().string();
    Result<Node> parsed = yaml::parse(text, {path, path, name, {}});
    if (!parsed) return parsed.faults();
    Node& root = *parsed;
    if (!root.is_map())
        return Fault{path, std::max(root.line, 1), "", yaml::flow_text(root, 40), "a map of fields, beginning with schema: d2c.route/1"};

    fields::RouteDraft draft;
    Faults faults;
    std::vector<ResolvedParameter> parameters;
    table::Catalogues none{""};
    table::Reader reader{none, faults, parameters};
    reader.read_object(fields::route_spec(), root, "", &draft);
    for (ResolvedParameter& parameter : parameters) parameter.name = "route." + parameter.name;
    std::vector<InputFile> inputs{{name, "", sha256_hex(text)}};

    RouteConfig& config = draft.config;
    const auto at = [&](const char* key) {
        return Fault{path, std::max(root.find(key) ? root.find(key)->line : root.line, 1), key, "", ""};
    };
    const auto refuse = [&](const char* key, std::string value, std::string allowed) {
        Fault fault = at(key);
        fault.value = std::move(value);
        fault.allowed = std::move(allowed);
        faults.push_back(std::move(fault));
    };
    if (config.carrier == Conveyance::kAircraft && !config.cruise_altitude) {
        config.cruise_altitude = Metres::kilo(kCruiseKm);
        parameters.push_back({"route.cruise_altitude_km", table::number_text(kCruiseKm), "km", kCruiseSource});
    } else if (config.carrier != Conveyance::kAircraft && config.cruise_altitude) {
        refuse("cruise_altitude_km", table::number_text(config.cruise_altitude->in_kilo()), "only for carrier: aircraft");
    }
    if (draft.track.empty() && config.longest_gap)
        refuse("longest_gap_km", table::number_text(config.longest_gap->in_kilo()), "only with a track");

    std::string track_path;
    std::vector<int> track_lines;
    if (!draft.track.empty()) {
        const fs::path given{draft.track};
        track_path = given.is_absolute() ? draft.track : (fs::path{path}.parent_path() / given).lexically_normal().string();
        if (!is_gpx(given) && !is_geojson(given)) {
            refuse("track", draft.track, "a file *.gpx, *.geojson or *.json");
        } else if (const Result<std::string> track_text = table::read_text(track_path); !track_text) {
            for (const Fault& f : track_text.faults())
                refuse("track", draft.track, f.allowed + (f.value.empty() ? "" : " (" + f.value + ')'));
        } else {
            inputs.push_back({draft.track, "", sha256_hex(*track_text)});
            Result<TrackFile> track = read_track(*track_text, track_path);
            faults.insert(faults.end(), track.faults().begin(), track.faults().end());
            if (track) {
                config.track = std::move(track->points);
                track_lines = std::move(track->lines);
            }
        }
    }
    if (!faults.empty()) {
        in_order_of_lines(faults);
        return faults;
    }
    const Places places{path, &root, config, track_path, track_lines};
    return finished(config, places, std::move(text), std::move(parameters), std::move(inputs), std::move(faults));
}

}  // namespace

std::vector<std::string> shipped_routes(const std::string& data_dir) {
    std::vector<std::string> ids;
    std::error_code error;
    for (const auto& file : fs::directory_iterator{fs::path{data_dir} / "geography" / "catalogue" / "routes", error})
        if (file.path().extension() == ".yaml") ids.push_back(file.path().stem().string());
    std::sort(ids.begin(), ids.end());
    return ids;
}

Result<RouteFile> read_route(const std::string& name_or_path, const std::string& data_dir) {
    std::string path = name_or_path;
    std::error_code error;
    if (table::matches(table::kIdKey.pattern, name_or_path) && !fs::exists(path, error)) {
        path = (fs::path{data_dir} / "geography" / "catalogue" / "routes" / (name_or_path + ".yaml")).string();
        if (!fs::exists(path, error))
            return Fault{"", 0, "route", name_or_path,
                         "a file, or the id of a shipped route; " + table::nearest_words(name_or_path, shipped_routes(data_dir))};
    }
    Result<std::string> text = table::read_text(path);
    if (!text) return text.faults();
    return is_gpx(path) || is_geojson(path) ? from_track(path, std::move(*text)) : from_yaml(path, std::move(*text));
}

}  // namespace d2c
