// The page's data: what is small as JSON, the cells' figures as packed planes of one byte a cell.

const D = JSON.parse(document.getElementById("document").textContent);

async function unpacked(text) {
  const binary = atob(text), bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; ++i) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const Cells = { count: D.cells.count, order: D.cells.order };

async function readCells() {
  const view = async (name) => new DataView((await unpacked(D.cells[name])).buffer);
  const [pixels, areas, people] = [await view("pixel"), await view("area"), await view("people_outside_coverage")];
  Cells.landShare = await unpacked(D.cells.land_share);
  Cells.coveredShare = await unpacked(D.cells.covered_area_share);
  Cells.area = new Uint16Array(Cells.count);
  Cells.people = new Float64Array(Cells.count);
  Cells.indexOfPixel = new Int32Array(12 * 4 ** Cells.order).fill(-1);
  for (let i = 0; i < Cells.count; ++i) {
    Cells.area[i] = areas.getUint16(2 * i, true);
    Cells.people[i] = people.getUint32(4 * i, true);
    Cells.indexOfPixel[pixels.getUint32(4 * i, true)] = i;
  }
}

// One quarter and class: plane id to bytes. The last few stay in memory.
const blockCache = new Map();
const BLOCKS_KEPT = Math.max(6, Math.floor(4e8 / (D.planes.length * D.cells.count)));

async function readBlock(quarter, handsetClass) {
  const id = `cells-${quarter}-${handsetClass}`;
  if (blockCache.has(id)) return blockCache.get(id);
  const element = document.getElementById(id);
  if (element === null) return null;
  const bytes = await unpacked(element.textContent);
  const block = {};
  D.planes.forEach((plane, p) => {
    const own = bytes.subarray(p * Cells.count, (p + 1) * Cells.count);
    if (plane.minus) {
      const base = block[plane.minus];
      for (let i = 0; i < own.length; ++i) own[i] = (own[i] + base[i]) & 255;
    }
    block[plane.id] = own;
  });
  blockCache.set(id, block);
  if (blockCache.size > BLOCKS_KEPT) blockCache.delete(blockCache.keys().next().value);
  return block;
}

const levelsOf = Object.fromEntries(D.planes.filter((p) => p.levels).map((p) => [p.id, D.levels[p.levels]]));

// The figure of a cell, or null.
function figure(block, plane, cell) {
  const code = block[plane][cell];
  return code === 255 ? null : levelsOf[plane].values[code];
}
// `≥ ` or `≤ ` where the figure lies at an open end of its levels.
function bound(block, plane, cell) {
  const code = block[plane][cell], levels = levelsOf[plane];
  if (code === levels.values.length - 1 && levels.open_above) return "\u2265\u00a0";
  return code === 0 && levels.open_below ? "\u2264\u00a0" : "";
}

// First quarters of a class, or of any: by service, two planes.
async function readFirst(handsetClass) {
  const bytes = await unpacked(document.getElementById(`first-${handsetClass}`).textContent);
  const n = Cells.count, services = D.services.length;
  return D.services.map((_, s) => ({ first: bytes.subarray(s * n, (s + 1) * n), kept: bytes.subarray((services + s) * n, (services + s + 1) * n) }));
}

// Operators by the byte of the plane `serving_operator`.
let OPERATORS = [];
async function readOperators() {
  OPERATORS = new TextDecoder().decode(await unpacked(document.getElementById("operators").textContent)).split("\n").slice(0, -1);
}
function operatorText(id) { return id || "no operator of the catalogue"; }

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

const RIGHT = 0, NO_RIGHT = 1, NOT_ON_SALE = 2;
const STATE_TEXT = ["right", "no right", "not on sale", "no data"];

// Position of the class behind a choice: `newest` means the newest on sale in that quarter. -1 where there is none.
function classIndex(choice, quarter) {
  if (choice !== "newest") return D.classes.findIndex((c) => c.id === choice);
  const newest = D.quarters[quarter].newest;
  return newest === null ? -1 : newest;
}
