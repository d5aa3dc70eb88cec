// Stands before a server until that serves the console and its sessions by itself: it serves the pages under the policy
// that they will have, and puts a key into each request.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { WebSocket, WebSocketServer } from "ws";
import { isAllowed, permissions, type Operation, type Role } from "../../server/actions/permissions.js";

const CONSOLE = path.join(import.meta.dirname, "../../server/console");
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** The documents of the console without the fields that the server does not have yet, in a file. */
export function consoleDocuments(): { readonly file: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-documents-"));
  const file = path.join(folder, "documents.json");
  const text = readFileSync(path.join(CONSOLE, "generated/documents.json"), "utf8");
  writeFileSync(file, text.replaceAll(/\bkind mayUse /g, ""));
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}

/** Whose requests a front sends. */
export interface Signed {
  readonly key: string;
  readonly role: Role;
}

/** What a front answers to one kind of request: a status and JSON; undefined for what it would answer without it. */
export type Answer = (body: unknown) => readonly [status: number, answer: object] | undefined;

/** A server for a browser. */
export interface Front {
  readonly url: string;
  /** What it answers to requests for sessions, as in `POST /sign-in`. */
  answers: Readonly<Record<string, Answer>>;
  /** Whose requests they are from now on; undefined for nobody's. */
  signedIn: Signed | undefined;
  /** Breaks the live connections. */
  cut(): void;
  close(): Promise<void>;
}

async function pageAt(pathname: string): Promise<{ readonly type: string; readonly content: Buffer }> {
  const asked = path.join(CONSOLE, "dist", path.normalize(pathname));
  const type = TYPES[path.extname(asked)];
  if (type !== undefined) return { type, content: await readFile(asked) };
  return { type: TYPES[".html"] ?? "", content: await readFile(path.join(CONSOLE, "dist/index.html")) };
}

async function bodyOf(request: http.IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const UNAUTHENTICATED = JSON.stringify({
  errors: [{ message: "Sign in first.", extensions: { code: "UNAUTHENTICATED" } }],
});

/** Opens a front. @param server the address of the real one. */
export async function openFront(server: string): Promise<Front> {
  const sockets = new Set<WebSocket>();
  const live = new WebSocketServer({ noServer: true, handleProtocols: () => "graphql-transport-ws" });
  const answer = (response: http.ServerResponse, status: number, type: string, body: string | Buffer) => {
    response.writeHead(status, {
      "content-type": type,
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
    });
    response.end(body);
  };
  const json = (response: http.ServerResponse, value: object) =>
    answer(response, 200, "application/json", JSON.stringify(value));

  async function graphql(
    request: http.IncomingMessage,
    body: Buffer,
    response: http.ServerResponse,
  ): Promise<void> {
    const { signedIn } = front;
    if (signedIn === undefined) {
      answer(response, 401, "application/json", UNAUTHENTICATED);
      return;
    }
    const sent = await fetch(`${server}/graphql`, {
      method: "POST",
      headers: {
        "content-type": request.headers["content-type"] ?? "",
        accept: "application/json",
        authorization: `Bearer ${signedIn.key}`,
        "graphql-preflight": "1",
      },
      body: new Uint8Array(body),
    });
    const answered = (await sent.json()) as { data?: { viewer?: object } | null };
    const rights = { role: signedIn.role, resourceId: null } as Parameters<typeof isAllowed>[0];
    if (answered.data?.viewer !== undefined)
      Object.assign(answered.data.viewer, {
        kind: "ADMINISTRATOR",
        mayUse: Object.keys(permissions).filter((name) => isAllowed(rights, name as Operation)),
      });
    answer(response, sent.status, "application/json", JSON.stringify(answered));
  }

  const listening = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://front");
    const serve = async () => {
      const body = await bodyOf(request);
      const scripted = front.answers[`${request.method} ${pathname}`];
      const scriptedAnswer = scripted?.(body.length === 0 ? undefined : JSON.parse(body.toString()));
      if (scriptedAnswer !== undefined) {
        const [status, value] = scriptedAnswer;
        return answer(response, status, "application/json", JSON.stringify(value));
      }
      if (pathname === "/graphql") return graphql(request, body, response);
      if (pathname === "/sign-in/state") {
        const isSignedIn = front.signedIn !== undefined;
        return json(response, {
          setUp: true,
          asksForAccount: false,
          signedIn: isSignedIn,
          level: isSignedIn ? 2 : 0,
        });
      }
      if (pathname === "/session") {
        front.signedIn = undefined;
        response.writeHead(204).end();
        return undefined;
      }
      const { type, content } = await pageAt(pathname);
      return answer(response, 200, type, content);
    };
    serve().catch(() => answer(response, 404, "text/plain", "Not found."));
  });
  listening.on("upgrade", (request, socket, head) => {
    if (front.signedIn === undefined) {
      socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
      return;
    }
    const { key } = front.signedIn;
    live.handleUpgrade(request, socket, head, (near) => {
      const far = new WebSocket(`${server.replace("http", "ws")}/graphql`, "graphql-transport-ws");
      sockets.add(near);
      near.once("close", () => {
        sockets.delete(near);
        far.terminate();
      });
      far.on("error", () => near.terminate());
      far.once("close", (code) => near.close(code >= 4_000 ? code : 1_000));
      far.on("message", (data: Buffer) => near.send(data.toString()));
      const opened = new Promise((resolve) => far.once("open", resolve));
      near.on("message", (data: Buffer) => {
        const message = JSON.parse(data.toString()) as { type: string };
        if (message.type === "connection_init")
          Object.assign(message, { payload: { authorization: `Bearer ${key}` } });
        void opened.then(() => far.send(JSON.stringify(message)));
      });
    });
  });
  await new Promise<void>((resolve) => {
    listening.listen(0, "127.0.0.1", resolve);
  });
  const address = listening.address();
  const front: Front = {
    url: `http://localhost:${typeof address === "object" && address !== null ? address.port : 0}`,
    signedIn: undefined,
    answers: {},
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    async close() {
      front.cut();
      listening.closeAllConnections();
      await new Promise((resolve) => listening.close(resolve));
    },
  };
  return front;
}
