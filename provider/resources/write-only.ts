// When a value that no state has is sent to something that exists: another number of its version asks for it.
import { error, type Diagnostic } from "../framework/diagnostic.js";
import { isUnknown, type Unknown } from "../plugin/cty/value.js";

/** A version before and after a change. */
export interface Version {
  readonly prior: number | null;
  readonly plan: number | null | Unknown;
  /** Whether the first number only describes what was imported. */
  readonly isAdopted: boolean;
}

/** Whether a version is the first one after an import. It sends nothing. */
export function isAdopting({ prior, plan, isAdopted }: Version): boolean {
  return isAdopted && prior === null && plan !== null && !isUnknown(plan);
}

/** Whether a version means that its value is sent. One that is removed leaves what the server has. */
export function isSentAgain(version: Version): boolean {
  const { prior, plan } = version;
  return plan !== null && !isUnknown(plan) && plan !== prior && !isAdopting(version);
}

/** Checks that a value is there when its version means that it is sent: otherwise, the next plan would not send it. */
export function* checkSent(
  name: "secret_wo" | "secrets_wo" | "pin_wo",
  version: Version,
  value: unknown,
): Iterable<Diagnostic> {
  if (value !== null || !isSentAgain(version)) return;
  yield error(
    [name],
    "Something is missing",
    `A new number for ${name}_version sends ${name} again. Write ${name}, or write the previous number.`,
  );
}
