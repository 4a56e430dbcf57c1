// Colours. Viridis, by Nathaniel Smith and Stefan van der Walt for matplotlib (CC0): the eleven anchors of R's viridisLite::viridis(11).
// Even steps in lightness, so that it stays readable in grey and with any kind of colour vision. Dark is more, as ink on paper.
const VIRIDIS = ["#440154", "#482576", "#414487", "#35608d", "#2a788e", "#21908c", "#22a884", "#43bf71", "#7ad151", "#bbdf27", "#fde725"]
  .map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));

// 0 is pale yellow, 1 dark violet.
function viridis(share) {
  const at = (1 - Math.min(1, Math.max(0, share))) * (VIRIDIS.length - 1);
  const below = Math.min(VIRIDIS.length - 2, Math.floor(at));
  return VIRIDIS[below].map((c, i) => Math.round(c + (VIRIDIS[below + 1][i] - c) * (at - below)));
}

// Canvas pixels as Uint32, little-endian as in every browser's ImageData on today's machines.
function pixel([red, green, blue]) { return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0; }

const NOTHING = pixel([244, 244, 244]);    // asked, and the answer is none
const WHITE = pixel([255, 255, 255]);
const STROKE = pixel([70, 70, 70]);
// Not colours but patterns, in the place of a colour: their alpha is 0.
const HATCH = 1, DOTS = 2, PLAIN = 3;

function patternPixel(kind, x, y) {
  if (kind === HATCH) return (x + y) % 11 < 3 ? STROKE : WHITE;
  if (kind === DOTS) return x % 9 < 2 && y % 9 < 2 ? STROKE : WHITE;
  return WHITE;
}

// A small canvas of one colour or pattern, for a legend.
function swatch(colour, width = 26, height = 13) {
  const canvas = node("canvas", { width: width * 2, height: height * 2, style: `width:${width}px;height:${height}px` });
  const image = new ImageData(width * 2, height * 2);
  const pixels = new Uint32Array(image.data.buffer);
  for (let y = 0; y < height * 2; ++y)
    for (let x = 0; x < width * 2; ++x) pixels[y * width * 2 + x] = colour > 255 ? colour : patternPixel(colour, x, y);
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

// A bar from `colours(0)` to `colours(1)`.
function ramp(colours, width = 190, height = 13) {
  const canvas = node("canvas", { width, height, style: `width:${width}px;height:${height}px` });
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; ++i) pixels[i] = pixel(colours((i % width) / (width - 1)));
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}
