// The YAML reader, and on what it can read the whole way to a Study, with the shipped catalogues (`D2C_DATA_DIR`).

#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "scenarios/read_study.h"
#include "scenarios/yaml/tree.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::string data_dir = std::getenv("D2C_DATA_DIR") != nullptr ? std::getenv("D2C_DATA_DIR") : "";
    static const std::string file = (std::filesystem::temp_directory_path() / ("d2c-fuzz-" + std::to_string(getpid()) + ".yaml")).string();
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (!d2c::yaml::parse(text, {file, "input.yaml", "input.yaml", {}})) return 0;
    std::ofstream{file, std::ios::binary} << text;
    (void)d2c::read_study({.scenario_path = file, .profile = {}, .sets = {}, .data_dir = data_dir});
    (void)d2c::check_catalogue(file);
    return 0;
}
