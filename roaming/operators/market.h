#pragma once
// Operators, what they agreed, and what is barred: plain values, as catalogues hold them.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "base/instant.h"
#include "base/vector.h"
#include "roaming/measurement/cell.h"
#include "roaming/transport/user_plane.h"

namespace d2c {

/// A set of accesses, or of what phones travel on.
template <class E>
class Choices {
  public:
    constexpr Choices() = default;
    constexpr Choices(std::initializer_list<E> members) {
        for (const E e : members) add(e);
    }
    constexpr void add(E e) { bits_ |= bit(e); }
    constexpr bool has(E e) const { return (bits_ & bit(e)) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr bool meets(Choices other) const { return (bits_ & other.bits_) != 0; }
    auto operator<=>(const Choices&) const = default;

  private:
    static constexpr std::uint32_t bit(E e) { return 1U << static_cast<unsigned>(e); }
    std::uint32_t bits_ = 0;
};

/// What a phone travels on, as far as rules tell them apart.
enum class Aboard : std::uint8_t { kLand, kShip, kAircraft };
/// Words of catalogues and outputs: `home-wifi`, `terrestrial`, `satellite`; `land`, `ship`, `aircraft`. The parsers know these only.
std::string_view to_string(Access access);
std::string_view to_string(Aboard aboard);
std::optional<Access> parse_access(std::string_view word);
std::optional<Aboard> parse_aboard(std::string_view word);

inline constexpr Choices<Access> kEveryAccess{Access::kSatellite, Access::kTerrestrial, Access::kHomeWifi};
inline constexpr Choices<Aboard> kAnythingAboard{Aboard::kLand, Aboard::kShip, Aboard::kAircraft};

struct Operator {
    std::string id, title;
    std::vector<AreaCode> countries;        ///< where it has a network on the ground; none: a plan without one
    std::vector<Plmn> plmns;                ///< its own first, then equivalent ones; none: not published
    Geodetic home_core;                     ///< where its subscribers' packets meet the internet, home routed
    std::string rights_holder;              ///< as spectrum's rights name the holder
    std::optional<Instant> satellite_from;  ///< first instant of its service by satellite; none: it has none
    Plmn plmn() const { return plmns.empty() ? Plmn{} : plmns.front(); }
    bool at_home_in(AreaCode area) const;
};

/// Subscribers of `home` are served in the network of `visited`, in that one's area and under its rights.
struct Agreement {
    std::string id;
    std::string home, visited;  ///< ids of operators, not the same
    Choices<Access> accesses;
    Choices<Aboard> aboard = kAnythingAboard;
    Instant from{};
    std::optional<Instant> until;
    bool network_handover = false;        ///< the cores hand phones over to each other (S10, N14)
    std::optional<UserPlane> user_plane;  ///< none: as the study says
    int preference = 100;                 ///< in the home operator's steering list, the least first
};

/// Degrees; west may be above east across 180.
struct LatLonBox {
    Angle south, north, west, east;
    bool holds(const Geodetic& place) const;
};

/// Service that somebody forbids.
struct Barring {
    std::string id;
    std::vector<AreaCode> areas;         ///< none: everywhere
    std::optional<LatLonBox> box;        ///< of these areas only what lies in it
    std::vector<std::string> operators;  ///< serving ones; none: all
    Choices<Access> accesses = kEveryAccess;
    Choices<Aboard> aboard = kAnythingAboard;
    Instant from{};
    std::optional<Instant> until;
    std::string reason;
};

/// Home Wi-Fi, terrestrial, satellite.
std::vector<Access> usual_order();

struct Market {
    std::vector<Operator> operators;
    std::vector<Agreement> agreements;
    std::vector<Barring> barring;
    std::vector<Access> order = usual_order();
    /// Subscribers find a terrestrial network in every country, named or not. assumption: international roaming agreements are that common.
    bool terrestrial_everywhere = true;
    UserPlane user_plane = UserPlane::kHomeRouted;

    const Operator* find(std::string_view id) const;
};

/// What a phone knows a network by: its code, or where none is published one that is nobody's, the same throughout a market (MCC 998 is
/// not assigned). Precondition: `op` is of `market`.
Plmn network_code(const Market& market, const Operator& op);

/// Faults of a market; `field` is `operators.ID.key`, `agreements.ID.key` or `barring.ID.key`, file and line are left empty: an id that
/// stands twice, a network code of two operators, an unknown operator, an operator that agrees with itself, no access, dates out of order,
/// two agreements of the same pair for the same access, place and time, a box that is none, an access that stands twice in the order.
Faults check_market(const Market& market);

}  // namespace d2c
