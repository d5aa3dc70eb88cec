import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { EXAMPLES } from "./examples.js";

interface Page {
  readonly plain: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
  readonly policy: string;
}

/** The SHA-256 in Base64, as in the sources of a policy. */
function computeHash(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/**
 * The strictest policy with which GraphiQL works (CSP Level 3): its one script, by its hash, and no script from text at
 * run time; workers from blobs that the script creates; requests only to this server. Its editor creates style elements
 * at run time, without a nonce, so styles cannot be limited by a hash.
 */
function getPolicy(html: string): string {
  const scripts = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(
    ([, script = ""]) => `'sha256-${computeHash(script)}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${scripts.join(" ")}`,
    "style-src 'unsafe-inline'",
    "worker-src blob:",
    "connect-src 'self'",
    "img-src data:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * GraphiQL requests the schema as soon as it is opened. While its header has no key, the page says what to do; the
 * server would only say that the key is not valid.
 */
const ASK_FOR_KEY = `{
  const send = globalThis.fetch;
  globalThis.fetch = (address, options) => {
    const key = new Headers(options?.headers).get("authorization");
    if (new URL(address, location.href).origin !== location.origin) return send(address, options);
    if (key !== null && !key.includes("PASTE_YOUR_API_KEY")) return send(address, options);
    const message = "Put your API key into Headers below, then run the operation again.";
    return Promise.resolve(Response.json({ errors: [{ message }] }));
  };
}`;

/** Nine megabytes of script that only browsers need: they are read at the first request. */
async function makePage(): Promise<Page> {
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const html = renderGraphiQL({
    title: "Tokenplane",
    defaultQuery: EXAMPLES,
    headers: JSON.stringify({ Authorization: "Bearer PASTE_YOUR_API_KEY" }, null, 2),
    defaultEditorToolsVisibility: "headers",
    // The key is only in memory, and is lost when the page is closed.
    shouldPersistHeaders: false,
  }).replace("<script>", () => `<script>${ASK_FOR_KEY}</script><script>`);
  const plain = Buffer.from(html);
  return {
    plain,
    gzipped: await promisify(gzip)(plain),
    etag: `"${computeHash(html)}"`,
    policy: getPolicy(html),
  };
}

/** Whether a request comes from a browser that shows a page. */
export function wantsPage({ method, headers }: IncomingMessage): boolean {
  return method === "GET" && headers.accept?.includes("text/html") === true;
}

/**
 * Serves GraphiQL. The page is created once and shared. Everybody may request it; created again each time, as Yoga does
 * it, twenty requests per second would use a whole processor, and each answer has nine megabytes.
 */
export function graphiqlPage(): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  let made: Promise<Page> | undefined;
  return async (request, response) => {
    made ??= makePage().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    const { plain, gzipped, etag, policy } = await made;
    const headers = {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      vary: "Accept, Accept-Encoding",
      etag,
      "content-security-policy": policy,
    };
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    const takesGzip = /\bgzip\b/.test(String(request.headers["accept-encoding"]));
    const body = takesGzip ? gzipped : plain;
    response
      .writeHead(200, {
        ...headers,
        "content-length": body.length,
        ...(takesGzip ? { "content-encoding": "gzip" } : {}),
      })
      .end(body);
  };
}
