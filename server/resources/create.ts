import { normalizeBlock } from "@tokenplane/rules/addresses";
import { RESOURCE } from "@tokenplane/rules/fields";
import { takeQuota } from "../accounts/quota.js";
import { builder } from "../graphql/builder.js";
import { Refusal } from "../graphql/errors.js";
import type { Action, InputBuilder } from "../graphql/mutation.js";
import { checkForm, checkForms } from "../graphql/validation.js";
import { resourceColumns, type ResourceFields, type ResourceRow } from "./store.js";

/** The fields of a new resource. */
export function newResourceFields(t: InputBuilder) {
  return {
    name: t.string({ required: true, description: "Its name: 1 to 50 characters, unique in the account." }),
    failedAttemptsBeforeLock: t.int({
      defaultValue: 5,
      description: "How many wrong codes lock a token here: 3 to 10.",
    }),
    lockMinutes: t.int({
      defaultValue: 5,
      description:
        "How long such a lock holds, in minutes, up to 43,200 (30 days); 0 means until someone unlocks the token.",
    }),
    allowedAddresses: t.stringList({
      description:
        "CIDR blocks (10.0.0.0/8) or addresses from which clients may sign in, at most 200; empty means from everywhere.",
    }),
    enabled: t.boolean({ defaultValue: true, description: "Whether anybody may sign in here." }),
  };
}

export const NewResourceInput = builder.inputType("NewResourceInput", {
  description: "A resource to create in the same step.",
  fields: newResourceFields,
});

/** The refusal of a name that another resource has. */
export function nameTaken(path: readonly string[]): Refusal {
  return new Refusal("ALREADY_EXISTS", "Another resource has this name.", path);
}

/** Checks a resource's fields. @param path of the input that holds them. @throws Refusal VALIDATION_FAILED */
export function checkResourceFields(fields: ResourceFields, path: readonly string[]): ResourceFields {
  const { name, failedAttemptsBeforeLock, lockMinutes, allowedAddresses } = fields;
  checkForm(name, RESOURCE.name, [...path, "name"]);
  checkForm(failedAttemptsBeforeLock, RESOURCE.failedAttemptsBeforeLock, [
    ...path,
    "failedAttemptsBeforeLock",
  ]);
  checkForm(lockMinutes, RESOURCE.lockMinutes, [...path, "lockMinutes"]);
  checkForms(allowedAddresses, RESOURCE.allowedAddresses, [...path, "allowedAddresses"]);
  const blocks = allowedAddresses.map((block) => normalizeBlock(block) ?? block);
  return { ...fields, allowedAddresses: [...new Set(blocks)] };
}

/** Creates a resource in an action. @param path of the input. @throws Refusal */
export async function createResource(
  action: Action,
  input: typeof NewResourceInput.$inferInput,
  path: readonly string[],
): Promise<ResourceRow> {
  const { transaction, accountId, now } = action;
  const fields = checkResourceFields(
    {
      name: input.name,
      failedAttemptsBeforeLock: input.failedAttemptsBeforeLock ?? 5,
      lockMinutes: input.lockMinutes ?? 5,
      allowedAddresses: input.allowedAddresses ?? [],
      enabled: input.enabled ?? true,
    },
    path,
  );
  await takeQuota(transaction, accountId, "resources");
  const resource = await transaction.resource.create({
    data: {
      accountId,
      id: action.newId(),
      ...resourceColumns(fields),
      createdAt: new Date(now),
      updatedAt: new Date(now),
    },
  });
  action.record({ type: "RESOURCE_CREATED", resource, summary: `Resource ${resource.name} was created.` });
  return resource;
}
