// The attributes of a token, and its state from the server's answer.
import { TOKEN, USER } from "@tokenplane/rules/fields";
import {
  computed,
  identifier,
  optional,
  optionalComputed,
  required,
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
import { isSameTarget, targetForm, targetState, type KnownTarget } from "./token-target.js";

export const PIN_POSITIONS = ["BEFORE_OTP", "AFTER_OTP"] as const satisfies PinPosition[];

/** Serial numbers ignore case. Software tokens have none. */
function isSameSerial(one: string | null, other: string | null): boolean {
  return one?.toLowerCase() === other?.toLowerCase();
}

/**
 * For attributes that the server decides when the configuration does not set them, and whose change means another
 * token.
 */
const fixed = [requiresReplaceIfConfigured(), useStateForUnknownEvenNull()];

const TARGET =
  "The server shows only a mask of it, so a plan sees a change elsewhere only if the mask changes. The person must confirm a new one; until then, codes go to the previous one. If this is left out, it is not managed here.";

export const tokenAttributes = {
  id: identifier(string, { description: "The token's id." }),
  name: optionalComputed(string, {
    description:
      "Its name. Default: the serial number of a token that is created here; the name is then not managed afterwards. A software token needs a name.",
    validators: [form(TOKEN.name)],
    planModifiers: [useStateForUnknown()],
  }),
  model: required(string, {
    description: `The model: ${MODELS.map((model) => `\`${model}\``).join(", ")}; ${PROGRAMMED_MODELS.map((model) => `\`${model}\``).join(", ")} are created elsewhere and imported. A change replaces the token.`,
    validators: [oneOf(ALL_MODELS)],
    planModifiers: [requiresReplace()],
  }),
  serial_number: optionalComputed(nullable(string), {
    description:
      "The serial number, as printed on the device; upper and lower case are the same. A change replaces the token.",
    validators: [form(TOKEN.serialNumber)],
    sameMeaning: isSameSerial,
    planModifiers: fixed,
  }),
  user_id: optionalComputed(nullable(string), {
    description:
      "The id of its user. If this is left out, the user is not managed here, but by `tokenplane_token_user` or by other means. When the user changes, the old PIN is removed; `pin_wo` is the new user's PIN.",
    planModifiers: [useStateForUnknownEvenNull()],
  }),
  phone_number: optionalComputed(nullable(string), {
    description: `The mobile number of an \`SMS\` token, with its country code. ${TARGET}`,
    validators: [targetForm(USER.phoneNumber)],
    sameMeaning: isSameTarget("SMS"),
    planModifiers: [useStateForUnknownEvenNull()],
  }),
  address: optionalComputed(nullable(string), {
    description: `The e-mail address of an \`EMAIL\` token. ${TARGET}`,
    validators: [targetForm(USER.email)],
    sameMeaning: isSameTarget("EMAIL"),
    planModifiers: [useStateForUnknownEvenNull()],
  }),
  channel_id: optionalComputed(nullable(string), {
    description:
      "The id of the channel of a `BOT` token, whose bot sends the codes. A change replaces the token.",
    planModifiers: fixed,
  }),
  chat_id: optionalComputed(nullable(string), {
    description: `The id of the chat of a \`BOT\` token. A Telegram bot learns it when the person opens the chat: leave it out then. ${TARGET}`,
    validators: [targetForm(TOKEN.chatId)],
    sameMeaning: isSameTarget("BOT"),
    planModifiers: [useStateForUnknownEvenNull()],
  }),
  algorithm: optionalComputed(nullable(string), {
    description: `${ALGORITHMS.map((algorithm) => `\`${algorithm}\``).join(", ")}, if the model allows a choice.`,
    validators: [oneOf(ALGORITHMS)],
    planModifiers: fixed,
  }),
  digits: optionalComputed(nullable(integer), {
    description:
      "The number of digits of its codes, 6 to 8 (a Smart token: 6 or 8), if the model allows a choice. It is changed in place for `UNIVERSAL` tokens.",
    planModifiers: [useStateForUnknownEvenNull()],
  }),
  hash: optionalComputed(nullable(string), {
    description: `${HASHES.map((hash) => `\`${hash}\``).join(", ")}, if the model allows a choice.`,
    validators: [oneOf(HASHES)],
    planModifiers: fixed,
  }),
  period_seconds: optionalComputed(nullable(integer), {
    description: "How long a code of a TOTP token is shown, in seconds.",
    planModifiers: fixed,
  }),
  suite: optionalComputed(nullable(string), {
    description:
      "The suite of an OCRA token: how its answers are computed (RFC 6287), such as `OCRA-1:HOTP-SHA1-6:QN08`.",
    validators: [form(TOKEN.suite)],
    planModifiers: fixed,
  }),
  enabled: optionalComputed(boolean, {
    description:
      "Whether it may be used. If this is left out, a token is created enabled, and this is then not managed here: a token that its user reported as lost, or that somebody disabled, stays disabled.",
    planModifiers: [useStateForUnknown()],
  }),
  secret_wo: writeOnly(string, {
    description:
      "The device's secret in Base32. It is sent once and stored in no plan and no state. A software token needs none: its user enrols it.",
    sensitive: true,
    validators: [form(TOKEN.secret)],
  }),
  secret_wo_version: optional(integer, {
    description:
      "Another number sends `secret_wo` again, because the device has a new secret. The first number after an import sends nothing.",
  }),
  pin_position: optional(string, {
    description: `Where the PIN is typed in a passcode: ${PIN_POSITIONS.map((position) => `\`${position}\``).join(", ")}. Needed with \`pin_wo\`. If this is left out, the token has no PIN: the next apply removes a PIN that was set elsewhere, such as in the portal.`,
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
      "The moment from which its codes are accepted (RFC 3339). Default: no limit. The same moment with another offset is no change.",
    validators: [form(TOKEN.validFrom)],
    sameMeaning: isSameMoment,
  }),
  valid_until: optional(string, {
    description:
      "The moment at which its codes stop being accepted (RFC 3339), with or without a bypass. Default: no limit.",
    validators: [form(TOKEN.validUntil)],
    sameMeaning: isSameMoment,
  }),
  status: computed(string, {
    description: "`ACTIVE`, or `PENDING` while a software token waits for its user to enrol it.",
  }),
  sent_to: computed(nullable(string), {
    description:
      "Where its codes are sent now, masked, such as `+49•••••••34`; null for a token that computes codes or sends push requests, and until a Telegram chat is known.",
  }),
};

export const tokenErrorMapping = {
  attributes: Object.keys(tokenAttributes),
  renamed: {
    secret: "secret_wo",
    suitePin: "pin_wo",
    pin: "pin_wo",
    value: "pin_wo",
    position: "pin_position",
    to: "user_id",
    user: "user_id",
    channel: "channel_id",
    // A feature that the server lacks for the model.
    push: "model",
  },
};

/** The values in the state of a token that was found, before a configuration says more. */
export const NOTHING_KNOWN = { secret_wo_version: null, pin_wo_version: null } as const;

/** The state: the server's values, and those that only the configuration has. */
export function tokenState(
  token: TokenFieldsFragment,
  own: KnownTarget & { readonly secret_wo_version: number | null; readonly pin_wo_version: number | null },
) {
  return {
    id: token.id,
    name: token.name,
    model: token.model,
    serial_number: token.serialNumber,
    user_id: token.user?.id ?? null,
    ...targetState(token, own),
    algorithm: token.oath?.algorithm ?? null,
    digits: token.oath?.digits ?? null,
    hash: token.oath?.hash ?? null,
    period_seconds: token.oath?.periodSeconds ?? null,
    suite: token.oath?.ocraSuite ?? null,
    enabled: token.enabled,
    pin_position: token.pin?.position ?? null,
    valid_from: token.validFrom,
    valid_until: token.validUntil,
    status: token.status,
    secret_wo_version: own.secret_wo_version,
    pin_wo_version: own.pin_wo_version,
  };
}
