#include "world/outcome/unit_sums.h"

#include <zlib.h>

#include <cstring>
#include <limits>
#include <optional>

namespace d2c {
namespace {

constexpr char kMagic[4] = {'D', '2', 'C', 'u'};
constexpr std::uint32_t kVersion = 3;
struct Head {
    char magic[4];
    std::uint32_t version;
    std::uint64_t raw_size;
    std::uint32_t crc;
    std::uint32_t reserved;
};
static_assert(sizeof(Head) == 24);

/// Every count of a tally. A field that is missing here would be lost between a unit and its quarter.
template <class Tally, class Visit>
void for_each_count(Tally& tally, Visit&& visit) {
    for (auto& count : tally.tries) visit(count);
    for (auto& count : tally.successes) visit(count);
    visit(tally.steps);
    visit(tally.lit_steps);
    visit(tally.in_view);
    visit(tally.rate_bps);
    visit(tally.reference_rate_bps);
    visit(tally.handovers);
    visit(tally.ping_pongs);
    visit(tally.without_service_ms);
    visit(tally.window_ms);
    visit(tally.played_ms);
    visit(tally.session_ms);
    visit(tally.played_bits);
    for (auto& group : tally.group_successes) {
        for (auto& count : group) visit(count);
    }
    for (auto& count : tally.rsrp_dbm.counts()) visit(count);
    for (auto& count : tally.sinr_db.counts()) visit(count);
    for (auto& count : tally.interruptions.counts()) visit(count);
}
static_assert(sizeof(SpotTally) == 1488, "for_each_count names every field; so does SpotTally::merge");

template <class Sums, class Visit>
void for_each_sum(Sums& sums, Visit&& visit) {
    visit(sums.tries);
    visit(sums.successes);
    visit(sums.area_tries);
    visit(sums.area_successes);
    visit(sums.land_tries);
    visit(sums.land_successes);
    visit(sums.people_tries);
    visit(sums.people_successes);
}
static_assert(sizeof(EnvironmentSums) == 64, "for_each_sum names every field");

class Packer {
  public:
    void put(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) bytes.push_back(static_cast<char>(value | 0x80));
        bytes.push_back(static_cast<char>(value));
    }
    /// A count of a stream in which a zero stands before the length of a run of them.
    void count(std::uint64_t value) {
        if (value == 0) {
            ++zeros_;
            return;
        }
        end_run();
        put(value);
    }
    void end_run() {
        if (zeros_ == 0) return;
        put(0);
        put(zeros_);
        zeros_ = 0;
    }
    void real(double value) { bytes.append(reinterpret_cast<const char*>(&value), sizeof value); }
    std::string bytes;

  private:
    std::uint64_t zeros_ = 0;
};

/// Reads what Packer wrote; past the end everything is zero and `good` is false.
class Unpacker {
  public:
    explicit Unpacker(const std::string& bytes) : at_{bytes.data()}, end_{bytes.data() + bytes.size()} {}
    std::uint64_t take() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && at_ != end_; shift += 7) {
            const auto byte = static_cast<unsigned char>(*at_++);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return value;
        }
        good = false;
        return 0;
    }
    std::uint64_t count() {
        if (zeros_ > 0) {
            --zeros_;
            return 0;
        }
        const std::uint64_t value = take();
        if (value != 0) return value;
        zeros_ = take();
        if (zeros_ == 0) good = false;
        if (zeros_ > 0) --zeros_;
        return 0;
    }
    bool in_run() const { return zeros_ > 0; }
    double real() {
        double value = 0.0;
        if (end_ - at_ < static_cast<std::ptrdiff_t>(sizeof value)) {
            good = false;
            return 0.0;
        }
        std::memcpy(&value, at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    bool at_end() const { return at_ == end_; }
    bool good = true;

  private:
    const char* at_;
    const char* end_;
    std::uint64_t zeros_ = 0;
};

/// Optional figures of a step, in the order of their bits.
template <class Row, class Visit>
void for_each_figure(Row& row, Visit&& visit) {
    visit(row.elevation_deg);
    visit(row.rsrp_dbm);
    visit(row.sinr_db);
    visit(row.rate_kbps);
}

void pack(const results::PlaceSeriesRow& row, Packer& out) {
    out.put(static_cast<std::uint64_t>(row.place));
    out.put(static_cast<std::uint64_t>(row.quarter));
    out.put(static_cast<std::uint64_t>(row.handset_class));
    out.put(static_cast<std::uint64_t>(row.utc_s));
    out.put(static_cast<std::uint64_t>(row.satellites_in_view));
    out.put(row.satellite ? static_cast<std::uint64_t>(*row.satellite) + 1 : 0);
    std::uint64_t present = 0, bit = 1;
    for_each_figure(row, [&](const std::optional<double>& figure) {
        if (figure) present |= bit;
        bit <<= 1;
    });
    out.put(present);
    for_each_figure(row, [&](const std::optional<double>& figure) {
        if (figure) out.real(*figure);
    });
}

results::PlaceSeriesRow unpack_row(Unpacker& in) {
    results::PlaceSeriesRow row;
    row.place = static_cast<int>(in.take());
    row.quarter = static_cast<int>(in.take());
    row.handset_class = static_cast<int>(in.take());
    row.utc_s = static_cast<std::int64_t>(in.take());
    row.satellites_in_view = static_cast<int>(in.take());
    if (const std::uint64_t satellite = in.take(); satellite > 0) row.satellite = static_cast<std::int64_t>(satellite - 1);
    std::uint64_t present = in.take();
    for_each_figure(row, [&](std::optional<double>& figure) {
        if ((present & 1) != 0) figure = in.real();
        present >>= 1;
    });
    return row;
}

Fault damaged(const std::string& what) { return {"", 0, "unit.sums", what, "whole sums as this program writes them; --force to run anew"}; }

Result<std::string> inflated(const std::string& bytes) {
    Head head{};
    if (bytes.size() < sizeof head) return damaged("too short");
    std::memcpy(&head, bytes.data(), sizeof head);
    if (std::memcmp(head.magic, kMagic, sizeof kMagic) != 0) return damaged("no sums");
    if (head.version != kVersion) return damaged("version " + std::to_string(head.version));
    // zlib packs a thousand to one at most (its technical details, "Maximum Compression Factor").
    if (head.raw_size > 1100 * bytes.size()) return damaged("impossible size");
    std::string raw(head.raw_size, '\0');
    uLongf size = raw.size();
    const int code = uncompress(reinterpret_cast<Bytef*>(raw.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()) + sizeof head,
                                bytes.size() - sizeof head);
    if (code != Z_OK || size != raw.size()) return damaged("damaged");
    if (crc32_z(0, reinterpret_cast<const Bytef*>(raw.data()), raw.size()) != head.crc) return damaged("another checksum");
    return raw;
}

}  // namespace

std::string encode(const WindowSums& sums) {
    Packer out;
    out.put(sums.tallies.size());
    out.put(sums.satellites);
    out.put(sums.place_series.size());
    for (const results::PlaceSeriesRow& row : sums.place_series) pack(row, out);
    for (const EnvironmentTally& group : sums.environments) {
        out.put(group.classes());
        out.put(group.environments());
        for (const EnvironmentSums& one : group.all()) for_each_sum(one, [&](std::uint64_t sum) { out.count(sum); });
        out.end_run();
    }
    std::size_t next = 0;
    for (std::size_t i = 0; i < sums.tallies.size(); ++i) {
        if (!sums.tallies[i]) continue;
        out.put(i - next + 1);  // 0 ends the list
        next = i + 1;
        for_each_count(*sums.tallies[i], [&](std::uint64_t count) { out.count(count); });
        out.end_run();
    }
    out.put(0);
    const std::string& raw = out.bytes;
    Head head{{}, kVersion, raw.size(), static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(raw.data()), raw.size())), 0};
    std::memcpy(head.magic, kMagic, sizeof kMagic);
    uLongf size = compressBound(raw.size());
    std::string bytes(sizeof head + size, '\0');
    std::memcpy(bytes.data(), &head, sizeof head);
    // Level 1: the zeros are gone already, and time matters more than a tenth of the size.
    compress2(reinterpret_cast<Bytef*>(bytes.data()) + sizeof head, &size, reinterpret_cast<const Bytef*>(raw.data()), raw.size(), 1);
    bytes.resize(sizeof head + size);
    return bytes;
}

Faults add_encoded(const std::string& bytes, WindowSums& all) {
    const Result<std::string> raw = inflated(bytes);
    if (!raw) return raw.faults();
    Unpacker in{*raw};
    if (in.take() != all.tallies.size()) return {damaged("another number of places")};
    all.satellites += in.take();
    for (std::uint64_t rows = in.take(); rows > 0 && in.good; --rows) all.place_series.push_back(unpack_row(in));
    for (EnvironmentTally& group : all.environments) {
        const std::uint64_t classes = in.take(), environments = in.take();
        if (classes * environments > 1u << 16) return {damaged("too many environments")};
        EnvironmentTally strata = classes * environments > 0 ? EnvironmentTally{classes, environments} : EnvironmentTally{};
        for (EnvironmentSums& one : strata.all()) for_each_sum(one, [&](std::uint64_t& sum) { sum = in.count(); });
        if (in.in_run() || !group.merge(strata)) return {damaged("other environments")};
    }
    std::size_t next = 0;
    while (in.good) {
        const std::uint64_t gap = in.take();
        if (gap == 0) break;
        if (gap > all.tallies.size() - next) return {damaged("a place too many")};
        next += gap;
        std::unique_ptr<SpotTally>& entry = all.tallies[next - 1];
        if (!entry) entry = std::make_unique<SpotTally>();
        for_each_count(*entry, [&](auto& count) {
            using Count = std::remove_reference_t<decltype(count)>;
            const std::uint64_t sum = std::uint64_t{count} + in.count();
            if (sum > std::numeric_limits<Count>::max()) in.good = false;
            count = static_cast<Count>(sum);
        });
        if (in.in_run()) in.good = false;
    }
    if (!in.good || !in.at_end()) return {damaged("damaged")};
    return {};
}

}  // namespace d2c
