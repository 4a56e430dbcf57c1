#include "world/journey/ground_paths.h"

#include <cmath>

#include "base/constants.h"

namespace d2c {
namespace {

std::chrono::nanoseconds nanoseconds(double seconds) { return nanoseconds_from_seconds(seconds); }

}  // namespace

GroundPaths::GroundPaths(const Fleet& fleet, const GroundSegment& ground, Geodetic home_core, double keep_s)
    : fleet_{&fleet}, ground_{&ground}, keep_s_{keep_s} {
    for (const UserPlane plane : {UserPlane::kHomeRouted, UserPlane::kLocalBreakout}) {
        Tree& tree = trees_[plane == UserPlane::kHomeRouted ? 0 : 1];
        tree.anchor.user_plane = plane;
        tree.anchor.home_core = home_core;
        tree.tails = ground_tails(ground, tree.anchor);
    }
}

void GroundPaths::renew(Instant at) {
    std::vector<std::uint32_t> rows = in_service(*fleet_, at);
    if (rows != rows_) {
        rows_ = std::move(rows);
        place_of_.assign(fleet_->size(), kNoWay);
        states_.clear();
        linked_.clear();
        std::vector<MeanState> meshed;
        std::vector<std::uint32_t> meshed_place;
        for (std::uint32_t i = 0; i < rows_.size(); ++i) {
            place_of_[rows_[i]] = i;
            states_.push_back(fleet_->states[rows_[i]]);
            linked_.push_back(fleet_->payloads[fleet_->payload[rows_[i]]].inter_satellite_links ? 1 : 0);
            if (linked_.back() == 0) continue;
            meshed.push_back(states_.back());
            meshed_place.push_back(i);
        }
        std::vector<SatelliteLink> links = nearest_grid(meshed, at);
        for (SatelliteLink& link : links) link = {meshed_place[link.a], meshed_place[link.b]};
        graph_ = graph_of(rows_.size(), links);
        now_.resize(rows_.size());
    }
    propagate_itrf(states_, at, 0, states_.size(), now_);
    link_lengths(graph_, now_, LinkLimits{}, linked_, length_m_);
    for (Tree& tree : trees_) tree.ready = false;
    found_ = at;
}

GroundPaths::Tree& GroundPaths::tree(UserPlane user_plane, Instant at) {
    if (!found_ || std::abs(seconds_between(at, *found_)) >= keep_s_) renew(at);
    Tree& tree = trees_[user_plane == UserPlane::kHomeRouted ? 0 : 1];
    if (!tree.ready) ways_to_content(*ground_, tree.tails, {}, now_, graph_, length_m_, tree.paths);
    tree.ready = true;
    return tree;
}

std::optional<GroundPaths::Way> GroundPaths::way(std::uint32_t satellite, UserPlane user_plane, Instant at) {
    const Tree& found = tree(user_plane, at);
    const std::uint32_t place = place_of_[satellite];
    if (place == kNoWay || found.paths.station[place] == kNoWay) return std::nullopt;
    const GroundTail& tail = found.tails[found.paths.station[place]];
    return Way{nanoseconds(delay_in_space_s(found.paths, found.tails, ground_->forwarding, place)), nanoseconds(tail.core_s),
               nanoseconds(tail.home_s)};
}

std::vector<DelayComponent> GroundPaths::components(std::uint32_t satellite, UserPlane user_plane, Instant at, Metres service_link) {
    const Tree& found = tree(user_plane, at);
    const std::uint32_t place = place_of_[satellite];
    if (place == kNoWay) return {};
    return delay_components(*ground_, found.tails, found.anchor, now_, found.paths, place, service_link);
}

}  // namespace d2c
