import { statSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import path from "node:path";
import { createLogger, createServer, type ProxyOptions, type ServerOptions, type ViteDevServer } from "vite";
import { getPath } from "../http/node-request.js";
import { getPage } from "../http/pages.js";
import { CONSOLE_FOLDER, documentsAgain } from "./documents.js";
import { firstLine } from "./first-line.js";
import { type DevPlaces, LOOPBACK } from "./places.js";
import type { ServerProcess } from "./server-process.js";
import { SHARED_ALIAS } from "./sources.js";

/** Whether a browser opens a page of the console or of a portal, and not one of the server's own. */
function wantsPage(request: IncomingMessage): boolean {
  const name = getPath(request);
  const accepted = request.headers.accept ?? "";
  return (
    request.method === "GET" &&
    accepted.includes("text/html") &&
    path.extname(name) === "" &&
    !/^\/(graphql|health)\b/.test(name)
  );
}

/** Whether Vite makes a file: one of the pages' sources, or of the packages that they use. */
function isSource(name: string): boolean {
  if (name.startsWith("/@")) return true;
  return statSync(path.join(CONSOLE_FOLDER, name), { throwIfNoEntry: false })?.isFile() === true;
}

/** The page that a path is of. The gallery is a page of development only. */
function pageIn(name: string): string {
  return name.startsWith("/gallery") ? "/gallery/index.html" : getPage(name);
}

/** Serves pages from their sources. A change of a source is shown at once: browsers load the page again. */
async function serveSources(
  port: number,
  proxy: NonNullable<ServerOptions["proxy"]>,
): Promise<ViteDevServer> {
  const log = createLogger("warn", { allowClearScreen: false });
  const pages = await createServer({
    root: CONSOLE_FOLDER,
    configFile: false,
    appType: "mpa",
    cacheDir: path.resolve("dist/dev/packages"),
    customLogger: { ...log, error: (text) => console.error(`The pages: ${firstLine(text)}`) },
    resolve: { alias: [SHARED_ALIAS] },
    optimizeDeps: { entries: ["*.html", "gallery/index.html"] },
    server: { host: LOOPBACK, port, strictPort: true, fs: { allow: [process.cwd()] }, proxy },
  });
  return pages.listen();
}

/** Serves console and portals. Everything that is no page goes to the server, also while it starts again. */
export async function servePages({ ports }: DevPlaces, server: ServerProcess): Promise<ViteDevServer> {
  const toServer: ProxyOptions = {
    target: `http://${LOOPBACK}:${ports.server}`,
    async bypass(request) {
      if (wantsPage(request)) return pageIn(getPath(request));
      if (isSource(getPath(request))) return request.url;
      await server.answers();
      return undefined;
    },
  };
  // A WebSocket at another path is Vite's own, by which a page learns that it has changed.
  const pages = await serveSources(ports.pages, { "^/graphql$": { ...toServer, ws: true }, "^/": toServer });
  pages.watcher.on("change", documentsAgain).on("add", documentsAgain).on("unlink", documentsAgain);
  return pages;
}

/** Serves only the gallery, which needs no server. */
export function serveGallery(port: number): Promise<ViteDevServer> {
  return serveSources(port, {});
}
