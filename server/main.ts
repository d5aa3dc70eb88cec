import { makeFirstAccount } from "./accounts/first-account.js";
import { serveCopies } from "./backup/copies.js";
import { scheduleBackups, type ScheduledBackups } from "./backup/schedule.js";
import type { Clock } from "./clock.js";
import type { Config } from "./config.js";
import { openCheckpoints } from "./events/seal/checkpoints.js";
import { housekeeping } from "./housekeeping.js";
import { serve } from "./http/server.js";
import { clearImports } from "./imports/abandoned.js";
import { openedChats } from "./enrolment/opened-chats.js";
import { openInstallation } from "./installation.js";
import type { Log } from "./log.js";
import { Sender } from "./messages/sender.js";
import { sealing, streamChecks } from "./server-jobs.js";
import type { ServerServices } from "./services.js";
import { makeSetupLink } from "./sign-in/first-start.js";

/** A server that answers. */
export interface RunningServer {
  readonly url: string;
  /** The key of a new installation's first administrator: shown once, kept nowhere. */
  readonly firstAdminKey: string | null;
  /** The link by which the first administrator signs in: shown once, kept nowhere; null once there is one. */
  readonly setupLink: string | null;
  readonly services: ServerServices;
  /**
   * Finishes the requests in flight and closes the database.
   * @param drainSeconds how long it answers everything before, while `/health/ready` says that it stops; 0 by default.
   */
  stop(drainSeconds?: number): Promise<void>;
}

/**
 * The composition root: opens the installation and serves it.
 * @param demandPlace makes sure that the first administrator's key can be shown, before it is made.
 * @throws StartError that says what is wrong.
 */
export async function startServer(
  config: Config,
  clock: Clock,
  log: Log,
  demandPlace: () => void = () => {},
): Promise<RunningServer> {
  const { services, lock, close } = await openInstallation(config, clock, log);
  try {
    const tellCheckpoint = await openCheckpoints(config.checkpoints, log);
    await clearImports(services, true);
    const { jobs } = services;
    // Listens first: a port in use must not cost the only sight of the first key.
    let backups: ScheduledBackups | null = null;
    const http = await serve(services, config, () => {
      const failingJobs = jobs.failing();
      return {
        ...(backups === null ? {} : { backup: backups.health() }),
        ...(failingJobs.length === 0 ? {} : { failingJobs }),
      };
    });
    const firstAdminKey = await makeFirstAccount(services, demandPlace);
    const setupLink = await makeSetupLink(services);
    jobs.add(housekeeping(services));
    jobs.add(sealing(services, config.sealSeconds, tellCheckpoint));
    jobs.add(streamChecks(services));
    jobs.add(openedChats(services));
    const sender = new Sender(services, services.memory);
    jobs.add(sender.job());
    const stopCopies = lock === null ? undefined : await serveCopies(lock, config.dataDir, services);
    backups = await scheduleBackups(config, services);
    if (backups !== null) {
      jobs.add(backups.job);
      jobs.wake(backups.job.name);
    }
    return {
      url: http.url,
      firstAdminKey,
      setupLink,
      services,
      async stop(drainSeconds = 0) {
        await http.stop(drainSeconds);
        // Whoever waits for the database now has so long, each.
        const late = setInterval(
          () => services.database.abandon(),
          Math.max(config.shutdownSeconds, 1) * 1_000,
        );
        await services.imports.stop();
        await jobs.stop();
        await sender.stop();
        await stopCopies?.();
        await close();
        clearInterval(late);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
