// The table of countries: those with a right sorted as chosen, then those without.

const AREA_HEAD = 3, AREA_LINK = 7;  // a row: code, state, people; share of time lit, RSRP, SINR, capacity, handovers, interruptions; by service shares of land and of people
const COUNTRIES = D.areas.codes.map(areaName);

function wholePeople(people) { return people > 0 && people < 0.5 ? "<\u00a01" : peopleText(people < 1000 ? Math.round(people) : people); }

// In tenths, so that a column's figures stand below one another.
function tenthsText(value, unit) { return exists(value) ? (Math.round(value * 10) / 10 + 0).toFixed(1).replace("-", "\u2212") + "\u00a0" + unit : DASH; }

function areaColumns(shown) {
  const figure = (title, at, text) => ({ title, value: (row) => (row.length > at ? row[at] : null), text });
  const held = (offset) => shown.map((s) => figure(D.services[s].name, AREA_HEAD + AREA_LINK + 2 * s + offset, shareText));
  return [
    { title: "Country or area", value: (row) => COUNTRIES[row[0]], text: (name) => name },
    { title: "State", value: (row) => row[1], text: (state) => STATE_TEXT[state] },
    { title: "People outside coverage", value: (row) => row[2], text: wholePeople },
    ...held(1), ...held(0),
    figure("Time with a satellite", AREA_HEAD, shareText),
    figure("RSRP", AREA_HEAD + 1, (v) => tenthsText(v, "dBm")),
    figure("SINR", AREA_HEAD + 2, (v) => tenthsText(v, "dB")),
    figure("5\u00a0MHz beam", AREA_HEAD + 3, (v) => rateText(exists(v) ? 1000 * v : null)),
    figure("Handovers per hour", AREA_HEAD + 4, countText),
    figure("Interruption, median", AREA_HEAD + 5, interruptionText),
    figure("Interruption, 95\u00a0%", AREA_HEAD + 6, interruptionText),
  ];
}

// By `column`; what has no figure is last both ways, equals go by name.
function sortedAreas(rows, column, descending) {
  const byName = (a, b) => COUNTRIES[a[0]].localeCompare(COUNTRIES[b[0]], "en");
  return [...rows].sort((a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    if (exists(x) !== exists(y)) return exists(x) ? -1 : 1;
    if (!exists(x) || x === y) return byName(a, b);
    return (typeof x === "string" ? x.localeCompare(y, "en") : x - y) * (descending ? -1 : 1);
  });
}

function areaCells(columns, row) {
  const name = node("th", { scope: "row" }, COUNTRIES[row[0]], COUNTRIES[row[0]] === D.areas.codes[row[0]] ? null : node("span", { class: "code" }, D.areas.codes[row[0]]));
  const state = cellOf(STATE_TEXT[row[1]], { class: row[1] === NO_RIGHT ? "no-right" : "" });
  const figures = row[1] === RIGHT ? columns.slice(3).map((column) => cellOf(column.text(column.value(row)), { class: "number" }))
    : [node("td", { colspan: columns.length - 3, class: "nothing" }, DASH)];
  return node("tr", {}, name, state, cellOf(wholePeople(row[2]), { class: "number" }), ...figures);
}

// People with and without a right, and all with the Earth's shares.
function areaTotals(columns, rows, shown, earth) {
  const peopleOf = (some) => some.reduce((sum, row) => sum + row[2], 0), all = peopleOf(rows);
  const line = (title, some, rest) => node("tr", {}, node("th", { scope: "row", colspan: 2 }, `${title}: ${some.length}`), cellOf(wholePeople(peopleOf(some)), { class: "number" }), ...rest);
  const part = (some) => [node("td", { colspan: columns.length - 3 }, all > 0 ? `${shareText(peopleOf(some) / all)} of all people outside coverage` : DASH)];
  const states = [["With a right", RIGHT], ["Without a right", NO_RIGHT], ["Not on sale there", NOT_ON_SALE]];
  const lines = states.map(([title, state]) => [title, rows.filter((row) => row[1] === state)]).filter(([title, some]) => some.length > 0 || title !== "Not on sale there");
  const share = (s, at) => cellOf(earth[s] === null ? DASH : shareText(earth[s][at]), { class: "number" });
  return node("tfoot", {}, ...lines.map(([title, some]) => line(title, some, part(some))),
    line("All", rows, [...shown.map((s) => share(s, 2)), ...shown.map((s) => share(s, 1)), node("td", { colspan: AREA_LINK })]));
}

// Countries without a right where nobody lives outside coverage, in one line.
function areaRest(columns, rows) {
  if (rows.length === 0) return [];
  const names = sortedAreas(rows, columns[0], false).map((row) => COUNTRIES[row[0]]).join(", ");
  return [node("tr", {}, node("td", { colspan: columns.length, class: "nothing" }, `and ${rows.length} without a right where nobody lives outside coverage: ${names}`))];
}

function areaPanel(state, shown, changed) {
  const columns = areaColumns(shown), table = document.getElementById("area-table");
  let by = 2, descending = true;
  const quarter = choice("Quarter", D.quarters.map((q) => ({ id: q.label, label: q.label })), "", (value) => changed({ q: D.quarters.findIndex((q) => q.label === value) }));
  const handset = choice("Phone", classOptions({ id: "newest", label: "newest on sale in the quarter" }), state.class, (value) => changed({ class: value }));
  const said = node("span", { class: "unit" });
  document.getElementById("area-controls").replaceChildren(quarter.element, handset.element, said);

  const heads = columns.map((column, i) => node("th", { scope: "col", class: i < 2 ? "" : "number" }, node("button", {
    type: "button", class: "sort", onclick: () => { descending = by === i ? !descending : i > 1; by = i; draw(); } }, column.title)));
  const group = (title, span) => node("th", { scope: "colgroup", colspan: span, class: "group" }, title);
  const head = node("thead", {}, node("tr", {}, node("th", { colspan: 3 }), group("Share of these people who hold", shown.length), group("Share of its land that holds", shown.length), group("Link", AREA_LINK)),
    node("tr", {}, ...heads));

  const draw = () => {
    const c = classIndex(state.class, state.q), rows = c < 0 ? null : D.areas.figures[state.q][c];
    quarter.set(D.quarters[state.q].label);
    handset.set(state.class);
    heads.forEach((th, i) => th.setAttribute("aria-sort", by !== i ? "none" : descending ? "descending" : "ascending"));
    const label = D.quarters[state.q].label;
    said.textContent = c < 0 ? `No phone on sale in ${label}.` : !D.quarters[state.q].on_sale[c] ? `Not on sale before ${D.classes[c].from.slice(0, 10)}.`
      : rows === null ? "The file has no figures by country." : state.class === "newest" ? D.classes[c].title : "";
    if (rows === null) { table.replaceChildren(); return; }
    const others = rows.filter((row) => row[1] === NO_RIGHT);
    const right = sortedAreas(rows.filter((row) => row[1] !== NO_RIGHT), columns[by], descending);
    // Those without have two columns only.
    const left = sortedAreas(others.filter((row) => row[2] >= 0.5), by === 0 ? columns[0] : columns[2], by === 0 || by === 2 ? descending : true);
    table.replaceChildren(head, node("tbody", {}, ...right.map((row) => areaCells(columns, row))),
      node("tbody", {}, ...left.map((row) => areaCells(columns, row)), ...areaRest(columns, others.filter((row) => row[2] < 0.5))), areaTotals(columns, rows, shown, D.global[state.q][c]));
  };
  return draw;
}
