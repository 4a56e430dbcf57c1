// A map of the world: every pixel knows its cell, so that a quarter is drawn by looking colours up.

const MAP_WIDTH = 1600, MAP_HEIGHT = Math.round((MAP_WIDTH * MAP_HALF_HEIGHT) / MAP_HALF_WIDTH);
const PIXELS_PER_UNIT = MAP_WIDTH / (2 * MAP_HALF_WIDTH);

// Cell index by pixel of the map; -1 off the Earth or where there is no cell.
let pixelCells = null;
function cellsOfPixels() {
  if (pixelCells !== null) return pixelCells;
  pixelCells = new Int32Array(MAP_WIDTH * MAP_HEIGHT).fill(-1);
  for (let y = 0; y < MAP_HEIGHT; ++y) {
    const row = parallelAt((MAP_HEIGHT / 2 - y - 0.5) / PIXELS_PER_UNIT);
    if (row === null) continue;
    const half = row.halfWidth * PIXELS_PER_UNIT;
    for (let x = Math.max(0, Math.ceil(MAP_WIDTH / 2 - half - 0.5)); x < MAP_WIDTH && x + 0.5 - MAP_WIDTH / 2 < half; ++x)
      pixelCells[y * MAP_WIDTH + x] = Cells.indexOfPixel[nestedPixel(Cells.order, row.sine, ((x + 0.5 - MAP_WIDTH / 2) / half) * Math.PI)];
  }
  return pixelCells;
}

function toMap(latitudeDeg, longitudeDeg) {
  const [x, y] = project((latitudeDeg * Math.PI) / 180, (longitudeDeg * Math.PI) / 180);
  return [MAP_WIDTH / 2 + x * PIXELS_PER_UNIT, MAP_HEIGHT / 2 - y * PIXELS_PER_UNIT];
}
// Latitude and longitude in degrees, or null off the Earth.
function fromMap(x, y) {
  const row = parallelAt((MAP_HEIGHT / 2 - y) / PIXELS_PER_UNIT);
  if (row === null) return null;
  const longitude = ((x - MAP_WIDTH / 2) / (row.halfWidth * PIXELS_PER_UNIT)) * 180;
  return Math.abs(longitude) > 180 ? null : [(Math.asin(row.sine) * 180) / Math.PI, longitude];
}

let borderPath = null;
function bordersOf(rings) {
  if (borderPath !== null) return borderPath;
  borderPath = new Path2D();
  for (const ring of rings) {
    let before = null;
    for (let i = 0; i <= ring.length; i += 2) {
      const longitude = ring[i % ring.length], latitude = ring[(i + 1) % ring.length];
      // The map's own edge is no border.
      const onEdge = before !== null && Math.abs(before) > 179.98 && Math.abs(longitude) > 179.98;
      const [x, y] = toMap(latitude, longitude);
      if (before === null || Math.abs(before - longitude) > 180 || onEdge) borderPath.moveTo(x, y);
      else borderPath.lineTo(x, y);
      before = longitude;
    }
  }
  return borderPath;
}

function edgeOf() {
  const edge = new Path2D();
  for (let i = 0; i <= 180; ++i) edge.lineTo(...toMap(i - 90, -180));
  for (let i = 0; i <= 180; ++i) edge.lineTo(...toMap(90 - i, 180));
  edge.closePath();
  return edge;
}

class WorldMap {
  // `describe(cell, latitude, longitude)` gives the content of the tip of a cell.
  constructor(label, rings, describe) {
    this.base = node("canvas", { width: MAP_WIDTH, height: MAP_HEIGHT, role: "img", "aria-label": label });
    this.over = node("canvas", { class: "over", width: MAP_WIDTH, height: MAP_HEIGHT, tabindex: "0",
      "aria-label": label + ". Arrow keys move over the cells, Escape leaves." });
    this.tip = node("div", { class: "tip", role: "status", hidden: true });
    this.element = node("div", { class: "map" }, this.base, this.over, this.tip);
    this.describe = describe;
    this.borders = bordersOf(rings);
    this.edge = edgeOf();
    this.image = new ImageData(MAP_WIDTH, MAP_HEIGHT);
    this.drawPlaces();
    this.listen();
  }

  // `colours` by cell; `notice` is written across the map.
  draw(colours, notice) {
    const pixels = new Uint32Array(this.image.data.buffer), cells = cellsOfPixels();
    for (let i = 0; i < pixels.length; ++i) {
      const cell = cells[i];
      if (cell < 0) pixels[i] = 0;
      else pixels[i] = colours[cell] > 255 ? colours[cell] : patternPixel(colours[cell], i % MAP_WIDTH, (i / MAP_WIDTH) | 0);
    }
    const context = this.base.getContext("2d");
    context.clearRect(0, 0, MAP_WIDTH, MAP_HEIGHT);
    context.putImageData(this.image, 0, 0);
    context.lineJoin = "round";
    context.strokeStyle = "rgba(255,255,255,.75)";
    context.lineWidth = 2.6;
    context.stroke(this.borders);
    context.strokeStyle = "rgba(20,20,20,.85)";
    context.lineWidth = 1;
    context.stroke(this.borders);
    context.lineWidth = 2;
    context.strokeStyle = "#666";
    context.stroke(this.edge);
    if (notice) {
      context.font = "600 40px system-ui, sans-serif";
      context.textAlign = "center";
      const width = context.measureText(notice).width + 60;
      context.fillStyle = "rgba(255,255,255,.92)";
      context.fillRect((MAP_WIDTH - width) / 2, MAP_HEIGHT / 2 - 46, width, 76);
      context.strokeRect((MAP_WIDTH - width) / 2, MAP_HEIGHT / 2 - 46, width, 76);
      context.fillStyle = "#1b1f24";
      context.fillText(notice, MAP_WIDTH / 2, MAP_HEIGHT / 2 + 7);
    }
    if (this.at) this.point(...this.at);
  }

  drawPlaces(cursor) {
    const context = this.over.getContext("2d");
    context.clearRect(0, 0, MAP_WIDTH, MAP_HEIGHT);
    for (const place of D.places) {
      const [x, y] = toMap(place.latitude_deg, place.longitude_deg);
      context.beginPath();
      context.arc(x, y, 5, 0, 2 * Math.PI);
      context.fillStyle = "#fff";
      context.fill();
      context.lineWidth = 2.5;
      context.strokeStyle = "#c00000";
      context.stroke();
    }
    if (!cursor) return;
    const [x, y] = cursor;
    context.strokeStyle = "#000";
    context.lineWidth = 2;
    context.strokeRect(x - 12, y - 12, 24, 24);
    context.strokeStyle = "#fff";
    context.strokeRect(x - 14, y - 14, 28, 28);
  }

  listen() {
    const scale = () => MAP_WIDTH / this.over.getBoundingClientRect().width;
    this.over.addEventListener("pointermove", (event) => { if (!this.pinned) this.point(event.offsetX * scale(), event.offsetY * scale()); });
    this.over.addEventListener("pointerleave", () => { if (!this.pinned) this.leave(); });
    this.over.addEventListener("click", (event) => {
      this.pinned = false;
      this.point(event.offsetX * scale(), event.offsetY * scale());
      this.pinned = this.at !== null;
    });
    this.over.addEventListener("blur", () => this.leave());
    this.over.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-16, 0], ArrowRight: [16, 0], ArrowUp: [0, -16], ArrowDown: [0, 16] }[event.key];
      if (event.key === "Escape") this.leave();
      if (!step) return;
      event.preventDefault();
      const [x, y] = this.at || [MAP_WIDTH / 2, MAP_HEIGHT / 2];
      this.pinned = true;
      if (fromMap(x + step[0], y + step[1]) !== null) this.point(x + step[0], y + step[1]);
    });
  }

  leave() {
    this.pinned = false;
    this.at = null;
    this.tip.hidden = true;
    this.drawPlaces();
  }

  point(x, y) {
    const place = fromMap(x, y);
    const cell = place === null ? -1 : cellsOfPixels()[Math.min(MAP_HEIGHT - 1, Math.max(0, Math.floor(y))) * MAP_WIDTH + Math.min(MAP_WIDTH - 1, Math.max(0, Math.floor(x)))];
    if (cell < 0) { this.leave(); return; }
    this.at = [x, y];
    this.drawPlaces(this.at);
    this.tip.replaceChildren(...this.describe(cell, ...place));
    this.tip.hidden = false;
    const box = this.over.getBoundingClientRect(), shown = box.width / MAP_WIDTH;
    const left = x * shown > box.width / 2 ? x * shown - 318 - 18 : x * shown + 18;
    this.tip.style.left = Math.max(2, Math.min(box.width - 320, left)) + "px";
    this.tip.style.top = Math.max(-40, Math.min(y * shown - 60, box.height - this.tip.offsetHeight)) + "px";
  }
}
