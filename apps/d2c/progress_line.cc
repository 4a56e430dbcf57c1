#include "apps/d2c/progress_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace d2c::apps {
namespace {

const char* name_of(ProgressEvent::Kind kind) {
    switch (kind) {
        case ProgressEvent::Kind::kStart:
            return "start";
        case ProgressEvent::Kind::kProgress:
            return "progress";
        case ProgressEvent::Kind::kUnit:
            return "unit";
        case ProgressEvent::Kind::kWarning:
            return "warning";
        case ProgressEvent::Kind::kDone:
            return "done";
    }
    return "progress";
}

}  // namespace

ProgressLine::ProgressLine() : terminal_{isatty(STDERR_FILENO) != 0} {}

void ProgressLine::show(const ProgressEvent& event) {
    const Clock::time_point now = Clock::now();
    const double elapsed_s = std::chrono::duration<double>(now - started_).count();
    const double eta_s = event.done > 0.0 ? elapsed_s * (event.total - event.done) / event.done : -1.0;
    if (event.kind == ProgressEvent::Kind::kProgress) {
        const auto least = terminal_ ? std::chrono::milliseconds{100} : std::chrono::milliseconds{1000};
        if (now - last_ < least) return;
        last_ = now;
    }
    if (terminal_) {
        draw_bar(event, elapsed_s, eta_s);
    } else {
        print_json(event, elapsed_s, eta_s);
    }
}

void ProgressLine::close() {
    if (open_) fmt::print(stderr, "\n");
    open_ = false;
}

void ProgressLine::draw_bar(const ProgressEvent& event, double elapsed_s, double eta_s) {
    constexpr int kWidth = 24;
    const int full = event.total > 0.0 ? static_cast<int>(kWidth * event.done / event.total) : 0;
    const std::string eta = eta_s >= 0.0 && event.kind != ProgressEvent::Kind::kDone ? fmt::format("  {:.0f} s left", eta_s) : "";
    fmt::print(stderr, "\r{}  {:#<{}}{:.<{}}  {:.1f}/{:.0f} {}s  {:.0f} s{}\033[K", event.label, "", full, "", kWidth - full, event.done,
               event.total, event.unit, elapsed_s, eta);
    std::fflush(stderr);
    open_ = true;
}

void ProgressLine::print_json(const ProgressEvent& event, double elapsed_s, double eta_s) {
    const auto tenths = [](double s) { return static_cast<double>(static_cast<long>(s * 10.0 + 0.5)) / 10.0; };
    nlohmann::ordered_json line;
    line["event"] = name_of(event.kind);
    line["unit"] = event.unit;
    line["label"] = event.label;
    line["done"] = event.done;
    line["total"] = event.total;
    line["elapsed_s"] = tenths(elapsed_s);
    line["eta_s"] = eta_s >= 0.0 ? nlohmann::ordered_json(tenths(eta_s)) : nlohmann::ordered_json(nullptr);
    fmt::print(stderr, "{}\n", line.dump());
    std::fflush(stderr);
}

}  // namespace d2c::apps
