// Holds server/layers.json, and the console's: a room imports only rooms of the layers below its own, types included. So no
// rooms form a circle. The provider and the console import nothing of the server. Only factors/ knows kinds of tokens. Nothing takes all services. Also holds CONTRIBUTING's map to the same rooms. Run by `npm run check:layers`; prints what is wrong.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(import.meta.dirname, "../..");
const SERVER = path.join(ROOT, "server");
const CONSOLE = path.join(SERVER, "console");
/** The console is a package of its own, with the API between it and the server. */
const NOT_ROOMS = ["dist", "node_modules", "console"];

/** All that the server knows of the console: what its pages send. */
const CONSOLE_DOCUMENTS = path.join(SERVER, "console/generated/documents.json");

/** What an import names, also of a type, of a side effect, and while the program runs. */
const IMPORTS = /(?:\bfrom|\bimport|\bimport\()\s*"(\.[^"]+)"/g;

/** @param {string} folder @returns {string[]} */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return [...NOT_ROOMS, "generated"].includes(entry.name) ? [] : sources(file);
    return /\.tsx?$/.test(entry.name) && !file.endsWith(".test.ts") ? [file] : [];
  });
}

/** The room of a file: its folder in the house; of a file in the house itself, the file. @param {string} house @param {string} file */
function getRoom(house, file) {
  return path.relative(house, file).split(path.sep)[0] ?? "";
}

/** The file that an import names. @param {string} file @param {string} name */
function importedBy(file, name) {
  const imported = path.join(path.dirname(file), name);
  return (
    [".ts", ".tsx"].map((end) => imported.replace(/\.js$/, end)).find((one) => existsSync(one)) ?? imported
  );
}

/** Where the rooms of a house do not keep to its layers. @param {string} house @param {string[][]} layers */
function roomFaults(house, layers) {
  const level = new Map(layers.flatMap((rooms, at) => rooms.map((room) => [room, at])));
  const name = path.relative(ROOT, house);
  /** @type {string[]} */
  const faults = [];
  const seen = new Set();
  for (const file of sources(house)) {
    const room = getRoom(house, file);
    seen.add(room);
    const here = level.get(room);
    if (here === undefined) {
      faults.push(`${name}/${room} is in no layer: add it to ${name}/layers.json.`);
      continue;
    }
    for (const [, text = ""] of readFileSync(file, "utf8").matchAll(IMPORTS)) {
      const imported = importedBy(file, text);
      const other = getRoom(house, imported);
      // What builds the server is in no room.
      const isOfBuild = other.endsWith(".mjs");
      const isNoRoom =
        other.startsWith("..") || other === "generated" || isOfBuild || imported === CONSOLE_DOCUMENTS;
      if (other === room || isNoRoom) continue;
      const there = level.get(other);
      if (there !== undefined && there < here) continue;
      faults.push(
        `${path.relative(ROOT, file)} imports ${path.relative(ROOT, imported)}, which is not in a layer below.`,
      );
    }
  }
  for (const room of level.keys()) {
    if (!seen.has(room)) faults.push(`${name}/layers.json names ${room}, which does not exist.`);
  }
  return faults;
}

/** @param {string} house @returns {string[][]} */
function getLayers(house) {
  return JSON.parse(readFileSync(path.join(house, "layers.json"), "utf8"));
}

/** What is wrong, a line each. */
export function layerFaults() {
  const layers = getLayers(SERVER);
  const faults = [...roomFaults(SERVER, layers), ...roomFaults(CONSOLE, getLayers(CONSOLE))];
  return [
    ...new Set(faults),
    ...providerFaults(),
    ...consoleFaults(),
    ...kindFaults(),
    ...servicesFaults(),
    ...mapFaults(layers),
  ];
}

/** The console imports nothing from outside its folder but packages: it knows the API's documents alone. */
function consoleFaults() {
  const console = path.join(SERVER, "console");
  return sources(console).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(IMPORTS)]
      .map(([, name = ""]) => path.join(path.dirname(file), name))
      .filter((imported) => !imported.startsWith(`${console}${path.sep}`))
      .map((imported) => `${path.relative(ROOT, file)} imports ${path.relative(ROOT, imported)}.`),
  );
}

/** The folders that know kinds of tokens: the kinds themselves, and what the API shows of each. */
const OF_KINDS = ["factors", "graphql/factors"];

/** What a kind brings into the house: a door for its devices, or a job. */
const BROUGHT_BY_KINDS = new Set(["http/push-door.ts", "main.ts"]);

/** What reads the columns that only some kinds have, for all others. */
const READS_COLUMNS = new Set(["channels/channel-target.ts", "tokens/suite.ts"]);

/** An import of a kind. */
const KIND = /"[./]*factors\/[a-z-]+\//;

/** A comparison that asks which kind a token has, in TypeScript, in SQL, or in a filter. PUSH is a kind of messages, too. */
const ASKS_KIND = [
  /\b(?:sentBy|ocraSuite)\b[^,;(){}]*[!=]==|[!=]==[^,;(){}]*\b(?:sentBy|ocraSuite)\b/,
  /\b(?:sent_by|ocra_suite)\b\s*(?:=|<>|!=|IS|IN)/,
  /\b(?:sentBy|ocraSuite): (?:"|\{ |null)/,
  /\bkind\s*(?:[!=]==?|<>|IN)\s*\(?["'](?:OATH|OCRA|SENT)["']/,
];

/** Only `factors/` knows kinds of tokens: nothing else imports one, or asks which it is. */
function kindFaults() {
  return sources(SERVER).flatMap((file) => {
    const name = path.relative(SERVER, file);
    if (OF_KINDS.some((folder) => name.startsWith(`${folder}/`))) return [];
    const lines = readFileSync(file, "utf8").split("\n");
    const imports = BROUGHT_BY_KINDS.has(name) ? [] : lines.filter((line) => KIND.test(line));
    const asks = READS_COLUMNS.has(name)
      ? []
      : lines.filter((line) => ASKS_KIND.some((form) => form.test(line)));
    return [...imports, ...asks].map(
      (line) =>
        `server/${name} knows a kind of token; ask its factor instead (factors/factor.ts): ${line.trim()}`,
    );
  });
}

/** A parameter or a field that takes all services. */
const TAKES_ALL = /[:&] Services\b(?!\[)/;

/** A function takes the services that it uses, not all of them. */
function servicesFaults() {
  return sources(SERVER).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => TAKES_ALL.test(line))
      .map(
        (line) =>
          `server/${path.relative(SERVER, file)} takes all services; name those it uses (actions/services.ts): ${line.trim()}`,
      ),
  );
}

/** The provider imports nothing of the server: what both need stands in schema/. */
function providerFaults() {
  return sources(path.join(ROOT, "provider")).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(IMPORTS)]
      .map(([, name = ""]) => path.join(path.dirname(file), name))
      .filter((imported) => imported.startsWith(`${SERVER}${path.sep}`))
      .map(
        (imported) =>
          `${path.relative(ROOT, file)} imports ${path.relative(ROOT, imported)}, which is the server's.`,
      ),
  );
}

/** Every room stands in the map, and the map names no other. @param {string[][]} layers */
function mapFaults(layers) {
  const guide = readFileSync(path.join(ROOT, "CONTRIBUTING.md"), "utf8");
  const map = /^server\/\n((?: {2}.*\n)+)/m.exec(guide)?.[1] ?? "";
  const named = new Set(
    [...map.matchAll(/^ {2}((?:[a-z-]+(?:\/|\.ts) ?)+)/gm)].flatMap(([, names = ""]) =>
      names
        .trim()
        .split(" ")
        .map((name) => name.replace(/\/$/, "")),
    ),
  );
  const rooms = new Set(layers.flat());
  return [
    ...[...rooms]
      .filter((room) => !named.has(room))
      .map((room) => `CONTRIBUTING's map does not name server/${room}.`),
    ...[...named]
      .filter((room) => !rooms.has(room) && room !== "console")
      .map((room) => `CONTRIBUTING's map names server/${room}, which is in no layer.`),
  ];
}

const faults = layerFaults();
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exitCode = 1;
}
