import { mkdirSync } from "node:fs";
import path from "node:path";

/** The places of a developer's server: all of it on this machine only. */
export interface DevPlaces {
  /** The folder of what is kept from one run to the next: the database, and the list of people who can sign in. */
  readonly folder: string;
  readonly ports: {
    readonly pages: number;
    readonly server: number;
    readonly mailPage: number;
    readonly mails: number;
  };
  /** Where a browser opens the console and the portals. */
  readonly pagesUrl: string;
  /** Where sent mails, SMS and chat messages are shown. */
  readonly mailPageUrl: string;
}

/** All of it listens here. */
export const LOOPBACK = "127.0.0.1";

/** The port of the pages, as that of `npm start`; the three after it are used, too. */
export const DEFAULT_PORT = 4_000;

/** The first of the four ports, as it is typed; null when it is none. */
export function readPort(text: string): number | null {
  const port = /^\d{4,5}$/.test(text) ? Number(text) : 0;
  return port >= 1_024 && port <= 65_532 ? port : null;
}

/** @param port the first of four ports. @param folder by default the project's own. */
export function devPlaces(port: number, folder = ".tokenplane-dev"): DevPlaces {
  return {
    folder: path.resolve(folder),
    ports: { pages: port, server: port + 1, mailPage: port + 2, mails: port + 3 },
    pagesUrl: `http://localhost:${port}`,
    mailPageUrl: `http://localhost:${port + 2}`,
  };
}

/** The settings of a server that works in these places; a database of the caller's own is used where the environment names one. */
export function devSettings({ folder, ports }: DevPlaces, given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  mkdirSync(folder, { recursive: true });
  return {
    ...given,
    HOST: LOOPBACK,
    PORT: String(ports.server),
    TOKENPLANE_DATA_DIR: path.join(folder, "database"),
    TOKENPLANE_SMTP_URL: `smtp://${LOOPBACK}:${ports.mails}?tls=no`,
    TOKENPLANE_SMTP_FROM: "Tokenplane <tokenplane@example.org>",
    TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8",
    TOKENPLANE_LOG_FORMAT: "text",
  };
}
