// `npm run dev`: a server that is built and started again after each change, its pages from their sources, and a page that shows
// what it sends.
import path from "node:path";
import { readArguments, wrongArguments } from "../../provider/arguments.js";
import { untilStopped } from "../commands/signals.js";
import { showMails } from "./mail-page.js";
import { Arrivals, receiveMails } from "./mails.js";
import { servePages } from "./pages.js";
import { DEFAULT_PORT, devPlaces, devSettings, readPort } from "./places.js";
import { SERVED_FILE, watchServer } from "./server-build.js";
import { ServerProcess } from "./server-process.js";
import type { Served } from "./served.js";

const USAGE = `Usage: npm run dev -- [--port 4000] [--folder .tokenplane-dev]

  --port     the first of four ports: the pages, the server, the mail page, and the receiver of mails
  --folder   where the database is kept`;

const { values } = readArguments(USAGE, {
  options: { port: { type: "string", default: String(DEFAULT_PORT) }, folder: { type: "string" } },
});
const port = readPort(values.port) ?? wrongArguments("--port must be a number from 1024 to 65532.");

const places = devPlaces(port, values.folder);
const stopped = untilStopped();
let isFirst = true;

function say({ firstAdminKey, setupLink }: Served): void {
  if (!isFirst) return console.log("The server is ready.");
  isFirst = false;
  const key = firstAdminKey === null ? "" : `\n  API key       ${firstAdminKey} (shown only once)`;
  const link = setupLink === null ? "" : `\n  First person  ${setupLink}`;
  console.log(`
  Console       ${places.pagesUrl}
  Portals       ${places.pagesUrl}/s/ADDRESS
  GraphiQL      ${places.pagesUrl}/graphql
  Mails, SMS    ${places.mailPageUrl}${link}${key}

  \`npm run seed\` in another terminal makes a company. Change a file: the server or the page starts again. Ctrl+C ends all.
`);
}

const server = new ServerProcess(
  path.resolve(SERVED_FILE),
  places.pagesUrl,
  devSettings(places, process.env),
  say,
);
const arrivals = new Arrivals();

async function run(): Promise<void> {
  const ends = [await receiveMails(places, arrivals), await showMails({ places, arrivals, server })];
  const pages = await servePages(places, server);
  // An editor that writes a file in two steps causes two builds.
  let reported: string | null = null;
  const watcher = watchServer(
    () => {
      reported = null;
      void server.restart();
    },
    (line) => {
      if (line !== reported) console.error(`The server was not built: ${line}`);
      reported = line;
    },
  );
  await new Promise((resolve) => {
    stopped.addEventListener("abort", resolve);
  });
  console.log("Stopping …");
  await watcher.close();
  await pages.close();
  await server.pause();
  for (const end of ends) end();
}

run().then(
  () => process.exit(),
  (error: NodeJS.ErrnoException) => {
    const isTaken = error.code === "EADDRINUSE" || error.message.includes("already in use");
    console.error(
      isTaken
        ? `A port from ${places.ports.pages} to ${places.ports.mails} is in use. Stop what uses it, or choose others: npm run dev -- --port 5000.`
        : error.message,
    );
    process.exit(1);
  },
);
