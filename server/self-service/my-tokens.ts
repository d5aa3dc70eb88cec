import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import type { Outcome, Payload } from "../actions/idempotency.js";
import { done, unlessRefused, useCase } from "../actions/use-case.js";
import { assignmentCreate } from "../assignments/assignment-mutations.js";
import { Prisma } from "../database/generated/client.js";
import { getFactor } from "../factors/by-kind.js";
import { globalId } from "../global-id.js";
import { giveToken } from "../tokens/assign.js";
import { checkPin, dropPin, type KeptPin } from "../tokens/pin.js";
import { keepPin } from "../tokens/pin-mutations.js";
import { tokenDisable } from "../tokens/token-settings.js";
import { lockToken } from "../tokens/token-store.js";
import { refuseSecondPin } from "../tokens/suite-pin.js";
import { demand, lookAhead, noteConnected, notify, ownToken, getRef, useUpWays } from "./portal-visit.js";
import { makeRoom, type MyTokenRequest, noteRecovered, REPLACED, takeAway } from "./my-enrolment.js";

/** Two codes, as the device showed them. */
export interface MyTokenSynchronizeRequest extends MyTokenRequest {
  /** The older one first, without a PIN. */
  readonly otps: readonly string[];
}

/** Synchronizes one of the user's own tokens, whose clock or counter is off. It asks for no other code: such a token cannot sign in. */
export const myTokenSynchronize = useCase("myTokenSynchronize", {
  errors: ["NOT_FOUND", "WRONG_CODE", "REPLAYED", "LOCKED", "NOT_SUPPORTED_BY_MODEL", "POLICY_REFUSED"],
  takesCode: true,
  run: async (
    { token: id, otps }: MyTokenSynchronizeRequest,
    action: Action,
  ): Promise<Outcome<{ tokenId: string }>> => {
    const visit = await demand(action, ["TOKEN_SYNCHRONIZE"], "NOTHING_MORE");
    const token = await ownToken(action, visit, id);
    const request = { otps, challengeId: null, answer: null };
    const outcome = await getFactor(token).synchronize(action, token, request);
    if (outcome instanceof Refusal) return outcome;
    await notify(action, visit, "TOKEN_SYNCHRONIZED", token);
    return done({ tokenId: token.id });
  },
});

/** The device that a user holds. */
export interface MyTokenAssignRequest {
  /** Two codes in a row that it shows, the older one first. */
  readonly otps: readonly string[];
  readonly serialNumber: string;
}

/** Devices that a user may try to take in one session. */
const MAX_CLAIMS = 5;

/** One answer for a serial number that no token has, a token of somebody else, and wrong codes. */
function notYours(): Refusal {
  return new Refusal(
    "WRONG_CODE",
    "This serial number and these two codes do not belong to a device that you can take. Check all three, or ask the helpdesk.",
    ["input", "serialNumber"],
  );
}

/** Counts a try to take a device, in the session. @throws Refusal POLICY_REFUSED after too many. */
async function countClaim({ transaction, accountId }: Action, sessionId: string): Promise<void> {
  const counted = await transaction.$executeRaw(Prisma.sql`
    UPDATE sessions SET claims = claims + 1
    WHERE account_id = ${accountId}::uuid AND id = ${sessionId}::uuid AND claims < ${MAX_CLAIMS}::smallint`);
  if (counted === 0) {
    throw new Refusal("POLICY_REFUSED", "Too many devices were tried. Ask the helpdesk.");
  }
}

function hasTokenHere(): Refusal {
  return new Refusal("USER_HAS_TOKEN_AT_RESOURCE", "You have a token here already. Give it back first.");
}

/** Gives the user a device that has no user, by its serial number and two codes in a row. */
export const myTokenAssign = useCase("myTokenAssign", {
  errors: ["WRONG_CODE", "USER_HAS_TOKEN_AT_RESOURCE", "POLICY_REFUSED"],
  takesCode: true,
  constraints: { assignments_account_id_resource_id_user_id_key: hasTokenHere },
  run: async (
    { serialNumber, otps }: MyTokenAssignRequest,
    action: Action,
  ): Promise<Outcome<{ tokenId: string }>> => {
    const { transaction, accountId } = action;
    const visit = await demand(action, ["TOKEN_ASSIGN"], "FIRST_TOKEN");
    // Before the device is looked for: a refusal of that form would else be given only where there is one.
    if (otps.length !== 2) {
      throw new Refusal(
        "VALIDATION_FAILED",
        "Give two codes, one after the other as the device showed them.",
        ["input", "otps"],
      );
    }
    await countClaim(action, visit.sessionId);
    const { resource, policy } = visit.portal;
    const token = await lockToken(transaction, accountId, { serialNumber });
    if (token === null) return notYours();
    const links = await transaction.assignment.findMany({
      where: { accountId, tokenId: token.id },
      select: { resourceId: true },
    });
    const isFree =
      token.userId === null &&
      token.status === "ACTIVE" &&
      token.enabled &&
      getFactor(token).showsCodes &&
      policy.models.some((model) => model === token.model) &&
      // One that waits at another resource would open that, too.
      links.every(({ resourceId }) => resourceId === resource.id);
    if (!isFree) return notYours();
    const proven = await getFactor(token).synchronize(action, token, {
      otps,
      challengeId: null,
      answer: null,
    });
    // The count stays.
    if (proven instanceof Refusal) return notYours();
    const known = await makeRoom(action, visit);
    if (known !== null && visit.way !== "RECOVERY_CODE") throw hasTokenHere();
    if (known !== null) await takeAway(action, visit, known, REPLACED);
    await giveToken(action, token, visit.user);
    if (visit.way === "RECOVERY_CODE") await noteRecovered(action, visit, token.id, null);
    if (links.length === 0) {
      const to = { resource: { id: globalId("Resource", resource.id) } };
      unlessRefused(await assignmentCreate.run({ token: getRef(token), to }, action));
    }
    await useUpWays(action, visit);
    await noteConnected(action, visit);
    await notify(action, visit, "TOKEN_TAKEN", token);
    return done({ tokenId: token.id });
  },
});

/** Takes a token from its user: a device is free for somebody else, an app is deleted. */
export const myTokenUnassign = useCase("myTokenUnassign", {
  errors: ["NOT_FOUND", "POLICY_REFUSED"],
  run: async (
    { token: id }: MyTokenRequest,
    action: Action,
  ): Promise<Outcome<{ tokenId: string } & Payload>> => {
    const visit = await demand(action, ["TOKEN_UNASSIGN"], "CODE");
    const token = await ownToken(action, visit, id);
    await takeAway(action, visit, token, "GIVEN_BACK");
    await notify(action, visit, "TOKEN_GIVEN_BACK", token);
    return done({ tokenId: token.id });
  },
});

/** The PIN of one of the user's own tokens. */
export interface MyTokenPinSetRequest extends MyTokenRequest {
  /** 4 to 12 digits. */
  readonly pin: string;
  /** Whether the PIN is typed before or after the one-time password. */
  readonly position: "AFTER_OTP" | "BEFORE_OTP";
}

/** Gives one of the user's own tokens a PIN, or another one. */
export const myTokenPinSet = useCase("myTokenPinSet", {
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL", "POLICY_REFUSED"],
  prepare: async ({ pin, token: id }: MyTokenPinSetRequest, caller): Promise<KeptPin> => {
    const { services, actor } = caller;
    const value = checkPin(pin, ["input", "pin"]);
    const tokenId = await lookAhead(caller, async (action) => {
      const visit = await demand(action, ["TOKEN_PIN_SET"], "CODE");
      return (await ownToken(action, visit, id)).id;
    });
    return { tokenId, pinHash: await services.pins.hash(actor.accountId, value, tokenId) };
  },
  run: async ({ token: id, position }: MyTokenPinSetRequest, action: Action, kept) => {
    const visit = await demand(action, ["TOKEN_PIN_SET"], "CODE");
    const token = await ownToken(action, visit, id);
    refuseSecondPin(token, ["input", "token"]);
    if (kept?.tokenId !== token.id) throw new TypeError("the PIN was prepared for another token");
    await keepPin(action, token, kept, position);
    await notify(action, visit, "TOKEN_PIN_SET", token);
    return done({ tokenId: token.id });
  },
});

/** Removes the PIN of one of the user's own tokens. */
export const myTokenPinRemove = useCase("myTokenPinRemove", {
  errors: ["NOT_FOUND", "POLICY_REFUSED"],
  run: async ({ token: id }: MyTokenRequest, action: Action) => {
    const visit = await demand(action, ["TOKEN_PIN_REMOVE"], "CODE");
    const token = await ownToken(action, visit, id);
    await dropPin(action, token);
    if (token.pinPosition !== null) await notify(action, visit, "TOKEN_PIN_REMOVED", token);
    return done({ tokenId: token.id });
  },
});

/** Reports one of the user's own tokens as lost: it is disabled at once. It asks for no code: the token is gone (NIST SP 800-63B-4, section 4.3). */
export const myTokenReportLost = useCase("myTokenReportLost", {
  errors: ["NOT_FOUND", "POLICY_REFUSED"],
  isUrgent: true,
  run: async ({ token: id }: MyTokenRequest, action: Action): Promise<Outcome<{ tokenId: string }>> => {
    const visit = await demand(action, ["TOKEN_REPORT_LOST"], "NOTHING_MORE");
    const token = await ownToken(action, visit, id);
    unlessRefused(await tokenDisable.run({ token: getRef(token) }, action));
    action.record({
      type: "TOKEN_REPORTED_LOST",
      token,
      user: visit.user,
      resource: visit.portal.resource,
      params: {},
    });
    // A token that was disabled before: the event informs the helpdesk. For the user nothing changed, so there is no notice.
    if (token.enabled) await notify(action, visit, "TOKEN_REPORTED_LOST", token);
    // The user may have got this token after the link was opened. The link does not allow another token in its place.
    if (token.enabled && visit.way === "INVITATION") await useUpWays(action, visit);
    return done({ tokenId: token.id });
  },
});
