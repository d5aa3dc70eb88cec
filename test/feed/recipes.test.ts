// @module-tag deep
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { type ClientOptions, createClient } from "graphql-ws";
import { afterAll, afterEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { Forwarder } from "../support/forwarder.js";
import { adapted, blockBelow, ROOT, getSection } from "../support/pages.js";
import { onOneStore } from "../support/world.js";

// The recipe of docs/clients.md for clients whose library connects again by itself, and the client of docs/events.md, as they are
// written there.

const HEADING = "## Continue after a lost connection";

/** What the page says beside the recipe, for libraries that copy the variables. */
const REPLACER = `jsonMessageReplacer: (key, value) => (key === "after" ? last : value)`;

const Message = z.object({
  data: z.object({ events: z.object({ cursor: z.string(), event: z.object({ summary: z.string() }) }) }),
});

const folder = mkdtempSync(path.join(os.tmpdir(), "recipe-"));
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The recipe as a module. @param isCopied whether the library copies the variables. */
function recipe(isCopied: boolean): string {
  const block = blockBelow("docs/clients.md", HEADING, "js");
  if (!isCopied) return block;
  expect(getSection("docs/clients.md", HEADING)).toContain(REPLACER);
  return adapted(block, {
    "keepAlive: 20_000,": `keepAlive: 20_000, ${REPLACER},`,
    "{ query, variables }": "{ query, variables: { ...variables, after: null } }",
  });
}

/** Follows the feed by graphql-ws's own client, with its own retries. */
async function follower(url: string, key: string, isCopied: boolean) {
  let connections = 0;
  let changed = () => {};
  const heard: string[] = [];
  const errors: unknown[] = [];
  let handled: (cursor: string) => void = () => {};
  const file = path.join(folder, `${isCopied}-${performance.now()}.mjs`);
  writeFileSync(
    file,
    `export function follow({ createClient, url, key, next, error, complete }) {
      ${recipe(isCopied)}
      return { client, handled: (cursor) => (last = cursor) };
    }`,
  );
  const Followed = z.object({ follow: z.function({ input: [z.unknown()], output: z.unknown() }) });
  const { follow } = Followed.parse(await import(pathToFileURL(file).href));
  const Running = z.object({
    client: z.object({ dispose: z.function({ input: [], output: z.unknown() }) }),
    handled: z.function({ input: [z.string()], output: z.unknown() }),
  });
  const running = Running.parse(
    follow({
      createClient: (options: ClientOptions) => {
        const client = createClient({
          ...options,
          webSocketImpl: WebSocket,
          retryAttempts: 100,
          retryWait: () => new Promise((resolve) => setTimeout(resolve, 50)),
        });
        client.on("connected", () => {
          connections += 1;
          changed();
        });
        return client;
      },
      url: `${url.replace("http", "ws")}/graphql`,
      key,
      next(message: unknown) {
        const { events } = Message.parse(message).data;
        handled(events.cursor);
        heard.push(events.event.summary);
        changed();
      },
      error(error: unknown) {
        errors.push(error);
        changed();
      },
      complete: () => {},
    }),
  );
  ({ handled } = running);
  ends.push(() => running.client.dispose());
  return {
    heard,
    errors,
    connections: () => connections,
    async until(isSo: () => boolean): Promise<void> {
      while (!isSo() && errors.length === 0) {
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
    },
  };
}

onOneStore("graphql-ws's own retries, by the recipe", (world) => {
  it.each([
    ["a variable that is computed", false],
    ["variables that are copied, and a replacer", true],
  ])("lose no event and repeat none over cut connections, with %s", async (_way, isCopied) => {
    const seed = await world().seed();
    const way = await Forwarder.open(world().url);
    ends.push(() => way.close());
    const follows = await follower(way.url, seed.admin.key, isCopied);
    await follows.until(() => follows.connections() === 1);
    const logins: string[] = [];
    const create = async () => {
      const login = `user-${logins.length}`;
      await seed.user(login);
      logins.push(login);
    };
    // The first is missed before any event came.
    for (let round = 0; round < 5; round += 1) {
      way.cut();
      await create();
      await follows.until(() => follows.heard.length >= logins.length);
      await create();
      await follows.until(() => follows.heard.length >= logins.length);
    }
    expect(follows.errors).toEqual([]);
    expect(follows.connections()).toBeGreaterThanOrEqual(6);
    expect(follows.heard).toEqual(logins.map((login) => `User ${login} was created.`));
  });
});

onOneStore("the client for Node.js, as docs/events.md shows it", (world) => {
  it("prints what happens", async () => {
    const seed = await world().seed();
    const place = mkdtempSync(path.join(folder, "client-"));
    symlinkSync(path.join(ROOT, "node_modules"), path.join(place, "node_modules"), "dir");
    const program = adapted(blockBelow("docs/events.md", "## Follow the event feed", "js"), {
      "http://127.0.0.1:4000": world().url,
    });
    const file = path.join(place, "main.mjs");
    writeFileSync(file, `const [key, after] = [${JSON.stringify(seed.admin.key)}];\n${program}`);
    const running = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "inherit"] });
    ends.push(() => running.kill());
    let printed = "";
    running.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
    // It follows from now on, so that what happens before it is connected is not printed.
    const isPrinted = async () => {
      await seed.user(`user-${performance.now()}`);
      return /^User user-\S+ was created\.$/m.test(printed);
    };
    await expect.poll(isPrinted).toBe(true);
  });
});
