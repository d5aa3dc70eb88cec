import { bypassAt } from "../bypass/use.js";
import type { Reason } from "../events/event-types.js";
import type { Answer } from "../factors/answer.js";
import type { ReadToken, VerificationContext } from "../factors/factor.js";
import { splitPasscode } from "../otp/pin.js";
import { getPinPosition } from "../tokens/pin.js";
import type { DecisiveFacts } from "./decide.js";
import { evaluateForNobody } from "./decoy-device.js";
import type { Given } from "./given.js";
import type { Snapshot } from "./snapshot.js";

/** The answer without the PIN. */
function getAnswer(
  { pinPosition, digits }: Snapshot,
  token: ReadToken | null,
  { passcode, signed }: Given,
  isCodeAlone: boolean,
): Answer {
  if (signed !== null) return signed;
  // Where the person answers elsewhere, only the PIN is typed.
  if (token?.typesCode === false) return { kind: "APPROVAL" };
  const position = isCodeAlone ? null : getPinPosition(pinPosition);
  const code = position === null ? passcode : splitPasscode(passcode, position, digits ?? 6).otp;
  return { kind: "PASSCODE", code };
}

/**
 * Evaluates what was given for an attempt. This is done even when another reason has decided already (where there is no secret,
 * with that of nobody), so that the response time reveals nothing.
 * @param obstacle why it is refused whatever the answer is; null when nothing prevents it.
 * @param honoursBypass whether a bypass makes the answer unnecessary.
 * @param verifyPin as `pinVerification` gives it.
 */
export async function evaluateAttempt(
  { snapshot, token }: { readonly snapshot: Snapshot; readonly token: ReadToken | null },
  given: Given,
  obstacle: Reason | null,
  honoursBypass: boolean,
  verifyPin: (snapshot: Snapshot, pinAlone: boolean) => Promise<boolean> | boolean,
  context: VerificationContext,
): Promise<DecisiveFacts> {
  const { passcode, signed } = given;
  const bypass = honoursBypass ? bypassAt(snapshot.bypass, context.now) : null;
  const answersElsewhere = token?.typesCode === false;
  const pinIsRight = await verifyPin(snapshot, bypass !== null || answersElsewhere);
  // After a PIN that was right before the code was sent, only the code is typed.
  const isCodeAlone = snapshot.pinChecked === true && passcode.length <= (snapshot.digits ?? 6);
  const answer = getAnswer(snapshot, token, given, isCodeAlone);
  const check = token?.verify(answer, context) ?? null;
  if (check === null) evaluateForNobody(answer, context);
  const isEmpty = passcode === "" && signed === null;
  return { obstacle, bypass, pinIsRight, isCodeAlone, isEmpty, answersElsewhere, check };
}
