// Sign-ins beside default Yoga: in rounds that alternate, because a machine is not the same for minutes.
import pg from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import { nextCode, untilThereAreCodes, usedCode, type Person } from "./codes.js";
import { signInBody, type Fixture } from "./fixture.js";
import { run, type Measured } from "./load.js";
import { cpuOfTree, wasQuiet, watch } from "./machine.js";
import type { Server } from "./servers.js";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);
/** Seconds of each measurement. */
export const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 4);
/** Seconds before each measurement, to warm up. */
const WARM_UP = 1;
export const CONNECTIONS = 24;
/** Of the measurements at a fixed rate, which wait for no answer. */
const OPEN_CONNECTIONS = 200;
/** How often a measurement is repeated that others disturbed. */
const MAX_REPEATS = 4;

/** What a database did so far. */
interface DatabaseWork {
  /** CPU time in microseconds. */
  readonly cpu: number;
  /** Bytes of the write-ahead log. */
  readonly wal: number;
}

/** Servers on a database, with people who sign in. */
export interface Setting {
  readonly name: string;
  readonly servers: readonly Server[];
  readonly fixture: Fixture;
  /** Requests per second at which the latency is measured; undefined for none. */
  readonly rate?: number;
  readonly database?: () => Promise<DatabaseWork>;
}

/** What PostgreSQL did so far: all of it, whoever asked. */
export async function postgresWork(url: string): Promise<() => Promise<DatabaseWork>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // A bench that ends stops PostgreSQL under it.
  client.on("error", () => {});
  const { rows } = await client.query<{ file: string }>(
    "SELECT pg_read_file('postmaster.pid', 0, 20) AS file",
  );
  const postmaster = Number.parseInt(rows[0]?.file ?? "", 10);
  return async () => {
    const now = await client.query<{ wal: number }>(
      "SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8 AS wal",
    );
    return { cpu: cpuOfTree(postmaster), wal: now.rows[0]?.wal ?? Number.NaN };
  };
}

interface Scenario {
  readonly what: string;
  readonly servers: readonly Server[];
  readonly headers: Readonly<Record<string, string>>;
  readonly rate?: number | undefined;
  readonly database?: (() => Promise<DatabaseWork>) | undefined;
  readonly next: () => string;
  readonly isRight: (answer: string) => boolean;
}

/** One measurement of a scenario. */
interface Window extends Measured {
  /** CPU of the server processes, in microseconds a request. */
  readonly cpu: number;
  /** CPU of the database's processes, in microseconds a request, and its write-ahead log, in bytes a request. */
  readonly databaseCpu: number;
  readonly wal: number;
  /** Against the baseline that was measured just before. */
  readonly ratio: number;
  readonly cpuRatio: number;
  /** The database's CPU against what the least costs it that signs people in. */
  readonly databaseRatio: number;
}

/** Drives all servers at once for some seconds. */
async function drive(
  { servers, headers, rate, next, isRight }: Scenario,
  seconds: number,
): Promise<Measured> {
  const connections = Math.ceil((rate === undefined ? CONNECTIONS : OPEN_CONNECTIONS) / servers.length);
  const load = {
    path: "/graphql",
    headers,
    connections,
    seconds,
    next,
    isRight,
    ...(rate === undefined ? {} : { rate: rate / servers.length }),
  };
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

function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Numbers of a scenario in all rounds. */
export class Series {
  readonly what: string;
  readonly windows: Window[] = [];
  /** Measurements that were thrown away because others took part of the machine. */
  disturbed = 0;

  constructor(what: string) {
    this.what = what;
  }

  /** The middle of a number, and its smallest and largest, as text. */
  of(number: (window: Window) => number, digits = 0): string {
    const all = this.windows.map(number).toSorted((a, b) => a - b);
    const [least = Number.NaN, most = Number.NaN] = [all[0], all.at(-1)];
    const middle = all[Math.floor(all.length / 2)] ?? Number.NaN;
    if (Number.isNaN(middle)) return "?";
    return `${middle.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
  }
}

/** Bodies of sign-ins of all people in turn. */
function inTurn(people: readonly Person[], code: (person: Person) => string): () => string {
  let index = 0;
  return () => {
    const person = people[index % people.length];
    index += 1;
    if (person === undefined) throw new TypeError("nobody");
    return signInBody(person.login, code(person));
  };
}

function getScenarios({ name, servers, fixture, rate, database }: Setting): Scenario[] {
  const headers = { authorization: `Bearer ${fixture.key}`, accept: "application/json" };
  const granted = (answer: string) => answer.includes('"granted":true');
  const denied = (answer: string) => answer.includes('"granted":false');
  const { people, counters } = fixture;
  const common = { servers, headers, database };
  const right = { ...common, next: inTurn(people, (person) => nextCode(person)), isRight: granted };
  return [
    { ...right, what: `${name}, right codes` },
    {
      ...common,
      what: `${name}, right codes of HOTP`,
      next: inTurn(counters, (one) => nextCode(one)),
      isRight: granted,
    },
    { ...common, what: `${name}, used codes`, next: inTurn(people, usedCode), isRight: denied },
    { ...common, what: `${name}, wrong codes`, next: inTurn(people, () => "none"), isRight: denied },
    ...(rate === undefined ? [] : [{ ...right, what: `${name}, right codes, ${rate} a second`, rate }]),
  ];
}

/** Measures a scenario once, until nobody disturbs it. */
async function measure(
  scenario: Scenario,
  series: Series,
  baseline: Window | undefined,
  minimum: Window | undefined,
  all: () => Promise<number>,
): Promise<Window> {
  const cpuSoFar = () => scenario.servers.reduce((sum, server) => sum + server.cpu(), 0);
  for (let repeats = 0; ; repeats += 1) {
    await sleep(untilThereAreCodes((WARM_UP + SECONDS) * 1_000));
    await drive(scenario, WARM_UP);
    const [before, workBefore, ours] = [cpuSoFar(), await scenario.database?.(), await all()];
    let oursNow = ours;
    const watched = watch(() => oursNow);
    const measured = await drive(scenario, SECONDS);
    const [cpu, work] = [cpuSoFar() - before, await scenario.database?.()];
    oursNow = await all();
    if (measured.failures > 0) throw new Error(`${scenario.what}: ${measured.failures} wrong answers`);
    const others = watched.others();
    if (!wasQuiet(others) && repeats < MAX_REPEATS) {
      series.disturbed += 1;
      continue;
    }
    const each = (total: number | undefined) => (total ?? Number.NaN) / measured.requests;
    const databaseCpu = each(work === undefined ? undefined : work.cpu - (workBefore?.cpu ?? 0));
    const window = {
      ...measured,
      cpu: each(cpu),
      databaseCpu,
      wal: each(work === undefined ? undefined : work.wal - (workBefore?.wal ?? 0)),
      ratio: measured.perSecond / (baseline?.perSecond ?? measured.perSecond),
      cpuRatio: each(cpu) / (baseline?.cpu ?? each(cpu)),
      databaseRatio: databaseCpu / (minimum?.databaseCpu ?? databaseCpu),
    };
    series.windows.push(window);
    console.log(
      `${scenario.what}: ${window.perSecond.toFixed(0)}/s, ${window.ratio.toFixed(2)} of default Yoga, CPU ${window.cpu.toFixed(0)} µs, others ${(others * 100).toFixed(0)} %`,
    );
    return window;
  }
}

/**
 * Measures all settings, each line right after the baseline.
 * @param minimum what does the least on PostgreSQL (minimum.ts), measured once in each round.
 * @param postgres what PostgreSQL did, which is no other's.
 */
export async function measureSignIns(
  baseline: Server,
  minimum: Pick<Setting, "servers"> & { readonly people: readonly Person[] },
  settings: readonly Setting[],
  postgres: () => Promise<DatabaseWork>,
): Promise<Series[]> {
  const hello: Scenario = {
    what: "default Yoga, `{ __typename }`",
    servers: [baseline],
    headers: {},
    next: () => '{"query":"{ __typename }"}',
    isRight: (answer) => answer.includes("Query"),
  };
  const least: Scenario = {
    what: "the minimum on PostgreSQL, right codes",
    servers: minimum.servers,
    headers: {},
    database: postgres,
    next: inTurn(minimum.people, (person) => nextCode(person)),
    isRight: (answer) => answer.includes('"granted":true'),
  };
  const servers = [baseline, ...minimum.servers, ...new Set(settings.flatMap((setting) => setting.servers))];
  const all = async () =>
    servers.reduce((sum, server) => sum + server.cpu(), ownCpu() + (await postgres()).cpu);
  const base = new Series(hello.what);
  const floor = new Series(least.what);
  const scenarios = settings
    .flatMap(getScenarios)
    .map((scenario) => ({ scenario, series: new Series(scenario.what) }));
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await measure(hello, base, undefined, undefined, all);
    const lowest = await measure(least, floor, before, undefined, all);
    for (const { scenario, series } of scenarios) {
      const beside = await measure(hello, base, undefined, undefined, all);
      await measure(scenario, series, beside, lowest, all);
    }
  }
  return [base, floor, ...scenarios.map(({ series }) => series)];
}

/** The result, as lines of a table. */
export function signInTable(series: readonly Series[]): string[] {
  const disturbed = series.reduce((sum, one) => sum + one.disturbed, 0);
  return [
    `The middle of ${ROUNDS} rounds of ${SECONDS} s each, in parentheses the smallest and the largest; ${CONNECTIONS} connections.`,
    `${disturbed} measurements were thrown away and repeated, because other programs took part of the machine.`,
    "",
    "| What | per second | of default Yoga | p50 ms | p99 ms | CPU µs | of default Yoga's | database CPU µs | of the minimum's | WAL bytes |",
    "|---|---|---|---|---|---|---|---|---|---|",
    ...series.map((one) => {
      const cells = [
        one.of(({ perSecond }) => perSecond),
        one.of(({ ratio }) => ratio, 2),
        one.of(({ p50 }) => p50, 1),
        one.of(({ p99 }) => p99, 1),
        one.of(({ cpu }) => cpu),
        one.of(({ cpuRatio }) => cpuRatio, 2),
        one.of(({ databaseCpu }) => databaseCpu),
        one.of(({ databaseRatio }) => databaseRatio, 2),
        one.of(({ wal }) => wal),
      ];
      return `| ${one.what} | ${cells.join(" | ")} |`;
    }),
  ];
}
