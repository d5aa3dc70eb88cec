import type { Server } from "node:http";

/**
 * Ends the connections of a server that are not used for its `keepAliveTimeout`. Node.js itself would also end those whose
 * next request came in time, while the process was blocked: its timers run before it reads.
 */
export function endUnused(server: Server): void {
  server.on("timeout", (socket) => {
    const { bytesRead } = socket;
    // After the loop has looked for data.
    setImmediate(() => {
      if (socket.bytesRead === bytesRead) socket.destroy();
    });
  });
}
