#include "scenarios/fields/fields.h"

namespace d2c::fields {

using table::Listing;
using table::Reference;
using table::Table;

Table<HandsetClass> handset_table() {
    using H = HandsetClass;
    Table<H> t{"A class of phones: chipset generation and the phone around it."};
    t.text("title", &H::title, "name as printed").needed();
    t.choice<AirInterface>("air_interface", {{"lte", AirInterface::kLte}, {"nr-ntn", AirInterface::kNrNtn}}, &H::air_interface,
                           "radio technology")
        .needed();
    t.whole("release", 8, 30, &H::release, "3GPP release").needed();
    t.texts("bands", 1, &H::bands, "ids of spectrum/bands that the phone knows").needed();
    t.number("maximum_bandwidth_mhz", 0.18, 400, &H::maximum_bandwidth, "all aggregated carriers together").needed();
    t.whole("receive_branches", 1, 8, &H::receive_branches, "cross-polarised receive branches").needed();
    t.number("antenna_gain_dbi", -20, 20, &H::antenna_gain, "per branch").needed();
    t.number("polarisation_loss_db", 0, 20, &H::polarisation_loss, "per branch: circular satellite into one linear branch").needed();
    t.number("body_loss_db", 0, 30, &H::body_loss, "hand, head, pocket").needed();
    t.number("noise_figure_db", 0, 20, &H::noise_figure, "of the receiver").needed();
    t.number("transmit_power_dbm", -10, 40, &H::transmit_power, "power class").needed();
    t.whole("highest_modulation_order", 2, 10, &H::highest_modulation_order, "bits per symbol: 6 is 64QAM, 8 is 256QAM").needed();
    t.whole("layers", 1, 4, &H::layers, "spatial layers that it can receive").needed();
    t.number("overhead_share", 0, 0.9, &H::overhead_share, "of resource elements: control, reference signals, synchronisation").needed();
    t.instant("in_service_from_utc", &H::in_service_from, "first sold").needed();
    t.text("source", &H::source, "document, or `assumption: why`").needed();
    return t;
}

Table<Study> handset_phy_table() {
    Table<std::vector<HandsetClass>> classes{"Classes of phones, by id; each gets its own map."};
    classes
        .each(table::kIdKey, handset_table(),
              [](std::vector<HandsetClass>& list, const std::string& key) -> HandsetClass& {
                  HandsetClass& handset = list.emplace_back();
                  handset.id = key;
                  return handset;
              })
        .from_catalogue("chipsets", Reference::kEntry);
    Table<Study> t{"Phones, and the surroundings in which they are held."};
    t.block("classes", std::move(classes), &Study::handsets).needed();
    t.choice<RadioEnvironment>("environment",
                               {{"dense-urban", RadioEnvironment::kDenseUrban},
                                {"urban", RadioEnvironment::kUrban},
                                {"suburban-rural", RadioEnvironment::kSuburbanRural}},
                               &Study::environment, "which tables of 3GPP TR 38.811 clause 6.6 hold: line of sight, shadowing, clutter")
        .otherwise("suburban-rural", "assumption: outside terrestrial coverage people are in the open country");
    return t;
}

Table<Ladder> ladder_table() {
    Table<Rung> rung{"One encoded quality."};
    rung.whole("height_px", 100, 10000, &Rung::height_px, "lines of the picture").needed();
    rung.number("bitrate_kbps", 1, 1e6, &Rung::bitrate, "mean over the film, audio included").needed();
    rung.number("peak_to_mean", 1, 10, &Rung::peak_to_mean, "largest segment over the mean one").needed();
    rung.text(
        "source", [](Rung&, const std::string&) {}, "document, or `assumption: why`");
    Table<std::vector<Rung>> rungs{"Qualities by id, lowest first."};
    rungs.each(table::kIdKey, std::move(rung), [](std::vector<Rung>& list, const std::string& key) -> Rung& {
        Rung& r = list.emplace_back();
        r.id = key;
        return r;
    });
    Table<Ladder> t{"Encoded qualities of one film."};
    t.named_into(&Ladder::id);
    t.text("title", &Ladder::title, "name as printed").needed();
    t.number("segment_s", 0.5, 30, &Ladder::segment_s, "length of a segment").needed();
    t.block("rungs", std::move(rungs), &Ladder::rungs).needed();
    t.text("source", &Ladder::source, "document, or `assumption: why`").needed();
    return t;
}

Table<ServicesConfig> services_table() {
    Table<TextService> text{"The lowest service: short messages."};
    text.whole("messages", 1, 1000, &TextService::messages, "tries in each window and phone")
        .otherwise("10", "assumption: one a minute in a window of ten minutes");
    text.number("message_bytes", 1, 1e6, &TextService::message_bytes, "size of a message")
        .otherwise("300", "assumption: 140 bytes of text (3GPP TS 23.040, one short message) and as much for addresses and encryption");
    text.number("each_within_s", 1, 3600, &TextService::each_within_s, "time in which it must be through")
        .otherwise("60", "assumption: what a sender will wait for");
    text.number("min_success_share", 0.5, 0.999, &TextService::min_success_share,
                "a place holds the service when this share of tries succeeds")
        .otherwise("0.95", "assumption: the planner's usual 95 % of tries");
    Table<ServicesConfig> video{"Video: a session at a rung of the ladder, and when it counts as a success."};
    using S = ServicesConfig;
    video.block("ladder", ladder_table(), &S::ladder)
        .from_catalogue("ladders", Reference::kEntry)
        .otherwise("video/ladders#default", "the catalogue's default ladder");
    video
        .number(
            "session_s", 10, 7200, [](S& s, double v) { s.video.session_s = v; }, "length of a session")
        .otherwise("300", "assumption: five minutes, a short clip or part of a film");
    video
        .number(
            "max_stall_share", 0, 0.5, [](S& s, double v) { s.video.max_stall_share = v; },
            "stalled part of a session that still counts as success")
        .otherwise("0.01", "assumption: 3 s in five minutes");
    video
        .number(
            "max_startup_s", 0.1, 120, [](S& s, double v) { s.video.max_startup_s = v; },
            "time to the first picture that still counts as success")
        .otherwise("5", "assumption: longer, and most viewers leave");
    video
        .number(
            "min_success_share", 0.5, 0.999, [](S& s, double v) { s.video.min_success_share = v; },
            "a place holds a rung when this share of tries succeeds")
        .otherwise("0.95", "assumption: the planner's usual 95 % of tries");
    video
        .number(
            "startup_buffer_s", 0.5, 60, [](S& s, double v) { s.video.startup_buffer_s = v; },
            "media buffered before the first picture, and again after a stall")
        .otherwise("4", "assumption: one segment of the default ladder");
    video
        .number(
            "maximum_buffer_s", 1, 600, [](S& s, double v) { s.video.maximum_buffer_s = v; }, "the player pauses downloading above this")
        .otherwise("30", "assumption: a player for on-demand video on a phone");
    Table<S> t{"What can be held at a place."};
    t.block("text", std::move(text), &S::text);
    t.block("video", std::move(video), [](S& s) -> S& { return s; });
    return t;
}

}  // namespace d2c::fields
