#include "report/data/origin.h"

#include <fmt/format.h>

#include <map>

#include "base/instant.h"
#include "base/sha256.h"
#include "report/data/pack.h"
#include "report/text.h"

namespace d2c::report {
namespace {

std::string definition(std::string_view term, const std::string& text) {
    return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", term, html_escaped(text.empty() ? "–" : text));
}

}  // namespace

std::string csp_hash(std::string_view text) {
    const std::string hex = sha256_hex(text);
    Bytes bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    return "'sha256-" + base64(bytes) + "'";
}

std::string machine_html(const results::RunRow& run, std::span<const results::UnitRow> units) {
    std::string html = definition("Command line", run.command_line) + definition("Host", run.host) +
                       definition("Threads", std::to_string(run.threads)) + definition("Started", run.started_utc) +
                       definition("Finished", run.finished_utc) + definition("Wall time", fmt::format("{:.1f} s", run.wall_s)) +
                       definition("Peak memory", fmt::format("{:.0f} MiB", run.peak_memory_mib)) +
                       definition("Links examined", fmt::format("{:.3g} satellite-phone pairs", run.link_count)) +
                       definition("Satellites x cells x steps", fmt::format("{:.3g}", run.satellite_cell_steps));
    std::string by_quarter;
    std::map<int, double> wall_s;
    for (const results::UnitRow& unit : units) wall_s[unit.quarter] += unit.wall_s;
    for (const auto& [quarter, seconds] : wall_s)
        by_quarter += fmt::format("{}{} {:.1f} s", by_quarter.empty() ? "" : ", ", to_string(Quarter{quarter}), seconds);
    return html + definition("By quarter", by_quarter);
}

}  // namespace d2c::report
