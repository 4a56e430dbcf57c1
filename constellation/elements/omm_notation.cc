#include "constellation/elements/omm_notation.h"

#include <fmt/format.h>

#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "constellation/elements/scan.h"

namespace d2c::omm {
namespace {

/// `51.6 [deg]`: CCSDS 502.0-B-3, 7.7. A text may hold brackets of its own; only a number's are units.
void split_unit(Field& field) {
    if (field.value.empty() || field.value.back() != ']') return;
    const std::size_t open = field.value.find('[');
    const std::string_view before = trim(std::string_view{field.value}.substr(0, open));
    if (before.empty() || before.find_first_not_of("+-.0123456789eE") != std::string_view::npos) return;
    field.unit = field.value.substr(open + 1, field.value.size() - open - 2);
    field.value = std::string{before};
}

/// The position that a parser has reached, for it to be asked while it calls back.
class Cursor {
  public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;
    Cursor(const char* at, const char** reached) : at_{at}, reached_{reached} {}
    reference operator*() const { return *at_; }
    Cursor& operator++() {
        ++at_;
        if (at_ > *reached_) *reached_ = at_;
        return *this;
    }
    Cursor operator++(int) {
        const Cursor before = *this;
        ++*this;
        return before;
    }
    bool operator==(const Cursor& other) const { return at_ == other.at_; }
    bool operator!=(const Cursor& other) const { return at_ != other.at_; }

  private:
    const char* at_;
    const char** reached_;
};

/// Takes an object, or the objects of an array, apart into messages. What lies deeper is passed over, with a place held for it.
class JsonMessages : public nlohmann::json_sax<nlohmann::json> {
  public:
    JsonMessages(std::string_view text, std::string_view file, Faults& faults)
        : reached_{text.data()}, counted_{text.data()}, file_{file}, faults_{faults} {}
    const char** reached() { return &reached_; }
    std::vector<Message> take() { return std::move(messages_); }

    bool null() override { return value(std::nullopt); }
    bool boolean(bool b) override { return value(b ? "true" : "false"); }
    bool number_integer(number_integer_t n) override { return value(std::to_string(n)); }
    bool number_unsigned(number_unsigned_t n) override { return value(std::to_string(n)); }
    bool number_float(number_float_t, const string_t& text) override { return value(text); }
    bool string(string_t& text) override { return value(std::string{trim(text)}); }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override {
        if (in_message_) {
            if (deeper_++ == 0) value_held("an object");
        } else {
            in_message_ = true;
            messages_.push_back({line(), {}});
        }
        return true;
    }
    bool end_object() override {
        if (deeper_ > 0)
            --deeper_;
        else
            in_message_ = false;
        return true;
    }
    bool start_array(std::size_t) override {
        if (in_message_) {
            if (deeper_++ == 0) value_held("an array");
        } else if (array_++ > 0) {
            not_a_message("an array");
            return false;  // brackets in brackets: one fault says it
        }
        return true;
    }
    bool end_array() override {
        if (deeper_ > 0)
            --deeper_;
        else
            --array_;
        return true;
    }
    bool key(string_t& name) override {
        if (deeper_ == 0) {
            keyword_ = name;
            keyword_line_ = line();
        }
        return true;
    }
    bool parse_error(std::size_t, const std::string& token, const nlohmann::detail::exception&) override {
        faults_.push_back({std::string{file_}, line(), "JSON", token, "an object, or an array of objects, of OMM keywords"});
        if (in_message_) messages_.pop_back();  // incomplete: nothing of it can be said to be missing
        return false;
    }

  private:
    int line() {
        for (; counted_ < reached_; ++counted_) lines_ += *counted_ == '\n' ? 1 : 0;
        return lines_;
    }
    void not_a_message(const std::string& what) {
        faults_.push_back({std::string{file_}, line(), "message", what, "an object of OMM keywords"});
    }
    void value_held(const char* what) { messages_.back().fields.push_back({keyword_, what, "", keyword_line_}); }
    bool value(const std::optional<std::string>& text) {
        if (deeper_ > 0) return true;
        if (!in_message_)
            not_a_message(text.value_or("null"));
        else if (text)  // null: not given
            messages_.back().fields.push_back({keyword_, *text, "", keyword_line_});
        return true;
    }

    const char* reached_;
    const char* counted_;
    int lines_ = 1;
    std::string_view file_;
    Faults& faults_;
    std::vector<Message> messages_;
    std::string keyword_;
    int keyword_line_ = 0;
    bool in_message_ = false;
    std::size_t deeper_ = 0, array_ = 0;
};

/// One row of comma-separated values, RFC 4180: quotes around a cell, doubled inside it. Nothing where a quote is left open.
std::optional<std::vector<std::string>> cells_of(std::string_view row) {
    std::vector<std::string> cells{""};
    bool quoted = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const char c = row[i];
        if (quoted && c == '"' && i + 1 < row.size() && row[i + 1] == '"')
            cells.back() += row[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else
            cells.back() += c;
    }
    if (quoted) return std::nullopt;
    for (std::string& cell : cells) cell = std::string{trim(cell)};
    return cells;
}

}  // namespace

std::vector<Message> split_kvn(std::string_view text, std::string_view file, Faults& faults) {
    std::vector<Message> messages;
    for (Lines lines{text}; lines.next();) {
        const std::string_view line = trim(lines.line());
        if (line.empty() || line == "COMMENT" || line.starts_with("COMMENT ")) continue;
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) {
            faults.push_back({std::string{file}, lines.number(), "line", std::string{line}, "KEYWORD = value, or COMMENT"});
            continue;
        }
        Field field{std::string{trim(line.substr(0, equals))}, std::string{trim(line.substr(equals + 1))}, "", lines.number()};
        split_unit(field);
        if (messages.empty() || field.keyword == "CCSDS_OMM_VERS") messages.push_back({lines.number(), {}});
        messages.back().fields.push_back(std::move(field));
    }
    return messages;
}

std::vector<Message> split_json(std::string_view text, std::string_view file, Faults& faults) {
    JsonMessages messages{text, file, faults};
    nlohmann::json::sax_parse(Cursor{text.data(), messages.reached()}, Cursor{text.data() + text.size(), messages.reached()}, &messages);
    return messages.take();
}

std::vector<Message> split_csv(std::string_view text, std::string_view file, Faults& faults) {
    std::vector<Message> messages;
    std::vector<std::string> heading;
    for (Lines lines{text}; lines.next();) {
        const std::string_view row = trim_right(lines.line());
        if (row.empty()) continue;
        auto cells = cells_of(row);
        if (!cells) {
            faults.push_back({std::string{file}, lines.number(), "row", std::string{row}, "every quote closed in its row"});
        } else if (heading.empty()) {
            heading = std::move(*cells);
        } else if (cells->size() != heading.size()) {
            faults.push_back({std::string{file}, lines.number(), "row", fmt::format("{} cells", cells->size()),
                              fmt::format("{}, as the heading", heading.size())});
        } else {
            Message message{lines.number(), {}};
            for (std::size_t i = 0; i < heading.size(); ++i)
                if (!(*cells)[i].empty()) message.fields.push_back({heading[i], std::move((*cells)[i]), "", lines.number()});
            messages.push_back(std::move(message));
        }
    }
    return messages;
}

}  // namespace d2c::omm
