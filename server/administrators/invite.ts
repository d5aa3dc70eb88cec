import { maskedTarget } from "@tokenplane/rules/masked-target";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import type { Payload } from "../actions/idempotency.js";
import type { Services } from "../actions/services.js";
import { done } from "../actions/use-case.js";
import { INVITATION_TTL_MS, invitationUrl, MAILED_INVITATION_TTL_MS } from "../invitations/link.js";
import {
  createInvitation,
  type InvitationDelivery,
  type InvitationPurpose,
  type NewInvitation,
  noteMessage,
} from "../invitations/invitation-store.js";
import { mailLink } from "../messages/mail.js";
import { nameOfActor } from "../messages/name-of-actor.js";
import { type MailObstacle, type QueuedMail, sendsMails } from "../messages/person-queue.js";
import type { TokenRow } from "../tokens/token-store.js";
import type { UserRow } from "../users/user-store.js";

/** The token that a person signs in to the console with; null when there is none. */
export async function getConsoleToken(action: Action, userId: string): Promise<TokenRow | null> {
  const { transaction, accountId } = action;
  const link = await transaction.assignment.findFirst({
    where: { accountId, userId, resource: { kind: "CONSOLE" } },
    include: { token: true },
  });
  return link?.token ?? null;
}

/** The purpose of a link to the console. */
type ConsolePurpose = Exclude<InvitationPurpose, "ENROL">;

/** Refuses a link for somebody who could not open it. @throws Refusal VALIDATION_FAILED */
export function demandEnabled({ enabled }: Pick<UserRow, "enabled">, path: readonly string[]): void {
  if (enabled) return;
  throw new Refusal("VALIDATION_FAILED", "The user is disabled. Enable the user first.", path);
}

/** Makes a link for an administrator, in an action, which somebody brings to the person. */
export async function invite(action: Action, user: UserRow, purpose: ConsolePurpose): Promise<NewInvitation> {
  const invitation = await createInvitation(action, user, purpose, INVITATION_TTL_MS);
  action.record({
    type: "INVITATION_CREATED",
    user,
    resource: null,
    params: { purpose, sentTo: null },
  });
  return invitation;
}

/** The obstacles that prevent that links are mailed to anybody. */
export const LINK_OBSTACLES = ["NO_PUBLIC_URL", "NO_CHANNEL"] as const;
export type LinkObstacle = (typeof LINK_OBSTACLES)[number];

/** The obstacle that prevents that links are mailed to people of an account; null when there is none. */
export async function getLinkObstacle(
  { config, database }: Pick<Services, "config" | "database">,
  accountId: string,
): Promise<LinkObstacle | null> {
  if (config.publicUrl === undefined) return "NO_PUBLIC_URL";
  return (await sendsMails(database.prisma, config, accountId)) ? null : "NO_CHANNEL";
}

/** The obstacles that prevent that a link is mailed, as sentences of a refusal. */
const OBSTACLES: Readonly<Record<MailObstacle | LinkObstacle, string>> = {
  NO_PUBLIC_URL:
    "Links cannot be mailed, because the server does not know its public address. The operator must set TOKENPLANE_PUBLIC_URL. Or choose LINK.",
  NO_ADDRESS:
    "The user has no e-mail address that mails can be sent to. Set one with userUpdate, or choose LINK.",
  NO_CHANNEL:
    "The account has no enabled channel for e-mails. Create or enable one (channelCreate, channelUpdate), or choose LINK.",
  SENT_TOO_OFTEN:
    "This person was sent too many mails within an hour; links are mailed at most three times. Wait for an hour, or choose LINK.",
};

function notMailed(obstacle: keyof typeof OBSTACLES): Refusal {
  const code = obstacle === "SENT_TOO_OFTEN" ? "POLICY_REFUSED" : "VALIDATION_FAILED";
  return new Refusal(code, OBSTACLES[obstacle], ["input", "by"]);
}

/** A link that is mailed. */
interface LinkByMail {
  readonly purpose: Exclude<InvitationPurpose, "SETUP">;
  /** The portal's resource; null for the console. */
  readonly resource: { readonly id: string; readonly name: string } | null;
  /** Queues the mail. @param until when the link works, in milliseconds since 1970 UTC. @param by who made it, as people know them. */
  readonly queue: (secret: string, until: number, by: string) => Promise<QueuedMail>;
}

/** Makes a link for a person, in an action, and mails it: no other person gets it. @returns its id. @throws Refusal */
export async function inviteByMail(
  action: Action,
  user: UserRow,
  { purpose, resource, queue }: LinkByMail,
): Promise<string> {
  if (action.services.config.publicUrl === undefined) throw notMailed("NO_PUBLIC_URL");
  const ttl = MAILED_INVITATION_TTL_MS;
  const { id, secret } = await createInvitation(action, user, purpose, ttl, resource?.id ?? null);
  const mailed = await queue(secret, action.now + ttl, await nameOfActor(action));
  if (typeof mailed === "string") throw notMailed(mailed);
  await noteMessage(action, id, mailed.messageId);
  const sentTo = maskedTarget("EMAIL", user.email ?? "");
  action.record({
    type: "INVITATION_CREATED",
    user,
    resource,
    changes: [{ field: "sentTo", from: null, to: sentTo }],
    params: { purpose, sentTo },
  });
  return id;
}

/**
 * Makes a link for an administrator, in an action. @param by how it reaches the person; as a link by default.
 * @returns what the mutation answers: the link is shown once, and never when it is mailed. @throws Refusal
 */
export async function invited<Others extends Payload>(
  action: Action,
  user: UserRow,
  purpose: Exclude<ConsolePurpose, "SETUP">,
  by: InvitationDelivery | null | undefined,
  others: Others,
) {
  if (by === "MAIL") {
    const invitationId = await inviteByMail(action, user, {
      purpose,
      resource: null,
      queue: (secret, until, inviter) =>
        mailLink(action, user, {
          url: invitationUrl(action.services, secret),
          asksFor: purpose,
          by: inviter,
          until,
        }),
    });
    return done({ ...others, invitationId });
  }
  const { id, secret } = await invite(action, user, purpose);
  return done({ ...others, invitationId: id }, { invitationUrl: invitationUrl(action.services, secret) });
}

/**
 * The purpose of the invitation of an administrator: to set a password, if none is set; else to enrol a token, if there is none.
 * @throws Refusal STILL_IN_USE when there is nothing to set or to enrol.
 */
export async function getMissing(action: Action, user: UserRow): Promise<"JOIN" | "TOKEN"> {
  const { transaction, accountId } = action;
  const password = await transaction.password.count({ where: { accountId, userId: user.id } });
  if (password === 0) return "JOIN";
  const token = await getConsoleToken(action, user.id);
  if (token === null || token.status !== "ACTIVE") return "TOKEN";
  throw new Refusal(
    "STILL_IN_USE",
    "The administrator has a password and a token. For another password use passwordReset; after the loss of the token, unlink it from the console or delete it first.",
    ["input", "user"],
  );
}
