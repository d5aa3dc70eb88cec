import type { Command } from "commander";
import { systemClock } from "../clock.js";
import { readConfig, settings } from "../config.js";
import { VERSION } from "../version.js";
import type { Log } from "../log.js";
import { EXIT } from "./exit.js";
import { listenAsFirstProcess } from "./first-process.js";

function settingsHelp(): string {
  const lines = Object.values(settings).map(
    ({ name, default: fallback, description }) =>
      `  ${name}${fallback === undefined || fallback === "" ? "" : ` (${fallback})`}\n      ${description}`,
  );
  return `\nSettings, from the environment (with their defaults):\n${lines.join("\n")}\n`;
}

/**
 * Within so many milliseconds, a second signal is the first one again: npm passes on to the server what a terminal or systemd
 * sends to the whole group anyway.
 */
const SAME_SIGNAL = 1_000;

/** The oldest major version of Node.js that still gets corrections of security holes. */
const OLDEST_MAINTAINED = 22;

function warnOfOldNode(log: Log): void {
  const [major = ""] = process.versions.node.split(".");
  if (Number(major) >= OLDEST_MAINTAINED) return;
  log.warn(
    { node: process.version },
    `Node.js ${major} gets no corrections of security holes any more: install Node.js 24`,
  );
}

export function addStartCommand(program: Command): void {
  program
    .command("start")
    .description("Run the server. Opens, and if needed makes, the database.")
    .addHelpText("after", settingsHelp())
    .action(async () => {
      const listenNoMore = listenAsFirstProcess();
      // A server answers also when nobody can read what it prints.
      process.stdout.removeAllListeners("error").on("error", () => {});
      const config = readConfig(process.env);
      const { createLog } = await import("../log.js");
      const { firstAccess } = await import("./first-access.js");
      const { startServer } = await import("../main.js");
      const log = createLog(config);
      const access = firstAccess(config, process.stdout.isTTY, log);
      const server = await startServer(config, systemClock, log, access.demandPlace);
      let stoppingSince: number | undefined;
      const stop = (signal: NodeJS.Signals) => {
        if (stoppingSince !== undefined) {
          if (performance.now() - stoppingSince < SAME_SIGNAL) return;
          process.exit(EXIT.refused);
        }
        stoppingSince = performance.now();
        // Who presses Ctrl-C has no load balancer to wait for.
        const drainSeconds = signal === "SIGTERM" ? config.drainSeconds : 0;
        if (drainSeconds === 0) log.info({ signal }, "stopping: requests in flight are finished");
        else {
          log.info(
            { signal, drainSeconds },
            "draining: /health/ready says 503, and everything is answered until load balancers have noticed; then requests in flight are finished",
          );
        }
        server.stop(drainSeconds).then(
          () => {
            log.info("stopped");
            process.exit(EXIT.done);
          },
          (error: unknown) => {
            log.error({ err: error }, "stopping failed");
            process.exit(EXIT.refused);
          },
        );
      };
      process.on("SIGTERM", stop);
      process.on("SIGINT", stop);
      listenNoMore();
      log.info(
        { version: VERSION, database: config.databaseUrl === undefined ? config.dataDir : "PostgreSQL" },
        `Tokenplane is ready at ${server.url}/graphql, and for people at ${server.services.console.url}`,
      );
      warnOfOldNode(log);
      if (server.metricsUrl !== null)
        log.info({ url: server.metricsUrl }, "metrics are served for Prometheus");
      access.show(server);
      void server.services.database.lost.then(() => {
        log.fatal(
          "the embedded database has ended itself, most likely for want of room on its disk: start again",
        );
        process.exit(EXIT.refused);
      });
    });
}
