import type { Server } from "node:http";
import net from "node:net";
import { setImmediate } from "node:timers/promises";

/** For how many turns of the event loop a listener that is to be closed waits for one without a new connection. */
const MAX_TURNS = 1_000;

/**
 * Waits for a turn of the event loop in which nobody connected. Clients that the system has connected, but that the process
 * has not taken over yet, would be reset when the listener is closed; Node takes over one in each turn.
 */
async function untilNobodyWaits(server: Server): Promise<void> {
  let hasCome = true;
  const note = () => {
    hasCome = true;
  };
  server.on("connection", note);
  // The rest of this turn: it may be past the point where connections are taken over.
  await setImmediate();
  for (let turn = 0; hasCome && turn < MAX_TURNS; turn += 1) {
    hasCome = false;
    await setImmediate();
  }
  server.off("connection", note);
}

/**
 * Closes what accepts connections, and leaves those open that there are, idle ones too. (`close` of an HTTP server ends
 * idle connections, perhaps in the moment in which a request arrives there.)
 * @returns when no connection is accepted any more; `closed` resolves when the last one has ended.
 */
export async function closeListener(server: Server): Promise<{ readonly closed: Promise<void> }> {
  await untilNobodyWaits(server);
  const closed = new Promise<void>((resolve) => {
    net.Server.prototype.close.call(server, () => {
      // Ends Node's own search for late requests, which only this does.
      server.close();
      resolve();
    });
  });
  return { closed };
}
