import { computed, optionalComputed } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, integer, nullable, string } from "../framework/types.js";
import { DescribeToken, type TokenFactsFragment } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { exactlyOne, getName, noSuch, tokenRef } from "./naming.js";

/**
 * The attributes that both data sources of tokens have. Values that change with every sign-in are only here, not in the
 * resource, so that plans stay empty.
 */
export const tokenFields = {
  name: computed(string, { description: "Its name." }),
  kind: computed(string, {
    description: "Its kind: `HARDWARE`, `SOFTWARE` or `UNIVERSAL` (any vendor's).",
  }),
  model: computed(string, { description: "The product, such as `PROTECTIMUS_TWO`." }),
  user_id: computed(nullable(string), { description: "The id of its user; null for none." }),
  login: computed(nullable(string), { description: "That user's login; null for none." }),
  status: computed(string, { description: "`ACTIVE`, or `PENDING` while it waits to be enrolled." }),
  enabled: computed(boolean, { description: "Whether it may be used." }),
  algorithm: computed(nullable(string), {
    description:
      "`TOTP`, `HOTP` or `OCRA`; null for a token whose codes are sent or that sends push requests.",
  }),
  digits: computed(nullable(integer), {
    description:
      "The number of digits of its codes; null for a token whose codes are sent or that sends push requests.",
  }),
  hash: computed(nullable(string), {
    description:
      "`SHA1`, `SHA256` or `SHA512`; null for a token whose codes are sent or that sends push requests.",
  }),
  period_seconds: computed(nullable(integer), {
    description: "How long a code is shown, in seconds; null for tokens without a clock.",
  }),
  suite: computed(nullable(string), {
    description: "The suite of an OCRA token: how its answers are computed; null for others.",
  }),
  sent_to: computed(nullable(string), {
    description:
      "Where its codes are sent, masked, such as `+49•••••••34`; null for a token that computes codes or sends push requests, and until a Telegram chat is known.",
  }),
  channel_id: computed(nullable(string), {
    description: "The id of the channel of a bot's token; null for others.",
  }),
  phone_fingerprint: computed(nullable(string), {
    description:
      "SHA-256 of the key of a `PUSH` token's phone, in hexadecimal digits; null for others, and while no phone is confirmed.",
  }),
  phone_connected_at: computed(nullable(string), {
    description: "When that phone was connected; null without one.",
  }),
  pin_position: computed(nullable(string), {
    description: "Where its PIN is typed, `BEFORE_OTP` or `AFTER_OTP`; null without one.",
  }),
  valid_from: computed(nullable(string), {
    description: "The moment from which its codes are accepted; null for no limit.",
  }),
  valid_until: computed(nullable(string), {
    description: "The moment at which its codes stop being accepted; null for no limit.",
  }),
  drift: computed(integer, {
    description:
      "How many steps its clock is known to be ahead; negative if it is behind; 0 for tokens without a clock.",
  }),
  last_used_at: computed(nullable(string), {
    description: "When a code of it was last used; null when none was.",
  }),
  failures: computed(integer, {
    description: "How many wrong codes there were since the last right one or the last unlock.",
  }),
  consecutive_failures: computed(integer, {
    description: "How many wrong codes there were since the last right one.",
  }),
  locked: computed(boolean, { description: "Whether it is locked after wrong codes." }),
  locked_until: computed(nullable(string), {
    description: "When the lock ends by itself; null when somebody must end it, and without a lock.",
  }),
  lock_reason: computed(nullable(string), {
    description:
      "`FAILURES` for as many wrong codes as the resource allows, `FAILURE_CEILING` for 100 in a row, which only an administrator unlocks; null without a lock.",
  }),
  enrolment_expires_at: computed(nullable(string), {
    description: "Until when a first code must confirm a new secret; null when no enrolment is open.",
  }),
  enrolment_attempts_left: computed(nullable(integer), {
    description: "After how many more wrong codes the new secret is deleted; null when no enrolment is open.",
  }),
  created_at: computed(string, { description: "When it was created." }),
  updated_at: computed(string, { description: "When its settings last changed." }),
};

export function tokenRow(row: TokenFactsFragment) {
  return {
    id: row.id,
    serial_number: row.serialNumber,
    name: row.name,
    kind: row.kind,
    model: row.model,
    user_id: row.user?.id ?? null,
    login: row.user?.login ?? null,
    status: row.status,
    enabled: row.enabled,
    algorithm: row.oath?.algorithm ?? null,
    digits: row.oath?.digits ?? null,
    hash: row.oath?.hash ?? null,
    period_seconds: row.oath?.periodSeconds ?? null,
    suite: row.oath?.ocraSuite ?? null,
    sent_to: row.delivery?.sentTo ?? null,
    channel_id: row.delivery?.channel?.id ?? null,
    phone_fingerprint: row.device?.fingerprint ?? null,
    phone_connected_at: row.device?.rolledOutAt ?? null,
    pin_position: row.pin?.position ?? null,
    valid_from: row.validFrom,
    valid_until: row.validUntil,
    drift: row.drift,
    last_used_at: row.lastUsedAt,
    failures: row.failures,
    consecutive_failures: row.consecutiveFailures,
    locked: row.lock !== null,
    locked_until: row.lock?.until ?? null,
    lock_reason: row.lock?.reason ?? null,
    enrolment_expires_at: row.enrolment?.expiresAt ?? null,
    enrolment_attempts_left: row.enrolment?.attemptsLeft ?? null,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

export const tokenDataSource = defineDataSource<Tokenplane>()({
  description: "A token, by id or serial number.",
  attributes: {
    id: optionalComputed(string, { description: "The token's id. Write this, or `serial_number`." }),
    serial_number: optionalComputed(nullable(string), {
      description:
        "The serial number, as printed on the device; null for software tokens. Write this, or `id`.",
    }),
    ...tokenFields,
  },
  validate: ({ id, serial_number }) => exactlyOne({ id, serial_number }),
  async read({ id, serial_number }, { client: { client } }) {
    const { token } = await client.ask(DescribeToken, { by: tokenRef(id, serial_number) });
    if (token === null) throw noSuch("token", getName({ id, serial_number }));
    return tokenRow(token);
  },
});
