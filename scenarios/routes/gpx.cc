#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstring>
#include <pugixml.hpp>

#include "scenarios/routes/track_file.h"

namespace d2c {
namespace {

class GpxReader {
  public:
    GpxReader(std::string_view text, const std::string& file) : text_{text}, file_{file} {
        for (std::size_t i = 0; i < text.size(); ++i)
            if (text[i] == '\n') line_ends_.push_back(i);
    }

    Result<TrackFile> read() {
        pugi::xml_document document;
        const pugi::xml_parse_result parsed = document.load_buffer(text_.data(), text_.size());
        if (!parsed) return Fault{file_, line_at(parsed.offset), "", parsed.description(), "whole XML"};
        const pugi::xml_node root = document.child("gpx");
        if (!root) return Fault{file_, line_of(document.first_child()), "", document.first_child().name(), "a <gpx> element, version 1.1"};
        if (const char* version = root.attribute("version").value(); std::strcmp(version, "1.1") != 0)
            return Fault{file_, line_of(root), "gpx.version", version, "1.1"};
        for (const pugi::xml_node track : root.children("trk")) {
            describe(track);
            for (const pugi::xml_node segment : track.children("trkseg"))
                for (const pugi::xml_node point : segment.children("trkpt")) add(point);
        }
        if (!root.child("trk"))
            for (const pugi::xml_node route : root.children("rte")) {
                describe(route);
                for (const pugi::xml_node point : route.children("rtept")) add(point);
            }
        if (track_.points.empty() && faults_.empty())
            return Fault{file_, line_of(root), "gpx", "no points", "a <trk> with <trkpt>, or a <rte> with <rtept>"};
        if (!faults_.empty()) return faults_;
        return std::move(track_);
    }

  private:
    int line_at(std::ptrdiff_t offset) const {
        const auto end =
            std::lower_bound(line_ends_.begin(), line_ends_.end(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
        return static_cast<int>(end - line_ends_.begin()) + 1;
    }
    int line_of(const pugi::xml_node& node) const { return line_at(node.offset_debug()); }
    void fault(const pugi::xml_node& node, const std::string& field, const std::string& value, const std::string& allowed) {
        faults_.push_back({file_, line_of(node), std::string{node.name()} + field, value, allowed});
    }
    void describe(const pugi::xml_node& track) {
        if (track_.name.empty()) track_.name = track.child_value("name");
        if (!track_.carrier.empty()) return;
        track_.carrier = track.child_value("type");
        track_.carrier_line = line_of(track.child("type") ? track.child("type") : track);
    }
    double coordinate(const pugi::xml_node& point, const char* name, double limit) {
        const pugi::xml_attribute attribute = point.attribute(name);
        const std::optional<double> value = parse_number(attribute.value());
        if (value && std::abs(*value) <= limit) return *value;
        fault(point, std::string{"."} + name, attribute ? attribute.value() : "missing",
              limit > 90.0 ? "-180 to 180 [deg]" : "-90 to 90 [deg]");
        return 0.0;
    }
    void add(const pugi::xml_node& point) {
        TrackPoint p;
        p.place.latitude = Angle::degrees(coordinate(point, "lat", 90.0));
        p.place.longitude = Angle::degrees(coordinate(point, "lon", 180.0));
        if (const pugi::xml_node height = point.child("ele")) {
            const std::optional<double> value = parse_number(height.child_value());
            if (value && *value >= -1000.0 && *value <= 50000.0)
                p.place.height = {*value};
            else
                fault(height, "", height.child_value(), "-1000 to 50000 [m]");
        }
        if (const pugi::xml_node time = point.child("time")) {
            p.at = parse_zoned(time.child_value());
            if (!p.at) fault(time, "", time.child_value(), "a time with its zone, 2026-05-30T12:00:00Z");
        }
        track_.points.push_back(p);
        track_.lines.push_back(line_of(point));
    }

    std::string_view text_;
    const std::string& file_;
    std::vector<std::size_t> line_ends_;
    TrackFile track_;
    Faults faults_;
};

}  // namespace

std::optional<double> parse_number(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t' || text.front() == '\r'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<Instant> parse_zoned(std::string_view text) {
    if (text.find('T') == std::string_view::npos) return std::nullopt;
    if (text.ends_with('Z')) return parse_instant(text);
    // +hh:mm
    if (text.size() < 7) return std::nullopt;
    const std::string_view zone = text.substr(text.size() - 6);
    const auto digit = [&](std::size_t i) { return zone[i] >= '0' && zone[i] <= '9'; };
    if ((zone[0] != '+' && zone[0] != '-') || zone[3] != ':' || !digit(1) || !digit(2) || !digit(4) || !digit(5)) return std::nullopt;
    const int minutes = 60 * (10 * (zone[1] - '0') + zone[2] - '0') + 10 * (zone[4] - '0') + zone[5] - '0';
    if (minutes > 14 * 60) return std::nullopt;  // XML Schema part 2, 3.2.7.3
    const auto local = parse_instant(std::string{text.substr(0, text.size() - 6)} + 'Z');
    if (!local) return std::nullopt;
    return zone[0] == '+' ? *local - std::chrono::minutes{minutes} : *local + std::chrono::minutes{minutes};
}

Result<TrackFile> read_gpx(std::string_view text, const std::string& file) { return GpxReader{text, file}.read(); }

}  // namespace d2c
