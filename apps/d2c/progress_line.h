#pragma once
// Progress of a run: one line with a bar on a terminal, JSON lines elsewhere.

#include <chrono>
#include <string>

#include "base/progress.h"

namespace d2c::apps {

class ProgressLine {
  public:
    ProgressLine();
    void show(const ProgressEvent& event);
    /// Ends the line on a terminal, so that what follows stands on its own.
    void close();

  private:
    void draw_bar(const ProgressEvent& event, double elapsed_s, double eta_s);
    void print_json(const ProgressEvent& event, double elapsed_s, double eta_s);

    using Clock = std::chrono::steady_clock;
    bool terminal_;
    bool open_ = false;
    Clock::time_point started_ = Clock::now();
    Clock::time_point last_{};
};

}  // namespace d2c::apps
