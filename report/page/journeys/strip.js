// A departure along time: who serves, how well, what it holds, what happened, and where it was.

const STRIP = { width: 1400, left: 118, right: 12 };
const LANES = [
  { id: "access", name: "Served by", top: 6, height: 24 },
  { id: "sinr", name: "SINR [dB]", top: 38, height: 110 },
  { id: "rung", name: "Best service", top: 156, height: 24 },
  { id: "events", name: "Events", top: 188, height: 44 },
  { id: "area", name: "Country, sea", top: 240, height: 24 },
];
const STRIP_HEIGHT = 292;

const EVENT_ROWS = [
  { name: "handovers", colour: "var(--accent)", test: (kind) => /handover/.test(kind) && !isFailure(kind) },
  { name: "network or area changes", colour: "#8250df", test: (kind) => /network|plmn|registration|tracking|camped/.test(kind) && !isFailure(kind) },
  { name: "failures", colour: "#d1242f", test: isFailure },
];

const MOST_TICKS = 240;

// Tick distance in seconds for about `count` ticks.
function tickStep(duration, count) {
  const steps = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 432000, 864000, 2592000];
  return steps.find((step) => duration / step <= count) || 2592000;
}
function tickText(seconds, step) {
  if (step >= 86400) return `${Math.round(seconds / 86400)} d`;
  if (step >= 3600) return `${Math.round(seconds / 3600)} h`;
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${Math.floor(seconds / 3600)}:${String(Math.round(seconds / 60) % 60).padStart(2, "0")} h`;
}

const pieceAt = (pieces, time) => pieces.find(([begin, end]) => time >= begin && time < end) || pieces[pieces.length - 1];

function drawStrip(journey) {
  const inner = STRIP.width - STRIP.left - STRIP.right, duration = Math.max(1, journey.duration_s);
  const xOf = (time) => STRIP.left + (inner * Math.min(duration, Math.max(0, time))) / duration;
  const svg = svgNode("svg", { viewBox: `0 0 ${STRIP.width} ${STRIP_HEIGHT}`, role: "img", "aria-label": `Strip chart of the journey that begins ${journey.start}` });
  const hatch = svgNode("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svgNode("rect", { width: 6, height: 6, fill: "var(--paper)" }), svgNode("rect", { width: 2, height: 6, fill: "#9aa0a6" }));
  svg.append(svgNode("defs", {}, hatch));
  const lane = Object.fromEntries(LANES.map((l) => [l.id, l]));
  for (const l of LANES) svg.append(svgNode("text", { class: "row-name", x: STRIP.left - (l.id === "sinr" ? 34 : 8), y: l.top + l.height / 2 + 4, "text-anchor": "end" }, l.name));

  const bandOf = (id, pieces, fill, words) => {
    const l = lane[id];
    for (const [begin, end, value] of pieces) {
      const x = xOf(begin), width = Math.max(0.6, xOf(end) - x), colour = fill(value);
      const box = svgNode("rect", { x, y: l.top, width, height: l.height, fill: colour });
      box.append(svgNode("title", {}, `${words(value)}, ${clockText(begin)} to ${clockText(end)}`));
      svg.append(box);
      const text = words(value);
      if (width > 7 * text.length + 8)
        svg.append(svgNode("text", { class: colour.startsWith("url") ? "in on-hatch" : "in", x: x + width / 2, y: l.top + l.height / 2 + 4, "text-anchor": "middle", style: `fill:${/^(#|rgb)/.test(colour) ? inkOn(colour) : "var(--ink)"}` }, text));
    }
    svg.append(svgNode("rect", { class: "frame", x: STRIP.left, y: l.top, width: inner, height: l.height }));
  };
  bandOf("access", journey.access, (v) => (v === "" ? "url(#hatch)" : operatorColour(v)), operatorName);
  bandOf("rung", journey.rung, (v) => (v === "" ? "url(#hatch)" : rungColour(v)), rungName);
  const isLand = (value) => value.endsWith("+");
  const areaWords = (value) => areaName(value.slice(0, -1)) + (isLand(value) || value.startsWith("XZ") ? "" : ", at sea");
  let parity = 0, last = null;
  const shades = new Map();
  for (const [, , value] of journey.area) {
    if (value.slice(0, 2) !== last) parity ^= 1;
    last = value.slice(0, 2);
    if (!shades.has(value)) shades.set(value, isLand(value) ? (parity ? "#d9cba3" : "#b9c99b") : parity ? "#a9cbe4" : "#bcd9ec");
  }
  bandOf("area", journey.area, (v) => shades.get(v), areaWords);

  // SINR: least to most of a bin as an area, the median as a line.
  const values = journey.sinr.filter((bin) => bin !== null), l = lane.sinr;
  if (values.length > 0) {
    const low = Math.min(0, Math.floor(Math.min(...values.map((b) => b[0])) / 5) * 5), high = Math.max(10, Math.ceil(Math.max(...values.map((b) => b[2])) / 5) * 5);
    const yOf = (value) => l.top + (l.height * (high - value)) / (high - low);
    const step = high - low > 40 ? 20 : high - low > 20 ? 10 : 5;
    for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
      svg.append(svgNode("line", { class: value === 0 ? "zero" : "grid", x1: STRIP.left, x2: STRIP.width - STRIP.right, y1: yOf(value), y2: yOf(value) }),
        svgNode("text", { class: "soft", x: STRIP.left - 8, y: yOf(value) + 4, "text-anchor": "end", style: "font-size:10px" }, String(value).replace("-", "\u2212")));
    }
    const at = (i) => STRIP.left + (inner * (i + 0.5)) / D.bins;
    let line = "", spread = [];
    const flush = () => {
      if (spread.length > 0) svg.append(svgNode("polygon", { class: "spread", points: [...spread.map(([x, , top]) => `${x},${top}`), ...spread.reverse().map(([x, bottom]) => `${x},${bottom}`)].join(" ") }));
      spread = [];
    };
    journey.sinr.forEach((bin, i) => {
      if (bin === null) { flush(); return; }
      line += `${spread.length === 0 ? "M" : "L"}${at(i).toFixed(1)} ${yOf(bin[1]).toFixed(1)}`;
      spread.push([at(i), yOf(bin[0]), yOf(bin[2])]);
    });
    flush();
    svg.append(svgNode("path", { class: "median", d: line }));
  }
  svg.append(svgNode("rect", { class: "frame", x: STRIP.left, y: l.top, width: inner, height: l.height }));

  // Events: a row of ticks for each sort, one path a row.
  const e = lane.events, rowHeight = e.height / EVENT_ROWS.length;
  EVENT_ROWS.forEach((row, r) => {
    const of = journey.events.filter((event) => row.test(event[1])), y = e.top + r * rowHeight;
    let d = "", width = r === 2 ? 2.4 : 1.4;
    if (of.length <= MOST_TICKS) {
      d = [...new Set(of.map((event) => xOf(event[0]).toFixed(1)))].map((x) => `M${x} ${y + 1.5}v${rowHeight - 3}`).join("");
    } else {  // too many for ticks: how many fall into each of so many parts of the time
      const counts = new Array(MOST_TICKS).fill(0);
      for (const event of of) ++counts[Math.min(MOST_TICKS - 1, Math.floor((event[0] / duration) * MOST_TICKS))];
      const most = Math.max(...counts);
      width = inner / MOST_TICKS - 0.6;
      d = counts.map((count, k) => (count === 0 ? "" : `M${(STRIP.left + (inner * (k + 0.5)) / MOST_TICKS).toFixed(1)} ${(y + rowHeight - 1.5).toFixed(1)}v${((-(rowHeight - 3) * count) / most).toFixed(1)}`)).join("");
    }
    svg.append(svgNode("path", { d, stroke: row.colour, "stroke-width": width, fill: "none" }));
  });
  svg.append(svgNode("rect", { class: "frame", x: STRIP.left, y: e.top, width: inner, height: e.height }));

  const step = tickStep(duration, 14);
  for (let time = 0; time <= duration; time += step)
    svg.append(svgNode("line", { class: "grid", x1: xOf(time), x2: xOf(time), y1: 264, y2: 270 }), svgNode("text", { class: "soft", x: xOf(time), y: 283, "text-anchor": time === 0 ? "start" : "middle" }, tickText(time, step)));
  const cursor = svgNode("line", { class: "cursor", y1: 4, y2: 266, visibility: "hidden" });
  svg.append(cursor);

  const tip = node("div", { class: "tip", hidden: true, role: "status" });
  svg.addEventListener("pointermove", (event) => {
    const box = svg.getBoundingClientRect(), x = ((event.clientX - box.left) / box.width) * STRIP.width, time = ((x - STRIP.left) / inner) * duration;
    const hidden = time < 0 || time > duration;
    tip.hidden = hidden;
    cursor.setAttribute("visibility", hidden ? "hidden" : "visible");
    if (hidden) return;
    cursor.setAttribute("x1", x);
    cursor.setAttribute("x2", x);
    const bin = journey.sinr[Math.min(D.bins - 1, Math.floor((time / duration) * D.bins))];
    const near = journey.events.filter((one) => Math.abs(one[0] - time) < duration / 400).slice(0, 4).map((one) => one[1]);
    const of = (pieces, words) => (pieces.length > 0 ? words(pieceAt(pieces, time)[2]) : DASH);
    tip.replaceChildren(node("b", {}, `after ${clockText(time)}`), node("div", {}, utcText(journey, time)),
      node("div", {}, of(journey.area, areaWords)), node("div", {}, of(journey.access, operatorName)), node("div", {}, `best service: ${of(journey.rung, rungName)}`),
      node("div", {}, bin === null ? "SINR: none" : `SINR ${levelText(bin[1], "dB")} (${levelText(bin[0], "dB")} to ${levelText(bin[2], "dB")})`), ...(near.length > 0 ? [node("div", {}, near.join(", "))] : []));
    const left = event.clientX - box.left;
    tip.style.left = (left > box.width / 2 ? left - 332 : left + 14) + "px";
    tip.style.top = "34px";
  });
  svg.addEventListener("pointerleave", () => { tip.hidden = true; cursor.setAttribute("visibility", "hidden"); });
  document.getElementById("strip").replaceChildren(svg, tip);

  const swatch = (colour) => node("span", { class: "swatch", style: `background:${colour}` });
  const key = (colour, text) => node("span", { class: "key" }, swatch(colour), text);
  const none = node("span", { class: "key" }, node("span", { class: "swatch no-right" }), "no access, no service");
  document.getElementById("strip-legend").replaceChildren(...OPERATORS.map((v) => key(operatorColour(v), operatorName(v))), ...rungsSeen().map((rung) => key(rungColour(rung), rungName(rung))),
    none, ...EVENT_ROWS.map((row) => key(row.colour, row.name)));
}

// Share of interruptions that are not longer than so many milliseconds: this departure and all.
function drawInterruptions(journey) {
  const width = 560, height = 210, left = 48, right = 16, above = 8, below = 34;
  const figure = document.getElementById("interruptions");
  const sets = [{ name: "this departure", values: journey.interruptions, colour: "var(--line2)", dash: "" }, ...(D.journeys.length > 1 ? [{ name: "all departures", values: D.interruptions, colour: "var(--line3)", dash: "7 4" }] : [])]
    .filter((set) => set.values.length > 0);
  if (sets.length === 0) { figure.replaceChildren(node("p", { class: "note" }, "Nothing was interrupted.")); return; }
  const positive = sets.flatMap((set) => set.values).filter((v) => v > 0);
  const low = Math.floor(Math.log10(Math.min(...positive, 100))), high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...positive, 1))));
  const xOf = (ms) => left + ((width - left - right) * (Math.log10(Math.max(ms, 10 ** low)) - low)) / (high - low), yOf = (share) => above + (height - above - below) * (1 - share);
  const svg = svgNode("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "Distribution of interruptions" });
  for (const share of [0, 0.25, 0.5, 0.75, 1]) svg.append(svgNode("line", { class: "grid", x1: left, x2: width - right, y1: yOf(share), y2: yOf(share) }), svgNode("text", { class: "soft", x: left - 6, y: yOf(share) + 4, "text-anchor": "end" }, `${100 * share}\u00a0%`));
  for (let power = low; power <= high; ++power) svg.append(svgNode("line", { class: "grid", x1: xOf(10 ** power), x2: xOf(10 ** power), y1: above, y2: height - below }), svgNode("text", { class: "soft", x: xOf(10 ** power), y: height - below + 14, "text-anchor": "middle" }, power < 3 ? String(Number((10 ** power).toPrecision(3))) : `${10 ** (power - 3)}\u00a0s`));
  svg.append(svgNode("text", { class: "soft", x: (left + width - right) / 2, y: height - 4, "text-anchor": "middle" }, "interruption [ms], logarithmic"));
  for (const set of sets) {
    const last = Math.max(1, set.values.length - 1);
    svg.append(svgNode("polyline", { class: "curve", stroke: set.colour, "stroke-dasharray": set.dash, points: set.values.map((v, i) => `${xOf(v).toFixed(1)},${yOf(i / last).toFixed(1)}`).join(" ") }));
  }
  const keys = sets.map((set) => node("span", { class: "key" }, svgNode("svg", { viewBox: "0 0 34 12", width: 34, height: 12, style: "width:34px" }, svgNode("line", { class: "curve", x1: 0, x2: 34, y1: 6, y2: 6, stroke: set.colour, "stroke-dasharray": set.dash })), set.name));
  figure.replaceChildren(node("figcaption", {}, "Share of interruptions that are not longer"), svg, node("div", { class: "legend" }, ...keys));
}
