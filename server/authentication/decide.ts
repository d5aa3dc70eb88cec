import type { UsedBypass } from "../bypass/use.js";
import type { Reason } from "../events/event-types.js";
import type { Proof } from "../factors/answer.js";
import type { Check } from "../factors/factor.js";

/** The result of an attempt, provided that nothing it depends on changes before it is settled. */
export type Decision =
  | {
      readonly granted: true;
      /** A code, or a request on a phone. */
      readonly method: Proof["method"];
      /** What the answer uses up. */
      readonly proof: Proof;
    }
  | {
      readonly granted: true;
      /** The answer is not checked, and nothing is used up. */
      readonly method: "BYPASS";
      /** Until when; null: until somebody ends it. */
      readonly until: Date | null;
    }
  | {
      readonly granted: false;
      readonly reason: Reason;
      /** Whether the reason is a wrong code or PIN, which counts as a failure of the token. */
      readonly counts: boolean;
    };

/** Everything that decides an attempt. */
export interface DecisiveFacts {
  /** Why it is refused whatever the answer is; null when nothing prevents it. */
  readonly obstacle: Reason | null;
  /** The bypass that makes the answer, and only the answer, unnecessary; null when there is none. */
  readonly bypass: UsedBypass | null;
  /** Whether the token has no PIN, or the passcode contains it. */
  readonly pinIsRight: boolean;
  /** Whether the PIN was right before the code was sent, and only the code is typed now. */
  readonly isCodeAlone: boolean;
  /** Whether nothing was given at all. */
  readonly isEmpty: boolean;
  /** Whether the person answers elsewhere, so that an empty passcode is an answer. */
  readonly answersElsewhere: boolean;
  /** The result for the answer; null when there was nothing to evaluate it with. */
  readonly check: Check | null;
}

/** A fact, and what the rules need to know more of it. */
interface Facts extends DecisiveFacts {
  readonly check: Check;
  /** Whether the PIN is proven: it need not be typed again, as long as the challenge lasts and it was not declined. */
  readonly isProven: boolean;
}

interface Rule {
  /** When it applies, and what follows. */
  readonly rule: string;
  /** null when it does not apply. */
  readonly decide: (facts: Facts) => Decision | null;
}

function denied(reason: Reason, counts = false): Decision {
  return { granted: false, reason, counts };
}

/** The rules, in their order: the first that applies decides. */
export const RULES: readonly Rule[] = [
  {
    rule: "A bypass is valid and the PIN is proven: granted, and nothing is used up.",
    decide: ({ bypass, isProven }) =>
      bypass !== null && isProven ? { granted: true, method: "BYPASS", until: bypass.until } : null,
  },
  {
    // With a bypass, and no challenge that is open, a wrong PIN counts as a failure: otherwise it could be guessed there.
    rule: "The answer could not be evaluated, and no bypass is valid or nothing was typed after a PIN that was right before: denied.",
    decide: ({ check, bypass, isCodeAlone, isEmpty }) =>
      check.obstacle !== null && (bypass === null || (isCodeAlone && isEmpty))
        ? denied(check.obstacle)
        : null,
  },
  {
    // It is not a guess: gateways send an empty passcode to find out whether a user needs a code.
    rule: "Nothing was given, and the person did not answer elsewhere with a proven PIN: denied.",
    decide: ({ isEmpty, answersElsewhere, isProven }) =>
      isEmpty && !(answersElsewhere && isProven) ? denied("NO_PASSCODE") : null,
  },
  {
    rule: "The PIN is not proven: denied, which counts as a failure. The answer, right or wrong, is not used up.",
    decide: ({ isProven }) => (isProven ? null : denied("WRONG_PIN", true)),
  },
  {
    rule: "The answer is wrong or was used before: denied, for its reason.",
    decide: ({ check: { verdict } }) =>
      verdict.kind === "WRONG" ? denied(verdict.reason, verdict.counts) : null,
  },
  {
    rule: "The answer is right: granted, and what it proves is used up.",
    decide: ({ check: { verdict } }) =>
      verdict.kind === "RIGHT" ? { granted: true, method: verdict.proof.method, proof: verdict.proof } : null,
  },
];

/**
 * Decides an attempt. What denies it whatever the answer is comes first; then the first of RULES that applies.
 * @throws TypeError when a token whose answers cannot be evaluated was not denied
 */
export function decide(facts: DecisiveFacts): Decision {
  const { obstacle, check, isCodeAlone, pinIsRight } = facts;
  if (obstacle !== null) return denied(obstacle);
  if (check === null) throw new TypeError("a token without a secret was not denied");
  const wasRight = isCodeAlone && (check.obstacle === null || check.obstacle === "NOT_ANSWERED");
  const known = { ...facts, check, isProven: pinIsRight || wasRight };
  for (const { decide: apply } of RULES) {
    const decision = apply(known);
    if (decision !== null) return decision;
  }
  throw new TypeError("no rule applies");
}
