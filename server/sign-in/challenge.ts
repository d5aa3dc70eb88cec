import { Refusal } from "@tokenplane/rules/refusal";
import { createHmac } from "node:crypto";
import type { Services } from "../actions/services.js";
import { challengeCreate } from "../authentication/challenge.js";
import { globalId } from "../global-id.js";
import type { Visitor } from "../sessions/begin.js";
import { loginKey } from "../users/store.js";
import type { UserRefInput } from "../users/user-ref.js";
import { consoleOf } from "./account.js";
import { signInRefused, startAgain } from "./answer.js";
import { consoleCaller } from "./start.js";
import { goOn, keepChallengeOf, type StartedSignIn } from "./store.js";

/**
 * Whoever has no right password, or no role, is sent nothing: the challenge is one of a login that nobody has. It is the same
 * one each time, so that the same limits hold as for a person.
 */
function subjectOf({ hmacKey }: Services, { accountId, userId, role, login }: StartedSignIn): UserRefInput {
  if (userId !== null && role !== null) return { id: globalId("User", userId) };
  const nobody = createHmac("sha256", hmacKey)
    .update(`nobody ${accountId}\n${loginKey(login)}`)
    .digest("hex");
  return { login: nobody };
}

/**
 * Sends a code, or asks the phone, of whoever signs in to the console; of somebody without such a token, nothing is sent.
 * The page learns nothing, so that it shows nobody who has what.
 * @throws RequestError ATTEMPT_EXPIRED, RATE_LIMITED
 */
export async function challengeSignIn(services: Services, visitor: Visitor, attempt: string): Promise<void> {
  const { database, clock } = services;
  const started = await goOn(database, attempt, "CHALLENGE", clock());
  if (started === null) throw startAgain();
  const id = await challengeOf(services, visitor, started, subjectOf(services, started));
  await keepChallengeOf(database, started.hash, id);
}

/** Makes a challenge at the console. @returns its id. */
async function challengeOf(
  services: Services,
  visitor: Visitor,
  { accountId, resourceId }: { readonly accountId: string; readonly resourceId: string },
  user: UserRefInput,
): Promise<string> {
  const caller = consoleCaller(services, accountId);
  const asAdmin = { ...caller, actor: { ...caller.actor, role: "ADMIN" as const } };
  const outcome = await challengeCreate(services, asAdmin, {
    purpose: "SIGN_IN",
    resource: { id: globalId("Resource", resourceId) },
    subject: { user },
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
  { accountId, userId }: { readonly accountId: string; readonly userId: string },
): Promise<string> {
  const resourceId = await consoleOf(services, accountId);
  return globalId(
    "Challenge",
    await challengeOf(services, visitor, { accountId, resourceId }, { id: globalId("User", userId) }),
  );
}
