#include "video/abr/stream.h"

#include <algorithm>
#include <cstdio>
#include <optional>

#include "video/abr/network.h"
#include "video/abr/playback.h"
#include "video/abr/throughput_estimate.h"

namespace d2c::abr {
namespace {

// Between two looks at a download that may be given up: Sabre's NetworkModel.
constexpr double kLookBits = 12'000.0, kLook_ms = 50.0;
constexpr double kMostPeriods = 1e8, kMostBits = 1e12;

Faults check(const Movie& movie, const std::vector<NetworkPeriod>& trace, const StreamOptions& options) {
    Faults faults = validate(movie, "movie");
    const Faults in_trace = validate(trace, "network");
    faults.insert(faults.end(), in_trace.begin(), in_trace.end());
    if (!(options.max_buffer_ms > movie.segment_ms && options.max_buffer_ms <= 3.6e6)) {
        char text[32];
        std::snprintf(text, sizeof text, "%g", options.max_buffer_ms);
        faults.push_back({"", 0, "max_buffer_ms", text, "above one segment, up to 3600000 [ms]"});
    }
    if (!faults.empty()) return faults;
    double film_bits = 0.0, trace_bits = 0.0, trace_ms = 0.0, latency_ms = 0.0;
    for (const auto& sizes : movie.sizes_bits) film_bits += *std::max_element(sizes.begin(), sizes.end());
    for (const NetworkPeriod& p : trace) {
        trace_bits += p.duration_ms * p.bandwidth_kbps;
        trace_ms += p.duration_ms;
        latency_ms = std::max(latency_ms, p.latency_ms);
    }
    if (!(film_bits <= kMostBits)) faults.push_back({"", 0, "movie", "too large", "at most 1e12 bit at its highest bit rate"});
    // Waiting for room in the buffer takes no longer than the film, requests no longer than the latency of one for each bit rate.
    const double idle_ms = static_cast<double>(movie.segments()) * (movie.segment_ms + static_cast<double>(movie.rungs()) * latency_ms);
    if (!((film_bits / trace_bits + idle_ms / trace_ms) * static_cast<double>(trace.size()) <= kMostPeriods))
        faults.push_back({"", 0, "network", "too thin", "a trace that carries the film, its requests and its waits within 1e8 periods"});
    return faults;
}

/// The highest rung that the bandwidth carries, less the share of a segment's length that the latency takes.
std::size_t sustained_rung(const Movie& movie, const NetworkPeriod& period) {
    const double bandwidth_kbps = period.bandwidth_kbps * (1.0 - period.latency_ms / movie.segment_ms);
    std::size_t rung = 0;
    while (rung + 1 < movie.rungs() && movie.bitrates_kbps[rung + 1] <= bandwidth_kbps) ++rung;
    return rung;
}

class Session {
  public:
    Session(const Movie& movie, const std::vector<NetworkPeriod>& trace, RuleKind rule, const StreamOptions& options)
        : movie_{movie},
          options_{options},
          playback_{movie, options.max_buffer_ms},
          estimate_{movie.segment_ms},
          rule_{make_rule(rule, movie, options.max_buffer_ms)},
          network_{trace, [this](const NetworkPeriod& period) { entered(period); }} {}

    StreamResult run() {
        for (std::size_t segment = 0; segment < movie_.segments();) {
            if (fetch(segment)) ++segment;
        }
        playback_.play_out();
        StreamResult result = playback_.result();
        result.given_up = given_up_;
        return result;
    }

  private:
    void entered(const NetworkPeriod& period) {
        const std::size_t rung = sustained_rung(movie_, period);
        if (sustained_ && *sustained_ != rung) playback_.network_changed(network_.now_ms(), *sustained_, rung);
        sustained_ = rung;
    }
    Situation situation(std::size_t segment) const {
        return {segment, playback_.buffer_ms(), estimate_.throughput_kbps(), estimate_.latency_ms()};
    }
    void wait(double ms) {
        playback_.play(ms);
        network_.wait(ms);
    }
    /// One try for a segment; false if it was given up.
    bool fetch(std::size_t segment) {
        Choice choice;
        if (segment > 0) {
            const double full_ms = playback_.buffer_ms() + movie_.segment_ms - options_.max_buffer_ms;
            if (full_ms > 0.0) {
                wait(full_ms);
                rule_->waited(full_ms);
            }
            choice = rule_->choose(situation(segment));
            if (choice.wait_ms > 0.0) wait(choice.wait_ms);
        }
        const Download download = load(segment, choice.rung);
        if (segment == 0) {
            playback_.start(download.elapsed_ms);
        } else {
            playback_.play(download.elapsed_ms);
        }
        if (!download.given_up_for) playback_.received(download.rung);
        rule_->downloaded(download, situation(segment));
        if (download.given_up_for) {
            ++given_up_;
            return false;
        }
        const double download_ms = download.elapsed_ms - download.first_bit_ms;
        estimate_.add(download_ms, download.received_bits / download_ms, download.first_bit_ms);
        return true;
    }
    Download load(std::size_t segment, std::size_t rung) {
        Download d{.segment = segment, .rung = rung, .size_bits = movie_.sizes_bits[segment][rung]};
        d.first_bit_ms = network_.request();
        if (segment == 0 || !options_.give_up_downloads) {
            d.elapsed_ms = d.first_bit_ms + network_.receive(d.size_bits);
            d.received_bits = d.size_bits;
            return d;
        }
        d.elapsed_ms = d.first_bit_ms;
        Situation now = situation(segment);
        const double buffer_ms = now.buffer_ms;
        double least_ms = kLook_ms - d.first_bit_ms;
        while (d.received_bits < d.size_bits) {
            const NetworkWalk::Part part = network_.receive_some(d.size_bits - d.received_bits, kLookBits, least_ms);
            d.received_bits += part.bits;
            d.elapsed_ms += part.ms;
            least_ms = kLook_ms;
            if (!(d.received_bits < d.size_bits)) break;
            now.buffer_ms = std::max(0.0, buffer_ms - d.elapsed_ms);
            d.given_up_for = rule_->give_up(d, now);
            if (d.given_up_for) break;
        }
        return d;
    }

    const Movie& movie_;
    const StreamOptions options_;
    detail::Playback playback_;
    ThroughputEstimate estimate_;
    std::unique_ptr<Rule> rule_;
    std::optional<std::size_t> sustained_;
    int given_up_ = 0;
    NetworkWalk network_;
};

}  // namespace

Result<StreamResult> stream(const Movie& movie, const std::vector<NetworkPeriod>& trace, RuleKind rule, const StreamOptions& options) {
    if (Faults faults = check(movie, trace, options); !faults.empty()) return faults;
    return Session{movie, trace, rule, options}.run();
}

}  // namespace d2c::abr
