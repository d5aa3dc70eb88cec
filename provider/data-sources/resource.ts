import { computed, optionalComputed } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, integer, list, string } from "../framework/types.js";
import { ResourceBy, type ResourceFieldsFragment } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { exactlyOne } from "./exactly-one.js";

/** What both data sources say of a resource. */
export const resourceFields = {
  failed_attempts_before_lock: computed(integer, {
    description: "After how many wrong codes in a row a token is locked here.",
  }),
  lock_minutes: computed(integer, {
    description: "For how long it is locked then, in minutes; 0 until it is unlocked by hand.",
  }),
  allowed_addresses: computed(list(string), {
    description: "From which addresses people may sign in; empty for all.",
  }),
  enabled: computed(boolean, { description: "Whether anyone may sign in here." }),
};

export function resourceRow(row: ResourceFieldsFragment) {
  return {
    id: row.id,
    name: row.name,
    failed_attempts_before_lock: row.failedAttemptsBeforeLock,
    lock_minutes: row.lockMinutes,
    allowed_addresses: row.allowedAddresses,
    enabled: row.enabled,
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
    const { resource } = await client.ask(ResourceBy, { by: id === null ? { name: name ?? "" } : { id } });
    if (resource !== null) return resourceRow(resource);
    throw new DiagnosticError(
      error(
        [id === null ? "name" : "id"],
        "No such resource",
        `There is no resource with the ${id === null ? "name" : "id"} ${JSON.stringify(id ?? name)}.`,
      ),
    );
  },
});
