#pragma once
// Third-party files that tests compare with where they are at hand; empty where they are not.

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace d2c {

inline std::string file_text(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    if (file) text << file.rdbuf();
    return text.str();
}
inline std::string reference_text(const std::string& name) {
    const char* folder = std::getenv("D2C_REFERENCE_DIR");
    return folder ? file_text(std::string{folder} + "/" + name) : std::string{};
}
/// Comma-separated rows, the heading included.
inline std::vector<std::vector<std::string>> reference_rows(const std::string& name) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream text{reference_text(name)};
    for (std::string line; std::getline(text, line);) {
        std::istringstream cells{line};
        rows.emplace_back();
        for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
    }
    return rows;
}

}  // namespace d2c
