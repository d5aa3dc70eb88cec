import { spawn } from "node:child_process";
import { afterEach, expect, it, onTestFinished } from "vitest";
import { newApiKey } from "../../server/access/api-key.js";
import { Api } from "../support/api.js";
import { FakeFeed } from "../support/fake-feed.js";
import { Forwarder } from "../support/forwarder.js";
import { newPlace, openHere, stopAll } from "../support/installation.js";
import { TOKENPLANE, Workshop } from "../support/process.js";
import { Tail } from "../support/tail.js";

/** A key that no server knows. */
const KEY = newApiKey();

let workshop = new Workshop();
let tails: Tail[] = [];

afterEach(async () => {
  await Promise.all(tails.map((tail) => tail.stop("SIGKILL")));
  tails = [];
  await stopAll();
  await workshop.clear();
  workshop = new Workshop();
});

it("tokenplane events tail shows events as they happen, over restarts of the server, and says where to go on", async () => {
  const environment = await newPlace(() => workshop.dataFolder());
  let server = await openHere(environment);
  const key = server.firstAdminKey ?? "";
  const create = (login: string) => new Api(server.url, key).do("userCreate", { login }, "__typename");
  const way = await Forwarder.open(server.url);
  const open = (...args: string[]) => {
    const tail = new Tail(way.url, key, args);
    tails.push(tail);
    return tail;
  };
  const all = open("--json");
  // It begins when it is connected.
  for (let n = 0; all.stdout === ""; n += 1) await create(`first-${n}`);
  const [line = ""] = all.stdout.split("\n");
  const { cursor } = JSON.parse(line) as { cursor: string };
  const anna = open("--text", "anna", "--types", "user_created,user_updated", "--after", cursor);
  await create("bert");
  await create("anna");
  await anna.until(() => anna.stdout.includes("anna"));
  expect(anna.stdout).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}USER_CREATED {14}User anna was created\.( \(.*\))?\n$/,
  );

  await server.stop();
  await anna.until(() => anna.stderr.includes("trying again"));
  server = await openHere(environment);
  await create("joanna");
  await create("anna-maria");
  way.leadTo(server.url);
  await anna.until(() => anna.stdout.includes("anna-maria"));
  await anna.until(() => anna.stderr.includes("connected again; nothing was missed"));
  expect(anna.stdout.match(/was created/g)).toHaveLength(2);
  await all.until(() => all.stdout.includes("anna-maria"));
  const lines = all.stdout
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text) as { cursor: string; event: { summary: string } });
  const last = lines.at(-1);
  expect(lines.slice(-4).map(({ event }) => event.summary)).toEqual(
    ["bert", "anna", "joanna", "anna-maria"].map((login) => `User ${login} was created.`),
  );

  expect(await anna.stop()).toBe(0);
  expect(anna.stderr).toContain(`To continue from here: --after ${last?.cursor}`);
  expect(await all.stop("SIGTERM")).toBe(0);
  await way.close();
});

it("tokenplane events tail says that nothing was missed once it follows again, and not at each connection", async () => {
  const feed = await FakeFeed.open();
  const tail = new Tail(feed.url, KEY, ["--json"]);
  tails.push(tail);
  await expect.poll(() => feed.subscriptions).toBe(1);
  feed.emit("first", { summary: "One line:\u2028another\u2029" });
  await tail.until(() => tail.stdout.includes("\n"));
  // Whoever takes U+2028 for the end of a line reads the same lines.
  expect(tail.stdout).toMatch(/^\{"cursor":"first",.*"One line:\\u2028another\\u2029".*\}\n$/);
  feed.refusal = "The database does not answer.";
  feed.cut();
  await expect.poll(() => feed.subscriptions).toBe(4);
  feed.refusal = undefined;
  await expect.poll(() => feed.subscriptions).toBe(5);
  feed.emit("second");
  await tail.until(() => tail.stdout.includes("second"));
  expect(await tail.stop()).toBe(0);
  expect(tail.stderr).toMatch(/^[^\n]+; trying again …\nconnected again; nothing was missed\n$/);
  await feed.close();
});

it("tokenplane events tail reads no faster than what it prints is read", async () => {
  const feed = await FakeFeed.open();
  const piped = '"$0" "$1" events tail --json | sleep 600';
  const child = spawn("sh", ["-c", piped, process.execPath, TOKENPLANE], {
    env: { PATH: process.env["PATH"], TOKENPLANE_ENDPOINT: feed.url, TOKENPLANE_API_KEY: KEY },
    stdio: "ignore",
    detached: true,
  });
  onTestFinished(() => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  });
  await expect.poll(() => feed.subscriptions).toBe(1);
  const summary = "User anna was created.".repeat(20);
  for (let n = 0; n < 30_000; n += 1) feed.emit(String(n), { summary });
  // What is not kept by pipes stays here.
  let before = 0;
  await expect
    .poll(
      () => {
        const isStill = feed.unread === before;
        before = feed.unread;
        return isStill;
      },
      { interval: 500 },
    )
    .toBe(true);
  expect(before).toBeGreaterThan(1_000_000);
  await feed.close();
});

it("tokenplane events tail says what is wrong, once, in a sentence", async () => {
  const server = await openHere(await newPlace(() => workshop.dataFolder()));
  const key = server.firstAdminKey ?? "";
  for (const [args, message, as] of [
    [["--after", "nonsense"], "This is not a cursor of the event feed. Use a cursor from an event.\n", key],
    [[], "There is no such API key.\n", KEY],
  ] as const) {
    const tail = new Tail(server.url, as, args);
    tails.push(tail);
    expect(await tail.ended).toBe(1);
    expect({ stdout: tail.stdout, stderr: tail.stderr }).toEqual({ stdout: "", stderr: message });
  }
});

it("tokenplane events tail takes no type that there is not, and asks no server", async () => {
  const tail = new Tail("http://127.0.0.1:1", KEY, ["--types", "USER_CREATED,NONSENSE"]);
  tails.push(tail);
  expect(await tail.ended).toBe(2);
  expect(tail.stdout).toBe("");
  expect(tail.stderr).toMatch(
    /^--types takes [^\n]*\bUSER_CREATED\b[^\n]*; "NONSENSE" is not one of them\.\n$/,
  );
});
