#pragma once
// Checks that compare fields of a scenario: which could be read, and where a fault of one stands.

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "scenarios/yaml/tree.h"

namespace d2c {

class Check {
  public:
    Check(const yaml::Node& root, const std::vector<std::string>& unread, Faults& faults) : root_{root}, unread_{unread}, faults_{faults} {}

    /// Whether everything in these blocks, or these fields, could be read.
    bool sound(std::initializer_list<std::string> paths) const {
        for (const std::string& path : paths)
            for (const std::string& bad : unread_)
                if (bad.empty() || bad == path || bad.starts_with(path + '.') || path.starts_with(bad + '.')) return false;
        return true;
    }

    /// File and line of a field, or of the nearest block above that the files hold.
    std::pair<std::string, int> place_of(const std::string& path) const {
        const yaml::Node* node = &root_;
        for (std::size_t from = 0; from <= path.size();) {
            const std::size_t dot = std::min(path.find('.', from), path.size());
            const yaml::Node* next = node->find(path.substr(from, dot - from));
            if (!next || !next->document) break;
            node = next;
            from = dot + 1;
        }
        return {node->document ? node->document->name : "", node->line};
    }
    void fault(const std::string& path, std::string value, std::string allowed) {
        auto [file, line] = place_of(path);
        faults_.push_back({std::move(file), line, path, std::move(value), std::move(allowed)});
    }
    bool has(const std::string& path) const {
        const yaml::Node* node = &root_;
        for (std::size_t from = 0; node && from <= path.size();) {
            const std::size_t dot = std::min(path.find('.', from), path.size());
            node = node->find(path.substr(from, dot - from));
            from = dot + 1;
        }
        return node && node->kind != yaml::Node::Kind::kNull;
    }

  private:
    const yaml::Node& root_;
    const std::vector<std::string>& unread_;
    Faults& faults_;
};

}  // namespace d2c
