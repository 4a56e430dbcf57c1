#pragma once
// The figures of all cells in one quarter and handset class, as planes of one byte a cell.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "report/data/levels.h"
#include "report/data/pack.h"
#include "results/rows.h"

namespace d2c::report {

enum class CellState : std::uint8_t { kRight = 0, kNoRight = 1, kNotInService = 2, kNoRow = 3 };
CellState cell_state(const std::string& state);

/// What one plane holds. Its bytes are those of `levels`, minus (modulo 256) the plane `minus` of the same cell if there is one: planes
/// that move together pack better so.
struct PlaneInfo {
    std::string id;  ///< `state`, `tries_low`, `lit_share`, `success:video-360p`
    const Levels* levels = nullptr;
    std::string minus;
};
std::vector<PlaneInfo> planes(std::span<const results::ServiceRow> services);

/// Position of a cell in the page's list of cells.
using CellIndex = std::unordered_map<std::int64_t, std::size_t>;

/// Operators by the byte that stands for them, in the order in which they were met; beyond 254 there is no byte left for one.
class OperatorNumbers {
  public:
    /// kNoValue for the empty id.
    std::uint8_t of(const std::string& id);
    /// One a line.
    Bytes text() const;

  private:
    std::vector<std::string> ids_;
};

/// Every plane of `planes`, one after the other, each with `cells.size()` bytes. A cell without a row has state `kNoRow` and no values.
Bytes encode_planes(std::span<const results::CellQualityRow> rows, const CellIndex& cells, std::size_t service_count,
                    OperatorNumbers& operators);

/// Makes of `best` what any of its class and that of `rows` holds: the better state, the larger shares of right and held area. `best` may
/// be empty. Rows of both by cell.
void merge_best(std::vector<results::CellQualityRow>& best, std::span<const results::CellQualityRow> rows);

/// A cell holds a service when at least this share of its area does, and has a right when at least this share of it has one.
inline constexpr double kCellHoldsAreaShare = 0.5;

/// For each cell the first quarter in which it holds each service: one class over all quarters, in order of time.
class FirstQuarters {
  public:
    static constexpr std::uint8_t kNeverOnSale = 252, kNoRight = 253, kNever = 254;
    static constexpr std::size_t kMaximumQuarters = 250;

    FirstQuarters(std::size_t cell_count, std::size_t service_count);
    /// The next quarter's rows; empty where there are none.
    void add(std::span<const results::CellQualityRow> rows, const CellIndex& cells);
    /// For each service a plane with the index of the quarter among those added, or why there is none; then for each service a plane with 1
    /// where the service was held in every later one too.
    Bytes planes() const;

  private:
    std::size_t cells_, services_;
    std::uint8_t quarter_ = 0;
    Bytes first_, kept_;  ///< by service, then cell
};

}  // namespace d2c::report
