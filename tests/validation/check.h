#pragma once
// What docs/validation.md is made of: one row per check, gathered from every model's file in models/.

#include <functional>
#include <string>
#include <vector>

namespace d2c::validation {

/// What stands behind a reference value.
enum class Origin {
    kPrimary,       ///< read in the document named
    kSecondary,     ///< the document's figure as another source or implementation gives it; the document itself was not opened
    kProgram,       ///< output of an independent program
    kOtherFormula,  ///< computed here by another formula than the model's
    kMeasurement,   ///< measured in the field
};

/// One check of a model against a reference.
struct Check {
    std::string what;       ///< quantity and case, `free-space loss, 600 km at 30 deg, 2 GHz`
    std::string reference;  ///< document, table, row; or program and version
    Origin origin = Origin::kPrimary;
    std::string unit;
    double expected = 0.0, ours = 0.0, tolerance = 0.0;
    std::string skipped;  ///< why nothing was compared; empty where it was

    double error() const { return ours - expected; }
    /// A NaN never passes.
    bool passed() const;
};

/// The rows of one model, in the order of their checks.
class Rows {
  public:
    void check(std::string what, std::string reference, Origin origin, double expected, double ours, double tolerance, std::string unit);
    /// For what needs data that is not here: the row says so.
    void skip(std::string what, std::string reference, std::string why);
    const std::vector<Check>& all() const { return rows_; }

  private:
    std::vector<Check> rows_;
};

/// The point of a table or grid where ours is furthest from the reference: one row for many points. A NaN is furthest of all.
class Worst {
  public:
    void add(double expected, double ours, std::string where);
    /// Adds the row `what (N points, worst at …)`; a fault of its own where no point was added.
    void into(Rows& rows, const std::string& what, std::string reference, Origin origin, double tolerance, std::string unit) const;
    std::size_t count() const { return count_; }

  private:
    std::size_t count_ = 0;
    double expected_ = 0.0, ours_ = 0.0;
    std::string where_;
};

/// A model's chapter. Made once, as a constant at namespace scope of its file in models/; chapters stand in the order of `place`, then
/// title.
class Chapter {
  public:
    Chapter(int place, std::string title, std::function<void(Rows&)> fill);
};

struct FilledChapter {
    int place;
    std::string title;
    std::vector<Check> rows;
};
/// Runs every chapter.
std::vector<FilledChapter> fill_chapters();

/// Text of a cell of a Markdown table: a bar in it would end the column.
std::string in_table(std::string text);
/// The page docs/validation.md.
std::string markdown(const std::vector<FilledChapter>& chapters);
struct Count {
    int passed = 0, failed = 0, skipped = 0;
};
Count count(const std::vector<FilledChapter>& chapters);

/// The folder of third-party reference data (`D2C_REFERENCE_DIR`), empty where there is none.
std::string reference_dir();

}  // namespace d2c::validation
