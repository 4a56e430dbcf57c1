// Curves over quarters, told apart by dash, mark and name, not by colour alone.

const DASHES = ["", "7 4", "2 3", "10 3 2 3"];
const MARKS = ["circle", "square", "triangle", "diamond"];

function markNode(kind, x, y, colour) {
  const r = 3.4;
  if (kind === "circle") return svgNode("circle", { cx: x, cy: y, r, fill: colour });
  const corners = { square: [[-r, -r], [r, -r], [r, r], [-r, r]], triangle: [[0, -r - 1], [r + 0.6, r], [-r - 0.6, r]], diamond: [[0, -r - 1], [r + 1, 0], [0, r + 1], [-r - 1, 0]] }[kind];
  return svgNode("polygon", { points: corners.map(([dx, dy]) => `${x + dx},${y + dy}`).join(" "), fill: colour });
}

// The least of 1, 2 and 5 times a power of ten that is not below `value`.
function roundAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((m) => m * power).find((m) => m >= value * (1 - 1e-9));
}

// `series`: {name, points: [[quarter position, value]]}. The vertical axis runs from 0 to `top`.
function curveFigure({ title, series, top, text, width, height }) {
  const left = 48, right = 22, above = 8, below = 20, inner = width - left - right, tall = height - above - below;
  const first = D.quarters[0].index, last = D.quarters[D.quarters.length - 1].index;
  const xOf = (q) => left + (last === first ? inner / 2 : ((D.quarters[q].index - first) / (last - first)) * inner);
  const yOf = (value) => above + tall * (1 - value / top);
  const svg = svgNode("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title });
  for (let i = 0; i <= 4; ++i) {
    const value = (top * i) / 4, y = yOf(value);
    svg.append(svgNode("line", { class: "grid", x1: left, x2: width - right, y1: y, y2: y }));
    if (i % 2 === 0) svg.append(svgNode("text", { class: "soft", x: left - 6, y: y + 4, "text-anchor": "end" }, text(value)));
  }
  const every = Math.ceil(D.quarters.length / Math.floor(inner / 62));
  D.quarters.forEach((quarter, q) => {
    if (q % every === 0) svg.append(svgNode("text", { class: "soft", x: xOf(q), y: height - 4, "text-anchor": "middle" }, quarter.label));
  });
  const dense = D.quarters.length > 18;
  series.forEach(({ points, name }, i) => {
    if (points.length === 0) return;
    const colour = `var(--line${1 + (i % 4)})`, at = points.map(([q, value]) => [xOf(q), yOf(value)]);
    svg.append(svgNode("polyline", { class: "curve", points: at.map((p) => p.join(",")).join(" "), stroke: colour, "stroke-dasharray": DASHES[i % 4] }));
    points.forEach(([q, value], k) => {
      if (dense && k % 2 === 1 && k + 1 < points.length) return;
      const mark = markNode(MARKS[i % 4], ...at[k], colour);
      mark.append(svgNode("title", {}, `${name}, ${D.quarters[q].label}: ${text(value)}`));
      svg.append(mark);
    });
  });
  return node("figure", {}, node("figcaption", {}, title), svg);
}

function curveKeys(names) {
  return node("div", { class: "legend" }, ...names.map((name, i) => {
    const colour = `var(--line${1 + (i % 4)})`;
    const svg = svgNode("svg", { viewBox: "0 0 34 12", width: 34, height: 12, style: "width:34px" },
      svgNode("line", { class: "curve", x1: 0, x2: 34, y1: 6, y2: 6, stroke: colour, "stroke-dasharray": DASHES[i % 4] }), markNode(MARKS[i % 4], 17, 6, colour));
    return node("span", { class: "key" }, svg, name);
  }));
}

const WEIGHTS = [{ at: 2, title: "of people outside terrestrial coverage" }, { at: 1, title: "of land" }, { at: 0, title: "of the Earth's area" }];

function classSeries(service, weight) {
  return D.classes.map((handset, c) => ({
    name: handset.title,
    points: D.quarters.flatMap((quarter, q) => {
      const row = D.global[q][c][service];
      return row !== null && quarter.on_sale[c] && exists(row[weight]) ? [[q, row[weight]]] : [];
    }),
  }));
}
function topOf(series) {
  const most = Math.max(0, ...series.flatMap((s) => s.points.map((p) => p[1])));
  return most === 0 ? 0.01 : Math.min(1, roundAbove(most));
}

const allQuarters = (value) => D.quarters.flatMap((_, q) => { const v = value(q); return exists(v) ? [[q, v]] : []; });

// Who has which phone, by country group; who can hold the service with it. Nothing where the run knows of no adoption.
function adoptionFigures(name, service) {
  if (D.phones === null) return [];
  const groups = D.phones.groups.map((group, g) => curveFigure({ title: `Phones in use, ${group.id} countries (${peopleText(group.people)} people outside coverage in ${D.quarters[D.quarters.length - 1].label})`,
    series: D.classes.map((handset, c) => ({ name: handset.title, points: allQuarters((q) => D.phones.shares[q][g][c]) })), top: 1, text: shareText, width: 560, height: 230 }));
  const series = [{ name: "With the phones in use", points: allQuarters((q) => D.mix[q][service]) }];
  return [curveFigure({ title: `${name}: share of people outside coverage, with the phones in use`, series, top: topOf(series), text: shareText, width: 560, height: 230 }), ...groups];
}

const FLEET_PARTS = ["launched", "in service at the end of the quarter", "lost", "retired"];

// One panel for each generation that loses satellites.
function fleetFigures() {
  if (D.fleet === null) return [];
  return D.fleet.generations.flatMap((generation, g) => {
    const series = FLEET_PARTS.map((name, part) => ({ name, points: allQuarters((q) => D.fleet.counts[q][g][part]) }));
    const lossless = [series[2], series[3]].every((s) => s.points.every((p) => p[1] === 0));
    if (lossless) return [];
    const figure = curveFigure({ title: `${generation}: satellites launched, in service, lost and retired`, series, top: roundAbove(Math.max(1, ...series[0].points.map((p) => p[1]))),
      text: (v) => Math.round(v).toLocaleString("en"), width: 560, height: 230 });
    figure.append(curveKeys(FLEET_PARTS));
    return [figure];
  });
}

function drawCurves(service) {
  const name = D.services[service].name;
  const figures = WEIGHTS.map((w) => {
    const series = classSeries(service, w.at);
    return curveFigure({ title: `${name}: share ${w.title}`, series, top: topOf(series), text: shareText, width: 560, height: 230 });
  });
  const fleet = D.quarters.map((quarter, q) => [q, quarter.satellites]);
  const most = Math.max(1, ...fleet.map((p) => p[1]));
  figures.push(curveFigure({ title: "Satellites in service, mean of the quarter", series: [{ name: "Satellites", points: fleet }], top: roundAbove(most),
    text: (v) => Math.round(v).toLocaleString("en"), width: 560, height: 230 }));
  document.getElementById("curve-panels").replaceChildren(...figures, ...fleetFigures(), ...adoptionFigures(name, service));
}

function drawSmallCurves(service) {
  const series = classSeries(service, WEIGHTS[0].at);
  const figure = curveFigure({ title: `${D.services[service].name}: share of people outside coverage, by phone`, series, top: topOf(series),
    text: shareText, width: 392, height: 128 });
  document.getElementById("small-curves").replaceChildren(figure, curveKeys(D.classes.map((c) => c.id)));
}
