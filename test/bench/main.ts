import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { startPostgres } from "../support/postgres.js";
import { nextCode, untilThereAreCodes, usedCode, type Person } from "./codes.js";
import { fill, signInBody, type Fixture } from "./fixture.js";
import { askAll, type Asked } from "./dashboard.js";
import { reach, type Reached } from "./followers.js";
import { grow } from "./grow.js";
import { run, type Measured } from "./load.js";
import { startProgram, type Server } from "./servers.js";
import { measureTerraform } from "./terraform.js";

// Sign-ins against default Yoga, measured in one run on one box, with the load generator and the database on it.

/** Seconds before each measurement, to warm up. */
const WARM_UP = 2;
/** Seconds of each measurement. */
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 5);
const CONNECTIONS = 24;
/** So many that every sign-in has a code that was not used, and wrong ones lock nobody before the end. */
const PEOPLE = Number(process.env["BENCH_PEOPLE"] ?? 20_000);
/** What an account grows to, for lists, searches and sign-ins of large ones. */
const TOKENS = Number(process.env["BENCH_TOKENS"] ?? 1_000_000);
const EVENTS = Number(process.env["BENCH_EVENTS"] ?? 1_000_000);
const EMBEDDED_TOKENS = Number(process.env["BENCH_EMBEDDED_TOKENS"] ?? 100_000);
const EMBEDDED_EVENTS = Number(process.env["BENCH_EMBEDDED_EVENTS"] ?? 200_000);
/** Which parts are measured. */
const PARTS = new Set((process.env["BENCH_PARTS"] ?? "sign-in,feed,large,terraform").split(","));
const ROOT = path.resolve(import.meta.dirname, "../../../..");
const TOKENPLANE = path.join(ROOT, "server/dist/commands/tokenplane.js");
const RESULTS = path.join(ROOT, "bench-results.md");

interface Row extends Measured {
  readonly what: string;
  /** CPU of the server processes per request, in microseconds; undefined where the system does not tell. */
  readonly cpu: number | undefined;
  /** Of the first server, in megabytes. */
  readonly memory: number | undefined;
}

const rows: Row[] = [];
const notes: string[] = [];
const asked: Asked[] = [];
const terraform: string[] = [];
const reached: (Reached & { readonly store: string })[] = [];

/** Drives all servers at once for some seconds. */
async function drive(
  servers: readonly Server[],
  seconds: number,
  headers: Record<string, string>,
  next: () => string | undefined,
  isRight: (answer: string) => boolean,
): Promise<Measured> {
  const connections = Math.ceil(CONNECTIONS / servers.length);
  const load = { path: "/graphql", headers, connections, seconds, next, isRight };
  const parts = await Promise.all(servers.map(({ port }) => run({ ...load, port })));
  const sum = (value: (part: Measured) => number) => parts.reduce((total, part) => total + value(part), 0);
  return {
    requests: sum(({ requests }) => requests),
    failures: sum(({ failures }) => failures),
    seconds,
    perSecond: sum(({ perSecond }) => perSecond),
    p50: Math.max(...parts.map(({ p50 }) => p50)),
    p99: Math.max(...parts.map(({ p99 }) => p99)),
  };
}

async function measure(
  what: string,
  servers: readonly Server[],
  headers: Record<string, string>,
  next: () => string | undefined,
  isRight: (answer: string) => boolean,
): Promise<void> {
  const cpuSoFar = () => servers.reduce((sum, server) => sum + (server.cpu() ?? Number.NaN), 0);
  await drive(servers, WARM_UP, headers, next, isRight);
  const before = cpuSoFar();
  const measured = await drive(servers, SECONDS, headers, next, isRight);
  const cpu = (cpuSoFar() - before) / measured.requests;
  rows.push({ what, ...measured, cpu: Number.isNaN(cpu) ? undefined : cpu, memory: servers[0]?.memory() });
  if (measured.failures > 0) throw new Error(`${what}: ${measured.failures} wrong answers`);
  console.log(`${what}: ${measured.perSecond.toFixed(0)}/s`);
}

async function signIns(name: string, servers: readonly Server[], fixture: Fixture): Promise<void> {
  const headers = { authorization: `Bearer ${fixture.key}`, accept: "application/json" };
  const granted = (answer: string) => answer.includes('"granted":true');
  const denied = (answer: string) => answer.includes('"granted":false');
  const from = (people: readonly Person[], code: (person: Person) => string) => {
    let index = 0;
    return () => {
      const person = people[index % people.length];
      index += 1;
      if (person === undefined) throw new TypeError("nobody");
      return signInBody(person.login, code(person));
    };
  };
  const { people, counters } = fixture;
  await measure(
    `${name}, right codes`,
    servers,
    headers,
    from(people, (person) => nextCode(person)),
    granted,
  );
  await measure(
    `${name}, right codes of HOTP`,
    servers,
    headers,
    from(counters, (person) => nextCode(person)),
    granted,
  );
  await measure(`${name}, used codes`, servers, headers, from(people, usedCode), denied);
  await measure(
    `${name}, wrong codes`,
    servers,
    headers,
    from(people, () => "none"),
    denied,
  );
}

function started(name: string, server: Server): void {
  notes.push(
    `${name}: answers ${server.startedIn.toFixed(0)} ms after its start, ${server.memory()?.toFixed(0) ?? "?"} MB at rest.`,
  );
}

/** Sign-ins with right codes, again, in an account that has grown. */
async function rightCodes(name: string, server: Server, { key, people }: Fixture): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, accept: "application/json" };
  let index = 0;
  const next = () => {
    const person = people[index % people.length];
    index += 1;
    if (person === undefined) throw new TypeError("nobody");
    return signInBody(person.login, nextCode(person));
  };
  await sleep(untilThereAreCodes((WARM_UP + SECONDS) * 1_000));
  await measure(name, [server], headers, next, (answer) => answer.includes('"granted":true'));
}

/** Lets 500 follow at 50 events a second, and tells how long it took. */
async function feed(store: string, server: Server, { key }: Fixture): Promise<void> {
  const result = await reach(server, key, 500, 50, 10);
  reached.push({ store, ...result });
  console.log(`${store}, feed: p50 ${result.p50.toFixed(0)} ms, worst ${result.worst.toFixed(0)} ms`);
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
    const server = await startProgram(TOKENPLANE, ["start"], port, environment);
    const size = `${tokens.toLocaleString("en")} tokens, ${events.toLocaleString("en")} events`;
    await rightCodes(`${store}, right codes, ${size}`, server, fixture);
    asked.push(...(await askAll(server, fixture.key, `${store}, ${size}`)));
    await server.stop();
  }
}

function table(): string {
  const baseline = rows[0]?.perSecond ?? Number.NaN;
  const lines = rows.map(
    ({ what, perSecond, p50, p99, cpu, memory }) =>
      `| ${what} | ${perSecond.toFixed(0)} | ${(perSecond / baseline).toFixed(2)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${cpu?.toFixed(0) ?? "?"} | ${memory?.toFixed(0) ?? "?"} |`,
  );
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model ?? "?"}, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB, Node.js ${process.version}, ${CONNECTIONS} connections, ${SECONDS} s each.`;
  return [
    machine,
    "",
    "| What | per second | of default Yoga | p50 ms | p99 ms | CPU µs | MB |",
    "|---|---|---|---|---|---|---|",
    ...lines,
    "",
    ...notes,
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
          "| An event reaches | p50 ms | p99 ms | last ms | missing |",
          "|---|---|---|---|---|",
          ...reached.map(
            ({ store, followers, events, p50, p99, worst, missing }) =>
              `| ${followers} subscribers, ${store}, ${events} events at 50 a second | ${p50.toFixed(0)} | ${p99.toFixed(0)} | ${worst.toFixed(0)} | ${missing} |`,
          ),
        ]),
    ...(terraform.length === 0 ? [] : ["", ...terraform]),
    "",
  ].join("\n");
}

const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-bench-"));
try {
  const baseline = await startProgram(path.join(import.meta.dirname, "baseline.js"), [], 4801, {});
  const hello = () => '{"query":"{ __typename }"}';
  await measure("default Yoga, `{ __typename }`", [baseline], {}, hello, (answer) =>
    answer.includes("Query"),
  );
  await baseline.stop();

  const streams = { TOKENPLANE_STREAMS_PER_KEY: "1000" };
  const postgres = await startPostgres();
  const onPostgres = { DATABASE_URL: postgres.url, TOKENPLANE_MASTER_KEY: newMasterKey(), ...streams };
  const fixture = await fill(onPostgres, PEOPLE);
  const first = await startProgram(TOKENPLANE, ["start"], 4802, onPostgres);
  started("PostgreSQL", first);
  if (PARTS.has("sign-in")) {
    await signIns("PostgreSQL", [first], fixture);
    const second = await startProgram(TOKENPLANE, ["start"], 4803, onPostgres);
    await signIns("PostgreSQL, two processes", [first, second], fixture);
    await second.stop();
  }
  if (PARTS.has("feed")) await feed("PostgreSQL", first, fixture);
  await first.stop();
  if (PARTS.has("large")) {
    await large("PostgreSQL", 4805, onPostgres, fixture, [
      [Math.min(100_000, TOKENS), Math.min(100_000, EVENTS)],
      [TOKENS, EVENTS],
    ]);
  }
  if (PARTS.has("terraform")) {
    // What TypeScript does not build stays where it is.
    const file = pathToFileURL(path.join(ROOT, "test/support/cores.mjs")).href;
    const { findCores } = (await import(file)) as typeof import("../support/cores.mjs");
    const [core] = findCores().cores;
    if (core === undefined) notes.push("Terraform: there is no core here.");
    else {
      const start = () => startProgram(TOKENPLANE, ["start"], 4807, onPostgres);
      terraform.push(...(await measureTerraform(core, ROOT, onPostgres, start)));
    }
  }
  await postgres.stop();

  const embedded = { TOKENPLANE_DATA_DIR: path.join(folder, "data"), ...streams };
  const embeddedFixture = await fill(embedded, PEOPLE);
  const alone = await startProgram(TOKENPLANE, ["start"], 4804, embedded);
  started("PGlite", alone);
  if (PARTS.has("sign-in")) await signIns("PGlite", [alone], embeddedFixture);
  if (PARTS.has("feed")) await feed("PGlite", alone, embeddedFixture);
  await alone.stop();
  if (PARTS.has("large")) {
    await large("PGlite", 4806, embedded, embeddedFixture, [[EMBEDDED_TOKENS, EMBEDDED_EVENTS]]);
  }

  writeFileSync(RESULTS, table());
  console.log(`\n${table()}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
