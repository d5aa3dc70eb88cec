import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { vi } from "vitest";
import type { World } from "./world.js";

function textOf(statement: unknown): string {
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
  "SELECT set_config('jit'",
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

/**
 * The SQL statements that the server sends to its database during some work, whoever in it sends them. The
 * look-up of the caller's API key is left out. So is what is sent beside it, whatever the work is.
 */
export async function statementsOf(
  { store, database }: World,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const spies =
    store === "PGlite"
      ? [
          vi.spyOn(database, "query"),
          vi.spyOn(PGlite.prototype, "query"),
          vi.spyOn(PGlite.prototype, "transaction"),
        ]
      : [vi.spyOn(pg.Client.prototype, "query")];
  try {
    await work();
    return spies
      .flatMap((spy) => spy.mock.calls.map(([statement]: readonly unknown[]) => textOf(statement).trim()))
      .filter((text) => !text.includes("FROM api_keys") && !BESIDE.some((part) => text.startsWith(part)));
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
