#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "apps/d2c/commands/commands.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/print.h"
#include "base/instant.h"
#include "geography/grid/grid.h"
#include "results/first_held.h"
#include "results/reader.h"

namespace d2c::apps {
namespace {

using Json = nlohmann::ordered_json;
using results::HeldSample;
using results::ResultReader;

/// What one quarter and class say of the place.
struct Sample {
    int quarter = 0, handset_class = 0;
    std::string state;
    bool held = false;
    std::optional<double> success_share, success_low, success_high;
};

/// More than half of a cell's area must hold a service for "here" to hold it, where only the cell is known.
constexpr double kHeldAreaShare = 0.5;

struct Question {
    std::string service_id;
    std::size_t service = 0;
    std::optional<int> handset_class;
    std::string where;            ///< as printed
    std::string basis;            ///< "named place" or "grid cell …"
    std::vector<Sample> samples;  ///< by quarter, then class
};

Json optional_json(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

/// Order of the grid that has as many cells as the file.
int order_of(std::size_t cells) {
    int order = 0;
    while ((std::size_t{12} << (2 * order)) < cells) ++order;
    return order;
}

Result<std::vector<Sample>> samples_of_place(const ResultReader& reader, int place, std::size_t service) {
    const auto rows = reader.place_quality_of(place);
    if (!rows) return rows.faults();
    std::vector<Sample> samples;
    for (const auto& row : *rows) {
        const auto& s = row.services[service];
        samples.push_back({row.quarter, row.handset_class, row.state, s.held, s.success_share, s.success_low, s.success_high});
    }
    return samples;
}

Result<std::vector<Sample>> samples_of_cell(const ResultReader& reader, std::int64_t cell, std::size_t service) {
    const auto rows = reader.cell_quality_of(cell);
    if (!rows) return rows.faults();
    std::vector<Sample> samples;
    for (const auto& row : *rows) {
        const auto& s = row.services[service];
        samples.push_back({row.quarter, row.handset_class, row.state, s.held_area_share > kHeldAreaShare, s.success_share, s.success_low,
                           s.success_high});
    }
    return samples;
}

/// `720p`, `video-720p`, `voice` and `text` name services.
std::optional<std::size_t> find_service(const std::vector<results::ServiceRow>& services, const std::string& name) {
    for (std::size_t i = 0; i < services.size(); ++i) {
        if (services[i].id == name || services[i].id == "video-" + name) return i;
    }
    return std::nullopt;
}

Result<Question> ask(const ResultReader& reader, const std::string& at, const std::string& quality, const std::string& handset) {
    const auto services = reader.services();
    const auto classes = reader.handset_classes();
    const auto places = reader.places();
    if (!services) return services.faults();
    if (!classes) return classes.faults();
    if (!places) return places.faults();
    Faults faults;
    const auto names = [](const auto& rows) {
        std::string text;
        for (const auto& row : rows) text += (text.empty() ? "" : ", ") + row.id;
        return text;
    };
    Question question;
    if (const auto service = find_service(*services, quality)) {
        question.service = *service;
        question.service_id = (*services)[*service].id;
    } else {
        faults.push_back({"", 0, "--quality", quality, "one of " + names(*services)});
    }
    if (!handset.empty()) {
        for (const auto& row : *classes) {
            if (row.id == handset) question.handset_class = row.handset_class;
        }
        if (!question.handset_class) faults.push_back({"", 0, "--handset", handset, "one of " + names(*classes)});
    }
    const auto place = std::find_if(places->begin(), places->end(), [&](const auto& row) { return row.id == at; });
    const auto lat_lon = parse_lat_lon(at);
    if (place == places->end() && !lat_lon) {
        faults.push_back({"", 0, "--at", at, "LAT,LON (-90 to 90, -180 to 360) [deg], or one of " + names(*places)});
    }
    if (!faults.empty()) return faults;
    if (place != places->end()) {
        question.where = place->title;
        question.basis = "named place";
        auto samples = samples_of_place(reader, place->place, question.service);
        if (!samples) return samples.faults();
        question.samples = std::move(*samples);
    } else {
        const auto cells = reader.cells();
        if (!cells) return cells.faults();
        const Grid grid{order_of(cells->size())};
        const CellId cell = grid.cell_of(*lat_lon);
        question.where = fmt::format("{:.4f}, {:.4f}", lat_lon->latitude.in_degrees(), lat_lon->longitude.in_degrees());
        question.basis = fmt::format("grid cell {} of {} km2", cell.pixel, with_thousands(grid.cell_area_km2()));
        auto samples = samples_of_cell(reader, cell.pixel, question.service);
        if (!samples) return samples.faults();
        question.samples = std::move(*samples);
    }
    return question;
}

}  // namespace

Action add_when(CLI::App& app, const Program&) {
    struct Options {
        std::string result, at, quality = "360p", handset;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    app.add_option("RESULT", options->result, "result file of d2c run (.gpkg)")->required();
    app.add_option("--at", options->at, "LAT,LON in degrees, north and east positive, or a named place of the run")->required();
    app.add_option("--quality", options->quality, "text, light-data, voice or a rung: 240p, 360p, 480p, 720p, 1080p (default: 360p)");
    app.add_option("--handset", options->handset, "class (default: the first that holds it)");
    app.add_flag("--json", options->json, "print JSON");
    return [options] {
        const auto reader = ResultReader::open(options->result);
        if (!reader) {
            print_faults(reader.faults(), options->json);
            return kBadInput;
        }
        const auto question = ask(*reader, options->at, options->quality, options->handset);
        if (!question) {
            print_faults(question.faults(), options->json);
            return kBadInput;
        }
        const auto classes = reader->handset_classes();
        const auto quarters = reader->quarters();
        if (!classes || !quarters || quarters->empty()) {
            print_faults(!classes    ? classes.faults()
                         : !quarters ? quarters.faults()
                                     : Faults{{options->result, 0, "", "", "at least one finished quarter"}},
                         options->json);
            return kFailed;
        }
        // One yes or no per quarter over the classes asked for, and what the last quarter says.
        std::vector<HeldSample> held;
        const Sample* first = nullptr;
        const Sample* last = nullptr;
        for (const Sample& sample : question->samples) {
            if (question->handset_class && sample.handset_class != *question->handset_class) continue;
            if (held.empty() || held.back().quarter != sample.quarter) held.push_back({sample.quarter, false});
            held.back().held |= sample.held;
            if (sample.held && first == nullptr) first = &sample;
            if (last == nullptr || sample.quarter > last->quarter ||
                (sample.success_share.value_or(-1.0) > last->success_share.value_or(-1.0)))
                last = &sample;
        }
        const results::FirstHeld answer = results::first_held(held);
        const std::string label = results::label_of(answer);
        const std::string phone = first != nullptr           ? (*classes)[static_cast<std::size_t>(first->handset_class)].id
                                  : options->handset.empty() ? "any class"
                                                             : options->handset;
        const bool no_right = last != nullptr && last->state == "no right";
        const std::string reason = !label.empty()                                       ? ""
                                   : no_right                                           ? "no right"
                                   : last != nullptr && last->state == "not in service" ? "phone not on sale"
                                                                                        : "not held";
        if (options->json) {
            const auto quarter_json = [](const std::optional<int>& q) { return q ? Json(to_string(Quarter{*q})) : Json(nullptr); };
            const Json json{{"schema", "d2c.when/1"},
                            {"at", question->where},
                            {"basis", question->basis},
                            {"service", question->service_id},
                            {"handset", phone},
                            {"first_quarter", quarter_json(answer.first_with)},
                            {"last_quarter_without", quarter_json(answer.last_without)},
                            {"last_quarter", quarters->back().label},
                            {"last_success_share", last != nullptr ? optional_json(last->success_share) : Json(nullptr)},
                            {"last_success_low_share", last != nullptr ? optional_json(last->success_low) : Json(nullptr)},
                            {"last_success_high_share", last != nullptr ? optional_json(last->success_high) : Json(nullptr)},
                            {"reason", reason.empty() ? Json(nullptr) : Json(reason)}};
            fmt::print("{}\n", json.dump(2));
            return kDone;
        }
        fmt::print("{} ({}): {} with {}: {}\n", question->where, question->basis, question->service_id, phone,
                   label.empty() ? fmt::format("not up to {}: {}", quarters->back().label, reason) : label);
        if (last != nullptr && last->success_share) {
            fmt::print("in {} {:.0f} % of tries succeed ({:.0f} to {:.0f} %, 95 % interval)\n", to_string(Quarter{last->quarter}),
                       100.0 * *last->success_share, 100.0 * *last->success_low, 100.0 * *last->success_high);
        }
        return kDone;
    };
}

}  // namespace d2c::apps
