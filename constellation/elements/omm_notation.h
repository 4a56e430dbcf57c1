#pragma once
// The three notations of an Orbit Mean-elements Message taken apart into keywords and texts; meaning is omm.cc's.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace d2c::omm {

struct Field {
    std::string keyword;
    std::string value;  ///< without blanks around it and without quotes
    std::string unit;   ///< from the brackets of KVN, `deg`
    int line = 0;
};
struct Message {
    int line = 0;  ///< where it begins
    std::vector<Field> fields;
};

/// Each adds its faults; what could be taken apart is returned all the same, so that its content is checked too.
std::vector<Message> split_kvn(std::string_view text, std::string_view file, Faults& faults);
std::vector<Message> split_json(std::string_view text, std::string_view file, Faults& faults);
std::vector<Message> split_csv(std::string_view text, std::string_view file, Faults& faults);

}  // namespace d2c::omm
