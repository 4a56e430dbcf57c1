#pragma once
// A scenario, read, checked and resolved: everything an engine needs, and where each value came from.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/quantity.h"
#include "base/vector.h"
#include "constellation/launches/launch_plan.h"
#include "constellation/orbit.h"
#include "constellation/payload.h"
#include "geography/place.h"
#include "handset_phy/adoption.h"
#include "handset_phy/environment.h"
#include "handset_phy/handset.h"
#include "roaming/operators/market.h"
#include "roaming/transport/gateway.h"
#include "roaming/transport/user_plane.h"
#include "roaming/triggers/parameters.h"
#include "spectrum/band.h"
#include "video/ladder.h"
#include "video/services.h"

namespace d2c {

struct RolloutConfig {
    Quarter first{}, last{};
    int every_quarters = 1;
};

enum class HeldMeasure { kArea, kLand, kPeople };
/// When a quarter has windows enough: its share of the Earth that holds a service is known well enough.
struct PrecisionConfig {
    HeldMeasure measure = HeldMeasure::kArea;
    std::string service = "video-480p", handset;
    double half_width_share = 0.005, confidence = 0.95;
    int maximum_windows = 200;
};

struct RunConfig {
    int windows_per_quarter = 20;
    std::optional<PrecisionConfig> precision;
    double window_s = 600.0;
    double step_s = 15.0;
    std::uint64_t seed = 1;
    std::uint32_t run = 1;
};

/// Spread of the people who live in no listed town, and the rule for terrestrial coverage (geography/population.h, coverage.h).
struct PopulationConfig {
    double near_town_share = 0.85;      ///< of a country's remainder, spread around its towns; the rest evenly over its land
    double near_town_scale_km = 15.0;   ///< e-folding distance of that spread
    double town_weight_exponent = 0.5;  ///< a town's part of that spread goes with its people to this power
};
struct CoverageRuleConfig {
    double town_range_km = 0.0;  ///< radius served around a town of `town_people`
    double town_people = 0.0;
    double range_exponent = 0.0;  ///< radius grows with (people / town_people)^exponent
    double maximum_range_km = 0.0;
    double density_per_km2 = 0.0;  ///< a fine cell with at least this density is covered anywhere
};
struct GeographyConfig {
    int grid_order = 6, open_sea_order = 9;
    PopulationConfig population;
    CoverageRuleConfig coverage;
    std::vector<Place> places;
};

/// Where a generation flies and when it comes: observed states with their launches, or shells filled by a launch pace.
struct GenerationConfig {
    std::string id;
    PayloadGeneration payload;
    struct ObservedSatellite {
        int norad_id = 0;
        std::string launch;  ///< id in `history`
        MeanState state;
    };
    std::vector<ObservedSatellite> observed;
    std::vector<HistoricLaunch> history;
    double history_raising_days = 0.0;
    std::vector<Shell> shells;
    std::optional<LaunchPace> pace;
    Attrition attrition;
};

/// Fixed geometry of a link budget without an orbit (the reference scenarios).
struct FixedGeometry {
    Metres altitude{0.0};
    Angle elevation;
};

/// Link-budget lines that a reference scenario states itself instead of taking them from a model.
struct LinkOverrides {
    std::optional<Db> gas_loss, scintillation_loss, shadow_margin, additional_loss;
    std::optional<Hertz> downlink_frequency, uplink_frequency, downlink_bandwidth, uplink_bandwidth;
};

/// Which phones people have; absent, a class is in everybody's hands from the day it is sold.
struct AdoptionConfig {
    struct Group {
        std::string id;
        std::vector<AreaCode> countries;  ///< none: all that no other group names
        double mean_phone_life_years = 0.0;
        double delay_years = 0.0;  ///< of the sales behind the first countries
    };
    std::vector<Group> groups;
    std::vector<std::optional<SalesCurve>> curves;  ///< by handset class; nothing for the oldest, which is what the others leave
};

enum class RadioEnvironment { kDenseUrban, kUrban, kSuburbanRural };

/// An environment and the share of tries that are made in it.
struct EnvironmentShare {
    PhoneEnvironment environment;
    double share = 0.0;
};

/// Ships under way, and who of the people aboard uses the network.
struct ShipsConfig {
    double number = 0.0, at_sea_share = 0.0, persons_per_ship = 0.0;
    double eligible_share = 1.0;    ///< of the people aboard outside terrestrial coverage
    double northern_share = 0.0;    ///< of ships
    double near_coast_share = 0.0;  ///< of ships, within `near_coast` of land
    Metres near_coast{0.0};
};
/// Aircraft in the air, and whose phones are on.
struct AircraftConfig {
    double in_the_air = 0.0, persons_per_aircraft = 0.0;
    double phones_on_share = 0.0;  ///< of the people aboard, out of flight mode and served
    double northern_share = 0.0;
    double middle_north_share = 0.0;  ///< of all, between 30 and 60 degrees north
};

/// Which hour's activity loads the network, whatever hour the sky is taken at.
enum class LoadHour { kAny, kBusy, kFixed };

struct DemandConfig {
    double eligible_share_default = 0.0;                                         ///< of people outside terrestrial coverage
    std::map<AreaCode, double> eligible_share;                                   ///< where it differs
    std::array<double, 24> active_share_by_local_hour{};                         ///< of eligible people, using the link at one instant
    std::array<double, 7> factor_by_weekday{1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};  ///< Monday first; their mean is 1
    LoadHour hours = LoadHour::kAny;
    int fixed_hour = 0;  ///< local solar, where `hours` is fixed
    bool probe_user_in_every_cell = true;
    std::optional<ShipsConfig> ships;
    std::optional<AircraftConfig> aircraft;
};

enum class BeamLoad { kDemand, kFixed, kWorst };

/// How the footprints of a satellite that has too few beams for them share its time.
enum class BeamScheduler { kEqualShare, kByUsers };

/// Whether a beam stays on its place while the satellite passes, or goes over the ground with the satellite.
enum class BeamMotion { kEarthFixed, kEarthMoving };

/// Which part of its carriers a beam uses: all of it; the colour of its hexagon of a fixed pattern; the least disturbed at the moment.
enum class ChannelReuse { kFull, kPattern, kDynamic };
struct ChannelsConfig {
    ChannelReuse reuse = ChannelReuse::kFull;
    unsigned parts = 1;  ///< 3, 4 or 7 unless `reuse` is full
};

using GatewayConfig = Gateway;
/// What is out for a while.
struct WorldEvent {
    std::string id;
    Instant at{};
    double duration_s = 0.0;
    std::string generation;         ///< whose satellites; empty: all
    double satellites_share = 0.0;  ///< out entirely, drawn
    double beams_share = 0.0;       ///< of every satellite
    std::string gateway;            ///< out; empty: none
};

struct WorldConfig {
    BeamLoad load = BeamLoad::kDemand;
    int fixed_lit_beams = 0;           ///< per serving satellite, where `load` is `fixed`
    std::string policy = "strongest";  ///< of serving; the names are known to world/plan/policy.h and the program
    std::string policy_file;           ///< where it was named, for the fault
    int policy_line = 0;
    BeamScheduler scheduler = BeamScheduler::kEqualShare;
    BeamMotion beams = BeamMotion::kEarthFixed;
    ChannelsConfig channels;
    std::vector<GatewayConfig> gateways;  ///< none: every satellite is connected
    std::vector<WorldEvent> events;
    Db handover_hysteresis{3.0};           ///< of RSRP, event A3: the sum of hysteresis and offset of roaming.handover
    std::optional<double> interruption_s;  ///< no data while a phone changes satellite; none: as roaming.handover makes it
    double acknowledgement_kbps = 60.0;    ///< uplink needed beside a video download
};

enum class HandoverMethod : std::uint8_t;  // roaming/procedures/sequence.h

/// When and how a phone changes cells.
struct HandoverConfig {
    TriggerParameters trigger;
    HandoverMethod method{};           ///< break-before-make is its first
    int filter_coefficient = 4;        ///< of layer 3
    double ping_pong_within_s = 10.0;  ///< back in the cell that it left
    bool preamble_doppler_search = true;
};
/// The way from satellite to content.
struct TransportConfig {
    std::vector<Gateway> gateways;  ///< for delays, where world.gateways has none
    std::vector<PointOfPresence> points_of_presence;
    Fibre fibre;
    ForwardingDelays forwarding;
    double content_s = 0.001;
    bool mesh_closing = true;
    Metres grazing_height{80e3};
};
/// Whose subscriber a phone is, and who else may serve it.
struct RoamingConfig {
    std::string home;  ///< id of an operator of the market
    Market market;
    int tracking_area_order = 4;
    HandoverConfig handover;
    TransportConfig transport;
};

/// What can be held at a place, lowest first.
struct ServicesConfig {
    TextService text;
    LightDataService light_data;
    VoiceService voice;
    VideoService video;
    Ladder ladder;
};

/// One resolved value: what the report prints and the result file keeps.
struct ResolvedParameter {
    std::string name;  ///< dotted path
    std::string value;
    std::string unit;
    std::string source;  ///< document, filing, or `assumption: why`
};
struct InputFile {
    std::string name;  ///< as named in the scenario, or relative to the data folder
    std::string licence;
    std::string sha256;
};

struct Study {
    std::string id, title, question;
    std::string profile;  ///< `full` or `quick`
    RolloutConfig rollout;
    RunConfig run;
    GeographyConfig geography;
    std::vector<GenerationConfig> generations;
    std::vector<Band> bands;
    std::vector<Right> rights;
    std::vector<HandsetClass> handsets;
    std::optional<AdoptionConfig> adoption;
    RadioEnvironment environment = RadioEnvironment::kSuburbanRural;  ///< of all tries, where `where` is empty
    std::vector<EnvironmentShare> where;                              ///< strata of tries; shares above 0 that add up to 1
    DemandConfig demand;
    ServicesConfig services;
    RoamingConfig roaming;
    WorldConfig world;
    std::optional<FixedGeometry> geometry;
    LinkOverrides link;
    std::vector<ResolvedParameter> parameters;  ///< every field in force, defaults included
    std::vector<InputFile> inputs;
    std::string scenario_text;  ///< as read, for the provenance
};

}  // namespace d2c
