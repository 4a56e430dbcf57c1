#pragma once
// Table<T>: binds the fields of a table to the members of a struct.

#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "base/quantity.h"
#include "scenarios/table/spec.h"

namespace d2c::table {

/// From the unit in the key to the type inside; a pair that is missing here does not compile or, for a wrong suffix, is
/// found by the test that reads every field.
template <class M>
M from_unit(double v, const std::string& unit) {
    if constexpr (std::is_same_v<M, Hertz>)
        return unit == "MHz" ? Hertz::mega(v) : unit == "kHz" ? Hertz::kilo(v) : Hertz{v};
    else if constexpr (std::is_same_v<M, Metres>)
        return unit == "km" ? Metres::kilo(v) : Metres{v};
    else if constexpr (std::is_same_v<M, MetresPerSecond>)
        return MetresPerSecond{unit == "km/h" ? v / 3.6 : v};
    else if constexpr (std::is_same_v<M, Angle>)
        return Angle::degrees(v);
    else if constexpr (std::is_same_v<M, BitsPerSecond>)
        return BitsPerSecond{unit == "kbit/s" ? v * 1e3 : v};
    else
        return M{v};
}
template <class M>
struct Unwrapped {
    using type = M;
};
template <class M>
struct Unwrapped<std::optional<M>> {
    using type = M;
};

template <class T>
class Table {
  public:
    explicit Table(std::string doc) {
        spec_.type = Type::kObject;
        spec_.doc = std::move(doc);
    }

    /// `to`: a member of type double or quantity, or a function (T&, double). The unit is the one in the key's suffix.
    template <class F>
    Spec& number(std::string key, double minimum, double maximum, F to, std::string doc) {
        Spec& s = leaf(std::move(key), Type::kNumber, std::move(doc));
        s.minimum = minimum;
        s.maximum = maximum;
        s.set = [to, unit = s.unit](void* owner, const std::string&, const Value& v) {
            T& t = *static_cast<T*>(owner);
            const double d = std::get<double>(v);
            if constexpr (std::is_member_object_pointer_v<F>)
                t.*to = from_unit<typename Unwrapped<std::remove_reference_t<decltype(t.*to)>>::type>(d, unit);
            else
                to(t, d);
        };
        return s;
    }
    template <class F>
    Spec& whole(std::string key, double minimum, double maximum, F to, std::string doc) {
        Spec& s = leaf(std::move(key), Type::kWhole, std::move(doc));
        s.minimum = minimum;
        s.maximum = maximum;
        s.set = [to](void* owner, const std::string&, const Value& v) {
            T& t = *static_cast<T*>(owner);
            const std::int64_t i = std::get<std::int64_t>(v);
            if constexpr (std::is_member_object_pointer_v<F>)
                t.*to = static_cast<std::remove_reference_t<decltype(t.*to)>>(i);
            else
                to(t, i);
        };
        return s;
    }
    template <class F>
    Spec& yes_no(std::string key, F to, std::string doc) {
        return typed<bool>(std::move(key), Type::kYesNo, to, std::move(doc));
    }
    template <class F>
    Spec& text(std::string key, F to, std::string doc) {
        return typed<std::string>(std::move(key), Type::kText, to, std::move(doc));
    }
    template <class F>
    Spec& area(std::string key, F to, std::string doc) {
        Spec& s = text(std::move(key), to, std::move(doc));
        s.pattern = kAreaKey.pattern;
        s.pattern_words = kAreaKey.words;
        return s;
    }
    template <class F>
    Spec& identifier(std::string key, F to, std::string doc) {
        Spec& s = text(std::move(key), to, std::move(doc));
        s.pattern = kIdKey.pattern;
        s.pattern_words = kIdKey.words;
        return s;
    }
    template <class E, class F>
    Spec& choice(std::string key, std::vector<std::pair<std::string, E>> words, F to, std::string doc) {
        Spec& s = leaf(std::move(key), Type::kText, std::move(doc));
        for (const auto& [word, value] : words) s.choices.push_back(word);
        s.set = [words = std::move(words), to](void* owner, const std::string&, const Value& v) {
            for (const auto& [word, value] : words)
                if (word == std::get<std::string>(v)) {
                    if constexpr (std::is_member_object_pointer_v<F>)
                        static_cast<T*>(owner)->*to = value;
                    else
                        to(*static_cast<T*>(owner), value);
                }
        };
        return s;
    }
    template <class F>
    Spec& quarter(std::string key, F to, std::string doc) {
        return typed<Quarter>(std::move(key), Type::kQuarter, to, std::move(doc));
    }
    template <class F>
    Spec& instant(std::string key, F to, std::string doc) {
        return typed<Instant>(std::move(key), Type::kInstant, to, std::move(doc));
    }
    template <class F>
    Spec& numbers(std::string key, std::size_t count, double minimum, double maximum, F to, std::string doc) {
        Spec& s = typed<std::vector<double>>(std::move(key), Type::kNumbers, to, std::move(doc));
        s.minimum = minimum;
        s.maximum = maximum;
        s.least_items = s.most_items = count;
        return s;
    }
    template <class F>
    Spec& texts(std::string key, std::size_t least, F to, std::string doc) {
        Spec& s = typed<std::vector<std::string>>(std::move(key), Type::kTexts, to, std::move(doc));
        s.least_items = least;
        return s;
    }

    /// `to`: a member, or a function T& -> U&.
    template <class U, class F>
    Spec& block(std::string key, Table<U> inner, F to) {
        Spec s = std::move(inner).take();
        s.key = std::move(key);
        s.enter = [to](void* owner, const std::string&) -> void* { return &static_cast<U&>(std::invoke(to, *static_cast<T*>(owner))); };
        spec_.fields.push_back(std::move(s));
        return spec_.fields.back();
    }
    /// Further keys, each an object: `to` is a function (T&, key) -> U& that makes room for one.
    template <class U, class F>
    Spec& each(const KeyRule& rule, Table<U> inner, F to) {
        auto s = std::make_shared<Spec>(std::move(inner).take());
        s->enter = [to](void* owner, const std::string& key) -> void* { return &static_cast<U&>(to(*static_cast<T*>(owner), key)); };
        spec_.others = Spec::Others{rule, s};
        return *s;
    }
    /// Further keys, each a number: `to` is a function (T&, key, double).
    template <class F>
    Spec& each_number(const KeyRule& rule, std::string unit, double minimum, double maximum, F to, std::string doc) {
        auto s = std::make_shared<Spec>();
        s->type = Type::kNumber;
        s->unit = std::move(unit);
        s->doc = std::move(doc);
        s->minimum = minimum;
        s->maximum = maximum;
        s->set = [to](void* owner, const std::string& key, const Value& v) { to(*static_cast<T*>(owner), key, std::get<double>(v)); };
        spec_.others = Spec::Others{rule, s};
        return *s;
    }
    Spec& overrides(std::string key, std::string doc) {
        Spec map;
        map.key = std::move(key);
        map.type = Type::kObject;
        map.doc = doc;
        auto s = std::make_shared<Spec>();
        s->type = Type::kOverrides;
        s->doc = "values that replace those of the file, by dotted path";
        map.others = Spec::Others{kProfileKey, s};
        spec_.fields.push_back(std::move(map));
        return spec_.fields.back();
    }
    /// Where the object's id goes: the catalogue entry's, or the key it stands under.
    Table& named_into(std::string T::*member) {
        spec_.name_it = [member](void* object, const std::string& id) { static_cast<T*>(object)->*member = id; };
        return *this;
    }
    Table& either(std::vector<std::vector<std::string>> alternatives) {
        spec_.alternatives = std::move(alternatives);
        return *this;
    }
    Table& not_here(std::string key, std::string why) {
        spec_.not_here.emplace_back(std::move(key), std::move(why));
        return *this;
    }
    Spec take() && { return std::move(spec_); }

  private:
    Spec& leaf(std::string key, Type type, std::string doc) {
        Spec s;
        s.type = type;
        s.unit = unit_of_key(key);
        s.key = std::move(key);
        s.doc = std::move(doc);
        spec_.fields.push_back(std::move(s));
        return spec_.fields.back();
    }
    template <class V, class F>
    Spec& typed(std::string key, Type type, F to, std::string doc) {
        Spec& s = leaf(std::move(key), type, std::move(doc));
        s.set = [to](void* owner, const std::string&, const Value& v) {
            if constexpr (std::is_member_object_pointer_v<F>)
                static_cast<T*>(owner)->*to = std::get<V>(v);
            else
                to(*static_cast<T*>(owner), std::get<V>(v));
        };
        return s;
    }

    Spec spec_;
};

}  // namespace d2c::table
