// Draws the icons of the page of a phone, as shell/icon.svg has them: home screens take pictures of fixed sizes.
import { crc32, deflateSync } from "node:zlib";

/** Units of the drawing, as in the SVG. */
const SIZE = 32;
/** The radius of the ground's corners. */
const RADIUS = 7;
const BLUE = [0, 102, 204];
const WHITE = [255, 255, 255];

/** The letter, which the SVG has as a path. @param {number} x @param {number} y */
function isLetter(x, y) {
  const isBar = x >= 7 && x < 25 && y >= 9 && y < 13;
  return isBar || (x >= 14 && x < 18 && y >= 13 && y < 24);
}

/** Whether a point is on the ground, which has round corners. @param {number} x @param {number} y */
function isGround(x, y) {
  const [fromX, fromY] = [x, y].map((at) => Math.max(RADIUS - at, at - (SIZE - RADIUS), 0));
  return fromX * fromX + fromY * fromY <= RADIUS * RADIUS;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** A picture as PNG (RFC 2083), with transparency. @param {number} pixels of each side @param {(x: number, y: number) => number[]} color */
function png(pixels, color) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Buffer.alloc(pixels * (1 + 4 * pixels));
  for (let row = 0; row < pixels; row += 1) {
    for (let column = 0; column < pixels; column += 1) {
      rows.set(color(column, row), row * (1 + 4 * pixels) + 1 + 4 * column);
    }
  }
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  const parts = [
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...parts]);
}

/** How many points of each pixel are looked at, in each direction: edges are smooth. */
const POINTS = 4;

/**
 * @param {number} pixels of each side @param {"ROUND" | "WHOLE" | "LETTER"} form with round corners; without, for systems that cut
 * it; or white on nothing, for a bar.
 */
function icon(pixels, form) {
  // What is cut keeps its middle.
  const [scale, shift] = form === "WHOLE" ? [SIZE * 1.25, SIZE / 8] : [SIZE, 0];
  return png(pixels, (column, row) => {
    let [letter, ground] = [0, 0];
    for (let point = 0; point < POINTS * POINTS; point += 1) {
      const x = ((column + ((point % POINTS) + 0.5) / POINTS) / pixels) * scale - shift;
      const y = ((row + (Math.floor(point / POINTS) + 0.5) / POINTS) / pixels) * scale - shift;
      if (isLetter(x, y)) letter += 1;
      if (form === "WHOLE" || (form === "ROUND" && isGround(x, y))) ground += 1;
    }
    const all = POINTS * POINTS;
    if (form === "LETTER") return [...WHITE, Math.round((255 * letter) / all)];
    const share = letter / all;
    const mixed = BLUE.map((blue, at) => Math.round(blue + ((WHITE[at] ?? 0) - blue) * share));
    return [...mixed, Math.round((255 * ground) / all)];
  });
}

/** The icons, by the names of their files. @returns {[string, Buffer][]} */
export function icons() {
  return [
    ["icon-192.png", icon(192, "ROUND")],
    ["icon-512.png", icon(512, "ROUND")],
    ["icon-whole-512.png", icon(512, "WHOLE")],
    ["icon-180.png", icon(180, "WHOLE")],
    ["badge-96.png", icon(96, "LETTER")],
  ];
}
