import { Refusal } from "@tokenplane/rules/refusal";
import type { Answer } from "../factors/answer.js";
import { SIGNED_FIELDS } from "../factors/by-kind.js";

/** The part of an input that has the answer: the passcode, or a field that a kind of token added. */
export interface AnswerInput {
  /** The text that the person typed: the code, with the token's PIN before or after it. */
  readonly passcode?: string | null | undefined;
}

/** What a person gave for an attempt. */
export interface Given {
  /** The text that was typed: the code, with the token's PIN before or after it. Empty where nothing was typed. */
  readonly passcode: string;
  /** What a device signed; null where the person types text. */
  readonly signed: Extract<Answer, { kind: "SIGNED" }> | null;
}

/** What is given in an input. @throws Refusal VALIDATION_FAILED when it is not exactly one answer */
export function getGiven(input: AnswerInput): Given {
  const { passcode = null } = input;
  const all = Object.entries(input).flatMap(([field, value]: [string, unknown]) =>
    SIGNED_FIELDS.has(field) && value != null ? [{ kind: "SIGNED", field, value } as const] : [],
  );
  const [signed = null] = all;
  if (all.length + (passcode === null ? 0 : 1) === 1) return { passcode: passcode ?? "", signed };
  const fields = ["passcode", ...SIGNED_FIELDS];
  const message =
    fields.length === 1
      ? "Give the passcode; an empty one where the person types nothing."
      : `Give exactly one of ${fields.join(", ")}.`;
  throw new Refusal("VALIDATION_FAILED", message, ["input", "passcode"]);
}
