// What is shown, in the address after #, so that a view can be sent to somebody: #q=2032Q2&class=ntn-2029&measure=video-360p.

const serviceAt = (id) => D.services.findIndex((s) => s.id === id);
const MAIN_SERVICE = serviceAt("video-360p") >= 0 ? serviceAt("video-360p") : D.services.length - 1;
const SHOWN_SERVICES = ["text", "voice", "video-360p", "video-720p"].map(serviceAt).filter((s) => s >= 0);

const STATE = {
  q: D.quarters.length - 1,
  class: "newest",
  measure: "best",
  first: D.services[MAIN_SERVICE].id,
  firstclass: "any",
  curve: D.services[MAIN_SERVICE].id,
  placeclass: "any",
};
const isClass = (value) => D.classes.some((c) => c.id === value);
const ALLOWED = {
  q: (value) => D.quarters.findIndex((quarter) => quarter.label === value),
  class: (value) => (value === "newest" || isClass(value) ? value : null),
  measure: (value) => (MEASURES.some((m) => m.id === value) ? value : null),
  first: (value) => (serviceAt(value) >= 0 ? value : null),
  firstclass: (value) => (value === "any" || isClass(value) ? value : null),
  curve: (value) => (serviceAt(value) >= 0 ? value : null),
  placeclass: (value) => (value === "any" || isClass(value) ? value : null),
};

function readAddress() {
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    const allowed = Object.hasOwn(ALLOWED, name) ? ALLOWED[name](value) : null;
    if (allowed !== null && allowed !== -1) STATE[name] = allowed;
  }
}
function writeAddress() {
  const parts = Object.entries(STATE).map(([name, value]) => `${name}=${name === "q" ? D.quarters[value].label : value}`);
  history.replaceState(null, "", "#" + parts.join("&"));
}

function trouble(text) {
  const banner = document.getElementById("trouble");
  banner.hidden = false;
  banner.textContent = text;
}

async function start() {
  if (typeof DecompressionStream === "undefined") {
    trouble("This browser is too old for the maps and tables (it needs DecompressionStream: browsers since 2023). The answer on top is complete.");
    return;
  }
  readAddress();
  await readCells();
  await readOperators();
  const rings = await readOutlines();
  let drawQuality = null, drawFirst = null, drawAreas = null;
  const shown = SHOWN_SERVICES.length > 0 ? SHOWN_SERVICES : D.services.map((_, s) => s);
  const places = () => drawPlaces(STATE.placeclass, STATE.q, shown, MAIN_SERVICE);
  const changed = async (change) => {
    Object.assign(STATE, change);
    writeAddress();
    if ("q" in change || "class" in change || "measure" in change) await drawQuality();
    if ("first" in change || "firstclass" in change) await drawFirst();
    if ("curve" in change) drawCurves(serviceAt(STATE.curve));
    if ("q" in change || "placeclass" in change) places();
    if ("q" in change || "class" in change) drawAreas();
  };
  drawQuality = qualityPanel(STATE, rings, changed);
  drawFirst = firstPanel(STATE, rings, changed);
  drawAreas = areaPanel(STATE, shown, changed);
  const curve = choice("Service", D.services.map((s) => ({ id: s.id, label: s.name })), STATE.curve, (value) => changed({ curve: value }));
  document.getElementById("curve-controls").replaceChildren(curve.element, curveKeys(D.classes.map((c) => c.title)));
  const placeClass = choice("Phone", classOptions({ id: "any", label: "any on sale" }), STATE.placeclass, (value) => changed({ placeclass: value }));
  document.getElementById("place-controls").replaceChildren(placeClass.element, node("span", { class: "unit" }, "The last columns are those of the map's quarter."));
  drawSmallCurves(MAIN_SERVICE);
  drawCurves(serviceAt(STATE.curve));
  places();
  drawAreas();
  drawParameters();
  drawOrigins();
  await drawQuality();
  await drawFirst();
  window.addEventListener("hashchange", () => {
    const before = { ...STATE };
    readAddress();
    const change = Object.fromEntries(Object.entries(STATE).filter(([name, value]) => before[name] !== value));
    if (Object.keys(change).length > 0) changed(change);
  });
}

window.addEventListener("error", (event) => trouble("Part of this page failed: " + event.message));
window.addEventListener("unhandledrejection", (event) => trouble("Part of this page failed: " + event.reason));
start().then(() => { document.documentElement.dataset.ready = "true"; });
