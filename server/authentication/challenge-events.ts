import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import type { Reason } from "../events/event-types.js";
import type { Purpose } from "../factors/challenge-store.js";
import type { CreatedChallenge } from "../factors/factor.js";
import { inWords } from "../tokens/attempt-text.js";
import type { Subject } from "../tokens/token-subject.js";
import { getAbout, present } from "./event-text.js";
import type { Snapshot } from "./snapshot.js";
import { isUnknown, subjectHmac } from "./subject.js";

/** Why nothing is sent, where the words of the event would speak of a code that was typed. */
const OF_PIN: Partial<Record<Reason, string>> = {
  WRONG_PIN: "the PIN was wrong",
  NO_PASSCODE: "the PIN is missing",
};

/** Why nothing is sent, in words for the middle of a sentence. */
function whyNotSent(reason: Reason): string {
  return OF_PIN[reason] ?? inWords(reason);
}

/** Records a challenge that was created, or a decoy. */
export function recordChallenge(
  action: Action,
  snapshot: Snapshot,
  subject: Subject,
  { purpose, clientAddress }: { readonly purpose: Purpose; readonly clientAddress: string | null },
  { tokenId, reason, shown }: Pick<CreatedChallenge, "tokenId" | "reason" | "shown">,
): void {
  const isSent = tokenId !== null && reason === null;
  action.record({
    ...getAbout(snapshot),
    type: "CHALLENGE_CREATED",
    ...(reason === null ? {} : { reason }),
    clientAddress,
    ...(isUnknown(subject, snapshot) ? { subjectHmac: subjectHmac(action.services.hmacKey, subject) } : {}),
    params: { sent: isSent ? shown.kind : null, sentTo: isSent ? shown.sentTo : null, purpose },
  });
}

/**
 * Records that nothing is sent for an administrator's check.
 * @returns the refusal, for the caller to return: the count stays, and so does the event.
 */
export function refusedCheck(
  action: Action,
  snapshot: Snapshot,
  reason: Reason,
  clientAddress: string | null,
  freeAt: number,
): Refusal {
  const why = whyNotSent(reason);
  const { token, user } = getAbout(snapshot);
  action.record({
    token: present(token),
    user,
    type: "TOKEN_CHECKED",
    outcome: "INVALID",
    reason,
    clientAddress,
    params: { isUnsent: true },
  });
  const next =
    reason === "SENT_TOO_OFTEN" ? ` The next one can be sent at ${new Date(freeAt).toISOString()}.` : "";
  return new Refusal("POLICY_REFUSED", `The code cannot be sent: ${why}.${next}`, [
    "input",
    "subject",
    "token",
  ]);
}
