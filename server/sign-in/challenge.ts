import { Refusal } from "@tokenplane/rules/refusal";
import { randomUUID } from "node:crypto";
import type { Services } from "../actions/services.js";
import { challengeCreate } from "../authentication/challenge.js";
import { globalId } from "../global-id.js";
import type { Visitor } from "../sessions/begin.js";
import { consoleOf } from "./account.js";
import { signInRefused, startAgain } from "./answer.js";
import { consoleCaller } from "./start.js";
import { goOn, keepChallengeOf, type StartedSignIn } from "./store.js";

/** Whoever has no right password, or no role, is sent nothing: the challenge is one of a login that nobody has. */
function subjectOf({ passwordRight, role, login }: StartedSignIn): string {
  return passwordRight && role !== null ? login : randomUUID();
}

/**
 * Sends a code, or asks the phone, of whoever signs in to the console; of somebody without such a token, nothing is sent.
 * The page learns nothing, so that it shows nobody who has what.
 * @throws RequestError ATTEMPT_EXPIRED, RATE_LIMITED
 */
export async function challengeSignIn(services: Services, visitor: Visitor, attempt: string): Promise<void> {
  const { database, clock } = services;
  const started = await goOn(database, attempt, false, clock());
  if (started === null) throw startAgain();
  const id = await challengeOf(services, visitor, started, subjectOf(started));
  await keepChallengeOf(database, started.hash, id);
}

/** Makes a challenge at the console. @returns its id. */
async function challengeOf(
  services: Services,
  visitor: Visitor,
  { accountId, resourceId }: { readonly accountId: string; readonly resourceId: string },
  login: string,
): Promise<string> {
  const caller = consoleCaller(services, accountId, visitor);
  const asAdmin = { ...caller, actor: { ...caller.actor, role: "ADMIN" as const } };
  const outcome = await challengeCreate(services, asAdmin, {
    purpose: "SIGN_IN",
    resource: { id: globalId("Resource", resourceId) },
    subject: { user: { login } },
    clientAddress: visitor.address,
  });
  if (outcome instanceof Refusal) throw signInRefused();
  return outcome.payload.id;
}

/**
 * The same for a person who proves again who sits before a session.
 * @returns the global id of the challenge, which the code answers.
 */
export async function challengeAgain(
  services: Services,
  visitor: Visitor,
  { accountId, login }: { readonly accountId: string; readonly login: string },
): Promise<string> {
  const resourceId = await consoleOf(services, accountId);
  return globalId("Challenge", await challengeOf(services, visitor, { accountId, resourceId }, login));
}
