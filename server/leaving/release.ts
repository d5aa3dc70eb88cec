import { getModel } from "@tokenplane/rules/models";
import type { Action } from "../actions/action.js";
import { endBypasses } from "../bypass/end.js";
import { getFactor } from "../factors/by-kind.js";
import { dropEnrolment } from "../tokens/enrol.js";
import { dropPin } from "../tokens/pin.js";
import type { TokenRow } from "../tokens/token-store.js";
import { dropSuitePin } from "../tokens/suite-pin.js";
import type { UserRow } from "../users/user-store.js";

/** Unlinks a token from the console: its next user is no administrator by that. */
async function leaveConsole(action: Action, token: TokenRow, user: UserRow): Promise<void> {
  const { transaction, accountId } = action;
  const links = await transaction.assignment.findMany({
    where: { accountId, tokenId: token.id, resource: { kind: "CONSOLE" } },
    include: { resource: true },
  });
  for (const { id, resource } of links) {
    await transaction.assignment.delete({ where: { accountId_id: { accountId, id } } });
    action.record({
      type: "TOKEN_UNLINKED",
      token,
      user,
      resource,
      params: { because: "TAKEN" },
    });
  }
}

/**
 * Takes a held token from its user. Nothing of the user stays with it: its bypasses end, its PIN is removed, and so is what
 * belongs to the person: the secret of an app, so that the old phone's codes are invalid, the phone that was asked, and the
 * number or address that codes were sent to. Its links stay, without a user.
 */
export async function releaseToken(action: Action, token: TokenRow, user: UserRow): Promise<TokenRow> {
  const { transaction, accountId, now } = action;
  await endBypasses(action, { tokenId: token.id }, "UNASSIGNED", "TOKEN_TAKEN");
  const isPersonal = getModel(token.model).enrols;
  if (isPersonal) {
    await dropEnrolment(action, token.id);
    await transaction.pushDevice.deleteMany({ where: { accountId, tokenId: token.id } });
  }
  await dropPin(action, token, user);
  await dropSuitePin(action, token, user);
  await transaction.challenge.deleteMany({ where: { accountId, tokenId: token.id, answeredStep: null } });
  const released = await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: {
      userId: null,
      revision: { increment: 1 },
      updatedAt: new Date(now),
      ...(isPersonal
        ? {
            status: "PENDING",
            secret: null,
            secretFingerprint: null,
            target: null,
            drift: 0,
            lastStep: -1,
            givenStep: -1,
          }
        : {}),
    },
  });
  await leaveConsole(action, token, user);
  const { removed, changes } = isPersonal
    ? getFactor(token).leftBehind(token)
    : { removed: null, changes: [] };
  action.record({
    type: "TOKEN_UNASSIGNED",
    token,
    user,
    changes: [{ field: "user", from: user.login, to: null }, ...changes],
    params: { removed },
  });
  return released;
}

/** Takes all tokens from a user. */
export async function releaseTokens(action: Action, user: UserRow): Promise<void> {
  const { transaction, accountId } = action;
  await transaction.$queryRaw`SELECT 1 FROM tokens WHERE account_id = ${accountId}::uuid AND user_id = ${user.id}::uuid ORDER BY id FOR UPDATE`;
  const tokens = await transaction.token.findMany({
    where: { accountId, userId: user.id },
    orderBy: { id: "asc" },
  });
  for (const token of tokens) await releaseToken(action, token, user);
}
