import { ENROLLED_ALONE } from "@tokenplane/rules/self-service";
import { type ModelName, getModel, inputAt } from "@tokenplane/rules/models";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import type { Outcome } from "../actions/idempotency.js";
import { unlessRefused, useCase } from "../actions/use-case.js";
import { assignmentCreate } from "../assignments/assignment-mutations.js";
import { getSentBy } from "../channels/channel-target.js";
import { spelledOnce } from "../delivery/phone-number.js";
import { tokenCreate } from "../enrolment/create-token.js";
import { tokenUpdate } from "../enrolment/update.js";
import { getFactor } from "../factors/by-kind.js";
import { globalId } from "../global-id.js";
import { cancelEnrolment } from "../leaving/cancel-enrolment.js";
import { deleteToken } from "../leaving/delete-token.js";
import { releaseToken } from "../leaving/release.js";
import type { GivenFields, TokenModelChoice } from "../tokens/model-choice.js";
import type { TokenRow } from "../tokens/token-store.js";
import { outsideValidity } from "../tokens/validity.js";
import type { TokenWithSecret } from "../tokens/token-with-secret.js";
import { mayBindFirst } from "./portal-membership.js";
import {
  demand,
  demandLevel2,
  demandModel,
  type PortalVisit,
  holdOwn,
  noteConnected,
  notify,
  ownToken,
  getRef,
  useUpWays,
} from "./portal-visit.js";
import { waitingAt } from "./waiting.js";

/** Where codes are sent is what the account knows of the user: no client names another number here. */
function getContact(contact: string | null, what: string): string {
  if (contact !== null) return contact;
  throw new Refusal("VALIDATION_FAILED", `Your account has no ${what}. Ask the helpdesk to add it.`, [
    "input",
    "model",
  ]);
}

/** The account's bot, if there is one only. @throws Refusal VALIDATION_FAILED */
async function onlyBot({ transaction, accountId }: Action): Promise<{ readonly id: string }> {
  const bots = await transaction.channel.findMany({
    where: { accountId, kind: "BOT", enabled: true },
    select: { id: true },
    take: 2,
  });
  const [bot] = bots;
  if (bot === undefined || bots.length > 1) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "A bot can be connected here only where the account has exactly one. Ask the helpdesk to create this token.",
      ["input", "model"],
    );
  }
  return { id: globalId("Channel", bot.id) };
}

type Filling = (action: Action, visit: PortalVisit) => GivenFields | Promise<GivenFields>;

/** What `tokenCreate` gets for each model that a person connects without an administrator, and that needs something. */
const FILLED: Partial<Readonly<Record<ModelName, Filling>>> = {
  SMS: (_action, { user }) => ({
    phoneNumber: spelledOnce(getContact(user.phoneNumber, "phone number")),
  }),
  EMAIL: (_action, { user }) => ({ address: getContact(user.email, "e-mail address") }),
  BOT: async (action) => ({ channel: await onlyBot(action) }),
};

/** The token that a user asks for, as `tokenCreate` takes it. @throws Refusal */
async function getChoice(action: Action, visit: PortalVisit, model: ModelName): Promise<TokenModelChoice> {
  const declared = getModel(model);
  if (declared.enrols) return inputAt(declared, (await FILLED[model]?.(action, visit)) ?? {});
  throw new Refusal(
    "NOT_SUPPORTED_BY_MODEL",
    `In the portal, people connect only these models: ${ENROLLED_ALONE.join(", ")}. They add a device by its serial number.`,
    ["input", "model"],
  );
}

/** The user's token at the portal's resource, held; null when there is none. */
async function tokenHere(action: Action, visit: PortalVisit): Promise<TokenRow | null> {
  const { transaction, accountId } = action;
  const link = await transaction.assignment.findFirst({
    where: { accountId, resourceId: visit.portal.resource.id, userId: visit.user.id },
    select: { tokenId: true },
  });
  const own = link === null ? null : await holdOwn(action, visit, { id: link.tokenId });
  // The helpdesk may have taken it before it was held.
  return own?.part === "LINKED" ? own.token : null;
}

/** Why a token leaves whose place another one takes. */
export const REPLACED: Leaving = "REPLACED";

/**
 * Makes room for another token: one that was never confirmed goes, and so does one that is disabled, or no longer valid. After a
 * recovery code was used, the one before stays, whether it works or not, until another one takes its place; those that were to
 * take it, and were not confirmed, go.
 * @returns the user's token at the portal's resource that stays; null for none.
 */
export async function makeRoom(action: Action, visit: PortalVisit): Promise<TokenRow | null> {
  if (visit.way === "RECOVERY_CODE") {
    await dropWaiting(action, visit);
    return tokenHere(action, visit);
  }
  const known = await tokenHere(action, visit);
  if (known === null) return null;
  const isOver = !known.enabled || outsideValidity(known, action.now) === "VALIDITY_ENDED";
  if (known.status === "ACTIVE" && !isOver) return known;
  await takeAway(action, visit, known, REPLACED);
  return null;
}

/** Why a token leaves its user, as the event says it of the user. */
type Leaving = "GIVEN_BACK" | "REPLACED";

/**
 * Takes a token from its user and from the portal's resource: a device is free for somebody else, an app is deleted.
 * @param why the user did it.
 */
export async function takeAway(
  action: Action,
  { user, portal }: PortalVisit,
  token: TokenRow,
  why: Leaving,
): Promise<void> {
  if (getModel(token.model).enrols) return deleteToken(action, token);
  const { transaction, accountId } = action;
  await releaseToken(action, token, user);
  const { count } = await transaction.assignment.deleteMany({
    where: { accountId, tokenId: token.id, resourceId: portal.resource.id },
  });
  if (count > 0) {
    action.record({
      type: "TOKEN_UNLINKED",
      token,
      user,
      resource: portal.resource,
      params: { because: why },
    });
  }
}

/** Drops tokens that were to take the place of a lost one, and were not confirmed: the user begins again. */
async function dropWaiting(action: Action, visit: PortalVisit): Promise<void> {
  const { transaction, accountId } = action;
  const waiting = await transaction.recoveredToken.findMany({
    where: {
      accountId,
      ...waitingAt(visit.user.id, visit.portal.resource.id),
      // One that the helpdesk has linked meanwhile is the token here.
      token: {
        userId: visit.user.id,
        status: "PENDING",
        assignments: { none: { resourceId: visit.portal.resource.id } },
      },
    },
    select: { tokenId: true },
  });
  for (const { tokenId } of waiting) {
    const own = await holdOwn(action, visit, { id: tokenId });
    // The helpdesk may have changed it before it was held.
    if (own?.part === "WAITING" && own.token.status === "PENDING") await deleteToken(action, own.token);
  }
}

/** Notes that a token is connected after a recovery code was used. @param replaced the token whose place it will take; null for none. */
export async function noteRecovered(
  { transaction, accountId, now }: Action,
  { user, portal }: PortalVisit,
  tokenId: string,
  replaced: Pick<TokenRow, "id"> | null,
): Promise<void> {
  const values = {
    userId: user.id,
    resourceId: portal.resource.id,
    replaces: replaced?.id ?? null,
    createdAt: new Date(now),
  };
  await transaction.recoveredToken.upsert({
    where: { accountId_tokenId: { accountId, tokenId } },
    create: { accountId, tokenId, ...values },
    update: values,
  });
}

/** Gives a token that was just confirmed the place of the lost one that it was connected for. @throws Refusal STILL_IN_USE */
async function takePlace(action: Action, visit: PortalVisit, token: TokenRow): Promise<void> {
  const { transaction, accountId } = action;
  const key = { accountId_tokenId: { accountId, tokenId: token.id } };
  const recovered = await transaction.recoveredToken.findUnique({ where: key });
  if (recovered === null || recovered.replaces === null) return;
  const known = await tokenHere(action, visit);
  // The helpdesk may have linked the new one itself.
  if (known?.id !== token.id) {
    // It may have given the user another one meanwhile, or taken the right to sign in there.
    if (known?.id !== recovered.replaces) {
      throw new Refusal("STILL_IN_USE", "The helpdesk changed your tokens meanwhile. Ask the helpdesk.");
    }
    await takeAway(action, visit, known, REPLACED);
    await linkHere(action, visit, token.id);
  }
  await transaction.recoveredToken.update({ where: key, data: { replaces: null } });
}

/** Links a token of the user to the portal's resource. @throws Refusal */
async function linkHere(action: Action, { portal }: PortalVisit, tokenId: string): Promise<void> {
  const resource = { id: globalId("Resource", portal.resource.id) };
  const token = { id: globalId("Token", tokenId) };
  unlessRefused(await assignmentCreate.run({ token, to: { resource } }, action));
}

/** The token that `myTokenEnrol` creates. */
export interface MyTokenEnrolRequest {
  readonly model: ModelName;
  /** The name that the user gives the token. */
  readonly name: string;
}

/** @param name of the token that the user has; null when it is not known. */
function stillInUse(name: string | null): Refusal {
  return new Refusal(
    "STILL_IN_USE",
    `You have a token here already${name === null ? "" : `, ${name}`}. Give it a new secret, or give it back first.`,
  );
}

/** Connects a new token of the user, which signs in at the portal's resource once a first code confirms it. */
export const myTokenEnrol = useCase("myTokenEnrol", {
  errors: ["QUOTA_EXCEEDED", "NOT_SUPPORTED_BY_MODEL", "STILL_IN_USE", "POLICY_REFUSED"],
  // Somebody else may have given the user a token meanwhile.
  constraints: { assignments_account_id_resource_id_user_id_key: () => stillInUse(null) },
  run: async ({ model, name }: MyTokenEnrolRequest, action: Action): Promise<Outcome<TokenWithSecret>> => {
    const visit = await demand(action, ["TOKEN_ENROL"], "FIRST_TOKEN");
    demandModel(visit, model, ["input", "model"]);
    const choice = await getChoice(action, visit, model);
    const isRecovering = visit.way === "RECOVERY_CODE";
    const known = await makeRoom(action, visit);
    if (known !== null && !isRecovering) throw stillInUse(known.name);
    const to = { user: { id: globalId("User", visit.user.id) } };
    const made = unlessRefused(await tokenCreate.run({ model: choice, name, to }, action));
    const { tokenId } = made.payload;
    if (known === null) await linkHere(action, visit, tokenId);
    if (isRecovering) await noteRecovered(action, visit, tokenId, known);
    return made;
  },
});

/** Which own token is meant. */
export interface MyTokenRequest {
  /** Global id. */
  readonly token: string;
}

/** The first code of a new secret. */
export interface MyTokenEnrolmentConfirmRequest extends MyTokenRequest {
  readonly otp: string;
}

/** Completes the enrolment of a token of the user's own with a valid code of the new secret; the code is then used up. */
export const myTokenEnrolmentConfirm = useCase("myTokenEnrolmentConfirm", {
  errors: ["NOT_FOUND", "WRONG_CODE", "REPLAYED", "EXPIRED", "STILL_IN_USE", "POLICY_REFUSED"],
  takesCode: true,
  run: async ({ token: id, otp }: MyTokenEnrolmentConfirmRequest, action: Action) => {
    const visit = await demand(action, ["TOKEN_ENROL", "TOKEN_REISSUE"], "NOTHING_MORE");
    const token = await ownToken(action, visit, id);
    // A token may have come into use since the enrolment was begun, also at another resource: then a code of it is needed.
    const { portal, membership, way } = visit;
    const isReissue = token.status === "ACTIVE";
    // Another secret was begun with a code; one of a token that was disabled since then would wait for its helpdesk.
    const hasToken = membership.hasWorkingToken || membership.hasComingToken;
    if (isReissue || (hasToken && !mayBindFirst(portal.policy, membership, way, action.now)))
      demandLevel2(visit);
    const outcome = await getFactor(token).confirm(action, token, otp);
    if (!(outcome instanceof Refusal)) {
      await takePlace(action, visit, token);
      await useUpWays(action, visit);
      await noteConnected(action, visit);
      await notify(action, visit, isReissue ? "TOKEN_REISSUED" : "TOKEN_ENROLLED", token);
    }
    return outcome;
  },
});

/** Cancels the enrolment of a token of the user's own. */
export const myTokenEnrolmentCancel = useCase("myTokenEnrolmentCancel", {
  errors: ["NOT_FOUND", "EXPIRED", "POLICY_REFUSED"],
  run: async ({ token: id }: MyTokenRequest, action: Action) => {
    const visit = await demand(action, ["TOKEN_ENROL", "TOKEN_REISSUE"], "NOTHING_MORE");
    return cancelEnrolment(action, await ownToken(action, visit, id), true);
  },
});

/** Whether codes of a sent token go elsewhere than to a contact that the account has of its user. */
export function isSentElsewhere(
  kind: "EMAIL" | "SMS",
  contact: string,
  { target }: Pick<TokenRow, "target">,
): boolean {
  // A token for SMS may have the number as the user has it, or as the portal spelled it.
  return contact !== target && (kind === "EMAIL" || spelledOnce(contact) !== target);
}

/** Where the codes of a sent token are to go now, as `tokenUpdate` takes it; null where they go there, and for other tokens. */
function movedContact(
  { user }: PortalVisit,
  token: TokenRow,
): { readonly phoneNumber: string } | { readonly address: string } | null {
  const { email, phoneNumber } = user;
  switch (getSentBy(token)) {
    case "SMS":
      return phoneNumber !== null && isSentElsewhere("SMS", phoneNumber, token)
        ? { phoneNumber: spelledOnce(phoneNumber) }
        : null;
    case "EMAIL":
      return email !== null && isSentElsewhere("EMAIL", email, token) ? { address: email } : null;
    case "BOT":
    case null:
      return null;
  }
}

/**
 * Gives one of the user's own tokens a new secret, as for another phone; the old one works until a first code confirms the new
 * one. Codes that are sent go to the contact that the user has now.
 */
export const myTokenReissue = useCase("myTokenReissue", {
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL", "POLICY_REFUSED"],
  run: async ({ token: id }: MyTokenRequest, action: Action): Promise<Outcome<TokenWithSecret>> => {
    const visit = await demand(action, ["TOKEN_REISSUE"], "CODE");
    const token = await ownToken(action, visit, id);
    demandModel(visit, token.model, ["input", "token"]);
    if (!getModel(token.model).enrols) {
      throw new Refusal("NOT_SUPPORTED_BY_MODEL", "Only the helpdesk gives this device a new secret.", [
        "input",
        "token",
      ]);
    }
    const moved = movedContact(visit, token);
    return moved === null
      ? getFactor(token).reissue(action, token, {}, false)
      : tokenUpdate.run({ token: getRef(token), ...moved }, action);
  },
});
