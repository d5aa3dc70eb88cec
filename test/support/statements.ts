import { AsyncLocalStorage } from "node:async_hooks";
import { Server } from "node:http";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import type { World } from "./world.js";

function getText(statement: unknown): string {
  if (typeof statement === "string") return statement;
  const text: unknown = typeof statement === "object" && statement !== null && Reflect.get(statement, "text");
  return typeof text === "string" ? text : "";
}

/**
 * The beginnings of statements that are sent when it suits, whatever is done: the signal to other servers, when a key was
 * last used, what is asked on each new connection, and now and then on the one that listens, who does a job, which bots
 * are waited for, which messages are due, and which are too late.
 */
const BESIDE = [
  "NOTIFY",
  "LISTEN",
  "UPDATE api_keys SET last_used_at",
  "SELECT set_config('TimeZone'",
  "SELECT pg_is_in_recovery()",
  "SELECT (pg_is_in_recovery()",
  "SELECT epoch, system_identifier",
  "INSERT INTO jobs",
  "UPDATE jobs SET",
  "SELECT DISTINCT token.account_id",
  "UPDATE messages SET state = 'SENDING'",
  `SELECT account_id AS "accountId", id FROM messages WHERE`,
  "WITH stale AS",
];

/** The work during which an HTTP request came, for everything that is done because of this request. */
const requestDuring = new AsyncLocalStorage<object>();

/** Replaces a method, until it is restored. @param around gets the arguments, and what runs the method. */
function wrap(
  owner: object,
  name: string,
  around: (args: unknown[], run: () => unknown) => unknown,
): () => void {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  const method: unknown = Reflect.get(owner, name);
  if (typeof method !== "function") throw new TypeError(`there is no method ${name}`);
  Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
    return around(args, () => Reflect.apply(method, this, args));
  });
  return () => {
    if (own === undefined) Reflect.deleteProperty(owner, name);
    else Object.defineProperty(owner, name, own);
  };
}

/**
 * The SQL statements that the server sends to its database because of the HTTP requests of some work. The look-up
 * of the caller's API key is left out.
 *
 * @param of "requests": what timers send meanwhile (mails of before, say) is left out, whenever it comes. "everybody":
 *   also what is sent for WebSockets, whose messages belong to no request; of the timers, only BESIDE is left out.
 */
export async function getStatements(
  { store, database }: World,
  work: () => Promise<unknown>,
  of: "requests" | "everybody" = "requests",
): Promise<string[]> {
  const sent: string[] = [];
  const during = {};
  const note = ([statement]: unknown[], run: () => unknown) => {
    if (of === "everybody" || requestDuring.getStore() === during) sent.push(getText(statement).trim());
    return run();
  };
  const restores = [
    wrap(Server.prototype, "emit", ([event], run) =>
      event === "request" ? requestDuring.run(during, run) : run(),
    ),
    ...(store === "PGlite"
      ? [
          wrap(database, "query", note),
          wrap(PGlite.prototype, "query", note),
          wrap(PGlite.prototype, "transaction", note),
        ]
      : [wrap(pg.Client.prototype, "query", note)]),
  ];
  try {
    await work();
  } finally {
    for (const restore of restores) restore();
    // While it is in use, each promise of the process costs more, also in the files that follow.
    requestDuring.disable();
  }
  return sent.filter(
    (text) => !text.includes("FROM api_keys") && !BESIDE.some((part) => text.startsWith(part)),
  );
}
