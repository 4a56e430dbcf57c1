#include "report/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "base/instant.h"
#include "geography/borders/borders.h"
#include "report/crosscheck/crosscheck.h"
#include "report/data/origin.h"
#include "report/document.h"
#include "report/footprints.h"
#include "report/headline.h"
#include "report/journeys/journeys.h"
#include "report/page_text.h"
#include "report/tables.h"
#include "report/text.h"

namespace d2c {
namespace report {
namespace {

std::string limits_html() {
    std::string html;
    std::string_view left = page::kLimitsTxt;
    while (!left.empty()) {
        const std::string_view line = left.substr(0, left.find('\n'));
        left.remove_prefix(std::min(left.size(), line.size() + 1));
        const std::size_t colon = line.find(": ");
        if (colon == std::string_view::npos) continue;
        html += fmt::format("<li><b>{}</b>: {}</li>", html_escaped(line.substr(0, colon)), html_escaped(line.substr(colon + 2)));
    }
    return html;
}

/// The first words of each limit, for the first screen.
std::string limits_line() {
    std::string text;
    std::string_view left = page::kLimitsTxt;
    while (!left.empty()) {
        const std::string_view line = left.substr(0, left.find('\n'));
        left.remove_prefix(std::min(left.size(), line.size() + 1));
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos) text += (text.empty() ? "" : ", ") + html_escaped(line.substr(0, colon));
    }
    return text;
}

/// How far apart the computed quarters are, in words.
std::string sampling(const Tables& t) {
    int widest = 0;
    for (std::size_t q = 1; q < t.quarters.size(); ++q) widest = std::max(widest, t.quarters[q].quarter - t.quarters[q - 1].quarter);
    if (widest <= 1) return "";
    return fmt::format(
        "{} quarters are computed, up to {} apart. A first quarter is therefore an interval, <i>last computed quarter without .. first "
        "with</i>.",
        t.quarters.size(), widest);
}

std::string banner_html(const Tables& t) {
    if (t.run.state == "done") return "";
    return fmt::format(
        "<p class=\"banner\" role=\"status\">This run is not finished (state: {}). The {} quarters shown are whole; later ones are "
        "missing, and so "
        "is the digest.</p>",
        html_escaped(t.run.state), t.quarters.size());
}

}  // namespace
}  // namespace report

Result<std::string> render_report(const results::ResultReader& results, const Borders* borders) {
    using namespace report;
    const auto journeys = results.journeys();
    if (!journeys) return journeys.faults();
    if (!journeys->empty()) return render_journeys(results, *journeys, borders);
    const auto crosscheck = results.crosscheck();
    if (!crosscheck) return crosscheck.faults();
    if (!crosscheck->samples.empty()) return render_crosscheck(results, *crosscheck);
    const auto packets = results.packet_runs();
    if (!packets) return packets.faults();
    const auto quarters = results.quarters();
    if (!packets->empty() && quarters && quarters->empty()) {
        return Fault{results.path(), 0, "packet_run", std::to_string(packets->size()) + " runs",
                     "a file with maps, journeys or a cross-check; rows of packet runs stand in its tables packet_user, packet_sample and "
                     "packet_event"};
    }
    const Result<Tables> tables = read_tables(results);
    if (!tables) return tables.faults();
    const Tables& t = *tables;
    Result<std::string> document = document_json(t, results, borders);
    if (!document) return document.faults();
    Result<std::string> blocks = cell_blocks(t, results);
    if (!blocks) return blocks.faults();
    std::size_t assumed = 0, partly = 0;
    for (const results::ParameterRow& p : t.parameters) {
        assumed += basis_of(p) == Basis::kAssumption;
        partly += basis_of(p) == Basis::kPartlyAssumed;
    }
    const results::RunRow& run = t.run;
    return filled(page::kPageHtml,
                  {{"csp", "default-src 'none'; script-src " + csp_hash(page::kScript) +
                               "; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"},
                   {"css", std::string{page::kPageCss}},
                   {"script", std::string{page::kScript}},
                   {"document", std::move(*document)},
                   {"blocks", std::move(*blocks)},
                   {"title", html_escaped(run.title)},
                   {"question", html_escaped(run.question)},
                   {"scenario", html_escaped(run.scenario_id)},
                   {"scenario_sha256", html_escaped(run.scenario_sha256)},
                   {"scenario_text", html_escaped(run.scenario_text)},
                   {"profile", html_escaped(run.profile)},
                   {"seed", std::to_string(run.seed)},
                   {"run", std::to_string(run.run)},
                   {"version", html_escaped(run.program_version)},
                   {"schema_version", std::to_string(run.schema_version)},
                   {"digest", run.result_digest.empty() ? "none, the run is not finished" : html_escaped(run.result_digest)},
                   {"digest_short", run.result_digest.empty() ? "none" : html_escaped(run.result_digest.substr(0, 12)) + "…"},
                   {"quarters", html_escaped(t.quarters.size() == 1 ? t.quarters.front().label
                                                                    : fmt::format("{} to {} ({} computed)", t.quarters.front().label,
                                                                                  t.quarters.back().label, t.quarters.size()))},
                   {"satellites", grouped(std::llround(t.quarters.back().satellites_in_service))},
                   {"last_quarter", html_escaped(t.quarters.back().label)},
                   {"cells", grouped(static_cast<std::int64_t>(t.cells.size()))},
                   {"cell_area", grouped(std::llround(t.cells.front().area_km2))},
                   {"banner", banner_html(t)},
                   {"headline", headline_html(t)},
                   {"answer", answer_table_html(t)},
                   {"sampling", sampling(t)},
                   {"limits", limits_html()},
                   {"footprints", footprints_html(t.footprints)},
                   {"limits_line", limits_line()},
                   {"parameters", grouped(static_cast<std::int64_t>(t.parameters.size()))},
                   {"assumed", grouped(static_cast<std::int64_t>(assumed))},
                   {"partly", grouped(static_cast<std::int64_t>(partly))},
                   {"machine", machine_html(t.run, t.units)}});
}

Faults write_report(const std::string& result_path, const std::string& data_dir, const std::string& output_path) {
    const auto results = results::ResultReader::open(result_path);
    if (!results) return results.faults();
    const auto borders = Borders::load(data_dir + "/geography/countries-50m.json");
    if (!borders) return borders.faults();
    const Result<std::string> html = render_report(*results, &*borders);
    if (!html) return html.faults();
    const std::string part = output_path + ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out.write(html->data(), static_cast<std::streamsize>(html->size()));
    out.close();
    std::error_code error;
    if (out) std::filesystem::rename(part, output_path, error);
    if (!out || error) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        return {
            {output_path, 0, "report", fmt::format("{} bytes", html->size()), "a file in a folder that exists, is writable and has room"}};
    }
    return {};
}

}  // namespace d2c
