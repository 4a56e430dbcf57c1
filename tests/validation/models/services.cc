#include "video/services.h"

#include <cmath>

#include "base/random.h"
#include "tests/validation/check.h"

namespace d2c::validation {
namespace {

/// Frames one by one on a link that is dark from `from_s` to `to_s` and else ample: those due in the dark, but for the last `slack_s`.
double frames_lost_share(double call_s, double from_s, double to_s, double slack_s) {
    int sent = 0, lost = 0;
    for (double due_s = 0.0; due_s < call_s - 1e-9; due_s += 0.02) {
        ++sent;
        lost += due_s >= from_s && due_s + slack_s < to_s;
    }
    return static_cast<double>(lost) / sent;
}

void fill(Rows& rows) {
    const VoiceService voice;
    const LightDataService data;
    rows.check("bits of a voice frame at 13.2 kbit/s and 20 ms", "3GPP TS 26.445, EVS primary mode", Origin::kSecondary, 264.0,
               voice.codec_rate.value * voice.frame_s, 1e-9, "bit");
    rows.check("rate of a call over the radio link, 40 bytes every 20 ms", "33 + 7 bytes by hand", Origin::kOtherFormula, 16.0,
               radio_rate(voice).value / 1e3, 1e-9, "kbit/s");
    rows.check("delay from mouth to ear without waiting, satellite at 600 km", "157 + 100 + 20 + 8 + 3 x 600 km / c by hand",
               Origin::kOtherFormula, 291.004, 1e3 * (voice.max_delay_s - slack_s(voice, Metres::kilo(600.0))), 0.001, "ms");
    rows.check("greatest one-way delay of a call", "ITU-T G.114 (2003), planning limit", Origin::kSecondary, 400.0, voice.max_delay_s * 1e3,
               1e-9, "ms");
    Worst outages;
    for (const double dark_s : {0.05, 0.1, 0.5, 1.3, 2.0, 7.7}) {
        for (const double slack : {0.05, 0.1, 0.25}) {
            const std::vector<RateSegment> link{{0, 20.01, 1e7, 1e7}, {20.01, 20.01 + dark_s, 0, 0}, {20.01 + dark_s, 100, 1e7, 1e7}};
            outages.add(100.0 * frames_lost_share(60.0, 20.01, 20.01 + dark_s, slack),
                        100.0 * late_share(link, 0.0, 60.0, radio_rate(voice), slack), std::to_string(dark_s) + " s dark");
        }
    }
    // A frame in 3,000 may fall either way at an outage's edge.
    outages.into(rows, "frames of a minute's call lost in an outage", "frames one by one", Origin::kOtherFormula, 100.0 / 3000.0 + 1e-9,
                 "%");
    rows.check("bits of 50 kB over the radio link", "35 packets of 72 bytes of headers by hand", Origin::kOtherFormula, 420160.0,
               transfer_bits(data), 1e-6, "bit");
    const std::vector<RateSegment> steady{{0, 100, 40e3, 40e3}};
    rows.check("50 kB at 40 kbit/s, five round trips of 150 ms", "420,160 / 40,000 + 0.75 by hand", Origin::kOtherFormula, 11.254,
               transfer_duration_s(RateTrace::create(steady).value(), data, 3.0), 1e-3, "s");
}

const Chapter kChapter{70, "Services below video", fill};

}  // namespace
}  // namespace d2c::validation
