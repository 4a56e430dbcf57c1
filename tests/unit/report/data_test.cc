// Figures as bytes: what is lost on the way to the page, and what never is.

#include <gtest/gtest.h>
#include <zlib.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "report/data/levels.h"
#include "report/data/outlines.h"
#include "report/data/pack.h"
#include "report/data/planes.h"

namespace d2c::report {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double decoded(const Levels& levels, double value, Rounding rounding = Rounding::kNearest) {
    return levels.values().at(levels.encode(value, rounding));
}

TEST(Levels, NothingAndNanHaveNoLevel) {
    EXPECT_EQ(share_levels().encode(std::nullopt), kNoValue);
    EXPECT_EQ(sinr_levels().encode(kNan), kNoValue);
}

TEST(Levels, AShareIsRoundedByAtMostHalfAStepAndOnlyNothingIsZeroAndOnlyAllIsOne) {
    for (int i = 1; i < 100000; ++i) {
        const double share = i / 100000.0, stored = decoded(share_levels(), share);
        ASSERT_GT(stored, 0.0) << share;
        ASSERT_LT(stored, 1.0) << share;
        if (share > 0.005 && share < 0.995) {
            ASSERT_LE(std::abs(stored - share), 0.0025 + 1e-12) << share;
        }
    }
    EXPECT_EQ(decoded(share_levels(), 0.0), 0.0);
    EXPECT_EQ(decoded(share_levels(), 1.0), 1.0);
}

TEST(Levels, AnIntervalIsNeverPrintedNarrowerThanStored) {
    for (int n = 1; n < 120; ++n) {
        for (int k = 0; k <= n; ++k) {
            const double share = static_cast<double>(k) / n;
            ASSERT_LE(decoded(share_levels(), share, Rounding::kDown), share + 1e-9);
            ASSERT_GE(decoded(share_levels(), share, Rounding::kUp), share - 1e-9);
        }
    }
}

TEST(Levels, TheThresholdOfAPlannerIsALevelSoThatRoundingNeverCrossesIt) {
    EXPECT_EQ(decoded(share_levels(), 76.0 / 80.0, Rounding::kDown), 0.95);
    EXPECT_LT(decoded(share_levels(), 75.99 / 80.0, Rounding::kDown), 0.95);
}

TEST(Levels, DecibelsAreRoundedByAtMostAQuarterAndStopAtTheEnds) {
    for (double sinr = -40.0; sinr <= 60.0; sinr += 0.037) ASSERT_LE(std::abs(decoded(sinr_levels(), sinr) - sinr), 0.25 + 1e-9);
    EXPECT_EQ(decoded(rsrp_levels(), -500.0), -160.0);
    EXPECT_EQ(decoded(rsrp_levels(), std::numeric_limits<double>::infinity()), -60.0);
}

TEST(Levels, ARateKeepsTwoDigitsFrom100KbitPerSecond) {
    for (double rate = 100.0; rate < 9900.0; rate *= 1.003) ASSERT_LE(std::abs(decoded(rate_levels(), rate) / rate - 1.0), 0.0501) << rate;
    for (double rate = 1.0; rate < 100.0; rate *= 1.01) ASSERT_LE(std::abs(decoded(rate_levels(), rate) - rate), 2.5 + 1e-9) << rate;
    EXPECT_EQ(decoded(rate_levels(), 1234.0), 1200.0);
    EXPECT_GT(decoded(rate_levels(), 0.01), 0.0);
    EXPECT_EQ(decoded(rate_levels(), 0.0), 0.0);
}

TEST(Pack, Base64GivesTheTestVectorsOfRfc4648) {
    const auto of = [](std::string_view text) { return base64({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}); };
    EXPECT_EQ(of(""), "");
    EXPECT_EQ(of("f"), "Zg==");
    EXPECT_EQ(of("fo"), "Zm8=");
    EXPECT_EQ(of("foo"), "Zm9v");
    EXPECT_EQ(of("foob"), "Zm9vYg==");
    EXPECT_EQ(of("fooba"), "Zm9vYmE=");
    EXPECT_EQ(of("foobar"), "Zm9vYmFy");
    const Bytes high{0xff, 0xff, 0xff, 0xfb, 0xef, 0xbe};
    EXPECT_EQ(base64(high), "////++++");
}

CellIndex two_cells() { return {{7, 0}, {9, 1}}; }

results::CellQualityRow row_of(std::int64_t cell, const std::string& state, double held = 0.0) {
    results::CellQualityRow row;
    row.cell = cell;
    row.state = state;
    row.services.resize(1);
    row.right_area_share = state == "right" ? 1.0 : 0.0;
    row.services[0].held_area_share = held;
    return row;
}

/// The byte of `plane` for the cell at `index`, with the plane it is relative to added again.
std::uint8_t byte_of(const Bytes& bytes, const std::vector<PlaneInfo>& infos, const std::string& plane, std::size_t index,
                     std::size_t cells) {
    for (std::size_t p = 0; p < infos.size(); ++p) {
        if (infos[p].id != plane) continue;
        const std::uint8_t own = bytes.at(p * cells + index);
        return infos[p].minus.empty() ? own : static_cast<std::uint8_t>(own + byte_of(bytes, infos, infos[p].minus, index, cells));
    }
    ADD_FAILURE() << "no plane " << plane;
    return 0;
}

TEST(Planes, WhatIsEncodedComesBackByPlane) {
    const std::vector<results::ServiceRow> services{{0, "text", "Text", 0.95, 0.0}};
    const std::vector<PlaneInfo> infos = planes(services);
    results::CellQualityRow row = row_of(9, "right", 0.25);
    row.tries = 1234;
    row.sinr_db = -3.5;
    row.services[0].success_share = 0.8;
    row.services[0].success_low = 0.7;
    row.services[0].success_high = 0.9;
    row.services[0].held_people_share = 0.5;
    row.interruption_p50_ms = 61.2;
    row.interruption_p95_ms = 1234.0;
    row.ping_pongs_per_hour = 2.5;
    row.without_service_share = 0.125;
    row.serving_operator = "telstra";
    OperatorNumbers operators;
    EXPECT_EQ(operators.of("one-nz"), 0);
    const Bytes bytes = encode_planes(std::vector{row}, two_cells(), 1, operators);
    ASSERT_EQ(bytes.size(), 2 * infos.size());
    const auto value = [&](const std::string& plane, const Levels& levels) {
        return levels.values().at(byte_of(bytes, infos, plane, 1, 2));
    };
    EXPECT_EQ(byte_of(bytes, infos, "state", 1, 2), static_cast<int>(CellState::kRight));
    EXPECT_EQ(byte_of(bytes, infos, "tries_low", 1, 2) + 256 * byte_of(bytes, infos, "tries_high", 1, 2), 1234);
    EXPECT_EQ(value("sinr_db", sinr_levels()), -3.5);
    EXPECT_EQ(value("success:text", share_levels()), 0.8);
    EXPECT_EQ(value("success_low:text", share_levels()), 0.7);
    EXPECT_EQ(value("success_high:text", share_levels()), 0.9);
    EXPECT_EQ(value("area:text", share_levels()), 0.25);
    EXPECT_EQ(value("people:text", share_levels()), 0.5);
    EXPECT_EQ(value("interruption_p50_ms", time_levels()), 61.0);
    EXPECT_EQ(value("interruption_p95_ms", time_levels()), 1250.0);
    EXPECT_EQ(value("ping_pongs_per_hour", count_levels()), 2.5);
    EXPECT_EQ(value("without_service_share", share_levels()), 0.125);
    EXPECT_EQ(byte_of(bytes, infos, "serving_operator", 1, 2), 1);
    const Bytes names = operators.text();
    EXPECT_EQ(std::string(names.begin(), names.end()), "one-nz\ntelstra\n");
    EXPECT_EQ(byte_of(bytes, infos, "rate_kbps", 1, 2), kNoValue) << "a figure that does not exist is not 0";
}

TEST(Planes, ACellWithoutARowHasNoFigures) {
    const std::vector<results::ServiceRow> services{{0, "text", "Text", 0.95, 0.0}};
    const std::vector<PlaneInfo> infos = planes(services);
    OperatorNumbers operators;
    const Bytes bytes = encode_planes(std::vector{row_of(9, "right"), row_of(12345, "right")}, two_cells(), 1, operators);
    EXPECT_EQ(byte_of(bytes, infos, "state", 0, 2), static_cast<int>(CellState::kNoRow));
    for (const PlaneInfo& info : infos)
        if (info.levels != nullptr) {
            EXPECT_EQ(byte_of(bytes, infos, info.id, 0, 2), kNoValue) << info.id;
        }
}

std::vector<int> first_and_kept(const std::vector<results::CellQualityRow>& by_quarter) {
    FirstQuarters first{2, 1};
    for (const results::CellQualityRow& row : by_quarter) first.add(std::vector{row}, two_cells());
    const Bytes planes = first.planes();
    return {planes.at(0), planes.at(2)};
}

TEST(FirstQuarters, IsTheFirstWithHalfOfTheCellHeld) {
    EXPECT_EQ(first_and_kept({row_of(7, "not in service"), row_of(7, "right", 0.49), row_of(7, "right", 0.5), row_of(7, "right", 1.0)}),
              (std::vector{2, 1}));
}
TEST(FirstQuarters, SaysWhenItWasLostLater) {
    EXPECT_EQ(first_and_kept({row_of(7, "right", 1.0), row_of(7, "right", 0.0), row_of(7, "right", 1.0)}), (std::vector{0, 0}));
}
TEST(FirstQuarters, TellsNeverFromNoRightFromNotOnSale) {
    EXPECT_EQ(first_and_kept({row_of(7, "no right"), row_of(7, "right"), row_of(7, "no right")})[0], FirstQuarters::kNever);
    EXPECT_EQ(first_and_kept({row_of(7, "not in service"), row_of(7, "no right")})[0], FirstQuarters::kNoRight);
    EXPECT_EQ(first_and_kept({row_of(7, "not in service"), row_of(7, "not in service")})[0], FirstQuarters::kNeverOnSale);
}
TEST(FirstQuarters, ARightOnLessThanHalfOfACellIsNoneForIt) {
    results::CellQualityRow coast = row_of(7, "right", 0.3);
    coast.right_area_share = 0.49;
    EXPECT_EQ(first_and_kept({coast})[0], FirstQuarters::kNoRight);
    coast.right_area_share = 0.5;
    EXPECT_EQ(first_and_kept({coast})[0], FirstQuarters::kNever);
    coast.right_area_share = kNan;
    EXPECT_EQ(first_and_kept({coast})[0], FirstQuarters::kNoRight);
}
TEST(FirstQuarters, ANanIsNotHeld) { EXPECT_EQ(first_and_kept({row_of(7, "right", kNan)})[0], FirstQuarters::kNever); }
TEST(FirstQuarters, AnyClassHoldsWhatOneOfThemHolds) {
    std::vector<results::CellQualityRow> best;
    merge_best(best, std::vector{row_of(7, "no right"), row_of(9, "right", 0.2)});
    merge_best(best, std::vector{row_of(7, "not in service"), row_of(8, "right", 0.4), row_of(9, "no right")});
    merge_best(best, std::vector{row_of(9, "right", 0.7)});
    ASSERT_EQ(best.size(), 3U);
    EXPECT_EQ(best[0].state, "no right");
    EXPECT_EQ(best[1].cell, 8);
    EXPECT_EQ(best[2].state, "right");
    EXPECT_EQ(best[2].services[0].held_area_share, 0.7);
}

TEST(Outlines, AThinnedRingStaysWithinItsTolerance) {
    std::vector<double> longitude, latitude;
    for (int i = 0; i < 2000; ++i) {
        const double a = 2.0 * std::numbers::pi * i / 2000;
        longitude.push_back((10.0 + std::sin(9.0 * a)) * std::cos(a));
        latitude.push_back((10.0 + std::sin(9.0 * a)) * std::sin(a));
    }
    const std::vector<std::size_t> kept = thinned(longitude, latitude, 0.06);
    EXPECT_LT(kept.size(), 200U);
    // Independent of the thinning: distance of each point to the nearest of many points along the thinned ring.
    for (std::size_t i = 0; i < longitude.size(); i += 7) {
        double nearest = 1e9;
        for (std::size_t k = 0; k < kept.size(); ++k) {
            const std::size_t a = kept[k], b = kept[(k + 1) % kept.size()];
            for (int step = 0; step <= 200; ++step) {
                const double t = step / 200.0;
                nearest = std::min(nearest, std::hypot(longitude[a] + t * (longitude[b] - longitude[a]) - longitude[i],
                                                       latitude[a] + t * (latitude[b] - latitude[a]) - latitude[i]));
            }
        }
        ASSERT_LE(nearest, 0.06 + 0.01) << i;
    }
}

TEST(Outlines, ASquareKeepsItsCornersOnlyAndSmallIslandsAreLeftOut) {
    Borders::Outline square, islet;
    for (int side = 0; side < 4; ++side)
        for (int i = 0; i < 50; ++i) {
            const double t = i / 50.0;
            const double x = side == 0   ? t
                             : side == 1 ? 1.0
                             : side == 2 ? 1.0 - t
                                         : 0.0,
                         y = side == 0   ? 0.0
                             : side == 1 ? t
                             : side == 2 ? 1.0
                                         : 1.0 - t;
            square.longitude_deg.push_back(10.0 * x - 5.0);
            square.latitude_deg.push_back(-20.0 * y);
            islet.longitude_deg.push_back(0.1 * x);
            islet.latitude_deg.push_back(0.1 * y);
        }
    const std::vector<Borders::Outline> rings{square, islet};
    const Bytes bytes = encode_outlines(rings);
    ASSERT_EQ(bytes.size(), 2U + 4 * 4);
    EXPECT_EQ(bytes[0], 4);
    const auto i16 = [&](std::size_t at) { return static_cast<std::int16_t>(bytes[at] | bytes[at + 1] << 8); };
    EXPECT_EQ(i16(2), -500);
    EXPECT_EQ(i16(4), 0);
    EXPECT_EQ(i16(10), 500);
    EXPECT_EQ(i16(12), -2000);
}

}  // namespace
}  // namespace d2c::report
