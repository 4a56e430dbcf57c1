#pragma once
// The buffer of a player and the figures of what it played. Included by this folder's sources only.

#include <cstddef>
#include <deque>
#include <optional>

#include "video/abr/stream.h"

namespace d2c::abr::detail {

/// Rises of what the network sustains, until what they allow is played.
class ReactionMeter {
  public:
    explicit ReactionMeter(double most_ms) : most_ms_{most_ms} {}
    /// At `now_ms` of the network the rung it sustains went from one to another; `highest_buffered` is that of the segments in the buffer.
    void network_changed(double now_ms, std::size_t from, std::size_t to, std::optional<std::size_t> highest_buffered);
    /// A segment began to play at `play_ms`.
    void began(std::size_t rung, double play_ms);
    /// Counts the rises that are older than the most they can count.
    void settle(double now_ms);
    double total_ms() const { return total_ms_; }

  private:
    struct Rise {
        double at_ms;
        std::size_t rung;
        std::optional<double> answered_ms;
    };
    double most_ms_, total_ms_ = 0.0;
    std::deque<Rise> rises_;
};

class Playback {
  public:
    Playback(const Movie& movie, double max_buffer_ms) : movie_{movie}, reaction_{max_buffer_ms} {}

    double buffer_ms() const { return movie_.segment_ms * static_cast<double>(buffer_.size()) - into_first_ms_; }
    void received(std::size_t rung) { buffer_.push_back(rung); }
    /// Before the first segment nothing is played.
    void start(double ms) { result_.play_ms = result_.startup_ms = ms; }
    /// `ms` pass: what is buffered is played, then it stalls.
    void play(double ms);
    void play_out();
    void network_changed(double now_ms, std::size_t from, std::size_t to);
    StreamResult result() const;

  private:
    void begin_segment();

    const Movie& movie_;
    std::deque<std::size_t> buffer_;  // rungs; the first may be played in part
    double into_first_ms_ = 0.0;
    std::optional<std::size_t> last_;
    double played_kbps_ = 0.0;  // sum over segments
    ReactionMeter reaction_;
    StreamResult result_;
};

}  // namespace d2c::abr::detail
