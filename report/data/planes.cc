#include "report/data/planes.h"

#include <algorithm>
#include <stdexcept>

namespace d2c::report {
namespace {

// The order of `planes` and of `encode_planes`.
constexpr std::size_t kLeadingPlanes = 17, kPlanesPerService = 5;

std::uint8_t difference(std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a - b); }

}  // namespace

CellState cell_state(const std::string& state) {
    if (state == "right") return CellState::kRight;
    if (state == "no right") return CellState::kNoRight;
    if (state == "not in service") return CellState::kNotInService;
    return CellState::kNoRow;
}

std::vector<PlaneInfo> planes(std::span<const results::ServiceRow> services) {
    std::vector<PlaneInfo> all{{"state", nullptr, ""},
                               {"right_area_share", &share_levels(), ""},
                               {"tries_low", nullptr, ""},
                               {"tries_high", nullptr, ""},
                               {"lit_share", &share_levels(), ""},
                               {"sinr_db", &sinr_levels(), ""},
                               {"rsrp_dbm", &rsrp_levels(), ""},
                               {"rate_kbps", &rate_levels(), ""},
                               {"satellites_in_view", &count_levels(), ""},
                               {"handovers_per_hour", &count_levels(), ""},
                               {"watched_share", &share_levels(), ""},
                               {"played_kbps", &rate_levels(), ""},
                               {"interruption_p50_ms", &time_levels(), ""},
                               {"interruption_p95_ms", &time_levels(), ""},
                               {"ping_pongs_per_hour", &count_levels(), ""},
                               {"without_service_share", &share_levels(), ""},
                               {"serving_operator", nullptr, ""}};
    for (const results::ServiceRow& service : services) {
        all.push_back({"success:" + service.id, &share_levels(), ""});
        all.push_back({"success_low:" + service.id, &share_levels(), "success:" + service.id});
        all.push_back({"success_high:" + service.id, &share_levels(), "success:" + service.id});
        all.push_back({"area:" + service.id, &share_levels(), ""});
        all.push_back({"people:" + service.id, &share_levels(), "area:" + service.id});
    }
    return all;
}

std::uint8_t OperatorNumbers::of(const std::string& id) {
    if (id.empty()) return kNoValue;
    const auto found = std::ranges::find(ids_, id);
    const auto number = static_cast<std::size_t>(found - ids_.begin());
    if (number >= kNoValue) return kNoValue;
    if (found == ids_.end()) ids_.push_back(id);
    return static_cast<std::uint8_t>(number);
}

Bytes OperatorNumbers::text() const {
    Bytes lines;
    for (const std::string& id : ids_) {
        lines.insert(lines.end(), id.begin(), id.end());
        lines.push_back('\n');
    }
    return lines;
}

Bytes encode_planes(std::span<const results::CellQualityRow> rows, const CellIndex& cells, std::size_t service_count,
                    OperatorNumbers& operators) {
    const std::size_t n = cells.size();
    const std::size_t plane_count = kLeadingPlanes + kPlanesPerService * service_count;
    Bytes bytes(n * plane_count, kNoValue);
    const auto plane = [&](std::size_t p) { return bytes.begin() + static_cast<std::ptrdiff_t>(p * n); };
    std::fill(plane(0), plane(1), static_cast<std::uint8_t>(CellState::kNoRow));
    for (std::size_t s = 0; s < service_count; ++s) {
        const std::size_t p = kLeadingPlanes + kPlanesPerService * s;
        for (const std::size_t relative : {p + 1, p + 2, p + 4}) std::fill(plane(relative), plane(relative + 1), std::uint8_t{0});
    }
    for (const results::CellQualityRow& row : rows) {
        const auto found = cells.find(row.cell);
        if (found == cells.end()) continue;
        const auto put = [&](std::size_t p, std::uint8_t byte) { bytes[p * n + found->second] = byte; };
        const int tries = std::clamp(row.tries, 0, 65535);
        put(0, static_cast<std::uint8_t>(cell_state(row.state)));
        put(1, share_levels().encode(row.right_area_share));
        put(2, static_cast<std::uint8_t>(tries & 255));
        put(3, static_cast<std::uint8_t>(tries >> 8));
        put(4, share_levels().encode(row.lit_share));
        put(5, sinr_levels().encode(row.sinr_db));
        put(6, rsrp_levels().encode(row.rsrp_dbm));
        put(7, rate_levels().encode(row.rate_kbps));
        put(8, count_levels().encode(row.satellites_in_view));
        put(9, count_levels().encode(row.handovers_per_hour));
        put(10, share_levels().encode(row.watched_share));
        put(11, rate_levels().encode(row.played_kbps));
        put(12, time_levels().encode(row.interruption_p50_ms));
        put(13, time_levels().encode(row.interruption_p95_ms));
        put(14, count_levels().encode(row.ping_pongs_per_hour));
        put(15, share_levels().encode(row.without_service_share));
        put(16, operators.of(row.serving_operator));
        for (std::size_t s = 0; s < std::min(service_count, row.services.size()); ++s) {
            const results::ServiceFigures& figures = row.services[s];
            const std::size_t p = kLeadingPlanes + kPlanesPerService * s;
            // Outwards, so that the printed interval never is narrower than the stored one, nor a share above what was counted.
            const std::uint8_t success = share_levels().encode(figures.success_share, Rounding::kDown);
            const std::uint8_t area = share_levels().encode(figures.held_area_share);
            put(p, success);
            put(p + 1, difference(share_levels().encode(figures.success_low, Rounding::kDown), success));
            put(p + 2, difference(share_levels().encode(figures.success_high, Rounding::kUp), success));
            put(p + 3, area);
            put(p + 4, difference(share_levels().encode(figures.held_people_share), area));
        }
    }
    return bytes;
}

void merge_best(std::vector<results::CellQualityRow>& best, std::span<const results::CellQualityRow> rows) {
    std::size_t at = 0;
    for (const results::CellQualityRow& row : rows) {
        while (at < best.size() && best[at].cell < row.cell) ++at;
        if (at == best.size() || best[at].cell != row.cell) {
            best.insert(best.begin() + static_cast<std::ptrdiff_t>(at), row);
            continue;
        }
        if (cell_state(row.state) < cell_state(best[at].state)) best[at].state = row.state;
        best[at].right_area_share = std::max(best[at].right_area_share, row.right_area_share);
        for (std::size_t s = 0; s < std::min(best[at].services.size(), row.services.size()); ++s)
            best[at].services[s].held_area_share = std::max(best[at].services[s].held_area_share, row.services[s].held_area_share);
    }
}

FirstQuarters::FirstQuarters(std::size_t cell_count, std::size_t service_count)
    : cells_{cell_count},
      services_{service_count},
      first_(cell_count * service_count, kNeverOnSale),
      kept_(cell_count * service_count, 0) {}

void FirstQuarters::add(std::span<const results::CellQualityRow> rows, const CellIndex& cells) {
    if (quarter_ >= kMaximumQuarters) throw std::invalid_argument("more than 250 quarters");
    for (const results::CellQualityRow& row : rows) {
        const auto found = cells.find(row.cell);
        if (found == cells.end()) continue;
        CellState state = cell_state(row.state);
        if (state == CellState::kRight && !(row.right_area_share >= kCellHoldsAreaShare)) state = CellState::kNoRight;
        for (std::size_t s = 0; s < std::min(services_, row.services.size()); ++s) {
            std::uint8_t& first = first_[s * cells_ + found->second];
            std::uint8_t& kept = kept_[s * cells_ + found->second];
            const bool holds = state == CellState::kRight && row.services[s].held_area_share >= kCellHoldsAreaShare;
            if (first < kNeverOnSale) {
                if (!holds) kept = 0;
            } else if (holds) {
                first = quarter_;
                kept = 1;
            } else if (state == CellState::kRight) {
                first = kNever;
            } else if (state == CellState::kNoRight && first == kNeverOnSale) {
                first = kNoRight;
            }
        }
    }
    ++quarter_;
}

Bytes FirstQuarters::planes() const {
    Bytes both = first_;
    both.insert(both.end(), kept_.begin(), kept_.end());
    return both;
}

}  // namespace d2c::report
