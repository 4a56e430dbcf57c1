#pragma once
// Bad input is a value: every fault says where, what stood there and what is allowed.

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace d2c {

/// One fault of an input. Printed as `FILE:LINE: FIELD: VALUE: what is allowed [unit]`.
struct Fault {
    std::string file;
    int line = 0;         ///< 1-based; 0 where the input has no lines (an option, a missing file)
    std::string field;    ///< dotted path, `constellation.starlink-v2.launches.per_month`
    std::string value;    ///< as it stood in the input
    std::string allowed;  ///< range, choice or rule, with unit
    auto operator<=>(const Fault&) const = default;
};
std::string to_string(const Fault& fault);
using Faults = std::vector<Fault>;

/// A value, or the faults that prevented it.
template <class T>
class Result {
  public:
    Result(T value) : content_{std::move(value)} {}
    Result(Faults faults) : content_{std::move(faults)} {}
    Result(Fault fault) : content_{Faults{std::move(fault)}} {}
    explicit operator bool() const { return content_.index() == 0; }
    /// Precondition: holds a value.
    T& value() & { return std::get<0>(content_); }
    const T& value() const& { return std::get<0>(content_); }
    T&& value() && { return std::get<0>(std::move(content_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    /// Empty where there is a value.
    const Faults& faults() const {
        static const Faults none;
        return content_.index() == 1 ? std::get<1>(content_) : none;
    }

  private:
    std::variant<T, Faults> content_;
};

}  // namespace d2c
