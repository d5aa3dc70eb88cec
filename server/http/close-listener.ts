import type { Server } from "node:http";
import net from "node:net";
import { setImmediate } from "node:timers/promises";

/** Maximum number of turns of the event loop for which the closing of a listener waits for a short one. */
const MAX_TURNS = 1_000;

/** Milliseconds up to which a turn counts as short: hardly anybody connects unseen in it. */
const SHORT_MS = 0.3;

/**
 * Waits for a short turn of the event loop in which nobody connected. Clients that the system has connected, but that the
 * process has not taken over yet, are reset when the listener is closed. Node takes over one at the start of each turn, and does
 * not see who comes while the rest of that turn runs. Nothing tells whether somebody waits, so a client that comes in this very
 * moment is still reset.
 */
async function untilNobodyWaits(server: Server): Promise<void> {
  let hasCome = true;
  const note = () => {
    hasCome = true;
  };
  server.on("connection", note);
  // The rest of this turn: it may be past the point where connections are taken over.
  await setImmediate();
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const begun = performance.now();
    hasCome = false;
    await setImmediate();
    if (!hasCome && performance.now() - begun < SHORT_MS) break;
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
