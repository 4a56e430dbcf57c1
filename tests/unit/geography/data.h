#pragma once
// Where the build puts borders, towns and totals.

#include <cstdlib>
#include <string>

namespace d2c {

inline std::string data_file(const std::string& name) {
    const char* folder = std::getenv("D2C_DATA_DIR");
    return std::string(folder ? folder : "share/d2c") + "/geography/" + name;
}

}  // namespace d2c
