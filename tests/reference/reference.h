#pragma once
// Files of the reference folder (`D2C_REFERENCE_DIR`): a check that needs one is skipped, aloud, where it is absent.

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace d2c::reference {

/// A whole file as it stands; empty where there is none.
inline std::string text(const std::string& name) {
    const char* folder = std::getenv("D2C_REFERENCE_DIR");
    if (folder == nullptr) return {};
    std::ifstream file{std::string{folder} + "/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// Cells of a file of comma-separated values without quotes, the heading included; empty where there is none.
inline std::vector<std::vector<std::string>> rows(const std::string& name) {
    std::vector<std::vector<std::string>> all;
    std::istringstream lines{text(name)};
    for (std::string line; std::getline(lines, line);) {
        if (line.ends_with('\r')) line.pop_back();
        std::istringstream cells{line};
        std::vector<std::string>& row = all.emplace_back();
        for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
    }
    return all;
}

using Row = std::map<std::string, std::string>;

/// The same without the heading, each cell under its column's name.
inline std::vector<Row> table(const std::string& name) {
    const auto cells = rows(name);
    std::vector<Row> named;
    for (std::size_t r = 1; r < cells.size(); ++r) {
        Row& row = named.emplace_back();
        for (std::size_t i = 0; i < cells[0].size() && i < cells[r].size(); ++i) row[cells[0][i]] = cells[r][i];
    }
    return named;
}

inline double number(const Row& row, const std::string& column) { return std::stod(row.at(column)); }

}  // namespace d2c::reference
