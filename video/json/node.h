#pragma once
// A JSON text as a tree whose reading collects every fault with its path. The parser stays behind this header.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace d2c::json {

/// A value of the tree, or the place where one is missing. Holds the tree; cheap to copy.
class Node {
  public:
    bool present() const { return value_ != nullptr; }
    bool is_object() const;
    bool is_array() const;
    /// Elements of an array; 0 for anything else.
    std::size_t size() const;
    /// Missing where this is not an object or has no such key.
    Node operator[](const std::string& key) const;
    /// Missing where this is not an array or is shorter.
    Node element(std::size_t i) const;
    /// `I13.segments.3.bitrate`.
    const std::string& path() const { return path_; }
    /// The number, nothing for anything else.
    std::optional<double> number() const;
    std::optional<std::string> string() const;
    /// The value as it stands in the text, shortened to 60 characters; empty where it is missing.
    std::string text() const;
    /// A fault at this place.
    void refuse(Faults& faults, std::string allowed) const;
    /// The number if low <= number <= high; else a fault, and nothing. `allowed` names range and unit.
    std::optional<double> number_in(Faults& faults, double low, double high, const std::string& allowed) const;
    /// As `number_in`, with `fallback` where it is missing.
    std::optional<double> number_or(Faults& faults, double fallback, double low, double high, const std::string& allowed) const;

  private:
    friend Result<Node> parse(std::string_view text, const std::string& file);
    Node child(const void* value, const std::string& step) const;

    std::shared_ptr<const void> tree_;
    const void* value_ = nullptr;
    std::shared_ptr<const std::string> file_;
    std::string path_;
};

/// The root of a text; a fault with the line where it is not JSON.
Result<Node> parse(std::string_view text, const std::string& file);

}  // namespace d2c::json
