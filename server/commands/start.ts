import type { Command } from "commander";
import { systemClock } from "../clock.js";
import { readConfig, settings } from "../config.js";
import { commit, VERSION } from "../version.js";
import type { Log } from "../log.js";
import type { RunningServer } from "../main.js";
import { EXIT } from "./exit.js";
import { listenAsFirstProcess } from "./first-process.js";
import { listenToSignals } from "./signals.js";

function settingsHelp(): string {
  const lines = Object.values(settings).map(
    ({ name, default: fallback, description }) =>
      `  ${name}${fallback === undefined || fallback === "" ? "" : ` (${fallback})`}\n      ${description}`,
  );
  return `\nSettings, from the environment (with their defaults):\n${lines.join("\n")}\n`;
}

/** The oldest major version of Node.js that still gets security fixes. */
const OLDEST_MAINTAINED = 22;

function warnOfOldNode(log: Log): void {
  const [major = ""] = process.versions.node.split(".");
  if (Number(major) >= OLDEST_MAINTAINED) return;
  log.warn({ node: process.version }, `Node.js ${major} no longer gets security fixes: install Node.js 24`);
}

export function addStartCommand(program: Command): void {
  program
    .command("start")
    .description("Run the server. It opens the database, and creates it if there is none.")
    .addHelpText("after", settingsHelp())
    .action(async () => {
      const listenNoMore = listenAsFirstProcess();
      // A server answers also when no process can read what it prints.
      process.stdout.removeAllListeners("error").on("error", () => {});
      const config = readConfig(process.env);
      const { createLog } = await import("../log.js");
      const { firstAccess } = await import("./first-access.js");
      const { startServer } = await import("../main.js");
      const log = createLog(config);
      const access = firstAccess(config, process.stdout.isTTY, log);
      const started = startServer(config, systemClock, log, access);
      let isReady = false;
      let isStopping = false;
      const stop = (signal: NodeJS.Signals) => {
        isStopping = true;
        // A user who presses Ctrl-C has no load balancer to wait for; and none sends requests to a server that starts.
        const drainSeconds = isReady && signal === "SIGTERM" ? config.drainSeconds : 0;
        if (!isReady)
          log.info({ signal }, "stopping: the start is finished first, so that the database can be closed");
        else if (drainSeconds === 0) log.info({ signal }, "stopping: requests in flight are finished");
        else {
          log.info(
            { signal, drainSeconds },
            "draining: /health/ready answers 503, so that load balancers send no new requests; requests are answered until TOKENPLANE_DRAIN_SECONDS have passed, then those in flight are finished",
          );
        }
        const end = async (server: RunningServer) => {
          try {
            await server.stop(drainSeconds);
            log.info("stopped");
            process.exit(EXIT.done);
          } catch (error) {
            log.error({ err: error }, "stopping failed");
            process.exit(EXIT.refused);
          }
        };
        // A start that fails is reported below.
        void started.then(end, () => {});
      };
      const listen = () => {
        listenToSignals(stop);
        listenNoMore();
      };
      // An embedded database must be closed, also one that is being opened. With PostgreSQL, a signal ends the start at once.
      const isEmbedded = config.databaseUrl === undefined;
      if (isEmbedded) listen();
      const server = await started;
      if (!isEmbedded) listen();
      isReady = true;
      if (isStopping) return;
      log.info(
        {
          version: VERSION,
          commit: commit(),
          database: config.databaseUrl === undefined ? config.dataDir : "PostgreSQL",
        },
        `Tokenplane is ready at ${server.url}/graphql, and for people at ${server.services.console.url}`,
      );
      warnOfOldNode(log);
      if (server.metricsUrl !== null)
        log.info({ url: server.metricsUrl }, "metrics are served for Prometheus");
      void server.services.database.lost.then(() => {
        log.fatal(
          "the embedded database has stopped by itself, most likely because its disk is full: free some space, then start the server again",
        );
        process.exit(EXIT.refused);
      });
    });
}
