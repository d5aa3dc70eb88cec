import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { INVITATION_TTL_MS } from "../invitations/link.js";
import { createInvitation, type InvitationPurpose, type NewInvitation } from "../invitations/store.js";
import type { TokenRow } from "../tokens/store.js";
import type { UserRow } from "../users/store.js";

/** The token that a person signs in to the console with; null when there is none. */
export async function consoleTokenOf(action: Action, userId: string): Promise<TokenRow | null> {
  const { transaction, accountId } = action;
  const link = await transaction.assignment.findFirst({
    where: { accountId, userId, resource: { kind: "CONSOLE" } },
    include: { token: true },
  });
  return link?.token ?? null;
}

const FOR: Readonly<Record<InvitationPurpose, string>> = {
  SETUP: "to become the first administrator",
  JOIN: "to set a password, and to enrol a token if there is none",
  PASSWORD: "to set another password",
  TOKEN: "to enrol another token",
};

/** Makes a link for an administrator, in an action. */
export async function invite(
  action: Action,
  user: UserRow,
  purpose: InvitationPurpose,
): Promise<NewInvitation> {
  const invitation = await createInvitation(action, user.id, purpose, INVITATION_TTL_MS);
  action.record({
    type: "INVITATION_CREATED",
    user,
    summary: `A link was made for ${user.login}, ${FOR[purpose]}.`,
  });
  return invitation;
}

/**
 * What an administrator is invited to: to set a password, if none is set; else to enrol a token, if there is none.
 * @throws Refusal STILL_IN_USE when there is nothing to set or to enrol.
 */
export async function missingOf(action: Action, user: UserRow): Promise<InvitationPurpose> {
  const { transaction, accountId } = action;
  const password = await transaction.password.count({ where: { accountId, userId: user.id } });
  if (password === 0) return "JOIN";
  const token = await consoleTokenOf(action, user.id);
  if (token === null || token.status !== "ACTIVE") return "TOKEN";
  throw new Refusal(
    "STILL_IN_USE",
    "The administrator has a password and a token. For another password use passwordReset; after the loss of the token, unlink it from the console or delete it first.",
    ["input", "user"],
  );
}
