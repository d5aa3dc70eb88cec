// The server of `npm run dev`, in a process of its own: it is built again and restarted when a source changes.
import { systemClock } from "../clock.js";
import { readConfig } from "../config.js";
import { createLog } from "../log.js";
import { startServer } from "../main.js";
import { StartError } from "../start-error.js";

/** The message that the process that started this one gets when the server is ready. */
export interface Served {
  readonly firstAdminKey: string | null;
  readonly setupLink: string | null;
}

// Ctrl+C reaches both processes; the other one stops this one when it has nothing left to ask.
process.on("SIGINT", () => {});

const [, , pagesUrl = ""] = process.argv;
try {
  const config = readConfig(process.env);
  const server = await startServer(config, systemClock, createLog(config));
  const { firstAdminKey, setupLink, services } = server;
  const ownUrl = services.console.url;
  services.console.url = pagesUrl;
  const stop = async () => {
    await server.stop();
    process.exit();
  };
  process.once("SIGTERM", () => void stop());
  process.once("disconnect", () => void stop());
  const served: Served = { firstAdminKey, setupLink: setupLink?.replace(ownUrl, pagesUrl) ?? null };
  process.send?.(served);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}
