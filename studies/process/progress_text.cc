#include "studies/process/progress_text.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

namespace d2c {

std::optional<ProgressEvent> parse_progress(const std::string& line) {
    using Kind = ProgressEvent::Kind;
    static const std::array<std::pair<const char*, Kind>, 5> kinds{{{"start", Kind::kStart},
                                                                    {"progress", Kind::kProgress},
                                                                    {"unit", Kind::kUnit},
                                                                    {"warning", Kind::kWarning},
                                                                    {"done", Kind::kDone}}};
    if (line.empty() || line.front() != '{') return std::nullopt;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("event") || !json["event"].is_string()) return std::nullopt;
    const auto text = [&](const char* key) { return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : ""; };
    const auto number = [&](const char* key) { return json.contains(key) && json[key].is_number() ? json[key].get<double>() : 0.0; };
    for (const auto& [name, kind] : kinds) {
        if (text("event") != name) continue;
        ProgressEvent event{kind, text("unit"), text("label"), number("done"), number("total")};
        if (!std::isfinite(event.done) || !std::isfinite(event.total)) return std::nullopt;
        return event;
    }
    return std::nullopt;
}

}  // namespace d2c
