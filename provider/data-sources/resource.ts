import { computed, nestedObject, nullableObject, optionalComputed } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, integer, list, string } from "../framework/types.js";
import { DescribeResource, type ResourceFactsFragment } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { exactlyOne, getName, noSuch, resourceRef } from "./naming.js";
import { policyFields, policyRow } from "./policy.js";
import { selfServiceRow } from "../resources/self-service-policy.js";
import { selfServiceFields } from "./self-service.js";

/** The attributes that both data sources of resources have. */
export const resourceFields = {
  failed_attempts_before_lock: computed(integer, {
    description: "How many wrong codes in a row lock a token here.",
  }),
  lock_minutes: computed(integer, {
    description: "How long such a lock lasts, in minutes; 0 means until it is unlocked by hand.",
  }),
  allowed_addresses: computed(list(string), {
    description: "The addresses from which people may sign in, as CIDR blocks; empty for all.",
  }),
  pin_before_sending: computed(boolean, {
    description: "Whether a code is sent, or a request shown on a phone, only after the right PIN.",
  }),
  push_confirmation: computed(string, {
    description: "How a request on a phone is confirmed: `CODE`, `CHOICE` or `APPROVE`.",
  }),
  enabled: computed(boolean, { description: "Whether anyone may sign in here." }),
  bypass_policy: computed(nestedObject(policyFields), {
    description:
      "The bypass policy that applies here: the resource's own, the account's, or the built-in one.",
  }),
  self_service_policy: computed(nullableObject(nestedObject(selfServiceFields)), {
    description: "What users may do by themselves in the portal of the resource; null when it has no portal.",
  }),
  created_at: computed(string, { description: "When the resource was created." }),
  updated_at: computed(string, { description: "When the resource last changed." }),
};

export function resourceRow(row: ResourceFactsFragment) {
  return {
    id: row.id,
    name: row.name,
    failed_attempts_before_lock: row.failedAttemptsBeforeLock,
    lock_minutes: row.lockMinutes,
    allowed_addresses: row.allowedAddresses,
    pin_before_sending: row.pinBeforeSending,
    push_confirmation: row.pushConfirmation,
    enabled: row.enabled,
    bypass_policy: policyRow(row.effectiveBypassPolicy),
    self_service_policy: row.selfService === null ? null : selfServiceRow(row.selfService),
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

export const resourceDataSource = defineDataSource<Tokenplane>()({
  description: "A resource, by id or name.",
  attributes: {
    id: optionalComputed(string, { description: "The resource's id. Write this, or `name`." }),
    name: optionalComputed(string, { description: "The name. Write this, or `id`." }),
    ...resourceFields,
  },
  validate: ({ id, name }) => exactlyOne({ id, name }),
  async read({ id, name }, { client: { client } }) {
    const { resource } = await client.ask(DescribeResource, { by: resourceRef(id, name) });
    if (resource === null) throw noSuch("resource", getName({ id, name }));
    return resourceRow(resource);
  },
});
