import type { Action } from "../actions/action.js";
import { Prisma } from "../database/generated/client.js";
import { RequestError } from "../request-error.js";
import { LONGEST_LEVEL_1_MS, LONGEST_MS } from "./limits.js";
import { hashSecret, newSecret } from "./secret.js";

/** Where a request comes from. */
export interface Visitor {
  readonly address: string;
  /** The unit that limits count. */
  readonly network: string;
  /** What the browser calls itself. */
  readonly agent: string | null;
}

/** Characters of a browser's name that are kept. */
const LONGEST_AGENT = 200;

/** Keeps account and user enabled until the transaction ends: a session that is begun meanwhile would outlive their end. */
async function stayEnabled({ transaction, accountId }: Action, userId: string): Promise<void> {
  const rows = await transaction.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM accounts JOIN users ON users.account_id = accounts.id
    WHERE accounts.id = ${accountId}::uuid AND users.id = ${userId}::uuid AND accounts.enabled AND users.enabled
    FOR SHARE`);
  if (rows.length === 0) {
    throw new RequestError(
      "SIGN_IN_REFUSED",
      "This account or this user was disabled. Ask an administrator.",
    );
  }
}

/**
 * Begins a session of a person.
 * @param level 1: by a link or a password, only to enrol a token; 2: by a one-time password, too.
 * @returns the cookie; it is not stored and cannot be shown again.
 * @throws RequestError SIGN_IN_REFUSED when the account or the user was disabled meanwhile.
 */
export async function beginSession(
  action: Action,
  user: { readonly id: string; readonly login: string },
  level: 1 | 2,
  { address, network, agent }: Visitor,
): Promise<string> {
  await stayEnabled(action, user.id);
  const { transaction, accountId, now } = action;
  const secret = newSecret();
  const moment = new Date(now);
  await transaction.userSession.create({
    data: {
      accountId,
      id: action.newId(),
      userId: user.id,
      kind: "CONSOLE",
      hash: hashSecret(secret),
      level,
      verifiedAt: moment,
      createdAt: moment,
      seenAt: moment,
      expiresAt: new Date(now + (level === 2 ? LONGEST_MS : LONGEST_LEVEL_1_MS)),
      address,
      network,
      agent: agent?.slice(0, LONGEST_AGENT) ?? null,
    },
  });
  action.record({
    type: "SESSION_STARTED",
    user,
    clientAddress: address,
    summary:
      level === 2
        ? `${user.login} signed in to the console.`
        : `${user.login} opened a link, and may enrol a token.`,
  });
  return secret;
}
