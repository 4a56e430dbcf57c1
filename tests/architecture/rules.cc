#include "tests/architecture/rules.h"

#include <algorithm>
#include <regex>
#include <set>

namespace d2c::architecture {
namespace {

constexpr std::size_t kMaximumLines = 450;
constexpr std::size_t kMaximumFilesPerFolder = 15;

bool outside_the_layers(const std::string& folder) { return folder == "tests" || folder == "bench" || folder == "examples"; }
/// Tests of an ns-3 module stand beside it, as ns-3 has it; they keep the layers like any other file.
bool is_test(const SourceFile& file) {
    return outside_the_layers(file.folder()) || (file.folder() == "ns3-modules" && file.path.find("/test/") != std::string::npos);
}
bool is_program(const SourceFile& file) {
    static const std::regex main_function{R"(\bint\s+main\s*\()"};
    return std::ranges::any_of(file.code, [](const std::string& line) { return std::regex_search(line, main_function); });
}

std::string at(const SourceFile& file, int line, const std::string& what) { return file.path + ":" + std::to_string(line) + ": " + what; }

bool starts_with_any(const std::string& path, const std::vector<std::string>& prefixes) {
    return std::ranges::any_of(prefixes, [&](const std::string& prefix) { return path.starts_with(prefix); });
}

std::string listed(const std::vector<std::string>& owners) {
    std::string text;
    for (const std::string& owner : owners) text += (text.empty() ? "" : ", ") + owner;
    return text.empty() ? "no folder" : text;
}

/// A thing from outside, the includes and words that betray its use, and the paths that own it (ARCHITECTURE.md, "One owner for each
/// outside thing").
struct OutsideThing {
    std::string name;
    std::regex include;
    std::regex word;
    std::vector<std::string> owners;
    bool tests_too = false;  ///< also in a module's own tests
};

const std::vector<OutsideThing>& outside_things() {
    static const std::regex never{"(?!)"};
    static const std::vector<OutsideThing> things{
        {"ns-3", std::regex{"^ns3/"}, std::regex{R"(\bns3::)"}, {"ns3-modules/", "apps/d2c_packet", "apps/d2c-packet"}},
        {"S2", std::regex{"^(s2|absl)/"}, never, {"geography/borders"}},
        {"HEALPix", std::regex{"^(healpix_cxx/|healpix_|chealpix)"}, never, {"geography/grid"}},
        {"SQLite", std::regex{"^(SQLiteCpp/|sqlite3)"}, never, {"results/"}},
        {"yaml-cpp", std::regex{"^yaml-cpp/"}, never, {"scenarios/"}},
        {"pugixml", std::regex{"^pugixml"}, never, {"scenarios/routes/"}},
        {"oneTBB", std::regex{"^(oneapi/|tbb/|execution$)"}, std::regex{R"(\bstd::execution\b)"}, {"world/"}},
        {"a thread",
         std::regex{"^(thread|future|stop_token|pthread.h|omp.h)$"},
         std::regex{R"(\bstd::(jthread|thread|async)\b)"},
         {"world/"}},
        {"MPI", std::regex{R"(^mpi\.h$)"}, never, {"world/shard"}},
        {"Armadillo", std::regex{"^armadillo"}, never, {"constellation/arrays", "world/", "studies/"}},
        {"a socket", std::regex{R"(^(sys/socket|netinet/|arpa/|netdb|boost/(asio|beast)))"}, never, {"web/server"}},
        {"starting a process",
         std::regex{R"(^(spawn\.h|sys/wait\.h|boost/process))"},
         std::regex{R"(\b(fork|vfork|popen|posix_spawnp?|execv[pe]*|execl[pe]*|std::system)\s*\()"},
         {"studies/"},
         true},
    };
    return things;
}

}  // namespace

const std::map<std::string, int> kLayer{
    {"base", 0},        {"geography", 1},   {"constellation", 1}, {"spectrum", 1},  {"video", 1},
    {"results", 1},     {"handset_phy", 2}, {"roaming", 2},       {"scenarios", 3}, {"world", 4},
    {"ns3-modules", 4}, {"studies", 5},     {"report", 5},        {"web", 6},       {"apps", 7},
};

Violations upward_or_sideways_includes(const std::vector<SourceFile>& files) {
    Violations found;
    for (const SourceFile& file : files) {
        const std::string folder = file.folder();
        if (outside_the_layers(folder)) continue;
        if (!kLayer.contains(folder)) {
            found.push_back(at(file, 1, "folder " + folder + "/ has no layer in ARCHITECTURE.md"));
            continue;
        }
        for (const Include& include : file.includes) {
            const std::string target = include.path.substr(0, include.path.find('/'));
            const bool of_project = include.path.find('/') != std::string::npos && (kLayer.contains(target) || outside_the_layers(target));
            if (!of_project || target == folder) continue;
            if (outside_the_layers(target) || kLayer.at(target) >= kLayer.at(folder)) {
                found.push_back(at(file, include.line,
                                   folder + "/ (layer " + std::to_string(kLayer.at(folder)) + ") includes " + include.path +
                                       ": only folders of a smaller layer"));
            }
        }
    }
    return found;
}

Violations includes_not_from_the_root(const std::vector<SourceFile>& files) {
    std::set<std::string> known;
    for (const SourceFile& file : files) known.insert(file.path);
    Violations found;
    for (const SourceFile& file : files) {
        if (outside_the_layers(file.folder())) continue;
        for (const Include& include : file.includes) {
            const std::string target = include.path.substr(0, include.path.find('/'));
            const bool third_party = include.path.find('/') != std::string::npos && !kLayer.contains(target) && !target.starts_with('.');
            if (include.quoted && !third_party && !known.contains(include.path))
                found.push_back(
                    at(file, include.line, "\"" + include.path + "\": no file of the project has this path from the repository root"));
        }
    }
    return found;
}

Violations outside_things_without_their_owner(const std::vector<SourceFile>& files) {
    Violations found;
    for (const SourceFile& file : files) {
        if (outside_the_layers(file.folder())) continue;
        for (const OutsideThing& thing : outside_things()) {
            if (starts_with_any(file.path, thing.owners) || (thing.tests_too && is_test(file))) continue;
            const std::string rule = thing.name + " belongs to " + listed(thing.owners);
            for (const Include& include : file.includes) {
                if (std::regex_search(include.path, thing.include)) found.push_back(at(file, include.line, include.path + ": " + rule));
            }
            for (std::size_t i = 0; i < file.code.size(); ++i) {
                std::smatch match;
                if (std::regex_search(file.code[i], match, thing.word))
                    found.push_back(at(file, static_cast<int>(i) + 1, match.str() + ": " + rule));
            }
        }
    }
    return found;
}

Violations effects_in_library_code(const std::vector<SourceFile>& files) {
    static const std::regex effect{
        R"(\bstd::(cout|cerr|clog|cin|exit|quick_exit|abort|_Exit)\b|\bfmt::print(ln)?\b|\b(printf|fprintf|puts|putchar|getenv|secure_getenv|exit)\s*\()"
        R"(|\b(system_clock|steady_clock|high_resolution_clock)::now\b|\b(gettimeofday|clock_gettime|std::time)\s*\()"};
    Violations found;
    for (const SourceFile& file : files) {
        if (is_test(file) || file.folder() == "apps" || is_program(file)) continue;
        for (std::size_t i = 0; i < file.code.size(); ++i) {
            std::smatch match;
            if (std::regex_search(file.code[i], match, effect))
                found.push_back(at(file, static_cast<int>(i) + 1,
                                   match.str() + ": library code never prints, ends the process, or reads the environment or the clock"));
        }
    }
    return found;
}

Violations headers_out_of_form(const std::vector<SourceFile>& files) {
    Violations found;
    for (const SourceFile& file : files) {
        if (!file.is_header()) continue;
        if (std::ranges::none_of(file.code, [](const std::string& line) { return line.starts_with("#pragma once"); }))
            found.push_back(at(file, 1, "no #pragma once"));
        for (const Include& include : file.includes) {
            if (include.path.starts_with("nlohmann/")) found.push_back(at(file, include.line, include.path + ": in .cc files only"));
        }
    }
    return found;
}

Violations file_names_out_of_form(const std::vector<SourceFile>& files) {
    static const std::regex snake{R"([a-z0-9]+(_[a-z0-9]+)*\.(h|cc))"};
    static const std::regex kebab{R"([a-z0-9]+(-[a-z0-9]+)*\.(h|cc))"};
    Violations found;
    for (const SourceFile& file : files) {
        const bool ns3_dialect = file.folder() == "ns3-modules";
        if (!std::regex_match(file.name(), ns3_dialect ? kebab : snake))
            found.push_back(at(file, 1, ns3_dialect ? "kebab-case.h or .cc" : "snake_case.h or .cc"));
    }
    return found;
}

Violations oversize(const std::vector<SourceFile>& files) {
    Violations found;
    std::map<std::string, std::size_t> count;
    for (const SourceFile& file : files) {
        ++count[file.directory()];
        if (file.code.size() > kMaximumLines)
            found.push_back(at(file, static_cast<int>(file.code.size()),
                               "a file has at most " + std::to_string(kMaximumLines) + " lines: split it by concept"));
    }
    for (const auto& [directory, files_there] : count) {
        if (files_there > kMaximumFilesPerFolder)
            found.push_back(directory + "/: " + std::to_string(files_there) + " source files, at most " +
                            std::to_string(kMaximumFilesPerFolder) + ": make sub-folders by concept");
    }
    return found;
}

Violations ns3_targets_outside_their_folder(const std::vector<SourceFile>& build_files) {
    Violations found;
    for (const SourceFile& file : build_files) {
        if (file.folder() == "ns3-modules") continue;
        for (std::size_t i = 0; i < file.code.size(); ++i) {
            if (file.code[i].find("ns3::") != std::string::npos || file.code[i].find("find_package(ns3") != std::string::npos)
                found.push_back(at(file, static_cast<int>(i) + 1, "ns-3 is found and linked in ns3-modules/ only; use d2c_ns3_program"));
        }
    }
    return found;
}

}  // namespace d2c::architecture
