import { KINDS } from "@tokenplane/rules/drivers/declaration";
import { Counter, Gauge, type Registry } from "prom-client";
import type { BackupHealth } from "../backup/schedule.js";
import { BOUNDS, type BoundCounts } from "../bounds.js";
import type { ServerServices } from "../services.js";
import type { DatabaseGauges } from "./database-gauges.js";

/** The sources that are asked when somebody reads the metrics. */
export interface Asked {
  readonly services: ServerServices;
  /** How many connections clients have to the server. */
  readonly connections: () => number;
  /** How the backups are that the server writes by itself; null when it writes none. */
  readonly backups: () => BackupHealth | null;
  /** By how many seconds the clock of the machine has jumped since the start. */
  readonly clockJumped: () => number;
}

/** A value, with the labels that say which of several it is. */
type Reading = readonly [labels: Readonly<Record<string, string>>, value: number];

/** A gauge, and how it is read. */
interface Definition {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  /** @param known what the database says; null when it does not answer. */
  readonly read: (known: DatabaseGauges) => readonly Reading[];
}

/** The values from the database of one gauge, by label. */
function getValues(known: DatabaseGauges, what: string): Map<string, number> {
  return new Map((known ?? []).filter((row) => row.what === what).map(({ label, value }) => [label, value]));
}

/** The purposes of messages: codes, which have every kind, and links and notices, which are mails and SMS. */
const PURPOSES = [
  ...KINDS.map((kind) => ({ kind, purpose: "CODE" })),
  { kind: "SMS", purpose: "LINK_OR_NOTICE" },
  { kind: "EMAIL", purpose: "LINK_OR_NOTICE" },
] as const;

/** A value for each kind of messages, those without any included; none when the database does not answer. */
function byKind(known: DatabaseGauges, what: string): Reading[] {
  if (known === null) return [];
  const values = getValues(known, what);
  return KINDS.map((kind) => [{ kind }, values.get(kind) ?? 0]);
}

const only = (value: number): readonly Reading[] => [[{}, value]];

function ofProcess({ services, connections, backups, clockJumped }: Asked): Definition[] {
  const { database, feed, streams, imports } = services;
  return [
    {
      name: "database_connections",
      help: "Connections of this process to PostgreSQL, by pool (requests, periodic, background) and state.",
      labels: ["pool", "state"],
      read: () =>
        database.connections().flatMap(({ pool, busy, idle }): Reading[] => [
          [{ pool, state: "busy" }, busy],
          [{ pool, state: "idle" }, idle],
        ]),
    },
    {
      name: "database_connections_max",
      help: "Maximum number of connections of this process to PostgreSQL, by pool.",
      labels: ["pool"],
      read: () => database.connections().map(({ pool, most }) => [{ pool }, most]),
    },
    {
      name: "database_waiting",
      help: "Number of operations in this process that wait for a connection to PostgreSQL, by pool.",
      labels: ["pool"],
      read: () => database.connections().map(({ pool, waiting }) => [{ pool }, waiting]),
    },
    {
      name: "http_connections",
      help: "Connections of clients to this process.",
      read: () => only(connections()),
    },
    {
      name: "streams",
      help: "WebSockets and event streams that are open in this process.",
      read: () => only(streams.count),
    },
    {
      name: "feed_subscribers",
      help: "Subscriptions to events in this process.",
      read: () => only(feed.subscribers),
    },
    {
      name: "clock_jumped_seconds",
      help: "Seconds by which the clock of this machine has jumped since this process began, compared with a clock that nobody can set; negative when it jumped back.",
      read: () => only(clockJumped()),
    },
    {
      name: "imports",
      help: "Imports of this process, by state.",
      labels: ["state"],
      read: () => [
        [{ state: "waiting" }, imports.state.waiting],
        [{ state: "running" }, imports.state.running],
      ],
    },
    {
      name: "backup_last_success_timestamp_seconds",
      help: "Time at which the last successful scheduled backup of this process began, 0 before the first one; only with TOKENPLANE_BACKUP_FOLDER.",
      read: () => {
        const health = backups();
        return health === null ? [] : only(health.lastAt === null ? 0 : Date.parse(health.lastAt) / 1_000);
      },
    },
  ];
}

function ofDatabase(): Definition[] {
  return [
    {
      name: "database_up",
      help: "1 if the database answered when the metrics of this process were read, else 0.",
      read: (known) => only(known === null ? 0 : 1),
    },
    {
      name: "clock_ahead_seconds",
      help: "Seconds by which the clock of this process is ahead of the clock of the database; negative when it is behind.",
      read: (known) => [...getValues(known, "clock_ahead").values()].map((value): Reading => [{}, value]),
    },
    {
      name: "feed_held_back_seconds",
      help: "Of the database: how long the oldest event has waited whose place in the feed is not final yet, because a transaction is open.",
      read: (known) => [...getValues(known, "feed_held_back").values()].map((value): Reading => [{}, value]),
    },
    {
      name: "messages_waiting",
      help: "Of the database: messages that wait to be sent or are being sent, by kind.",
      labels: ["kind"],
      read: (known) => byKind(known, "messages_waiting"),
    },
    {
      name: "message_oldest_seconds",
      help: "Of the database: age of the oldest message to send that is not held back by a limit of its channel, by kind and by purpose (CODE or LINK_OR_NOTICE).",
      labels: ["kind", "purpose"],
      read(known) {
        if (known === null) return [];
        const values = getValues(known, "message_oldest");
        return PURPOSES.map((one) => [one, values.get(`${one.kind} ${one.purpose}`) ?? 0]);
      },
    },
  ];
}

/** The gauges of the jobs: of shared ones from the database, of the others from this process. */
function ofJobs({ services: { jobs } }: Asked): Definition[] {
  const getScope = (isShared: boolean) => (isShared ? "INSTALLATION" : "SERVER");
  type Known = ReturnType<typeof jobs.known>[number];
  /**
   * @param own the value of a job of this process. @param what the database says of a shared one: nothing, and so 0, before it has run.
   */
  const read =
    (own: (job: Known) => number, what: string) =>
    (known: DatabaseGauges): readonly Reading[] => {
      const shared = getValues(known, what);
      return jobs.known().flatMap((job): Reading[] => {
        if (job.isShared && known === null) return [];
        const value = job.isShared ? (shared.get(job.name) ?? 0) : own(job);
        return [[{ name: job.name, scope: getScope(job.isShared) }, value]];
      });
    };
  // (Prometheus gives `job` to every series itself.)
  const labels = ["name", "scope"];
  return [
    {
      name: "job_last_success_timestamp_seconds",
      help: "Time at which a job last succeeded, 0 before the first time; of the database for the scope INSTALLATION, else of this process.",
      labels,
      read: read(({ finishedAt }) => (finishedAt?.getTime() ?? 0) / 1_000, "job_finished"),
    },
    {
      name: "job_failures",
      help: "How often a job has failed since it last succeeded; of the database for the scope INSTALLATION, else of this process.",
      labels,
      read: read(({ failures }) => failures, "job_failures"),
    },
    {
      name: "job_running",
      help: "1 while a job is running, else 0; of the database for the scope INSTALLATION, else of this process.",
      labels,
      read: read(({ isRunning }) => (isRunning ? 1 : 0), "job_running"),
    },
  ];
}

/** Adds how often each bound was reached. */
export function addBoundCounter(registry: Registry, bounds: BoundCounts): void {
  const counter = new Counter({
    name: "tokenplane_bounds_reached_total",
    help: "Requests and connections that this process refused or ended to protect itself and others, by bound.",
    labelNames: ["bound"],
    registers: [],
    collect() {
      this.reset();
      for (const bound of BOUNDS) this.inc({ bound }, bounds.getTimes(bound));
    },
  });
  registry.registerMetric(counter);
}

/**
 * Adds what is asked when somebody reads the metrics.
 * @param known what the database said right before.
 */
export function addGauges(registry: Registry, asked: Asked, known: () => DatabaseGauges): void {
  for (const { name, help, labels = [], read } of [...ofProcess(asked), ...ofDatabase(), ...ofJobs(asked)]) {
    const gauge = new Gauge({
      name: `tokenplane_${name}`,
      help,
      labelNames: [...labels],
      registers: [],
      collect() {
        // A label that is gone must not be shown for ever: not even as zero.
        this.reset();
        if (labels.length === 0) this.remove();
        for (const [which, value] of read(known())) this.set(which, value);
      },
    });
    registry.registerMetric(gauge);
  }
}
