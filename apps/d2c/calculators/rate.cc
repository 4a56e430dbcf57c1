#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "apps/d2c/calculators/calculators.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/options.h"
#include "apps/d2c/print.h"
#include "handset_phy/adaptation/fading/ageing.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/adaptation/rate/transport_rate.h"
#include "scenarios/fields/fields.h"
#include "scenarios/table/reader.h"
#include "spectrum/channelisation.h"

namespace d2c::apps {
namespace {

using Json = nlohmann::ordered_json;
using Number = std::optional<double>;

const std::map<std::string, AwgnSet> kSets{{"vienna", AwgnSet::kVienna}, {"ns3", AwgnSet::kNs3}};
const std::map<std::string, Combining> kHarq{
    {"none", Combining::kNone}, {"chase", Combining::kChase}, {"ir", Combining::kIncrementalRedundancy}};
const std::map<std::string, CqiTable> kTables{{"64qam", CqiTable::k64Qam},
                                              {"256qam", CqiTable::k256Qam},
                                              {"1024qam", CqiTable::k1024Qam},
                                              {"low-se", CqiTable::kLowSpectralEfficiency}};

template <class T>
std::vector<std::string> names(const std::map<std::string, T>& choices) {
    std::vector<std::string> all;
    for (const auto& [name, value] : choices) all.push_back(name);
    return all;
}

struct Options {
    Number snr_db, target_bler, rtt_ms, k_factor_db, outage, doppler_hz, shadow_sigma_db, shadow_time_ms, report_age_ms;
    std::optional<int> processes;
    int max_transmissions = 4;
    std::string bandwidth_mhz, handset, set = "vienna", table, harq = "ir";
    bool json = false;
};

/// A class of phones by its id in handset_phy/catalogue/chipsets.yaml.
Result<HandsetClass> read_handset(const std::string& data_dir, const std::string& id) {
    const auto& kinds = fields::catalogue_kinds();
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [](const auto& k) { return k.name == "chipsets"; });
    const std::string path = data_dir + "/handset_phy/catalogue/chipsets.yaml";
    Faults faults;
    table::Catalogues catalogues{data_dir};
    const yaml::Node* root = catalogues.load(path, "handset_phy/chipsets", kind->entries, faults);
    if (!root) return faults;
    yaml::Node entries = *root->find("entries");
    std::vector<ResolvedParameter> parameters;
    std::map<std::string, HandsetClass> classes;
    table::Reader{catalogues, faults, parameters}.read_object(kind->entries, entries, "", &classes);
    if (!faults.empty()) return faults;
    const auto found = classes.find(id);
    if (found == classes.end()) {
        check_choice(faults, "--handset", id.empty() ? "not given" : id, names(classes));
        return faults;
    }
    found->second.id = id;
    return found->second;
}

struct Carrier {
    double bandwidth_mhz;
    int resource_blocks;
};

/// Channels of the phone's air interface; of either where the class is not known.
std::vector<Carrier> carriers_of(const Options& o, const HandsetClass* handset, Faults& faults) {
    const bool lte = !handset || handset->air_interface == AirInterface::kLte, nr = !handset || !lte;
    std::string channels;
    const auto name = [&](const char* of, std::span<const ChannelRow> rows) {
        channels += fmt::format("{}{} channels", channels.empty() ? "" : "; ", of);
        for (const ChannelRow& row : rows) channels += fmt::format("{} {:g}", &row == &rows.front() ? "" : ",", row.bandwidth.in_mega());
    };
    if (lte) name("LTE", lte_channels());
    if (nr) name("NR 15 kHz", nr_15khz_channels());
    const std::string allowed = channels + " [MHz]; several carriers with commas between";
    std::vector<Carrier> carriers;
    const auto widths = parse_numbers(o.bandwidth_mhz);
    if (!widths) faults.push_back({"", 0, "--bandwidth-mhz", o.bandwidth_mhz.empty() ? "not given" : o.bandwidth_mhz, allowed});
    if (!widths) return carriers;
    double sum_mhz = 0.0;
    for (const double mhz : *widths) {
        auto blocks = lte ? lte_resource_blocks(Hertz::mega(mhz)) : std::nullopt;
        if (nr && !blocks) blocks = nr_15khz_resource_blocks(Hertz::mega(mhz));
        if (blocks) carriers.push_back({mhz, *blocks});
        if (!blocks) faults.push_back({"", 0, "--bandwidth-mhz", fmt::format("{:g}", mhz), allowed});
        sum_mhz += mhz;
    }
    if (handset && sum_mhz > handset->maximum_bandwidth.in_mega())
        faults.push_back({"", 0, "--bandwidth-mhz", o.bandwidth_mhz,
                          fmt::format("at most {:g} MHz together, which {} receives", handset->maximum_bandwidth.in_mega(), handset->id)});
    if (carriers.size() > 16) faults.push_back({"", 0, "--bandwidth-mhz", o.bandwidth_mhz, "at most 16 carriers"});
    return carriers;
}

void check_if_given(Faults& faults, const std::string& option, Number value, double low, double high, const std::string& unit) {
    if (value) check_range(faults, option, *value, low, high, unit);
}

Faults check(const Options& o) {
    Faults faults;
    if (!o.snr_db) faults.push_back({"", 0, "--snr-db", "not given", "-40 to 60 [dB]"});
    check_if_given(faults, "--snr-db", o.snr_db, -40.0, 60.0, "dB");
    check_choice(faults, "--bler-set", o.set, names(kSets));
    check_choice(faults, "--harq", o.harq, names(kHarq));
    if (!o.table.empty()) check_choice(faults, "--table", o.table, names(kTables));
    check_if_given(faults, "--target-bler", o.target_bler, 1e-5, 0.5, "");
    check_range(faults, "--max-transmissions", o.max_transmissions, 1, 32, "");
    check_if_given(faults, "--rtt-ms", o.rtt_ms, 0.0, 1000.0, "ms");
    if (o.processes) check_range(faults, "--processes", *o.processes, 1, 64, "");
    check_if_given(faults, "--k-factor-db", o.k_factor_db, -40.0, o.doppler_hz ? 25.0 : 40.0, "dB");
    check_if_given(faults, "--outage", o.outage, 1e-5, 0.5, "");
    check_if_given(faults, "--doppler-hz", o.doppler_hz, 0.0, 10000.0, "Hz");
    check_if_given(faults, "--shadow-sigma-db", o.shadow_sigma_db, 0.0, 20.0, "dB");
    check_if_given(faults, "--shadow-time-ms", o.shadow_time_ms, 0.1, 1e7, "ms");
    check_if_given(faults, "--report-age-ms", o.report_age_ms, 0.0, 10000.0, "ms");
    const auto needs = [&](const char* option, bool given, const char* other, bool other_given) {
        if (given && !other_given) faults.push_back({"", 0, other, "not given", fmt::format("needed by {}", option)});
    };
    needs("--outage", o.outage.has_value(), "--k-factor-db", o.k_factor_db.has_value());
    needs("--doppler-hz", o.doppler_hz.has_value(), "--k-factor-db", o.k_factor_db.has_value());
    needs("--shadow-sigma-db", o.shadow_sigma_db.has_value(), "--shadow-time-ms", o.shadow_time_ms.has_value());
    needs("--shadow-time-ms", o.shadow_time_ms.has_value(), "--shadow-sigma-db", o.shadow_sigma_db.has_value());
    needs("--processes", o.processes.has_value(), "--rtt-ms", o.rtt_ms.has_value());
    if (o.outage && o.doppler_hz)
        faults.push_back({"", 0, "--outage", fmt::format("{:g}", *o.outage), "not with --doppler-hz: reports follow the fading then"});
    return faults;
}

/// The question, what its margins are made of, and the answer.
struct Answer {
    HandsetClass handset;
    std::vector<Carrier> carriers;
    TransportQuestion question;
    Number fading_margin_db, ageing_margin_db, ergodic_loss_db, report_age_ms, correlation;
    TransportRate rate;
    double flow_goodput_mbps = 0.0;
};

/// Deviation of a format's error curve along SNR [dB]: how far 10 % lie from 50 %, over the 1.28 deviations between them.
double curve_deviation_db(const BlockErrorModel& model, const CqiRow& row) {
    const auto at = [&](double error) { return model.snr_for(error, row.modulation_order, row.code_rate_x1024 / 1024.0, 6144); };
    return at(0.1) && at(0.5) ? (*at(0.1) - *at(0.5)).value / 1.2815515655446004 : 0.0;
}

void add_variation(const Options& o, Answer& a) {
    TransportQuestion& q = a.question;
    const HarqTiming clock = *harq_timing(a.handset, o.rtt_ms.value_or(0.0) * 1e-3);
    const double age_s = o.report_age_ms ? *o.report_age_ms * 1e-3 : clock.processing_s + clock.round_trip_s;
    if (o.doppler_hz || o.shadow_sigma_db) a.report_age_ms = age_s * 1e3;
    if (o.k_factor_db) {
        const RiceFading fading = *RiceFading::create(Db{*o.k_factor_db});
        if (o.doppler_hz) {
            a.correlation = jakes_correlation(Hertz{*o.doppler_hz}, age_s);
            a.fading_margin_db = fast_fading_margin(fading.k(), *a.correlation, q.target_error)->value;
            q.spread = aged_rice_spread(fading.k(), *a.correlation);
        } else {
            a.fading_margin_db = std::max(0.0, fading.margin(o.outage.value_or(q.target_error))->value);
            q.spread = rice_spread(fading);
        }
    }
    if (o.shadow_sigma_db) {
        const Db change = SlowFading{Db{*o.shadow_sigma_db}, *o.shadow_time_ms * 1e-3}.change(age_s);
        const BlockErrorModel model{q.set};
        const int cqi = cqi_for(q.snr, q.table, q.set);
        const CqiRow& row = cqi_rows(q.table)[static_cast<std::size_t>(std::max(1, cqi)) - 1];
        a.ageing_margin_db = outer_loop_margin(q.target_error, Db{curve_deviation_db(model, row)}, change)->value;
        q.spread = combined(q.spread, normal_spread(change));
    }
    q.margin = Db{std::min(40.0, a.fading_margin_db.value_or(0.0) + a.ageing_margin_db.value_or(0.0))};
}

Result<Answer> answer(const Options& o, const std::string& data_dir) {
    Faults faults = check(o);
    Answer a;
    const auto handset = read_handset(data_dir, o.handset);
    if (!handset) {
        faults.insert(faults.end(), handset.faults().begin(), handset.faults().end());
        carriers_of(o, nullptr, faults);
        return faults;
    }
    a.handset = *handset;
    a.carriers = carriers_of(o, &a.handset, faults);
    if (!o.table.empty() && kTables.count(o.table) > 0) {
        const bool of_nr = o.table == "1024qam" || o.table == "low-se";
        if (of_nr && a.handset.air_interface == AirInterface::kLte)
            faults.push_back({"", 0, "--table", o.table, "64qam or 256qam with an LTE class"});
    }
    if (!faults.empty()) return faults;
    TransportQuestion& q = a.question;
    q.snr = Db{*o.snr_db};
    for (const Carrier& carrier : a.carriers) q.resource_blocks.push_back(carrier.resource_blocks);
    q.set = kSets.at(o.set);
    q.table = o.table.empty() ? table_for(a.handset) : kTables.at(o.table);
    q.harq = {kHarq.at(o.harq), o.max_transmissions};
    q.target_error = o.target_bler.value_or(q.harq.combining == Combining::kNone ? 0.01 : 0.1);
    if (o.rtt_ms) q.timing = harq_timing(a.handset, *o.rtt_ms * 1e-3);
    if (o.processes) q.timing->processes = *o.processes;
    add_variation(o, a);
    const auto rate = transport_rate(q, a.handset);
    if (!rate) return rate.faults();
    a.rate = *rate;
    double blocks = 0.0;
    for (const Carrier& carrier : a.carriers) blocks += carrier.resource_blocks;
    a.flow_goodput_mbps = goodput(q.snr, Hertz{blocks * kResourceBlock.value}, a.handset, q.set).value * 1e-6;
    if (o.k_factor_db && !a.rate.carriers.empty()) {
        const auto loss = ergodic_loss(*RiceFading::create(Db{*o.k_factor_db}), a.rate.snr_per_layer, a.rate.carriers[0].modulation_order);
        if (loss) a.ergodic_loss_db = loss->value;
    }
    return a;
}

std::string modulation_name(int order) { return order == 2 ? "QPSK" : fmt::format("{}QAM", 1 << order); }

struct TableNames {
    std::string cqi, mcs;
};
TableNames table_names(const Answer& a) {
    const bool lte = a.handset.air_interface == AirInterface::kLte;
    switch (a.question.table) {
        case CqiTable::k256Qam:
            return lte ? TableNames{"TS 36.213 7.2.3-2", "TS 36.213 7.1.7.1-1A"} : TableNames{"TS 38.214 5.2.2.1-3", "TS 38.214 5.1.3.1-2"};
        case CqiTable::kLowSpectralEfficiency:
            return {"TS 38.214 5.2.2.1-4", "TS 38.214 5.1.3.1-3"};
        case CqiTable::k1024Qam:
            return {"TS 38.214 5.2.2.1-5", "TS 38.214 5.1.3.1-4"};
        case CqiTable::k64Qam:
            break;
    }
    return lte ? TableNames{"TS 36.213 7.2.3-1", "TS 36.213 7.1.7.1-1"} : TableNames{"TS 38.214 5.2.2.1-2", "TS 38.214 5.1.3.1-1"};
}

/// The row of the CQI; nothing out of range.
const CqiRow* reached(const Answer& a) {
    return a.rate.cqi == 0 ? nullptr : &cqi_rows(a.question.table)[static_cast<std::size_t>(a.rate.cqi) - 1];
}

/// Of the rows that the class demodulates.
std::vector<double> thresholds_db(const Answer& a) {
    const BlockErrorModel model{a.question.set};
    std::vector<double> all;
    for (const CqiRow& row : cqi_rows(a.question.table))
        if (row.modulation_order <= a.handset.highest_modulation_order)
            all.push_back(model.threshold(row, cqi_error_rate(a.question.table)).value);
    return all;
}

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json number(Number value) { return value ? number(*value) : Json(nullptr); }

Json carrier_json(const Carrier& carrier, const CarrierRate& r, int layers) {
    Json j;
    j["bandwidth_mhz"] = carrier.bandwidth_mhz;
    j["resource_blocks"] = r.resource_blocks;
    j["mcs"] = r.mcs;
    j["modulation"] = modulation_name(r.modulation_order);
    j["modulation_order"] = r.modulation_order;
    j["code_rate"] = number(r.code_rate);
    j["spectral_efficiency_bit_per_s_per_hz"] = number(r.modulation_order * r.code_rate * layers);
    j["transport_block_bits"] = r.transport_block_bits;
    j["codewords"] = r.codewords;
    j["code_blocks"] = r.code_blocks.count;
    j["code_block_bits"] = r.code_blocks.bits;
    j["bler_at_choice"] = number(r.error_at_choice);
    j["bler"] = number(r.harq.first_error());
    j["bler_after"] = r.harq.error_after;
    j["residual_bler"] = number(r.harq.residual_error());
    j["mean_transmissions"] = number(r.harq.mean_transmissions());
    j["goodput_mbps"] = number(r.goodput.value * 1e-6);
    return j;
}

Json answer_json(const Options& o, const Answer& a) {
    const TransportQuestion& q = a.question;
    Json j{{"schema", "d2c.rate/1"}, {"handset", a.handset.id}};
    j["air_interface"] = a.handset.air_interface == AirInterface::kLte ? "lte" : "nr-ntn";
    j["snr_db"] = q.snr.value;
    j["bler_set"] = o.set;
    j["target_bler"] = q.target_error;
    j["cqi_table"] = table_names(a).cqi;
    j["mcs_table"] = table_names(a).mcs;
    j["cqi_bler"] = cqi_error_rate(q.table);
    j["cqi_thresholds_db"] = Json::array();
    for (const double db : thresholds_db(a)) j["cqi_thresholds_db"].push_back(number(db));
    j["fading_margin_db"] = number(a.fading_margin_db);
    j["ageing_margin_db"] = number(a.ageing_margin_db);
    j["report_age_ms"] = number(a.report_age_ms);
    j["report_correlation"] = number(a.correlation);
    j["ergodic_loss_db"] = number(a.ergodic_loss_db);
    j["layers"] = a.rate.layers;
    j["snr_at_choice_db"] = (a.rate.snr_per_layer - q.margin).value;
    j["cqi"] = a.rate.cqi;
    const CqiRow* row = reached(a);
    j["cqi_modulation_order"] = row ? Json(row->modulation_order) : Json(nullptr);
    j["cqi_code_rate_x1024"] = row ? Json(row->code_rate_x1024) : Json(nullptr);
    j["cqi_spectral_efficiency_bit_per_s_per_hz"] = row ? Json(row->bits_per_element) : Json(nullptr);
    j["meets_target"] = a.rate.cqi > 0 ? Json(a.rate.meets_target) : Json(nullptr);
    j["harq"] = o.harq;
    j["max_transmissions"] = q.harq.combining == Combining::kNone ? 1 : q.harq.most_transmissions;
    j["rtt_ms"] = number(o.rtt_ms);
    j["processes"] = q.timing ? Json(q.timing->processes) : Json(nullptr);
    j["filled_share"] = number(a.rate.filled_share);
    // The first carrier's figures stand at the top as well; where no CQI is reached there are none.
    const char* kFirst[] = {
        "resource_blocks",      "mcs",  "modulation",    "modulation_order",  "code_rate", "spectral_efficiency_bit_per_s_per_hz",
        "transport_block_bits", "bler", "residual_bler", "mean_transmissions"};
    Json list = Json::array();
    for (std::size_t i = 0; i < a.rate.carriers.size(); ++i) list.push_back(carrier_json(a.carriers[i], a.rate.carriers[i], a.rate.layers));
    for (const char* key : kFirst) j[key] = list.empty() ? Json(nullptr) : list[0][key];
    j["goodput_mbps"] = a.rate.goodput().value * 1e-6;
    j["flow_level_goodput_mbps"] = number(a.flow_goodput_mbps);
    j["carriers"] = list;
    return j;
}

void line(const std::string& name, const std::string& value, const std::string& note = "") {
    fmt::print("  {:<28}{:>14}{}{}\n", name, value, note.empty() ? "" : "  ", note);
}
std::string probability(double p) { return p < 1e-9 ? "below 1e-9" : fmt::format("{:.3g}", p); }

/// `16QAM 378/1024, 1.4766 bit per element, from 4.69 dB`.
std::string words(const CqiRow& row, const Answer& a) {
    return fmt::format("{}: {} {:g}/1024, {:.4f} bit per element, from {:.2f} dB", table_names(a).cqi,
                       modulation_name(row.modulation_order), row.code_rate_x1024, row.bits_per_element,
                       BlockErrorModel{a.question.set}.threshold(row, cqi_error_rate(a.question.table)).value);
}

void print_carrier(const Carrier& carrier, const CarrierRate& r, const Answer& a) {
    fmt::print("\nCarrier of {:g} MHz\n", carrier.bandwidth_mhz);
    line("resource blocks", fmt::format("{}", r.resource_blocks));
    line("MCS", fmt::format("{}", r.mcs), fmt::format("{}, {}", table_names(a).mcs, modulation_name(r.modulation_order)));
    line("code rate", fmt::format("{:.4f}", r.code_rate), "information and CRC over coded bits");
    line("spectral efficiency", fmt::format("{:.4f}", r.modulation_order * r.code_rate * a.rate.layers),
         "bit/s/Hz of useful elements, layers together");
    line("transport block", fmt::format("{} bit", with_thousands(r.transport_block_bits)),
         fmt::format("each ms{}; {} code block{} of {} bits", r.codewords > 1 ? " and layer" : "", r.code_blocks.count,
                     r.code_blocks.count > 1 ? "s" : "", r.code_blocks.bits));
    line("block errors, first", probability(r.harq.first_error()),
         a.question.spread.size() > 1 ? fmt::format("mean over the fading; {} at the SNR of the choice", probability(r.error_at_choice))
                                      : "");
    line("block errors, residual", probability(r.harq.residual_error()),
         r.harq.error_after.size() > 1 ? fmt::format("after {} transmissions", r.harq.error_after.size()) : "left to RLC");
    line("transmissions of a block", fmt::format("{:.3f}", r.harq.mean_transmissions()));
    line("goodput", fmt::format("{:.3f} Mbit/s", r.goodput.value * 1e-6));
}

void print_answer(const Options& o, const Answer& a) {
    const TransportQuestion& q = a.question;
    fmt::print("{} ({})\n", a.handset.title, a.handset.id);
    fmt::print("\nChoice\n");
    line("SNR", fmt::format("{:.2f} dB", q.snr.value), "mean, receive branches combined");
    if (a.fading_margin_db)
        line("fading margin", fmt::format("{:.2f} dB", *a.fading_margin_db),
             a.correlation
                 ? fmt::format("K {:g} dB, report {:g} ms old, correlation {:.3f}", *o.k_factor_db, *a.report_age_ms, *a.correlation)
                 : fmt::format("K {:g} dB, {:g} of the blocks fall below", *o.k_factor_db, o.outage.value_or(q.target_error)));
    if (a.ageing_margin_db)
        line("ageing margin", fmt::format("{:.2f} dB", *a.ageing_margin_db),
             fmt::format("shadowing {:g} dB, {:g} ms, report {:g} ms old", *o.shadow_sigma_db, *o.shadow_time_ms, *a.report_age_ms));
    if (a.rate.layers > 1) line("layers", fmt::format("{}", a.rate.layers), "3.01 dB less for each");
    line("SNR of the choice", fmt::format("{:.2f} dB", (a.rate.snr_per_layer - q.margin).value));
    line("CQI", fmt::format("{}", a.rate.cqi), reached(a) ? words(*reached(a), a) : table_names(a).cqi + ": out of range, nothing is sent");
    line("target block error rate", fmt::format("{:g}", q.target_error), a.rate.meets_target ? "" : "not met: MCS 0 is used all the same");
    for (std::size_t i = 0; i < a.rate.carriers.size(); ++i) print_carrier(a.carriers[i], a.rate.carriers[i], a);
    fmt::print("\nTogether\n");
    if (q.timing && q.harq.combining != Combining::kNone)
        line("intervals filled", fmt::format("{:.1f} %", a.rate.filled_share * 100.0),
             fmt::format("{} processes, {:g} ms + round trip {:g} ms", q.timing->processes, q.timing->processing_s * 1e3, *o.rtt_ms));
    if (a.ergodic_loss_db)
        line("ergodic loss", fmt::format("{:.2f} dB", *a.ergodic_loss_db), "if the fading moved within each block; not taken off");
    line("goodput", fmt::format("{:.3f} Mbit/s", a.rate.goodput().value * 1e-6));
    line("flow level", fmt::format("{:.3f} Mbit/s", a.flow_goodput_mbps),
         "what `d2c run` takes at this SNR: CQI steps, no repetition, no margin");
    std::string steps;
    for (const double db : thresholds_db(a)) steps += fmt::format(" {:.2f}", db);
    fmt::print("\nThresholds of CQI 1 up, block errors of {:g}, set {} [dB]:\n {}\n", cqi_error_rate(q.table), o.set, steps);
    fmt::print("Assumed: {:g} % overhead; useful elements flat over the band; {}; {}.\n", a.handset.overhead_share * 100.0,
               q.harq.combining == Combining::kNone
                   ? "no retransmission by HARQ"
                   : fmt::format("HARQ {} of up to {} transmissions at one SNR",
                                 o.harq == "ir" ? "with incremental redundancy" : "with chase combining", q.harq.most_transmissions),
               q.timing ? "stop-and-wait over the round trip" : "processes enough to fill every interval (no --rtt-ms)");
}

}  // namespace

Action add_rate(CLI::App& app, const Program& program) {
    auto o = std::make_shared<Options>();
    app.add_option("--snr-db", o->snr_db, "mean SNR over the occupied bandwidth, receive branches combined, -40 to 60 [dB]; needed");
    app.add_option("--bandwidth-mhz", o->bandwidth_mhz, "channel bandwidth [MHz]; several carriers with commas between, 5,5,20; needed");
    app.add_option("--handset", o->handset, "class, an id of handset_phy/catalogue/chipsets.yaml, lte-rel15-unmodified; needed");
    app.add_option("--bler-set", o->set, "published AWGN thresholds: vienna (default) or ns3");
    app.add_option("--table", o->table, "CQI and MCS tables: 64qam, 256qam, 1024qam, low-se (default: by the class's highest modulation)");
    app.add_option("--target-bler", o->target_bler,
                   "block errors of the first transmission, 1e-5 to 0.5 (default 0.1; 0.01 with --harq none)");
    app.add_option("--harq", o->harq, "none, chase or ir, incremental redundancy (default)");
    app.add_option("--max-transmissions", o->max_transmissions, "of one block, first counted, 1 to 32 (default 4)");
    app.add_option("--rtt-ms", o->rtt_ms, "propagation there and back, 0 to 1000 [ms] (default: HARQ fills every interval)");
    app.add_option("--processes", o->processes, "HARQ processes, 1 to 64 (default: LTE 8, NR 16, from Release 17 32)");
    app.add_option("--k-factor-db", o->k_factor_db,
                   "Ricean K of fading that reports do not follow, -40 to 40 [dB]; with --doppler-hz to 25");
    app.add_option("--outage", o->outage, "share of blocks that may fall below the fading margin, 1e-5 to 0.5 (default: the target)");
    app.add_option("--doppler-hz", o->doppler_hz, "Doppler spread, 0 to 10000 [Hz]: reports follow the fading, late (Jakes)");
    app.add_option("--shadow-sigma-db", o->shadow_sigma_db, "standard deviation of slow fading that reports follow, 0 to 20 [dB]");
    app.add_option("--shadow-time-ms", o->shadow_time_ms, "its decorrelation time (1/e), 0.1 to 1e7 [ms]");
    app.add_option("--report-age-ms", o->report_age_ms, "age of a report at use, 0 to 10000 [ms] (default: round trip + LTE 8, NR 4)");
    app.add_flag("--json", o->json, "print JSON");
    return [o, data_dir = program.data_dir] {
        const auto a = answer(*o, data_dir);
        if (!a) {
            print_faults(a.faults(), o->json);
            return kBadInput;
        }
        if (o->json) {
            fmt::print("{}\n", answer_json(*o, *a).dump(2));
        } else {
            print_answer(*o, *a);
        }
        return kDone;
    };
}

}  // namespace d2c::apps
