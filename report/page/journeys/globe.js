// The way on a map: azimuthal equidistant around the middle of the way, so that poles and 180 degrees are places as any other.

const GLOBE = 720, RADIANS = Math.PI / 180;

async function readOutlines() {
  if (D.outlines === null) return [];
  const view = new DataView((await unpacked(D.outlines)).buffer), rings = [];
  for (let at = 0; at < view.byteLength; ) {
    const points = new Float32Array(2 * view.getUint16(at, true));
    at += 2;
    for (let i = 0; i < points.length; ++i, at += 2) points[i] = view.getInt16(at, true) / 100;
    rings.push(points);
  }
  return rings;
}

const unitOf = (latitude, longitude) => [Math.cos(latitude * RADIANS) * Math.cos(longitude * RADIANS), Math.cos(latitude * RADIANS) * Math.sin(longitude * RADIANS), Math.sin(latitude * RADIANS)];

// Distance from the middle in radians, and direction as x east and y north of it.
class Azimuthal {
  constructor(centre) {
    const [x, y, z] = centre, flat = Math.hypot(x, y);
    this.up = centre;
    this.east = flat > 1e-9 ? [-y / flat, x / flat, 0] : [0, 1, 0];
    this.north = [this.up[1] * this.east[2] - this.up[2] * this.east[1], this.up[2] * this.east[0] - this.up[0] * this.east[2], this.up[0] * this.east[1] - this.up[1] * this.east[0]];
  }
  project(latitude, longitude) {
    const p = unitOf(latitude, longitude), dot = (a) => a[0] * p[0] + a[1] * p[1] + a[2] * p[2];
    const e = dot(this.east), n = dot(this.north), side = Math.hypot(e, n), angle = Math.atan2(side, dot(this.up));
    return side < 1e-12 ? [0, 0, angle] : [(angle * e) / side, (angle * n) / side, angle];
  }
}

// Latitude and longitude every degree or closer along a line that is straight in them.
function* dense(points) {
  for (let i = 0; i < points.length; i += 2) {
    if (i > 0) {
      const steps = Math.ceil(Math.max(Math.abs(points[i] - points[i - 2]), Math.abs(points[i + 1] - points[i - 1])));
      for (let k = 1; k < steps; ++k) yield [points[i - 2] + ((points[i] - points[i - 2]) * k) / steps, points[i - 1] + ((points[i + 1] - points[i - 1]) * k) / steps];
    }
    yield [points[i], points[i + 1]];
  }
}

function drawGlobe(journey, rings) {
  const sum = [0, 0, 0];
  const all = journey.track.flatMap((piece) => [...dense(piece[4])]);
  const canvas = node("canvas", { width: 2 * GLOBE, height: 2 * GLOBE, role: "img", "aria-label": "Map of the way, coloured by the best service held" });
  const context = canvas.getContext("2d");
  const style = getComputedStyle(document.documentElement), colour = (name) => style.getPropertyValue(name).trim();
  context.scale(2, 2);
  context.fillStyle = colour("--sea");
  context.fillRect(0, 0, GLOBE, GLOBE);
  document.getElementById("globe").replaceChildren(canvas);
  if (all.length === 0) return;
  for (const [latitude, longitude] of all) unitOf(latitude, longitude).forEach((v, i) => { sum[i] += v; });
  const size = Math.hypot(...sum), projection = new Azimuthal(size > 1e-6 ? sum.map((v) => v / size) : unitOf(...all[0]));
  const way = all.map(([latitude, longitude]) => projection.project(latitude, longitude));
  const west = Math.min(...way.map((p) => p[0])), east = Math.max(...way.map((p) => p[0])), south = Math.min(...way.map((p) => p[1])), north = Math.max(...way.map((p) => p[1]));
  const half = Math.max(0.56 * (east - west), 0.56 * (north - south), 0.0004), mid = [(west + east) / 2, (south + north) / 2];
  const toPixel = ([x, y]) => [GLOBE / 2 + ((x - mid[0]) / half) * (GLOBE / 2), GLOBE / 2 - ((y - mid[1]) / half) * (GLOBE / 2)];
  const limit = Math.min(Math.PI * 0.999, 1.5 * (half + Math.hypot(...mid)) * Math.SQRT2);

  // Land: points beyond the frame keep their direction and stay at the limit.
  for (const ring of rings) {
    const land = new Path2D(), line = new Path2D();
    let within = false, before = null, drawn = false, turned = 0, last = null, nearest = Math.PI;
    for (let i = 0; i <= ring.length; i += 2) {
      const longitude = ring[i % ring.length], latitude = ring[(i + 1) % ring.length];
      const p = projection.project(latitude, longitude), inside = p[2] < limit;
      within ||= inside;
      const direction = Math.atan2(p[1], p[0]);
      if (last !== null) turned += Math.atan2(Math.sin(direction - last), Math.cos(direction - last));
      last = direction;
      nearest = Math.min(nearest, p[2]);
      const at = toPixel(inside ? p : [(p[0] * limit) / p[2], (p[1] * limit) / p[2]]);
      land.lineTo(...at);
      // The edge of a plane map is no border.
      const edge = before !== null && ((Math.abs(before[0]) > 179.98 && Math.abs(longitude) > 179.98) || (before[1] < -89.9 && latitude < -89.9));
      if (inside && drawn && !edge) line.lineTo(...at);
      else if (inside) line.moveTo(...at);
      drawn = inside;
      before = [longitude, latitude];
    }
    if (!within) continue;
    context.fillStyle = colour("--ground");
    // What goes around the point opposite the middle is land on its outer side.
    if (Math.abs(turned) > Math.PI && nearest > Math.PI / 2) land.rect(-9 * GLOBE, -9 * GLOBE, 19 * GLOBE, 19 * GLOBE);
    context.fill(land, "evenodd");
    context.strokeStyle = colour("--soft");
    context.lineWidth = 0.6;
    context.stroke(line);
  }
  // Meridians and parallels.
  const every = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05].find((step) => half / RADIANS / step >= 1.2) || 0.02;
  context.strokeStyle = colour("--line");
  context.fillStyle = colour("--soft");
  context.font = "11px system-ui, sans-serif";
  context.lineWidth = 0.7;
  const grid = (points, label) => {
    let drawn = false, labelled = false;
    context.beginPath();
    for (const [latitude, longitude] of points) {
      const p = projection.project(latitude, longitude);
      if (p[2] >= limit) { drawn = false; continue; }
      const at = toPixel(p);
      if (drawn) context.lineTo(...at);
      else context.moveTo(...at);
      drawn = true;
      if (!labelled && at[0] > 4 && at[0] < GLOBE - 44 && at[1] > 14 && at[1] < GLOBE - 6) { context.fillText(label, at[0] + 3, at[1] - 3); labelled = true; }
    }
    context.stroke();
  };
  const latitudes = all.map((p) => p[0]), centre = [(Math.min(...latitudes) + Math.max(...latitudes)) / 2, all[Math.floor(all.length / 2)][1]];
  const reach = (2.2 * half) / RADIANS, low = Math.max(-90, centre[0] - reach), high = Math.min(90, centre[0] + reach), fine = reach / 120;
  const turn = high > 85 || low < -85 || reach > 60 ? 180 : Math.min(180, reach / Math.cos(Math.min(85, Math.max(Math.abs(low), Math.abs(high))) * RADIANS));
  const degrees = (value, positive, negative) => `${Number(Math.abs(value).toFixed(2))}\u00b0${value > 0 ? positive : value < 0 ? negative : ""}`;
  const wrapped = (longitude) => ((((longitude + 180) % 360) + 360) % 360) - 180;
  for (let latitude = Math.ceil(low / every) * every; latitude <= high + 1e-9; latitude += every) {
    if (Math.abs(latitude) > 89.99) continue;
    grid(Array.from({ length: 361 }, (_, i) => [latitude, centre[1] - turn + (2 * turn * i) / 360]), degrees(latitude, "N", "S"));
  }
  const across = Math.max(every, turn === 180 ? 30 : every);
  for (let longitude = Math.ceil((centre[1] - turn) / across) * across; longitude < centre[1] + turn - 1e-9; longitude += across)
    grid(Array.from({ length: Math.ceil((high - low) / fine) + 1 }, (_, i) => [Math.min(high, low + i * fine), longitude]), degrees(wrapped(longitude), "E", "W"));

  // The way: a dark edge under the colour, so that pale ones are seen as well.
  context.lineCap = context.lineJoin = "round";
  for (const [width, colourOf] of [[6.5, () => "#222"], [4.5, (rung) => (rung === "" ? "#fff" : rungColour(rung))]]) {
    for (const [, , , rung, points] of journey.track) {
      context.beginPath();
      for (const [latitude, longitude] of dense(points)) context.lineTo(...toPixel(projection.project(latitude, longitude)));
      context.lineWidth = width;
      context.strokeStyle = colourOf(rung);
      context.stroke();
    }
  }
  const mark = (p, text) => {
    const at = toPixel(p);
    context.beginPath();
    context.arc(at[0], at[1], 5, 0, 2 * Math.PI);
    context.fillStyle = "#fff";
    context.fill();
    context.strokeStyle = "#c00000";
    context.lineWidth = 2.2;
    context.stroke();
    context.font = "600 13px system-ui, sans-serif";
    context.lineWidth = 3.5;
    context.strokeStyle = colour("--paper");
    const right = at[0] > GLOBE - 70;
    context.textAlign = right ? "right" : "left";
    context.strokeText(text, at[0] + (right ? -9 : 9), at[1] + 4);
    context.fillStyle = colour("--ink");
    context.fillText(text, at[0] + (right ? -9 : 9), at[1] + 4);
    context.textAlign = "left";
  };
  mark(way[0], "start");
  mark(way[way.length - 1], "end");
}
