import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { vi } from "vitest";
import type { World } from "./world.js";

function textOf(statement: unknown): string {
  if (typeof statement === "string") return statement;
  const text: unknown = typeof statement === "object" && statement !== null && Reflect.get(statement, "text");
  return typeof text === "string" ? text : "";
}

/** The beginnings of statements that are sent on each new connection, whenever the pool opens one. */
const ON_CONNECT = [
  "SELECT set_config('jit'",
  "SELECT pg_is_in_recovery()",
  "SELECT epoch, system_identifier",
];

/**
 * The SQL statements that the server sends to its database during some work, from any part of it. Left out are the
 * look-up of the caller's API key, the notification of other servers, whose time varies, and the statements on each new
 * connection.
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
      .filter((text) => !text.includes("FROM api_keys") && !text.startsWith("NOTIFY"))
      .filter((text) => !ON_CONNECT.some((part) => text.startsWith(part)));
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
