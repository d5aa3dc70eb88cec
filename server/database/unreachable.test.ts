import { once } from "node:events";
import net from "node:net";
import pg from "pg";
import { expect, it } from "vitest";
import { FullDiskError, LostDatabaseError } from "./embedded-disk.js";
import { PostgresClient, UnansweredError } from "./postgres-client.js";
import { NoHostError, PostgresHosts } from "./postgres-hosts.js";
import { openPool } from "./postgres-pool.js";
import { isUnanswered, isUnreachable } from "./unreachable.js";

it.each([
  ["a port where nobody listens", Object.assign(new Error("connect"), { code: "ECONNREFUSED" })],
  [
    "several addresses where nobody listens",
    new AggregateError([Object.assign(new Error("x"), { code: "ECONNREFUSED" })]),
  ],
  ["a connection that ended", new Error("Connection terminated unexpectedly")],
  ["no connection in time", new Error("timeout exceeded when trying to connect")],
  ["a database that shuts down", Object.assign(new pg.DatabaseError("x", 1, "error"), { code: "57P01" })],
  ["a standby", Object.assign(new pg.DatabaseError("x", 1, "error"), { code: "25006" })],
  ["a statement that took too long", Object.assign(new pg.DatabaseError("x", 1, "error"), { code: "57014" })],
  ["a full disk", Object.assign(new pg.DatabaseError("x", 1, "error"), { code: "53100" })],
  ["no room for a connection", Object.assign(new pg.DatabaseError("x", 1, "error"), { code: "53300" })],
  ["a commit that nobody knows of", Object.assign(new pg.DatabaseError("x", 1, "error"), { code: "40003" })],
  ["a password that was changed", Object.assign(new pg.DatabaseError("x", 1, "error"), { code: "28P01" })],
  ["a standby that is asked for a transaction id", new Error("cannot assign TransactionIds during recovery")],
  ["no answer", new UnansweredError(12)],
  ["no host that accepts writes", new NoHostError("x")],
  ["a disk with too little room", new FullDiskError()],
  ["an embedded database that ended itself", new LostDatabaseError()],
  ["a transaction that took too long for Prisma", Object.assign(new Error("x"), { code: "P2028" })],
  ["what Prisma says of it", Object.assign(new Error("x"), { code: "P1001" })],
  ["what Prisma wraps", { meta: { driverAdapterError: { cause: { originalCode: "08006" } } } }],
])("the database counts as unreachable after %s", (_what, error) => {
  expect(isUnreachable(error)).toBe(true);
});

it("a connection that is not made in time counts as unanswered, so that others do not wait for as long again", async () => {
  const silent = net.createServer(() => {});
  await once(silent.listen(0, "127.0.0.1"), "listening");
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const hosts = new PostgresHosts(`postgres://127.0.0.1:${port}/x`);
  const limits = { seconds: 1, connectSeconds: 1 };
  const { pool, abandon } = openPool(hosts, {
    name: "unanswered",
    size: 1,
    ...limits,
    onConnect: async () => {},
  });
  try {
    const several = await Promise.allSettled([pool.query("SELECT 1"), pool.query("SELECT 1")]);
    expect(several.map((one) => one.status === "rejected" && isUnanswered(one.reason))).toEqual([true, true]);
    const alone = new PostgresClient(hosts.config, limits);
    expect(await alone.connect().then(() => null, isUnanswered)).toBe(true);
  } finally {
    abandon();
    await pool.end();
    silent.close();
  }
});

it.each([
  ["a constraint", Object.assign(new pg.DatabaseError("x", 1, "error"), { code: "23505" })],
  ["a failure of ours", new TypeError("x is not a function")],
  ["nothing", undefined],
])("the database does not count as unreachable after %s", (_what, error) => {
  expect(isUnreachable(error)).toBe(false);
});
