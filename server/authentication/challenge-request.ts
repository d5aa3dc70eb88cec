import { Refusal } from "@tokenplane/rules/refusal";
import { type Actor, ofRole } from "../actions/actor.js";
import { isAllowed, type Operation } from "../actions/permissions.js";
import type { Purpose } from "../factors/challenge-store.js";
import { checkAskedLocale } from "../messages/asked-locale.js";
import { NIL_UUID } from "../nil-uuid.js";
import { RequestError } from "../request-error.js";
import { resourceKey, type ResourceRefInput } from "../resources/resource-ref.js";
import { checkAddress } from "./client-address.js";
import type { Question } from "./snapshot.js";
import { getSubject, type SubjectInput } from "./subject.js";

/** A role may request a challenge only for an operation that it may use. */
const USED_BY: Readonly<Record<Purpose, Operation>> = {
  SIGN_IN: "authenticate",
  CHECK: "tokenCheckOtp",
  SYNCHRONIZE: "tokenSynchronize",
};

/** The challenge that `challengeCreate` creates. */
export interface ChallengeCreateRequest {
  /** IP address of the person's device: a code then says where it was asked for, and is not sent from where the resource allows no sign-in. */
  readonly clientAddress?: string | null | undefined;
  /** The language of a code's message, as a BCP 47 tag; by default the account's. */
  readonly locale?: string | null | undefined;
  /** The token's PIN: needed before a code is sent, where the resource says so. A wrong one counts as a failure. */
  readonly pin?: string | null | undefined;
  /** The purpose of the answer. */
  readonly purpose: "CHECK" | "SIGN_IN" | "SYNCHRONIZE";
  /** Where the person signs in: required for SIGN_IN, and refused for the other purposes. */
  readonly resource?: ResourceRefInput | null | undefined;
  /** The user or the token that answers the challenge. CHECK and SYNCHRONIZE require a token, not a user. */
  readonly subject: SubjectInput;
}

/** The challenge that a request asks for, after all that is wrong with it was refused. @throws Refusal, RequestError */
export function askedIn(
  { purpose, resource, subject: named, clientAddress, locale }: ChallengeCreateRequest,
  actor: Actor,
) {
  if (!isAllowed(actor, USED_BY[purpose])) {
    throw new RequestError(
      "FORBIDDEN",
      `${ofRole(actor)} may not use ${USED_BY[purpose]}, and so may not create a challenge for it.`,
    );
  }
  const signsIn = purpose === "SIGN_IN";
  if (signsIn !== (resource != null)) {
    const message = signsIn
      ? "Set resource to the place where the person signs in."
      : "Only a sign-in has a resource; leave it out.";
    throw new Refusal("VALIDATION_FAILED", message, ["input", "resource"]);
  }
  if (!signsIn && named.user != null) {
    throw new Refusal("VALIDATION_FAILED", "Name the token: a user may have several.", [
      "input",
      "subject",
      "user",
    ]);
  }
  const subject = getSubject(named);
  const about: Question = {
    accountId: actor.accountId,
    resource: resource == null ? null : (resourceKey(resource) ?? { id: NIL_UUID }),
    boundTo: actor.resourceId,
    subject,
    challenge: null,
    record: null,
  };
  return {
    signsIn,
    clientAddress: checkAddress(clientAddress),
    locale: checkAskedLocale(locale),
    subject,
    about,
  };
}
