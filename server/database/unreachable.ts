function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Codes of Node, of PostgreSQL and of Prisma that tell of a connection and not of a statement. */
const CODES =
  /^(E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)|08...|57P0[1-5]|25006|P10(01|02|08|17)|P2024)$/;

/** What the driver says when a connection ends under a statement; such errors have no code. */
const SENTENCES =
  /connection terminated|connection error|timeout exceeded when trying to connect|not queryable/i;

/**
 * A connection that was made and must not be used, because of what its database is: to a client this is the same as no
 * connection. (08004: the server rejected the establishment of the connection.)
 */
export class UnusableConnectionError extends Error {
  override name = "UnusableConnectionError";
  readonly code = "08004";
}

/** Deeper than this nobody wraps errors. */
const DEEPEST = 5;

/**
 * Whether an error tells that the database could not be reached, or was lost while it worked: what was asked may
 * have been done or not. Also when it lets nobody write, as a standby does.
 */
export function isUnreachable(error: unknown, depth = 0): boolean {
  if (depth > DEEPEST || typeof error !== "object" || error === null) return false;
  const codes = [property(error, "code"), property(error, "originalCode")];
  if (codes.some((code) => typeof code === "string" && CODES.test(code))) return true;
  const message = property(error, "message");
  if (typeof message === "string" && SENTENCES.test(message)) return true;
  const inside = [property(error, "cause"), property(property(error, "meta"), "driverAdapterError")];
  const several = property(error, "errors");
  return [...inside, ...(Array.isArray(several) ? several : [])].some((one) => isUnreachable(one, depth + 1));
}
