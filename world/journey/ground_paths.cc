#include "world/journey/ground_paths.h"

#include <cmath>

#include "base/constants.h"

namespace d2c {
namespace {

std::size_t place_of(UserPlane user_plane) { return user_plane == UserPlane::kHomeRouted ? 0 : 1; }

}  // namespace

GroundPaths::GroundPaths(const Fleet& fleet, const GroundSegment& ground, const TransportConfig& transport, Geodetic home_core,
                         double keep_s)
    : fleet_{&fleet}, ground_{&ground}, keep_s_{keep_s} {
    mesh_.closing = transport.mesh_closing;
    limits_.grazing_height = transport.grazing_height;
    for (const UserPlane plane : {UserPlane::kHomeRouted, UserPlane::kLocalBreakout})
        trees_[place_of(plane)].tails = ground_tails(ground, {plane, home_core, transport.content_s});
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
        std::vector<SatelliteLink> links = nearest_grid(meshed, at, mesh_);
        for (SatelliteLink& link : links) link = {meshed_place[link.a], meshed_place[link.b]};
        graph_ = graph_of(rows_.size(), links);
        now_.resize(rows_.size());
    }
    propagate_itrf(states_, at, 0, states_.size(), now_);
    link_lengths(graph_, now_, limits_, linked_, length_m_);
    for (Tree& tree : trees_) tree.ready = false;
    found_ = at;
}

GroundPaths::Tree& GroundPaths::tree(UserPlane user_plane, Instant at) {
    if (!found_ || std::abs(seconds_between(at, *found_)) >= keep_s_) renew(at);
    Tree& tree = trees_[place_of(user_plane)];
    if (!tree.ready) ways_to_content(*ground_, tree.tails, {}, now_, graph_, length_m_, tree.paths);
    tree.ready = true;
    return tree;
}

std::optional<GroundPaths::Way> GroundPaths::way(std::uint32_t satellite, UserPlane user_plane, Instant at) {
    const Tree& found = tree(user_plane, at);
    const std::uint32_t place = place_of_[satellite];
    if (place == kNoWay || found.paths.station[place] == kNoWay) return std::nullopt;
    const std::uint32_t gateway = found.paths.station[place];
    const GroundTail& tail = found.tails[gateway];
    return Way{nanoseconds_from_seconds(delay_in_space_s(found.paths, found.tails, ground_->forwarding, place)),
               nanoseconds_from_seconds(tail.core_s), nanoseconds_from_seconds(tail.home_s), gateway};
}

}  // namespace d2c
