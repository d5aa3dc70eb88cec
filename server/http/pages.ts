import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { createHash } from "node:crypto";
import type { ServerServices } from "../services.js";
import { getPath } from "./node-request.js";

/** Where the build puts the console: beside `dist/commands`, and beside the sources in tests. */
const FOLDERS = ["../../console/dist", "../console/dist"].map((folder) =>
  path.resolve(import.meta.dirname, folder),
);

/**
 * The content security policy of the pages. They load only files of this server. No script or style is inline, and nothing becomes a
 * script that is a text (Trusted Types).
 */
const COMMON_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script';";

const POLICY = `${COMMON_POLICY} trusted-types 'none'`;

/** The same for the page of a phone, which starts one worker: what it calls device-worker lets that one address through. */
const DEVICE_POLICY = `${COMMON_POLICY} worker-src 'self'; trusted-types device-worker`;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

/** Encodings that files are stored in, the smallest first. */
const ENCODINGS = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

/** A file of the console, in each encoding. */
interface PageFile {
  readonly policy: string;
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly encoded: ReadonlyMap<string, Buffer>;
  /** Whether the file's name changes with the contents, so that browsers need never ask again. */
  readonly isHashed: boolean;
}

function readPageFile(folder: string, name: string): PageFile {
  const file = path.join(folder, name);
  const plain = readFileSync(file);
  const encoded = new Map<string, Buffer>();
  for (const [encoding, ending] of ENCODINGS) {
    if (existsSync(`${file}${ending}`)) encoded.set(encoding, readFileSync(`${file}${ending}`));
  }
  return {
    policy: `/${name}` === DEVICE_PAGE ? DEVICE_POLICY : POLICY,
    type: TYPES[path.extname(name)] ?? "application/octet-stream",
    etag: `"${createHash("sha256").update(plain).digest("base64url")}"`,
    plain,
    encoded,
    isHashed: name.startsWith("assets/"),
  };
}

/** All files of the console, by their paths; none when it was not built. They are a megabyte, and stay in memory. */
function readPages(): ReadonlyMap<string, PageFile> {
  const folder = FOLDERS.find((one) => existsSync(path.join(one, "index.html")));
  if (folder === undefined) return new Map();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !ENCODINGS.some(([, ending]) => entry.name.endsWith(ending)))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
  return new Map(names.map((name) => [`/${name}`, readPageFile(folder, name)]));
}

/** A name of the host that people cannot sign in at: a browser takes the cookie only over HTTPS, or from `localhost`. */
function isLoopbackAddress(host: string | undefined): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/.test(host ?? "");
}

function answerPlain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(text);
}

/** The pages that links in mails and QR codes lead to. Programs that check such links accept whatever type they get. */
const LINKED_PAGE = /^\/(?:sign-in|invitation|enrolment|alarm|s\/[^/]+(?:\/[\w-]+)?)$/;

/** Whether the console answers a request: a page, or a file of it. */
export function wantsConsole(request: IncomingMessage): boolean {
  const { method, headers } = request;
  if (method !== "GET" && method !== "HEAD") return false;
  const { accept = "*/*" } = headers;
  const name = getPath(request);
  if (path.extname(name) !== "" || accept.includes("text/html")) return true;
  return accept.includes("*/*") && LINKED_PAGE.test(name);
}

/** The page of a phone in a portal. */
const DEVICE_PAGE = "/device.html";

/** The page that a path is of: the users' portals have one of their own, and so have phones there. */
export function getPage(name: string): string {
  if (/^\/s\/[^/]+\/device$/.test(name)) return DEVICE_PAGE;
  return name.startsWith("/s/") ? "/portal.html" : "/index.html";
}

/** The file that a path names. A worker has no power outside of the folder that it is in, so each portal has it in its own. */
function getFile(name: string): string {
  return /^\/s\/[^/]+\/worker\.js$/.test(name) ? "/device/worker.js" : name;
}

/** Serves the console and the portals: their files as they were built, and their first page for every other path. */
export function consolePages(
  services: ServerServices,
  hasPublicUrl: boolean,
): (request: IncomingMessage, response: ServerResponse) => void {
  let pages: ReadonlyMap<string, PageFile> | undefined;
  return (request, response) => {
    pages ??= readPages();
    const name = getPath(request);
    const named = pages.get(getFile(name));
    const file = named ?? (path.extname(name) === "" ? pages.get(getPage(name)) : undefined);
    if (file === undefined) {
      const isBuilt = pages.size > 0;
      answerPlain(
        response,
        404,
        isBuilt
          ? "There is no such file.\n"
          : "The console is not built. Run `npm run build`, and start the server again.\n",
      );
      return;
    }
    const { host } = request.headers;
    const { url } = services.console;
    if (named === undefined && !hasPublicUrl && host !== new URL(url).host) {
      if (isLoopbackAddress(host)) response.writeHead(302, { location: `${url}${request.url ?? "/"}` }).end();
      else {
        answerPlain(
          response,
          421,
          `The console works over HTTPS, or on this machine at ${url}. Put a proxy with HTTPS before the server, and set TOKENPLANE_PUBLIC_URL to its address.\n`,
        );
      }
      return;
    }
    send(request, response, file);
  };
}

function send(request: IncomingMessage, response: ServerResponse, file: PageFile): void {
  const headers = {
    "content-type": file.type,
    "cache-control": file.isHashed ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "Accept-Encoding",
    etag: file.etag,
    "content-security-policy": file.policy,
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
  };
  if (request.headers["if-none-match"] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const accepted = request.headers["accept-encoding"]?.toString() ?? "";
  const found = ENCODINGS.find(
    ([encoding]) => new RegExp(`\\b${encoding}\\b`).test(accepted) && file.encoded.has(encoding),
  );
  const body = (found === undefined ? undefined : file.encoded.get(found[0])) ?? file.plain;
  response.writeHead(200, {
    ...headers,
    "content-length": body.length,
    ...(found === undefined ? {} : { "content-encoding": found[0] }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
