import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { EXAMPLES } from "./examples.js";

interface Page {
  readonly plain: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

/** Nine megabytes of script, which only a browser wants: they are read when the first one asks. */
async function makePage(): Promise<Page> {
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const html = renderGraphiQL({
    title: "Tokenplane",
    defaultQuery: EXAMPLES,
    headers: JSON.stringify({ Authorization: "Bearer PASTE_YOUR_API_KEY" }, null, 2),
    defaultEditorToolsVisibility: "headers",
  });
  const plain = Buffer.from(html);
  const etag = `"${createHash("sha256").update(plain).digest("base64url")}"`;
  return { plain, gzipped: await promisify(gzip)(plain), etag };
}

/** Whether a person looks at the API with a browser. */
export function wantsPage({ method, headers }: IncomingMessage): boolean {
  return method === "GET" && headers.accept?.includes("text/html") === true;
}

/**
 * Serves GraphiQL. It is made once and shared by all who ask: anybody may, and made anew each time, as Yoga does
 * it, twenty requests in a second take a processor and each answer nine megabytes.
 */
export function graphiqlPage(): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  let made: Promise<Page> | undefined;
  return async (request, response) => {
    made ??= makePage().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    const { plain, gzipped, etag } = await made;
    const headers = {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      vary: "Accept, Accept-Encoding",
      etag,
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
