#pragma once
// The project's own sources as text: what they include and what their code says, comments and literals apart.

#include <filesystem>
#include <string>
#include <vector>

namespace d2c::architecture {

struct Include {
    int line;          ///< 1-based
    std::string path;  ///< as written between the quotes or brackets
    bool quoted;       ///< "path", else <path>
};

struct SourceFile {
    std::string path;               ///< from the repository root, with '/'
    std::vector<std::string> code;  ///< one per line, comments and the contents of literals blanked
    std::vector<Include> includes;
    std::string folder() const;     ///< first part of the path
    std::string directory() const;  ///< all but the file's name
    std::string name() const;
    bool is_header() const;
};

/// `text` is the file's content.
SourceFile parse_source(std::string path, const std::string& text);

/// Every C++ file under `root`, but not build/, dot folders and node_modules; sorted by path. A template `a.h.in` stands for the `a.h` that
/// CMake makes of it.
std::vector<SourceFile> read_sources(const std::filesystem::path& root);

/// Files of `root` named CMakeLists.txt or *.cmake, in `code` lines (comments kept); same exclusions.
std::vector<SourceFile> read_build_files(const std::filesystem::path& root);

}  // namespace d2c::architecture
