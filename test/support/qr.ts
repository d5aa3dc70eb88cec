import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import jsqr from "jsqr";

/** Reads a QR code as a camera would. @param dark whether a pixel is. */
function scan(width: number, height: number, dark: (x: number, y: number) => boolean): string {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (dark(x, y)) pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  const code = jsqr.default(pixels, width, height);
  assert.ok(code, "there is no QR code in the picture");
  return code.data;
}

/** The nearest of left, above and upper left to their sum (PNG, filter type 4). */
function paeth(left: number, above: number, corner: number): number {
  const sum = left + above - corner;
  const [a, b, c] = [Math.abs(sum - left), Math.abs(sum - above), Math.abs(sum - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** The value of a byte that a filter predicts from its neighbours. */
function guess(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  assert.equal(filter, 4, "a line of the PNG has a filter that there is not");
  return paeth(left, above, corner);
}

/** Undoes the filters of a PNG's lines. @param step bytes of a pixel. */
function unfilter(raw: Buffer, line: number, height: number, step: number): Buffer {
  const out = Buffer.alloc(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)] ?? 0;
    for (let x = 0; x < line; x += 1) {
      const left = x < step ? 0 : (out[y * line + x - step] ?? 0);
      const above = y === 0 ? 0 : (out[(y - 1) * line + x] ?? 0);
      const corner = x < step || y === 0 ? 0 : (out[(y - 1) * line + x - step] ?? 0);
      out[y * line + x] = ((raw[y * (line + 1) + 1 + x] ?? 0) + guess(filter, left, above, corner)) & 255;
    }
  }
  return out;
}

/** The text of a QR code in a PNG of 8 bits per channel, as a `data:` URI. */
export function readPngCode(dataUri: string): string {
  const prefix = "data:image/png;base64,";
  assert.ok(dataUri.startsWith(prefix));
  const png = Buffer.from(dataUri.slice(prefix.length), "base64");
  assert.equal(png.toString("latin1", 0, 8), "\u0089PNG\r\n\u001a\n");
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") data.push(png.subarray(at + 8, at + 8 + length));
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  assert.equal(png[24], 8, "bits per channel");
  const step = { 0: 1, 2: 3, 4: 2, 6: 4 }[png[25] ?? -1];
  assert.ok(step !== undefined, "a PNG with a palette is not read here");
  const pixels = unfilter(inflateSync(Buffer.concat(data)), width * step, height, step);
  return scan(width, height, (x, y) => (pixels[(y * width + x) * step] ?? 255) < 128);
}

/** Pixels of a module when a drawing is made a picture. */
const SCALE = 4;

/** The text of a QR code in an SVG whose dark modules are one path of horizontal strokes. */
export function readSvgCode(svg: string): string {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const strokes = /<path stroke="#000000" d="([^"]+)"/.exec(svg)?.[1];
  assert.ok(size > 0 && strokes !== undefined, "the SVG is not drawn as expected");
  const dark = new Set<string>();
  let [x, y] = [0, 0];
  for (const [, command, first, second] of strokes.matchAll(/([Mmh])(-?[\d.]+)(?:\s*(-?[\d.]+))?/g)) {
    if (command === "M") [x, y] = [Number(first), Math.floor(Number(second))];
    else if (command === "m") x += Number(first);
    else for (const end = x + Number(first); x < end; x += 1) dark.add(`${x},${y}`);
  }
  return scan(size * SCALE, size * SCALE, (column, row) =>
    dark.has(`${Math.floor(column / SCALE)},${Math.floor(row / SCALE)}`),
  );
}
