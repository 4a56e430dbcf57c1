#include "world/slice/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/random.h"
#include "results/slice/file.h"
#include "world/journey/carrier.h"
#include "world/slice/recorder.h"

namespace d2c {
namespace {

constexpr int kMostUsers = 1000;
constexpr double kLongest_s = 7.0 * 86400.0;

std::string air_name(AirInterface air) { return air == AirInterface::kLte ? "lte" : "nr-ntn"; }

slice::Handset handset_row(const HandsetClass& h) {
    return {h.id,
            air_name(h.air_interface),
            h.release,
            h.maximum_bandwidth.value,
            h.receive_branches,
            h.antenna_gain.value,
            h.polarisation_loss.value,
            h.body_loss.value,
            h.noise_figure.value,
            h.transmit_power.value,
            h.highest_modulation_order,
            h.layers,
            h.overhead_share};
}

void add_film(const ServicesConfig& services, slice::Slice& slice) {
    const VideoService& v = services.video;
    slice.ladders.push_back({services.ladder.id, services.ladder.segment_s, v.session_s, v.max_stall_share, v.max_startup_s,
                             v.startup_buffer_s, v.maximum_buffer_s});
    for (const Rung& r : services.ladder.rungs)
        slice.rungs.push_back({services.ladder.id, r.id, r.height_px, r.bitrate.value, r.peak_to_mean});
}

/// Who stands around the traveller: identity and offset on the ground, by keyed draws.
struct Companion {
    std::uint64_t draw_id;
    double north_m, east_m;
};
Companion companion(std::uint64_t seed, std::uint64_t traveller, int user, double radius_m) {
    const auto draw = [&](std::uint32_t what) {
        return uniform01({seed, Purpose::kPhonePlace, traveller, static_cast<std::uint32_t>(user), what});
    };
    // Even over a disc.
    const double distance_m = radius_m * std::sqrt(draw(0)), bearing = 2.0 * std::numbers::pi * draw(1);
    return {traveller ^ (std::uint64_t{1} << 62) ^ (static_cast<std::uint64_t>(user) << 44), distance_m * std::cos(bearing),
            distance_m * std::sin(bearing)};
}

void add_users(const SliceQuestion& question, std::uint64_t traveller, slice::Slice& slice) {
    const WorldModel& world = *question.plan.world;
    const Study& study = *world.study;
    const PhoneEnvironment& environment = study.where.back().environment;
    const std::vector<slice::TrackPoint> way = slice.tracks;
    for (int u = 0; u < question.users; ++u) {
        Companion who{traveller, 0.0, 0.0};
        if (u > 0 && !question.together) who = companion(world.seed, traveller, u, question.radius_m);
        const std::uint32_t row = environment_row(study, world.radio.environments, world.seed, who.draw_id, 0);
        const auto first = std::find_if(world.radio.environments.begin(), world.radio.environments.end(),
                                        [&](const EnvironmentRadio& e) { return e.stratum == world.radio.environments[row].stratum; });
        const int parts = environment.enclosure == Enclosure::kNone ? 1 : kEnclosureParts;
        slice::User user;
        user.user = static_cast<std::uint32_t>(u);
        user.handset = study.handsets[question.plan.handset].id;
        user.draw_id = who.draw_id;
        user.channel = std::string{to_string(OutdoorTables{environment.channel})};
        user.enclosure = std::string{to_string(environment.enclosure)};
        user.enclosure_probability = (static_cast<double>(row - (first - world.radio.environments.begin())) + 0.5) / parts;
        user.grip_loss_db = body_loss(environment.grip).value;
        user.application = u == 0 ? question.application : question.companions;
        user.ladder = study.services.ladder.id;
        user.rule = question.rule;
        user.home_network = question.plan.home->id;
        user.home_routed = study.roaming.market.user_plane == UserPlane::kHomeRouted;
        slice.users.push_back(std::move(user));
        if (u == 0) continue;
        constexpr double kMetresPerDegree = 111'195.0;  // of a sphere of 6371 km: the offset is kilometres
        for (slice::TrackPoint point : way) {
            point.user = static_cast<std::uint32_t>(u);
            const double shrink = std::max(0.01, std::cos(point.latitude_deg * std::numbers::pi / 180.0));
            point.latitude_deg = std::clamp(point.latitude_deg + who.north_m / kMetresPerDegree, -90.0, 90.0);
            point.longitude_deg = std::remainder(point.longitude_deg + who.east_m / (kMetresPerDegree * shrink), 360.0);
            slice.tracks.push_back(point);
        }
    }
}

}  // namespace

StandingRoute standing_at(const Geodetic& place, double duration_s) {
    StandingRoute standing{{}, *[&]() -> std::optional<Route> {
                               RouteConfig config;
                               std::vector<RouteFault> faults;
                               // A route ends somewhere else: a step to the equator's side, long after the window.
                               Geodetic next = place;
                               next.latitude = place.latitude + Angle::degrees(place.latitude.in_degrees() > 0.0 ? -0.001 : 0.001);
                               Waypoint first{"place", "", place, MetresPerSecond{1.0}, duration_s + 60.0}, second;
                               second.id = "end";
                               second.place = next;
                               config.carrier = Conveyance::kHiker;
                               config.waypoints = {first, second};
                               return Route::make(config, faults);
                           }()};
    standing.config.id = fmt::format("at-{:.4f}-{:.4f}", place.latitude.in_degrees(), place.longitude.in_degrees());  // names its draws
    standing.config.title = fmt::format("Standing at {:.4f}, {:.4f}", place.latitude.in_degrees(), place.longitude.in_degrees());
    standing.config.carrier = Conveyance::kHiker;
    return standing;
}

Result<RecordedSlice> record_slice(const SliceQuestion& question) {
    Faults faults;
    if (!(question.duration_s > 0.0 && question.duration_s <= kLongest_s))
        faults.push_back({"", 0, "--duration", fmt::format("{}", question.duration_s), "above 0, to a week [s]"});
    if (question.users < 1 || question.users > kMostUsers)
        faults.push_back({"", 0, "--users", std::to_string(question.users), fmt::format("1 to {}", kMostUsers)});
    if (!(question.radius_m >= 0.0 && question.radius_m <= 100e3))
        faults.push_back({"", 0, "--radius", fmt::format("{}", question.radius_m), "0 to 100000 [m]"});
    if (faults.empty() && question.duration_s > question.plan.route->duration_s())
        faults.push_back({"", 0, "--duration", fmt::format("{:.0f}", question.duration_s),
                          fmt::format("within the route, which takes {:.0f} [s]", question.plan.route->duration_s())});
    if (!faults.empty()) return faults;
    SliceRecorder recorder{question.plan, question.start};
    JourneyPlan plan = question.plan;
    plan.ends_s = question.duration_s;
    plan.users_in_beam = question.users;
    plan.observer = &recorder;
    RecordedSlice recorded;
    recorded.travelled = travel(plan, 0, 0, question.start, question.go_on);
    if (!recorded.travelled.complete) return recorded;  // stopped: half a window is no question
    recorded.slice = recorder.take(question.duration_s, question.radius_m);
    slice::Slice& slice = recorded.slice;
    if (slice.cells.empty()) {
        return Fault{"", 0, "--at", fmt::format("{:.4f},{:.4f}", slice.header.latitude_deg, slice.header.longitude_deg),
                     "a place and time with a satellite that may serve: " + recorder.why_nobody()};
    }
    const Study& study = *plan.world->study;
    slice.header.seed = plan.world->seed;
    slice.handsets.push_back(handset_row(study.handsets[plan.handset]));
    add_film(study.services, slice);
    add_users(question, recorder.draw_id(), slice);
    if (Faults wrong = slice::check(slice, ""); !wrong.empty()) return wrong;
    return recorded;
}

}  // namespace d2c
