import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { startPostgres } from "../support/postgres.js";
import { nextCode, untilThereAreCodes } from "./codes.js";
import { fill, signInBody, type Fixture } from "./fixture.js";
import { askAll, type Asked } from "./dashboard.js";
import { reach, type Reached } from "./followers.js";
import { grow } from "./grow.js";
import { run } from "./load.js";
import { startProgram, startTokenplane, type Server } from "./servers.js";
import { measureSending, type Sent } from "./sending.js";
import { CONNECTIONS, measureSignIns, postgresWork, SECONDS, type Series, signInTable } from "./sign-ins.js";
import { measureSizes } from "./sizes.js";
import { measureTerraform } from "./terraform.js";

// Sign-ins against default Yoga, measured in one run on one box, with the load generator and the database on it.

/** Enough that every sign-in has a code that was not used, and wrong ones lock nobody before the end. */
const PEOPLE = Number(process.env["BENCH_PEOPLE"] ?? 60_000);
/** What an account grows to, for lists, searches and sign-ins of large ones. */
const TOKENS = Number(process.env["BENCH_TOKENS"] ?? 1_000_000);
const EVENTS = Number(process.env["BENCH_EVENTS"] ?? 1_000_000);
const EMBEDDED_TOKENS = Number(process.env["BENCH_EMBEDDED_TOKENS"] ?? 100_000);
const EMBEDDED_EVENTS = Number(process.env["BENCH_EMBEDDED_EVENTS"] ?? 200_000);
/** Which parts are measured. */
const PARTS = new Set(
  (process.env["BENCH_PARTS"] ?? "sign-in,feed,sending,large,terraform,sizes").split(","),
);
const ROOT = path.resolve(import.meta.dirname, "../../../../../..");
const RESULTS = path.join(ROOT, "bench-results.md");

const signIns: Series[] = [];
const rates: string[] = [];
const notes: string[] = [];
const asked: Asked[] = [];
const terraform: string[] = [];
const releaseSizes: string[] = [];
const sent: (Sent & { readonly store: string })[] = [];
const reached: (Reached & { readonly store: string })[] = [];

/** How long a server does nothing before its memory is looked at: by then, V8 has given back what the start needed. */
const REST_MS = 70_000;

/** Notes how long a server with an existing database took to start, and its memory after a rest. */
function started(name: string, server: Server): void {
  notes.push(
    `${name}: answers ${server.startedIn.toFixed(0)} ms after its start, ${server.memory()?.toFixed(0) ?? "?"} MB at rest.`,
  );
}

/** Sign-ins with right codes, again, in an account that has grown. */
async function rightCodes(name: string, { port }: Server, { key, people }: Fixture): Promise<void> {
  let index = 0;
  const load = {
    port,
    path: "/graphql",
    headers: { authorization: `Bearer ${key}`, accept: "application/json" },
    connections: CONNECTIONS,
    next() {
      const person = people[index % people.length];
      index += 1;
      if (person === undefined) throw new TypeError("nobody");
      return signInBody(person.login, nextCode(person));
    },
    isRight: (answer: string) => answer.includes('"granted":true'),
  };
  await sleep(untilThereAreCodes((1 + SECONDS) * 1_000));
  await run({ ...load, seconds: 1 });
  const { perSecond, p50, p99 } = await run({ ...load, seconds: SECONDS });
  rates.push(`| ${name} | ${perSecond.toFixed(0)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`);
}

/** How many follow, and how many events there are in a second. */
const FEEDS = [
  [500, 50],
  [2_000, 10],
] as const;

/** Lets many follow, and tells how long it took. */
async function feed(store: string, server: Server, { key }: Fixture): Promise<void> {
  for (const [followers, perSecond] of FEEDS) {
    const result = await reach(server, key, followers, perSecond, 10);
    reached.push({ store, ...result });
    const { p50, p99, cold } = result;
    console.log(
      `${store}, ${followers} subscribers: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, first second ${cold.toFixed(0)} ms`,
    );
  }
}

/** Lists, searches and sign-ins as an account grows to so many tokens and events. */
async function large(
  store: string,
  port: number,
  environment: Record<string, string>,
  fixture: Fixture,
  sizes: readonly (readonly [tokens: number, events: number])[],
): Promise<void> {
  let there = 0;
  for (const [tokens, events] of sizes) {
    await grow(environment, fixture.accountId, tokens, events - there);
    there = events;
    const server = await startTokenplane(port, environment);
    const size = `${tokens.toLocaleString("en")} tokens, ${events.toLocaleString("en")} events`;
    await rightCodes(`${store}, right codes, ${size}`, server, fixture);
    asked.push(...(await askAll(server, fixture.key, `${store}, ${size}`)));
    await server.stop();
  }
}

function table(): string {
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model ?? "?"}, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB, Node.js ${process.version}.`;
  return [
    machine,
    "",
    ...(signIns.length === 0 ? [] : [...signInTable(signIns), ""]),
    ...notes,
    ...(rates.length === 0
      ? []
      : ["", "| Sign-ins | per second | p50 ms | p99 ms |", "|---|---|---|---|", ...rates]),
    ...(asked.length === 0
      ? []
      : [
          "",
          "| One after the other | p50 ms | p99 ms |",
          "|---|---|---|",
          ...asked.map(({ what, p50, p99 }) => `| ${what} | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`),
        ]),
    ...(reached.length === 0
      ? []
      : [
          "",
          "| An event reaches | p50 ms | p99 ms | last ms | last of the first second, ms | missing |",
          "|---|---|---|---|---|---|",
          ...reached.map(
            ({ store, followers, events, perSecond, p50, p99, worst, cold, missing }) =>
              `| ${followers} subscribers, ${store}, ${events} events at ${perSecond} a second | ${p50.toFixed(0)} | ${p99.toFixed(0)} | ${worst.toFixed(0)} | ${cold.toFixed(0)} | ${missing} |`,
          ),
        ]),
    ...(sent.length === 0
      ? []
      : [
          "",
          "| A code reaches its gateway after the answer | p50 ms | p99 ms | last ms | missing |",
          "|---|---|---|---|---|",
          ...sent.map(
            ({ store, messages, perSecond, p50, p99, worst, missing }) =>
              `| ${store}, ${messages} codes at ${perSecond} a second | ${p50.toFixed(0)} | ${p99.toFixed(0)} | ${worst.toFixed(0)} | ${missing} |`,
          ),
        ]),
    ...(terraform.length === 0 ? [] : ["", ...terraform]),
    ...(releaseSizes.length === 0 ? [] : ["", ...releaseSizes]),
    "",
  ].join("\n");
}

/** Everything that is asked of servers. @param folder for their files. */
async function measureServers(folder: string): Promise<void> {
  const streams = {
    TOKENPLANE_STREAMS_PER_KEY: "2500",
    TOKENPLANE_CONNECTIONS: "5000",
    TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8",
  };
  const postgres = await startPostgres();
  const onPostgres = { DATABASE_URL: postgres.url, TOKENPLANE_MASTER_KEY: newMasterKey(), ...streams };
  const fixture = await fill(onPostgres, PEOPLE);
  const embedded = { TOKENPLANE_DATA_DIR: path.join(folder, "data"), ...streams };
  const embeddedFixture = await fill(embedded, PEOPLE);
  const first = await startTokenplane(4802, onPostgres);
  const alone = await startTokenplane(4804, embedded);
  await sleep(REST_MS);
  started("PostgreSQL", first);
  started("PGlite", alone);
  if (PARTS.has("sign-in")) {
    const baseline = await startProgram([path.join(import.meta.dirname, "baseline.js")], 4801, {});
    const second = await startTokenplane(4803, onPostgres);
    const least = await startProgram([path.join(import.meta.dirname, "minimum.js")], 4808, {
      DATABASE_URL: postgres.url,
      PEOPLE: String(PEOPLE),
    });
    const people = fixture.people.map((person) => ({ ...person }));
    const database = await postgresWork(postgres.url);
    const settings = [
      { name: "PostgreSQL", servers: [first], fixture, rate: 1_500, database },
      { name: "PostgreSQL, two processes", servers: [first, second], fixture, database },
      { name: "PGlite", servers: [alone], fixture: embeddedFixture, rate: 700 },
    ];
    signIns.push(...(await measureSignIns(baseline, { servers: [least], people }, settings, database)));
    await baseline.stop();
    await least.stop();
    await second.stop();
  }
  if (PARTS.has("feed")) {
    await feed("PostgreSQL", first, fixture);
    await feed("PGlite", alone, embeddedFixture);
  }
  if (PARTS.has("sending")) {
    sent.push({ store: "PostgreSQL", ...(await measureSending(first, fixture.key)) });
    sent.push({ store: "PGlite", ...(await measureSending(alone, embeddedFixture.key)) });
  }
  await first.stop();
  await alone.stop();
  if (PARTS.has("large")) {
    await large("PostgreSQL", 4805, onPostgres, fixture, [
      [Math.min(100_000, TOKENS), Math.min(100_000, EVENTS)],
      [TOKENS, EVENTS],
    ]);
    await large("PGlite", 4806, embedded, embeddedFixture, [[EMBEDDED_TOKENS, EMBEDDED_EVENTS]]);
  }
  if (PARTS.has("terraform")) {
    // What TypeScript does not build stays where it is.
    const file = pathToFileURL(path.join(ROOT, "test/support/cores.mjs")).href;
    const { findCores } = (await import(file)) as typeof import("../support/cores.mjs");
    const [core] = findCores().cores;
    if (core === undefined) notes.push("Terraform: there is no core here.");
    else {
      const start = () => startTokenplane(4807, onPostgres);
      terraform.push(...(await measureTerraform(core, ROOT, onPostgres, start)));
    }
  }
  await postgres.stop();
}

const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-bench-"));
try {
  if (PARTS.has("sizes")) releaseSizes.push(...measureSizes(ROOT, folder));
  if ([...PARTS].some((part) => part !== "sizes")) await measureServers(folder);
  writeFileSync(RESULTS, table());
  console.log(`\n${table()}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
