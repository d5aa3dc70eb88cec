import pg from "pg";
import { expect, it } from "vitest";
import { FullDiskError, LostDatabaseError } from "./embedded-disk.js";
import { UnansweredError } from "./postgres-client.js";
import { NoHostError } from "./postgres-hosts.js";
import { isUnreachable } from "./unreachable.js";

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
])("knows %s", (_what, error) => {
  expect(isUnreachable(error)).toBe(true);
});

it.each([
  ["a constraint", Object.assign(new pg.DatabaseError("x", 1, "error"), { code: "23505" })],
  ["a failure of ours", new TypeError("x is not a function")],
  ["nothing", undefined],
])("does not take %s for it", (_what, error) => {
  expect(isUnreachable(error)).toBe(false);
});
