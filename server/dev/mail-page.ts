// The page that shows what was sent, who can sign in, and the codes of their apps.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { getPath, readText } from "../http/node-request.js";
import type { Arrivals, Arrived } from "./mails.js";
import { codeAt, readPeople } from "./people-file.js";
import { type DevPlaces, LOOPBACK } from "./places.js";
import type { ServerProcess } from "./server-process.js";

/** A mail is shown in a frame of its own that runs nothing; its links open in new tabs. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: cid:";

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

const SCRIPT = `new EventSource("/changes").onmessage = () => location.reload();\n`;

const STYLE = `:root { color-scheme: light dark; font-family: system-ui, sans-serif }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; line-height: 1.5 }
table { border-collapse: collapse; width: 100% } th, td { padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top }
code { font-size: 1.1em } pre { white-space: pre-wrap; overflow-wrap: anywhere } iframe { width: 100%; height: 30rem; background: #fff }
`;

/** The header that says that a request comes from a script of the project, and not from a page of another site. */
export const DEV_HEADER = "x-tokenplane-dev";

export interface Shown {
  readonly places: DevPlaces;
  readonly arrivals: Arrivals;
  readonly server: ServerProcess;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function linked(text: string): string {
  return escaped(text).replaceAll(/https?:\/\/[^\s<>"]+/g, '<a href="$&" target="_blank">$&</a>');
}

function page(title: string, body: string, script = ""): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><link rel="stylesheet" href="/page.css"><h1>${escaped(title)}</h1>${body}${script}</html>`;
}

function cells(row: readonly string[], name: "th" | "td"): string {
  return `<tr>${row.map((cell) => `<${name}>${cell}</${name}>`).join("")}</tr>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `<table>${cells(head, "th")}${rows.map((row) => cells(row, "td")).join("")}</table>`;
}

/** The page of everything. */
function overview({ places, arrivals, server }: Shown): string {
  const people = readPeople(places).map(({ account, url, role, login, password, secret }) => [
    `<a href="${escaped(url)}" target="_blank">${escaped(role)}</a>`,
    ...[account ?? "", login, password, codeAt(secret, Date.now())].map(
      (text) => `<code>${escaped(text)}</code>`,
    ),
  ]);
  const link = server.served?.setupLink ?? null;
  const mails = arrivals.all.map(({ id, kind, at, to, subject, text }) => [
    at.toTimeString().slice(0, 8),
    kind,
    escaped(to),
    `<a href="/mails/${id}">${escaped(subject || text.slice(0, 80))}</a>`,
  ]);
  return page(
    "Tokenplane in development",
    `<p><a href="${places.pagesUrl}">Console</a> · <a href="${places.pagesUrl}/graphql">GraphiQL</a>
    ${link === null ? "" : `· <a href="${escaped(link)}">Create the first administrator</a>`}</p>
    <h2>Who can sign in</h2>
    ${people.length === 0 ? "<p><code>npm run seed</code> makes a company with people.</p>" : table(["As", "Account", "Login", "Password", "Code"], people)}
    <h2>What was sent</h2>
    ${mails.length === 0 ? "<p>Nothing was sent yet.</p>" : table(["At", "Kind", "To", "Message"], mails)}`,
    '<script src="/page.js"></script>',
  );
}

function mailPage({ id, from, to, subject, text, html }: Arrived): string {
  return page(
    subject || "A message",
    `<p><a href="/">All messages</a></p><p>${from === "" ? "" : `From ${escaped(from)} `}to ${escaped(to)}</p>
    ${html === null ? "" : `<iframe src="/mails/${id}/html" title="The mail"></iframe>`}<pre>${linked(text)}</pre>`,
  );
}

function send(response: ServerResponse, type: string, body: string, policy = PAGE_POLICY): void {
  response.writeHead(200, {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy": policy,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  });
  response.end(body);
}

/** Sends a line whenever something arrives. */
function follow(arrivals: Arrivals, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.flushHeaders();
  response.once(
    "close",
    arrivals.onChange(() => response.write("data: new\n\n")),
  );
}

/** Stops the server until the request ends: the client that sent it has the database to itself. */
async function pause(server: ServerProcess, response: ServerResponse): Promise<void> {
  response.once("close", () => void server.resume());
  await server.pause();
  response.writeHead(200, { "content-type": "text/plain" });
  response.write("The server is stopped.\n");
}

/** The message that a gateway gets. */
async function keep(arrivals: Arrivals, kind: string, request: IncomingMessage): Promise<void> {
  const { to, text }: { to?: unknown; text?: unknown } = JSON.parse(await readText(request));
  arrivals.add({ kind, to: String(to), from: "", subject: "", text: String(text), html: null });
}

async function answer(shown: Shown, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { places, arrivals, server } = shown;
  const name = getPath(request);
  const [, id, isHtml] = /^\/mails\/(\d+)(\/html)?$/.exec(name) ?? [];
  const arrived = arrivals.find(Number(id));
  const [, gateway] = /^\/gateway\/(SMS|BOT)$/.exec(name) ?? [];
  const isAtHome = [`localhost:${places.ports.mailPage}`, `${LOOPBACK}:${places.ports.mailPage}`].includes(
    request.headers.host ?? "",
  );
  if (!isAtHome) response.writeHead(421).end();
  else if (request.method === "POST" && gateway !== undefined) {
    await keep(arrivals, gateway, request);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  } else if (name === "/server/pause" && request.headers[DEV_HEADER] !== undefined)
    await pause(server, response);
  else if (name === "/") send(response, "text/html", overview(shown));
  else if (name === "/changes") follow(arrivals, response);
  else if (name === "/page.js") send(response, "text/javascript", SCRIPT);
  else if (name === "/page.css") send(response, "text/css", STYLE);
  else if (arrived === undefined) response.writeHead(404).end("There is no such message.\n");
  else if (isHtml === undefined) send(response, "text/html", mailPage(arrived));
  else send(response, "text/html", `<base target="_blank">${arrived.html ?? ""}`, MAIL_POLICY);
}

/** Shows what was sent to a browser of this machine. @returns what stops it. */
export async function showMails(shown: Shown): Promise<() => void> {
  const listener = createServer((request, response) => {
    answer(shown, request, response).catch((error: unknown) => {
      console.error(`The page of mails: ${String(error)}`);
      response.destroy();
    });
  });
  listener.listen(shown.places.ports.mailPage, LOOPBACK);
  await once(listener, "listening");
  return () => {
    listener.close();
    listener.closeAllConnections();
  };
}
