import { takeQuota } from "../accounts/quota.js";
import { builder } from "../graphql/builder.js";
import { Refusal } from "../graphql/errors.js";
import type { Action, InputBuilder } from "../graphql/mutation.js";
import { checkName, checkRange } from "../graphql/validation.js";
import { normalizeBlock } from "./addresses.js";
import { resourceColumns, type ResourceFields, type ResourceRow } from "./store.js";

/** 30 days. */
const LONGEST_LOCK_MINUTES = 43_200;
const MOST_ADDRESSES = 200;

/** The fields of a new resource. */
export function newResourceFields(t: InputBuilder) {
  return {
    name: t.string({ required: true, description: "Its name: 1 to 50 characters, unique in the account." }),
    failedAttemptsBeforeLock: t.int({
      defaultValue: 5,
      description: "So many wrong codes lock a token here: 3 to 10.",
    }),
    lockMinutes: t.int({
      defaultValue: 5,
      description:
        "How long such a lock holds, in minutes, up to 43,200 (30 days); 0 means until someone unlocks the token.",
    }),
    allowedAddresses: t.stringList({
      description:
        "CIDR blocks (10.0.0.0/8) or addresses that clients may come from, at most 200; empty means from everywhere.",
    }),
    enabled: t.boolean({ defaultValue: true, description: "Whether anybody may sign in here." }),
  };
}

export const NewResourceInput = builder.inputType("NewResourceInput", {
  description: "A resource to create on the way.",
  fields: newResourceFields,
});

/** The refusal of a name that another resource has. */
export function nameTaken(path: readonly string[]): Refusal {
  return new Refusal("ALREADY_EXISTS", "Another resource has this name.", path);
}

function checkAddresses(blocks: readonly string[], path: readonly string[]): string[] {
  if (blocks.length > MOST_ADDRESSES) {
    throw new Refusal(
      "VALIDATION_FAILED",
      `At most ${MOST_ADDRESSES} address blocks are kept; join some.`,
      path,
    );
  }
  const normalized = blocks.map((block, index) => {
    const written = normalizeBlock(block);
    if (written === undefined) {
      throw new Refusal(
        "VALIDATION_FAILED",
        "An address block is written as 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32.",
        [...path, String(index)],
      );
    }
    return written;
  });
  return [...new Set(normalized)];
}

/** Checks a resource's fields. @param path of the input that holds them. @throws Refusal VALIDATION_FAILED */
export function checkResourceFields(fields: ResourceFields, path: readonly string[]): ResourceFields {
  checkName(fields.name, [...path, "name"]);
  checkRange(fields.failedAttemptsBeforeLock, 3, 10, [...path, "failedAttemptsBeforeLock"]);
  checkRange(fields.lockMinutes, 0, LONGEST_LOCK_MINUTES, [...path, "lockMinutes"]);
  return {
    ...fields,
    allowedAddresses: checkAddresses(fields.allowedAddresses, [...path, "allowedAddresses"]),
  };
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
