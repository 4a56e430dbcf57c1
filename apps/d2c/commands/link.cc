#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "apps/d2c/commands/commands.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/print.h"
#include "scenarios/read_study.h"
#include "world/link/point_link.h"

namespace d2c::apps {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json ledger_json(const std::optional<LinkLedger>& ledger) {
    if (!ledger) return nullptr;
    Json items = Json::array();
    for (const LedgerItem& item : ledger->items) {
        items.push_back({{"name", item.name}, {"value", number(item.value)}, {"unit", item.unit}, {"source", item.source}});
    }
    return {{"cnr_db", number(ledger->cnr.value)}, {"items", items}};
}

Json link_json(const PointLink& link) {
    const PointLinkContext& c = link.context;
    Json answer{{"schema", "d2c.link/1"}, {"handset", c.handset}};
    answer["latitude_deg"] = c.at ? Json(c.at->latitude.in_degrees()) : Json(nullptr);
    answer["longitude_deg"] = c.at ? Json(c.at->longitude.in_degrees()) : Json(nullptr);
    answer["time_utc"] = c.time ? Json(to_string(*c.time)) : Json(nullptr);
    answer["area"] = c.area.empty() ? Json(nullptr) : Json(c.area);
    answer["why_dark"] = link.why_dark.empty() ? Json(nullptr) : Json(link.why_dark);
    answer["satellites_in_view"] = c.time ? Json(c.satellites_in_view) : Json(nullptr);
    if (link.downlink) {
        answer["generation"] = c.generation;
        answer["satellite"] = c.satellite ? Json(*c.satellite) : Json(nullptr);
        answer["carrier"] = c.carrier.empty() ? Json(nullptr) : Json(c.carrier);
        answer["right"] = c.right.empty() ? Json(nullptr) : Json(c.right);
        answer["elevation_deg"] = c.elevation.in_degrees();
        answer["slant_range_km"] = c.slant_range.in_kilo();
        answer["doppler_hz"] = c.doppler ? Json(c.doppler->value) : Json(nullptr);
    }
    answer["downlink"] = ledger_json(link.downlink);
    answer["uplink"] = ledger_json(link.uplink);
    return answer;
}

/// Sources said once, and named by number.
class Footnotes {
  public:
    std::size_t number_of(const std::string& source) {
        const auto it = std::find(sources_.begin(), sources_.end(), source);
        if (it != sources_.end()) return static_cast<std::size_t>(it - sources_.begin()) + 1;
        sources_.push_back(source);
        return sources_.size();
    }
    void print() const {
        for (std::size_t i = 0; i < sources_.size(); ++i) fmt::print("  [{}] {}\n", i + 1, sources_[i]);
    }

  private:
    std::vector<std::string> sources_;
};

void print_ledger(const char* title, const LinkLedger& ledger, Footnotes& footnotes) {
    fmt::print("\n{}\n", title);
    std::size_t width = 0;
    for (const LedgerItem& item : ledger.items) width = std::max(width, item.name.size());
    for (const LedgerItem& item : ledger.items) {
        fmt::print("  {:<{}}  {:>10.2f} {:<8} [{}]\n", item.name, width, item.value, item.unit, footnotes.number_of(item.source));
    }
}

void print_link(const Study& study, const PointLink& link) {
    const PointLinkContext& c = link.context;
    fmt::print("{}\n", study.title);
    if (c.at) {
        fmt::print("{:.4f}, {:.4f} ({})  {}  phone {}\n", c.at->latitude.in_degrees(), c.at->longitude.in_degrees(), c.area,
                   to_string(*c.time), c.handset);
    } else {
        fmt::print("fixed geometry  phone {}\n", c.handset);
    }
    if (!link.why_dark.empty()) {
        fmt::print("{}\n", link.why_dark);
        return;
    }
    fmt::print("{}: elevation {:.2f} deg, slant range {:.1f} km", c.generation, c.elevation.in_degrees(), c.slant_range.in_kilo());
    if (c.satellite) {
        fmt::print(", satellite {} ({} in view), azimuth {:.1f} deg, Doppler {:+.1f} kHz\n{}\nright {}", *c.satellite, c.satellites_in_view,
                   c.azimuth->in_degrees(), c.doppler->value * 1e-3, c.carrier, c.right);
    }
    fmt::print("\n");
    Footnotes footnotes;
    print_ledger("Downlink", *link.downlink, footnotes);
    print_ledger("Uplink", *link.uplink, footnotes);
    fmt::print("\nSources\n");
    footnotes.print();
    fmt::print("\nCarrier to noise: {:.1f} dB down, {:.1f} dB up (noise only; a run adds interference, shadowing and sharing)\n",
               link.downlink->cnr.value, link.uplink->cnr.value);
}

}  // namespace

Action add_link(CLI::App& app, const Program& program) {
    struct Options {
        ReadOptions read;
        std::string at, time, handset, profile;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    options->read.data_dir = program.data_dir;
    app.add_option("SCENARIO", options->read.scenario_path, "scenario file (YAML)")->required();
    app.add_option("--at", options->at,
                   "LAT,LON in degrees, north and east positive, or a named place; not where the scenario fixes the geometry");
    app.add_option("--time", options->time, "UTC, 2026-05-30T12:00:00Z (default: the middle of the first quarter)");
    app.add_option("--handset", options->handset, "class of the scenario (default: its first)");
    app.add_option("--profile", options->profile, "profile of the scenario");
    app.add_option("--set", options->read.sets, "PATH=VALUE, may be repeated")->take_all();
    app.add_flag("--json", options->json, "print JSON");
    return [options] {
        if (!options->profile.empty()) options->read.profile = options->profile;
        const auto study = read_study(options->read);
        Faults faults = study.faults();
        PointLinkQuery query;
        if (!options->time.empty()) {
            query.time = parse_instant(options->time);
            if (!query.time) faults.push_back({"", 0, "--time", options->time, "a UTC instant, 2026-05-30T12:00:00Z"});
        }
        if (!options->handset.empty()) query.handset = options->handset;
        if (!options->at.empty()) {
            query.at = parse_lat_lon(options->at);
            if (!query.at && study) {
                for (const Place& place : study->geography.places) {
                    if (place.id != options->at) continue;
                    query.at = place.location;
                    query.area = place.area;
                }
            }
            if (!query.at) {
                faults.push_back(
                    {"", 0, "--at", options->at, "LAT,LON (-90 to 90, -180 to 360) [deg], or the id of a named place of the scenario"});
            }
        }
        if (!faults.empty()) {
            print_faults(faults, options->json);
            return kBadInput;
        }
        std::optional<Borders> borders;
        if (!study->geometry) {
            auto loaded = Borders::load(options->read.data_dir + "/geography/countries-50m.json");
            if (!loaded) {
                print_faults(loaded.faults(), options->json);
                return kBadInput;
            }
            borders.emplace(std::move(*loaded));
        }
        const auto link = point_link(*study, borders ? &*borders : nullptr, query);
        if (!link) {
            print_faults(link.faults(), options->json);
            return kBadInput;
        }
        if (options->json) {
            fmt::print("{}\n", link_json(*link).dump(2));
        } else {
            print_link(*study, *link);
        }
        return kDone;
    };
}

}  // namespace d2c::apps
