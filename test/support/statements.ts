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
 * The SQL statements that the server sends to its database during some work, whoever in it sends them. The
 * look-up of the caller's API key is left out. So is what is sent when it suits, whatever the work is: the signal to other
 * servers, when a key was last used, and what is asked on each new connection.
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
      .filter((text) => !/FROM api_keys|^NOTIFY|^UPDATE api_keys SET last_used_at/.test(text))
      .filter((text) => !ON_CONNECT.some((part) => text.startsWith(part)));
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
