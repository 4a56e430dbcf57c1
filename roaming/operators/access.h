#pragma once
// Who may serve a phone at a spot: accesses and networks in order, and why not where they may not.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "roaming/operators/market.h"
#include "spectrum/rights.h"

namespace d2c {

/// Where and in what a phone is.
struct PhoneSpot {
    Jurisdiction law;  ///< under an aircraft: of the ground or sea below it
    Geodetic place;
    Aboard aboard = Aboard::kLand;
    bool terrestrial_cell = false;  ///< inside terrestrial coverage; of no account in an aircraft
    bool home_wifi = false;         ///< in reach of a home's Wi-Fi behind a broadband terminal
};

/// One network over one access.
struct AccessOption {
    Access access = Access::kNone;
    const Operator* serving = nullptr;     ///< of the market; null: a terrestrial network without a name, or nobody
    const Agreement* agreement = nullptr;  ///< null in the home operator's own network
    bool allowed = false;
    std::uint8_t rank = 0;  ///< among the allowed, 0 first
    UserPlane user_plane = UserPlane::kHomeRouted;
    std::string reason;  ///< why not; empty where allowed
};

/// True where `operator_` may use that right from space.
bool holds(const Operator& operator_, const Right& right);

/// Every network that a subscriber of `home` could think of here and now: first the allowed ones, by the market's order of accesses, in
/// each the home network, then the steering list (TS 22.011 clause 3.2.2.8: home stands above what the operator steers to); then the others
/// with their reasons. Each access of the order has at least one option.
///  - Home Wi-Fi: where the spot has it; the way to the home core is an untrusted access (S2b), so home routed.
///  - Terrestrial: where there is a cell, and never in an aircraft: the home network in its country; elsewhere those of agreements, else,
///    if the market says so, a network without a name.
///  - Satellite: an operator whose right reaches the spot on the date and whose service has begun; the home operator, or by agreement. The
///    network must not serve a phone elsewhere, whatever the beam reaches (TS 24.501 clause 4.23.2, cause 78): so borders are sharp.
/// Barring goes over all of them. Precondition: `home` is of `market`. Pointers point into `market`.
std::vector<AccessOption> access_options(const Market& market, const Operator& home, std::span<const Right> rights, const PhoneSpot& spot,
                                         Instant at);

/// The first allowed option of an access; null where there is none.
const AccessOption* first_allowed(std::span<const AccessOption> options, Access access);

/// Whether the network of `from` hands a connection over to that of `to`: one operator, or an agreement between the two, either way
/// round, with network_handover, in force.
bool hands_over(const Market& market, const Operator* from, const Operator* to, Instant at);

}  // namespace d2c
