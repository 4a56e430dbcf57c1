#pragma once
// The table of fields: one description from which reading, checking, defaults, JSON Schema and documentation come.
// A Spec is free of types so that one walk serves all uses; Table<T> (table/table.h) binds it to the members of a struct.

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.h"

namespace d2c::table {

using Value = std::variant<double, std::int64_t, bool, std::string, Quarter, Instant, std::vector<double>, std::vector<std::string>>;

enum class Type {
    kNumber,
    kWhole,    ///< whole number
    kYesNo,    ///< true or false
    kText,     ///< free, or one of `choices`, or of the form `pattern`
    kQuarter,  ///< 2026Q2
    kInstant,  ///< 2026-05-30T12:00:00Z or 2026-05-30
    kNumbers,  ///< list of numbers
    kTexts,    ///< list of texts
    kObject,
    kOverrides,  ///< dotted path -> any value
};

/// How a reference to a catalogue, `folder/file#entry`, is taken.
enum class Reference {
    kNone,
    kEntry,    ///< one entry; without `#entry` it is `default`, or the only one
    kEntries,  ///< without `#`: all entries of the file, as a map
    kFile,     ///< the whole file, with the fields beside `entries`
    kMerged,   ///< the map in field `merged_field` of one entry, or of several (a list), put together
};

/// How the values in force are listed.
enum class Listing {
    kFields,  ///< a row per field
    kRow,     ///< a row for the object; its fields only where something replaced them
    kCount,   ///< one row that counts the entries of the map
};

struct KeyRule {
    std::string name;     ///< in documentation, `<id>`
    std::string pattern;  ///< ECMAScript regular expression, anchored
    std::string words;    ///< what is allowed
};
extern const KeyRule kIdKey;       ///< lower-case letters, digits and hyphens
extern const KeyRule kAreaKey;     ///< ISO 3166-1 alpha-2
extern const KeyRule kNumberKey;   ///< digits
extern const KeyRule kProfileKey;  ///< name of a profile

struct Spec {
    std::string key;
    Type type = Type::kObject;
    std::string unit;
    std::string doc;
    bool required = false;
    bool optional = false;  ///< objects: absent means absent, not "all defaults"
    std::optional<std::string> fallback;
    std::string fallback_source;
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
    std::vector<std::string> choices;
    std::string pattern, pattern_words;  ///< of a text
    std::size_t least_items = 0, most_items = std::numeric_limits<std::size_t>::max();

    std::vector<Spec> fields;
    struct Others {
        KeyRule rule;
        std::shared_ptr<const Spec> spec;
    };
    std::optional<Others> others;  ///< an object with further keys: a map
    /// Of each inner list all fields or none; exactly one list must be there.
    std::vector<std::vector<std::string>> alternatives;
    std::vector<std::pair<std::string, std::string>> not_here;  ///< key, why it has no meaning in this object

    Reference reference = Reference::kNone;
    std::string catalogue;     ///< name in `schema: d2c.catalogue.<name>/1`
    std::string merged_field;  ///< see Reference::kMerged
    Listing listing = Listing::kFields;
    /// An object that stands inline need not be whole: what it leaves out is that of the entry `fallback` names.
    bool completed_by_fallback = false;

    /// Leaf: puts a checked value into its owner; `key` is the map key for an entry of a map.
    std::function<void(void* owner, const std::string& key, const Value& value)> set;
    /// Object: the place inside the owner where its fields go.
    std::function<void*(void* owner, const std::string& key)> enter;
    /// Object that came from a catalogue entry, or stands inline: told the entry's id.
    std::function<void(void* object, const std::string& id)> name_it;

    const Spec* find(std::string_view field) const;

    Spec& needed() {
        required = true;
        return *this;
    }
    Spec& if_present() {
        optional = true;
        return *this;
    }
    /// The value in force where the file says nothing, as YAML, and why.
    Spec& otherwise(std::string text, std::string source) {
        fallback = std::move(text);
        fallback_source = std::move(source);
        return *this;
    }
    Spec& from_catalogue(std::string name, Reference how, std::string field = {}) {
        catalogue = std::move(name);
        reference = how;
        merged_field = std::move(field);
        return *this;
    }
    Spec& completed() {
        completed_by_fallback = true;
        return *this;
    }
    Spec& in_unit(std::string text) {
        unit = std::move(text);
        return *this;
    }
    Spec& listed(Listing how) {
        listing = how;
        return *this;
    }
};

/// Unit that a key's suffix names, as printed: `altitude_km` -> `km`. Empty without a known suffix.
std::string unit_of_key(std::string_view key);
/// Range or choices in words with the unit, as faults and documentation print it: `160 to 2000 [km]`.
std::string allowed_words(const Spec& spec);
/// `number`, `whole number`, `date`, …
std::string type_words(const Spec& spec);
/// Shortest decimal that reads back as the same double.
std::string number_text(double value);
bool matches(const std::string& pattern, const std::string& text);
/// The candidate with the least edit distance (insert, delete, replace, swap neighbours); nothing without candidates.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);
/// ` the nearest is 'step_s'`, or the candidates where none is near.
std::string nearest_words(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace d2c::table
