#include "constellation/launches/launch_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "constellation/walker.h"

namespace d2c {
namespace {

/// assumption: the part of a shell that makes its first lattice, at least. One sixteenth of the next generation's four shells of 15,000
/// is 1,050 satellites with their divisors, near the 1,200 that the operator names for contiguous coverage.
constexpr std::int64_t kFirstLatticeParts = 16;
constexpr double kSecondsPerDay = 86400.0, kSecondsPerMonth = 365.25 * kSecondsPerDay / 12.0;

/// An even subset of a shell's slots: every (planes / lattice.planes)-th plane, in it every (slots / lattice.slots)-th slot.
struct Lattice {
    int planes, slots;
    std::int64_t size() const { return std::int64_t{planes} * slots; }
};

int smallest_factor(int n) {
    for (int f = 2; f * f <= n; ++f)
        if (n % f == 0) return f;
    return n;
}

/// The shell's lattices from the first to the whole: walking down from the whole, planes or slots are divided by their smallest factor,
/// whichever keeps the ratio of planes to slots nearer to the shell's, as long as 1/16 of the shell remains.
std::vector<Lattice> lattices_of(const Shell& shell) {
    const Lattice whole{shell.planes, shell.satellites_per_plane};
    const auto distortion = [&](const Lattice& l) {
        return std::abs(std::log(static_cast<double>(l.planes) * whole.slots / (static_cast<double>(l.slots) * whole.planes)));
    };
    std::vector<Lattice> lattices{whole};
    for (;;) {
        const Lattice& now = lattices.back();
        const Lattice fewer_planes{now.planes / smallest_factor(now.planes), now.slots};
        const Lattice fewer_slots{now.planes, now.slots / smallest_factor(now.slots)};
        std::optional<Lattice> next;
        for (const Lattice& candidate : {fewer_planes, fewer_slots})
            if (candidate.size() < now.size() && candidate.size() * kFirstLatticeParts >= whole.size() &&
                (!next || distortion(candidate) < distortion(*next) - 1e-9))
                next = candidate;
        if (!next) break;
        lattices.push_back(*next);
    }
    std::reverse(lattices.begin(), lattices.end());
    return lattices;
}

/// 0 to count-1 so that each next number falls into a widest gap: bit-reversed counting (van der Corput, base 2).
std::vector<int> spread_order(int count) {
    unsigned bits = 0;
    while ((1 << bits) < count) ++bits;
    std::vector<int> order;
    order.reserve(static_cast<std::size_t>(count));
    for (unsigned i = 0; i < (1U << bits); ++i) {
        unsigned reversed = 0;
        for (unsigned b = 0; b < bits; ++b)
            if ((i >> b) & 1U) reversed |= 1U << (bits - 1 - b);
        if (reversed < static_cast<unsigned>(count)) order.push_back(static_cast<int>(reversed));
    }
    return order;
}

/// Slot of plane `plane` from which `lattice` is counted there: the one whose phase is nearest to that of a Walker pattern of the
/// lattice's own size with the shell's ratio of phase factor to planes.
int lattice_origin(const Shell& shell, const Lattice& lattice, int plane) {
    const int lattice_plane = plane / (shell.planes / lattice.planes);
    const double phase_factor = std::round(static_cast<double>(shell.phasing) * lattice.planes / shell.planes);
    const double wanted = lattice_plane * phase_factor * shell.satellites_per_plane / static_cast<double>(lattice.size());
    const double own = static_cast<double>(plane) * shell.phasing / shell.planes;
    const int slots = shell.satellites_per_plane;
    const int origin = static_cast<int>(std::lround(wanted - own)) % slots;
    return origin < 0 ? origin + slots : origin;
}

Fault bad(std::string field, std::string value, std::string allowed) {
    return {"", 0, std::move(field), std::move(value), std::move(allowed)};
}

void check(const Shell& shell, Faults& faults) {
    const std::string where = "shells." + shell.id;
    if (!(shell.altitude.in_kilo() >= 160.0 && shell.altitude.in_kilo() <= 2000.0))
        faults.push_back(bad(where + ".altitude_km", fmt::format("{}", shell.altitude.in_kilo()), "160 to 2000 [km]"));
    if (!(shell.inclination.in_degrees() >= 0.0 && shell.inclination.in_degrees() <= 180.0))
        faults.push_back(bad(where + ".inclination_deg", fmt::format("{}", shell.inclination.in_degrees()), "0 to 180 [deg]"));
    if (shell.planes < 1 || shell.planes > 10000) faults.push_back(bad(where + ".planes", fmt::format("{}", shell.planes), "1 to 10000"));
    if (shell.satellites_per_plane < 1 || shell.satellites_per_plane > 10000)
        faults.push_back(bad(where + ".satellites_per_plane", fmt::format("{}", shell.satellites_per_plane), "1 to 10000"));
    if (shell.phasing < 0 || (shell.planes > 0 && shell.phasing >= shell.planes))
        faults.push_back(bad(where + ".phasing", fmt::format("{}", shell.phasing), "0 to planes - 1"));
}

void check_raising(double raising_days, Faults& faults) {
    if (!(raising_days >= 0.0 && raising_days <= 3650.0))
        faults.push_back(bad("launches.raising_days", fmt::format("{}", raising_days), "0 to 3650 [days]"));
}

void check(const LaunchPace& pace, Faults& faults) {
    if (pace.satellites_per_launch < 1)
        faults.push_back(bad("launches.satellites_per_launch", fmt::format("{}", pace.satellites_per_launch), "1 or more"));
    if (!(pace.per_month > 0.0 && pace.per_month <= 1000.0))
        faults.push_back(bad("launches.per_month", fmt::format("{}", pace.per_month), "above 0, at most 1000 [1/month]"));
    if (pace.maximum_satellites < 0)
        faults.push_back(bad("launches.maximum_satellites", fmt::format("{}", pace.maximum_satellites), "0 (all slots) or more"));
    check_raising(pace.raising_days, faults);
}

constexpr Instant kNotKnown{std::numeric_limits<std::int64_t>::max()};

/// How far a shell is filled.
struct Filling {
    const Shell* shell;
    FillOrder order;
    std::vector<MeanState> states;
    std::size_t first_index;  ///< of its states among all shells'
    std::size_t filled = 0;   ///< slots that ever got a satellite
    /// By slot in the order of filling: from when on it is known to be free again.
    std::vector<Instant> free_from{};
    std::vector<std::size_t> free{};  ///< slots free now, in the order of filling

    void look_for_free(Instant now) {
        free.clear();
        for (std::size_t k = 0; k < filled; ++k)
            if (free_from[k] <= now) free.push_back(k);
    }
    std::size_t room() const { return states.size() - filled + free.size(); }
    double share_of(std::size_t whole) const { return static_cast<double>(filled - free.size()) / static_cast<double>(whole); }
};

/// Where the next launch goes: the least filled first lattice of the lowest fill order that is not complete, then the least filled shell
/// with room.
Filling* next_to_fill(std::vector<Filling>& shells) {
    Filling* best = nullptr;
    for (Filling& f : shells) {
        if (f.filled >= f.order.first_lattice) continue;
        if (!best || f.shell->fill_order < best->shell->fill_order ||
            (f.shell->fill_order == best->shell->fill_order &&
             f.share_of(f.order.first_lattice) < best->share_of(best->order.first_lattice)))
            best = &f;
    }
    if (best) return best;
    for (Filling& f : shells)
        if (f.room() > 0 && (!best || f.share_of(f.states.size()) < best->share_of(best->states.size()))) best = &f;
    return best;
}

/// From when on a launch may count on the slot of a lost satellite.
Instant free_from(const PlannedSatellite& satellite, double raising_days) {
    switch (satellite.fate.end) {
        case EndOfService::kNone:
            return kNotKnown;
        case EndOfService::kLostWithLaunch:
            return satellite.fate.launched;
        case EndOfService::kRetired:
            return *satellite.fate.in_service_until - nanoseconds_from_seconds(raising_days * kSecondsPerDay);
        default:
            return *satellite.fate.in_service_until;
    }
}

}  // namespace

FillOrder fill_order_of(const Shell& shell) {
    const std::vector<Lattice> lattices = lattices_of(shell);
    const auto slots = static_cast<std::size_t>(shell.satellites_per_plane);
    const auto planes = static_cast<std::size_t>(shell.planes);
    std::vector<int> origin(planes, -1);
    std::vector<bool> taken(planes * slots, false);
    FillOrder order;
    order.slots.reserve(planes * slots);
    for (const Lattice& lattice : lattices) {
        const int plane_step = shell.planes / lattice.planes, slot_step = shell.satellites_per_plane / lattice.slots;
        const std::vector<int> slot_order = spread_order(lattice.slots);
        for (const int lattice_plane : spread_order(lattice.planes)) {
            const int plane = lattice_plane * plane_step;
            int& begin = origin[static_cast<std::size_t>(plane)];
            if (begin < 0) begin = lattice_origin(shell, lattice, plane);
            for (const int k : slot_order) {
                const auto slot = static_cast<std::size_t>((begin + k * slot_step) % shell.satellites_per_plane);
                const std::size_t index = static_cast<std::size_t>(plane) * slots + slot;
                if (taken[index]) continue;
                taken[index] = true;
                order.slots.push_back(index);
            }
        }
        if (order.first_lattice == 0) order.first_lattice = order.slots.size();
    }
    return order;
}

Result<std::vector<PlannedSatellite>> replay_history(std::span<const LaunchedSatellite> observed, std::span<const HistoricLaunch> launches,
                                                     double raising_days, const Attrition& attrition, const FleetDraws& draws) {
    Faults faults = validate(attrition, "launches.failures");
    check_raising(raising_days, faults);
    struct Count {
        const HistoricLaunch* launch;
        int seen = 0;
    };
    std::map<std::string, Count> by_id;
    for (const HistoricLaunch& launch : launches)
        if (!by_id.emplace(launch.id, Count{&launch}).second)
            faults.push_back(bad("history." + launch.id, "given twice", "each launch once"));
    std::vector<PlannedSatellite> planned;
    planned.reserve(observed.size());
    for (std::size_t i = 0; i < observed.size(); ++i) {
        const auto found = by_id.find(observed[i].launch);
        if (found == by_id.end()) {
            faults.push_back(
                bad(fmt::format("mean_states.{}.launch", observed[i].norad_id), observed[i].launch, "a launch of the history"));
            continue;
        }
        ++found->second.seen;
        if (!faults.empty()) continue;
        const Instant launched = found->second.launch->launched;
        const Instant in_service = launched + nanoseconds_from_seconds(raising_days * kSecondsPerDay);
        planned.push_back({i, observed[i].state, in_service, observed[i].launch,
                           fate_after(attrition, draws, static_cast<std::uint32_t>(observed[i].norad_id), launched, in_service,
                                      observed[i].state.epoch)});
    }
    for (const auto& [id, count] : by_id)
        if (count.seen > count.launch->satellites_launched)
            faults.push_back(bad("history." + id + ".satellites_launched", fmt::format("{}", count.launch->satellites_launched),
                                 fmt::format("{} or more, as many as are observed", count.seen)));
    if (!faults.empty()) return faults;
    return planned;
}

Result<std::vector<PlannedSatellite>> fill_shells(std::span<const Shell> shells, const LaunchPace& pace, Instant until,
                                                  const Attrition& attrition, const FleetDraws& draws) {
    Faults faults = validate(attrition, "launches.failures");
    for (const Shell& shell : shells) check(shell, faults);
    check(pace, faults);
    if (!faults.empty()) return faults;

    std::vector<Filling> fillings;
    std::size_t total = 0;
    for (const Shell& shell : shells) {
        fillings.push_back({&shell, fill_order_of(shell), walker_states(shell, pace.from), total});
        total += fillings.back().states.size();
    }
    const std::size_t limit = pace.maximum_satellites > 0 ? std::min(total, static_cast<std::size_t>(pace.maximum_satellites)) : total;
    const double interval_s = kSecondsPerMonth / pace.per_month;

    std::vector<PlannedSatellite> planned;
    for (std::uint32_t launch = 0; attrition.replace || planned.size() < limit; ++launch) {
        const Instant launched = pace.from + nanoseconds_from_seconds(launch * interval_s);
        const Instant in_service = launched + nanoseconds_from_seconds(pace.raising_days * kSecondsPerDay);
        if (in_service >= until) break;
        std::size_t filled = 0;
        for (Filling& f : fillings) {
            if (attrition.replace) f.look_for_free(launched);
            filled += f.filled - f.free.size();
        }
        Filling* const shell = next_to_fill(fillings);
        if (shell == nullptr || filled >= limit) {
            if (attrition.replace) continue;
            break;
        }
        const std::string id = fmt::format("launch-{:04}", launch + 1);
        const std::size_t count = std::min({static_cast<std::size_t>(pace.satellites_per_launch), shell->room(), limit - filled});
        for (std::size_t k = 0; k < count; ++k) {
            const std::size_t at = k < shell->free.size() ? shell->free[k] : shell->filled++;
            shell->free_from.resize(shell->filled, kNotKnown);
            const std::size_t slot = shell->order.slots[at];
            planned.push_back({shell->first_index + slot, shell->states[slot], in_service, id,
                               fate_of(attrition, draws, launch, static_cast<std::uint32_t>(k), launched, in_service)});
            shell->free_from[at] = free_from(planned.back(), pace.raising_days);
        }
    }
    return planned;
}

}  // namespace d2c
