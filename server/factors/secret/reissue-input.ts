import { parseSecret } from "@tokenplane/files/secret";
import { counter as counterRule } from "@tokenplane/rules/counter";
import {
  digits as lengthOfCodes,
  getModel,
  reissueAsksFor,
  type ReissueField,
} from "@tokenplane/rules/models";
import { Refusal } from "@tokenplane/rules/refusal";
import { checkForm, checkName } from "../../actions/validation.js";
import type { TokenRow } from "../../tokens/token-store.js";
import { getSuite } from "../../tokens/suite.js";
import type { ReissueInput } from "../reissue-input.js";

/** The plan for a token's next secret, once the input is checked. */
export interface ReissuePlan {
  /** null when the server makes it. */
  readonly given: Buffer | null;
  /** The last used counter of a device that comes with one; -1 for a new one. */
  readonly lastStep: number;
  /** Whether the counter was given, and is not the default. */
  readonly asksForCounter: boolean;
  readonly digits: number;
  readonly issuer: string | null;
}

const NOT_TAKEN: Readonly<Record<ReissueField, string>> = {
  secret: "The server generates the secret of this model; leave secret out.",
  secretEncoding: "The server generates the secret of this model; leave secretEncoding out.",
  counter: "A new secret of this model starts at its first code; leave counter out.",
  acceptShortSecrets: "The server generates the secret of this model; leave acceptShortSecrets out.",
  digits: "A new secret does not change the code length of this model; leave digits out.",
  issuer: "A given secret is not shown as a QR code; leave issuer out.",
};

function isField(name: string): name is ReissueField {
  return Object.hasOwn(NOT_TAKEN, name);
}

function givenSecret({ secret, secretEncoding, acceptShortSecrets }: ReissueInput): Buffer {
  if (secret == null) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "This model gets its secret from the vendor: give the new device's secret.",
      ["input", "secret"],
    );
  }
  if (secretEncoding == null) {
    throw new Refusal("VALIDATION_FAILED", "Give secretEncoding: how the secret is written.", [
      "input",
      "secretEncoding",
    ]);
  }
  return parseSecret({ secret, secretEncoding, acceptShortSecrets }, ["input", "secret"]);
}

/** Checks what a token is reissued with: just what its model asks for. @throws Refusal */
export function reissuePlan(token: TokenRow, input: ReissueInput): ReissuePlan {
  const model = getModel(token.model);
  const taken = reissueAsksFor(model);
  for (const [field, value] of Object.entries(input)) {
    if (value == null || value === false || !isField(field) || taken.includes(field)) continue;
    throw new Refusal("NOT_SUPPORTED_BY_MODEL", NOT_TAKEN[field], ["input", field]);
  }
  const { counter, digits, issuer } = input;
  if (counter != null && token.algorithm !== "HOTP" && getSuite(token)?.counter !== true) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "Only HOTP codes and OCRA suites with C have a counter; leave it out.",
      ["input", "counter"],
    );
  }
  return {
    given: model.secret === "GIVEN" ? givenSecret(input) : null,
    lastStep: checkForm(counter ?? 0, counterRule, ["input", "counter"]) - 1,
    asksForCounter: counter != null,
    digits: digits == null ? token.digits : checkForm(digits, lengthOfCodes(model), ["input", "digits"]),
    issuer: issuer == null ? null : checkName(issuer, ["input", "issuer"]),
  };
}
