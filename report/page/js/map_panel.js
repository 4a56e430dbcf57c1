// The two maps with their controls and the words for one cell.

function choice(label, options, value, onchange) {
  const select = node("select", { "aria-label": label, onchange: () => onchange(select.value) });
  let group = select, name = "";
  for (const option of options) {
    if ((option.group || "") !== name) {
      name = option.group || "";
      group = name ? node("optgroup", { label: name }) : select;
      if (name) select.append(group);
    }
    group.append(node("option", { value: option.id, selected: option.id === value }, option.label));
  }
  return { element: node("label", {}, label, select), set: (to) => { select.value = to; } };
}

const classOptions = (first) => [first, ...D.classes.map((c) => ({ id: c.id, label: c.title }))];

function cellTitle(cell, latitude, longitude) {
  const people = Cells.people[cell], [x, y] = toMap(latitude, longitude);
  const near = D.places.filter((place) => Math.hypot(...toMap(place.latitude_deg, place.longitude_deg).map((v, i) => v - [x, y][i])) < 12);
  return [...near.map((place) => node("div", {}, "\u25cb ", place.title)), node("b", {}, `${areaName(D.cells.areas[Cells.area[cell]])}, ${angleText(latitude, longitude)}`),
    node("div", { class: "unit" }, `cell of ${D.cells.area_km2.toLocaleString("en")} km\u00b2, land ${shareText(D.levels.share.values[Cells.landShare[cell]])}, ` +
      (people > 0 ? `${peopleText(people)} people outside coverage (2026)` : "nobody outside coverage"))];
}

function verdict(block, cell, service) {
  const held = figure(block, "area:" + service.id, cell);
  return held === 0 ? "not held" : held === 1 ? "held" : `held on ${shareText(held)}`;
}

function describeQuality(block, cell, latitude, longitude) {
  const lines = cellTitle(cell, latitude, longitude), state = block.state[cell];
  if (state !== RIGHT) return [...lines, node("p", {}, node("b", {}, STATE_TEXT[state]), state === NO_RIGHT ? ": nothing may be lit here" : "")];
  const right = figure(block, "right_area_share", cell);
  if (right < 1) lines.push(node("div", {}, `right on ${shareText(right)} of the cell`));
  const rows = D.services.map((service) => {
    const of = (plane) => figure(block, `${plane}:${service.id}`, cell);
    return node("tr", {}, node("th", { scope: "row" }, service.name), cellOf(verdict(block, cell, service)),
      cellOf(of("success") === null ? DASH : `${triesText(of("success"))} (${triesText(of("success_low"))} to ${triesText(of("success_high"))})`));
  });
  const value = (plane, text) => (figure(block, plane, cell) === null ? DASH : bound(block, plane, cell) + text(figure(block, plane, cell)));
  lines.push(node("table", {}, headOf("", "here", "tries that succeed (95\u00a0%)"), node("tbody", {}, ...rows)));
  lines.push(node("div", {}, `SINR ${value("sinr_db", (v) => levelText(v, "dB"))}, RSRP ${value("rsrp_dbm", (v) => levelText(v, "dBm"))}, rate ${value("rate_kbps", rateText)}`));
  lines.push(node("div", {}, `lit ${value("lit_share", shareText)} of the time, ${value("satellites_in_view", countText)} satellites in view, ` +
    `${block.tries_low[cell] + 256 * block.tries_high[cell]} video sessions tried`));
  lines.push(node("div", {}, `${value("handovers_per_hour", countText)} handovers/h, ${value("ping_pongs_per_hour", countText)} ping-pongs/h, interruption ` +
    `${value("interruption_p50_ms", interruptionText)} (95\u00a0%: ${value("interruption_p95_ms", interruptionText)}), without service ${value("without_service_share", shareText)} of the time, ` +
    operatorText(OPERATORS[block.serving_operator[cell]])));
  return lines;
}

// Best service or a figure by quarter and class.
function qualityPanel(state, rings, changed) {
  let block = null, drawn = 0;
  const map = new WorldMap("World map of the chosen measure", rings, (cell, latitude, longitude) => (block === null ? [] : describeQuality(block, cell, latitude, longitude)));
  const legend = node("div", { class: "legend" });
  const label = node("output", { for: "quarter" }), count = node("span", { class: "count" });
  const slider = node("input", { id: "quarter", type: "range", min: 0, max: D.quarters.length - 1, step: 1, "aria-label": "Quarter" });
  const play = node("button", { type: "button" }, "\u25b6 Play");
  const handset = choice("Phone", classOptions({ id: "newest", label: "newest on sale in the quarter" }), state.class, (value) => changed({ class: value }));
  const measure = choice("Shows", MEASURES, state.measure, (value) => changed({ measure: value }));
  slider.addEventListener("input", () => changed({ q: Number(slider.value) }));

  let playing = null;
  const stop = () => { clearTimeout(playing); playing = null; play.textContent = "\u25b6 Play"; };
  const step = async () => {
    await changed({ q: (state.q + 1) % D.quarters.length });
    if (playing === null) return;
    if (state.q === D.quarters.length - 1) stop();
    else playing = setTimeout(step, D.quarters.length > 16 ? 350 : 800);
  };
  play.addEventListener("click", () => {
    if (playing !== null) { stop(); return; }
    play.textContent = "\u275a\u275a Stop";
    playing = setTimeout(step, 0);
  });

  document.getElementById("map-panel").replaceChildren(node("div", { class: "controls" }, handset.element, measure.element), map.element,
    node("div", { class: "slider" }, play, slider, label, count), legend);

  return async () => {
    const turn = ++drawn, quarter = D.quarters[state.q], c = classIndex(state.class, state.q), chosen = MEASURES.find((m) => m.id === state.measure);
    const read = c < 0 ? null : await readBlock(state.q, c);
    if (turn !== drawn) return;
    block = read;
    handset.set(state.class);
    measure.set(state.measure);
    slider.value = state.q;
    slider.setAttribute("aria-valuetext", quarter.label);
    label.textContent = quarter.label;
    count.textContent = `${Math.round(quarter.satellites).toLocaleString("en")} satellites`;
    legend.replaceChildren(...chosen.legend());
    const sold = c >= 0 && quarter.on_sale[c];
    const notice = c < 0 ? `No phone on sale in ${quarter.label}` : !sold ? `Not on sale before ${D.classes[c].from.slice(0, 10)}` : block === null ? "No data for this quarter" : "";
    map.draw(block === null ? new Uint32Array(Cells.count).fill(PLAIN) : paintMeasure(chosen, block), notice);
    map.base.setAttribute("aria-label", `World map, ${quarter.label}, ${c < 0 ? "no phone" : D.classes[c].title}: ${chosen.label}`);
  };
}

// First quarter by service and class.
function firstPanel(state, rings, changed) {
  let planes = null, drawn = 0;
  const codes = D.first_codes, n = D.quarters.length;
  // Early is dark.
  const colourOf = (q) => viridis(n === 1 ? 1 : 1 - (0.96 * q) / (n - 1));
  const words = (code, kept) => {
    if (code === codes.never) return "never in the computed quarters";
    if (code === codes.no_right) return "no right on most of the cell";
    if (code === codes.never_on_sale) return "not on sale in any computed quarter";
    return D.quarters[code].first + (kept ? "" : ", not in every later quarter");
  };
  const map = new WorldMap("World map of the first quarter", rings, (cell, latitude, longitude) => (planes === null ? [] : [...cellTitle(cell, latitude, longitude),
    node("table", {}, node("tbody", {}, ...D.services.map((service, s) => node("tr", {}, node("th", { scope: "row" }, service.name), cellOf(words(planes[s].first[cell], planes[s].kept[cell]))))))]));
  const handset = choice("Phone", classOptions({ id: "any", label: "any on sale" }), state.firstclass, (value) => changed({ firstclass: value }));
  const service = choice("First quarter with", D.services.map((s) => ({ id: s.id, label: s.name })), state.first, (value) => changed({ first: value }));
  const legend = node("div", { class: "legend" });
  document.getElementById("first-panel").replaceChildren(node("div", { class: "controls" }, service.element, handset.element), map.element, legend);
  const share = node("span", { class: "unit" });

  return async () => {
    const turn = ++drawn, c = D.classes.findIndex((h) => h.id === state.firstclass), s = D.services.findIndex((x) => x.id === state.first);
    const read = await readFirst(c < 0 ? "any" : c);
    if (turn !== drawn) return;
    planes = read;
    handset.set(state.firstclass);
    service.set(state.first);
    const byCode = new Uint32Array(256).fill(PLAIN);
    for (let q = 0; q < n; ++q) byCode[q] = pixel(colourOf(q));
    byCode[codes.never] = NOTHING;
    byCode[codes.no_right] = HATCH;
    map.draw(Uint32Array.from(planes[s].first, (code) => byCode[code]), planes[s].first.every((code) => code === codes.never_on_sale) ? "Not on sale in any computed quarter" : "");
    const held = planes[s].first.reduce((sum, code) => sum + (code < n ? 1 : 0), 0);
    share.textContent = `${shareText(held / Cells.count)} of the cells hold ${D.services[s].name} in some computed quarter`;
    const used = new Set(planes[s].first);
    const shown = n <= 12 ? D.quarters.map((quarter, q) => key(pixel(colourOf(q)), quarter.first))
      : scaleKeys("", D.quarters[0].label, D.quarters[n - 1].label, (x) => colourOf(x * (n - 1)));
    legend.replaceChildren(...shown, key(NOTHING, "never"), key(HATCH, "no right on most of it"), ...(used.has(codes.never_on_sale) ? [key(PLAIN, "not on sale")] : []), share);
  };
}
