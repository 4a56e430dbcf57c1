#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "scenarios/routes/track_file.h"

namespace d2c {
namespace {

using nlohmann::json;

/// Goes through a text and counts its lines, so that the parser's callback knows where it is.
class CountingIterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, int* line) : at_{at}, line_{line} {}
    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        if (*at_ == '\n') ++*line_;
        ++at_;
        return *this;
    }
    CountingIterator operator++(int) {
        CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

  private:
    const char* at_;
    int* line_;
};

bool is_list_of_scalars(const json& value) {
    return value.is_array() && !value.empty() &&
           std::all_of(value.begin(), value.end(), [](const json& item) { return item.is_primitive(); });
}

class GeoJsonReader {
  public:
    explicit GeoJsonReader(const std::string& file) : file_{file} {}

    Result<TrackFile> read(std::string_view text) {
        int line = 1;
        // A list of numbers or texts becomes {line, values}: the tree itself knows no lines.
        const auto note_line = [&](int, json::parse_event_t event, json& parsed) {
            if (event == json::parse_event_t::array_end && is_list_of_scalars(parsed))
                parsed = {{"line", line}, {"values", std::move(parsed)}};
            return true;
        };
        const json root =
            json::parse(CountingIterator{text.data(), &line}, CountingIterator{text.data() + text.size(), &line}, note_line, false);
        if (root.is_discarded()) return Fault{file_, line, "", "", "whole JSON"};
        object(root);
        if (track_.points.empty() && faults_.empty()) return Fault{file_, 1, "", "no line", "GeoJSON with a LineString or MultiLineString"};
        if (!faults_.empty()) return faults_;
        return std::move(track_);
    }

  private:
    void fault(int line, std::string field, std::string value, std::string allowed) {
        faults_.push_back({file_, line, std::move(field), std::move(value), std::move(allowed)});
    }
    static std::string word(const json& object, const char* key) {
        const auto found = object.is_object() ? object.find(key) : object.end();
        return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
    }
    static const json* child(const json& object, const char* key) {
        if (!object.is_object()) return nullptr;
        const auto found = object.find(key);
        return found == object.end() ? nullptr : &*found;
    }

    void object(const json& root) {
        const std::string type = word(root, "type");
        if (type == "FeatureCollection") {
            if (const json* features = child(root, "features"); features != nullptr && features->is_array())
                for (const json& item : *features) feature(item);
        } else if (type == "Feature") {
            feature(root);
        } else {
            geometry(root, nullptr);
        }
    }
    void feature(const json& item) {
        const json* properties = child(item, "properties");
        if (properties != nullptr) {
            if (track_.name.empty()) track_.name = word(*properties, "name");
            if (track_.carrier.empty()) track_.carrier = word(*properties, "carrier");
        }
        const json* times = properties == nullptr ? nullptr : child(*properties, "coordTimes");
        if (times == nullptr && properties != nullptr)
            if (const json* of_coordinates = child(*properties, "coordinateProperties")) times = child(*of_coordinates, "times");
        if (const json* shape = child(item, "geometry")) geometry(*shape, times);
    }
    void geometry(const json& shape, const json* times) {
        const std::string type = word(shape, "type");
        const json* coordinates = child(shape, "coordinates");
        if (type != "LineString" && type != "MultiLineString") return;
        if (coordinates == nullptr || !coordinates->is_array()) return fault(1, "coordinates", "missing", "a list of positions");
        const std::size_t before = track_.points.size();
        if (type == "LineString")
            for (const json& item : *coordinates) position(item);
        else
            for (const json& part : *coordinates)
                for (const json& item : part) position(item);
        if (times != nullptr) set_times(*times, before);
    }
    void position(const json& item) {
        const json* values = child(item, "values");
        const json* line = child(item, "line");
        const int at = line != nullptr && line->is_number_integer() ? line->get<int>() : 1;
        const bool numbers = values != nullptr && values->is_array() && values->size() >= 2 &&
                             std::all_of(values->begin(), values->end(), [](const json& v) { return v.is_number(); });
        const double longitude = numbers ? values->at(0).get<double>() : 0.0, latitude = numbers ? values->at(1).get<double>() : 0.0;
        const double height = numbers && values->size() > 2 ? values->at(2).get<double>() : 0.0;
        if (!numbers || !(std::abs(longitude) <= 180.0 && std::abs(latitude) <= 90.0 && height >= -1000.0 && height <= 50000.0))
            fault(at, "coordinates",
                  values != nullptr ? values->dump(-1, ' ', false, json::error_handler_t::replace).substr(0, 60) : "no list",
                  "longitude -180 to 180, latitude -90 to 90 [deg], and if at all height -1000 to 50000 [m]");
        TrackPoint point;
        point.place = {Angle::degrees(latitude), Angle::degrees(longitude), Metres{height}};
        track_.points.push_back(point);
        track_.lines.push_back(at);
    }
    void set_times(const json& times, std::size_t first) {
        const json* values = child(times, "values");
        const json* line = child(times, "line");
        const int at = line != nullptr && line->is_number_integer() ? line->get<int>() : 1;
        const std::size_t count = track_.points.size() - first;
        if (values == nullptr || !values->is_array() || values->size() != count)
            return fault(at, "coordTimes", std::to_string(values != nullptr ? values->size() : 0),
                         "a time for each of the " + std::to_string(count) + " positions");
        for (std::size_t i = 0; i < count; ++i) {
            const json& value = values->at(i);
            if (value.is_string()) track_.points[first + i].at = parse_zoned(value.get<std::string>());
            if (!track_.points[first + i].at)
                fault(at, "coordTimes", value.is_string() ? value.get<std::string>() : "no text",
                      "a time with its zone, 2026-05-30T12:00:00Z");
        }
    }

    const std::string& file_;
    TrackFile track_;
    Faults faults_;
};

}  // namespace

Result<TrackFile> read_geojson(std::string_view text, const std::string& file) { return GeoJsonReader{file}.read(text); }

}  // namespace d2c
