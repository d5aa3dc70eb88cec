import { modelOf } from "@tokenplane/rules/models";
import type { Action } from "../actions/action.js";
import { endBypasses } from "../bypass/end.js";
import { dropEnrolment } from "../tokens/enrol.js";
import { dropPin } from "../tokens/pin.js";
import type { TokenRow } from "../tokens/store.js";
import { dropSuitePin } from "../tokens/suite-pin.js";
import type { UserRow } from "../users/store.js";

/**
 * Takes a held token from its user. Nothing of the user stays with it: its bypasses end, its PIN is removed, and the
 * secret of an app is deleted, so that the old phone's codes are invalid. Its links stay, without a user.
 */
export async function releaseToken(action: Action, token: TokenRow, user: UserRow): Promise<TokenRow> {
  const { transaction, accountId, now } = action;
  await endBypasses(action, { tokenId: token.id }, "UNASSIGNED", `the token was taken from ${user.login}`);
  const dropsSecret = modelOf(token.model).enrols;
  if (dropsSecret) await dropEnrolment(action, token.id);
  await dropPin(action, token, user);
  await dropSuitePin(action, token, user);
  await transaction.challenge.deleteMany({ where: { accountId, tokenId: token.id, answeredStep: null } });
  const released = await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: {
      userId: null,
      revision: { increment: 1 },
      updatedAt: new Date(now),
      ...(dropsSecret
        ? { status: "PENDING", secret: null, secretFingerprint: null, drift: 0, lastStep: -1, givenStep: -1 }
        : {}),
    },
  });
  action.record({
    type: "TOKEN_UNASSIGNED",
    token,
    user,
    changes: [{ field: "user", from: user.login, to: null }],
    summary: `Token ${token.name} was taken from ${user.login}${dropsSecret ? "; its secret was dropped" : ""}.`,
  });
  return released;
}

/** Takes all tokens from a user. */
export async function releaseTokensOf(action: Action, user: UserRow): Promise<void> {
  const { transaction, accountId } = action;
  await transaction.$queryRaw`SELECT 1 FROM tokens WHERE account_id = ${accountId}::uuid AND user_id = ${user.id}::uuid ORDER BY id FOR UPDATE`;
  const tokens = await transaction.token.findMany({
    where: { accountId, userId: user.id },
    orderBy: { id: "asc" },
  });
  for (const token of tokens) await releaseToken(action, token, user);
}
