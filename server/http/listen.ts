import type { Server } from "node:http";
import { StartError, UsageError } from "../start-error.js";

/** Where to listen, and which settings say so. */
export interface ListenAt {
  readonly host: string;
  readonly port: number;
  readonly hostSetting: string;
  readonly portSetting: string;
}

/** The error codes of the system for an address that this machine does not have, and for a port that this user may not use. */
const WRONG_ADDRESS = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT", "EACCES", "EINVAL", "ENOTFOUND", "EPERM"]);

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
        const Kind = WRONG_ADDRESS.has(error.code ?? "") ? UsageError : StartError;
        reject(
          new Kind(
            `The server cannot listen on ${host}, port ${port} (${error.code}). Set ${hostSetting} to an address of this machine, and ${portSetting} to a port that this user may use.`,
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
