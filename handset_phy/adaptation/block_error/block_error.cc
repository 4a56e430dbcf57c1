#include "handset_phy/adaptation/block_error/block_error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <span>

#include "handset_phy/adaptation/block_error/miesm_rows.h"
#include "handset_phy/adaptation/block_error/mutual_information.h"

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int kLongestRow = 6144;
/// A curve's mean lies at least this many deviations below full information: 0.1 % errors can be reached.
constexpr double kLeastRoom = 3.1;

BlockErrorCurve mix(const BlockErrorCurve& a, const BlockErrorCurve& b, double t) {
    return {a.mean + t * (b.mean - a.mean), a.deviation + t * (b.deviation - a.deviation)};
}
/// `base`, and the share `k` of how far `own` lies above `reference`.
BlockErrorCurve offset(const BlockErrorCurve& base, const BlockErrorCurve& own, const BlockErrorCurve& reference, double k) {
    return {base.mean + k * (own.mean - reference.mean), base.deviation + k * (own.deviation - reference.deviation)};
}

/// Rows of one format, ascending in size.
struct Format {
    double code_rate;
    std::span<const MiesmRow> rows;

    BlockErrorCurve at(double inverse_root) const {
        const auto place = [](const MiesmRow& row) { return 1.0 / std::sqrt(row.code_block_bits); };
        const auto curve = [](const MiesmRow& row) { return BlockErrorCurve{row.mean, row.deviation}; };
        const MiesmRow &smallest = rows.front(), &largest = rows.back();
        if (inverse_root <= place(largest)) return {largest.mean, largest.deviation * inverse_root / place(largest)};
        if (inverse_root >= place(smallest)) {
            const double slope = (smallest.mean - largest.mean) / (place(smallest) - place(largest));
            return {smallest.mean + slope * (inverse_root - place(smallest)), smallest.deviation * inverse_root / place(smallest)};
        }
        std::size_t i = 0;
        while (place(rows[i + 1]) > inverse_root) ++i;
        const double t = (inverse_root - place(rows[i])) / (place(rows[i + 1]) - place(rows[i]));
        return mix(curve(rows[i]), curve(rows[i + 1]), t);
    }
};

std::vector<Format> formats_of(int modulation_order) {
    std::vector<Format> formats;
    const auto rows = miesm_rows();
    for (std::size_t i = 0, end = 0; i < rows.size(); i = end) {
        while (end < rows.size() && rows[end].modulation_order == rows[i].modulation_order &&
               rows[end].code_rate_x1024 == rows[i].code_rate_x1024)
            ++end;
        if (rows[i].modulation_order == modulation_order) formats.push_back({rows[i].code_rate_x1024 / 1024.0, rows.subspan(i, end - i)});
    }
    return formats;
}

const std::vector<Format>& formats(int modulation_order) {
    static const std::array<std::vector<Format>, 3> all{formats_of(2), formats_of(4), formats_of(6)};
    return all[static_cast<std::size_t>(modulation_order / 2 - 1)];
}

BlockErrorCurve at(int order, double rate, double inverse_root) {
    order = std::min(order, 6);
    const std::vector<Format>& all = formats(order);
    const Format &lowest = all.front(), &highest = all.back();
    if (rate < lowest.code_rate) {
        const BlockErrorCurve own = lowest.at(inverse_root);
        const double k = rate / lowest.code_rate;
        if (order == 2) return {k * own.mean, k * own.deviation};
        return offset(at(order - 2, rate, inverse_root), own, at(order - 2, lowest.code_rate, inverse_root), k);
    }
    if (rate > highest.code_rate) {
        const BlockErrorCurve own = highest.at(inverse_root);
        const double k = (1.0 - rate) / (1.0 - highest.code_rate);
        if (order == 6) return {1.0 - k * (1.0 - own.mean), k * own.deviation};
        return offset(at(order + 2, rate, inverse_root), own, at(order + 2, highest.code_rate, inverse_root), k);
    }
    std::size_t i = 0;
    while (i + 2 < all.size() && all[i + 1].code_rate < rate) ++i;
    const double t = (rate - all[i].code_rate) / (all[i + 1].code_rate - all[i].code_rate);
    return mix(all[i].at(inverse_root), all[i + 1].at(inverse_root), t);
}

/// Of `count` blocks that each fail with probability `p`, at least one does.
double any_of(int count, double p) { return p >= 1.0 ? 1.0 : -std::expm1(count * std::log1p(-p)); }

}  // namespace

double BlockErrorCurve::error_rate(double information) const {
    return 0.5 * std::erfc((information - mean) / (deviation * std::numbers::sqrt2));
}

BlockErrorCurve block_error_curve(int modulation_order, double code_rate, int code_block_bits) {
    if (!is_modulation_order(modulation_order) || !(code_rate > 0.0 && code_rate < 1.0) || code_block_bits < 1) return {kNaN, kNaN};
    BlockErrorCurve curve = at(modulation_order, code_rate, 1.0 / std::sqrt(code_block_bits));
    curve.mean = std::min(curve.mean, 1.0 - kLeastRoom * curve.deviation);
    return curve;
}

BlockErrorModel::BlockErrorModel(AwgnSet set) : set_{set} {
    const auto anchor = [&](const CqiRow& row) {
        const BlockErrorCurve curve = block_error_curve(row.modulation_order, row.code_rate_x1024 / 1024.0, kLongestRow);
        constexpr double kDeviationsAt10Percent = 1.2815515655446004;
        const auto unshifted = snr_for_mmib(curve.mean + kDeviationsAt10Percent * curve.deviation, row.modulation_order);
        anchors_[static_cast<std::size_t>(row.modulation_order / 2 - 1)].push_back(
            {row.code_rate_x1024 / 1024.0, (row.threshold(set) - *unshifted).value});
    };
    for (const CqiRow& row : cqi_rows(CqiTable::k64Qam)) {
        const bool other_format = set == AwgnSet::kNs3 && row.cqi == 6;  // its point is of 16QAM
        if (!other_format) anchor(row);
    }
    for (const CqiRow& row : cqi_rows(CqiTable::k256Qam))
        if (row.modulation_order == 8) anchor(row);
}

Db BlockErrorModel::shift(int modulation_order, double code_rate) const {
    if (!is_modulation_order(modulation_order) || !(code_rate > 0.0)) return {kNaN};
    const std::vector<Anchor>& anchors = anchors_[static_cast<std::size_t>(std::min(modulation_order, 8) / 2 - 1)];
    if (code_rate <= anchors.front().code_rate) return {anchors.front().shift_db};
    for (std::size_t i = 1; i < anchors.size(); ++i) {
        if (code_rate > anchors[i].code_rate) continue;
        const double t = (code_rate - anchors[i - 1].code_rate) / (anchors[i].code_rate - anchors[i - 1].code_rate);
        return {anchors[i - 1].shift_db + t * (anchors[i].shift_db - anchors[i - 1].shift_db)};
    }
    return {anchors.back().shift_db};
}

double BlockErrorModel::code_block_error_rate(Db snr, int modulation_order, double code_rate, int code_block_bits) const {
    return block_error_curve(modulation_order, code_rate, code_block_bits)
        .error_rate(mmib(snr - shift(modulation_order, code_rate), modulation_order));
}

double BlockErrorModel::error_rate(Db snr, const CodedBlock& block, Combining combining, int transmissions) const {
    if (transmissions < 1) return kNaN;
    const double rate = block.code_rate();
    Db moved = snr - shift(block.modulation_order, rate);
    double rate_seen = rate;
    if (combining == Combining::kChase) moved = moved + db_from_ratio(transmissions);
    if (combining == Combining::kIncrementalRedundancy) rate_seen /= transmissions;
    const BlockErrorCurve curve = block_error_curve(block.modulation_order, rate_seen, block.code_blocks.bits);
    return any_of(block.code_blocks.count, curve.error_rate(mmib(moved, block.modulation_order)));
}

std::optional<Db> BlockErrorModel::snr_for(double target, int modulation_order, double code_rate, int code_block_bits) const {
    double low = -60.0, high = 50.0;
    const auto error = [&](double db) { return code_block_error_rate(Db{db}, modulation_order, code_rate, code_block_bits); };
    if (!(target > 0.0 && target < 1.0) || !(error(low) > target) || !(error(high) < target)) return std::nullopt;
    while (high - low > 1e-6) {
        const double middle = 0.5 * (low + high);
        (error(middle) > target ? low : high) = middle;
    }
    return Db{0.5 * (low + high)};
}

Db BlockErrorModel::threshold(const CqiRow& row) const {
    const Db published = row.threshold(set_);
    if (!std::isnan(published.value)) return published;
    return snr_for(0.1, row.modulation_order, row.code_rate_x1024 / 1024.0, kLongestRow).value_or(Db{kNaN});
}

Db BlockErrorModel::threshold(const CqiRow& row, double target) const {
    if (target == 0.1) return threshold(row);
    const auto at = [&](double t) { return snr_for(t, row.modulation_order, row.code_rate_x1024 / 1024.0, kLongestRow); };
    const auto here = at(target), at10 = at(0.1);
    if (!here || !at10) return {kNaN};
    return threshold(row) + (*here - *at10);
}

}  // namespace d2c
