// Serves the page at http://127.0.0.1:8080. The page connects to Tokenplane directly, so Tokenplane must allow its origin:
//
//   TOKENPLANE_ALLOWED_ORIGINS=http://127.0.0.1:8080 npm start
//   node examples/live-feed/serve.mjs
//
// TOKENPLANE_ENDPOINT (http://127.0.0.1:4000) is the address of Tokenplane, PORT (8080) the port of the page.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

const endpoint = process.env.TOKENPLANE_ENDPOINT ?? "http://127.0.0.1:4000";
const port = Number(process.env.PORT ?? 8080);
const here = import.meta.dirname ?? path.dirname(fileURLToPath(import.meta.url));
const library = path.dirname(fileURLToPath(import.meta.resolve("graphql-ws/client")));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** Where a file of a path is: the page's own, or the library's. */
function getFile(pathname) {
  const name = pathname === "/" ? "index.html" : path.basename(pathname);
  return path.join(pathname.startsWith("/graphql-ws/") ? library : here, name);
}

async function answer(request, response) {
  const file = getFile(new URL(request.url, "http://page").pathname);
  try {
    let text = await readFile(file, "utf8");
    if (file.endsWith("index.html")) {
      text = text.replace("<title", `<meta name="server" content="${endpoint}" />\n    <title`);
    }
    response.writeHead(200, {
      "content-type": `${TYPES[path.extname(file)] ?? "text/plain"}; charset=utf-8`,
    });
    response.end(text);
  } catch {
    response.writeHead(404).end();
  }
}

createServer((request, response) => void answer(request, response)).listen(port, "127.0.0.1", function () {
  console.log(`The live feed is at http://127.0.0.1:${this.address().port}`);
});
