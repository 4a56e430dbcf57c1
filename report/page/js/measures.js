// What a map can show of a cell: each measure gives every cell a colour or a pattern, and a legend.

const LAST_SERVICE = D.services.length - 1;
const serviceColour = (s) => viridis(LAST_SERVICE === 0 ? 1 : 0.04 + (0.96 * s) / LAST_SERVICE);

// Position of the best service that at least half of the cell's area holds; -1 for none.
function bestService(block, cell) {
  for (let s = LAST_SERVICE; s >= 0; --s) if (figure(block, "area:" + D.services[s].id, cell) >= D.cell_holds_area_share) return s;
  return -1;
}

function key(colour, text) { return node("span", { class: "key" }, swatch(colour), text); }
const NO_RIGHT_KEY = () => key(HATCH, "no right");

function scaleKeys(title, low, high, colours) {
  return [node("span", {}, title), node("span", { class: "key" }, low, ramp(colours), high)];
}

function bestMeasure() {
  const colours = D.services.map((_, s) => pixel(serviceColour(s)));
  return {
    id: "best",
    label: "Best service held",
    group: "",
    colour: (block, cell) => {
      if (figure(block, "right_area_share", cell) < D.cell_holds_area_share) return HATCH;
      const s = bestService(block, cell);
      return s < 0 ? NOTHING : colours[s];
    },
    legend: () => [key(NOTHING, "none"), ...D.services.map((service, s) => key(colours[s], service.name)), key(HATCH, "no right on most of it"),
      node("span", { class: "unit" }, "best service held on at least half of the cell")],
  };
}

function shareMeasure(plane, id, label, group, title, absent) {
  const colours = levelsOf[plane].values.map((share) => (share === 0 ? NOTHING : pixel(viridis(share))));
  return {
    id, label, group,
    colour: (block, cell) => {
      if (absent && absent.of(cell)) return DOTS;
      const code = block[plane][cell];
      return code === 255 ? DOTS : colours[code];
    },
    legend: () => [key(NOTHING, "0\u00a0%"), ...scaleKeys("", "> 0\u00a0%", "100\u00a0%", viridis), NO_RIGHT_KEY(), key(DOTS, absent ? absent.text : "no sample"),
      node("span", { class: "unit" }, title)],
  };
}

// Operators by hue; neighbours in the list stand a golden section of the wheel apart.
function operatorMeasure() {
  const colour = (number) => {
    const hue = (number * 0.618034) % 1, light = number % 2 === 0 ? 0.45 : 0.65;
    return pixel([0, 8, 4].map((n) => {
      const at = (n + 12 * hue) % 12;
      return Math.round(255 * (light - 0.55 * Math.min(light, 1 - light) * Math.max(-1, Math.min(at - 3, 9 - at, 1))));
    }));
  };
  return {
    id: "operator", label: "Serving operator", group: "Handover",
    colour: (block, cell) => (block.serving_operator[cell] === 255 ? DOTS : colour(block.serving_operator[cell])),
    legend: () => [...OPERATORS.map((id, number) => key(colour(number), id)), NO_RIGHT_KEY(), key(DOTS, operatorText("")),
      node("span", { class: "unit" }, "operator whose right serves most of the cell")],
  };
}

// Colours run from `low` to `high`, by the logarithm if `logarithmic`.
function figureMeasure(plane, id, label, low, high, logarithmic, text, title, absent, group = "Link") {
  const place = (value) => (logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low));
  const colours = levelsOf[plane].values.map((value) => (logarithmic && value === 0 ? NOTHING : pixel(viridis(place(value)))));
  return {
    id, label, group,
    colour: (block, cell) => {
      const code = block[plane][cell];
      return code === 255 ? DOTS : colours[code];
    },
    legend: () => [...(logarithmic ? [key(NOTHING, "0")] : []), ...scaleKeys("", "\u2264 " + text(low), "\u2265 " + text(high), viridis), NO_RIGHT_KEY(), key(DOTS, absent),
      node("span", { class: "unit" }, title)],
  };
}

const NOBODY = { of: (cell) => Cells.people[cell] === 0, text: "nobody lives outside coverage" };

const MEASURES = [
  bestMeasure(),
  ...D.services.map((s) => shareMeasure("area:" + s.id, s.id, `Area that holds ${s.name}`, "Share of the cell's area", `share of the cell's area that holds ${s.name}, outdoors`)),
  ...D.services.map((s) => shareMeasure("people:" + s.id, "people-" + s.id, `People who can hold ${s.name}`, "Share of its people outside coverage",
    `share of the cell's people outside terrestrial coverage who can hold ${s.name}`, NOBODY)),
  figureMeasure("sinr_db", "sinr", "SINR, median", -5, 15, false, (v) => levelText(v, "dB"), "median SINR per receive branch, while lit", "never lit"),
  figureMeasure("rsrp_dbm", "rsrp", "RSRP, median", -130, -105, false, (v) => levelText(v, "dBm"), "median RSRP per receive branch, while lit", "never lit"),
  figureMeasure("rate_kbps", "rate", "Rate per phone, mean", 10, 20000, true, rateText, "mean rate of a phone over time, dark time counted as zero", "no sample"),
  { ...shareMeasure("lit_share", "lit", "Share of time lit", "Link", "share of time with a serving satellite"), group: "Link" },
  figureMeasure("satellites_in_view", "satellites", "Satellites in view, mean", 0.1, 50, true, countText, "mean number of satellites above the elevation mask", "no sample"),
  figureMeasure("handovers_per_hour", "handovers", "Handovers per hour", 1, 100, true, countText, "changes from one satellite to another", "no sample", "Handover"),
  figureMeasure("ping_pongs_per_hour", "ping-pongs", "Ping-pongs per hour", 0.1, 100, true, countText, "handovers back to the satellite left within roaming.handover.ping_pong_within_s", "no sample", "Handover"),
  figureMeasure("interruption_p50_ms", "interruption", "Interruption, median", 40, 80, false, interruptionText, "median time without data at a handover", "no handover", "Handover"),
  figureMeasure("interruption_p95_ms", "interruption-p95", "Interruption, 95\u00a0%", 40, 4000, true, interruptionText, "time without data that 95\u00a0% of the handovers stay below", "no handover", "Handover"),
  { ...shareMeasure("without_service_share", "without-service", "Time without service", "Handover", "share of time without a serving satellite") },
  operatorMeasure(),
];

// The colours of all cells.
function paintMeasure(measure, block) {
  const colours = new Uint32Array(Cells.count);
  for (let cell = 0; cell < Cells.count; ++cell) {
    const state = block.state[cell];
    colours[cell] = state === RIGHT ? measure.colour(block, cell) : state === NO_RIGHT ? HATCH : PLAIN;
  }
  return colours;
}
