import { makeFirstAccount } from "./accounts/first-account.js";
import { serveCopies } from "./backup/copies.js";
import { scheduleBackups, type ScheduledBackups } from "./backup/schedule.js";
import type { Clock } from "./clock.js";
import { watchClock } from "./clock-watch.js";
import type { Config } from "./config.js";
import type { DatabaseTime } from "./database/database-time.js";
import { openCheckpoints } from "./events/seal/checkpoints.js";
import { housekeeping } from "./housekeeping.js";
import { PersistedDocuments } from "./http/persisted-documents.js";
import { type HttpServer, serve } from "./http/server.js";
import { clearImports } from "./imports/abandoned.js";
import { openedChats } from "./factors/sent/opened-chats.js";
import { openInstallation } from "./installation.js";
import type { Log } from "./log.js";
import { Sender } from "./messages/sender.js";
import type { MetricsListener } from "./metrics/listener.js";
import type { Metrics } from "./metrics/metrics.js";
import { keyComparison, sealing, streamChecks } from "./server-jobs.js";
import type { ServerServices } from "./services.js";
import { makeSetupLink } from "./sign-in/first-start.js";
import { demandFolders } from "./setting-places.js";
import type { Tracing } from "./tracing/tracing.js";
import { wantsTraces } from "./tracing/wanted.js";

/** A server that answers. */
export interface RunningServer {
  readonly url: string;
  /** The key of a new installation's first administrator: shown once, kept nowhere. */
  readonly firstAdminKey: string | null;
  /** The link by which the first administrator signs in: shown once, kept nowhere; null once there is one. */
  readonly setupLink: string | null;
  /** Where Prometheus reads metrics; null when it shall not. */
  readonly metricsUrl: string | null;
  readonly services: ServerServices;
  /**
   * Finishes the requests in flight and closes the database.
   * @param drainSeconds how long it answers everything before, while `/health/ready` says that it stops; 0 by default.
   */
  stop(drainSeconds?: number): Promise<void>;
}

/** Where the first administrator gets the key and the link of a new installation. */
export interface FirstAccessPlace {
  /** Makes sure that a key can be shown, before it is made. @throws StartError */
  demandPlace(): Promise<void>;
  /** Shows them, before the server says that it is ready. */
  show(access: Pick<RunningServer, "firstAdminKey" | "setupLink">): Promise<void>;
}

/** Of a server in the same process: the code that started it gets them from it. */
const NOWHERE: FirstAccessPlace = { demandPlace: () => Promise.resolve(), show: () => Promise.resolve() };

/** The time that each step of a stop has at least, when the time for all of them is over, in milliseconds. */
const MOMENT_MS = 1_000;

/** Begins to count, if somebody wants to read it. The code for that is loaded only then. */
async function openMetrics({ metricsPort }: Config, clock: Clock): Promise<Metrics | null> {
  if (metricsPort === undefined) return null;
  const { makeMetrics } = await import("./metrics/metrics.js");
  return makeMetrics(clock);
}

/** Begins to trace, if the standard variables of OpenTelemetry ask for it. The code for that is loaded only then. */
async function openTraces(log: Log): Promise<Tracing | null> {
  if (!wantsTraces(process.env)) return null;
  const { openTracing } = await import("./tracing/tracing.js");
  return openTracing(log);
}

/**
 * The composition root: opens the installation and serves it.
 * @param place where the first administrator's key and link are shown.
 * @param databaseTime follows `clock` in tests that pass one of their own.
 * @throws StartError that says what is wrong.
 */
export async function startServer(
  config: Config,
  clock: Clock,
  log: Log,
  place: FirstAccessPlace = NOWHERE,
  databaseTime?: DatabaseTime,
): Promise<RunningServer> {
  // Faults in the settings are reported before anything is begun.
  await demandFolders(config);
  const documents = await PersistedDocuments.read(config.documents, config.documentsOnly === "yes");
  const checkpoints = await openCheckpoints(config.checkpoints, log);
  const metrics = await openMetrics(config, clock);
  const tracing = await openTraces(log);
  const { services: installed, lock, close } = await openInstallation(config, clock, log, databaseTime);
  const services = {
    ...installed,
    ...(metrics === null ? {} : { observer: metrics.observer }),
    ...(tracing === null ? {} : { tracer: tracing.tracer }),
  };
  const clockWatch = watchClock(clock, log);
  let http: HttpServer | null = null;
  let listener: MetricsListener | null = null;
  try {
    await clearImports(services, true);
    const { jobs } = services;
    // Listens first: a port in use must not cost the only sight of the first key.
    let backups: ScheduledBackups | null = null;
    const health = () => {
      const failingJobs = jobs.failing();
      return {
        ...(backups === null ? {} : { backup: backups.health() }),
        ...(failingJobs.length === 0 ? {} : { failingJobs }),
      };
    };
    const door = await serve(services, config, documents, health, metrics?.observer);
    http = door;
    if (metrics !== null && config.metricsPort !== undefined) {
      services.feed.setObserver(metrics.observer);
      const at = { host: config.metricsHost, port: config.metricsPort };
      const { connections } = door;
      listener = await metrics.serve(at, {
        services,
        connections,
        backups: () => backups?.health() ?? null,
        clockJumped: () => clockWatch.ahead(),
      });
    }
    const firstAdminKey = await makeFirstAccount(services, () => place.demandPlace());
    const setupLink = await makeSetupLink(services);
    jobs.add(housekeeping(services));
    jobs.add(sealing(services, config.sealSeconds, checkpoints));
    jobs.add(streamChecks(services));
    jobs.add(openedChats(services));
    if (!services.database.embedded) jobs.add(keyComparison(services));
    const sender = new Sender(services, services.memory);
    jobs.add(sender.job());
    const stopCopies = lock === null ? undefined : await serveCopies(lock, config.dataDir, services);
    backups = await scheduleBackups(config, services);
    if (backups !== null) {
      jobs.add(backups.job);
      jobs.wake(backups.job.name);
    }
    await place.show({ firstAdminKey, setupLink });
    door.open();
    return {
      url: door.url,
      metricsUrl: listener?.url ?? null,
      firstAdminKey,
      setupLink,
      services,
      async stop(drainSeconds = 0) {
        await door.stop(drainSeconds);
        // A caller that waits for the database now has so long.
        const limitMs = Math.max(config.shutdownSeconds, 1) * 1_000;
        const end = performance.now() + limitMs;
        const left = () => Math.max(end - performance.now(), MOMENT_MS);
        const late = setInterval(() => services.database.abandon(), limitMs);
        await services.imports.stop();
        // Jobs that the database holds up end with its connections, and a backup with the copy that it waits for.
        await Promise.all([jobs.stop(left() + MOMENT_MS), stopCopies?.()]);
        await sender.stop(left());
        await listener?.stop();
        clockWatch.stop();
        await close();
        clearInterval(late);
        await tracing?.stop(left());
      },
    };
  } catch (error) {
    clockWatch.stop();
    await listener?.stop();
    await http?.stop(0);
    await close();
    await tracing?.stop(MOMENT_MS);
    throw error;
  }
}
