#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "base/random.h"
#include "handset_phy/adaptation/block_error/block_error.h"
#include "handset_phy/adaptation/block_error/miesm_rows.h"
#include "handset_phy/adaptation/block_error/mutual_information.h"
#include "handset_phy/adaptation/fading/ageing.h"
#include "handset_phy/adaptation/fading/rice.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/adaptation/rate/transport_rate.h"
#include "handset_phy/adaptation/tables/cqi.h"
#include "handset_phy/adaptation/tables/lte_transport_block.h"
#include "handset_phy/adaptation/tables/nr_transport_block.h"
#include "tests/reference/reference.h"
#include "tests/validation/check.h"

namespace d2c::validation {
namespace {

void published_rows(Rows& rows) {
    const auto cqi = reference::table("link/nr_cqi_tables.csv");
    const auto mcs = reference::table("link/nr_mcs_tables.csv");
    const char* kCqi = "TS 38.214 tables 5.2.2.1-2, -3, -4 (the first two are TS 36.213 7.2.3-1, -2)";
    const char* kMcs = "TS 38.214 tables 5.1.3.1-1, -2, -3";
    if (cqi.empty() || mcs.empty()) {
        rows.skip("CQI rows, bits per element", kCqi, "no reference data");
        rows.skip("MCS rows, order x code rate x 1024", kMcs, "no reference data");
        return;
    }
    const std::map<std::string, CqiTable> cqi_tables = {
        {"1", CqiTable::k64Qam}, {"2", CqiTable::k256Qam}, {"3", CqiTable::kLowSpectralEfficiency}};
    Worst efficiency;
    for (const reference::Row& row : cqi) {
        const CqiRow& ours = cqi_rows(cqi_tables.at(row.at("table")))[static_cast<std::size_t>(reference::number(row, "cqi")) - 1];
        efficiency.add(reference::number(row, "spectral_efficiency"), ours.bits_per_element,
                       "table " + row.at("table") + " CQI " + row.at("cqi"));
    }
    efficiency.into(rows, "CQI rows, bits per element", kCqi, Origin::kSecondary, 1e-9, "bit");
    const std::map<std::string, NrMcsTable> mcs_tables = {
        {"1", NrMcsTable::k64Qam}, {"2", NrMcsTable::k256Qam}, {"3", NrMcsTable::kLowSpectralEfficiency}};
    Worst rate;
    for (const reference::Row& row : mcs) {
        const NrMcsRow& ours = nr_mcs_rows(mcs_tables.at(row.at("table")))[static_cast<std::size_t>(reference::number(row, "mcs"))];
        rate.add(reference::number(row, "modulation_order") * reference::number(row, "code_rate_x1024"),
                 ours.modulation_order * ours.code_rate_x1024, "table " + row.at("table") + " MCS " + row.at("mcs"));
    }
    rate.into(rows, "MCS rows, order x code rate x 1024", kMcs, Origin::kSecondary, 1e-9, "bit");
}

void transport_blocks(Rows& rows) {
    Worst lte;
    const std::array<std::array<int, 3>, 8> cells{
        {{0, 1, 16}, {6, 1, 328}, {9, 6, 936}, {24, 110, 66592}, {26, 25, 18336}, {26, 100, 75376}, {27, 110, 73712}, {33, 100, 97896}}};
    for (const auto& [i_tbs, blocks, bits] : cells)
        lte.add(bits, lte_transport_block_bits(i_tbs, blocks).value_or(-1),
                "I_TBS " + std::to_string(i_tbs) + ", " + std::to_string(blocks) + " blocks");
    lte.into(rows, "LTE transport block sizes", "TS 36.213 table 7.1.7.2.1-1, as srsRAN 4G gives V12.13.0", Origin::kSecondary, 0.0, "bit");
    Worst nr;
    const auto size = [](int n, int elements, int order, double rate_x1024, int layers) {
        return nr_transport_block_bits({n, elements, order, rate_x1024 / 1024.0, layers}).value_or(-1);
    };
    nr.add(24, size(1, 132, 2, 120, 1), "1 block, QPSK 120/1024");
    nr.add(2152, size(25, 144, 2, 308, 1), "25 blocks, QPSK 308/1024");
    nr.add(12040, size(25, 144, 6, 567, 1), "25 blocks, 64QAM 567/1024");
    nr.add(5768, size(106, 144, 2, 193, 1), "106 blocks, QPSK 193/1024");
    nr.add(1277992, size(273, 156, 8, 948, 4), "273 blocks, 256QAM 948/1024, four layers");
    nr.into(rows, "NR transport block sizes", "TS 38.214 clause 5.1.3.2, by hand", Origin::kOtherFormula, 0.0, "bit");
}

double snr_db(const BlockErrorModel& model, double error, int order, double rate_x1024, int bits) {
    const auto snr = model.snr_for(error, order, rate_x1024 / 1024.0, bits);
    return snr ? snr->value : std::nan("");
}

void error_curves(Rows& rows) {
    const auto thresholds = reference::table("link/lte_cqi_snr_thresholds.csv");
    const auto miesm = reference::table("link/lte_miesm_awgn_sinr_thresholds_ns3.csv");
    const char* kViennaSet = "Vienna LTE simulators, AWGN, 10 % block errors, CQI 1 to 15";
    const char* kNs3Set = "ns-3 LTE error model (MIESM), code blocks of 6144 bits, CQI 1 to 15";
    const char* kCurves = "ns-3 LTE error model: mean and deviation of each MCS and code block size";
    if (thresholds.size() != 15 || miesm.size() != miesm_rows().size()) {
        rows.skip("SNR where our curve, placed there, has 10 % errors, set vienna", kViennaSet, "no reference data");
        rows.skip("SNR where our curve has 10 % errors, set ns3", kNs3Set, "no reference data");
        rows.skip("SNR of 50, 10 and 1 % code block errors", kCurves, "no reference data");
        return;
    }
    const BlockErrorModel vienna_model{AwgnSet::kVienna}, ns3_model{AwgnSet::kNs3};
    Worst vienna, ns3, apart;
    for (std::size_t i = 0; i < 15; ++i) {
        const CqiRow& row = cqi_rows(CqiTable::k64Qam)[i];
        const std::string where = "CQI " + std::to_string(row.cqi);
        const double of_vienna = reference::number(thresholds[i], "snr_db_vienna_awgn_10pct");
        const double of_ns3 = reference::number(thresholds[i], "snr_db_ns3_miesm_cb6144_10pct");
        vienna.add(of_vienna, snr_db(vienna_model, 0.1, row.modulation_order, row.code_rate_x1024, 6144), where);
        if (row.cqi != 6) ns3.add(of_ns3, snr_db(ns3_model, 0.1, row.modulation_order, row.code_rate_x1024, 6144), where);
        apart.add(of_ns3, row.vienna.value, where);
    }
    vienna.into(rows, "SNR where our curve, placed there, has 10 % errors, set vienna", kViennaSet, Origin::kProgram, 0.001, "dB");
    ns3.into(rows, "SNR where our curve has 10 % errors, set ns3, without CQI 6 (16QAM there)", kNs3Set, Origin::kProgram, 0.01, "dB");
    apart.into(rows, "the default set against the other", kNs3Set, Origin::kProgram, 0.75, "dB");
    Worst curves;
    for (std::size_t i = 0; i < miesm.size(); ++i) {
        const MiesmRow& row = miesm_rows()[i];
        for (const auto& [key, error] : {std::pair{"sinr_db_bler_0p5", 0.5}, {"sinr_db_bler_0p1", 0.1}, {"sinr_db_bler_0p01", 0.01}})
            curves.add(reference::number(miesm[i], key),
                       snr_db(ns3_model, error, row.modulation_order, row.code_rate_x1024, row.code_block_bits),
                       "MCS " + miesm[i].at("mcs") + ", " + miesm[i].at("code_block_bits") + " bits, " + key);
    }
    curves.into(rows, "SNR of 50, 10 and 1 % code block errors", kCurves, Origin::kProgram, 0.05, "dB");
}

double snr_of_half_a_bit_db() {
    double low = -5.0, high = 5.0;
    while (high - low > 1e-7) (bit_mutual_information(Db{0.5 * (low + high)}, 2) < 0.5 ? low : high) = 0.5 * (low + high);
    return low;
}

void information(Rows& rows) {
    rows.check("SNR of half a bit per bit, QPSK", "binary input in Gaussian noise, rate 1/2: Eb/N0 of 0.187 dB", Origin::kSecondary, 0.187,
               snr_of_half_a_bit_db(), 0.001, "dB");
    Worst metric;
    for (const int order : {2, 4, 6})
        for (int half_db = -20; half_db <= 60; ++half_db)
            metric.add(bit_mutual_information(Db{half_db / 2.0}, order), mmib(Db{half_db / 2.0}, order),
                       std::to_string(order) + " bits, " + std::to_string(half_db / 2) + " dB");
    metric.into(rows, "metric of the error curves against exact mutual information",
                "IEEE 802.16m-08/004r5 table 29, and integration over the noise", Origin::kOtherFormula, 0.031, "bit");
}

/// Share of blocks lost of 200,000 drawn one by one: shadowing of 4 dB and 100 ms, reports 12 ms old.
double lost_with_outer_loop() {
    const SlowFading shadow{Db{4.0}, 0.1};
    const double rho = shadow.correlation(0.012);
    const double margin = outer_loop_margin(0.1, Db{0.2}, shadow.change(0.012))->value;
    constexpr std::uint32_t kBlocks = 200'000;
    int lost = 0;
    for (std::uint32_t i = 0; i < kBlocks; ++i) {
        const auto draw = [&](std::uint32_t step) { return standard_normal({7, Purpose::kTest, i, 0, step}); };
        const double reported = 4.0 * draw(0), used = rho * reported + 4.0 * std::sqrt(1.0 - rho * rho) * draw(1);
        if (used - (reported - margin) + (1.28155 + draw(2)) * 0.2 < 0.0) ++lost;
    }
    return lost / static_cast<double>(kBlocks);
}

void fading(Rows& rows) {
    rows.check("Marcum Q1(1, 1)", "(1 + exp(-1) I0(1)) / 2, Abramowitz and Stegun table 9.8", Origin::kOtherFormula,
               0.5 * (1.0 + 0.4657596076), marcum_q1(1.0, 1.0), 1e-9, "");
    rows.check("margin for 1 % outage, Rayleigh (K of -40 dB)", "-10 log10(-ln 0.99)", Origin::kOtherFormula, 19.978,
               RiceFading::create(Db{-40.0})->margin(0.01)->value, 0.002, "dB");
    rows.check("margin for 10 %, report of an independent Rayleigh channel", "ratio of two exponentials: z / (1 + z) = 0.1",
               Origin::kOtherFormula, 9.542, fast_fading_margin(Db{-40.0}, 0.0, 0.1)->value, 0.01, "dB");
    rows.check("block errors with the outer loop's margin, reports 12 ms old, shadowing of 4 dB and 100 ms",
               "200,000 blocks drawn one by one, target 0.1", Origin::kOtherFormula, 0.1, lost_with_outer_loop(), 0.003, "");
}

void rates(Rows& rows) {
    HandsetClass lte;
    lte.overhead_share = 0.27;
    HandsetClass nr;
    nr.air_interface = AirInterface::kNrNtn;
    nr.release = 16;
    nr.highest_modulation_order = 8;
    nr.overhead_share = 0.14;
    rows.check("flow level, LTE 5 MHz at 0 dB", "25 x 12 x 14 x 1000 x 0.73 x 0.6016 bit/s", Origin::kOtherFormula, 1.8445,
               goodput(Db{0.0}, Hertz::mega(4.5), lte).value * 1e-6, 0.001, "Mbit/s");
    rows.check("flow level, NR 5 MHz, peak of one layer", "TS 38.306 clause 4.1.2, overhead 0.14", Origin::kOtherFormula, 26.75,
               goodput(Db{40.0}, Hertz::mega(4.5), nr).value * 1e-6, 0.01, "Mbit/s");
    TransportQuestion question;
    question.snr = Db{40.0};
    question.resource_blocks = {25};
    question.table = table_for(nr);
    rows.check("block by block, NR 5 MHz, peak of one layer", "TS 38.306 clause 4.1.2; transport blocks come in steps of 2 %",
               Origin::kOtherFormula, 26.75, transport_rate(question, nr).value().goodput().value * 1e-6, 0.54, "Mbit/s");
    rows.check("intervals filled, 16 processes, LEO-600 round trip of 25.77 ms", "16 / (4 + 25.77)", Origin::kOtherFormula, 0.5375,
               harq_timing(nr, 25.77e-3)->filled_share(), 0.0005, "");
    rows.check("intervals filled, LTE, 8 processes, round trip of 8 ms", "8 / (8 + 8)", Origin::kOtherFormula, 0.5,
               harq_timing(lte, 8e-3)->filled_share(), 1e-9, "");
}

const Chapter kTables{50, "Link adaptation: tables", [](Rows& rows) {
                          published_rows(rows);
                          transport_blocks(rows);
                      }};
const Chapter kErrors{51, "Link adaptation: block errors", [](Rows& rows) {
                          error_curves(rows);
                          information(rows);
                      }};
const Chapter kFading{52, "Link adaptation: fading and ageing", fading};
const Chapter kRates{53, "Link adaptation: rates", rates};

}  // namespace
}  // namespace d2c::validation
