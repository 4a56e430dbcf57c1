// Tables: named places, parameters, handset classes, input files.

function cellOf(text, attributes) { return node("td", attributes, text); }

// First quarter of a place with one class (position) or any (-1), or why there is none.
function firstOfPlace(place, service, handsetClass) {
  const classes = handsetClass < 0 ? D.classes.map((_, c) => c) : [handsetClass];
  let first = null, kept = true, right = false, onSale = false;
  D.quarters.forEach((_, q) => {
    const rows = classes.map((c) => D.place_quality[place][q][c]).filter((row) => row !== null);
    const held = rows.some((row) => row.state === RIGHT && row.services[service][3]);
    right ||= rows.some((row) => row.state === RIGHT);
    onSale ||= rows.some((row) => row.state !== NOT_ON_SALE);
    if (first !== null && !held) kept = false;
    if (first === null && held) first = q;
  });
  if (first !== null) return { text: D.quarters[first].first + (kept ? "" : "\u00a0\u2020"), held: true };
  return { text: !onSale ? "not on sale" : right ? "never" : "no right", held: false, noRight: onSale && !right };
}

function placeState(row, service) {
  if (row === null) return [DASH];
  if (row.state !== RIGHT) return [STATE_TEXT[row.state]];
  const best = D.services.reduce((b, s, i) => (row.services[i][3] ? s.name : b), null);
  const [share, low, high, held] = row.services[service];
  return [best === null ? "nothing held" : "holds " + best,
    node("span", { class: "sub" }, exists(share)
      ? `${D.services[service].name}: ${shareText(share)} of tries (${shareText(low)} to ${shareText(high)}), ${held ? "held" : "not held"}`
      : `${D.services[service].name}: no sample`)];
}

// Longest gap, 95 % gap and mean wait of the drawn day; without any service only that the gap lasts it all.
function gapTexts(row) {
  if (exists(row.longest_gap_s) && !exists(row.mean_wait_s)) return ["all day", DASH, DASH];
  return [durationText(row.longest_gap_s), durationText(row.gap_p95_s), durationText(row.mean_wait_s)];
}

function drawPlaces(choice, quarter, shown, service) {
  const c = choice === "any" ? -1 : classIndex(choice, quarter);
  const now = choice === "any" ? classIndex("newest", quarter) : c;
  const label = D.quarters[quarter].label, phone = now < 0 ? "no phone on sale" : D.classes[now].id;
  const head = node("thead", {}, node("tr", {}, ...["Place", "Area", ...shown.map((s) => `First ${D.services[s].name}`), `${label}, ${phone}`].map((t) => node("th", { scope: "col" }, t)),
    ...["Lit", "SINR, median", "RSRP, median", "Rate, mean", "In view, mean", "Handovers per hour", "Interruption, median", "Interruption, 95\u00a0%", "Longest gap", "95\u00a0% gap", "Wait, mean"].map((t) => node("th", { scope: "col", class: "number" }, t)), node("th", { scope: "col" }, "Operator")));
  const rows = D.places.map((place, p) => {
    const row = now < 0 ? null : D.place_quality[p][quarter][now];
    const lit = row !== null && row.state === RIGHT;
    return node("tr", {},
      node("th", { scope: "row", title: place.source }, place.title, node("span", { class: "sub" }, `${place.kind}, ${angleText(place.latitude_deg, place.longitude_deg)}`)),
      cellOf(areaName(place.area)),
      ...shown.map((s) => {
        const first = firstOfPlace(p, s, c);
        return cellOf(first.text, { class: first.noRight ? "no-right" : "" });
      }),
      node("td", { class: row !== null && row.state === NO_RIGHT ? "now no-right" : "now" }, ...placeState(row, service)),
      ...(lit ? [shareText(row.lit_share), levelText(row.sinr_db, "dB"), levelText(row.rsrp_dbm, "dBm"), rateText(row.rate_kbps), countText(row.satellites_in_view), countText(row.handovers_per_hour), interruptionText(row.interruption_p50_ms), interruptionText(row.interruption_p95_ms), ...gapTexts(row)] : Array(11).fill(DASH))
        .map((text) => cellOf(text, { class: "number" })),
      cellOf(lit ? operatorText(row.serving_operator) : DASH));
  });
  document.getElementById("place-table").replaceChildren(head, node("tbody", {}, ...rows));
}

const LONG_VALUE = 120;
function shortened(value) {
  return value.length <= LONG_VALUE ? value : node("details", {}, node("summary", {}, value.slice(0, LONG_VALUE / 2) + "\u2026"), value);
}

const BASIS = ["", "partly assumed", "assumption"], BASIS_CLASS = ["", "partly", "assumption"];

function drawParameters() {
  const search = node("input", { type: "search", placeholder: "name, value or source", "aria-label": "Search the parameters" });
  const only = node("select", { "aria-label": "Which parameters" }, ...["all", "assumptions", "assumptions, whole or in part", "with a source"].map((t) => node("option", {}, t)));
  const count = node("output", {});
  const body = node("tbody", {});
  const rows = D.parameters.map(([name, value, unit, source, basis]) => ({ name, value: value + (unit ? "\u00a0" + unit : ""), source, basis, text: [name, value, unit, source].join(" ").toLowerCase() }));
  // A source that is that of the row above is not said again.
  const elementOf = (row, i, shown) => node("tr", { class: BASIS_CLASS[row.basis] }, cellOf(row.name), node("td", { class: "value" }, shortened(row.value)),
    node("td", { class: "source" }, row.basis ? node("span", { class: "tag" }, BASIS[row.basis]) : "", " ",
      i > 0 && row.source !== "" && shown[i - 1].source === row.source ? node("span", { class: "again" }, "as above") : row.source || DASH));
  const update = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = [() => true, (b) => b === 2, (b) => b > 0, (b) => b < 2][only.selectedIndex];
    const shown = rows.filter((row) => wanted(row.basis) && words.every((word) => row.text.includes(word)));
    body.replaceChildren(...shown.map(elementOf));
    count.textContent = `${shown.length} of ${rows.length}`;
  };
  search.addEventListener("input", update);
  only.addEventListener("change", update);
  document.getElementById("parameter-controls").replaceChildren(search, only, count);
  document.getElementById("parameter-table").replaceChildren(headOf("Parameter", "Value", "Source"), body);
  update();
}

function headOf(...titles) { return node("thead", {}, node("tr", {}, ...titles.map((title) => node("th", { scope: "col" }, title)))); }

function drawOrigins() {
  document.getElementById("class-table").replaceChildren(headOf("Class", "Title", "On sale from", "Source"),
    node("tbody", {}, ...D.classes.map((c) => node("tr", {}, cellOf(c.id), cellOf(c.title), cellOf(c.from), cellOf(c.source, { class: "source" })))));
  document.getElementById("input-table").replaceChildren(headOf("File", "Licence", "SHA-256"),
    node("tbody", {}, ...D.inputs.map(([name, licence, sha]) => node("tr", {}, cellOf(name), cellOf(licence || DASH), cellOf(sha, { class: "hash" })))));
}
