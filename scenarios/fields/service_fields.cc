#include "scenarios/fields/fields.h"

namespace d2c::fields {

using table::Reference;
using table::Spec;
using table::Table;

namespace {
const char* const kMinSuccess = "a place holds the service when this share of tries succeeds";
const char* const kSource = "document, or `assumption: why`";
}  // namespace

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

Table<TextService> text_table() {
    using T = TextService;
    Table<T> t{"Short messages, one way."};
    t.whole("messages", 1, 1000, &T::messages, "tries in each window and phone");
    t.number("message_bytes", 1, 1e6, &T::message_bytes, "size of a message").in_unit("byte");
    t.number("each_within_s", 1, 3600, &T::each_within_s, "time in which it must be through");
    t.number("min_success_share", 0.5, 0.999, &T::min_success_share, kMinSuccess);
    t.text(
        "source", [](T&, const std::string&) {}, kSource);
    return t;
}

Table<LightDataService> light_data_table() {
    using L = LightDataService;
    Table<L> t{"Small transfers, as messaging applications and maps make them, each on a connection of its own."};
    t.whole("transfers", 1, 1000, &L::transfers, "tries in each window and phone");
    t.number("content_bytes", 1, 1e9, &L::content_bytes, "what comes down, without headers").in_unit("byte");
    t.number("each_within_s", 1, 3600, &L::each_within_s, "time in which the last byte must be there");
    t.whole("round_trips", 0, 100, &L::round_trips, "before the last packet comes: connection, encryption, request, growth of the window");
    t.number(
        "round_trip_ms", 0, 10000, [](L& l, double v) { l.round_trip_s = v * 1e-3; }, "from phone to server and back");
    t.number("min_success_share", 0.5, 0.999, &L::min_success_share, kMinSuccess);
    t.text(
        "source", [](L&, const std::string&) {}, kSource);
    return t;
}

Table<VoiceService> voice_table() {
    using V = VoiceService;
    Table<V> t{"Calls with the satellite at one end: frames both ways, lost when they come too late."};
    t.whole("calls", 1, 1000, &V::calls, "tries in each window and phone");
    t.number("call_s", 1, 3600, &V::call_s, "length of a call");
    t.number("codec_rate_kbps", 1, 1000, &V::codec_rate, "of one direction, without headers");
    t.number(
        "frame_ms", 5, 200, [](V& s, double v) { s.frame_s = v * 1e-3; }, "between two frames");
    t.number("header_bytes", 0, 200, &V::header_bytes, "of each frame over the radio link, compressed").in_unit("byte");
    t.number(
        "max_delay_ms", 10, 10000, [](V& s, double v) { s.max_delay_s = v * 1e-3; }, "from mouth to ear, one way");
    t.number("max_loss_share", 0, 0.5, &V::max_loss_share, "of frames lost or late in a call that still counts as success, each way");
    t.number(
        "device_delay_ms", 0, 5000, [](V& s, double v) { s.device_delay_s = v * 1e-3; }, "both phones together: codec, frame, buffer");
    t.number(
        "path_delay_ms", 0, 5000, [](V& s, double v) { s.path_delay_s = v * 1e-3; }, "from the satellite to the other phone");
    t.number(
        "scheduling_delay_ms", 0, 5000, [](V& s, double v) { s.scheduling_delay_s = v * 1e-3; }, "wait for a grant");
    t.whole("repetitions", 0, 32, &V::repetitions, "of a block that was not read, allowed for in the delay");
    t.number(
        "repetition_ms", 0, 1000, [](V& s, double v) { s.repetition_s = v * 1e-3; }, "of each, propagation there and back not included");
    t.number("residual_loss_share", 0, 0.5, &V::residual_loss_share, "of frames that the radio link loses in spite of repetitions");
    t.number("min_success_share", 0.5, 0.999, &V::min_success_share, kMinSuccess);
    t.text(
        "source", [](V&, const std::string&) {}, kSource);
    return t;
}

Table<ServicesConfig> services_table() {
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
    const auto entry = [](Spec& spec, const std::string& id) {
        spec.from_catalogue("services", Reference::kEntry).otherwise("video/services#" + id, "the catalogue's entry").completed();
    };
    entry(t.block("text", text_table(), &S::text), "text");
    entry(t.block("light_data", light_data_table(), &S::light_data), "light-data");
    entry(t.block("voice", voice_table(), &S::voice), "voice");
    t.block("video", std::move(video), [](S& s) -> S& { return s; });
    return t;
}

}  // namespace d2c::fields
