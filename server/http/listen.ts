import type { Server } from "node:http";
import { StartError } from "../start-error.js";

/** Where to listen, and which settings say so. */
export interface ListenAt {
  readonly host: string;
  readonly port: number;
  readonly hostSetting: string;
  readonly portSetting: string;
}

/** Begins to listen. @returns the address, as in http://127.0.0.1:4000. @throws StartError that says which setting to change. */
export function listen(server: Server, { host, port, hostSetting, portSetting }: ListenAt): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") {
        reject(
          new StartError(
            `Port ${port} on ${host} is in use. Set ${portSetting} to another one, or to 0 for any free port.`,
          ),
        );
      } else {
        reject(
          new StartError(
            `The server cannot listen on ${host}:${port} (${error.code}). Check ${hostSetting} and ${portSetting}.`,
          ),
        );
      }
    });
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === "object" && address !== null ? address.port : port;
      const named = host.includes(":") ? `[${host}]` : host;
      resolve(`http://${named}:${actual}`);
    });
  });
}
