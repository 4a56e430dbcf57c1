#pragma once
// The table of fields of scenarios and catalogues, one file per part of the house.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/study.h"
#include "scenarios/table/spec.h"
#include "scenarios/table/table.h"

namespace d2c::fields {

struct ObservedDraft {
    GenerationConfig::ObservedSatellite satellite;
    Angle inclination, raan, argument_of_latitude;
    double mean_motion_rev_per_day = 0.0;
};
/// Observed satellites share one instant.
struct MeanStatesDraft {
    Instant epoch{};
    std::vector<ObservedDraft> satellites;
};
struct GenerationDraft {
    GenerationConfig config;
    MeanStatesDraft observed;
    std::optional<LaunchPace> pace;
};
/// Rights that join the portfolio from a date on.
struct SpectrumEventDraft {
    std::string id;
    Instant at{};
    std::vector<Right> rights;
};
/// Adoption with classes still by name.
struct AdoptionDraft {
    struct Class {
        std::string id;
        std::optional<double> innovation, imitation, midpoint, ten_to_ninety;
        double ceiling_share = 1.0;
    };
    std::vector<Class> classes;
    struct Group {
        std::string id;
        std::vector<std::string> countries;
        double mean_phone_life_years = 0.0, delay_years = 0.0;
    };
    std::vector<Group> groups;
};
/// Shares of tries, with environments still by name.
struct WhereDraft {
    std::vector<PhoneEnvironment> environments;
    std::vector<std::pair<std::string, double>> shares;
};
/// The block `roaming` with codes, areas and words still as text.
struct OperatorDraft {
    Operator operator_;
    std::vector<std::string> plmns, countries;
};
struct AgreementDraft {
    Agreement terms;
    std::vector<std::string> homes, visited, accesses, aboard;
};
struct BarringDraft {
    Barring terms;
    std::vector<std::string> areas, accesses, aboard;
    std::vector<double> box_deg;
};
struct RoamingDraft {
    RoamingConfig config;
    std::vector<OperatorDraft> operators;
    std::vector<AgreementDraft> agreements;
    std::vector<BarringDraft> barring;
    std::vector<std::string> order;
};
/// What the table fills; scenarios/build.h makes the Study of it.
struct Draft {
    Study study;
    std::vector<GenerationDraft> generations;
    std::vector<SpectrumEventDraft> events;
    std::optional<AdoptionDraft> adoption;
    std::optional<WhereDraft> where;
    RoamingDraft roaming;
};

/// Root of a scenario that has orbits, and of one whose `geometry:` fixes the link.
const table::Spec& scenario_spec();
const table::Spec& fixed_link_spec();

/// A kind of catalogue file: what an entry looks like.
struct CatalogueKind {
    std::string name;     ///< `d2c.catalogue.<name>/1`
    std::string folder;   ///< where ours of this kind are
    table::Spec entries;  ///< the map `entries` or, where the file has fields of its own, the file; reads into `make()`
    std::shared_ptr<void> (*make)();
};
const std::vector<CatalogueKind>& catalogue_kinds();

table::Table<PayloadGeneration> payload_table();
table::Table<Shell> shell_table();
table::Table<HistoricLaunch> launch_table();
table::Table<MeanStatesDraft> mean_states_table();
table::Table<GenerationDraft> generation_table();
table::Table<Band> band_table();
table::Table<Right> right_table();
table::Table<Draft> spectrum_table();
table::Table<HandsetClass> handset_table();
table::Table<Draft> handset_phy_table();
table::Table<Ladder> ladder_table();
table::Table<TextService> text_table();
table::Table<LightDataService> light_data_table();
table::Table<VoiceService> voice_table();
table::Table<ServicesConfig> services_table();
table::Table<Place> place_table();
table::Table<PopulationConfig> population_table();
table::Table<CoverageRuleConfig> coverage_table();
table::Table<GeographyConfig> geography_table();
table::Table<DemandConfig> activity_table();
table::Table<DemandConfig> weekday_table();
table::Table<DemandConfig> demand_table();
table::Table<PhoneEnvironment> environment_table();
table::Table<WhereDraft> where_table();
table::Table<std::vector<Gateway>> gateways_table(std::string doc);
table::Table<std::vector<PointOfPresence>> points_of_presence_table();
table::Table<std::vector<OperatorDraft>> operators_table();
table::Table<std::vector<AgreementDraft>> agreements_table();
table::Table<std::vector<BarringDraft>> barring_table();
table::Table<RoamingDraft> roaming_table();

}  // namespace d2c::fields
