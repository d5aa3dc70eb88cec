import { DURATIONS, GRANTERS } from "@tokenplane/rules/bypass-policy";
import { either } from "@tokenplane/rules/either";
import { quoted } from "@tokenplane/rules/words";
import { computed, nestedList, optionalComputed } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, nullable, string } from "../framework/types.js";
import { DescribeBypass, DescribeBypasses, TokenBy, type BypassFactsFragment } from "../client/operations.js";
import { readPages } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { called, idAlone, getName, noSuch, tokenRef } from "./naming.js";

const BY_SCOPE =
  "Write id alone, or a token (token_id or serial_number) with a scope (resource_id, resource_name or everywhere = true).";

/** The attributes that both data sources of bypasses have. */
export const bypassFields = {
  duration: computed(string, {
    description: `The duration that was granted: ${either(quoted(DURATIONS))}.`,
  }),
  reason: computed(nullable(string), { description: "Why it was granted; null when no reason was given." }),
  granted_at: computed(string, { description: "When it was granted." }),
  granted_by: computed(string, {
    description: `The role of the key that granted it: ${either(quoted(GRANTERS))}.`,
  }),
  granted_by_name: computed(string, {
    description: "The name of the key that granted it, at that time.",
  }),
  expires_at: computed(nullable(string), {
    description: "When it expires; null for a permanent one.",
  }),
  running: computed(boolean, { description: "Whether it runs." }),
  ended_at: computed(nullable(string), { description: "When it ended; null while it runs." }),
  ended_because: computed(nullable(string), {
    description:
      "Why it ended: `EXPIRED`, `REVOKED`, `REPLACED` by another, `UNASSIGNED` (the token was taken from its user) or `UNLINKED` (from the resource); null while it runs.",
  }),
  honoured: computed(
    nestedList({
      resource_id: computed(nullable(string), { description: "Where." }),
      until: computed(nullable(string), {
        description: "Until when; null if it works until somebody ends it.",
      }),
    }),
    { description: "The resources where it works now, under their current policies; none after its end." },
  ),
};

export function bypassRow(row: BypassFactsFragment) {
  return {
    id: row.id,
    token_id: row.token?.id ?? null,
    serial_number: row.token?.serialNumber ?? null,
    resource_id: row.resource?.id ?? null,
    resource_name: row.resource?.name ?? null,
    everywhere: row.everywhere,
    duration: row.duration,
    reason: row.reason,
    granted_at: row.grantedAt,
    granted_by: row.grantedBy,
    granted_by_name: row.grantedByName,
    expires_at: row.expiresAt,
    running: row.running,
    ended_at: row.endedAt,
    ended_because: row.endedBecause,
    honoured: row.honoured.map(({ resource, until }) => ({ resource_id: resource?.id ?? null, until })),
  };
}

export const bypassDataSource = defineDataSource<Tokenplane>()({
  description:
    "A bypass: by id, also one that has ended; or the one that runs for a token at a resource or everywhere.",
  attributes: {
    id: optionalComputed(string, { description: "The bypass's id. Write this alone, or a token." }),
    token_id: optionalComputed(nullable(string), {
      description: "The token's id. Write this or `serial_number`, with a scope.",
    }),
    serial_number: optionalComputed(nullable(string), {
      description: "The token's serial number; null for apps. Write this or `token_id`, with a scope.",
    }),
    resource_id: optionalComputed(nullable(string), {
      description: "Where: the resource's id; null for everywhere.",
    }),
    resource_name: optionalComputed(nullable(string), {
      description: "Where: the resource's name; null for everywhere.",
    }),
    everywhere: optionalComputed(boolean, {
      description: "Whether it is valid everywhere. Write `true` instead of a resource.",
    }),
    ...bypassFields,
  },
  *validate({ id, token_id, serial_number, resource_id, resource_name, everywhere }) {
    const token = { token_id, serial_number };
    // `everywhere = false` means the same as no value.
    const scope = { resource_id, resource_name, everywhere: everywhere === false ? null : everywhere };
    yield* idAlone(id, [token, scope], BY_SCOPE);
  },
  async read(config, { client: { client } }) {
    const { id, token_id, serial_number, resource_id, resource_name, everywhere } = config;
    if (id !== null) {
      const { bypass } = await client.ask(DescribeBypass, { id });
      if (bypass === null) throw noSuch("bypass", { attribute: "id", value: id });
      return bypassRow(bypass);
    }
    const token = tokenRef(token_id, serial_number);
    const filter = { running: true, token };
    const rows = await readPages(client, DescribeBypasses, { filter }, ({ bypasses }) => bypasses);
    const found = rows.find((row) =>
      everywhere === true
        ? row.everywhere
        : resource_id !== null
          ? row.resource?.id === resource_id
          : resource_name !== null && row.resource?.name === resource_name,
    );
    if (found !== undefined) return bypassRow(found);
    const name = getName({ token_id, serial_number });
    if ((await client.ask(TokenBy, { by: token })).token === null) throw noSuch("token", name);
    const place = everywhere === true ? null : getName({ resource_id, resource_name });
    throw new DiagnosticError(
      error(
        [place?.attribute ?? "everywhere"],
        "No such bypass",
        `No bypass of the token with ${called(name)} runs ${place === null ? "everywhere" : `at ${called(place)}`}.`,
      ),
    );
  },
});
