#pragma once
// Who may send what, where and when. A right is looked up, never assumed: where the table is silent the answer is "no right".

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "base/instant.h"
#include "spectrum/band.h"

namespace d2c {

/// Words of catalogues and outputs: `primary`, `secondary`, `non-interference`; `supplemental-coverage`, `mss`;
/// `land`, `land-and-territorial-sea`. The parsers know these words only.
std::string_view to_string(RightStatus status);
std::string_view to_string(RightService service);
std::string_view to_string(RightExtent extent);
std::optional<RightStatus> parse_right_status(std::string_view text);
std::optional<RightService> parse_right_service(std::string_view text);
std::optional<RightExtent> parse_right_extent(std::string_view text);

/// A spot as the law sees it. `area` is the country, at sea also the one whose territorial sea (to 12 nautical miles, UNCLOS article 3)
/// it is; `XZ` beyond; `AQ` in Antarctica. An empty area has no rights.
struct Jurisdiction {
    AreaCode area;
    bool on_land = true;
    auto operator<=>(const Jurisdiction&) const = default;
};

/// True where `right` reaches: its area, and the sea only if its extent says so. For `XZ` the extent is of no account.
bool reaches(const Right& right, Jurisdiction spot);
/// True from `right.from` (inclusive) until `right.until` (exclusive).
bool in_force(const Right& right, Instant at);

/// Rights that hold at `spot` on the date, in the table's order. The pointers point into `rights`.
std::vector<const Right*> rights_at(std::span<const Right> rights, Jurisdiction spot, Instant at);
inline std::vector<const Right*> rights_at(std::span<const Right> rights, AreaCode area, bool on_land, Instant at) {
    return rights_at(rights, Jurisdiction{area, on_land}, at);
}

/// Ids of the bands that the satellite can transmit in and that the phone knows.
struct LinkBands {
    std::span<const std::string> payload;
    std::span<const std::string> handset;
};

/// The rights among which a beam may choose: in force at `spot`, in a band that payload and phone share. Empty: the cell stays dark.
std::vector<const Right*> usable_rights(std::span<const Right> rights, Jurisdiction spot, Instant at, const LinkBands& bands);
/// True if `right` lets a beam light `spot` for that phone.
bool may_light(const Right& right, Jurisdiction spot, Instant at, const LinkBands& bands);
/// True if any right does.
bool may_light(std::span<const Right> rights, Jurisdiction spot, Instant at, const LinkBands& bands);

/// Why a spot is dark, for people; always begins "no right: ". `none in XZ`; `n3 not in the satellite`; `pcs-g not in the phone`;
/// `n256 from 2028-01-01` (the earliest to come in a shared band, else in any); `CL on land only`; `n3 ended 2027-12-01`. Several causes
/// stand side by side, parted by semicolons. Empty where a right can be used.
std::string no_right_reason(std::span<const Right> rights, Jurisdiction spot, Instant at, const LinkBands& bands);

/// Faults of a table of rights: no or duplicate id, empty area, unknown or unpaired band, a range outside its band, a width not above zero
/// (NaN too), a duplex distance other than the band's, supplemental coverage in `XZ` or `AQ` (no country's licence reaches there), a right
/// of `XZ` for land only, dates out of order, no holder, no source, and two rights to the same spectrum in one area at one time.
/// `field` is `ID.key`; `file` and `line` are left empty.
Faults check_rights(std::span<const Band> bands, std::span<const Right> rights);
/// Faults of a table of bands: duplicate or empty id, neither range, a range that is not above zero, no source.
Faults check_bands(std::span<const Band> bands);

}  // namespace d2c
