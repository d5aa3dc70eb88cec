import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { startPostgres } from "../support/postgres.js";
import { fill, nextCode, signInBody, usedCode, type Fixture, type Person } from "./fixture.js";
import { run, type Measured } from "./load.js";
import { startProgram, type Server } from "./servers.js";

// Sign-ins against default Yoga, measured in one run on one box, with the load generator and the database on it.

/** Seconds of each measurement, after two to warm up. */
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 5);
const CONNECTIONS = 24;
/** So many that every sign-in has a code that was not used, and wrong ones lock nobody before the end. */
const PEOPLE = Number(process.env["BENCH_PEOPLE"] ?? 20_000);
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
  await drive(servers, 2, headers, next, isRight);
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
  await measure(`${name}, right codes`, servers, headers, from(people, nextCode), granted);
  await measure(`${name}, right codes of HOTP`, servers, headers, from(counters, nextCode), granted);
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

  const postgres = await startPostgres();
  const onPostgres = { DATABASE_URL: postgres.url, TOKENPLANE_MASTER_KEY: newMasterKey() };
  const fixture = await fill(onPostgres, PEOPLE);
  const first = await startProgram(TOKENPLANE, ["start"], 4802, onPostgres);
  started("PostgreSQL", first);
  await signIns("PostgreSQL", [first], fixture);
  const second = await startProgram(TOKENPLANE, ["start"], 4803, onPostgres);
  await signIns("PostgreSQL, two processes", [first, second], fixture);
  await Promise.all([first.stop(), second.stop()]);
  await postgres.stop();

  const embedded = { TOKENPLANE_DATA_DIR: path.join(folder, "data") };
  const embeddedFixture = await fill(embedded, PEOPLE);
  const alone = await startProgram(TOKENPLANE, ["start"], 4804, embedded);
  started("PGlite", alone);
  await signIns("PGlite", [alone], embeddedFixture);
  await alone.stop();

  writeFileSync(RESULTS, table());
  console.log(`\n${table()}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
