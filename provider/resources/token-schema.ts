// What a configuration says of a token, and how a state is made of what the server says.
import { TOKEN } from "@tokenplane/rules/fields";
import {
  computed,
  identifier,
  optional,
  optionalComputed,
  required,
  withDefault,
  writeOnly,
} from "../framework/attributes.js";
import {
  requiresReplace,
  requiresReplaceIfConfigured,
  useStateForUnknown,
  useStateForUnknownEvenNull,
} from "../framework/plan-modifiers.js";
import { boolean, integer, nullable, string } from "../framework/types.js";
import type { PinPosition, TokenFieldsFragment } from "../client/operations.js";
import { form, isSameMoment, oneOf } from "../validators.js";
import { ALGORITHMS, ALL_MODELS, HASHES, MODELS, PROGRAMMED_MODELS } from "./token-model.js";

export const PIN_POSITIONS = ["BEFORE_OTP", "AFTER_OTP"] as const satisfies PinPosition[];

/** Serial numbers ignore case; where there is none, it is an app. */
function isSameSerial(one: string | null, other: string | null): boolean {
  return one?.toLowerCase() === other?.toLowerCase();
}

/** What the server decides where the configuration is silent, and what makes another token. */
const fixed = [requiresReplaceIfConfigured(), useStateForUnknownEvenNull()];

export const tokenAttributes = {
  id: identifier(string, { description: "The token's id." }),
  name: optionalComputed(string, {
    description:
      "What it is called. Left out, it is the serial number of a token that is made here, and is not managed afterwards; an app needs a name.",
    validators: [form(TOKEN.name)],
    planModifiers: [useStateForUnknown()],
  }),
  model: required(string, {
    description: `What it is: ${MODELS.map((model) => `\`${model}\``).join(", ")}; ${PROGRAMMED_MODELS.map((model) => `\`${model}\``).join(", ")} are made elsewhere and imported. Another model is another token.`,
    validators: [oneOf(ALL_MODELS)],
    planModifiers: [requiresReplace()],
  }),
  serial_number: optionalComputed(nullable(string), {
    description: "What is printed on the device, whatever its case. Another number is another token.",
    validators: [form(TOKEN.serialNumber)],
    sameMeaning: isSameSerial,
    planModifiers: fixed,
  }),
  user_id: optionalComputed(nullable(string), {
    description:
      "Whose it is. Left out, it is not managed here: `tokenplane_token_user` or somebody else says it. Another user gets the PIN in `pin_wo`: the one before ends with its user.",
    planModifiers: [useStateForUnknownEvenNull()],
  }),
  algorithm: optionalComputed(string, {
    description: `${ALGORITHMS.map((algorithm) => `\`${algorithm}\``).join(", ")}, where the model leaves it open.`,
    validators: [oneOf(ALGORITHMS)],
    planModifiers: fixed,
  }),
  digits: optionalComputed(integer, {
    description:
      "How long its codes are, 6 to 8 (a Smart token: 6 or 8), where the model leaves it open. Changed in place for `UNIVERSAL` tokens.",
    planModifiers: [useStateForUnknown()],
  }),
  hash: optionalComputed(string, {
    description: `${HASHES.map((hash) => `\`${hash}\``).join(", ")}, where the model leaves it open.`,
    validators: [oneOf(HASHES)],
    planModifiers: fixed,
  }),
  period_seconds: optionalComputed(nullable(integer), {
    description: "For how long a code of a TOTP token is shown, in seconds.",
    planModifiers: fixed,
  }),
  suite: optionalComputed(nullable(string), {
    description: "What an OCRA token's answers are made of (RFC 6287), such as `OCRA-1:HOTP-SHA1-6:QN08`.",
    validators: [form(TOKEN.suite)],
    planModifiers: fixed,
  }),
  enabled: withDefault(boolean, true, { description: "Whether it may be used. Default: `true`." }),
  secret_wo: writeOnly(string, {
    description:
      "The device's secret in Base32. It is sent once and stored in no plan and no state. A software token needs none: its user enrols it.",
    sensitive: true,
    validators: [form(TOKEN.secret)],
  }),
  secret_wo_version: optional(integer, {
    description:
      "Another number sends `secret_wo` again: the device has a new secret. The first number after an import sends nothing.",
  }),
  pin_position: optional(string, {
    description: `Where the PIN stands in a passcode: ${PIN_POSITIONS.map((position) => `\`${position}\``).join(", ")}. Needed with \`pin_wo\`.`,
    validators: [oneOf(PIN_POSITIONS)],
  }),
  pin_wo: writeOnly(string, {
    description: "The PIN, 4 to 12 digits. It is sent once and stored in no plan and no state.",
    sensitive: true,
    validators: [form(TOKEN.pin)],
  }),
  pin_wo_version: optional(integer, {
    description: "Another number sends `pin_wo` again. The first number after an import sends nothing.",
  }),
  valid_from: optional(string, {
    description:
      "From when its codes are accepted (RFC 3339). Left out, there is no such moment. The same moment in another offset is no change.",
    validators: [form(TOKEN.validFrom)],
    sameMeaning: isSameMoment,
  }),
  valid_until: optional(string, {
    description:
      "Until when its codes are accepted (RFC 3339): at this moment they are not any more, and a bypass does not change that. Left out, there is no such moment.",
    validators: [form(TOKEN.validUntil)],
    sameMeaning: isSameMoment,
  }),
  status: computed(string, {
    description: "`ACTIVE`, or `PENDING` while a software token waits for its user to enrol it.",
  }),
};

export const tokenTold = {
  attributes: Object.keys(tokenAttributes),
  renamed: {
    secret: "secret_wo",
    suitePin: "pin_wo",
    pin: "pin_wo",
    value: "pin_wo",
    position: "pin_position",
    to: "user_id",
    user: "user_id",
  },
};

/** What the server says of a token, and what only the configuration does. */
export function tokenState(
  token: TokenFieldsFragment,
  own: { readonly secret_wo_version: number | null; readonly pin_wo_version: number | null },
) {
  return {
    id: token.id,
    name: token.name,
    model: token.model,
    serial_number: token.serialNumber,
    user_id: token.user?.id ?? null,
    algorithm: token.oath.algorithm,
    digits: token.oath.digits,
    hash: token.oath.hash,
    period_seconds: token.oath.periodSeconds,
    suite: token.oath.ocraSuite,
    enabled: token.enabled,
    pin_position: token.pin?.position ?? null,
    valid_from: token.validFrom,
    valid_until: token.validUntil,
    status: token.status,
    secret_wo_version: own.secret_wo_version,
    pin_wo_version: own.pin_wo_version,
  };
}
