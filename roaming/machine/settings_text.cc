#include "roaming/machine/settings_text.h"

#include <charconv>
#include <cstdint>
#include <map>
#include <string_view>
#include <type_traits>

namespace d2c {
namespace {

template <class Trigger, class Visit>
void each_of_trigger(Trigger& t, const std::string& prefix, Visit& visit) {
    visit(prefix + "trigger", t.trigger);
    visit(prefix + "prefer", t.prefer);
    visit(prefix + "time_to_trigger_ns", t.time_to_trigger);
    visit(prefix + "hysteresis_db", t.hysteresis.value);
    visit(prefix + "a3_offset_db", t.a3_offset.value);
    visit(prefix + "a4_threshold_dbm", t.a4_threshold.value);
    visit(prefix + "a5_threshold1_dbm", t.a5_threshold1.value);
    visit(prefix + "a5_threshold2_dbm", t.a5_threshold2.value);
    visit(prefix + "d1_threshold1_m", t.d1_threshold1.value);
    visit(prefix + "d1_threshold2_m", t.d1_threshold2.value);
    visit(prefix + "d1_hysteresis_m", t.d1_hysteresis.value);
    visit(prefix + "t1_lead_ns", t.t1_lead);
    visit(prefix + "t1_duration_ns", t.t1_duration);
    visit(prefix + "least_sinr_db", t.least_sinr.value);
}

template <class Times, class Visit>
void each_of_times(Times& t, Visit& visit) {
    const auto time = [&](const char* name, auto& node) {
        std::string whole{"times."};
        whole.append(name).append("_ns");
        visit(whole, node.value);
    };
    time("rrc_reconfiguration", t.rrc_reconfiguration);
    time("rrc_setup", t.rrc_setup);
    time("rrc_reestablishment", t.rrc_reestablishment);
    time("security_mode", t.security_mode);
    time("conditional_execution", t.conditional_execution);
    time("retune", t.retune);
    time("cell_search", t.cell_search);
    time("network_search", t.network_search);
    time("system_information", t.system_information);
    time("preamble_wait", t.preamble_wait);
    time("grant_wait", t.grant_wait);
    time("preamble_detection", t.preamble_detection);
    time("grant_to_uplink", t.grant_to_uplink);
    time("ran_message", t.ran_message);
    time("phone_message", t.phone_message);
    time("feedback", t.feedback);
    time("handover_decision", t.handover_decision);
    time("admission", t.admission);
    time("core_message", t.core_message);
    time("home_message", t.home_message);
    time("wifi_scan", t.wifi_scan);
    time("wifi_association", t.wifi_association);
    time("wifi_address", t.wifi_address);
    time("authentication", t.authentication);
}

/// Calls visit(name, field) for every setting.
template <class Settings, class Visit>
void each_setting(Settings& s, Visit visit) {
    each_of_trigger(s.handover, "handover.", visit);
    each_of_trigger(s.reselection, "reselection.", visit);
    visit(std::string{"filter_coefficient"}, s.filter.k);
    visit(std::string{"method"}, s.method);
    each_of_times(s.procedures.times, visit);
    visit(std::string{"procedures.ran_place"}, s.procedures.ran_place);
    visit(std::string{"procedures.preamble_format"}, s.procedures.preamble_format);
    visit(std::string{"procedures.two_step_access"}, s.procedures.two_step_access);
    visit(std::string{"procedures.data_forwarding"}, s.procedures.data_forwarding);
    visit(std::string{"procedures.link_between_rans"}, s.procedures.link_between_rans);
    visit(std::string{"procedures.home_routed"}, s.procedures.home_routed);
    visit(std::string{"procedures.most_transmissions"}, s.procedures.most_transmissions);
    visit(std::string{"link.qout_db"}, s.link.qout.value);
    visit(std::string{"link.qin_db"}, s.link.qin.value);
    visit(std::string{"link.n310"}, s.link.n310);
    visit(std::string{"link.n311"}, s.link.n311);
    visit(std::string{"link.t310_ns"}, s.link.t310);
    visit(std::string{"link.indication_period_ns"}, s.link.indication_period);
    visit(std::string{"preparation_range_db"}, s.preparation_range.value);
    visit(std::string{"t304_ns"}, s.t304);
    visit(std::string{"t311_ns"}, s.t311);
    visit(std::string{"t301_ns"}, s.t301);
    visit(std::string{"t300_ns"}, s.t300);
    visit(std::string{"inactivity_ns"}, s.inactivity);
}

std::string text_of(Trigger v) { return std::string{to_string(v)}; }
std::string text_of(Preference v) { return std::string{to_string(v)}; }
std::string text_of(HandoverMethod v) { return std::string{to_string(v)}; }
std::string text_of(RanPlace v) { return v == RanPlace::kSatellite ? "satellite" : "gateway"; }
std::string text_of(bool v) { return v ? "true" : "false"; }
template <class Rep, class Period>
std::string text_of(std::chrono::duration<Rep, Period> v) {
    return std::to_string(std::chrono::nanoseconds{v}.count());
}
std::string text_of(double v) {
    char buffer[40];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, v).ptr};  // the shortest that comes back
}
template <class Integer>
requires std::is_integral_v<Integer> std::string text_of(Integer v) { return std::to_string(v); }

template <class Number>
bool number_from(std::string_view text, Number& v) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
    return error == std::errc{} && end == text.data() + text.size();
}
template <class T>
bool enum_from(std::optional<T> parsed, T& v) {
    if (parsed) v = *parsed;
    return parsed.has_value();
}
bool from_text(std::string_view text, Trigger& v) { return enum_from(parse_trigger(text), v); }
bool from_text(std::string_view text, Preference& v) { return enum_from(parse_preference(text), v); }
bool from_text(std::string_view text, HandoverMethod& v) { return enum_from(parse_handover_method(text), v); }
bool from_text(std::string_view text, RanPlace& v) {
    v = text == "gateway" ? RanPlace::kGateway : RanPlace::kSatellite;
    return text == text_of(v);
}
bool from_text(std::string_view text, bool& v) {
    v = text == "true";
    return text == text_of(v);
}
template <class Rep, class Period>
bool from_text(std::string_view text, std::chrono::duration<Rep, Period>& v) {
    std::int64_t ns = 0;
    if (!number_from(text, ns)) return false;
    v = std::chrono::duration_cast<std::chrono::duration<Rep, Period>>(std::chrono::nanoseconds{ns});
    return std::chrono::nanoseconds{v}.count() == ns;
}
template <class Number>
requires std::is_arithmetic_v<Number>
bool from_text(std::string_view text, Number& v) { return number_from(text, v); }

}  // namespace

std::vector<SettingText> settings_text(const MachineSettings& settings) {
    std::vector<SettingText> texts;
    each_setting(settings, [&](const std::string& name, const auto& v) { texts.emplace_back(name, text_of(v)); });
    return texts;
}

Result<MachineSettings> settings_from_text(std::span<const SettingText> texts) {
    std::map<std::string_view, std::string_view> by_name;
    for (const auto& [name, value] : texts) by_name.emplace(name, value);
    MachineSettings settings;
    Faults faults;
    each_setting(settings, [&](const std::string& name, auto& v) {
        const auto found = by_name.find(name);
        if (found == by_name.end()) {
            faults.push_back({"", 0, name, "", "a value"});
        } else if (!from_text(found->second, v)) {
            faults.push_back({"", 0, name, std::string{found->second}, "a value such as " + text_of(v)});
        }
    });
    if (faults.empty()) faults = check(settings);
    if (!faults.empty()) return faults;
    return settings;
}

}  // namespace d2c
