import { Refusal } from "@tokenplane/rules/refusal";
import { act, type Action } from "../actions/action.js";
import type { ActingServices, Services } from "../actions/services.js";
import { unlessRefused } from "../actions/use-case.js";
import {
  type AlarmEffect,
  findAlarm,
  keepEffects,
  type KnownAlarm,
  type BlockedChange,
  isContactOf,
  isMailedToNew,
  takeAlarm,
  takeLaterElsewhere,
  takeOfSession,
  wasMailedTo,
} from "../alarms/alarm-store.js";
import { isContactChanged } from "../delivery/texts/message-facts.js";
import { globalId } from "../global-id.js";
import { voidInvitations } from "../invitations/invitation-store.js";
import { cancelEnrolment } from "../leaving/cancel-enrolment.js";
import { dropPassword } from "../passwords/password-store.js";
import type { Visitor } from "../sessions/begin.js";
import { endSessions } from "../sessions/end.js";
import { isSecret } from "../sessions/session-secret.js";
import { tokenDisable } from "../tokens/token-settings.js";
import { voidRecoveryCode } from "../recovery-codes/recovery-code-store.js";
import { lockToken, type TokenRow } from "../tokens/token-store.js";
import { userUpdate } from "../leaving/update-user.js";
import { findUser } from "../users/user-store.js";
import { portalPersonCaller } from "./person.js";

/** The alarm that a link in a notice is about, as the page shows it. */
export interface Alarm {
  /** The account's name. */
  readonly account: string;
  readonly login: string;
  /** The name of the portal's resource. */
  readonly resource: string;
  /** The token's name at that time; null when the change was about none. */
  readonly token: string | null;
  readonly change: string;
  /** When it was changed: RFC 3339. */
  readonly changedAt: string;
  /** When somebody said "this was not me"; null before that. */
  readonly raisedAt: string | null;
  /** The effects of that besides ending sessions. */
  readonly effects: readonly string[];
}

/** The link with a secret. @throws Refusal NOT_FOUND */
async function known(
  { database, clock }: Pick<Services, "clock" | "database">,
  secret: string,
): Promise<KnownAlarm> {
  const found = isSecret(secret) ? await findAlarm(database, secret, clock()) : null;
  if (found !== null) return found;
  throw new Refusal(
    "NOT_FOUND",
    "This link does not work: it is incomplete, older than seven days, or no longer valid. Ask your administrator to block the change.",
    ["token"],
  );
}

/** The link that somebody opened. Looking at it changes nothing. @throws Refusal NOT_FOUND */
export async function readAlarm(
  services: Pick<Services, "clock" | "database">,
  secret: string,
): Promise<Alarm> {
  const { account, login, resourceName, tokenName, change, createdAt, usedAt, effects } = await known(
    services,
    secret,
  );
  return {
    account,
    login,
    resource: resourceName,
    token: tokenName,
    change,
    changedAt: createdAt.toISOString(),
    raisedAt: usedAt?.toISOString() ?? null,
    effects,
  };
}

/** The token that a change was about, held, if it is still the person's. */
async function getToken(
  { transaction, accountId }: Action,
  { tokenId, userId }: BlockedChange,
): Promise<TokenRow | null> {
  const token = tokenId === null ? null : await lockToken(transaction, accountId, { id: tokenId });
  return token?.userId === userId ? token : null;
}

/** Cancels what waits for a first code of a token, and disables the token. One that was never in use is deleted. */
async function blockToken(action: Action, token: TokenRow): Promise<AlarmEffect[]> {
  const { transaction, accountId, now } = action;
  const waiting = await transaction.enrolment.count({
    where: { accountId, tokenId: token.id, expiresAt: { gt: new Date(now) } },
  });
  if (waiting > 0) unlessRefused(await cancelEnrolment(action, token, true));
  const cancelled: AlarmEffect[] = waiting > 0 ? ["ENROLMENT_CANCELLED"] : [];
  if ((waiting > 0 && token.status === "PENDING") || !token.enabled) return cancelled;
  unlessRefused(await tokenDisable.run({ token: { id: globalId("Token", token.id) } }, action));
  return [...cancelled, "TOKEN_DISABLED"];
}

/**
 * Removes the password that a change set. Another one stays, which somebody set before or after it: a password and the link in
 * its notice are of one moment.
 */
async function blockPassword(
  action: Action,
  { userId, login, createdAt: setAt }: BlockedChange,
): Promise<AlarmEffect[]> {
  const { transaction, accountId } = action;
  if ((await transaction.password.count({ where: { accountId, userId, setAt } })) === 0) return [];
  await dropPassword(transaction, accountId, userId);
  action.record({
    type: "PASSWORD_RESET",
    user: { id: userId, login },
    params: { because: "ALARM" },
  });
  return ["PASSWORD_REMOVED"];
}

/**
 * Removes the e-mail address or phone number that a change set, while the person has it: codes and links would reach the actor who set
 * it. Another one stays, which somebody set afterwards, and so does the address that got the link. The one before is not set
 * again, because somebody may have changed it just because others read it.
 */
async function blockContact(
  action: Action,
  alarm: KnownAlarm,
  changed: BlockedChange,
): Promise<AlarmEffect[]> {
  const { transaction, accountId, services } = action;
  const user = await findUser(transaction, accountId, { id: alarm.userId });
  const isEmail = changed.change === "EMAIL_CHANGED";
  const contact = (isEmail ? user?.email : user?.phoneNumber) ?? null;
  if (contact === null || !isContactOf(action, changed, contact)) return [];
  if (isEmail && wasMailedTo(services, alarm, contact)) return [];
  const removed = isEmail ? { email: null } : { phoneNumber: null };
  unlessRefused(await userUpdate.run({ user: { id: globalId("User", alarm.userId) }, ...removed }, action));
  return [isEmail ? "EMAIL_REMOVED" : "PHONE_NUMBER_REMOVED"];
}

/** Tokens that a recovery code connected: the actor who used the code has them. */
async function recoveredTokens(
  { transaction, accountId }: Action,
  { change, userId }: BlockedChange,
): Promise<TokenRow[]> {
  if (change !== "RECOVERY_CODE_CREATED" && change !== "RECOVERY_CODE_USED") return [];
  const recovered = await transaction.recoveredToken.findMany({
    where: { accountId, userId },
    select: { tokenId: true },
    orderBy: { tokenId: "asc" },
  });
  const tokens: TokenRow[] = [];
  for (const { tokenId } of recovered) {
    const token = await lockToken(transaction, accountId, { id: tokenId });
    if (token?.userId === userId) tokens.push(token);
  }
  return tokens;
}

/** Blocks what was changed. @param alarm whose link is used. */
async function blockChange(
  action: Action,
  alarm: KnownAlarm,
  changed: BlockedChange,
  token: TokenRow | null,
): Promise<AlarmEffect[]> {
  const effects: AlarmEffect[] = [];
  const tokens = token === null ? await recoveredTokens(action, changed) : [token];
  for (const one of tokens) effects.push(...(await blockToken(action, one)));
  if (changed.change === "PASSWORD_CHANGED") effects.push(...(await blockPassword(action, changed)));
  if (isContactChanged(changed.change)) effects.push(...(await blockContact(action, alarm, changed)));
  return effects;
}

/**
 * Blocks what was changed, and what else was changed in the same session; makes the recovery code void: the actor who changed
 * something may have made or read it. With a contact, it also blocks what was changed afterwards, and of which another address
 * only got the notice: there, the actor who changed the contact reads it. A link that was mailed to the address that was set does not:
 * what came afterwards may be the person's.
 */
async function block(action: Action, alarm: KnownAlarm, token: TokenRow | null): Promise<void> {
  const isVoid = await voidRecoveryCode(action, { id: alarm.userId, login: alarm.login }, "ALARM");
  const effects: AlarmEffect[] = isVoid ? ["RECOVERY_CODE_REMOVED"] : [];
  effects.push(...(await blockChange(action, alarm, alarm, token)));
  const others = await takeOfSession(action, alarm);
  const fromBefore = [alarm, ...others].some(
    (changed) => isContactChanged(changed.change) && !isMailedToNew(alarm, changed),
  );
  const later = fromBefore ? await takeLaterElsewhere(action, alarm) : [];
  for (const other of [...others, ...later]) {
    effects.push(...(await blockChange(action, alarm, other, await getToken(action, other))));
  }
  const ids = [alarm, ...others, ...later].map(({ id }) => id);
  await keepEffects(action, ids, [...new Set(effects)]);
}

/** Does all that an alarm does, in one action. @returns false when it was done before. */
async function raise(action: Action, alarm: KnownAlarm, { address }: Visitor): Promise<boolean> {
  const { transaction, accountId } = action;
  const { id, userId, login, change, resourceName } = alarm;
  if (!(await takeAlarm(action, id))) return false;
  const token = await getToken(action, alarm);
  const user = { id: userId, login };
  action.record({
    type: "USER_ALARM",
    token,
    user,
    clientAddress: address,
    changes: [{ field: "change", from: null, to: change }],
    params: { change, portal: resourceName },
  });
  // Before the token is disabled, with which the database would end those of the console, without an event.
  await endSessions(action, user, "ALARM");
  await block(action, alarm, token);
  await voidInvitations(action, user, "ALARM");
  // A person who is between two steps of a sign-in gets no session by it.
  await transaction.signIn.deleteMany({ where: { accountId, OR: [{ userId }, { mailedTo: userId }] } });
  return true;
}

/**
 * Raises the alarm: the person says that somebody else made a change. The token that was changed is disabled, if it is still
 * the person's, and an enrolment that waits is cancelled; a changed password is removed, and so are a changed e-mail address
 * and phone number, with what was changed after them. The same is done to what else was changed in the same session. All
 * sessions of the person end; open invitations and the recovery code are void, and so are tokens that were connected by a
 * recovery code that the person did not make or use. Said again, nothing more is done.
 * @returns what the link is about, and whether it was said before.
 * @throws Refusal NOT_FOUND
 */
export async function raiseAlarm(
  services: ActingServices & Pick<Services, "sessions">,
  visitor: Visitor,
  secret: string,
): Promise<Alarm & { readonly isRepeated: boolean }> {
  const alarm = await known(services, secret);
  const { accountId, userId, login } = alarm;
  const caller = portalPersonCaller(services, accountId, { id: userId, login }, visitor);
  const isFirst = await act(services, caller, services.clock(), (action) => raise(action, alarm, visitor));
  services.sessions.clear();
  return { ...(await readAlarm(services, secret)), isRepeated: !isFirst };
}
