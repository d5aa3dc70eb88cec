// @module-tag deep
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { Api } from "../support/api.js";
import { EVENTUALLY } from "../support/eventually.js";
import { ROOT } from "../support/pages.js";

/** The first of four ports that nobody else uses. */
const PORT = 20_000 + (process.pid % 2_000) * 4;
const PAGES = `http://127.0.0.1:${PORT}`;
const MAILS = `http://127.0.0.1:${PORT + 2}`;

/** How long a build and a start may take on a busy machine. */
const PATIENCE = { ...EVENTUALLY, timeout: 120_000 };

describe("for those who develop it", () => {
  /** A copy of the project, whose files the test changes. */
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-dev-"));
  let dev: ChildProcess;

  function run(script: string, ...args: string[]) {
    return spawn(process.execPath, ["provider/run.mjs", script, "--port", String(PORT), ...args], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"] as const,
    });
  }

  async function read(address: string, accept = "*/*"): Promise<string> {
    return (await fetch(address, { headers: { accept } })).text();
  }

  /** Replaces a text of a source. */
  function change(file: string, from: string, to: string): void {
    const before = readFileSync(path.join(folder, file), "utf8");
    expect(before).toContain(from);
    writeFileSync(path.join(folder, file), before.replace(from, to));
  }

  beforeAll(async () => {
    for (const name of ["server", "schema", "provider", "test/support", "package.json", "tsconfig.json"]) {
      const isSource = (file: string) => !/\/(node_modules|dist)$/.test(file);
      cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true, filter: isSource });
    }
    for (const name of ["node_modules", "server/node_modules"])
      symlinkSync(path.join(ROOT, name), path.join(folder, name));
    dev = run("server/dev/dev.ts");
    await vi.waitFor(() => read(`${PAGES}/health/live`), PATIENCE);
  });

  afterAll(async () => {
    const ended = once(dev, "exit");
    dev.kill("SIGINT");
    const [code] = await ended;
    rmSync(folder, { recursive: true, force: true });
    assert.equal(code, 0);
  });

  it("shows a changed sentence of the server, and a changed page", async () => {
    change("server/http/server.ts", "There is nothing here.", "Here is nothing yet.");
    change("server/console/users/user-table.tsx", 'dataLabel="Login"', 'dataLabel="Name to sign in"');
    const answer = async () => (await fetch(`${PAGES}/nothing`, { method: "POST" })).text();
    await vi.waitFor(async () => expect(await answer()).toContain("Here is nothing yet."), PATIENCE);
    expect(await read(`${PAGES}/users`, "text/html")).toContain("/main.tsx");
    expect(await read(`${PAGES}/users/user-table.tsx`)).toContain("Name to sign in");
    // Pages learn by a socket that they have changed: it is none of the server's.
    const [, token = ""] = /wsToken = "([^"]+)"/.exec(await read(`${PAGES}/@vite/client`)) ?? [];
    const socket = new WebSocket(`ws://127.0.0.1:${PORT}/?token=${token}`, "vite-hmr");
    await once(socket, "open");
    const broken = once(socket, "error", { signal: AbortSignal.timeout(1_000) });
    await expect(broken).rejects.toThrow("aborted");
    socket.close();
  });

  it("fills the database of a server that runs, with a year of events", async () => {
    const seed = run("server/dev/seed.ts", "--tokens", "20");
    const said = await text(seed.stdout);
    const [, key = ""] = /administrator: (tp_\w+)/.exec(said) ?? [];
    const account = await new Api(PAGES, key).query<{
      tokens: { totalCount: number };
      events: { nodes: { occurredAt: string }[] };
    }>("{ tokens(first: 1) { totalCount } events(last: 1) { nodes { occurredAt } } }");
    expect(account.tokens.totalCount).toBeGreaterThanOrEqual(20);
    const first = Date.parse(account.events.nodes[0]?.occurredAt ?? "");
    expect(Date.now() - first).toBeGreaterThan(300 * 86_400_000);
    const page = await read(`${MAILS}/`);
    for (const login of ["ada", "hedy", "audrey", "joan"]) expect(page).toContain(`<code>${login}</code>`);
    expect(page).not.toContain("Nothing was sent");
  });

  it("shows a mail that somebody gets", async () => {
    const message = { to: "+4915112345678", text: "123456 is your code." };
    await fetch(`${MAILS}/gateway/SMS`, { method: "POST", body: JSON.stringify(message) });
    expect(await read(`${MAILS}/`)).toContain("123456 is your code.");
  });
});
