import { computed, optionalComputed } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, integer, nullable, string } from "../framework/types.js";
import { TokenBy, type TokenFieldsFragment } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { exactlyOne } from "./exactly-one.js";

/** What both data sources say of a token. What changes with every sign-in stands here alone, so that plans stay empty. */
export const tokenFields = {
  name: computed(string, { description: "What it is called." }),
  model: computed(string, { description: "What it is." }),
  user_id: computed(nullable(string), { description: "Whose it is; null for nobody's." }),
  status: computed(string, { description: "`ACTIVE`, or `PENDING` while it waits to be enrolled." }),
  enabled: computed(boolean, { description: "Whether it may be used." }),
  algorithm: computed(string, { description: "`TOTP`, `HOTP` or `OCRA`." }),
  digits: computed(integer, { description: "How long its codes are." }),
  hash: computed(string, { description: "`SHA1`, `SHA256` or `SHA512`." }),
  period_seconds: computed(nullable(integer), {
    description: "For how long a code is shown; null for tokens without a clock.",
  }),
  suite: computed(nullable(string), { description: "What an OCRA token's answers are made of." }),
  pin_position: computed(nullable(string), { description: "Where its PIN stands; null without one." }),
  drift: computed(integer, { description: "By how many steps its clock or counter is ahead." }),
  last_used_at: computed(nullable(string), { description: "When it last signed somebody in." }),
  consecutive_failures: computed(integer, {
    description: "How many wrong codes there were since the last right one.",
  }),
  locked: computed(boolean, { description: "Whether it is locked after wrong codes." }),
};

export function tokenRow(row: TokenFieldsFragment) {
  return {
    id: row.id,
    serial_number: row.serialNumber,
    name: row.name,
    model: row.model,
    user_id: row.user?.id ?? null,
    status: row.status,
    enabled: row.enabled,
    algorithm: row.oath.algorithm,
    digits: row.oath.digits,
    hash: row.oath.hash,
    period_seconds: row.oath.periodSeconds,
    suite: row.oath.ocraSuite,
    pin_position: row.pin?.position ?? null,
    drift: row.drift,
    last_used_at: row.lastUsedAt,
    consecutive_failures: row.consecutiveFailures,
    locked: row.lock !== null,
  };
}

export const tokenDataSource = defineDataSource<Tokenplane>()({
  description: "A token, by id or serial number.",
  attributes: {
    id: optionalComputed(string, { description: "The token's id. Write this, or `serial_number`." }),
    serial_number: optionalComputed(nullable(string), {
      description: "The serial number. Write this, or `id`.",
    }),
    ...tokenFields,
  },
  validate: ({ id, serial_number }) => exactlyOne({ id, serial_number }),
  async read({ id, serial_number }, { client: { client } }) {
    const by = id === null ? { serialNumber: serial_number ?? "" } : { id };
    const { token } = await client.ask(TokenBy, { by });
    if (token !== null) return tokenRow(token);
    const name = id === null ? "serial_number" : "id";
    throw new DiagnosticError(
      error(
        [name],
        "No such token",
        `There is no token with the ${name} ${JSON.stringify(id ?? serial_number)}.`,
      ),
    );
  },
});
