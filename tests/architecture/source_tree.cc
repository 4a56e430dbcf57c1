#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <regex>
#include <set>
#include <sstream>

namespace d2c::architecture {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// Blanks comments, and the contents of string and character literals if asked; newlines stay where they are.
std::string blank(const std::string& text, bool literals_too) {
    std::string out = text;
    const auto blank_range = [&out](std::size_t from, std::size_t to) {
        for (std::size_t k = from; k < std::min(to, out.size()); ++k) {
            if (out[k] != '\n') out[k] = ' ';
        }
    };
    std::size_t i = 0;
    while (i < text.size()) {
        std::size_t end = i + 1;
        if (text.compare(i, 2, "//") == 0) {
            end = std::min(text.find('\n', i), text.size());
            blank_range(i, end);
        } else if (text.compare(i, 2, "/*") == 0) {
            const std::size_t close = text.find("*/", i + 2);
            end = close == std::string::npos ? text.size() : close + 2;
            blank_range(i, end);
        } else if (text.compare(i, 2, "R\"") == 0 && text.find('(', i) != std::string::npos) {
            std::string delimiter{")"};
            delimiter.append(text, i + 2, text.find('(', i) - i - 2).push_back('"');
            const std::size_t close = text.find(delimiter, i);
            end = close == std::string::npos ? text.size() : close + delimiter.size();
            if (literals_too) blank_range(i, end);
        } else if (text[i] == '\'' && i > 0 && std::isxdigit(static_cast<unsigned char>(text[i - 1]))) {
            end = i + 1;  // digit separator, 10'000
        } else if (text[i] == '"' || text[i] == '\'') {
            while (end < text.size() && text[end] != text[i] && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
            if (literals_too) blank_range(i + 1, end);
            ++end;
        }
        i = end;
    }
    return out;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

void walk(const std::filesystem::path& root, const std::function<void(const std::filesystem::path&)>& visit) {
    for (auto it = std::filesystem::recursive_directory_iterator{root}; it != std::filesystem::end(it); ++it) {
        const std::string name = it->path().filename().string();
        if (it->is_directory()) {
            if (name.starts_with('.') || name == "node_modules" || (name == "build" && it.depth() == 0)) it.disable_recursion_pending();
        } else if (it->is_regular_file()) {
            visit(it->path());
        }
    }
}

}  // namespace

std::string SourceFile::folder() const { return path.substr(0, path.find('/')); }
std::string SourceFile::directory() const { return path.substr(0, path.rfind('/')); }
std::string SourceFile::name() const { return path.substr(path.rfind('/') + 1); }
bool SourceFile::is_header() const { return path.ends_with(".h") || path.ends_with(".hh") || path.ends_with(".hpp"); }

SourceFile parse_source(std::string path, const std::string& text) {
    static const std::regex directive{R"(^\s*#\s*include\s*(["<])([^">]+)[">])"};
    SourceFile file{std::move(path), lines_of(blank(text, true)), {}};
    int number = 0;
    for (const std::string& line : lines_of(blank(text, false))) {
        ++number;
        std::smatch match;
        if (std::regex_search(line, match, directive)) file.includes.push_back({number, match[2], match[1] == "\""});
    }
    return file;
}

std::vector<SourceFile> read_sources(const std::filesystem::path& root) {
    static const std::set<std::string> extensions{".h", ".cc", ".hh", ".hpp", ".hxx", ".cpp", ".cxx", ".c"};
    std::vector<SourceFile> files;
    walk(root, [&](const std::filesystem::path& path) {
        std::filesystem::path source = path.lexically_relative(root);
        if (source.extension() == ".in") source.replace_extension();
        if (extensions.contains(source.extension().string())) files.push_back(parse_source(source.generic_string(), content_of(path)));
    });
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::vector<SourceFile> read_build_files(const std::filesystem::path& root) {
    std::vector<SourceFile> files;
    walk(root, [&](const std::filesystem::path& path) {
        if (path.filename() == "CMakeLists.txt" || path.extension() == ".cmake")
            files.push_back({path.lexically_relative(root).generic_string(), lines_of(content_of(path)), {}});
    });
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

}  // namespace d2c::architecture
