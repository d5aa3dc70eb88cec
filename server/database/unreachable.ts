import { StartError, UnreachableError, UsageError } from "../start-error.js";

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** SQLSTATEs of a database that answers, but has no room, or is a standby and accepts no writes. */
const NO_WRITES = /^(25006|53100)$/;

/**
 * Codes of Node, of PostgreSQL and of Prisma that are about the database, not about a statement.
 *
 * PostgreSQL: 08 the connection; 25006 a standby; 25P03 and 25P04 a transaction that took too long; 28 and 3D000
 * the login is refused; 40003 a commit with an unknown result; 53 no room, no memory, no connection; 57014 a
 * statement that took too long; 57P it shuts down, starts, or was killed; 58 its files cannot be read or
 * written.
 *
 * Prisma: P1… the connection; P2024 and P2028 a connection or a transaction took too long; P2037 too many.
 */
const CODES = new RegExp(
  [
    "E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|HOSTUNREACH|HOSTDOWN|NETUNREACH|NETDOWN|NOTFOUND|AI_AGAIN|NOSPC|DQUOT|IO)",
    "08...|25006|25P0[34]|28...|3D000|40003|53...|57014|57P0[1-5]|58000|58030",
    "P1(000|001|002|003|008|010|011|017)|P2024|P2028|P2037",
  ]
    .map((codes) => `^(${codes})$`)
    .join("|"),
);

/**
 * Messages without a code: the driver's when a connection ends during a statement, and PostgreSQL's about a
 * standby.
 */
const SENTENCES =
  /connection terminated|connection error|timeout exceeded when trying to connect|timeout expired|not queryable|during recovery|recovery is in progress/i;

/**
 * A connection that was made but must not be used, because of the state of its database. For a client this is
 * the same as no connection. (08004: the server rejected the establishment of the connection.)
 */
export class UnusableConnectionError extends Error {
  override name = "UnusableConnectionError";
  readonly code = "08004";
}

/** Errors are not wrapped deeper than this. */
const DEEPEST = 5;

/** Whether an error, or an error that it wraps, has one of these codes or messages. */
function indicates(error: unknown, codes: RegExp, sentences: RegExp | null, depth = 0): boolean {
  if (depth > DEEPEST || typeof error !== "object" || error === null) return false;
  const found = [property(error, "code"), property(error, "originalCode")];
  if (found.some((code) => typeof code === "string" && codes.test(code))) return true;
  const message = property(error, "message");
  if (typeof message === "string" && sentences?.test(message) === true) return true;
  const inside = [property(error, "cause"), property(property(error, "meta"), "driverAdapterError")];
  const several = property(error, "errors");
  return [...inside, ...(Array.isArray(several) ? several : [])].some((one) =>
    indicates(one, codes, sentences, depth + 1),
  );
}

/**
 * Whether an error means that the database could not be reached, did not answer in time, was lost during the
 * work, or accepts no writes. The work may have been done or not, and an immediate repeat does not help.
 */
export function isUnreachable(error: unknown): boolean {
  return indicates(error, CODES, SENTENCES);
}

/** The messages of the driver and its pool when a connection was not made in time. */
const CONNECT_TIMEOUTS = /timeout exceeded when trying to connect|due to connection timeout|timeout expired/i;

/** Whether the database did not answer in time: the next caller would wait as long. */
export function isUnanswered(error: unknown): boolean {
  return indicates(error, /^ETIMEDOUT$/, CONNECT_TIMEOUTS);
}

/** Whether the database ended a statement because it took too long: it answers, but the statement must become quicker. */
export function isTooSlow(error: unknown): boolean {
  return indicates(error, /^57014$/, null);
}

/** Whether the database ended a transaction because it and another one waited for each other: a repeat may succeed. */
export function isDeadlock(error: unknown): boolean {
  return indicates(error, /^40P01$/, null);
}

/** Whether a lock was not free within the time that its waiter set. */
export function isLockTimeout(error: unknown): boolean {
  return indicates(error, /^55P03$/, null);
}

/** Whether PostgreSQL refused a value that has not the type of its column (SQLSTATE class 22), as in a forged cursor. */
export function isWrongValue(error: unknown): boolean {
  return indicates(error, /^22...$/, null);
}

/** Whether the database answered that it accepts no writes: it is a standby, or has no room. */
export function acceptsNoWrites(error: unknown): boolean {
  return indicates(error, NO_WRITES, null);
}

/** Whether the address in the settings is wrong: its user, its password, its name, what its user may do, or a file that it names. */
function isWrongAddress(error: unknown): boolean {
  return indicates(error, /^(28000|28P01|3D000|42501)$/, null) || property(error, "syscall") === "open";
}

/** The error that ends a command or a start because of its database. @param message one sentence. @param cause why. */
export function databaseError(message: string, cause: unknown): StartError {
  if (isWrongAddress(cause)) return new UsageError(message, { cause });
  const Kind = isUnreachable(cause) && !acceptsNoWrites(cause) ? UnreachableError : StartError;
  return new Kind(message, { cause });
}
