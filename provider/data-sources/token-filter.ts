// The filter of a data source or a list resource for tokens.
import { moment } from "@tokenplane/rules/moment";
import { optional, type KnownConfigOf } from "../framework/attributes.js";
import { boolean, string } from "../framework/types.js";
import type { TokenFilter, TokenKind, TokenStatus } from "../client/operations.js";
import { ALL_MODELS } from "../resources/token-model.js";
import { form, oneOf } from "../validators.js";

const KINDS = ["HARDWARE", "SOFTWARE", "UNIVERSAL"] as const satisfies TokenKind[];
const STATUSES = ["ACTIVE", "PENDING"] as const satisfies TokenStatus[];

export const tokenFilterAttributes = {
  text: optional(string, {
    description:
      "Only those that match: each of these words must be the beginning of a word in the name or the serial number, or in the login, names, e-mail address or phone number of the user.",
  }),
  kind: optional(string, {
    description: "Only this kind: `HARDWARE`, `SOFTWARE` or `UNIVERSAL`.",
    validators: [oneOf(KINDS)],
  }),
  model: optional(string, {
    description: "Only this model, such as `PROTECTIMUS_TWO` or `SMS`.",
    validators: [oneOf(ALL_MODELS)],
  }),
  status: optional(string, {
    description: "Only `ACTIVE` ones, or only those that are `PENDING`.",
    validators: [oneOf(STATUSES)],
  }),
  user_id: optional(string, { description: "Only this user's." }),
  resource_id: optional(string, { description: "Only those that are linked to this resource." }),
  assigned: optional(boolean, {
    description: "Only those that have a user, or only those that have none.",
  }),
  enabled: optional(boolean, { description: "Only those that may be used, or only those that may not." }),
  locked: optional(boolean, { description: "Only those that are locked, or only those that are not." }),
  bypassed: optional(boolean, {
    description: "Only those with a running bypass, or only those without.",
  }),
  used_after: optional(string, {
    description: "Only those that were last used at this moment (RFC 3339) or later.",
    validators: [form(moment)],
  }),
  used_before: optional(string, {
    description: "Only those that were last used before this moment (RFC 3339).",
    validators: [form(moment)],
  }),
  valid: optional(boolean, {
    description:
      "Only those that are valid now, or only those that are not valid yet or any more (`valid_from`, `valid_until`).",
  }),
  valid_until_before: optional(string, {
    description: "Only those whose validity ends before this moment (RFC 3339).",
    validators: [form(moment)],
  }),
};

/** The filter that the server gets. */
export function tokenFilter(config: KnownConfigOf<typeof tokenFilterAttributes>): TokenFilter {
  const { text, assigned, enabled, locked, bypassed, user_id, resource_id } = config;
  return {
    text,
    assigned,
    enabled,
    locked,
    bypassed,
    kind: KINDS.find((one) => one === config.kind) ?? null,
    model: ALL_MODELS.find((one) => one === config.model) ?? null,
    status: STATUSES.find((one) => one === config.status) ?? null,
    usedAfter: config.used_after,
    usedBefore: config.used_before,
    valid: config.valid,
    validUntilBefore: config.valid_until_before,
    ...(user_id === null ? {} : { user: { id: user_id } }),
    ...(resource_id === null ? {} : { resource: { id: resource_id } }),
  };
}
