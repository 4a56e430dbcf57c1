#include "world/input/window_slots.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include "base/random.h"
#include "world/input/demand.h"

namespace d2c {
namespace {

constexpr std::size_t kWeekdays = 7;

std::size_t weekday_of(Instant at) { return static_cast<std::size_t>(local_weekday(0.0, at)); }

/// Days of a batch's windows. Numbers of draws by window: 0 the day, 1 the time of day, 2 a day to move to; of the batch: 3.
class Days {
  public:
    Days(std::span<const WindowSlot> slots, std::span<const WindowSlot> before, std::uint64_t seed)
        : slots_{slots}, seed_{seed}, begin_{begin_of(slots.front().quarter)} {
        const double days = seconds_between(end_of(slots.front().quarter), begin_) / 86400.0;
        part_days_ = days / static_cast<double>(slots.size());
        for (std::size_t w = 0; w < slots.size(); ++w) {
            const double draw = uniform01({seed, Purpose::kWindowStart, slots[w].key(), 0});
            day_.push_back(static_cast<int>((static_cast<double>(w) + draw) * part_days_));
            ++windows_[weekday(day_.back())];
        }
        for (const WindowSlot& slot : before) ++windows_[weekday_of(slot.start)];
        std::array<double, kWeekdays> drawn{};
        for (std::size_t d = 0; d < kWeekdays; ++d) {
            drawn[d] = uniform01({seed, Purpose::kWindowStart, slots.front().key(), 3, static_cast<std::uint32_t>(d)});
            order_[d] = d;
        }
        std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return drawn[a] < drawn[b]; });
    }

    /// A window is handed from a weekday to one with at least two less, where need be through others that pass one on, as long as there is
    /// a way: then no other choice of days is more even, for what differs between a more even one and this one would be such ways.
    std::vector<int> evened() {
        while (move_one()) {
        }
        return day_;
    }

  private:
    struct Move {
        double arrival;
        std::size_t window;
        int day;
    };
    using Moves = std::array<std::array<std::optional<Move>, kWeekdays>, kWeekdays>;

    std::size_t weekday(int day) const { return weekday_of(begin_ + nanoseconds_from_seconds(day * 86400.0)); }

    /// The window to move from one weekday to another, and the day it would have: the first arrival of a race in which each day within the
    /// window's part of the quarter runs with the share of it that lies there.
    Moves moves() const {
        Moves best{};
        for (std::size_t w = 0; w < slots_.size(); ++w) {
            const double from = static_cast<double>(w) * part_days_, to = from + part_days_;
            for (int day = static_cast<int>(from); day < to; ++day) {
                const double within = std::min(day + 1.0, to) - std::max<double>(day, from);
                if (!(within > 1e-9)) continue;
                const double draw = uniform01({seed_, Purpose::kWindowStart, slots_[w].key(), 2, static_cast<std::uint32_t>(day)});
                const Move move{-std::log(draw) / within, w, day};
                std::optional<Move>& entry = best[weekday(day_[w])][weekday(day)];
                if (!entry || move.arrival < entry->arrival) entry = move;
            }
        }
        return best;
    }

    bool move_one() {
        const Moves best = moves();
        std::array<std::size_t, kWeekdays> from = order_;
        std::stable_sort(from.begin(), from.end(), [&](std::size_t a, std::size_t b) { return windows_[a] > windows_[b]; });
        for (const std::size_t most : from) {
            std::array<std::optional<std::size_t>, kWeekdays> came_from{};
            std::vector<std::size_t> reached{most};
            std::size_t least = most;
            for (std::size_t i = 0; i < reached.size(); ++i) {
                for (const std::size_t next : order_) {
                    if (next == most || came_from[next] || !best[reached[i]][next]) continue;
                    came_from[next] = reached[i];
                    reached.push_back(next);
                    if (windows_[next] < windows_[least]) least = next;
                }
            }
            if (windows_[most] - windows_[least] < 2) continue;
            --windows_[most];
            ++windows_[least];
            for (std::size_t at = least; at != most; at = *came_from[at]) {
                const Move& move = *best[*came_from[at]][at];
                day_[move.window] = move.day;
            }
            return true;
        }
        return false;
    }

    std::span<const WindowSlot> slots_;
    std::uint64_t seed_;
    Instant begin_;
    double part_days_ = 0.0;
    std::vector<int> day_;                        ///< of the quarter, by window
    std::array<int, kWeekdays> windows_{};        ///< of all batches, by weekday
    std::array<std::size_t, kWeekdays> order_{};  ///< drawn: no weekday comes first in every quarter
};

}  // namespace

std::vector<WindowSlot> window_slots(Quarter quarter, int count, std::uint64_t seed, std::span<const WindowSlot> before) {
    int stride = 7;
    while (std::gcd(stride, count) != 1) ++stride;
    std::vector<WindowSlot> slots;
    for (int w = 0; w < count; ++w) slots.push_back({quarter, static_cast<int>(before.size()) + w, {}});
    if (slots.empty()) return slots;
    const std::vector<int> days = Days{slots, before, seed}.evened();
    for (int w = 0; w < count; ++w) {
        WindowSlot& slot = slots[static_cast<std::size_t>(w)];
        const double hour_draw = uniform01({seed, Purpose::kWindowStart, slot.key(), 1});
        const double second = std::floor((w * stride % count + hour_draw) / count * 86400.0);
        slot.start = begin_of(quarter) + nanoseconds_from_seconds(days[static_cast<std::size_t>(w)] * 86400.0 + second);
    }
    return slots;
}

}  // namespace d2c
