// Which departure is shown, in the address after #: #departure=3.

function trouble(text) {
  const banner = document.getElementById("trouble");
  banner.hidden = false;
  banner.textContent = text;
}

async function start() {
  if (typeof DecompressionStream === "undefined") {
    trouble("This browser is too old for the map (it needs DecompressionStream: browsers since 2023). The figures on top are complete.");
    return;
  }
  const rings = await readOutlines();
  const asked = Number(new URLSearchParams(location.hash.slice(1)).get("departure"));
  let shown = Number.isInteger(asked) && asked >= 0 && asked < D.journeys.length ? asked : 0;
  const select = node("select", { "aria-label": "Departure" }, ...D.journeys.map((j, i) => node("option", { value: String(i) }, `${j.route}, ${j.start.replace("T", " ").replace("Z", " UTC")}`)));
  const facts = node("span", { class: "unit" });
  const draw = () => {
    const journey = D.journeys[shown];
    select.value = String(shown);
    facts.textContent = `${longText(journey.duration_s)}, ${kilometres(journey.distance_km)}, ${journey.handovers} handovers, ${longText(journey.without_service_s)} without service`;
    drawStrip(journey);
    drawGlobe(journey, rings);
    drawAreaTable(journey);
    drawInterruptions(journey);
    drawKinds(journey);
    drawDepartures(shown, choose);
  };
  const choose = (i) => {
    shown = i;
    history.replaceState(null, "", "#departure=" + i);
    draw();
  };
  select.addEventListener("change", () => choose(Number(select.value)));
  document.getElementById("journey-controls").replaceChildren(node("label", {}, "Departure", select), facts);
  drawOrigins();
  draw();
}

window.addEventListener("error", (event) => trouble("Part of this page failed: " + event.message));
window.addEventListener("unhandledrejection", (event) => trouble("Part of this page failed: " + event.reason));
start().then(() => { document.documentElement.dataset.ready = "true"; });
