import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fill, nextCode, signInBody, type Fixture } from "./fixture.js";
import { run, type Measured } from "./load.js";
import { startPostgres } from "../support/postgres.js";
import { startProgram, type Server } from "./servers.js";
import { newMasterKey } from "../../server/secrets/master-key.js";

const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 5);
const CONNECTIONS = 24;
const PEOPLE = 5_000;
const ROOT = path.resolve(import.meta.dirname, "../../../..");
const TOKENPLANE = path.join(ROOT, "server/dist/commands/tokenplane.js");

interface Row extends Measured {
  readonly what: string;
  readonly cpuPerRequest: number | undefined;
  readonly memory: number | undefined;
}

const rows: Row[] = [];

async function measure(
  what: string,
  servers: readonly Server[],
  headers: Record<string, string>,
  next: () => string | undefined,
  isRight: (answer: string) => boolean,
): Promise<Row> {
  const cpu = () => servers.reduce((sum, server) => sum + (server.cpu() ?? NaN), 0);
  const load = {
    path: "/graphql",
    headers,
    connections: Math.ceil(CONNECTIONS / servers.length),
    next,
    isRight,
  };
  const drive = async (seconds: number) => {
    const parts = await Promise.all(servers.map(({ port }) => run({ ...load, port, seconds })));
    const [first] = parts;
    if (first === undefined) throw new TypeError("no server");
    const requests = parts.reduce((sum, part) => sum + part.requests, 0);
    return {
      ...first,
      requests,
      failures: parts.reduce((sum, part) => sum + part.failures, 0),
      perSecond: parts.reduce((sum, part) => sum + part.perSecond, 0),
      p50: Math.max(...parts.map(({ p50 }) => p50)),
      p99: Math.max(...parts.map(({ p99 }) => p99)),
    };
  };
  await drive(2);
  const before = cpu();
  const measured = await drive(SECONDS);
  const cpuPerRequest = (cpu() - before) / measured.requests;
  const row = {
    what,
    ...measured,
    cpuPerRequest: Number.isNaN(cpuPerRequest) ? undefined : cpuPerRequest,
    memory: servers[0]?.memory(),
  };
  rows.push(row);
  console.log(
    `${what.padEnd(44)} ${row.perSecond.toFixed(0).padStart(7)}/s  p50 ${row.p50.toFixed(1)} ms  p99 ${row.p99.toFixed(1)} ms  ${row.cpuPerRequest?.toFixed(0) ?? "?"} µs  ${row.memory?.toFixed(0) ?? "?"} MB  ${row.failures} wrong answers`,
  );
  return row;
}

async function signIns(name: string, servers: readonly Server[], { key, people }: Fixture): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, accept: "application/json" };
  let index = 0;
  const person = () => {
    const found = people[index % people.length];
    index += 1;
    if (found === undefined) throw new TypeError("nobody");
    return found;
  };
  await measure(
    `${name}: sign-in, right code`,
    servers,
    headers,
    () => {
      const one = person();
      return signInBody(one.login, nextCode(one));
    },
    (answer) => answer.includes('"granted":true'),
  );
  await measure(
    `${name}: sign-in, used code`,
    servers,
    headers,
    () => {
      const one = person();
      one.counter = Math.max(0, one.counter - 1);
      return signInBody(one.login, nextCode(one));
    },
    (answer) => answer.includes('"granted":false'),
  );
  await measure(
    `${name}: sign-in, wrong code`,
    servers,
    headers,
    () => signInBody(person().login, "000000"),
    (answer) => answer.includes('"granted":false'),
  );
}

const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-bench-"));
try {
  const baseline = await startProgram(path.join(import.meta.dirname, "baseline.js"), [], 4801, {});
  await measure(
    "default Yoga { __typename }",
    [baseline],
    {},
    () => '{"query":"{ __typename }"}',
    (answer) => answer.includes("Query"),
  );
  await baseline.stop();

  const postgres = await startPostgres();
  const onPostgres = { DATABASE_URL: postgres.url, TOKENPLANE_MASTER_KEY: newMasterKey() };
  const fixture = await fill(onPostgres, PEOPLE, 0);
  const one = await startProgram(TOKENPLANE, ["start"], 4802, onPostgres);
  console.log(`start on PostgreSQL: ${one.startedIn.toFixed(0)} ms, at rest ${one.memory()?.toFixed(0)} MB`);
  await signIns("PostgreSQL", [one], fixture);
  await one.stop();
  await postgres.stop();

  const embedded = { TOKENPLANE_DATA_DIR: path.join(folder, "data") };
  const embeddedFixture = await fill(embedded, PEOPLE, 0);
  const alone = await startProgram(TOKENPLANE, ["start"], 4804, embedded);
  console.log(`start on PGlite: ${alone.startedIn.toFixed(0)} ms, at rest ${alone.memory()?.toFixed(0)} MB`);
  await signIns("PGlite", [alone], embeddedFixture);
  await alone.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
