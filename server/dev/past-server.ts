import pino from "pino";
import { makeOperatorKey } from "../accounts/operator.js";
import { readConfig } from "../config.js";
import { Prisma } from "../database/generated/client.js";
import { partitionsSince } from "../events/partitions.js";
import { type RunningServer, startServer } from "../main.js";
import { PastCalendar } from "./company/calendar.js";
import { type DevPlaces, devSettings } from "./places.js";

/** A server in this process whose clock begins in the past: what is done there happened then. */
export interface PastServer {
  readonly server: RunningServer;
  readonly calendar: PastCalendar;
  readonly operatorKey: string;
}

/**
 * Starts it on the database of `npm run dev`. It sends no message: it keeps them, as a server without a mail server does.
 * @param start milliseconds since 1970 UTC.
 */
export async function startInPast(places: DevPlaces, start: number): Promise<PastServer> {
  const settings = {
    ...devSettings(places, process.env),
    PORT: "0",
    TOKENPLANE_KEY_RATE: "0",
    TOKENPLANE_ADDRESS_RATE: "0",
    TOKENPLANE_SEAL_SECONDS: "3600",
  };
  const config = {
    ...readConfig(settings),
    smtpUrl: undefined,
    smtpFrom: undefined,
    keepsMessages: true,
    // Without an address that phones reach, no token for push requests can be made.
    publicUrl: "https://mfa.northwind.example",
  };
  const calendar = new PastCalendar(start);
  const log = pino({ level: "silent" });
  const timeOfDatabase = () => Prisma.sql`${new Date(calendar.now())}::timestamptz`;
  const server = await startServer(config, calendar.now, log, undefined, timeOfDatabase);
  const { services } = server;
  services.console.url = places.pagesUrl;
  if (!services.database.embedded) {
    for (const statement of partitionsSince(start, Date.now())) await services.database.script(statement);
  }
  const operatorKey = await makeOperatorKey(services, "Seed");
  return { server, calendar, operatorKey };
}
