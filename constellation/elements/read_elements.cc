#include "constellation/elements/read_elements.h"

#include <array>
#include <utility>

#include "constellation/elements/omm.h"
#include "constellation/elements/scan.h"

namespace d2c {
namespace {

std::string_view without_byte_order_mark(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return text;
}

std::string_view first_line(std::string_view text) {
    for (Lines lines{text}; lines.next();)
        if (const std::string_view line = trim(lines.line()); !line.empty()) return line;
    return {};
}

bool has_cell(std::string_view row, std::string_view wanted) {
    while (true) {
        const std::size_t comma = row.find(',');
        std::string_view cell = trim(row.substr(0, comma));
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
        if (cell == wanted) return true;
        if (comma == std::string_view::npos) return false;
        row.remove_prefix(comma + 1);
    }
}

}  // namespace

ElementNotation notation_of(std::string_view text) {
    const std::string_view line = first_line(without_byte_order_mark(text));
    if (line.starts_with('{') || line.starts_with('[')) return ElementNotation::kOmmJson;
    if (line.find(',') != std::string_view::npos && has_cell(line, "EPOCH")) return ElementNotation::kOmmCsv;
    constexpr std::array kFirstKeywords{"CCSDS_OMM_VERS", "CLASSIFICATION", "CREATION_DATE", "ORIGINATOR", "MESSAGE_ID", "OBJECT_NAME"};
    const std::string_view keyword = trim(line.substr(0, line.find('=')));
    for (const char* first : kFirstKeywords)
        if (keyword == first && keyword.size() < line.size()) return ElementNotation::kOmmKvn;
    if (line.starts_with("COMMENT ")) return ElementNotation::kOmmKvn;
    return ElementNotation::kTle;
}

const char* notation_name(ElementNotation notation) {
    switch (notation) {
        case ElementNotation::kOmmKvn:
            return "OMM in KVN";
        case ElementNotation::kOmmJson:
            return "OMM in JSON";
        case ElementNotation::kOmmCsv:
            return "OMM in CSV";
        case ElementNotation::kTle:
            break;
    }
    return "two-line elements";
}

Result<ElementFile> read_elements(std::string_view text, std::string_view file_name, const TleLeniency& leniency) {
    text = without_byte_order_mark(text);
    if (const std::string_view line = first_line(text); line.starts_with("<?xml") || line.starts_with("<ndm") || line.starts_with("<omm"))
        return Fault{std::string{file_name}, 0, "notation", "XML", "two-line elements, or OMM in KVN, JSON or CSV"};
    ElementFile file;
    file.notation = notation_of(text);
    auto sets = file.notation == ElementNotation::kTle       ? read_tle(text, file_name, leniency, file.warnings)
                : file.notation == ElementNotation::kOmmKvn  ? read_omm(text, file_name, OmmNotation::kKvn)
                : file.notation == ElementNotation::kOmmJson ? read_omm(text, file_name, OmmNotation::kJson)
                                                             : read_omm(text, file_name, OmmNotation::kCsv);
    if (!sets) return sets.faults();
    file.sets = std::move(*sets);
    return file;
}

}  // namespace d2c
