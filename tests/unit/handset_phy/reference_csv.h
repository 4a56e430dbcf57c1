#pragma once
// Files of the reference folder (D2C_REFERENCE_DIR); a test that needs one is skipped, aloud, where it is absent.

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace d2c {

using Row = std::map<std::string, std::string>;

/// Rows of a CSV file without quoted fields; nothing where the file is absent.
inline std::vector<Row> read_csv(const std::string& name) {
    const char* folder = std::getenv("D2C_REFERENCE_DIR");
    std::ifstream in{std::string{folder ? folder : ""} + "/" + name};
    std::vector<Row> rows;
    std::vector<std::string> header;
    for (std::string line; std::getline(in, line);) {
        std::vector<std::string> fields;
        std::stringstream cells{line};
        for (std::string cell; std::getline(cells, cell, ',');) fields.push_back(cell);
        if (header.empty()) {
            header = fields;
            continue;
        }
        Row row;
        for (std::size_t i = 0; i < header.size() && i < fields.size(); ++i) row[header[i]] = fields[i];
        rows.push_back(row);
    }
    return rows;
}

inline double number(const Row& row, const std::string& key) { return std::stod(row.at(key)); }

}  // namespace d2c
