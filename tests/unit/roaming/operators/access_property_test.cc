// Over markets at random: what is allowed is never barred, always has its right and its agreement, and the order is the market's.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>

#include "tests/unit/roaming/operators/example_market.h"

namespace d2c::testing_operators {
namespace {

int below(int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); }
bool coin() { return below(2) == 0; }
constexpr std::array kAreas{AreaCode::literal("CL"), AreaCode::literal("AR"), AreaCode::literal("NZ"), kHighSeas, kAntarctica, AreaCode{}};
AreaCode any_area() { return kAreas[static_cast<std::size_t>(below(6))]; }
Instant any_day() { return day(2025) + std::chrono::hours{24 * 30 * below(40)}; }
Choices<Access> any_accesses(bool wifi) {
    Choices<Access> c;
    if (coin()) c.add(Access::kSatellite);
    if (coin() || c.empty()) c.add(Access::kTerrestrial);
    if (wifi && coin()) c.add(Access::kHomeWifi);
    return c;
}
Choices<Aboard> any_aboard() {
    Choices<Aboard> c{static_cast<Aboard>(below(3))};
    c.add(static_cast<Aboard>(below(3)));
    return c;
}
constexpr std::array kIds{"chilean", "argentine", "kiwi", "plan"};
const char* any_id() { return kIds[static_cast<std::size_t>(below(4))]; }

Market any_market() {
    Market m = example_market();
    for (Operator& o : m.operators) o.satellite_from = below(4) == 0 ? std::nullopt : std::optional{any_day()};
    m.agreements.clear();
    for (int i = below(8); i > 0; --i) {
        Agreement a = agreed("a", any_id(), any_id(), any_accesses(false));
        a.id += std::to_string(i);
        a.aboard = any_aboard();
        a.from = any_day();
        if (coin()) a.until = any_day();
        a.preference = 1 + below(3);
        m.agreements.push_back(a);
    }
    for (int i = below(6); i > 0; --i) {
        Barring b;
        b.id = "b" + std::to_string(i);
        for (int k = below(3); k > 0; --k) b.areas.push_back(any_area());
        if (coin()) b.operators.emplace_back(any_id());
        b.accesses = any_accesses(true);
        b.aboard = any_aboard();
        b.from = any_day();
        if (coin()) b.until = any_day();
        if (coin())
            b.box = LatLonBox{Angle::degrees(-60.0 + below(30)), Angle::degrees(-20.0 + below(30)), Angle::degrees(-90.0),
                              Angle::degrees(below(60))};
        b.reason = "rule";
        m.barring.push_back(b);
    }
    m.terrestrial_everywhere = coin();
    std::rotate(m.order.begin(), m.order.begin() + below(3), m.order.end());
    return m;
}

bool in_force(Instant from, std::optional<Instant> until, Instant at) { return from <= at && (!until || at < *until); }

/// Said again, one condition a line.
bool bars(const Barring& b, const AccessOption& o, const PhoneSpot& where, Instant at) {
    if (!in_force(b.from, b.until, at)) return false;
    if (!b.accesses.has(o.access)) return false;
    if (!b.aboard.has(where.aboard)) return false;
    if (!b.areas.empty() && std::count(b.areas.begin(), b.areas.end(), where.law.area) == 0) return false;
    if (b.box && !b.box->holds(where.place)) return false;
    if (!b.operators.empty() && (!o.serving || std::count(b.operators.begin(), b.operators.end(), o.serving->id) == 0)) return false;
    return true;
}

TEST(AccessProperty, WhatIsAllowedIsNeverBarredAndHasItsRightAndItsAgreement) {
    rc::check([] {
        const Market market = any_market();
        std::vector<Right> rights = example_rights();
        for (Right& r : rights) r.from = any_day();
        for (int tries = 0; tries < 20; ++tries) {
            PhoneSpot where;
            where.law = {any_area(), coin()};
            where.place = {Angle::degrees(-50.0 + below(60)), Angle::degrees(-100.0 + below(200))};
            where.aboard = static_cast<Aboard>(below(3));
            where.terrestrial_cell = coin();
            where.home_wifi = coin();
            const Instant at = any_day();
            const Operator& home = *market.find(any_id());
            const auto options = access_options(market, home, rights, where, at);
            std::size_t allowed = 0;
            bool refused = false;
            for (const AccessOption& o : options) {
                RC_ASSERT(o.allowed == o.reason.empty());
                refused = refused || !o.allowed;
                if (!o.allowed) continue;
                RC_ASSERT(!refused);  // the allowed ones stand first
                RC_ASSERT(static_cast<std::size_t>(o.rank) == allowed);
                ++allowed;
                for (const Barring& b : market.barring) RC_ASSERT(!bars(b, o, where, at));
                if (o.access == Access::kHomeWifi) RC_ASSERT(where.home_wifi);
                if (o.access == Access::kTerrestrial) RC_ASSERT(where.terrestrial_cell && where.aboard != Aboard::kAircraft);
                if (o.agreement) {
                    RC_ASSERT(o.agreement->home == home.id && o.serving && o.agreement->visited == o.serving->id);
                    RC_ASSERT(in_force(o.agreement->from, o.agreement->until, at) && o.agreement->aboard.has(where.aboard));
                    RC_ASSERT(o.agreement->accesses.has(o.access));
                } else if (o.serving) {
                    RC_ASSERT(o.serving == &home);
                } else {
                    RC_ASSERT(o.access == Access::kTerrestrial && market.terrestrial_everywhere);
                }
                if (o.access == Access::kSatellite) {
                    RC_ASSERT(o.serving && o.serving->satellite_from && *o.serving->satellite_from <= at);
                    RC_ASSERT(std::any_of(rights.begin(), rights.end(), [&](const Right& r) {
                        return r.holder == o.serving->rights_holder && reaches(r, where.law) && r.from <= at;
                    }));
                }
            }
            const auto place = [&](Access a) { return std::find(market.order.begin(), market.order.end(), a) - market.order.begin(); };
            for (std::size_t i = 1; i < allowed; ++i) RC_ASSERT(place(options[i - 1].access) <= place(options[i].access));
            for (const Access access : market.order)
                RC_ASSERT(std::any_of(options.begin(), options.end(), [&](const AccessOption& o) { return o.access == access; }));
        }
    });
}

}  // namespace
}  // namespace d2c::testing_operators
