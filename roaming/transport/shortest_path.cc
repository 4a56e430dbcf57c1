#include "roaming/transport/shortest_path.h"

#include <algorithm>
#include <functional>

namespace d2c {

void shortest_paths(const LinkGraph& graph, std::span<const double> length_m, double per_hop_m, std::span<const PathEnd> ends,
                    PathTree& tree) {
    const std::size_t n = graph.satellites();
    tree.cost_m.assign(n, std::numeric_limits<double>::infinity());
    tree.next.assign(n, kNoWay);
    tree.station.assign(n, kNoWay);
    auto& heap = tree.heap;
    heap.clear();
    const std::greater<> later;
    const auto offer = [&](std::uint32_t satellite, double cost_m, std::uint32_t next, std::uint32_t station) {
        if (!(cost_m < tree.cost_m[satellite])) return;
        tree.cost_m[satellite] = cost_m;
        tree.next[satellite] = next;
        tree.station[satellite] = station;
        heap.emplace_back(cost_m, satellite);
        std::push_heap(heap.begin(), heap.end(), later);
    };
    for (const PathEnd& end : ends) offer(end.satellite, end.cost_m, end.satellite, end.station);
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), later);
        const auto [cost_m, here] = heap.back();
        heap.pop_back();
        if (cost_m > tree.cost_m[here]) continue;  // a cheaper way was found since
        for (std::uint32_t k = graph.first[here]; k < graph.first[here + 1]; ++k)
            offer(graph.neighbour[k], cost_m + length_m[k] + per_hop_m, here, tree.station[here]);
    }
}

std::vector<std::uint32_t> way_from(const PathTree& tree, std::uint32_t satellite) {
    std::vector<std::uint32_t> way;
    if (tree.next[satellite] == kNoWay) return way;
    way.push_back(satellite);
    while (tree.next[way.back()] != way.back()) way.push_back(tree.next[way.back()]);
    return way;
}

}  // namespace d2c
