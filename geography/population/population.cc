#include "geography/population/population.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <sstream>

namespace d2c {
namespace {

// Fields of one line of RFC 4180 without line breaks in fields.
void split(const std::string& line, std::vector<std::string>& fields) {
    fields.assign(1, "");
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else if (c != '\r') {
            fields.back() += c;
        }
    }
}

struct Row {
    const std::vector<std::string>& fields;
    const std::string& path;
    int line;
    Faults& faults;
    double number(std::size_t column, const char* name, double low, double high, const char* allowed) const {
        double value = std::numeric_limits<double>::quiet_NaN();
        const std::string& text = fields[column];
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size() || !(value >= low && value <= high))
            faults.push_back({path, line, name, text, allowed});
        return value;
    }
    AreaCode country(std::size_t column) const {
        const auto code = AreaCode::parse(fields[column]);
        if (!code) faults.push_back({path, line, "country", fields[column], "two letters, ISO 3166-1 alpha-2"});
        return code.value_or(AreaCode{});
    }
};

void read_rows(const std::string& path, std::size_t columns, const char* header, Faults& faults,
               const std::function<void(const Row&)>& take) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        faults.push_back({path, 0, "", "", std::string("a readable file with the columns ") + header});
        return;
    }
    std::string line;
    std::vector<std::string> fields;
    bool headed = false;
    for (int number = 1; std::getline(file, line); ++number) {
        if (line.empty() || line[0] == '#') continue;
        if (!headed) {
            headed = true;
            if (line != header) {
                faults.push_back({path, number, "", line, header});
                return;
            }
            continue;
        }
        split(line, fields);
        if (fields.size() != columns)
            faults.push_back({path, number, "", line, std::to_string(columns) + " fields: " + header});
        else
            take(Row{fields, path, number, faults});
    }
    if (!headed) faults.push_back({path, 0, "", "", header});
    if (file.bad()) faults.push_back({path, 0, "", "", "a file that can be read to its end"});
}

}  // namespace

Result<PopulationData> load_population(const std::string& cities_csv_path, const std::string& population_csv_path) {
    PopulationData data;
    Faults faults;
    read_rows(cities_csv_path, 5, "name,country,latitude_deg,longitude_deg,people", faults, [&](const Row& row) {
        Town town;
        town.name = row.fields[0];
        town.country = row.country(1);
        town.location.latitude = Angle::degrees(row.number(2, "latitude_deg", -90.0, 90.0, "-90 to 90 [deg]"));
        town.location.longitude = Angle::degrees(row.number(3, "longitude_deg", -180.0, 180.0, "-180 to 180 [deg]"));
        town.people = row.number(4, "people", 0.0, 1e8, "0 to 1e8");
        if (town.country != kAntarctica) data.towns.push_back(std::move(town));
    });
    std::map<AreaCode, CountryTotal> totals;
    read_rows(population_csv_path, 5, "country,people,growth_percent_per_year,people_source,growth_source", faults, [&](const Row& row) {
        CountryTotal total;
        total.country = row.country(0);
        total.people = row.number(1, "people", 0.0, 1e10, "0 to 1e10");
        total.growth_per_year = 0.01 * row.number(2, "growth_percent_per_year", -10.0, 10.0, "-10 to 10 [%/year]");
        if (!totals.emplace(total.country, total).second)
            faults.push_back({row.path, row.line, "country", row.fields[0], "each country once"});
    });
    if (!faults.empty()) return faults;
    std::map<AreaCode, double> listed;
    for (const Town& town : data.towns) listed[town.country] += town.people;
    for (const auto& [country, people] : listed) totals.emplace(country, CountryTotal{country, people, 0.0});
    for (const auto& [country, total] : totals) data.totals.push_back(total);
    return data;
}

double world_people(double decimal_year) {
    // United Nations, World Population Prospects 2024, medium variant, world, 1 July of 2024 to 2032.
    constexpr std::array<double, 9> kWorld = {8161972572.0, 8231613070.0, 8300678396.0, 8369094344.0, 8436618886.0,
                                              8503285323.0, 8569124911.0, 8634119333.0, 8698229812.0};
    const double x = decimal_year - 2024.5;
    const double whole = std::clamp(std::floor(x), 0.0, static_cast<double>(kWorld.size() - 2));
    if (!(x > -1e4 && x < 1e4)) return std::numeric_limits<double>::quiet_NaN();
    const auto i = static_cast<std::size_t>(whole);
    return kWorld[i] + (x - whole) * (kWorld[i + 1] - kWorld[i]);
}

PopulationTrend::PopulationTrend(const std::vector<CountryTotal>& totals) : totals_{totals} {
    std::sort(totals_.begin(), totals_.end(), [](const CountryTotal& a, const CountryTotal& b) { return a.country < b.country; });
}

double PopulationTrend::world_factor(double years) const {
    double now = 0.0, then = 0.0;
    for (const CountryTotal& total : totals_) {
        now += total.people;
        then += total.people * std::exp(total.growth_per_year * years);
    }
    const double world = world_people(kReferenceYear + years) / world_people(kReferenceYear);
    return then > 0.0 ? world * now / then : world;
}

double PopulationTrend::scale(AreaCode area, double decimal_year) const {
    if (!(decimal_year >= 2000.0 && decimal_year <= 2060.0)) return std::numeric_limits<double>::quiet_NaN();
    const double years = decimal_year - kReferenceYear;
    const auto found =
        std::lower_bound(totals_.begin(), totals_.end(), area, [](const CountryTotal& t, AreaCode a) { return t.country < a; });
    if (found == totals_.end() || found->country != area) return world_people(decimal_year) / world_people(kReferenceYear);
    return std::exp(found->growth_per_year * years) * world_factor(years);
}

}  // namespace d2c
