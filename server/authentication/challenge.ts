import type { Suite } from "@tokenplane/rules/ocra-suite";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { isAllowed, type Operation } from "../actions/permissions.js";
import { done, useCase } from "../actions/use-case.js";
import type { Reason } from "../events/event-types.js";
import { CHALLENGE_TTL_MS, keepChallenge, type Purpose } from "../factors/challenge-store.js";
import { factorOf } from "../factors/kinds.js";
import { decoyQuestion, readQuestionForms } from "../factors/ocra/decoy-question.js";
import { NOTHING } from "../nothing.js";
import { newQuestion } from "../otp/question.js";
import { RequestError } from "../request-error.js";
import { noSuchResource, resourceKey, type ResourceRefInput } from "../resources/resource-ref.js";
import { inWords } from "../tokens/attempt-text.js";
import type { Subject } from "../tokens/subject.js";
import { noSuchToken } from "../tokens/token-ref.js";
import { signInObstacle } from "./decide.js";
import { aboutOf } from "./event-text.js";
import { readSnapshots, type Snapshot } from "./snapshot.js";
import { isUnknown, subjectHmac, type SubjectInput, subjectOf } from "./subject.js";

/** A role may request a challenge only for an operation that it may use. */
const USED_BY: Readonly<Record<Purpose, Operation>> = {
  SIGN_IN: "authenticate",
  CHECK: "tokenCheckOtp",
  SYNCHRONIZE: "tokenSynchronize",
};

/** The question and its token; for a decoy, no token. */
interface Asked {
  readonly tokenId: string | null;
  readonly question: string;
  /** Why the challenge is a decoy; null when it is not. Also null when the token answers no challenges. */
  readonly reason: Reason | null;
}

/**
 * Requests a challenge for a sign-in. Whatever will deny the sign-in, the answer is a question.
 * @param decoy the form of the question for a subject that has no token for challenges.
 */
function askToSignIn(snapshot: Snapshot, subject: Subject, now: number, decoy: Suite["question"]): Asked {
  // The client's address is sent later, together with the answer.
  const anywhere = { ...snapshot, allowedAddresses: [] };
  const rules = factorOf(snapshot).challenge;
  const missing = rules?.obstacle(snapshot) ?? null;
  const reason = signInObstacle(anywhere, subject, null, now) ?? missing;
  return {
    tokenId: reason === null && rules !== null ? snapshot.tokenId : null,
    question: rules === null ? newQuestion(decoy) : rules.newQuestion(snapshot),
    reason,
  };
}

/** Requests a challenge for a check or a synchronization, for a token that exists. @throws Refusal */
function askOfToken(snapshot: Snapshot, purpose: Purpose): Asked {
  const path = ["input", "subject", "token"];
  if (snapshot.tokenId === null) throw noSuchToken(path);
  const rules = factorOf(snapshot).challenge;
  if (rules === null) {
    const message = "The token shows codes and answers no challenges; use one of its codes.";
    throw new Refusal("NOT_SUPPORTED_BY_MODEL", message, path);
  }
  const objection = rules.objection(snapshot, purpose);
  if (objection !== null) throw new Refusal("NOT_SUPPORTED_BY_MODEL", objection, path);
  return { tokenId: snapshot.tokenId, question: rules.newQuestion(snapshot), reason: null };
}

function recordChallenge(
  action: Action,
  snapshot: Snapshot,
  subject: Subject,
  purpose: Purpose,
  { tokenId, reason }: Asked,
): void {
  const where = purpose === "SIGN_IN" ? ` at ${snapshot.resourceName}` : "";
  const who =
    snapshot.tokenId === null ? (snapshot.login ?? "Someone unknown") : `Token ${snapshot.tokenName}`;
  const what = { SIGN_IN: "sign in", CHECK: "be checked", SYNCHRONIZE: "be synchronized" }[purpose];
  const why = reason === null ? "the token answers no challenges" : inWords(reason);
  const summary =
    tokenId === null
      ? `${who} was sent a decoy challenge${where}: ${why}.`
      : `${who} was sent a challenge${where}, to ${what}.`;
  action.record({
    ...aboutOf(snapshot),
    type: "CHALLENGE_CREATED",
    ...(reason === null ? {} : { reason }),
    ...(isUnknown(subject, snapshot) ? { subjectHmac: subjectHmac(action.services.hmacKey, subject) } : {}),
    summary,
  });
}

/** The challenge that `challengeCreate` creates. */
export interface ChallengeCreateRequest {
  /** What its answer is for. */
  readonly purpose: "CHECK" | "SIGN_IN" | "SYNCHRONIZE";
  /** Where the person signs in: required for SIGN_IN, and refused for the other purposes. */
  readonly resource?: ResourceRefInput | null | undefined;
  /** Who answers it. CHECK and SYNCHRONIZE require a token, not a user. */
  readonly subject: SubjectInput;
}

/** Creates a challenge for a token that answers questions (OCRA). */
export const challengeCreate = useCase("challengeCreate", {
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL"],
  constraints: {
    // The resource was deleted meanwhile.
    challenges_account_id_resource_id_fkey: () => noSuchResource(["input", "resource"]),
  },
  run: async ({ purpose, resource, subject: named }: ChallengeCreateRequest, action: Action) => {
    const { transaction, accountId, now, services, actor } = action;
    if (!isAllowed(actor, USED_BY[purpose])) {
      throw new RequestError(
        "FORBIDDEN",
        `A key of role ${actor.role} may not use ${USED_BY[purpose]}, and so may not create a challenge for it.`,
      );
    }
    const signsIn = purpose === "SIGN_IN";
    if (signsIn !== (resource != null)) {
      const message = signsIn
        ? "Give resource: where the person signs in."
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
    const subject = subjectOf(named);
    const at = resource == null ? null : (resourceKey(resource) ?? { id: NOTHING });
    const [snapshot] = await readSnapshots({ query: (sql) => transaction.$queryRaw(sql) }, [
      { accountId, resource: at, boundTo: actor.resourceId, subject, challenge: null, record: null },
    ]);
    if (snapshot === undefined) throw new TypeError("there is no snapshot");
    if (signsIn && snapshot.resourceId === null) throw noSuchResource(["input", "resource"]);
    // This is done also when no decoy is needed, so that the response time reveals nothing.
    const decoy = async () =>
      decoyQuestion(
        await readQuestionForms(transaction, accountId),
        services.hmacKey,
        accountId,
        subject,
        snapshot,
      );
    const asked = signsIn
      ? askToSignIn(snapshot, subject, now, await decoy())
      : askOfToken(snapshot, purpose);
    const challenge = { id: action.newId(), question: asked.question };
    const expiresAt = new Date(now + CHALLENGE_TTL_MS);
    await keepChallenge(transaction, {
      ...challenge,
      accountId,
      tokenId: asked.tokenId ?? NOTHING,
      purpose,
      resourceId: snapshot.resourceId,
      createdAt: new Date(now),
      expiresAt,
    });
    recordChallenge(action, snapshot, subject, purpose, asked);
    return done({ ...challenge, expiresAt: expiresAt.toISOString() });
  },
});
