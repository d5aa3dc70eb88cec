import { Refusal } from "@tokenplane/rules/refusal";
import type { Caller } from "../actions/actor.js";
import type { UseCaseServices } from "../actions/services.js";
import { type AtDoor, signInAt } from "../authentication/sign-in.js";
import { globalId } from "../global-id.js";
import type { UserRefInput } from "../users/user-ref.js";
import type { Visitor } from "../sessions/begin.js";

/** The longest passcode that is looked at: PIN and code. */
const LONGEST_PASSCODE = 100;

/** A code that somebody typed on a page of this server. */
export interface PageAttempt {
  readonly resourceId: string;
  readonly subject: UserRefInput;
  readonly passcode: string;
  /** The challenge that the code answers; null when it answers none. */
  readonly challengeId: string | null;
}

/** Signs somebody in at a resource by a page of this server, or denies it. @returns whether it is granted. */
export async function isGranted(
  services: UseCaseServices,
  caller: Caller,
  at: AtDoor,
  { address }: Visitor,
  { resourceId, subject, passcode, challengeId }: PageAttempt,
): Promise<boolean> {
  if (passcode.length > LONGEST_PASSCODE) return false;
  const outcome = await signInAt(at, services, caller, {
    resource: { id: globalId("Resource", resourceId) },
    subject: { user: subject },
    passcode,
    challenge: challengeId === null ? null : globalId("Challenge", challengeId),
    clientAddress: address,
  });
  return !(outcome instanceof Refusal) && outcome.payload.granted;
}
