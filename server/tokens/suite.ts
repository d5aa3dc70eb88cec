import { counter as counterRule } from "@tokenplane/rules/counter";
import { TOKEN } from "@tokenplane/rules/fields";
import { parseSuite, type Suite } from "@tokenplane/rules/ocra-suite";
import { Refusal } from "@tokenplane/rules/refusal";
import { checkForm } from "../actions/validation.js";
import { pinDigest } from "../otp/ocra.js";
import type { Place } from "../secrets/secret-box.js";
import type { OcraInput } from "./model-choice.js";
import { checkPin } from "./pin.js";

type Path = readonly string[];

/** @throws Refusal that says what a suite is, when the text is none that is taken. */
function checkSuite(text: string, path: Path): Suite {
  return parseSuite(checkForm(text, TOKEN.suite, path));
}

/** The digest of the PIN that a suite asks for. @throws Refusal unless one is given exactly when it does. */
export function getSuitePin({ pin }: Suite, given: string | null | undefined, path: Path): Buffer | null {
  if (pin === null) {
    if (given == null) return null;
    throw new Refusal("VALIDATION_FAILED", "The suite has no PIN; leave suitePin out.", path);
  }
  if (given == null) {
    throw new Refusal("VALIDATION_FAILED", `The suite requires a PIN (P${pin}); give it in suitePin.`, path);
  }
  return pinDigest(pin, checkPin(given, path));
}

/** The counter of the next answer. @throws Refusal when the suite has none, and one is given. */
function getSuiteCounter({ counter }: Suite, given: number | null | undefined, path: Path): number {
  if (given == null) return 0;
  if (!counter) throw new Refusal("VALIDATION_FAILED", "The suite has no counter; leave counter out.", path);
  return checkForm(given, counterRule, path);
}

function blueprintWith(suite: Suite, suitePin: Buffer | null, counter: number) {
  return {
    kind: "OCRA",
    algorithm: "OCRA",
    digits: suite.digits,
    hash: suite.hash,
    periodSeconds: null,
    lastStep: counter - 1,
    issuer: null,
    ocraSuite: suite.text,
    suitePin,
  } as const;
}

/** The blueprint of a token that a suite gives. @throws Refusal VALIDATION_FAILED */
export function blueprintOfSuite(text: string, given: Pick<OcraInput, "suitePin" | "counter">, path: Path) {
  const suite = checkSuite(text, [...path, "suite"]);
  const suitePin = getSuitePin(suite, given.suitePin, [...path, "suitePin"]);
  return blueprintWith(suite, suitePin, getSuiteCounter(suite, given.counter, [...path, "counter"]));
}

/**
 * The blueprint that the suite of a token in a file gives. A PIN that the suite asks for is in no file: it is not set, until
 * tokenUpdate sets it.
 * @param counter of the next answer; 0 where the suite has none.
 * @throws Refusal VALIDATION_FAILED
 */
export function blueprintOfImportedSuite(text: string, counter: number) {
  return blueprintWith(checkSuite(text, []), null, counter);
}

/** The suite of a stored token; null when it is none of OCRA. */
export function getSuite({ ocraSuite }: { readonly ocraSuite: string | null }): Suite | null {
  return ocraSuite === null ? null : parseSuite(ocraSuite);
}

/** The place where the digest of the PIN that a token's suite asks for is stored. */
export function suitePinAad(accountId: string, tokenId: string): Place {
  return { account: accountId, table: "tokens", column: "suite_pin", row: tokenId };
}
