#include "video/abr/rules/dynamic.h"

namespace d2c::abr {

Choice DynamicRule::choose(const Situation& now) {
    const Choice bola = bola_.choose(now);
    const Choice throughput = throughput_.choose(now);
    if (by_bola_) {
        by_bola_ = now.buffer_ms >= kThreshold_ms || bola.rung >= throughput.rung;
    } else {
        by_bola_ = now.buffer_ms > kThreshold_ms && bola.rung >= throughput.rung;
    }
    return by_bola_ ? bola : throughput;
}

}  // namespace d2c::abr
