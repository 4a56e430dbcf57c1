// The page's data, and tables of journeys.

const D = JSON.parse(document.getElementById("document").textContent);

async function unpacked(text) {
  const binary = atob(text), bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; ++i) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Services from least to most; darker is more, as on the other maps. `""`: none.
const RUNGS = ["text", "light-data", "voice", "video-240p", "video-360p", "video-480p", "video-720p", "video-1080p"];
const rungsSeen = () => RUNGS.filter((rung) => D.journeys.some((j) => j.rung.some((piece) => piece[2] === rung)));
function rungColour(rung) {
  const at = RUNGS.indexOf(rung);
  return at < 0 ? "#9aa0a6" : `rgb(${viridis(0.08 + (0.92 * at) / (RUNGS.length - 1)).join(",")})`;
}
function rungName(rung) { return rung === "" ? "no service" : rung.replace("video-", "").replace("light-data", "light data"); }
// White or black, whichever reads on a colour `rgb(r,g,b)` or `#rrggbb`.
function inkOn(colour) {
  const [r, g, b] = colour.startsWith("#") ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) : colour.match(/\d+/g).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? "#111" : "#fff";
}

// Okabe and Ito (2008): told apart with any kind of colour vision.
const OPERATOR_COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#7f7f7f"];
const OPERATORS = [...new Set(D.journeys.flatMap((j) => j.access.map((piece) => piece[2])).filter((value) => value !== ""))].sort();
function operatorColour(value) { return value === "" ? "#9aa0a6" : OPERATOR_COLOURS[OPERATORS.indexOf(value) % OPERATOR_COLOURS.length]; }
function operatorName(value) {
  if (value === "") return "no access";
  const [access, operator] = value.split("|");
  return operator ? `${access}, ${operator}` : access;
}

function clockText(seconds) {
  const s = Math.round(seconds), days = Math.floor(s / 86400), two = (v) => String(v).padStart(2, "0");
  return (days > 0 ? `${days} d ` : "") + `${two(Math.floor(s / 3600) % 24)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}
// As durationText, and days where hours grow many.
function longText(seconds) { return exists(seconds) && seconds >= 172800 ? `${(seconds / 86400).toFixed(1)}\u00a0d` : durationText(seconds); }
function utcText(journey, seconds) { return new Date(Date.parse(journey.start) + seconds * 1000).toISOString().replace("T", " ").slice(0, 19) + " UTC"; }
function milliseconds(value) { return exists(value) ? (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en")) + "\u00a0ms" : DASH; }
function kilometres(value) { return (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en")) + "\u00a0km"; }

function headOf(...titles) { return node("thead", {}, node("tr", {}, ...titles.map(([title, number]) => node("th", { scope: "col", class: number ? "number" : "" }, title)))); }
function cellOf(text, attributes) { return node("td", attributes, text); }
const numberCell = (text) => cellOf(text, { class: "number" });

function drawAreaTable(journey) {
  const rows = [...journey.areas].sort((a, b) => b.duration_s - a.duration_s);
  document.getElementById("area-journey-table").replaceChildren(
    headOf(["Area"], ["Time", true], ["Way", true], ["Text", true], ["Voice", true], ["360p", true], ["Watched", true], ["Handovers", true], ["No service", true]),
    node("tbody", {}, ...rows.map((a) => node("tr", {}, node("th", { scope: "row" }, areaName(a.area)), numberCell(longText(a.duration_s)), numberCell(kilometres(a.distance_km)),
      ...a.way.map((share) => numberCell(shareText(share))), numberCell(longText(a.watched_minutes * 60)), numberCell(String(a.handovers)), numberCell(longText(a.without_service_s))))));
}

// A component's colour by its order: neighbours differ.
const COMPONENT_COLOURS = ["#4e79a7", "#f28e2b", "#76b7b2", "#e15759", "#59a14f", "#edc948", "#b07aa1", "#9c755f"];

function drawKinds(journey) {
  const total = (kind) => kind.components.reduce((sum, c) => sum + c[2], 0);
  const longest = Math.max(1e-9, ...journey.kinds.map(total));
  const made = (kind) => kind.components.length === 0 ? DASH : node("div", {},
    node("div", { class: "made", style: `width:${Math.max(1, (100 * total(kind)) / longest).toFixed(1)}%` }, ...kind.components.map(([name, crossing, ms], i) =>
      node("span", { title: `${name}${crossing ? " over " + crossing : ""}: ${milliseconds(ms)}`, style: `flex:${Math.max(ms, longest / 400)};background:${COMPONENT_COLOURS[i % COMPONENT_COLOURS.length]}` }))),
    node("div", { class: "made-words" }, kind.components.map(([name, crossing, ms]) => `${name}${crossing ? " (" + crossing + ")" : ""} ${milliseconds(ms)}`).join(", ")));
  document.getElementById("kind-table").replaceChildren(
    headOf(["Event"], ["Count", true], ["Interruption, median", true], ["95\u00a0%", true], ["Made of, in the mean"]),
    node("tbody", {}, ...journey.kinds.map((kind) => node("tr", {}, node("th", { scope: "row", class: isFailure(kind.kind) ? "bad" : "" }, kind.kind), numberCell(String(kind.count)),
      numberCell(milliseconds(kind.p50)), numberCell(milliseconds(kind.p95)), node("td", { style: "width:60%" }, made(kind))))));
  const listed = journey.events.filter((event) => event.length > 2);
  document.getElementById("events-summary").textContent = listed.length < journey.events.length ? `The first ${listed.length} of ${journey.events.length} events` : `All ${listed.length} events`;
  document.getElementById("event-table").replaceChildren(headOf(["After"], ["UTC"], ["Event"], ["From"], ["To"], ["Cause"], ["Interruption", true], ["Where"]),
    node("tbody", {}, ...listed.map(([at, kind, from, to, cause, ms, latitude, longitude]) => node("tr", {}, cellOf(clockText(at)), cellOf(utcText(journey, at)),
      cellOf(kind, { class: isFailure(kind) ? "bad" : "" }), cellOf(from || DASH), cellOf(to || DASH), cellOf(cause || DASH), numberCell(milliseconds(ms)), cellOf(angleText(latitude, longitude))))));
}

function isFailure(kind) { return /fail|missed|lost|barred/.test(kind); }

function drawDepartures(chosen, choose) {
  const failures = ["RLF", "HO failed", "Early", "Late", "Wrong", "Ping-pong", "Access", "Paging"];
  document.getElementById("departure-table").replaceChildren(
    headOf(["Route"], ["Start, UTC"], ["Time", true], ["Way", true], ["Text", true], ["Voice", true], ["360p", true], ["Watched", true], ["HO an hour", true], ["Median", true], ["95\u00a0%", true],
      ["No service", true], ["Longest", true], ["Networks", true], ...failures.map((name) => [name, true])),
    node("tbody", {}, ...D.journeys.map((j, i) => node("tr", { class: i === chosen ? "chosen" : "", onclick: () => choose(i) }, cellOf(j.route), cellOf(j.start.replace("T", " ").replace("Z", "")),
      ...[longText(j.duration_s), kilometres(j.distance_km), ...j.way.map(shareText), longText(j.watched_minutes * 60), countText(j.handovers_per_hour), milliseconds(j.p50), milliseconds(j.p95),
        longText(j.without_service_s), longText(j.longest_without_service_s), String(j.plmn_changes), ...j.failures.map(String)].map(numberCell)))));
}

const BASIS = ["", "partly assumed", "assumption"], BASIS_CLASS = ["", "partly", "assumption"];

function drawOrigins() {
  const search = node("input", { type: "search", placeholder: "name, value or source", "aria-label": "Search the parameters" });
  const count = node("output", {}), body = node("tbody", {});
  const update = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = D.parameters.filter((row) => words.every((word) => row.join(" ").toLowerCase().includes(word)));
    body.replaceChildren(...shown.map(([name, value, unit, source, basis]) => node("tr", { class: BASIS_CLASS[basis] }, cellOf(name), cellOf(value + (unit ? "\u00a0" + unit : ""), { class: "value" }),
      node("td", { class: "source" }, basis ? node("span", { class: "tag" }, BASIS[basis]) : "", " ", source || DASH))));
    count.textContent = `${shown.length} of ${D.parameters.length}`;
  };
  search.addEventListener("input", update);
  document.getElementById("parameter-controls").replaceChildren(search, count);
  document.getElementById("parameter-table").replaceChildren(headOf(["Parameter"], ["Value"], ["Source"]), body);
  update();
  document.getElementById("input-table").replaceChildren(headOf(["File"], ["Licence"], ["SHA-256"]),
    node("tbody", {}, ...D.inputs.map(([name, licence, sha]) => node("tr", {}, cellOf(name), cellOf(licence || DASH), cellOf(sha, { class: "hash" })))));
}
