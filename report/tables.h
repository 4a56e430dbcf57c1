#pragma once
// What the page is made of, but for the cells' figures, which are read quarter by quarter.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "results/reader.h"

namespace d2c::report {

/// A quarter and the phone of that year: positions in `Tables`.
struct Moment {
    std::size_t quarter = 0, phone = 0;
};

/// People outside terrestrial coverage, and those of them who live where somebody has a right to serve the phone.
struct RightPeople {
    double people = 0.0, with_right = 0.0;
};

struct Tables {
    results::RunRow run;
    std::vector<results::ParameterRow> parameters;
    std::vector<results::InputFileRow> inputs;
    std::vector<results::UnitRow> units;
    std::vector<results::QuarterRow> quarters;
    std::vector<results::HandsetClassRow> classes;
    std::vector<results::ServiceRow> services;
    std::vector<results::CellRow> cells;
    std::vector<results::PlaceRow> places;
    std::vector<results::GlobalQualityRow> global;
    std::vector<results::FootprintRow> footprints;
    std::vector<results::FleetRow> fleet;
    std::vector<results::PhoneShareRow> phones;  ///< this and the next are empty where the run knows of no adoption
    std::vector<results::MixQualityRow> mix;
    std::vector<results::EnvironmentQualityRow> environments;  ///< empty where every phone is outdoors
    int grid_order = 0;                                        ///< of the cells, from their area
    std::vector<Moment> moments;            ///< today and the end, one of them if they are the same quarter; only with a class on sale
    std::vector<RightPeople> right_people;  ///< by moment
};

/// All but `cells`, `grid_order` and `right_people`: what is small in any file. Faults of reading.
Result<Tables> read_small_tables(const results::ResultReader& results);
/// Faults: those of reading; no quarter, class, service or cell; more than 250 quarters; cells that are no HEALPix cells of one order.
Result<Tables> read_tables(const results::ResultReader& results);

/// Sums over the cells of one quarter and class.
RightPeople right_people_of(std::span<const results::CellQualityRow> rows);

/// On sale before the end of `quarter`. A class whose date cannot be read counts as always on sale.
bool is_on_sale(const results::HandsetClassRow& handset_class, const results::QuarterRow& quarter);

/// Index of the class that came on sale last before the end of `quarter`: the phone of that year. Nothing before the first.
std::optional<std::size_t> newest_on_sale(const Tables& tables, const results::QuarterRow& quarter);

/// Index of the quarter that stands for today, 2026Q2 (that of the observed satellites): the last computed one up to it, or else the first.
/// Precondition: there are quarters.
std::size_t today_quarter(const std::vector<results::QuarterRow>& quarters);

/// Nothing where the row does not exist.
const results::GlobalQualityRow* global_of(const Tables& tables, int quarter, int handset_class, int service);

/// With the phones in use; nothing where the row does not exist.
const results::MixQualityRow* mix_of(const Tables& tables, int quarter, int service);

/// `360p` of `video-360p`, else the id.
std::string short_name(const results::ServiceRow& service);

/// How much of a parameter's source is assumed: it begins with `assumption`, or names one further on.
enum class Basis { kSource, kPartlyAssumed, kAssumption };
Basis basis_of(const results::ParameterRow& parameter);

}  // namespace d2c::report
