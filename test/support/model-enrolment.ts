import fc from "fast-check";
import {
  action,
  aToken,
  chosen,
  done,
  refused,
  tokenRef,
  tokenStep,
  type Step,
  type Reported,
} from "./model-action.js";
import { useUp } from "./model-attempts.js";
import { endBypasses } from "./model-bypass.js";
import { someCode, typedCode, waitingDevice, worthOf, type CodeChoice } from "./model-codes.js";
import { leave, leaveWaiting } from "./model-memory.js";
import { enrolmentNow, KINDS, tokenNamed, type Model, type Token, type TokenName } from "./model-state.js";
import { ENROLMENT_ATTEMPTS, ENROLMENT_TTL_MS, remove } from "./model-tokens.js";

// Apps: the server generates their secret, which waits for a first code.

/** Deletes what an enrolment created. */
export function drop(model: Model, token: Token): void {
  leaveWaiting(model, token.kind, token.enrolment);
  if (token.enrolment !== null) token.formerSecrets.unshift(token.enrolment.secret);
  token.enrolment = null;
}

/** A new secret waits for its first code; an earlier one that waited becomes void. */
export function open(model: Model, token: Token, secret: string, digits: number): void {
  drop(model, token);
  token.enrolment = {
    secret,
    digits,
    expiresAt: model.now + ENROLMENT_TTL_MS,
    attemptsLeft: ENROLMENT_ATTEMPTS,
    used: -1,
    drift: 0,
  };
}

/** Whether it waits for a first code, expired or not. */
function waits({ enrolment }: Token): boolean {
  return enrolment !== null;
}

export const start = action(20, aToken, function* startSteps(model, choice) {
  const name = chosen(model, choice, (token) => token.status === "PENDING" || waits(token));
  yield tokenStep<{ enrolment: { secretHex: string } }>(
    model,
    name,
    {
      words: `the enrolment of ${name} starts again`,
      mutation: "tokenEnrolmentStart",
      selection: "enrolment { secretHex }",
    },
    (token, after, payload) => {
      if (!KINDS[token.kind].isApp) return refused("NOT_SUPPORTED_BY_MODEL");
      const waiting = enrolmentNow(token, after.now);
      if (token.status === "ACTIVE" && waiting === null) return refused("STILL_IN_USE");
      open(after, token, payload?.enrolment.secretHex ?? "", waiting?.digits ?? token.digits);
      return done("TOKEN_ENROLMENT_STARTED");
    },
  );
});

/** @param expired the server's refusal of an expired secret: it may have deleted it already. */
function confirmRule(model: Model, name: TokenName, otp: string, expired: "EXPIRED" | "NOT_FOUND"): Reported {
  const token = tokenNamed(model, name);
  const enrolment = token?.enrolment ?? null;
  const device = token && waitingDevice(token);
  if (token === undefined || enrolment === null || device === undefined) return refused("NOT_FOUND");
  if (enrolmentNow(token, model.now) === null) {
    drop(model, token);
    return refused(expired);
  }
  if (otp === "") return { answer: "VALIDATION_FAILED", events: ["TOKEN_ENROLMENT_FAILED NO_PASSCODE"] };
  const worth = worthOf(device, otp, model.now);
  if (typeof worth === "string") {
    enrolment.attemptsLeft -= 1;
    if (enrolment.attemptsLeft === 0) drop(model, token);
    return { answer: "WRONG_CODE", events: ["TOKEN_ENROLMENT_FAILED WRONG_CODE"] };
  }
  // The secret that was in use until now stops.
  leave(model, token);
  if (token.secret !== null) token.formerSecrets.unshift(token.secret);
  token.status = "ACTIVE";
  token.secret = device.secret;
  token.digits = device.digits;
  token.enrolment = null;
  useUp(token, worth.step, worth.drift, model.now);
  return done("TOKEN_ENROLLED");
}

/** A first code for the waiting secret. */
export function confirmStep(model: Model, name: TokenName, otp: string): Step {
  return {
    words: `the enrolment of ${name} is confirmed with ${JSON.stringify(otp)}`,
    send: async ({ admin }) => {
      const input = { token: tokenRef(model, name), otp };
      const { code: answer = "done" } = await admin.mutate("tokenEnrolmentConfirm", input, "__typename");
      return {
        answer,
        rule: (after) => confirmRule(after, name, otp, answer === "NOT_FOUND" ? answer : "EXPIRED"),
      };
    },
  };
}

/** A code of the waiting secret, or of the one before it. */
export function firstCode(model: Model, name: TokenName, choice: CodeChoice): string {
  const token = tokenNamed(model, name);
  const device = token && waitingDevice(token);
  if (token === undefined || device === undefined) return "000000";
  const former = token.secret ?? token.formerSecrets[0];
  return typedCode(device, { former, next: undefined }, choice, model.now);
}

export const confirm = action(
  50,
  fc.record({
    choice: aToken,
    code: fc.oneof(
      { weight: 1, arbitrary: fc.constant<CodeChoice>({ steps: 0 }) },
      { weight: 1, arbitrary: someCode },
    ),
  }),
  function* confirmSteps(model, { choice, code }) {
    const name = chosen(model, choice, waits);
    yield confirmStep(model, name, firstCode(model, name, code));
  },
);

/** Wrong first codes until there is no attempt left. */
export const exhaust = action(5, aToken, function* exhaustSteps(model, choice) {
  const name = chosen(model, choice, waits);
  for (let attempt = 0; attempt < ENROLMENT_ATTEMPTS; attempt += 1) {
    const token = tokenNamed(model, name);
    if (token === undefined || enrolmentNow(token, model.now) === null) return;
    yield confirmStep(model, name, firstCode(model, name, { typed: "wrong" }));
  }
});

/** A token that was never active is deleted; otherwise only the new secret is deleted. */
export const cancel = action(7, aToken, function* cancelSteps(model, choice) {
  const name = chosen(model, choice, waits);
  const words = `the enrolment of ${name} is cancelled`;
  yield tokenStep(model, name, { words, mutation: "tokenEnrolmentCancel" }, (token, after) => {
    if (enrolmentNow(token, after.now) === null) return refused("NOT_FOUND");
    drop(after, token);
    if (token.lastUsedAt !== null) return done("TOKEN_ENROLMENT_CANCELLED");
    remove(after, name);
    return done("TOKEN_ENROLMENT_CANCELLED", ...endBypasses(token, after.now), "TOKEN_DELETED");
  });
});
