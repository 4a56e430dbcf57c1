#include <charconv>
#include <cmath>
#include <system_error>

#include "scenarios/table/reader.h"

namespace d2c::table {
namespace {

using yaml::Node;

/// Decimal number; nothing where the text is not one, NaN or infinity where it says so.
std::optional<double> decimal(std::string text) {
    if (text == ".nan" || text == ".NaN" || text == ".NAN") return std::numeric_limits<double>::quiet_NaN();
    if (text == ".inf" || text == "-.inf" || text == ".Inf" || text == "-.Inf") return std::numeric_limits<double>::infinity();
    if (text.size() > 1 && text[0] == '+' && text[1] != '-' && text[1] != '+') text.erase(0, 1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size() || text.empty()) return std::nullopt;
    if (error == std::errc::result_out_of_range) return std::numeric_limits<double>::infinity();
    if (error != std::errc{}) return std::nullopt;
    return value;
}

}  // namespace

Result<Value> leaf_value(const Spec& spec, const Node& node, const std::string& field) {
    const auto refuse = [&](std::string allowed = {}) {
        return Fault{node.document ? node.document->name : "", node.line, field, yaml::flow_text(node, 80),
                     allowed.empty() ? allowed_words(spec) : std::move(allowed)};
    };
    const bool list = spec.type == Type::kNumbers || spec.type == Type::kTexts;
    if (list ? node.kind != Node::Kind::kList : node.kind != Node::Kind::kScalar) return refuse();
    switch (spec.type) {
        case Type::kNumber: {
            const std::optional<double> v = node.quoted ? std::nullopt : decimal(node.text);
            if (!v || !(*v >= spec.minimum && *v <= spec.maximum) || !std::isfinite(*v)) return refuse();
            return Value{*v};
        }
        case Type::kWhole: {
            std::int64_t v = 0;
            const char* const end = node.text.data() + node.text.size();
            const auto [stop, error] = std::from_chars(node.text.data(), end, v);
            const auto d = static_cast<double>(v);
            if (node.quoted || stop != end || error != std::errc{} || !(d >= spec.minimum && d <= spec.maximum)) return refuse();
            return Value{v};
        }
        case Type::kYesNo:
            if (node.quoted || (node.text != "true" && node.text != "false")) return refuse();
            return Value{node.text == "true"};
        case Type::kText: {
            if (!spec.choices.empty()) {
                for (const std::string& choice : spec.choices)
                    if (choice == node.text) return Value{node.text};
                return refuse(spec.choices.size() > 1 ? allowed_words(spec) + "; the nearest is " + *nearest(node.text, spec.choices) : "");
            }
            if (node.text.empty() || (!spec.pattern.empty() && !matches(spec.pattern, node.text))) return refuse();
            return Value{node.text};
        }
        case Type::kQuarter: {
            const std::optional<Quarter> v = parse_quarter(node.text);
            if (!v) return refuse();
            return Value{*v};
        }
        case Type::kInstant: {
            const std::optional<Instant> v = parse_instant(node.text);
            if (!v) return refuse();
            return Value{*v};
        }
        case Type::kNumbers: {
            std::vector<double> values;
            for (const Node& item : node.items) {
                const std::optional<double> v = item.kind == Node::Kind::kScalar && !item.quoted ? decimal(item.text) : std::nullopt;
                if (!v || !(*v >= spec.minimum && *v <= spec.maximum) || !std::isfinite(*v)) return refuse();
                values.push_back(*v);
            }
            if (values.size() < spec.least_items || values.size() > spec.most_items) return refuse();
            return Value{std::move(values)};
        }
        case Type::kTexts: {
            std::vector<std::string> values;
            for (const Node& item : node.items) {
                if (item.kind != Node::Kind::kScalar || item.text.empty()) return refuse();
                values.push_back(item.text);
            }
            if (values.size() < spec.least_items || values.size() > spec.most_items) return refuse();
            return Value{std::move(values)};
        }
        case Type::kObject:
        case Type::kOverrides:
            break;
    }
    return refuse();
}

}  // namespace d2c::table
